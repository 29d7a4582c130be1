// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A scan is over after its term, or as soon as something it was made of is taken back. Then nothing per place is left.

use std::{future::Future, pin::Pin};

use erf_base::Ctx;
use erf_places::model::DeliveryId;
use erf_store::{Db, StoreError, Tx, audit};

use crate::{life::day_number, store::end};

/// To be told to [`erf_places::steps::when_ended`]: runs in the transaction in which deliveries are taken back or expire.
pub fn deliveries_ended<'t>(
    tx: &'t mut Tx,
    ctx: &'t Ctx,
    ids: &'t [DeliveryId],
) -> Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + 't>> {
    Box::pin(async move {
        let numbers: Vec<i64> = ids.iter().map(|id| id.0).collect();
        for scan in end::using(tx, &numbers).await? {
            let names = end::names_of(tx, scan, &numbers).await?.join(", ");
            end::bury(tx, ctx, scan, "levering", &format!("ingetrokken of verlopen: {names}")).await?;
            audit::write(tx, ctx, audit::Action::on("vervallen", "scan", scan)).await?;
        }
        Ok(())
    })
}

/// What a day brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Day {
    /// Scans that are over.
    pub expired: usize,
    /// Recipients who had to destroy what they got and did not say so.
    pub flagged: usize,
}

/// Once a day: ends scans past their term and marks recipients past their day.
pub async fn daily(db: &Db, ctx: &Ctx) -> Result<Day, StoreError> {
    let today = day_number(ctx.clock.today());
    let mut tx = db.begin().await?;
    let overdue = end::overdue(&mut tx, today).await?;
    for scan in &overdue {
        end::bury(&mut tx, ctx, *scan, "termijn", "de termijn is voorbij").await?;
        audit::write(&mut tx, ctx, audit::Action::on("vervallen", "scan", scan)).await?;
    }
    let flagged = end::flag_recipients(&mut tx, today, ctx.now()).await?;
    for (scan, seq) in &flagged {
        let detail = serde_json::json!({ "ontvanger": seq });
        let action = audit::Action::on("vernietiging_te_laat", "scan", crate::life::ScanId(*scan)).with(detail);
        audit::write(&mut tx, ctx, action).await?;
    }
    tx.commit().await?;
    Ok(Day { expired: overdue.len(), flagged: flagged.len() })
}
