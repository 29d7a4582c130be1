// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From a line to a row, or to the reason why it is none.

use std::collections::BTreeMap;

use super::{
    TableRow,
    field::{self, HALF, OUTSIDE, UNSOLVED, Unreadable},
    headings::Plan,
    line::{Cell, CellKind, Line},
    survey::Habits,
};
use crate::{
    Problem,
    mapping::{Field, same_heading},
    values,
};

const NOTHING_TO_DO: &str = "Er hoeft niets te gebeuren.";

/// What became of a line.
pub(super) enum Outcome {
    /// Blank, or above the rows; not counted.
    None,
    Row(TableRow, Vec<Problem>),
    Rejected(Problem),
}

pub(super) struct Converter<'a> {
    pub(super) plan: &'a Plan,
    pub(super) habits: Habits,
    pub(super) sheet: &'a str,
    /// The decimal separator of coordinates, when the mapping fixes it.
    pub(super) decimal: Option<char>,
}

impl Converter<'_> {
    pub(super) fn convert(&self, line: &Line) -> Outcome {
        if line.number <= self.plan.header_row || (line.is_blank() && !line.cut) {
            return Outcome::None;
        }
        match self.rejection(line) {
            Some(problem) => Outcome::Rejected(self.placed(problem, line)),
            None => self.row(line),
        }
    }

    fn placed(&self, problem: Problem, line: &Line) -> Problem {
        Problem { sheet: (!self.sheet.is_empty()).then(|| self.sheet.to_owned()), row: Some(line.number), ..problem }
    }

    fn rejection(&self, line: &Line) -> Option<Problem> {
        let extra = line.cells.iter().skip(self.plan.names.len()).any(|cell| !cell.is_blank());
        if (line.cut || extra) && self.is_separated() {
            let reason = "De rij heeft meer cellen dan er koppen zijn; waarden staan waarschijnlijk in de verkeerde kolom.";
            let action = "Laat de leverancier cellen met een scheidingsteken tussen aanhalingstekens zetten.";
            return Some(Problem::rejection("rij_te_lang", reason, action));
        }
        let filled: Vec<(usize, &str)> =
            line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).map(|(column, cell)| (column, cell.text.trim())).collect();
        let own: Vec<(usize, &str)> = filled.iter().copied().filter(|(column, _)| !line.merged.contains(column)).collect();
        if is_total(&own) {
            return Some(Problem::rejection("totaalregel", "Dit is een regel met een totaal, geen gegeven.", NOTHING_TO_DO));
        }
        if filled.len() > 1 && filled.iter().all(|(column, text)| same_heading(text, self.plan.heading(*column))) {
            return Some(Problem::rejection("koppen_herhaald", "De koppen staan hier nog een keer.", NOTHING_TO_DO));
        }
        if !self.plan.mapped.iter().any(|column| filled.iter().any(|(at, _)| at == column)) {
            let reason = "In geen van de kolommen die worden ingelezen staat iets.";
            return Some(Problem::rejection("rij_zonder_gegevens", reason, "Controleer of de rij bij de tabel hoort."));
        }
        None
    }

    /// In a CSV file an extra cell means that all cells after some point moved; in a sheet it is a scribble beside the table.
    fn is_separated(&self) -> bool {
        self.sheet.is_empty()
    }

    fn row(&self, line: &Line) -> Outcome {
        let mut notes = self.remarks(line);
        let mut note = |column: usize, text: &str, what: Unreadable| {
            let problem = Problem::note(what.code, what.reason, what.action).about(self.plan.heading(column), text);
            notes.push(self.placed(problem, line));
        };
        let cell = |column: usize| line.cells.get(column).filter(|cell| !cell.is_blank());
        let mut fields = BTreeMap::new();
        for (wanted, column) in &self.plan.fields {
            let Some(cell) = cell(*column) else { continue };
            match field::field(*wanted, cell, self.habits) {
                Ok(Some(value)) => drop(fields.insert(*wanted, value)),
                Ok(None) => {}
                Err(what) => note(*column, &cell.text, what),
            }
        }
        let mut attributes = BTreeMap::new();
        for (name, column, kind) in &self.plan.attributes {
            let Some(cell) = cell(*column) else { continue };
            match field::attribute(*kind, cell, self.habits) {
                Ok(Some(value)) => drop(attributes.insert(name.clone(), value)),
                Ok(None) => {}
                Err(what) => note(*column, &cell.text, what),
            }
        }
        self.coordinates(line, &mut fields, &mut notes);
        let raw = self.plan.mapped.iter().map(|column| line.cells.get(*column).map_or(String::new(), |cell| cell.text.clone())).collect();
        Outcome::Row(TableRow { sheet: self.sheet.to_owned(), row: line.number, raw, fields, attributes }, notes)
    }

    fn remarks(&self, line: &Line) -> Vec<Problem> {
        let mut notes = Vec::new();
        if line.stray_quote {
            let reason = "Er staat een aanhalingsteken zonder tegenhanger; het is als gewoon teken gelezen.";
            notes.push(Problem::note("aanhalingsteken_los", reason, "Controleer of de cellen van deze rij kloppen."));
        }
        if line.nul {
            let reason = "Er stond een teken in dat in geen tekst thuishoort (NUL); het is weggelaten.";
            notes.push(Problem::note("teken_nul", reason, "Controleer of de cellen van deze rij kloppen."));
        }
        if self.is_separated() && line.cells.len() < self.plan.names.len() {
            let reason = "De rij heeft minder cellen dan er koppen zijn; de rest is als leeg gelezen.";
            notes.push(Problem::note("rij_te_kort", reason, "Controleer of er een regeleinde in een cel staat."));
        }
        let garbled = |column: &&usize| line.cells.get(**column).is_some_and(|cell| cell.text.contains(char::REPLACEMENT_CHARACTER));
        if let Some(column) = self.plan.mapped.iter().find(garbled) {
            let action = "Vraag een bestand in UTF-8, of noem de juiste tekencodering in de indeling.";
            let problem = Problem::note("tekens_onleesbaar", "Er staan tekens in die niet te lezen zijn.", action);
            notes.push(problem.about(self.plan.heading(*column), line.cells[*column].text.as_str()));
        }
        notes.into_iter().map(|problem| self.placed(problem, line)).collect()
    }

    fn coordinates(&self, line: &Line, fields: &mut BTreeMap<Field, String>, notes: &mut Vec<Problem>) {
        let Some((x, y)) = self.plan.xy else { return };
        let blank = Cell::default();
        let (a, b) = (line.cells.get(x).unwrap_or(&blank), line.cells.get(y).unwrap_or(&blank));
        let column = format!("{}, {}", self.plan.heading(x), self.plan.heading(y));
        let value = format!("{}, {}", a.text.trim(), b.text.trim());
        let mut note = |what: Unreadable| {
            let problem = Problem::note(what.code, what.reason, what.action).about(column.as_str(), value.as_str());
            notes.push(self.placed(problem, line));
        };
        if a.kind == CellKind::Unsolved || b.kind == CellKind::Unsolved {
            return note(UNSOLVED);
        }
        match (a.is_blank(), b.is_blank()) {
            (true, true) => return,
            (false, false) => {}
            _ => return note(HALF),
        }
        // Zeros are how systems write that there is no place.
        let zero = |cell: &Cell| values::number(&cell.text, '.') == Some(0.0);
        if zero(a) && zero(b) {
            return;
        }
        let Some((sort, point)) = field::coordinates(a, b, self.decimal) else { return note(OUTSIDE) };
        fields.insert(Field::X, format!("{:.1}", point.x));
        fields.insert(Field::Y, format!("{:.1}", point.y));
        // When the whole column is swapped it is said once, for the file.
        if sort.is_swapped() && self.habits.coordinates != Some(sort) {
            note(SWAPPED);
        }
    }
}

