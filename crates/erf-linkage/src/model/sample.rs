// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Counting: levels among pairs drawn at random, and patterns among the pairs that blocking brings together.

use super::frequency::Frequencies;
use crate::{
    block::{Blocks, pairs, pairs_of},
    compare::{Comparison, Kind, SimCache, View},
    hash,
    run::PatternCount,
    store::{Slot, Store},
};

/// Random pairs that are drawn.
const RANDOM: u64 = 600_000;
/// Of a small table fewer: more would show the same pairs again.
const RANDOM_PER_ROW: u64 = 200;
/// Compared pairs that are counted for training, about.
const COUNTED: f64 = 2_000_000.0;

/// With this many comparisons others tell which equal addresses are one, and their parts need not be counted.
const FEW: usize = 6;

/// The pattern of two rows.
#[inline]
pub fn pattern(comparisons: &[Comparison], view: &View<'_>, a: u32, b: u32, cache: &mut SimCache) -> u64 {
    let (x, y) = (view.store.row(a), view.store.row(b));
    let mut pattern = 0;
    for (number, comparison) in comparisons.iter().enumerate() {
        pattern |= u64::from(comparison.level(view, x, y, cache)) << (4 * number);
    }
    pattern
}

/// How many pairs there are that could be about one entity.
#[must_use]
pub fn all_pairs(store: &Store) -> f64 {
    if store.sources.is_empty() {
        return pairs_of(store.rows()) as f64;
    }
    let mut per_source = [0u64; 256];
    for source in &store.sources {
        per_source[usize::from(*source)] += 1;
    }
    let within: u64 = per_source.iter().map(|rows| rows * rows.saturating_sub(1) / 2).sum();
    (pairs_of(store.rows()) - within) as f64
}

/// How often the levels of one comparison occur among pairs drawn at random.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// Per level, missing first.
    pub levels: Vec<f64>,
    /// Whether the share of equal values comes from counting each entity once, so that matches are not in it.
    pub without_matches: bool,
    /// Random pairs, those with something missing included.
    pub drawn: f64,
    /// How often strangers would have the same address if its parts had nothing to do with each other.
    pub by_parts: Option<f64>,
}

/// Per comparison, how often each level occurs among pairs drawn at random; and how many were drawn.
#[must_use]
pub fn random(comparisons: &[Comparison], store: &Store, frequencies: &Frequencies, threads: usize, seed: u64) -> (Vec<Shares>, u64) {
    let draws = RANDOM.min(RANDOM_PER_ROW * store.rows() as u64).min(2 * pairs_of(store.rows())).max(1);
    let tasks = draws.div_ceil(100_000) as usize;
    let view = View { store, frequencies };
    let counts = pairs::in_parallel(tasks, threads, SimCache::default, |cache, task| {
        let mut counts = vec![[0u64; 16]; comparisons.len()];
        let from = task as u64 * 100_000;
        let drawn: Vec<(u32, u32)> = (from..(from + 100_000).min(draws)).filter_map(|draw| draw_pair(store, seed, draw)).collect();
        pairs::ahead(
            &drawn,
            |(a, b)| store.row(*a)[0] ^ store.row(*b)[0],
            |(a, b)| {
                let pattern = pattern(comparisons, &view, *a, *b, cache);
                for (number, levels) in counts.iter_mut().enumerate() {
                    levels[super::level_of(pattern, number)] += 1;
                }
            },
        );
        counts
    });
    (comparisons.iter().enumerate().map(|(number, known)| shares(known, number, &counts, &view)).collect(), draws)
}

fn draw_pair(store: &Store, seed: u64, draw: u64) -> Option<(u32, u32)> {
    let rows = store.rows() as u64;
    let (one, other) = (hash::fold(seed, 2 * draw), hash::fold(seed, 2 * draw + 1));
    let below = |hash: u64| ((u128::from(hash) * u128::from(rows)) >> 64) as u32;
    let (a, b) = (below(one), below(other));
    let apart = !store.sources.is_empty() && store.source(a) == store.source(b);
    (a != b && !apart).then_some((a, b))
}

fn shares(comparison: &Comparison, number: usize, counts: &[Vec<[u64; 16]>], view: &View<'_>) -> Shares {
    let levels = comparison.levels().len();
    let mut sums: Vec<f64> = (0..levels).map(|level| counts.iter().map(|task| task[number][level] as f64).sum()).collect();
    let drawn: f64 = sums.iter().sum();
    let seen: f64 = sums[1..].iter().sum::<f64>().max(1.0);
    for sum in &mut sums[1..] {
        *sum = (*sum + 0.2) / seen;
    }
    // Few random pairs have the same phone number; how often values meet is known better from how often each occurs.
    let place = comparison.frequency.filter(|_| sums[1] * seen < 1000.0 && comparison.exact_is_equal());
    if let Some(place) = place {
        sums[1] = view.frequencies.meeting(place);
    }
    let by_parts = (comparison.kind == Kind::Address && counts[0].len() < FEW).then(|| by_parts(view.store)).flatten();
    let without_matches = place.is_some_and(|place| view.frequencies.once_per_entity(view.store, place));
    Shares { levels: sums, without_matches, drawn, by_parts }
}

/// The chance that two rows have the same street or postcode, times that of the same number.
fn by_parts(store: &Store) -> Option<f64> {
    let area = [Slot::Postcode, Slot::Street].into_iter().filter_map(|slot| meeting(store, slot)).reduce(f64::min);
    Some(area? * meeting(store, Slot::Number)?)
}

/// The chance that two rows that both say something say the same.
fn meeting(store: &Store, slot: Slot) -> Option<f64> {
    let place = store.place(slot)?;
    let mut values: Vec<u32> = (0..store.rows() as u32).map(|row| store.row(row)[place]).filter(|value| *value != 0).collect();
    values.sort_unstable();
    let same: u64 = values.chunk_by(|one, other| one == other).map(|group| pairs_of(group.len())).sum();
    let all = pairs_of(values.len());
    (all > 0).then(|| (same as f64 + 0.5) / all as f64)
}

/// Patterns with counts, sorted, and which part of the pairs was counted.
#[must_use]
pub fn patterns(
    comparisons: &[Comparison],
    store: &Store,
    frequencies: &Frequencies,
    blocks: &Blocks,
    threads: usize,
) -> (Vec<PatternCount>, f64) {
    let expected: u64 = blocks.report.iter().map(|rule| rule.pairs).sum();
    let rate = (COUNTED / expected.max(1) as f64).min(1.0);
    let view = View { store, frequencies };
    let counted = pairs::walk(store, blocks, threads, SimCache::default, |cache, piece| {
        let mut found = Vec::new();
        piece.sampled(rate).each(|a, b| {
            found.push(PatternCount { pattern: pattern(comparisons, &view, a, b, cache), count: 1, example: (a, b) });
        });
        merge(found)
    });
    (merge(counted.into_iter().flatten().collect()), rate)
}

/// Adds up counts of equal patterns and sorts; of the examples the first stays.
fn merge(mut counted: Vec<PatternCount>) -> Vec<PatternCount> {
    counted.sort_unstable_by_key(|known| (known.pattern, known.example));
    counted.dedup_by(|other, first| {
        let same = other.pattern == first.pattern;
        if same {
            first.count += other.count;
        }
        same
    });
    counted
}
