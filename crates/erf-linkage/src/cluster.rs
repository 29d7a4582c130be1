// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From pairs to entities.
//!
//! Chaining every link makes one entity of a whole street: a - b - c, while a and c cannot be the same. Here two groups are
//! joined only when, on average over all pairs between them, the evidence says so.

mod judged;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    block::pairs,
    compare::SimCache,
    dataset::Dataset,
    hash,
    judge::{Judgements, Verdict},
    score::{Pair, Scorer},
};

/// Members above which a component is cut at a higher score first.
const LARGEST: usize = 150;
/// The most that one pair counts for or against: one sure pair does not outvote ten others.
const STRONGEST: (f64, f64) = (-15.0, 25.0);

/// What people decided, and what cannot be.
#[derive(Debug, Clone, Default)]
pub struct Constraints {
    judged: BTreeMap<(u32, u32), Verdict>,
    one_to_one: bool,
    /// Where each row comes when rows stand in the order of their names. Known when a row belongs to at most one other: then the names
    /// choose between rivals that say the same, and not where they happen to stand.
    ranks: Vec<u32>,
}

impl Constraints {
    /// From judgements about names of rows. A name that is not there is left alone: its rows may come back.
    #[must_use]
    pub fn new(data: &Dataset, judgements: &Judgements, one_to_one: bool) -> Self {
        let ranks = if one_to_one { ranks(data) } else { Vec::new() };
        Self { judged: judgements.on_rows(data), one_to_one, ranks }
    }

    /// Where a row comes by its name; a row that was added later comes last.
    fn rank(&self, row: u32) -> (u32, u32) {
        (self.ranks.get(row as usize).copied().unwrap_or(u32::MAX), row)
    }

    /// What people decided, per pair of rows of the store, the lower first.
    pub(crate) fn into_judged(self) -> BTreeMap<(u32, u32), Verdict> {
        self.judged
    }

    fn apart(&self, a: u32, b: u32) -> bool {
        !self.judged.is_empty() && self.judged.get(&(a.min(b), a.max(b))) == Some(&Verdict::NotSame)
    }

    /// Rows that people kept apart from another row: no such row stands for its copies.
    fn parted(&self) -> BTreeSet<u32> {
        let apart = self.judged.iter().filter(|(_, verdict)| **verdict == Verdict::NotSame);
        apart.flat_map(|((a, b), _)| [*a, *b]).collect()
    }
}

fn ranks(data: &Dataset) -> Vec<u32> {
    let origin = &data.store.origin;
    let mut rows: Vec<u32> = (0..data.store.rows() as u32).collect();
    let by_name = |one: &u32, other: &u32| data.ids.order(origin[*one as usize], origin[*other as usize]);
    rows.sort_by(|one, other| data.store.source(*one).cmp(&data.store.source(*other)).then_with(|| by_name(one, other)));
    let mut ranks = vec![0; rows.len()];
    rows.iter().enumerate().for_each(|(rank, row)| ranks[*row as usize] = rank as u32);
    ranks
}

/// The entity of every row: the lowest row that belongs to it.
#[must_use]
pub fn cluster(scorer: &Scorer<'_>, pairs: &[Pair], constraints: &Constraints, cut: f64, threads: usize) -> Vec<u32> {
    let rows = scorer.view.store.rows();
    let first = firsts(scorer, constraints, cut);
    let mut entity = first.clone();
    let of_first = |pair: &Pair| Pair { a: first[pair.a as usize], b: first[pair.b as usize], bits: pair.bits };
    // Links just under the cut count too: two groups may be joined by many of them.
    let strong: Vec<Pair> = pairs.iter().filter(|pair| pair.bits >= cut - 3.0).map(of_first).filter(|pair| pair.a != pair.b).collect();
    let components = small_components(strong, rows, cut);
    let tasks = components.len().div_ceil(256);
    let found = pairs::in_parallel(tasks, threads, SimCache::default, |cache, task| {
        let some = components.iter().skip(task * 256).take(256);
        some.flat_map(|members| groups(scorer, members, constraints, cut, cache)).collect::<Vec<_>>()
    });
    for group in found.into_iter().flatten() {
        let lowest = group.iter().copied().min().unwrap_or(0);
        for row in group {
            entity[row as usize] = lowest;
        }
    }
    for row in 0..rows {
        entity[row] = entity[first[row] as usize];
    }
    unite(scorer, constraints, &mut entity);
    entity
}

