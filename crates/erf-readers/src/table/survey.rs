// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a whole file says about how it was written: a first pass, before any row is handed on.

use std::{collections::BTreeMap, ops::ControlFlow, path::Path};

use super::{
    field,
    headings::Plan,
    line::{CellKind, Line, Lines},
};
use crate::{
    ReadError,
    bsn::{self, Suspicion},
    coordinates::Sort,
    error::{file_name, shown},
    mapping::{AttributeType, DateOrder, Field, TableMapping},
    values,
};

/// How to read what can be read in more than one way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    pub(super) decimal: char,
    pub(super) order: DateOrder,
    /// How most coordinates of the file are written.
    pub(super) coordinates: Option<Sort>,
    /// Whether days that lost their format are counted from 1904.
    pub(super) from_1904: bool,
}

#[derive(Default)]
struct Survey {
    suspicions: Vec<Suspicion>,
    /// Of each column: formulas without an outcome, and cells that say something.
    outcomes: Vec<(u64, u64)>,
    commas: u64,
    points: u64,
    day_first: u64,
    month_first: u64,
    sorts: BTreeMap<Sort, u64>,
}

/// Looks at all rows. Refuses a file with citizen service numbers, in whatever column, or with a wanted column that has no outcomes.
pub(super) fn survey(path: &Path, lines: &mut dyn Lines, plan: &Plan, mapping: &TableMapping) -> Result<Habits, ReadError> {
    let refuse = |column: usize, cause: String| {
        let name = plan.heading(column);
        let column = if name.is_empty() { format!("nummer {}", column + 1) } else { shown(name) };
        Err(ReadError::Bsn { file: file_name(path), column, cause })
    };
    if let Some(column) = plan.names.iter().position(|name| bsn::is_announced(name)) {
        return refuse(column, "de kop zegt het".to_owned());
    }
    let mut survey = Survey::default();
    lines.scan(&mut |line, _| {
        if line.number > plan.header_row {
            survey.look(&line, plan, mapping);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    for (column, suspicion) in survey.suspicions.iter().enumerate() {
        if let Some(cause) = suspicion.confirmed(plan.heading(column)) {
            return refuse(column, cause);
        }
    }
    let unsolved = |column: &&usize| survey.outcomes.get(**column).is_some_and(|(unsolved, said)| *unsolved > 0 && *said == 0);
    if let Some(column) = plan.mapped.iter().find(unsolved) {
        return Err(ReadError::Unsolved { file: file_name(path), column: shown(plan.heading(*column)) });
    }
    Ok(Habits { from_1904: lines.counts_from_1904(), ..survey.habits(mapping) })
}

impl Survey {
    fn look(&mut self, line: &Line, plan: &Plan, mapping: &TableMapping) {
        if self.suspicions.len() < line.cells.len() {
            self.suspicions.resize_with(line.cells.len(), Suspicion::default);
            self.outcomes.resize(line.cells.len(), (0, 0));
        }
        for ((cell, suspicion), (unsolved, said)) in line.cells.iter().zip(&mut self.suspicions).zip(&mut self.outcomes) {
            suspicion.look(&cell.text);
            let lost = cell.kind == CellKind::Unsolved;
            *unsolved += u64::from(lost);
            *said += u64::from(!lost && !cell.is_blank());
        }
        let text = |column: usize| line.cells.get(column).filter(|cell| cell.kind == CellKind::Text).map(|cell| cell.text.as_str());
        for (field, column) in &plan.fields {
            match field {
                Field::Date | Field::DateEnd => self.date(text(*column)),
                Field::Amount | Field::PrecisionM => self.number(text(*column)),
                _ => {}
            }
        }
        for (_, column, kind) in &plan.attributes {
            match kind {
                AttributeType::Date => self.date(text(*column)),
                AttributeType::Number => self.number(text(*column)),
                AttributeType::Text | AttributeType::YesNo => {}
            }
        }
        let cells = plan.xy.and_then(|(x, y)| line.cells.get(x).zip(line.cells.get(y)));
        if let Some((sort, ..)) = cells.and_then(|(x, y)| field::coordinates(x, y, mapping.file.decimal)) {
            *self.sorts.entry(sort).or_default() += 1;
        }
    }

    fn date(&mut self, text: Option<&str>) {
        match text.and_then(values::day_first) {
            Some(true) => self.day_first += 1,
            Some(false) => self.month_first += 1,
            None => {}
        }
    }

    /// Counts only numbers that can be read in one way.
    fn number(&mut self, text: Option<&str>) {
        let Some(text) = text else { return };
        let decimals = |separator: char| {
            text.rsplit_once(separator)
                .is_some_and(|(_, after)| after.len() != 3 && !after.is_empty() && after.bytes().all(|b| b.is_ascii_digit()))
        };
        self.commas += u64::from(decimals(','));
        self.points += u64::from(decimals('.'));
    }

    fn habits(&self, mapping: &TableMapping) -> Habits {
        let american = self.month_first > 0 && self.day_first == 0;
        let order = mapping.file.date_order.unwrap_or(if american { DateOrder::Mdy } else { DateOrder::Dmy });
        let decimal = mapping.file.decimal.unwrap_or(if self.points > self.commas { '.' } else { ',' });
        let coordinates = self.sorts.iter().max_by_key(|(sort, count)| (**count, std::cmp::Reverse(**sort))).map(|(sort, _)| *sort);
        Habits { decimal, order, coordinates, from_1904: false }
    }
}
