// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From bytes to a table.

use super::{
    Code, Encoding, Problem, Problems, Refused, Table,
    cells::Ends,
    encoding, header,
    parse::{Parser, Record},
    problem::shown,
    sniff, title,
};

/// How to read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// What stands between cells; found out when not given.
    pub delimiter: Option<u8>,
    /// How many problems are kept in detail; the others are counted.
    pub most_problems: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { delimiter: None, most_problems: 1000 }
    }
}

/// Reads a CSV. Copies the bytes; [`read_owned`] does not.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Table, Refused> {
    read_owned(bytes.to_vec(), options)
}

/// Reads a CSV and keeps its bytes as the text of the table.
pub fn read_owned(bytes: Vec<u8>, options: &ReadOptions) -> Result<Table, Refused> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Refused::TooLarge { bytes: bytes.len() as u64 });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refused::Empty);
    }
    let (bytes, encoding) = encoding::decode(bytes)?;
    if u32::try_from(bytes.len()).is_err() {
        return Err(Refused::TooLarge { bytes: bytes.len() as u64 });
    }
    let announced = sniff::announced(&bytes);
    let start = announced.map_or(0, |(_, start)| start);
    let delimiter = options.delimiter.or(announced.map(|(d, _)| d)).unwrap_or_else(|| sniff::delimiter(&bytes[start..]));
    let line_end = sniff::line_end(&bytes);
    let zeros = bytes.contains(&0);
    let titles = title::lines(&bytes[start..], delimiter, line_end);
    let mut reading = Reading::new(Parser::new(bytes, start, delimiter, line_end), options.most_problems, u32::from(announced.is_some()));
    reading.damaged = encoding == Encoding::DamagedUtf8;
    reading.zeros = zeros;
    reading.titles(titles)?;
    let columns = reading.header()?;
    reading.rows(&columns)?;
    reading.table(columns, encoding, delimiter)
}

/// What is known halfway.
struct Reading {
    parser: Parser,
    ends: Vec<u32>,
    record: u32,
    header_record: u32,
    starts: Vec<u32>,
    kept: Ends,
    skipped: Vec<u32>,
    rows_in: usize,
    rejected: usize,
    first_reason: Option<(u32, String)>,
    problems: Problems,
    damaged: bool,
    zeros: bool,
}

impl Reading {
    fn new(parser: Parser, most: usize, record: u32) -> Self {
        Self {
            parser,
            ends: Vec::new(),
            record,
            header_record: 0,
            starts: Vec::new(),
            kept: Ends::Short(Vec::new()),
            skipped: Vec::new(),
            rows_in: 0,
            rejected: 0,
            first_reason: None,
            problems: Problems { most, ..Problems::default() },
            damaged: false,
            zeros: false,
        }
    }

    fn next(&mut self) -> Result<Option<Record>, Refused> {
        self.record += 1;
        self.parser.next(&mut self.ends, self.record)
    }

    /// Lines above the header that only hold a title.
    fn titles(&mut self, lines: usize) -> Result<(), Refused> {
        let mut left = lines;
        while left > 0 {
            let Some(record) = self.next()? else { return Ok(()) };
            if record.blank {
                continue;
            }
            left -= 1;
            let value = (0..self.ends.len()).map(|k| self.cell(&record, k)).collect::<String>();
            let (row, code) = (self.record, Code::TitleLine);
            self.problems.note(code, || Problem {
                row,
                column: None,
                value: shown(&value),
                code,
                reason: "Deze regel staat boven de kopregel en hoort niet bij de tabel.".to_owned(),
                action: code.action(),
                rejected: false,
            });
        }
        Ok(())
    }

    /// The first line that is not blank.
    fn header(&mut self) -> Result<Vec<String>, Refused> {
        while let Some(record) = self.next()? {
            if record.blank {
                continue;
            }
            if record.trouble.is_some() {
                return Err(Refused::BrokenQuotes { row: self.record });
            }
            if self.zero_in(&record).is_some() {
                return Err(Refused::OtherKind("een bestand met andere tekens dan tekst"));
            }
            self.header_record = self.record;
            let cells: Vec<String> = (0..self.ends.len()).map(|k| self.cell(&record, k)).collect();
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            return header::columns(&cells, self.record, &mut self.problems);
        }
        Err(Refused::Empty)
    }

    fn rows(&mut self, columns: &[String]) -> Result<(), Refused> {
        self.reserve(columns.len());
        while let Some(record) = self.next()? {
            if record.blank {
                self.skipped.push(self.record);
                continue;
            }
            self.rows_in += 1;
            match self.fault(&record, columns.len()) {
                Some((code, cell)) => self.reject(&record, code, cell, columns),
                None => self.accept(&record, columns),
            }
        }
        Ok(())
    }

