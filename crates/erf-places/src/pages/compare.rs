// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Two sides of a match beside each other, with what differs marked in letters and with a sign. Pure.

use serde::Serialize;
use serde_json::{Map, Value};

/// A piece of a text that is the same on the other side, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    text: String,
    same: bool,
}

/// One thing compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Key of the text that names it.
    pub key: &'static str,
    left: Vec<Piece>,
    right: Vec<Piece>,
    /// `same`, `near`, `other`, `left` (only in the row), `right` (only in the register).
    pub mark: &'static str,
}

impl Line {
    /// Compares two texts; nothing when both are empty.
    pub fn of(key: &'static str, left: &str, right: &str) -> Option<Self> {
        let (left, right) = (left.trim(), right.trim());
        match (left.is_empty(), right.is_empty()) {
            (true, true) => None,
            (false, true) => Some(Self { key, left: whole(left, true), right: Vec::new(), mark: "left" }),
            (true, false) => Some(Self { key, left: Vec::new(), right: whole(right, true), mark: "right" }),
            (false, false) => Some(Self::both(key, left, right)),
        }
    }

    fn both(key: &'static str, left: &str, right: &str) -> Self {
        let (a, b): (Vec<char>, Vec<char>) = (left.chars().take(MOST).collect(), right.chars().take(MOST).collect());
        let (in_a, in_b) = common(&a, &b);
        let shared = in_a.iter().filter(|same| **same).count();
        let longest = a.len().max(b.len());
        let mark = match () {
            () if in_a.iter().chain(&in_b).all(|same| *same) => "same",
            () if shared * 10 >= longest * 6 => "near",
            () => "other",
        };
        if mark == "other" {
            // Single letters that happen to be shared would only distract.
            return Self { key, left: whole(left, false), right: whole(right, false), mark };
        }
        Self { key, left: pieces(&a, &in_a), right: pieces(&b, &in_b), mark }
    }
}

/// Longer texts are not compared beyond this.
const MOST: usize = 160;

fn whole(text: &str, same: bool) -> Vec<Piece> {
    vec![Piece { text: text.to_owned(), same }]
}

/// Blanks, dots and hyphens are writing, not meaning.
fn counts(c: char) -> bool {
    c.is_alphanumeric()
}

/// For each letter whether it is part of the longest common subsequence. Cost: the product of the lengths.
fn common(a: &[char], b: &[char]) -> (Vec<bool>, Vec<bool>) {
    let alike = |x: char, y: char| x.to_lowercase().eq(y.to_lowercase());
    let mut length = vec![vec![0_u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            length[i][j] =
                if counts(a[i]) && alike(a[i], b[j]) { length[i + 1][j + 1] + 1 } else { length[i + 1][j].max(length[i][j + 1]) };
        }
    }
    let mut in_a: Vec<bool> = a.iter().map(|c| !counts(*c)).collect();
    let mut in_b: Vec<bool> = b.iter().map(|c| !counts(*c)).collect();
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if counts(a[i]) && alike(a[i], b[j]) && length[i][j] == length[i + 1][j + 1] + 1 {
            (in_a[i], in_b[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if length[i + 1][j] >= length[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (in_a, in_b)
}

fn pieces(letters: &[char], same: &[bool]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (letter, same) in letters.iter().zip(same) {
        match pieces.last_mut() {
            Some(last) if last.same == *same => last.text.push(*letter),
            _ => pieces.push(Piece { text: letter.to_string(), same: *same }),
        }
    }
    pieces
}

/// The side of the register.
#[derive(Debug, Default)]
pub struct Known {
    /// How it is named.
    pub label: String,
    /// Street.
    pub street: String,
    /// Number with letter and addition.
    pub number: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub town: String,
    /// Its number or code.
    pub id: String,
}

/// Compares a row with what it may be about.
pub fn lines(fields: &Map<String, Value>, kind: &str, known: &Known) -> Vec<Line> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let own_id = match kind {
        "address" => text("address_id"),
        "building" => text("building_id"),
        "parcel" => text("parcel_id"),
        _ => "",
    };
    let number =
        [text("number"), text("letter"), text("suffix")].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    let (whole, street) = (text("address"), text("street"));
    let mut lines = Vec::new();
    if known.street.is_empty() {
        let written = [whole, text("place_text"), text("name"), street].into_iter().find(|t| !t.is_empty()).unwrap_or_default();
        lines.push(Line::of("compare-name", written, &known.label));
    } else if street.is_empty() && !whole.is_empty() {
        lines.push(Line::of("field-address", whole, &format!("{} {}", known.street, known.number)));
    } else {
        lines.push(Line::of("field-street", street, &known.street));
        lines.push(Line::of("field-number", &number, &known.number));
    }
    if kind == "area" {
        lines.push(Line::of("field-municipality", text("municipality"), &known.label));
    }
    lines.push(Line::of("field-postcode", text("postcode"), &known.postcode));
    lines.push(Line::of("field-town", text("town"), &known.town));
    // A parcel has a number and a code with letters that people write. Beside each other they differ and are the same parcel.
    let lettered = |id: &str| id.contains(char::is_alphabetic);
    if !own_id.is_empty() && (kind != "parcel" || lettered(own_id) == lettered(&known.id)) {
        lines.push(Line::of("compare-id", own_id, &known.id));
    }
    lines.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, mark: &str, marked: (&str, &str)) {
        let line = Line::of("k", left, right).unwrap();
        let different = |pieces: &[Piece]| pieces.iter().filter(|p| !p.same).map(|p| p.text.as_str()).collect::<Vec<_>>().join("|");
        assert_eq!(
            (line.mark, different(&line.left).as_str(), different(&line.right).as_str()),
            (mark, marked.0, marked.1),
            "{left} {right}"
        );
    }

    #[test]
    fn what_differs_is_marked() {
        check("Achterweg", "ACHTERWEG", "same", ("", ""));
        check("12-A", "12 a", "same", ("", ""));
        check("Achterwg", "Achterweg", "near", ("", "e"));
        check("Voorstraat", "Kade", "other", ("Voorstraat", "Kade"));
    }

    #[test]
    fn what_is_on_one_side_only_is_no_difference() {
        assert_eq!(Line::of("k", "", "1234 SA").unwrap().mark, "right");
        assert_eq!(Line::of("k", "x", "").unwrap().mark, "left");
        assert_eq!(Line::of("k", " ", ""), None);
    }

    #[test]
    fn the_code_of_a_parcel_is_not_held_against_its_number() {
        let known = Known { label: "Perceel 9905000051670000".into(), id: "9905000051670000".into(), ..Known::default() };
        for (written, mark) in [("9905000051670000", Some("same")), ("MKW05 A 516", None)] {
            let fields: Map<String, Value> = serde_json::from_str(&format!(r#"{{"parcel_id":"{written}"}}"#)).unwrap();
            let found = lines(&fields, "parcel", &known);
            assert_eq!(found.iter().find(|line| line.key == "compare-id").map(|line| line.mark), mark, "{written}");
        }
    }

    #[test]
    fn an_address_in_one_cell_is_compared_as_a_whole() {
        let fields: Map<String, Value> = serde_json::from_str(r#"{"address":"Achterweg 12","town":"Waterdam"}"#).unwrap();
        let known = Known { street: "Achterweg".into(), number: "12 A".into(), town: "Waterdam".into(), ..Known::default() };
        let keys: Vec<_> = lines(&fields, "address", &known).iter().map(|l| (l.key, l.mark)).collect();
        assert_eq!(keys, [("field-address", "near"), ("field-town", "same")]);
    }
}
