// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Empty addresses, ended farms and unused outbuildings: L01, L03, L17 and H05.

use std::collections::BTreeMap;

use super::{
    companies::is_farm,
    coverage::{NO_VALUE, NOT_IN_FILE},
    shared::{Shared, is_yard, present_if},
    words::{count, day, whole},
};
use crate::{
    indicator::Reading,
    region::{Address, Kind, Place, Presence, Region},
};

/// L03: "bedrijfsgebouwen van samen 150 m² of meer bleven staan".
pub(super) const FARM_BUILDINGS_M2: f64 = 150.0;
/// L17: "telt vanaf 300 m²".
pub(super) const UNUSED_M2: f64 = 300.0;
/// H05: "het pand 250 m² of groter is".
pub(super) const PORT_SHED_M2: f64 = 250.0;

/// Presence by address.
pub(super) struct PresenceIndex<'r>(&'r [Presence]);

impl<'r> PresenceIndex<'r> {
    pub(super) fn new(region: &'r Region) -> Self {
        Self(&region.presence)
    }

    /// The rows of one list about an address.
    fn rows(&self, address: i64, delivery: u32) -> impl Iterator<Item = &'r Presence> {
        let from = self.0.partition_point(|row| row.address < address);
        self.0[from..].iter().take_while(move |row| row.address == address).filter(move |row| row.delivery == delivery)
    }
}

/// What the newest presence list says of the units of a place.
#[derive(Default)]
struct Occupancy<'r> {
    empty: Vec<&'r Presence>,
    empty_units: usize,
    used: usize,
    untold: usize,
}

/// A unit is empty when rows about its addresses say so and none says otherwise; side addresses share the unit.
fn occupancy<'r>(shared: &Shared<'r>, place: &Place, addresses: impl Iterator<Item = &'r Address>) -> Occupancy<'r> {
    let mut result = Occupancy::default();
    let Some(newest) = shared.coverage.of("leegstand", place.municipality).next() else { return result };
    let mut units: BTreeMap<i64, Vec<&Presence>> = BTreeMap::new();
    for address in addresses {
        units.entry(address.unit).or_default().extend(shared.presence.rows(address.id, newest));
    }
    for rows in units.into_values() {
        if rows.iter().any(|row| row.used == Some(true)) {
            result.used += 1;
        } else if rows.is_empty() || rows.iter().any(|row| row.used.is_none()) {
            result.untold += 1;
        } else {
            result.empty_units += 1;
            result.empty.extend(rows);
        }
    }
    result
}

/// L01: no inhabitant, no establishment and no user is registered at an address. A place has it when one of its units does.
pub(super) fn empty_address(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    let addresses = shared.addresses(place);
    if addresses.is_empty() {
        return Reading::NotApplicable;
    }
    match shared.check("L01", &["bag", "leegstand"], place) {
        Ok(_) => read_occupancy(shared, &occupancy(shared, place, addresses.iter())),
        Err(why) => Reading::Unknown(why),
    }
}

fn read_occupancy(shared: &Shared<'_>, found: &Occupancy<'_>) -> Reading {
    if found.empty_units > 0 {
        let all = found.empty_units + found.used + found.untold;
        let detail =
            format!("{} van {}: geen bewoner, geen vestiging en geen gebruiker", found.empty_units, count(all, "adres", "adressen"));
        return Reading::Present(shared.presence_finding(1.0, detail, &found.empty));
    }
    if found.untold > 0 { Reading::Unknown(NOT_IN_FILE) } else { Reading::Absent }
}

