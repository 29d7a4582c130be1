// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A scan as files: a table for machines, a map, a workbook for people, and totals. The same scan gives the same bytes.

mod geojson;
mod places_csv;
mod summary_json;
mod xlsx;

pub use geojson::geojson;
pub use places_csv::{places_csv, reasons, safe};
pub use summary_json::summary_json;
pub use xlsx::{About, XlsxFault, xlsx};

/// The line that goes with every list.
pub const LINE: &str = "Lijst voor een gesprek, geen verdenking";
