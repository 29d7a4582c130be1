// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One record that was typed, held against all rows of a file.

use std::time::{Duration, Instant};

use anyhow::Result;
use erf_linkage::{
    index::{Candidate, Index},
    table::Table,
};
use serde_json::json;

use super::{linked, options, read};
use crate::args::LinkFind;
use crate::say::{counted, decimal, say};
use crate::wrong_use::WrongUse;

/// Candidates that are shown on a screen.
const SHOWN: usize = 10;

/// Runs `link find`.
pub(super) fn find(asked: &LinkFind) -> Result<()> {
    let (table, _) = read(&asked.file)?;
    let record = record(&asked.values, &table)?;
    let linked = linked(&[&asked.file], &asked.how, false)?;
    let preparing = linked.start.elapsed();
    let cut = linked.run.cut.bits;
    let mut index = Index::new(linked.run, &options(&asked.how)?);
    let start = Instant::now();
    let found = index.candidates(&record);
    let took = start.elapsed();
    if asked.how.json {
        let candidates = found.iter().map(|one| as_json(one, cut, &table));
        let about =
            json!({ "rows": table.rows, "cut_bits": cut, "milliseconds": millis(took), "candidates": candidates.collect::<Vec<_>>() });
        say!("{about:#}");
        return Ok(());
    }
    let answers = counted(found.len() as u64, "rij lijkt", "rijen lijken");
    let searched = counted(table.rows as u64, "rij", "rijen");
    let (search, before) = (decimal(millis(took), 2), decimal(preparing.as_secs_f64(), 1));
    say!("{answers} hierop, van {searched}; gezocht in {search} ms, na {before} s inlezen en leren");
    for one in found.iter().take(SHOWN) {
        say!("\n{}", in_words(one, cut));
        cells(&table, one).iter().for_each(|(column, value)| say!("    {column}: {value}"));
    }
    if found.len() > SHOWN {
        say!("\nDe sterkste {SHOWN} staan hier; met --json krijgt u ze alle {}.", found.len());
    }
    Ok(())
}

/// What was typed, by the column it is about.
fn record<'a>(values: &'a [String], table: &Table) -> Result<Vec<(&'a str, &'a str)>> {
    let one = |typed: &'a String| {
        let (column, value) =
            typed.split_once('=').ok_or_else(|| WrongUse::error(format!("{typed:?}: typ KOLOM=WAARDE, met een = ertussen")))?;
        let known = table.columns.iter().any(|name| name == column);
        let all = || table.columns.join(", ");
        known
            .then_some((column, value))
            .ok_or_else(|| WrongUse::error(format!("kolom {column:?} staat niet in het bestand; wel: {}", all())))
    };
    values.iter().map(one).collect()
}

fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

fn in_words(one: &Candidate, cut: f64) -> String {
    let same = if one.bits >= cut { "boven de grens" } else { "onder de grens" };
    let group = if one.entity == one.id { String::new() } else { format!(", in de groep van {}", one.entity) };
    format!("Rij {}: kans {}, {} bits, {same}{group}", one.id, decimal(one.probability, 4), decimal(one.bits, 2))
}

fn as_json(one: &Candidate, cut: f64, table: &Table) -> serde_json::Value {
    let values: serde_json::Map<_, _> = cells(table, one).into_iter().map(|(column, value)| (column.to_owned(), value.into())).collect();
    json!({
        "id": one.id, "entity": one.entity, "score": one.bits, "probability": one.probability, "above_cut": one.bits >= cut,
        "values": values,
    })
}

/// What stands in its row, without what is empty.
fn cells<'t>(table: &'t Table, one: &Candidate) -> Vec<(&'t str, &'t str)> {
    let all = table.columns.iter().map(String::as_str).zip(table.row(one.row as usize));
    all.filter(|(_, value)| !value.trim().is_empty()).collect()
}