    /// Room for as many rows as the length of the header line suggests would be a guess; the first rows tell better.
    fn reserve(&mut self, width: usize) {
        let rest = &self.parser.bytes;
        let sample = &rest[..rest.len().min(1 << 16)];
        let lines = sample.iter().filter(|&&b| b == b'\n').count().max(1);
        let rows = (rest.len() as u64 * lines as u64 / sample.len().max(1) as u64 * 102 / 100) as usize;
        self.starts.reserve(rows);
        if let Ends::Short(short) = &mut self.kept {
            short.reserve(rows.saturating_mul(width).min(rest.len() + 1));
        }
    }

    /// Why this record is no row, and in which cell.
    fn fault(&mut self, record: &Record, width: usize) -> Option<(Code, usize)> {
        if record.trouble.is_some() {
            return record.trouble;
        }
        if let Some(cell) = self.zero_in(record) {
            return Some((Code::BrokenCharacter, cell));
        }
        let found = self.ends.len();
        if found == width && self.ends[found - 1] as usize + 1 > width {
            return None;
        }
        let empty = |k: usize| self.ends[k] == if k == 0 { 0 } else { self.ends[k - 1] + 1 };
        if (0..found).all(empty) {
            return Some((Code::EmptyRow, 0));
        }
        if found < width {
            return Some((Code::TooFewCells, found));
        }
        if !(width..found).all(empty) {
            return Some((Code::TooManyCells, width));
        }
        self.ends.truncate(width);
        None
    }

    /// The cell with a byte 0, which no text has.
    fn zero_in(&self, record: &Record) -> Option<usize> {
        let line = self.zeros.then(|| &self.parser.bytes[record.start..record.end])?;
        let at = line.iter().position(|&byte| byte == 0)?;
        self.ends.iter().position(|&end| at < end as usize)
    }

    fn accept(&mut self, record: &Record, columns: &[String]) {
        self.starts.push(record.start as u32);
        self.kept.push_row(&self.ends);
        if self.damaged {
            self.note_damage(record, columns);
        }
    }

    /// Cells with a character that could not be read.
    fn note_damage(&mut self, record: &Record, columns: &[String]) {
        for (k, name) in columns.iter().enumerate() {
            let text = self.cell(record, k);
            if text.contains('\u{fffd}') {
                let (row, code) = (self.record, Code::BrokenCharacter);
                let reason = format!("In kolom {name} staat een teken dat niet te lezen is.");
                let column = Some(name.clone());
                self.problems.note(code, || Problem {
                    row,
                    column,
                    value: shown(&text),
                    code,
                    reason,
                    action: code.action(),
                    rejected: false,
                });
            }
        }
    }

    fn reject(&mut self, record: &Record, code: Code, cell: usize, columns: &[String]) {
        self.rejected += 1;
        self.skipped.push(self.record);
        let (row, found, width) = (self.record, self.ends.len(), columns.len());
        let reason = match code {
            Code::TooFewCells => format!("De rij heeft {found} cellen; de kopregel heeft er {width}."),
            Code::TooManyCells => format!("De rij heeft {found} cellen; de kopregel heeft er {width}."),
            Code::UnclosedQuote => "Een aanhalingsteken opent een cel en wordt niet gesloten.".to_owned(),
            Code::TextBehindQuote => "Achter een gesloten aanhalingsteken staat nog tekst.".to_owned(),
            Code::BrokenCharacter => "In de rij staat een byte 0; dat is geen tekst.".to_owned(),
            _ => "De rij is leeg.".to_owned(),
        };
        if self.first_reason.is_none() {
            self.first_reason = Some((row, reason.clone()));
        }
        let line = &self.parser.bytes[record.start..record.end.min(record.start + 400)];
        let column = columns.get(cell).filter(|_| code != Code::EmptyRow).cloned();
        let make =
            || Problem { row, column, value: shown(&String::from_utf8_lossy(line)), code, reason, action: code.action(), rejected: true };
        self.problems.note(code, make);
    }

    fn cell(&self, record: &Record, k: usize) -> String {
        let from = record.start + if k == 0 { 0 } else { self.ends[k - 1] as usize + 1 };
        String::from_utf8_lossy(&self.parser.bytes[from..record.start + self.ends[k] as usize]).into_owned()
    }

    fn table(mut self, columns: Vec<String>, encoding: Encoding, delimiter: u8) -> Result<Table, Refused> {
        if self.starts.is_empty() && self.rows_in > 0 {
            let (row, reason) = self.first_reason.unwrap_or_default();
            return Err(Refused::NothingFits { rows: self.rows_in, row, reason });
        }
        self.starts.shrink_to_fit();
        self.kept.shrink();
        let text =
            String::from_utf8(self.parser.bytes).expect("quotes and delimiters are ASCII, so taking them away leaves whole characters");
        Ok(Table {
            columns,
            rows: self.starts.len(),
            rows_in: self.rows_in,
            rejected: self.rejected,
            problems: self.problems,
            encoding,
            delimiter: char::from(delimiter),
            text,
            starts: self.starts,
            ends: self.kept,
            skipped: self.skipped,
            header_record: self.header_record,
        })
    }
}
