// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From a store to pairs and entities.

use crate::{
    block::{Blocks, BoundRule},
    cluster,
    compare::{Comparison, View},
    derive::{self, Cells, Columns},
    model::{Model, em, frequency::Frequencies, sample},
    preset::Preset,
    score::{self, Pair, Scorer},
    store::Store,
    threshold::{self, Expected},
};

/// How to run.
#[derive(Debug, Clone)]
pub struct Options {
    /// What to compare.
    pub preset: Preset,
    /// Pairs with at least this probability are kept.
    pub keep: f64,
    /// Threads.
    pub threads: usize,
    /// Where drawing starts.
    pub seed: u64,
}

/// What a run gives.
#[derive(Debug)]
pub struct Run {
    /// The records.
    pub store: Store,
    /// The model.
    pub model: Model,
    /// Groups and counts per rule.
    pub blocks: Blocks,
    /// Pairs that were kept.
    pub pairs: Vec<Pair>,
    /// Pairs that were compared.
    pub compared: u64,
    /// What is expected at every cut.
    pub curve: Vec<Expected>,
    /// The cut.
    pub cut: Expected,
    /// The entity of every row of the store.
    pub entities: Vec<u32>,
    /// Time marks for measuring: names of steps that were done.
    pub patterns: Vec<(u64, u64)>,
}

/// Finds records of one table that are about one entity.
#[must_use]
pub fn dedupe(table: &impl Cells, columns: &Columns, options: &Options, step: &mut dyn FnMut(&str)) -> Run {
    let store = derive::store(table, columns);
    step("derive");
    let headers = table.columns().to_vec();
    let bind = |spec: &crate::preset::ComparisonSpec| {
        let name = serde_json::to_value(spec.kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
        let slot = spec.column.as_ref().and_then(|column| headers.iter().position(|header| header == column));
        Comparison::bind(spec.kind, slot.map(|column| crate::store::Slot::Other(column as u16)), spec.column.as_deref().unwrap_or(&name), &store)
    };
    let comparisons: Vec<Comparison> = options.preset.comparisons.iter().filter_map(bind).collect();
    let rules: Vec<BoundRule> = options.preset.rules.iter().filter_map(|rule| BoundRule::bind(rule, &store, &headers)).collect();
    let places: Vec<usize> = comparisons.iter().filter_map(|known| known.frequency).collect();
    let frequencies = Frequencies::count(&store, &places);
    step("frequencies");
    let blocks = Blocks::build(&store, &rules);
    step("blocks");
    let (random, random_pairs) = sample::random(&comparisons, &store, &frequencies, options.threads, options.seed);
    step("random");
    let (patterns, rate) = sample::patterns(&comparisons, &store, &frequencies, &blocks, options.threads);
    step("patterns");
    let evidence = em::Evidence {
        patterns: &patterns,
        rate,
        all_pairs: sample::all_pairs(&store),
        random: &random,
        random_pairs,
        records: store.rows() as u64,
    };
    let model = em::train(&options.preset.name, &comparisons, &evidence);
    step("em");
    let weights = model.weights();
    let scorer = Scorer { comparisons: &comparisons, weights: &weights, view: View { store: &store, frequencies: &frequencies } };
    let scored = score::all(&scorer, &blocks, options.threads, score::bits(options.keep));
    step("score");
    let curve = threshold::curve(&scored.pairs, 0.0);
    let cut = threshold::best(&curve).unwrap_or(Expected { bits: 0.0, links: 0, precision: 1.0, recall: 1.0 });
    let entities = cluster::cluster(&scorer, &scored.pairs, store.rows(), cut.bits, options.threads);
    step("cluster");
    let mut blocks = blocks;
    for (report, found) in blocks.report.iter_mut().zip(&scored.per_rule) {
        (report.fresh, report.matches) = *found;
    }
    Run { model, blocks, pairs: scored.pairs, compared: scored.compared, curve, cut, entities, patterns, store }
}
