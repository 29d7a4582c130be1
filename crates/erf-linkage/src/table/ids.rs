// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which column tells rows apart, and whether it does.

use std::collections::HashMap;

use super::{Refused, Table, problem::shown};

/// What a row is called in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdColumn {
    /// The value of this column.
    Column(usize),
    /// The number of the row, for a table without a column of identifiers.
    RowNumber,
}

impl IdColumn {
    /// The identifier of a row.
    pub fn of(self, table: &Table, row: usize) -> std::borrow::Cow<'_, str> {
        match self {
            Self::Column(column) => table.cell(row, column).trim().into(),
            Self::RowNumber => table.row_number(row).to_string().into(),
        }
    }
}

/// The column with identifiers: the one asked for, else `unique_id`, else `id`, else the row number. Refuses a column in which a
/// value is missing or comes back: links would then point at nobody knows which row.
pub fn find_ids(table: &Table, asked: Option<&str>) -> Result<IdColumn, Refused> {
    let found = match asked {
        Some(name) => Some(table.column_named(name).ok_or_else(|| no_such(table, name))?),
        None => table.column_named("unique_id").or_else(|| table.column_named("id")),
    };
    let Some(column) = found else { return Ok(IdColumn::RowNumber) };
    check(table, column)?;
    Ok(IdColumn::Column(column))
}

fn no_such(table: &Table, name: &str) -> Refused {
    Refused::NoSuchColumn { name: name.to_owned(), columns: table.columns.join(", ") }
}

fn check(table: &Table, column: usize) -> Result<(), Refused> {
    if counts_up(table, column) {
        return Ok(());
    }
    let mut seen: HashMap<&str, u32> = HashMap::with_capacity(table.rows);
    let (mut empty, mut double) = ((0_usize, 0_usize), (0_usize, None));
    for (row, cell) in table.column(column).enumerate() {
        let id = cell.trim();
        if id.is_empty() {
            empty = if empty.0 == 0 { (1, row) } else { (empty.0 + 1, empty.1) };
        } else if let Some(&first) = seen.get(id) {
            double = (double.0 + 1, double.1.or(Some((id, first as usize, row))));
        } else {
            seen.insert(id, row as u32);
        }
    }
    let name = table.columns[column].clone();
    if empty.0 > 0 {
        return Err(Refused::EmptyIds { column: name, row: table.row_number(empty.1), count: empty.0 });
    }
    let (count, Some((value, first, second))) = double else { return Ok(()) };
    let (first, second) = (table.row_number(first), table.row_number(second));
    Err(Refused::DuplicateIds { column: name, value: shown(value), first, second, count })
}

/// Whether the values are whole numbers that rise from row to row. Then they differ, and no memory is needed to know it.
fn counts_up(table: &Table, column: usize) -> bool {
    let mut before = None;
    table.column(column).all(|cell| {
        let number = cell.trim().parse::<u64>().ok();
        let rises = number.is_some() && number > before;
        before = number;
        rises
    })
}
