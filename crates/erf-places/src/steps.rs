// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Put deliveries to use, take them back, and let them expire. Whoever calls this holds a [turn](erf_web::Works).

use std::{
    future::Future,
    pin::Pin,
    sync::{PoisonError, RwLock},
};

use erf_base::{Ctx, Denied, Permission};
use erf_store::{Db, StoreError, Tx, audit};

use crate::{
    cut, derive_places, link_rows,
    model::{DeliveryId, DeliveryState, WrongStep},
    present::day_number,
    store::{
        contents,
        deliveries::{self, Delivery},
        derived,
    },
    watch::Watch,
};

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// No such delivery.
    #[error("levering {0} bestaat niet. Kijk met «erfzicht deliveries» welke er zijn")]
    NotFound(DeliveryId),
    /// Not in this order.
    #[error(transparent)]
    WrongStep(#[from] WrongStep),
    /// Kept longer than allowed.
    #[error("de bewaartermijn van levering {0} is voorbij. Vraag een nieuwe levering")]
    Expired(DeliveryId),
    /// The role does not set the cut.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Outside the bounds, or without a reason.
    #[error("de grens ligt tussen 80 en 99,5 procent en heeft een reden. Kies opnieuw op de pagina «Grens»")]
    WrongCut,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Something to do in the transaction in which deliveries are taken back or expire: what rests on them goes with them.
pub type Ended = for<'t> fn(&'t mut Tx, &'t Ctx, &'t [DeliveryId]) -> Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + 't>>;

static WHEN_ENDED: RwLock<Vec<Ended>> = RwLock::new(Vec::new());

/// Registers something to do when deliveries end; the program does so once, before it opens its database.
pub fn when_ended(ended: Ended) {
    let mut all = WHEN_ENDED.write().unwrap_or_else(PoisonError::into_inner);
    if !all.iter().any(|known| std::ptr::fn_addr_eq(*known, ended)) {
        all.push(ended);
    }
}

async fn tell_others(tx: &mut Tx, ctx: &Ctx, ids: &[DeliveryId]) -> Result<(), StoreError> {
    let all = WHEN_ENDED.read().unwrap_or_else(PoisonError::into_inner).clone();
    for ended in all {
        ended(tx, ctx, ids).await?;
    }
    Ok(())
}

