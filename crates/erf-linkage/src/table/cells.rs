// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The table itself: text once, ends of cells beside it.

use super::{Encoding, Problem, Problems};

/// A table read from a CSV.
#[derive(Debug, Clone)]
pub struct Table {
    /// Names of the columns, trimmed, never empty and never twice the same.
    pub columns: Vec<String>,
    /// Number of rows that can be used.
    pub rows: usize,
    /// Rows in the file under the header, blank lines not counted. Always `rows + rejected`.
    pub rows_in: usize,
    /// Rows that could not be used.
    pub rejected: usize,
    /// What was found wrong.
    pub problems: Problems,
    /// How the bytes were read.
    pub encoding: Encoding,
    /// What stands between cells.
    pub delimiter: char,
    pub(super) text: String,
    pub(super) starts: Vec<u32>,
    pub(super) ends: Ends,
    /// Numbers of records that are no row of the table, in order.
    pub(super) skipped: Vec<u32>,
    /// The number of the record with the header.
    pub(super) header_record: u32,
}

/// Ends of cells counted from the start of their row: two bytes each until a row is longer than that.
#[derive(Debug, Clone)]
pub(super) enum Ends {
    Short(Vec<u16>),
    Long(Vec<u32>),
}

impl Ends {
    pub(super) fn push_row(&mut self, ends: &[u32]) {
        if let Self::Short(short) = self {
            if ends.last().is_none_or(|&last| last <= u32::from(u16::MAX)) {
                return short.extend(ends.iter().map(|&end| end as u16));
            }
            *self = Self::Long(short.iter().map(|&end| u32::from(end)).collect());
        }
        if let Self::Long(long) = self {
            long.extend_from_slice(ends);
        }
    }

    fn at(&self, index: usize) -> usize {
        match self {
            Self::Short(short) => usize::from(short[index]),
            Self::Long(long) => long[index] as usize,
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Short(short) => short.capacity() * 2,
            Self::Long(long) => long.capacity() * 4,
        }
    }

    pub(super) fn shrink(&mut self) {
        match self {
            Self::Short(short) => short.shrink_to_fit(),
            Self::Long(long) => long.shrink_to_fit(),
        }
    }
}

impl Table {
    /// The text of a cell, as it is in the file but for quotes. Panics outside the table, as a slice does.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        assert!(column < self.columns.len(), "kolom {column} bestaat niet");
        &self.text[self.start(row, column)..self.end(row, column)]
    }

    /// Cells of a row that stand together, as bytes with one between every two.
    pub(crate) fn stretch(&self, row: usize, first: usize, last: usize) -> &[u8] {
        &self.text.as_bytes()[self.start(row, first)..self.end(row, last)]
    }

    fn start(&self, row: usize, column: usize) -> usize {
        let start = self.starts[row] as usize;
        // Between two cells one byte is left: the delimiter that stood there.
        if column == 0 { start } else { start + self.ends.at(row * self.columns.len() + column - 1) + 1 }
    }

    fn end(&self, row: usize, column: usize) -> usize {
        self.starts[row] as usize + self.ends.at(row * self.columns.len() + column)
    }

    /// The cells of one column, from the first row to the last.
    pub fn column(&self, column: usize) -> impl ExactSizeIterator<Item = &str> + Clone {
        (0..self.rows).map(move |row| self.cell(row, column))
    }

    /// The cells of one row.
    pub fn row(&self, row: usize) -> impl ExactSizeIterator<Item = &str> + Clone {
        (0..self.columns.len()).map(move |column| self.cell(row, column))
    }

    /// The column with this name, as typed or else in other case.
    pub fn column_named(&self, name: &str) -> Option<usize> {
        let exact = self.columns.iter().position(|column| column == name);
        exact.or_else(|| self.columns.iter().position(|column| column.eq_ignore_ascii_case(name)))
    }

    /// The number of the row as a spreadsheet shows it: the header of a plain file is row 1, the first row under it row 2.
    pub fn row_number(&self, row: usize) -> u32 {
        let plain = self.header_record + 1 + row as u32;
        let mut number = plain;
        loop {
            let before = self.skipped.partition_point(|&record| record <= number) as u32;
            if plain + before == number {
                return number;
            }
            number = plain + before;
        }
    }

    /// Bytes that the table holds, for a report of memory.
    pub fn bytes(&self) -> usize {
        self.text.capacity() + self.starts.capacity() * 4 + self.ends.bytes() + self.skipped.capacity() * 4
    }

    /// What is wrong in detail, first rows first; the rest is counted in [`Problems::counts`].
    pub fn problem_list(&self) -> &[Problem] {
        &self.problems.list
    }
}
