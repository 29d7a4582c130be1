// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! XLSX, cell by cell.
//!
//! Never `worksheet_range`: that allocates the whole rectangle, and one value in the last cell makes it 17 thousand million
//! cells.

use std::{collections::BTreeMap, fs::File, io::BufReader, iter::Peekable, path::Path, slice};

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxCellFormulaMetadataRecord, XlsxError};

use super::line::{Cell, CellKind, Line, Lines, Progress, Visit, WIDEST};
use crate::{ReadError, causes, values};

/// A workbook.
pub(super) struct Workbook {
    book: Xlsx<BufReader<File>>,
    from_1904: bool,
}

impl Workbook {
    pub(super) fn open(path: &Path) -> Result<Self, ReadError> {
        let file = File::open(path).map_err(|e| ReadError::io(path, &e))?;
        let book: Xlsx<_> = Xlsx::new(BufReader::new(file)).map_err(|error| match error {
            XlsxError::Password => ReadError::format(path, "leesbaar XLSX-bestand", "het is beveiligd met een wachtwoord"),
            other => ReadError::format(path, "XLSX-bestand", causes::xlsx(&other)),
        })?;
        let from_1904 = book.has_1904_epoch();
        Ok(Self { book, from_1904 })
    }

    /// All sheets, those that a person sees first; and which of them are hidden.
    pub(super) fn sheet_names(&self) -> (Vec<String>, Vec<String>) {
        let names = |visible: bool| {
            let all = self.book.sheets_metadata().iter();
            all.filter(move |sheet| (sheet.visible == SheetVisible::Visible) == visible).map(|sheet| sheet.name.clone())
        };
        (names(true).chain(names(false)).collect(), names(false).collect())
    }

    pub(super) fn sheet<'a>(&'a mut self, name: &'a str) -> Sheet<'a> {
        Sheet { workbook: self, name, merged: Vec::new() }
    }
}

/// One sheet.
pub(super) struct Sheet<'a> {
    workbook: &'a mut Workbook,
    name: &'a str,
    /// Cells that were merged downwards, from the top.
    merged: Vec<Dimensions>,
}

impl Sheet<'_> {
    /// With the value of merged cells below this row in every row they cover. Costs one more pass over the sheet.
    pub(super) fn filled_below(mut self, row: u64) -> Self {
        // Damage is met again, with its place, when the rows are read.
        let all = self.workbook.book.merge_cells_by_sheet_name(self.name).unwrap_or_default();
        self.merged = all.into_iter().filter(|region| u64::from(region.start.0) >= row && region.end.0 > region.start.0).collect();
        self.merged.sort_unstable_by_key(|region| region.start);
        self
    }
}

/// Hands the value of merged cells on to the rows below.
struct Filler<'m> {
    coming: Peekable<slice::Iter<'m, Dimensions>>,
    /// By column: the last row, and the value.
    open: BTreeMap<usize, (u64, Cell)>,
}

impl<'m> Filler<'m> {
    fn new(merged: &'m [Dimensions]) -> Self {
        Self { coming: merged.iter().peekable(), open: BTreeMap::new() }
    }

    /// A region counts in its first column only: a name across the sheet is no value of the columns it hangs over.
    fn fill(&mut self, line: &mut Line) {
        self.open.retain(|_, (last, _)| *last >= line.number);
        for (column, (_, cell)) in &self.open {
            if line.cells.get(*column).is_none_or(Cell::is_blank) {
                put(line, *column, cell.clone());
                line.merged.push(*column);
            }
        }
        while let Some(region) = self.coming.next_if(|region| u64::from(region.start.0) < line.number) {
            let (first, last, column) = (u64::from(region.start.0) + 1, u64::from(region.end.0) + 1, region.start.1 as usize);
            if let Some(cell) = line.cells.get(column).filter(|_| first == line.number) {
                self.open.insert(column, (last, cell.clone()));
            }
        }
    }
}

impl Lines for Sheet<'_> {
    fn counts_from_1904(&self) -> bool {
        self.workbook.from_1904
    }

    fn scan(&mut self, visit: Visit<'_>) -> Result<Option<String>, ReadError> {
        let from_1904 = self.workbook.from_1904;
        let mut filler = Filler::new(&self.merged);
        let mut cells = match self.workbook.book.worksheet_cells_reader(self.name) {
            Ok(cells) => cells,
            Err(error) => return Ok(Some(causes::xlsx(&error))),
        };
        let total = u64::from(cells.dimensions().end.0) + 1;
        let mut line = Line::default();
        loop {
            let (place, value) = match cells.next_cell_with_formula_metadata() {
                Ok(Some(cell)) => (cell.pos, read(&cell, from_1904)),
                Ok(None) => {
                    if holds_anything(&line) {
                        filler.fill(&mut line);
                        // Whether the caller wants more does not matter any more.
                        visit(line, Progress { done: total, total })?.is_break();
                    }
                    return Ok(None);
                }
                Err(error) => return Ok(Some(causes::xlsx(&error))),
            };
            let number = u64::from(place.0) + 1;
            if number != line.number && holds_anything(&line) {
                filler.fill(&mut line);
                let progress = Progress { done: line.number.min(total), total };
                if visit(std::mem::take(&mut line), progress)?.is_break() {
                    return Ok(None);
                }
            }
            line.number = number;
            put(&mut line, place.1 as usize, value);
        }
    }
}

fn holds_anything(line: &Line) -> bool {
    !line.cells.is_empty() || line.cut
}

fn put(line: &mut Line, column: usize, cell: Cell) {
    if cell.text.is_empty() && cell.kind != CellKind::Unsolved {
        return;
    }
    if column >= WIDEST {
        line.cut = true;
        return;
    }
    if line.cells.len() <= column {
        line.cells.resize(column + 1, Cell::default());
    }
    line.cells[column] = cell;
}

fn read(cell: &XlsxCellFormulaMetadataRecord<'_>, from_1904: bool) -> Cell {
    match (&cell.value, &cell.formula) {
        (DataRef::Empty, Some(_)) => Cell { text: String::new(), kind: CellKind::Unsolved },
        (value, _) => convert(value, from_1904),
    }
}

fn convert(value: &DataRef<'_>, from_1904: bool) -> Cell {
    let text = |text: &str| Cell { text: text.to_owned(), kind: CellKind::Text };
    match value {
        DataRef::Empty => Cell::default(),
        DataRef::Int(whole) => Cell { text: whole.to_string(), kind: CellKind::Number(*whole as f64) },
        DataRef::Float(number) => Cell { text: shown(*number), kind: CellKind::Number(*number) },
        DataRef::String(string) => text(string),
        DataRef::SharedString(string) => text(string),
        DataRef::Bool(yes) => text(if *yes { "ja" } else { "nee" }),
        DataRef::DateTime(moment) => date(moment, from_1904),
        DataRef::DateTimeIso(iso) | DataRef::DurationIso(iso) => text(iso),
        DataRef::Error(fault) => Cell { text: fault.to_string(), kind: CellKind::Fault },
    }
}

/// A number as digits: identifiers must not turn into `2.2e14`.
fn shown(number: f64) -> String {
    if number == number.trunc() && number.abs() < 1e18 { format!("{number:.0}") } else { format!("{number}") }
}

fn date(moment: &ExcelDateTime, from_1904: bool) -> Cell {
    let serial = moment.as_f64();
    match values::serial(serial, from_1904) {
        Some(day) if moment.is_datetime() => Cell { text: day.to_string(), kind: CellKind::Date(day) },
        _ => Cell { text: shown(serial), kind: CellKind::Number(serial) },
    }
}
