// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! L01, L02, L03, L17, H05 and BT02.

use crate::{
    indicator::Reading,
    measure::{
        coverage::{NO_VALUE, NOT_IN_FILE},
        testing::{Draft, World, check, delivery, found, park_unit, port_unit, read, text, unit, yard},
    },
    region::{Kind, Value},
};

fn home(used: Option<bool>) -> Draft {
    unit().building(90.0, 1).address(1, "woonfunctie").used(1, used)
}

#[test]
fn l01_an_address_that_nobody_is_registered_at() {
    check("L01", "leegstand", World::of([home(Some(false)), home(Some(true))]));
    let region = World::of([home(Some(false)), home(None), unit().building(90.0, 1).address(1, "woonfunctie"), unit().shed(90.0)]).done();
    let finding = found(&region, "L01", 0).unwrap();
    assert_eq!((finding.value, finding.detail.as_str()), (1.0, "1 van 1 adres: geen bewoner, geen vestiging en geen gebruiker"));
    assert_eq!((finding.rows.len(), finding.date), (1, Some(20_260_930)));
    assert_eq!(read(&region, "L01", 1), Reading::Unknown(NOT_IN_FILE), "the row leaves it open");
    assert_eq!(read(&region, "L01", 2), Reading::Unknown(NOT_IN_FILE), "no row about this address");
    assert_eq!(read(&region, "L01", 3), Reading::NotApplicable, "a shed without address is L02's");
}

#[test]
fn l01_a_side_address_is_the_same_unit_and_one_empty_unit_of_two_is_enough() {
    let two_doors = home(Some(true)).address(2, "woonfunctie").with(|side| (side.unit, side.side) = (1, true));
    let two_units = home(Some(true)).address(2, "woonfunctie").used(2, Some(false));
    let one_untold = home(Some(true)).address(2, "woonfunctie");
    let region = World::of([two_doors, two_units, one_untold]).done();
    assert_eq!(read(&region, "L01", 0), Reading::Absent);
    assert!(found(&region, "L01", 1).unwrap().detail.starts_with("1 van 2 adressen"));
    assert_eq!(read(&region, "L01", 2), Reading::Unknown(NOT_IN_FILE));
}

#[test]
fn l01_only_the_newest_list_of_the_municipality_speaks() {
    let mut region = World::of([home(Some(false))]).done();
    let newer = region.deliveries.len() as u32;
    region.deliveries.push(crate::region::Delivery {
        municipality: "9901".parse().ok(),
        period: (None, Some(20_261_001)),
        ..delivery(99, "leegstand")
    });
    assert_eq!(read(&region, "L01", 0), Reading::Unknown(NOT_IN_FILE), "the newer list does not hold the address");
    let mut row = region.presence[0];
    (row.delivery, row.used) = (newer, Some(true));
    region.presence.push(row);
    assert_eq!(read(&region, "L01", 0), Reading::Absent);
}

#[test]
fn l02_a_large_building_without_address() {
    check("L02", "bag", World::of([yard().shed(150.1), yard().shed(150.0)]));
    let region = World::of([yard().shed(200.0).shed(300.0).building(900.0, 1)]).done();
    assert_eq!(found(&region, "L02", 0).unwrap().detail, "2 gebouwen zonder adres, samen 500 m²");
    assert!(!found(&region, "L02", 0).unwrap().ground.is_empty(), "it says which delivery knows the buildings");
}

fn farm(end: Option<i64>, shed: f64) -> Draft {
    yard().address(1, "woonfunctie").shed(shed).company("0141", 19_900_101, end)
}

#[test]
fn l03_the_farm_ended_and_its_buildings_stayed() {
    check("L03", "handelsregister", World::of([farm(Some(20_240_506), 150.0), farm(None, 900.0)]));
    let region = World::of([farm(Some(20_211_001), 150.0), farm(Some(20_210_930), 150.0), farm(Some(20_240_506), 149.9)]).done();
    assert_eq!(
        found(&region, "L03", 0).unwrap().detail,
        "laatste agrarische vestiging uitgeschreven op 1 oktober 2021; bedrijfsgebouwen samen 150 m²"
    );
    assert_eq!(read(&region, "L03", 1), Reading::Absent, "a day more than five years ago");
    assert_eq!(read(&region, "L03", 2), Reading::Absent, "less than 150 m² stayed");
}

