// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! L12 to L16, L19, L21 and L22.

use crate::{
    indicator::Reading,
    measure::{
        coverage::NOT_IN_FILE,
        testing::{Draft, TODAY, World, check, found, read, text, unit, yard},
    },
    region::{Kind, Value},
};

fn complaint(draft: Draft, day: i64, kind: &str, known: Option<bool>) -> Draft {
    let draft = draft.fact("milieuklachten", Kind::Complaint, Some(day), &[("category", text(kind))]);
    draft.but(|fact| known.into_iter().for_each(|known| fact.values.insert("bron_bekend", Value::Flag(known))))
}

#[test]
fn l12_complaints_whose_source_was_not_found() {
    check(
        "L12",
        "milieuklachten",
        World::of([complaint(unit(), 20_260_101, "geur (chemisch)", Some(false)), complaint(unit(), 20_260_101, "geur", Some(true))]),
    );
    let both = complaint(complaint(unit(), 20_231_001, "Geur", Some(false)), 20_260_102, "lozing op sloot", Some(false));
    let twice = complaint(complaint(unit(), 20_260_101, "geur", Some(false)), 20_260_101, "geur", Some(false));
    let others = complaint(complaint(unit(), 20_230_930, "geur", Some(false)), 20_260_101, "geluid", Some(false));
    let region = World::of([both, twice, others, complaint(unit(), 20_260_101, "geur", None)]).done();
    assert_eq!(found(&region, "L12", 0).unwrap().detail, "2 klachten in 36 maanden, bron niet gevonden");
    assert_eq!(found(&region, "L12", 1).unwrap().value, 1.0, "one kind on one day counts once");
    assert_eq!(read(&region, "L12", 2), Reading::Absent, "too old, and about noise");
    assert_eq!(read(&region, "L12", 3), Reading::Absent, "the file does not say that the source is unknown");
}

fn judgement(day: i64, words: &str) -> Draft {
    unit().fact("netbeheerder_oordeel", Kind::GridJudgement, Some(day), &[("status", text(words))])
}

#[test]
fn l13_the_grid_operator_asks_for_a_closer_look() {
    check(
        "L13",
        "netbeheerder_oordeel",
        World::of([judgement(20_241_001, "Nader onderzoek"), judgement(20_241_001, "geen bijzonderheden")]),
    );
    let region = World::of([unit(), judgement(20_240_930, "nader onderzoek")]).done();
    assert_eq!(read(&region, "L13", 0), Reading::Unknown(NOT_IN_FILE), "the operator did not judge this connection");
    assert_eq!(read(&region, "L13", 1), Reading::Unknown(NOT_IN_FILE), "its judgement is too old");
}

fn report(day: i64, status: &str) -> Draft {
    unit().fact("meldingen_getoetst", Kind::TestedReport, Some(day), &[("status", text(status))])
}

#[test]
fn l14_a_report_counts_only_when_it_was_found_plausible() {
    check("L14", "meldingen_getoetst", World::of([report(20_260_901, "aannemelijk"), report(20_260_901, "niet aannemelijk")]));
    let words = ["mogelijk", "ontkracht", "", "nog niet getoetst", "onaannemelijk"];
    let region = World::of(words.map(|word| report(20_260_901, word))).done();
    assert!((0..words.len()).all(|place| read(&region, "L14", place) == Reading::Absent));
    let region = World::of([report(20_251_001, "bevestigd"), report(20_231_001, "aannemelijk"), report(20_230_930, "aannemelijk")]).done();
    assert!((found(&region, "L14", 0).unwrap().value - 0.5).abs() < 0.001, "half after a year");
    assert!(found(&region, "L14", 1).is_some());
    assert_eq!(read(&region, "L14", 2), Reading::Absent, "older than 36 months");
}

fn signal(day: i64, grade: &str, content: Option<f64>) -> Draft {
    let draft = unit().fact("signalen_toezicht", Kind::Signal, Some(day), &[("betrouwbaarheid", text(grade))]);
    draft.but(move |fact| content.into_iter().for_each(|content| fact.values.insert("inhoud", Value::Number(content))))
}

