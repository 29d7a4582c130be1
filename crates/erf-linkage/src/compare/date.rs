// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Dates of birth.

use super::{Level, at, level, veto};

/// Levels of dates of birth.
pub const BIRTH: &[Level] = &[
    level("missing", "niet van beide bekend", 0.0, 0.0),
    level("exact", "dezelfde geboortedatum", 0.85, 0.0),
    level("swapped", "dag en maand verwisseld", 0.03, 0.0),
    level("one_digit", "een cijfer anders", 0.06, 0.0),
    level("year_only", "hetzelfde jaar, dag of maand onbekend", 0.03, 0.0),
    level("two_parts", "twee van dag, maand en jaar gelijk", 0.01, 0.0),
    level("same_year", "alleen het jaar gelijk", 0.005, 0.0),
    level("other", "andere geboortedatum", 0.005, 0.0),
    veto("generation", "een generatie uit elkaar", 0.005, 0.0),
];

/// The level of two dates of birth.
pub fn birth(places: &[Option<usize>; 6], a: &[u32], b: &[u32]) -> u8 {
    let (x, y) = (at(places, 0, a), at(places, 0, b));
    if x == 0 || y == 0 {
        return 0;
    }
    let (one, other) = (parts(x), parts(y));
    if one.0 == other.0 && (vague(one) || vague(other)) {
        return 4;
    }
    if x == y {
        return 1;
    }
    unlike(x, y, one, other)
}

fn unlike(x: u32, y: u32, one: (u32, u32, u32), other: (u32, u32, u32)) -> u8 {
    if one.0 == other.0 && one.1 == other.2 && one.2 == other.1 {
        return 2;
    }
    if digits_apart(x, y) == 1 {
        return 3;
    }
    let same = usize::from(one.0 == other.0) + usize::from(one.1 == other.1) + usize::from(one.2 == other.2);
    match (same, years(one.0, other.0)) {
        (2.., _) => 5,
        (_, 0) => 6,
        (_, 15..) => 8,
        _ => 7,
    }
}

/// Year, month and day, each still a hexadecimal digit per decimal one.
const fn parts(date: u32) -> (u32, u32, u32) {
    (date >> 16, date >> 8 & 0xff, date & 0xff)
}

/// 1 January stands for "some day of that year" far more often than for the day itself.
const fn vague(date: (u32, u32, u32)) -> bool {
    (date.1 == 1 && date.2 == 1) || date.1 == 0 && date.2 == 0
}

/// How many of the eight digits differ.
const fn digits_apart(x: u32, y: u32) -> u32 {
    let bits = x ^ y;
    let halves = bits | bits >> 1;
    ((halves | halves >> 2) & 0x1111_1111).count_ones()
}

/// Years between two years of four hexadecimal digits.
const fn years(one: u32, other: u32) -> u32 {
    const fn plain(year: u32) -> u32 {
        (year >> 12) * 1000 + (year >> 8 & 15) * 100 + (year >> 4 & 15) * 10 + (year & 15)
    }
    plain(one).abs_diff(plain(other))
}
