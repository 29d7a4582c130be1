// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Section 3, and the table of indicators that other sections use as well.

use erf_base::Figure;

use super::{IndicatorGroup, IndicatorRow, Maker, figures};
use crate::{
    disclosure::{Shown, is_small},
    nl,
    view::{Block, Cell, Section, Table, columns},
};

const OPPORTUNITY: [IndicatorGroup; 2] = [IndicatorGroup::Opportunity, IndicatorGroup::Pattern];

impl Maker<'_> {
    pub(super) fn opportunity(self) -> Section {
        let blocks = match self.indicator_table("Gebouwen, leegstand en ligging", &OPPORTUNITY) {
            Some(table) => vec![
                Block::Table(table),
                Block::text("Deze kenmerken zijn gewoon op het platteland. Zij zeggen waar ruimte is, niet wat er gebeurt."),
            ],
            None => vec![Block::text("Voor gebouwen, leegstand en ligging zijn geen bruikbare gegevens aangeleverd.")],
        };
        Section { title: "Gelegenheid: gebouwen, leegstand, ligging".to_owned(), lead: self.most_common(), blocks }
    }

    fn most_common(self) -> String {
        let rows = self.report.indicators.iter().filter(|row| OPPORTUNITY.contains(&row.group) && row.known > 0);
        let Some(row) = rows.max_by_key(|row| (row.places_with, std::cmp::Reverse(&row.code))) else {
            return "Over gelegenheid kan deze scan niets zeggen.".to_owned();
        };
        if row.places_with == 0 {
            return "Geen van deze kenmerken komt voor bij de plekken waarvan wij het weten.".to_owned();
        }
        if self.hides_row(row) {
            return "Welk kenmerk het meest voorkomt, staat niet in deze openbare versie: een van de aantallen daarvan is te klein."
                .to_owned();
        }
        let row = &self.told(row);
        let share = share(row);
        format!(
            "{} komt het meest voor: bij {}{} van de {} plekken waarvan wij het weten, {}.",
            row.name,
            if self.is_public() { "ongeveer " } else { "" },
            nl::count(row.places_with),
            nl::count(row.known),
            figures::write(share.value.unwrap_or(0.0), super::Unit::Share, share.n)
        )
    }

    /// One row per indicator of these groups; `None` without any.
    pub(super) fn indicator_table(self, title: &str, groups: &[IndicatorGroup]) -> Option<Table> {
        let mut rows: Vec<&IndicatorRow> = self.report.indicators.iter().filter(|row| groups.contains(&row.group)).collect();
        rows.sort_by(|a, b| (a.group, &a.code).cmp(&(b.group, &b.code)));
        if rows.is_empty() {
            return None;
        }
        let shares: Vec<Figure> = rows.iter().filter(|row| !self.hides_row(row)).map(|row| share(&self.told(row))).collect();
        let top = figures::top_of(&shares);
        let axis = format!("Aandeel met 95%-marge, streep tot {}", nl::percent(top, 0));
        let columns =
            columns(&[("Kenmerk", 2.8), (">Plekken", 0.95), (&axis, 3.1), (">n", 0.75), (">Onbekend", 1.1), ("Bron en datum", 2.9)]);
        let lines = rows.iter().map(|row| self.indicator_row(row, top)).collect();
        let rounded =
            if self.is_public() { " Aantallen zijn afgerond op vijf: zo volgt uit twee rapporten samen geen klein aantal." } else { "" };
        let about = format!("Plekken: hoeveel het kenmerk hebben. n: van hoeveel wij het weten. Onbekend is niet nul.{rounded}");
        Some(Table::new(title, columns, lines, &about))
    }

    fn indicator_row(self, row: &IndicatorRow, top: f64) -> Vec<Cell> {
        let points = match row.points {
            Some(1) => ", 1 punt".to_owned(),
            Some(points) => format!(", {points} punten"),
            None => ", telt niet mee".to_owned(),
        };
        let name = Cell::named(row.name.clone(), format!("{}{points}", row.code));
        let source = match row.date {
            Some(date) => format!("{}, {}", row.source, nl::short_date(date)),
            None => "niet geleverd".to_owned(),
        };
        let hidden = self.hides_row(row);
        let unknown = self.unknown_share(row);
        let row = &self.told(row);
        let (count, known) = match (row.known, hidden) {
            (0, _) => ("onbekend".to_owned(), "0".to_owned()),
            (_, true) => {
                (figures::shown(if is_small(row.places_with) { Shown::Small } else { Shown::Withheld }), figures::WITHHELD.to_owned())
            }
            (_, false) => (nl::count(row.places_with), nl::count(row.known)),
        };
        let dot = if hidden { Cell::text(figures::NOT_SHOWN) } else { figures::share_cell(&share(row), None, top) };
        vec![name, Cell::text(count), dot, Cell::text(known), Cell::text(unknown), Cell::text(source)]
    }

    /// The public version hides a row in which any part is 1 to 4: the parts add up to the places in scope. And one in which every place
    /// that is known has it: then it is told of each of them.
    fn hides_row(self, row: &IndicatorRow) -> bool {
        let without = row.known.saturating_sub(row.places_with);
        let all = row.places_with > 0 && without == 0;
        self.is_public() && (all || [row.places_with, without, row.unknown].into_iter().any(is_small))
    }

    /// The row as it is told. The municipalities of a region add up to it, and a scan of today to one of last month: rounded counts do
    /// not give away what is small in one of them.
    fn told(self, row: &IndicatorRow) -> IndicatorRow {
        let mut told = row.clone();
        if self.is_public() {
            (told.places_with, told.known, told.unknown) = (to_five(row.places_with), to_five(row.known), to_five(row.unknown));
        }
        told
    }

    fn unknown_share(self, row: &IndicatorRow) -> String {
        let told = self.told(row);
        let all = told.known + told.unknown;
        if self.hides_row(row) && is_small(row.unknown) {
            return figures::SMALL.to_owned();
        }
        if self.hides_row(row) && row.unknown > 0 {
            return figures::WITHHELD.to_owned();
        }
        if all == 0 { "-".to_owned() } else { nl::percent(told.unknown as f64 / all as f64, 0) }
    }
}

/// The nearest multiple of five.
const fn to_five(count: u64) -> u64 {
    (count + 2) / 5 * 5
}

/// The share of places that have it, of those where it is known.
pub(super) fn share(row: &IndicatorRow) -> Figure {
    let date = row.date.unwrap_or_default();
    Figure::share(row.places_with.min(row.known), row.known, &row.source, date)
}
