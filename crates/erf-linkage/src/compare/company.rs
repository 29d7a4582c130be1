// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Names of companies.

use super::{Level, SimCache, View, at, level};
use crate::{
    distance,
    values::{NONE, ValueId, Values},
};

/// Levels of company names.
pub const NAME: &[Level] = &[
    level("missing", "niet van beide bekend", 0.0, 0.0),
    level("exact", "dezelfde naam", 0.60, 0.02),
    level("order", "dezelfde woorden, andere volgorde", 0.05, 0.005),
    level("typo", "een letter anders", 0.14, 0.02),
    level("part_rare", "alle woorden van de een staan in de ander", 0.07, 0.03),
    level("near", "lijkt er sterk op", 0.08, 0.05),
    level("shared_name", "dezelfde familienaam of hetzelfde bijzondere woord", 0.03, 0.60),
    level("shared_word", "een gewoon woord gemeen", 0.01, 0.05),
    level("other", "andere naam", 0.02, 0.25),
];

/// Levels of legal forms.
pub const LEGAL: &[Level] = &[
    level("missing", "niet van beide bekend", 0.0, 0.0),
    level("exact", "dezelfde rechtsvorm", 0.93, 0.0),
    level("holding", "een van beide is een holding", 0.04, 0.0),
    level("other", "andere rechtsvorm", 0.03, 0.0),
];

/// The level of two company names.
pub fn name(places: &[Option<usize>; 6], view: &View<'_>, a: &[u32], b: &[u32], cache: &mut SimCache) -> u8 {
    let (x, y) = (at(places, 0, a), at(places, 0, b));
    if x == NONE || y == NONE {
        return 0;
    }
    if x == y {
        return 1;
    }
    let (p, q) = (at(places, 2, a), at(places, 2, b));
    if (p != NONE && (p == y || p == q)) || (q != NONE && q == x) {
        return 4;
    }
    let keyword = at(places, 1, a) != NONE && at(places, 1, a) == at(places, 1, b);
    match cache.get(6, x, y, || unlike(&view.store.values, x, y)) {
        7.. if keyword => 6,
        level => level,
    }
}

fn unlike(values: &Values, x: ValueId, y: ValueId) -> u8 {
    let (s, t) = (values.text(x), values.text(y));
    let far = (values.get(x).letters ^ values.get(y).letters).count_ones();
    if far <= 2 && distance::within_one(s.as_bytes(), t.as_bytes()) {
        return 3;
    }
    let (left, right): (Vec<&str>, Vec<&str>) = (s.split(' ').collect(), t.split(' ').collect());
    let common = left.iter().filter(|word| right.iter().any(|other| alike(word, other))).count();
    if far <= 2 && common == left.len() && common == right.len() {
        return 2;
    }
    if common >= 1 && common == left.len().min(right.len()) {
        return 4;
    }
    if far <= 6 && (distance::jaro_winkler(s.as_bytes(), t.as_bytes()) >= 0.92 || distance::within_two(s.as_bytes(), t.as_bytes())) {
        return 5;
    }
    if common > 0 { 7 } else { 8 }
}

fn alike(a: &str, b: &str) -> bool {
    a == b || (a.len().min(b.len()) > 3 && distance::within_one(a.as_bytes(), b.as_bytes()))
}

/// The level of two legal forms.
pub fn legal(places: &[Option<usize>; 6], a: &[u32], b: &[u32]) -> u8 {
    let (x, y) = (at(places, 0, a), at(places, 0, b));
    let holding = |legal: u32| legal % 2 == 1;
    match (x, y) {
        (0, _) | (_, 0) => 0,
        _ if holding(x) != holding(y) => 2,
        _ if x / 2 == y / 2 || x == 1 || y == 1 => 1,
        _ => 3,
    }
}
