// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A linkage goes after its last day, when somebody deletes it, or as soon as a delivery it used is taken back.

use std::{future::Future, pin::Pin};

use erf_base::{Ctx, Permission};
use erf_places::model::DeliveryId;
use erf_store::{Db, StoreError, Tx, audit};

use crate::{
    judge_pair::JudgeError,
    model::{LinkageId, day_number},
    store::linkages,
};

/// To be told to [`erf_places::steps::when_ended`]: runs in the transaction in which deliveries are taken back or expire. A line stays
/// that says the linkage was there.
pub fn deliveries_ended<'t>(
    tx: &'t mut Tx,
    ctx: &'t Ctx,
    ids: &'t [DeliveryId],
) -> Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + 't>> {
    Box::pin(async move {
        let numbers: Vec<i64> = ids.iter().map(|id| id.0).collect();
        for id in linkages::using(tx, &numbers).await? {
            linkages::empty(tx, id).await?;
            audit::write(tx, ctx, audit::Action::on("vervallen", "koppelproef", id)).await?;
        }
        Ok(())
    })
}

/// Once a day: takes away linkages past their last day. Gives how many.
pub async fn daily(db: &Db, ctx: &Ctx) -> Result<usize, StoreError> {
    let mut tx = db.begin().await?;
    let overdue = linkages::overdue(&mut tx, day_number(ctx.clock.today())).await?;
    for id in &overdue {
        linkages::remove(&mut tx, *id).await?;
        audit::write(&mut tx, ctx, audit::Action::on("verlopen", "koppelproef", id)).await?;
    }
    tx.commit().await?;
    Ok(overdue.len())
}

/// Deletes a linkage with everything it holds.
pub async fn delete(db: &Db, ctx: &Ctx, id: LinkageId) -> Result<(), JudgeError> {
    let scope = ctx.permit(Permission::LinkTables)?;
    let mut tx = db.begin().await?;
    linkages::lookup(&mut tx, &scope, id).await?.ok_or(JudgeError::NotFound)?;
    linkages::remove(&mut tx, id).await?;
    audit::write(&mut tx, ctx, audit::Action::on("verwijderd", "koppelproef", id)).await?;
    Ok(tx.commit().await?)
}
