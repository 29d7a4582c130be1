// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What if a weight moved a point: which places would be in another band, with the same draw.
//!
//! A place is only the combination of indicators found there and its turn among equals, so a whole region fits in a few
//! bytes a place and every question is one pass.

use std::collections::BTreeMap;

use crate::{
    card::{Card, MOST},
    draw::{self, Purpose},
    model::Band,
    rules::{self, Found, Scheme},
    scan::Outcome,
};

const MAGIC: &[u8; 8] = b"ERFWAT\0\x01";

/// A scan without names: what was found at each place, in the order of the scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    capacity: u32,
    entries: Vec<(String, i32)>,
    found: Vec<Found>,
    turns: Vec<u32>,
}

/// A place that would be in another band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Its position in the order of the scan (0 is first).
    pub place_index: u32,
    /// Its band in the scan.
    pub from: Band,
    /// Its band then.
    pub to: Band,
}

/// How much hangs on the points of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sensitivity {
    /// Indicator.
    pub code: String,
    /// Places in another band with a point less.
    pub less: u32,
    /// Places in another band with a point more.
    pub more: u32,
}

/// Why bytes are not a matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MatrixFault {
    /// Other bytes, or of another version.
    #[error("dit is geen bewaarde scan van deze versie")]
    Version,
    /// They stop too early or go on too long.
    #[error("de bewaarde scan is beschadigd")]
    Damaged,
}

impl Matrix {
    /// The matrix of a scan made with this card.
    pub fn of(outcome: &Outcome, card: &Card) -> Self {
        let entries: Vec<(String, i32)> = card.entries.iter().map(|entry| (entry.code.clone(), entry.points)).collect();
        let bit = |code: &str| entries.iter().position(|(known, _)| known == code).map_or(0, |n| 1 << n);
        let found = outcome.scored.iter().map(|one| {
            let uncorrected = one.uncounted.iter().filter(|(_, reason)| reason != rules::CORRECTED).map(|(part, _)| part);
            one.counted.iter().chain(uncorrected).fold(0, |all, part| all | bit(&part.code))
        });
        Self { capacity: outcome.summary.capacity, found: found.collect(), turns: turns(outcome), entries }
    }

    /// The codes of the card, in its order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(code, _)| code.as_str())
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there are no places.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    fn scheme(&self) -> Scheme {
        Scheme::new(self.entries.iter().map(|(code, points)| (code.as_str(), *points)))
    }

    /// Places that would be in another band when an indicator counted `delta` points more (or less), in the order of the
    /// scan. Below zero is zero; nothing moves for an indicator that is not on the card. Cost: one pass over the places.
    pub fn move_weight(&self, code: &str, delta: i32) -> Vec<Moved> {
        let Some(nth) = self.codes().position(|known| known == code) else { return Vec::new() };
        self.moved(&self.bands(&self.scheme()), &self.scheme().moved(nth, delta)).collect()
    }

    /// Each indicator a point less and a point more: how many places would be in another band. Cost: a pass for each.
    pub fn sensitivity(&self) -> Vec<Sensitivity> {
        let scheme = self.scheme();
        let now = self.bands(&scheme);
        let count = |nth, delta| self.moved(&now, &scheme.moved(nth, delta)).count() as u32;
        let of = |(nth, code): (usize, &str)| Sensitivity { code: code.to_owned(), less: count(nth, -1), more: count(nth, 1) };
        self.codes().enumerate().map(of).collect()
    }

    fn moved<'a>(&'a self, now: &'a [Band], scheme: &Scheme) -> impl Iterator<Item = Moved> + 'a {
        let then = self.bands(scheme);
        let changed = now.iter().zip(then).enumerate().filter(|(_, (from, to))| *from != to);
        changed.map(|(index, (from, to))| Moved { place_index: index as u32, from: *from, to })
    }

    /// The band of each place under a scheme.
    pub fn bands(&self, scheme: &Scheme) -> Vec<Band> {
        let mut table = vec![0; 1 << self.entries.len()];
        table.iter_mut().enumerate().for_each(|(found, points)| *points = scheme.judge(found as Found).points);
        let points: Vec<i32> = self.found.iter().map(|found| table[*found as usize]).collect();
        let capacity = self.capacity as usize;
        let counts = self.counts(&table);
        let ends = [capacity, capacity.saturating_mul(2)].map(|end| self.border(&points, &counts, end));
        let band = |(points, turn): (&i32, &u32)| match (*points, *turn) {
            (points, _) if points <= 0 => Band::D,
            place if before(place, ends[0]) => Band::A,
            place if before(place, ends[1]) => Band::B,
            _ => Band::C,
        };
        points.iter().zip(&self.turns).map(band).collect()
    }

    /// How many places have which points; by what was found, because there are far fewer combinations than places.
    fn counts(&self, table: &[i32]) -> BTreeMap<i32, usize> {
        let mut places = vec![0; table.len()];
        self.found.iter().for_each(|found| places[usize::from(*found)] += 1);
        let mut counts = BTreeMap::new();
        table.iter().zip(places).for_each(|(points, places)| *counts.entry(*points).or_default() += places);
        counts
    }

    /// Points and turn of the last place before a border; `None` when there is no such place.
    fn border(&self, points: &[i32], counts: &BTreeMap<i32, usize>, end: usize) -> Option<(i32, u32)> {
        let end = end.min(points.len());
        let mut left = end.checked_sub(1)?;
        for (border, equals) in counts.iter().rev() {
            if left < *equals {
                let equal = points.iter().zip(&self.turns).filter(|(points, _)| *points == border);
                let mut turns: Vec<u32> = equal.map(|(_, turn)| *turn).collect();
                return Some((*border, *turns.select_nth_unstable(left).1));
            }
            left -= equals;
        }
        None
    }