#[test]
fn l03_another_farm_goes_on_or_it_was_no_farm() {
    let goes_on = farm(Some(20_240_506), 500.0).company("0113", 20_240_507, None);
    let contractor = yard().shed(500.0).company("0161", 20_000_101, Some(20_240_506));
    let barns_with_address = farm(Some(20_240_506), 0.0).address(2, "industriefunctie").with(|address| address.area = Some(180.0));
    let region = World::of([goes_on, contractor, barns_with_address]).done();
    assert_eq!(read(&region, "L03", 0), Reading::Absent);
    assert_eq!(read(&region, "L03", 1), Reading::Absent, "services to farms are no farm");
    assert!(found(&region, "L03", 2).is_some(), "a barn with its own address is a farm building too");
}

fn part(area: f64, used: &str, kind: &str) -> Draft {
    with_part(yard(), area, used, kind)
}

fn with_part(draft: Draft, area: f64, used: &str, kind: &str) -> Draft {
    draft.fact("woz_gebruik", Kind::Part, None, &[("oppervlakte", Value::Number(area)), ("status", text(used)), ("category", text(kind))])
}

#[test]
fn l17_a_large_outbuilding_that_is_not_in_use() {
    check("L17", "woz_gebruik", World::of([part(300.0, "nee", "stal"), part(299.9, "nee", "stal")]));
    let both = with_part(part(200.0, "nee", "stal"), 150.0, "Nee", "schuur");
    let region = World::of([both, part(900.0, "nee", "boerderijwoning"), part(900.0, "ja", "stal"), yard()]).done();
    assert_eq!(found(&region, "L17", 0).unwrap().detail, "2 bijgebouwen niet in gebruik, samen 350 m²");
    assert_eq!(read(&region, "L17", 1), Reading::Absent, "a dwelling is no outbuilding");
    assert_eq!(read(&region, "L17", 2), Reading::Absent);
    assert_eq!(read(&region, "L17", 3), Reading::Unknown(NOT_IN_FILE));
}

fn shed(area: f64, used: bool) -> Draft {
    port_unit().building(area, 1).address(1, "industriefunctie").used(1, Some(used))
}

#[test]
fn h05_an_empty_shed_in_the_port() {
    check("H05", "leegstand", World::of([shed(250.0, false), shed(249.9, false)]));
    let on_a_park = park_unit().building(900.0, 1).address(1, "industriefunctie").used(1, Some(false));
    let untold = port_unit().building(900.0, 1).address(1, "industriefunctie");
    let region = World::of([shed(900.0, true), on_a_park, untold]).done();
    assert_eq!(read(&region, "H05", 0), Reading::Absent);
    assert_eq!(read(&region, "H05", 1), Reading::NotApplicable);
    assert_eq!(read(&region, "H05", 2), Reading::Unknown(NOT_IN_FILE));
}

fn units(n: i64, area: f64) -> Draft {
    let first = park_unit().building(2_000.0, n as u32);
    (1..=n).fold(first, |draft, id| draft.address(id, "industriefunctie").with(|address| address.area = Some(area)))
}

#[test]
fn bt02_a_building_with_many_small_units() {
    check("BT02", "bag", World::of([units(10, 100.0), units(9, 100.0)]));
    let region = World::of([units(30, 100.1), units(9, 50.0).address(99, "industriefunctie").with(|address| address.area = None)]).done();
    assert_eq!(read(&region, "BT02", 0), Reading::Absent);
    assert_eq!(read(&region, "BT02", 1), Reading::Unknown(NO_VALUE), "the tenth may be small");
}
