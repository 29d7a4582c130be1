// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What services said of a place: L12 to L16, L19, L21 and L22. Only what was tested, graded or decided counts; the text of
//! a report and who made it are never read.

use std::collections::BTreeSet;

use super::{
    calendar::whole_months,
    coverage::NOT_IN_FILE,
    shared::{Shared, is_yard, present_if},
    words::{count, day, decimals},
};
use crate::{
    indicator::Reading,
    region::{Fact, Kind, Place},
};

/// L12: "klachten ... in 36 maanden".
const COMPLAINT_MONTHS: u32 = 36;
/// L12: complaints about smell or discharge.
const SMELL_OR_DISCHARGE: [&str; 5] = ["geur", "stank", "lozing", "schuim", "chemisch"];
/// L13: "als het oordeel nader onderzoek is gegeven in 24 maanden".
const JUDGEMENT_MONTHS: u32 = 24;
/// L14: "na toets aannemelijk of hoger". Whole words: `niet aannemelijk` is another outcome.
const PLAUSIBLE: [&str; 4] = ["aannemelijk", "zeer aannemelijk", "bevestigd", "vastgesteld"];
/// L14: its oldest report, and "verval van 12 maanden".
const REPORT_MONTHS: u32 = 36;
const REPORT_HALF_LIFE: f64 = 12.0;
/// L15: "verval 24 maanden", which is its greatest age too.
const SIGNAL_MONTHS: u32 = 24;
/// L15 gives no threshold for its weighted sum: a new signal of a fairly reliable source (C) with possible content (3) counts.
const SIGNAL_LEAST: f64 = 0.25;
/// L16: its oldest case, and what a case must be about.
const CASE_MONTHS: u32 = 36;
const CONTRARY_USE: &str = "strijdig gebruik";
/// Words by which a service says that a case is over.
const CLOSED: [&str; 6] = ["afgehandeld", "gesloten", "afgesloten", "ingetrokken", "geen overtreding", "beëindigd"];
/// L19: "in 60 maanden is ingetrokken of vervallen".
const PERMIT_MONTHS: u32 = 60;
const WITHDRAWN: [&str; 2] = ["ingetrokken", "vervallen"];
/// L21: "telt vanaf 12".
const OFFER_LEAST: u32 = 12;
/// L22: "bevindingen over brand of milieu in 36 maanden".
const FINDING_MONTHS: u32 = 36;
const FIRE_OR_ENVIRONMENT: [&str; 3] = ["brand", "milieu", "gevaarlijke stoffen"];
/// L22: "alleen bevindingen uit echte controles": a control that found something, not one that is still going on.
const FOUND: [&str; 2] = ["open bevinding", "hercontrole"];

fn facts_since<'r>(shared: &Shared<'r>, place: &Place, kind: Kind, months: u32) -> impl Iterator<Item = &'r Fact> {
    let since = shared.since(months);
    shared.facts(place, kind).iter().filter(move |fact| fact.happened_since(since))
}

fn says(fact: &Fact, column: &str, words: &[&str]) -> bool {
    fact.word(column).is_some_and(|text| words.iter().any(|word| text.contains(word)))
}

fn says_exactly(fact: &Fact, column: &str, words: &[&str]) -> bool {
    fact.word(column).is_some_and(|text| words.contains(&text.as_str()))
}

/// L12: complaints of unknown source in 36 months that were traced to this place. Complaints about an area say nothing of
/// one place in it. The file does not say who complained; complaints of one kind on one day count once.
pub(super) fn complaints(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if let Err(why) = shared.check("L12", &["milieuklachten"], place) {
        return Reading::Unknown(why);
    }
    let mut seen = BTreeSet::new();
    let counts = |fact: &&Fact| fact.flag("bron_bekend") == Some(false) && says(fact, "category", &SMELL_OR_DISCHARGE);
    let once = |fact: &&Fact| seen.insert((fact.date, fact.word("category")));
    let found: Vec<&Fact> = facts_since(shared, place, Kind::Complaint, COMPLAINT_MONTHS).filter(counts).filter(once).collect();
    let finding = (!found.is_empty()).then(|| {
        let detail = format!("{} in 36 maanden, bron niet gevonden", count(found.len(), "klacht", "klachten"));
        shared.finding(found.len() as f64, detail, found)
    });
    present_if(finding)
}

/// L13 (covenant): the grid operator asked for a closer look in 24 months. Connections it did not judge are unknown.
pub(super) fn grid_judgement(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if let Err(why) = shared.check("L13", &["netbeheerder_oordeel"], place) {
        return Reading::Unknown(why);
    }
    let judged: Vec<&Fact> = facts_since(shared, place, Kind::GridJudgement, JUDGEMENT_MONTHS).collect();
    let asked: Vec<&Fact> = judged.iter().copied().filter(|fact| says_exactly(fact, "status", &["nader onderzoek"])).collect();
    if asked.is_empty() {
        return if judged.is_empty() { Reading::Unknown(NOT_IN_FILE) } else { Reading::Absent };
    }
    Reading::Present(shared.finding(1.0, "oordeel: nader onderzoek".into(), asked))
}

