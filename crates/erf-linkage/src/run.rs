// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From tables to pairs and entities.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    addresses::AddressList,
    block::{Blocks, BoundRule, RuleReport},
    cluster::{self, Constraints},
    compare::{Comparison, View},
    dataset::{Dataset, LinkError, by_value},
    judge::{Judgements, Verdict},
    model::{Model, Weights, em, frequency::Frequencies, noise, sample},
    preset::{ComparisonSpec, Preset},
    quality::{self, Warning},
    roles::ColumnRole,
    score::{self, Pair, Scorer},
    store::{Slot, Store},
    table::Table,
    threshold::{self, Expected},
};

/// Pairs with at least this probability count for the cut, for what is expected and for entities.
pub const LEAST: f64 = 0.01;

/// How to run. [`Options::default`] does well on unknown tables.
#[derive(Debug, Clone)]
pub struct Options {
    /// What to compare; chosen by the columns when not given.
    pub preset: Option<Preset>,
    /// What the columns hold; guessed when not given.
    pub roles: Option<Vec<ColumnRole>>,
    /// The column that names rows; else `unique_id`, else `id`, else the number of the row.
    pub id: Option<String>,
    /// A model to use; learned from the data when not given.
    pub model: Option<Model>,
    /// Pairs with at least this probability are kept in the outcome. Entities, the cut and what is expected do not depend on it.
    pub keep: f64,
    /// The cut in bits; chosen by expected quality when not given.
    pub cut: Option<f64>,
    /// Threads. The result is the same for any number.
    pub threads: usize,
    /// Where drawing starts.
    pub seed: u64,
    /// Of two tables, a row links to at most one row of the other.
    pub one_to_one: bool,
    /// What people decided about pairs.
    pub judgements: Judgements,
    /// Addresses that rows may mean.
    pub addresses: Option<Arc<AddressList>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            preset: None,
            roles: None,
            id: None,
            model: None,
            keep: LEAST,
            cut: None,
            threads: 1,
            seed: 1,
            one_to_one: false,
            judgements: Judgements::default(),
            addresses: None,
        }
    }
}

/// A pattern of agreement, how often it was counted, and two rows that show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PatternCount {
    /// Four bits per comparison.
    pub pattern: u64,
    /// How often.
    pub count: u64,
    /// Two rows of the store.
    pub example: (u32, u32),
}

/// Steps of a run, for a caller that shows progress or measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Values are counted.
    Frequencies,
    /// Groups are made.
    Blocks,
    /// The model is learned.
    Model,
    /// Pairs are scored.
    Scores,
    /// Entities are formed.
    Clusters,
}

/// What a run gives.
#[derive(Debug)]
pub struct Run {
    /// The records.
    pub data: Dataset,
    /// What is compared.
    pub comparisons: Vec<Comparison>,
    /// Which records are brought together.
    pub rules: Vec<BoundRule>,
    /// How often values occur.
    pub frequencies: Frequencies,
    /// The model.
    pub model: Model,
    /// What each rule brought together.
    pub blocking: Vec<RuleReport>,
    /// True pairs that no rule reaches, estimated from how much the rules overlap.
    pub unreached: f64,
    /// Whether the rules overlap enough to estimate that, and with it recall.
    pub recall_known: bool,
    /// Pairs that were kept, best first.
    pub pairs: Vec<Pair>,
    /// Pairs that were compared.
    pub compared: u64,
    /// What is expected at every cut.
    pub curve: Vec<Expected>,
    /// The cut that was used, and what is expected there.
    pub cut: Expected,
    /// Per row of the store the lowest row of its entity.
    pub entities: Vec<u32>,
    /// Patterns of agreement; empty when the model was given.
    pub patterns: Vec<PatternCount>,
    /// What people decided of pairs of rows of the store, the lower first.
    pub judged: BTreeMap<(u32, u32), Verdict>,
    /// What the user must know before believing this.
    pub warnings: Vec<Warning>,
    pub(crate) weights: Weights,
}

/// Finds records of one table that are about one entity.
///
/// # Errors
/// When the table cannot be used as it is.
pub fn dedupe(table: &Table, options: &Options) -> Result<Run, LinkError> {
    run(Dataset::of(table, options)?, options, &mut |_| {})
}

