// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Outcomes held against a column of truth, or against each other.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

use anyhow::{Context, Result};
use erf_base::figure::wilson_interval;
use erf_linkage::table;
use serde::Serialize;
use serde_json::json;

use super::{folder, read};
use crate::say::say;
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
            (Some(value), Some((low, high))) => format!("{:.2} % [{:.2}-{:.2}] n={}", value * 100.0, low * 100.0, high * 100.0, self.n),
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

/// Runs `link evaluate` on the outcome in the folder of a file.
pub(super) fn evaluate(file: &LinkFile, column: &str) -> Result<()> {
    let dir = folder(&file.how, &file.file);
    let truth = truths(file, column)?;
    let all = truth.values().fold(HashMap::<&str, u64>::new(), |mut counts, value| {
        *counts.entry(value.as_str()).or_default() += 1;
        counts
    });
    let all: u64 = all.values().map(|n| n * (n - 1) / 2).sum();
    let pairs = pairs(&dir, &truth)?;
    let best = best(&pairs, all);
    let reached = pairs.iter().filter(|(_, right)| *right).count() as u64;
    let clusters = of_clusters(&dir, &truth, all)?;
    if file.how.json {
        let about = json!({ "true_pairs": all, "reached": Share::new(reached, all), "pairs_best_cut": best.1, "best_cut_bits": best.0, "clusters": clusters });
        say!("{about:#}");
        return Ok(());
    }
    say!("ware paren             {all}");
    say!("bereikt                {}", Share::new(reached, all).words());
    say!(
        "paren, beste grens     F1 {} bij {:.2} bits; precisie {}; gevonden {}",
        f1(&best.1),
        best.0,
        best.1.precision.words(),
        best.1.recall.words()
    );
    say!("groepen, eigen grens   F1 {}; precisie {}; gevonden {}", f1(&clusters), clusters.precision.words(), clusters.recall.words());
    Ok(())
}

fn f1(quality: &Quality) -> String {
    quality.f1.map_or_else(|| "onbekend".to_owned(), |f1| format!("{f1:.4}"))
}

/// The truth per name of a row; rows without a truth are left out.
fn truths(file: &LinkFile, column: &str) -> Result<HashMap<String, String>> {
    let (table, _) = read(&file.file)?;
    let ids = table::find_ids(&table, file.how.id.as_deref())?;
    let at = table.columns.iter().position(|name| name == column).ok_or_else(|| {
        WrongUse::error(format!("--truth: kolom {column:?} staat niet in het bestand; wel: {}", table.columns.join(", ")))
    })?;
    let rows = (0..table.rows).map(|row| (ids.of(&table, row).into_owned(), table.cell(row, at).trim().to_owned()));
    Ok(rows.filter(|(_, truth)| !truth.is_empty()).collect())
}

/// Kept pairs of which both truths are known, best first, each with whether it is right.
fn pairs(dir: &Path, truth: &HashMap<String, String>) -> Result<Vec<(f64, bool)>> {
    let mut found = Vec::new();
    for row in rows(&dir.join("pairs.csv"))?.deserialize::<(String, String, f64, f64)>() {
        let (left, right, bits, _) = row?;
        if let (Some(one), Some(other)) = (truth.get(&left), truth.get(&right)) {
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

fn of_clusters(dir: &Path, truth: &HashMap<String, String>, all: u64) -> Result<Quality> {
    let (mut sizes, mut shared) = (HashMap::<String, u64>::new(), HashMap::<(String, &str), u64>::new());
    for (id, cluster) in clusters(dir)? {
        if let Some(truth) = truth.get(&id) {
            *sizes.entry(cluster.clone()).or_default() += 1;
            *shared.entry((cluster, truth)).or_default() += 1;
        }
    }
    let pairs = |n: &u64| n * (n - 1) / 2;
    Ok(Quality::new(shared.values().map(pairs).sum(), sizes.values().map(pairs).sum(), all))
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
