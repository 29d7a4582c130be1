// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Section 8: how to visit, and whom the proposal falls on.

use erf_base::Figure;

use super::{Maker, Part, ShareRow, Tables, figures};
use crate::{
    disclosure::{Shown, Totals, is_small, protect},
    nl,
    view::{Block, Cell, Item, Section, Table, columns},
};

/// Neighbourhoods with the fewest proposals are joined after this many.
fn most_groups(tables: Tables) -> usize {
    match tables {
        Tables::Whole => 12,
        Tables::Short => 6,
        Tables::Shortest => 4,
    }
}

impl Maker<'_> {
    pub(super) fn visits(self, tables: Tables) -> Section {
        let plan = &self.report.visits;
        let total = plan.by_card + plan.by_lot;
        let lead = match total {
            0 => "Er is geen voorstel voor bezoeken.".to_owned(),
            _ => format!(
                "Het voorstel telt {}: {} volgens de rekenkaart en {} door het lot.",
                nl::counted(total, "bezoek", "bezoeken"),
                nl::count(plan.by_card),
                nl::count(plan.by_lot)
            ),
        };
        let mut blocks = vec![Block::text(self.lot())];
        if plan.advice.is_empty() {
            blocks.push(Block::text("Er is verder geen advies vastgelegd."));
        } else {
            let items = plan.advice.iter().map(|advice| Item { strong: String::new(), text: advice.clone() }).collect();
            blocks.push(Block::List { items });
        }
        blocks.extend(self.share_blocks(total, most_groups(tables)));
        Section { title: "Advies voor bezoeken".to_owned(), lead, blocks }
    }

    fn lot(self) -> String {
        let plan = &self.report.visits;
        if plan.chance <= 0.0 {
            return "Er zijn geen controle-erven door het lot gekozen. Daardoor is niet te meten of de lijst beter is dan willekeurig bezoeken.".to_owned();
        }
        let digits = if plan.chance < 0.001 { 2 } else { 1 };
        format!(
            "{} Elke plek had dezelfde kans: {}, ongeveer 1 op {}. Ga bij deze controle-erven op dezelfde manier langs, en leg vast wat u vindt. Alleen zo is te meten of de lijst iets toevoegt.",
            self.drawn(),
            nl::percent(plan.chance, digits),
            nl::decimal((1.0 / plan.chance).round(), 0)
        )
    }

    /// What the lot drew, and from what: in one municipality of a larger scan only what fell there.
    fn drawn(self) -> String {
        let plan = &self.report.visits;
        let drawn = nl::counted(plan.by_lot, "controle-erf", "controle-erven");
        match &self.report.part_of {
            Some(whole) => {
                format!("Het lot trekt uit alle plekken van {whole}, met of zonder punten. In {} viel het op {drawn}.", self.report.area)
            }
            None => format!(
                "Het lot trekt {drawn} uit alle {} plekken die meedoen, met of zonder punten: {} van het voorstel.",
                nl::count(self.report.places_in_scope),
                nl::percent(plan.by_lot as f64 / (plan.by_card + plan.by_lot).max(1) as f64, 0)
            ),
        }
    }

    fn share_blocks(self, proposed: u64, most: usize) -> Vec<Block> {
        let shares = match &self.report.shares {
            Part::Absent(why) => return vec![Block::text(format!("De verdeling van het voorstel ontbreekt. {why}"))],
            Part::Present(_) if self.is_public() && is_small(proposed) => {
                return vec![Block::text("Het voorstel is te klein om de verdeling ervan openbaar te maken.")];
            }
            Part::Present(shares) => shares,
        };
        let tables = [
            ("Soort plek", "Wie het voorstel treft, per soort", &shares.kinds),
            ("Buurt", "Wie het voorstel treft, per buurt", &shares.neighbourhoods),
        ];
        let tables = tables.into_iter().filter(|(_, _, rows)| !rows.is_empty());
        tables.map(|(first, title, rows)| Block::Table(self.share_table(first, title, &largest(rows, most)))).collect()
    }

    fn share_table(self, first: &str, title: &str, rows: &[ShareRow]) -> Table {
        let total = Total { places: rows.iter().map(|row| row.places).sum(), proposed: rows.iter().map(|row| row.proposed).sum() };
        let shown = self.shown_shares(rows);
        let shares: Vec<Figure> = rows.iter().map(|row| self.share_of(row.proposed, total.proposed)).collect();
        let most = rows.iter().map(|row| row.places as f64 / total.places.max(1) as f64).fold(0.0, f64::max);
        let top = figures::top_of(&shares).max(figures::top_of(&[Figure { value: Some(most), interval: None, ..self.share_of(0, 0) }]));
        let axis = format!("Deel van het voorstel met 95%-marge, streep tot {}", nl::percent(top, 0));
        let line = |((row, share), shown): ((&ShareRow, &Figure), &(Shown, Shown))| share_line(row, share, *shown, total, top);
        let columns = columns(&[(first, 3.2), (">Plekken", 1.0), (">Van alle", 0.9), (">In voorstel", 1.15), (&axis, 3.4)]);
        let note = "Het dunne streepje is het deel van alle plekken. Ligt dat buiten de marge, dan valt het voorstel vaker of minder vaak op deze groep dan het lot zou doen.";
        Table::new(title, columns, rows.iter().zip(&shares).zip(&shown).map(line).collect(), note)
    }

    fn share_of(self, proposed: u64, all: u64) -> Figure {
        Figure::share(proposed, all, "", self.report.date)
    }

    /// Places and proposals of each group as they may be shown. A group is two counts, proposed and not, with a total.
    fn shown_shares(self, rows: &[ShareRow]) -> Vec<(Shown, Shown)> {
        if !self.is_public() {
            return rows.iter().map(|row| (Shown::Exact(row.places), Shown::Exact(row.proposed))).collect();
        }
        let cells: Vec<Vec<u64>> = rows.iter().map(|row| vec![row.proposed, row.places.saturating_sub(row.proposed)]).collect();
        let table = protect(&cells, Totals::Shown, Totals::Fixed);
        table.row_totals.iter().zip(&table.cells).map(|(places, cells)| (*places, cells[0])).collect()
    }
}

