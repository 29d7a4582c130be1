// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Outcomes held against a column of truth, or against each other.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

use anyhow::{Context, Result, bail};
use erf_base::figure::wilson_interval;
use erf_linkage::table::{self, Table};
use serde::Serialize;
use serde_json::json;

use super::{folder, outcome, read};
use crate::say::{decimal, say};
use crate::{args::LinkFile, wrong_use::WrongUse};

/// A share with the numbers it rests on.
#[derive(Debug, Serialize)]
struct Share {
    hits: u64,
    n: u64,
    value: Option<f64>,
    interval: Option<(f64, f64)>,
}

impl Share {
    fn new(hits: u64, n: u64) -> Self {
        Self { hits, n, value: (n > 0).then(|| hits as f64 / n as f64), interval: wilson_interval(hits, n) }
    }

    fn words(&self) -> String {
        match (self.value, self.interval) {
            (Some(value), Some((low, high))) => {
                let percent = |part: f64| decimal(part * 100.0, 2);
                format!("{} % [{}-{}] n={}", percent(value), percent(low), percent(high), self.n)
            }
            _ => "onbekend".to_owned(),
        }
    }
}

/// Precision, recall and their harmonic mean.
#[derive(Debug, Serialize)]
struct Quality {
    precision: Share,
    recall: Share,
    f1: Option<f64>,
}

impl Quality {
    fn new(right: u64, found: u64, all: u64) -> Self {
        let f1 = (found + all > 0).then(|| 2.0 * right as f64 / (found + all) as f64);
        Self { precision: Share::new(right, found), recall: Share::new(right, all), f1 }
    }
}

/// Rows of the left and of the right file; of one file all are left.
#[derive(Debug, Default, Clone, Copy)]
struct Rows {
    left: u64,
    right: u64,
}

impl Rows {
    fn add(&mut self, right: bool) {
        *(if right { &mut self.right } else { &mut self.left }) += 1;
    }

    /// Pairs that could be linked: of two files one row of each.
    const fn pairs(self, two: bool) -> u64 {
        if two { self.left * self.right } else { self.left * self.left.saturating_sub(1) / 2 }
    }
}

/// The truth of rows, by whether they are of the right file and by name.
type Truths = HashMap<(bool, String), String>;

/// Runs `link evaluate` on the outcome in the folder of a file, or of two.
pub(super) fn evaluate(file: &LinkFile, right: Option<&Path>, column: &str) -> Result<()> {
    let dir = folder(&file.how, &file.file);
    let two = right.is_some();
    let known = outcome::tables(&dir);
    match (known.len(), two) {
        (2.., false) => {
            bail!("de uitkomst in {} is van twee bestanden; noem ze allebei: link evaluate LINKS.csv RECHTS.csv", dir.display())
        }
        (1, true) => bail!("de uitkomst in {} is van één bestand; noem er één, of koppel eerst met «erfzicht link match»", dir.display()),
        _ => {}
    }
    let mut truth = Truths::new();
    for (number, path) in std::iter::once(file.file.as_path()).chain(right).enumerate() {
        let (table, source) = read(path)?;
        if known.get(number).is_some_and(|hash| *hash != source.sha256) {
            bail!("{}", other_file(&dir, path));
        }
        truth.extend(truths((&table, path), file.how.id.as_deref(), column, number > 0)?);
    }
    let mut entities: HashMap<&str, Rows> = HashMap::new();
    truth.iter().for_each(|((right, _), value)| entities.entry(value).or_default().add(*right));
    let all: u64 = entities.values().map(|rows| rows.pairs(two)).sum();
    let pairs = pairs(&dir, &truth, two)?;
    let best = best(&pairs, all);
    let reached = pairs.iter().filter(|(_, right)| *right).count() as u64;
    let clusters = of_clusters(&dir, &truth, all, two)?;
    if file.how.json {
        let about = json!({ "true_pairs": all, "reached": Share::new(reached, all), "pairs_best_cut": best.1, "best_cut_bits": best.0, "clusters": clusters });
        say!("{about:#}");
        return Ok(());
    }
    say!("ware paren             {all}");
    say!("bereikt                {}", Share::new(reached, all).words());
    say!(
        "paren, beste grens     F1 {} bij {} bits; precisie {}; gevonden {}",
        f1(&best.1),
        decimal(best.0, 2),
        best.1.precision.words(),
        best.1.recall.words()
    );
    say!("groepen, eigen grens   F1 {}; precisie {}; gevonden {}", f1(&clusters), clusters.precision.words(), clusters.recall.words());
    Ok(())
}

fn f1(quality: &Quality) -> String {
    quality.f1.map_or_else(|| "onbekend".to_owned(), |f1| decimal(f1, 4))
}

fn other_file(dir: &Path, path: &Path) -> String {
    format!(
        "de uitkomst in {} is niet van {}, of dat bestand is daarna veranderd; koppel het eerst opnieuw, of kies met --out de map van zijn uitkomst",
        dir.display(),
        path.display()
    )
}

