// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How good matching is, by delivery: what became of the rows, what the program says of its own certainty, and what people found
//! who looked at certain links drawn by chance.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::{Extension, extract::Path, response::Response};
use erf_base::{Figure, Permission, Scope};
use erf_store::{StoreError, Tx, audit::Action};
use erf_web::{Caller, FigureView, WebError};
use serde::Serialize;

use super::{
    cut::{CutLine, lines},
    desk::Desk,
};
use crate::{
    matching::{LearnedLevel, LinkModel},
    model::DeliveryId,
    opinions::{self, Answer},
    store::{
        facts::{
            InUse,
            matches::{self, Judged, RowId, SAMPLE},
            quality::Quality,
        },
        links,
    },
};

/// What people said of the certain links that were drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
struct Checked {
    drawn: u64,
    right: u64,
    wrong: u64,
    unknown: u64,
}

#[derive(Serialize)]
struct QualityLine {
    href: String,
    check_href: String,
    id: String,
    name: String,
    holder: String,
    rows: i64,
    matched: i64,
    unsure: i64,
    none: i64,
    judged: i64,
    certain: i64,
    /// What the program says of its certain links.
    stated: Option<f64>,
    /// What people said of them.
    measured: FigureView,
    checked: Checked,
    /// Whether what the program says lies outside the interval of what people found.
    apart: bool,
}

#[derive(Serialize)]
struct QualityPage {
    lines: Vec<QualityLine>,
    rows: i64,
    matched: i64,
    sample: usize,
    may_judge: bool,
}

#[derive(Serialize)]
struct OnePage {
    line: QualityLine,
    cuts: Vec<CutLine>,
    model: Option<ModelView>,
    sample: usize,
    may_judge: bool,
}

/// What was learned from the rows of a delivery, as a table with words.
#[derive(Serialize)]
struct ModelView {
    rows: u64,
    compared: u64,
    converged: bool,
    cut: f64,
    precision: Option<f64>,
    recall: Option<f64>,
    levels: Vec<LevelView>,
}

/// One weight: how often it is seen when row and place belong together, how often by accident, and what it is worth.
#[derive(Serialize)]
struct LevelView {
    code: String,
    seen: f64,
    m: f64,
    u: f64,
    bits: f64,
}

/// What was learned from the rows of a delivery; of what was never seen there is nothing to show.
async fn learned(tx: &mut Tx, delivery: DeliveryId) -> Result<Option<ModelView>, StoreError> {
    let seen = |it: LearnedLevel| (it.seen > 0.0).then_some(LevelView { code: it.code, seen: it.seen, m: it.m, u: it.u, bits: it.bits });
    let view = |model: LinkModel| ModelView {
        rows: model.rows,
        compared: model.compared,
        converged: model.converged,
        cut: model.cut,
        precision: model.expected_precision,
        recall: model.expected_recall,
        levels: model.levels.into_iter().filter_map(seen).collect(),
    };
    Ok(links::model_of(tx, delivery).await?.filter(|model| model.compared > 0).map(view))
}

/// `/koppelen/kwaliteit`
pub async fn show(caller: Caller, Extension(desk): Extension<Arc<Desk>>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadMatchQuality)?;
    let mut tx = caller.app().db().read().await?;
    let lines = all(&caller, &desk, &mut tx, &scope).await?;
    drop(tx);
    let page = QualityPage {
        rows: lines.iter().map(|line| line.rows).sum(),
        matched: lines.iter().map(|line| line.matched).sum(),
        sample: SAMPLE,
        may_judge: caller.ctx.permit(Permission::JudgeMatches).is_ok(),
        lines,
    };
    let detail = serde_json::json!({ "leveringen": page.lines.len() });
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "koppelkwaliteit", "").with(detail)).await?;
    caller.page("places/quality.html", &page)
}

