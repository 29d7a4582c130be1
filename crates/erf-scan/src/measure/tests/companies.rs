// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! L06, L07, L08, BT01, BT03, BT04 and H03.

use crate::{
    indicator::Reading,
    measure::{
        coverage::{FEW_COMPARABLE, NO_VALUE, NOT_IN_FILE},
        testing::{Draft, World, check, found, park_unit, port_unit, read, text, unit, yard},
    },
    region::{Kind, Value},
};

/// A shop with so many companies one after the other.
fn companies(n: i64) -> Draft {
    (0..n)
        .fold(unit().building(80.0, 1).address(1, "winkelfunctie"), |draft, k| draft.company("4711", 20_220_101 + k, Some(20_230_101 + k)))
}

/// Neighbours to compare with: so many with one company each.
fn neighbours(n: usize) -> Vec<Draft> {
    vec![companies(1); n]
}

#[test]
fn l06_more_companies_than_at_95_of_100_comparable_addresses() {
    check("L06", "handelsregister", World::of([vec![companies(4), companies(1)], neighbours(30)].concat()));
    let region = World::of([vec![companies(4), companies(2)], neighbours(38)].concat()).done();
    let finding = found(&region, "L06", 0).unwrap();
    assert_eq!(finding.detail, "4 bedrijven in 60 maanden; andere bedrijfspanden meestal 1, 95 % hooguit 1, n = 40");
    assert_eq!((finding.value, finding.rows.len()), (4.0, 4));
    // Two of forty are 5 %: the other one with two is above the 95th percentile as well; a third one is not.
    assert!(found(&region, "L06", 1).is_some());
    let region = World::of([vec![companies(4), companies(2), companies(2)], neighbours(37)].concat()).done();
    assert_eq!(read(&region, "L06", 1), Reading::Absent);
}

#[test]
fn l06_is_unknown_when_there_is_little_to_compare_with_and_counts_no_company_twice() {
    let region = World::of([vec![companies(4)], neighbours(18)].concat()).done();
    assert_eq!(read(&region, "L06", 0), Reading::Unknown(FEW_COMPARABLE));
    let twice = companies(1).company("4711", 20_220_101, None).but(|fact| {
        fact.values.insert("establishment", Value::Number(0.0));
    });
    let region = World::of([vec![twice], neighbours(30)].concat()).done();
    assert_eq!(read(&region, "L06", 0), Reading::Absent, "two lines with one number are one establishment");
}

#[test]
fn l06_compares_collective_buildings_with_each_other_only() {
    let collective = |n| (2..=5).fold(companies(n), |draft, id| draft.address(id, "winkelfunctie"));
    let region = World::of([vec![collective(4); 25], neighbours(200), vec![companies(4)]].concat()).done();
    assert_eq!(read(&region, "L06", 0), Reading::Absent, "four is usual among collective buildings");
    assert!(found(&region, "L06", 225).unwrap().detail.contains("n = 201"));
}

/// An address with one old and so many companies of the last twelve months.
fn fresh(n: i64) -> Draft {
    let old = unit().building(80.0, 1).address(1, "winkelfunctie").company("4711", 20_200_101, None);
    (0..n).fold(old, |draft, k| draft.company("4711", 20_251_001 + k, None))
}

#[test]
fn l08_many_new_registrations() {
    check("L08", "handelsregister", World::of([vec![fresh(4), fresh(0)], vec![fresh(0); 40], vec![fresh(1); 3]].concat()));
    let region = World::of([vec![fresh(1)], vec![fresh(0); 40]].concat()).done();
    assert_eq!(read(&region, "L08", 0), Reading::Absent, "one is not many");
    let usual = World::of([vec![fresh(4)], vec![fresh(2); 20], vec![fresh(3); 20], vec![fresh(1); 20]].concat()).done();
    assert_eq!(read(&usual, "L08", 0), Reading::Absent, "z = 1.3 is not above 3");
}

#[test]
fn l08_leaves_office_buildings_out_and_counts_twelve_months() {
    let office = (0..6).fold(unit().building(80.0, 1).address(1, "kantoorfunctie"), |draft, _| draft.company("6920", 20_260_101, None));
    let just_too_old = (0..4).fold(fresh(0), |draft, _| draft.company("4711", 20_250_930, None));
    let region = World::of([vec![office, just_too_old], vec![fresh(0); 40], vec![fresh(1); 3]].concat()).done();
    assert_eq!(read(&region, "L08", 0), Reading::NotApplicable);
    assert_eq!(read(&region, "L08", 1), Reading::Absent);
}

