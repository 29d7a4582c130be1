// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! G01 to G05.

use crate::{
    measure::{
        area_values,
        coverage::{NO_DELIVERY, NOT_IN_FILE},
        testing::{World, text, unit, yard},
    },
    region::{Kind, Region, Value},
};

const NEIGHBOURHOOD: &str = "BU99010001";

fn value(region: &Region, code: &str) -> Result<(f64, String), String> {
    let all = area_values(region, code);
    assert_eq!(all.len(), 1, "{code}: one area in this region");
    let it = all.into_iter().next().unwrap();
    it.value.map(|value| (value, it.detail)).ok_or_else(|| it.unknown.unwrap())
}

fn without(mut region: Region, source: &str) -> Region {
    region.deliveries.iter_mut().filter(|delivery| delivery.source == source).for_each(|delivery| delivery.source.clear());
    region
}

fn amount(year: f64, n: f64) -> [(&'static str, Value); 2] {
    [("jaar", Value::Number(year)), ("amount", Value::Number(n))]
}

#[test]
fn g01_the_share_of_square_metres_that_stands_empty() {
    let home = |area, used| unit().building(area, 1).address(1, "woonfunctie").used(1, Some(used));
    let region = World::of([home(200.0, false), home(600.0, true)]).done();
    let (share, detail) = value(&region, "G01").unwrap();
    assert!((share - 25.0).abs() < 1e-9, "one area is the whole region: smoothing draws it to itself");
    assert_eq!(detail, "200 van 800 m² staat leeg, gladgestreken 25,0 %");
    assert_eq!(value(&without(region, "leegstand"), "G01").unwrap_err(), NO_DELIVERY);
}

#[test]
fn g02_visits_per_hundred_yards_of_the_last_two_years() {
    let world = World::of([yard(), yard(), yard(), yard(), unit()])
        .area_fact("bezoeken_telling", Kind::Visits, NEIGHBOURHOOD, None, &amount(2024.0, 90.0))
        .area_fact("bezoeken_telling", Kind::Visits, NEIGHBOURHOOD, None, &amount(2025.0, 2.0))
        .area_fact("bezoeken_telling", Kind::Visits, NEIGHBOURHOOD, None, &amount(2026.0, 1.0));
    let region = world.done();
    assert_eq!(value(&region, "G02").unwrap(), (75.0, "3 bezoeken bij 4 erven".into()));
    assert_eq!(value(&World::of([yard()]).done(), "G02").unwrap_err(), NOT_IN_FILE);
}

#[test]
fn g03_the_change_in_the_number_of_farms() {
    let year = |world: World, period: &str, n| {
        world.area_fact("landbouwtelling", Kind::FarmCensus, "GM9901", None, &[("periode", text(period)), ("amount", Value::Number(n))])
    };
    let region = year(year(year(World::of([yard()]), "2019JJ00", 90.0), "2021JJ00", 50.0), "2025JJ00", 40.0).done();
    let (change, detail) = value(&region, "G03").unwrap();
    assert!((change + 20.0).abs() < 1e-9, "2019 is more than five years before 2025");
    assert_eq!(detail, "van 50 bedrijven in 2021 naar 40 in 2025");
    assert!(value(&year(World::of([yard()]), "2025JJ00", 40.0).done(), "G03").is_err(), "one year is no change");
}

#[test]
fn g04_reports_against_what_the_addresses_let_expect() {
    let home = || unit().building(90.0, 1).address(1, "woonfunctie");
    let mut other = home();
    other.place.neighbourhood = Some(1);
    let mut world = World::of([vec![home(); 10], vec![other; 10]].concat());
    let mut second = world.region.neighbourhoods[0].clone();
    second.code = "BU99010002".into();
    world.region.neighbourhoods.push(second);
    let region = world
        .area_fact("meldingen_gebied", Kind::Reports, NEIGHBOURHOOD, None, &amount(2025.0, 30.0))
        .area_fact("meldingen_gebied", Kind::Reports, "BU99010002", None, &amount(2025.0, 10.0))
        .area_fact("meldingen_gebied", Kind::Reports, "BU99010002", None, &[("jaar", Value::Number(2026.0))])
        .done();
    let found = area_values(&region, "G04");
    // 42.5 reports at 30 addresses and years; drawn to 1 as if 5 had been seen and expected more.
    let expected = [42.5 / 30.0 * 10.0, 42.5 / 30.0 * 20.0];
    assert!((found[0].value.unwrap() - 35.0 / (expected[0] + 5.0)).abs() < 1e-9);
    assert!((found[1].value.unwrap() - 17.5 / (expected[1] + 5.0)).abs() < 1e-9, "a count that was left out is no count of nothing");
    assert_eq!(found[0].detail, "30 meldingen tegen 14,17 verwacht");
    assert_eq!(found[1].detail, "12,5 meldingen tegen 28,33 verwacht; 1 aantal van 1 tot 4 weggelaten en als 2,5 geteld");
}

#[test]
fn g05_finds_per_ten_thousand_buildings_with_an_interval() {
    let figure = |world: World, kind: &str, route: &str, n| {
        let values = [("category", text(kind)), ("route", text(route)), ("amount", Value::Number(n)), ("jaar", Value::Number(2025.0))];
        world.area_fact("politiecijfers_gemeente", Kind::PoliceFigure, "GM9901", None, &values)
    };
    let world = World::of([unit().building(90.0, 1).shed(30.0)]);
    let region = figure(figure(figure(world, "hennep", "controle", 3.0), "lab", "controle", 1.0), "lab", "opsporing", 0.0).done();
    let found = area_values(&region, "G05").remove(0);
    assert_eq!(found.value, Some(20_000.0));
    let (low, high) = found.interval.unwrap();
    // The exact Poisson limits of 4 are 1.09 and 10.24.
    assert!((low / 5_000.0 - 1.09).abs() < 0.1 && (high / 5_000.0 - 10.24).abs() < 0.1, "{low} {high}");
    assert_eq!(found.detail, "4 vondsten bij 2 panden (hennep 3, lab 1; controle 4)");
    assert_eq!(found.rows.len(), 2, "lines with nothing in them are not named");
}

#[test]
fn g05_small_counts_that_were_left_out_widen_the_interval() {
    let values = [("category", text("hennep")), ("route", text("controle")), ("jaar", Value::Number(2025.0))];
    let world = World::of([unit().building(90.0, 1)]).area_fact("politiecijfers_gemeente", Kind::PoliceFigure, "GM9901", None, &values);
    let found = area_values(&world.done(), "G05").remove(0);
    assert_eq!(found.value, Some(25_000.0));
    let (low, high) = found.interval.unwrap();
    assert!(low < 1_000.0 && high > 100_000.0, "between few of 1 and many of 4: {low} {high}");
    assert_eq!(found.detail, "2,5 vondsten bij 1 pand; 1 aantal van 1 tot 4 weggelaten en als 2,5 geteld (hennep 2,5; controle 2,5)");
}
