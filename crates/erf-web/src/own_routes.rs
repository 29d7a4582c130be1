// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The few addresses that belong to no slice: web files, language, purpose, and jobs.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Form, Path, Query},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use erf_base::Purpose;
use erf_store::audit::{self, Action};
use serde::{Deserialize, Serialize};

use crate::{
    Access, Args, Caller, Flash, JobState, JobView, Lang, Routes, Sessions, Visitor, WebError, assets, cookies, jobs, safe_target,
    see_other,
};

pub(crate) const LANGUAGE: &str = "erf_taal";
const YEAR_SECONDS: u32 = 365 * 24 * 3600;

/// The addresses of the shell itself.
pub fn routes() -> Routes {
    Routes::new()
        .get("/middelen/{bestand}", Access::Public, assets::serve)
        .get("/favicon.ico", Access::Public, assets::favicon)
        .get("/taal/{taal}", Access::Public, choose_language)
        .post("/doel", Access::SignedIn, choose_purpose)
        .get("/taken/{id}", Access::SignedIn, follow_job)
}

/// A link, so that it works without script; it changes nothing but how pages read.
async fn choose_language(
    visitor: Visitor,
    Path(code): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, WebError> {
    let lang = Lang::from_code(&code).ok_or(WebError::NotFound)?;
    let mut response = see_other(safe_target(query.get("naar").map_or("/", String::as_str)));
    let cookie = cookies::keep(LANGUAGE, lang.code(), visitor.app().https(), Some(YEAR_SECONDS));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

#[derive(Deserialize)]
struct PurposeForm {
    doel: String,
    #[serde(default)]
    naar: String,
}

/// Only a purpose that fits the role can be chosen; what is seen from then on is kept under it.
async fn choose_purpose(caller: Caller, headers: HeaderMap, Form(form): Form<PurposeForm>) -> Result<Response, WebError> {
    let app = caller.app();
    let purpose = Purpose(form.doel);
    if !app.purposes(&caller.ctx.actor).contains(&purpose) {
        return Err(WebError::Invalid("purpose-unknown"));
    }
    let mut tx = app.db().begin().await?;
    Sessions::set_purpose(&mut tx, app, &headers, &purpose).await?;
    audit::write(&mut tx, &caller.ctx, Action::on("gekozen", "doel", &purpose.0)).await?;
    tx.commit().await?;
    Ok(caller.go_with(safe_target(&form.naar), &Flash::new("flash-purpose")))
}

#[derive(Serialize)]
struct JobPage {
    job: JobView,
    running: bool,
}

/// What the island needs: the job and the line below its bar in the reader's language.
#[derive(Serialize)]
struct JobReply {
    #[serde(flatten)]
    job: JobView,
    line: String,
}

/// How far a job is: a page that refreshes itself, or JSON for the island that does it more smoothly.
async fn follow_job(caller: Caller, Path(id): Path<i64>, headers: HeaderMap) -> Result<Response, WebError> {
    let mut tx = caller.app().db().read().await?;
    let job = jobs::view(&mut tx, &caller.ctx, id).await?.ok_or(WebError::NotFound)?;
    let json = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.starts_with("application/json"));
    if json {
        let line = progress_line(&caller, &job)?;
        return Ok(Json(JobReply { job, line }).into_response());
    }
    if job.state == JobState::Done {
        return Ok(see_other(&job.followed.result));
    }
    caller.page("job.html", &JobPage { running: job.state == JobState::Running, job })
}

fn progress_line(caller: &Caller, job: &JobView) -> Result<String, WebError> {
    let mut args = Args::new();
    args.set("gedaan", job.done);
    args.set("totaal", job.total);
    let key = match (job.total, job.done) {
        (0, 0) => "progress-starting",
        (0, _) => "progress-done",
        _ => "progress-of",
    };
    caller.text(key, &args)
}
