// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A line of a spreadsheet, whatever kind of file it comes from.

use std::ops::ControlFlow;

use crate::ReadError;

/// More columns than this are not read: a stray cell in the last column must not cost memory.
pub(super) const WIDEST: usize = 2_000;

/// What a cell is to the file.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum CellKind {
    /// Text, or anything in a CSV file.
    #[default]
    Text,
    /// A number.
    Number(f64),
    /// A date.
    Date(jiff::civil::Date),
    /// A formula that failed.
    Fault,
    /// A formula that was written down without its outcome, by a program that does not reckon.
    Unsolved,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Cell {
    /// As a person would read it.
    pub(super) text: String,
    /// What it is to the file.
    pub(super) kind: CellKind,
}

impl Cell {
    pub(super) fn is_blank(&self) -> bool {
        self.kind != CellKind::Unsolved && self.text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\0'))
    }
}

/// One line; blank lines come too, so that others keep their number.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    /// As a person counts, from 1.
    pub(super) number: u64,
    /// Its cells, those at the end may be absent.
    pub(super) cells: Vec<Cell>,
    /// A quotation mark in it has no counterpart, and was taken for text.
    pub(super) stray_quote: bool,
    /// A NUL stood in it, a character that no text holds; it was left out.
    pub(super) nul: bool,
    /// Columns that hold the value of a merged cell above them.
    pub(super) merged: Vec<usize>,
    /// It was too long to be read whole.
    pub(super) cut: bool,
}

impl Line {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// What [`Lines::scan`] calls for each line. `Break` ends the scan.
pub(super) type Visit<'a> = &'a mut dyn FnMut(Line, Progress) -> Result<ControlFlow<()>, ReadError>;

/// How far a scan is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress {
    pub(super) done: u64,
    pub(super) total: u64,
}

/// A file, or a sheet of one, that can be read from the start more than once.
pub(super) trait Lines {
    /// Reads all lines. Gives the reason when the file broke off before its end.
    fn scan(&mut self, visit: Visit<'_>) -> Result<Option<String>, ReadError>;

    /// Whether its days are counted from 1904, as old Macs did.
    fn counts_from_1904(&self) -> bool {
        false
    }
}
