// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Names of columns: trimmed, none empty, none twice.

use std::collections::BTreeSet;

use super::{Code, Problem, Problems, Refused};

/// More columns than this is a file on its side.
const MOST_COLUMNS: usize = 4096;

/// The names of the columns from the cells of the header in record `row`.
pub(super) fn columns(cells: &[&str], row: u32, problems: &mut Problems) -> Result<Vec<String>, Refused> {
    let mut cells = cells;
    // A delimiter at the end of every line is a habit of some programs, not a column.
    if let [rest @ .., last] = cells
        && last.trim().is_empty()
        && rest.iter().any(|cell| !cell.trim().is_empty())
        && rest.last().is_some_and(|cell| !cell.trim().is_empty())
    {
        cells = rest;
    }
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return Err(Refused::NoHeader { row });
    }
    if cells.len() > MOST_COLUMNS {
        return Err(Refused::TooManyColumns { row, columns: cells.len() });
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let own: BTreeSet<String> = cells.iter().map(|cell| cell.trim().to_lowercase()).collect();
    let mut names = Vec::with_capacity(cells.len());
    for (k, cell) in cells.iter().enumerate() {
        let name = name(cell, k, row, &taken, &own, problems);
        taken.insert(name.to_lowercase());
        names.push(name);
    }
    if cells.iter().any(|cell| looks_like_data(cell)) {
        note(
            problems,
            Code::HeaderLooksLikeData,
            row,
            None,
            &cells.join(" "),
            "De kopregel ziet eruit als een rij met gegevens.".to_owned(),
        );
    }
    Ok(names)
}

fn name(cell: &str, k: usize, row: u32, taken: &BTreeSet<String>, own: &BTreeSet<String>, problems: &mut Problems) -> String {
    let trimmed = cell.trim();
    if !trimmed.is_empty() && !taken.contains(&trimmed.to_lowercase()) {
        return trimmed.to_owned();
    }
    let base = if trimmed.is_empty() { format!("kolom {}", k + 1) } else { trimmed.to_owned() };
    let free = |name: &String| !taken.contains(&name.to_lowercase()) && !own.contains(&name.to_lowercase());
    let plain = Some(base.clone()).filter(free);
    let numbered = || (2..).map(|n| format!("{base}_{n}")).find(free).expect("there is always a free number");
    let given = plain.unwrap_or_else(numbered);
    let (code, reason) = if trimmed.is_empty() {
        (Code::EmptyHeader, format!("Kolom {} heeft geen naam; wij noemen haar {given}.", k + 1))
    } else {
        (Code::DuplicateHeader, format!("Kolom {} heet {trimmed}, net als een eerdere; wij noemen haar {given}.", k + 1))
    };
    note(problems, code, row, Some(given.clone()), trimmed, reason);
    given
}

fn note(problems: &mut Problems, code: Code, row: u32, column: Option<String>, value: &str, reason: String) {
    let make = || Problem { row, column, value: super::problem::shown(value), code, reason, action: code.action(), rejected: false };
    problems.note(code, make);
}

/// A number with three digits or more, a date or a postcode: nobody names a column like that. Years do name columns.
fn looks_like_data(cell: &str) -> bool {
    let cell = cell.trim();
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let year = cell.len() == 4 && digits == 4 && (cell.starts_with("19") || cell.starts_with("20"));
    let only = cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.' | b'+' | b' '));
    digits >= 3 && only && !year
}