/// Joins the groups of rows that people put together.
fn unite(scorer: &Scorer<'_>, constraints: &Constraints, entity: &mut [u32]) {
    let touched: BTreeSet<u32> = judged::rows(constraints).iter().map(|row| entity[*row as usize]).collect();
    if touched.is_empty() {
        return;
    }
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (row, own) in entity.iter().enumerate().filter(|(_, own)| touched.contains(own)) {
        groups.entry(*own).or_default().push(row as u32);
    }
    for group in judged::united(scorer.view.store, constraints, groups.into_values().collect()) {
        let lowest = group.iter().copied().min().unwrap_or(0);
        group.into_iter().for_each(|row| entity[row as usize] = lowest);
    }
}

/// Per row the first row that says exactly the same, so that a heap of copies counts as one. Rows that say too little to be linked to
/// a copy of themselves, or that people kept apart from another, stand for themselves.
fn firsts(scorer: &Scorer<'_>, constraints: &Constraints, cut: f64) -> Vec<u32> {
    let store = scorer.view.store;
    let mut first: Vec<u32> = (0..store.rows() as u32).collect();
    if constraints.one_to_one {
        return first;
    }
    let parted = constraints.parted();
    let mut cache = SimCache::default();
    // Equal rows stand next to each other.
    for row in 1..store.rows() as u32 {
        let before = row - 1;
        let copy = store.row(row) == store.row(before) && !parted.contains(&row) && !parted.contains(&before);
        if copy && scorer.score(row, before, &mut cache) >= cut {
            first[row as usize] = first[before as usize];
        }
    }
    first
}

/// Connected components; one that is too large is cut again at higher scores until its parts are small. What stays large at
/// every score is a heap of copies.
fn small_components(pairs: Vec<Pair>, rows: usize, cut: f64) -> Vec<Vec<u32>> {
    let mut done = Vec::new();
    let mut open = pairs;
    let mut height = cut - 3.0;
    while !open.is_empty() {
        let all = components(&open, rows);
        height += 2.0;
        let (large, small): (Vec<_>, Vec<_>) = all.into_iter().partition(|members| members.len() > LARGEST && height < 40.0);
        done.extend(small);
        let mut again: Vec<u32> = large.into_iter().flatten().collect();
        again.sort_unstable();
        open.retain(|pair| pair.bits >= height && again.binary_search(&pair.a).is_ok());
    }
    done.sort_unstable();
    done
}

/// Rows that hang together, each component sorted, components by their lowest row; single rows are left out.
fn components(pairs: &[Pair], rows: usize) -> Vec<Vec<u32>> {
    let mut parent: Vec<u32> = (0..rows as u32).collect();
    for pair in pairs {
        let (a, b) = (root(&mut parent, pair.a), root(&mut parent, pair.b));
        parent[a.max(b) as usize] = a.min(b);
    }
    let mut members: Vec<(u64, u32)> = Vec::new();
    let mut touched = vec![false; rows];
    for pair in pairs {
        touched[pair.a as usize] = true;
        touched[pair.b as usize] = true;
    }
    for row in 0..rows as u32 {
        if touched[row as usize] {
            members.push((u64::from(root(&mut parent, row)) << 32, row));
        }
    }
    hash::radix_sort(&mut members);
    members.chunk_by(|one, other| one.0 == other.0).map(|group| group.iter().map(|member| member.1).collect()).collect()
}

