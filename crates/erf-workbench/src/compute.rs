// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From rows to pairs and groups, and back from what was kept to something that can explain. Pure; the engine does the work.

use erf_linkage::{
    cluster::{self, Constraints},
    dataset::{Dataset, Ids, LinkError, Side},
    entities::{self, Assignment},
    judge::Judgements,
    model::Model,
    output, quality,
    roles::ColumnRole,
    run::{self, Options, Run, Step},
    score::Pair,
    table::{self, ReadOptions, Table},
    threshold::{self, Expected},
};
use sha2::{Digest, Sha256};

use crate::{
    model::{Facts, Remark, RoleFound},
    naming::First,
    store::{linkages::Linkage, pairs::Kept, rows::Row},
};

/// The heading of our own key in the tables the engine reads: names of two senders may be alike.
pub const KEY: &str = "erfzicht_rij";
/// Pairs with at least this chance are kept.
pub const KEEP: f64 = 0.01;

/// Why nothing could be computed.
#[derive(Debug, thiserror::Error)]
pub enum ComputeError {
    /// The engine cannot use the tables.
    #[error("Deze tabellen zijn niet te koppelen: {0}.")]
    Link(#[from] LinkError),
    /// A row was lost on the way: a fault of the program.
    #[error("Er gingen rijen verloren: {found} van {wanted}.")]
    Lost {
        /// Rows that came through.
        found: usize,
        /// Rows there should be.
        wanted: usize,
    },
    /// What was kept cannot be read: a fault of the program.
    #[error("Wat van deze koppelproef is bewaard, is niet te lezen: {0}")]
    Broken(String),
}

/// The tables as the engine reads them: our key, then the cells.
fn tables(linkage: &Linkage, rows: &[Row]) -> Result<Vec<Table>, ComputeError> {
    let headings = linkage.headings();
    headings.iter().enumerate().map(|(side, headings)| one_table(headings, rows.iter().filter(|row| row.side == side as i64))).collect()
}

fn one_table<'r>(headings: &[String], rows: impl Iterator<Item = &'r Row>) -> Result<Table, ComputeError> {
    let broken = |error: csv::Error| ComputeError::Broken(error.to_string());
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record([KEY].into_iter().chain(headings.iter().map(String::as_str))).map_err(broken)?;
    let mut wanted = 0;
    for row in rows {
        wanted += 1;
        let cells = row.values();
        out.write_record([row.key.as_str()].into_iter().chain(cells.iter().map(String::as_str))).map_err(broken)?;
    }
    let bytes = out.into_inner().map_err(|error| ComputeError::Broken(error.to_string()))?;
    let options = ReadOptions { delimiter: Some(b','), ..ReadOptions::default() };
    let table = table::read_owned(bytes, &options).map_err(LinkError::from)?;
    if table.rows == wanted { Ok(table) } else { Err(ComputeError::Lost { found: table.rows, wanted }) }
}

fn options(linkage: &Linkage, model: Option<Model>, judgements: Judgements, threads: usize) -> Options {
    Options {
        id: Some(KEY.to_owned()),
        model,
        keep: KEEP,
        threads,
        seed: linkage.seed as u64,
        one_to_one: linkage.one_to_one,
        judgements,
        ..Options::default()
    }
}

fn dataset(linkage: &Linkage, rows: &[Row], options: &Options) -> Result<Dataset, ComputeError> {
    let tables = tables(linkage, rows)?;
    Ok(Dataset::of_all(&tables.iter().collect::<Vec<_>>(), options)?)
}

/// What a run gave, ready to be kept.
#[derive(Debug)]
pub struct Outcome {
    /// Pairs, best first.
    pub pairs: Vec<Kept>,
    /// Names of groups, by number of row.
    pub entities: Vec<String>,
    /// The cut.
    pub cut: f64,
    /// The model, as JSON.
    pub model: String,
    /// What the run says of itself.
    pub facts: Facts,
    /// The report.
    pub report: Vec<u8>,
    /// Hash over pairs, groups and model.
    pub hash: String,
}

/// Links the rows. A model that was given is used as it is.
///
/// # Errors
/// When the tables cannot be linked.
pub fn link(
    linkage: &Linkage,
    rows: &[Row],
    model: Option<Model>,
    judgements: Judgements,
    threads: usize,
    step: &mut dyn FnMut(Step),
) -> Result<Outcome, ComputeError> {
    let options = options(linkage, model, judgements, threads);
    let mut run = run::run(dataset(linkage, rows, &options)?, &options, step)?;
    let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
    let first: Assignment =
        rows.iter().filter(|row| !row.first_entity.is_empty()).map(|row| (row.key.clone(), row.first_entity.clone())).collect();
    let named = entities::assign(&first, &clusters(&labels(&run, &run.entities), &keys)).0;
    let entities: Vec<String> = keys.iter().map(|key| named.get(key).cloned().unwrap_or_default()).collect();
    let pairs: Vec<Kept> = run.pairs.iter().map(|pair| kept(&run, pair)).collect();
    as_sent(&mut run, rows);
    let (mut model, mut report) = (Vec::new(), Vec::new());
    let written = output::model(&run, &mut model).and_then(|()| output::report(&run, &mut report));
    written.map_err(|error| ComputeError::Broken(error.to_string()))?;
    let model = String::from_utf8(model).map_err(|error| ComputeError::Broken(error.to_string()))?;
    Ok(Outcome { hash: hashed(&pairs, &entities, &model), cut: run.cut.bits, facts: facts(&run), pairs, entities, model, report })
}

