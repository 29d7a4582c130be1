// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Whether dumps of drug waste lie together in some neighbourhoods, more than chance would bring.
//!
//! Finds are not tested: they show where people looked. Each dump counts once. Under the hypothesis of chance every dump falls in a
//! neighbourhood with a chance in proportion to its land; the test is one-sided and binomial, corrected after Holm. The sensitivity is
//! the same test in proportion to the number of places. It fails where dumps are written down in some neighbourhoods only, which
//! the report says.

use std::collections::BTreeMap;

use erf_report::scan::{Concentration, ConcentrationArea, Part};
use erf_spatial::AreaIndex;

use super::{From, history::holds, sources};
use crate::{
    measure::drug_dumps,
    region::{Area, Fact},
    statistics::{binomial_at_least, holm_adjusted},
};

/// With fewer dumps a group cannot be told from chance.
const LEAST: usize = 10;
/// A dump that is known less precisely may lie in another neighbourhood.
const PRECISE_M: f64 = 500.0;
/// A corrected p up to here stands out.
const LEVEL: f64 = 0.05;
const DUMPS: &str = "dumpingen";

/// A neighbourhood with what its share of chance may rest on.
struct Neighbourhood {
    name: String,
    land: f64,
    places: u32,
    dumps: u64,
}

pub(super) fn of(from: &From<'_>) -> Part<Concentration> {
    tested(from).map_or_else(|why| Part::Absent(why.to_owned()), Part::Present)
}

