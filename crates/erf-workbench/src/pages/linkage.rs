// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One linkage: what was read in the columns and why, what was compared, what is expected, and what happened since.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Form as Sent, Path},
    response::Response,
};
use erf_base::Permission;
use erf_linkage::block::RuleReport;
use erf_places::model::DeliveryId;
use erf_web::{Caller, Flash, Followed, WebError};
use serde::Serialize;

use super::view::{self, Head, OfHundred, People, Query, address, asked, found, iso, noted, refused};
use crate::{
    compute, end,
    model::{Remark, RoleFound, State},
    store::{
        linkages::{self, Happened, Input, Linkage},
        pairs, rows,
    },
    tasks::{Desk, Task},
};

#[derive(Serialize)]
struct Table {
    name: String,
    side: i64,
    href: Option<String>,
    hash: String,
    rows_in: i64,
    rejected: i64,
}

/// What became of the columns of a table.
#[derive(Serialize)]
struct Columns {
    table: String,
    roles: Vec<RoleFound>,
    left_out: Vec<String>,
    /// The column that names the rows; empty for the number of the row, nothing when it was not kept.
    named_by: Option<String>,
    delivery: bool,
}

#[derive(Serialize)]
struct Event {
    at: i64,
    who: String,
    cause: String,
    /// What somebody typed about a cut; what is said of a pair stands with the pair, for who judged it too.
    reason: String,
    bits: Option<f64>,
    n: u64,
}

#[derive(Serialize)]
struct LinkagePage {
    linkage: Head,
    about: About,
    inputs: Vec<Table>,
    expected: Option<OfHundred>,
    columns: Vec<Columns>,
    preset_reason: String,
    blocking: Vec<RuleReport>,
    compared: u64,
    unreached: f64,
    warnings: Vec<Remark>,
    single: i64,
    several: i64,
    waiting: i64,
    events: Vec<Event>,
    /// Asked for, but nobody works on it.
    stuck: bool,
}

#[derive(Serialize)]
struct About {
    purpose: String,
    legal_basis: String,
    holder: String,
    until: Option<String>,
    author: String,
    at: i64,
    rows: i64,
    pairs: i64,
    seed: i64,
    one_to_one: bool,
    engine: String,
    input_hash: String,
    result_hash: String,
    error: Option<String>,
    learned_from: u64,
}

/// `/koppelwerkbank/{linkage}`
pub async fn show(caller: Caller, Path(id): Path<String>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadLinkages)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = found(&mut tx, &scope, &id).await?;
    let people = People::known(&mut tx).await?;
    let facts = linkage.facts();
    let ready = linkage.state() == State::Ready;
    let (single, several) = rows::count_groups(&mut tx, &linkage).await?;
    let inputs = linkages::inputs(&mut tx, &linkage).await?;
    let page = LinkagePage {
        linkage: Head::of(&caller, &linkage, "linkage-tab-overview"),
        expected: ready.then(|| OfHundred::of(&compute::expected(&facts, linkage.cut))),
        columns: inputs.iter().zip([facts.roles, facts.other_roles]).map(columns).collect(),
        inputs: inputs.into_iter().map(table).collect(),
        waiting: if ready { pairs::count_open(&mut tx, &linkage, pairs::DOUBT).await? } else { 0 },
        events: linkages::events(&mut tx, &linkage, 20).await?.into_iter().map(|it| event(it, &people)).collect(),
        about: about(&linkage, &people, facts.learned_from),
        preset_reason: facts.preset_reason,
        blocking: facts.blocking,
        compared: facts.compared,
        unreached: facts.unreached,
        warnings: facts.warnings,
        single,
        several,
        stuck: matches!(linkage.state(), State::Waiting | State::Failed),
    };
    drop(tx);
    noted(&caller, &linkage, "overzicht").await?;
    caller.page("workbench/linkage.html", &page)
}

fn about(linkage: &Linkage, people: &People, learned_from: u64) -> About {
    About {
        purpose: linkage.purpose.clone(),
        legal_basis: linkage.legal_basis.clone(),
        holder: linkage.holder.clone(),
        until: iso(linkage.retention_until),
        author: people.name(&linkage.author),
        at: linkage.at.0,
        rows: linkage.row_count,
        pairs: linkage.pairs,
        seed: linkage.seed,
        one_to_one: linkage.one_to_one,
        engine: linkage.engine.clone(),
        input_hash: linkage.input_hash.clone(),
        result_hash: linkage.result_hash.clone(),
        error: linkage.error.clone(),
        learned_from,
    }
}

fn columns((input, roles): (&Input, Vec<RoleFound>)) -> Columns {
    let (left_out, named_by) = (input.left_out(), input.named_by.clone());
    Columns { table: input.name.clone(), roles, left_out, named_by, delivery: input.delivery.is_some() }
}

fn table(input: Input) -> Table {
    let href = input.delivery.map(|id| format!("/leveringen/{}", DeliveryId(id)));
    Table { name: input.name, side: input.side, href, hash: input.hash, rows_in: input.rows_in, rejected: input.rejected }
}

fn event(it: Happened, people: &People) -> Event {
    let detail: serde_json::Value = serde_json::from_str(&it.detail).unwrap_or_default();
    let reason = if it.cause == "grens" { it.reason } else { String::new() };
    let n = detail["n"].as_u64().unwrap_or_default();
    Event { at: it.at.0, who: people.name(&it.actor), cause: it.cause, reason, bits: it.bits, n }
}

/// `POST /koppelwerkbank/{linkage}/opnieuw`: what was cut off or failed is tried again.
pub async fn again(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Path(id): Path<String>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::LinkTables)?;
    let mut tx = caller.app().db().begin().await?;
    let linkage = found(&mut tx, &scope, &id).await?;
    if !matches!(linkage.state(), State::Waiting | State::Failed) {
        return Err(WebError::Conflict("linkage-made-already"));
    }
    linkages::set_state(&mut tx, linkage.number(), State::Waiting, None).await?;
    tx.commit().await?;
    let followed = Followed { title: "job-linkage".into(), subject: linkage.name.clone(), result: address(linkage.number()) };
    erf_web::ask(&caller, &desk, followed, Task::Make { id: linkage.number() }).await
}

/// `POST /koppelwerkbank/{linkage}/verwijderen`: the name must be typed, as nothing is left afterwards.
pub async fn delete(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path(id): Path<String>,
    Sent(form): Sent<Query>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::LinkTables)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = found(&mut tx, &scope, &id).await?;
    drop(tx);
    if asked(&form, "naam") != linkage.name {
        return Ok(caller.go_with(&format!("{}#verwijderen", view::address(linkage.number())), &Flash::new("flash-linkage-name")));
    }
    end::delete(caller.app().db(), &caller.ctx, linkage.number()).await.map_err(refused)?;
    desk.runs.forget(linkage.id);
    Ok(caller.go_with("/koppelwerkbank", &Flash::new("flash-linkage-deleted")))
}
