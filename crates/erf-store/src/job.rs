// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Work that takes longer than a request: queued, claimed, followed, and found again after a crash.

use erf_base::At;
use serde_json::Value;

use crate::{StoreError, Tx, query};

crate::record! {
    /// One piece of work.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Job {
        /// Its number.
        pub id: i64,
        /// Which work.
        pub kind: String,
        /// `wachtend`, `bezig`, `klaar`, `mislukt` or `onderbroken`.
        pub state: String,
        /// What it needs to know.
        pub input: Value,
        /// How much is done.
        pub progress_done: i64,
        /// Of how much; 0 when that is not known.
        pub progress_total: i64,
        /// What it is doing, in Dutch.
        pub message: String,
        /// When it was asked for.
        pub created: At,
        /// When it began.
        pub started: Option<At>,
        /// When it ended.
        pub finished: Option<At>,
        /// Why it failed, in Dutch.
        pub error: Option<String>,
    }
}

/// Asks for work; gives its number.
pub async fn create(tx: &mut Tx, kind: &str, input: Value, now: At) -> Result<i64, StoreError> {
    query(
        "INSERT INTO job (kind, state, input, progress_done, progress_total, message, created)
         VALUES ($1, 'wachtend', $2, 0, 0, '', $3) RETURNING id",
    )
    .bind(kind)
    .bind(input)
    .bind(now)
    .scalar(tx)
    .await
}

/// Takes the oldest waiting work of these kinds; `owner` says which process does it. Nobody else gets the same.
pub async fn claim(tx: &mut Tx, kinds: &[&str], owner: &str, now: At) -> Result<Option<Job>, StoreError> {
    tx.lock("job").await?;
    query(
        "UPDATE job SET state = 'bezig', owner = $1, started = $2
         WHERE state = 'wachtend' AND id = (SELECT min(id) FROM job WHERE state = 'wachtend' AND kind IN ($3))
         RETURNING id, kind, state, input, progress_done, progress_total, message, created, started, finished, error",
    )
    .bind(owner)
    .bind(now)
    .bind_list(kinds.iter().copied())
    .maybe(tx)
    .await
}

/// Says how far it is.
pub async fn progress(tx: &mut Tx, id: i64, done: u64, total: u64, message: &str) -> Result<(), StoreError> {
    let sql = "UPDATE job SET progress_done = $2, progress_total = $3, message = $4 WHERE id = $1";
    query(sql).bind(id).bind(done as i64).bind(total as i64).bind(message).run(tx).await.map(drop)
}

/// Says that it ended: well, or with a reason in Dutch.
pub async fn finish(tx: &mut Tx, id: i64, outcome: Result<(), String>, now: At) -> Result<(), StoreError> {
    let state = if outcome.is_ok() { "klaar" } else { "mislukt" };
    let sql = "UPDATE job SET state = $2, finished = $3, error = $4 WHERE id = $1";
    query(sql).bind(id).bind(state).bind(now).bind(outcome.err()).run(tx).await.map(drop)
}

/// At start-up: what this owner was doing when it was killed is not being done. Gives how many there were.
pub async fn mark_interrupted(tx: &mut Tx, owner: &str, now: At) -> Result<u64, StoreError> {
    let sql = "UPDATE job SET state = 'onderbroken', finished = $2 WHERE state = 'bezig' AND owner = $1";
    query(sql).bind(owner).bind(now).run(tx).await
}

/// One piece of work.
pub async fn lookup(tx: &mut Tx, id: i64) -> Result<Option<Job>, StoreError> {
    query("SELECT id, kind, state, input, progress_done, progress_total, message, created, started, finished, error FROM job WHERE id = $1")
        .bind(id)
        .maybe(tx)
        .await
}

/// The newest work first.
pub async fn list(tx: &mut Tx, most: i64) -> Result<Vec<Job>, StoreError> {
    query(
        "SELECT id, kind, state, input, progress_done, progress_total, message, created, started, finished, error
         FROM job ORDER BY id DESC LIMIT $1",
    )
    .bind(most)
    .all(tx)
    .await
}
