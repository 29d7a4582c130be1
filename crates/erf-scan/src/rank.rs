// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Bands by visiting capacity, and how far a place could rise or fall in the order.

use std::collections::BTreeMap;

use crate::{
    model::Band,
    rules::{Found, Scheme},
};

/// The band of the place at a position (0 is first) of the order.
pub fn band(position: usize, points: i32, capacity: usize) -> Band {
    match position {
        _ if points <= 0 => Band::D,
        position if position < capacity => Band::A,
        position if position < capacity.saturating_mul(2) => Band::B,
        _ => Band::C,
    }
}

/// Best and worst rank for each combination of indicators, over the card as it is and with every single weight a point up or
/// down; equals are placed before and after. `places` counts the places with each combination.
///
/// Cost: combinations times 2 x entries + 1.
pub fn ranges(scheme: &Scheme, places: &BTreeMap<Found, u32>) -> BTreeMap<Found, (u32, u32)> {
    let mut out: BTreeMap<Found, (u32, u32)> = places.keys().map(|found| (*found, (u32::MAX, 0))).collect();
    let moved = (0..scheme.len()).flat_map(|nth| [-1, 1].map(|delta| scheme.moved(nth, delta)));
    for scheme in std::iter::once(scheme.clone()).chain(moved) {
        for (found, (best, worst)) in ranks(&scheme, places) {
            let range = out.entry(found).or_insert((u32::MAX, 0));
            *range = (range.0.min(best), range.1.max(worst));
        }
    }
    out
}

fn ranks(scheme: &Scheme, places: &BTreeMap<Found, u32>) -> Vec<(Found, (u32, u32))> {
    let points: Vec<(Found, i32)> = places.keys().map(|found| (*found, scheme.judge(*found).points)).collect();
    let mut equals: BTreeMap<i32, u32> = BTreeMap::new();
    for (found, points) in &points {
        *equals.entry(*points).or_default() += places[found];
    }
    let mut above = 0;
    let mut ranks = BTreeMap::new();
    for (points, count) in equals.iter().rev() {
        ranks.insert(*points, (above + 1, above + count));
        above += count;
    }
    points.into_iter().map(|(found, points)| (found, ranks[&points])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_and_b_hold_the_capacity_and_never_a_place_without_points() {
        let bands: Vec<Band> = [9, 8, 8, 7, 1, 0].into_iter().enumerate().map(|(n, points)| band(n, points, 2)).collect();
        assert_eq!(bands, [Band::A, Band::A, Band::B, Band::B, Band::C, Band::D]);
        assert_eq!((band(0, 0, 5), band(0, 3, 0)), (Band::D, Band::C));
    }

    /// By hand: L01 3 points, L02 1 point; one place with both, two with L01, four with L02, three with nothing.
    #[test]
    fn ranges_by_hand() {
        let scheme = Scheme::new([("L01", 3), ("L02", 1)]);
        let found = ranges(&scheme, &BTreeMap::from([(0b11, 1), (0b01, 2), (0b10, 4), (0b00, 3)]));
        // L02 at 0 points puts the first equal with the two below it, and its own four equal with the three without.
        assert_eq!(found[&0b11], (1, 3));
        assert_eq!(found[&0b01], (1, 3));
        assert_eq!(found[&0b10], (4, 10));
        assert_eq!(found[&0b00], (4, 10));
    }

    #[test]
    fn without_weights_all_are_equal() {
        assert_eq!(ranges(&Scheme::new([]), &BTreeMap::from([(0, 5)])), BTreeMap::from([(0, (1, 5))]));
    }
}
