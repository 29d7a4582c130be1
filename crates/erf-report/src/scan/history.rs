// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Section 4: finds and dumps, how they came to light, and what they do not say.

use super::{History, HistoryRow, IndicatorGroup, Maker, Part, Route, figures};
use crate::{
    disclosure::{Protected, Shown, Totals, group_small_rows, is_small, protect},
    interval::poisson_interval,
    nl,
    view::{Block, Cell, Column, Section, Table, columns},
};

/// The sentence that stands beside every figure on finds.
pub(super) const NOT_PREVALENCE: &str = "Vondsten laten zien waar is gezocht en gevonden, niet hoeveel er is.";

const ROUTES: [(Route, &str); 6] = [
    (Route::Report, "Melding"),
    (Route::Investigation, "Onderzoek"),
    (Route::Check, "Controle"),
    (Route::Accident, "Brand, lek, toeval"),
    (Route::Utility, "Netbeheerder"),
    (Route::Unknown, "Onbekend"),
];

impl Maker<'_> {
    pub(super) fn history(self) -> Section {
        let title = "Historie: vondsten en dumpingen".to_owned();
        let mut blocks = Vec::new();
        let lead = match &self.report.history {
            Part::Absent(why) => {
                blocks.push(Block::text(why));
                "Over vondsten en dumpingen kan deze scan niets zeggen.".to_owned()
            }
            Part::Present(history) => {
                blocks.push(Block::note(NOT_PREVALENCE));
                blocks.extend(self.history_tables(history));
                self.history_lead(history)
            }
        };
        let groups = [IndicatorGroup::History, IndicatorGroup::Signal];
        blocks.extend(self.indicator_table("Historie en signalen per plaats", &groups).map(Block::Table));
        Section { title, lead, blocks }
    }

    fn history_lead(self, history: &History) -> String {
        let total: u64 = history.rows.iter().map(|row| row.count).sum();
        let (first, last) = history.years;
        if total == 0 {
            return format!("Van {first} tot en met {last} is in de bestanden niets gevonden. Dat is niet hetzelfde als: er was niets.");
        }
        let reported: u64 = history.rows.iter().filter(|row| row.route == Route::Report).map(|row| row.count).sum();
        let mut lead = format!("Van {first} tot en met {last} zijn {} vondsten en dumpingen vastgelegd", self.count(total));
        let small_part = is_small(reported) || is_small(total - reported);
        if !(self.is_public() && (small_part || is_small(total))) {
            lead += &format!("; {} daarvan kwamen aan het licht door een melding", self.count(reported));
        }
        lead + "."
    }

    fn history_tables(self, history: &History) -> Vec<Block> {
        let years: Vec<i16> = (history.years.0..=history.years.1).collect();
        let by_year = |row: &HistoryRow| years.iter().position(|year| *year == row.year);
        let by_route = |row: &HistoryRow| ROUTES.iter().position(|(route, _)| *route == row.route);
        let year_names: Vec<String> = years.iter().map(i16::to_string).collect();
        let route_names: Vec<String> = ROUTES.iter().map(|(_, name)| (*name).to_owned()).collect();
        let kinds_by_year = count_by(history, years.len(), by_year);
        let kinds_by_route = count_by(history, ROUTES.len(), by_route);
        let mut blocks = Vec::new();
        match (self.ready(kinds_by_year), self.ready(kinds_by_route)) {
            (Some(years), Some(routes)) => {
                blocks.push(Block::Table(self.kind_table("Wat is gevonden, per jaar", &year_names, years, true)));
                blocks.push(Block::Table(self.kind_table("Hoe het is ontdekt", &route_names, routes, false)));
            }
            _ => blocks
                .push(Block::text("Er zijn in totaal 1 tot en met 4 vondsten. Zo weinig splitsen wij niet uit in een openbare versie.")),
        }
        let lost = history.not_located;
        if lost > 0 {
            let words =
                format!("Van {} vondsten uit de bestanden is de plaats niet te bepalen. Zij tellen hier niet mee.", self.count(lost));
            blocks.push(Block::text(words));
        }
        blocks.push(Block::text(format!("Bron: {}, stand {}.", history.source, nl::date(history.date))));
        blocks
    }

    /// For the public, kinds with few finds are joined first, so that totals of kinds can stand in both tables.
    fn ready(self, rows: Vec<(String, Vec<u64>)>) -> Option<Vec<(String, Vec<u64>)>> {
        if self.is_public() { group_small_rows(rows, "overige soorten") } else { Some(rows) }
    }

    fn kind_table(self, title: &str, names: &[String], rows: Vec<(String, Vec<u64>)>, with_margin: bool) -> Table {
        let cells: Vec<Vec<u64>> = rows.iter().map(|(_, counts)| counts.clone()).collect();
        let table = if self.is_public() { protect(&cells, Totals::Fixed, Totals::Shown) } else { as_they_are(&cells, names.len()) };
        let mut lines: Vec<Vec<Cell>> = Vec::new();
        for (place, (kind, _)) in rows.iter().enumerate() {
            lines.push(kind_line(nl::capital(kind), &table.cells[place], table.row_totals[place], with_margin, Cell::text));
        }
        if rows.len() > 1 {
            lines.push(kind_line("Totaal".to_owned(), &table.column_totals, table.total, with_margin, Cell::strong));
        }
        let margin = "Marge: tussen deze grenzen kan een aantal door toeval alleen al liggen (95%, Poisson).";
        let note = if with_margin { margin } else { "" };
        Table::new(title, kind_columns(names, with_margin), lines, note)
    }
}

