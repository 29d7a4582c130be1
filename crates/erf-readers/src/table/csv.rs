// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Text with separators, as partners write it: quoted or not, ragged, with quotation marks gone astray.
//!
//! Not the `csv` crate: that cannot go back when a quotation mark turns out to have no counterpart, and one stray mark would
//! swallow the rest of the file as one cell.

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use encoding_rs::Encoding;

use super::{
    decode::Decoding,
    line::{Cell, Line, Lines, Progress, Visit, WIDEST},
};
use crate::{ReadError, causes};

/// A quoted cell that goes on for more lines than this is a stray quotation mark.
const MOST_QUOTED_LINES: usize = 100;
/// Bytes in one line.
const LONGEST_LINE: u64 = 1 << 20;

/// A CSV file with a known encoding and separator.
pub(super) struct CsvFile {
    path: PathBuf,
    encoding: &'static Encoding,
    delimiter: char,
    /// How many cells a full line has; nought as long as that is not known.
    width: usize,
}

impl CsvFile {
    pub(super) fn new(path: &Path, encoding: &'static Encoding, delimiter: char) -> Self {
        Self { path: path.to_owned(), encoding, delimiter, width: 0 }
    }

    pub(super) fn of_width(self, width: usize) -> Self {
        Self { width, ..self }
    }
}

impl Lines for CsvFile {
    fn scan(&mut self, visit: Visit<'_>) -> Result<Option<String>, ReadError> {
        let file = File::open(&self.path).map_err(|e| ReadError::io(&self.path, &e))?;
        let total = file.metadata().map_or(0, |m| m.len());
        let source = BufReader::with_capacity(1 << 16, Decoding::new(file, self.encoding));
        let mut records = Records::new(source, self.delimiter, self.width);
        loop {
            match records.next() {
                Ok(None) => return Ok(None),
                Ok(Some(line)) => {
                    let done = records.read.min(total);
                    if visit(line, Progress { done, total })?.is_break() {
                        return Ok(None);
                    }
                }
                Err(error) => return Ok(Some(causes::io(&error))),
            }
        }
    }
}

/// The first line of a file may name its separator for Excel: `sep=;`.
pub(super) fn declared_delimiter(path: &Path, encoding: &'static Encoding) -> Result<Option<char>, ReadError> {
    let mut first = None;
    let mut file = CsvFile::new(path, encoding, '\0');
    file.scan(&mut |line, _| {
        first = line.cells.first().map(|cell| cell.text.clone());
        Ok(ControlFlow::Break(()))
    })?;
    Ok(first.as_deref().and_then(separator_line))
}

fn separator_line(text: &str) -> Option<char> {
    let mut rest = text.trim_start_matches('\u{feff}').strip_prefix("sep=")?.chars();
    rest.next().filter(|_| rest.next().is_none())
}

/// Cuts text into records.
struct Records<R> {
    source: R,
    delimiter: char,
    width: usize,
    /// Lines that were read ahead and turned out not to be part of a quoted cell.
    waiting: VecDeque<Physical>,
    number: u64,
    read: u64,
    terminator: Option<u8>,
}

/// One line of the file.
struct Physical {
    text: String,
    nul: bool,
    cut: bool,
}

impl<R: BufRead> Records<R> {
    fn new(source: R, delimiter: char, width: usize) -> Self {
        Self { source, delimiter, width, waiting: VecDeque::new(), number: 0, read: 0, terminator: None }
    }

    fn next(&mut self) -> io::Result<Option<Line>> {
        let Some(first) = self.physical()? else { return Ok(None) };
        if self.number == 0 && self.delimiter != '\0' && separator_line(&first.text).is_some() {
            // Not a row to whoever opens the file in Excel.
            self.delimiter = separator_line(&first.text).unwrap_or(self.delimiter);
            return self.next();
        }
        self.number += 1;
        let mut line = Line { number: self.number, nul: first.nul, cut: first.cut, ..Line::default() };
        let mut whole = first.text;
        let first_end = whole.len();
        let mut more: Vec<Physical> = Vec::new();
        loop {
            if let Some(cells) = split(&whole, self.delimiter) {
                line.nul |= more.iter().any(|part| part.nul);
                line.cells = cells;
                return Ok(Some(line));
            }
            let next = if more.len() < MOST_QUOTED_LINES && (whole.len() as u64) < LONGEST_LINE { self.physical()? } else { None };
            let Some(next) = next else { break };
            let alone = self.stands_alone(&next.text, &whole[..first_end]);
            whole.push('\n');
            whole.push_str(&next.text);
            more.push(next);
            if alone {
                break;
            }
        }
        // The quotation mark has no counterpart, or only one in a row further on: this line alone, with its marks as text.
        whole.truncate(first_end);
        for later in more.into_iter().rev() {
            self.waiting.push_front(later);
        }
        line.stray_quote = true;
        line.cells = whole.split(self.delimiter).take(WIDEST).map(text_cell).collect();
        Ok(Some(line))
    }

    /// Whether a line that would be inside a quoted cell is a row of its own. The line on which a quoted cell ends has an odd number
    /// of marks, and prose has a blank behind every comma.
    fn stands_alone(&self, line: &str, first: &str) -> bool {
        let spaced = |text: &str| text.contains(self.delimiter) && text.split(self.delimiter).skip(1).all(|cell| cell.starts_with(' '));
        self.width > 1
            && line.matches('"').count().is_multiple_of(2)
            && spaced(line) == spaced(first)
            && split(line, self.delimiter).is_some_and(|cells| cells.len() >= self.width && cells[self.width..].iter().all(Cell::is_blank))
    }

