// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Text without what differs by keyboard, program and habit: case, accents, kinds of quotes and dashes, ligatures.

use std::sync::LazyLock;

use super::lexicon::lines;

/// Plain letters for code points from U+00C0 up to U+0250, and from U+1E00 up to U+1F00.
static LATIN: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut table = vec![""; 0x250 - 0xC0 + 0x100];
    for line in lines(include_str!("tables/latin.txt")) {
        let (plain, letters) = line.split_once(' ').unwrap_or_default();
        for c in letters.chars() {
            if let Some(at) = place_of(c) {
                table[at] = plain;
            }
        }
    }
    table
});

fn place_of(c: char) -> Option<usize> {
    match c as usize {
        code @ 0xC0..0x250 => Some(code - 0xC0),
        code @ 0x1E00..0x1F00 => Some(code - 0x1E00 + 0x190),
        _ => None,
    }
}

/// Lower case without accents; quotes and dashes of every kind to `'` and `-`; blanks of every kind to one space; `ĳ` to `ij`;
/// `&amp;` to `&`. Letters of other scripts stay, in lower case. No blanks at the ends. Folding twice is folding once.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// [`fold`] into a text of the caller, which is cleared first.
pub fn fold_into(text: &str, out: &mut String) {
    out.clear();
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| !b.is_ascii()) {
        plain(&rest[..at], out);
        let mut chars = rest[at..].chars();
        let c = chars.next().expect("a byte that is not ASCII starts a character here");
        rest = special(c, chars.as_str(), out);
    }
    plain(rest, out);
    while out.ends_with(' ') {
        out.pop();
    }
    if out.contains('&') {
        entities(out);
    }
}

/// A run of ASCII.
fn plain(text: &str, out: &mut String) {
    for &byte in text.as_bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'A'..=b'Z' => out.push(char::from(byte | 0x20)),
            b' ' | b'\t'..=b'\r' => blank(out),
            b'`' | b'"' => out.push('\''),
            0..=31 | 127 => {}
            _ => out.push(char::from(byte)),
        }
    }
}

fn blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// One character beyond ASCII; gives what is left to read.
fn special<'t>(c: char, rest: &'t str, out: &mut String) -> &'t str {
    if matches!(c, 'Ã' | 'Å' | 'Ä')
        && let Some((real, length)) = read_twice(c, rest)
    {
        special(real, "", out);
        return &rest[length..];
    }
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
        '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '´' | 'ʼ' | 'ʹ' | '′' | '″' | '«' | '»' | '‹' | '›' => {
            out.push('\'')
        }
        '\u{2010}'..='\u{2015}' | '−' => out.push('-'),
        '\u{ff01}'..='\u{ff5e}' => plain(char::from_u32(c as u32 - 0xff01 + 0x21).unwrap_or(' ').encode_utf8(&mut [0; 4]), out),
        'º' | '°' => out.push('o'),
        'ª' => out.push('a'),
        _ if c.is_whitespace() => blank(out),
        _ => match place_of(c).map(|at| LATIN[at]).filter(|plain| !plain.is_empty()) {
            Some(plain) => out.push_str(plain),
            None => lower(c, out),
        },
    }
    rest
}

/// Lower case of a letter of another script, or of a sign whose lower case is Latin after all, such as that of Ångström.
fn lower(c: char, out: &mut String) {
    for small in c.to_lowercase().filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        match place_of(small).map(|at| LATIN[at]).filter(|plain| !plain.is_empty()) {
            Some(plain) => out.push_str(plain),
            None => out.push(small),
        }
    }
}

/// `Ã«` is an `ë` of which the two bytes were read as two letters. The second may be any byte from 0x80 up, which Windows-1252 shows
/// as a sign of its own; a real `Ã` has a letter or nothing behind it.
fn read_twice(first: char, rest: &str) -> Option<(char, usize)> {
    let next = rest.chars().next()?;
    let low = match next {
        '\u{80}'..='\u{bf}' => next as u32,
        _ => WINDOWS.chars().position(|c| c == next && c != '.')? as u32 + 0x80,
    };
    let real = char::from_u32((first as u32 - 0xC0) << 6 | (low & 0x3f))?;
    place_of(real).filter(|&at| !LATIN[at].is_empty()).map(|_| (real, next.len_utf8()))
}

/// What Windows-1252 shows for 0x80 to 0x9f; a dot where it shows nothing.
const WINDOWS: &str = "€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ";

/// The three entities that end up in exports of web forms.
fn entities(out: &mut String) {
    for (name, sign) in [("&amp;", "&"), ("&#39;", "'"), ("&apos;", "'"), ("&quot;", "'")] {
        while out.contains(name) {
            *out = out.replace(name, sign);
        }
    }
}

/// The words of a folded text: runs of letters and digits, an apostrophe within or before a word kept.
pub fn words(folded: &str) -> impl Iterator<Item = &str> + Clone {
    folded.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|word| word.trim_end_matches('\'')).filter(|word| !word.is_empty())
}
