// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Every computed indicator: a place that has it, one that has not, one where it is unknown, and its borders.

mod area;
mod companies;
mod history;
mod parks;
mod signals;
mod surroundings;
mod vacancy;

use super::{
    computed,
    testing::{World, unit, yard},
};
use crate::{
    indicator::{Reading, find},
    measure::Measures,
    scan::Read as _,
};

#[test]
fn what_is_computed_is_declared_and_may_be_used() {
    assert!(computed().len() >= 30);
    for code in computed() {
        let declared = find(code).unwrap();
        assert!(declared.compartment.is_some(), "{code}");
    }
    assert!(super::area_codes().iter().all(|code| find(code).is_some() && !computed().contains(code)));
}

#[test]
fn a_code_that_is_not_computed_is_unknown_and_forbidden_ones_are_never_computed() {
    let region = World::of([yard()]).done();
    for code in ["N01", "G01", "X99"] {
        assert_eq!(Measures::prepare(&region, &[code]).read(0, 0), Reading::Unknown(super::coverage::NOT_COMPUTED), "{code}");
    }
}

#[test]
fn an_indicator_of_a_setting_says_nothing_of_other_settings() {
    let region = World::of([unit().building(400.0, 1).address(1, "industriefunctie"), yard().shed(400.0).address(1, "woonfunctie")]).done();
    for code in computed() {
        let setting = find(code).unwrap().setting.as_str();
        let measures = Measures::prepare(&region, &[code]);
        let outside = [measures.read(0, 0), measures.read(1, 0)].map(|reading| reading == Reading::NotApplicable);
        match setting {
            "erf" => assert!(outside[0] && !outside[1], "{code}"),
            "bedrijventerrein" | "haven" => assert!(outside[0] && outside[1], "{code}"),
            _ => {}
        }
    }
}

#[test]
fn the_same_region_gives_the_same_answers_from_two_threads() {
    let drafts = (0..50).map(|n| {
        yard().at(f64::from(n) * 90.0, 0.0).shed(100.0 + f64::from(n)).address(1, "woonfunctie").company("0141", 20_200_101, None)
    });
    let region = World::of(drafts).done();
    let measures = Measures::prepare(&region, computed());
    let read_all = || {
        (0..50).flat_map(|place| (0..computed().len()).map(move |nth| (place, nth))).map(|(p, n)| measures.read(p, n)).collect::<Vec<_>>()
    };
    let alone = read_all();
    std::thread::scope(|scope| {
        let other = scope.spawn(read_all);
        assert_eq!(read_all(), alone);
        assert_eq!(other.join().unwrap(), alone);
    });
}
