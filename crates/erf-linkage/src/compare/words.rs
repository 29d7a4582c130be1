// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Texts of several words.

use super::{Level, View, at, level};
use crate::{
    distance,
    values::{NONE, ValueId, Values},
    words::Common,
};

/// Levels of texts of several words.
pub const WORDS: &[Level] = &[
    level("missing", "niet van beide bekend", 0.0, 0.0),
    level("exact", "gelijk", 0.40, 0.0),
    level("order", "dezelfde woorden, andere volgorde", 0.10, 0.0),
    level("typo", "een of twee tekens anders", 0.10, 0.0),
    level("most", "bijna alle bijzondere woorden zijn gelijk", 0.12, 0.0),
    level("contained", "de woorden van de een staan in de ander", 0.10, 0.0),
    level("half", "de helft van de bijzondere woorden is gelijk", 0.08, 0.0),
    level("some", "enkele bijzondere woorden zijn gelijk", 0.04, 0.0),
    level("few", "een enkel gewoon woord is gelijk", 0.03, 0.0),
    level("other", "andere woorden", 0.03, 0.0),
];

/// The level of two texts of several words.
pub fn words(places: &[Option<usize>; 6], view: &View<'_>, a: &[u32], b: &[u32]) -> u8 {
    let (x, y) = (at(places, 0, a), at(places, 0, b));
    match places[0].and_then(|place| view.store.words(place)) {
        _ if x == NONE || y == NONE => 0,
        _ if x == y => 1,
        Some(words) => unlike(&view.store.values, words.common(&view.store.values, x, y), x, y),
        None => OTHER,
    }
}

const OTHER: u8 = 9;

fn unlike(values: &Values, common: Common, x: ValueId, y: ValueId) -> u8 {
    let part = |whole: u64| common.shared as f64 / whole.max(1) as f64;
    let far = (values.get(x).letters ^ values.get(y).letters).count_ones();
    match (part(common.union), part(common.least)) {
        (1.0.., _) => 2,
        _ if far <= 4 && within_two(values.bytes(x), values.bytes(y)) => 3,
        (0.7.., _) => 4,
        (_, 0.85..) => 5,
        (0.4.., _) => 6,
        (0.2.., _) | (_, 0.5..) => 7,
        (0.05.., _) => 8,
        _ => OTHER,
    }
}

/// Whether at most two edits, side by side, make one long text of the other: what both begin and end with is not looked at.
fn within_two(mut a: &[u8], mut b: &[u8]) -> bool {
    let start = a.iter().zip(b).take_while(|(one, other)| one == other).count();
    (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(one, other)| one == other).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    a.len().max(b.len()) <= 8 && distance::within_two(a, b)
}

#[cfg(test)]
mod tests {
    use super::within_two;

    #[test]
    fn a_slip_in_a_long_text_is_seen_wherever_it_stands() {
        let long = "de gemeente en de provincie over het beheer van wegen, bermen en sloten in het buitengebied van nu";
        for (other, expected) in [
            (long.replace("sloten", "slooten"), true),
            (long.replace("sloten", "slotne"), true),
            (long.replace("sloten", "kanalen"), false),
            (format!("{long} en later"), false),
        ] {
            assert_eq!(within_two(long.as_bytes(), other.as_bytes()), expected, "{other}");
        }
    }
}
