// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A scan is checked and approved by somebody other than its author before any list leaves the program.

use erf_base::{Ctx, Denied, Permission, Scope};
use erf_store::{Db, StoreError, Tx, audit};

use crate::{
    life::{MONTHS, ScanId, State, day_number, months_after},
    store::scans::{self, Scan},
};

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ApproveError {
    /// Not allowed, or no such scan in scope: the same answer, so that nothing is told.
    #[error("deze scan is er niet (meer)")]
    NotFound,
    /// The author may not approve.
    #[error("een scan wordt vastgesteld door iemand anders dan de maker. Vraag een collega of de functionaris gegevensbescherming")]
    OwnScan,
    /// Not in this order.
    #[error("deze scan staat op «{0}»; deze stap kan dan niet. Laad de pagina opnieuw")]
    WrongState(State),
    /// A refusal needs a reason.
    #[error("geef een reden")]
    NoReason,
    /// A delivery it used is no longer in use.
    #[error("niet meer in gebruik: {0}. Maak de scan opnieuw")]
    InputGone(String),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Denied> for ApproveError {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

/// Asks for the check of somebody else: `concept` becomes `privacytoets`.
pub async fn ask(db: &Db, ctx: &Ctx, id: ScanId) -> Result<(), ApproveError> {
    let scope = ctx.permit(Permission::OrderScans)?;
    let mut tx = db.begin().await?;
    let scan = known(&mut tx, &scope, id).await?;
    if scan.state() == State::Check {
        return Ok(());
    }
    step(&mut tx, ctx, &scan, State::Check, "").await?;
    audit::write(&mut tx, ctx, audit::Action::on("toets_gevraagd", "scan", id)).await?;
    Ok(tx.commit().await?)
}

/// Approves: `privacytoets` becomes `vastgesteld`, for twelve months.
pub async fn approve(db: &Db, ctx: &Ctx, id: ScanId) -> Result<(), ApproveError> {
    let scope = ctx.permit(Permission::ApproveScans)?;
    let mut tx = db.begin().await?;
    let scan = known(&mut tx, &scope, id).await?;
    if scan.author == ctx.actor.id {
        return Err(ApproveError::OwnScan);
    }
    if scan.state() == State::Approved && scan.approved_by.as_deref() == Some(&ctx.actor.id) {
        return Ok(());
    }
    let gone = crate::store::inputs::gone(&mut tx, id).await?;
    if !gone.is_empty() {
        return Err(ApproveError::InputGone(gone.join(", ")));
    }
    step(&mut tx, ctx, &scan, State::Approved, "").await?;
    let expires = months_after(day_number(ctx.clock.today()), MONTHS);
    scans::set_approval(&mut tx, ctx, id, expires).await?;
    let detail = serde_json::json!({ "hash": scan.result_hash });
    audit::write(&mut tx, ctx, audit::Action::on("vastgesteld", "scan", id).with(detail)).await?;
    Ok(tx.commit().await?)
}

/// Sends it back with a reason: `privacytoets` becomes `concept`.
pub async fn refuse(db: &Db, ctx: &Ctx, id: ScanId, reason: &str) -> Result<(), ApproveError> {
    let scope = ctx.permit(Permission::ApproveScans)?;
    if reason.trim().is_empty() {
        return Err(ApproveError::NoReason);
    }
    let mut tx = db.begin().await?;
    let scan = known(&mut tx, &scope, id).await?;
    if scan.author == ctx.actor.id {
        return Err(ApproveError::OwnScan);
    }
    if scan.state() != State::Check {
        return Err(ApproveError::WrongState(scan.state()));
    }
    step(&mut tx, ctx, &scan, State::Draft, reason.trim()).await?;
    audit::write(&mut tx, ctx, audit::Action::on("afgekeurd", "scan", id)).await?;
    Ok(tx.commit().await?)
}

async fn known(tx: &mut Tx, scope: &Scope, id: ScanId) -> Result<Scan, ApproveError> {
    scans::lookup(tx, scope, id).await?.ok_or(ApproveError::NotFound)
}

async fn step(tx: &mut Tx, ctx: &Ctx, scan: &Scan, to: State, reason: &str) -> Result<(), ApproveError> {
    let from = scan.state();
    if from.may_become(to) && scans::set_state(tx, ctx, scan.number(), from, to, reason).await? {
        Ok(())
    } else {
        Err(ApproveError::WrongState(from))
    }
}
