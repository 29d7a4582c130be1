// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Section 9: where everything comes from, so that somebody else can check it.

use super::{Card, DeliveryRow, Maker, figures};
use crate::{
    disclosure::Shown,
    nl,
    view::{Block, Cell, Item, Section, Table, columns},
};

/// More deliveries than this are summed up in a sentence.
const MOST_DELIVERIES: usize = 24;

impl Maker<'_> {
    pub(super) fn provenance(self) -> Section {
        let from = &self.report.provenance;
        let rows: u64 = from.deliveries.iter().map(|delivery| delivery.rows_in).sum();
        let lead = match from.deliveries.len() {
            0 => "Deze scan gebruikte geen leveringen.".to_owned(),
            count => format!(
                "Deze scan rust op {} met samen {}.",
                nl::counted(count as u64, "levering", "leveringen"),
                nl::counted(rows, "rij", "rijen")
            ),
        };
        let mut blocks = Vec::new();
        if !from.deliveries.is_empty() {
            blocks.push(Block::Table(self.delivery_table()));
        }
        blocks.push(Block::heading("Kaart, versies en controle"));
        blocks.push(Block::List { items: self.versions() });
        blocks.push(Block::heading("Verbeteringen"));
        blocks.push(self.corrections());
        Section { title: "Bronnen, regels en controle".to_owned(), lead, blocks }
    }

    fn delivery_table(self) -> Table {
        let deliveries = &self.report.provenance.deliveries;
        let more = deliveries.len().saturating_sub(MOST_DELIVERIES);
        let more = if more > 0 { format!(" Nog {more} leveringen staan in het programma en in summary.json.") } else { String::new() };
        let columns = columns(&[
            ("Wat en van wie", 2.9),
            ("Periode", 1.5),
            ("Grond en bewaren", 4.1),
            (">Rijen", 0.85),
            (">Aanvaard", 0.95),
            (">Geweigerd", 1.0),
            ("SHA-256", 1.5),
        ]);
        let rows = deliveries.iter().take(MOST_DELIVERIES).map(|delivery| self.delivery_row(delivery)).collect();
        let note = format!(
            "Elke rij is aanvaard of met een reden geweigerd. SHA-256: de eerste 12 tekens van het controlegetal van het bestand.{more}"
        );
        Table::new("Leveringen", columns, rows, note)
    }

    fn delivery_row(self, delivery: &DeliveryRow) -> Vec<Cell> {
        let counts = if self.hides_rows(delivery) {
            [figures::shown(Shown::alone(delivery.rows_in)), figures::WITHHELD.to_owned(), figures::WITHHELD.to_owned()]
        } else {
            [delivery.rows_in, delivery.accepted, delivery.rejected].map(nl::count)
        };
        let mut cells = vec![
            Cell::named(delivery.what.clone(), delivery.partner.clone()),
            Cell::text(nl::period(delivery.period.0, delivery.period.1)),
            Cell::named(delivery.basis.clone(), delivery.retention.clone()),
        ];
        cells.extend(counts.map(Cell::text));
        cells.push(Cell::text(nl::short_hash(&delivery.sha256)));
        cells
    }

    fn versions(self) -> Vec<Item> {
        let from = &self.report.provenance;
        let mut items = vec![item("Regelkaart", card_words(&from.card))];
        let indicators: Vec<String> = self.report.indicators.iter().map(|row| format!("{} v{}", row.code, row.version)).collect();
        if !indicators.is_empty() {
            items.push(item("Indicatoren", indicators.join(", ")));
        }
        items.extend(from.versions.iter().map(|version| item(&nl::capital(&version.name), version.version.clone())));
        // With the seed and the open register of addresses anybody could repeat the draw, and know the places.
        let seed = if self.is_public() {
            "staat niet in de openbare versie: daarmee is de loting na te doen".to_owned()
        } else {
            from.seed.to_string()
        };
        items.push(item("Startgetal van het lot", seed));
        items.push(item("Controlegetal van de scan (SHA-256)", in_groups(&from.hash)));
        items.push(item("Algoritmeregister", from.register.clone()));
        items
    }

    fn corrections(self) -> Block {
        let corrections = &self.report.provenance.corrections;
        if corrections.is_empty() {
            return Block::text("Sinds de vorige scan heeft niemand iets laten verbeteren.");
        }
        let items = corrections.iter().map(|one| item(&nl::short_date(one.date), format!("{} {}", one.what, one.effect))).collect();
        Block::List { items }
    }
}

fn item(strong: &str, text: String) -> Item {
    Item { strong: strong.to_owned(), text }
}

fn card_words(card: &Card) -> String {
    let signed = if card.signed_by.is_empty() {
        "nog door niemand getekend".to_owned()
    } else {
        format!("getekend door {}", nl::list(&card.signed_by))
    };
    format!("{}, versie {}, vastgesteld op {}, {signed}", card.name, card.version, nl::date(card.agreed))
}

/// Groups of eight: a long hash can break over lines and be read aloud.
fn in_groups(hash: &str) -> String {
    let letters: Vec<char> = hash.chars().collect();
    letters.chunks(8).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
