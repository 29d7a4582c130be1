// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How many links are expected to be wrong and how many rows to be missed at each cut, and the cut that follows.
//!
//! No labels are needed: the chances of the links say how many of them are right, as far as the weights are. Two bars hold.
//! No single link below [`LOWEST_CERTAIN`] is certain, however good the others are; and of all certain links of a delivery
//! together at least [`PRECISION`] is expected to be right.

use super::{
    learn::{Patterns, RowPattern, Weights},
    model::CurvePoint,
};

/// A link that is less sure than this is for a person to judge.
pub const LOWEST_CERTAIN: f64 = 0.95;
/// The part of the certain links of a delivery that must be expected to be right.
pub const PRECISION: f64 = 0.98;
/// The cuts that are considered, from low to high.
const CUTS: [f64; 12] = [0.5, 0.6, 0.7, 0.8, 0.9, LOWEST_CERTAIN, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9999];

/// The chance of the likeliest place of a row, and the chance that it speaks of anything we know.
fn chances(row: &RowPattern, weights: &Weights) -> (f64, f64) {
    let mut places = std::collections::BTreeMap::new();
    for candidate in &row.candidates {
        *places.entry(candidate.place).or_insert(0.0) += weights.total(candidate).exp2();
    }
    let all: f64 = places.values().sum();
    let best = places.values().fold(0.0, |best: f64, mass| best.max(*mass));
    let area = row.area.map_or(0.0, |bits| (f64::from(bits) / 100.0).exp2());
    let (object, area) = (best / (1.0 + all), area / (1.0 + area));
    (object.max(area), (all / (1.0 + all)).max(area))
}

/// What is expected at each cut, from low to high.
pub fn curve(patterns: &Patterns, weights: &Weights) -> Vec<CurvePoint> {
    let rows: Vec<(f64, f64, u64)> = patterns.iter().map(|(row, n)| (chances(row, weights), *n)).map(|((a, b), n)| (a, b, n)).collect();
    let known: f64 = rows.iter().map(|(_, known, n)| known * *n as f64).sum();
    CUTS.iter().map(|&cut| point(cut, &rows, known)).collect()
}

fn point(cut: f64, rows: &[(f64, f64, u64)], known: f64) -> CurvePoint {
    let made = rows.iter().filter(|(best, _, _)| *best >= cut);
    let (links, right) = made.fold((0, 0.0), |(links, right), (best, _, n)| (links + n, right + best * *n as f64));
    let percent = |part: f64, whole: f64| if whole > 0.0 { 100.0 * part / whole } else { 0.0 };
    CurvePoint { cut, links, wrong: percent(links as f64 - right, links as f64), missed: percent(known - right, known).max(0.0) }
}

/// The lowest cut at which both bars hold; the highest when none does.
pub fn cut(curve: &[CurvePoint]) -> f64 {
    let holds = |point: &&CurvePoint| point.cut >= LOWEST_CERTAIN && point.wrong <= 100.0 * (1.0 - PRECISION);
    curve.iter().find(holds).or(curve.last()).map_or(LOWEST_CERTAIN, |point| point.cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(cut: f64, wrong: f64) -> CurvePoint {
        CurvePoint { cut, links: 10, wrong, missed: 0.0 }
    }

    #[test]
    fn the_lowest_cut_that_holds_both_bars_is_taken() {
        assert_eq!(cut(&[at(0.9, 0.1), at(0.95, 0.3), at(0.99, 0.1)]), 0.95);
        assert_eq!(cut(&[at(0.9, 5.0), at(0.95, 3.0), at(0.99, 1.0), at(0.999, 0.1)]), 0.99);
        assert_eq!(cut(&[at(0.95, 30.0), at(0.99, 20.0)]), 0.99);
    }
}
