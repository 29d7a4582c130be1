// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Groups of which people said that rows of them are the same.
//!
//! A judgement joins what is already together, and takes nothing apart. Were it an edge among the others, the two rows would find each
//! other first, and what they say on average would keep the rest of both groups away. So groups are formed without these judgements, and
//! then joined whole. Where something forbids that, the judged rows go together with whatever may go along.

use std::collections::{BTreeMap, BTreeSet};

use super::Constraints;
use crate::{judge::Verdict, store::Store};

/// Rows that people put together, by the lowest row.
type Cores = BTreeMap<u32, Vec<u32>>;

/// What may be together.
struct Rules<'a> {
    store: &'a Store,
    one_to_one: bool,
    /// Per row, the rows with which it must not be together.
    apart: BTreeMap<u32, Vec<u32>>,
    /// Per row that people put together with another, its core.
    core: BTreeMap<u32, u32>,
}

/// The groups after joining, the same for any order of the judgements. Rows that people put together must be among the groups, also
/// those that are alone; rows of judgements that are not among them are left alone. Groups that no judgement is about come back as they are.
pub(super) fn united(store: &Store, constraints: &Constraints, groups: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    let present: BTreeSet<u32> = groups.iter().flatten().copied().collect();
    let apart = apart(constraints);
    let cores = cores(constraints, &present, &apart);
    let core = cores.iter().flat_map(|(lowest, rows)| rows.iter().map(|row| (*row, *lowest))).collect();
    let rules = Rules { store, one_to_one: constraints.one_to_one, apart, core };
    let mut groups = Groups::of(groups);
    for core in cores.values() {
        let touched = groups.taken(core);
        rules.with_core(touched, core).into_iter().for_each(|group| groups.put(group));
    }
    groups.list.retain(|group| !group.is_empty());
    groups.list
}

/// Groups, and where each row is.
#[derive(Default)]
struct Groups {
    list: Vec<Vec<u32>>,
    at: BTreeMap<u32, usize>,
}

impl Groups {
    fn of(list: Vec<Vec<u32>>) -> Self {
        let mut groups = Self::default();
        list.into_iter().for_each(|group| groups.put(group));
        groups
    }

    fn put(&mut self, group: Vec<u32>) {
        self.at.extend(group.iter().map(|row| (*row, self.list.len())));
        self.list.push(group);
    }

    /// Takes out the groups of these rows, sorted.
    fn taken(&mut self, rows: &[u32]) -> Vec<Vec<u32>> {
        let places: BTreeSet<usize> = rows.iter().filter_map(|row| self.at.get(row)).copied().collect();
        places.into_iter().map(|place| sorted(std::mem::take(&mut self.list[place]))).collect()
    }
}

/// Rows that people put together with another row.
pub(super) fn rows(constraints: &Constraints) -> BTreeSet<u32> {
    of(constraints, Verdict::Same).flat_map(|(a, b)| [a, b]).collect()
}

fn of(constraints: &Constraints, wanted: Verdict) -> impl Iterator<Item = (u32, u32)> + '_ {
    constraints.judged.iter().filter(move |(_, verdict)| **verdict == wanted).map(|(pair, _)| *pair)
}

fn apart(constraints: &Constraints) -> BTreeMap<u32, Vec<u32>> {
    let mut apart: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (a, b) in of(constraints, Verdict::NotSame) {
        apart.entry(a).or_default().push(b);
        apart.entry(b).or_default().push(a);
    }
    apart
}

/// Rows that judgements chain together. A judgement that would put rows together that somebody kept apart is left out; of such a
/// contradiction the pairs of the lowest rows go first.
fn cores(constraints: &Constraints, present: &BTreeSet<u32>, apart: &BTreeMap<u32, Vec<u32>>) -> Cores {
    let mut cores = Cores::new();
    let mut lowest: BTreeMap<u32, u32> = BTreeMap::new();
    for (a, b) in of(constraints, Verdict::Same).filter(|(a, b)| present.contains(a) && present.contains(b)) {
        let place = [a, b].map(|row| *lowest.entry(row).or_insert(row));
        if place[0] == place[1] {
            continue;
        }
        let [one, other] = place.map(|row| cores.remove(&row).unwrap_or_else(|| vec![row]));
        if kept_apart(apart, &one, &other) {
            cores.extend([(place[0], one), (place[1], other)]);
            continue;
        }
        let joined = sorted([one, other].concat());
        lowest.extend(joined.iter().map(|row| (*row, joined[0])));
        cores.insert(joined[0], joined);
    }
    cores.retain(|_, rows| rows.len() > 1);
    cores
}

fn kept_apart(apart: &BTreeMap<u32, Vec<u32>>, one: &[u32], other: &[u32]) -> bool {
    let among = |rows: &[u32], row: &u32| rows.binary_search(row).is_ok();
    one.iter().filter_map(|row| apart.get(row)).flatten().any(|row| among(other, row))
}

fn sorted(mut rows: Vec<u32>) -> Vec<u32> {
    rows.sort_unstable();
    rows
}

impl Rules<'_> {
    /// The groups of the rows of one core, with all of the core in one of them.
    fn with_core(&self, mut touched: Vec<Vec<u32>>, core: &[u32]) -> Vec<Vec<u32>> {
        // The largest group gives way last.
        touched.sort_by_key(|group| (usize::MAX - group.len(), group[0]));
        let whole = touched[1..].iter().try_fold(touched[0].clone(), |all, group| self.joined(&all, group));
        whole.map_or_else(|| self.in_parts(&touched, core), |whole| vec![whole])
    }

    /// The core with what may go along, and what is left of every group.
    fn in_parts(&self, touched: &[Vec<u32>], core: &[u32]) -> Vec<Vec<u32>> {
        let (mut together, mut left) = (core.to_vec(), Vec::new());
        for group in touched {
            let others: Vec<u32> = group.iter().filter(|row| core.binary_search(row).is_err()).copied().collect();
            if let Some(joined) = self.joined(&together, &others) {
                together = joined;
                continue;
            }
            let mut stay = Vec::new();
            for unit in self.units(&others) {
                match self.joined(&together, &unit) {
                    Some(joined) => together = joined,
                    None => stay.extend(unit),
                }
            }
            left.push(sorted(stay));
        }
        left.push(together);
        left
    }

    /// Rows one by one, but those that people put together as one.
    fn units(&self, rows: &[u32]) -> Vec<Vec<u32>> {
        let mut units: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        rows.iter().for_each(|row| units.entry(self.core.get(row).copied().unwrap_or(*row)).or_default().push(*row));
        units.into_values().collect()
    }

    /// Both together, sorted, when nothing forbids it.
    fn joined(&self, one: &[u32], other: &[u32]) -> Option<Vec<u32>> {
        let forbidden = kept_apart(&self.apart, one, other) || (self.one_to_one && self.crowded(one, other));
        (!forbidden).then(|| sorted([one, other].concat()))
    }

    /// Whether a row of the one and a row of the other are of the same file, and no person put those together.
    fn crowded(&self, one: &[u32], other: &[u32]) -> bool {
        let same_core = |a: &u32, b: &u32| self.core.get(a).is_some_and(|core| self.core.get(b) == Some(core));
        let clash = |a: &u32, b: &u32| self.store.source(*a) == self.store.source(*b) && !same_core(a, b);
        one.iter().any(|a| other.iter().any(|b| clash(a, b)))
    }
}
