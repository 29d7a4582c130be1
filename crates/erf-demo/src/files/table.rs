// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tables as CSV or XLSX, with the habits of the people who export them.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use encoding_rs::WINDOWS_1252;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use crate::DemoError;

/// One cell.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Whole(i64),
    Number(f64, usize),
    Day(Date),
    /// A date that lost its date format: a bare serial number in a spreadsheet.
    Serial(Date),
    YesNo(bool),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Day(date)
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::YesNo(value)
    }
}

/// How a CSV is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dialect {
    pub delimiter: u8,
    pub comma: bool,
    pub windows_1252: bool,
    pub bom: bool,
    /// How a date is written, in strftime letters.
    pub dates: &'static str,
}

impl Dialect {
    /// As Dutch office software does it.
    pub(crate) const OFFICE: Self = Self { delimiter: b';', comma: true, windows_1252: false, bom: true, dates: "%d-%m-%Y" };
    /// As a program does it.
    pub(crate) const PLAIN: Self = Self { delimiter: b',', comma: false, windows_1252: false, bom: false, dates: "%Y-%m-%d" };
}

enum Sink {
    Csv { out: BufWriter<File>, dialect: Dialect, line: String },
    Xlsx { book: Box<Workbook>, path: std::path::PathBuf, day: Format, columns: usize },
}

/// A table being written.
pub(crate) struct Table {
    sink: Sink,
    next_row: u64,
}

/// Days since 30 December 1899, as spreadsheets count them.
pub(crate) fn serial(date: Date) -> i64 {
    i64::from((date - jiff::civil::date(1899, 12, 30)).get_days())
}

impl Table {
    /// Starts a CSV with a heading.
    pub(crate) fn csv(path: &Path, dialect: Dialect, heading: &[&str]) -> Result<Self, DemoError> {
        let mut out = BufWriter::with_capacity(1 << 17, File::create(path).map_err(DemoError::at(path))?);
        if dialect.bom {
            out.write_all(b"\xEF\xBB\xBF").map_err(DemoError::at(path))?;
        }
        let mut table = Self { sink: Sink::Csv { out, dialect, line: String::new() }, next_row: 1 };
        table.row(&heading.iter().map(|h| Cell::from(*h)).collect::<Vec<_>>())?;
        Ok(table)
    }

    /// Starts a sheet; `above` are lines before the heading, `date` becomes the day of making.
    pub(crate) fn xlsx(path: &Path, sheet: &str, above: &[&str], heading: &[&str], date: Date) -> Result<Self, DemoError> {
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_ymd(date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs());
        book.set_properties(&DocProperties::new().set_creation_datetime(&made.map_err(DemoError::sheet(path))?));
        book.add_worksheet().set_name(sheet).map_err(DemoError::sheet(path))?;
        let day = Format::new().set_num_format("dd-mm-yyyy");
        let mut table = Self { sink: Sink::Xlsx { book: Box::new(book), path: path.to_owned(), day, columns: heading.len() }, next_row: 1 };
        for text in above {
            table.row(&[Cell::from(*text)])?;
        }
        table.row(&heading.iter().map(|h| Cell::from(*h)).collect::<Vec<_>>())?;
        Ok(table)
    }

    /// Writes a row; its number as a person sees it in a spreadsheet.
    pub(crate) fn row(&mut self, cells: &[Cell]) -> Result<u64, DemoError> {
        let number = self.next_row;
        self.next_row += 1;
        match &mut self.sink {
            Sink::Csv { out, dialect, line } => {
                line.clear();
                for (index, cell) in cells.iter().enumerate() {
                    if index > 0 {
                        line.push(char::from(dialect.delimiter));
                    }
                    push_csv(line, cell, dialect);
                }
                line.push_str("\r\n");
                let written =
                    if dialect.windows_1252 { out.write_all(&WINDOWS_1252.encode(line).0) } else { out.write_all(line.as_bytes()) };
                written.map_err(|cause| DemoError::Write { path: "tabel".into(), cause })?;
            }
            Sink::Xlsx { book, path, day, .. } => {
                let sheet = book.worksheet_from_index(0).map_err(DemoError::sheet(path))?;
                for (cell, column) in cells.iter().zip(0_u16..) {
                    let row = (number - 1) as u32;
                    let written = match cell {
                        Cell::Empty => continue,
                        Cell::Text(text) => sheet.write_string(row, column, text),
                        Cell::Whole(value) => sheet.write_number(row, column, *value as f64),
                        Cell::Number(value, _) => sheet.write_number(row, column, *value),
                        Cell::Day(date) => sheet.write_number_with_format(row, column, serial(*date) as f64, day),
                        Cell::Serial(date) => sheet.write_number(row, column, serial(*date) as f64),
                        Cell::YesNo(value) => sheet.write_string(row, column, if *value { "ja" } else { "nee" }),
                    };
                    written.map_err(DemoError::sheet(path))?;
                }
            }
        }
        Ok(number)
    }

    /// A row without content: in a CSV only delimiters, as an export leaves it.
    pub(crate) fn blank(&mut self, columns: usize) -> Result<u64, DemoError> {
        self.row(&vec![Cell::Empty; columns])
    }

    /// Closes the file; the number of rows below the heading and what stands above it.
    pub(crate) fn finish(self) -> Result<u64, DemoError> {
        match self.sink {
            Sink::Csv { mut out, .. } => out.flush().map_err(|cause| DemoError::Write { path: "tabel".into(), cause })?,
            Sink::Xlsx { mut book, path, columns, .. } => {
                let sheet = book.worksheet_from_index(0).map_err(DemoError::sheet(&path))?;
                for column in 0..columns as u16 {
                    sheet.set_column_width(column, 18).map_err(DemoError::sheet(&path))?;
                }
                book.save(&path).map_err(DemoError::sheet(&path))?;
            }
        }
        Ok(self.next_row - 1)
    }
}

fn push_csv(line: &mut String, cell: &Cell, dialect: &Dialect) {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let plain = !text.contains([char::from(dialect.delimiter), '"', '\n', '\r']);
            if plain {
                line.push_str(text);
            } else {
                line.push('"');
                line.push_str(&text.replace('"', "\"\""));
                line.push('"');
            }
        }
        Cell::Whole(value) => line.push_str(&value.to_string()),
        Cell::Number(value, decimals) => {
            let text = format!("{value:.decimals$}");
            line.push_str(&if dialect.comma { text.replace('.', ",") } else { text });
        }
        Cell::Day(date) => line.push_str(&date.strftime(dialect.dates).to_string()),
        Cell::Serial(date) => line.push_str(&serial(*date).to_string()),
        Cell::YesNo(value) => line.push_str(if *value { "ja" } else { "nee" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_days_are_those_of_spreadsheets() {
        assert_eq!(serial(jiff::civil::date(2024, 1, 1)), 45_292);
    }

    #[test]
    fn numbers_and_text_follow_the_dialect() {
        let mut line = String::new();
        push_csv(&mut line, &Cell::Number(12.5, 2), &Dialect::OFFICE);
        push_csv(&mut line, &Cell::from("a;b"), &Dialect::OFFICE);
        assert_eq!(line, "12,50\"a;b\"");
    }
}
