// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What people do with a dossier: decide, take back, note a visit, a correction or an objection.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Form as Sent, Path},
    http::StatusCode,
    response::Response,
};
use erf_base::Permission;
use erf_web::{Caller, Flash, Form, WebError};

use super::{
    acts::{Pairs, number},
    desk::Desk,
    dossier::{self, Back},
    view::dossier_address,
};
use crate::{
    correct::{self, CorrectError},
    decide::{self, DecideError},
    life::{Choice, ScanId, ToldBy, VisitOutcome},
    object::{self, ObjectError},
};

type Desked = Extension<Arc<Desk>>;
type About = Path<(String, String)>;

/// `POST …/besluit`
pub async fn decide(
    caller: Caller,
    Extension(desk): Desked,
    Path((id, place)): About,
    Sent(pairs): Sent<Pairs>,
) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::DecidePlaces)?;
    let number = number(&id)?;
    let mut form = Form::sent(pairs);
    let choice: Choice = form.value("besluit").parse().map_err(|_| WebError::Invalid("decide-no-choice"))?;
    let seen: i64 = form.value("beurt").parse().unwrap_or_default();
    let reason = form.required("reden", "decide-reason-missing");
    if !form.is_right() {
        return faulty(&caller, &desk, (&id, &place), form, "").await;
    }
    match decide::decide(caller.app().db(), &caller.ctx, number, &place, choice, &reason, seen).await {
        Ok(()) => Ok(done(&caller, number, &place, &format!("flash-decided-{choice}"), "#besluit")),
        Err(DecideError::Paused) => {
            form.fault("reden", "decide-paused");
            faulty(&caller, &desk, (&id, &place), form, "bezwaar").await
        }
        Err(DecideError::Changed) => {
            form.fault("reden", "decide-changed");
            faulty(&caller, &desk, (&id, &place), form, "").await
        }
        Err(error) => Err(refused(error)),
    }
}

/// `POST …/besluit/ongedaan`
pub async fn undo(caller: Caller, Path((id, place)): About, Sent(pairs): Sent<Pairs>) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::DecidePlaces)?;
    let number = number(&id)?;
    let turn: i64 = Form::sent(pairs).value("beurt").parse().unwrap_or_default();
    decide::undo(caller.app().db(), &caller.ctx, number, &place, turn).await.map_err(refused)?;
    Ok(done(&caller, number, &place, "flash-decision-undone", "#besluit"))
}

/// `POST …/bezoek`
pub async fn visited(
    caller: Caller,
    Extension(desk): Desked,
    Path((id, place)): About,
    Sent(pairs): Sent<Pairs>,
) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::DecidePlaces)?;
    let number = number(&id)?;
    let mut form = Form::sent(pairs);
    let on = form.value("bezocht").parse::<jiff::civil::Date>().ok().filter(|day| *day <= caller.ctx.clock.today());
    let outcome: Option<VisitOutcome> = form.value("uitkomst").parse().ok();
    let (Some(on), Some(outcome)) = (on, outcome) else {
        form.fault("bezocht", "visit-day-wrong");
        return faulty(&caller, &desk, (&id, &place), form, "bezoek").await;
    };
    decide::visited(caller.app().db(), &caller.ctx, number, &place, outcome, on).await.map_err(refused)?;
    Ok(done(&caller, number, &place, "flash-visit", "#besluit"))
}

/// `POST …/correctie`
pub async fn correct(
    caller: Caller,
    Extension(desk): Desked,
    Path((id, place)): About,
    Sent(pairs): Sent<Pairs>,
) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::DecidePlaces)?;
    let number = number(&id)?;
    let mut form = Form::sent(pairs);
    let note = form.required("toelichting", "correction-note-missing");
    let told_by: ToldBy = form.value("van").parse().unwrap_or(ToldBy::Owner);
    if !form.is_right() {
        return faulty(&caller, &desk, (&id, &place), form, "correctie").await;
    }
    let code = form.value("kenmerk").to_owned();
    correct::correct(caller.app().db(), &caller.ctx, number, &place, &code, &note, told_by).await.map_err(incorrect)?;
    Ok(done(&caller, number, &place, "flash-correction", "#eigenaar"))
}

