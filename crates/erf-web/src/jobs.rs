// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Work that takes longer than a request, as its page shows it to whoever asked for it and to nobody else.

use erf_base::Ctx;
use erf_store::{
    StoreError, Tx,
    job::{self, Job},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

const FOLLOWED: &str = "followed";

/// What the page of a job says; kept with the input of the job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// Key of the text that says what is being done.
    pub title: String,
    /// What it works on, for instance the name of a delivery.
    pub subject: String,
    /// Where the result will be.
    pub result: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    owner: String,
    #[serde(flatten)]
    followed: Followed,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    /// Waiting or busy.
    Running,
    /// Ready.
    Done,
    /// Failed or broken off.
    Failed,
}

/// A job as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JobView {
    /// The number of the job.
    pub id: i64,
    /// What its page says.
    #[serde(flatten)]
    pub followed: Followed,
    /// How much is done.
    pub done: i64,
    /// Out of how much; 0 while unknown.
    pub total: i64,
    /// What it is doing now, in Dutch. May be empty.
    pub message: String,
    /// How far it is.
    pub state: JobState,
    /// Why it failed, in Dutch. May be empty.
    pub error: String,
}

/// Asks for work that can be followed at [`job_address`]; the worker finds `input` back in the job.
pub async fn start_job(tx: &mut Tx, ctx: &Ctx, kind: &str, followed: Followed, mut input: Map<String, Value>) -> Result<i64, StoreError> {
    let kept = Kept { owner: ctx.actor.id.clone(), followed };
    input.insert(FOLLOWED.to_owned(), serde_json::to_value(kept).expect("four texts are JSON"));
    job::create(tx, kind, Value::Object(input), ctx.now()).await
}

/// Where a job can be followed.
pub fn job_address(id: i64) -> String {
    format!("/taken/{id}")
}

/// A job, for whoever asked for it.
pub(crate) async fn view(tx: &mut Tx, ctx: &Ctx, id: i64) -> Result<Option<JobView>, StoreError> {
    Ok(job::lookup(tx, id).await?.and_then(|found| shown(found, &ctx.actor.id)))
}

fn shown(job: Job, reader: &str) -> Option<JobView> {
    let kept: Kept = serde_json::from_value(job.input.get(FOLLOWED)?.clone()).ok()?;
    let state = match job.state.as_str() {
        "wachtend" | "bezig" => JobState::Running,
        "klaar" => JobState::Done,
        _ => JobState::Failed,
    };
    (kept.owner == reader).then(|| JobView {
        id: job.id,
        followed: kept.followed,
        done: job.progress_done,
        total: job.progress_total,
        message: job.message,
        state,
        error: job.error.unwrap_or_default(),
    })
}
