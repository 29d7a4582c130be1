// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Ask for a linkage: one or two CSVs, or one or two released deliveries; with whose they are, why, and until when.

use std::sync::Arc;

use axum::{Extension, extract::Multipart, extract::multipart::Field, http::StatusCode, response::Response};
use erf_base::Permission;
use erf_places::model::DeliveryId;
use erf_web::{Caller, Followed, Form, WebError};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;

use super::view::{address, iso};
use crate::{
    intake::{self, IntakeError, Side},
    model::{LinkageId, day},
    order::{self, Asked, OrderError},
    store::rows::{self, Offered},
    tasks::{Desk, Task},
};

/// The most that one request brings.
pub const MOST_BYTES: usize = 64 << 20;
/// The longest text a field takes.
const MOST_TEXT: usize = 2_000;
/// How long a linkage is kept when nothing else is said.
const USUAL_MONTHS: i32 = 3;

#[derive(Serialize)]
struct Choice {
    value: String,
    text: String,
}

#[derive(Serialize)]
struct NewPage {
    form: Form,
    deliveries: Vec<Choice>,
    /// Why a table is not taken in, in our own words.
    refused: Option<String>,
    most_rows: usize,
}

/// What a browser sent.
struct Sent {
    form: Form,
    files: Vec<(String, Vec<u8>)>,
}

/// `/koppelwerkbank/nieuw`
pub async fn ask(caller: Caller) -> Result<Response, WebError> {
    let until = caller.ctx.clock.today().saturating_add(USUAL_MONTHS.months());
    shown(&caller, Form::default().with("bewaren_tot", until.to_string()), None, StatusCode::OK).await
}

