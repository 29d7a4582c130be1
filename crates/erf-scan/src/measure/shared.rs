// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the indicators of all places share, and short ways to what belongs to a place.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{BuildHasherDefault, Hasher},
    panic::resume_unwind,
    sync::OnceLock,
    thread,
};

use erf_base::MunicipalityCode;

use super::{
    calendar::{decay, months_before},
    companies::Companies,
    coverage::{Coverage, NO_DELIVERY},
    history::History,
    land::Crops,
    parks::Parks,
    surroundings::Surroundings,
    vacancy::PresenceIndex,
};
use crate::{
    indicator::{Finding, Reading, RowRef, catalogue},
    region::{Address, Building, Fact, Kind, Place, Presence, Region, Shape, Value},
};

/// Most rows that a finding names.
const MOST_ROWS: usize = 12;

/// Everything that was prepared; parts that no asked indicator needs are empty.
pub(super) struct Shared<'r> {
    pub(super) region: &'r Region,
    pub(super) coverage: Coverage<'r>,
    pub(super) presence: PresenceIndex<'r>,
    pub(super) companies: Companies,
    pub(super) surroundings: Surroundings,
    pub(super) history: History<'r>,
    pub(super) parks: Parks,
    pub(super) crops: Crops,
    /// Numbers of the buildings, sorted, with their index.
    building_index: Vec<(i64, u32)>,
    /// The same day so many months ago, up to five years.
    since: [i64; 61],
    /// What [`Shared::check`] said of an indicator and a municipality: the same for all its places.
    checks: Checks,
}

/// Whether the sources of an indicator speak of a municipality, once it was asked.
struct Check {
    /// The first day a source may speak of last.
    oldest: i64,
    said: OnceLock<Result<Vec<i64>, &'static str>>,
}

/// The letters of a code (at most six) and the number of a municipality.
fn check_key(code: &str, municipality: Option<MunicipalityCode>) -> u64 {
    let letters = code.bytes().fold(0, |key, letter| key << 8 | u64::from(letter));
    letters << 16 | municipality.map_or(0, |code| u64::from(code.number()))
}

type Checks = HashMap<u64, Check, BuildHasherDefault<Mixed>>;

/// Spreads the keys of [`check_key`]; they are asked for some thirty times a place.
#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0 ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// One for each indicator and each municipality of a place.
fn checks(region: &Region) -> Checks {
    let municipalities: BTreeSet<_> = region.places.iter().map(|place| place.municipality).collect();
    let pairs = catalogue().iter().flat_map(|known| municipalities.iter().map(move |municipality| (known, *municipality)));
    let check = |months| Check { oldest: months_before(region.date, months), said: OnceLock::new() };
    pairs.map(|(known, municipality)| (check_key(&known.code, municipality), check(known.max_age_months))).collect()
}

impl<'r> Shared<'r> {
    pub(super) fn new(region: &'r Region, codes: &[&str]) -> Self {
        let coverage = Coverage::new(region);
        let wants = |some: &[&str]| some.iter().any(|code| codes.contains(code));
        let mut building_index: Vec<(i64, u32)> = Vec::new();
        if wants(&["BT02", "H05"]) {
            building_index.extend(region.buildings.iter().enumerate().map(|(index, building)| (building.id, index as u32)));
            building_index.sort_unstable();
        }
        // The two that take longest beside each other.
        let (crops, surroundings) = thread::scope(|scope| {
            let crops = scope.spawn(|| if wants(&["L18"]) { Crops::new(region) } else { Crops::default() });
            let surroundings = Surroundings::new(region, codes);
            (crops.join().unwrap_or_else(|panic| resume_unwind(panic)), surroundings)
        });
        Self {
            region,
            coverage,
            presence: PresenceIndex::new(region),
            companies: Companies::new(region, codes),
            surroundings,
            history: History::new(region, codes),
            parks: Parks::new(region, codes),
            crops,
            building_index,
            since: std::array::from_fn(|months| months_before(region.date, months as u32)),
            checks: checks(region),
        }
    }

