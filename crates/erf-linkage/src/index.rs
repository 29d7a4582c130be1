// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One record against all that are known, in milliseconds, and new records without starting over.
//!
//! The index asks the same rules, comparisons and model as the run it was made from. Adding a record looks again at the
//! entities it touches, and only at those; the outcome for them is that of a full run with the same model.

use serde::Serialize;

use crate::{
    cluster::{self, Constraints},
    compare::SimCache,
    derive, hash,
    run::{LEAST, Options, Run},
    score::{Scorer, probability},
    store::Store,
};

/// Rows that one key may bring; a larger group is narrowed by the split keys of its rule.
const MOST: usize = 1000;

/// A run that can be asked.
#[derive(Debug)]
pub struct Index {
    run: Run,
    rules: Vec<Keys>,
    /// Rows of entities of two rows and more, by the lowest row.
    members: hash::Map<u32, Vec<u32>>,
    constraints: Constraints,
    keep: f64,
    cache: SimCache,
}

/// The rows of one rule, sorted by half of the hash of their key. Half is enough: a row too many is compared in vain.
#[derive(Debug, Default)]
struct Keys {
    keys: Vec<u32>,
    rows: Vec<u32>,
    added: hash::Map<u32, Vec<u32>>,
}

impl Keys {
    fn of(&self, key: u64) -> Vec<u32> {
        let key = (key >> 32) as u32;
        let start = self.keys.partition_point(|known| *known < key);
        let end = start + self.keys[start..].partition_point(|known| *known == key);
        let mut rows = self.rows[start..end].to_vec();
        rows.extend(self.added.get(&key).into_iter().flatten());
        rows
    }
}

/// A known record that may be about the same entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// Name of the row.
    pub id: String,
    /// Its number over all tables in their order, from zero; what was added since comes after them.
    pub row: u32,
    /// Name of the first row of its entity.
    pub entity: String,
    /// Score in bits.
    pub bits: f64,
    /// The chance that both are about one entity.
    pub probability: f64,
}

/// What adding a record did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Added {
    /// Names of the rows of its entity, itself included, sorted.
    pub entity: Vec<String>,
    /// How many earlier entities of two rows or more went into it.
    pub merged: usize,
    /// Whether an earlier entity came apart by looking again.
    pub split: bool,
}

impl Index {
    /// Makes an index of a run. The options are those of the run.
    #[must_use]
    pub fn new(mut run: Run, options: &Options) -> Self {
        run.data.store.words.iter_mut().for_each(|(_, words)| words.await_more());
        let rules = run.rules.iter().map(|rule| keys(&run.data.store, |row| rule.key(&run.data.store, row))).collect();
        let mut members: hash::Map<u32, Vec<u32>> = hash::Map::default();
        for (row, entity) in run.entities.iter().enumerate() {
            members.entry(*entity).or_default().push(row as u32);
        }
        members.retain(|_, rows| rows.len() > 1);
        let constraints = Constraints::new(&run.data, &options.judgements, options.one_to_one);
        Self { run, rules, members, constraints, keep: options.keep, cache: SimCache::default() }
    }

    /// The run, with what was added since.
    #[must_use]
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Known records that may be about the entity of this record, best first. The record is texts by the headers of the table;
    /// what the table does not have is ignored. Nothing of it stays behind.
    pub fn candidates(&mut self, record: &[(&str, &str)]) -> Vec<Candidate> {
        let mark = self.run.data.store.values.mark();
        let row = self.push(record);
        let found = self.scored(row);
        self.run.data.store.pop();
        self.run.data.store.values.forget_since(mark);
        let candidate = |(other, bits): (u32, f64)| Candidate {
            id: self.run.data.id(other).to_owned(),
            row: self.run.data.store.origin[other as usize],
            entity: self.run.data.id(self.run.entities[other as usize]).to_owned(),
            bits,
            probability: probability(bits),
        };
        let least = crate::score::bits(self.keep);
        found.into_iter().filter(|(_, bits)| *bits >= least).map(candidate).collect()
    }

    /// Adds a record under a name and looks again at the entities it touches.
    pub fn add(&mut self, id: &str, record: &[(&str, &str)]) -> Added {
        let row = self.push(record);
        let found = self.scored(row);
        self.run.data.ids.push(id);
        let last = self.run.data.ids.len() as u32 - 1;
        self.run.data.store.set_origin(row, last);
        self.run.entities.push(row);
        for (rule, keys) in self.run.rules.iter().zip(&mut self.rules) {
            if let Some(key) = rule.key(&self.run.data.store, self.run.data.store.row(row)) {
                keys.added.entry((key >> 32) as u32).or_default().push(row);
            }
        }
        self.settle(row, &found)
    }

