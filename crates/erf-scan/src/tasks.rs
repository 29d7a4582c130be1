// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Scans that a page asked for.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use erf_base::Ctx;
use erf_places::watch::Watch;
use erf_web::{App, Progress, Worker, Works};
use serde::{Deserialize, Serialize};

use crate::{
    life::ScanId,
    order::{self, Asked},
};

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

impl Worker for Bench {
    const KIND: &'static str = "scan";
    const OWNER: &'static str = "scanpagina";
    type Task = Task;

    fn works(&self) -> &Works {
        &self.works
    }

    async fn perform(&self, app: &App, ctx: Ctx, task: Task, progress: Arc<Progress>) -> Result<(), String> {
        let watch = Parts { progress, begun: AtomicU64::new(0) };
        let done = match task {
            Task::Order { id, asked } => order::run(app.db(), &ctx, id, &asked, self.threads, &watch).await.map(drop),
            Task::Again { id } => order::again(app.db(), &ctx, id, self.threads, &watch).await.map(drop),
        };
        done.map_err(|error| error.to_string())
    }
}

/// Shows which of its parts the work is at.
struct Parts {
    progress: Arc<Progress>,
    begun: AtomicU64,
}

/// Read, compute, save.
const PARTS: u64 = 3;

impl Watch for Parts {
    fn phase(&self, name: &str) {
        self.progress.begin(name);
        self.progress.at(self.begun.fetch_add(1, Ordering::Relaxed), PARTS);
    }

    fn progress(&self, _: u64, _: u64) {}
}