#[test]
fn l15_signals_weigh_by_source_and_content_and_ungraded_ones_nothing() {
    check("L15", "signalen_toezicht", World::of([signal(TODAY, "A", Some(1.0)), signal(TODAY, "D", Some(4.0))]));
    let weight = |grade, content| found(&World::of([signal(TODAY, grade, content)]).done(), "L15", 0).map(|finding| finding.value);
    assert_eq!((weight("A", Some(1.0)), weight("b", Some(2.0)), weight("C", Some(3.0))), (Some(1.0), Some(0.5625), Some(0.25)));
    assert_eq!(
        (weight("C", Some(4.0)), weight("A", None), weight("", Some(1.0)), weight("F", Some(1.0)), weight("A", Some(6.0))),
        (None, None, None, None, None)
    );
    let older = World::of([signal(20_241_001, "A", Some(1.0)), signal(20_240_930, "A", Some(1.0))]).done();
    assert!((found(&older, "L15", 0).unwrap().value - 0.5).abs() < 0.001);
    assert_eq!(read(&older, "L15", 1), Reading::Absent, "older than 24 months");
}

fn case(day: i64, kind: &str, status: &str) -> Draft {
    unit().fact("zaken_toezicht", Kind::Case, Some(day), &[("category", text(kind)), ("status", text(status))])
}

#[test]
fn l16_a_case_about_contrary_use_is_open() {
    check(
        "L16",
        "zaken_toezicht",
        World::of([case(20_260_101, "strijdig gebruik", "in behandeling"), case(20_260_101, "strijdig gebruik", "afgehandeld")]),
    );
    let ended = case(20_260_101, "Strijdig gebruik", "in behandeling").but(|fact| fact.end = Some(20_260_701));
    let region = World::of([
        case(20_231_001, "strijdig gebruik", "open"),
        case(20_230_930, "strijdig gebruik", "open"),
        ended,
        case(20_260_101, "bouwen", "open"),
    ])
    .done();
    assert_eq!(found(&region, "L16", 0).unwrap().detail, "zaak over strijdig gebruik loopt sinds 1 oktober 2023");
    assert!((1..4).all(|place| read(&region, "L16", place) == Reading::Absent));
}

#[test]
fn l22_open_findings_of_a_real_control() {
    check(
        "L22",
        "zaken_toezicht",
        World::of([case(20_260_101, "brandveiligheid", "open bevinding"), case(20_260_101, "brandveiligheid", "in behandeling")]),
    );
    let region = World::of([
        case(20_231_001, "milieucontrole", "hercontrole gepland"),
        case(20_230_930, "milieucontrole", "open bevinding"),
        case(20_260_101, "strijdig gebruik", "open bevinding"),
    ])
    .done();
    assert_eq!(found(&region, "L22", 0).unwrap().detail, "1 open bevinding over brand of milieu");
    assert!((1..3).all(|place| read(&region, "L22", place) == Reading::Absent));
}

fn permit(draft: Draft, day: i64, status: &str) -> Draft {
    draft.fact("vergunningen", Kind::Permit, Some(day), &[("status", text(status))])
}

#[test]
fn l19_the_permit_for_livestock_was_withdrawn() {
    check("L19", "vergunningen", World::of([permit(yard(), 20_240_101, "ingetrokken"), permit(yard(), 20_240_101, "verleend")]));
    let granted_again = permit(permit(yard(), 20_240_101, "vervallen"), 20_250_101, "verleend");
    let region = World::of([permit(yard(), 20_211_001, "vervallen"), permit(yard(), 20_210_930, "vervallen"), granted_again]).done();
    assert_eq!(found(&region, "L19", 0).unwrap().detail, "vergunning vervallen op 1 oktober 2021");
    assert!((1..3).all(|place| read(&region, "L19", place) == Reading::Absent));
}

fn offer(start: i64, end: Option<i64>) -> Draft {
    unit().fact("vastgoedaanbod", Kind::Offer, Some(start), &[("status", text("te koop"))]).but(move |fact| fact.end = end)
}

#[test]
fn l21_long_for_sale_and_still_so() {
    check("L21", "vastgoedaanbod", World::of([offer(20_251_001, None), offer(20_251_002, None)]));
    let region = World::of([offer(20_190_101, Some(20_270_101)), offer(20_190_101, Some(20_260_901)), unit()]).done();
    let finding = found(&region, "L21", 0).unwrap();
    assert_eq!((finding.value, finding.detail.as_str()), (93.0, "93 maanden te koop"));
    assert!((1..3).all(|place| read(&region, "L21", place) == Reading::Absent), "sold, and never offered");
}