fn tested(from: &From<'_>) -> Result<Concentration, &'static str> {
    if matches!(from.area, Area::Drawn(..)) {
        return Err("Er is niet getoetst op concentraties: dat gaat per buurt, en een getekend vlak snijdt buurten door.");
    }
    let used: Vec<i64> = sources::about_area(from).filter(|delivery| delivery.source == DUMPS).map(|delivery| delivery.id).collect();
    let source = sources::names(from.region, &used)
        .ok_or("Er is niet getoetst op concentraties: er is geen bestand met dumpingen geleverd voor dit gebied.")?;
    let neighbourhoods = counted(from);
    if neighbourhoods.len() < 2 {
        return Err("Er is niet getoetst op concentraties: er zijn geen grenzen van ten minste twee buurten geleverd.");
    }
    let n: u64 = neighbourhoods.iter().map(|one| one.dumps).sum();
    if n < LEAST as u64 {
        return Err(
            "Er is niet getoetst op concentraties: er zijn minder dan 10 dumpingen van drugsafval waarvan de plaats tot op 500 meter bekend is. Met \
             zo weinig is een groep niet van toeval te onderscheiden.",
        );
    }
    let date = sources::newest(from, &[DUMPS.to_owned()]).unwrap_or_else(|| from.date());
    Ok(written(&neighbourhoods, n, source, date))
}

fn written(neighbourhoods: &[Neighbourhood], n: u64, source: String, date: jiff::civil::Date) -> Concentration {
    let by_land = standing_out(neighbourhoods, n, |one| one.land);
    let by_places = standing_out(neighbourhoods, n, |one| f64::from(one.places));
    Concentration {
        question: "Liggen dumpingen van drugsafval in sommige buurten vaker dan door toeval? Vondsten zijn niet getoetst: die laten zien waar is gezocht."
            .to_owned(),
        method: format!(
            "Per buurt is geteld hoeveel dumpingen er in vijf jaar waren, elke dumping één keer en alleen waar de plek tot op {PRECISE_M:.0} meter \
             bekend is (daarom kunnen het er minder zijn dan in een ander hoofdstuk), en vergeleken met wat het toeval naar oppervlakte zou \
             brengen (eenzijdige binomiale toets, met correctie voor {} buurten volgens Holm; grens 5%).",
            neighbourhoods.len()
        ),
        n,
        over: neighbourhoods.len() as u64,
        outcome: outcome(by_land.len()),
        sensitivity: sensitivity(&by_land, &by_places),
        areas: by_land,
        source: format!("{source}; een dumping telt alleen waar iemand haar zag en meldde"),
        date,
    }
}

fn outcome(found: usize) -> String {
    match found {
        0 => "Geen enkele buurt heeft aantoonbaar meer dumpingen van drugsafval dan door toeval.".to_owned(),
        1 => "In één buurt zijn meer dumpingen van drugsafval gemeld dan door toeval te verwachten is.".to_owned(),
        n => format!("In {n} buurten zijn meer dumpingen van drugsafval gemeld dan door toeval te verwachten is."),
    }
}

fn sensitivity(by_land: &[ConcentrationArea], by_places: &[ConcentrationArea]) -> String {
    let both = by_land.iter().filter(|one| by_places.iter().any(|other| other.name == one.name)).count();
    let also = match (by_land.len(), both) {
        (0, _) => String::new(),
        (all, both) if all == both => " Daar zijn alle buurten van hierboven bij.".to_owned(),
        (_, 0) => " Daar is geen buurt van hierboven bij: lees de tabel met voorzichtigheid.".to_owned(),
        (all, both) => format!(" Van de {all} buurten van hierboven zijn er {both} bij."),
    };
    let stand = match by_places.len() {
        0 => "valt geen buurt op".to_owned(),
        1 => "valt één buurt op".to_owned(),
        n => format!("vallen {n} buurten op"),
    };
    format!("met het aantal plekken in plaats van de oppervlakte als maat {stand}.{also}")
}

/// Neighbourhoods with more dumps than their weight explains, the least likely first.
fn standing_out(all: &[Neighbourhood], n: u64, weight: impl Fn(&Neighbourhood) -> f64) -> Vec<ConcentrationArea> {
    let total: f64 = all.iter().map(&weight).sum();
    let share = |one: &Neighbourhood| if total > 0.0 { weight(one) / total } else { 0.0 };
    let chances: Vec<f64> = all.iter().map(|one| binomial_at_least(one.dumps, n, share(one))).collect();
    let corrected = holm_adjusted(&chances);
    let area = |(one, p): (&Neighbourhood, f64)| ConcentrationArea {
        name: one.name.clone(),
        observed: one.dumps,
        expected: share(one) * n as f64,
        p,
    };
    let mut found: Vec<ConcentrationArea> = all.iter().zip(corrected).filter(|(_, p)| *p <= LEVEL).map(area).collect();
    found.sort_by(|a, b| a.p.total_cmp(&b.p).then_with(|| a.name.cmp(&b.name)));
    found
}

/// The neighbourhoods of the area with the dumps in each.
fn counted(from: &From<'_>) -> Vec<Neighbourhood> {
    let mut places: BTreeMap<u32, u32> = BTreeMap::new();
    for place in from.region.places.iter().filter(|place| holds(from, place)) {
        place.neighbourhood.into_iter().for_each(|index| *places.entry(index).or_default() += 1);
    }
    let shapes: Vec<_> =
        places.iter().filter_map(|(index, count)| Some((from.region.neighbourhoods.get(*index as usize)?, *count))).collect();
    let mut index = AreaIndex::new(shapes.iter().map(|(shape, _)| shape.geometry.clone()).collect());
    let mut found: Vec<Neighbourhood> = shapes
        .iter()
        .map(|(shape, count)| Neighbourhood { name: shape.name.clone(), land: shape.geometry.area(), places: *count, dumps: 0 })
        .collect();
    let precise = |fact: &&Fact| fact.precision.unwrap_or(0.0) <= PRECISE_M;
    for at in drug_dumps(from.region).into_iter().map(|(_, fact)| fact).filter(precise).filter_map(|fact| fact.at) {
        index.at(at).into_iter().for_each(|nth| found[nth].dumps += 1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn neighbourhood(name: &str, land: f64, places: u32, dumps: u64) -> Neighbourhood {
        Neighbourhood { name: name.to_owned(), land, places, dumps }
    }

    fn test(all: &[Neighbourhood]) -> Concentration {
        written(all, all.iter().map(|one| one.dumps).sum(), "dumpingen (waterschap)".to_owned(), jiff::civil::date(2026, 10, 1))
    }

    #[test]
    fn a_neighbourhood_with_most_dumps_on_little_land_stands_out() {
        let all = [neighbourhood("Polder", 1e6, 50, 14), neighbourhood("Dorp", 9e6, 50, 4), neighbourhood("Duin", 9e6, 50, 4)];
        let found = test(&all);
        assert_eq!(found.areas.iter().map(|area| (area.name.as_str(), area.observed)).collect::<Vec<_>>(), [("Polder", 14)]);
        assert!((found.areas[0].expected - 22.0 / 19.0).abs() < 1e-9 && found.areas[0].p < 0.001);
        assert!(found.sensitivity.contains("valt één buurt op. Daar zijn alle buurten van hierboven bij"), "{}", found.sensitivity);
        assert!(found.method.contains("correctie voor 3 buurten"));
    }

    #[test]
    fn dumps_spread_as_land_is_spread_are_no_concentration() {
        let all = [neighbourhood("Polder", 5e6, 50, 6), neighbourhood("Dorp", 5e6, 50, 5), neighbourhood("Duin", 5e6, 50, 4)];
        let found = test(&all);
        assert!(found.areas.is_empty() && found.outcome.starts_with("Geen enkele buurt"), "{found:?}");
    }

    /// Where many places lie there may be many eyes: what stands out by land does not by places.
    #[test]
    fn what_another_measure_contradicts_is_told() {
        let all = [neighbourhood("Haven", 1e6, 900, 12), neighbourhood("Polder", 9e6, 100, 4)];
        assert!(test(&all).sensitivity.contains("lees de tabel met voorzichtigheid"));
    }
}
