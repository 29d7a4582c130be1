// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a run gives, as files. Every function writes to what the caller hands it.

mod report;

use std::io::{self, Write};

pub use report::report;

use crate::{run::Run, score::probability};

/// Writes `pairs.csv`: one row per pair that was kept, best first.
///
/// # Errors
/// When writing fails.
pub fn pairs(run: &Run, out: &mut impl Write) -> io::Result<()> {
    let (mut line, mut names) = (Vec::with_capacity(64), Vec::with_capacity(TOGETHER));
    out.write_all(b"id_l,id_r,score,probability\n")?;
    for pairs in run.pairs.chunks(TOGETHER) {
        names.clear();
        names.extend(pairs.iter().map(|pair| (run.data.id(pair.a), run.data.id(pair.b))));
        for (pair, (left, right)) in pairs.iter().zip(&names) {
            line.clear();
            field(&mut line, left);
            line.push(b',');
            field(&mut line, right);
            line.push(b',');
            six_decimals(&mut line, pair.bits);
            line.push(b',');
            six_decimals(&mut line, probability(pair.bits));
            line.push(b'\n');
            out.write_all(&line)?;
        }
    }
    Ok(())
}

/// Pairs whose names are looked up together: they lie all over memory, and for several of them the processor waits once.
const TOGETHER: usize = 32;

/// Writes `clusters.csv`: every row of the input once, in the order of the files. The name of an entity is the lowest name of its
/// rows, so that it does not depend on their order; of two tables it begins with L or R, because both may use the same names.
///
/// # Errors
/// When writing fails.
pub fn clusters(run: &Run, out: &mut impl Write) -> io::Result<()> {
    let several = run.data.starts.len() > 1;
    out.write_all(if several { b"unique_id,cluster_id,source\n" } else { b"unique_id,cluster_id\n" as &[u8] })?;
    let names = entity_names(run);
    let mut line = Vec::with_capacity(64);
    for (origin, first) in names.iter().enumerate() {
        line.clear();
        field(&mut line, run.data.ids.get(origin as u32));
        line.push(b',');
        if several {
            field(&mut line, &format!("{}:{}", source_name(run, *first), run.data.ids.get(*first)));
            line.push(b',');
            field(&mut line, source_name(run, origin as u32));
        } else {
            field(&mut line, run.data.ids.get(*first));
        }
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

/// Per row of the input, the row of the input by which its entity is called: that with the lowest name, numbers as numbers and before
/// other names. Of two tables a row of the first goes before one of the second.
#[must_use]
pub fn entity_names(run: &Run) -> Vec<u32> {
    let origin = &run.data.store.origin;
    let mut first = vec![u32::MAX; origin.len()];
    for (row, entity) in run.entities.iter().enumerate() {
        let known = &mut first[*entity as usize];
        if *known == u32::MAX || before(run, origin[row], *known) {
            *known = origin[row];
        }
    }
    let mut names = vec![0; origin.len()];
    for (row, entity) in run.entities.iter().enumerate() {
        names[origin[row] as usize] = first[*entity as usize];
    }
    names
}

/// Whether a row of the input gives its name to the entity rather than another.
fn before(run: &Run, one: u32, other: u32) -> bool {
    let right = |row: u32| source_name(run, row) == "R";
    right(one).cmp(&right(other)).then_with(|| run.data.ids.order(one, other)).is_lt()
}

fn source_name(run: &Run, origin: u32) -> &'static str {
    if run.data.starts.get(1).is_some_and(|start| origin >= *start) { "R" } else { "L" }
}

/// Writes `model.json`.
///
/// # Errors
/// When writing fails.
pub fn model(run: &Run, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &run.model)?;
    out.write_all(b"\n")
}

/// A cell of a CSV, quoted when it must be.
fn field(line: &mut Vec<u8>, text: &str) {
    if !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        return line.extend_from_slice(text.as_bytes());
    }
    line.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            line.push(b'"');
        }
        line.push(byte);
    }
    line.push(b'"');
}

/// A number with six decimals. Formatting floats exactly is slower than all the rest of writing.
fn six_decimals(line: &mut Vec<u8>, number: f64) {
    let millionths = (number.abs() * 1e6).round() as u64;
    if number < 0.0 && millionths > 0 {
        line.push(b'-');
    }
    let mut digits = [b'0'; 20];
    let mut rest = millionths;
    let mut at = digits.len();
    while rest > 0 || at > digits.len() - 7 {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    let point = digits.len() - 6;
    line.extend_from_slice(&digits[at..point]);
    line.push(b'.');
    line.extend_from_slice(&digits[point..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_six_decimals() {
        for (number, expected) in [
            (0.0, "0.000000"),
            (-0.0000001, "0.000000"),
            (1.5, "1.500000"),
            (-12.3456789, "-12.345679"),
            (0.01, "0.010000"),
            (123.0, "123.000000"),
        ] {
            let mut line = Vec::new();
            six_decimals(&mut line, number);
            assert_eq!(String::from_utf8(line).unwrap(), expected);
        }
    }

    #[test]
    fn names_of_rows_are_quoted_when_needed() {
        let mut line = Vec::new();
        field(&mut line, "a,\"b\"");
        assert_eq!(line, b"\"a,\"\"b\"\"\"");
    }
}