/// Names of rows and columns as the sender and the pages know them: nobody outside knows our own key.
fn as_sent(run: &mut Run, rows: &[Row]) {
    run.data.ids = Ids::default();
    rows.iter().for_each(|row| run.data.ids.push(&row.name));
    for Side { headers, roles } in &mut run.data.sides {
        roles.retain(|found| headers.get(found.column).is_none_or(|header| header != KEY));
    }
}

fn kept(run: &Run, pair: &Pair) -> Kept {
    let number = |row: u32| i64::from(run.data.store.origin[row as usize]);
    Kept { a: number(pair.a), b: number(pair.b), bits: pair.bits }
}

fn hashed(pairs: &[Kept], entities: &[String], model: &str) -> String {
    let mut hasher = Sha256::new();
    for pair in pairs {
        hasher.update(pair.a.to_le_bytes());
        hasher.update(pair.b.to_le_bytes());
        hasher.update(pair.bits.to_le_bytes());
    }
    entities.iter().for_each(|entity| hasher.update(entity.as_bytes()));
    hasher.update(model.as_bytes());
    format!("{:x}", hasher.finalize())
}

fn facts(run: &Run) -> Facts {
    Facts {
        preset: run.data.preset.name.clone(),
        preset_reason: run.data.preset_reason.clone(),
        roles: run.data.sides.first().map(roles).unwrap_or_default(),
        other_roles: run.data.sides.get(1).map(roles).unwrap_or_default(),
        blocking: run.blocking.clone(),
        curve: run.curve.clone(),
        warnings: run.warnings.iter().map(|known| Remark { code: known.code.to_owned(), words: known.words.clone() }).collect(),
        compared: run.compared,
        unreached: run.unreached,
        recall_unknown: !run.recall_known,
        unlinkable: quality::unlinkable(run).len() as u64,
        learned_from: run.model.refit.as_ref().map_or(0, |refit| refit.pairs as u64),
    }
}

fn roles(side: &Side) -> Vec<RoleFound> {
    let role = |found: &ColumnRole| RoleFound {
        column: side.headers.get(found.column).cloned().unwrap_or_default(),
        role: found.role.words().to_owned(),
        reason: found.reason.clone(),
        certainty: found.certainty,
    };
    side.roles.iter().map(role).collect()
}

/// Per row of the tables, a number that rows of one group share.
fn labels(run: &Run, entities: &[u32]) -> Vec<u32> {
    let origin = &run.data.store.origin;
    let mut label: Vec<u32> = vec![0; origin.len()];
    for (row, entity) in entities.iter().enumerate() {
        label[origin[row] as usize] = *entity;
    }
    label
}

/// Keys of rows per group; groups by their first row, rows in the order of the files.
fn clusters(label: &[u32], keys: &[String]) -> Vec<Vec<String>> {
    let mut place = vec![usize::MAX; label.len()];
    let mut clusters: Vec<Vec<String>> = Vec::new();
    for (number, entity) in label.iter().enumerate() {
        let known = &mut place[*entity as usize];
        if *known == usize::MAX {
            *known = clusters.len();
            clusters.push(Vec::new());
        }
        clusters[*known].push(keys[number].clone());
    }
    clusters
}

/// A linkage in memory: what explains and what makes groups.
#[derive(Debug)]
pub struct Restored {
    /// The run as the engine knows it.
    pub run: Run,
    /// From the number of a row to the row of the store.
    place: Vec<u32>,
    /// The groups when the linkage was made.
    pub first: First,
}

/// A linkage again from what was kept of it.
///
/// # Errors
/// When what was kept cannot be used, which is a fault of the program.
pub fn restore(linkage: &Linkage, rows: &[Row], pairs: &[Kept]) -> Result<Restored, ComputeError> {
    let model: Model = serde_json::from_str(&linkage.model).map_err(|error| ComputeError::Broken(error.to_string()))?;
    let data = dataset(linkage, rows, &options(linkage, None, Judgements::default(), 1))?;
    let mut place = vec![0; rows.len()];
    for (row, origin) in data.store.origin.iter().enumerate() {
        place[*origin as usize] = row as u32;
    }
    let pair = |pair: &Kept| Pair { a: place[pair.a as usize], b: place[pair.b as usize], bits: pair.bits };
    let cut = threshold::at(&linkage.facts().curve, linkage.cut);
    let run = run::restored(data, &model, pairs.iter().map(pair).collect(), cut)?;
    let first = First::new(rows.iter().map(|row| (row.key.as_str(), row.first_entity.as_str())));
    Ok(Restored { run, place, first })
}

impl Restored {
    /// The row of the store.
    pub fn row(&self, number: i64) -> Option<u32> {
        usize::try_from(number).ok().and_then(|number| self.place.get(number)).copied()
    }

    /// Rows that get another group, at a cut, with what people said. Groups are a function of these and of the first groups alone;
    /// `now` only says which rows move.
    pub fn moved(&self, now: &[String], judgements: &Judgements, one_to_one: bool, cut: f64, threads: usize) -> Vec<(usize, String)> {
        let constraints = Constraints::new(&self.run.data, judgements, one_to_one);
        let found = cluster::cluster(&self.run.scorer(), &self.run.pairs, &constraints, cut, threads);
        self.first.renamed(now, &labels(&self.run, &found))
    }
}

/// What is expected at a cut.
pub fn expected(facts: &Facts, cut: f64) -> Expected {
    threshold::at(&facts.curve, cut)
}
