// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `summary.json`: what was asked, on which files it rests, and the totals.

use serde::Serialize;

use crate::{
    card::Card,
    model::Order,
    region::{Delivery, Region},
    scan::Outcome,
    summary::Summary,
};

#[derive(Serialize)]
struct File<'a> {
    version: &'a str,
    date: String,
    since: String,
    variant: &'a str,
    ground: Option<&'a str>,
    area: &'a str,
    random_share: f64,
    card: CardLine<'a>,
    inputs_hash: &'a str,
    results_hash: &'a str,
    files: Vec<FileLine<'a>>,
    #[serde(flatten)]
    summary: &'a Summary,
}

#[derive(Serialize)]
struct CardLine<'a> {
    name: &'a str,
    version: u32,
    hash: String,
}

#[derive(Serialize)]
struct FileLine<'a> {
    file: &'a str,
    source: &'a str,
    compartment: &'a str,
    sha256: &'a str,
    rows_in: i64,
    accepted: i64,
    rejected: i64,
    matched: i64,
    to_match: i64,
}

/// The totals as JSON text. `version` is that of the program, `inputs_hash` comes from [`crate::freeze::of_inputs`].
pub fn summary_json(version: &str, order: &Order, card: &Card, region: &Region, outcome: &Outcome, inputs_hash: &str) -> String {
    let file = File {
        version,
        date: day(region.date),
        since: day(region.since),
        variant: order.variant.code(),
        ground: order.ground.as_deref(),
        area: &order.area,
        random_share: order.random_share,
        card: CardLine { name: &card.name, version: card.version, hash: card.hash() },
        inputs_hash,
        results_hash: &outcome.hash,
        files: region.deliveries.iter().map(line).collect(),
        summary: &outcome.summary,
    };
    let mut text = serde_json::to_string_pretty(&file).expect("texts and numbers only");
    text.push('\n');
    text
}

fn line(delivery: &Delivery) -> FileLine<'_> {
    let ((rows_in, accepted, rejected), (matched, to_match)) = (delivery.counts, delivery.matched);
    FileLine {
        file: &delivery.name,
        source: &delivery.source,
        compartment: delivery.compartment.code(),
        sha256: &delivery.hash,
        rows_in,
        accepted,
        rejected,
        matched,
        to_match,
    }
}

fn day(date: i64) -> String {
    format!("{:04}-{:02}-{:02}", date / 10_000, date / 100 % 100, date % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Trial, delivery, order};

    #[test]
    fn every_total_and_every_file_is_in_it() {
        let mut trial = Trial::new(&[("L01", 3)], &["p", "a", "u"]);
        trial.region.deliveries.push(delivery("leegstand", erf_base::Compartment::Municipal));
        let text = summary_json("0.1.0", &order(2, 0.5, 8), &trial.card, &trial.region, &trial.run(2, 0.5, 8), "feed");
        let found: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(found["per_band"], serde_json::json!({ "A": 1, "B": 0, "C": 0, "D": 2 }));
        assert_eq!((found["places"].as_u64(), found["proposed"].as_u64(), found["random"].as_u64()), (Some(3), Some(2), Some(1)));
        assert_eq!((&found["date"], &found["seed"], &found["variant"]), (&"2026-10-01".into(), &8.into(), &"gemeentelijk".into()));
        assert_eq!((&found["files"][0]["sha256"], &found["files"][0]["rejected"]), (&"abc".into(), &1.into()));
        assert_eq!(found["indicators"][0]["unknown"], 1);
        assert!(found["expected"]["nothing"].is_null());
    }
}