fn kind_columns(names: &[String], with_margin: bool) -> Vec<Column> {
    let mut all = columns(&[("Soort", 2.4)]);
    let width = if names.len() > 5 { 1.15 } else { 0.95 };
    all.extend(names.iter().map(|name| Column { title: name.clone(), width, right: true }));
    all.extend(columns(&[(">Totaal", 0.9)]));
    if with_margin {
        all.extend(columns(&[(">Marge", 1.1)]));
    }
    all
}

fn kind_line(name: String, counts: &[Shown], total: Shown, with_margin: bool, cell: fn(String) -> Cell) -> Vec<Cell> {
    let mut line = vec![cell(name)];
    line.extend(counts.iter().map(|count| cell(figures::shown(*count))));
    line.push(cell(figures::shown(total)));
    if with_margin {
        line.push(cell(total.exact().map_or(String::new(), margin)));
    }
    line
}

fn margin(count: u64) -> String {
    let (low, high) = poisson_interval(count);
    format!("{}–{}", nl::decimal(low.floor(), 0), nl::decimal(high.ceil(), 0))
}

/// Kinds in the order of their totals, with a count per year or route.
fn count_by(history: &History, width: usize, column: impl Fn(&HistoryRow) -> Option<usize>) -> Vec<(String, Vec<u64>)> {
    let mut rows: Vec<(String, Vec<u64>)> = Vec::new();
    for row in &history.rows {
        let Some(column) = column(row) else { continue };
        let place = rows.iter().position(|(kind, _)| *kind == row.kind).unwrap_or_else(|| {
            rows.push((row.kind.clone(), vec![0; width]));
            rows.len() - 1
        });
        rows[place].1[column] += row.count;
    }
    let total = |counts: &[u64]| counts.iter().sum::<u64>();
    rows.sort_by(|a, b| total(&b.1).cmp(&total(&a.1)).then_with(|| a.0.cmp(&b.0)));
    rows
}

fn as_they_are(cells: &[Vec<u64>], width: usize) -> Protected {
    let exact = |counts: Vec<u64>| counts.into_iter().map(Shown::Exact).collect::<Vec<_>>();
    Protected {
        cells: cells.iter().cloned().map(exact).collect(),
        row_totals: exact(cells.iter().map(|row| row.iter().sum()).collect()),
        column_totals: exact((0..width).map(|column| cells.iter().map(|row| row[column]).sum()).collect()),
        total: Shown::Exact(cells.iter().flatten().sum()),
    }
}