    fn push(&mut self, record: &[(&str, &str)]) -> u32 {
        let data = &mut self.run.data;
        let headers = &data.headers;
        let cell = |column: usize| record.iter().find(|(name, _)| *name == headers[column]).map_or("", |(_, text)| *text);
        let mut row = derive::record(&mut data.store, &data.columns, &cell);
        if let Some(list) = &data.addresses {
            list.resolve_row(&mut data.store, &mut row);
        }
        data.store.push(&row, None);
        data.store.rows() as u32 - 1
    }

    /// Rows that rules bring together with this one and their scores, best first.
    fn scored(&mut self, row: u32) -> Vec<(u32, f64)> {
        let mut near: Vec<u32> = Vec::new();
        let store = &self.run.data.store;
        for (rule, keys) in self.run.rules.iter().zip(&self.rules) {
            if let Some(key) = rule.key(store, store.row(row)) {
                let mut rows = keys.of(key);
                for depth in 0..rule.splits() {
                    if rows.len() > MOST {
                        let own = rule.split_key(depth, store, store.row(row));
                        rows.retain(|other| rule.split_key(depth, store, store.row(*other)) == own);
                    }
                }
                near.extend(rows.into_iter().take(MOST));
            }
        }
        near.sort_unstable();
        near.dedup();
        let scorer: Scorer<'_> = self.run.scorer();
        let least = crate::score::bits(self.keep.min(LEAST));
        let mut found: Vec<(u32, f64)> = near
            .into_iter()
            .filter(|other| *other != row)
            .map(|other| (other, scorer.score(row, other, &mut self.cache)))
            .filter(|(_, bits)| *bits >= least)
            .collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        found
    }

    /// Looks again at the new row and all entities it may belong to.
    fn settle(&mut self, row: u32, found: &[(u32, f64)]) -> Added {
        let cut = self.run.cut.bits;
        let near = found.iter().filter(|(_, bits)| *bits >= cut - 3.0);
        let mut touched: Vec<u32> = near.map(|(other, _)| self.run.entities[*other as usize]).collect();
        touched.sort_unstable();
        touched.dedup();
        let mut all: Vec<u32> = touched.iter().flat_map(|entity| self.members.remove(entity).unwrap_or_else(|| vec![*entity])).collect();
        let before: Vec<u32> = all.iter().map(|member| self.run.entities[*member as usize]).collect();
        let old = all.clone();
        all.push(row);
        all.sort_unstable();
        let scorer = self.run.scorer();
        let groups = cluster::settled(&scorer, &all, &self.constraints, cut, &mut self.cache);
        for member in &all {
            self.run.entities[*member as usize] = *member;
        }
        for group in groups {
            let lowest = group.iter().copied().min().unwrap_or(row);
            for member in &group {
                self.run.entities[*member as usize] = lowest;
            }
            self.members.insert(lowest, group);
        }
        self.told(row, &old, &before)
    }

    fn told(&self, row: u32, old: &[u32], before: &[u32]) -> Added {
        let entity = self.run.entities[row as usize];
        let rows = self.members.get(&entity).cloned().unwrap_or_else(|| vec![row]);
        let mut names: Vec<String> = rows.iter().map(|member| self.run.data.id(*member).to_owned()).collect();
        names.sort();
        let now: Vec<u32> = old.iter().map(|member| self.run.entities[*member as usize]).collect();
        let mut into: Vec<u32> = before.iter().zip(&now).filter(|(_, now)| **now == entity).map(|(before, _)| *before).collect();
        into.sort_unstable();
        into.dedup();
        let large = |known: &&u32| before.iter().filter(|other| other == known).count() > 1;
        let apart = |place: usize| before.iter().zip(&now).any(|(other, next)| *other == before[place] && *next != now[place]);
        Added { entity: names, merged: into.iter().filter(large).count(), split: (0..old.len()).any(apart) }
    }
}

fn keys(store: &Store, key: impl Fn(&[u32]) -> Option<u64>) -> Keys {
    let mut pairs: Vec<(u64, u32)> = (0..store.rows() as u32).filter_map(|row| Some((key(store.row(row))?, row))).collect();
    hash::radix_sort(&mut pairs);
    Keys {
        keys: pairs.iter().map(|pair| (pair.0 >> 32) as u32).collect(),
        rows: pairs.iter().map(|pair| pair.1).collect(),
        ..Keys::default()
    }
}
