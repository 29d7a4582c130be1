// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! All deliveries somebody may know of: one line each, by compartment.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::{Extension, extract::Query, response::Response};
use erf_base::{Compartment, Permission};
use erf_web::{Caller, FigureView, WebError, with_parameter};
use serde::Serialize;

use super::{
    desk::Desk,
    view::{self, asked, iso},
};
use crate::store::{
    deliveries::{self, Delivery},
    links::Rate,
};

#[derive(Debug, Serialize)]
struct Line {
    id: String,
    name: String,
    holder: String,
    source: String,
    file: String,
    state: String,
    state_at: i64,
    period_from: Option<String>,
    period_to: Option<String>,
    rows_in: i64,
    accepted: i64,
    rejected: i64,
    rate: Option<FigureView>,
    unsure: i64,
    purpose: String,
    legal_basis: String,
    retention: Option<String>,
    municipality: Option<String>,
    waits: &'static str,
}

#[derive(Debug, Serialize)]
struct Group {
    compartment: &'static str,
    lines: Vec<Line>,
}

/// A filter as a link with a count.
#[derive(Debug, Serialize)]
struct Chip {
    href: String,
    code: String,
    count: usize,
    on: bool,
}

#[derive(Default, Serialize)]
struct Total {
    deliveries: usize,
    rows_in: i64,
    accepted: i64,
    rejected: i64,
    matched: i64,
    rows: i64,
}

#[derive(Serialize)]
struct ListPage {
    groups: Vec<Group>,
    states: Vec<Chip>,
    sources: Vec<(String, bool)>,
    holders: Vec<(String, bool)>,
    source: String,
    holder: String,
    state: String,
    /// Only deliveries of which rows were left out.
    problems: bool,
    problems_href: String,
    problems_count: usize,
    all: usize,
    total: Total,
    may_deliver: bool,
}

/// `/leveringen`
pub async fn show(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Query(query): Query<view::Query>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadDeliveries)?;
    let mut tx = caller.app().db().read().await?;
    let known = deliveries::visible(&mut tx, &scope).await?;
    let rates = desk.rates(&mut tx).await?;
    drop(tx);
    let [state, source, holder] = ["staat", "bron", "houder"].map(|name| asked(&query, name).to_owned());
    let problems = asked(&query, "problemen") == "ja";
    let (in_state, has_problems) = (|d: &Delivery| state.is_empty() || d.state == state, |d: &Delivery| !problems || d.rejected > 0);
    let (from, by) = (|d: &Delivery| source.is_empty() || d.source == source, |d: &Delivery| holder.is_empty() || d.holder == holder);
    let chosen: Vec<&Delivery> = known.iter().filter(|d| from(d) && by(d)).collect();
    let shown: Vec<&Delivery> = chosen.iter().copied().filter(|d| in_state(d) && has_problems(d)).collect();
    // A chip counts what it would show beside the other filters.
    let any_state: Vec<&Delivery> = chosen.iter().copied().filter(|d| has_problems(d)).collect();
    let page = ListPage {
        total: total(&shown, &rates),
        groups: groups(&caller, &shown, &rates),
        states: state_chips(caller.address(), &any_state, &state),
        sources: choices(known.iter().filter(|d| by(d)).map(|d| d.source.as_str()), &source),
        holders: choices(known.iter().filter(|d| from(d)).map(|d| d.holder.as_str()), &holder),
        problems,
        problems_href: with_parameter(caller.address(), "problemen", (!problems).then_some("ja")),
        problems_count: chosen.iter().filter(|d| in_state(d) && d.rejected > 0).count(),
        all: known.len(),
        may_deliver: caller.ctx.permit(Permission::ManageDeliveries).is_ok(),
        source,
        holder,
        state,
    };
    caller.page("places/deliveries.html", &page)
}

fn groups(caller: &Caller, shown: &[&Delivery], rates: &BTreeMap<i64, Rate>) -> Vec<Group> {
    let of = |compartment: Compartment| Group {
        compartment: compartment.code(),
        lines: shown.iter().filter(|d| d.compartment == compartment).map(|d| line(caller, d, rates.get(&d.id))).collect(),
    };
    Compartment::ALL.into_iter().rev().map(of).filter(|group| !group.lines.is_empty()).collect()
}

fn line(caller: &Caller, d: &Delivery, rate: Option<&Rate>) -> Line {
    Line {
        id: d.number().to_string(),
        name: d.name.clone(),
        holder: d.holder.clone(),
        source: d.source.clone(),
        file: d.file_name.clone(),
        state: d.state.clone(),
        state_at: d.state_at.0,
        period_from: d.period_from.and_then(iso),
        period_to: d.period_to.and_then(iso),
        rows_in: d.rows_in,
        accepted: d.accepted,
        rejected: d.rejected,
        rate: rate.map(|r| view::share(r.matched, r.n, &d.name, d.state_at.date())),
        unsure: rate.map_or(0, |r| r.unsure),
        purpose: d.purpose.clone(),
        legal_basis: d.legal_basis.clone(),
        retention: iso(d.retention_until),
        municipality: d.municipality.map(|code| caller.app().area_name(code)),
        waits: waits(&d.state),
    }
}

/// Key of the text that says who waits for whom.
pub fn waits(state: &str) -> &'static str {
    match state {
        "aangevraagd" => "waits-partner",
        "rechtmatig" => "waits-file",
        "ontvangen" => "waits-reading",
        "gevalideerd" => "waits-linking",
        "gekoppeld" => "waits-release",
        "vrijgegeven" => "waits-nobody",
        _ => "waits-gone",
    }
}

fn state_chips(address: &str, known: &[&Delivery], on: &str) -> Vec<Chip> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    known.iter().for_each(|d| *counts.entry(d.state.as_str()).or_default() += 1);
    let all = Chip { href: with_parameter(address, "staat", None), code: "alle".into(), count: known.len(), on: on.is_empty() };
    let one = |(state, count): (&str, usize)| Chip {
        href: with_parameter(address, "staat", Some(state)),
        code: state.to_owned(),
        count,
        on: on == state,
    };
    std::iter::once(all).chain(counts.into_iter().map(one)).collect()
}

/// What can be chosen, and whether it is; what is chosen stays among it.
fn choices<'d>(known: impl Iterator<Item = &'d str>, on: &'d str) -> Vec<(String, bool)> {
    let all: BTreeSet<&str> = known.chain(Some(on).filter(|on| !on.is_empty())).collect();
    all.into_iter().map(|one| (one.to_owned(), one == on)).collect()
}

fn total(shown: &[&Delivery], rates: &BTreeMap<i64, Rate>) -> Total {
    let mut total = Total { deliveries: shown.len(), ..Total::default() };
    for d in shown {
        total.rows_in += d.rows_in;
        total.accepted += d.accepted;
        total.rejected += d.rejected;
        if let Some(rate) = rates.get(&d.id) {
            total.matched += rate.matched;
            total.rows += rate.n;
        }
    }
    total
}
