// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where everything in the report comes from.

use std::collections::BTreeSet;

use erf_report::scan::{Card, Correction, DeliveryRow, Provenance, Version};
use jiff::civil::Date;

use super::From;
use crate::{
    life::day,
    region::{Area, Delivery, Region},
};

/// Why something is not known, in a few words, by the key of the reason.
pub fn why_unknown(key: &str) -> &'static str {
    match key {
        "scan-unknown-no-delivery" => "niet geleverd",
        "scan-unknown-too-old" => "de levering is te oud",
        "scan-unknown-not-in-file" => "staat niet in het geleverde bestand",
        "scan-unknown-no-value" => "een getal dat nodig is, ontbreekt",
        "scan-unknown-few-comparable" => "te weinig vergelijkbare gebouwen",
        "scan-unknown-not-computed" => "wordt nog niet berekend",
        _ => "niet bekend",
    }
}

/// The last day that deliveries of these sources speak of.
pub(super) fn newest(from: &From<'_>, files: &[String]) -> Option<Date> {
    let of_sources = about_area(from).filter(|delivery| files.contains(&delivery.source));
    of_sources.filter_map(|delivery| delivery.period.1).max().and_then(day)
}

/// Deliveries that speak of the area: those about another municipality are left out of the report of one.
pub(super) fn about_area<'a>(from: &'a From<'_>) -> impl Iterator<Item = &'a Delivery> + 'a {
    let only = from.part_of.map(|(own, _)| own);
    let inside = move |delivery: &&Delivery| match (from.area, delivery.municipality) {
        (_, Some(code)) if only.is_some_and(|own| own != code) => false,
        (Area::Municipality(own), Some(code)) => *own == code,
        (Area::District(_, within), Some(code)) => within.contains(&code),
        _ => true,
    };
    from.region.deliveries.iter().filter(inside)
}

/// Names of deliveries with who sent them; `None` when there are none.
pub(crate) fn names(region: &Region, wanted: &[i64]) -> Option<String> {
    let wanted: BTreeSet<i64> = wanted.iter().copied().collect();
    let found = region.deliveries.iter().filter(|delivery| wanted.contains(&delivery.id));
    let names: BTreeSet<String> = found.map(|delivery| format!("{} ({})", delivery.name, delivery.holder)).collect();
    (!names.is_empty()).then(|| names.into_iter().collect::<Vec<_>>().join(", "))
}

pub(super) fn provenance(from: &From<'_>) -> Provenance {
    let signed = from.card.signatures.iter().map(|signature| signature.partner.clone()).collect();
    let agreed = from.card.signatures.iter().filter_map(|signature| signature.date.parse::<Date>().ok()).max();
    let version = |name: &str, version: String| Version { name: name.to_owned(), version };
    Provenance {
        deliveries: about_area(from).map(|delivery| row(from, delivery)).collect(),
        card: Card {
            name: from.card.name.clone(),
            version: from.card.version.to_string(),
            agreed: agreed.unwrap_or_else(|| from.date()),
            signed_by: signed,
        },
        versions: vec![
            version("programma", format!("Erfzicht {}", env!("CARGO_PKG_VERSION"))),
            version("regels van de scan", from.summary.rules.clone()),
            version("hash van de invoer", from.inputs_hash.to_owned()),
        ],
        seed: from.order.seed,
        hash: from.results_hash.to_owned(),
        corrections: corrections(from),
        register: "nog niet gepubliceerd; de tekst voor het algoritmeregister ligt klaar bij deze kaart".to_owned(),
    }
}

fn corrections(from: &From<'_>) -> Vec<Correction> {
    let what = match from.corrections {
        0 => return Vec::new(),
        1 => "Van één plek is een gegeven gecorrigeerd of in onderzoek.".to_owned(),
        n => format!("{n} gegevens zijn gecorrigeerd of in onderzoek."),
    };
    vec![Correction { date: from.date(), what, effect: "Zo'n gegeven telt in deze scan niet mee.".to_owned() }]
}

fn row(from: &From<'_>, delivery: &Delivery) -> DeliveryRow {
    let last = delivery.period.1.and_then(day).unwrap_or_else(|| from.date());
    let first = delivery.period.0.and_then(day).unwrap_or(last);
    let number = |count: i64| count.unsigned_abs();
    DeliveryRow {
        partner: delivery.holder.clone(),
        what: delivery.name.clone(),
        period: (first.min(last), last),
        basis: delivery.legal_basis.clone(),
        retention: day(delivery.retention_until)
            .map_or_else(String::new, |until| format!("bewaren tot en met {}", erf_report::nl::date(until))),
        rows_in: number(delivery.counts.0),
        accepted: number(delivery.counts.1),
        rejected: number(delivery.counts.2),
        matched: (delivery.matched.1 > 0).then(|| number(delivery.matched.0)),
        on_places: number(delivery.on_places),
        sha256: delivery.hash.clone(),
    }
}
