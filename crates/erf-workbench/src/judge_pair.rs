// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Judge a pair: same, not same, don't know, with a reason; and take it back. The groups are made anew.

use std::sync::Arc;

use erf_base::{Ctx, Denied, Permission};
use erf_linkage::{entities::Event, judge::Verdict};
use erf_store::{Db, StoreError, Tx, audit};

use crate::{
    compute::Restored,
    kept::{KeptError, Runs},
    model::{LinkageId, State, verdict_code},
    recluster::{self, Cause},
    store::{
        judgements,
        linkages::{self, Linkage},
    },
};

/// Why a pair was not judged.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    /// Not somebody who may.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// No such linkage or pair for this reader.
    #[error("dit paar is er niet")]
    NotFound,
    /// The linkage got another model meanwhile.
    #[error("de koppelproef is intussen opnieuw gemaakt")]
    Meanwhile,
    /// It could not be brought into memory.
    #[error(transparent)]
    Kept(#[from] KeptError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What changes groups: where they are made.
#[derive(Clone, Copy)]
pub struct Maker<'m> {
    /// The database.
    pub db: &'m Db,
    /// Linkages in memory.
    pub runs: &'m Runs,
    /// Threads.
    pub threads: usize,
}

/// The numbers of two rows, the lower first.
pub fn ordered((a, b): (i64, i64)) -> (i64, i64) {
    (a.min(b), a.max(b))
}

/// Judges a pair.
pub async fn judge(
    maker: Maker<'_>,
    ctx: &Ctx,
    id: LinkageId,
    pair: (i64, i64),
    verdict: Verdict,
    reason: &str,
) -> Result<Vec<Event>, JudgeError> {
    let pair = ordered(pair);
    let (mut tx, linkage, run) = opened(maker, ctx, id, pair).await?;
    judgements::add(&mut tx, ctx, id, pair, verdict, reason).await?;
    let events = recluster::recluster(&mut tx, ctx, &linkage, &run, maker.threads, (Cause::Judged, reason)).await?;
    let detail = serde_json::json!({ "a": pair.0, "b": pair.1, "oordeel": verdict_code(verdict) });
    audit::write(&mut tx, ctx, audit::Action::on("beoordeeld", "koppelproef", id).with(detail)).await?;
    tx.commit().await?;
    Ok(events)
}

/// Takes back what this person said of a pair; whether there was something.
pub async fn undo(maker: Maker<'_>, ctx: &Ctx, id: LinkageId, pair: (i64, i64)) -> Result<bool, JudgeError> {
    let pair = ordered(pair);
    let (mut tx, linkage, run) = opened(maker, ctx, id, pair).await?;
    if !judgements::undo(&mut tx, ctx, id, pair).await? {
        return Ok(false);
    }
    recluster::recluster(&mut tx, ctx, &linkage, &run, maker.threads, (Cause::Undone, "")).await?;
    let detail = serde_json::json!({ "a": pair.0, "b": pair.1 });
    audit::write(&mut tx, ctx, audit::Action::on("oordeel_ongedaan", "koppelproef", id).with(detail)).await?;
    tx.commit().await?;
    Ok(true)
}

/// The linkage, in memory and in a transaction that may write.
async fn opened(maker: Maker<'_>, ctx: &Ctx, id: LinkageId, (a, b): (i64, i64)) -> Result<(Tx, Linkage, Arc<Restored>), JudgeError> {
    let scope = ctx.permit(Permission::JudgeMatches)?;
    let ready = |linkage: &Linkage| linkage.state() == State::Ready && a >= 0 && a < b && b < linkage.row_count;
    let mut tx = maker.db.read().await?;
    let found = linkages::lookup(&mut tx, &scope, id).await?.filter(ready).ok_or(JudgeError::NotFound)?;
    drop(tx);
    let run = maker.runs.of(maker.db, &found).await?;
    let mut tx = maker.db.begin().await?;
    let now = linkages::lookup(&mut tx, &scope, id).await?.filter(ready).ok_or(JudgeError::NotFound)?;
    if now.version == found.version { Ok((tx, now, run)) } else { Err(JudgeError::Meanwhile) }
}
