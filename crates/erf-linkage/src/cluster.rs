// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From pairs to entities.
//!
//! Chaining every link makes one entity of a whole street: a - b - c, while a and c cannot be the same. Here two groups are
//! joined only when, on average over all pairs between them, the evidence says so.

use crate::{
    block::pairs,
    compare::SimCache,
    score::{Pair, Scorer},
};

/// Members above which a component is cut at a higher score first.
const LARGEST: usize = 150;
/// What a pair that nobody compared says: probably not.
const UNSEEN: f64 = -12.0;

/// The entity of every row: the lowest row that belongs to it.
#[must_use]
pub fn cluster(scorer: &Scorer<'_>, pairs: &[Pair], rows: usize, cut: f64, threads: usize) -> Vec<u32> {
    let mut entity: Vec<u32> = (0..rows as u32).collect();
    let strong: Vec<Pair> = pairs.iter().copied().filter(|pair| pair.bits >= cut - 3.0).collect();
    let components = components(&strong, rows);
    let tasks = components.len().div_ceil(256);
    let found = pairs::in_parallel(tasks, threads, SimCache::default, |cache, task| {
        let mut found = Vec::new();
        for members in components.iter().skip(task * 256).take(256) {
            found.extend(agglomerate(scorer, members, cut, cache));
        }
        found
    });
    for group in found.into_iter().flatten() {
        let lowest = group.iter().copied().min().unwrap_or(0);
        for row in group {
            entity[row as usize] = lowest;
        }
    }
    entity
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
    crate::hash::radix_sort(&mut members);
    members.chunk_by(|one, other| one.0 == other.0).map(|group| group.iter().map(|member| member.1).collect()).collect()
}

fn root(parent: &mut [u32], mut row: u32) -> u32 {
    while parent[row as usize] != row {
        parent[row as usize] = parent[parent[row as usize] as usize];
        row = parent[row as usize];
    }
    row
}

/// Joins the two groups with the best average between them until no average reaches the cut.
fn agglomerate(scorer: &Scorer<'_>, members: &[u32], cut: f64, cache: &mut SimCache) -> Vec<Vec<u32>> {
    let count = members.len();
    if count > LARGEST {
        return vec![];
    }
    let mut between = vec![UNSEEN; count * count];
    for i in 0..count {
        for j in i + 1..count {
            let bits = scorer.score(members[i], members[j], cache).clamp(-15.0, 25.0);
            between[i * count + j] = bits;
            between[j * count + i] = bits;
        }
    }
    let mut groups: Vec<Vec<u32>> = members.iter().map(|row| vec![*row]).collect();
    let mut alive: Vec<usize> = (0..count).collect();
    while let Some((i, j)) = best_join(&alive, &between, count, cut) {
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
    groups.retain(|group| group.len() > 1);
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
