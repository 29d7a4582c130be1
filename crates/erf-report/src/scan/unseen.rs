// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Section 6: what the scan cannot see, and how well files could be linked.

use erf_base::Figure;

use super::{DeliveryRow, IndicatorRow, Maker, Tables, figures};
use crate::{
    disclosure::is_small,
    nl,
    view::{Block, Cell, Item, Section, Table, columns},
};

/// From this share on, an indicator that is often unknown is named.
const OFTEN: f64 = 0.2;
/// More rows than this are no longer read.
fn most_rows(tables: Tables) -> usize {
    match tables {
        Tables::Whole => 24,
        Tables::Short => 12,
        Tables::Shortest => 6,
    }
}

impl Maker<'_> {
    pub(super) fn unseen(self, tables: Tables) -> Section {
        let scan = self.report;
        let lead = match scan.unseen.len() {
            0 => "Er is niet vastgelegd wat deze scan mist. Vraag ernaar voordat u de uitkomst gebruikt.".to_owned(),
            1 => "Eén ding ziet deze scan zeker niet.".to_owned(),
            count => format!("{} dingen ziet deze scan zeker niet.", nl::capital(&in_words(count))),
        };
        let mut blocks = Vec::new();
        if !scan.unseen.is_empty() {
            let items = scan.unseen.iter().map(|unseen| Item { strong: unseen.what.clone(), text: unseen.why.clone() }).collect();
            blocks.push(Block::List { items });
        }
        blocks.push(Block::text(self.often_unknown()));
        blocks.push(self.match_rates(most_rows(tables)));
        Section { title: "Wat we niet zien".to_owned(), lead, blocks }
    }

    fn often_unknown(self) -> String {
        let share = |row: &IndicatorRow| row.unknown as f64 / (row.known + row.unknown).max(1) as f64;
        let mut rows: Vec<&IndicatorRow> =
            self.report.indicators.iter().filter(|row| share(row) >= OFTEN && !is_small(row.unknown)).collect();
        rows.sort_by(|a, b| share(b).total_cmp(&share(a)).then_with(|| a.code.cmp(&b.code)));
        let names: Vec<String> = rows.iter().map(|row| format!("{} ({})", row.name.to_lowercase(), nl::percent(share(row), 0))).collect();
        if names.is_empty() {
            return "Geen enkel kenmerk is bij meer dan een vijfde van de plekken onbekend.".to_owned();
        }
        format!(
            "Vaak onbekend, met het deel van de plekken: {}. Een onbekend kenmerk geeft geen punten en neemt er geen weg.",
            nl::list(&names)
        )
    }

    fn match_rates(self, most: usize) -> Block {
        let linked: Vec<(&DeliveryRow, u64)> =
            self.report.provenance.deliveries.iter().filter_map(|delivery| Some((delivery, delivery.matched?))).collect();
        if linked.is_empty() {
            return Block::text("Er zijn geen bestanden waarvan rijen op de kaart worden gekoppeld, dus ook geen koppelpercentages.");
        }
        let (whole, mut parts): (Vec<_>, Vec<_>) =
            linked.into_iter().partition(|(delivery, matched)| *matched == delivery.accepted && !self.hides_rows(delivery));
        let share = |(delivery, matched): &(&DeliveryRow, u64)| *matched as f64 / delivery.accepted.max(1) as f64;
        parts.sort_by(|a, b| share(a).total_cmp(&share(b)).then_with(|| (&a.0.what, &a.0.partner).cmp(&(&b.0.what, &b.0.partner))));
        let left = parts.len().saturating_sub(most);
        let mut rows: Vec<_> = parts.iter().take(most).map(|(delivery, matched)| self.match_row(delivery, *matched)).collect();
        rows.extend(self.wholly_matched(&whole));
        let more =
            if left > 0 { format!(" Nog {left} leveringen, die beter zijn gekoppeld, staan in het programma.") } else { String::new() };
        let columns =
            columns(&[("Levering", 3.0), (">Rijen", 0.8), (">Gekoppeld", 1.1), (">Op een plek", 1.2), ("Gekoppeld, met 95%-marge", 2.9)]);
        let note = format!(
            "Het slechtst gekoppelde bestand eerst. Een rij die niet op een plek is gekoppeld, gaat over een perceel, een weg of een gebied en \
             geeft geen plek punten, behalve als een kenmerk naar de omgeving kijkt. Een rij die niet is gekoppeld, telt nergens mee.{more}"
        );
        Block::Table(Table::new("Hoeveel rijen zijn op de kaart gekoppeld, en hoeveel daarvan op een plek", columns, rows, note))
    }

    /// Files of which every row was linked, in one line.
    fn wholly_matched(self, whole: &[(&DeliveryRow, u64)]) -> Option<Vec<Cell>> {
        let rows: u64 = whole.iter().map(|(_, matched)| matched).sum();
        let on_places: u64 = whole.iter().map(|(delivery, _)| delivery.on_places).sum();
        let name = match whole {
            [] => return None,
            [(only, _)] => Cell::named(only.what.clone(), only.partner.clone()),
            _ => Cell::text(format!("{} leveringen, helemaal gekoppeld", nl::count(whole.len() as u64))),
        };
        let share = Figure::share(rows, rows, "", self.report.date);
        Some(vec![
            name,
            Cell::text(nl::count(rows)),
            Cell::text(nl::count(rows)),
            self.on_places(on_places),
            figures::share_cell(&share, None, 1.0),
        ])
    }

    fn match_row(self, delivery: &DeliveryRow, matched: u64) -> Vec<Cell> {
        let name = Cell::named(delivery.what.clone(), delivery.partner.clone());
        if self.hides_rows(delivery) {
            let withheld = || Cell::text(figures::WITHHELD);
            return vec![name, withheld(), withheld(), withheld(), Cell::text(figures::NOT_SHOWN)];
        }
        let share = Figure::share(matched.min(delivery.accepted), delivery.accepted, "", self.report.date);
        let dot = figures::share_cell(&share, None, 1.0);
        vec![name, Cell::text(nl::count(delivery.accepted)), Cell::text(nl::count(matched)), self.on_places(delivery.on_places), dot]
    }

    /// Rows about places say as much as the places: few are not told in public.
    fn on_places(self, rows: u64) -> Cell {
        Cell::text(if self.is_public() && is_small(rows) { figures::WITHHELD.to_owned() } else { nl::count(rows) })
    }

    /// Rows of a file about few places say as much as the places: then only the number of rows is public, if that is not
    /// small either. A file that is linked to no place (districts), and rows that were refused, say nothing of anybody.
    pub(super) fn hides_rows(self, delivery: &DeliveryRow) -> bool {
        let about_few = |matched: u64| [delivery.rows_in, delivery.accepted, matched].into_iter().any(is_small);
        self.is_public() && delivery.matched.is_some_and(about_few)
    }
}

fn in_words(count: usize) -> String {
    const WORDS: [&str; 13] = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