/// `/koppelen/kwaliteit/{id}`
pub async fn one(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Path(id): Path<String>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadMatchQuality)?;
    let id: DeliveryId = id.parse().map_err(|_| WebError::NotFound)?;
    let mut tx = caller.app().db().read().await?;
    let line = all(&caller, &desk, &mut tx, &scope).await?.into_iter().find(|line| line.id == id.to_string()).ok_or(WebError::NotFound)?;
    let quality = desk.quality(&mut tx, &scope).await?;
    let model = learned(&mut tx, id).await?;
    drop(tx);
    let cuts = quality.iter().find(|q| q.id == id).map(|q| lines(&q.cuts)).unwrap_or_default();
    let may_judge = caller.ctx.permit(Permission::JudgeMatches).is_ok();
    let page = OnePage { line, cuts, model, sample: SAMPLE, may_judge };
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "koppelkwaliteit", id)).await?;
    caller.page("places/quality_one.html", &page)
}

async fn all(caller: &Caller, desk: &Desk, tx: &mut Tx, scope: &Scope) -> Result<Vec<QualityLine>, WebError> {
    let usable = InUse::of(tx, scope, caller.ctx.clock.today()).await?;
    let quality = desk.quality(tx, scope).await?;
    let sample = desk.sample(tx, scope).await?;
    let judged = matches::judged(tx, scope, &usable).await?.list;
    let own = usable.own;
    let mut drawn: BTreeSet<RowId> = BTreeSet::new();
    for (id, rows) in sample.iter() {
        drawn.extend(rows.iter().filter(|row| own == 0 || row.municipality == Some(own)).map(|row| (*id, row.seq)));
    }
    let checked = checked(tx, &judged, &drawn).await?;
    let mut said: BTreeMap<DeliveryId, i64> = BTreeMap::new();
    judged.iter().filter(|j| !j.opinions.is_empty()).for_each(|j| *said.entry(j.row.0).or_default() += 1);
    let today = caller.ctx.clock.today();
    Ok(quality.iter().map(|q| line(q, said.get(&q.id).copied(), checked.get(&q.id).copied(), today)).collect())
}

/// By delivery, what people said of the rows that were drawn.
async fn checked(tx: &mut Tx, judged: &[Judged], drawn: &BTreeSet<RowId>) -> Result<BTreeMap<DeliveryId, Checked>, WebError> {
    let of_drawn: Vec<&Judged> = judged.iter().filter(|j| !j.opinions.is_empty() && drawn.contains(&j.row)).collect();
    let proposals = matches::proposals(tx, &of_drawn.iter().map(|j| j.row).collect()).await?;
    let mut found: BTreeMap<DeliveryId, Checked> = BTreeMap::new();
    drawn.iter().for_each(|(id, _)| found.entry(*id).or_default().drawn += 1);
    for j in of_drawn {
        let Some(proposal) = proposals.get(&j.row) else { continue };
        let tally = found.entry(j.row.0).or_default();
        match opinions::answer(&j.opinions, (&proposal.kind, &proposal.id)) {
            Answer::Right => tally.right += 1,
            Answer::Wrong => tally.wrong += 1,
            Answer::Unknown => tally.unknown += 1,
        }
    }
    Ok(found)
}

fn line(q: &Quality, judged: Option<i64>, checked: Option<Checked>, today: jiff::civil::Date) -> QualityLine {
    let checked = checked.unwrap_or_default();
    let figure = Figure::share(checked.right, checked.right + checked.wrong, &q.name, today);
    let outside = |stated: f64| figure.interval.is_some_and(|(low, high)| stated < low || stated > high);
    QualityLine {
        href: format!("/koppelen/kwaliteit/{}", q.id),
        check_href: format!("/koppelen?levering={}&soort=controle", q.id),
        id: q.id.to_string(),
        name: q.name.clone(),
        holder: q.holder.clone(),
        rows: q.rows(),
        matched: q.matched(),
        unsure: q.unsure(),
        none: q.none(),
        judged: judged.unwrap_or_default(),
        certain: q.certain(),
        stated: q.stated,
        apart: q.stated.is_some_and(outside),
        measured: FigureView::share(&figure),
        checked,
    }
}
