// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Programs write a title above what they export ("Uitdraai van 3 maart"). It is no header.

use super::parse::Parser;

/// Bytes that are looked at.
const LOOK: usize = 1 << 16;
/// More lines than this are no title.
const MOST: usize = 20;

/// How many lines with a title stand above the header: one filled cell each, and under them a line with several names above rows
/// that are as wide. Blank lines are not counted.
pub(super) fn lines(bytes: &[u8], delimiter: u8, line_end: u8) -> usize {
    let shapes = shapes(&bytes[..bytes.len().min(LOOK)], delimiter, line_end);
    let titles = shapes.iter().take_while(|shape| shape.filled == 1).count();
    let Some((header, rows)) = shapes[titles..].split_first().filter(|_| titles <= MOST) else { return 0 };
    let as_wide = rows.iter().filter(|row| row.cells == header.cells).count();
    // A delimiter may stand behind every line.
    let named = header.filled > 1 && header.cells - header.filled <= 1;
    if named && as_wide * 2 > rows.len() { titles } else { 0 }
}

/// A record by the number of its cells.
struct Shape {
    cells: usize,
    filled: usize,
}

/// The first records that are not blank.
fn shapes(sample: &[u8], delimiter: u8, line_end: u8) -> Vec<Shape> {
    let mut parser = Parser::new(sample.to_vec(), 0, delimiter, line_end);
    let (mut ends, mut found) = (Vec::new(), Vec::new());
    while let Ok(Some(record)) = parser.next(&mut ends, 0) {
        let mut from = record.start;
        let mut filled = 0;
        for end in &ends {
            let end = record.start + *end as usize;
            filled += usize::from(parser.bytes.get(from..end).is_some_and(|cell| !cell.trim_ascii().is_empty()));
            from = end + 1;
        }
        if !record.blank {
            found.push(Shape { cells: ends.len(), filled });
        }
        if found.len() > 2 * MOST {
            break;
        }
    }
    found
}
