// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The Fellegi-Sunter model with two more kinds of pair: records of two entities that belong together.
//!
//! Every pair is of one kind. *Match*: both records are about one entity. *Family*: two entities that share a place and a name,
//! such as people of one family or sister companies on one yard. *Neighbours*: two entities that share a place and no name.
//! *Strangers*: the rest. Each comparison has, per kind, a chance for each of its levels: `m`, twice `h`, and `u`.

pub mod em;
pub mod frequency;
pub mod noise;
pub mod sample;

use serde::{Deserialize, Serialize};

use crate::{
    compare::{Kind, MOST_LEVELS},
    refit::Refit,
};

/// Kinds of pairs of two entities that belong together.
pub const HOUSEHOLDS: usize = 2;
/// Kinds of pairs: matches first, strangers last.
pub const KINDS: usize = HOUSEHOLDS + 2;
/// The place of strangers among the kinds.
pub const STRANGERS: usize = KINDS - 1;

/// The chances of one level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelChances {
    /// A stable code.
    pub code: String,
    /// Among records of one entity.
    pub m: f64,
    /// Among records of two entities that belong together: family, neighbours.
    pub h: [f64; HOUSEHOLDS],
    /// Among strangers.
    pub u: f64,
    /// Whether this level all but rules out that it is one entity.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub veto: bool,
}

/// The chances of one comparison. Level 0, missing, is not in it: it is evidence of nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComparisonChances {
    /// Its name.
    pub name: String,
    /// What is compared.
    pub kind: Kind,
    /// Level 1 and on.
    pub levels: Vec<LevelChances>,
}

impl ComparisonChances {
    /// Its name for people.
    #[must_use]
    pub fn title(&self) -> String {
        self.kind.title(&self.name)
    }
}

/// All that scoring needs, as a readable file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// The version of this format.
    pub version: u32,
    /// The preset it was trained with.
    pub preset: String,
    /// The share of all pairs that are about one entity.
    pub matches: f64,
    /// The share of all pairs that are about two entities that belong together: family, neighbours.
    pub households: [f64; HOUSEHOLDS],
    /// The comparisons.
    pub comparisons: Vec<ComparisonChances>,
    /// How training went.
    pub training: Training,
    /// What judged pairs taught.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refit: Option<Refit>,
}

/// How training went.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// Records.
    pub records: u64,
    /// Pairs whose agreement was counted.
    pub pairs: u64,
    /// Different patterns of agreement among them.
    pub patterns: u64,
    /// Rounds of estimation.
    pub rounds: u32,
    /// Whether the last round changed almost nothing.
    pub converged: bool,
    /// Which part of the compared pairs that was.
    pub rate: f64,
    /// Pairs of strangers drawn at random.
    pub random_pairs: u64,
    /// Whether what was learned could not be entities, so that what matches show was held near what is usual.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unknown: bool,
    /// Names of comparisons that were left out, because they have nothing to do with who rows are about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
}

/// Bits of a veto.
pub const VETO: f64 = -20.0;

/// The version of the model file.
pub const VERSION: u32 = 1;

/// A model as logarithms with base 2, ready for scoring.
#[derive(Debug, Clone)]
pub struct Weights {
    /// Log of the prior chance of each kind.
    pub prior: [f64; KINDS],
    /// Per comparison, per level: logs of m, h and u.
    pub levels: Vec<[[f64; KINDS]; MOST_LEVELS]>,
    /// What judged pairs taught.
    pub refit: Option<Refit>,
}

impl Model {
    /// The model as logarithms.
    #[must_use]
    pub fn weights(&self) -> Weights {
        let [family, neighbours] = self.households;
        let strangers = (1.0 - self.matches - family - neighbours).max(f64::MIN_POSITIVE);
        let prior = [self.matches, family, neighbours, strangers].map(|share| share.max(1e-300).log2());
        let levels = self.comparisons.iter().map(logs).collect();
        Weights { prior, levels, refit: self.refit.clone() }
    }
}

fn logs(comparison: &ComparisonChances) -> [[f64; KINDS]; MOST_LEVELS] {
    let mut table = [[0.0; KINDS]; MOST_LEVELS];
    for (row, level) in table[1..].iter_mut().zip(&comparison.levels) {
        *row = [level.m, level.h[0], level.h[1], level.u].map(|chance| chance.max(1e-12).log2());
        if level.veto {
            row[0] += VETO;
        }
    }
    table
}

/// Levels of all comparisons as one number: four bits each.
#[must_use]
#[inline]
pub const fn level_of(pattern: u64, comparison: usize) -> usize {
    (pattern >> (4 * comparison)) as usize & 15
}
