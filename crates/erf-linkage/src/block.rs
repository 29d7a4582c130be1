// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which records are compared: groups per rule, counted before anything is compared.

pub mod keys;
pub mod pairs;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use keys::BoundRule;

use crate::{hash, store::Store};

/// Rows of a group above which the group is divided.
pub const LARGEST: usize = 120;

/// Pairs per row from which no more are sought by rules that only look for more.
const ENOUGH: u64 = 30;

/// A row that is alone under a rule: no other row has this number.
const ALONE: u32 = 0x8000_0000;

/// Rules whose groups fill one line of the processor's cache.
const LINE: usize = 16;

/// What one rule brings together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RuleReport {
    /// The keys, as they stand in a preset.
    pub keys: String,
    /// The keys in Dutch.
    #[serde(default)]
    pub words: String,
    /// Rows that have all keys.
    pub rows: u64,
    /// Groups of two rows or more, after dividing.
    pub groups: u64,
    /// Pairs in those groups; of several tables only those of rows of two tables, because no others are compared. A pair that an earlier rule brought together is counted here too.
    pub pairs: u64,
    /// Pairs that no earlier rule brings together.
    pub fresh: u64,
    /// How many of those are expected to be about one entity.
    pub matches: f64,
    /// Rows in the largest group, before dividing.
    pub largest: u64,
    /// Groups that were divided.
    pub divided: u64,
    /// Pairs that dividing separated; another rule may still bring them together.
    pub separated: u64,
}

/// The groups of all rules.
#[derive(Debug, Clone, Default)]
pub struct Blocks {
    stride: usize,
    lead: usize,
    /// Pairs in all groups, those of two rows of one table too: by this it is decided whether more are sought.
    held: u64,
    /// Per row, the group that it is in under each rule.
    groups: Vec<u32>,
    members: Vec<Members>,
    /// Per rule, what it brings together.
    pub report: Vec<RuleReport>,
}

/// The groups of one rule: rows in rising order, group after group.
#[derive(Debug, Clone, Default)]
pub struct Members {
    /// The rows of all groups.
    pub rows: Vec<u32>,
    /// Where each group begins, and where the last one ends.
    pub starts: Vec<u32>,
}

impl Members {
    /// Adds a group; a row that is alone is none.
    fn place(&mut self, store: &Store, rows: impl Iterator<Item = u32>, report: &mut RuleReport) {
        let start = self.rows.len();
        self.rows.extend(rows);
        let size = self.rows.len() - start;
        if size < 2 {
            return self.rows.truncate(start);
        }
        self.starts.push(start as u32);
        report.groups += 1;
        report.pairs += comparable(store, &self.rows[start..]);
    }

    /// Pairs in all groups.
    fn held(&self) -> u64 {
        self.starts.windows(2).map(|edge| pairs_of((edge[1] - edge[0]) as usize)).sum()
    }

    /// Per row of the store, where its group begins.
    fn column(&self, rows: usize) -> Vec<u32> {
        let mut column: Vec<u32> = (0..rows as u32).map(|row| ALONE | row).collect();
        for edge in self.starts.windows(2) {
            for row in &self.rows[edge[0] as usize..edge[1] as usize] {
                column[*row as usize] = edge[0];
            }
        }
        column
    }
}

impl Blocks {
    /// Groups the rows of a store under every rule.
    #[must_use]
    pub fn build(store: &Store, rules: &[BoundRule]) -> Self {
        let stride = rules.len().next_multiple_of(LINE).max(LINE);
        let (mut groups, lead) = crate::store::aligned(store.rows() * stride);
        groups.resize(lead + store.rows() * stride, ALONE);
        let mut blocks = Self { stride, lead, groups, ..Self::default() };
        for rule in rules {
            blocks.add(store, rule);
        }
        blocks
    }

    fn add(&mut self, store: &Store, rule: &BoundRule) {
        let mut keyed = Vec::with_capacity(store.rows());
        let wanted = !rule.is_extra() || self.held < ENOUGH * store.rows() as u64;
        for row in (0..store.rows() as u32).filter(|_| wanted) {
            keyed.extend(rule.key(store, store.row(row)).map(|key| (key, row)));
        }
        hash::radix_sort(&mut keyed);
        let mut report =
            RuleReport { keys: rule.name.clone(), words: rule.words.clone(), rows: keyed.len() as u64, ..RuleReport::default() };
        let mut members = Members::default();
        for group in keyed.chunk_by(|one, other| one.0 == other.0) {
            report.largest = report.largest.max(group.len() as u64);
            if group.len() > LARGEST {
                report.divided += 1;
                let before = report.pairs;
                let rows: Vec<u32> = group.iter().map(|pair| pair.1).collect();
                let all = comparable(store, &rows);
                divide(store, rule, 0, rows, &mut members, &mut report);
                report.separated += all - (report.pairs - before);
            } else {
                members.place(store, group.iter().map(|pair| pair.1), &mut report);
            }
        }
        members.starts.push(members.rows.len() as u32);
        self.held += members.held();
        members.rows.shrink_to_fit();
        members.starts.shrink_to_fit();
        let number = self.members.len();
        for (line, group) in self.groups[self.lead..].chunks_exact_mut(self.stride).zip(members.column(store.rows())) {
            line[number] = group;
        }
        self.members.push(members);
        self.report.push(report);
    }

