// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which records are compared: groups per rule, counted before anything is compared.

pub mod keys;
pub mod pairs;

use serde::{Deserialize, Serialize};

pub use keys::BoundRule;

use crate::{hash, store::Store};

/// Rows of a group above which the group is divided.
pub const LARGEST: usize = 120;

/// A row that is alone under a rule: no other row has this number.
const ALONE: u32 = 0x8000_0000;

/// What one rule brings together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RuleReport {
    /// The keys.
    pub keys: String,
    /// Rows that have all keys.
    pub rows: u64,
    /// Groups of two rows or more, after dividing.
    pub groups: u64,
    /// Pairs in those groups. A pair that an earlier rule brought together is counted here too.
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
    rules: usize,
    stride: usize,
    lead: usize,
    groups: Vec<u32>,
    /// Per rule, rows that are in a group.
    placed: Vec<u32>,
    /// Per rule, what it brings together.
    pub report: Vec<RuleReport>,
}

impl Blocks {
    /// Groups the rows of a store under every rule.
    #[must_use]
    pub fn build(store: &Store, rules: &[BoundRule]) -> Self {
        let stride = rules.len().next_multiple_of(16).max(16);
        let (mut groups, lead) = crate::store::aligned(store.rows() * stride);
        for row in 0..store.rows() as u32 {
            groups.resize(lead + (row as usize + 1) * stride, ALONE | row);
        }
        let mut blocks = Self { rules: rules.len(), stride, lead, groups, placed: Vec::new(), report: Vec::new() };
        for (number, rule) in rules.iter().enumerate() {
            let report = blocks.add(store, number, rule);
            blocks.report.push(report);
        }
        blocks
    }

    fn add(&mut self, store: &Store, number: usize, rule: &BoundRule) -> RuleReport {
        let mut keyed = Vec::with_capacity(store.rows());
        for row in 0..store.rows() as u32 {
            keyed.extend(rule.key(store, store.row(row)).map(|key| (key, row)));
        }
        hash::radix_sort(&mut keyed);
        let mut report = RuleReport { keys: rule.name.clone(), rows: keyed.len() as u64, ..RuleReport::default() };
        let mut start = 0;
        for group in keyed.chunk_by(|one, other| one.0 == other.0) {
            report.largest = report.largest.max(group.len() as u64);
            if group.len() > LARGEST {
                report.divided += 1;
                let before = report.pairs;
                let rows: Vec<u32> = group.iter().map(|pair| pair.1).collect();
                self.divide(store, number, rule, 0, rows, &mut start, &mut report);
                report.separated += pairs_of(group.len()) - (report.pairs - before);
            } else {
                self.place(number, group.iter().map(|pair| pair.1), group.len(), &mut start, &mut report);
            }
        }
        self.placed.push(start);
        report
    }

    fn group(&mut self, row: u32, rule: usize) -> &mut u32 {
        &mut self.groups[self.lead + row as usize * self.stride + rule]
    }

    fn place(&mut self, number: usize, rows: impl Iterator<Item = u32>, size: usize, start: &mut u32, report: &mut RuleReport) {
        if size > 1 {
            for row in rows {
                *self.group(row, number) = *start;
            }
            *start += size as u32;
            report.groups += 1;
            report.pairs += pairs_of(size);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the state of one recursion")]
    fn divide(
        &mut self,
        store: &Store,
        number: usize,
        rule: &BoundRule,
        depth: usize,
        rows: Vec<u32>,
        start: &mut u32,
        report: &mut RuleReport,
    ) {
        if rows.len() <= LARGEST {
            let size = rows.len();
            return self.place(number, rows.into_iter(), size, start, report);
        }
        if depth == rule.splits() {
            // Nothing left to divide by: rows that say almost the same stand together, so neighbours are compared.
            let mut sorted: Vec<(u64, u32)> = rows.iter().map(|row| (keys::whole(store, *row), *row)).collect();
            sorted.sort_unstable();
            for part in sorted.chunks(LARGEST) {
                self.place(number, part.iter().map(|pair| pair.1), part.len(), start, report);
            }
            return;
        }
        let mut keyed: Vec<(u64, u32)> = rows.iter().map(|row| (rule.split_key(depth, store, store.row(*row)), *row)).collect();
        hash::radix_sort(&mut keyed);
        for group in keyed.chunk_by(|one, other| one.0 == other.0) {
            self.divide(store, number, rule, depth + 1, group.iter().map(|pair| pair.1).collect(), start, report);
        }
    }

    /// Whether a rule before `rule` already brings these rows together.
    #[inline]
    #[must_use]
    pub fn earlier(&self, rule: usize, a: u32, b: u32) -> bool {
        let of = |row: u32| &self.groups[self.lead + row as usize * self.stride..][..rule];
        let (x, y) = (of(a), of(b));
        x.iter().zip(y).fold(false, |any, (one, other)| any | (one == other))
    }

    /// How many rules bring these rows together.
    #[must_use]
    pub fn reached_by(&self, a: u32, b: u32) -> usize {
        let of = |row: u32| &self.groups[self.lead + row as usize * self.stride..][..self.rules];
        of(a).iter().zip(of(b)).filter(|(one, other)| one == other).count()
    }

    /// The rows of every group of a rule, and where each group begins.
    #[must_use]
    pub fn members(&self, rule: usize) -> (Vec<u32>, Vec<u32>) {
        let placed = self.placed[rule] as usize;
        let (mut rows, mut filled, mut starts) =
            (vec![0u32; placed], vec![0u32; placed], Vec::with_capacity(self.report[rule].groups as usize + 1));
        for (row, numbers) in self.groups[self.lead..].chunks_exact(self.stride).enumerate() {
            let group = numbers[rule];
            if group & ALONE == 0 {
                let count = &mut filled[group as usize];
                rows[(group + *count) as usize] = row as u32;
                *count += 1;
            }
        }
        let mut start = 0;
        while start < placed {
            starts.push(start as u32);
            start += filled[start] as usize;
        }
        starts.push(placed as u32);
        (rows, starts)
    }

    /// How many rules there are.
    #[must_use]
    pub fn rules(&self) -> usize {
        self.rules
    }
}

/// Pairs of a group of so many rows.
#[must_use]
pub const fn pairs_of(size: usize) -> u64 {
    (size as u64) * (size as u64).saturating_sub(1) / 2
}