/// Matches the rows of deliveries that were just read, each with its match rate, and puts them to use where asked.
///
/// The ground (BAG, borders, parcels, …) is put to use first, as rows are matched to it. Everything becomes visible in one
/// transaction.
pub async fn admit(db: &Db, ctx: &Ctx, ids: &[DeliveryId], release: bool, watch: &dyn Watch) -> Result<(), StepError> {
    let mut found = Vec::new();
    let mut tx = db.read().await?;
    for id in ids {
        found.push(checked(&mut tx, ctx, *id).await?);
    }
    drop(tx);
    let changes_ground = release && found.iter().any(is_ground);
    let mut tx = db.begin().await?;
    for delivery in &found {
        advance(&mut tx, ctx, delivery, release).await?;
    }
    if changes_ground {
        rebuild_in(&mut tx, ctx, watch).await?;
    } else {
        let rows: Vec<DeliveryId> = found.iter().filter(|d| !is_ground(d)).map(Delivery::number).collect();
        link_rows::link_some(&mut tx, ctx, &rows, watch).await?;
    }
    derived::set_version(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts one matched delivery to use.
pub async fn release(db: &Db, ctx: &Ctx, id: DeliveryId, watch: &dyn Watch) -> Result<(), StepError> {
    admit(db, ctx, &[id], true, watch).await
}

async fn checked(tx: &mut Tx, ctx: &Ctx, id: DeliveryId) -> Result<Delivery, StepError> {
    let delivery = deliveries::any(tx, id).await?.ok_or(StepError::NotFound(id))?;
    if delivery.retention_until < day_number(ctx.clock.today()) {
        return Err(StepError::Expired(id));
    }
    let from = delivery.state();
    let ready = matches!(from, DeliveryState::Validated | DeliveryState::Linked);
    if ready { Ok(delivery) } else { Err(WrongStep { from, to: DeliveryState::Released }.into()) }
}

async fn advance(tx: &mut Tx, ctx: &Ctx, delivery: &Delivery, release: bool) -> Result<(), StoreError> {
    let id = delivery.number();
    if delivery.state() == DeliveryState::Validated {
        deliveries::set_state(tx, ctx, id, DeliveryState::Linked, "").await?;
    }
    if release {
        deliveries::set_state(tx, ctx, id, DeliveryState::Released, "").await?;
        let lost = delivery.lost_parts();
        let detail = if lost.is_empty() { serde_json::json!({}) } else { serde_json::json!({ "onvolledig": lost }) };
        audit::write(tx, ctx, audit::Action::on("vrijgegeven", "levering", id).with(detail)).await?;
    }
    Ok(())
}

/// Takes a delivery back: what it brought is removed, and what rested on it is made anew without it.
pub async fn withdraw(db: &Db, ctx: &Ctx, id: DeliveryId, reason: &str, watch: &dyn Watch) -> Result<(), StepError> {
    end(db, ctx, &[id], DeliveryState::Withdrawn, reason, watch).await
}

/// Removes deliveries past their retention date; says how many.
pub async fn expire(db: &Db, ctx: &Ctx, watch: &dyn Watch) -> Result<usize, StepError> {
    let mut tx = db.read().await?;
    let overdue = deliveries::overdue(&mut tx, day_number(ctx.clock.today())).await?;
    drop(tx);
    let ids: Vec<DeliveryId> = overdue.into_iter().map(DeliveryId).collect();
    if !ids.is_empty() {
        end(db, ctx, &ids, DeliveryState::Expired, "bewaartermijn voorbij", watch).await?;
    }
    Ok(ids.len())
}

async fn end(db: &Db, ctx: &Ctx, ids: &[DeliveryId], to: DeliveryState, reason: &str, watch: &dyn Watch) -> Result<(), StepError> {
    let mut tx = db.begin().await?;
    let mut changes_ground = false;
    for id in ids {
        let delivery = deliveries::any(&mut tx, *id).await?.ok_or(StepError::NotFound(*id))?;
        let from = delivery.state();
        if !from.may_become(to) {
            return Err(WrongStep { from, to }.into());
        }
        changes_ground |= from == DeliveryState::Released && is_ground(&delivery);
        contents::remove(&mut tx, *id).await?;
        deliveries::set_state(&mut tx, ctx, *id, to, reason).await?;
        audit::write(&mut tx, ctx, audit::Action::on(to.code(), "levering", *id)).await?;
    }
    if changes_ground {
        rebuild_in(&mut tx, ctx, watch).await?;
    }
    derived::set_version(&mut tx).await?;
    tell_others(&mut tx, ctx, ids).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes places and matches anew from what is released.
pub async fn rebuild(db: &Db, ctx: &Ctx, watch: &dyn Watch) -> Result<(), StepError> {
    let mut tx = db.begin().await?;
    rebuild_in(&mut tx, ctx, watch).await?;
    derived::set_version(&mut tx).await?;
    audit::write(&mut tx, ctx, audit::Action::on("opnieuw_gekoppeld", "regio", "")).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets from which chance a match is certain, and matches all rows again by it.
pub async fn set_cut(db: &Db, ctx: &Ctx, to: f64, reason: &str, watch: &dyn Watch) -> Result<(), StepError> {
    ctx.permit(Permission::SetMatchCut)?;
    if !cut::allowed(to) || reason.trim().is_empty() {
        return Err(StepError::WrongCut);
    }
    let mut tx = db.begin().await?;
    let from = cut::kept(&mut tx).await?.unwrap_or(cut::OWN);
    cut::keep(&mut tx, to).await?;
    rebuild_in(&mut tx, ctx, watch).await?;
    derived::set_version(&mut tx).await?;
    let detail = serde_json::json!({ "van": from, "naar": to, "reden": reason });
    audit::write(&mut tx, ctx, audit::Action::on("koppelgrens_gezet", "regio", "").with(detail)).await?;
    tx.commit().await?;
    Ok(())
}

async fn rebuild_in(tx: &mut Tx, ctx: &Ctx, watch: &dyn Watch) -> Result<(), StoreError> {
    let placed = derive_places::derive(tx, day_number(ctx.clock.today()), watch).await?;
    derive_places::save(tx, &placed, watch).await?;
    link_rows::link_all(tx, placed, watch).await
}

/// Whether other deliveries are matched to it.
fn is_ground(delivery: &Delivery) -> bool {
    !matches!(delivery.format.as_str(), "csv" | "xlsx")
}