/// `POST /koppelwerkbank/nieuw`
pub async fn take(caller: Caller, Extension(desk): Extension<Arc<Desk>>, parts: Multipart) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::LinkTables)?;
    let Sent { mut form, files } = receive(parts).await?;
    let mut tx = caller.app().db().read().await?;
    let offered = rows::offered(&mut tx, &scope).await?;
    drop(tx);
    let chosen = chosen(&form, &offered);
    check_source(&mut form, files.len(), chosen.len());
    let asked = check(&caller, &mut form, &chosen);
    let Some(asked) = asked.filter(|_| form.is_right()) else {
        return shown(&caller, form, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let made = match files.is_empty() {
        true => of_deliveries(&caller, &asked, &chosen).await?,
        false => of_files(&caller, &asked, files).await?,
    };
    match made {
        Ok(id) => {
            let followed = Followed { title: "job-linkage".into(), subject: asked.name, result: address(id) };
            erf_web::ask(&caller, &desk, followed, Task::Make { id }).await
        }
        Err(said) => shown(&caller, form, Some(said), StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

async fn of_files(caller: &Caller, asked: &Asked, files: Vec<(String, Vec<u8>)>) -> Result<Result<LinkageId, String>, WebError> {
    let read = move || files.into_iter().map(|(name, bytes)| intake::read(&name, bytes)).collect::<Result<Vec<Side>, IntakeError>>();
    let sides = match tokio::task::spawn_blocking(read).await.map_err(WebError::internal)? {
        Ok(sides) => sides,
        Err(error) => return Ok(Err(error.to_string())),
    };
    order::of_tables(caller.app().db(), &caller.ctx, asked, sides).await.map(Ok).map_err(failed)
}

async fn of_deliveries(caller: &Caller, asked: &Asked, chosen: &[&Offered]) -> Result<Result<LinkageId, String>, WebError> {
    let ids: Vec<i64> = chosen.iter().map(|delivery| delivery.id).collect();
    match order::of_deliveries(caller.app().db(), &caller.ctx, asked, &ids).await {
        Err(error @ OrderError::OutlivesDelivery { .. }) => Ok(Err(sentence(&error.to_string()))),
        other => other.map(Ok).map_err(failed),
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

fn failed(error: OrderError) -> WebError {
    match error {
        OrderError::Denied(error) => error.into(),
        OrderError::Store(error) => error.into(),
        OrderError::NoSuchDelivery | OrderError::OutlivesDelivery { .. } => WebError::NotFound,
    }
}

/// The deliveries that were chosen and are offered to this reader.
fn chosen<'o>(form: &Form, offered: &'o [Offered]) -> Vec<&'o Offered> {
    let of = |field: &str| form.value(field).parse::<DeliveryId>().ok().and_then(|id| offered.iter().find(|known| known.id == id.0));
    let mut chosen: Vec<&Offered> = ["levering", "levering_2"].into_iter().filter_map(of).collect();
    chosen.dedup_by_key(|delivery| delivery.id);
    chosen
}

fn check_source(form: &mut Form, files: usize, deliveries: usize) {
    match (files, deliveries) {
        (0, 0) => form.fault("bestand", "linkage-no-source"),
        (1.., 1..) => form.fault("levering", "linkage-two-sources"),
        _ => {}
    }
}

/// Checks everything at once. What a delivery says of itself need not be typed again.
fn check(caller: &Caller, form: &mut Form, chosen: &[&Offered]) -> Option<Asked> {
    let first = chosen.first();
    let said = |form: &mut Form, field: &str, own: Option<&String>, key: &'static str| match own.filter(|_| form.value(field).is_empty()) {
        Some(own) => own.clone(),
        None => form.required(field, key),
    };
    let name = form.required("naam", "linkage-name-missing");
    let purpose = form.required("doel", "linkage-purpose-missing");
    let holder = said(form, "houder", first.map(|delivery| &delivery.holder), "linkage-holder-missing");
    let legal_basis = said(form, "grondslag", first.map(|delivery| &delivery.legal_basis), "linkage-basis-missing");
    let until = form.value("bewaren_tot").parse::<Date>().ok().filter(|until| *until > caller.ctx.clock.today());
    if until.is_none() {
        form.fault("bewaren_tot", "linkage-until-wrong");
    }
    let one_to_one = form.value("een_op_een") == "ja";
    Some(Asked { name, holder, purpose, legal_basis, until: until?, one_to_one })
}

async fn shown(caller: &Caller, form: Form, refused: Option<String>, status: StatusCode) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::LinkTables)?;
    let mut tx = caller.app().db().read().await?;
    let offered = rows::offered(&mut tx, &scope).await?;
    drop(tx);
    let none = Choice { value: String::new(), text: caller.text("linkage-delivery-none", &erf_web::Args::new())? };
    let choice = |delivery: &Offered| {
        let until = day(delivery.retention_until).and_then(|_| iso(delivery.retention_until)).unwrap_or_default();
        let text = format!("{} ({}), n = {}, {until}", delivery.name, delivery.holder, delivery.n);
        Choice { value: DeliveryId(delivery.id).to_string(), text }
    };
    let deliveries = [none].into_iter().chain(offered.iter().map(choice)).collect();
    let page = NewPage { form, deliveries, refused, most_rows: intake::MOST_ROWS };
    caller.page_with_status(status, "workbench/new.html", &page)
}

async fn receive(mut parts: Multipart) -> Result<Sent, WebError> {
    let broken = |_| WebError::Invalid("linkage-upload-broken");
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    while let Some(field) = parts.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(|sent| sent.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()) {
            Some(sent) if sent.is_empty() => {}
            Some(sent) => files.push((sent.chars().take(80).collect(), bytes(field, MOST_BYTES).await?)),
            None => pairs.push((name, String::from_utf8_lossy(&bytes(field, MOST_TEXT).await?).into_owned())),
        }
    }
    files.truncate(2);
    Ok(Sent { form: Form::sent(pairs), files })
}

async fn bytes(mut field: Field<'_>, most: usize) -> Result<Vec<u8>, WebError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| WebError::Invalid("linkage-upload-broken"))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > most {
            return Err(WebError::Invalid("linkage-upload-large"));
        }
    }
    Ok(bytes)
}
