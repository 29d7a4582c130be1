// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The whole address as one comparison: its parts are far from independent, and weighing them apart counts one thing thrice.

use super::{Level, SimCache, View, at, level};
use crate::{
    distance,
    standardise::address::NEAR,
    store::{Slot, Store, postcode_digits},
    values::{NONE, ValueId, Values},
};

/// Levels of addresses.
pub const ADDRESS: &[Level] = LOOKED_UP.split_at(LOOKED_UP.len() - 1).0;

/// Levels of addresses that were looked up in a list.
pub const LOOKED_UP: &[Level] = &[
    level("missing", "niet van beide bekend", 0.0, 0.0),
    level("exact", "hetzelfde adres", 0.59, 0.59),
    level("addition_left_out", "hetzelfde adres, toevoeging ontbreekt bij een", 0.05, 0.05),
    level("addition_other", "hetzelfde huisnummer, andere toevoeging", 0.02, 0.05),
    level("street_number", "straat en huisnummer gelijk of bijna, postcode of plaats anders of onbekend", 0.10, 0.10),
    level("postcode_number", "postcode en huisnummer gelijk, straat wijkt af", 0.02, 0.02),
    level("number_near", "straat of postcode gelijk, huisnummer bijna", 0.02, 0.03),
    level("street", "dezelfde straat of postcode", 0.02, 0.03),
    level("place", "dezelfde plaats", 0.04, 0.05),
    level("other", "ander adres", 0.12, 0.10),
    level("other_in_list", "bijna hetzelfde adres, maar in de adressenlijst twee adressen", 0.02, 0.06),
];

/// The place of the number in a list of addresses.
pub const RESOLVED: usize = 5;
/// The same address.
pub const EXACT: u8 = 1;
/// The same address, but one has an addition and the other has none.
pub const ADDITION_LEFT_OUT: u8 = 2;
/// The same number with two additions.
pub const ADDITION_OTHER: u8 = 3;
/// The last level that takes two addresses for one.
const LAST_SAME: u8 = 5;
const PLACE: u8 = 8;
const OTHER: u8 = 9;
const OTHER_IN_LIST: u8 = 10;

/// The level of two addresses. Where both are in a list, that decides whether they are one.
pub fn address((places, told): (&[Option<usize>; 6], Told), view: &View<'_>, a: &[u32], b: &[u32], cache: &mut SimCache) -> u8 {
    let (one, other) = (at(places, RESOLVED, a), at(places, RESOLVED, b));
    if one == NONE || other == NONE {
        return written((places, told), view, a, b, cache);
    }
    if one == other {
        return EXACT;
    }
    match written((places, told), view, a, b, cache) {
        0 => OTHER,
        1..=LAST_SAME => OTHER_IN_LIST,
        level => level,
    }
}

/// What rows of a store say about where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Nothing but that: no names.
    only: bool,
    postcodes: bool,
    /// Postcodes or places.
    areas: bool,
}

impl Told {
    /// Looks for names, postcodes and places.
    pub fn by(store: &Store) -> Self {
        let says = |slot: Slot| store.place(slot).is_some_and(|place| store.says(place));
        let postcodes = says(Slot::Postcode);
        let only = ![Slot::First, Slot::Surname, Slot::Company].iter().any(|slot| store.place(*slot).is_some());
        Self { only, postcodes, areas: postcodes || says(Slot::Place) }
    }
}

