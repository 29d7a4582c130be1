// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where a place lies: L04, L05, L20 and H02. Distances are from the middle of a building.

use erf_base::RdPoint;
use erf_spatial::{Bounds, Nearby, Spot};

use super::{
    coverage::NO_VALUE,
    roads::Roads,
    shared::{Shared, present_if},
    vacancy::PORT_SHED_M2,
    words::whole,
};
use crate::{
    indicator::{Finding, Reading},
    region::{Place, Region},
};

/// L04: "vanaf 250 m telt het".
const FAR_M: f64 = 250.0;
/// L05: "tot 2.000 m telt het".
const NEAR_ROAD_M: f64 = 2_000.0;
/// L20: "vanaf 100 m telt het".
const OUT_OF_SIGHT_M: f64 = 100.0;
/// H02: "tot 50 m telt het".
const NEAR_QUAY_M: f64 = 50.0;

/// Dwellings, with their place; roads; quays.
#[derive(Default)]
pub(super) struct Surroundings {
    dwellings: Nearby<Dwelling>,
    roads: Roads,
}

#[derive(PartialEq)]
struct Dwelling {
    at: RdPoint,
    place: u32,
}

impl Spot for Dwelling {
    fn bounds(&self) -> Bounds {
        Bounds::around(self.at, 0.0)
    }

    fn square_distance(&self, point: RdPoint) -> f64 {
        self.at.square_distance(point)
    }
}

impl Surroundings {
    pub(super) fn new(region: &Region, codes: &[&str]) -> Self {
        let wants = |code: &str| codes.contains(&code);
        let mut surroundings = Self::default();
        if wants("L04") {
            surroundings.dwellings = Nearby::new(dwellings(region));
        }
        if wants("L05") || wants("L20") {
            surroundings.roads = Roads::new(&region.roads, wants("L05"));
        }
        surroundings
    }
}

/// One point per dwelling; flats above each other are one.
fn dwellings(region: &Region) -> Vec<Dwelling> {
    let mut points: Vec<Dwelling> = Vec::new();
    for (index, place) in region.places.iter().enumerate() {
        let addresses = &region.addresses[place.addresses.start as usize..place.addresses.end as usize];
        let dwellings = addresses.iter().filter(|address| address.dwelling);
        points.extend(dwellings.map(|address| Dwelling { at: address.at, place: index as u32 }));
    }
    points.dedup();
    points
}

/// Where the main building of a place stands: the largest.
fn main_building(shared: &Shared<'_>, place: &Place) -> RdPoint {
    shared.buildings(place).first().map_or(place.at, |building| building.at)
}

fn of_ground(value: f64, detail: String, ground: Vec<i64>) -> Finding {
    Finding { value, detail, ground, ..Finding::default() }
}

/// L04: from the largest building of a place to the nearest dwelling of another; counts from 250 m.
pub(super) fn far_from_neighbours(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    if place.buildings.is_empty() {
        return Reading::NotApplicable;
    }
    let used = match shared.check("L04", &["bag"], place) {
        Ok(used) => used,
        Err(why) => return Reading::Unknown(why),
    };
    let at = main_building(shared, place);
    let other = |dwelling: &Dwelling| dwelling.place != index as u32;
    let Some((_, metres)) = shared.surroundings.dwellings.nearest(at, other) else { return Reading::Unknown(NO_VALUE) };
    present_if(
        (metres >= FAR_M)
            .then(|| of_ground(metres, format!("{} m tot de dichtstbijzijnde woning van een ander", whole(metres)), used.to_vec())),
    )
}

/// L05: along the road from the largest building to a provincial or national road or its slip road; counts up to 2,000 m.
/// First straight to the nearest road, then along the roads; straight all the way where the roads of the file do not join.
pub(super) fn near_through_road(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    if place.buildings.is_empty() {
        return Reading::NotApplicable;
    }
    let used = match shared.check("L05", &["wegen", "bag"], place) {
        Ok(used) => used,
        Err(why) => return Reading::Unknown(why),
    };
    let Some(way) = shared.surroundings.roads.to_through_road(main_building(shared, place)) else { return Reading::Unknown(NO_VALUE) };
    let how = if way.by_road { "over de weg" } else { "hemelsbreed: de wegen in het bestand sluiten niet aan" };
    let finding = (way.metres <= NEAR_ROAD_M).then(|| {
        let detail = format!("{} m tot een doorgaande weg ({how})", whole(way.metres));
        of_ground(way.metres, detail, with(used, shared.region.deliveries[way.delivery as usize].id))
    });
    present_if(finding)
}

fn with(used: &[i64], delivery: i64) -> Vec<i64> {
    let mut used = [used, &[delivery]].concat();
    used.sort_unstable();
    used.dedup();
    used
}

/// L20: from the building of a place that is farthest from a public road; counts from 100 m.
pub(super) fn out_of_sight(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    if place.buildings.is_empty() {
        return Reading::NotApplicable;
    }
    let used = match shared.check("L20", &["bag", "wegen"], place) {
        Ok(used) => used,
        Err(why) => return Reading::Unknown(why),
    };
    let distances = shared.buildings(place).iter().filter_map(|building| shared.surroundings.roads.nearest(building.at));
    let Some((metres, delivery)) = distances.max_by(|a, b| a.0.total_cmp(&b.0)) else { return Reading::Unknown(NO_VALUE) };
    let detail = || format!("het verste gebouw staat {} m van de openbare weg", whole(metres));
    let ground = with(used, shared.region.deliveries[delivery as usize].id);
    present_if((metres >= OUT_OF_SIGHT_M).then(|| of_ground(metres, detail(), ground)))
}

/// H02: from a building of 250 m² or more in a port to a quay; counts up to 50 m. The wall of the building is nearer than
/// its middle, by half the side of a square of the same area.
pub(super) fn shed_near_quay(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    let sheds: Vec<_> = shared.buildings(place).iter().filter(|building| building.area >= PORT_SHED_M2).collect();
    if !shared.in_port(place) || sheds.is_empty() {
        return Reading::NotApplicable;
    }
    let used = match shared.check("H02", &["bag", "bgt"], place) {
        Ok(used) => used,
        Err(why) => return Reading::Unknown(why),
    };
    let quays = &shared.region.quays;
    if quays.is_empty() {
        return Reading::Unknown(NO_VALUE);
    }
    let to_quay = |at: RdPoint| quays.iter().map(|quay| quay.geometry.distance_to(at)).fold(f64::INFINITY, f64::min);
    let metres = sheds.iter().map(|shed| (to_quay(shed.at) - shed.area.sqrt() / 2.0).max(0.0)).fold(f64::INFINITY, f64::min);
    let delivery = shared.region.deliveries[quays[0].source.0 as usize].id;
    let detail = || format!("loods op ongeveer {} m van een kade", whole(metres));
    present_if((metres <= NEAR_QUAY_M).then(|| of_ground(metres, detail(), with(used, delivery))))
}