    pub(super) fn place(&self, place: usize) -> &'r Place {
        &self.region.places[place]
    }

    /// The first day of the last so many months.
    pub(super) fn since(&self, months: u32) -> i64 {
        self.since[(months as usize).min(60)]
    }

    /// What is left of a fact of a day after halving each `half_life` months.
    pub(super) fn decay(&self, day: i64, half_life: f64) -> f64 {
        decay(day, self.region.date, half_life)
    }

    pub(super) fn buildings(&self, place: &Place) -> &'r [Building] {
        &self.region.buildings[range(&place.buildings)]
    }

    pub(super) fn addresses(&self, place: &Place) -> &'r [Address] {
        &self.region.addresses[range(&place.addresses)]
    }

    /// The facts of one kind of a place.
    pub(super) fn facts(&self, place: &Place, kind: Kind) -> &'r [Fact] {
        of_kind(&self.region.facts[range(&place.facts)], kind)
    }

    /// The facts of one kind that are about areas.
    pub(super) fn area_facts(&self, kind: Kind) -> &'r [Fact] {
        of_kind(&self.region.area_facts, kind)
    }

    /// Whether the sources of an indicator speak of the municipality of a place recently enough.
    pub(super) fn check(&self, code: &str, sources: &[&str], place: &Place) -> Result<&[i64], &'static str> {
        let Some(check) = self.checks.get(&check_key(code, place.municipality)) else { return Err(NO_DELIVERY) };
        let ask = || self.coverage.check(sources, place.municipality, check.oldest);
        check.said.get_or_init(ask).as_deref().map_err(|why| *why)
    }

    /// The building with a number.
    pub(super) fn building(&self, id: i64) -> Option<&'r Building> {
        let found = self.building_index.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(&self.region.buildings[self.building_index[found].1 as usize])
    }

    /// The business park or port a place lies in.
    pub(super) fn park(&self, place: &Place) -> Option<(usize, &'r Shape)> {
        let index = place.park? as usize;
        Some((index, &self.region.parks[index]))
    }

    pub(super) fn in_business_park(&self, place: &Place) -> bool {
        self.park(place).is_some_and(|(_, park)| !is_port(park))
    }

    pub(super) fn in_port(&self, place: &Place) -> bool {
        self.park(place).is_some_and(|(_, park)| is_port(park))
    }

    /// A finding that rests on facts: their rows, newest first, and the newest day.
    pub(super) fn finding<'f>(&self, value: f64, detail: String, facts: impl IntoIterator<Item = &'f Fact>) -> Finding {
        let mut facts: Vec<&Fact> = facts.into_iter().collect();
        let day = |fact: &Fact| self.speaks_of(fact);
        facts.sort_by_key(|fact| (std::cmp::Reverse(day(fact)), fact.delivery, fact.seq));
        let date = facts.first().and_then(|fact| day(fact));
        let mut rows: Vec<RowRef> = facts.iter().map(|fact| self.row(fact.delivery, fact.seq)).collect();
        rows.dedup();
        rows.truncate(MOST_ROWS);
        Finding { value, detail, date, rows, ground: Vec::new() }
    }

    /// A finding that rests on presence rows.
    pub(super) fn presence_finding(&self, value: f64, detail: String, rows: &[&Presence]) -> Finding {
        let date = rows.iter().filter_map(|row| self.region.deliveries[row.delivery as usize].period.1).max();
        let named: BTreeSet<RowRef> = rows.iter().map(|row| self.row(row.delivery, row.seq)).collect();
        Finding { value, detail, date, rows: named.into_iter().take(MOST_ROWS).collect(), ground: Vec::new() }
    }

    /// The last day a fact speaks of: when it ended, when it happened, or the last day of its delivery.
    pub(super) fn speaks_of(&self, fact: &Fact) -> Option<i64> {
        let last = self.region.deliveries[fact.delivery as usize].period.1;
        match fact.kind {
            Kind::Establishment | Kind::Offer => fact.end.filter(|end| *end <= self.region.date).or(last),
            Kind::Zoning | Kind::Part => last,
            _ => fact.date.or(last),
        }
    }

    fn row(&self, delivery: u32, seq: i64) -> RowRef {
        RowRef { delivery: self.region.deliveries[delivery as usize].id, seq }
    }
}

fn range(range: &std::ops::Range<u32>) -> std::ops::Range<usize> {
    range.start as usize..range.end as usize
}

/// Facts are sorted by kind within a place.
fn of_kind(facts: &[Fact], kind: Kind) -> &[Fact] {
    let from = facts.partition_point(|fact| fact.kind < kind);
    let to = from + facts[from..].partition_point(|fact| fact.kind == kind);
    &facts[from..to]
}

/// Whether a park is a port: its kind says so.
pub(super) fn is_port(park: &Shape) -> bool {
    matches!(park.values.get("soort"), Some(Value::Text(kind)) if kind.to_lowercase().contains("haven"))
}

/// A yard in the countryside, the setting `erf`.
pub(super) fn is_yard(place: &Place) -> bool {
    place.kind == "erf" && place.countryside
}

/// Readings by what was found: `None` is absent.
pub(super) fn present_if(finding: Option<Finding>) -> Reading {
    finding.map_or(Reading::Absent, Reading::Present)
}

impl Fact {
    /// The text of an allowed column, in lower case without blanks around it.
    pub(super) fn word(&self, name: &str) -> Option<String> {
        match self.values.get(name)? {
            Value::Text(text) => Some(text.trim().to_lowercase()),
            _ => None,
        }
    }

    /// The number of an allowed column.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        match self.values.get(name)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The yes or no of an allowed column.
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        match self.values.get(name)? {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Whether it happened inside the last months that start on `since`.
    pub(super) fn happened_since(&self, since: i64) -> bool {
        self.date.is_some_and(|day| day >= since)
    }

    /// Whether something that runs still runs on a day.
    pub(super) fn runs_on(&self, day: i64) -> bool {
        self.date.is_none_or(|start| start <= day) && self.end.is_none_or(|end| end > day)
    }
}
