// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where to cut: from the probabilities themselves, no labels needed.

use crate::score::{Pair, probability};

/// What is expected at a cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// The cut in bits.
    pub bits: f64,
    /// Pairs at or above the cut.
    pub links: u64,
    /// Share of the links that is right.
    pub precision: f64,
    /// Share of all true pairs that is found.
    pub recall: f64,
}

impl Expected {
    /// Harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(1e-12)
    }
}

/// What is expected at every quarter of a bit; `missed` is the number of true pairs expected outside the given pairs.
#[must_use]
pub fn curve(pairs: &[Pair], missed: f64) -> Vec<Expected> {
    const STEPS: usize = 240;
    let mut links = [0u64; STEPS];
    let mut right = [0f64; STEPS];
    for pair in pairs {
        let step = ((pair.bits + 10.0) * 4.0).floor().clamp(0.0, STEPS as f64 - 1.0) as usize;
        links[step] += 1;
        right[step] += probability(pair.bits);
    }
    let total: f64 = right.iter().sum::<f64>() + missed;
    let (mut above, mut good, mut curve) = (0, 0.0, Vec::new());
    for step in (0..STEPS).rev() {
        above += links[step];
        good += right[step];
        if above > 0 {
            let bits = step as f64 / 4.0 - 10.0;
            curve.push(Expected { bits, links: above, precision: good / above as f64, recall: good / total.max(1e-12) });
        }
    }
    curve.reverse();
    curve
}

/// The cut with the best expected harmonic mean of precision and recall.
#[must_use]
pub fn best(curve: &[Expected]) -> Option<Expected> {
    curve.iter().copied().reduce(|best, other| if other.f1() > best.f1() { other } else { best })
}
