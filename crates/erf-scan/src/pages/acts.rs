// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Steps in the life of a scan: ask somebody else to check it, approve it or send it back, and compute it again.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Form as Sent, Path},
    response::Response,
};
use erf_base::Permission;
use erf_web::{Caller, Flash, Followed, Form, WebError};

use super::{
    desk::Desk,
    scan_page,
    view::{self, scan_address},
};
use crate::{
    approve::{self, ApproveError},
    life::ScanId,
    tasks::Task,
};

/// What a browser sent: names with values.
pub type Pairs = Vec<(String, String)>;

/// `POST /scans/{id}/toets`
pub async fn ask(caller: Caller, Path(id): Path<String>) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::OrderScans)?;
    let number = number(&id)?;
    approve::ask(caller.app().db(), &caller.ctx, number).await.map_err(refused)?;
    Ok(caller.go_with(&scan_address(number), &Flash::new("flash-scan-asked")))
}

/// `POST /scans/{id}/vaststellen`
pub async fn approve(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path(id): Path<String>,
    Sent(pairs): Sent<Pairs>,
) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::ApproveScans)?;
    let number = number(&id)?;
    let mut form = Form::sent(pairs);
    let (db, ctx) = (caller.app().db(), &caller.ctx);
    // Nothing is put to use by a form that does not say so.
    let back = match form.value("oordeel") {
        "ja" => false,
        "nee" => true,
        _ => return Err(WebError::Invalid("scan-no-verdict")),
    };
    let note = if back { form.required("toelichting", "scan-send-back-missing") } else { form.value("toelichting").to_owned() };
    if !form.is_right() {
        return scan_page::with_form(&caller, &desk, &id, form).await;
    }
    let done = match back {
        true => approve::refuse(db, ctx, number, &note).await,
        false => approve::approve_with(db, ctx, number, &note).await,
    };
    done.map_err(refused)?;
    Ok(caller.go_with(&scan_address(number), &Flash::new(if back { "flash-scan-back" } else { "flash-scan-approved" })))
}

/// `POST /scans/{id}/opnieuw`
pub async fn rerun(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Path(id): Path<String>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadScans)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, &id).await?;
    drop(tx);
    if scope.municipality().is_some() {
        return Err(WebError::NotAllowed);
    }
    if view::is_over(&scan) {
        return Err(WebError::Refused("scan-rerun-over"));
    }
    let followed =
        Followed { title: "job-rerun".into(), subject: scan.name.clone(), result: format!("{}#gegevens", scan_address(scan.number())) };
    erf_web::ask(&caller, &desk.bench, followed, Task::Again { id: scan.number() }).await
}

/// The number of a scan in an address.
pub fn number(text: &str) -> Result<ScanId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

fn refused(error: ApproveError) -> WebError {
    match error {
        ApproveError::NotFound => WebError::NotFound,
        ApproveError::OwnScan => WebError::Refused("scan-own-scan"),
        ApproveError::WrongState(_) => WebError::Conflict("scan-changed"),
        ApproveError::NoReason => WebError::Invalid("scan-send-back-missing"),
        ApproveError::InputGone(_) => WebError::Conflict("scan-input-gone"),
        ApproveError::Store(error) => error.into(),
    }
}
