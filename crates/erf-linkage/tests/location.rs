// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Points on the ground as evidence: metres between two rows.

#![expect(clippy::unwrap_used, reason = "a helper of a test that fails may panic")]

use std::fmt::Write as _;

use erf_linkage::{
    explain::{Contribution, explain},
    hash,
    run::{Options, Run, dedupe},
    table::{ReadOptions, read},
};

/// Companies on 400 yards, each in two lists: the second writes the name in another way and measured the point itself, `off` metres away.
/// No address, so the point is all that tells where a company is.
fn lists(off: f64, point: impl Fn(f64, f64) -> String, header: &str) -> String {
    let mut text = format!("id,bedrijfsnaam,{header}\n");
    for number in 0..400u32 {
        let chance = |what: u64| (hash::fold(what, u64::from(number)) % 1_000_000) as f64 / 1e6;
        let (x, y) = (100_000.0 + 60_000.0 * chance(1), 450_000.0 + 60_000.0 * chance(2));
        let family = ["Vriesinga", "Postma", "Koopmans", "Brinkhof", "Bergsma"][number as usize % 5];
        let trade = ["Bloembollen", "Transport", "Loonbedrijf"][number as usize % 3];
        writeln!(text, "a{number},{trade} {family} B.V.,{}", point(x, y)).unwrap();
        writeln!(text, "b{number},{family} {trade},{}", point(x + off, y)).unwrap();
    }
    text
}

fn grid(x: f64, y: f64) -> String {
    format!("{x:.0},{y:.0}")
}

fn run(text: &str) -> Run {
    dedupe(&read(text.as_bytes(), &ReadOptions::default()).unwrap(), &Options::default()).unwrap()
}

fn row(run: &Run, id: &str) -> u32 {
    run.data.find(id, 0).unwrap()
}

fn found(run: &Run) -> usize {
    (0..400)
        .filter(|number| run.entities[row(run, &format!("a{number}")) as usize] == run.entities[row(run, &format!("b{number}")) as usize])
        .count()
}

fn location(run: &Run, one: &str, other: &str) -> Contribution {
    let explanation = explain(run, row(run, one), row(run, other));
    explanation.contributions.into_iter().find(|known| known.comparison == "location").unwrap()
}

#[test]
fn companies_of_one_name_are_told_apart_by_where_they_are() {
    let run = run(&lists(6.0, grid, "x_coordinaat,y_coordinaat"));
    assert!(found(&run) >= 390, "{}", found(&run));
    let near = location(&run, "a7", "b7");
    assert_eq!((near.words.as_str(), near.level.as_str()), ("ligging", "spot"));
    assert!(near.bits > 3.0, "{near:?}");
    let far = location(&run, "a7", "a22");
    assert_eq!(far.level, "other");
    assert!(far.bits < 0.0, "{far:?}");
}

#[test]
fn levels_are_metres_and_the_same_either_way_round() {
    for (off, level) in [(0.0, "spot"), (30.0, "yard"), (200.0, "near"), (800.0, "quarter"), (3_000.0, "town"), (20_000.0, "other")] {
        let run = run(&lists(off, grid, "rd_x,rd_y"));
        assert_eq!(location(&run, "a7", "b7").level, level, "{off}");
        assert_eq!(location(&run, "b7", "a7").level, level, "{off}");
    }
}

#[test]
fn a_point_that_is_missing_or_impossible_is_evidence_of_nothing() {
    let text = lists(6.0, grid, "x,y");
    for nothing in [",", "0,0", "onbekend,onbekend", "5,4711", "450000,100000"] {
        let lines = text.lines().map(|line| match line.split(',').next() {
            Some("b7") => format!("{},{nothing}", line.split(',').take(2).collect::<Vec<_>>().join(",")),
            _ => line.to_owned(),
        });
        let run = run(&lines.collect::<Vec<_>>().join("\n"));
        let known = location(&run, "a7", "b7");
        assert_eq!((known.level.as_str(), known.bits), ("missing", 0.0), "{nothing}");
    }
}

#[test]
fn degrees_are_metres_too() {
    // North of Amersfoort: a degree is 111 kilometres one way and 68 the other.
    let degrees = |x: f64, y: f64| format!("{:.6},{:.6}", 52.155_174 + (y - 463_000.0) / 111_195.0, 5.387_206 + (x - 155_000.0) / 68_210.0);
    let run = run(&lists(6.0, degrees, "lat,lon"));
    assert!(found(&run) >= 390, "{}", found(&run));
    assert_eq!(location(&run, "a7", "b7").level, "spot");
}

#[test]
fn where_addresses_are_the_same_the_point_says_nothing_more() {
    let mut text = String::from("id,bedrijfsnaam,straat,huisnummer,postcode,plaats,x,y\n");
    for number in 1..200u32 {
        let (x, y) = (100_000 + number * 97, 450_000 + number * 61);
        for list in ["a", "b"] {
            writeln!(text, "{list}{number},Bedrijf {number} B.V.,Dorpsweg,{number},1811AB,Alkmaar,{x},{y}").unwrap();
        }
    }
    let run = run(&text);
    assert_eq!(location(&run, "a7", "b7").level, "missing");
    assert_ne!(location(&run, "a7", "b8").level, "missing");
}

#[test]
fn columns_called_x_and_y_without_points_are_not_compared() {
    let run = run(&lists(6.0, |x, y| format!("{},{}", x as u32 % 7, y as u32 % 11), "x,y"));
    assert!(run.comparisons.iter().all(|known| known.name != "location"));
}
