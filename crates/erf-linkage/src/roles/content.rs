// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the values of a column say, from a sample of rows.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    standardise::{
        address::Postcode,
        calling, contact,
        date::{self, DateStyle},
        fold::fold,
        numbers,
        person::{self, Prefix, Sex},
        place,
    },
    table::Table,
};

/// Rows looked at.
pub(super) const SAMPLE: usize = 500;

/// What was counted in a column. Shares are of the values that are not empty.
#[derive(Debug, Default)]
pub(super) struct Profile {
    pub rows: usize,
    pub filled: usize,
    pub distinct: usize,
    pub shares: BTreeMap<Shape, f64>,
    pub mean_length: f64,
    pub mean_words: f64,
}

/// What a value looks like; a value may look like several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    Email,
    Website,
    FullPostcode,
    ForeignPostcode,
    FourDigits,
    Phone,
    Date,
    OldDate,
    Sex,
    Prefix,
    FirstName,
    Initials,
    Place,
    StreetWord,
    StreetWithNumber,
    AddressWithPostcode,
    AddressWithPlace,
    SmallNumber,
    NumberStart,
    Year,
    EightDigits,
    TwelveDigits,
    ElevenTest,
    Legal,
    RdX,
    RdY,
    Latitude,
    Longitude,
    Number,
    Code,
    OneLetter,
    Letters,
    CommaName,
    InitialName,
}

impl Profile {
    pub fn share(&self, shape: Shape) -> f64 {
        self.shares.get(&shape).copied().unwrap_or(0.0)
    }

    /// Counts these rows of a column.
    pub fn of(table: &Table, column: usize, rows: &[usize]) -> Self {
        let mut out = Self::default();
        let mut counts: BTreeMap<Shape, usize> = BTreeMap::new();
        let mut distinct: BTreeSet<&str> = BTreeSet::new();
        let (mut length, mut words) = (0, 0);
        for row in rows {
            out.rows += 1;
            let value = table.cell(*row, column).trim();
            if value.is_empty() || is_missing(value) {
                continue;
            }
            out.filled += 1;
            distinct.insert(value);
            length += value.chars().count();
            words += value.split_whitespace().count();
            shapes(value, &mut |shape| *counts.entry(shape).or_default() += 1);
        }
        let filled = out.filled.max(1) as f64;
        out.distinct = distinct.len();
        out.mean_length = length as f64 / filled;
        out.mean_words = words as f64 / filled;
        out.shares = counts.into_iter().map(|(shape, count)| (shape, count as f64 / filled)).collect();
        out
    }
}

/// Words for "nothing here".
pub(super) fn is_missing(value: &str) -> bool {
    const MISSING: &[&str] =
        &["-", "--", "?", "n/a", "na", "nan", "null", "none", "onbekend", "nvt", "n.v.t.", "geen", "unknown", ".", "x"];
    MISSING.iter().any(|missing| value.eq_ignore_ascii_case(missing))
}

fn shapes(value: &str, note: &mut impl FnMut(Shape)) {
    let folded = fold(value);
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    if digits > 0 {
        numeric(value, &folded, digits, letters, note);
    }
    if letters > 0 {
        textual(value, &folded, digits, letters, note);
    }
}

fn numeric(value: &str, folded: &str, digits: usize, letters: usize, note: &mut impl FnMut(Shape)) {
    let only = value.bytes().all(|b| b.is_ascii_digit());
    let code = Postcode::read(value);
    if code.is_full() {
        note(Shape::FullPostcode);
    } else if !code.is_none() {
        note(Shape::FourDigits);
    } else if is_foreign_postcode(value) {
        note(Shape::ForeignPostcode);
    }
    if only {
        note(Shape::Number);
        match digits {
            4 if ("1900".."2031").contains(&value) => {
                note(Shape::SmallNumber);
                note(Shape::Year);
            }
            1..=4 => note(Shape::SmallNumber),
            8 => note(Shape::EightDigits),
            12 => note(Shape::TwelveDigits),
            9 if numbers::rsin(value).is_some() => note(Shape::ElevenTest),
            _ => {}
        }
    }
    let signs = value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b' ' | b'(' | b')' | b'.' | b'/'));
    let dialled = value.starts_with(['0', '+', '(']) && (10..=14).contains(&digits) && !value.starts_with("0000");
    if letters == 0 && signs && dialled {
        note(Shape::Phone);
    }
    if folded.len() <= 12
        && folded.starts_with(|c: char| c.is_ascii_digit())
        && !folded.starts_with('0')
        && folded.bytes().take_while(u8::is_ascii_digit).count() <= 4
        && !code.is_full()
    {
        note(Shape::NumberStart);
    }
    let style = DateStyle { birth: false, ..DateStyle::default() };
    let separated = value.bytes().filter(|b| matches!(b, b'-' | b'/' | b'.' | b' ')).count() >= 2 || (only && digits == 8);
    let found = if separated { date::date(value, style) } else { date::Date::NONE };
    if found.month > 0 && found.year > 0 {
        note(Shape::Date);
        if found.year < 2000 {
            note(Shape::OldDate);
        }
    }
    coordinates(value, note);
    if only || (letters > 0 && !value.contains(' ')) {
        note(Shape::Code);
    }
}