pub(super) const SWAPPED: Unreadable = Unreadable {
    code: "coordinaten_verwisseld",
    reason: "De coördinaten staan in de verkeerde volgorde; ze zijn omgedraaid.",
    action: "Controleer op de kaart of de plaats klopt.",
};

/// A line that begins with the word, and holds nothing but numbers besides. A capital behind the word makes it a name (Totaal Bouw), and
/// a formula without an outcome is empty.
fn is_total(filled: &[(usize, &str)]) -> bool {
    let Some(((_, label), rest)) = filled.split_first() else { return false };
    let mut words = label.split_whitespace().map(|word| word.trim_end_matches(':'));
    let first = words.next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "totaal" | "totalen" | "subtotaal" | "eindtotaal" | "total")
        && words.all(|word| !word.starts_with(char::is_uppercase) || word.eq_ignore_ascii_case("generaal"))
        && rest.iter().all(|(_, text)| text.is_empty() || values::number(text, ',').is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_companies_called_total() {
        assert!(is_total(&[(0, "Totaal"), (4, "12")]));
        assert!(is_total(&[(0, "Subtotaal:"), (4, "€ 1.250,-"), (5, "")]));
        assert!(is_total(&[(0, "Totaal aantal"), (4, "12")]) && is_total(&[(0, "TOTAAL GENERAAL:"), (2, "3")]));
        let company = [(0, "Totaal Wonen BV"), (1, "Dorpsstraat"), (2, "1"), (3, "1234AB"), (4, "Dorp")];
        assert!(!is_total(&company));
        assert!(!is_total(&[(0, "Totaal Bouw"), (1, "3")]));
        assert!(!is_total(&[(0, "Total"), (1, "Achterweg 3")]));
        assert!(!is_total(&[]));
    }
}