fn zoned(draft: Draft, category: &str, function: &str) -> Draft {
    draft.fact("bestemmingen", Kind::Zoning, Some(20_120_612), &[("category", text(category)), ("functie", text(function))])
}

fn garage(category: &str) -> Draft {
    zoned(yard().address(1, "woonfunctie").company("45204", 20_200_101, None), category, "")
}

#[test]
fn l07_an_activity_that_does_not_fit() {
    check("L07", "bestemmingen", World::of([garage("Agrarisch"), garage("Bedrijventerrein")]));
    let region =
        World::of([garage("Agrarisch"), garage("Verkeer"), zoned(garage("Agrarisch"), "Bedrijf", ""), yard().address(1, "woonfunctie")])
            .done();
    let finding = found(&region, "L07", 0).unwrap();
    assert_eq!(finding.detail, "1 activiteit (SBI 45204) bij bestemming agrarisch");
    assert_eq!(finding.rows.len(), 2, "the line of the register and that of the plan");
    assert_eq!(read(&region, "L07", 1), Reading::Unknown(NOT_IN_FILE), "a use that the table does not know");
    assert_eq!(read(&region, "L07", 2), Reading::Absent, "one plan that permits it is enough");
    assert_eq!(read(&region, "L07", 3), Reading::Absent, "nothing is registered");
}

#[test]
fn l07_an_ended_company_fits_everywhere() {
    let ended = zoned(yard().address(1, "woonfunctie").company("45204", 20_200_101, Some(20_250_101)), "Agrarisch", "");
    let unplanned = yard().address(1, "woonfunctie").company("45204", 20_200_101, None);
    let region = World::of([ended, unplanned]).done();
    assert_eq!(read(&region, "L07", 0), Reading::Absent);
    assert_eq!(read(&region, "L07", 1), Reading::Unknown(NOT_IN_FILE));
}

fn hall() -> Draft {
    park_unit().building(400.0, 1).address(1, "industriefunctie")
}

#[test]
fn bt01_a_unit_without_a_company_for_six_months() {
    let left = |end| hall().company("4941", 20_150_101, Some(end));
    check("BT01", "handelsregister", World::of([left(20_260_401), left(20_260_402)]));
    let region =
        World::of([hall(), hall().company("4941", 19_900_101, None), park_unit().building(90.0, 1).address(1, "winkelfunctie")]).done();
    assert_eq!(found(&region, "BT01", 0).unwrap().detail, "1 van 1 bedrijfsunit zonder ingeschreven bedrijf, zolang bekend");
    assert_eq!(read(&region, "BT01", 1), Reading::Absent, "a company from before the window still runs");
    assert_eq!(read(&region, "BT01", 2), Reading::NotApplicable, "no industrial function");
}

fn room(area: Option<f64>) -> Draft {
    hall().with(move |address| address.area = area).company("4690", 20_200_101, None)
}

#[test]
fn bt03_a_wholesaler_in_a_small_room() {
    check("BT03", "handelsregister", World::of([room(Some(30.0)), room(Some(31.0))]));
    let consultant = hall().with(|address| address.area = Some(12.0)).company("7022", 20_200_101, None);
    let region = World::of([room(None), consultant]).done();
    assert_eq!(read(&region, "BT03", 0), Reading::Unknown(NO_VALUE), "no floor area known");
    assert_eq!(read(&region, "BT03", 1), Reading::Absent);
}

#[test]
fn bt04_companies_that_ended_soon_after_they_began() {
    let quick = |draft: Draft, end| draft.company("4690", 20_220_101, Some(end));
    let three = quick(quick(quick(hall(), 20_240_101), 20_230_101), 20_221_231);
    let one_lasted = quick(quick(quick(hall(), 20_240_102), 20_230_101), 20_221_231);
    check("BT04", "handelsregister", World::of([three.clone(), one_lasted]));
    let elsewhere = three.clone().but(|fact| fact.target = crate::region::Target::Address(2));
    let region = World::of([three, elsewhere]).done();
    assert_eq!(found(&region, "BT04", 0).unwrap().detail, "3 bedrijven gestopt binnen 24 maanden na de start, in 60 maanden");
    assert_eq!(read(&region, "BT04", 1), Reading::Absent, "two at one address and one at another");
}

#[test]
fn h03_a_company_that_stores_or_moves_goods_in_the_port() {
    let office = |sbi| port_unit().building(400.0, 1).address(1, "industriefunctie").company(sbi, 20_200_101, None);
    check("H03", "handelsregister", World::of([office("52241"), office("6201")]));
    let region = World::of([office("5210"), office("52.29")]).done();
    assert!(found(&region, "H03", 0).is_some());
    assert_eq!(read(&region, "H03", 1), Reading::Absent);
}
