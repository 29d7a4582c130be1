// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The trade register: L06, L08, BT01, BT03, BT04 and H03. Numbers per address; no names, no directors.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    calendar::months_after,
    comparison::Group,
    coverage::{FEW_COMPARABLE, NO_VALUE},
    shared::{Shared, is_port, is_yard, present_if},
    words::{count, decimals, whole},
};
use crate::{
    indicator::Reading,
    region::{Address, Fact, Kind, Place, Region, Target},
};

/// L06: "telt als het hoger is dan bij 95 % van vergelijkbare panden".
const CHANGED_SHARE: f64 = 0.95;
/// L08: "telt bij een robuuste z-score boven 3".
const NEW_Z: f64 = 3.0;
/// L08 speaks of "veel" registrations: one is never many, however few the others have.
const NEW_LEAST: u32 = 2;
/// L08: "inschrijvingen jonger dan 12 maanden".
const NEW_MONTHS: u32 = 12;
/// BT01: "6 maanden of langer geen vestiging".
const WITHOUT_MONTHS: u32 = 6;
/// BT03: "een ruimte tot 30 m²".
const SMALL_ROOM_M2: f64 = 30.0;
/// BT03: "groothandel, opslag of transport", as divisions of the SBI.
const BULKY: [&str; 5] = ["46", "49", "50", "51", "52"];
/// BT04: "binnen 24 maanden na de start stopte".
const QUICK_MONTHS: u32 = 24;
/// BT04: "telt vanaf 3".
const QUICK_LEAST: usize = 3;
/// H03: "laad-, los-, overslag- of opslagdiensten", as groups of the SBI.
const LOGISTICS: [&str; 2] = ["521", "5224"];
/// L03: farms are the groups 01.1 to 01.5 of the SBI; services to farms and hunting are not.
const FARMS: [&str; 5] = ["011", "012", "013", "014", "015"];
/// L06: a building with at least so many units that are no dwelling is a *verzamelgebouw*.
const COLLECTIVE_UNITS: usize = 5;

/// What is compared with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Like {
    Yard,
    Dwelling,
    Collective,
    Park,
    Port,
    Other,
}

impl Like {
    fn words(self) -> &'static str {
        match self {
            Self::Yard => "erven in het buitengebied",
            Self::Dwelling => "woningen met een bedrijf",
            Self::Collective => "verzamelgebouwen",
            Self::Park => "panden op een bedrijventerrein",
            Self::Port => "panden in een haven",
            Self::Other => "andere bedrijfspanden",
        }
    }
}

/// Counts at the address of a place that has most, with what it is compared with.
#[derive(Debug, Clone, Copy)]
struct Best {
    like: Like,
    address: i64,
    value: u32,
}

/// Reference groups of the whole region.
#[derive(Default)]
pub(super) struct Companies {
    changed: HashMap<usize, Best>,
    changed_groups: BTreeMap<Like, Group>,
    new: HashMap<usize, Best>,
    new_groups: BTreeMap<Like, Group>,
    /// Units that are no dwelling, by building.
    units: HashMap<i64, usize>,
}

impl Companies {
    pub(super) fn new(region: &Region, codes: &[&str]) -> Self {
        let mut companies = Self::default();
        if !codes.iter().any(|code| ["L06", "L08"].contains(code)) {
            return companies;
        }
        for address in region.addresses.iter().filter(|address| !address.side) {
            if let Some(building) = address.building {
                *companies.units.entry(building).or_default() += 1;
            }
        }
        companies.compare(region);
        companies
    }