/// The level of two addresses as they are written. Where rows are addresses and `only` that, a postcode that one of them leaves out, or
/// its letters, is no other postcode; beside a name a whole address is worth more than one without. Where no row has a postcode, an
/// address is whole without it.
fn written((places, told): (&[Option<usize>; 6], Told), view: &View<'_>, a: &[u32], b: &[u32], cache: &mut SimCache) -> u8 {
    let values = &view.store.values;
    let (s, t) = (at(places, 0, a), at(places, 0, b));
    let (p, q) = (at(places, 3, a), at(places, 3, b));
    if (s == NONE || t == NONE) && (p == 0 || q == 0) {
        return 0;
    }
    let post = postcodes(p, q);
    let area = match (post, same(at(places, 4, a), at(places, 4, b))) {
        (Alike::Yes | Alike::Nearly | Alike::Part, _) | (_, Alike::Yes) => Alike::Yes,
        (Alike::Unknown, Alike::Unknown) => Alike::Unknown,
        _ => Alike::No,
    };
    let (m, n) = (at(places, 1, a), at(places, 1, b));
    let whole = s == t && (area == Alike::Yes || !told.areas);
    let area = if told.areas { area } else { Alike::Yes };
    if m != 0 && m == n {
        let left_out = told.only && matches!(post, Alike::Unknown | Alike::Part) || !told.postcodes;
        let post = if whole && left_out { Alike::Yes } else { post };
        let level = same_number(street(values, s, t, cache), post, area, addition(values, at(places, 2, a), at(places, 2, b)));
        return if level == PLACE && !told.areas { OTHER } else { level };
    }
    // Whether other streets are nearly the same matters only for nearly the same number.
    let near_numbers = m != 0 && n != 0 && m.abs_diff(n) <= 2;
    let street = if near_numbers && post == Alike::Yes { street(values, s, t, cache) } else { same(s, t) };
    let level = other_number(street, post, area, near_numbers);
    if level == PLACE && !told.areas { OTHER } else { level }
}

/// The share of its rows under which a file has no additions, and that of rows with an addition under which a number has one address.
const FEW: (f64, f64) = (0.01, 0.25);

