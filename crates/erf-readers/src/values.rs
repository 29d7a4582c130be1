// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Values as people write them, made alike: numbers, dates, yes and no, postcodes.

use jiff::{
    ToSpan,
    civil::{Date, date},
};

use crate::mapping::DateOrder;

/// `1234 ab` becomes `1234AB`.
pub(crate) fn postcode(text: &str) -> Option<String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let bytes = compact.as_bytes();
    let fits = bytes.len() == 6 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4..].iter().all(u8::is_ascii_uppercase);
    (fits && bytes[0] != b'0').then_some(compact)
}

/// Text on one line with single blanks, and without NUL.
pub(crate) fn one_line(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.contains('\0') { joined.replace('\0', "") } else { joined }
}

/// A number as people write it: `1.234,5`, `1234.5`, `€ 12,-`. `decimal` settles `1.234`, which is a thousand or one and a bit.
pub(crate) fn number(text: &str, decimal: char) -> Option<f64> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '€' | '\'' | '\u{a0}')).collect();
    let compact = compact.trim_end_matches(",-").trim_end_matches(".-");
    let digits = compact.strip_prefix(['-', '+']).unwrap_or(compact);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')) {
        return None;
    }
    let plain = match (digits.rfind(','), digits.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => digits.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => digits.replace(',', ""),
        (Some(_), None) => one_kind(digits, ',', decimal),
        (None, Some(_)) => one_kind(digits, '.', decimal),
        (None, None) => digits.to_owned(),
    };
    let number: f64 = plain.parse().ok()?;
    let number = if compact.starts_with('-') { -number } else { number };
    number.is_finite().then_some(number)
}

/// Only one kind of separator: thousands when it occurs twice, or when it is not the decimal one and stands before three digits.
fn one_kind(digits: &str, separator: char, decimal: char) -> String {
    let groups: Vec<&str> = digits.split(separator).collect();
    let grouped = groups[1..].iter().all(|group| group.len() == 3) && (1..=3).contains(&groups[0].len());
    if grouped && (groups.len() > 2 || separator != decimal) { groups.concat() } else { digits.replace(separator, ".") }
}

/// A number as text with a point, without needless zeros.
pub(crate) fn plain(number: f64) -> String {
    if number == number.trunc() && number.abs() < 1e15 { format!("{number:.0}") } else { format!("{number}") }
}

/// `ja`, `n`, `x`, `0`, `true`.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "ja" | "j" | "x" | "1" | "true" | "waar" | "yes" | "y" | "wel" => Some(true),
        "nee" | "neen" | "n" | "0" | "false" | "onwaar" | "no" | "geen" | "niet" => Some(false),
        _ => None,
    }
}

/// How precisely a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Day {
    Exact(Date),
    Month(i16, i8),
    Year(i16),
}

impl Day {
    /// `2026-10-01`, `2026-10` or `2026`.
    pub(crate) fn iso(self) -> String {
        match self {
            Self::Exact(day) => day.to_string(),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Year(year) => format!("{year:04}"),
        }
    }
}

/// A date as people write it; a time behind it is left out.
pub(crate) fn day(text: &str, order: DateOrder) -> Option<Day> {
    let text = text.trim();
    let bare = without_time(text);
    if bare.bytes().all(|b| b.is_ascii_digit()) {
        return digits_only(bare);
    }
    // A spreadsheet's serial number with a time of day as its fraction.
    if let Some((whole, fraction)) = text.split_once(['.', ','])
        && whole.len() == 5
        && fraction.bytes().all(|b| b.is_ascii_digit())
    {
        return digits_only(whole);
    }
    let parts: Vec<&str> = bare.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [a, b] => month_and_year(a, b).or_else(|| month_and_year(b, a)),
        [a, b, c] => three(a, b, c, order),
        _ => None,
    }
}

fn month_and_year(month: &str, year: &str) -> Option<Day> {
    Some(Day::Month(full_year(year).filter(|_| year.len() == 4)?, month_number(month)?))
}

/// Cuts off `T14:05:00Z` or ` 14:05`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text.strip_suffix("uur").unwrap_or(text).trim() };
    match text[..colon].rfind(['T', ' ']) {
        Some(end) => text[..end].trim_end().trim_end_matches(" om").trim_end_matches(','),
        None => text,
    }
}

/// `20261001`, `2026`, or a spreadsheet's serial number.
fn digits_only(text: &str) -> Option<Day> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        8 => real(number / 10_000, number / 100 % 100, number % 100),
        4 if (1900..=2100).contains(&number) => Some(Day::Year(i16::try_from(number).ok()?)),
        5 => serial(number as f64, false).map(Day::Exact),
        _ => None,
    }
}