    fn compare(&mut self, region: &Region) {
        let (mut changed, mut new): (BTreeMap<Like, Vec<u32>>, BTreeMap<Like, Vec<u32>>) = Default::default();
        let new_since = super::calendar::months_before(region.date, NEW_MONTHS);
        for (index, place) in region.places.iter().enumerate() {
            let facts = &region.facts[place.facts.start as usize..place.facts.end as usize];
            let companies = facts.iter().filter(|fact| fact.kind == Kind::Establishment);
            for (id, group) in by_address(companies) {
                let address = address_of(region, place, id);
                let like = self.like(region, place, address);
                let all = distinct(group.iter().copied());
                changed.entry(like).or_default().push(all);
                keep_best(&mut self.changed, index, Best { like, address: id, value: all });
                let office = address.is_some_and(|address| address.office && !address.industry);
                if !office && group.iter().any(|fact| fact.runs_on(region.date)) {
                    let fresh = distinct(group.iter().copied().filter(|fact| fact.happened_since(new_since)));
                    new.entry(like).or_default().push(fresh);
                    keep_best(&mut self.new, index, Best { like, address: id, value: fresh });
                }
            }
        }
        let groups = |values: BTreeMap<Like, Vec<u32>>| values.into_iter().map(|(like, list)| (like, Group::new(list))).collect();
        (self.changed_groups, self.new_groups) = (groups(changed), groups(new));
    }

    fn like(&self, region: &Region, place: &Place, address: Option<&Address>) -> Like {
        let units = address.and_then(|address| address.building).and_then(|building| self.units.get(&building));
        if units.is_some_and(|units| *units >= COLLECTIVE_UNITS) {
            return Like::Collective;
        }
        let park = place.park.map(|park| &region.parks[park as usize]);
        match park {
            _ if is_yard(place) => Like::Yard,
            Some(park) if is_port(park) => Like::Port,
            Some(_) => Like::Park,
            None if address.is_some_and(|address| address.only_dwelling) => Like::Dwelling,
            None => Like::Other,
        }
    }
}

fn keep_best(best: &mut HashMap<usize, Best>, place: usize, candidate: Best) {
    let slot = best.entry(place).or_insert(candidate);
    if candidate.value > slot.value {
        *slot = candidate;
    }
}

fn address_of<'r>(region: &'r Region, place: &Place, id: i64) -> Option<&'r Address> {
    region.addresses[place.addresses.start as usize..place.addresses.end as usize].iter().find(|address| address.id == id)
}

/// Establishments per address; those that were matched to a building or the place as a whole stand under 0.
fn by_address<'f>(facts: impl Iterator<Item = &'f Fact>) -> BTreeMap<i64, Vec<&'f Fact>> {
    let mut groups: BTreeMap<i64, Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        let id = if let Target::Address(id) = fact.target { id } else { 0 };
        groups.entry(id).or_default().push(fact);
    }
    groups
}

/// How many different establishments: two lines with the same number are one.
fn distinct<'f>(facts: impl Iterator<Item = &'f Fact>) -> u32 {
    let keys: BTreeSet<(i64, u32, i64)> = facts.map(key).collect();
    keys.len() as u32
}

fn key(fact: &Fact) -> (i64, u32, i64) {
    fact.number("establishment").map_or((0, fact.delivery, fact.seq), |number| (number as i64, 0, 0))
}

/// The SBI code of an establishment, without points.
pub(super) fn sbi(fact: &Fact) -> Option<String> {
    let code: String = fact.word("category")?.chars().filter(char::is_ascii_digit).collect();
    (code.len() >= 2).then_some(code)
}

fn has_sbi(fact: &Fact, groups: &[&str]) -> bool {
    sbi(fact).is_some_and(|code| groups.iter().any(|group| code.starts_with(group)))
}

pub(super) fn is_farm(fact: &Fact) -> bool {
    has_sbi(fact, &FARMS)
}

fn at_address(fact: &Fact, id: i64) -> bool {
    matches!(fact.target, Target::Address(own) if own == id) || (id == 0 && !matches!(fact.target, Target::Address(_)))
}

