// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A run against the truth, where somebody knows it.

use serde::Serialize;

use crate::{hash, run::Run};

/// Precision and recall of pairs of rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Quality {
    /// Share of found pairs that is right.
    pub precision: f64,
    /// Share of true pairs that is found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// What a run is worth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Evaluation {
    /// Pairs of rows about one entity.
    pub true_pairs: u64,
    /// Share of them among the kept pairs.
    pub reached: f64,
    /// Pairs at the cut that was used.
    pub at_cut: Quality,
    /// What the run itself expected of precision at that cut.
    pub stated_precision: f64,
    /// Pairs at the cut that would have been best, and that cut in bits.
    pub best: (Quality, f64),
    /// Pairs of rows in one entity.
    pub entities: Quality,
}

fn quality(found: u64, right: u64, all: u64) -> Quality {
    let share = |part: u64, whole: u64| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let (precision, recall) = (share(right, found), share(right, all));
    let f1 = if right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    Quality { precision, recall, f1 }
}

/// Compares a run with the truth: per row of the input, in the order of the files, the name of its real entity.
#[must_use]
pub fn evaluate(run: &Run, truth: &[&str]) -> Evaluation {
    let real = |row: u32| truth[run.data.store.origin[row as usize] as usize];
    let rows = 0..run.data.store.rows() as u32;
    let linking = !run.data.store.sources.is_empty();
    let source = |row: u32| u64::from(run.data.store.source(row));
    let key = |row: u32| hash::text(real(row).as_bytes());
    let all = pairs(rows.clone().map(|row| (key(row), source(row))), linking);
    let found = pairs(rows.clone().map(|row| (u64::from(run.entities[row as usize]), source(row))), linking);
    let both = pairs(rows.map(|row| (hash::fold(key(row), u64::from(run.entities[row as usize])), source(row))), linking);
    let (mut above, mut right, mut at_cut, mut best) = (0, 0, quality(0, 0, all), (quality(0, 0, all), 0.0));
    for group in run.pairs.chunk_by(|one, other| one.bits == other.bits) {
        above += group.len() as u64;
        right += group.iter().filter(|pair| real(pair.a) == real(pair.b)).count() as u64;
        let now = quality(above, right, all);
        if group[0].bits >= run.cut.bits {
            at_cut = now;
        }
        if now.f1 > best.0.f1 {
            best = (now, group[0].bits);
        }
    }
    Evaluation {
        true_pairs: all,
        reached: if all == 0 { 0.0 } else { right as f64 / all as f64 },
        at_cut,
        stated_precision: run.cut.precision,
        best,
        entities: quality(found, both, all),
    }
}

/// Pairs with equal keys; when two tables are linked only those of two sources.
fn pairs(keys: impl Iterator<Item = (u64, u64)>, linking: bool) -> u64 {
    let mut keys: Vec<(u64, u64)> = keys.collect();
    keys.sort_unstable();
    let of = |count: usize| crate::block::pairs_of(count);
    let group = |group: &[(u64, u64)]| {
        let within: u64 = if linking { group.chunk_by(|one, other| one.1 == other.1).map(|part| of(part.len())).sum() } else { 0 };
        of(group.len()) - within
    };
    keys.chunk_by(|one, other| one.0 == other.0).map(group).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_two_sources_only_count_when_linking() {
        let keys = [(1, 0), (1, 0), (1, 1), (2, 0), (2, 1), (3, 0)];
        assert_eq!(pairs(keys.into_iter(), false), 4);
        assert_eq!(pairs(keys.into_iter(), true), 3);
    }

    #[test]
    fn quality_of_nothing_is_nothing() {
        assert_eq!(quality(0, 0, 10), Quality { precision: 0.0, recall: 0.0, f1: 0.0 });
        let known = quality(10, 8, 16);
        assert_eq!((known.precision, known.recall), (0.8, 0.5));
        assert!((known.f1 - 0.6154).abs() < 0.0001);
    }
}
