// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One record after the other, by RFC 4180 as people write it: quotes only count at the start of a cell.

use super::{Code, Refused};

/// A quoted cell longer than this is a quote that was never closed.
const MOST_QUOTED: usize = 1 << 20;

/// A record of the file.
pub(super) struct Record {
    /// Where it starts.
    pub start: usize,
    /// Where its line ends.
    pub end: usize,
    /// What is wrong with its quotes, and in which cell.
    pub trouble: Option<(Code, usize)>,
    /// Nothing on the line.
    pub blank: bool,
}

/// Where a cell stands in the file before quotes are taken off.
#[derive(Clone, Copy)]
struct Raw {
    from: usize,
    to: usize,
    quoted: bool,
}

/// Walks over the bytes and takes quotes off in place.
pub(super) struct Parser {
    pub bytes: Vec<u8>,
    at: usize,
    delimiter: u8,
    line_end: u8,
    raw: Vec<Raw>,
    /// Bytes that may still be read twice because of broken quotes; keeps the work linear.
    patience: usize,
}

impl Parser {
    pub fn new(bytes: Vec<u8>, at: usize, delimiter: u8, line_end: u8) -> Self {
        let patience = bytes.len().saturating_mul(4) + MOST_QUOTED;
        Self { bytes, at, delimiter, line_end, raw: Vec::new(), patience }
    }

    /// The next record; ends of its cells from its start go to `ends`. After `next`, cell `k` starts one byte behind the end of
    /// cell `k - 1`. Gives `None` at the end of the file.
    pub fn next(&mut self, ends: &mut Vec<u32>, number: u32) -> Result<Option<Record>, Refused> {
        ends.clear();
        let start = self.at;
        if start >= self.bytes.len() {
            return Ok(None);
        }
        let Some(end) = self.plain(start, ends) else { return self.quoted(start, ends, number).map(Some) };
        self.at = end + 1;
        let end = self.without_return(start, end);
        ends.push((end - start) as u32);
        Ok(Some(Record { start, end, trouble: None, blank: end == start }))
    }

    /// The end of a record without quoted cells, all but the last of its cells in `ends`.
    fn plain(&self, start: usize, ends: &mut Vec<u32>) -> Option<usize> {
        let (delimiter, line_end) = (self.delimiter, self.line_end);
        let mut from = start;
        loop {
            let rest = &self.bytes[from..];
            if rest.first() == Some(&b'"') {
                return None;
            }
            let Some(length) = rest.iter().position(|&b| b == delimiter || b == line_end) else { return Some(self.bytes.len()) };
            if rest[length] == line_end {
                return Some(from + length);
            }
            ends.push((from + length - start) as u32);
            from += length + 1;
        }
    }

    fn without_return(&self, start: usize, end: usize) -> usize {
        if end > start && self.bytes[end - 1] == b'\r' { end - 1 } else { end }
    }

    /// A record with quoted cells. When its quotes make no sense, only its first line is taken, so that the rest of the file is
    /// not lost.
    fn quoted(&mut self, start: usize, ends: &mut Vec<u32>, number: u32) -> Result<Record, Refused> {
        ends.clear();
        match self.find_cells(start) {
            Ok(after) => {
                self.at = after;
                let end = self.compact(start, ends);
                Ok(Record { start, end, trouble: None, blank: false })
            }
            Err((code, reached)) => {
                let cell = self.raw.len();
                let line = self.bytes[start..].iter().position(|&b| b == self.line_end).map_or(self.bytes.len(), |n| start + n);
                self.at = line + 1;
                self.patience = self.patience.checked_sub(reached.saturating_sub(line)).ok_or(Refused::BrokenQuotes { row: number })?;
                Ok(Record { start, end: self.without_return(start, line), trouble: Some((code, cell)), blank: false })
            }
        }
    }

    /// Finds the cells of a record, and gives where the next begins; or what is wrong and how far we read.
    fn find_cells(&mut self, start: usize) -> Result<usize, (Code, usize)> {
        self.raw.clear();
        let mut from = start;
        loop {
            let quoted = self.bytes.get(from) == Some(&b'"');
            let to = if quoted { self.closing_quote(from)? } else { self.cell_end(from) };
            self.raw.push(if quoted { Raw { from: from + 1, to, quoted } } else { Raw { from, to, quoted } });
            let mut stop = if quoted { to + 1 } else { to };
            if quoted && self.bytes.get(stop) == Some(&b'\r') && self.bytes.get(stop + 1).is_none_or(|&b| b == self.line_end) {
                stop += 1;
            }
            match self.bytes.get(stop) {
                Some(&b) if b == self.delimiter => from = stop + 1,
                Some(&b) if b == self.line_end => return Ok(self.without_last_return(quoted, stop + 1)),
                None => return Ok(self.without_last_return(quoted, stop)),
                Some(_) => {
                    self.raw.pop();
                    return Err((Code::TextBehindQuote, stop));
                }
            }
        }
    }

    /// The last cell of a line loses its carriage return.
    fn without_last_return(&mut self, quoted: bool, after: usize) -> usize {
        if let Some(raw) = self.raw.last_mut().filter(|raw| !quoted && raw.to > raw.from && self.bytes[raw.to - 1] == b'\r') {
            raw.to -= 1;
        }
        after
    }

    fn cell_end(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|&b| b == self.delimiter || b == self.line_end).unwrap_or(rest.len())
    }

    /// The quote that closes the cell whose opening quote stands at `open`.
    fn closing_quote(&self, open: usize) -> Result<usize, (Code, usize)> {
        let limit = self.bytes.len().min(open + MOST_QUOTED);
        let mut at = open + 1;
        while let Some(found) = self.bytes[at.min(limit)..limit].iter().position(|&b| b == b'"') {
            at += found;
            if self.bytes.get(at + 1) != Some(&b'"') {
                return Ok(at);
            }
            at += 2;
        }
        Err((Code::UnclosedQuote, limit))
    }

    /// Moves the cells together so that one byte is left between them, and blanks what is left over, so that the text stays valid.
    fn compact(&mut self, start: usize, ends: &mut Vec<u32>) -> usize {
        let mut write = start;
        let last = self.raw.last().map_or(start, |raw| raw.to);
        for k in 0..self.raw.len() {
            let Raw { from, to, quoted } = self.raw[k];
            if k > 0 {
                self.bytes[write] = b' ';
                write += 1;
            }
            write = if quoted { self.unescape(from, to, write) } else { self.shift(from, to, write) };
            ends.push((write - start) as u32);
        }
        self.bytes[write..last.max(write)].fill(b' ');
        write
    }

    fn shift(&mut self, from: usize, to: usize, write: usize) -> usize {
        self.bytes.copy_within(from..to, write);
        write + (to - from)
    }

    /// Two quotes inside a cell are one.
    fn unescape(&mut self, from: usize, to: usize, write: usize) -> usize {
        let (mut read, mut write) = (from, write);
        while read < to {
            let next = self.bytes[read..to].iter().position(|&b| b == b'"').map_or(to, |n| read + n + 1);
            write = self.shift(read, next, write);
            read = if next < to || self.bytes[next - 1] == b'"' { next + 1 } else { next };
        }
        write
    }
}
