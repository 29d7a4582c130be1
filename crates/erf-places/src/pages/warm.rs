// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! After the data changed: works out what takes long before anybody asks, and forgets what went.

use erf_base::{Actor, Ctx, Permission, Purpose, Role};
use erf_store::{StoreError, Tx};
use erf_web::App;

use super::desk::Desk;
use crate::{present::day_number, store::facts::InUse};

/// Prepares what the pages of each role ask for. Nothing is shown to anybody, so nothing is noted in the audit trail; what
/// is kept is kept by what a scope admits, as when somebody had asked.
pub async fn warm(app: &App, desk: &Desk) {
    let today = day_number(app.clock().today());
    if let Err(error) = desk.atlas.map(app.db(), today).await {
        tracing::error!(%error, "The map could not be drawn.");
    }
    if let Err(error) = answers(app, desk).await {
        tracing::error!(%error, "The answers to questions that take long could not be prepared.");
    }
}

async fn answers(app: &App, desk: &Desk) -> Result<(), StoreError> {
    let mut tx = app.db().read().await?;
    desk.forget_ended(&mut tx).await?;
    desk.rates(&mut tx).await?;
    drop(tx);
    for role in Role::ALL {
        let mut tx = app.db().read().await?;
        for_role(&as_role(app, role), desk, &mut tx).await?;
    }
    Ok(())
}

fn as_role(app: &App, role: Role) -> Ctx {
    let actor = Actor { id: "website".into(), name: "Website".into(), role, municipality: None };
    Ctx { actor, purpose: Purpose("website".into()), clock: app.clock().clone(), request_id: "website".into() }
}

async fn for_role(ctx: &Ctx, desk: &Desk, tx: &mut Tx) -> Result<(), StoreError> {
    let today = ctx.clock.today();
    if let Ok(scope) = ctx.permit(Permission::ReadRegion) {
        let usable = InUse::of(tx, &scope, today).await?;
        desk.region(tx, &usable).await?;
    }
    if let Ok(scope) = ctx.permit(Permission::ReadPlaces) {
        let usable = InUse::of(tx, &scope, today).await?;
        desk.companies(tx, &usable).await?;
        desk.streets(tx).await?;
    }
    if let Ok(scope) = ctx.permit(Permission::ReadMatchQuality) {
        desk.sample(tx, &scope).await?;
        desk.quality(tx, &scope).await?;
    }
    if let Ok(scope) = ctx.permit(Permission::JudgeMatches) {
        let usable = InUse::of(tx, &scope, today).await?;
        desk.queues(tx, &scope, &usable).await?;
        desk.certain(tx, &scope).await?;
    }
    Ok(())
}