/// `POST …/correctie/{correction}`
pub async fn settle(
    caller: Caller,
    Extension(desk): Desked,
    Path((id, place, correction)): Path<(String, String, i64)>,
    Sent(pairs): Sent<Pairs>,
) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::DecidePlaces)?;
    let number = number(&id)?;
    let mut form = Form::sent(pairs);
    let reason = form.required("reden", "correction-reason-missing");
    if !form.is_right() {
        return faulty(&caller, &desk, (&id, &place), form, "").await;
    }
    let accepted = form.value("oordeel") == "ja";
    correct::settle(caller.app().db(), &caller.ctx, correction, accepted, &reason).await.map_err(incorrect)?;
    Ok(done(&caller, number, &place, if accepted { "flash-correction-yes" } else { "flash-correction-no" }, "#eigenaar"))
}

/// `POST …/bezwaar`
pub async fn object(
    caller: Caller,
    Extension(desk): Desked,
    Path((id, place)): About,
    Sent(pairs): Sent<Pairs>,
) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::DecidePlaces)?;
    let number = number(&id)?;
    let mut form = Form::sent(pairs);
    let reason = form.required("bezwaar", "objection-missing");
    if !form.is_right() {
        return faulty(&caller, &desk, (&id, &place), form, "bezwaar").await;
    }
    object::object(caller.app().db(), &caller.ctx, number, &place, &reason).await.map_err(unheard)?;
    Ok(done(&caller, number, &place, "flash-objection", "#eigenaar"))
}

/// `POST …/bezwaar/af`
pub async fn lift(
    caller: Caller,
    Extension(desk): Desked,
    Path((id, place)): About,
    Sent(pairs): Sent<Pairs>,
) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::DecidePlaces)?;
    let number = number(&id)?;
    let mut form = Form::sent(pairs);
    let reason = form.required("afhandeling", "objection-lift-missing");
    if !form.is_right() {
        return faulty(&caller, &desk, (&id, &place), form, "bezwaar").await;
    }
    object::lift(caller.app().db(), &caller.ctx, number, &place, &reason).await.map_err(unheard)?;
    Ok(done(&caller, number, &place, "flash-objection-lifted", "#eigenaar"))
}

fn done(caller: &Caller, id: ScanId, place: &str, said: &str, part: &str) -> Response {
    caller.go_with(&format!("{}{part}", dossier_address(id, place)), &Flash::new(said))
}

async fn faulty(caller: &Caller, desk: &Desk, (id, place): (&str, &str), form: Form, open: &'static str) -> Result<Response, WebError> {
    dossier::shown(caller, desk, id, place, Back { form, open, status: StatusCode::UNPROCESSABLE_ENTITY }).await
}

fn refused(error: DecideError) -> WebError {
    match error {
        DecideError::NotFound => WebError::NotFound,
        DecideError::NotInUse(_) => WebError::Conflict("scan-changed"),
        DecideError::Changed | DecideError::Paused => WebError::Conflict("decide-changed"),
        DecideError::NoReason => WebError::Invalid("decide-reason-missing"),
        DecideError::Date => WebError::Invalid("visit-day-wrong"),
        DecideError::Store(error) => error.into(),
    }
}

fn incorrect(error: CorrectError) -> WebError {
    match error {
        CorrectError::NotFound => WebError::NotFound,
        CorrectError::NoSuchIndicator => WebError::Invalid("correction-no-indicator"),
        CorrectError::NoNote => WebError::Invalid("correction-note-missing"),
        CorrectError::NoReason => WebError::Invalid("correction-reason-missing"),
        CorrectError::Changed => WebError::Conflict("correction-changed"),
        CorrectError::Store(error) => error.into(),
    }
}

fn unheard(error: ObjectError) -> WebError {
    match error {
        ObjectError::NotFound => WebError::NotFound,
        ObjectError::NoReason => WebError::Invalid("objection-missing"),
        ObjectError::Store(error) => error.into(),
    }
}
