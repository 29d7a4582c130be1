// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One delivery: what it is, what became of its rows, and what can be done with it.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, Query},
    response::Response,
};
use erf_accounts::People;
use erf_base::{Permission, Scope};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, FigureView, Pager, WebError, with_parameter};
use serde::Serialize;

use super::{
    delivery_list::waits,
    desk::Desk,
    view::{self, Said, asked, iso, page_of},
};
use crate::{
    model::{DeliveryId, DeliveryState},
    store::{
        deliveries::{self, Delivery},
        facts::rows::{self, MatchedRow},
    },
};

/// Rows or problems on one page.
const PAGE: u64 = 50;
const DECISIONS: [&str; 6] = ["zeker", "bevestigd", "twijfel", "onbeslist", "geen", "verworpen"];

#[derive(Serialize)]
struct StepView {
    at: i64,
    actor: String,
    state: String,
    reason: String,
}

#[derive(Serialize)]
struct CauseView {
    code: String,
    reason: String,
    action: String,
    rejected: bool,
    n: i64,
    example: Option<ProblemView>,
}

/// A problem with the value that caused it.
#[derive(Serialize)]
struct ProblemView {
    sheet: Option<String>,
    row: Option<i64>,
    column: Option<String>,
    value: Option<String>,
    reason: String,
    action: String,
    rejected: bool,
}

impl From<deliveries::ProblemLine> for ProblemView {
    fn from(it: deliveries::ProblemLine) -> Self {
        let deliveries::ProblemLine { sheet, row_number, column_name, value, reason, action, rejected, .. } = it;
        Self { sheet: sheet.filter(|s| !s.is_empty()), row: row_number, column: column_name, value, reason, action, rejected }
    }
}

/// What a reader may do with a delivery in the state it is in.
#[derive(Serialize)]
struct May {
    release: bool,
    withdraw: bool,
    problems: bool,
    rows: bool,
}

/// How much of it no longer counts, with the newer deliveries by number and name.
#[derive(Serialize)]
struct Replaced {
    n: i64,
    of: i64,
    by: Vec<(String, String)>,
}

#[derive(Serialize)]
struct DeliveryPage {
    id: String,
    name: String,
    source: String,
    holder: String,
    file: String,
    hash: String,
    format: String,
    purpose: String,
    legal_basis: String,
    compartment: String,
    municipality: Option<String>,
    period_from: Option<String>,
    period_to: Option<String>,
    extract_date: Option<String>,
    retention: Option<String>,
    state: String,
    state_at: i64,
    waits: &'static str,
    rows_in: i64,
    accepted: i64,
    rejected: i64,
    /// Parts of the file that were lost.
    lost: Vec<String>,
    replaced: Option<Replaced>,
    rate: Option<FigureView>,
    decisions: Vec<(String, i64)>,
    /// Of the matched rows: those on a place, on ground of no place, and in an area only.
    reached: Option<(i64, i64, i64)>,
    mapping: Option<String>,
    steps: Vec<StepView>,
    causes: Vec<CauseView>,
    /// Whether its rows and problems are still here.
    kept: bool,
    may: May,
}

/// `/leveringen/{id}`
pub async fn show(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Path(id): Path<String>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadDeliveries)?;
    let mut tx = caller.app().db().read().await?;
    let found = found(&mut tx, &scope, &id).await?;
    let replaced = replaced(&desk, &mut tx, &scope, &found).await?;
    let page = DeliveryPage { replaced, ..page(&caller, &desk, &mut tx, found).await? };
    drop(tx);
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "levering", &page.id)).await?;
    caller.page("places/delivery.html", &page)
}

/// The delivery in the address, when this reader may know of it.
pub async fn found(tx: &mut Tx, scope: &Scope, id: &str) -> Result<Delivery, WebError> {
    let id: DeliveryId = id.parse().map_err(|_| WebError::NotFound)?;
    deliveries::lookup(tx, scope, id).await?.ok_or(WebError::NotFound)
}

