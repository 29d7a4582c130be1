// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Section 4: finds and dumps, how they came to light, and what they do not say.

use std::collections::{BTreeMap, BTreeSet};

use super::{History, HistoryRow, IndicatorGroup, Maker, Part, Route, Unit, figures};
use crate::{
    disclosure::{Protected, Shown, Totals, group_small_rows, is_small, protect},
    interval::poisson_interval,
    nl,
    view::{Block, Cell, Column, Section, Table, columns},
};

/// The sentence that stands beside every figure on finds.
pub(super) const NOT_PREVALENCE: &str = "Vondsten laten zien waar is gezocht en gevonden, niet hoeveel er is.";

/// What stands where the police left a count empty.
const NOT_SHARED: &str = "niet gedeeld";
/// Kinds that are joined for the public.
const OTHERS: &str = "overige soorten";
const ONLY_DUMPS: &str = "Vondsten per gemeente tellen hier niet mee: een getekend gebied is geen gemeente.";

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
        let (first, last) = history.years;
        let (told, empty) = (history.told(), history.left_empty());
        if told + empty == 0 {
            return format!("Van {first} tot en met {last} is in de bestanden niets gevonden. Dat is niet hetzelfde als: er was niets.");
        }
        let recorded = self.recorded(history);
        format!("Van {first} tot en met {last} {recorded} vastgelegd. {}", self.routes_told(history)).trim().to_owned()
    }

    /// `is 1 vondst of dumping`, `zijn ten minste 54 vondsten en dumpingen`.
    fn recorded(self, history: &History) -> String {
        let (told, empty) = (history.told(), history.left_empty());
        let (one, many) = match history.only_dumps {
            true => ("dumping van drugsafval", "dumpingen van drugsafval"),
            false => ("vondst of dumping", "vondsten en dumpingen"),
        };
        let count = self.count_or_more(told, empty);
        if is_one(&count) { format!("is {count} {one}") } else { format!("zijn {count} {many}") }
    }

    /// How many came to light by a report, of those of which that is known: not known is not the same as not reported. A count that
    /// was left empty still names its route.
    fn routes_told(self, history: &History) -> String {
        let of = |wanted: fn(Route) -> bool| {
            let sum = |rows: &[HistoryRow]| rows.iter().filter(|row| wanted(row.route)).map(|row| row.count).sum::<u64>();
            (sum(&history.rows), sum(&history.withheld))
        };
        let (reported, known) = (of(|route| route == Route::Report), of(|route| route != Route::Unknown));
        let unknown = of(|route| route == Route::Unknown);
        if known == (0, 0) {
            return "Hoe zij aan het licht kwamen, is van geen enkele bekend.".to_owned();
        }
        let parts = [reported.0, known.0 - reported.0, known.0, unknown.0, self.least(reported.0, reported.1)];
        if self.is_public() && parts.into_iter().any(is_small) {
            return String::new();
        }
        let by_report = self.count_or_more(reported.0, reported.1);
        match unknown {
            (0, 0) => format!("Daarvan {} aan het licht door een melding.", came(&by_report)),
            _ => format!("Van {} is bekend hoe: {by_report} daarvan door een melding.", self.count_or_more(known.0, known.1)),
        }
    }

    fn history_tables(self, history: &History) -> Vec<Block> {
        let years: Vec<i16> = (history.years.0..=history.years.1).collect();
        let year_names: Vec<String> = years.iter().map(i16::to_string).collect();
        let route_names: Vec<String> = ROUTES.iter().map(|(_, name)| (*name).to_owned()).collect();
        let by_year = self.counted(history, years.len(), |row| years.iter().position(|year| *year == row.year));
        let by_route = self.counted(history, ROUTES.len(), |row| ROUTES.iter().position(|(route, _)| *route == row.route));
        let mut blocks = Vec::new();
        match (by_year, by_route) {
            (Some(years), Some(routes)) => {
                blocks.push(Block::Table(self.kind_table("Wat is gevonden, per jaar", &year_names, &years, true)));
                blocks.push(Block::Table(self.kind_table("Hoe het is ontdekt", &route_names, &routes, false)));
            }
            _ => blocks.push(Block::text(self.too_few(history))),
        }
        blocks.extend(self.not_in_table(history).into_iter().map(Block::text));
        blocks.extend(self.finds_per_address(history));
        blocks.push(Block::text(format!("Bron: {}, stand {}.", history.source, nl::date(history.date))));
        blocks
    }

    /// What stands in the place of tables that would tell of few.
    fn too_few(self, history: &History) -> String {
        let empty = history.left_empty();
        if empty == 0 {
            return "Er zijn in totaal 1 tot en met 4 vondsten en dumpingen. Zo weinig splitsen wij niet uit in een openbare versie."
                .to_owned();
        }
        let recorded = nl::capital(&format!("er {}", self.recorded(history)));
        if is_small(self.least(history.told(), empty)) {
            return format!("{recorded}. Het kan om weinig gaan: daarom splitsen wij niets uit in een openbare versie.");
        }
        let kinds = kinds_left_empty(&history.withheld);
        format!("{recorded}. Wat wel is gedeeld, is samen te weinig om uit te splitsen in een openbare versie. Niet gedeeld: {kinds}.")
    }

    /// What the files say and the tables do not.
    fn not_in_table(self, history: &History) -> Vec<String> {
        let mut words = Vec::new();
        if history.only_dumps {
            words.push(ONLY_DUMPS.to_owned());
        }
        if history.left_empty() > 0 {
            words.push(format!(
                "De politie liet {}, want zo'n klein aantal deelt zij niet. Leeg is niet nul: elk leeg aantal telt hier als één, en het kan \
                 meer zijn.",
                nl::counted(history.left_empty(), "aantal leeg", "aantallen leeg")
            ));
        }
        if history.other_waste > 0 {
            let rows = match self.count(history.other_waste).as_str() {
                "1" => "staat 1 melding".to_owned(),
                rows => format!("staan {rows} meldingen"),
            };
            words.push(format!(
                "In dezelfde bestanden {rows} van ander afval, zoals puin of banden. Dat is geen drugsafval en staat niet in de tabel."
            ));
        }
        if history.not_located > 0 {
            let (rows, rest) = match self.count(history.not_located).as_str() {
                "1" => ("1 melding".to_owned(), "Die telt"),
                rows => (format!("{rows} meldingen"), "Zij tellen"),
            };
            words.push(format!("Van {rows} van drugsafval is de plaats niet met zekerheid te bepalen. {rest} hier niet mee."));
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
            let table = self.kind_table("Vondsten per adres (convenant), per jaar", &names, &Counted::wholly(rows), true);
            blocks.push(Block::Table(table));
        }
        blocks
    }

    /// Kinds that were told and kinds that were left empty. For the public, kinds with few finds are joined first, so that totals
    /// of kinds can stand in both tables; `None` when even all of them together are few.
    fn counted(self, history: &History, width: usize, column: impl Fn(&HistoryRow) -> Option<usize>) -> Option<Counted> {
        if self.is_public() && is_small(self.least(history.told(), history.left_empty())) {
            return None;
        }
        let untold = history.withheld.iter().map(|row| HistoryRow { count: 0, ..row.clone() });
        let all: Vec<HistoryRow> = history.rows.iter().cloned().chain(untold).collect();
        let rows = count_by(&all, width, &column);
        let rows = if self.is_public() { group_small_rows(rows, OTHERS)? } else { rows };
        let mut counted = Counted::wholly(rows);
        counted.add_empty(&history.withheld, column);
        Some(counted)
    }

    fn kind_table(self, title: &str, names: &[String], counted: &Counted, with_margin: bool) -> Table {
        let Counted { rows, empty } = counted;
        let cells: Vec<Vec<u64>> = rows.iter().map(|(_, counts)| counts.clone()).collect();
        let table = if self.is_public() { protect(&cells, Totals::Fixed, Totals::Shown) } else { as_they_are(&cells, names.len()) };
        let mut lines: Vec<Vec<Cell>> = Vec::new();
        for (place, (kind, _)) in rows.iter().enumerate() {
            let cells = table.cells[place].iter().zip(&empty[place]).map(|(shown, empty)| self.part(*shown, *empty)).collect();
            let total = (table.row_totals[place], empty[place].iter().sum());
            lines.push(self.kind_line(nl::capital(kind), cells, total, with_margin).into_iter().map(Cell::text).collect());
        }
        if rows.len() > 1 {
            let empty: Vec<u64> = (0..names.len()).map(|column| empty.iter().map(|row| row[column]).sum()).collect();
            let cells = table.column_totals.iter().zip(&empty).map(|(shown, empty)| self.whole(*shown, *empty)).collect();
            let line = self.kind_line("Totaal".to_owned(), cells, (table.total, empty.iter().sum()), with_margin);
            lines.push(line.into_iter().map(Cell::strong).collect());
        }
        Table::new(title, kind_columns(names, with_margin), lines, kind_note(counted, with_margin))
    }

    fn kind_line(self, name: String, cells: Vec<String>, (total, empty): (Shown, u64), with_margin: bool) -> Vec<String> {
        let mut line = vec![name];
        line.extend(cells);
        line.push(self.whole(total, empty));
        if with_margin {
            // Chance says nothing of what was not told.
            line.push(total.exact().filter(|_| empty == 0).map_or(String::new(), margin));
        }
        line
    }

    /// A cell of a table, of which counts may have been left empty.
    fn part(self, shown: Shown, empty: u64) -> String {
        if empty > 0 && at_least_told(shown) == 0 { NOT_SHARED.to_owned() } else { self.whole(shown, empty) }
    }

    /// A total of which counts may have been left empty.
    fn whole(self, shown: Shown, empty: u64) -> String {
        match empty {
            0 => figures::shown(shown),
            _ => format!("{}+", nl::count(self.least(at_least_told(shown), empty))),
        }
    }
}

