// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! L09, L10, L11 and H06.

use crate::{
    indicator::Reading,
    measure::testing::{Draft, TODAY, World, check, found, port_unit, read, text, yard},
    region::{Kind, Value},
};

fn find(day: i64) -> Draft {
    yard().fact("vondsten_adres", Kind::Find, Some(day), &[])
}

#[test]
fn l09_an_earlier_find_weighs_half_after_two_years() {
    check("L09", "vondsten_adres", World::of([find(20_260_901), yard()]));
    let twice = find(20_241_001).fact("vondsten_adres", Kind::Find, Some(TODAY), &[]);
    let region = World::of([twice, find(20_211_001), find(20_210_930)]).done();
    let finding = found(&region, "L09", 0).unwrap();
    assert!((finding.value - 1.5).abs() < 0.001, "{finding:?}");
    assert_eq!((finding.detail.as_str(), finding.date), ("2 vondsten in 60 maanden, gewicht 1,50", Some(TODAY)));
    assert!((found(&region, "L09", 1).unwrap().value - 0.177).abs() < 0.001, "the day of five years ago still counts");
    assert_eq!(read(&region, "L09", 2), Reading::Absent, "the day before does not");
}

#[test]
fn l09_counts_for_nothing_after_a_known_change_of_user() {
    let changed = find(20_240_101).company("4941", 20_200_101, Some(20_240_601)).company("4941", 20_240_701, None);
    let stayed = find(20_240_101).company("4941", 20_200_101, None).company("4941", 20_240_701, None);
    let nobody_came = find(20_240_101).company("4941", 20_200_101, Some(20_240_601));
    let region = World::of([changed, stayed, nobody_came]).done();
    assert_eq!(read(&region, "L09", 0), Reading::Absent);
    assert!(found(&region, "L09", 1).is_some() && found(&region, "L09", 2).is_some());
}

#[test]
fn l10_a_find_at_another_place_nearby() {
    let here = || yard().at(0.0, 0.0);
    let far = || yard().at(5_000.0, 0.0);
    check(
        "L10",
        "vondsten_adres",
        World::of([here(), far(), find(TODAY).at(250.0, 0.0).but(|fact| fact.at = Some(super::super::testing::at(250.0, 0.0)))]),
    );
    let region = World::of([find(TODAY)]).done();
    assert_eq!(read(&region, "L10", 0), Reading::Absent, "a find at the yard itself is L09's");
}

#[test]
fn l10_weighs_less_farther_away_and_longer_ago_and_stops_at_500_m_and_12_months() {
    let nearby = |metres: f64, day| {
        let other = find(day).but(move |fact| fact.at = Some(super::super::testing::at(metres, 0.0)));
        let region = World::of([yard(), other]).done();
        found(&region, "L10", 0).map(|finding| finding.value)
    };
    assert!((nearby(0.0, TODAY).unwrap() - 1.0).abs() < 1e-9);
    assert!((nearby(250.0, TODAY).unwrap() - 0.5).abs() < 1e-9);
    assert!((nearby(250.0, 20_260_401).unwrap() - 0.25).abs() < 0.002);
    assert_eq!((nearby(500.0, TODAY), nearby(500.1, TODAY)), (None, None));
    assert_eq!((nearby(0.0, 20_250_930), nearby(0.0, 20_251_002).is_some()), (None, true));
}

fn dump(metres: f64, day: i64, kind: &str) -> Draft {
    yard().at(90_000.0, 0.0).fact("dumpingen", Kind::Dump, Some(day), &[("category", text(kind))]).but(move |fact| {
        fact.at = Some(super::super::testing::at(metres, 0.0));
    })
}

#[test]
fn l11_drug_waste_that_was_dumped_around() {
    check("L11", "dumpingen", World::of([yard(), yard().at(9_000.0, 0.0), dump(1_900.0, TODAY, "drugsafval")]));
    let weight = |drafts: Vec<Draft>| found(&World::of([vec![yard()], drafts].concat()).done(), "L11", 0).map(|finding| finding.value);
    assert!((weight(vec![dump(0.0, 20_241_001, "hennepafval"), dump(0.0, TODAY, "vaten")]).unwrap() - 1.5).abs() < 0.001);
    assert!((weight(vec![dump(0.0, 20_241_002, "hennepafval")]).unwrap() - 0.5).abs() < 0.001);
    assert_eq!(weight(vec![dump(0.0, 20_240_901, "hennepafval")]), None, "less than half is left");
    assert_eq!(weight(vec![dump(0.0, TODAY, "grof vuil")]), None, "ordinary waste");
    assert_eq!(
        (weight(vec![dump(2_000.0, TODAY, "drugsafval")]).is_some(), weight(vec![dump(2_000.1, TODAY, "drugsafval")])),
        (true, None)
    );
}

#[test]
fn l11_imprecise_dumps_count_less_and_one_dump_written_down_twice_once() {
    let weight = |drafts: Vec<Draft>| found(&World::of([vec![yard()], drafts].concat()).done(), "L11", 0).map(|finding| finding.value);
    let vague = |precision| dump(0.0, TODAY, "drugsafval").but(move |fact| fact.precision = Some(precision));
    assert!((weight(vec![vague(200.0)]).unwrap() - 0.5).abs() < 1e-9);
    assert_eq!((weight(vec![vague(201.0)]), weight(vec![vague(2_001.0), vague(2_001.0)])), (None, None));
    let again = |metres, day| weight(vec![dump(0.0, TODAY, "drugsafval"), dump(metres, day, "vaten")]).unwrap();
    assert!((0.98..1.0).contains(&again(100.0, 20_260_917)), "14 days and 100 m: the same, of its first day");
    assert!(again(100.0, 20_260_916) > 1.9 && again(101.0, 20_260_917) > 1.9);
}

#[test]
fn h06_incidents_on_the_port_area() {
    let world = |day| {
        World::of([port_unit(), yard()]).area_fact(
            "haven_incidenten",
            Kind::PortIncident,
            "H1",
            Some(day),
            &[("category", Value::Text("gat in hekwerk".into()))],
        )
    };
    let region = world(20_241_001).done();
    let finding = found(&region, "H06", 0).unwrap();
    assert_eq!((finding.value, finding.detail.as_str(), finding.rows.len()), (1.0, "H1: 1 incident in 24 maanden", 1));
    assert_eq!(read(&region, "H06", 1), Reading::NotApplicable);
    assert_eq!(read(&world(20_240_930).done(), "H06", 0), Reading::Absent);
    let mut nobody_told = region.clone();
    nobody_told.deliveries.iter_mut().filter(|d| d.source == "haven_incidenten").for_each(|d| d.source.clear());
    assert!(matches!(read(&nobody_told, "H06", 0), Reading::Unknown(_)));
}
