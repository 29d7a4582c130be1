// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! L04, L05, L18, L20 and H02.

use erf_spatial::{Bounds, Geometry};

use crate::{
    indicator::Reading,
    measure::{
        coverage::NO_VALUE,
        testing::{Draft, World, at, check, found, line, port_unit, read, shape, text, yard},
    },
    region::{Region, Shape},
};

fn house(x: f64) -> Draft {
    yard().at(x, 0.0).building(120.0, 1).address(1, "woonfunctie")
}

#[test]
fn l04_far_from_the_dwellings_of_others() {
    // 250 m from the neighbour; the neighbour has another neighbour next door.
    check("L04", "bag", World::of([house(0.0), house(250.0), house(260.0)]));
    let region = World::of([house(0.0), house(249.9), yard().at(5_000.0, 0.0)]).done();
    assert_eq!(read(&region, "L04", 0), Reading::Absent);
    assert_eq!(read(&region, "L04", 2), Reading::NotApplicable, "no building");
    assert_eq!(read(&World::of([house(0.0)]).done(), "L04", 0), Reading::Unknown(NO_VALUE), "nobody else lives in the region");
    let region = World::of([house(0.0), house(1_250.0)]).done();
    assert_eq!(found(&region, "L04", 0).unwrap().detail, "1.250 m tot de dichtstbijzijnde woning van een ander");
}

fn with_roads(world: World) -> World {
    let road = |points: &[(f64, f64)], keeper: &str| {
        let mut road = shape("W1", line(points));
        road.values.insert("beheerder", text(keeper));
        road
    };
    let mut world = world;
    world.region.roads =
        vec![road(&[(0.0, -9_000.0), (0.0, 0.0), (0.0, 9_000.0)], "P"), road(&[(0.0, 0.0), (3_000.0, 0.0), (9_000.0, 0.0)], "G")];
    world
}

#[test]
fn l05_near_a_through_road_along_the_road() {
    let shed = |x: f64, y: f64| yard().at(x, y).shed(200.0);
    check("L05", "wegen", with_roads(World::of([shed(1_950.0, 50.0), shed(1_951.0, 50.0)])));
    let region = with_roads(World::of([shed(1_000.0, 40.0), yard()])).done();
    assert_eq!(found(&region, "L05", 0).unwrap().detail, "1.040 m tot een doorgaande weg (over de weg)");
    assert_eq!(read(&region, "L05", 1), Reading::NotApplicable);
    assert_eq!(read(&World::of([shed(0.0, 0.0)]).done(), "L05", 0), Reading::Unknown(NO_VALUE), "no roads");
}

#[test]
fn l20_out_of_sight_of_the_road() {
    let behind = |y: f64| yard().at(1_000.0, 20.0).shed(200.0).shed(50.0).standing(1_000.0, y);
    check("L20", "wegen", with_roads(World::of([behind(100.0), behind(99.9)])));
    let region = with_roads(World::of([behind(340.0), yard()])).done();
    assert_eq!(found(&region, "L20", 0).unwrap().detail, "het verste gebouw staat 340 m van de openbare weg");
    assert_eq!(read(&region, "L20", 1), Reading::NotApplicable);
}

#[test]
fn h02_a_shed_close_to_a_quay() {
    let with_quay = |drafts: Vec<Draft>| {
        let mut world = World::of(drafts);
        world.region.quays = vec![shape("K1", line(&[(0.0, 0.0), (500.0, 0.0)]))];
        world
    };
    // 400 m² is 20 m square: its wall is 10 m nearer than its middle.
    let shed = |y: f64| port_unit().at(100.0, y).building(400.0, 1);
    check("H02", "bgt", with_quay(vec![shed(60.0), shed(60.1)]));
    let region = with_quay(vec![port_unit().at(100.0, 5.0).building(249.0, 1), yard().at(100.0, 5.0).shed(400.0)]).done();
    assert_eq!(read(&region, "H02", 0), Reading::NotApplicable, "too small to be a shed of the port");
    assert_eq!(read(&region, "H02", 1), Reading::NotApplicable, "not in a port");
    assert_eq!(read(&World::of([shed(0.0)]).done(), "H02", 0), Reading::Unknown(NO_VALUE), "no quays");
}

fn crop(year: i32, x: f64) -> Shape {
    let bounds = Bounds { min: at(x, 0.0), max: at(x + 100.0, 100.0) };
    Shape { years: (Some(year), Some(year)), ..shape("", Geometry::Polygons(vec![bounds.to_polygon()])) }
}

fn with_crops(crops: &[(i32, f64)]) -> Region {
    let mut region = World::of([yard(), yard().at(4_000.0, 0.0)]).done();
    region.crops = crops.iter().map(|(year, x)| crop(*year, *x)).collect();
    region
}

#[test]
fn l18_land_that_has_not_been_declared_for_two_years() {
    let mut world = World::of([yard(), yard().at(4_000.0, 0.0)]);
    world.region.crops = [(2023, 100.0), (2024, 4_050.0), (2025, 4_050.0), (2023, 4_050.0)].map(|(year, x)| crop(year, x)).into();
    check("L18", "gewaspercelen", world);
    let region = with_crops(&[(2022, 100.0), (2023, 100.0), (2024, 4_000.0), (2025, 4_000.0)]);
    assert_eq!(found(&region, "L18", 0).unwrap().detail, "1 perceel binnen 300 m voor het laatst opgegeven in 2023");
    assert_eq!(read(&with_crops(&[(2023, 301.0), (2024, 900.0), (2025, 900.0)]), "L18", 0), Reading::Absent, "too far");
    assert!(found(&with_crops(&[(2023, 300.0), (2024, 900.0), (2025, 900.0)]), "L18", 0).is_some());
    assert_eq!(read(&with_crops(&[(2023, 100.0), (2024, 100.0), (2025, 900.0)]), "L18", 0), Reading::Absent, "one year is no two");
    assert_eq!(read(&with_crops(&[(2024, 100.0), (2025, 900.0)]), "L18", 0), Reading::Unknown(NO_VALUE), "two years cannot tell");
}
