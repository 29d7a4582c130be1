// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Draws from the seed of a scan: which of equals goes first, and which places are drawn at random among all.
//!
//! Each place gets a number from the seed and its own id, so that no draw depends on the order of the input, on the number
//! of threads or on the other places.

use erf_base::Rng;

/// What a draw is for. Draws for different purposes are independent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The order of places with equal points.
    Equals,
    /// The random share of a proposal.
    Sample,
    /// The order of places with as many earlier incidents, in the evaluation.
    Incidents,
}

impl Purpose {
    fn salt(self) -> u64 {
        match self {
            Self::Equals => 0x65_71_75_61_6C_73,
            Self::Sample => 0x73_61_6D_70_6C_65,
            Self::Incidents => 0x69_6E_63_69_64_65_6E_74,
        }
    }
}

/// The number a place draws: the lowest goes first.
pub fn key(seed: u64, purpose: Purpose, place: &str) -> u64 {
    let mix = |state: u64| Rng::new(state).bits();
    let mut state = mix(mix(seed) ^ purpose.salt());
    for part in place.as_bytes().chunks(8) {
        let mut word = [0; 8];
        word[..part.len()].copy_from_slice(part);
        state = mix(state ^ u64::from_le_bytes(word));
    }
    mix(state ^ place.len() as u64)
}

/// Who is proposed for a visit, by position in the order.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Proposed.
    pub proposed: Vec<bool>,
    /// Drawn at random among all places.
    pub random: Vec<bool>,
    /// The chance each place had of being drawn at random.
    pub chance: f64,
}

/// Draws the random share among all places and fills the rest with the best of the order that have points: the first `with_points`.
/// Nothing speaks for a place without points, so only the lot may propose it; a proposal may hold fewer places than the capacity.
///
/// `keys` are the numbers of the places for [`Purpose::Sample`], best place first. The lowest numbers form a simple random
/// sample without replacement, so each place has the same chance: drawn / places.
pub fn propose(keys: &[u64], capacity: usize, share: f64, with_points: usize) -> Proposal {
    let places = keys.len();
    let drawn = ((capacity as f64 * share).round() as usize).min(capacity).min(places);
    let mut random = vec![false; places];
    lowest(keys, drawn).into_iter().for_each(|place| random[place] = true);
    let mut proposed = random.clone();
    let rest = (0..places.min(with_points)).filter(|place| !random[*place]).take(capacity.min(places) - drawn);
    rest.for_each(|place| proposed[place] = true);
    let chance = if places == 0 { 0.0 } else { drawn as f64 / places as f64 };
    Proposal { proposed, random, chance }
}

/// Positions of the `count` lowest numbers; equal numbers by position.
fn lowest(keys: &[u64], count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..keys.len()).collect();
    if count < places.len() {
        places.select_nth_unstable_by_key(count, |place| (keys[*place], *place));
    }
    places.truncate(count);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_depends_on_seed_purpose_and_place_only() {
        let one = key(7, Purpose::Equals, "erf-1");
        assert_eq!(one, key(7, Purpose::Equals, "erf-1"));
        for other in [key(8, Purpose::Equals, "erf-1"), key(7, Purpose::Sample, "erf-1"), key(7, Purpose::Equals, "erf-2")] {
            assert_ne!(one, other);
        }
        assert_ne!(key(7, Purpose::Equals, "erf"), key(7, Purpose::Equals, "erf\0"));
    }

    #[test]
    fn a_proposal_holds_exactly_the_capacity_or_all_places_with_points() {
        for places in [0, 1, 2, 7, 40] {
            let keys: Vec<u64> = (0..places).map(|n| key(1, Purpose::Sample, &n.to_string())).collect();
            for capacity in [0, 1, 3, 7, 39, 40, 41, 1000] {
                for share in [0.0, 0.2, 0.5, 0.99, 1.0] {
                    let found = propose(&keys, capacity, share, places);
                    let count = |list: &[bool]| list.iter().filter(|yes| **yes).count();
                    assert_eq!(count(&found.proposed), capacity.min(places));
                    assert_eq!(count(&found.random), ((capacity as f64 * share).round() as usize).min(places));
                    assert!((0.0..=1.0).contains(&found.chance));
                    assert!(found.random.iter().zip(&found.proposed).all(|(random, proposed)| !random || *proposed));
                }
            }
        }
    }

    #[test]
    fn what_is_not_drawn_goes_to_the_best() {
        let found = propose(&[5, 9, 1, 7], 2, 0.5, 4);
        assert_eq!(found.random, [false, false, true, false]);
        assert_eq!(found.proposed, [true, false, true, false]);
        assert_eq!(found.chance, 0.25);
    }

    #[test]
    fn only_the_lot_proposes_a_place_without_points() {
        let found = propose(&[5, 9, 1, 7], 4, 0.25, 1);
        assert_eq!(found.random, [false, false, true, false]);
        assert_eq!(found.proposed, [true, false, true, false]);
        assert_eq!(propose(&[5, 9, 1, 7], 4, 0.0, 0).proposed, [false; 4]);
    }
}
