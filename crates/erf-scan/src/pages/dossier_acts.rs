// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What people do with a dossier: decide, take back, note a visit, a correction or an objection.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Form as Sent, FromRequest, FromRequestParts, Path, Request},
    http::StatusCode,
    response::Response,
};
use erf_base::{Ctx, Permission};
use erf_store::Db;
use erf_web::{App, Caller, Flash, Form, WebError};
use serde::Deserialize;

use super::{
    acts::{Pairs, number},
    desk::Desk,
    dossier::{self, Back},
    view::dossier_address,
};
use crate::{
    correct::{self, CorrectError},
    decide::{self, DecideError},
    life::{Choice, ScanId, State, ToldBy, VisitOutcome},
    object::{self, ObjectError},
};

/// Where an act is about.
#[derive(Deserialize)]
struct Where {
    id: String,
    place: String,
    /// Only in the address of a correction.
    #[serde(default)]
    correction: i64,
}

/// A posted act on a place, by somebody who may decide there.
pub struct Act {
    caller: Caller,
    desk: Arc<Desk>,
    number: ScanId,
    at: Where,
    form: Form,
}

impl FromRequest<App> for Act {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &App) -> Result<Self, WebError> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, app).await?;
        caller.ctx.permit(Permission::DecidePlaces)?;
        let Path(at) = Path::<Where>::from_request_parts(&mut parts, app).await.map_err(|_| WebError::NotFound)?;
        let Extension(desk) = Extension::from_request_parts(&mut parts, app).await.map_err(WebError::internal)?;
        let sent = Sent::<Pairs>::from_request(Request::from_parts(parts, body), app).await;
        let Sent(pairs) = sent.map_err(|_| WebError::Invalid("act-unreadable"))?;
        Ok(Self { number: number(&at.id)?, caller, desk, at, form: Form::sent(pairs) })
    }
}

impl Act {
    fn by(&self) -> (&Db, &Ctx, ScanId, &str) {
        (self.caller.app().db(), &self.caller.ctx, self.number, &self.at.place)
    }

    fn done(&self, said: &str, part: &str) -> Response {
        self.caller.go_with(&format!("{}{part}", dossier_address(self.number, &self.at.place)), &Flash::new(said))
    }

    /// The dossier again: a field names a citizen service number, and nothing was kept.
    async fn naming(mut self, field: &str, open: &'static str) -> Result<Response, WebError> {
        self.form.fault(field, "text-bsn");
        self.faulty(open).await
    }

    /// The dossier again, with what is wrong beside the fields and one form open.
    async fn faulty(self, open: &'static str) -> Result<Response, WebError> {
        let back = Back { form: self.form, open, status: StatusCode::UNPROCESSABLE_ENTITY };
        dossier::shown(&self.caller, &self.desk, &self.at.id, &self.at.place, back).await
    }
}

/// `POST …/besluit`
pub async fn decide(mut act: Act) -> Result<Response, WebError> {
    let choice: Choice = act.form.value("besluit").parse().map_err(|_| WebError::Invalid("decide-no-choice"))?;
    let seen: i64 = act.form.value("beurt").parse().unwrap_or_default();
    let reason = act.form.required("reden", "decide-reason-missing");
    if !act.form.is_right() {
        return act.faulty("").await;
    }
    let (db, ctx, scan, place) = act.by();
    let (fault, open) = match decide::decide(db, ctx, scan, place, choice, &reason, seen).await {
        Ok(()) => return Ok(act.done(&format!("flash-decided-{choice}"), "#besluit")),
        Err(DecideError::Paused) => ("decide-paused", "bezwaar"),
        Err(DecideError::Changed) => ("decide-changed", ""),
        Err(DecideError::Bsn) => ("text-bsn", ""),
        Err(error) => return Err(refused(error)),
    };
    act.form.fault("reden", fault);
    act.faulty(open).await
}

/// `POST …/besluit/ongedaan`
pub async fn undo(act: Act) -> Result<Response, WebError> {
    let turn: i64 = act.form.value("beurt").parse().unwrap_or_default();
    let (db, ctx, scan, place) = act.by();
    decide::undo(db, ctx, scan, place, turn).await.map_err(refused)?;
    Ok(act.done("flash-decision-undone", "#besluit"))
}

