// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which rows are looked at, chosen by what they say: the order in which rows arrived must not decide what a column holds.

use std::collections::BinaryHeap;

use super::{Role, headers};
use crate::{hash, table::Table};

/// The rows of which the content has the lowest hashes, at most so many. Names of rows do not count, because those may be given anew.
pub(crate) fn rows(table: &Table, most: usize) -> Vec<usize> {
    if table.rows <= most {
        return (0..table.rows).collect();
    }
    let told = stretches(table);
    let mut lowest: BinaryHeap<(u64, usize)> = BinaryHeap::with_capacity(most + 1);
    for row in 0..table.rows {
        let said = told.iter().fold(0, |hash, (from, to)| hash::fold(hash, hash::text(table.stretch(row, *from, *to))));
        if lowest.len() < most || lowest.peek().is_some_and(|last| (said, row) < *last) {
            lowest.push((said, row));
            if lowest.len() > most {
                lowest.pop();
            }
        }
    }
    lowest.into_iter().map(|(_, row)| row).collect()
}

/// The first and the last of columns that stand together and do not name rows.
fn stretches(table: &Table) -> Vec<(usize, usize)> {
    let tells = |column: &usize| !names_rows(&table.columns[*column]);
    let columns: Vec<usize> = (0..table.columns.len()).filter(tells).collect();
    columns.chunk_by(|one, next| one + 1 == *next).map(|together| (together[0], together[together.len() - 1])).collect()
}

fn names_rows(heading: &str) -> bool {
    headers::meaning(heading).is_some_and(|(role, _)| matches!(role, Role::Id | Role::Truth))
}
