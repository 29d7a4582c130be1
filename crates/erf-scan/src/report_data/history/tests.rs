// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2

use std::collections::BTreeSet;

use erf_base::{Compartment, RdPoint};
use erf_report::scan::{Contact, History, Unit};
use erf_spatial::Geometry;

use super::*;
use crate::{
    region::{Shape, Values},
    testing::{Trial, delivery, order},
};

const FIRST: f64 = 120_000.0;

fn fact(kind: Kind, seq: i64, date: i64, at: Option<RdPoint>, values: &[(&'static str, Value)]) -> Fact {
    let values = values.iter().cloned().collect();
    Fact { delivery: 0, seq, kind, target: Target::Place, date: Some(date), end: None, at, precision: None, values }
}

fn word(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn dump(seq: i64, date: i64, x: f64, category: &str) -> Fact {
    fact(Kind::Dump, seq, date, Some(RdPoint::new(x, 500_000.0)), &[("category", word(category))])
}

/// A municipality of one kilometre around its farmyards.
fn municipality(code: &str, x: f64) -> Shape {
    let (low, high) = (RdPoint::new(x - 500.0, 499_500.0), RdPoint::new(x + 500.0, 500_500.0));
    let ring = vec![low, RdPoint::new(high.x, low.y), high, RdPoint::new(low.x, high.y)];
    Shape {
        source: (0, 1),
        code: code.into(),
        name: code.into(),
        parent: None,
        years: (None, None),
        values: Values::default(),
        geometry: Geometry::Polygons(vec![Polygon { outer: ring, holes: Vec::new() }]),
    }
}

/// Two farmyards in 9901 at x = 120000 and 120002, one in 9902, far from each other's municipality.
fn trial() -> Trial {
    let mut trial = Trial::new(&[("L01", 3)], &["p", "a", "a"]);
    trial.region.places[1].at = RdPoint::new(FIRST + 9_000.0, 500_000.0);
    trial.region.municipalities = vec![municipality("9901", FIRST), municipality("9902", FIRST + 9_000.0)];
    trial.region.deliveries = vec![delivery(DUMPS, Compartment::Municipal), delivery(FIGURES, Compartment::Municipal)];
    trial
}

fn history(trial: &Trial, area: &Area) -> History {
    let outcome = trial.run(2, 0.2, 1);
    let from = From {
        region: &trial.region,
        area,
        area_name: "9901",
        part_of: None,
        order: &order(2, 0.2, 1),
        card: &trial.card,
        scored: &outcome.scored,
        paused: &BTreeSet::new(),
        summary: &outcome.summary,
        inputs_hash: "",
        results_hash: "",
        author: "",
        approval: None,
        contact: Contact::default(),
        expires: 20_271_001,
        corrections: 0,
        water: &[],
        lost_dumps: 0,
    };
    match of(&from) {
        Part::Present(history) => history,
        Part::Absent(why) => panic!("{why}"),
    }
}

fn counted(history: &History) -> Vec<(i16, &str, u64)> {
    history.rows.iter().map(|row| (row.year, row.kind.as_str(), row.count)).collect()
}

#[test]
fn rubble_is_no_drug_waste_and_one_dump_told_twice_is_one() {
    let mut trial = trial();
    trial.region.facts = vec![
        dump(1, 20_240_301, FIRST, "drugsafval (vaten)"),
        dump(2, 20_240_304, FIRST + 20.0, "jerrycans, vermoedelijk drugs"),
        dump(3, 20_240_305, FIRST, "autobanden"),
    ];
    trial.region.places[0].facts = 0..3;
    // In a ditch, on no place.
    trial.region.area_facts = vec![dump(4, 20_250_301, FIRST + 300.0, "hennepafval"), dump(5, 20_250_401, FIRST + 300.0, "asbestverdacht")];
    let found = history(&trial, &Area::Region);
    assert_eq!(counted(&found), [(2024, "dumping van drugsafval", 1), (2025, "dumping van drugsafval", 1)]);
    assert_eq!(found.other_waste, 2);
}

#[test]
fn dumps_outside_the_border_of_a_municipality_are_not_its_own() {
    let mut trial = trial();
    trial.region.area_facts = vec![dump(1, 20_240_301, FIRST + 300.0, "drugsafval"), dump(2, 20_240_301, FIRST + 9_000.0, "drugsafval")];
    let own = history(&trial, &Area::Municipality("9901".parse().unwrap()));
    assert_eq!(counted(&own), [(2024, "dumping van drugsafval", 1)]);
    assert_eq!(counted(&history(&trial, &Area::Region)), [(2024, "dumping van drugsafval", 2)]);
}

#[test]
fn police_figures_without_a_number_are_counted_as_withheld() {
    let mut trial = trial();
    let figure = |seq, amount: Option<f64>| {
        let mut values = vec![("jaar", Value::Number(2023.0)), ("category", word("hennep")), ("route", word("opsporing"))];
        values.extend(amount.map(|amount| ("amount", Value::Number(amount))));
        Fact { target: Target::Area("9901".into()), ..fact(Kind::PoliceFigure, seq, 20_231_231, None, &values) }
    };
    trial.region.area_facts = vec![figure(1, Some(6.0)), figure(2, None), figure(3, Some(0.0))];
    let found = history(&trial, &Area::Region);
    assert_eq!(counted(&found), [(2023, "hennepkwekerij", 6)]);
    let empty: Vec<_> = found.withheld.iter().map(|row| (row.year, row.kind.as_str(), row.route, row.count)).collect();
    assert_eq!(empty, [(2023, "hennepkwekerij", Route::Investigation, 1)]);
    // Page 1 tells a lower bound, and no interval that the truth may lie outside of.
    let named = super::super::found(&found);
    assert_eq!((named.unit, named.figure.value, named.figure.n, named.figure.interval), (Unit::AtLeast, Some(7.0), 6, None));
    assert!(!named.label.contains("vondsten en dumpingen van drugsafval"), "hemp is no drug waste: {}", named.label);
}

#[test]
fn counts_of_municipalities_say_nothing_of_a_drawn_area() {
    let mut trial = trial();
    trial.region.deliveries[1].id += 1;
    trial.region.deliveries[1].name = "Politiecijfers".to_owned();
    trial.region.deliveries[0].name = "Dumpingen".to_owned();
    let values = [("jaar", Value::Number(2023.0)), ("category", word("hennep")), ("amount", Value::Number(6.0))];
    let figure = Fact { target: Target::Area("9901".into()), ..fact(Kind::PoliceFigure, 2, 20_231_231, None, &values) };
    trial.region.area_facts = vec![dump(1, 20_240_301, FIRST + 300.0, "drugsafval"), figure];
    let Geometry::Polygons(drawn) = trial.region.municipalities[0].geometry.clone() else { panic!("a municipality is a polygon") };
    let found = history(&trial, &Area::Drawn("polder".to_owned(), drawn));
    assert_eq!(counted(&found), [(2024, "dumping van drugsafval", 1)]);
    assert!(found.only_dumps && found.source.contains("Dumpingen") && !found.source.contains("Politiecijfers"), "{}", found.source);
}

#[test]
fn finds_per_address_are_kept_apart_from_the_counts_of_the_police() {
    let mut trial = trial();
    trial.region.facts = vec![fact(Kind::Find, 1, 20_240_301, None, &[("category", word("lab"))])];
    trial.region.places[0].facts = 0..1;
    let found = history(&trial, &Area::Municipality("9901".parse().unwrap()));
    assert_eq!(found.address_finds.iter().map(|row| (row.kind.as_str(), row.count)).collect::<Vec<_>>(), [("laboratorium", 1)]);
    assert!(found.rows.is_empty());
    assert!(history(&trial, &Area::Municipality("9902".parse().unwrap())).address_finds.is_empty());
}