/// Counts per kind, and beside them how many counts were left empty: the same rows and columns.
struct Counted {
    rows: Vec<(String, Vec<u64>)>,
    empty: Vec<Vec<u64>>,
}

impl Counted {
    /// Nothing was left empty.
    fn wholly(rows: Vec<(String, Vec<u64>)>) -> Self {
        let empty = rows.iter().map(|(_, counts)| vec![0; counts.len()]).collect();
        Self { rows, empty }
    }

    /// Each in the row of its kind, or of the kinds that were joined.
    fn add_empty(&mut self, withheld: &[HistoryRow], column: impl Fn(&HistoryRow) -> Option<usize>) {
        for row in withheld {
            let of = |name: &str| self.rows.iter().position(|(kind, _)| kind == name);
            let (Some(place), Some(column)) = (of(&row.kind).or_else(|| of(OTHERS)), column(row)) else { continue };
            self.empty[place][column] += row.count;
        }
    }
}

/// What a count is at least, as far as it is shown.
fn at_least_told(shown: Shown) -> u64 {
    match shown {
        Shown::Exact(count) => count,
        Shown::Small => 1,
        Shown::Withheld => 0,
    }
}

fn kind_note(counted: &Counted, with_margin: bool) -> String {
    let has_empty = counted.empty.iter().flatten().any(|empty| *empty > 0);
    let margin = "Marge: tussen deze grenzen kan een aantal door toeval alleen al liggen (95%, Poisson).";
    let no_margin = "Geen marge: niet elk aantal is gedeeld.";
    let empty = "Niet gedeeld: de politie liet het aantal leeg; het is ten minste 1. Met een +: zoveel of meer.";
    let notes = [(with_margin, margin), (with_margin && has_empty, no_margin), (has_empty, empty)];
    notes.into_iter().filter(|(applies, _)| *applies).map(|(_, words)| words).collect::<Vec<_>>().join(" ")
}

/// `hennepkwekerij (controle, netbeheerder) en opslag (melding)`.
fn kinds_left_empty(withheld: &[HistoryRow]) -> String {
    let mut kinds: BTreeMap<&str, BTreeSet<Route>> = BTreeMap::new();
    for row in withheld {
        kinds.entry(&row.kind).or_default().insert(row.route);
    }
    let names = |routes: BTreeSet<Route>| {
        let names = ROUTES.iter().filter(|(route, _)| routes.contains(route)).map(|(_, name)| name.to_lowercase());
        names.collect::<Vec<_>>().join(", ")
    };
    nl::list(&kinds.into_iter().map(|(kind, routes)| format!("{kind} ({})", names(routes))).collect::<Vec<_>>())
}

/// `kwam er 1`, `kwamen er ten minste 3`.
fn came(count: &str) -> String {
    if is_one(count) { format!("kwam er {count}") } else { format!("kwamen er {count}") }
}

fn is_one(count: &str) -> bool {
    ["1", "ten minste 1"].contains(&count)
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