fn root(parent: &mut [u32], mut row: u32) -> u32 {
    while parent[row as usize] != row {
        parent[row as usize] = parent[parent[row as usize] as usize];
        row = parent[row as usize];
    }
    row
}

/// The entities among rows that hang together; those of one row are left out.
pub(crate) fn groups(scorer: &Scorer<'_>, members: &[u32], constraints: &Constraints, cut: f64, cache: &mut SimCache) -> Vec<Vec<u32>> {
    let count = members.len();
    if count > LARGEST {
        return parts(scorer, members, constraints, cut, cache);
    }
    let mut members = members.to_vec();
    if constraints.one_to_one {
        members.sort_unstable_by_key(|row| constraints.rank(*row));
    }
    let mut between = vec![0.0; count * count];
    for i in 0..count {
        for j in i + 1..count {
            let bits = bond(scorer, constraints, members[i], members[j], cache);
            between[i * count + j] = bits;
            between[j * count + i] = bits;
        }
    }
    let mut joined = join(&mut between, count, cut);
    joined.retain(|group| group.len() > 1);
    joined.into_iter().map(|group| group.into_iter().map(|place| members[place]).collect()).collect()
}

/// Rows that are too many to compare all with all, for which no score tells them apart: dealt out in parts of rows that say almost the
/// same. Each part is grouped by itself and groups are then joined by their first rows, so what must not be together is not, and two
/// rows that say something else do not end together because of the rest.
fn parts(scorer: &Scorer<'_>, members: &[u32], constraints: &Constraints, cut: f64, cache: &mut SimCache) -> Vec<Vec<u32>> {
    let mut open: Vec<Vec<u32>> = dealt(scorer, members, constraints).into_iter().map(|row| vec![row]).collect();
    loop {
        let before = open.len();
        let mut joined = Vec::new();
        for part in open.chunks(LARGEST) {
            joined.extend(joined_heaps(scorer, part, constraints, cut, cache));
        }
        open = joined;
        // Parts that were far apart stand side by side in the next turn, as long as that joins any.
        if open.len() == before || open.len() == 1 {
            open.retain(|heap| heap.len() > 1);
            return open;
        }
        open.sort_unstable();
    }
}

/// Rows in the order in which they are dealt out: of two sources by turns, so that a part holds rows of both.
fn dealt(scorer: &Scorer<'_>, members: &[u32], constraints: &Constraints) -> Vec<u32> {
    let mut rows = members.to_vec();
    if constraints.one_to_one {
        rows.sort_unstable_by_key(|row| constraints.rank(*row));
        let mut ranks: BTreeMap<u8, usize> = BTreeMap::new();
        rows.sort_by_cached_key(|row| {
            let rank = ranks.entry(scorer.view.store.source(*row)).or_default();
            *rank += 1;
            (*rank, constraints.rank(*row))
        });
    }
    rows
}

/// The entities among rows of which some are copies of each other: copies count as one, as they do in a whole run.
pub(crate) fn settled(scorer: &Scorer<'_>, members: &[u32], constraints: &Constraints, cut: f64, cache: &mut SimCache) -> Vec<Vec<u32>> {
    let store = scorer.view.store;
    let parted = constraints.parted();
    let mut first: BTreeMap<(&[u32], u32), Vec<u32>> = BTreeMap::new();
    for row in members {
        let alone = constraints.one_to_one || parted.contains(row) || scorer.score(*row, *row, cache) < cut;
        first.entry((store.row(*row), if alone { *row } else { u32::MAX })).or_default().push(*row);
    }
    let mut copies: BTreeMap<u32, Vec<u32>> = first.into_values().map(|rows| (rows[0], rows)).collect();
    let different: Vec<u32> = copies.keys().copied().collect();
    let mut found = groups(scorer, &different, constraints, cut, cache);
    for group in &mut found {
        *group = group.iter().flat_map(|row| copies.remove(row).unwrap_or_default()).collect();
    }
    // What is alone may be put together with something else.
    let together = judged::rows(constraints);
    found.extend(copies.into_values().filter(|rows| rows.len() > 1 || together.contains(&rows[0])));
    if !together.is_empty() {
        found = judged::united(store, constraints, found);
    }
    found.retain(|rows| rows.len() > 1);
    found
}

