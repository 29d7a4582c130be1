// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What people look at: pairs of which a judgement teaches most, and an entity with its weak places.

use serde::Serialize;

use crate::{
    compare::SimCache,
    hash,
    judge::Judgements,
    run::Run,
    score::{Pair, probability},
};

/// Pairs that nobody judged yet, those first of which the outcome is least known (nearest to a chance of one half).
#[must_use]
pub fn queue(run: &Run, judgements: &Judgements, most: usize) -> Vec<Pair> {
    let judged = judgements.on_rows(&run.data);
    let done = |pair: &&Pair| judged.contains_key(&(pair.a.min(pair.b), pair.a.max(pair.b)));
    let mut open: Vec<Pair> = run.pairs.iter().filter(|pair| !done(pair)).copied().collect();
    open.sort_by(|one, other| one.bits.abs().total_cmp(&other.bits.abs()));
    open.truncate(most);
    open
}

/// An edge of an entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edge {
    /// Name of the one row.
    pub left: String,
    /// Name of the other row.
    pub right: String,
    /// Score in bits.
    pub bits: f64,
    /// The chance that both are about one entity.
    pub probability: f64,
    /// Without this edge the entity falls apart.
    pub bridge: bool,
}

/// An entity as a graph.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Graph {
    /// Names of its rows, in the order of the files.
    pub members: Vec<String>,
    /// All pairs of its rows at or above the cut, best first.
    pub edges: Vec<Edge>,
    /// The edge that holds two parts together with the least weight: where a split would be made.
    pub weakest: Option<usize>,
}

/// The entity of a row of the store.
#[must_use]
pub fn entity(run: &Run, row: u32) -> Graph {
    let own = run.entities[row as usize];
    let mut rows: Vec<u32> = (0..run.entities.len() as u32).filter(|other| run.entities[*other as usize] == own).collect();
    graph(run, &mut rows, run.cut.bits)
}

/// Rows of the store as a graph, as if they were one entity at this cut.
#[must_use]
pub fn graph(run: &Run, rows: &mut [u32], cut: f64) -> Graph {
    rows.sort_unstable_by_key(|row| run.data.store.origin[*row as usize]);
    let scorer = run.scorer();
    let mut cache = SimCache::default();
    let mut found: Vec<(usize, usize, f64)> = Vec::new();
    for i in 0..rows.len() {
        for j in i + 1..rows.len() {
            let bits = scorer.score(rows[i], rows[j], &mut cache);
            if bits >= cut {
                found.push((i, j, bits));
            }
        }
    }
    found.sort_by(|one, other| other.2.total_cmp(&one.2).then((one.0, one.1).cmp(&(other.0, other.1))));
    let weakest = spanning(rows.len(), &found).last().copied();
    let name = |place: usize| run.data.id(rows[place]).to_owned();
    let edge = |(number, (i, j, bits)): (usize, &(usize, usize, f64))| Edge {
        left: name(*i),
        right: name(*j),
        bits: *bits,
        probability: probability(*bits),
        bridge: is_bridge(rows.len(), &found, number),
    };
    Graph { members: (0..rows.len()).map(name).collect(), edges: found.iter().enumerate().map(edge).collect(), weakest }
}

/// The edges, best first, that each join two parts that were apart: a spanning tree of the strongest edges.
fn spanning(count: usize, edges: &[(usize, usize, f64)]) -> Vec<usize> {
    let mut part: Vec<usize> = (0..count).collect();
    let mut tree = Vec::new();
    for (number, (i, j, _)) in edges.iter().enumerate() {
        let (from, to) = (part[*j], part[*i]);
        if from != to {
            part.iter_mut().filter(|part| **part == from).for_each(|part| *part = to);
            tree.push(number);
        }
    }
    tree
}

fn is_bridge(count: usize, edges: &[(usize, usize, f64)], number: usize) -> bool {
    // In a large entity nobody looks at every edge; one that is no bridge is the safe answer.
    const MOST: usize = 3000;
    if edges.len() > MOST {
        return false;
    }
    let without: Vec<(usize, usize, f64)> = edges.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, edge)| *edge).collect();
    spanning(count, &without).len() < spanning(count, edges).len()
}

/// How two runs over the same names differ: names of rows whose entity has other members now, in the order of the first run.
#[must_use]
pub fn changed(before: &Run, after: &Run) -> Vec<String> {
    let marks = |run: &Run| -> hash::Map<String, u64> {
        let mut sums: hash::Map<u32, u64> = hash::Map::default();
        for (row, entity) in run.entities.iter().enumerate() {
            let name = hash::text(run.data.id(row as u32).as_bytes());
            let sum = sums.entry(*entity).or_default();
            *sum = sum.wrapping_add(name);
        }
        run.entities.iter().enumerate().map(|(row, entity)| (run.data.id(row as u32).to_owned(), sums[entity])).collect()
    };
    let (old, new) = (marks(before), marks(after));
    let names = (0..before.data.ids.len() as u32).map(|row| before.data.ids.get(row));
    names.filter(|name| old.get(*name) != new.get(*name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bridge_is_an_edge_without_which_two_parts_are_apart() {
        let edges = [(0, 1, 9.0), (0, 2, 8.0), (1, 2, 7.0), (2, 3, 6.0)];
        let bridges: Vec<bool> = (0..4).map(|number| is_bridge(4, &edges, number)).collect();
        assert_eq!(bridges, [false, false, false, true]);
        assert_eq!(spanning(4, &edges), [0, 1, 3]);
    }
}
