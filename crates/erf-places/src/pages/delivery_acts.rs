// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Put a delivery to use, or take it back: the second names what is lost and asks for the name.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Form as Sent, Path},
    http::StatusCode,
    response::Response,
};
use erf_base::Permission;
use erf_web::{Caller, Followed, Form, WebError};
use serde::Serialize;

use super::{
    delivery::found,
    desk::Desk,
    elsewhere::{Elsewhere, Lost},
    tasks::Task,
};
use crate::{
    model::DeliveryState,
    store::{
        deliveries::Delivery,
        facts::rows::{self, Losses},
    },
};

/// `POST /leveringen/{id}/vrijgeven`
pub async fn release(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Path(id): Path<String>) -> Result<Response, WebError> {
    let delivery = managed(&caller, &id).await?;
    if !matches!(delivery.state(), DeliveryState::Linked | DeliveryState::Validated) {
        return Err(WebError::Conflict("delivery-changed"));
    }
    erf_web::ask(&caller, &desk, followed("job-release", &delivery), Task::Release { id: delivery.id }).await
}

#[derive(Serialize)]
struct WithdrawPage {
    id: String,
    name: String,
    holder: String,
    rows: i64,
    losses: Losses,
    /// What other slices lose.
    elsewhere: Lost,
    form: Form,
}

/// `/leveringen/{id}/intrekken`
pub async fn ask_withdraw(caller: Caller, elsewhere: Option<Extension<Elsewhere>>, Path(id): Path<String>) -> Result<Response, WebError> {
    let delivery = managed(&caller, &id).await?;
    asked(&caller, elsewhere, delivery, Form::default(), StatusCode::OK).await
}

/// `POST /leveringen/{id}/intrekken`
pub async fn withdraw(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    elsewhere: Option<Extension<Elsewhere>>,
    Path(id): Path<String>,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let delivery = managed(&caller, &id).await?;
    let mut form = Form::sent(pairs);
    let reason = form.required("reden", "withdraw-reason-missing");
    if form.value("naam") != delivery.name.trim() {
        form.fault("naam", "withdraw-name-wrong");
    }
    if !form.is_right() {
        return asked(&caller, elsewhere, delivery, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    erf_web::ask(&caller, &desk, followed("job-withdraw", &delivery), Task::Withdraw { id: delivery.id, reason }).await
}

async fn asked(
    caller: &Caller,
    elsewhere: Option<Extension<Elsewhere>>,
    delivery: Delivery,
    form: Form,
    status: StatusCode,
) -> Result<Response, WebError> {
    if !delivery.state().may_become(DeliveryState::Withdrawn) {
        return Err(WebError::Conflict("delivery-changed"));
    }
    let mut tx = caller.app().db().read().await?;
    let losses = rows::losses(&mut tx, delivery.number()).await?;
    drop(tx);
    let elsewhere = match elsewhere {
        Some(Extension(it)) => (it.lost)(caller.clone(), delivery.id).await?,
        None => Vec::new(),
    };
    let page = WithdrawPage {
        id: delivery.number().to_string(),
        rows: delivery.accepted,
        name: delivery.name,
        holder: delivery.holder,
        losses,
        elsewhere,
        form,
    };
    caller.page_with_status(status, "places/withdraw.html", &page)
}

async fn managed(caller: &Caller, id: &str) -> Result<Delivery, WebError> {
    let scope = caller.ctx.permit(Permission::ManageDeliveries)?;
    let mut tx = caller.app().db().read().await?;
    found(&mut tx, &scope, id).await
}

fn followed(title: &str, delivery: &Delivery) -> Followed {
    Followed { title: title.to_owned(), subject: delivery.name.clone(), result: format!("/leveringen/{}", delivery.number()) }
}
