// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! An owner objects: the place stays visible, but its proposal pauses and it leaves with no list until the objection is lifted.

use erf_base::{Ctx, Denied, Permission};
use erf_store::{Db, StoreError, Tx, audit};

use crate::{
    citizen,
    decide::{self, About},
    life::{ScanId, State},
    store::{
        decisions,
        scans::{self, Scan},
    },
};

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum ObjectError {
    /// Not allowed, or no such place in scope: the same answer, so that nothing is told.
    #[error("deze plek is er niet (meer) in deze scan")]
    NotFound,
    /// What the owner says, or why it is lifted, must be written down.
    #[error("geef een reden")]
    NoReason,
    /// It names a citizen service number.
    #[error("hierin staat een burgerservicenummer (BSN). Dat mag Erfzicht niet bewaren; er is niets vastgelegd")]
    Bsn,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Denied> for ObjectError {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

/// Notes an objection; a second one while the first holds changes nothing.
pub async fn object(db: &Db, ctx: &Ctx, id: ScanId, place: &str, reason: &str) -> Result<(), ObjectError> {
    let mut tx = db.begin().await?;
    let (scan, about) = known(&mut tx, ctx, id, place, reason).await?;
    let added = match decisions::object(&mut tx, ctx, &scan, (place, about.municipality), reason.trim()).await {
        // Somebody noted one in the same moment.
        Err(error) if error.is_duplicate() => return Ok(()),
        added => added?,
    };
    if added {
        audit::write(&mut tx, ctx, audit::Action::on("bezwaar", "scanplaats", format!("{id}/{place}"))).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Lifts the objection, with a reason; when there is none, nothing changes.
pub async fn lift(db: &Db, ctx: &Ctx, id: ScanId, place: &str, reason: &str) -> Result<(), ObjectError> {
    let mut tx = db.begin().await?;
    let (scan, _) = known(&mut tx, ctx, id, place, reason).await?;
    if decisions::lift(&mut tx, ctx, &scan, place, reason.trim()).await? {
        audit::write(&mut tx, ctx, audit::Action::on("bezwaar_afgehandeld", "scanplaats", format!("{id}/{place}"))).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn known(tx: &mut Tx, ctx: &Ctx, id: ScanId, place: &str, reason: &str) -> Result<(Scan, About), ObjectError> {
    let scope = ctx.permit(Permission::DecidePlaces)?;
    if reason.trim().is_empty() {
        return Err(ObjectError::NoReason);
    }
    if citizen::is_named(reason) {
        return Err(ObjectError::Bsn);
    }
    let scan = scans::lookup(tx, &scope, id).await?.filter(|scan| scan.state() != State::Expired).ok_or(ObjectError::NotFound)?;
    let about = decide::of_scan(tx, &scope, &scan, place).await?.ok_or(ObjectError::NotFound)?;
    Ok((scan, about))
}