/// Finds records of two tables that are about one entity. Rows of one table are not compared with each other.
///
/// # Errors
/// When a table cannot be used as it is.
pub fn link(left: &Table, right: &Table, options: &Options) -> Result<Run, LinkError> {
    run(Dataset::of_all(&[left, right], options)?, options, &mut |_| {})
}

/// Runs over tables that were made ready, so that a caller can let go of the tables first.
///
/// # Errors
/// When nothing can be compared.
pub fn run(data: Dataset, options: &Options, step: &mut dyn FnMut(Step)) -> Result<Run, LinkError> {
    let (mut comparisons, mut rules) = bound(&data)?;
    let places: Vec<usize> = comparisons.iter().filter_map(|known| known.frequency).collect();
    let frequencies = Frequencies::count(&data.store, &places);
    let rows = data.store.rows() as f64;
    rules.retain(|rule| rule.only_column().is_none_or(|place| frequencies.meeting(place) * rows < MOST_PER_CODE));
    if rules.is_empty() {
        return Err(LinkError::NoRules);
    }
    step(Step::Frequencies);
    if let Some(model) = &options.model {
        leave_out(&model.training.left_out, &mut comparisons, &mut rules);
    }
    let mut blocks = Blocks::build(&data.store, &rules);
    step(Step::Blocks);
    let (model, patterns) = match &options.model {
        Some(model) => (fitting(model, &comparisons)?, Vec::new()),
        None => learned(&data, (&mut comparisons, &mut rules), &frequencies, &mut blocks, options),
    };
    step(Step::Model);
    let weights = model.weights();
    let view = View { store: &data.store, frequencies: &frequencies };
    let scorer = Scorer { comparisons: &comparisons, weights: &weights, view };
    let scored = score::all(&scorer, &blocks, options.threads, score::bits(options.keep.min(LEAST)));
    for (report, found) in blocks.report.iter_mut().zip(&scored.per_rule) {
        (report.fresh, report.matches) = *found;
    }
    let (counted, mut kept) = counting(scored.pairs, options.keep);
    let unreached = quality::unreached(&data.store, &rules, &blocks, &counted);
    let blocking = std::mem::take(&mut blocks.report);
    drop(blocks);
    step(Step::Scores);
    let curve = threshold::curve(&counted, unreached.pairs);
    let cut = options.cut.map_or_else(|| threshold::best(&curve), |bits| threshold::exactly(&counted, unreached.pairs, bits));
    let constraints = Constraints::new(&data, &options.judgements, options.one_to_one);
    let entities = cluster::cluster(&scorer, &counted, &constraints, cut.bits, options.threads);
    step(Step::Clusters);
    if kept.is_empty() {
        kept = counted;
        kept.retain(|pair| pair.bits >= score::bits(options.keep));
    }
    let mut run = Run {
        comparisons,
        rules,
        frequencies,
        model,
        blocking,
        unreached: unreached.pairs,
        recall_known: unreached.known,
        pairs: kept,
        compared: scored.compared,
        curve,
        cut,
        entities,
        patterns,
        judged: constraints.into_judged(),
        warnings: Vec::new(),
        weights,
        data,
    };
    run.sort_pairs();
    run.warnings = quality::warnings(&run);
    Ok(run)
}

/// Pairs that count for the cut and for entities, and all pairs to keep when those are more.
fn counting(pairs: Vec<Pair>, keep: f64) -> (Vec<Pair>, Vec<Pair>) {
    if keep >= LEAST {
        return (pairs, Vec::new());
    }
    let least = score::bits(LEAST);
    (pairs.iter().filter(|pair| pair.bits >= least).copied().collect(), pairs)
}