/// L03: the last farm was deregistered in 60 months and farm buildings of 150 m² or more stayed. A proxy: it never counts alone.
pub(super) fn farm_ended(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if !is_yard(place) {
        return Reading::NotApplicable;
    }
    if let Err(why) = shared.check("L03", &["handelsregister", "bag"], place) {
        return Reading::Unknown(why);
    }
    let farms: Vec<_> = shared.facts(place, Kind::Establishment).iter().filter(|fact| is_farm(fact)).collect();
    let running = farms.iter().any(|farm| farm.runs_on(shared.region.date));
    let last = farms.iter().filter_map(|farm| farm.end).max();
    let Some(last) = last.filter(|last| !running && *last >= shared.since(60)) else { return Reading::Absent };
    let (left, complete) = farm_buildings(shared, place);
    if left < FARM_BUILDINGS_M2 {
        return if complete { Reading::Absent } else { Reading::Unknown(NO_VALUE) };
    }
    let detail = format!("laatste agrarische vestiging uitgeschreven op {}; bedrijfsgebouwen samen {} m²", day(last), whole(left));
    Reading::Present(shared.finding(1.0, detail, farms.into_iter().filter(|farm| farm.end == Some(last))))
}

/// Square metres of buildings without address and of units that nobody may live in, and whether each of them has an area: more
/// than is known may be there.
fn farm_buildings(shared: &Shared<'_>, place: &Place) -> (f64, bool) {
    let units = shared.addresses(place).iter().filter(|address| !address.dwelling && !address.side);
    let (known, complete) = known_sum(units.map(|unit| unit.area));
    (place.shed_area + known, complete)
}

/// The sum of what is known, and whether that is all: what nobody knows is not zero.
fn known_sum(areas: impl Iterator<Item = Option<f64>>) -> (f64, bool) {
    areas.fold((0.0, true), |(sum, complete), area| (sum + area.unwrap_or_default(), complete && area.is_some()))
}

/// L17: square metres of parts of buildings that are not in use, dwellings left out; counts from 300.
pub(super) fn unused_outbuilding(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if !is_yard(place) {
        return Reading::NotApplicable;
    }
    if let Err(why) = shared.check("L17", &["woz_gebruik", "bag"], place) {
        return Reading::Unknown(why);
    }
    let parts = shared.facts(place, Kind::Part);
    if parts.is_empty() {
        return Reading::Unknown(NOT_IN_FILE);
    }
    let unused: Vec<_> = parts.iter().filter(|part| is_unused_outbuilding(part)).collect();
    let (area, complete) = known_sum(unused.iter().map(|part| part_area(part)));
    if area < UNUSED_M2 && !complete {
        return Reading::Unknown(NO_VALUE);
    }
    let finding = (area >= UNUSED_M2).then(|| {
        let detail = format!("{} niet in gebruik, samen {} m²", count(unused.len(), "bijgebouw", "bijgebouwen"), whole(area));
        shared.finding(area, detail, unused)
    });
    present_if(finding)
}

pub(super) fn is_unused_outbuilding(part: &crate::region::Fact) -> bool {
    let unused = part.word("status").is_some_and(|status| ["nee", "n", "leeg", "niet in gebruik", "0"].contains(&status.as_str()));
    unused && !part.word("category").is_some_and(|category| category.contains("woning"))
}

pub(super) fn part_area(part: &crate::region::Fact) -> Option<f64> {
    part.number("amount").or_else(|| part.number("oppervlakte"))
}

/// H05: L01 holds for a unit in a building of 250 m² or more in a port.
pub(super) fn empty_port_shed(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    let addresses = shared.addresses(place);
    if !shared.in_port(place) || addresses.is_empty() {
        return Reading::NotApplicable;
    }
    if let Err(why) = shared.check("H05", &["bag", "leegstand", "bedrijventerreinen"], place) {
        return Reading::Unknown(why);
    }
    let in_large = |address: &&Address| shed_area(shared, place, address) >= PORT_SHED_M2;
    let found = occupancy(shared, place, addresses.iter().filter(in_large));
    match read_occupancy(shared, &found) {
        Reading::Present(mut finding) => {
            let largest = addresses.iter().map(|address| shed_area(shared, place, address)).fold(0.0, f64::max);
            finding.detail = format!("pand van {} m²; {}", whole(largest), finding.detail);
            Reading::Present(finding)
        }
        other => other,
    }
}

/// The building an address lies in; when that is not known, the largest of the place.
fn shed_area(shared: &Shared<'_>, place: &Place, address: &Address) -> f64 {
    let own = address.building.and_then(|id| shared.building(id));
    own.or_else(|| shared.buildings(place).first()).map_or(0.0, |building| building.area)
}
