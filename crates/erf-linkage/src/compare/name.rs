// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Names of persons. First names and surname share one list of texts, so that a swap of the two is seen.

use super::{Level, SimCache, View, at, level};
use crate::{
    distance,
    values::{NONE, ValueId, Values},
};

/// Levels of first names.
pub const FIRST: &[Level] = &[
    level("missing", "niet van beide bekend", 0.0, 0.0),
    level("exact", "dezelfde voornaam", 0.70, 0.0),
    level("calling", "roepnaam of deel van de voornamen", 0.08, 0.0),
    level("typo_rare", "een letter anders, een van beide komt bijna niet voor", 0.06, 0.0),
    level("typo_mid", "een letter anders, een van beide is zeldzaam", 0.01, 0.0),
    level("typo_common", "een letter anders, beide zijn gewone namen", 0.01, 0.0),
    level("initial", "dezelfde voorletter", 0.08, 0.0),
    level("near", "lijkt erop", 0.02, 0.0),
    level("swapped", "voor- en achternaam verwisseld", 0.02, 0.0),
    level("other_same_initial", "andere voornaam, dezelfde voorletter", 0.01, 0.0),
    level("other", "andere voornaam", 0.01, 0.0),
];

/// Levels of surnames.
pub const SURNAME: &[Level] = &[
    level("missing", "niet van beide bekend", 0.0, 0.0),
    level("exact", "dezelfde achternaam", 0.65, 0.60),
    level("exact_prefix_left_out", "dezelfde achternaam, tussenvoegsel ontbreekt bij een", 0.05, 0.05),
    level("exact_prefix_other", "dezelfde achternaam, ander tussenvoegsel", 0.03, 0.02),
    level("sound", "klinkt hetzelfde, andere spelling", 0.04, 0.02),
    level("typo_rare", "een letter anders, een van beide komt bijna niet voor", 0.06, 0.04),
    level("typo_mid", "een letter anders, een van beide is zeldzaam", 0.01, 0.01),
    level("typo_common", "een letter anders, beide zijn gewone namen", 0.01, 0.01),
    level("part", "een deel van de dubbele naam is gelijk", 0.04, 0.03),
    level("near", "lijkt erop", 0.02, 0.02),
    level("other", "andere achternaam", 0.03, 0.30),
];

const CALLING: u8 = 2;
const TYPO: u8 = 3;
const INITIAL: u8 = 6;
const NEAR: u8 = 7;
const SWAPPED: u8 = 8;
const OTHER_SAME_INITIAL: u8 = 9;
const OTHER: u8 = 10;
/// Of surnames.
const PART: u8 = 8;

/// The level of two first names.
pub fn first(places: &[Option<usize>; 6], view: &View<'_>, a: &[u32], b: &[u32], cache: &mut SimCache) -> u8 {
    let (x, y) = (at(places, 0, a), at(places, 0, b));
    if x == NONE || y == NONE {
        return 0;
    }
    if x == y {
        return if view.store.values.get(x).only_initials { INITIAL } else { 1 };
    }
    if swapped(places, 1, a, b) {
        return SWAPPED;
    }
    let found = cache.get(1, x, y, || unlike_first(&view.store.values, x, y));
    if found == TYPO { TYPO + rarity(view, places[0], x, y) } else { found }
}

/// Whether what one calls first name the other calls surname.
fn swapped(places: &[Option<usize>; 6], other: usize, a: &[u32], b: &[u32]) -> bool {
    let (fa, fb, sa, sb) = (at(places, 0, a), at(places, 0, b), at(places, other, a), at(places, other, b));
    fa != fb && ((fa == sb && fa != NONE) || (fb == sa && fb != NONE)) && (fa == sb || fb == sa)
}