/// Heaps of rows joined by what their first rows say; a pair that must not be together counts wherever it stands in the heaps.
fn joined_heaps(scorer: &Scorer<'_>, heaps: &[Vec<u32>], constraints: &Constraints, cut: f64, cache: &mut SimCache) -> Vec<Vec<u32>> {
    let count = heaps.len();
    let mut between = vec![0.0; count * count];
    for i in 0..count {
        for j in i + 1..count {
            let bits = heap_bond(scorer, constraints, &heaps[i], &heaps[j], cache);
            between[i * count + j] = bits;
            between[j * count + i] = bits;
        }
    }
    let merged = join(&mut between, count, cut);
    let rows = |group: Vec<usize>| {
        let mut rows: Vec<u32> = group.into_iter().flat_map(|place| heaps[place].iter().copied()).collect();
        rows.sort_unstable();
        rows
    };
    merged.into_iter().filter(|group| !group.is_empty()).map(rows).collect()
}

fn heap_bond(scorer: &Scorer<'_>, constraints: &Constraints, one: &[u32], other: &[u32], cache: &mut SimCache) -> f64 {
    let store = scorer.view.store;
    if constraints.one_to_one && one.iter().any(|a| other.iter().any(|b| store.source(*a) == store.source(*b))) {
        return f64::NEG_INFINITY;
    }
    let between = |(a, b): &(u32, u32)| {
        let holds = |heap: &[u32], row: &u32| heap.binary_search(row).is_ok();
        (holds(one, a) && holds(other, b)) || (holds(one, b) && holds(other, a))
    };
    if constraints.judged.iter().any(|(pair, verdict)| *verdict == Verdict::NotSame && between(pair)) {
        return f64::NEG_INFINITY;
    }
    bond(scorer, constraints, one[0], other[0], cache)
}

/// What two rows say for being together. What people put together is not counted here: that joins whole groups afterwards.
fn bond(scorer: &Scorer<'_>, constraints: &Constraints, a: u32, b: u32, cache: &mut SimCache) -> f64 {
    let store = scorer.view.store;
    let crowded = constraints.one_to_one && store.source(a) == store.source(b);
    if crowded || constraints.apart(a, b) {
        return f64::NEG_INFINITY;
    }
    scorer.score(a, b, cache).clamp(STRONGEST.0, STRONGEST.1)
}

/// Joins the two groups with the best average between them until no average reaches the cut. A pair that must not be together
/// makes the average of its groups minus infinity, so they never join.
fn join(between: &mut [f64], count: usize, cut: f64) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..count).map(|place| vec![place]).collect();
    let mut alive: Vec<usize> = (0..count).collect();
    while let Some((i, j)) = best_join(&alive, between, count, cut) {
        let (size_i, size_j) = (groups[i].len() as f64, groups[j].len() as f64);
        for &k in alive.iter().filter(|k| **k != i && **k != j) {
            let joined = (between[i * count + k] * size_i + between[j * count + k] * size_j) / (size_i + size_j);
            between[i * count + k] = joined;
            between[k * count + i] = joined;
        }
        let moved = std::mem::take(&mut groups[j]);
        groups[i].extend(moved);
        alive.retain(|k| *k != j);
    }
    groups
}

fn best_join(alive: &[usize], between: &[f64], count: usize, cut: f64) -> Option<(usize, usize)> {
    let mut best = None;
    let mut top = cut;
    for (place, i) in alive.iter().enumerate() {
        for j in &alive[place + 1..] {
            let bits = between[i * count + j];
            if bits > top || (best.is_none() && bits >= top) {
                (top, best) = (bits, Some((*i, *j)));
            }
        }
    }
    best
}
