// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One municipality of a larger scan: its own places are counted again, so that no total tells of another.

use std::collections::{BTreeMap, BTreeSet};

use erf_base::MunicipalityCode;
use tokio::task::JoinError;

use crate::{
    card::Card,
    measure::Measures,
    model::{Band, Scored},
    region::{Area, Place, Region},
    scan::{KINDS, Read},
    summary::{Answers, IndicatorTotals, Summary},
};

/// What a report tells of, and its totals.
pub(super) struct Told {
    pub region: Region,
    pub area: Area,
    pub area_name: String,
    pub summary: Summary,
}

/// The part of a scan that lies in one municipality; `scored` holds the places there. Reading indicators takes a while: not on
/// the threads that answer others.
pub(super) async fn to(own: MunicipalityCode, whole: Told, card: &Card, scored: &[Scored]) -> Result<Told, JoinError> {
    let (card, scored) = (card.clone(), scored.to_vec());
    let work = move || narrowed(own, whole, &card, &scored);
    tokio::task::spawn_blocking(work).await
}

fn narrowed(own: MunicipalityCode, whole: Told, card: &Card, scored: &[Scored]) -> Told {
    let Told { mut region, area, summary, .. } = whole;
    // Indicators look at the surroundings, so they are read before the others go.
    let indicators = indicators(&region, card, scored);
    region.places.retain(|place| place.municipality == Some(own));
    region.municipalities.retain(|shape| shape.code.parse() == Ok(own));
    let area_name = region.municipalities.first().map_or_else(|| own.to_string(), |shape| shape.name.clone());
    let area = if matches!(area, Area::Drawn(..)) { area } else { Area::Municipality(own) };
    let left_out = left_out(&region, &area, scored);
    let summary = counted(&summary, scored, left_out, indicators);
    Told { region, area, area_name, summary }
}

/// Every field is named: a total that is not counted again here would tell of other municipalities.
fn counted(whole: &Summary, scored: &[Scored], left_out: BTreeMap<String, u32>, indicators: Vec<IndicatorTotals>) -> Summary {
    let count = |yes: &dyn Fn(&Scored) -> bool| scored.iter().filter(|place| yes(place)).count() as u32;
    Summary {
        rules: whole.rules.clone(),
        seed: whole.seed,
        capacity: whole.capacity,
        places: scored.len() as u32,
        left_out,
        per_band: [Band::A, Band::B, Band::C, Band::D].map(|band| (band, count(&|place| place.band == band))).into(),
        per_kind: tally(scored.iter().map(|place| place.kind.clone())),
        points: tally(scored.iter().map(|place| place.points)),
        borders: Vec::new(),
        indicators,
        proposed: count(&|place| place.proposed),
        random: count(&|place| place.random),
        chance: whole.chance,
        expected: whole.expected.clone(),
    }
}

fn tally<T: Ord>(items: impl Iterator<Item = T>) -> BTreeMap<T, u32> {
    let mut counts = BTreeMap::new();
    items.for_each(|item| *counts.entry(item).or_default() += 1);
    counts
}

fn indicators(region: &Region, card: &Card, scored: &[Scored]) -> Vec<IndicatorTotals> {
    let codes: Vec<&str> = card.entries.iter().map(|entry| entry.code.as_str()).collect();
    let readings = Measures::prepare(region, &codes);
    let index = |place: &Scored| region.places.binary_search_by(|known| known.id.cmp(&place.place)).ok();
    let places: Vec<usize> = scored.iter().filter_map(index).collect();
    let answers = |nth: usize, code: &str| {
        let mut answers = Answers { counted: counting(scored, code), ..Answers::default() };
        places.iter().for_each(|place| answers.count(&readings.read(*place, nth)));
        answers
    };
    let totals = card.entries.iter().enumerate().map(|(nth, entry)| IndicatorTotals {
        code: entry.code.clone(),
        version: entry.version,
        points: entry.points,
        answers: answers(nth, &entry.code),
    });
    totals.collect()
}

fn counting(scored: &[Scored], code: &str) -> u32 {
    scored.iter().filter(|place| place.counted.iter().any(|part| part.code == code)).count() as u32
}

/// Places of the municipality that the scan left out, by reason.
fn left_out(region: &Region, area: &Area, scored: &[Scored]) -> BTreeMap<String, u32> {
    let known: BTreeSet<&str> = scored.iter().map(|place| place.place.as_str()).collect();
    let inside = |place: &&Place| match area {
        Area::Drawn(_, parts) => parts.iter().any(|part| part.contains(place.at)),
        _ => true,
    };
    let missing = region.places.iter().filter(|place| !known.contains(place.id.as_str())).filter(inside);
    tally(missing.map(|place| if KINDS.contains(&place.kind.as_str()) { "alleen-woning" } else { "andere-soort" }.to_owned()))
}
