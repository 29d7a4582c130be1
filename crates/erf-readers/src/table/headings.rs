// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Finds the headings that a mapping asks for.

use std::{ops::ControlFlow, path::Path};

use super::line::{Line, Lines};
use crate::{
    ReadError,
    error::{file_name, shown},
    mapping::{AttributeType, Field, TableMapping, heading_key, same_heading},
};

/// Headings stand within this many lines that hold anything.
const DEEPEST: usize = 30;

/// The line of headings that fits a mapping best.
#[derive(Debug, Clone, Default)]
pub(super) struct Headings {
    /// Number of the line.
    pub(super) row: u64,
    /// What it says, one per column.
    pub(super) names: Vec<String>,
    /// How many of the mapping's headings are among them.
    pub(super) found: usize,
}

impl Headings {
    fn of(line: &Line, wanted: &[&str]) -> Self {
        let names: Vec<String> = line.cells.iter().map(|cell| crate::values::one_line(cell.text.trim_start_matches('\u{feff}'))).collect();
        let found = wanted.iter().filter(|heading| names.iter().any(|name| same_heading(name, heading))).count();
        Self { row: line.number, names, found }
    }

    /// Looks for the headings a mapping asks for: on the line it names, else on the first lines of the file.
    pub(super) fn find(lines: &mut dyn Lines, mapping: &TableMapping) -> Result<Self, ReadError> {
        let wanted = mapping.headings();
        let mut best = Self::default();
        let mut looked_at = 0;
        lines.scan(&mut |line, _| {
            let candidate = mapping.file.header_row.is_none_or(|row| row == line.number);
            if candidate && !line.is_blank() {
                let this = Self::of(&line, &wanted);
                let better =
                    this.found > best.found || (this.found == best.found && best.found == 0 && this.names.len() > best.names.len());
                if better {
                    best = this;
                }
                looked_at += 1;
            }
            let beyond = mapping.file.header_row.is_some_and(|row| line.number >= row);
            let enough = beyond || looked_at >= DEEPEST || best.found == wanted.len();
            Ok(if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        Ok(best)
    }

    /// Whether every heading the mapping asks for is there.
    pub(super) fn fit(&self, mapping: &TableMapping) -> bool {
        self.found == mapping.headings().len()
    }

    /// Why this file is refused: which columns are missing, and what they may be called.
    pub(super) fn refusal(&self, path: &Path, mapping: &TableMapping) -> ReadError {
        let missing: Vec<String> = mapping
            .headings()
            .into_iter()
            .filter(|heading| !self.names.iter().any(|name| same_heading(name, heading)))
            .map(|heading| match nearest(heading, self.names.iter().map(String::as_str)) {
                Some(near) => format!("'{heading}' (lijkt op '{}')", shown(near)),
                None => format!("'{heading}'"),
            })
            .collect();
        let found: Vec<String> =
            self.names.iter().filter(|name| !name.is_empty()).take(60).map(|name| format!("'{}'", shown(name))).collect();
        let found = if found.is_empty() { "geen enkele kop".to_owned() } else { found.join(", ") };
        ReadError::Columns { file: file_name(path), missing: missing.join(", "), found }
    }

    /// Headings that stand there twice and that the mapping asks for: only the first is read.
    pub(super) fn doubles(&self, mapping: &TableMapping) -> Vec<String> {
        let count = |heading: &str| self.names.iter().filter(|name| same_heading(name, heading)).count();
        mapping.headings().into_iter().filter(|heading| count(heading) > 1).map(str::to_owned).collect()
    }
}

/// Which column is what.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Number of the line of headings.
    pub(super) header_row: u64,
    /// All headings.
    pub(super) names: Vec<String>,
    /// The columns that the mapping names, in the order of the file.
    pub(super) mapped: Vec<usize>,
    /// Column of each field, except x and y.
    pub(super) fields: Vec<(Field, usize)>,
    /// Columns of x and y.
    pub(super) xy: Option<(usize, usize)>,
    /// Name, column and type of each attribute.
    pub(super) attributes: Vec<(String, usize, AttributeType)>,
}

impl Plan {
    /// `None` when a column is missing.
    pub(super) fn new(headings: Headings, mapping: &TableMapping) -> Option<Self> {
        let column = |heading: &str| headings.names.iter().position(|name| same_heading(name, heading));
        let mut fields = Vec::new();
        for (field, heading) in &mapping.columns {
            fields.push((*field, column(heading)?));
        }
        let mut attributes = Vec::new();
        for (name, attribute) in &mapping.attributes {
            attributes.push((name.clone(), column(&attribute.column)?, attribute.kind));
        }
        let mut mapped: Vec<usize> = fields.iter().map(|(_, c)| *c).chain(attributes.iter().map(|(_, c, _)| *c)).collect();
        mapped.sort_unstable();
        mapped.dedup();
        let at = |wanted: Field| fields.iter().find(|(field, _)| *field == wanted).map(|(_, column)| *column);
        let xy = at(Field::X).zip(at(Field::Y));
        fields.retain(|(field, _)| !matches!(field, Field::X | Field::Y));
        Some(Self { header_row: headings.row, names: headings.names, mapped, fields, xy, attributes })
    }

    /// The heading of a column.
    pub(super) fn heading(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The columns the mapping does not name.
    pub(super) fn ignored(&self) -> Vec<String> {
        let unnamed = |(column, name): (usize, &String)| (!self.mapped.contains(&column) && !name.is_empty()).then(|| name.clone());
        self.names.iter().enumerate().filter_map(unnamed).collect()
    }
}

/// Which of `known` looks most like `word`; `None` when none comes near.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = heading_key(word);
    let farthest = (word.chars().count() / 3).max(2);
    known
        .map(|candidate| (distance(&word, &heading_key(candidate)), candidate))
        .filter(|(steps, candidate)| *steps <= farthest && !candidate.is_empty())
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, candidate)| candidate)
}

/// Letters to add, drop or change to get from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(100).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().take(100).enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let change = corner + usize::from(letter != *other);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_heading_is_near() {
        let known = ["Zaaknummer", "Straat", "Huisnr"];
        assert_eq!(nearest("zaaknumer", known.into_iter()), Some("Zaaknummer"));
        assert_eq!(nearest("Postcode", known.into_iter()), None);
    }
}