    fn physical(&mut self) -> io::Result<Option<Physical>> {
        if let Some(waiting) = self.waiting.pop_front() {
            return Ok(Some(waiting));
        }
        let terminator = self.terminator()?;
        let mut bytes = Vec::new();
        self.read += (&mut self.source).take(LONGEST_LINE).read_until(terminator, &mut bytes)? as u64;
        if bytes.is_empty() {
            return Ok(None);
        }
        let cut = bytes.last() != Some(&terminator) && bytes.len() as u64 == LONGEST_LINE;
        if cut {
            self.skip_rest(terminator)?;
        }
        if bytes.last() == Some(&terminator) {
            bytes.pop();
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        let nul = bytes.contains(&0);
        bytes.retain(|byte| *byte != 0);
        Ok(Some(Physical { text: String::from_utf8_lossy(&bytes).into_owned(), nul, cut }))
    }

    fn skip_rest(&mut self, terminator: u8) -> io::Result<()> {
        let mut rest = Vec::new();
        loop {
            rest.clear();
            let n = (&mut self.source).take(LONGEST_LINE).read_until(terminator, &mut rest)?;
            self.read += n as u64;
            if n == 0 || rest.last() == Some(&terminator) {
                return Ok(());
            }
        }
    }

    /// Old Macs end lines with a carriage return alone.
    fn terminator(&mut self) -> io::Result<u8> {
        if let Some(known) = self.terminator {
            return Ok(known);
        }
        let head = self.source.fill_buf()?;
        let found = if !head.contains(&b'\n') && head.contains(&b'\r') { b'\r' } else { b'\n' };
        Ok(*self.terminator.insert(found))
    }
}

fn text_cell(text: &str) -> Cell {
    Cell { text: text.to_owned(), ..Cell::default() }
}

/// Cuts a record into cells; `None` when a quotation mark is still open at its end.
fn split(record: &str, delimiter: char) -> Option<Vec<Cell>> {
    let mut cells = Vec::new();
    let mut rest = record;
    loop {
        let lead = rest.len() - rest.trim_start_matches(' ').len();
        let (cell, after) = match rest[lead..].strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted, delimiter)?,
            None => match rest.split_once(delimiter) {
                Some((cell, after)) => (cell.to_owned(), Some(after)),
                None => (rest.to_owned(), None),
            },
        };
        if cells.len() < WIDEST {
            cells.push(Cell { text: cell, ..Cell::default() });
        }
        match after {
            Some(after) => rest = after,
            None => return Some(cells),
        }
    }
}

/// A cell behind its opening mark: up to a mark that stands before a separator or the end. Any other mark is text: a doubled
/// one as it should be, a single one as people forget to double it.
fn quoted_cell(quoted: &str, delimiter: char) -> Option<(String, Option<&str>)> {
    let mut cell = String::new();
    let mut rest = quoted;
    loop {
        let mark = rest.find('"')?;
        cell.push_str(&rest[..mark]);
        let after = &rest[mark + 1..];
        if let Some(behind) = after.strip_prefix('"') {
            cell.push('"');
            rest = behind;
            continue;
        }
        let beyond = after.trim_start_matches(' ');
        if beyond.is_empty() {
            return Some((cell, None));
        }
        if let Some(next) = beyond.strip_prefix(delimiter) {
            return Some((cell, Some(next)));
        }
        cell.push('"');
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u64, Vec<String>, bool)> {
        let mut records = Records::new(text.as_bytes(), ';', 0);
        let mut all = Vec::new();
        while let Some(line) = records.next().unwrap() {
            all.push((line.number, line.cells.into_iter().map(|cell| cell.text).collect(), line.stray_quote));
        }
        all
    }

    fn cells(text: &str) -> Vec<String> {
        lines(text).remove(0).1
    }

    #[test]
    fn quotes_doubled_forgotten_and_absent() {
        assert_eq!(cells("a;\"b;c\";\"d \"\"e\"\"\"\n"), ["a", "b;c", "d \"e\""]);
        assert_eq!(cells("a;\"de \"grote\" schuur\";c"), ["a", "de \"grote\" schuur", "c"]);
        assert_eq!(cells("a;b \"c\" d;"), ["a", "b \"c\" d", ""]);
    }

    #[test]
    fn a_line_break_in_a_cell_does_not_make_a_row() {
        assert_eq!(lines("k\r\n\"a\r\nb\";c\r\n\r\nd\r\n").iter().map(|l| l.0).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(lines("\"a\nb\";c")[0].1, ["a\nb", "c"]);
    }

    #[test]
    fn a_stray_quote_costs_no_more_than_its_own_line() {
        let found = lines("a;\"b\nc;d\ne;f\n");
        assert_eq!(found.iter().map(|l| (l.1.len(), l.2)).collect::<Vec<_>>(), [(2, true), (2, false), (2, false)]);
    }

    #[test]
    fn old_macs_and_excel_hints() {
        assert_eq!(lines("a;b\rc;d\r").len(), 2);
        assert_eq!(lines("sep=,\na,b\n")[0], (1, vec!["a".to_owned(), "b".to_owned()], false));
    }
}