async fn page(caller: &Caller, desk: &Desk, tx: &mut Tx, d: Delivery) -> Result<DeliveryPage, WebError> {
    let id = d.number();
    let rate = desk.rates(tx).await?.get(&d.id).map(|r| view::share(r.matched, r.n, &d.name, d.state_at.date()));
    let (state, people) = (d.state(), People::known(tx).await?);
    let manages = caller.ctx.permit(Permission::ManageDeliveries).is_ok();
    let places = caller.ctx.permit(Permission::ReadPlaces).ok();
    let outcome = match &places {
        Some(scope) => desk.outcome(tx, scope, id).await?,
        None => Arc::default(),
    };
    let decisions = in_order(&outcome.decisions);
    let may = May {
        release: manages && matches!(state, DeliveryState::Linked | DeliveryState::Validated),
        withdraw: manages && state.may_become(DeliveryState::Withdrawn),
        problems: values_may_be_seen(caller, &d),
        rows: places.is_some() && !decisions.is_empty(),
    };
    Ok(DeliveryPage {
        id: id.to_string(),
        steps: deliveries::steps(tx, id).await?.into_iter().map(|it| step(it, &people)).collect(),
        kept: !matches!(state, DeliveryState::Withdrawn | DeliveryState::Expired),
        causes: causes(tx, id, may.problems).await?,
        municipality: d.municipality.map(|code| caller.app().area_name(code)),
        period_from: d.period_from.and_then(iso),
        period_to: d.period_to.and_then(iso),
        extract_date: d.extract_date.and_then(iso),
        retention: iso(d.retention_until),
        waits: waits(&d.state),
        lost: d.lost_parts(),
        state_at: d.state_at.0,
        compartment: d.compartment.to_string(),
        reached: (!decisions.is_empty()).then_some((outcome.places, outcome.ground, outcome.areas)),
        decisions,
        name: d.name,
        source: d.source,
        holder: d.holder,
        file: d.file_name,
        hash: d.file_hash,
        format: d.format,
        purpose: d.purpose,
        legal_basis: d.legal_basis,
        state: d.state,
        rows_in: d.rows_in,
        accepted: d.accepted,
        rejected: d.rejected,
        mapping: d.mapping,
        replaced: None,
        rate,
        may,
    })
}

async fn replaced(desk: &Desk, tx: &mut Tx, scope: &Scope, it: &Delivery) -> Result<Option<Replaced>, WebError> {
    let known = deliveries::visible(tx, scope).await?;
    let found = desk.superseded(tx, scope, it, &known).await?;
    let named = |id: &i64| known.iter().find(|one| one.id == *id).map(|one| (one.number().to_string(), one.name.clone()));
    Ok((found.n > 0).then(|| Replaced { n: found.n, of: found.of, by: found.by.iter().filter_map(named).collect() }))
}

/// Nobody knows where a refused row belongs: who sees one municipality sees its values only when the whole file is about
/// that municipality.
fn values_may_be_seen(caller: &Caller, delivery: &Delivery) -> bool {
    let within = |scope: Scope| scope.municipality().is_none() || scope.municipality() == delivery.municipality;
    caller.ctx.permit(Permission::ReadProblems).is_ok_and(within)
}

fn step(step: deliveries::Step, people: &People) -> StepView {
    StepView { at: step.at.0, actor: people.name(&step.actor), state: step.state, reason: step.reason }
}

/// Problems by cause, with an example for who may see values.
async fn causes(tx: &mut Tx, id: DeliveryId, with_example: bool) -> Result<Vec<CauseView>, WebError> {
    let mut views = Vec::new();
    for cause in deliveries::causes(tx, id).await? {
        let example = match with_example {
            true => deliveries::problems(tx, id, &cause.code, 0, 1).await?.pop().map(ProblemView::from),
            false => None,
        };
        views.push(CauseView {
            code: cause.code,
            reason: cause.reason,
            action: cause.action,
            rejected: cause.rejected,
            n: cause.n,
            example,
        });
    }
    Ok(views)
}

fn in_order(found: &[(String, i64)]) -> Vec<(String, i64)> {
    DECISIONS.iter().filter_map(|code| found.iter().find(|(decision, _)| decision == code).cloned()).collect()
}

#[derive(Serialize)]
struct ProblemsPage {
    id: String,
    name: String,
    holder: String,
    cause: String,
    reason: String,
    action: String,
    problems: Vec<ProblemView>,
    pager: Pager,
}