/// `POST …/bezoek`
pub async fn visited(mut act: Act) -> Result<Response, WebError> {
    let today = act.caller.ctx.clock.today();
    let on = act.form.value("bezocht").parse::<jiff::civil::Date>().ok().filter(|day| *day <= today);
    let outcome: Option<VisitOutcome> = act.form.value("uitkomst").parse().ok();
    let (Some(on), Some(outcome)) = (on, outcome) else {
        act.form.fault("bezocht", "visit-day-wrong");
        return act.faulty("bezoek").await;
    };
    let (db, ctx, scan, place) = act.by();
    match decide::visited(db, ctx, scan, place, outcome, on).await {
        Ok(()) => Ok(act.done("flash-visit", "#besluit")),
        Err(DecideError::Date) => {
            act.form.fault("bezocht", "visit-day-wrong");
            act.faulty("bezoek").await
        }
        Err(error) => Err(refused(error)),
    }
}

/// `POST …/correctie`
pub async fn correct(mut act: Act) -> Result<Response, WebError> {
    let note = act.form.required("toelichting", "correction-note-missing");
    let told_by: ToldBy = act.form.value("van").parse().unwrap_or(ToldBy::Owner);
    if !act.form.is_right() {
        return act.faulty("correctie").await;
    }
    let (db, ctx, scan, place) = act.by();
    match correct::correct(db, ctx, scan, place, act.form.value("kenmerk"), &note, told_by).await {
        Err(CorrectError::Bsn) => act.naming("toelichting", "correctie").await,
        noted => noted.map_err(incorrect).map(|()| act.done("flash-correction", "#eigenaar")),
    }
}

/// `POST …/correctie/{correction}`
pub async fn settle(mut act: Act) -> Result<Response, WebError> {
    let reason = act.form.required("reden", "correction-reason-missing");
    if !act.form.is_right() {
        return act.faulty("").await;
    }
    let accepted = match act.form.value("oordeel") {
        "ja" => true,
        "nee" => false,
        _ => return Err(WebError::Invalid("correction-no-verdict")),
    };
    let (db, ctx, ..) = act.by();
    match correct::settle(db, ctx, act.at.correction, accepted, &reason).await {
        Err(CorrectError::Bsn) => act.naming("reden", "").await,
        settled => settled
            .map_err(incorrect)
            .map(|()| act.done(if accepted { "flash-correction-yes" } else { "flash-correction-no" }, "#eigenaar")),
    }
}

/// `POST …/bezwaar`
pub async fn object(mut act: Act) -> Result<Response, WebError> {
    let reason = act.form.required("bezwaar", "objection-missing");
    if !act.form.is_right() {
        return act.faulty("bezwaar").await;
    }
    let (db, ctx, scan, place) = act.by();
    match object::object(db, ctx, scan, place, &reason).await {
        Err(ObjectError::Bsn) => act.naming("bezwaar", "bezwaar").await,
        noted => noted.map_err(unheard).map(|()| act.done("flash-objection", "#eigenaar")),
    }
}

/// `POST …/bezwaar/af`
pub async fn lift(mut act: Act) -> Result<Response, WebError> {
    let reason = act.form.required("afhandeling", "objection-lift-missing");
    if !act.form.is_right() {
        return act.faulty("bezwaar").await;
    }
    let (db, ctx, scan, place) = act.by();
    match object::lift(db, ctx, scan, place, &reason).await {
        Err(ObjectError::Bsn) => act.naming("afhandeling", "bezwaar").await,
        lifted => lifted.map_err(unheard).map(|()| act.done("flash-objection-lifted", "#eigenaar")),
    }
}

fn refused(error: DecideError) -> WebError {
    match error {
        DecideError::NotFound => WebError::NotFound,
        DecideError::NotInUse(State::Expired) => WebError::Refused("decide-expired"),
        DecideError::NotInUse(_) => WebError::Refused("decide-not-approved"),
        DecideError::Changed => WebError::Conflict("decide-changed"),
        DecideError::Paused => WebError::Refused("visit-paused"),
        DecideError::DecidedNot => WebError::Refused("visit-decided-not"),
        DecideError::NoReason => WebError::Invalid("decide-reason-missing"),
        DecideError::Bsn => WebError::Invalid("text-bsn"),
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
        CorrectError::Bsn => WebError::Invalid("text-bsn"),
        CorrectError::Changed => WebError::Conflict("correction-changed"),
        CorrectError::Store(error) => error.into(),
    }
}

fn unheard(error: ObjectError) -> WebError {
    match error {
        ObjectError::NotFound => WebError::NotFound,
        ObjectError::NoReason => WebError::Invalid("objection-missing"),
        ObjectError::Bsn => WebError::Invalid("text-bsn"),
        ObjectError::Store(error) => error.into(),
    }
}
