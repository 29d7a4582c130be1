// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Finds per year, kind and route, as counted by the police per municipality, and dumps of drug waste.

use std::collections::BTreeMap;

use erf_base::MunicipalityCode;
use erf_report::scan::{History, HistoryRow, Part, Route};

use super::{From, sources};
use crate::region::{Area, Fact, Kind, Target, Value};

/// Sources that speak of finds and dumps, by code.
const FIGURES: &str = "politiecijfers_gemeente";
const DUMPS: &str = "dumpingen";

pub(super) fn of(from: &From<'_>) -> Part<History> {
    let figures = from.region.area_facts.iter().filter(|fact| fact.kind == Kind::PoliceFigure && speaks_of(from, fact));
    let mut counts: BTreeMap<(i16, String, Route), u64> = BTreeMap::new();
    for (key, amount) in figures.filter_map(police_figure) {
        *counts.entry(key).or_default() += amount;
    }
    for year in dumps(from) {
        *counts.entry((year, "dumping van drugsafval".to_owned(), Route::Unknown)).or_default() += 1;
    }
    let used: Vec<i64> = deliveries(from).collect();
    let Some(source) = sources::names(from.region, &used) else {
        return Part::Absent("Politie en gemeenten leverden geen vondsten of dumpingen. Daarom staan er geen aantallen.".to_owned());
    };
    if counts.is_empty() && matches!(from.area, Area::Drawn(..)) {
        return Part::Absent("Vondsten zijn geteld per gemeente; van een getekend vlak zijn er geen aantallen.".to_owned());
    }
    let (first, last) = (from.region.since / 10_000, from.order.date / 10_000);
    Part::Present(History {
        years: (first as i16, last as i16),
        rows: counts.into_iter().map(|((year, kind, route), count)| HistoryRow { year, kind, route, count }).collect(),
        not_located: not_located(from),
        source,
        date: sources::newest(from, &[FIGURES.to_owned(), DUMPS.to_owned()]).unwrap_or_else(|| from.date()),
    })
}

fn deliveries<'a>(from: &'a From<'_>) -> impl Iterator<Item = i64> + 'a {
    let of_finds = |fact: &&Fact| matches!(fact.kind, Kind::PoliceFigure | Kind::Dump);
    let facts = from.region.area_facts.iter().chain(&from.region.facts).filter(of_finds);
    let told: std::collections::BTreeSet<i64> = sources::about_area(from).map(|delivery| delivery.id).collect();
    let numbers: std::collections::BTreeSet<u32> = facts.map(|fact| fact.delivery).collect();
    let used = numbers.into_iter().filter_map(|index| from.region.deliveries.get(index as usize)).map(|delivery| delivery.id);
    used.filter(move |id| told.contains(id))
}

/// Whether a count per municipality speaks of the area.
fn speaks_of(from: &From<'_>, fact: &Fact) -> bool {
    let Target::Area(code) = &fact.target else { return false };
    let Ok(code) = code.parse::<MunicipalityCode>() else { return false };
    match from.area {
        Area::Region => true,
        Area::Municipality(own) => *own == code,
        Area::District(_, within) => within.contains(&code),
        Area::Drawn(..) => false,
    }
}

/// A count that was withheld has no number; it is not zero, and it is not here.
fn police_figure(fact: &Fact) -> Option<((i16, String, Route), u64)> {
    let number = |name: &str| match fact.values.get(name) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    };
    let text = |name: &str| match fact.values.get(name) {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    let year = number("jaar").map(|year| year as i64).or_else(|| fact.date.map(|date| date / 10_000))?;
    let amount = number("amount").filter(|amount| *amount >= 1.0)? as u64;
    Some(((i16::try_from(year).ok()?, kind(text("category")), route(text("route"))), amount))
}

fn kind(word: &str) -> String {
    match word {
        "hennep" => "hennepkwekerij",
        "lab" => "laboratorium",
        "dumpvoorraad" => "voorraad om te dumpen",
        "" => "onbekend",
        other => other,
    }
    .to_owned()
}

fn route(word: &str) -> Route {
    let word = word.to_lowercase();
    let has = |part: &str| word.contains(part);
    if has("melding") || has("burger") {
        Route::Report
    } else if has("opsporing") {
        Route::Investigation
    } else if has("controle") || has("toezicht") {
        Route::Check
    } else if has("ongeval") || has("brand") || has("toeval") {
        Route::Accident
    } else if has("netbeheerder") || has("waterbedrijf") {
        Route::Utility
    } else {
        Route::Unknown
    }
}

/// The years of dumps matched to a place in the area.
fn dumps<'a>(from: &'a From<'_>) -> impl Iterator<Item = i16> + 'a {
    let places = from.region.places.iter().filter(|place| holds(from, place));
    let facts = places.flat_map(|place| &from.region.facts[place.facts.start as usize..place.facts.end as usize]);
    facts.filter(|fact| fact.kind == Kind::Dump).filter_map(|fact| i16::try_from(fact.date? / 10_000).ok())
}

pub(super) fn holds(from: &From<'_>, place: &crate::region::Place) -> bool {
    match from.area {
        Area::Region => true,
        Area::Municipality(own) => place.municipality == Some(*own),
        Area::District(_, within) => place.municipality.is_some_and(|code| within.contains(&code)),
        Area::Drawn(_, parts) => parts.iter().any(|part| part.contains(place.at)),
    }
}

/// Dumps in the files that belong to no place with certainty; known of the whole region only.
fn not_located(from: &From<'_>) -> u64 {
    if !matches!(from.area, Area::Region) {
        return 0;
    }
    let dumps = from.region.deliveries.iter().filter(|delivery| delivery.source == DUMPS);
    dumps.map(|delivery| (delivery.matched.1 - delivery.matched.0).unsigned_abs()).sum()
}
