// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which areas and parcels the words of a row name.

use erf_base::{Evidence, RdPoint};
use erf_linkage::standardise::address::Relation;

use super::{
    Target,
    address::{Claim, Question},
    codes::road_key,
    gazetteer::{Area, AreaKind, Gazetteer, NONE},
    ground::{Found, USUAL_PRECISION_M},
    score::{add, municipality},
    weights as w,
    words::{fold, key, mistakes},
};

/// Coordinates this far from a named area, in metres, over their own precision, still fit it.
const NEAR_M: f64 = 100.0;

/// Words for a spot in the landscape: a text with one of them describes a place, even when no name is found in it.
const SPOTS: &[&str] = &[
    "sloot",
    "slootkant",
    "berm",
    "oever",
    "gemaal",
    "weiland",
    "akker",
    "perceel",
    "bos",
    "bosrand",
    "parkeerplaats",
    "kanaal",
    "vaart",
    "tocht",
    "brug",
    "sluis",
    "dijk",
    "steiger",
    "duiker",
    "viaduct",
    "fietspad",
    "bushalte",
    "carpoolplaats",
    "strand",
    "wegberm",
    "waterkant",
    "greppel",
    "bermsloot",
    "haven",
    "kade",
    "land",
];

/// Words that say where with respect to a spot, and no more.
const SMALL: &[&str] = &[
    "de",
    "het",
    "een",
    "t",
    "in",
    "op",
    "aan",
    "bij",
    "langs",
    "nabij",
    "naast",
    "achter",
    "voor",
    "tegenover",
    "onder",
    "van",
    "der",
    "den",
    "te",
    "ter",
    "hoogte",
    "thv",
    "en",
    "of",
    "tussen",
    "einde",
    "begin",
    "hoek",
    "rand",
    "kant",
    "zijde",
    "noord",
    "oost",
    "zuid",
    "west",
];

/// Parcels whose code stands in the words, such as `perceel MKW07 A 568`.
pub fn parcels(gazetteer: &Gazetteer, question: &Question) -> Vec<Found> {
    let words: Vec<&str> = question.words.split([' ', ',', ';', '(', ')']).filter(|w| !w.is_empty()).collect();
    for length in (1..=words.len().min(3)).rev() {
        for run in words.windows(length) {
            let text = run.concat();
            let coded = text.len() >= 6 && text.bytes().any(|b| b.is_ascii_digit()) && text.bytes().any(|b| b.is_ascii_alphabetic());
            let parcels = if coded { gazetteer.parcels_called(&text) } else { Vec::new() };
            if !parcels.is_empty() {
                return parcels.into_iter().map(|p| parcel(gazetteer, p, &run.join(" "))).collect();
            }
        }
    }
    Vec::new()
}

fn parcel(gazetteer: &Gazetteer, parcel: u32, typed: &str) -> Found {
    let mut evidence = Evidence::starting_at(w::PRIOR);
    add(&mut evidence, w::PARCEL_IN_TEXT, typed.to_owned());
    (Target::Parcel(gazetteer.parcels[parcel as usize].0.to_string()), evidence, 25.0)
}

/// Areas that the row names, best first.
pub fn areas(gazetteer: &Gazetteer, question: &Question, point: Option<RdPoint>, precision: Option<f64>) -> Vec<Found> {
    let stretch = stretches(gazetteer, &question.words);
    let mut found: Vec<Found> = if stretch.is_empty() { named(gazetteer, question) } else { stretch };
    for (target, evidence, _) in &mut found {
        let Some((area, point)) = area_of(gazetteer, target).zip(point) else { continue };
        let metres = area.geometry.distance_to(point);
        let weight = if metres <= NEAR_M + precision.unwrap_or(USUAL_PRECISION_M) { w::NEAR } else { w::FAR };
        add(evidence, weight, format!("{metres:.0} m"));
    }
    found.sort_by(|a, b| b.1.total().total_cmp(&a.1.total()).then(a.0.cmp(&b.0)));
    found
}

fn area_of<'g>(gazetteer: &'g Gazetteer, target: &Target) -> Option<&'g Area> {
    let Target::Area(code) = target else { return None };
    gazetteer.area_with_code(code).map(|k| &gazetteer.areas[k as usize])
}

