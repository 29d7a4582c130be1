// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is compared between a row and an address, and the levels of agreement whose weights are learned.
//!
//! Each level has the weight that was set by hand and how often it is seen between strangers in a region of 65,000
//! addresses. Both are what learning starts from, and what a delivery of twenty rows mostly keeps.

use super::weights::{self as w, Weight};

/// A level of agreement.
#[derive(Debug, Clone, Copy)]
pub struct Level {
    /// Its stable code and hand-set weight.
    pub weight: Weight,
    /// How often it is seen between a row and an address drawn at random.
    pub u: f64,
}

const fn level(weight: Weight, u: f64) -> Level {
    Level { weight, u }
}

/// The comparisons, and of each the levels. Of one comparison at most one level is seen.
pub const COMPARISONS: [&[Level]; 7] = [STREET, NUMBER, TAIL, POSTCODE, TOWN, MUNICIPALITY, DISTANCE];

/// Streets.
pub const STREET: &[Level] = &[
    level(w::STREET, 0.000_85),
    level(w::STREET_FORMER, 0.000_02),
    level(w::STREET_SHORT, 0.000_06),
    level(w::STREET_LIKE, 0.000_15),
    level(w::STREET_HARDLY, 0.000_4),
    level(w::STREET_SOUND, 0.000_2),
    level(w::STREET_UNKNOWN, 0.01),
    level(w::STREET_OTHER, 0.988_32),
];
/// House numbers.
pub const NUMBER: &[Level] = &[level(w::NUMBER, 0.015), level(w::NUMBER_IN_RANGE, 0.004), level(w::NUMBER_OTHER, 0.981)];
/// Letters and suffixes. Most addresses have none, so that to have none in common says little, and to have the same one much.
pub const TAIL: &[Level] =
    &[level(w::TAIL, 0.02), level(w::TAIL_NONE, 0.1), level(w::TAIL_MISSING, 0.16), level(w::TAIL_EXTRA, 0.16), level(w::TAIL_OTHER, 0.56)];
/// Postcodes.
pub const POSTCODE: &[Level] = &[level(w::POSTCODE, 0.000_105), level(w::POSTCODE_DIGITS, 0.004), level(w::POSTCODE_OTHER, 0.995_895)];
/// Towns.
pub const TOWN: &[Level] = &[level(w::TOWN, 0.027), level(w::TOWN_LIKE, 0.001), level(w::TOWN_OTHER, 0.972)];
/// Municipalities.
pub const MUNICIPALITY: &[Level] = &[level(w::MUNICIPALITY, 0.1), level(w::MUNICIPALITY_OLD, 0.005), level(w::MUNICIPALITY_OTHER, 0.895)];
/// Coordinates.
pub const DISTANCE: &[Level] = &[level(w::NEAR, 0.025), level(w::SOMEWHERE, 0.045), level(w::FAR, 0.93)];

/// A value for each level of each comparison.
pub type Table = Vec<Vec<f64>>;

/// A table, made level by level.
pub fn table(value: impl Fn(&Level) -> f64) -> Table {
    COMPARISONS.iter().map(|levels| levels.iter().map(&value).collect()).collect()
}

/// What is seen between a row and its true address according to the weights set by hand; the levels of a comparison add up to 1.
pub fn belief() -> Table {
    let mut table = table(|level| level.u * level.weight.bits.exp2());
    for levels in &mut table {
        let sum: f64 = levels.iter().sum();
        levels.iter_mut().for_each(|m| *m /= sum);
    }
    table
}

/// The comparison and the level that a code stands for; `None` for what is not learned.
pub fn find(code: &str) -> Option<(usize, usize)> {
    COMPARISONS.iter().enumerate().find_map(|(comparison, levels)| {
        let level = levels.iter().position(|level| level.weight.code == code)?;
        Some((comparison, level))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_once_and_strangers_add_up_to_one() {
        for (comparison, levels) in COMPARISONS.iter().enumerate() {
            let sum: f64 = levels.iter().map(|level| level.u).sum();
            assert!((sum - 1.0).abs() < 1e-6, "{comparison}: {sum}");
            for (at, level) in levels.iter().enumerate() {
                assert_eq!(find(level.weight.code), Some((comparison, at)));
            }
        }
        assert_eq!(find("bag_nummer"), None);
    }

    #[test]
    fn belief_is_close_to_the_hand_set_weights() {
        for (levels, m) in COMPARISONS.iter().zip(belief()) {
            for (level, m) in levels.iter().zip(m) {
                let bits = (m / level.u).log2();
                assert!((bits - level.weight.bits).abs() < 1.0, "{}: {bits}", level.weight.code);
            }
        }
    }
}
