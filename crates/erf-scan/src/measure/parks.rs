// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Business parks and ports as a whole: BT05, BT06, BT07, H01, H04, H06 and H07.
//!
//! What is counted over berths and boxes is a number of the port. A finding names the delivery and no line of it: which
//! berth, and who rents it, is nobody's business here.

use std::collections::BTreeMap;

use erf_base::RdPoint;
use erf_spatial::{Geometry, Polygon};

use super::{
    buildings::small_units,
    comparison::median,
    coverage::{NO_VALUE, NOT_IN_FILE},
    shared::{Shared, is_port, present_if},
    words::{count, percent, whole},
};
use crate::{
    indicator::{Finding, Reading},
    region::{Fact, Kind, Place, Region, Shape, Target, Value},
};

/// BT06: "telt tot en met 1985".
const AGED_YEAR: f64 = 1985.0;
/// H01: "telt vanaf 10 %".
const WITHOUT_CONTRACT: f64 = 0.10;
/// H07: "telt vanaf 3 per haven".
const WITHOUT_VESSEL: usize = 3;
/// H04: "telt vanaf 50 m".
const SHORE_M: f64 = 50.0;
/// H04: water so near to the edge of a terrain lies along it.
const ALONG_M: f64 = 10.0;
/// H04: a shore is walked along in steps of at most this length.
const STEP_M: f64 = 5.0;
/// H06: "aantal incidenten in 24 maanden".
const INTRUDER_MONTHS: u32 = 24;

/// What is counted per park.
#[derive(Default)]
pub(super) struct Parks {
    /// Median year of its buildings, of how many.
    years: Vec<(f64, usize)>,
    berths: BTreeMap<String, Berths>,
    /// Metres of shore or quay along each port; nothing for other parks.
    shores: Vec<f64>,
    pub(super) small_units: BTreeMap<i64, (usize, usize)>,
}

/// What the port register says of a port.
#[derive(Default, Clone, Copy)]
struct Berths {
    taken: usize,
    without_contract: usize,
    rented: usize,
    without_vessel: usize,
}

impl Parks {
    pub(super) fn new(region: &Region, codes: &[&str]) -> Self {
        let wants = |some: &[&str]| some.iter().any(|code| codes.contains(code));
        let mut parks = Self::default();
        if wants(&["BT06"]) {
            parks.years = median_years(region);
        }
        if wants(&["BT02"]) {
            parks.small_units = small_units(region);
        }
        if wants(&["H04"]) {
            parks.shores = region.parks.iter().map(|park| if is_port(park) { shore(region, park) } else { 0.0 }).collect();
        }
        for fact in region.area_facts.iter().filter(|fact| fact.kind == Kind::Berth) {
            if let Target::Area(port) = &fact.target {
                parks.berths.entry(port.clone()).or_default().add(fact);
            }
        }
        parks
    }
}

impl Berths {
    fn add(&mut self, fact: &Fact) {
        let is = |name: &str, wanted: bool| fact.flag(name) == Some(wanted);
        self.taken += usize::from(is("bezet", true));
        self.without_contract += usize::from(is("bezet", true) && is("contract", false));
        self.rented += usize::from(is("contract", true));
        self.without_vessel += usize::from(is("contract", true) && is("vaartuig_bekend", false));
    }
}

/// Metres of water's edge or quay along a terrain. Both describe the same edge, so the longer of the two holds; a dry ditch is no
/// water to come by.
fn shore(region: &Region, park: &Shape) -> f64 {
    let wet = |shape: &&Shape| !matches!(shape.values.get("soort"), Some(Value::Text(kind)) if kind.contains("greppel"));
    let along = |shapes: &mut dyn Iterator<Item = &Shape>| shapes.map(|shape| metres_along(&shape.geometry, &park.geometry)).sum::<f64>();
    along(&mut region.water.iter().filter(wet)).max(along(&mut region.quays.iter()))
}