/// Stretches of a numbered road, at a hectometre post when one is named: `N9902 hmp 6.4`.
fn stretches(gazetteer: &Gazetteer, words: &str) -> Vec<Found> {
    let folded = fold(words);
    let words: Vec<&str> = folded.split([' ', ';', '(', ')']).map(|w| w.trim_matches([',', '.', ':'])).filter(|w| !w.is_empty()).collect();
    let numbered = |k: &usize| {
        let road = road_key(words[*k]);
        let digits = road.get(1..).unwrap_or_default();
        road.starts_with(['a', 'n']) && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let Some(at) = (0..words.len()).find(numbered) else { return Vec::new() };
    let road = road_key(words[at]);
    let km = words[at + 1..].iter().find_map(|word| word.replace(',', ".").parse::<f64>().ok());
    let weight = if km.is_some() { w::HECTOMETRE } else { w::ROAD_NUMBER };
    let sections = gazetteer.sections_of(&road, km);
    let single = |(k, part): (u32, f64)| {
        let area = &gazetteer.areas[k as usize];
        let mut evidence = Evidence::starting_at(w::AREA_PRIOR);
        add(&mut evidence, weight, format!("{road} {}", km.map_or(String::new(), |km| km.to_string())).trim().to_owned());
        if part < 1.0 {
            let edge = w::Weight { bits: super::learn::hundredth(part.log2()), ..w::HECTOMETRE_EDGE };
            add(&mut evidence, edge, format!("{:.0} %", part * 100.0));
        }
        (Target::Area(area.code.to_string()), evidence, area.reach)
    };
    sections.into_iter().map(single).collect()
}

fn named(gazetteer: &Gazetteer, question: &Question) -> Vec<Found> {
    let single = |(k, like, rivals): (u32, bool, usize)| {
        let area = &gazetteer.areas[k as usize];
        let mut evidence = Evidence::starting_at(w::AREA_PRIOR);
        let coded = area.code.eq_ignore_ascii_case(question.words.trim());
        let weight = if coded {
            w::AREA_CODE
        } else if like {
            w::NAME_LIKE
        } else {
            w::NAME
        };
        add(&mut evidence, weight, area.name.to_string());
        if rivals == 1 && !coded {
            add(&mut evidence, w::NAME_ONLY, String::new());
        }
        if question.house.as_ref().is_some_and(|house| !ends_in(&area.name, house.number)) && question.relation != Relation::Near && !coded
        {
            add(&mut evidence, w::NUMBER_NOT_FOUND, String::new());
        }
        fit(question, area, gazetteer, &mut evidence);
        (Target::Area(area.code.to_string()), evidence, area.reach)
    };
    candidates(gazetteer, question).into_iter().map(single).collect()
}

/// Whether the name of an area ends in this number: `Haven Sternlanden 2` is a name, not an address.
fn ends_in(name: &str, number: u32) -> bool {
    name.rsplit(' ').next().and_then(|word| word.parse().ok()) == Some(number)
}

/// Whether the town and municipality of the row agree with where the area lies.
fn fit(question: &Question, area: &Area, gazetteer: &Gazetteer, evidence: &mut Evidence) {
    if let Some(claim) = question.town.as_ref().filter(|c| area.town != NONE && !c.towns.is_empty()) {
        let weight = if claim.towns.contains(&area.town) { w::AREA_IN_TOWN } else { w::AREA_ELSEWHERE };
        add(evidence, weight, claim.text.clone());
    }
    if let Some(claim) = question.municipality.as_ref().filter(|c| !c.municipalities.is_empty()) {
        return municipality(Some(claim), area.municipality, evidence);
    }
    let Some(claim) = question.town.as_ref() else { return };
    let own = municipalities_of(gazetteer, claim);
    if own.contains(&area.municipality) {
        add(evidence, w::MUNICIPALITY, claim.text.clone());
    } else if !own.is_empty() && area.municipality != 0 {
        add(evidence, w::MUNICIPALITY_OTHER, claim.text.clone());
    }
}

/// (area, with a typing error, how many share the name) for every area of today that the words or the street name.
fn candidates(gazetteer: &Gazetteer, question: &Question) -> Vec<(u32, bool, usize)> {
    if let Some(k) = gazetteer.area_with_code(question.words.trim()) {
        return vec![(k, false, 1)];
    }
    let mut found: Vec<(u32, bool, usize)> = Vec::new();
    for part in question.words.split([',', ';', '(', ')']) {
        found.extend(in_words(gazetteer, part));
    }
    if !question.street_key.is_empty() {
        found.extend(today(gazetteer, &gazetteer.areas_called(&question.street_key), false));
    }
    if found.is_empty() {
        found = alike(gazetteer, &key(question.words.trim()));
    }
    if found.is_empty() {
        found = alike(gazetteer, &question.street_key);
    }
    found.sort_unstable();
    found.dedup_by_key(|f| f.0);
    found
}

fn today(gazetteer: &Gazetteer, areas: &[u32], like: bool) -> Vec<(u32, bool, usize)> {
    let current: Vec<u32> = areas.iter().copied().filter(|&k| gazetteer.areas[k as usize].year_to.is_none()).collect();
    current.iter().map(|&k| (k, like, current.len())).collect()
}

/// The longest run of words that names an area.
fn in_words(gazetteer: &Gazetteer, part: &str) -> Vec<(u32, bool, usize)> {
    let words: Vec<&str> = part.split_whitespace().collect();
    for length in (1..=words.len().min(6)).rev() {
        for run in words.windows(length) {
            let name = key(&run.join(" "));
            let areas = if name.len() > 3 { today(gazetteer, &gazetteer.areas_called(&name), false) } else { Vec::new() };
            if !areas.is_empty() {
                return areas;
            }
        }
    }
    Vec::new()
}

/// Areas whose name is this key with a typing error or two.
fn alike(gazetteer: &Gazetteer, wanted: &str) -> Vec<(u32, bool, usize)> {
    if wanted.len() < 8 {
        return Vec::new();
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let numbers = digits(wanted);
    let slips = |name: &str| mistakes(name, wanted, 2).filter(|_| digits(name) == numbers);
    let slips = |k: u32| slips(&key(&gazetteer.areas[k as usize].name)).map(|slips| (slips, k));
    let near: Vec<(usize, u32)> = (0..gazetteer.areas.len() as u32).filter_map(slips).collect();
    let least = near.iter().map(|near| near.0).min();
    let found: Vec<u32> = near.into_iter().filter(|near| Some(near.0) == least).map(|near| near.1).collect();
    today(gazetteer, &found, true)
}

/// The municipalities of today that a name of a town or municipality may stand for.
pub fn municipalities_of(gazetteer: &Gazetteer, claim: &Claim) -> Vec<u16> {
    let own = claim.municipalities.iter().map(|m| m.code);
    own.chain(claim.towns.iter().flat_map(|&t| gazetteer.towns[t as usize].municipalities.iter().copied())).collect()
}

/// The municipality, when that is all that is understood; one of earlier days when that is named. A text that describes a spot is placed in it; one that does not
/// ("onbekend") is left to a person.
pub fn whole_municipality(gazetteer: &Gazetteer, question: &Question) -> Vec<Found> {
    let named = |claim: &Claim| claim.municipalities.iter().map(|m| m.named).collect::<Vec<_>>();
    let mut codes = question.municipality.as_ref().map(named).unwrap_or_default();
    if codes.is_empty() {
        codes = question.town.as_ref().map(|claim| municipalities_of(gazetteer, claim)).unwrap_or_default();
    }
    codes.sort_unstable();
    codes.dedup();
    let area = |code: u16| gazetteer.municipality_area(code).map(|k| &gazetteer.areas[k as usize]);
    let rivals = codes.len() as f64;
    let single = |area: &Area| {
        let mut evidence = Evidence::starting_at(w::AREA_PRIOR - rivals.log2());
        let weight = match question.words.trim().is_empty() {
            _ if is_vague(question) => w::ONLY_MUNICIPALITY_VAGUE,
            true => w::ONLY_MUNICIPALITY,
            false => w::ONLY_MUNICIPALITY_SPOT,
        };
        add(&mut evidence, weight, area.name.to_string());
        (Target::Area(area.code.to_string()), evidence, area.reach)
    };
    codes.into_iter().filter_map(area).filter(|area| area.kind == AreaKind::Municipality).map(single).collect()
}

/// Whether the row gives an address that we could not find, or words that are not wholly understood: a name that is in no
/// list, or no spot at all.
fn is_vague(question: &Question) -> bool {
    if question.words.trim().is_empty() {
        return !question.street_key.is_empty() || question.house.is_some();
    }
    let folded = fold(&question.words);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let spot = words.iter().any(|word| SPOTS.contains(word));
    let strange = words.iter().any(|word| !SPOTS.contains(word) && !SMALL.contains(word));
    !spot || strange
}
