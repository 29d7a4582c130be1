// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Small regions with known answers, for tests.

use std::collections::BTreeMap;

use erf_base::{Compartment, RdPoint};

use crate::{
    card::{Card, Entry, Variant},
    indicator::{Finding, Indicator, Reading, RowRef},
    model::Order,
    region::{Address, Area, Delivery, Place, Region},
    scan::{self, Asked, Outcome, Read},
};

/// The declared indicators.
pub fn catalogue() -> Vec<Indicator> {
    let text = include_str!("../../../content/indicatoren.csv");
    csv::Reader::from_reader(text.as_bytes()).records().map(|row| indicator(&row.unwrap())).collect()
}

fn indicator(row: &csv::StringRecord) -> Indicator {
    let text = |n: usize| row[n].to_owned();
    Indicator {
        code: text(0),
        name: text(1),
        setting: text(2),
        object: text(3),
        source: text(4),
        files: row[5].split('|').map(str::to_owned).collect(),
        calculation: text(6),
        unit: text(7),
        group: text(8),
        sentence: text(9),
        innocent: text(10),
        caveat: text(11),
        compartment: row[12].parse().ok(),
        points: row[13].parse().unwrap(),
        max_age_months: row[14].parse().unwrap(),
        version: row[15].parse().unwrap(),
    }
}

/// A municipal card.
pub fn card(entries: &[(&str, i32)]) -> Card {
    let entry = |(code, points): &(&str, i32)| Entry { code: (*code).to_owned(), version: 1, points: *points };
    Card {
        name: "Proefkaart".into(),
        variant: Variant::Municipal,
        version: 1,
        entries: entries.iter().map(entry).collect(),
        motivation: "Om te proberen.".into(),
        signatures: Vec::new(),
    }
}

/// An order for the whole region.
pub fn order(capacity: u32, random_share: f64, seed: u64) -> Order {
    Order {
        name: "Proef".into(),
        area: "regio".into(),
        shape: None,
        variant: Variant::Municipal,
        ground: None,
        date: 20_261_001,
        capacity,
        random_share,
        seed,
    }
}

/// Answers per place; `p` present, `g` present without a day of its own, `a` absent, `u` unknown, `-` not applicable.
pub struct Answers {
    codes: Vec<String>,
    by_place: Vec<String>,
}

impl Read for Answers {
    fn codes(&self) -> &[String] {
        &self.codes
    }

    fn read(&self, place: usize, nth: usize) -> Reading {
        match self.by_place[place].as_bytes()[nth] {
            b'p' => Reading::Present(finding(place as i64)),
            b'g' => Reading::Present(Finding { date: None, ..finding(place as i64) }),
            b'a' => Reading::Absent,
            b'u' => Reading::Unknown("scan-unknown-no-delivery"),
            _ => Reading::NotApplicable,
        }
    }
}

/// A finding that rests on one row.
pub fn finding(row: i64) -> Finding {
    Finding {
        value: 1.0,
        detail: "sinds 2024".into(),
        date: Some(20_240_101),
        rows: vec![RowRef { delivery: 1, seq: row }],
        ground: vec![2],
    }
}

/// A region with a card and answers, ready to scan.
pub struct Trial {
    /// The region.
    pub region: Region,
    /// The card.
    pub card: Card,
    /// The answers.
    pub answers: Answers,
    /// The area.
    pub area: Area,
}

impl Trial {
    /// One farmyard per line of answers.
    pub fn new(entries: &[(&str, i32)], by_place: &[impl AsRef<str>]) -> Self {
        let places = (0..by_place.len()).map(place).collect();
        let region = Region { date: 20_261_001, since: 20_211_001, places, ..Region::default() };
        let codes = entries.iter().map(|(code, _)| (*code).to_owned()).collect();
        let answers = Answers { codes, by_place: by_place.iter().map(|line| line.as_ref().to_owned()).collect() };
        Self { region, card: card(entries), answers, area: Area::Region }
    }

    /// What the scan is asked.
    pub fn asked<'a>(&'a self, order: &'a Order) -> Asked<'a> {
        Asked {
            order,
            card: &self.card,
            region: &self.region,
            area: &self.area,
            readings: &self.answers,
            corrections: &[],
            base_rate: None,
            threads: 1,
        }
    }

    /// The scan.
    pub fn run(&self, capacity: u32, random_share: f64, seed: u64) -> Outcome {
        scan::run(self.asked(&order(capacity, random_share, seed))).unwrap()
    }

    /// Gives a place one address and sheds.
    pub fn address(&mut self, place: usize, only_dwelling: bool, shed_area: f64) {
        let at = self.region.places[place].at;
        let n = self.region.addresses.len() as u32;
        self.region.addresses.push(Address {
            id: i64::from(n),
            at,
            area: None,
            dwelling: true,
            industry: false,
            only_dwelling,
            office: false,
            unit: i64::from(n),
            side: false,
            building: None,
        });
        self.region.places[place].addresses = n..n + 1;
        self.region.places[place].shed_area = shed_area;
    }

    /// The same region with its places in another order.
    pub fn turned(&self, by: usize) -> Self {
        let mut region = self.region.clone();
        region.places.rotate_left(by);
        region.places.reverse();
        let mut by_place = self.answers.by_place.clone();
        by_place.rotate_left(by);
        by_place.reverse();
        let answers = Answers { codes: self.answers.codes.clone(), by_place };
        Self { region, card: self.card.clone(), answers, area: self.area.clone() }
    }
}

/// A delivery with this regime.
pub fn delivery(source: &str, compartment: Compartment) -> Delivery {
    Delivery {
        id: 4,
        source: source.into(),
        name: format!("{source}.csv"),
        holder: "gemeente".into(),
        compartment,
        municipality: None,
        period: (None, None),
        retention_until: 20_310_101,
        hash: "abc".into(),
        purpose: String::new(),
        legal_basis: String::new(),
        counts: (10, 9, 1),
        matched: (7, 9),
        on_places: 6,
    }
}

/// Farmyard `n`, of municipality 9901 or 9902.
fn place(n: usize) -> Place {
    Place {
        id: format!("erf-{n:06}"),
        kind: "erf".into(),
        name: format!("Achterweg {n}"),
        municipality: Some(if n.is_multiple_of(2) { "9901" } else { "9902" }.parse().unwrap()),
        at: RdPoint::new(120_000.0 + n as f64, 500_000.0),
        countryside: true,
        park: None,
        neighbourhood: None,
        shed_area: 0.0,
        buildings: 0..0,
        addresses: 0..0,
        facts: 0..0,
    }
}

/// Answers that look like those of a region: most indicators absent, some unknown.
pub fn many(places: usize, indicators: usize) -> Vec<String> {
    let mut rng = erf_base::Rng::new(11);
    let letter = |rng: &mut erf_base::Rng| ['p', 'a', 'a', 'a', 'a', 'a', 'u', '-'][rng.below(8)];
    (0..places).map(|_| (0..indicators).map(|_| letter(&mut rng)).collect()).collect()
}

/// Places by id.
pub fn by_id(outcome: &Outcome) -> BTreeMap<&str, &crate::model::Scored> {
    outcome.scored.iter().map(|one| (one.place.as_str(), one)).collect()
}
