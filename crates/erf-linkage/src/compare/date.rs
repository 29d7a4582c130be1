// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Dates of birth.

use super::{Level, at, level};

/// Levels of dates of birth.
pub const BIRTH: &[Level] = &[
    level("missing", "een van beide heeft geen geboortedatum", 0.0, 0.0),
    level("exact", "dezelfde geboortedatum", 0.85, 0.0),
    level("swapped", "dag en maand verwisseld", 0.03, 0.0),
    level("one_digit", "een cijfer anders", 0.06, 0.0),
    level("year_only", "hetzelfde jaar, dag of maand onbekend", 0.03, 0.0),
    level("two_parts", "twee van dag, maand en jaar gelijk", 0.01, 0.0),
    level("same_year", "alleen het jaar gelijk", 0.005, 0.0),
    level("other", "andere geboortedatum", 0.005, 0.0),
    level("generation", "een generatie uit elkaar", 0.005, 0.0),
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
    match (same, one.0.abs_diff(other.0)) {
        (2.., _) => 5,
        (_, 0) => 6,
        (_, 15..) => 8,
        _ => 7,
    }
}

const fn parts(date: u32) -> (u32, u32, u32) {
    (date / 10_000, date / 100 % 100, date % 100)
}

/// 1 January stands for "some day of that year" far more often than for the day itself.
const fn vague(date: (u32, u32, u32)) -> bool {
    (date.1 == 1 && date.2 == 1) || date.1 == 0 && date.2 == 0
}

fn digits_apart(mut x: u32, mut y: u32) -> u32 {
    let mut apart = 0;
    while x > 0 || y > 0 {
        apart += u32::from(x % 10 != y % 10);
        (x, y) = (x / 10, y / 10);
    }
    apart
}