/// `/leveringen/{id}/problemen`
pub async fn problems(caller: Caller, Path(id): Path<String>, Query(query): Query<view::Query>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadProblems)?;
    let mut tx = caller.app().db().read().await?;
    let delivery = found(&mut tx, &scope, &id).await?;
    if !values_may_be_seen(&caller, &delivery) {
        return Err(WebError::NotFound);
    }
    let cause = asked(&query, "oorzaak").to_owned();
    let causes = deliveries::causes(&mut tx, delivery.number()).await?;
    let of_cause = || causes.iter().filter(|c| cause.is_empty() || c.code == cause);
    let pager = Pager::new(page_of(&query), PAGE, of_cause().map(|c| c.n).sum::<i64>() as u64);
    let list = deliveries::problems(&mut tx, delivery.number(), &cause, pager.offset() as i64, PAGE as i64).await?;
    let page = ProblemsPage {
        id: delivery.number().to_string(),
        problems: list.into_iter().map(ProblemView::from).collect(),
        reason: of_cause().next().filter(|_| !cause.is_empty()).map(|c| c.reason.clone()).unwrap_or_default(),
        action: of_cause().next().filter(|_| !cause.is_empty()).map(|c| c.action.clone()).unwrap_or_default(),
        name: delivery.name,
        holder: delivery.holder,
        cause,
        pager,
    };
    drop(tx);
    let detail = serde_json::json!({ "oorzaak": page.cause, "getoond": page.problems.len() });
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "problemen", &page.id).with(detail)).await?;
    caller.page("places/problems.html", &page)
}

#[derive(Serialize)]
struct RowLine {
    href: String,
    row_number: i64,
    sheet: String,
    said: Vec<Said>,
    date: Option<String>,
    decision: String,
    target: Option<String>,
    probability: f64,
}

/// A filter as a link with a count.
#[derive(Serialize)]
struct Chip {
    href: String,
    code: String,
    count: i64,
    on: bool,
}

#[derive(Serialize)]
struct RowsPage {
    id: String,
    name: String,
    holder: String,
    decision: String,
    chips: Vec<Chip>,
    rows: Vec<RowLine>,
    pager: Pager,
}

/// `/leveringen/{id}/rijen`
pub async fn rows(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path(id): Path<String>,
    Query(query): Query<view::Query>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadPlaces)?;
    let mut tx = caller.app().db().read().await?;
    let delivery = found(&mut tx, &scope, &id).await?;
    let number = delivery.number();
    let counts = in_order(&desk.outcome(&mut tx, &scope, number).await?.decisions);
    let asked_for = asked(&query, "besluit");
    let decision = DECISIONS.into_iter().find(|code| *code == asked_for).unwrap_or_default();
    let total: i64 = counts.iter().filter(|(code, _)| decision.is_empty() || code == decision).map(|(_, n)| n).sum();
    let pager = Pager::new(page_of(&query), PAGE, total as u64);
    let found = rows::of_delivery(&mut tx, &scope, number, decision, (pager.offset() as i64, PAGE as i64)).await?;
    drop(tx);
    let page = RowsPage {
        id: number.to_string(),
        name: delivery.name,
        holder: delivery.holder,
        chips: chips(caller.address(), &counts, decision),
        decision: decision.to_owned(),
        rows: found.into_iter().map(line).collect(),
        pager,
    };
    let detail = serde_json::json!({ "besluit": decision, "getoond": page.rows.len() });
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "rijen", number).with(detail)).await?;
    caller.page("places/rows.html", &page)
}

fn chips(address: &str, counts: &[(String, i64)], on: &str) -> Vec<Chip> {
    let address = with_parameter(address, "pagina", None);
    let all = counts.iter().map(|(_, n)| n).sum();
    let first = Chip { href: with_parameter(&address, "besluit", None), code: "alle".into(), count: all, on: on.is_empty() };
    let one = |(code, n): &(String, i64)| Chip {
        href: with_parameter(&address, "besluit", Some(code)),
        code: code.clone(),
        count: *n,
        on: code == on,
    };
    std::iter::once(first).chain(counts.iter().map(one)).collect()
}

fn line(row: MatchedRow) -> RowLine {
    let candidates: Vec<crate::verdict::Candidate> = serde_json::from_str(&row.candidates).unwrap_or_default();
    let chosen = row.target_kind.as_deref().zip(row.target_id.as_deref());
    let label = chosen.and_then(|(kind, id)| candidates.iter().find(|c| c.is(kind, id))).map(|c| c.label.clone());
    RowLine {
        href: view::row_address(row.delivery, row.seq),
        said: view::said(&row.fields, &row.attributes),
        date: row.event_date.and_then(iso),
        target: label.or(row.target_id),
        row_number: row.row_number,
        sheet: row.sheet,
        decision: row.decision,
        probability: row.probability,
    }
}
