// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What reading BAG and reading GML share: coordinates in text, references in text, attributes.

use erf_base::RdPoint;
use quick_xml::events::{BytesRef, BytesStart};

/// Coordinates of a `posList` or `pos`. The height is skipped, not read. `Err` is the piece that is not a number.
pub(crate) fn positions(text: &str, dimension: usize, points: &mut Vec<RdPoint>) -> Result<(), String> {
    let mut pieces = text.split_ascii_whitespace();
    while let Some(x) = pieces.next() {
        let y = pieces.next().ok_or("het laatste punt is niet compleet")?;
        points.push(RdPoint::new(number(x)?, number(y)?));
        for _ in 2..dimension {
            pieces.next().ok_or("het laatste punt is niet compleet")?;
        }
    }
    Ok(())
}

fn number(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(text.to_owned()),
    }
}

/// The value of an attribute, by local name. Only for attributes that hold no references.
pub(crate) fn attribute<'a>(start: &'a BytesStart<'_>, name: &str) -> Option<&'a str> {
    let raw = start.attributes_raw();
    let mut from = 0;
    while let Some(found) = raw[from..].find(name) {
        let (before, after) = (raw[..from + found].chars().next_back(), &raw[from + found + name.len()..]);
        from += found + name.len();
        let value = after.trim_start().strip_prefix('=').map(str::trim_start);
        let whole_word = before.is_none_or(|c| c.is_ascii_whitespace() || c == ':');
        let Some(value) = value.filter(|_| whole_word) else { continue };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        return value[1..].split(quote).next();
    }
    None
}

/// Adds what a reference such as `&amp;` or `&#233;` stands for.
pub(crate) fn push_reference(reference: &BytesRef<'_>, text: &mut String) {
    let standard = match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    };
    text.push(standard.or_else(|| reference.resolve_char_ref().ok().flatten()).unwrap_or(char::REPLACEMENT_CHARACTER));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_are_skipped_and_half_points_refused() {
        let mut points = Vec::new();
        positions(" 1.5 2 0.0\n 3 4 0.0 ", 3, &mut points).unwrap();
        assert_eq!(points, [RdPoint::new(1.5, 2.0), RdPoint::new(3.0, 4.0)]);
        assert!(positions("1 2 3", 2, &mut points).is_err());
        assert_eq!(positions("1 NaN", 2, &mut points), Err("NaN".to_owned()));
    }

    #[test]
    fn an_attribute_is_found_by_its_whole_name() {
        let start = BytesStart::from_content("gml:Polygon xsrsDimension='9' srsDimension=\"3\" gml:id='p1'", 11);
        assert_eq!(attribute(&start, "srsDimension"), Some("3"));
        assert_eq!(attribute(&start, "id"), Some("p1"));
        assert_eq!(attribute(&start, "count"), None);
    }
}
