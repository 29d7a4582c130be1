// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A table with its truth, and the habits of exports: rows twice, empty rows, a total at the bottom.

use crate::{
    DemoError,
    files::{
        mapping::Mapping,
        table::{Cell, Dialect, Table},
    },
    out::{Handover, Out},
    rng::Rng,
    truth::Target,
};

/// A table being handed over.
pub(crate) struct Rows<'o, 'w> {
    pub out: &'o mut Out<'w>,
    pub rng: Rng,
    table: Table,
    file: String,
    sheet: String,
    columns: usize,
    twice: f64,
    copies: u64,
}

impl<'o, 'w> Rows<'o, 'w> {
    /// A CSV.
    pub(crate) fn csv(out: &'o mut Out<'w>, file: &str, dialect: Dialect, heading: &[&str]) -> Result<Self, DemoError> {
        let table = Table::csv(&out.path(file)?, dialect, heading)?;
        Ok(Self::with(out, file, "", table, heading.len()))
    }

    /// A spreadsheet with lines above the heading.
    pub(crate) fn xlsx(out: &'o mut Out<'w>, file: &str, sheet: &str, above: &[&str], heading: &[&str]) -> Result<Self, DemoError> {
        let table = Table::xlsx(&out.path(file)?, sheet, above, heading, out.world.date)?;
        Ok(Self::with(out, file, sheet, table, heading.len()))
    }

    fn with(out: &'o mut Out<'w>, file: &str, sheet: &str, table: Table, columns: usize) -> Self {
        let rng = Rng::stream(out.world.seed, file, 0);
        Self { out, rng, table, file: file.to_owned(), sheet: sheet.to_owned(), columns, twice: 0.006, copies: 0 }
    }

    /// Adds a row, sometimes twice, sometimes followed by an empty one.
    pub(crate) fn add(&mut self, cells: &[Cell], targets: &[Target]) -> Result<u64, DemoError> {
        let row = self.table.row(cells)?;
        self.out.link(&self.file, &self.sheet, row, targets)?;
        if self.rng.chance(self.twice) {
            let copy = self.table.row(cells)?;
            self.out.link(&self.file, &self.sheet, copy, targets)?;
            self.copies += 1;
            let entity = format!("dubbel/{}/{}", self.file, self.copies);
            self.out.same(&entity, &self.file, &self.sheet, row)?;
            self.out.same(&entity, &self.file, &self.sheet, copy)?;
        }
        if self.rng.chance(0.002) {
            self.table.blank(self.columns)?;
        }
        Ok(row)
    }

    /// Adds a row that is never repeated: one cell of a cross table.
    pub(crate) fn figure(&mut self, cells: &[Cell], targets: &[Target]) -> Result<(), DemoError> {
        let row = self.table.row(cells)?;
        self.out.link(&self.file, &self.sheet, row, targets)
    }

    /// Says that a row speaks of an entity that other rows may speak of too.
    pub(crate) fn same(&mut self, entity: &str, row: u64) -> Result<(), DemoError> {
        self.out.same(entity, &self.file, &self.sheet, row)
    }

    /// Closes the file with a line of totals, as some exports do.
    pub(crate) fn total(mut self, label: &str, count: u64, handover: &Handover<'_>, mapping: (&str, &Mapping)) -> Result<(), DemoError> {
        self.table.blank(self.columns)?;
        let mut cells = vec![Cell::Empty; self.columns];
        cells[0] = Cell::from(label);
        cells[self.columns - 1] = Cell::Whole(count as i64);
        let row = self.table.row(&cells)?;
        self.out.link(&self.file, &self.sheet, row, &[Target::None])?;
        self.finish(handover, mapping)
    }

    /// Closes the file and puts it on the list.
    pub(crate) fn finish(self, handover: &Handover<'_>, mapping: (&str, &Mapping)) -> Result<(), DemoError> {
        self.table.finish()?;
        let format = if self.sheet.is_empty() { "csv" } else { "xlsx" };
        self.out.deliver(&Handover { file: &self.file, format, ..*handover }, Some(mapping))
    }
}

/// A day in the last `years` years.
pub(crate) fn day(rng: &mut Rng, date: jiff::civil::Date, years: f64) -> jiff::civil::Date {
    use jiff::ToSpan;
    date.saturating_sub((rng.whole(3, (years * 365.0) as i64) as i32).days())
}
