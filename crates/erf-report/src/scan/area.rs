// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Sections 1 and 2: the question, and the area in figures.

use super::{IndicatorGroup, Maker, NamedFigure, Part, Unit, Variant};
use crate::{
    map, nl,
    view::{Block, Cell, Section, Table, columns},
};

impl Maker<'_> {
    pub(super) fn question(self) -> Section {
        let scan = self.report;
        let variant = match scan.variant {
            Variant::Municipal => {
                "Dit is de gemeentelijke variant: alleen gegevens die de gemeente zelf mag gebruiken. Plekken die alleen een woning zijn, doen niet mee."
            }
            Variant::Covenant => {
                "Dit is de convenantvariant: ook gegevens die partners onder een convenant delen. De grond per levering staat in hoofdstuk 9."
            }
        };
        let approval = match &scan.approval {
            Some(approval) => format!(
                "Gemaakt door {}. Goedgekeurd door {} op {}, en dat is iemand anders dan de maker.",
                scan.author,
                approval.name,
                nl::date(approval.date)
            ),
            None => format!("Gemaakt door {}. Nog niet goedgekeurd.", scan.author),
        };
        let expiry = format!("De scan vervalt na {}. Daarna worden de uitkomsten per plek verwijderd.", nl::date(scan.expires));
        let blocks = [scan.boundary.clone(), variant.to_owned(), format!("{approval} {expiry}")];
        let blocks = blocks.into_iter().filter(|text| !text.is_empty()).map(Block::text).collect();
        Section { title: "Vraag en grenzen van het gebied".to_owned(), lead: scan.question.clone(), blocks }
    }

    pub(super) fn area(self) -> Section {
        let scan = self.report;
        let lead = format!("In {} liggen {} die meedoen aan deze scan.", scan.area, nl::counted(scan.places_in_scope, "plek", "plekken"));
        let mut blocks = Vec::new();
        if scan.area_figures.is_empty() {
            blocks.push(Block::text("Er zijn geen cijfers over het gebied aangeleverd."));
        } else {
            blocks.push(Block::Table(self.area_table(&scan.area_figures)));
        }
        blocks.extend(self.indicator_table("Kenmerken van het gebied", &[IndicatorGroup::Context]).map(Block::Table));
        match &scan.map {
            Part::Present(data) => {
                blocks.push(Block::Table(map_table(map::table(data, self.audience), map::shows_places(data, self.audience))))
            }
            Part::Absent(why) => blocks.push(Block::text(format!("Er is geen kaart. {why}"))),
        }
        Section { title: "Gebied in cijfers".to_owned(), lead, blocks }
    }

    fn area_table(self, figures: &[NamedFigure]) -> Table {
        let row = |named: &NamedFigure| {
            let is_share = matches!(named.unit, Unit::Share | Unit::PerHundredVisits) && !self.hides(named);
            vec![
                Cell::text(named.label.clone()),
                Cell::text(self.value(named)),
                Cell::text(self.interval(named)),
                Cell::text(if is_share { nl::count(named.figure.n) } else { String::new() }),
                Cell::text(format!("{}, {}", named.figure.source, nl::short_date(named.figure.date))),
            ]
        };
        let columns = columns(&[("Cijfer", 3.2), (">Waarde", 1.2), (">95%-marge", 1.4), (">n", 0.8), ("Bron en datum", 2.6)]);
        let note = "Een lege marge: een telling uit een register, geen schatting. n: op hoeveel waarnemingen een aandeel rust.";
        Table::new("Het gebied", columns, figures.iter().map(row).collect(), note)
    }
}

fn map_table(counts: Vec<(String, String)>, of_places: bool) -> Table {
    let unit = if of_places { ">Plekken" } else { ">Vakken" };
    let rows = counts.into_iter().map(|(name, count)| vec![Cell::text(nl::capital(&name)), Cell::text(count)]).collect();
    let table = Table::new("De kaart van bladzijde 1 in cijfers", columns(&[("Op de kaart", 3.0), (unit, 1.0)]), rows, "");
    Table { width: 0.55, ..table }
}
