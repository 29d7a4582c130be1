// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which columns of two tables hold the same: those that have no slot of their own, wherever they stand.

use std::collections::BTreeSet;

use super::{Columns, Other};
use crate::{
    compare::Kind,
    hash,
    roles::{Role, normal_header},
    standardise::fold::fold,
    table::Table,
    words,
};

/// Distinct values that are looked at per column: those with the lowest hashes, so the same ones of both columns in whatever order.
const LOOKED_AT: usize = 50_000;
/// Values that two columns must share before their content says that they hold the same: "ja" and "nee" say nothing.
const SHARED: usize = 10;
/// The part of the values of the shorter column that must be shared.
const PART: f64 = 0.25;

/// Places of columns that hold the same, first table first: by role and heading, then by heading, then by a role that is told
/// apart from others, then by content. What only one table has is left out.
#[must_use]
pub fn paired(first: (&Table, &Columns), second: (&Table, &Columns)) -> Vec<(usize, usize)> {
    let (mut left, mut right): (Vec<Other>, Vec<Other>) = (first.1.others().collect(), second.1.others().collect());
    let mut pairs = Vec::new();
    let heading =
        |one: &Other, other: &Other| normal_header(&first.0.columns[one.column]) == normal_header(&second.0.columns[other.column]);
    take(&mut left, &mut right, &mut pairs, |one, other| one.role == other.role && heading(one, other));
    take(&mut left, &mut right, &mut pairs, heading);
    take(&mut left, &mut right, &mut pairs, |one, other| one.role == other.role && telling(one.role));
    pairs.extend(by_content(first.0, &left, second.0, &right));
    pairs.sort_unstable();
    pairs
}

/// Roles that say by themselves what a column holds.
fn telling(role: Role) -> bool {
    matches!(role, Role::Establishment | Role::Rsin | Role::Website)
}

/// Moves columns that are alike to the pairs; where more than one is alike, none is.
fn take(left: &mut Vec<Other>, right: &mut Vec<Other>, pairs: &mut Vec<(usize, usize)>, alike: impl Fn(&Other, &Other) -> bool) {
    let mut found = Vec::new();
    for one in left.iter() {
        let mut fitting = right.iter().filter(|other| alike(one, other));
        if let (Some(other), None) = (fitting.next(), fitting.next())
            && left.iter().filter(|rival| alike(rival, other)).count() == 1
        {
            found.push((one.column, other.column));
        }
    }
    left.retain(|one| !found.iter().any(|pair| pair.0 == one.column));
    right.retain(|other| !found.iter().any(|pair| pair.1 == other.column));
    pairs.extend(found);
}

/// Columns under other headings of which enough values are the same; each takes the one with which it shares most.
fn by_content(first: &Table, left: &[Other], second: &Table, right: &[Other]) -> Vec<(usize, usize)> {
    if left.is_empty() || right.is_empty() {
        return Vec::new();
    }
    let values = |table: &Table, other: &Other| (*other, distinct(table, other.column, other.kind == Kind::Words));
    let left: Vec<(Other, BTreeSet<u64>)> = left.iter().map(|other| values(first, other)).collect();
    let right: Vec<(Other, BTreeSet<u64>)> = right.iter().map(|other| values(second, other)).collect();
    let mut alike: Vec<(f64, usize, usize)> = Vec::new();
    for (one, mine) in &left {
        for (other, theirs) in right.iter().filter(|(other, _)| texts(one) == texts(other)) {
            if let Some(part) = overlap(mine, theirs) {
                alike.push((part, one.column, other.column));
            }
        }
    }
    let name = |pair: &(f64, usize, usize)| (&first.columns[pair.1], &second.columns[pair.2]);
    // Equal shares go by the headings, so that the order of the columns does not matter.
    alike.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| name(one).cmp(&name(other))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, one, other) in alike {
        if pairs.iter().all(|pair| pair.0 != one && pair.1 != other) {
            pairs.push((one, other));
        }
    }
    pairs
}

fn texts(other: &Other) -> bool {
    matches!(other.kind, Kind::Text | Kind::Words)
}

/// What part of the values of the shorter column both have, of those that were looked at; none where that says nothing.
pub(crate) fn overlap(mine: &BTreeSet<u64>, theirs: &BTreeSet<u64>) -> Option<f64> {
    let reach = |values: &BTreeSet<u64>| values.last().copied().filter(|_| values.len() == LOOKED_AT).unwrap_or(u64::MAX);
    let reach = reach(mine).min(reach(theirs));
    let shared = mine.range(..=reach).filter(|value| theirs.contains(value)).count();
    let least = mine.range(..=reach).count().min(theirs.range(..=reach).count());
    let part = shared as f64 / least.max(1) as f64;
    (shared >= SHARED && part >= PART).then_some(part)
}

/// The values of a column; or the words, of long texts that are seldom written twice in one way.
pub(crate) fn distinct(table: &Table, column: usize, of_words: bool) -> BTreeSet<u64> {
    let mut found = BTreeSet::new();
    let mut add = |text: &str| {
        let value = hash::text(text.as_bytes());
        if found.len() < LOOKED_AT || found.last().is_some_and(|last| value < *last) {
            found.insert(value);
        }
        if found.len() > LOOKED_AT {
            found.pop_last();
        }
    };
    for row in 0..table.rows {
        let value = fold(table.cell(row, column).trim());
        if of_words {
            words::split(&value, &mut add);
        } else if !value.is_empty() {
            add(&value);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ReadOptions, read};

    fn values(texts: impl Iterator<Item = String>) -> BTreeSet<u64> {
        let text = texts.fold("a,b\n".to_owned(), |text, value| text + &value + ",\n");
        let table = read(text.as_bytes(), &ReadOptions::default()).unwrap();
        distinct(&table, 0, false)
    }

    #[test]
    fn which_values_of_a_long_column_are_looked_at_does_not_depend_on_their_order() {
        let many = LOOKED_AT as u64 + 5_000;
        let (one, other) = (values((0..many).map(|k| k.to_string())), values((0..many).rev().map(|k| k.to_string())));
        assert_eq!((one.len(), &one), (LOOKED_AT, &other));
        let half = values((many / 2..many + many / 2).map(|k| k.to_string()));
        assert!((0.45..0.55).contains(&overlap(&one, &half).unwrap()), "{:?}", overlap(&one, &half));
    }
}
