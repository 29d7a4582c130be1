// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How many metres two points are apart.

use super::{Level, at, level};
use crate::standardise::location::Location;

/// Levels of points, by metres.
pub const LOCATION: &[Level] = &[
    level("missing", "niet van beide bekend, of al met het adres gewogen", 0.0, 0.0),
    level("spot", "hooguit 10 meter uit elkaar", 0.45, 0.30),
    level("yard", "hooguit 50 meter uit elkaar", 0.20, 0.25),
    level("near", "hooguit 250 meter uit elkaar", 0.12, 0.20),
    level("quarter", "hooguit 1 kilometer uit elkaar", 0.06, 0.10),
    level("town", "hooguit 5 kilometer uit elkaar", 0.05, 0.05),
    level("other", "meer dan 5 kilometer uit elkaar", 0.12, 0.10),
];

/// The most metres of levels 1 and on.
const METRES: [f64; 5] = [10.0, 50.0, 250.0, 1_000.0, 5_000.0];

/// The level of two points. A point is mostly looked up from the address: where the addresses are the same, the place was weighed with
/// those, and the point says nothing more.
pub fn location(places: &[Option<usize>; 6], a: &[u32], b: &[u32]) -> u8 {
    let point = |row| Location { north: at(places, 0, row), east: at(places, 1, row) };
    let (one, other) = (point(a), point(b));
    if one.north == 0 || other.north == 0 || same_address(places, a, b) {
        return 0;
    }
    let metres = one.metres(other);
    1 + METRES.iter().take_while(|most| metres > **most).count() as u8
}

fn same_address(places: &[Option<usize>; 6], a: &[u32], b: &[u32]) -> bool {
    let same = |index: usize| at(places, index, a) != 0 && at(places, index, a) == at(places, index, b);
    same(5) || same(2) && (same(3) || same(4))
}