/// How much of the lines of a shape runs in a terrain or at most [`ALONG_M`] from it.
fn metres_along(shape: &Geometry, terrain: &Geometry) -> f64 {
    let near = terrain.bounds().map(|bounds| bounds.grow(ALONG_M));
    if !near.zip(shape.bounds()).is_some_and(|(terrain, shape)| terrain.intersects(shape)) {
        return 0.0;
    }
    match shape {
        Geometry::Point(_) => 0.0,
        Geometry::Lines(lines) => lines.iter().flat_map(|line| line.windows(2)).map(|ends| step_along(ends[0], ends[1], terrain)).sum(),
        Geometry::Polygons(parts) => parts.iter().flat_map(Polygon::rings).map(|ring| ring_along(ring, terrain)).sum(),
    }
}

fn ring_along(ring: &[RdPoint], terrain: &Geometry) -> f64 {
    let ends = ring.iter().zip(ring.iter().cycle().skip(1));
    ends.map(|(from, to)| step_along(*from, *to, terrain)).sum()
}

fn step_along(from: RdPoint, to: RdPoint, terrain: &Geometry) -> f64 {
    let metres = (to.x - from.x).hypot(to.y - from.y);
    let steps = (metres / STEP_M).ceil() as usize;
    let middle = |step: usize| (step as f64 + 0.5) / steps as f64;
    let at = |part: f64| RdPoint::new(from.x + part * (to.x - from.x), from.y + part * (to.y - from.y));
    let along = (0..steps).filter(|step| terrain.distance_to(at(middle(*step))) <= ALONG_M).count();
    if steps == 0 { 0.0 } else { metres * along as f64 / steps as f64 }
}

fn median_years(region: &Region) -> Vec<(f64, usize)> {
    let mut years: Vec<Vec<f64>> = vec![Vec::new(); region.parks.len()];
    for place in &region.places {
        let Some(park) = place.park else { continue };
        let buildings = &region.buildings[place.buildings.start as usize..place.buildings.end as usize];
        years[park as usize].extend(buildings.iter().filter_map(|building| building.year).map(f64::from));
    }
    years.into_iter().map(|list| (list.len(), list)).map(|(n, list)| (median(list), n)).collect()
}

/// The park of a place when it is of the asked sort, with the delivery that knows it.
fn park_of<'r>(shared: &Shared<'r>, place: &Place, port: bool) -> Option<(usize, &'r Shape, i64)> {
    let (index, park) = shared.park(place).filter(|(_, park)| is_port(park) == port)?;
    Some((index, park, shared.region.deliveries[park.source.0 as usize].id))
}

fn flag(park: &Shape, name: &str) -> Option<bool> {
    match park.values.get(name)? {
        Value::Flag(flag) => Some(*flag),
        _ => None,
    }
}

fn of_park(value: f64, detail: String, ground: Vec<i64>) -> Reading {
    Reading::Present(Finding { value, detail, ground, ..Finding::default() })
}

/// BT05: the park has no *parkmanagement* and no *keurmerk*.
pub(super) fn no_joint_management(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    let Some((_, park, delivery)) = park_of(shared, place, false) else { return Reading::NotApplicable };
    if let Err(why) = shared.check("BT05", &["bedrijventerreinen"], place) {
        return Reading::Unknown(why);
    }
    match (flag(park, "parkmanagement"), flag(park, "keurmerk")) {
        (Some(true), _) | (_, Some(true)) => Reading::Absent,
        (Some(false), Some(false)) => of_park(1.0, format!("{}: geen parkmanagement en geen keurmerk", park.name), vec![delivery]),
        _ => Reading::Unknown(NO_VALUE),
    }
}

/// BT06: the median year of the buildings on the park is 1985 or earlier.
pub(super) fn aged(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    let Some((index, park, delivery)) = park_of(shared, place, false) else { return Reading::NotApplicable };
    let used = match shared.check("BT06", &["bag", "bedrijventerreinen"], place) {
        Ok(used) => used,
        Err(why) => return Reading::Unknown(why),
    };
    let mut used = [used, &[delivery]].concat();
    used.dedup();
    match shared.parks.years[index] {
        (_, 0) => Reading::Unknown(NO_VALUE),
        (year, n) if year <= AGED_YEAR => {
            let detail = format!("{}: bouwjaar in het midden {year:.0}, {}", park.name, count(n, "gebouw", "gebouwen"));
            of_park(year, detail, used)
        }
        _ => Reading::Absent,
    }
}