    /// The matrix as bytes: a few for the card and six for each place.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.capacity.to_le_bytes());
        out.push(self.entries.len() as u8);
        for (code, points) in &self.entries {
            out.push(code.len() as u8);
            out.extend(code.as_bytes());
            out.extend(points.to_le_bytes());
        }
        out.extend((self.found.len() as u32).to_le_bytes());
        self.found.iter().for_each(|found| out.extend(found.to_le_bytes()));
        self.turns.iter().for_each(|turn| out.extend(turn.to_le_bytes()));
        out
    }

    /// The matrix in bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, MatrixFault> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(MatrixFault::Version)?;
        Bytes(rest).matrix().ok_or(MatrixFault::Damaged)
    }
}

fn before((points, turn): (i32, u32), border: Option<(i32, u32)>) -> bool {
    border.is_some_and(|(border, last)| points > border || points == border && turn <= last)
}

/// The turn of each place among all, by the number it drew: the draw that decided between equals.
fn turns(outcome: &Outcome) -> Vec<u32> {
    let seed = outcome.summary.seed;
    let drawn = outcome.scored.iter().enumerate();
    let mut drawn: Vec<_> = drawn.map(|(index, one)| (draw::key(seed, Purpose::Equals, &one.place), one.place.as_str(), index)).collect();
    drawn.sort_unstable();
    let mut turns = vec![0; drawn.len()];
    drawn.iter().enumerate().for_each(|(turn, (_, _, index))| turns[*index] = turn as u32);
    turns
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(head)
    }

    fn four(&mut self) -> Option<[u8; 4]> {
        self.take(4)?.try_into().ok()
    }

    fn byte(&mut self) -> Option<usize> {
        Some(usize::from(*self.take(1)?.first()?))
    }

    fn entry(&mut self) -> Option<(String, i32)> {
        let length = self.byte()?;
        let code = String::from_utf8(self.take(length)?.to_vec()).ok()?;
        Some((code, i32::from_le_bytes(self.four()?)))
    }

    fn matrix(mut self) -> Option<Matrix> {
        let capacity = u32::from_le_bytes(self.four()?);
        let entries = self.byte().filter(|count| *count <= MOST)?;
        let entries: Vec<_> = (0..entries).map(|_| self.entry()).collect::<Option<_>>()?;
        let places = u32::from_le_bytes(self.four()?) as usize;
        let known = |found: &Found| usize::from(*found) < 1 << entries.len();
        let found: Vec<Found> =
            self.take(places.checked_mul(2)?)?.chunks_exact(2).map(|two| Found::from_le_bytes([two[0], two[1]])).collect();
        let turns = self.take(places.checked_mul(4)?)?.chunks_exact(4);
        let turns = turns.map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
        let whole = self.0.is_empty() && found.iter().all(known);
        whole.then_some(Matrix { capacity, entries, found, turns })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Trial, many};

    const CARD: [(&str, i32); 5] = [("L01", 3), ("H05", 3), ("L03", 2), ("L18", 1), ("L02", 1)];

    #[test]
    fn without_a_move_the_bands_are_those_of_the_scan() {
        for (places, capacity) in [(0, 5), (7, 0), (7, 3), (300, 40), (300, 1000)] {
            let trial = Trial::new(&CARD, &many(places, 5));
            let outcome = trial.run(capacity, 0.2, 4);
            let matrix = Matrix::of(&outcome, &trial.card);
            let bands: Vec<Band> = outcome.scored.iter().map(|one| one.band).collect();
            assert_eq!(matrix.bands(&matrix.scheme()), bands);
            assert_eq!(matrix.move_weight("L01", 0), []);
        }
    }

    /// The answer is the one of a new scan with the moved card: exclusions, order, draw and all.
    #[test]
    fn a_moved_weight_gives_the_bands_of_a_new_scan_with_that_card() {
        let trial = Trial::new(&CARD, &many(400, 5));
        let outcome = trial.run(60, 0.2, 9);
        let matrix = Matrix::of(&outcome, &trial.card);
        for (nth, (code, points)) in CARD.iter().enumerate() {
            for delta in [-1, 1, 2].into_iter().filter(|delta| points + delta >= 1) {
                let mut other = Trial::new(&CARD, &many(400, 5));
                other.card.entries[nth].points += delta;
                let again = other.run(60, 0.2, 9);
                let then = crate::testing::by_id(&again);
                let expected = outcome.scored.iter().enumerate().filter_map(|(index, one)| {
                    let to = then[one.place.as_str()].band;
                    (one.band != to).then_some(Moved { place_index: index as u32, from: one.band, to })
                });
                assert_eq!(matrix.move_weight(code, delta), expected.collect::<Vec<_>>(), "{code} {delta}");
            }
        }
        assert!(matrix.sensitivity().iter().any(|one| one.less + one.more > 0));
        assert_eq!(matrix.move_weight("L99", 1), []);
    }

    #[test]
    fn the_bytes_hold_the_whole_matrix_and_nothing_else_passes() {
        let trial = Trial::new(&CARD, &many(50, 5));
        let matrix = Matrix::of(&trial.run(5, 0.2, 1), &trial.card);
        let bytes = matrix.to_bytes();
        assert_eq!(Matrix::from_bytes(&bytes), Ok(matrix));
        for length in 0..bytes.len() {
            assert!(Matrix::from_bytes(&bytes[..length]).is_err());
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        assert_eq!(Matrix::from_bytes(&longer), Err(MatrixFault::Damaged));
        assert_eq!(Matrix::from_bytes(b"iets anders"), Err(MatrixFault::Version));
    }
}