/// L06: more different establishments in 60 months at one address than at 95 % of comparable ones.
pub(super) fn often_changed(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    if place.addresses.is_empty() {
        return Reading::NotApplicable;
    }
    if let Err(why) = shared.check("L06", &["handelsregister"], place) {
        return Reading::Unknown(why);
    }
    let Some(best) = shared.companies.changed.get(&index).filter(|best| best.value > 1) else { return Reading::Absent };
    let group = &shared.companies.changed_groups[&best.like];
    if !group.is_enough() {
        return Reading::Unknown(FEW_COMPARABLE);
    }
    let finding = (best.value > group.quantile(CHANGED_SHARE)).then(|| {
        let detail = format!(
            "{} in 60 maanden; {} meestal {}, 95 % hooguit {}, n = {}",
            count(best.value as usize, "bedrijf", "bedrijven"),
            best.like.words(),
            whole(group.median()),
            group.quantile(CHANGED_SHARE),
            whole(group.len() as f64)
        );
        let facts = shared.facts(place, Kind::Establishment).iter().filter(|fact| at_address(fact, best.address));
        shared.finding(f64::from(best.value), detail, facts)
    });
    present_if(finding)
}

/// L08: registrations younger than 12 months at one address, robust z-score above 3; office buildings are left out.
pub(super) fn many_new(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    let addresses = shared.addresses(place);
    if addresses.is_empty() || addresses.iter().all(|address| address.office && !address.industry) {
        return Reading::NotApplicable;
    }
    if let Err(why) = shared.check("L08", &["handelsregister"], place) {
        return Reading::Unknown(why);
    }
    let Some(best) = shared.companies.new.get(&index).filter(|best| best.value >= NEW_LEAST) else { return Reading::Absent };
    let group = &shared.companies.new_groups[&best.like];
    if !group.is_enough() {
        return Reading::Unknown(FEW_COMPARABLE);
    }
    let score = group.robust_z(best.value).filter(|score| *score > NEW_Z);
    let finding = score.map(|score| {
        let detail = format!(
            "{} in 12 maanden; {} meestal {}, z = {}, n = {}",
            count(best.value as usize, "nieuwe inschrijving", "nieuwe inschrijvingen"),
            best.like.words(),
            whole(group.median()),
            decimals(score),
            whole(group.len() as f64)
        );
        let since = shared.since(NEW_MONTHS);
        let facts = shared.facts(place, Kind::Establishment).iter();
        shared.finding(f64::from(best.value), detail, facts.filter(|fact| at_address(fact, best.address) && fact.happened_since(since)))
    });
    present_if(finding)
}

/// BT01: a unit with *industriefunctie* has had no establishment for 6 months or longer.
pub(super) fn unit_without_company(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    let units: Vec<&Address> = shared.addresses(place).iter().filter(|address| address.industry).collect();
    if !shared.in_business_park(place) || units.is_empty() {
        return Reading::NotApplicable;
    }
    let used = match shared.check("BT01", &["handelsregister", "bag"], place) {
        Ok(used) => used,
        Err(why) => return Reading::Unknown(why),
    };
    let limit = shared.since(WITHOUT_MONTHS);
    let companies = shared.facts(place, Kind::Establishment);
    let occupied = |unit: i64| {
        let of_unit = |fact: &&Fact| match fact.target {
            Target::Address(id) => units.iter().any(|address| address.unit == unit && address.id == id),
            // Matched to the building only: it may be in any of its units.
            _ => true,
        };
        companies.iter().filter(of_unit).any(|fact| fact.end.is_none_or(|end| end > limit))
    };
    let all: BTreeSet<i64> = units.iter().map(|address| address.unit).collect();
    let without = all.iter().filter(|unit| !occupied(**unit)).count();
    let finding = (without > 0).then(|| {
        let last = companies.iter().filter_map(|fact| fact.end).max();
        let since = last.map_or("zolang bekend".to_owned(), |end| format!("sinds {}", super::words::day(end)));
        let detail = format!("{without} van {} zonder ingeschreven bedrijf, {since}", count(all.len(), "bedrijfsunit", "bedrijfsunits"));
        let mut finding = shared.finding(1.0, detail, companies.iter().filter(|fact| fact.end.is_some()));
        finding.ground = used.to_vec();
        finding
    });
    present_if(finding)
}

