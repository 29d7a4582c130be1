// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From which chance a match is certain: what other cuts would mean, in words, and setting one for the region.

use std::sync::Arc;

use axum::{Extension, extract::Form as Sent, http::StatusCode, response::Response};
use erf_base::{Permission, Scope};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, Followed, Form, WebError};
use serde::Serialize;

use super::{desk::Desk, tasks::Task};
use crate::{
    cut,
    store::facts::quality::{AtCut, Quality},
};

/// What one cut would mean.
#[derive(Debug, Clone, Serialize)]
pub struct CutLine {
    /// As a form sends it.
    pub value: String,
    /// As a share.
    pub cut: f64,
    links: i64,
    wrong: Option<f64>,
    missed: Option<f64>,
}

/// The cuts of a delivery, from low to high.
pub fn lines(cuts: &[AtCut]) -> Vec<CutLine> {
    let line = |at: &AtCut| CutLine {
        value: at.cut.to_string(),
        cut: at.cut,
        links: at.links,
        wrong: at.wrong_of_100(),
        missed: at.missed_of_100(),
    };
    cuts.iter().map(line).collect()
}

#[derive(Serialize)]
struct OfDelivery {
    name: String,
    href: String,
    n: i64,
    cuts: Vec<CutLine>,
}

/// A cut that may be chosen.
#[derive(Serialize)]
struct Choice {
    value: String,
    text: String,
}

#[derive(Serialize)]
struct CutPage {
    /// What holds now.
    cut: f64,
    value: String,
    /// Whether the region set it.
    set: bool,
    lowest: f64,
    highest: f64,
    n: i64,
    all: Vec<CutLine>,
    deliveries: Vec<OfDelivery>,
    may_set: bool,
    may_judge: bool,
    choices: Vec<Choice>,
    form: Form,
}

/// `/koppelen/drempel`
pub async fn show(caller: Caller, Extension(desk): Extension<Arc<Desk>>) -> Result<Response, WebError> {
    answer(&caller, &desk, Form::default(), StatusCode::OK).await
}

/// `POST /koppelen/drempel`
pub async fn set(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::SetMatchCut)?;
    let mut form = Form::sent(pairs);
    let reason = form.required("reden", "match-cut-reason-missing");
    let asked_for = form.value("grens").parse::<f64>().ok().filter(|asked| cut::allowed(*asked));
    if asked_for.is_none() {
        form.fault("grens", "match-cut-out-of-bounds");
    }
    match asked_for.filter(|_| form.is_right()) {
        Some(cut) => {
            let followed = Followed { title: "job-cut".into(), subject: written(cut), result: "/koppelen/drempel".into() };
            erf_web::ask(&caller, &desk, followed, Task::SetCut { cut, reason: reason.chars().take(500).collect() }).await
        }
        None => answer(&caller, &desk, form, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

async fn answer(caller: &Caller, desk: &Desk, form: Form, status: StatusCode) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadMatchQuality)?;
    let mut tx = caller.app().db().read().await?;
    let page = page(caller, desk, &mut tx, &scope, form).await?;
    drop(tx);
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "koppelgrens", "")).await?;
    caller.page_with_status(status, "places/cut.html", &page)
}

async fn page(caller: &Caller, desk: &Desk, tx: &mut Tx, scope: &Scope, form: Form) -> Result<CutPage, WebError> {
    let kept = cut::kept(tx).await?;
    let quality = desk.quality(tx, scope).await?;
    let now = kept.unwrap_or(cut::OWN);
    let of_delivery = |q: &Quality| OfDelivery {
        name: q.name.clone(),
        href: format!("/koppelen/kwaliteit/{}", q.id),
        n: q.chances,
        cuts: lines(&q.cuts),
    };
    let form = if form.value("grens").is_empty() { form.with("grens", now.to_string()) } else { form };
    Ok(CutPage {
        cut: now,
        value: now.to_string(),
        set: kept.is_some(),
        lowest: cut::LOWEST,
        highest: cut::HIGHEST,
        n: quality.iter().map(|q| q.chances).sum(),
        all: lines(&together(&quality)),
        deliveries: quality.iter().filter(|q| q.chances > 0).map(of_delivery).collect(),
        choices: cut::SHOWN.iter().map(|cut| Choice { value: cut.to_string(), text: written(*cut) }).collect(),
        may_judge: caller.ctx.permit(Permission::JudgeMatches).is_ok(),
        may_set: caller.ctx.permit(Permission::SetMatchCut).is_ok(),
        form,
    })
}

/// A cut as people write it.
fn written(cut: f64) -> String {
    format!("{} %", (cut * 1000.0).round() / 10.0).replace('.', ",")
}

/// The cuts of all deliveries together.
fn together(quality: &[Quality]) -> Vec<AtCut> {
    let sum = |cut: &f64| {
        let same = quality.iter().flat_map(|q| &q.cuts).filter(|at| at.cut == *cut);
        same.fold(AtCut { cut: *cut, links: 0, wrong: 0.0, missed: 0.0 }, |all, at| AtCut {
            cut: *cut,
            links: all.links + at.links,
            wrong: all.wrong + at.wrong,
            missed: all.missed + at.missed,
        })
    };
    cut::SHOWN.iter().map(sum).collect()
}