/// A run again from what it left: its model and its pairs, as rows of the store. Nothing is compared again, so it takes no longer
/// than making the tables ready. What explains and what scores is as it was; every row stands for itself, and there is no curve.
///
/// # Errors
/// When the model does not fit these tables.
pub fn restored(data: Dataset, model: &Model, pairs: Vec<Pair>, cut: Expected) -> Result<Run, LinkError> {
    let (mut comparisons, mut rules) = bound(&data)?;
    leave_out(&model.training.left_out, &mut comparisons, &mut rules);
    let places: Vec<usize> = comparisons.iter().filter_map(|known| known.frequency).collect();
    let model = fitting(model, &comparisons)?;
    Ok(Run {
        frequencies: Frequencies::count(&data.store, &places),
        weights: model.weights(),
        comparisons,
        rules,
        model,
        blocking: Vec::new(),
        unreached: 0.0,
        recall_known: false,
        compared: pairs.len() as u64,
        pairs,
        curve: Vec::new(),
        cut,
        entities: (0..data.store.rows() as u32).collect(),
        patterns: Vec::new(),
        judged: BTreeMap::new(),
        warnings: Vec::new(),
        data,
    })
}

/// What each rule would bring together, counted before anything is compared.
///
/// # Errors
/// When nothing can be compared.
pub fn counted(data: &Dataset) -> Result<Vec<RuleReport>, LinkError> {
    let (_, rules) = bound(data)?;
    Ok(Blocks::build(&data.store, &rules).report)
}

/// Rows that share a code on average; a code that more share, such as a province, brings no rows together on its own.
const MOST_PER_CODE: f64 = 50.0;

fn bound(data: &Dataset) -> Result<(Vec<Comparison>, Vec<BoundRule>), LinkError> {
    let bind = |spec: &ComparisonSpec| {
        let slot = spec.column.as_ref().and_then(|column| data.headers.iter().position(|header| header == column));
        let name = spec.column.clone().unwrap_or_else(|| spec.kind.code());
        Comparison::bind(spec.kind, slot.map(|column| Slot::Other(column as u16)), &name, &data.store)
    };
    let comparisons: Vec<Comparison> = data.preset.comparisons.iter().filter_map(bind).collect();
    let rules: Vec<BoundRule> = data.preset.rules.iter().filter_map(|rule| BoundRule::bind(rule, &data.store, &data.headers)).collect();
    match (comparisons.is_empty(), rules.is_empty()) {
        (true, _) => Err(LinkError::NothingToCompare),
        (_, true) => Err(LinkError::NoRules),
        _ => Ok((comparisons, rules)),
    }
}

/// What training looks at.
struct Counted {
    random: Vec<sample::Shares>,
    random_pairs: u64,
    patterns: Vec<PatternCount>,
    rate: f64,
}

impl Counted {
    fn new(data: &Dataset, comparisons: &[Comparison], frequencies: &Frequencies, blocks: &Blocks, options: &Options) -> Self {
        let (random, random_pairs) = sample::random(comparisons, &data.store, frequencies, options.threads, options.seed);
        let (patterns, rate) = sample::patterns(comparisons, &data.store, frequencies, blocks, options.threads);
        Self { random, random_pairs, patterns, rate }
    }

    fn evidence(&self, store: &Store) -> em::Evidence<'_> {
        em::Evidence {
            patterns: &self.patterns,
            rate: self.rate,
            all_pairs: sample::all_pairs(store),
            random: &self.random,
            random_pairs: self.random_pairs,
            records: store.rows() as u64,
        }
    }
}

/// Learns a model. Columns that have nothing to do with who rows are about are taken out first, as if they were not there.
fn learned(
    data: &Dataset,
    (comparisons, rules): (&mut Vec<Comparison>, &mut Vec<BoundRule>),
    frequencies: &Frequencies,
    blocks: &mut Blocks,
    options: &Options,
) -> (Model, Vec<PatternCount>) {
    let mut counted = Counted::new(data, comparisons, frequencies, blocks, options);
    let left_out = noise::unrelated(comparisons, &counted.evidence(&data.store));
    if !left_out.is_empty() {
        leave_out(&left_out, comparisons, rules);
        *blocks = Blocks::build(&data.store, rules);
        counted = Counted::new(data, comparisons, frequencies, blocks, options);
    }
    let mut model = em::train(&data.preset.name, comparisons, &counted.evidence(&data.store));
    model.training.left_out = left_out;
    (model, counted.patterns)
}

