// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The linkages people looked at lately, in memory: explaining a pair and making groups anew should not read a hundred thousand rows.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use erf_store::{Db, StoreError};

use crate::{
    compute::{self, ComputeError, Restored},
    store::{linkages::Linkage, pairs, rows},
};

/// How many are kept; one of a hundred thousand rows takes some tens of megabytes.
const MOST: usize = 3;

/// Why a linkage could not be brought into memory.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was kept.
    #[error(transparent)]
    Compute(#[from] ComputeError),
    /// The work was broken off.
    #[error("Het werk is afgebroken.")]
    Broken,
}

type Entry = ((i64, i64), Arc<Restored>);

/// The last few linkages, by number and version.
#[derive(Default)]
pub struct Runs(Mutex<Vec<Entry>>);

impl Runs {
    /// A linkage in memory; made from what was kept when it is not there.
    pub async fn of(&self, db: &Db, linkage: &Linkage) -> Result<Arc<Restored>, KeptError> {
        let key = (linkage.id, linkage.version);
        let known = self.list().iter().find(|(kept, _)| *kept == key).map(|(_, run)| Arc::clone(run));
        if let Some(known) = known {
            return Ok(known);
        }
        let mut tx = db.read().await?;
        let rows = rows::every(&mut tx, linkage.number()).await?;
        let pairs = pairs::every(&mut tx, linkage.number()).await?;
        drop(tx);
        let about = linkage.clone();
        let work = move || compute::restore(&about, &rows, &pairs);
        let made = Arc::new(tokio::task::spawn_blocking(work).await.map_err(|_| KeptError::Broken)??);
        let mut list = self.list();
        list.retain(|((id, _), _)| *id != linkage.id);
        if list.len() >= MOST {
            list.remove(0);
        }
        list.push((key, Arc::clone(&made)));
        Ok(made)
    }

    /// Forgets a linkage that is gone.
    pub fn forget(&self, id: i64) {
        self.list().retain(|((known, _), _)| *known != id);
    }

    fn list(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
