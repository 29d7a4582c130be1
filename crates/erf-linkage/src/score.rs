// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From a pattern and the frequency of the shared values to bits and a probability.

use crate::{
    block::{Blocks, pairs},
    compare::{Comparison, Kind, SimCache, View},
    model::{HOUSEHOLDS, KINDS, STRANGERS, Weights, level_of, sample},
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
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// Log chance of the pattern and its values per kind of pair; prior included.
    pub kinds: [f64; KINDS],
    /// The sum of what comparisons say, scaled by what judged pairs taught.
    pub scaled: f64,
}

impl Parts {
    /// What the possibility of two entities that belong together takes off.
    #[must_use]
    #[inline]
    pub fn interaction(&self) -> f64 {
        self.kinds[STRANGERS] - self.others()
    }

    /// Log chance that it is no match.
    #[inline]
    fn others(&self) -> f64 {
        let households = add_logs(self.kinds[1], self.kinds[2]);
        add_logs(households, self.kinds[STRANGERS])
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
        self.bits(&self.of(pattern, a, b))
    }

    /// The total of parts, in bits.
    #[inline]
    #[must_use]
    pub fn bits(&self, parts: &Parts) -> f64 {
        match &self.weights.refit {
            None => parts.kinds[0] - parts.others(),
            Some(refit) => {
                let prior = self.weights.prior[0] - self.weights.prior[STRANGERS];
                prior + refit.shift + parts.scaled + refit.interaction * parts.interaction()
            }
        }
    }

    /// The parts of the score of two rows with this pattern.
    #[inline]
    #[must_use]
    pub fn of(&self, pattern: u64, a: u32, b: u32) -> Parts {
        let mut parts = self.start();
        for number in 0..self.comparisons.len() {
            self.add(&mut parts, number, level_of(pattern, number), a, b);
        }
        parts
    }

    /// How much more often than average strangers share just this value, in bits; negative for a rare value.
    #[inline]
    #[must_use]
    pub fn rarity(&self, comparison: &Comparison, level: usize, a: u32, b: u32) -> f64 {
        match comparison.frequency {
            Some(place) if comparison.counts_frequency(level) => {
                let value = comparison.shared_value(place, self.view.store.row(a), self.view.store.row(b));
                self.view.frequencies.rarity(place, value)
            }
            _ => 0.0,
        }
    }
}

impl Comparison {
    /// Whether two who belong together (family, neighbours) have this from each other, so that how rare it is says nothing of
    /// which of the two.
    #[must_use]
    #[inline]
    pub const fn inherited(&self, household: usize) -> bool {
        match self.kind {
            Kind::Address | Kind::Location | Kind::Phone | Kind::Email => true,
            Kind::Surname | Kind::CompanyName => household == 0,
            _ => false,
        }
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

    /// How much work it is, roughly. Two addresses are told apart by their numbers; names need their letters.
    const fn cost(&self) -> u8 {
        match self.kind {
            Kind::BirthDate | Kind::Sex | Kind::Phone | Kind::Kvk => 0,
            Kind::Address | Kind::Location => 1,
            Kind::Surname => 2,
            Kind::FirstNames => 3,
            _ => 4,
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
    hope: Vec<[f64; KINDS]>,
    keep: f64,
}

impl Pruner {
    /// A pruner for pairs with at least `keep` bits.
    #[must_use]
    pub fn new(scorer: &Scorer<'_>, keep: f64) -> Self {
        let mut order: Vec<usize> = (0..scorer.comparisons.len()).collect();
        order.sort_by_key(|number| scorer.comparisons[*number].cost());
        // With scales of its own the total is no sum of these parts, so nothing can be said beforehand.
        let last = if scorer.weights.refit.is_some() { f64::INFINITY } else { 0.0 };
        let mut hope = vec![[last; KINDS]; order.len() + 1];
        for (step, number) in order.iter().enumerate().rev() {
            let most = scorer.most(*number);
            hope[step] = std::array::from_fn(|kind| hope[step + 1][kind] + most[kind]);
        }
        Self { order, hope, keep }
    }
}

impl Scorer<'_> {
    /// The most that a comparison can say for a match over each other kind.
    fn most(&self, number: usize) -> [f64; KINDS] {
        let comparison = &self.comparisons[number];
        let rarest = comparison.frequency.map_or(0.0, |place| -self.view.frequencies.rarest(place).log2().clamp(-8.0, 8.0));
        let levels = comparison.levels().len();
        let over = |kind: usize, level: usize| {
            let logs = self.weights.levels[number][level];
            let counts = comparison.counts_frequency(level) && (kind == STRANGERS || kind > 0 && !comparison.inherited(kind - 1));
            logs[0] - logs[kind] + if counts { rarest } else { 0.0 }
        };
        std::array::from_fn(|kind| (0..levels).map(|level| over(kind, level)).fold(0.0, f64::max))
    }

    fn start(&self) -> Parts {
        Parts { kinds: self.weights.prior, scaled: 0.0 }
    }

    /// The pattern and score of two rows, unless the score cannot reach what the pruner asks.
    #[inline]
    #[must_use]
    pub fn at_least(&self, pruner: &Pruner, a: u32, b: u32, cache: &mut SimCache) -> Option<(u64, f64)> {
        let (x, y) = (self.view.store.row(a), self.view.store.row(b));
        let (mut parts, mut pattern) = (self.start(), 0u64);
        for (number, hope) in pruner.order.iter().zip(&pruner.hope) {
            let kinds = &parts.kinds;
            if (1..KINDS).any(|kind| kinds[0] - kinds[kind] + hope[kind] < pruner.keep) {
                return None;
            }
            let level = usize::from(self.comparisons[*number].level(&self.view, x, y, cache));
            pattern |= (level as u64) << (4 * number);
            self.add(&mut parts, *number, level, a, b);
        }
        let bits = self.bits(&parts);
        (bits >= pruner.keep).then_some((pattern, bits))
    }

    #[inline]
    fn add(&self, parts: &mut Parts, number: usize, level: usize, a: u32, b: u32) {
        let comparison = &self.comparisons[number];
        let logs = &self.weights.levels[number][level];
        for (kind, log) in parts.kinds.iter_mut().zip(logs) {
            *kind += log;
        }
        let rarity = self.rarity(comparison, level, a, b);
        parts.kinds[STRANGERS] += rarity;
        for household in 0..HOUSEHOLDS {
            if !comparison.inherited(household) {
                parts.kinds[household + 1] += rarity;
            }
        }
        if let Some(refit) = &self.weights.refit {
            parts.scaled += refit.scales[number] * (logs[0] - logs[STRANGERS] - rarity);
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
