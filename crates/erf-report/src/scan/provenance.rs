// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Section 9: where everything comes from, so that somebody else can check it.

use std::collections::BTreeSet;

use super::{Card, DeliveryRow, Maker, figures};
use crate::{
    disclosure::Shown,
    nl,
    view::{Block, Cell, Item, Section, Table, columns},
};

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
            let grounds = self.grounds();
            blocks.push(Block::Table(self.delivery_table(&grounds)));
            blocks.push(Block::heading("Grond en bewaren"));
            blocks.push(Block::List {
                items: grounds.iter().enumerate().map(|(place, words)| item(&ground_name(place), words.clone())).collect(),
            });
        }
        blocks.push(Block::heading("Kaart, versies en controle"));
        blocks.push(Block::List { items: self.versions() });
        blocks.push(Block::heading("Verbeteringen"));
        blocks.push(self.corrections());
        Section { title: "Bronnen, regels en controle".to_owned(), lead, blocks }
    }

    /// On what ground and how long, each said once: most deliveries share theirs.
    fn grounds(self) -> Vec<String> {
        let all: BTreeSet<String> = self.report.provenance.deliveries.iter().map(ground).collect();
        all.into_iter().collect()
    }

    /// By name and partner, so that a delivery is found and a missing one is missed.
    fn delivery_table(self, grounds: &[String]) -> Table {
        let mut deliveries: Vec<&DeliveryRow> = self.report.provenance.deliveries.iter().collect();
        deliveries.sort_by(|a, b| (&a.what, &a.partner, a.period, &a.sha256).cmp(&(&b.what, &b.partner, b.period, &b.sha256)));
        let columns = columns(&[("Wat, van wie en waarover", 3.0), (">Rijen", 1.45), ("SHA-256", 1.65)]);
        let rows = deliveries.into_iter().map(|delivery| self.delivery_row(delivery, grounds)).collect();
        let note = "Elke rij is aanvaard of met een reden geweigerd; zonder getal is er geen geweigerd. SHA-256: de eerste 12 tekens van het controlegetal van het bestand.";
        Table { folds: 2, ..Table::new("Leveringen", columns, rows, note) }
    }

    fn delivery_row(self, delivery: &DeliveryRow, grounds: &[String]) -> Vec<Cell> {
        let place = grounds.iter().position(|words| *words == ground(delivery)).unwrap_or_default();
        let about = [delivery.partner.clone(), nl::period(delivery.period.0, delivery.period.1), ground_name(place)];
        let rows = if self.hides_rows(delivery) {
            Cell::named(figures::shown(Shown::alone(delivery.rows_in)), format!("{} geweigerd", figures::WITHHELD))
        } else if delivery.rejected == 0 {
            Cell::text(nl::count(delivery.rows_in))
        } else {
            Cell::named(nl::count(delivery.rows_in), format!("{}{}geweigerd", nl::count(delivery.rejected), nl::NBSP))
        };
        vec![Cell::named(delivery.what.clone(), about.join(" · ")), rows, Cell::text(nl::short_hash(&delivery.sha256))]
    }

    fn versions(self) -> Vec<Item> {
        let from = &self.report.provenance;
        let mut items = vec![item("Rekenkaart", card_words(&from.card))];
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

fn ground(delivery: &DeliveryRow) -> String {
    [delivery.basis.as_str(), delivery.retention.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

fn ground_name(place: usize) -> String {
    format!("grond{}{}", nl::NBSP, place + 1)
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
