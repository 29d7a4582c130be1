// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The rule told as yards one could draw on a napkin.

use erf_base::{BagId, RdPoint, Rng};
use erf_spatial::{Bounds, Polygon};

use super::*;

/// An id of the fictional municipality 9901.
pub fn id(kind: u64, number: u64) -> BagId {
    format!("9901{kind:02}{number:010}").parse().unwrap()
}

const HOME: &str = "woonfunctie";
const WORKSHOP: &str = "industriefunctie";

/// What is put on the map before the rule runs, in metres from a point in the countryside.
#[derive(Clone, Default)]
struct Drawing {
    buildings: Vec<(u64, Polygon)>,
    units: Vec<(u64, u64, &'static str)>,
    berths: Vec<u64>,
    parcels: Vec<(&'static str, Polygon)>,
    parks: Vec<Polygon>,
    crowd: usize,
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> Polygon {
    let (x, y) = (140_010.0 + x, 500_010.0 + y);
    Bounds { min: RdPoint::new(x, y), max: RdPoint::new(x + width, y + height) }.to_polygon()
}

impl Drawing {
    fn building(mut self, number: u64, x: f64, y: f64, width: f64, height: f64) -> Self {
        self.buildings.push((number, rectangle(x, y, width, height)));
        self
    }

    /// Unit and address `number` in a building.
    fn unit(mut self, number: u64, building: u64, uses: &'static str) -> Self {
        self.units.push((number, building, uses));
        self
    }

    fn parcel(mut self, code: &'static str, x: f64, y: f64, width: f64, height: f64) -> Self {
        self.parcels.push((code, rectangle(x, y, width, height)));
        self
    }

    fn park(mut self, x: f64, y: f64, width: f64, height: f64) -> Self {
        self.parks.push(rectangle(x, y, width, height));
        self
    }

    /// So many berths elsewhere in the cell that it is a village.
    fn village(mut self) -> Self {
        self.crowd = 50;
        self
    }

    fn input(&self) -> Input {
        let mut input = Input::default();
        for (number, outline) in &self.buildings {
            input.add_building(id(10, *number), outline);
        }
        for &(number, building, uses) in &self.units {
            let at = self.buildings.iter().find(|b| b.0 == building).and_then(|b| b.1.centroid()).unwrap();
            input.add_address(address(20, number, id(1, number), at, uses));
            input.add_unit_building(id(1, number), id(10, building));
        }
        let crowd = (0..self.crowd as u64).map(|k| 9000 + k);
        for number in self.berths.iter().copied().chain(crowd) {
            input.add_address(address(20, number, id(2, number), RdPoint::new(140_490.0, 500_490.0), HOME));
        }
        for (code, outline) in &self.parcels {
            input.add_parcel(code, std::slice::from_ref(outline));
        }
        for (k, outline) in self.parks.iter().enumerate() {
            input.add_park(&format!("BT{k}"), ParkKind::BusinessPark, std::slice::from_ref(outline));
        }
        input
    }

    /// Places as `kind: buildings | addresses`, without the crowd.
    fn places(&self) -> Vec<String> {
        let derived = derive(self.input());
        let members = |place: usize, kind: MemberKind| -> String {
            let own = derived.members.iter().filter(|m| m.place as usize == place && m.kind == kind);
            own.map(|m| (m.id.number() % 10_000).to_string()).collect::<Vec<_>>().join(" ")
        };
        let mut lines: Vec<String> = (0..derived.places.len())
            .filter(|&k| derived.places[k].kind != PlaceKind::Berth || self.crowd == 0)
            .map(|k| {
                format!("{}: {} | {}", derived.places[k].kind.code(), members(k, MemberKind::Building), members(k, MemberKind::Address))
            })
            .collect();
        lines.sort();
        lines
    }
}

fn address(kind: u64, number: u64, unit: BagId, point: RdPoint, uses: &str) -> Address {
    Address { id: id(kind, number), unit, main: true, point, uses: Uses::of([uses]), label: format!("Achterweg {number}").into() }
}

fn check(drawing: Drawing, expected: &[&str]) {
    assert_eq!(drawing.places(), expected);
}

#[test]
fn a_farm_with_its_sheds_is_one_yard() {
    let farm = Drawing::default().parcel("A1", 0.0, 0.0, 200.0, 200.0).building(1, 10.0, 10.0, 12.0, 10.0).unit(1, 1, HOME);
    check(farm.clone().building(2, 40.0, 10.0, 30.0, 20.0).building(3, 40.0, 50.0, 60.0, 20.0), &["erf: 1 2 3 | 1"]);
    check(farm.clone().building(2, 30.0, 10.0, 5.0, 4.0), &["perceel: 1 2 | 1"]);
    check(farm.building(2, 40.0, 10.0, 30.0, 20.0).village(), &["perceel: 1 2 | 1"]);
}

#[test]
fn a_yard_with_five_addresses_is_one_yard() {
    let mut yard = Drawing::default().parcel("A1", 0.0, 0.0, 300.0, 200.0);
    for k in 0..5 {
        yard = yard.building(k, 10.0 + 40.0 * k as f64, 10.0, 12.0, 10.0).unit(k, k, if k == 0 { HOME } else { WORKSHOP });
    }
    check(yard, &["erf: 0 1 2 3 4 | 0 1 2 3 4"]);
}

#[test]
fn a_shed_two_kilometres_away_is_a_place_of_its_own() {
    let farm = Drawing::default().building(1, 10.0, 10.0, 12.0, 10.0).unit(1, 1, WORKSHOP).building(2, 2000.0, 10.0, 20.0, 10.0);
    check(farm.clone(), &["erf: 1 | 1", "erf: 2 | "]);
    let derived = derive(farm.input());
    let names: Vec<&str> = derived.places.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Gebouw zonder adres nabij Achterweg 1", "Achterweg 1"]);
    assert_eq!(derived.places[0].id, "erf-9901100000000002");
    assert_eq!(derived.places[1].id, "erf-9901200000000001");
    assert_eq!(derived.members[0].reason, Reason::Alone);
}

#[test]
fn a_shed_on_the_neighbouring_parcel_joins_within_reach_and_from_shed_to_shed() {
    let farm =
        Drawing::default().parcel("A1", 0.0, 0.0, 30.0, 30.0).parcel("A2", 30.0, 0.0, 30.0, 30.0).parcel("A3", 60.0, 0.0, 90.0, 30.0);
    let farm = farm.building(1, 10.0, 10.0, 10.0, 10.0).unit(1, 1, WORKSHOP);
    let sheds = farm.clone().building(2, 35.0, 10.0, 10.0, 10.0).building(3, 75.0, 10.0, 10.0, 10.0);
    check(sheds.clone(), &["erf: 1 2 3 | 1"]);
    check(sheds.clone().village(), &["perceel: 1 2 | 1", "perceel: 3 | "]);
    check(farm.building(3, 75.0, 10.0, 10.0, 10.0), &["erf: 1 | 1", "perceel: 3 | "]);
    let joined = derive(sheds.input()).members.into_iter().find(|m| m.id == id(10, 3)).unwrap();
    assert_eq!((joined.reason, joined.via, joined.distance_m, joined.parcel), (Reason::Joined, Some(id(10, 2)), Some(30.0), Some(2)));
}

#[test]
fn a_row_of_garages_is_nobodys_shed() {
    let street = Drawing::default().village().building(1, 0.0, 0.0, 8.0, 10.0).unit(1, 1, HOME).parcel("G", 20.0, 0.0, 50.0, 10.0);
    let row = street.building(2, 20.0, 0.0, 3.0, 6.0).building(3, 23.0, 0.0, 3.0, 6.0).building(4, 26.0, 0.0, 3.0, 6.0);
    check(row, &["perceel: 1 | 1", "perceel: 2 3 4 | "]);
}

#[test]
fn terraced_houses_are_as_many_places() {
    let mut street = Drawing::default().village();
    for k in 0..4 {
        let x = 6.0 * k as f64;
        street = street.building(k, x, 0.0, 6.0, 10.0).unit(k, k, HOME).building(10 + k, x, 20.0, 3.0, 3.0);
    }
    let own = street.clone().parcel("P0", 0.0, 0.0, 6.0, 30.0).parcel("P1", 6.0, 0.0, 6.0, 30.0);
    let own = own.parcel("P2", 12.0, 0.0, 6.0, 30.0).parcel("P3", 18.0, 0.0, 6.0, 30.0);
    let expected = ["perceel: 0 10 | 0", "perceel: 1 11 | 1", "perceel: 2 12 | 2", "perceel: 3 13 | 3"];
    check(own, &expected);
    check(street, &expected);
}

#[test]
fn a_building_with_several_businesses_splits_per_address() {
    let hall = Drawing::default().building(1, 0.0, 0.0, 60.0, 20.0).unit(1, 1, WORKSHOP).unit(2, 1, WORKSHOP);
    check(hall.clone().village(), &["perceel: 1 | ", "unit:  | 1", "unit:  | 2"]);
    check(hall.clone().unit(3, 1, HOME).village(), &["perceel: 1 | 3", "unit:  | 1", "unit:  | 2"]);
    check(hall.clone(), &["erf: 1 | ", "unit:  | 1", "unit:  | 2"]);
    check(Drawing::default().village().building(1, 0.0, 0.0, 9.0, 9.0).unit(1, 1, HOME).unit(2, 1, WORKSHOP), &["perceel: 1 | 1 2"]);
    let whole = derive(hall.village().input()).places.into_iter().find(|p| p.buildings == 1).unwrap();
    assert_eq!(whole.name, "Verzamelgebouw Achterweg 1");
}

#[test]
fn on_a_business_park_each_building_is_a_unit_with_its_nearest_sheds() {
    let park = Drawing::default().park(0.0, 0.0, 400.0, 400.0).parcel("B1", 0.0, 0.0, 400.0, 400.0);
    let park = park.building(1, 0.0, 0.0, 30.0, 20.0).unit(1, 1, WORKSHOP).building(2, 60.0, 0.0, 30.0, 20.0).unit(2, 2, HOME);
    let park = park.building(3, 35.0, 0.0, 5.0, 5.0).building(4, 92.0, 0.0, 5.0, 5.0);
    check(park.clone(), &["unit: 1 3 | 1", "unit: 2 4 | 2"]);
    check(park.clone().unit(5, 2, HOME), &["perceel: 2 4 | ", "unit:  | 2", "unit:  | 5", "unit: 1 3 | 1"]);
    assert!(derive(park.input()).places.iter().all(|p| !p.countryside));
}

#[test]
fn a_unit_in_two_buildings_keeps_them_together() {
    let shop = Drawing::default().village().building(1, 0.0, 0.0, 10.0, 10.0).unit(1, 1, WORKSHOP).building(2, 100.0, 0.0, 10.0, 10.0);
    let mut input = shop.input();
    input.add_unit_building(id(1, 1), id(10, 2));
    let derived = derive(input);
    let reasons: Vec<_> = derived.members.iter().filter(|m| m.kind == MemberKind::Building).map(|m| (m.place, m.reason)).collect();
    assert_eq!(reasons.len(), 2);
    assert_eq!(reasons[0], reasons[1]);
    assert_eq!(reasons[0].1, Reason::HoldsAddress);
}

#[test]
fn a_berth_is_a_place_of_its_own() {
    let mut quay = Drawing::default().building(1, 480.0, 480.0, 10.0, 10.0).unit(1, 1, HOME);
    quay.berths = vec![7, 8];
    check(quay, &["ligplaats:  | 7", "ligplaats:  | 8", "perceel: 1 | 1"]);
}

#[test]
fn the_smallest_parcel_under_a_building_counts() {
    let nested = Drawing::default().parcel("groot", 0.0, 0.0, 200.0, 200.0).parcel("klein", 0.0, 0.0, 40.0, 40.0);
    let nested = nested.building(1, 10.0, 10.0, 10.0, 10.0).unit(1, 1, HOME).building(2, 60.0, 10.0, 10.0, 10.0);
    let derived = derive(nested.input());
    let codes: Vec<&str> = derived.members.iter().filter_map(|m| m.parcel).map(|p| &*derived.parcels[p as usize]).collect();
    assert_eq!(codes, ["klein", "groot", "klein"]);
}

#[test]
fn a_building_without_outline_follows_its_unit() {
    let mut input = Drawing::default().building(1, 0.0, 0.0, 10.0, 10.0).unit(1, 1, HOME).input();
    input.add_building(id(10, 2), &Polygon::default());
    input.add_building(id(10, 3), &Polygon::default());
    input.add_unit_building(id(1, 1), id(10, 2));
    let derived = derive(input);
    let sizes: Vec<u32> = derived.places.iter().map(|p| p.buildings).collect();
    assert_eq!(sizes, [1, 2]);
}

fn random_drawing(seed: u64) -> Drawing {
    let mut rng = Rng::new(seed);
    let mut drawing = Drawing::default();
    let mut at = |most: f64| (rng.unit() * most).round();
    for number in 0..60 {
        drawing = drawing.building(number, at(450.0), at(450.0), 2.0 + at(30.0), 2.0 + at(30.0));
    }
    for code in ["A", "B", "C", "D", "E", "F", "G"] {
        drawing = drawing.parcel(code, at(400.0), at(400.0), 20.0 + at(200.0), 20.0 + at(200.0));
    }
    drawing = drawing.park(at(400.0), at(400.0), at(200.0), at(200.0));
    let mut rng = Rng::new(seed + 1);
    for number in 0..rng.below(45) as u64 {
        drawing = drawing.unit(number, rng.below(60) as u64, if rng.below(2) == 0 { HOME } else { WORKSHOP });
    }
    drawing.berths = (500..500 + rng.below(3) as u64).collect();
    drawing
}

#[test]
fn every_building_and_every_address_is_a_member_of_exactly_one_place() {
    for seed in 0..150 {
        let drawing = random_drawing(seed);
        let derived = derive(drawing.input());
        let mut members: Vec<_> = derived.members.iter().map(|m| (m.kind, m.id)).collect();
        members.sort();
        let count = members.len();
        members.dedup();
        assert_eq!(members.len(), count, "something is a member twice");
        assert_eq!(count, 60 + drawing.units.len() + drawing.berths.len());
        let mut ids: Vec<&str> = derived.places.iter().map(|p| p.id.as_str()).collect();
        ids.dedup();
        assert_eq!(ids.len(), derived.places.len(), "two places share an id");
        assert!(derived.places.iter().all(|p| p.buildings + p.addresses > 0));
    }
}

#[test]
fn the_order_of_the_input_does_not_matter() {
    for seed in 0..60 {
        let drawing = random_drawing(seed);
        let mut shuffled = drawing.clone();
        let mut rng = Rng::new(seed + 99);
        shuffle(&mut shuffled.buildings, &mut rng);
        shuffle(&mut shuffled.units, &mut rng);
        shuffle(&mut shuffled.parcels, &mut rng);
        assert_eq!(derive(drawing.input()), derive(shuffled.input()), "seed {seed}");
    }
}

fn shuffle<T>(items: &mut [T], rng: &mut Rng) {
    for k in (1..items.len()).rev() {
        items.swap(k, rng.below(k + 1));
    }
}
