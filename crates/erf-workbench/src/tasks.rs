// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Linkages that a page asked for.

use std::sync::Arc;

use erf_base::Ctx;
use erf_store::Db;
use erf_web::{App, Progress, Worker, Works};
use serde::{Deserialize, Serialize};

use crate::{judge_pair::Maker, kept::Runs, learn, model::LinkageId, run_linkage};

/// What the pages of linkages share.
pub struct Desk {
    /// Turns for long work: no delivery is taken back while its rows are linked.
    pub works: Arc<Works>,
    /// How many threads may compute.
    pub threads: usize,
    /// Linkages in memory.
    pub runs: Runs,
}

impl Desk {
    /// With as many threads as the machine has cores.
    pub fn new(works: Arc<Works>) -> Self {
        Self { works, threads: std::thread::available_parallelism().map_or(2, usize::from), runs: Runs::default() }
    }

    /// Where groups are made.
    pub fn maker<'m>(&'m self, db: &'m Db) -> Maker<'m> {
        Maker { db, runs: &self.runs, threads: self.threads }
    }
}

/// What is to be done.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "taak", rename_all = "snake_case")]
pub enum Task {
    /// Make a linkage.
    Make {
        /// Which one.
        id: LinkageId,
    },
    /// Let the model learn from judgements and make it again.
    Learn {
        /// Which one.
        id: LinkageId,
    },
    /// Go back to the first model.
    Forget {
        /// Which one.
        id: LinkageId,
    },
}

impl Worker for Desk {
    const KIND: &'static str = "koppelproef";
    const OWNER: &'static str = "koppelpagina";
    type Task = Task;

    fn works(&self) -> &Works {
        &self.works
    }

    async fn perform(&self, app: &App, ctx: Ctx, task: Task, progress: Arc<Progress>) -> Result<(), String> {
        let maker = self.maker(app.db());
        let said = |error: learn::LearnError| error.to_string();
        let (id, model) = match task {
            Task::Make { id } => (id, None),
            Task::Learn { id } => (id, Some(learn::learned(maker, &ctx, id).await.map_err(said)?)),
            Task::Forget { id } => (id, Some(learn::forgotten(maker, &ctx, id).await.map_err(said)?)),
        };
        run_linkage::run(app.db(), &ctx, id, model, self.threads, progress).await.map_err(|error| error.to_string())
    }
}
