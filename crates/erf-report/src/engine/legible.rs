// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Only letters that can be printed. PDF/UA refuses a letter that the face does not have, and one odd letter in a name
//! must not cost a municipality its report.

use serde_json::Value;
use typst::text::Font;

/// Replaces what the fonts cannot print by a question mark; invisible marks (direction, joiners, control) go.
pub fn keep_printable(value: &mut Value, fonts: &[Font]) {
    match value {
        Value::String(text) => {
            if !text.is_ascii() || text.chars().any(char::is_control) {
                *text = printable(text, fonts);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| keep_printable(item, fonts)),
        Value::Object(fields) => fields.values_mut().for_each(|field| keep_printable(field, fonts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn printable(text: &str, fonts: &[Font]) -> String {
    let known = |c: char| fonts.iter().all(|font| font.info().coverage.contains(u32::from(c)));
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        match c {
            '\t' | '\u{202f}' => out.push(' '),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{00ad}' => {}
            _ if c == '\n' || known(c) => out.push(c),
            _ => out.push('?'),
        }
    }
    out
}

fn is_invisible(c: char) -> bool {
    let mark =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    mark || (c.is_control() && c != '\n' && c != '\t')
}
