// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Long work that a page asked for. It can be followed, goes on when the reader leaves, is done one piece at a time, and is found
//! again after a crash.

use std::{
    future::Future,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::response::Response;
use erf_base::{Actor, Ctx, Purpose};
use erf_store::{
    StoreError,
    job::{self, Job},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{App, Args, Caller, Followed, Lang, WebError, Works, job_address, see_other, start_job};

/// How often progress is written down.
const TICK: Duration = Duration::from_millis(700);

/// Does one kind of long work.
pub trait Worker: Send + Sync + 'static {
    /// The kind of its jobs.
    const KIND: &'static str;
    /// Whose they are, so that what was cut off is found at start-up.
    const OWNER: &'static str;
    /// What is to be done.
    type Task: Serialize + DeserializeOwned + Send + 'static;

    /// Turns for work on which data rest.
    fn works(&self) -> &Works;

    /// Does a task; the reason why it failed is in Dutch.
    fn perform(&self, app: &App, ctx: Ctx, task: Self::Task, progress: Arc<Progress>) -> impl Future<Output = Result<(), String>> + Send;

    /// After each task, when its outcome was written down.
    fn afterwards(&self, app: &App) -> impl Future<Output = ()> + Send {
        let _ = app;
        async {}
    }
}

/// A task with who asked for it and why.
#[derive(Serialize, Deserialize)]
struct Asked<T> {
    actor: Actor,
    purpose: Purpose,
    request_id: String,
    task: T,
}

/// Queues a task, starts it as soon as it is its turn, and leads to the page where it can be followed.
pub async fn ask<W: Worker>(caller: &Caller, worker: &Arc<W>, followed: Followed, task: W::Task) -> Result<Response, WebError> {
    let ctx = &caller.ctx;
    let asked = Asked { actor: ctx.actor.clone(), purpose: ctx.purpose.clone(), request_id: ctx.request_id.clone(), task };
    let Ok(Value::Object(input)) = serde_json::to_value(asked) else { return Err(WebError::internal("een taak is niet op te schrijven")) };
    let mut tx = caller.app().db().begin().await?;
    let id = start_job(&mut tx, ctx, W::KIND, followed, input).await?;
    tx.commit().await?;
    tokio::spawn(work_off(caller.app().clone(), Arc::clone(worker)));
    Ok(see_other(&job_address(id)))
}

/// At start-up: what was cut off is marked, so that whoever asked for it is told, and what waited is done.
pub async fn take_up<W: Worker>(app: App, worker: Arc<W>) {
    let marked = async {
        let mut tx = app.db().begin().await?;
        job::mark_interrupted(&mut tx, W::OWNER, app.clock().now()).await?;
        tx.commit().await
    };
    if let Err(error) = marked.await {
        tracing::error!(%error, kind = W::KIND, "Tasks that were cut off could not be marked.");
    }
    work_off(app, worker).await;
}

/// Does what waits, one task at a time.
async fn work_off<W: Worker>(app: App, worker: Arc<W>) {
    loop {
        let Ok(_turn) = worker.works().turn().await else {
            tracing::error!(kind = W::KIND, "er is geen beurt te krijgen");
            return;
        };
        match claim::<W>(&app).await {
            Ok(Some(job)) => {
                if let Err(error) = run(&app, &worker, job).await {
                    tracing::error!(%error, kind = W::KIND, "de afloop van een taak is niet opgeschreven");
                }
            }
            Ok(None) => return,
            Err(error) => {
                tracing::error!(%error, kind = W::KIND, "er is geen taak te halen");
                return;
            }
        }
    }
}

async fn claim<W: Worker>(app: &App) -> Result<Option<Job>, StoreError> {
    let mut tx = app.db().begin().await?;
    let job = job::claim(&mut tx, &[W::KIND], W::OWNER, app.clock().now()).await?;
    tx.commit().await?;
    Ok(job)
}

async fn run<W: Worker>(app: &App, worker: &Arc<W>, job: Job) -> Result<(), StoreError> {
    let progress = Arc::new(Progress::default());
    let writing = tokio::spawn(write_down(app.clone(), Arc::clone(&progress), job.id));
    let outcome = match serde_json::from_value::<Asked<W::Task>>(job.input) {
        Ok(Asked { actor, purpose, request_id, task }) => {
            let ctx = Ctx { actor, purpose, clock: app.clock().clone(), request_id };
            let (app, worker) = (app.clone(), Arc::clone(worker));
            // On a task of its own: when it panics, somebody still hears that it failed.
            let done = tokio::spawn(async move { worker.perform(&app, ctx, task, progress).await }).await;
            done.unwrap_or_else(|error| {
                tracing::error!(%error, kind = W::KIND, "een taak is vastgelopen");
                Err("Deze taak is vastgelopen door een fout in het programma. Probeer het opnieuw, of meld het aan de beheerder."
                    .to_owned())
            })
        }
        Err(error) => Err(format!("Deze taak is niet te lezen: {error}")),
    };
    writing.abort();
    let mut tx = app.db().begin().await?;
    job::finish(&mut tx, job.id, outcome, app.clock().now()).await?;
    tx.commit().await?;
    worker.afterwards(app).await;
    Ok(())
}

/// How far the work is, for the page.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    total: AtomicU64,
    phase: Mutex<String>,
}

impl Progress {
    /// A new part begins; its words are the text `phase-NAME`.
    pub fn begin(&self, phase: &str) {
        phase.clone_into(&mut self.phase.lock().unwrap_or_else(PoisonError::into_inner));
        self.at(0, 0);
    }

    /// `done` of `total`; a total of zero is not known.
    pub fn at(&self, done: u64, total: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    fn now(&self) -> (u64, u64, String) {
        let phase = self.phase.lock().unwrap_or_else(PoisonError::into_inner).clone();
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed), phase)
    }
}

/// Writes progress down now and then, in a task of its own: the work may hold the only writer for a while.
async fn write_down(app: App, progress: Arc<Progress>, id: i64) {
    let mut last = (0, 0, String::new());
    loop {
        tokio::time::sleep(TICK).await;
        let now = progress.now();
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