/// Takes comparisons with these names out, and the rules that ask for their column and nothing else.
fn leave_out(names: &[String], comparisons: &mut Vec<Comparison>, rules: &mut Vec<BoundRule>) {
    let named = |known: &&Comparison| names.contains(&known.name);
    let places: Vec<usize> = comparisons.iter().filter(named).filter_map(|known| known.frequency).collect();
    let stands = |rule: &BoundRule| rule.only_column().is_some_and(|place| places.contains(&place));
    comparisons.retain(|known| !named(&known));
    if !rules.iter().all(stands) {
        rules.retain(|rule| !stands(rule));
    }
}

/// A given model with its comparisons in the order of this run.
fn fitting(model: &Model, comparisons: &[Comparison]) -> Result<Model, LinkError> {
    let mut fitted = model.clone();
    fitted.comparisons.clear();
    for comparison in comparisons {
        let found = model.comparisons.iter().find(|known| known.name == comparison.name && known.kind == comparison.kind);
        let known = found.ok_or_else(|| LinkError::OtherModel(format!("{} niet", comparison.name)))?;
        fitted.comparisons.push(known.clone());
    }
    Ok(fitted)
}

impl Run {
    /// What is expected at the cut, in words; what cannot be told is called unknown.
    #[must_use]
    pub fn words(&self) -> String {
        if self.compared == 0 {
            return "Er is niets vergeleken, dus er zijn geen koppelingen gevonden.".to_owned();
        }
        if self.model.training.unknown && self.cut.links > 0 {
            return "Hoeveel koppelingen fout zijn, is onbekend.".to_owned();
        }
        if self.recall_known { self.cut.words() } else { self.cut.words_without_recall() }
    }

    /// What people decided of two rows of the store.
    #[must_use]
    pub fn verdict(&self, a: u32, b: u32) -> Option<Verdict> {
        self.judged.get(&(a.min(b), a.max(b))).copied()
    }

    /// What scores pairs of this run.
    #[must_use]
    pub fn scorer(&self) -> Scorer<'_> {
        let view = View { store: &self.data.store, frequencies: &self.frequencies };
        Scorer { comparisons: &self.comparisons, weights: &self.weights, view }
    }

    /// Rows of a pair in the order of the files.
    #[must_use]
    pub fn in_file_order(&self, pair: &Pair) -> (u32, u32) {
        let origin = &self.data.store.origin;
        if origin[pair.a as usize] <= origin[pair.b as usize] { (pair.a, pair.b) } else { (pair.b, pair.a) }
    }

    /// Best first; equal scores by the ids.
    fn sort_pairs(&mut self) {
        let mut pairs = std::mem::take(&mut self.pairs);
        for pair in &mut pairs {
            (pair.a, pair.b) = self.in_file_order(pair);
            // As it is printed: what looks equal there is ordered by the names.
            pair.bits = (pair.bits * 1e6).round() / 1e6 + 0.0;
        }
        let best = |one: &Pair, other: &Pair| other.bits.total_cmp(&one.bits);
        if self.data.ids.rise() {
            // Then the order of the rows is that of their names.
            let rows = |pair: &Pair| (self.data.store.origin[pair.a as usize], self.data.store.origin[pair.b as usize]);
            pairs.sort_unstable_by(|one, other| best(one, other).then_with(|| rows(one).cmp(&rows(other))));
        } else {
            let ids = |pair: &Pair| (self.data.id(pair.a), self.data.id(pair.b));
            pairs.sort_unstable_by(|one, other| best(one, other).then_with(|| by_number(ids(one), ids(other))));
        }
        self.pairs = pairs;
    }
}

/// Ids that are numbers come in the order of numbers, before other names; the left one decides before the right one is looked at.
fn by_number(one: (&str, &str), other: (&str, &str)) -> std::cmp::Ordering {
    by_value(one.0, other.0).then_with(|| by_value(one.1, other.1))
}

#[cfg(test)]
mod tests {
    use super::by_number;

    #[test]
    fn pairs_with_equal_scores_come_in_the_order_of_the_left_name_first() {
        let mut names = [("b", "3"), ("a", "20"), ("10", "x"), ("9", "y"), ("a", "3")];
        names.sort_by(|one, other| by_number(*one, *other));
        assert_eq!(names, [("9", "y"), ("10", "x"), ("a", "3"), ("a", "20"), ("b", "3")]);
    }
}
