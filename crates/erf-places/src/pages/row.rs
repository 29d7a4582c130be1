// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One row of a partner's file: as found, as understood, what it was matched to and why, and what people said of that.

use std::collections::BTreeMap;

use axum::{extract::Path, response::Response};
use erf_accounts::People;
use erf_base::Permission;
use erf_readers::mapping::TableMapping;
use erf_store::audit::Action;
use erf_web::{Caller, Waterfall, WebError};
use serde::Serialize;

use super::{
    pair::{self, Pair},
    view::{self, Said},
};
use crate::{
    model::DeliveryId,
    present::day_number,
    store::{
        deliveries::{self, Delivery},
        facts::rows::{JudgementRow, MatchedRow},
    },
    verdict::Candidate,
    window,
};

/// Something the matcher considered.
#[derive(Debug, Serialize)]
pub struct CandidateView {
    kind: String,
    id: String,
    label: String,
    href: Option<String>,
    probability: f64,
    chosen: bool,
    waterfall: Waterfall,
}

impl CandidateView {
    /// Whether this is what holds now.
    pub fn chosen(&self) -> bool {
        self.chosen
    }

    /// Where its place is, for who may see that.
    pub fn address(&self) -> Option<String> {
        self.href.clone()
    }
}

/// Something a person said.
#[derive(Debug, Serialize)]
pub struct JudgementView {
    turn: i64,
    verdict: String,
    about: Option<String>,
    reason: String,
    actor: String,
    at: i64,
    undone_by: Option<String>,
    undone_at: Option<i64>,
    ends: bool,
}

#[derive(Serialize)]
struct RowPage {
    delivery: String,
    delivery_name: String,
    holder: String,
    purpose: String,
    legal_basis: String,
    compartment: String,
    released: bool,
    seq: i64,
    sheet: String,
    row_number: i64,
    kind: String,
    date: Option<String>,
    old: bool,
    raw: Vec<(String, String)>,
    fields: Vec<Said>,
    attributes: Vec<Said>,
    decision: String,
    target: Option<CandidateView>,
    others: Vec<CandidateView>,
    probability: f64,
    place_href: Option<String>,
    judgements: Vec<JudgementView>,
    may_judge: bool,
    /// The judgement that this reader may take back.
    undo: Option<i64>,
    /// Somebody else judged, and what they said stays hidden until this reader has judged.
    blind: bool,
}

/// `/rijen/{delivery}/{seq}`
pub async fn show(caller: Caller, Path((delivery, seq)): Path<(String, i64)>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadPlaces)?;
    let id: DeliveryId = delivery.parse().map_err(|_| WebError::NotFound)?;
    let mut tx = caller.app().db().read().await?;
    let pair = Pair::of(&caller, &mut tx, &scope, id, seq).await?.ok_or(WebError::NotFound)?;
    let from = deliveries::any(&mut tx, id).await?.ok_or(WebError::NotFound)?;
    let page = page(&caller, pair, &from, &People::known(&mut tx).await?);
    drop(tx);
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "rij", format!("{id}/{seq}"))).await?;
    caller.page("places/row.html", &page)
}

fn page(caller: &Caller, pair: Pair, from: &Delivery, people: &People) -> RowPage {
    let Pair { row, candidates, judgements, blind, .. } = pair;
    let may_judge = caller.ctx.permit(Permission::JudgeMatches).is_ok();
    let headings = headings(from);
    let since = window::first_day(day_number(caller.ctx.clock.today()));
    let (chosen, others) = candidates.iter().map(|c| candidate(caller, c, &row)).partition::<Vec<_>, _>(|c| c.chosen);
    RowPage {
        delivery: from.number().to_string(),
        delivery_name: from.name.clone(),
        holder: from.holder.clone(),
        purpose: from.purpose.clone(),
        legal_basis: from.legal_basis.clone(),
        compartment: from.compartment.to_string(),
        released: from.state == "vrijgegeven",
        seq: row.seq,
        date: row.event_date.and_then(view::iso),
        old: row.last_day.is_some_and(|day| day < since),
        raw: as_found(&from.columns, &row.raw),
        fields: headed(view::all_fields(&row.fields), &headings),
        attributes: headed(view::all_attributes(&row.attributes), &headings),
        target: chosen.into_iter().next(),
        others,
        probability: row.probability,
        place_href: row.place.as_ref().map(|place| format!("/plaatsen/{place}")),
        undo: pair::to_undo(&judgements, &caller.ctx.actor.id).filter(|_| may_judge),
        judgements: judgements.into_iter().map(|j| said(j, &candidates, people)).collect(),
        may_judge,
        sheet: row.sheet,
        row_number: row.row_number,
        kind: row.kind,
        decision: row.decision,
        blind,
    }
}

/// Each cell with the heading of its column.
fn as_found(columns: &str, raw: &str) -> Vec<(String, String)> {
    let columns: Vec<String> = serde_json::from_str(columns).unwrap_or_default();
    let cells: Vec<String> = serde_json::from_str(raw).unwrap_or_default();
    columns.into_iter().chain(std::iter::repeat(String::new())).zip(cells).collect()
}

/// The heading in the file of each of our fields and attributes.
fn headings(from: &Delivery) -> BTreeMap<String, String> {
    let mapping = from.mapping.as_deref().and_then(|text| TableMapping::from_toml(text, &from.name).ok());
    let Some(mapping) = mapping else { return BTreeMap::new() };
    let fields = mapping.columns.iter().map(|(field, heading)| (format!("field-{field}"), heading.clone()));
    fields.chain(mapping.attributes.iter().map(|(name, a)| (view::sentence(name), a.column.clone()))).collect()
}

fn headed(said: Vec<Said>, headings: &BTreeMap<String, String>) -> Vec<Said> {
    let head = |s: Said| Said { heading: headings.get(s.key.as_ref().unwrap_or(&s.label)).cloned().unwrap_or_default(), ..s };
    said.into_iter().map(head).collect()
}

/// A candidate ready to be shown. One that lies outside the own municipality is named, but leads nowhere.
pub fn candidate(caller: &Caller, it: &Candidate, row: &MatchedRow) -> CandidateView {
    let within = |scope: &erf_base::Scope| scope.municipality().is_none() || it.municipality.is_some_and(|code| scope.covers(code));
    let reachable = caller.ctx.permit(Permission::ReadPlaces).is_ok_and(|scope| within(&scope));
    let place = it.place.as_ref().filter(|_| reachable);
    CandidateView {
        href: place.map(|place| format!("/plaatsen/{place}")),
        chosen: row.target_kind.as_deref() == Some(&it.target_kind) && row.target_id.as_deref() == Some(&it.target_id),
        probability: it.evidence.probability(),
        waterfall: view::drawn(caller, it.evidence.clone()),
        kind: it.target_kind.clone(),
        id: it.target_id.clone(),
        label: it.label.clone(),
    }
}

/// A judgement with the name of who gave it, and of what it is about as far as that is still considered.
pub fn said(j: JudgementRow, candidates: &[Candidate], people: &People) -> JudgementView {
    let target = j.target_kind.as_deref().zip(j.target_id.as_deref());
    let known = target.and_then(|(kind, id)| candidates.iter().find(|c| c.is(kind, id)));
    JudgementView {
        about: known.map(|c| c.label.clone()).or(j.target_id),
        turn: j.turn,
        verdict: j.verdict,
        reason: j.reason,
        actor: people.name(&j.actor),
        at: j.at.0,
        undone_by: j.undone_by.map(|who| people.name(&who)),
        undone_at: j.undone_at.map(|at| at.0),
        ends: j.ends,
    }
}
