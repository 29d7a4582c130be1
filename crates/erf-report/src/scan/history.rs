// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Section 4: finds and dumps, how they came to light, and what they do not say.

use super::{History, HistoryRow, IndicatorGroup, Maker, Part, Route, Unit, figures};
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
        blocks.extend(self.indicator_table("Historie en signalen per plek", &groups).map(Block::Table));
        Section { title, lead, blocks }
    }

    fn history_lead(self, history: &History) -> String {
        let total: u64 = history.rows.iter().map(|row| row.count).sum();
        let (first, last) = history.years;
        if total == 0 {
            return format!("Van {first} tot en met {last} is in de bestanden niets gevonden. Dat is niet hetzelfde als: er was niets.");
        }
        format!("Van {first} tot en met {last} zijn {} vondsten en dumpingen vastgelegd. {}", self.count(total), self.routes_told(history))
    }

    /// How many came to light by a report, of those of which that is known: not known is not the same as not reported.
    fn routes_told(self, history: &History) -> String {
        let of = |wanted: &dyn Fn(Route) -> bool| history.rows.iter().filter(|row| wanted(row.route)).map(|row| row.count).sum::<u64>();
        let (reported, known) = (of(&|route| route == Route::Report), of(&|route| route != Route::Unknown));
        let unknown = of(&|route| route == Route::Unknown);
        if known == 0 {
            return "Hoe zij aan het licht kwamen, is van geen enkele bekend.".to_owned();
        }
        if self.is_public() && [reported, known - reported, known, unknown].into_iter().any(is_small) {
            return String::new();
        }
        match unknown {
            0 => format!("{} daarvan kwamen aan het licht door een melding.", nl::count(reported)),
            _ => format!("Van {} is bekend hoe: {} daarvan door een melding.", nl::count(known), nl::count(reported)),
        }
    }

    fn history_tables(self, history: &History) -> Vec<Block> {
        let years: Vec<i16> = (history.years.0..=history.years.1).collect();
        let by_year = |row: &HistoryRow| years.iter().position(|year| *year == row.year);
        let by_route = |row: &HistoryRow| ROUTES.iter().position(|(route, _)| *route == row.route);
        let year_names: Vec<String> = years.iter().map(i16::to_string).collect();
        let route_names: Vec<String> = ROUTES.iter().map(|(_, name)| (*name).to_owned()).collect();
        let kinds_by_year = count_by(&history.rows, years.len(), by_year);
        let kinds_by_route = count_by(&history.rows, ROUTES.len(), by_route);
        let mut blocks = Vec::new();
        match (self.ready(kinds_by_year), self.ready(kinds_by_route)) {
            (Some(years), Some(routes)) => {
                blocks.push(Block::Table(self.kind_table("Wat is gevonden, per jaar", &year_names, years, true)));
                blocks.push(Block::Table(self.kind_table("Hoe het is ontdekt", &route_names, routes, false)));
            }
            _ => blocks
                .push(Block::text("Er zijn in totaal 1 tot en met 4 vondsten. Zo weinig splitsen wij niet uit in een openbare versie.")),
        }
        blocks.extend(self.not_in_table(history).into_iter().map(Block::text));
        blocks.extend(self.finds_per_address(history));
        blocks.push(Block::text(format!("Bron: {}, stand {}.", history.source, nl::date(history.date))));
        blocks
    }

    /// What the files say and the tables do not.
    fn not_in_table(self, history: &History) -> Vec<String> {
        let mut words = Vec::new();
        if history.withheld > 0 {
            words.push(format!(
                "De politie liet {}, want zo'n klein aantal deelt zij niet. Leeg is niet nul: de totalen zijn dus ten minste zo groot.",
                nl::counted(history.withheld, "aantal leeg", "aantallen leeg")
            ));
        }
        if history.other_waste > 0 {
            let rows = self.count(history.other_waste);
            words.push(format!("In dezelfde bestanden staan {rows} meldingen van ander afval, zoals puin of banden. Dat is geen drugsafval en staat niet in de tabel."));
        }
        if history.not_located > 0 {
            let rows = self.count(history.not_located);
            words
                .push(format!("Van {rows} meldingen van drugsafval is de plaats niet met zekerheid te bepalen. Zij tellen hier niet mee."));
        }
        words
    }

    /// What the police shared per address under the covenant. In public only how many: split up, it would tell of single yards.
    fn finds_per_address(self, history: &History) -> Vec<Block> {
        let finds = &history.address_finds;
        let total: u64 = finds.iter().map(|row| row.count).sum();
        if total == 0 {
            return Vec::new();
        }
        let words = format!(
            "Onder het convenant deelde de politie {} per adres. Die kunnen ook in de aantallen hierboven zitten: tel ze er niet bij op.",
            if total == 1 { format!("{} vondst", self.count(total)) } else { format!("{} vondsten", self.count(total)) }
        );
        let mut blocks = vec![Block::text(words)];
        if !self.is_public() {
            let years: Vec<i16> = (history.years.0..=history.years.1).collect();
            let names: Vec<String> = years.iter().map(i16::to_string).collect();
            let rows = count_by(finds, years.len(), |row| years.iter().position(|year| *year == row.year));
            blocks.push(Block::Table(self.kind_table("Vondsten per adres (convenant), per jaar", &names, rows, true)));
        }
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
    figures::write_interval(poisson_interval(count), Unit::Count, count)
}

/// Kinds in the order of their totals, with a count per year or route.
fn count_by(finds: &[HistoryRow], width: usize, column: impl Fn(&HistoryRow) -> Option<usize>) -> Vec<(String, Vec<u64>)> {
    let mut rows: Vec<(String, Vec<u64>)> = Vec::new();
    for row in finds {
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
