// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Section 9: where everything comes from, so that somebody else can check it.

use std::collections::BTreeSet;

use super::{Card, DeliveryRow, Maker, Tables, figures};
use crate::{
    disclosure::Shown,
    nl,
    view::{Block, Cell, Item, Section, Table, columns},
};

const ROWS_AND_HASHES: &str = "Elke rij is aanvaard of met een reden geweigerd; zonder getal is er geen geweigerd. SHA-256: de eerste 12 tekens van het controlegetal van het bestand.";

impl<'a> Maker<'a> {
    pub(super) fn provenance(self, tables: Tables) -> Section {
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
            blocks.extend(self.deliveries(tables));
        }
        blocks.push(Block::heading("Kaart, versies en controle"));
        blocks.push(Block::List { items: self.versions() });
        blocks.push(Block::heading("Verbeteringen"));
        blocks.push(self.corrections());
        Section { title: "Bronnen, regels en controle".to_owned(), lead, blocks }
    }

    /// A table and the grounds below it; for very many deliveries the grounds, with what was delivered on each.
    fn deliveries(self, tables: Tables) -> Vec<Block> {
        let grounds = self.grounds(tables);
        let list = |words: &dyn Fn(&String) -> String| {
            let items = grounds.iter().enumerate().map(|(place, ground)| item(&ground_name(place), words(ground)));
            Block::List { items: items.collect() }
        };
        if tables == Tables::Shortest {
            let words = |words: &String| format!("{words}. {}.", self.delivered_on(words));
            return vec![Block::heading("Leveringen per grond"), list(&words), Block::text(ROWS_AND_HASHES)];
        }
        let table = Block::Table(self.delivery_table(&grounds, tables));
        vec![table, Block::heading("Grond en bewaren"), list(&String::clone)]
    }

    /// What was delivered on a ground, behind each other.
    fn delivered_on(self, words: &str) -> String {
        let line = |delivery: &DeliveryRow| {
            let about = format!("{} ({})", delivery.what, delivery.partner);
            let refused = match delivery.rejected {
                _ if self.hides_rows(delivery) => format!(", {} geweigerd", figures::WITHHELD),
                0 => String::new(),
                rejected => format!(", {}{}geweigerd", nl::count(rejected), nl::NBSP),
            };
            let rows = if delivery.rows_in == 1 && !self.hides_rows(delivery) { "rij" } else { "rijen" };
            format!("{about} {}{}{rows}{refused}, {}", self.rows_in(delivery), nl::NBSP, nl::short_hash(&delivery.sha256))
        };
        let own = self.sorted().into_iter().filter(|delivery| ground(delivery, Tables::Shortest) == words);
        own.map(line).collect::<Vec<_>>().join("; ")
    }

    /// On what ground and how long, each said once: most deliveries share theirs.
    fn grounds(self, tables: Tables) -> Vec<String> {
        let all: BTreeSet<String> = self.report.provenance.deliveries.iter().map(|delivery| ground(delivery, tables)).collect();
        all.into_iter().collect()
    }

    /// By name and partner, so that a delivery is found and a missing one is missed.
    fn sorted(self) -> Vec<&'a DeliveryRow> {
        let mut deliveries: Vec<&DeliveryRow> = self.report.provenance.deliveries.iter().collect();
        deliveries.sort_by(|a, b| (&a.what, &a.partner, a.period, &a.sha256).cmp(&(&b.what, &b.partner, b.period, &b.sha256)));
        deliveries
    }

    fn delivery_table(self, grounds: &[String], tables: Tables) -> Table {
        let columns = columns(&[("Wat, van wie en waarover", 3.0), (">Rijen", 1.45), ("SHA-256", 1.65)]);
        let rows = self.sorted().into_iter().map(|delivery| self.delivery_row(delivery, grounds, tables)).collect();
        Table { folds: 2, ..Table::new("Leveringen", columns, rows, ROWS_AND_HASHES) }
    }

    fn delivery_row(self, delivery: &DeliveryRow, grounds: &[String], tables: Tables) -> Vec<Cell> {
        let place = grounds.iter().position(|words| *words == ground(delivery, tables)).unwrap_or_default();
        let period = (tables == Tables::Whole).then(|| nl::period(delivery.period.0, delivery.period.1));
        let about: Vec<String> = [Some(delivery.partner.clone()), period, Some(ground_name(place))].into_iter().flatten().collect();
        let rows = if self.hides_rows(delivery) {
            Cell::named(self.rows_in(delivery), format!("{} geweigerd", figures::WITHHELD))
        } else if delivery.rejected == 0 {
            Cell::text(self.rows_in(delivery))
        } else {
            Cell::named(self.rows_in(delivery), format!("{}{}geweigerd", nl::count(delivery.rejected), nl::NBSP))
        };
        vec![Cell::named(delivery.what.clone(), about.join(" · ")), rows, Cell::text(nl::short_hash(&delivery.sha256))]
    }

    fn rows_in(self, delivery: &DeliveryRow) -> String {
        if self.hides_rows(delivery) { figures::shown(Shown::alone(delivery.rows_in)) } else { nl::count(delivery.rows_in) }
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

/// Ground and keeping; where room is scarce also the period, which many deliveries share.
fn ground(delivery: &DeliveryRow, tables: Tables) -> String {
    let about = match tables {
        Tables::Whole => String::new(),
        Tables::Short | Tables::Shortest => format!("over {}", nl::period(delivery.period.0, delivery.period.1)),
    };
    let parts = [delivery.basis.as_str(), &about, delivery.retention.as_str()];
    parts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
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
