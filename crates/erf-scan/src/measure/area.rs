// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Indicators of areas: G01 to G05. They are shown and never scored per place.

use std::collections::{BTreeMap, BTreeSet};

use erf_base::MunicipalityCode;

use super::{
    Measures,
    coverage::{Coverage, NO_VALUE, NOT_IN_FILE},
    shared::is_yard,
    words::{count, decimals, percent, whole},
};
use crate::scan::Read as _;
use crate::{
    indicator::{Reading, RowRef, find},
    region::{Fact, Kind, Region, Target},
};

/// What an indicator says of an area.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct AreaValue {
    /// Indicator.
    pub code: String,
    /// Neighbourhood (`BU…`) or municipality (`GM…`).
    pub area: String,
    /// Its name.
    pub name: String,
    /// The municipality it lies in.
    pub municipality: Option<MunicipalityCode>,
    /// The value in the unit of the indicator; without one, `unknown` says why.
    pub value: Option<f64>,
    /// Lowest and highest value that fit the counts (95 %), where chance plays a part.
    pub interval: Option<(f64, f64)>,
    /// How many objects it rests on.
    pub n: u64,
    /// What was counted at them, when a small count would tell of one of them.
    pub counted: Option<f64>,
    /// In Dutch words.
    pub detail: String,
    /// The key of the reason why there is no value.
    pub unknown: Option<String>,
    /// Rows that say so, at most twelve.
    pub rows: Vec<RowRef>,
    /// Deliveries it rests on.
    pub ground: Vec<i64>,
}

impl AreaValue {
    /// Whether it rests on so few objects, or so few events, that it would tell of one of them. See `erf_report`: counts from 1 to 4
    /// and fewer than ten objects.
    pub fn is_small(&self) -> bool {
        self.n < 10 || self.counted.is_some_and(|count| count > 0.0 && count < 5.0)
    }
}

/// Codes that are computed for areas.
pub fn area_codes() -> &'static [&'static str] {
    &["G01", "G02", "G03", "G04", "G05"]
}

/// G01 and G04: how strongly small areas are drawn to the whole region: as if so much more had been seen everywhere.
const SMOOTH_M2: f64 = 5_000.0;
/// See [`SMOOTH_M2`].
const SMOOTH_REPORTS: f64 = 5.0;
/// Partners leave out counts from 1 to 4: the least, the middle and the most that an empty count can be.
const LEFT_OUT: (f64, f64, f64) = (1.0, 2.5, 4.0);
/// G02: "bezoeken per 100 erven in 24 maanden".
const VISIT_MONTHS: u32 = 24;
/// G03: "verandering ... in 5 jaar".
const CENSUS_YEARS: i64 = 5;

/// What an indicator says of each area, in the order of the areas; empty for a code that is not [`area_codes`].
pub fn area_values(region: &Region, code: &str) -> Vec<AreaValue> {
    let areas = Areas { region, coverage: Coverage::new(region) };
    match code {
        "G01" => areas.vacancy(),
        "G02" => areas.visits(),
        "G03" => areas.farms(),
        "G04" => areas.reports(),
        "G05" => areas.finds(),
        _ => Vec::new(),
    }
}

struct Areas<'r> {
    region: &'r Region,
    coverage: Coverage<'r>,
}

/// An area with its municipality.
struct Area {
    code: String,
    name: String,
    municipality: Option<MunicipalityCode>,
}

impl<'r> Areas<'r> {
    fn neighbourhoods(&self) -> Vec<Area> {
        let mut of: BTreeMap<u32, MunicipalityCode> = BTreeMap::new();
        for place in &self.region.places {
            if let (Some(neighbourhood), Some(municipality)) = (place.neighbourhood, place.municipality) {
                of.entry(neighbourhood).or_insert(municipality);
            }
        }
        let all = self.region.neighbourhoods.iter().enumerate();
        all.map(|(index, shape)| Area {
            code: shape.code.clone(),
            name: shape.name.clone(),
            municipality: of.get(&(index as u32)).copied(),
        })
        .collect()
    }

    fn municipalities(&self) -> Vec<Area> {
        let all = self.region.municipalities.iter();
        all.filter_map(|shape| {
            let code: MunicipalityCode = shape.code.parse().ok()?;
            Some(Area { code: format!("GM{code}"), name: shape.name.clone(), municipality: Some(code) })
        })
        .collect()
    }

