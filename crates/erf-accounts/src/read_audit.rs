// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The audit trail for the privacy officer: who looked at what or changed what, and whether the trail is whole.
//! Reading it leaves a row too.

use std::collections::BTreeMap;

use axum::{extract::Query, response::Response};
use erf_base::{At, MunicipalityCode, Permission};
use erf_store::{
    StoreError, Tx,
    audit::{self, Action, Entry, Filter},
};
use erf_web::{App, Caller, Form, Pager, WebError};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;

use crate::store;

const ROWS: u64 = 50;

#[derive(Serialize)]
struct AuditPage {
    form: Form,
    actors: Vec<Choice>,
    actions: Vec<Choice>,
    rows: Vec<Line>,
    pager: Pager,
    filtered: bool,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    text: String,
}

#[derive(Serialize)]
struct Line {
    seq: i64,
    at: i64,
    actor: String,
    name: Option<String>,
    role: &'static str,
    municipality: Option<String>,
    purpose: String,
    action: String,
    object_kind: String,
    object_id: String,
    request_id: String,
    detail: Option<String>,
}

/// GET `/logboek`.
pub(crate) async fn show(caller: Caller, Query(query): Query<Vec<(String, String)>>) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::ReadAudit)?;
    let mut form = Form::sent(query);
    let filter = asked(&mut form);
    let wanted_page = form.value("pagina").parse().unwrap_or(1);
    let mut tx = caller.app().db().read().await?;
    let total = audit::count(&mut tx, &filter).await?.unsigned_abs();
    let pager = Pager::new(wanted_page, ROWS, total);
    let entries = audit::list(&mut tx, &filter, ROWS as i64, pager.offset() as i64).await?;
    let names = names(&mut tx).await?;
    let page = AuditPage {
        rows: entries.into_iter().map(|entry| line(caller.app(), &names, entry)).collect(),
        actors: actors(&mut tx, &names).await?,
        actions: audit::actions(&mut tx).await?.into_iter().map(|text| Choice { value: text.clone(), text }).collect(),
        filtered: filter != Filter::default(),
        form,
        pager,
    };
    drop(tx);
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "logboek", page.pager.page)).await?;
    caller.page("accounts/audit.html", &page)
}

/// What the form asks for. A date that cannot be read is said on the page and left out.
fn asked(form: &mut Form) -> Filter {
    let text = |form: &Form, field| Some(form.value(field).to_owned()).filter(|value| !value.is_empty());
    let from = date(form, "van");
    let until = date(form, "tot").and_then(|date| date.checked_add(1.day()).ok());
    Filter {
        actor: text(form, "wie"),
        action: text(form, "handeling"),
        object_kind: text(form, "soort"),
        object_id: text(form, "nummer"),
        from: from.map(At::start_of),
        until: until.map(At::start_of),
    }
}

fn date(form: &mut Form, field: &'static str) -> Option<Date> {
    let typed = form.value(field).to_owned();
    let read = typed.parse().ok();
    if read.is_none() && !typed.is_empty() {
        form.fault(field, "audit-date-wrong");
    }
    read
}

async fn names(tx: &mut Tx) -> Result<BTreeMap<String, String>, StoreError> {
    Ok(store::list(tx).await?.into_iter().map(|account| (account.actor_id(), account.name)).collect())
}

/// Only who occurs in the trail can be chosen.
async fn actors(tx: &mut Tx, names: &BTreeMap<String, String>) -> Result<Vec<Choice>, StoreError> {
    let choice = |value: String| {
        let text = names.get(&value).map_or_else(|| value.clone(), |name| format!("{name} ({value})"));
        Choice { value, text }
    };
    Ok(audit::actors(tx).await?.into_iter().map(choice).collect())
}

fn line(app: &App, names: &BTreeMap<String, String>, entry: Entry) -> Line {
    let municipality = entry.municipality.as_deref().and_then(|code| code.parse::<MunicipalityCode>().ok());
    Line {
        seq: entry.seq,
        at: entry.at.0,
        name: names.get(&entry.actor).cloned(),
        actor: entry.actor,
        role: entry.role.code(),
        municipality: municipality.map(|code| app.area_name(code)),
        purpose: entry.purpose,
        action: entry.action,
        object_kind: entry.object_kind,
        object_id: entry.object_id,
        request_id: entry.request_id,
        detail: Some(entry.detail).filter(|detail| detail != "{}"),
    }
}

#[derive(Serialize)]
struct VerifyPage {
    rows: u64,
    head: String,
    broken_at: Option<i64>,
    at: i64,
}

/// GET `/logboek/controle`.
pub(crate) async fn verify(caller: Caller) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::ReadAudit)?;
    let mut tx = caller.app().db().read().await?;
    let verdict = audit::verify(&mut tx).await?;
    drop(tx);
    caller.app().db().record_reading(&caller.ctx, Action::on("gecontroleerd", "logboek", verdict.rows)).await?;
    let page = VerifyPage { rows: verdict.rows, head: verdict.head, broken_at: verdict.broken_at, at: caller.ctx.now().0 };
    caller.page("accounts/audit_check.html", &page)
}
