// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! BT05, BT06, BT07, H01, H04 and H07.

use erf_spatial::{Bounds, Geometry};

use crate::{
    indicator::Reading,
    measure::{
        coverage::{NO_VALUE, NOT_IN_FILE, TOO_OLD},
        testing::{World, at, found, line, park_unit, port_unit, read, shape, text, unit},
    },
    region::{Kind, Region, Value},
};

fn with_flags(flags: &[(&'static str, bool)]) -> Region {
    let mut region = World::of([park_unit(), port_unit(), unit()]).done();
    flags.iter().for_each(|(name, flag)| region.parks[0].values.insert(name, Value::Flag(*flag)));
    region
}

#[test]
fn bt05_no_joint_management_and_no_mark() {
    let neither = with_flags(&[("parkmanagement", false), ("keurmerk", false)]);
    assert_eq!(found(&neither, "BT05", 0).unwrap().detail, "P1: geen parkmanagement en geen keurmerk");
    assert_eq!(read(&neither, "BT05", 1), Reading::NotApplicable, "a port");
    assert_eq!(read(&with_flags(&[("parkmanagement", true), ("keurmerk", false)]), "BT05", 0), Reading::Absent);
    assert_eq!(read(&with_flags(&[("keurmerk", true)]), "BT05", 0), Reading::Absent);
    assert_eq!(read(&with_flags(&[("keurmerk", false)]), "BT05", 0), Reading::Unknown(NO_VALUE));
}

#[test]
fn bt07_open_at_night() {
    let open = with_flags(&[("afsluiting_nacht", false)]);
    assert!(found(&open, "BT07", 0).unwrap().detail.contains("geen afsluiting"));
    assert_eq!(read(&open, "BT07", 2), Reading::NotApplicable);
    assert_eq!(read(&with_flags(&[("afsluiting_nacht", true)]), "BT07", 0), Reading::Absent);
    assert_eq!(read(&with_flags(&[]), "BT07", 0), Reading::Unknown(NO_VALUE));
    let mut old = open;
    old.deliveries.iter_mut().for_each(|delivery| delivery.period.1 = Some(20_240_930));
    assert_eq!(read(&old, "BT07", 0), Reading::Unknown(TOO_OLD));
}

#[test]
fn bt06_the_middle_building_is_of_1985_or_older() {
    let built = |years: [i32; 3]| World::of(years.map(|year| park_unit().building(100.0, 1).built(Some(year)))).done();
    let finding = found(&built([1970, 1985, 2020]), "BT06", 0).unwrap();
    assert_eq!((finding.value, finding.detail.as_str()), (1985.0, "P1: bouwjaar in het midden 1985, 3 gebouwen"));
    assert_eq!(read(&built([1970, 1986, 2020]), "BT06", 0), Reading::Absent);
    let unknown = World::of([park_unit().building(100.0, 1).built(None), port_unit()]).done();
    assert_eq!(read(&unknown, "BT06", 0), Reading::Unknown(NO_VALUE));
    assert_eq!(read(&unknown, "BT06", 1), Reading::NotApplicable);
}

/// A port of 100 by 100 m, managed or not, with water from its east side on, 80 m wide from south to north.
fn port_on_water(managed: Option<bool>, kind: &str) -> Region {
    let block =
        |west: f64, east: f64, north: f64| Geometry::Polygons(vec![Bounds { min: at(west, 0.0), max: at(east, north) }.to_polygon()]);
    let mut region = World::of([port_unit(), park_unit()]).done();
    region.parks[1].geometry = block(0.0, 100.0, 100.0);
    managed.into_iter().for_each(|flag| region.parks[1].values.insert("parkmanagement", Value::Flag(flag)));
    region.water = vec![shape("W1", block(100.0, 300.0, 80.0)), shape("W2", block(900.0, 990.0, 80.0))];
    region.water.iter_mut().for_each(|water| water.values.insert("soort", text(kind)));
    region
}

#[test]
fn h04_water_along_a_terrain_that_nobody_manages() {
    let open = port_on_water(Some(false), "watervlakte");
    let finding = found(&open, "H04", 0).unwrap();
    assert_eq!(finding.value, 100.0, "80 m along, and 10 m round both corners");
    assert_eq!(finding.detail, "H1: 100 m water langs een terrein zonder parkmanagement");
    assert_eq!(read(&open, "H04", 1), Reading::NotApplicable, "a business park that is no port");
    assert_eq!(read(&port_on_water(Some(true), "watervlakte"), "H04", 0), Reading::Absent);
    assert_eq!(read(&port_on_water(Some(false), "greppel, droge sloot"), "H04", 0), Reading::Absent, "a dry ditch is no water");
    assert_eq!(read(&port_on_water(None, "watervlakte"), "H04", 0), Reading::Unknown(NO_VALUE));
    let dry = Region { water: Vec::new(), ..open.clone() };
    assert_eq!(read(&dry, "H04", 0), Reading::Unknown(NO_VALUE), "no water and no quays were delivered");
    let quay = Region { quays: vec![shape("K1", line(&[(0.0, 0.0), (60.0, 0.0)]))], ..dry };
    assert_eq!(found(&quay, "H04", 0).unwrap().value, 60.0);
    let mut old = open;
    old.deliveries.iter_mut().for_each(|delivery| delivery.period.1 = Some(20_240_930));
    assert_eq!(read(&old, "H04", 0), Reading::Unknown(TOO_OLD));
}

/// A port with lines of its register: taken, contract, vessel known.
fn port(lines: &[(bool, bool, Option<bool>)]) -> Region {
    let world = World::of([port_unit(), park_unit()]);
    let add = |world: World, (taken, contract, vessel): &(bool, bool, Option<bool>)| {
        let mut values = vec![("bezet", Value::Flag(*taken)), ("contract", Value::Flag(*contract))];
        values.extend(vessel.map(|known| ("vaartuig_bekend", Value::Flag(known))));
        world.area_fact("havenregister", Kind::Berth, "H1", Some(20_261_001), &values)
    };
    lines.iter().fold(world, add).done()
}

#[test]
fn h01_berths_without_contract_are_a_share_of_the_port() {
    let ten = [vec![(true, false, None)], vec![(true, true, None); 9], vec![(false, false, None); 5]].concat();
    let finding = found(&port(&ten), "H01", 0).unwrap();
    assert_eq!((finding.value, finding.detail.as_str()), (10.0, "H1: 1 van 10 bezette plekken zonder contract (10,0 %)"));
    assert!(finding.rows.is_empty() && !finding.ground.is_empty(), "it names the register and no berth");
    assert_eq!(read(&port(&ten), "H01", 1), Reading::NotApplicable);
    let eleven = [ten.clone(), vec![(true, true, None)]].concat();
    assert_eq!(read(&port(&eleven), "H01", 0), Reading::Absent, "9.1 %");
    assert_eq!(read(&port(&[(false, false, None)]), "H01", 0), Reading::Absent, "nothing is taken");
    assert_eq!(read(&port(&[]), "H01", 0), Reading::Unknown(NOT_IN_FILE));
}

#[test]
fn h07_rented_berths_without_a_vessel_count_from_three_per_port() {
    let without = |n: usize| vec![(true, true, Some(false)); n];
    let finding = found(&port(&without(3)), "H07", 0).unwrap();
    assert_eq!((finding.value, finding.rows.len()), (3.0, 0));
    assert_eq!(read(&port(&without(2)), "H07", 0), Reading::Absent);
    let others = [without(2), vec![(true, true, None), (true, true, Some(true)), (true, false, Some(false))]].concat();
    assert_eq!(read(&port(&others), "H07", 0), Reading::Absent, "not told, known, and not rented");
    assert_eq!(read(&port(&[]), "H07", 0), Reading::Unknown(NOT_IN_FILE));
}