    /// The groups of a row under all rules, and room for more.
    fn of(&self, row: u32) -> &[[u32; LINE]] {
        self.groups[self.lead + row as usize * self.stride..][..self.stride].as_chunks().0
    }

    /// What [`Blocks::earlier`] needs to know of a rule: all bits for the rules before it.
    #[must_use]
    pub fn before(&self, rule: usize) -> Vec<[u32; LINE]> {
        let line = |first: usize| std::array::from_fn(|place| if first + place < rule { u32::MAX } else { 0 });
        (0..self.stride).step_by(LINE).map(line).collect()
    }

    /// Whether one of the rules in `before` already brings these rows together.
    #[inline]
    #[must_use]
    pub fn earlier(&self, before: &[[u32; LINE]], a: u32, b: u32) -> bool {
        let lines = self.of(a).iter().zip(self.of(b)).zip(before);
        lines.fold(0, |any, ((x, y), mask)| any | shared(x, y, mask)) != 0
    }

    /// How many rules bring these rows together.
    #[must_use]
    pub fn reached_by(&self, a: u32, b: u32) -> usize {
        let of = |row: u32| self.of(row).as_flattened()[..self.rules()].iter();
        of(a).zip(of(b)).filter(|(one, other)| one == other).count()
    }

    /// The groups of a rule.
    #[must_use]
    pub fn members(&self, rule: usize) -> &Members {
        &self.members[rule]
    }

    /// How many rules there are.
    #[must_use]
    pub fn rules(&self) -> usize {
        self.members.len()
    }
}

/// Divides a group that is too large by the next key of its rule.
fn divide(store: &Store, rule: &BoundRule, depth: usize, rows: Vec<u32>, members: &mut Members, report: &mut RuleReport) {
    if rows.len() <= LARGEST {
        return members.place(store, rows.into_iter(), report);
    }
    if depth == rule.splits() {
        // Nothing left to divide by: rows that say almost the same stand together, so neighbours are compared.
        for part in by_likeness(store, &rows).chunks_mut(LARGEST) {
            part.sort_unstable();
            members.place(store, part.iter().copied(), report);
        }
        return;
    }
    let mut keyed: Vec<(u64, u32)> = rows.iter().map(|row| (rule.split_key(depth, store, store.row(*row)), *row)).collect();
    hash::radix_sort(&mut keyed);
    for group in keyed.chunk_by(|one, other| one.0 == other.0) {
        divide(store, rule, depth + 1, group.iter().map(|pair| pair.1).collect(), members, report);
    }
}

/// Rows that say almost the same next to each other; of several files by turns, because a part with rows of one file alone holds no pair.
fn by_likeness(store: &Store, rows: &[u32]) -> Vec<u32> {
    let mut turns: BTreeMap<(u64, u8), u32> = BTreeMap::new();
    let place = |row: &u32| {
        let key = keys::whole(store, *row);
        let turn = turns.entry((key, store.source(*row))).or_default();
        *turn += u32::from(!store.sources.is_empty());
        (key, *turn, *row)
    };
    let mut sorted: Vec<(u64, u32, u32)> = rows.iter().map(place).collect();
    sorted.sort_unstable();
    sorted.into_iter().map(|(_, _, row)| row).collect()
}

/// Not zero when two lines have a group in common where `mask` has bits. Without branches, so that it is done for several at once.
#[inline]
fn shared(x: &[u32; LINE], y: &[u32; LINE], mask: &[u32; LINE]) -> u32 {
    let bits = |place: usize| u32::from(x[place] == y[place]).wrapping_neg() & mask[place];
    (0..LINE).fold(0, |any, place| any | bits(place))
}

/// Pairs of these rows that may be compared: of several tables those of rows of two tables.
fn comparable(store: &Store, rows: &[u32]) -> u64 {
    let all = pairs_of(rows.len());
    if store.sources.is_empty() {
        return all;
    }
    let (mut within, mut seen) = (0, 0);
    for source in 0..=u8::MAX {
        let own = rows.iter().filter(|row| store.source(**row) == source).count();
        within += pairs_of(own);
        seen += own;
        if seen == rows.len() {
            break;
        }
    }
    all - within
}

/// Pairs of a group of so many rows.
#[must_use]
pub const fn pairs_of(size: usize) -> u64 {
    (size as u64) * (size as u64).saturating_sub(1) / 2
}
