// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Numbers, codes and texts.

use super::{Level, SimCache, View, at, level, veto};
use crate::{distance, values::NONE};

/// Levels of numbers that name one thing.
pub const NUMBER: &[Level] = &[
    level("missing", "niet van beide bekend", 0.0, 0.0),
    level("exact", "gelijk", 0.90, 0.0),
    level("one_digit", "een cijfer anders", 0.06, 0.0),
    level("other", "anders", 0.04, 0.0),
];

/// Levels of numbers of the trade register. Two numbers are two companies, whatever else is alike.
pub const KVK: &[Level] = &[
    level("missing", "niet van beide bekend", 0.0, 0.0),
    level("exact", "gelijk", 0.90, 0.0),
    level("one_digit", "een cijfer anders", 0.08, 0.0),
    veto("other", "anders", 0.02, 0.0),
];

/// Levels of codes.
pub const CODE: &[Level] = &[
    level("missing", "niet van beide bekend", 0.0, 0.0),
    level("exact", "gelijk", 0.88, 0.0),
    level("one_edit", "een teken anders", 0.06, 0.0),
    level("near", "lijkt erop", 0.02, 0.0),
    level("other", "anders", 0.04, 0.0),
];

/// Levels of texts.
pub const TEXT: &[Level] = &[
    level("missing", "niet van beide bekend", 0.0, 0.0),
    level("exact", "gelijk", 0.70, 0.0),
    level("one_edit", "een teken anders", 0.10, 0.0),
    level("near", "lijkt er sterk op", 0.08, 0.0),
    level("some", "lijkt er wat op", 0.04, 0.0),
    level("other", "anders", 0.08, 0.0),
];

/// Levels of sex.
pub const SEX: &[Level] =
    &[level("missing", "niet van beide bekend", 0.0, 0.0), level("exact", "gelijk", 0.98, 0.0), level("other", "anders", 0.02, 0.0)];

/// The level of two sexes.
pub fn sex(places: &[Option<usize>; 6], a: &[u32], b: &[u32]) -> u8 {
    match (at(places, 0, a), at(places, 0, b)) {
        (0, _) | (_, 0) => 0,
        (x, y) if x == y => 1,
        _ => 2,
    }
}

/// The level of two numbers of a fixed length.
pub fn number(places: &[Option<usize>; 6], a: &[u32], b: &[u32]) -> u8 {
    let (mut x, mut y) = (at(places, 0, a), at(places, 0, b));
    if x == 0 || y == 0 {
        return 0;
    }
    if x == y {
        return 1;
    }
    let mut apart = 0;
    let mut turned = true;
    let mut earlier = (0, 0);
    while x > 0 || y > 0 {
        let now = (x % 10, y % 10);
        if now.0 != now.1 {
            apart += 1;
            if apart > 2 {
                return 3;
            }
            turned = apart == 1 || (apart == 2 && now == (earlier.1, earlier.0));
        } else if apart == 1 {
            turned = false;
        }
        earlier = now;
        (x, y) = (x / 10, y / 10);
    }
    if apart == 1 || (apart == 2 && turned) { 2 } else { 3 }
}

/// The level of two codes.
pub fn code(places: &[Option<usize>; 6], view: &View<'_>, a: &[u32], b: &[u32], cache: &mut SimCache) -> u8 {
    let (x, y) = (at(places, 0, a), at(places, 0, b));
    if x == NONE || y == NONE {
        return 0;
    }
    if x == y {
        return 1;
    }
    let values = &view.store.values;
    cache.get(4, x, y, || {
        let (s, t) = (values.bytes(x), values.bytes(y));
        let far = (values.get(x).letters ^ values.get(y).letters).count_ones();
        match () {
            () if far <= 2 && distance::within_one(s, t) => 2,
            () if far <= 4 && s.len().min(t.len()) > 5 && distance::within_two(s, t) => 3,
            () => 4,
        }
    })
}

/// The level of two texts.
pub fn text(places: &[Option<usize>; 6], view: &View<'_>, a: &[u32], b: &[u32], cache: &mut SimCache) -> u8 {
    let (x, y) = (at(places, 0, a), at(places, 0, b));
    if x == NONE || y == NONE {
        return 0;
    }
    if x == y {
        return 1;
    }
    let values = &view.store.values;
    cache.get(5, x, y, || {
        let (s, t) = (values.bytes(x), values.bytes(y));
        let far = (values.get(x).letters ^ values.get(y).letters).count_ones();
        if far <= 2 && distance::within_one(s, t) {
            return 2;
        }
        let likeness = if far <= 9 { distance::jaro_winkler(s, t) } else { 0.0 };
        match likeness {
            0.92.. => 3,
            0.82.. => 4,
            _ => 5,
        }
    })
}
