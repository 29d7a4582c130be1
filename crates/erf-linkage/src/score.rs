// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From a pattern and the frequency of the shared values to bits and a probability.

use crate::{
    block::{Blocks, pairs},
    compare::{Comparison, Kind, SimCache, View},
    model::{Weights, level_of, sample},
};

/// Two records that may be about one entity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Row in the store.
    pub a: u32,
    /// Row in the store, after `a`.
    pub b: u32,
    /// Log with base 2 of the odds that they are about one entity.
    pub bits: f64,
}

/// Everything scoring needs.
#[derive(Clone, Copy)]
pub struct Scorer<'a> {
    /// What is compared.
    pub comparisons: &'a [Comparison],
    /// The model.
    pub weights: &'a Weights,
    /// Records and frequencies.
    pub view: View<'a>,
}

/// The parts of one score.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parts {
    /// Log chance of the pattern and its values under match, household and strangers; prior included.
    pub kinds: [f64; 3],
}

impl Parts {
    /// The total in bits.
    #[must_use]
    pub fn bits(&self) -> f64 {
        self.kinds[0] - add_logs(self.kinds[1], self.kinds[2])
    }
}

/// log2(2^a + 2^b).
#[must_use]
pub fn add_logs(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if high - low > 50.0 { high } else { high + (1.0 + (low - high).exp2()).log2() }
}

/// A probability from bits.
#[must_use]
pub fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

/// Bits from a probability.
#[must_use]
pub fn bits(probability: f64) -> f64 {
    (probability / (1.0 - probability)).log2()
}

impl Scorer<'_> {
    /// The score of two rows.
    #[inline]
    #[must_use]
    pub fn score(&self, a: u32, b: u32, cache: &mut SimCache) -> f64 {
        let pattern = sample::pattern(self.comparisons, &self.view, a, b, cache);
        self.of(pattern, a, b).bits()
    }

    /// The parts of the score of two rows with this pattern.
    #[inline]
    #[must_use]
    pub fn of(&self, pattern: u64, a: u32, b: u32) -> Parts {
        let mut kinds = self.weights.prior;
        for (number, comparison) in self.comparisons.iter().enumerate() {
            let level = level_of(pattern, number);
            let logs = &self.weights.levels[number][level];
            for (kind, log) in kinds.iter_mut().zip(logs) {
                *kind += log;
            }
            let rarity = self.rarity(comparison, level, a, b);
            kinds[2] += rarity;
            if !comparison.inherited() {
                kinds[1] += rarity;
            }
        }
        Parts { kinds }
    }

    /// How much more often than average strangers share just this value, in bits; negative for a rare value.
    #[inline]
    #[must_use]
    pub fn rarity(&self, comparison: &Comparison, level: usize, a: u32, _b: u32) -> f64 {
        match comparison.frequency {
            Some(place) if comparison.counts_frequency(level) => {
                let value = self.view.store.row(a)[place];
                let frequencies = self.view.frequencies;
                (frequencies.share(place, value) / frequencies.meeting(place)).log2().clamp(-8.0, 8.0)
            }
            _ => 0.0,
        }
    }
}

impl Comparison {
    /// Whether two who belong together have this from each other, so that how rare it is says nothing of which of the two.
    #[must_use]
    pub const fn inherited(&self) -> bool {
        matches!(self.kind, Kind::Surname | Kind::Address | Kind::CompanyName | Kind::Phone | Kind::Email)
    }

    /// Whether the frequency of the value counts at this level.
    #[must_use]
    #[inline]
    pub fn counts_frequency(&self, level: usize) -> bool {
        match self.kind {
            Kind::Surname => level >= 1 && level <= 3,
            _ => level == 1,
        }
    }

    /// Whether equal values are always at level 1.
    #[must_use]
    pub const fn exact_is_equal(&self) -> bool {
        !matches!(self.kind, Kind::Surname | Kind::BirthDate | Kind::Address)
    }
}

/// What scoring all pairs gives.
#[derive(Debug, Clone, Default)]
pub struct Scored {
    /// Pairs with at least the asked score.
    pub pairs: Vec<Pair>,
    /// All pairs compared.
    pub compared: u64,
}

/// Scores all pairs that blocking brings together and keeps those with at least `keep` bits.
#[must_use]
pub fn all(scorer: &Scorer<'_>, blocks: &Blocks, threads: usize, keep: f64) -> Scored {
    let pieces = pairs::walk(scorer.view.store, blocks, threads, SimCache::default, |cache, piece| {
        let mut scored = Scored::default();
        piece.each(|a, b| {
            scored.compared += 1;
            let bits = scorer.score(a, b, cache);
            if bits >= keep {
                scored.pairs.push(Pair { a, b, bits });
            }
        });
        scored.pairs.shrink_to_fit();
        scored
    });
    let compared = pieces.iter().map(|piece| piece.compared).sum();
    let mut pairs = Vec::with_capacity(pieces.iter().map(|piece| piece.pairs.len()).sum());
    for piece in pieces {
        pairs.extend(piece.pairs);
    }
    Scored { pairs, compared }
}
