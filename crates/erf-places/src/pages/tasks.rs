// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Long work that a page asked for: taking a file in, putting a delivery to use, taking one back.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use erf_base::Ctx;
use erf_store::Db;
use erf_web::{App, Progress, Worker, Works};
use serde::{Deserialize, Serialize};

use super::{
    desk::{Desk, name_areas},
    warm::warm,
};
use crate::{
    model::{DeliveryId, DeliveryState, Offer, WrongStep},
    receive::{self, ReceiveError},
    steps::{self, StepError},
};

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

impl Worker for Desk {
    const KIND: &'static str = "levering";
    const OWNER: &'static str = "pagina";
    type Task = Task;

    fn works(&self) -> &Works {
        &self.works
    }

    async fn perform(&self, app: &App, ctx: Ctx, task: Task, progress: Arc<Progress>) -> Result<(), String> {
        let outcome = done(app.db(), self, &ctx, task, progress).await;
        name_areas(app, app.db()).await.map_err(|error| error.to_string())?;
        outcome
    }

    async fn afterwards(&self, app: &App) {
        warm(app, self).await;
    }
}

async fn done(db: &Db, desk: &Desk, ctx: &Ctx, task: Task, progress: Arc<Progress>) -> Result<(), String> {
    match task {
        Task::Receive { offer, path } => {
            let outcome = take_in(db, desk, ctx, &offer, &path, progress).await;
            if let Err(error) = path.parent().map_or(Ok(()), std::fs::remove_dir_all) {
                tracing::warn!(%error, "een aangeleverd bestand bleef in de tijdelijke map staan");
            }
            outcome
        }
        Task::Release { id } => said(steps::release(db, ctx, DeliveryId(id), progress.as_ref()).await),
        Task::SetCut { cut, reason } => said(steps::set_cut(db, ctx, cut, &reason, progress.as_ref()).await),
        Task::Withdraw { id, reason } => match steps::withdraw(db, ctx, DeliveryId(id), &reason, progress.as_ref()).await {
            // Asked for twice, by a double click: what was asked for is so.
            Err(StepError::WrongStep(WrongStep { from: DeliveryState::Withdrawn, .. })) => Ok(()),
            outcome => said(outcome),
        },
    }
}

async fn take_in(db: &Db, desk: &Desk, ctx: &Ctx, offer: &Offer, path: &Path, progress: Arc<Progress>) -> Result<(), String> {
    let watch = Arc::clone(&progress);
    let received = receive::receive(db, ctx, offer, path, desk.program.clone(), watch).await.map_err(|e: ReceiveError| e.to_string())?;
    if received.known {
        // The file is where it was to go, and the task leads there.
        return Ok(());
    }
    said(steps::admit(db, ctx, &[received.id], false, progress.as_ref()).await)
}

fn said(result: Result<(), StepError>) -> Result<(), String> {
    result.map_err(|error| error.to_string())
}
