// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Finds per year, kind and route, as counted by the police per municipality, and dumps of drug waste.

use std::collections::BTreeMap;

use erf_base::MunicipalityCode;
use erf_report::scan::{History, HistoryRow, Part, Route};
use erf_spatial::Polygon;

use super::{From, area_map, sources};
use crate::{
    measure::{drug_dumps, other_waste},
    region::{Area, Fact, Kind, Target, Value},
};

/// Sources that speak of finds and dumps, by code.
const FIGURES: &str = "politiecijfers_gemeente";
const DUMPS: &str = "dumpingen";
const FINDS: &str = "vondsten_adres";

/// Counts by year, kind and route.
type Counts = BTreeMap<(i16, String, Route), u64>;

pub(super) fn of(from: &From<'_>) -> Part<History> {
    let (counts, withheld) = police_figures(from);
    let counts = with_dumps(from, counts);
    let address_finds = address_finds(from);
    let used: Vec<i64> = deliveries(from).collect();
    let Some(source) = sources::names(from.region, &used) else {
        return Part::Absent("Politie en gemeenten leverden geen vondsten of dumpingen. Daarom staan er geen aantallen.".to_owned());
    };
    if counts.is_empty() && address_finds.is_empty() && is_drawn(from) {
        return Part::Absent("Vondsten zijn geteld per gemeente; van een getekend vlak zijn er geen aantallen.".to_owned());
    }
    Part::Present(History {
        years: years(from),
        rows: rows(counts),
        withheld: rows(withheld),
        only_dumps: is_drawn(from),
        address_finds: rows(address_finds),
        other_waste: in_area(from, other_waste(from.region)).count() as u64,
        // Where they are is not known: of the whole region they tell, of a part they might be elsewhere.
        not_located: if matches!(from.area, Area::Region) { from.lost_dumps } else { 0 },
        source,
        date: sources::newest(from, &told_by(from).map(str::to_owned).collect::<Vec<_>>()).unwrap_or_else(|| from.date()),
    })
}

/// First and last year of the window.
fn years(from: &From<'_>) -> (i16, i16) {
    ((from.region.since / 10_000) as i16, (from.order.date / 10_000) as i16)
}

fn rows(counts: Counts) -> Vec<HistoryRow> {
    counts.into_iter().map(|((year, kind, route), count)| HistoryRow { year, kind, route, count }).collect()
}

/// What the police counted, and how many of its counts were left empty: those are not zero, and say of what and how they came to light.
fn police_figures(from: &From<'_>) -> (Counts, Counts) {
    let (mut counts, mut withheld) = (Counts::new(), Counts::new());
    let (first, last) = years(from);
    let key = |fact| police_key(fact).filter(|(year, ..)| (first..=last).contains(year));
    for fact in from.region.area_facts.iter().filter(|fact| fact.kind == Kind::PoliceFigure && speaks_of(from, fact)) {
        match (key(fact), number(fact, "amount")) {
            (Some(key), None) => *withheld.entry(key).or_default() += 1,
            (Some(key), Some(amount)) if amount >= 1.0 => *counts.entry(key).or_default() += amount as u64,
            _ => {}
        }
    }
    (counts, withheld)
}

fn with_dumps(from: &From<'_>, mut counts: Counts) -> Counts {
    for year in in_area(from, drug_dumps(from.region)).filter_map(year) {
        *counts.entry((year, "dumping van drugsafval".to_owned(), Route::Unknown)).or_default() += 1;
    }
    counts
}

/// Finds that the police shared per address under the covenant.
fn address_finds(from: &From<'_>) -> Counts {
    let mut counts = Counts::new();
    let of_places = from.region.places.iter().enumerate().flat_map(|(index, place)| {
        let facts = &from.region.facts[place.facts.start as usize..place.facts.end as usize];
        facts.iter().map(move |fact| (Some(index as u32), fact))
    });
    let all = of_places.chain(from.region.area_facts.iter().map(|fact| (None, fact)));
    let finds: Vec<_> = all.filter(|(_, fact)| fact.kind == Kind::Find).collect();
    for fact in in_area(from, finds) {
        if let Some(year) = year(fact) {
            let key = (year, kind(text(fact, "category")), route(text(fact, "route")));
            *counts.entry(key).or_default() += 1;
        }
    }
    counts
}

fn year(fact: &Fact) -> Option<i16> {
    i16::try_from(fact.date? / 10_000).ok()
}

fn deliveries<'a>(from: &'a From<'_>) -> impl Iterator<Item = i64> + 'a {
    let of_finds = move |source: &str| told_by(from).any(|name| name == source);
    sources::about_area(from).filter(move |delivery| of_finds(&delivery.source)).map(|delivery| delivery.id)
}

/// Sources that tell something of the area: counts per municipality say nothing of a drawn one.
fn told_by(from: &From<'_>) -> impl Iterator<Item = &'static str> + use<> {
    let is_drawn = is_drawn(from);
    [FIGURES, DUMPS, FINDS].into_iter().filter(move |source| !is_drawn || *source != FIGURES)
}

fn is_drawn(from: &From<'_>) -> bool {
    matches!(from.area, Area::Drawn(..))
}

/// Facts on a place of the area, and those on no place that lie inside its border.
fn in_area<'a>(from: &'a From<'_>, facts: Vec<(Option<u32>, &'a Fact)>) -> impl Iterator<Item = &'a Fact> + 'a {
    let borders: Vec<Polygon> = area_map::outlines(from).into_iter().flat_map(|(_, parts)| parts).collect();
    let inside = move |(place, fact): &(Option<u32>, &Fact)| match place {
        Some(index) => holds(from, &from.region.places[*index as usize]),
        None if matches!(from.area, Area::Region) => true,
        None => fact.at.is_some_and(|at| borders.iter().any(|border| border.contains(at)) && is_own(from, at)),
    };
    facts.into_iter().filter(inside).map(|(_, fact)| fact)
}

/// A drawn shape may reach into municipalities that this report does not tell of.
fn is_own(from: &From<'_>, at: erf_base::RdPoint) -> bool {
    let Some((own, _)) = from.part_of else { return true };
    let shape = from.region.municipalities.iter().find(|shape| shape.code.parse() == Ok(own));
    shape
        .is_none_or(|shape| matches!(&shape.geometry, erf_spatial::Geometry::Polygons(parts) if parts.iter().any(|part| part.contains(at))))
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

fn police_key(fact: &Fact) -> Option<(i16, String, Route)> {
    let year = number(fact, "jaar").map(|year| year as i64).or_else(|| fact.date.map(|date| date / 10_000))?;
    Some((i16::try_from(year).ok()?, kind(text(fact, "category")), route(text(fact, "route"))))
}

fn number(fact: &Fact, name: &str) -> Option<f64> {
    match fact.values.get(name) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}

fn text<'f>(fact: &'f Fact, name: &str) -> &'f str {
    match fact.values.get(name) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
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

pub(super) fn holds(from: &From<'_>, place: &crate::region::Place) -> bool {
    match from.area {
        Area::Region => true,
        Area::Municipality(own) => place.municipality == Some(*own),
        Area::District(_, within) => place.municipality.is_some_and(|code| within.contains(&code)),
        Area::Drawn(_, parts) => parts.iter().any(|part| part.contains(place.at)),
    }
}

#[cfg(test)]
mod tests;