fn unlike_first(values: &Values, x: ValueId, y: ValueId) -> u8 {
    let (p, q) = (values.get(x), values.get(y));
    if p.only_initials || q.only_initials {
        return if p.initial == q.initial { INITIAL } else { OTHER };
    }
    if p.first_word == q.first_word || related(&p.families, &q.families) {
        return CALLING;
    }
    let (s, t) = (values.bytes(x), values.bytes(y));
    if (p.letters ^ q.letters).count_ones() <= 3 && distance::within_one(s, t) {
        return TYPO;
    }
    let near = (p.letters ^ q.letters).count_ones() <= 5 && near_names(s, t);
    match (near, p.initial == q.initial) {
        (true, _) => NEAR,
        (_, true) => OTHER_SAME_INITIAL,
        _ => OTHER,
    }
}

fn near_names(s: &[u8], t: &[u8]) -> bool {
    distance::jaro_winkler(s, t) >= 0.90 || (s.len().min(t.len()) >= 6 && distance::within_two(s, t))
}

fn related(a: &[u16; 4], b: &[u16; 4]) -> bool {
    a.iter().any(|family| *family != 0 && b.contains(family))
}

/// 0, 1 or 2: how usual the rarer of two values is. A slip of the pen makes a rare form; two usual names are two names.
fn rarity(view: &View<'_>, place: Option<usize>, x: ValueId, y: ValueId) -> u8 {
    let share = place.map_or(0.0, |place| view.frequencies.rarer(place, x, y));
    match share {
        share if share < view.frequencies.rare(place) => 0,
        share if share < view.frequencies.usual(place) => 1,
        _ => 2,
    }
}

/// The level of two surnames.
pub fn surname(places: &[Option<usize>; 6], view: &View<'_>, a: &[u32], b: &[u32], cache: &mut SimCache) -> u8 {
    let (x, y) = (at(places, 0, a), at(places, 0, b));
    if x == NONE || y == NONE {
        return 0;
    }
    if x == y {
        if at(places, 3, a) != at(places, 3, b) {
            return PART;
        }
        let (p, q) = (at(places, 2, a), at(places, 2, b));
        return if p == q { 1 } else { prefixes(&view.store.values, p, q) };
    }
    // The swap is weighed once, by the first names.
    if places[1].is_some() && (x == at(places, 1, b) || y == at(places, 1, a)) {
        return 0;
    }
    let (p, q) = (at(places, 3, a), at(places, 3, b));
    if (p != NONE && (p == y || p == q)) || (q != NONE && q == x) {
        return PART;
    }
    let found = cache.get(2, x, y, || unlike_surname(&view.store.values, x, y));
    if found == 5 { 5 + rarity(view, places[0], x, y) } else { found }
}

fn prefixes(values: &Values, p: ValueId, q: ValueId) -> u8 {
    if p == NONE || q == NONE {
        return 2;
    }
    // "vd" and "v d" shorten "van der" and "van den": the same first letters in the same order.
    let letters = |id| values.bytes(id).iter().copied().filter(|letter| *letter != b' ').collect::<Vec<u8>>();
    let (s, t) = (letters(p), letters(q));
    let (short, long) = if s.len() <= t.len() { (&s, &t) } else { (&t, &s) };
    let mut rest = long.iter();
    if short.iter().all(|letter| rest.any(|other| other == letter)) { 1 } else { 3 }
}

fn unlike_surname(values: &Values, x: ValueId, y: ValueId) -> u8 {
    let (p, q) = (values.get(x), values.get(y));
    let (s, t) = (values.bytes(x), values.bytes(y));
    let far = (p.letters ^ q.letters).count_ones();
    if far <= 6 && p.sound != 0 && p.sound == q.sound {
        return 4;
    }
    if far <= 3 && distance::within_one(s, t) {
        return 5;
    }
    if whole_word(s, t) || whole_word(t, s) {
        return PART;
    }
    if far <= 5 && near_names(s, t) { 9 } else { 10 }
}

/// Whether one text is the beginning or the end of the other, on a word boundary.
fn whole_word(part: &[u8], all: &[u8]) -> bool {
    part.len() >= 3
        && all.len() > part.len() + 1
        && ((all.starts_with(part) && all[part.len()] == b' ') || (all.ends_with(part) && all[all.len() - part.len() - 1] == b' '))
}