/// BT07: according to the register the park has no closure or guard at night.
pub(super) fn open_at_night(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    let Some((_, park, delivery)) = park_of(shared, place, false) else { return Reading::NotApplicable };
    if let Err(why) = shared.check("BT07", &["bedrijventerreinen"], place) {
        return Reading::Unknown(why);
    }
    match flag(park, "afsluiting_nacht") {
        Some(true) => Reading::Absent,
        Some(false) => of_park(1.0, format!("{}: ’s nachts geen afsluiting of beveiliging", park.name), vec![delivery]),
        None => Reading::Unknown(NO_VALUE),
    }
}

/// H04: metres of shore or quay along a port without *parkmanagement*: nobody manages the terrain; counts from 50 m.
pub(super) fn open_shore(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    let Some((index, port, delivery)) = park_of(shared, place, true) else { return Reading::NotApplicable };
    let used = match shared.check("H04", &["bgt", "bedrijventerreinen"], place) {
        Ok(used) => used,
        Err(why) => return Reading::Unknown(why),
    };
    let mut used = [used, &[delivery]].concat();
    used.dedup();
    let metres = shared.parks.shores[index];
    match flag(port, "parkmanagement") {
        Some(true) => Reading::Absent,
        None => Reading::Unknown(NO_VALUE),
        _ if shared.region.water.is_empty() && shared.region.quays.is_empty() => Reading::Unknown(NO_VALUE),
        _ if metres < SHORE_M => Reading::Absent,
        _ => of_park(metres, format!("{}: {} m water langs een terrein zonder parkmanagement", port.name, whole(metres)), used),
    }
}

fn berths_of<'r>(shared: &Shared<'r>, code: &str, place: &Place) -> Result<(&'r Shape, Berths, Vec<i64>), Reading> {
    let Some((_, port, _)) = park_of(shared, place, true) else { return Err(Reading::NotApplicable) };
    let used = shared.check(code, &["havenregister"], place).map_err(Reading::Unknown)?;
    let berths = shared.parks.berths.get(&port.code).ok_or(Reading::Unknown(NOT_IN_FILE))?;
    Ok((port, *berths, used.to_vec()))
}

/// H01: the share of taken berths and boxes without contract, per port; counts from 10 %.
pub(super) fn berths_without_contract(shared: &Shared<'_>, place: usize) -> Reading {
    let (port, berths, used) = match berths_of(shared, "H01", shared.place(place)) {
        Ok(found) => found,
        Err(reading) => return reading,
    };
    if berths.taken == 0 {
        return Reading::Absent;
    }
    let share = berths.without_contract as f64 / berths.taken as f64;
    if share < WITHOUT_CONTRACT {
        return Reading::Absent;
    }
    let detail =
        format!("{}: {} van {} bezette plekken zonder contract ({})", port.name, berths.without_contract, berths.taken, percent(share));
    of_park(share * 100.0, detail, used)
}

/// H07: rented berths without a registered vessel on the day of the register, per port; counts from 3.
pub(super) fn berths_without_vessel(shared: &Shared<'_>, place: usize) -> Reading {
    let (port, berths, used) = match berths_of(shared, "H07", shared.place(place)) {
        Ok(found) => found,
        Err(reading) => return reading,
    };
    if berths.without_vessel < WITHOUT_VESSEL {
        return Reading::Absent;
    }
    let detail =
        format!("{}: {} van {} verhuurde plekken zonder bekend vaartuig", port.name, berths.without_vessel, whole(berths.rented as f64));
    of_park(berths.without_vessel as f64, detail, used)
}

/// H06 (covenant): incidents with intruders on the terrain in 24 months.
pub(super) fn intruders(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    let Some((_, port, _)) = park_of(shared, place, true) else { return Reading::NotApplicable };
    if let Err(why) = shared.check("H06", &["haven_incidenten"], place) {
        return Reading::Unknown(why);
    }
    let since = shared.since(INTRUDER_MONTHS);
    let here = |fact: &&Fact| matches!(&fact.target, Target::Area(code) if *code == port.code) && fact.happened_since(since);
    let found: Vec<&Fact> = shared.area_facts(Kind::PortIncident).iter().filter(here).collect();
    let finding = (!found.is_empty()).then(|| {
        let detail = format!("{}: {} in 24 maanden", port.name, count(found.len(), "incident", "incidenten"));
        shared.finding(found.len() as f64, detail, found)
    });
    present_if(finding)
}