#[derive(Debug, Clone, Copy)]
struct Total {
    places: u64,
    proposed: u64,
}

fn share_line(row: &ShareRow, share: &Figure, (places, proposed): (Shown, Shown), total: Total, top: f64) -> Vec<Cell> {
    let of_all = row.places as f64 / total.places.max(1) as f64;
    let of_all_words = if places.exact().is_some() { nl::percent(of_all, 0) } else { "-".to_owned() };
    let dot = match (places.exact(), proposed.exact()) {
        (Some(_), Some(_)) if total.proposed > 0 => figures::share_cell(share, Some(of_all), top),
        (_, None) | (None, _) => Cell::text(figures::NOT_SHOWN),
        _ => Cell::text("geen voorstel"),
    };
    vec![
        Cell::text(nl::capital(&row.name)),
        Cell::text(figures::shown(places)),
        Cell::text(of_all_words),
        Cell::text(figures::shown(proposed)),
        dot,
    ]
}

/// The groups with most proposals and places; the others joined, so that the shares still add up.
fn largest(rows: &[ShareRow], most: usize) -> Vec<ShareRow> {
    let mut rows = rows.to_vec();
    rows.sort_by(|a, b| (b.proposed, b.places).cmp(&(a.proposed, a.places)).then_with(|| a.name.cmp(&b.name)));
    if rows.len() <= most {
        return rows;
    }
    let rest = rows.split_off(most - 1);
    let name = format!("overige {}", rest.len());
    rows.push(ShareRow { name, places: rest.iter().map(|row| row.places).sum(), proposed: rest.iter().map(|row| row.proposed).sum() });
    rows
}
