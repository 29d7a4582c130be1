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
        for number in 0..self.comparisons.len() {
            self.add(&mut kinds, number, level_of(pattern, number), a, b);
        }
        Parts { kinds }
    }

    /// How much more often than average strangers share just this value, in bits; negative for a rare value.
    #[inline]
    #[must_use]
    pub fn rarity(&self, comparison: &Comparison, level: usize, a: u32, b: u32) -> f64 {
        match comparison.frequency {
            Some(place) if comparison.counts_frequency(level) => {
                let value = comparison.shared_value(place, self.view.store.row(a), self.view.store.row(b));
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
            Kind::Surname => matches!(level, 1..=3 | 8),
            _ => level == 1,
        }
    }

    /// How much work it is, roughly.
    const fn cost(&self) -> u8 {
        match self.kind {
            Kind::BirthDate | Kind::Sex | Kind::Phone | Kind::Kvk => 0,
            Kind::Surname => 1,
            Kind::FirstNames | Kind::Address => 2,
            _ => 3,
        }
    }

    /// Whether equal values are always at level 1.
    #[must_use]
    pub const fn exact_is_equal(&self) -> bool {
        !matches!(self.kind, Kind::Surname | Kind::BirthDate | Kind::Address)
    }
}

/// Says of most pairs that they cannot reach a score before their names are looked at.
#[derive(Debug, Clone)]
pub struct Pruner {
    /// Comparisons in the order in which they are looked at: the cheap ones first.
    order: Vec<usize>,
    /// Per step, the most that this and later steps can add over households and over strangers.
    hope: Vec<[f64; 2]>,
    keep: f64,
}

impl Pruner {
    /// A pruner for pairs with at least `keep` bits.
    #[must_use]
    pub fn new(scorer: &Scorer<'_>, keep: f64) -> Self {
        let mut order: Vec<usize> = (0..scorer.comparisons.len()).collect();
        order.sort_by_key(|number| scorer.comparisons[*number].cost());
        let mut hope = vec![[0.0; 2]; order.len() + 1];
        for (step, number) in order.iter().enumerate().rev() {
            let most = scorer.most(*number);
            hope[step] = [hope[step + 1][0] + most[0], hope[step + 1][1] + most[1]];
        }
        Self { order, hope, keep }
    }
}

impl Scorer<'_> {
    /// The most that a comparison can say for a match over a household pair and over strangers.
    fn most(&self, number: usize) -> [f64; 2] {
        let comparison = &self.comparisons[number];
        let rarest = comparison.frequency.map_or(0.0, |place| -self.view.frequencies.rarest(place).log2().clamp(-8.0, 8.0));
        let levels = comparison.levels().len();
        let over = |kind: usize, level: usize| {
            let logs = self.weights.levels[number][level];
            let rarity = if comparison.counts_frequency(level) && (kind == 2 || !comparison.inherited()) { rarest } else { 0.0 };
            logs[0] - logs[kind] + rarity
        };
        [1, 2].map(|kind| (0..levels).map(|level| over(kind, level)).fold(0.0, f64::max))
    }

    /// The pattern and score of two rows, unless the score cannot reach what the pruner asks.
    #[inline]
    #[must_use]
    pub fn at_least(&self, pruner: &Pruner, a: u32, b: u32, cache: &mut SimCache) -> Option<(u64, f64)> {
        let (x, y) = (self.view.store.row(a), self.view.store.row(b));
        let (mut kinds, mut pattern) = (self.weights.prior, 0u64);
        for (number, hope) in pruner.order.iter().zip(&pruner.hope) {
            if (kinds[0] - kinds[1] + hope[0]).min(kinds[0] - kinds[2] + hope[1]) < pruner.keep {
                return None;
            }
            let comparison = &self.comparisons[*number];
            let level = usize::from(comparison.level(&self.view, x, y, cache));
            pattern |= (level as u64) << (4 * number);
            self.add(&mut kinds, *number, level, a, b);
        }
        let bits = Parts { kinds }.bits();
        (bits >= pruner.keep).then_some((pattern, bits))
    }

    #[inline]
    fn add(&self, kinds: &mut [f64; 3], number: usize, level: usize, a: u32, b: u32) {
        let comparison = &self.comparisons[number];
        for (kind, log) in kinds.iter_mut().zip(&self.weights.levels[number][level]) {
            *kind += log;
        }
        let rarity = self.rarity(comparison, level, a, b);
        kinds[2] += rarity;
        if !comparison.inherited() {
            kinds[1] += rarity;
        }
    }
}

/// What scoring all pairs gives.
#[derive(Debug, Clone, Default)]
pub struct Scored {
    /// Pairs with at least the asked score.
    pub pairs: Vec<Pair>,
    /// All pairs compared.
    pub compared: u64,
    /// Per rule, pairs that it was the first to bring together, and how many of them are expected to be matches.
    pub per_rule: Vec<(u64, f64)>,
}

/// Scores all pairs that blocking brings together and keeps those with at least `keep` bits.
#[must_use]
pub fn all(scorer: &Scorer<'_>, blocks: &Blocks, threads: usize, keep: f64) -> Scored {
    let pruner = Pruner::new(scorer, keep);
    let pieces = pairs::walk(scorer.view.store, blocks, threads, SimCache::default, |cache, piece| {
        let mut scored = Scored { per_rule: vec![(0, 0.0); piece.rule + 1], ..Scored::default() };
        piece.each(|a, b| {
            scored.compared += 1;
            if let Some((_, bits)) = scorer.at_least(&pruner, a, b, cache) {
                scored.pairs.push(Pair { a, b, bits });
            }
        });
        let expected = scored.pairs.iter().map(|pair| probability(pair.bits)).sum();
        scored.per_rule[piece.rule] = (scored.compared, expected);
        scored.pairs.shrink_to_fit();
        scored
    });
    let mut all = Scored { per_rule: vec![(0, 0.0); blocks.rules()], ..Scored::default() };
    all.pairs.reserve_exact(pieces.iter().map(|piece| piece.pairs.len()).sum());
    for piece in pieces {
        all.compared += piece.compared;
        let rule = piece.per_rule.len() - 1;
        all.per_rule[rule].0 += piece.per_rule[rule].0;
        all.per_rule[rule].1 += piece.per_rule[rule].1;
        all.pairs.extend(piece.pairs);
    }
    all
}
