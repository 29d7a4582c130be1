// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Choose where to cut, with a reason. The groups are made anew.

use erf_base::{Ctx, Permission};
use erf_linkage::entities::Event;
use erf_store::audit;

use crate::{
    judge_pair::{JudgeError, Maker},
    model::{LinkageId, State},
    recluster::{self, Cause},
    store::linkages,
};

/// Cuts at this many bits from now on.
pub async fn set(maker: Maker<'_>, ctx: &Ctx, id: LinkageId, bits: f64, reason: &str) -> Result<Vec<Event>, JudgeError> {
    let scope = ctx.permit(Permission::LinkTables)?;
    let mut tx = maker.db.read().await?;
    let found = linkages::lookup(&mut tx, &scope, id).await?.filter(|l| l.state() == State::Ready).ok_or(JudgeError::NotFound)?;
    drop(tx);
    let run = maker.runs.of(maker.db, &found).await?;
    let mut tx = maker.db.begin().await?;
    linkages::set_cut(&mut tx, id, bits).await?;
    let now = linkages::lookup(&mut tx, &scope, id).await?.ok_or(JudgeError::NotFound)?;
    if now.version != found.version {
        return Err(JudgeError::Meanwhile);
    }
    let events = recluster::recluster(&mut tx, ctx, &now, &run, maker.threads, (Cause::Cut, reason)).await?;
    let detail = serde_json::json!({ "bits": bits });
    audit::write(&mut tx, ctx, audit::Action::on("grens_gekozen", "koppelproef", id).with(detail)).await?;
    tx.commit().await?;
    Ok(events)
}
