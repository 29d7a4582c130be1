// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Long work that a page asked for: taking a file in, putting a delivery to use, taking one back. It can be followed, goes on
//! when the reader leaves, and is found again after a crash.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::response::Response;
use erf_base::{Actor, Ctx, Purpose};
use erf_store::{
    Db, StoreError,
    job::{self, Job},
};
use erf_web::{App, Args, Caller, Followed, Lang, WebError, job_address, see_other, start_job};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    desk::{Desk, name_areas},
    warm::warm,
};
use crate::{
    model::{DeliveryId, Offer},
    receive::{self, ReceiveError},
    steps::{self, StepError},
    watch::Watch,
};

/// The kind of these jobs, and whose they are: at start-up, give these to [`job::mark_interrupted`].
const KIND: &str = "levering";
const OWNER: &str = "pagina";
/// How often progress is written down.
const TICK: Duration = Duration::from_millis(700);

/// What is to be done.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "taak", rename_all = "snake_case")]
pub enum Task {
    /// Take a file in and match its rows; the file and its folder are removed afterwards.
    Receive {
        /// What was said of the file.
        offer: Box<Offer>,
        /// Where it waits, in a folder of its own.
        path: PathBuf,
    },
    /// Put a delivery to use.
    Release {
        /// The delivery.
        id: i64,
    },
    /// Take a delivery back.
    Withdraw {
        /// The delivery.
        id: i64,
        /// Why.
        reason: String,
    },
    /// Match all rows again by another cut.
    SetCut {
        /// From which chance a match is certain.
        cut: f64,
        /// Why.
        reason: String,
    },
}

/// A task with who asked for it and why.
#[derive(Serialize, Deserialize)]
struct Asked {
    actor: Actor,
    purpose: Purpose,
    request_id: String,
    task: Task,
}

/// Queues a task, starts it as soon as it is its turn, and leads to the page where it can be followed.
pub async fn ask(caller: &Caller, desk: &Arc<Desk>, followed: Followed, task: Task) -> Result<Response, WebError> {
    let ctx = &caller.ctx;
    let asked = Asked { actor: ctx.actor.clone(), purpose: ctx.purpose.clone(), request_id: ctx.request_id.clone(), task };
    let Ok(Value::Object(input)) = serde_json::to_value(asked) else { return Err(WebError::internal("een taak is niet op te schrijven")) };
    let mut tx = caller.app().db().begin().await?;
    let id = start_job(&mut tx, ctx, KIND, followed, input).await?;
    tx.commit().await?;
    tokio::spawn(work_off(caller.app().clone(), Arc::clone(desk)));
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
        tracing::error!(%error, "Tasks that were cut off could not be marked.");
    }
}

/// Does what waits, one task at a time; also at start-up, for what was asked before a restart.
pub async fn work_off(app: App, desk: Arc<Desk>) {
    loop {
        let Ok(_turn) = desk.works.turn().await else {
            tracing::error!("er is geen beurt te krijgen voor werk aan leveringen");
            return;
        };
        match claim(&app).await {
            Ok(Some(job)) => {
                if let Err(error) = run(&app, &desk, job).await {
                    tracing::error!(%error, "de afloop van een taak is niet opgeschreven");
                }
            }
            Ok(None) => return,
            Err(error) => {
                tracing::error!(%error, "er is geen taak te halen");
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

async fn run(app: &App, desk: &Desk, job: Job) -> Result<(), StoreError> {
    let progress = Arc::new(Progress::default());
    let writing = tokio::spawn(write_down(app.clone(), Arc::clone(&progress), job.id));
    let outcome = match serde_json::from_value::<Asked>(job.input) {
        Ok(asked) => done(app, desk, asked, progress).await,
        Err(error) => Err(format!("Deze taak is niet te lezen: {error}")),
    };
    writing.abort();
    name_areas(app, app.db()).await?;
    let mut tx = app.db().begin().await?;
    job::finish(&mut tx, job.id, outcome, app.clock().now()).await?;
    tx.commit().await?;
    warm(app, desk).await;
    Ok(())
}

async fn done(app: &App, desk: &Desk, asked: Asked, progress: Arc<Progress>) -> Result<(), String> {
    let ctx = Ctx { actor: asked.actor, purpose: asked.purpose, clock: app.clock().clone(), request_id: asked.request_id };
    match asked.task {
        Task::Receive { offer, path } => {
            let outcome = take_in(app.db(), desk, &ctx, &offer, &path, progress).await;
            if let Err(error) = path.parent().map_or(Ok(()), std::fs::remove_dir_all) {
                tracing::warn!(%error, "een aangeleverd bestand bleef in de tijdelijke map staan");
            }
            outcome
        }
        Task::Release { id } => said(steps::release(app.db(), &ctx, DeliveryId(id), progress.as_ref()).await),
        Task::SetCut { cut, reason } => said(steps::set_cut(app.db(), &ctx, cut, &reason, progress.as_ref()).await),
        Task::Withdraw { id, reason } => said(steps::withdraw(app.db(), &ctx, DeliveryId(id), &reason, progress.as_ref()).await),
    }
}

async fn take_in(db: &Db, desk: &Desk, ctx: &Ctx, offer: &Offer, path: &std::path::Path, progress: Arc<Progress>) -> Result<(), String> {
    let watch = Arc::clone(&progress);
    let received = receive::receive(db, ctx, offer, path, desk.program.clone(), watch).await.map_err(|e: ReceiveError| e.to_string())?;
    if received.known {
        return Err(format!("Dit bestand is er al, als levering {}. Er is niets veranderd.", received.id));
    }
    said(steps::admit(db, ctx, &[received.id], false, progress.as_ref()).await)
}

fn said(result: Result<(), StepError>) -> Result<(), String> {
    result.map_err(|error| error.to_string())
}

/// How far the work is, for the page.
#[derive(Default)]
struct Progress {
    done: AtomicU64,
    total: AtomicU64,
    phase: Mutex<String>,
}

impl Watch for Progress {
    fn phase(&self, name: &str) {
        *self.phase.lock().unwrap_or_else(PoisonError::into_inner) = name.to_owned();
        self.progress(0, 0);
    }

    fn progress(&self, done: u64, total: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }
}

/// Writes progress down now and then, in a task of its own: the work may hold the only writer for a while.
async fn write_down(app: App, progress: Arc<Progress>, id: i64) {
    let mut last = (0, 0, String::new());
    loop {
        tokio::time::sleep(TICK).await;
        let phase = progress.phase.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let now = (progress.done.load(Ordering::Relaxed), progress.total.load(Ordering::Relaxed), phase);
        if now != last {
            if let Err(error) = write_one(&app, id, &now).await {
                tracing::warn!(%error, "de voortgang is niet opgeschreven");
            }
            last = now;
        }
    }
}

async fn write_one(app: &App, id: i64, (done, total, phase): &(u64, u64, String)) -> Result<(), StoreError> {
    let message = app.words().text(Lang::Nl, &format!("phase-{phase}"), &Args::new()).unwrap_or_default();
    let mut tx = app.db().begin().await?;
    job::progress(&mut tx, id, *done, *total, &message).await?;
    tx.commit().await
}
