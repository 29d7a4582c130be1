// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Small pieces of SVG, in millimetres.

use std::fmt::Write;

/// Colours of the web pages in their light form, which is also how they look best on paper.
pub mod colour {
    /// Text.
    pub const INK: &str = "#14242a";
    /// Text that supports.
    pub const SOFT: &str = "#45565c";
    /// Thin lines.
    pub const LINE: &str = "#d5dedd";
    /// Lines that carry meaning.
    pub const STRONG: &str = "#6d7f83";
    /// The one colour of action, and the strongest band.
    pub const DEEP: &str = "#0b5f66";
    /// The band after that.
    pub const MIDDLE: &str = "#63afb0";
    /// The band after that.
    pub const LIGHT: &str = "#a5d3d1";
    /// Land.
    pub const LAND: &str = "#fafbfa";
    /// Land outside the area.
    pub const OUTSIDE: &str = "#eef2f1";
    /// Water.
    pub const WATER: &str = "#d6e6ee";
    /// Built-up area.
    pub const BUILT: &str = "#e4e4de";
    /// Roads.
    pub const ROAD: &str = "#c9cfcb";
}

/// The face of the report.
pub const FACE: &str = "Atkinson Hyperlegible Next";

/// A drawing that grows.
#[derive(Debug, Default)]
pub struct Drawing {
    body: String,
}

impl Drawing {
    /// Adds a piece of SVG.
    pub fn add(&mut self, piece: std::fmt::Arguments<'_>) {
        self.body.write_fmt(piece).expect("writing into a string cannot fail");
        self.body.push('\n');
    }

    /// Adds a line of text. `anchor` is `start`, `middle` or `end`; size in millimetres.
    pub fn text(&mut self, (x, y): (f64, f64), size: f64, anchor: &str, colour: &str, text: &str) {
        let (x, y, text) = (mm(x), mm(y), escape(text));
        self.add(format_args!(r#"<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{text}</text>"#));
    }

    /// Text with a white edge, readable on lines.
    pub fn text_on_map(&mut self, (x, y): (f64, f64), size: f64, anchor: &str, text: &str) {
        let (x, y, text, white) = (mm(x), mm(y), escape(text), "#ffffff");
        let halo = format!(r#"stroke="{white}" stroke-width="0.9" stroke-linejoin="round""#);
        self.add(format_args!(r#"<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{white}" {halo}>{text}</text>"#));
        self.text_at(&x, &y, size, anchor, &text);
    }

    fn text_at(&mut self, x: &str, y: &str, size: f64, anchor: &str, escaped: &str) {
        let ink = colour::INK;
        self.add(format_args!(r#"<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{ink}">{escaped}</text>"#));
    }

    /// The whole drawing, `width` by `height` millimetres.
    pub fn finish(self, width: f64, height: f64, definitions: &str) -> String {
        let (width, height, body) = (mm(width), mm(height), self.body);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\" \
             font-family=\"{FACE}\">\n<defs>{definitions}</defs>\n{body}</svg>\n"
        )
    }
}

/// A number in millimetres, as short as a hundredth allows.
pub fn mm(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text that is safe inside SVG.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_text_is_harmless() {
        assert_eq!([1.0, 0.126, -0.001, 12.5].map(mm), ["1", "0.13", "0", "12.5"]);
        assert_eq!(escape("</text><script a='b'>"), "&lt;/text&gt;&lt;script a=&#39;b&#39;&gt;");
    }
}
