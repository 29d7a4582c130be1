// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Scans that a page asked for: they can be followed, go on when the reader leaves, and are found again after a crash.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::response::Response;
use erf_base::{Actor, Ctx, Purpose};
use erf_places::{watch::Watch, work::Works};
use erf_store::{
    StoreError,
    job::{self, Job},
};
use erf_web::{App, Args, Caller, Followed, Lang, WebError, job_address, see_other, start_job};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    life::ScanId,
    order::{self, Asked},
};

/// The kind of these jobs, and whose they are.
const KIND: &str = "scan";
const OWNER: &str = "scanpagina";
/// How often progress is written down.
const TICK: Duration = Duration::from_millis(700);

/// What the pages of scans share.
pub struct Bench {
    /// Turns for work on which data rest: no delivery is taken back while a scan is made of it.
    pub works: Arc<Works>,
    /// How many threads may compute.
    pub threads: usize,
}

impl Bench {
    /// With as many threads as the machine has cores.
    pub fn new(works: Arc<Works>) -> Self {
        Self { works, threads: std::thread::available_parallelism().map_or(2, usize::from) }
    }
}

/// What is to be done.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "taak", rename_all = "snake_case")]
pub enum Task {
    /// Make a scan.
    Order {
        /// The number [`order::check`] gave.
        id: ScanId,
        /// What is asked.
        asked: Box<Asked>,
    },
    /// Compute a scan again and compare.
    Again {
        /// Which one.
        id: ScanId,
    },
}

/// A task with who asked for it and why.
#[derive(Serialize, Deserialize)]
struct Wanted {
    actor: Actor,
    purpose: Purpose,
    request_id: String,
    task: Task,
}

/// Queues a task, starts it as soon as it is its turn, and leads to the page where it can be followed.
pub async fn ask(caller: &Caller, bench: &Arc<Bench>, followed: Followed, task: Task) -> Result<Response, WebError> {
    let ctx = &caller.ctx;
    let wanted = Wanted { actor: ctx.actor.clone(), purpose: ctx.purpose.clone(), request_id: ctx.request_id.clone(), task };
    let Ok(Value::Object(input)) = serde_json::to_value(wanted) else { return Err(WebError::internal("een taak is niet op te schrijven")) };
    let mut tx = caller.app().db().begin().await?;
    let id = start_job(&mut tx, ctx, KIND, followed, input).await?;
    tx.commit().await?;
    tokio::spawn(work_off(caller.app().clone(), Arc::clone(bench)));
    Ok(see_other(&job_address(id)))
}

/// At start-up: what was cut off is marked, so that whoever asked for it is told.
pub async fn resume(app: &App) {
    let marked = async {
        let mut tx = app.db().begin().await?;
        job::mark_interrupted(&mut tx, OWNER, app.clock().now()).await?;
        tx.commit().await
    };
    if let Err(error) = marked.await {
        tracing::error!(%error, "Scans that were cut off could not be marked.");
    }
}

/// Does what waits, one task at a time; also at start-up, for what was asked before a restart.
pub async fn work_off(app: App, bench: Arc<Bench>) {
    loop {
        let Ok(_turn) = bench.works.turn().await else {
            tracing::error!("er is geen beurt te krijgen voor een scan");
            return;
        };
        match claim(&app).await {
            Ok(Some(job)) => {
                if let Err(error) = work(&app, &bench, job).await {
                    tracing::error!(%error, "de afloop van een scan is niet opgeschreven");
                }
            }
            Ok(None) => return,
            Err(error) => {
                tracing::error!(%error, "er is geen scantaak te halen");
                return;
            }
        }
    }
}

async fn claim(app: &App) -> Result<Option<Job>, StoreError> {
    let mut tx = app.db().begin().await?;
    let job = job::claim(&mut tx, &[KIND], OWNER, app.clock().now()).await?;
    tx.commit().await?;
    Ok(job)
}

async fn work(app: &App, bench: &Bench, job: Job) -> Result<(), StoreError> {
    let progress = Arc::new(Progress::default());
    let writing = tokio::spawn(write_down(app.clone(), Arc::clone(&progress), job.id));
    let outcome = match serde_json::from_value::<Wanted>(job.input) {
        Ok(wanted) => done(app, bench, wanted, progress.as_ref()).await,
        Err(error) => Err(format!("Deze taak is niet te lezen: {error}")),
    };
    writing.abort();
    let mut tx = app.db().begin().await?;
    job::finish(&mut tx, job.id, outcome, app.clock().now()).await?;
    tx.commit().await
}

async fn done(app: &App, bench: &Bench, wanted: Wanted, progress: &Progress) -> Result<(), String> {
    let ctx = Ctx { actor: wanted.actor, purpose: wanted.purpose, clock: app.clock().clone(), request_id: wanted.request_id };
    let done = match wanted.task {
        Task::Order { id, asked } => order::run(app.db(), &ctx, id, &asked, bench.threads, progress).await.map(drop),
        Task::Again { id } => order::again(app.db(), &ctx, id, bench.threads, progress).await.map(drop),
    };
    done.map_err(|error| error.to_string())
}

/// How far the work is, for the page: which of its parts.
#[derive(Default)]
struct Progress(Mutex<(u64, String)>);

/// Read, compute, save.
const PARTS: u64 = 3;

impl Watch for Progress {
    fn phase(&self, name: &str) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = (now.0 + u64::from(!now.1.is_empty()), name.to_owned());
    }

    fn progress(&self, _: u64, _: u64) {}
}

/// Writes progress down now and then, in a task of its own: the work may hold the only writer for a while.
async fn write_down(app: App, progress: Arc<Progress>, id: i64) {
    let mut last = (0, String::new());
    loop {
        tokio::time::sleep(TICK).await;
        let now = progress.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if now != last {
            if let Err(error) = write_one(&app, id, &now).await {
                tracing::warn!(%error, "de voortgang is niet opgeschreven");
            }
            last = now;
        }
    }
}

async fn write_one(app: &App, id: i64, (done, phase): &(u64, String)) -> Result<(), StoreError> {
    let message = app.words().text(Lang::Nl, &format!("phase-{phase}"), &Args::new()).unwrap_or_default();
    let mut tx = app.db().begin().await?;
    job::progress(&mut tx, id, *done, PARTS, &message).await?;
    tx.commit().await
}