/// BT03: wholesale, storage or transport in a room of at most 30 m².
pub(super) fn too_small_for_activity(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    let addresses = shared.addresses(place);
    if !shared.in_business_park(place) || addresses.is_empty() {
        return Reading::NotApplicable;
    }
    if let Err(why) = shared.check("BT03", &["handelsregister", "bag"], place) {
        return Reading::Unknown(why);
    }
    let bulky = shared.facts(place, Kind::Establishment).iter().filter(|fact| fact.runs_on(shared.region.date) && has_sbi(fact, &BULKY));
    let room = |fact: &Fact| match fact.target {
        Target::Address(id) => addresses.iter().find(|address| address.id == id).map(|address| address.area),
        _ => None,
    };
    let rooms: Vec<(&Fact, Option<f64>)> = bulky.filter_map(|fact| Some((fact, room(fact)?))).collect();
    let small: Vec<_> = rooms.iter().filter(|(_, area)| area.is_some_and(|area| area <= SMALL_ROOM_M2)).collect();
    if small.is_empty() {
        return if rooms.iter().any(|(_, area)| area.is_none()) { Reading::Unknown(NO_VALUE) } else { Reading::Absent };
    }
    let smallest = small.iter().filter_map(|(_, area)| *area).fold(f64::INFINITY, f64::min);
    let detail = format!("groothandel, opslag of transport in een ruimte van {} m²", whole(smallest));
    Reading::Present(shared.finding(1.0, detail, small.into_iter().map(|(fact, _)| *fact)))
}

/// BT04: establishments at one address that ended within 24 months of their start, in 60 months; counts from 3.
pub(super) fn quick_endings(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    if !shared.in_business_park(place) || place.addresses.is_empty() {
        return Reading::NotApplicable;
    }
    if let Err(why) = shared.check("BT04", &["handelsregister"], place) {
        return Reading::Unknown(why);
    }
    let quick = shared.facts(place, Kind::Establishment).iter().filter(|fact| ended_quickly(shared, fact));
    let number = |group: &Vec<&Fact>| distinct(group.iter().copied()) as usize;
    let most = by_address(quick).into_values().max_by_key(number).filter(|group| number(group) >= QUICK_LEAST);
    let finding = most.map(|group| {
        let stopped = count(number(&group), "bedrijf", "bedrijven");
        shared.finding(number(&group) as f64, format!("{stopped} gestopt binnen 24 maanden na de start, in 60 maanden"), group)
    });
    present_if(finding)
}

fn ended_quickly(shared: &Shared<'_>, fact: &Fact) -> bool {
    let (Some(start), Some(end)) = (fact.date, fact.end) else { return false };
    end <= shared.region.date && end >= shared.since(60) && end <= months_after(start, QUICK_MONTHS)
}

/// H03: loading, unloading, transhipment or storage services in a port.
pub(super) fn logistics(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    if !shared.in_port(place) || place.addresses.is_empty() {
        return Reading::NotApplicable;
    }
    if let Err(why) = shared.check("H03", &["handelsregister"], place) {
        return Reading::Unknown(why);
    }
    let running = |fact: &&Fact| fact.runs_on(shared.region.date) && has_sbi(fact, &LOGISTICS);
    let found: Vec<&Fact> = shared.facts(place, Kind::Establishment).iter().filter(running).collect();
    let number = distinct(found.iter().copied());
    let detail = || format!("{} in laden, lossen, overslag of opslag", count(number as usize, "bedrijf", "bedrijven"));
    present_if((number > 0).then(|| shared.finding(1.0, detail(), found)))
}