/// L14 (covenant): a report that after testing is plausible or better, halving every 12 months; others count for nothing.
pub(super) fn tested_report(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if let Err(why) = shared.check("L14", &["meldingen_getoetst"], place) {
        return Reading::Unknown(why);
    }
    let plausible = |fact: &&Fact| says_exactly(fact, "status", &PLAUSIBLE);
    let found: Vec<&Fact> = facts_since(shared, place, Kind::TestedReport, REPORT_MONTHS).filter(plausible).collect();
    let weight = found.iter().filter_map(|fact| fact.date).map(|day| shared.decay(day, REPORT_HALF_LIFE)).fold(0.0, f64::max);
    let finding = (!found.is_empty()).then(|| {
        let detail = format!("{} aannemelijk na toets, gewicht {}", count(found.len(), "melding", "meldingen"), decimals(weight));
        shared.finding(weight, detail, found)
    });
    present_if(finding)
}

/// How far a source is relied on: A wholly, B usually, C fairly, D not usually; E, F and ungraded not at all.
fn reliability(fact: &Fact) -> f64 {
    match fact.word("betrouwbaarheid").as_deref() {
        Some("a") => 1.0,
        Some("b") => 0.75,
        Some("c") => 0.5,
        Some("d") => 0.25,
        _ => 0.0,
    }
}

/// How credible the content is: 1 confirmed, 2 probable, 3 possible, 4 doubtful; 5, 6 and ungraded not at all.
fn credibility(fact: &Fact) -> f64 {
    match fact.number("inhoud") {
        Some(grade) if (1.0..=4.0).contains(&grade) => 1.25 - grade.round() / 4.0,
        _ => 0.0,
    }
}

/// L15: reliability times content of each graded signal, halving every 24 months.
pub(super) fn graded_signal(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if let Err(why) = shared.check("L15", &["signalen_toezicht"], place) {
        return Reading::Unknown(why);
    }
    let grade = |fact: &Fact| reliability(fact) * credibility(fact);
    let found: Vec<&Fact> = facts_since(shared, place, Kind::Signal, SIGNAL_MONTHS).filter(|fact| grade(fact) > 0.0).collect();
    let half_life = f64::from(SIGNAL_MONTHS);
    let weight: f64 = found.iter().map(|fact| grade(fact) * fact.date.map_or(0.0, |day| shared.decay(day, half_life))).sum();
    let finding = (weight >= SIGNAL_LEAST).then(|| {
        let detail = format!("{} in 24 maanden, gewogen {}", count(found.len(), "signaal", "signalen"), decimals(weight));
        shared.finding(weight, detail, found)
    });
    present_if(finding)
}

fn is_open(shared: &Shared<'_>, case: &Fact) -> bool {
    case.end.is_none_or(|end| end > shared.region.date) && !says(case, "status", &CLOSED)
}

/// L16: a case about contrary use is open.
pub(super) fn open_case(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if let Err(why) = shared.check("L16", &["zaken_toezicht"], place) {
        return Reading::Unknown(why);
    }
    let open = |fact: &&Fact| says(fact, "category", &[CONTRARY_USE]) && is_open(shared, fact);
    let found: Vec<&Fact> = facts_since(shared, place, Kind::Case, CASE_MONTHS).filter(open).collect();
    let since = found.iter().filter_map(|fact| fact.date).min().map(day).unwrap_or_default();
    let finding = (!found.is_empty()).then(|| shared.finding(1.0, format!("zaak over strijdig gebruik loopt sinds {since}"), found));
    present_if(finding)
}

/// L19: the last word on the permit for livestock is that it was withdrawn or lapsed, in 60 months.
pub(super) fn permit_withdrawn(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if !is_yard(place) {
        return Reading::NotApplicable;
    }
    if let Err(why) = shared.check("L19", &["vergunningen"], place) {
        return Reading::Unknown(why);
    }
    let last = facts_since(shared, place, Kind::Permit, PERMIT_MONTHS).max_by_key(|fact| (fact.date, fact.delivery, fact.seq));
    let withdrawn = last.filter(|fact| says_exactly(fact, "status", &WITHDRAWN));
    let finding = withdrawn.map(|fact| {
        let detail = format!("vergunning {} op {}", fact.word("status").unwrap_or_default(), fact.date.map(day).unwrap_or_default());
        shared.finding(1.0, detail, [fact])
    });
    present_if(finding)
}

/// L21: for sale or to let for 12 months or longer, and still so.
pub(super) fn long_on_offer(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if let Err(why) = shared.check("L21", &["vastgoedaanbod"], place) {
        return Reading::Unknown(why);
    }
    let today = shared.region.date;
    let months = |fact: &Fact| fact.date.map_or(0, |start| whole_months(start, today));
    let running = shared.facts(place, Kind::Offer).iter().filter(|fact| fact.runs_on(today));
    let longest = running.max_by_key(|fact| (months(fact), fact.delivery, fact.seq)).filter(|fact| months(fact) >= OFFER_LEAST);
    let finding = longest.map(|fact| {
        let what = fact.word("status").unwrap_or_else(|| "in aanbod".into());
        shared.finding(f64::from(months(fact)), format!("{} maanden {what}", months(fact)), [fact])
    });
    present_if(finding)
}

/// L22: open findings about fire or environment in 36 months.
pub(super) fn open_findings(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if let Err(why) = shared.check("L22", &["zaken_toezicht"], place) {
        return Reading::Unknown(why);
    }
    let open = |fact: &&Fact| says(fact, "category", &FIRE_OR_ENVIRONMENT) && says(fact, "status", &FOUND) && is_open(shared, fact);
    let found: Vec<&Fact> = facts_since(shared, place, Kind::Case, FINDING_MONTHS).filter(open).collect();
    let finding = (!found.is_empty()).then(|| {
        let detail = format!("{} over brand of milieu", count(found.len(), "open bevinding", "open bevindingen"));
        shared.finding(found.len() as f64, detail, found)
    });
    present_if(finding)
}
