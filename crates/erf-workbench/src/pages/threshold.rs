// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where to cut, in words: of a hundred links so many are expected to be wrong, of a hundred true links so many are missed.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    Extension,
    extract::{Form as Sent, Path},
    http::StatusCode,
    response::Response,
};
use erf_base::Permission;
use erf_linkage::threshold::{self, Expected};
use erf_web::{Caller, Flash, Form, WebError};
use serde::Serialize;

use super::view::{Head, OfHundred, People, address, noted, ready, refused};
use crate::{
    model::Facts,
    set_cut,
    store::linkages::{self, Linkage},
    tasks::Desk,
};

/// Shares of right links that are offered, besides what the engine would choose.
const OFFERED: [f64; 8] = [0.5, 0.8, 0.9, 0.95, 0.97, 0.99, 0.995, 0.999];

#[derive(Serialize)]
struct Choice {
    #[serde(flatten)]
    expected: OfHundred,
    value: String,
    now: bool,
    best: bool,
}

#[derive(Serialize)]
struct Chosen {
    at: i64,
    who: String,
    bits: Option<f64>,
    reason: String,
}

#[derive(Serialize)]
struct Curve {
    precision: String,
    recall: String,
    cut: f64,
}

#[derive(Serialize)]
struct CutPage {
    linkage: Head,
    form: Form,
    now: OfHundred,
    choices: Vec<Choice>,
    curve: Option<Curve>,
    chosen: Vec<Chosen>,
}

/// `/koppelwerkbank/{linkage}/grens`
pub async fn show(caller: Caller, Path(id): Path<String>) -> Result<Response, WebError> {
    shown(&caller, &id, Form::default(), StatusCode::OK).await
}

async fn shown(caller: &Caller, id: &str, form: Form, status: StatusCode) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadLinkages)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = ready(&mut tx, &scope, id).await?;
    let people = People::known(&mut tx).await?;
    let events = linkages::events(&mut tx, &linkage, 500).await?;
    drop(tx);
    let facts = linkage.facts();
    let page = CutPage {
        linkage: Head::of(caller, &linkage, "linkage-tab-cut"),
        form,
        now: OfHundred::of(&threshold::at(&facts.curve, linkage.cut)),
        choices: choices(&facts, linkage.cut),
        curve: curve(&facts, linkage.cut),
        chosen: events
            .into_iter()
            .filter(|it| it.bits.is_some())
            .map(|it| Chosen { at: it.at.0, who: people.name(&it.actor), bits: it.bits, reason: it.reason })
            .collect(),
    };
    noted(caller, &linkage, "grens").await?;
    caller.page_with_status(status, "workbench/threshold.html", &page)
}

/// The part of the curve from where the weakest link is as likely right as wrong, or from the cut when that lies lower. The curve itself
/// goes on to where there are no pairs any more, and nobody should cut there.
fn sensible(facts: &Facts, cut: f64) -> Vec<Expected> {
    facts.curve.iter().copied().filter(|known| known.bits >= cut.min(0.0)).collect()
}

fn choices(facts: &Facts, cut: f64) -> Vec<Choice> {
    let best = threshold::best(&facts.curve);
    let now = threshold::at(&facts.curve, cut);
    let from_even = sensible(facts, 0.0);
    // Of cuts with the same links the one just under the weakest link says most.
    let just_under = |known: Expected| from_even.iter().copied().rfind(|other| other.links == known.links).unwrap_or(known);
    let offered = OFFERED.iter().filter_map(|share| threshold::for_precision(&from_even, *share)).map(just_under);
    let offered = offered.filter(|known| known.links != best.links && known.links != now.links);
    let mut all: Vec<Expected> = offered.chain([best, now]).filter(|known| known.links > 0).collect();
    all.sort_by(|one, other| one.bits.total_cmp(&other.bits));
    all.dedup_by(|one, other| one.bits == other.bits);
    let choice = |known: &Expected| Choice {
        expected: OfHundred::of(known),
        value: format!("{:.2}", known.bits),
        now: (known.bits - cut).abs() < 1e-6,
        best: known.bits == best.bits,
    };
    all.iter().map(choice).collect()
}

/// Two lines on a field of 100 by 60; left is the lowest cut that makes sense.
fn curve(facts: &Facts, cut: f64) -> Option<Curve> {
    let shown = sensible(facts, cut);
    let (low, high) = (shown.first()?.bits, shown.last()?.bits.max(cut));
    let wide = (high - low).max(1e-9);
    let across = |bits: f64| ((bits - low) / wide * 100.0).clamp(0.0, 100.0);
    let line = |share: fn(&Expected) -> f64| {
        let mut path = String::new();
        for (number, known) in shown.iter().enumerate() {
            let letter = if number == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{letter}{:.1} {:.1}", across(known.bits), (1.0 - share(known)) * 60.0);
        }
        path
    };
    Some(Curve { precision: line(|known| known.precision), recall: line(|known| known.recall), cut: across(cut) })
}

/// `POST /koppelwerkbank/{linkage}/grens`
pub async fn set(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path(id): Path<String>,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::LinkTables)?;
    let mut tx = caller.app().db().read().await?;
    let linkage: Linkage = ready(&mut tx, &scope, &id).await?;
    drop(tx);
    let mut form = Form::sent(pairs);
    let typed = if form.value("eigen").is_empty() { form.value("bits") } else { form.value("eigen") };
    let bits = typed.replace(',', ".").parse::<f64>().ok().filter(|bits| (-6.6..=60.0).contains(bits));
    if bits.is_none() {
        form.fault("eigen", "linkage-cut-wrong");
    }
    let reason: String = form.required("reden", "linkage-reason-missing").chars().take(500).collect();
    let Some(bits) = bits.filter(|_| form.is_right()) else {
        return shown(&caller, &id, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    set_cut::set(desk.maker(caller.app().db()), &caller.ctx, linkage.number(), bits, &reason).await.map_err(refused)?;
    Ok(caller.go_with(&format!("{}/grens", address(linkage.number())), &Flash::new("flash-linkage-cut")))
}
