// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a file holds, and what would be compared, before anything is compared.

use std::collections::BTreeSet;

use anyhow::Result;
use erf_linkage::{
    dataset::Dataset,
    roles,
    run::{self, Options},
    table::Table,
};
use serde_json::{Value, json};

use super::{addresses, options, read};
use crate::args::LinkFile;
use crate::say::{counted, say};

/// Runs `link profile`.
pub(super) fn profile(file: &LinkFile) -> Result<()> {
    let (table, source) = read(&file.file)?;
    let mut roles = roles::guess(&table);
    roles::once(&mut roles, &table);
    let kind = roles::kind_of_table(&roles);
    let columns: Vec<Value> = roles
        .iter()
        .map(|role| {
            let (filled, different) = filled(&table, role.column);
            json!({
                "column": table.columns[role.column], "role": role.role.words(), "reason": role.reason, "certainty": role.certainty,
                "filled": filled, "different": different,
            })
        })
        .collect();
    let resolution = match addresses(&file.how)? {
        Some((_, list)) => Dataset::of(&table, &Options { addresses: Some(list), ..options(&file.how)? })?.resolution,
        None => None,
    };
    if file.how.json {
        let mut about = json!({
            "rows_in": source.rows_in, "accepted": source.accepted, "rejected": source.rejected, "columns": columns,
            "preset": format!("{:?}", kind.preset).to_lowercase(), "preset_reason": kind.reason, "problems": table.problems.counts,
        });
        if let Some(resolution) = resolution {
            about["addresses"] = json!(resolution);
        }
        say!("{about:#}");
        return Ok(());
    }
    say!("{} = {} opgenomen + {} afgewezen", counted(source.rows_in as u64, "rij", "rijen"), source.accepted, source.rejected);
    say!("{}\n", kind.reason);
    for (role, column) in roles.iter().zip(&columns) {
        say!(
            "{:<24} {:<22} gevuld {:>8}, verschillend {:>8}",
            table.columns[role.column],
            role.role.words(),
            column["filled"],
            column["different"]
        );
        say!("{:<24} {}", "", role.reason);
    }
    resolution.iter().for_each(|resolution| say!("\n{}", resolution.words()));
    source.problems.iter().take(10).for_each(|problem| say!("rij {}: {} {}", problem.row, problem.reason, problem.action));
    Ok(())
}

fn filled(table: &Table, column: usize) -> (usize, usize) {
    let values = (0..table.rows).map(|row| table.cell(row, column).trim()).filter(|value| !value.is_empty());
    let (mut filled, mut different) = (0, BTreeSet::new());
    values.for_each(|value| {
        filled += 1;
        different.insert(value);
    });
    (filled, different.len())
}

/// Runs `link block`.
pub(super) fn block(file: &LinkFile) -> Result<()> {
    let (table, _) = read(&file.file)?;
    let list = addresses(&file.how)?.map(|(_, list)| list);
    let data = Dataset::of(&table, &Options { addresses: list, ..options(&file.how)? })?;
    let report = run::counted(&data)?;
    if file.how.json {
        say!("{}", serde_json::to_string_pretty(&report)?);
        return Ok(());
    }
    say!("{:<64} {:>10} {:>10} {:>12} {:>9} {:>9} {:>12}", "regel", "rijen", "groepen", "paren", "grootste", "gesplitst", "uiteen");
    for rule in &report {
        say!(
            "{:<64} {:>10} {:>10} {:>12} {:>9} {:>9} {:>12}",
            rule.words,
            rule.rows,
            rule.groups,
            rule.pairs,
            rule.largest,
            rule.divided,
            rule.separated
        );
    }
    say!("samen hooguit {} paren", report.iter().map(|rule| rule.pairs).sum::<u64>());
    Ok(())
}