/// Whether one of several files never writes additions, while in the others hardly any number has a second address. Then an addition
/// that is left out says nothing; where a number has several addresses it is not known which of them is meant.
pub fn additions_left_out(store: &Store) -> bool {
    let slots = [Slot::Addition, Slot::Number, Slot::Street, Slot::Place].map(|slot| store.place(slot));
    if store.sources.is_empty() || slots[0].is_none() {
        return false;
    }
    // Per row: its file, number, street and place, and then its addition.
    let part = |row: u32, slot: usize| slots[slot].map_or(0, |place| store.row(row)[place]);
    let all = (0..store.rows() as u32).filter(|row| part(*row, 1) != 0);
    let mut rows: Vec<([u32; 4], u32)> =
        all.map(|row| ([u32::from(store.source(row)), part(row, 1), part(row, 2), part(row, 3)], part(row, 0))).collect();
    rows.sort_unstable();
    let with = |rows: &[([u32; 4], u32)]| rows.iter().filter(|row| row.1 != NONE).count() as f64;
    let several = |group: &[([u32; 4], u32)]| group.first().map(|row| row.1) != group.last().map(|row| row.1);
    let crowded: f64 = rows.chunk_by(|one, other| one.0 == other.0).filter(|group| several(group)).map(with).sum();
    let never = rows.chunk_by(|one, other| one.0[0] == other.0[0]).any(|file| with(file) < FEW.0 * file.len() as f64);
    never && crowded < FEW.1 * with(&rows)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alike {
    Yes,
    Nearly,
    /// As far as it goes: one of them is left out in part.
    Part,
    No,
    Unknown,
}

fn same(x: ValueId, y: ValueId) -> Alike {
    match (x, y) {
        (NONE, _) | (_, NONE) => Alike::Unknown,
        _ if x == y => Alike::Yes,
        _ => Alike::No,
    }
}

/// Equal, nearly (one letter or digit off), in part (of one the letters are missing), or other.
fn postcodes(p: u32, q: u32) -> Alike {
    if p == 0 || q == 0 {
        return Alike::Unknown;
    }
    if p == q {
        return if p.is_multiple_of(729) { Alike::Part } else { Alike::Yes };
    }
    let (x, y) = (postcode_digits(p), postcode_digits(q));
    if x == y {
        return if p.is_multiple_of(729) || q.is_multiple_of(729) { Alike::Part } else { Alike::Nearly };
    }
    let letters = p % 729 == q % 729 && !p.is_multiple_of(729);
    let digits = || (0..4).filter(|place| x / 10u32.pow(*place) % 10 != y / 10u32.pow(*place) % 10).count();
    if letters && digits() == 1 { Alike::Nearly } else { Alike::No }
}

fn street(values: &Values, x: ValueId, y: ValueId, cache: &mut SimCache) -> Alike {
    if x == NONE || y == NONE {
        return Alike::Unknown;
    }
    if x == y {
        return Alike::Yes;
    }
    match cache.get(3, x, y, || u8::from(near_street(values, x, y))) {
        0 => Alike::No,
        _ => Alike::Nearly,
    }
}

fn near_street(values: &Values, x: ValueId, y: ValueId) -> bool {
    let (p, q) = (values.get(x), values.get(y));
    let (s, t) = (values.bytes(x), values.bytes(y));
    let far = (p.letters ^ q.letters).count_ones();
    (p.sound != 0 && p.sound == q.sound && far <= 4)
        || (far <= 4 && (distance::within_one(s, t) || (s.len().min(t.len()) > 7 && distance::within_two(s, t))))
}

/// 1 same, 2 one has none, 3 other: the levels of an otherwise equal address. What is near a number is never at it.
fn addition(values: &Values, x: ValueId, y: ValueId) -> u8 {
    let near = |value| values.bytes(value).starts_with(NEAR.as_bytes());
    match (x, y) {
        _ if x == y => 1,
        _ if near(x) != near(y) => 3,
        (NONE, _) | (_, NONE) => 2,
        _ if values.get(x).initial == values.get(y).initial && values.bytes(x).len() != values.bytes(y).len() => 2,
        _ => 3,
    }
}

/// What differs more is never at a better level: an addition that is left out is that too where the street has a slip of the pen.
fn same_number(street: Alike, post: Alike, area: Alike, addition: u8) -> u8 {
    use Alike::{Nearly, No, Part, Unknown, Yes};
    match (street, post, area, addition) {
        (Yes | Nearly | Unknown, Yes, _, _) => addition,
        (Yes, Nearly | Part | Unknown, Yes, ADDITION_LEFT_OUT | ADDITION_OTHER) => addition,
        (Nearly, Nearly | Part | Unknown, Yes, ADDITION_LEFT_OUT) => addition,
        (Nearly, Nearly | Part | Unknown, Yes, EXACT) | (Yes, _, _, EXACT) => 4,
        (No, Yes, _, EXACT | ADDITION_LEFT_OUT) => 5,
        (Nearly, Nearly | Part | Unknown, Yes, _) | (Yes, _, _, _) | (No, Yes, _, _) | (Nearly, _, Unknown, _) => 7,
        (_, _, Yes, _) => PLACE,
        _ => OTHER,
    }
}

fn other_number(street: Alike, post: Alike, area: Alike, near_numbers: bool) -> u8 {
    use Alike::{Nearly, Yes};
    match (street, post, area) {
        (Yes | Nearly, Yes, _) | (Yes, _, Yes) => {
            if near_numbers {
                6
            } else {
                7
            }
        }
        (_, Yes, _) => 7,
        (_, _, Yes) => PLACE,
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::{ADDITION_LEFT_OUT, Alike, EXACT, same_number};

    #[test]
    fn what_differs_more_is_never_at_a_better_level() {
        use Alike::{Nearly, No, Part, Unknown, Yes};
        for post in [Yes, Nearly, Part, Unknown, No] {
            for area in [Yes, Unknown, No] {
                for addition in 1..=3 {
                    let levels = [Yes, Nearly, No].map(|street| same_number(street, post, area, addition));
                    assert!(levels.is_sorted(), "{post:?} {area:?} {addition}: {levels:?}");
                }
                for street in [Yes, Nearly, No] {
                    // An addition of which one is left out is never better than the same addition on a street with a slip of the pen.
                    let (same, left_out) = (same_number(street, post, area, EXACT), same_number(street, post, area, ADDITION_LEFT_OUT));
                    assert!(left_out == ADDITION_LEFT_OUT || left_out >= same, "{street:?} {post:?} {area:?}: {same} {left_out}");
                }
            }
        }
        assert_eq!(same_number(Yes, Part, Yes, ADDITION_LEFT_OUT), same_number(Nearly, Part, Yes, ADDITION_LEFT_OUT));
    }
}