fn three(a: &str, b: &str, c: &str, order: DateOrder) -> Option<Day> {
    if a.len() == 4 {
        return real(a.parse().ok()?, i64::from(month_number(b)?), c.parse().ok()?);
    }
    let two_digits = |text: &str| text.len() <= 2;
    match order {
        DateOrder::Mdy if two_digits(a) && b.len() <= 2 => real(i64::from(full_year(c)?), a.parse().ok()?, b.parse().ok()?),
        DateOrder::Ymd if two_digits(a) && c.len() <= 2 => real(i64::from(full_year(a)?), i64::from(month_number(b)?), c.parse().ok()?),
        _ => real(i64::from(full_year(c)?), i64::from(month_number(b)?), a.parse().ok()?),
    }
}

fn real(year: i64, month: i64, day: i64) -> Option<Day> {
    let day = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1800..=2200).contains(&day.year()).then_some(Day::Exact(day))
}

/// Two digits are of this century up to 69.
fn full_year(text: &str) -> Option<i16> {
    let text = text.trim_start_matches(['\'', '’']);
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: i16 = text.parse().ok()?;
    match text.len() {
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        4 if (1800..=2200).contains(&year) => Some(year),
        _ => None,
    }
}

/// A month in digits or in Dutch: `3`, `mrt`, `maart`.
fn month_number(text: &str) -> Option<i8> {
    if text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().filter(|month| (1..=12).contains(month));
    }
    let lower = text.to_lowercase();
    let begins = ["jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    let english = [("mrt", 3), ("mar", 3), ("may", 5), ("oct", 10)];
    let found = begins.iter().position(|begin| lower.starts_with(begin)).map(|at| at as i8 + 1);
    found.or_else(|| english.iter().find(|(begin, _)| lower.starts_with(begin)).map(|(_, month)| *month))
}

/// Day 1 of a spreadsheet is 1 January 1900 (and 1900 a leap year, which it was not), or in old Mac files 2 January 1904.
pub(crate) fn serial(number: f64, from_1904: bool) -> Option<Date> {
    if !(1.0..200_000.0).contains(&number) {
        return None;
    }
    let start = match from_1904 {
        true => date(1904, 1, 1),
        false if number < 60.0 => date(1899, 12, 31),
        false => date(1899, 12, 30),
    };
    start.checked_add((number as i64).days()).ok()
}

/// Whether a date can only be read with the day first (`Some(true)`), with the month first (`Some(false)`), or either way.
pub(crate) fn day_first(text: &str) -> Option<bool> {
    let mut parts = without_time(text.trim()).split(['-', '/', '.']);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if a.len() > 2 || b.len() > 2 || full_year(c).is_none() {
        return None;
    }
    match (a.parse::<u8>().ok()?, b.parse::<u8>().ok()?) {
        (13..=31, 1..=12) => Some(true),
        (1..=12, 13..=31) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, value) in [("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1234,5", 1234.5), ("1.234.567", 1_234_567.0), ("€ 12,-", 12.0)]
        {
            assert_eq!(number(text, ','), Some(value), "{text}");
        }
        assert_eq!(number("1.234", ','), Some(1234.0));
        assert_eq!(number("1.234", '.'), Some(1.234));
        assert_eq!(number("-0,5", ','), Some(-0.5));
        for nothing in ["", "abc", "12 m", "--3", "NaN", "inf", "1e999"] {
            assert_eq!(number(nothing, ','), None, "{nothing}");
        }
    }

    #[test]
    fn dates_as_people_write_them() {
        let iso = |text| day(text, DateOrder::Dmy).map(Day::iso);
        for text in ["01-10-2026", "1/10/2026", "1.10.26", "2026-10-01", "20261001", "1 oktober 2026", "1 okt. 2026", "46296", "46296,5"] {
            assert_eq!(iso(text).as_deref(), Some("2026-10-01"), "{text}");
        }
        assert_eq!(iso("01-10-2026 14:05").as_deref(), Some("2026-10-01"));
        assert_eq!(iso("2026-10-01T14:05:00Z").as_deref(), Some("2026-10-01"));
        assert_eq!(iso("mrt 2024").as_deref(), Some("2024-03"));
        assert_eq!(iso("2024-03").as_deref(), Some("2024-03"));
        assert_eq!(iso("2024").as_deref(), Some("2024"));
        assert_eq!(day("10/01/2026", DateOrder::Mdy).map(Day::iso).as_deref(), Some("2026-10-01"));
        for nothing in ["", "31-02-2026", "onbekend", "12", "1-2-3-4", "00000000"] {
            assert_eq!(iso(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn serial_numbers_know_the_leap_year_that_was_not() {
        assert_eq!(serial(1.0, false), Some(date(1900, 1, 1)));
        assert_eq!(serial(61.0, false), Some(date(1900, 3, 1)));
        assert_eq!(serial(44_927.25, false), Some(date(2023, 1, 1)));
        assert_eq!(serial(43_465.0, true), Some(date(2023, 1, 1)));
        assert_eq!(serial(-1.0, false), None);
    }

    #[test]
    fn postcodes_and_yes_and_no() {
        assert_eq!(postcode(" 1234 ab").as_deref(), Some("1234AB"));
        assert_eq!(postcode("0234AB"), None);
        assert_eq!(yes_no("X"), Some(true));
        assert_eq!(yes_no("misschien"), None);
    }
}
