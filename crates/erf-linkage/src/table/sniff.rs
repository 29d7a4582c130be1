// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which character stands between cells: the one that cuts the first rows into equally many pieces.

/// Tried in this order; the first wins when nothing tells them apart.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows looked at.
const ROWS: usize = 60;
/// Bytes looked at.
const BYTES: usize = 256 * 1024;

/// The delimiter of a text. A comma when the rows have one cell each.
pub(super) fn delimiter(bytes: &[u8]) -> u8 {
    let sample = &bytes[..bytes.len().min(BYTES)];
    let mut best = (0, b',');
    for candidate in DELIMITERS {
        let score = score(sample, candidate, sample.len() < bytes.len());
        if score > best.0 {
            best = (score, candidate);
        }
    }
    best.1
}

/// The line `sep=;` with which spreadsheets announce a delimiter: the delimiter and where the rest begins.
pub(super) fn announced(bytes: &[u8]) -> Option<(u8, usize)> {
    let line_end = bytes.iter().take(16).position(|&b| b == b'\n')?;
    let line = bytes[..line_end].strip_suffix(b"\r").unwrap_or(&bytes[..line_end]);
    let line = line.strip_prefix(b"\"").and_then(|l| l.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => Some((*delimiter, line_end + 1)),
        _ => None,
    }
}

/// Which byte ends a line: files of very old Macs have carriage returns only.
pub(super) fn line_end(bytes: &[u8]) -> u8 {
    let sample = &bytes[..bytes.len().min(BYTES)];
    if !sample.contains(&b'\n') && sample.contains(&b'\r') { b'\r' } else { b'\n' }
}

/// Rows that have as many cells as the first, times 64, plus the number of cells (at most 63): agreement first, then width. Rows of
/// one cell above may be a title, when most of what follows agrees.
fn score(sample: &[u8], delimiter: u8, cut: bool) -> usize {
    let mut counts = counts(sample, delimiter);
    if cut && counts.len() > 1 {
        counts.pop();
    }
    let titles = counts.iter().take_while(|&&n| n == 0).count();
    let Some((&first, rest)) = counts[titles..].split_first() else { return 0 };
    let same = rest.iter().filter(|&&n| n == first).count();
    if titles > 0 && same * 2 <= rest.len() {
        return 0;
    }
    (same + 1) * 64 + first.min(63)
}

/// Delimiters outside quotes per row.
fn counts(sample: &[u8], delimiter: u8) -> Vec<usize> {
    let end = line_end(sample);
    let (mut counts, mut count, mut quoted, mut blank, mut start) = (Vec::new(), 0, false, true, true);
    for &byte in sample {
        let opens = byte == b'"' && (start || quoted);
        start = byte == delimiter || byte == end;
        if opens {
            quoted = !quoted;
        } else if byte == end && !quoted {
            if !blank {
                counts.push(count);
            }
            (count, blank) = (0, true);
            if counts.len() == ROWS {
                return counts;
            }
            continue;
        } else if byte == delimiter && !quoted {
            count += 1;
        }
        blank &= byte == b'\r' || byte == end;
    }
    if !blank {
        counts.push(count);
    }
    counts
}