/// Two short pieces with digits in both, as `LS6 2AB`, `K1A 0B1`, `D02 AF30` or `123 45`.
fn is_foreign_postcode(value: &str) -> bool {
    let piece = |text: &str, least: usize| {
        let plain = (least..=4).contains(&text.len()) && text.bytes().all(|sign| sign.is_ascii_alphanumeric());
        plain && text.bytes().any(|sign| sign.is_ascii_digit())
    };
    let Some((area, unit)) = value.split_once(' ') else { return false };
    let letters = area.starts_with(|sign: char| sign.is_ascii_alphabetic()) && piece(area, 2) && piece(unit, 3);
    let digits = area.len() == 3 && unit.len() == 2 && (area.bytes().chain(unit.bytes())).all(|sign| sign.is_ascii_digit());
    letters || digits
}

fn coordinates(value: &str, note: &mut impl FnMut(Shape)) {
    let Ok(number) = value.replace(',', ".").parse::<f64>() else { return };
    if (0.0..300_000.0).contains(&number) && number > 7_000.0 {
        note(Shape::RdX);
    }
    if (289_000.0..629_000.0).contains(&number) {
        note(Shape::RdY);
    }
    let precise = value.contains(['.', ',']);
    if precise && (50.5..53.8).contains(&number) {
        note(Shape::Latitude);
    }
    if precise && (3.0..7.5).contains(&number) {
        note(Shape::Longitude);
    }
}

/// Whether a word too long for an addition stands behind the last number.
fn ends_in_a_name(folded: &str) -> bool {
    let after = folded.rsplit_once(|sign: char| sign.is_ascii_digit()).map_or("", |(_, after)| after);
    after.split([' ', ',']).any(|word| word.len() > 3 && word.chars().all(|sign| sign.is_alphabetic() || sign == '-'))
}

/// Ends of words that are streets.
const STREETS: &[&str] = &[
    "straat", "str", "str.", "weg", "laan", "ln", "plein", "dijk", "kade", "singel", "gracht", "hof", "pad", "steeg", "dreef", "park",
    "akker", "street", "road", "lane", "avenue", "place", "drive", "crescent", "strasse", "rd", "ave", "court", "close", "circuit",
];

fn textual(value: &str, folded: &str, digits: usize, letters: usize, note: &mut impl FnMut(Shape)) {
    if folded.contains('@') && !contact::email(value).is_empty() {
        return note(Shape::Email);
    }
    if folded.starts_with("www.") || folded.contains("://") {
        return note(Shape::Website);
    }
    let words: Vec<&str> = folded.split([' ', ',', '.', '/']).filter(|word| !word.is_empty()).collect();
    let first = words.first().copied().unwrap_or_default();
    let street = words
        .iter()
        .any(|word| STREETS.iter().any(|end| word.len() > end.len() + 1 && word.ends_with(end) || word == end && words.len() > 1));
    if street {
        note(if digits > 0 { Shape::StreetWithNumber } else { Shape::StreetWord });
    }
    if digits >= 4 && crate::standardise::address::has_postcode(folded) && words.len() > 2 {
        note(Shape::AddressWithPostcode);
    } else if street && folded.starts_with(|sign: char| sign.is_alphabetic()) && ends_in_a_name(folded) {
        note(Shape::AddressWithPlace);
    }
    if digits > 0 {
        return;
    }
    note(Shape::Letters);
    if letters == 1 && value.chars().count() <= 2 {
        note(Shape::OneLetter);
    }
    if person::sex(value) != Sex::Unknown {
        note(Shape::Sex);
    }
    if Prefix::of(folded).is_some() {
        note(Shape::Prefix);
    }
    if calling::is_known(first) && words.len() <= 3 {
        note(Shape::FirstName);
    }
    let dotted = value.contains('.') && words.iter().all(|word| word.len() <= 2);
    if dotted || (letters <= 4 && value.chars().all(|c| c.is_uppercase()) && !value.chars().any(|c| "AEIOU".contains(c)) && letters > 1) {
        note(Shape::Initials);
    }
    if words.len() > 1 && first.len() == 1 && value.contains('.') && words.last().is_some_and(|last| last.len() > 2) {
        note(Shape::InitialName);
    }
    if value.contains(", ") && words.len() <= 5 {
        note(Shape::CommaName);
    }
    if place::is_known(&place::place(value)) {
        note(Shape::Place);
    }
    if crate::standardise::company::company(value).legal != Default::default() && words.len() > 1 {
        note(Shape::Legal);
    }
}