/// The truth per row of a file; rows without a truth are left out.
fn truths((table, path): (&Table, &Path), id: Option<&str>, column: &str, right: bool) -> Result<Truths> {
    let ids = table::find_ids(table, id)?;
    let at = table.columns.iter().position(|name| name == column).ok_or_else(|| {
        WrongUse::error(format!("--truth: kolom {column:?} staat niet in {}; wel: {}", path.display(), table.columns.join(", ")))
    })?;
    let rows = (0..table.rows).map(|row| ((right, ids.of(table, row).into_owned()), table.cell(row, at).trim().to_owned()));
    Ok(rows.filter(|(_, truth)| !truth.is_empty()).collect())
}

/// Kept pairs of which both truths are known, best first, each with whether it is right.
fn pairs(dir: &Path, truth: &Truths, two: bool) -> Result<Vec<(f64, bool)>> {
    let mut found = Vec::new();
    for row in rows(&dir.join("pairs.csv"))?.deserialize::<(String, String, f64, f64)>() {
        let (left, right, bits, _) = row?;
        if let (Some(one), Some(other)) = (truth.get(&(false, left)), truth.get(&(two, right))) {
            found.push((bits, one == other));
        }
    }
    Ok(found)
}

/// The cut with the best F1; pairs with equal scores stay together.
fn best(pairs: &[(f64, bool)], all: u64) -> (f64, Quality) {
    let (mut right, mut best) = (0, (f64::INFINITY, Quality::new(0, 0, all)));
    for (number, (bits, is_right)) in pairs.iter().enumerate() {
        right += u64::from(*is_right);
        let last_of_score = pairs.get(number + 1).is_none_or(|next| next.0 < *bits);
        let quality = Quality::new(right, number as u64 + 1, all);
        if last_of_score && quality.f1 > best.1.f1 {
            best = (*bits, quality);
        }
    }
    best
}

fn of_clusters(dir: &Path, truth: &Truths, all: u64, two: bool) -> Result<Quality> {
    let (mut sizes, mut shared) = (HashMap::<String, Rows>::new(), HashMap::<(String, &str), Rows>::new());
    for row in rows(&dir.join("clusters.csv"))?.records() {
        let row = row?;
        let right = row.get(2) == Some("R");
        if let Some(truth) = truth.get(&(right, row[0].to_owned())) {
            sizes.entry(row[1].to_owned()).or_default().add(right);
            shared.entry((row[1].to_owned(), truth)).or_default().add(right);
        }
    }
    let sum = |rows: &mut dyn Iterator<Item = Rows>| rows.map(|rows| rows.pairs(two)).sum::<u64>();
    Ok(Quality::new(sum(&mut shared.into_values()), sum(&mut sizes.into_values()), all))
}

fn rows(path: &Path) -> Result<csv::Reader<std::fs::File>> {
    csv::Reader::from_path(path).with_context(|| format!("{} is niet te lezen; koppel eerst met «erfzicht link dedupe»", path.display()))
}

/// Name of a row (with its source, where there are two) and of its entity.
fn clusters(dir: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for row in rows(&dir.join("clusters.csv"))?.records() {
        let row = row?;
        let name = row.get(2).map_or_else(|| row[0].to_owned(), |source| format!("{source}:{}", &row[0]));
        found.insert(name, row[1].to_owned());
    }
    Ok(found)
}

/// Runs `link diff`: which rows found each other in one outcome and not in the other.
pub(super) fn diff(one: &Path, other: &Path, as_json: bool) -> Result<()> {
    let (before, after) = (clusters(one)?, clusters(other)?);
    let gone: Vec<&String> = before.keys().filter(|id| !after.contains_key(*id)).collect();
    let new: Vec<&String> = after.keys().filter(|id| !before.contains_key(*id)).collect();
    let (split, joined) = (parted(&before, &after), parted(&after, &before));
    if as_json {
        let about = json!({ "rows_gone": gone.len(), "rows_new": new.len(), "entities_split": split, "entities_joined": joined });
        say!("{about:#}");
        return Ok(());
    }
    say!("rijen: {} verdwenen, {} nieuw", gone.len(), new.len());
    say!("groepen die uiteen zijn gegaan: {}", split.len());
    split.iter().take(20).for_each(|rows| say!("  {}", rows.join(" ")));
    say!("groepen die zijn samengevoegd: {}", joined.len());
    joined.iter().take(20).for_each(|rows| say!("  {}", rows.join(" ")));
    Ok(())
}

/// Entities of `from` whose rows, as far as both have them, are in more than one entity of `to`.
fn parted(from: &BTreeMap<String, String>, to: &BTreeMap<String, String>) -> Vec<Vec<String>> {
    let mut members: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for (id, entity) in from.iter().filter(|(id, _)| to.contains_key(*id)) {
        members.entry(entity).or_default().push(id);
    }
    let several = |rows: &&Vec<&String>| rows.iter().map(|id| &to[*id]).collect::<BTreeSet<_>>().len() > 1;
    members.values().filter(several).map(|rows| rows.iter().map(|id| (*id).clone()).collect()).collect()
}