    /// The value of an area, or why there is none; `compute` gets the deliveries that are recent enough.
    fn value(
        &self,
        code: &str,
        area: &Area,
        sources: &[&str],
        compute: impl FnOnce(&mut AreaValue) -> Result<f64, &'static str>,
    ) -> AreaValue {
        let mut result = AreaValue {
            code: code.into(),
            area: area.code.clone(),
            name: area.name.clone(),
            municipality: area.municipality,
            value: None,
            interval: None,
            n: 0,
            counted: None,
            detail: String::new(),
            unknown: None,
            rows: Vec::new(),
            ground: Vec::new(),
        };
        let months = find(code).map_or(0, |indicator| indicator.max_age_months);
        let found =
            self.coverage.check(sources, area.municipality, super::calendar::months_before(self.region.date, months)).and_then(|used| {
                result.ground = used;
                compute(&mut result)
            });
        match found {
            Ok(value) => result.value = Some(value),
            Err(why) => result.unknown = Some(why.to_owned()),
        }
        result
    }

    fn facts(&self, kind: Kind, area: &str) -> Vec<&'r Fact> {
        let is_here = |fact: &&Fact| fact.kind == kind && matches!(&fact.target, Target::Area(code) if code == area);
        self.region.area_facts.iter().filter(is_here).collect()
    }

    fn rows(&self, facts: &[&Fact]) -> Vec<RowRef> {
        let row = |fact: &&Fact| RowRef { delivery: self.region.deliveries[fact.delivery as usize].id, seq: fact.seq };
        facts.iter().map(row).collect::<BTreeSet<_>>().into_iter().take(12).collect()
    }

    /// G01: the share of square metres of buildings where L01, L03 or L17 holds, smoothed for small neighbourhoods.
    fn vacancy(&self) -> Vec<AreaValue> {
        let measures = Measures::prepare(self.region, &["L01", "L03", "L17"]);
        let mut sums: BTreeMap<u32, (f64, f64, u64)> = BTreeMap::new();
        for (index, place) in self.region.places.iter().enumerate() {
            let Some(neighbourhood) = place.neighbourhood else { continue };
            let buildings = &self.region.buildings[place.buildings.start as usize..place.buildings.end as usize];
            let area: f64 = buildings.iter().map(|building| building.area).sum();
            let empty = (0..3).any(|nth| matches!(measures.read(index, nth), Reading::Present(_)));
            let sum = sums.entry(neighbourhood).or_default();
            *sum = (sum.0 + if empty { area } else { 0.0 }, sum.1 + area, sum.2 + 1);
        }
        let total = sums.values().fold((0.0, 0.0), |total, sum| (total.0 + sum.0, total.1 + sum.1));
        let mean = if total.1 > 0.0 { total.0 / total.1 } else { 0.0 };
        let of = |(index, area): (usize, Area)| {
            self.value("G01", &area, &["leegstand", "bag"], |result| {
                let (empty, all, places) = sums.get(&(index as u32)).copied().filter(|sum| sum.1 > 0.0).ok_or(NO_VALUE)?;
                let share = (empty + SMOOTH_M2 * mean) / (all + SMOOTH_M2);
                result.n = places;
                result.detail = format!("{} van {} m² staat leeg, gladgestreken {}", whole(empty), whole(all), percent(share));
                Ok(share * 100.0)
            })
        };
        self.neighbourhoods().into_iter().enumerate().map(of).collect()
    }

    /// G02: visits per 100 yards, of the years that began within 24 months.
    fn visits(&self) -> Vec<AreaValue> {
        let mut yards: BTreeMap<u32, u64> = BTreeMap::new();
        for place in self.region.places.iter().filter(|place| is_yard(place)) {
            *yards.entry(place.neighbourhood.unwrap_or(u32::MAX)).or_default() += 1;
        }
        let since = super::calendar::months_before(self.region.date, VISIT_MONTHS);
        let recent = |fact: &&Fact| fact.number("jaar").is_some_and(|year| year as i64 * 10_000 + 101 >= since);
        let of = |(index, area): (usize, Area)| {
            let facts: Vec<&Fact> = self.facts(Kind::Visits, &area.code).into_iter().filter(recent).collect();
            self.value("G02", &area, &["bezoeken_telling"], |result| {
                let n = yards.get(&(index as u32)).copied().ok_or(NO_VALUE)?;
                let visits =
                    facts.iter().map(|fact| fact.number("amount")).sum::<Option<f64>>().filter(|_| !facts.is_empty()).ok_or(NOT_IN_FILE)?;
                (result.n, result.rows, result.counted) = (n, self.rows(&facts), Some(visits));
                result.detail = format!("{} bij {}", count(visits as usize, "bezoek", "bezoeken"), count(n as usize, "erf", "erven"));
                Ok(visits / n as f64 * 100.0)
            })
        };
        self.neighbourhoods().into_iter().enumerate().map(of).collect()
    }

    /// G03: the change in the number of farms over the years of the census within 5 years.
    fn farms(&self) -> Vec<AreaValue> {
        let of = |area: Area| {
            let mut years: Vec<(i64, &Fact)> =
                self.facts(Kind::FarmCensus, &area.code).into_iter().filter_map(|fact| Some((census_year(fact)?, fact))).collect();
            years.sort_by_key(|(year, fact)| (*year, fact.delivery, fact.seq));
            self.value("G03", &area, &["landbouwtelling"], |result| {
                let (last_year, last) = *years.last().ok_or(NOT_IN_FILE)?;
                let (first_year, first) = *years.iter().find(|(year, _)| *year >= last_year - CENSUS_YEARS).ok_or(NOT_IN_FILE)?;
                let (before, after) = (first.number("amount").ok_or(NO_VALUE)?, last.number("amount").ok_or(NO_VALUE)?);
                if first_year == last_year || before <= 0.0 {
                    return Err(NO_VALUE);
                }
                (result.n, result.rows, result.counted) = (before as u64, self.rows(&[first, last]), Some(after));
                result.detail =
                    format!("van {} in {first_year} naar {} in {last_year}", count(before as usize, "bedrijf", "bedrijven"), whole(after));
                Ok((after - before) / before * 100.0)
            })
        };
        self.municipalities().into_iter().map(of).collect()
    }

    /// G04: reports seen against reports expected by the number of addresses, drawn to 1 for small counts.
    fn reports(&self) -> Vec<AreaValue> {
        let mut addresses: BTreeMap<u32, u64> = BTreeMap::new();
        for place in &self.region.places {
            *addresses.entry(place.neighbourhood.unwrap_or(u32::MAX)).or_default() +=
                u64::from(place.addresses.end - place.addresses.start);
        }
        let areas = self.neighbourhoods();
        let seen: Vec<(f64, Vec<&Fact>)> = areas
            .iter()
            .map(|area| {
                let facts = self.facts(Kind::Reports, &area.code);
                (facts.iter().map(|fact| fact.number("amount").unwrap_or(LEFT_OUT.1)).sum(), facts)
            })
            .collect();
        // Expected per address and year that was counted, over the whole region.
        let exposure = |index: usize| addresses.get(&(index as u32)).copied().unwrap_or(0) as f64 * seen[index].1.len() as f64;
        let (all, exposed) = (0..areas.len()).fold((0.0, 0.0), |sum, index| (sum.0 + seen[index].0, sum.1 + exposure(index)));
        let rate = if exposed > 0.0 { all / exposed } else { 0.0 };
        let of = |(index, area): (usize, Area)| {
            self.value("G04", &area, &["meldingen_gebied"], |result| {
                let expected = exposure(index) * rate;
                if expected <= 0.0 {
                    return Err(NOT_IN_FILE);
                }
                let ratio = (seen[index].0 + SMOOTH_REPORTS) / (expected + SMOOTH_REPORTS);
                (result.n, result.rows) = (addresses.get(&(index as u32)).copied().unwrap_or(0), self.rows(&seen[index].1));
                result.counted = Some(at_least(&seen[index].1));
                let empty = left_out(&seen[index].1);
                result.detail = format!("{} meldingen tegen {} verwacht{empty}", about(seen[index].0), decimals(expected));
                Ok(ratio)
            })
        };
        areas.into_iter().enumerate().map(of).collect()
    }

    /// G05: finds in 60 months per 10,000 buildings, with the interval of a count.
    fn finds(&self) -> Vec<AreaValue> {
        let mut buildings: BTreeMap<MunicipalityCode, u64> = BTreeMap::new();
        for place in &self.region.places {
            if let Some(code) = place.municipality {
                *buildings.entry(code).or_default() += u64::from(place.buildings.end - place.buildings.start);
            }
        }
        let of = |area: Area| {
            let facts = self.facts(Kind::PoliceFigure, &area.code);
            self.value("G05", &area, &["politiecijfers_gemeente"], |result| {
                let n = area.municipality.and_then(|code| buildings.get(&code)).copied().filter(|n| *n > 0).ok_or(NO_VALUE)?;
                if facts.is_empty() {
                    return Err(NOT_IN_FILE);
                }
                let sum = |empty: f64| facts.iter().map(|fact| fact.number("amount").unwrap_or(empty)).sum::<f64>();
                let found = sum(LEFT_OUT.1);
                let per = |number: f64| number / n as f64 * 10_000.0;
                let (low, high) = (count_interval(sum(LEFT_OUT.0)).0, count_interval(sum(LEFT_OUT.2)).1);
                let counted: Vec<&Fact> = facts.iter().copied().filter(|fact| fact.number("amount") != Some(0.0)).collect();
                (result.n, result.rows, result.interval) = (n, self.rows(&counted), Some((per(low), per(high))));
                result.counted = Some(at_least(&facts));
                let (panden, empty) = (count(n as usize, "pand", "panden"), left_out(&facts));
                result.detail = format!("{} bij {panden}{empty}{}", found_in_words(found), kinds(&facts));
                Ok(per(found))
            })
        };
        self.municipalities().into_iter().map(of).collect()
    }
}

