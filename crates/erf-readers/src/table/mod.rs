// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Spreadsheets (CSV and XLSX) with a column mapping.
//!
//! What counts as a row: every line below the headings that holds anything. Blank lines are not counted; a line of totals, a
//! repeated heading and a line with nothing in a mapped column are counted and rejected with a reason. A value that cannot be
//! read is left out with a remark and the rest of its row is kept: the caller decides what a row cannot do without.
//! Columns that the mapping does not name are looked at once, for citizen service numbers, and never leave the reader.

mod csv;
mod decode;
mod field;
mod headings;
mod line;
mod read;
mod row;
mod survey;
mod xlsx;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use crate::bsn::holds_bsn;
use crate::{Tally, mapping::Field};
pub(crate) use field::json_number;
pub(crate) use headings::nearest;
pub use read::read;

/// One row of a spreadsheet, normalised, with what stood there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// Sheet; empty for CSV.
    pub sheet: String,
    /// Number of the row as a person sees it in a spreadsheet, headings included.
    pub row: u64,
    /// The cells of the mapped columns as they stood, in the order of [`TableSummary::columns`].
    pub raw: Vec<String>,
    /// Our fields, as normalised text: days `2026-10-01` (less precise dates `2026-10` or `2026`), numbers with a point,
    /// yes and no as `ja` and `nee`, x and y in RD metres with one decimal, identifiers with their leading zeros.
    pub fields: BTreeMap<Field, String>,
    /// Everything else the mapping asks for: text, number, day as text, or true and false.
    pub attributes: BTreeMap<String, Value>,
}

/// What a spreadsheet held.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TableSummary {
    /// Rows in and what became of them.
    pub tally: Tally,
    /// Headings of the mapped columns, in the order of the file.
    pub columns: Vec<String>,
    /// The sheet that was read; empty for CSV.
    pub sheet: String,
    /// The row of the headings, counted from 1.
    pub header_row: u64,
    /// Columns of the file that the mapping does not name and that were therefore not imported.
    pub ignored_columns: Vec<String>,
    /// Name of the encoding; empty for XLSX.
    pub encoding: String,
    /// The character between cells; empty for XLSX.
    pub delimiter: String,
}
