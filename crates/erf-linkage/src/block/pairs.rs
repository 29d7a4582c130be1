// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Walks over all pairs, each once, in parallel, with the same result for any number of threads.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Blocks, LINE, Members, pairs_of};
use crate::{hash, store::Store};

/// Pairs per piece of work.
const PIECE: u64 = 40_000;

/// Pairs whose rows are looked at together, before the pairs before them are compared.
const AHEAD: usize = 12;

/// Calls `work` with pieces of all pairs and gives the results in an order that does not depend on the threads.
/// `work` gets a function that walks over the pairs of its piece.
pub fn walk<S, R: Send>(
    store: &Store,
    blocks: &Blocks,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Piece<'_>) -> R + Sync,
) -> Vec<R> {
    let mut all = Vec::new();
    for rule in 0..blocks.rules() {
        let Members { rows, starts } = blocks.members(rule);
        let (pieces, before) = (pieces(starts), blocks.before(rule));
        let piece = |number: usize| Piece {
            store,
            blocks,
            rule,
            before: &before,
            rows,
            starts: &starts[pieces[number]..=pieces[number + 1]],
            limit: u64::MAX,
        };
        all.extend(in_parallel(pieces.len().saturating_sub(1), threads, &state, |state, number| work(state, piece(number))));
    }
    all
}

fn pieces(starts: &[u32]) -> Vec<usize> {
    let mut cuts = vec![0];
    let mut pairs = 0;
    for (number, edge) in starts.windows(2).enumerate() {
        pairs += pairs_of((edge[1] - edge[0]) as usize);
        if pairs >= PIECE {
            cuts.push(number + 1);
            pairs = 0;
        }
    }
    let last = starts.len() - 1;
    if cuts.last() != Some(&last) {
        cuts.push(last);
    }
    cuts
}

/// Runs numbered tasks over threads and gives the results by number.
pub fn in_parallel<S, R: Send>(
    tasks: usize,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> R + Sync,
) -> Vec<R> {
    if threads <= 1 || tasks <= 1 {
        let mut own = state();
        return (0..tasks).map(|number| work(&mut own, number)).collect();
    }
    let next = AtomicUsize::new(0);
    let run = || {
        let (mut own, mut done) = (state(), Vec::new());
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= tasks {
                return done;
            }
            done.push((number, work(&mut own, number)));
        }
    };
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads.min(tasks)).map(|_| scope.spawn(run)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("a worker that fails fails the run")).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Visits all, and looks at those that come soon. Looking brings what lies all over memory into the processor's cache; for several
/// of them it waits once.
pub fn ahead<T>(all: &[T], look: impl Fn(&T) -> u32, mut visit: impl FnMut(&T)) {
    let mut soon = all.chunks(AHEAD).skip(1);
    for now in all.chunks(AHEAD) {
        let seen = soon.next().map_or(0, |soon| soon.iter().fold(0, |any, item| any ^ look(item)));
        std::hint::black_box(seen);
        now.iter().for_each(&mut visit);
    }
}

/// Some groups of one rule.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    store: &'a Store,
    blocks: &'a Blocks,
    /// The rule.
    pub rule: usize,
    before: &'a [[u32; LINE]],
    rows: &'a [u32],
    starts: &'a [u32],
    limit: u64,
}

impl Piece<'_> {
    /// The same piece with only this part of its groups, drawn at random but always the same.
    #[must_use]
    pub fn sampled(self, rate: f64) -> Self {
        Self { limit: if rate >= 1.0 { u64::MAX } else { (rate * u64::MAX as f64) as u64 }, ..self }
    }

    /// Every pair of this piece that no earlier rule brings together; the lower row first.
    #[inline]
    pub fn each(&self, mut visit: impl FnMut(u32, u32)) {
        ahead(&self.fresh(), |(_, b)| self.store.row(*b)[0], |(a, b)| visit(*a, *b));
    }

    fn fresh(&self) -> Vec<(u32, u32)> {
        let linking = !self.store.sources.is_empty();
        let mut fresh = Vec::new();
        for edge in self.starts.windows(2) {
            if self.limit < u64::MAX && hash::fold(self.rule as u64, u64::from(edge[0])) > self.limit {
                continue;
            }
            let group = &self.rows[edge[0] as usize..edge[1] as usize];
            for (place, a) in group.iter().enumerate() {
                for b in &group[place + 1..] {
                    let apart = linking && self.store.source(*a) == self.store.source(*b);
                    if !apart && !self.blocks.earlier(self.before, *a, *b) {
                        fresh.push((*a, *b));
                    }
                }
            }
        }
        fresh
    }
}