/// `12` or `12,5`.
fn about(number: f64) -> String {
    if number.fract() == 0.0 { whole(number) } else { decimals(number).trim_end_matches('0').to_owned() }
}

/// Says how many counts a partner left out because they are small.
fn left_out(facts: &[&Fact]) -> String {
    match facts.iter().filter(|fact| fact.number("amount").is_none()).count() {
        0 => String::new(),
        n => format!("; {} van 1 tot 4 weggelaten en als 2,5 geteld", count(n, "aantal", "aantallen")),
    }
}

/// `2025JJ00` or `2025`.
fn census_year(fact: &Fact) -> Option<i64> {
    fact.word("periode")?.get(..4)?.parse().ok()
}

fn found_in_words(number: f64) -> String {
    if number == 1.0 { "1 vondst".to_owned() } else { format!("{} vondsten", about(number)) }
}

/// What was counted for certain: of a count that was left out only that it is not nothing.
fn at_least(facts: &[&Fact]) -> f64 {
    facts.iter().map(|fact| fact.number("amount").unwrap_or(LEFT_OUT.0)).sum()
}

/// Totals by kind and by route: ` (hennep 12, lab 2; melding burger 9, controle 5)`; nothing where nothing was found.
fn kinds(facts: &[&Fact]) -> String {
    let by = |column: &str| {
        let mut sums: BTreeMap<String, f64> = BTreeMap::new();
        for fact in facts {
            let amount = fact.number("amount").unwrap_or(LEFT_OUT.1);
            if let Some(word) = fact.word(column).filter(|_| amount > 0.0) {
                *sums.entry(word).or_default() += amount;
            }
        }
        let parts: Vec<String> = sums.into_iter().map(|(word, sum)| format!("{word} {}", about(sum))).collect();
        parts.join(", ")
    };
    match (by("category"), by("route")) {
        (none, _) if none.is_empty() => String::new(),
        (category, route) => format!(" ({category}; {route})"),
    }
}

/// The interval (95 %) of a count, after Byar: within 0.1 of the exact Poisson limits from 1 up.
fn count_interval(n: f64) -> (f64, f64) {
    const Z: f64 = 1.96;
    let low = if n > 0.0 { n * (1.0 - 1.0 / (9.0 * n) - Z / (3.0 * n.sqrt())).powi(3) } else { 0.0 };
    let up = n + 1.0;
    (low.max(0.0), up * (1.0 - 1.0 / (9.0 * up) + Z / (3.0 * up.sqrt())).powi(3))
}
