// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! An owner or a colleague says that a fact is wrong. From then on it does not count in a next scan, until somebody decides that
//! it was right after all.

use erf_base::{Ctx, Denied, Permission};
use erf_store::{Db, StoreError, audit};

use crate::{
    citizen, decide,
    life::{ScanId, State, ToldBy, number_of},
    store::{
        cards,
        corrections::{self, NewCorrection},
        scans,
    },
};

/// Why a correction was not taken.
#[derive(Debug, thiserror::Error)]
pub enum CorrectError {
    /// Not allowed, or no such place or correction in scope: the same answer, so that nothing is told.
    #[error("deze plek of correctie is er niet (meer)")]
    NotFound,
    /// The card has no such indicator.
    #[error("kies een kenmerk van de kaart")]
    NoSuchIndicator,
    /// What is wrong must be said.
    #[error("schrijf op wat er niet klopt")]
    NoNote,
    /// A decision needs a reason.
    #[error("geef een reden")]
    NoReason,
    /// It names a citizen service number.
    #[error("hierin staat een burgerservicenummer (BSN). Dat mag Erfzicht niet bewaren; er is niets vastgelegd")]
    Bsn,
    /// Somebody else decided in the meantime.
    #[error("iemand anders besliste intussen over deze correctie. Laad de pagina opnieuw")]
    Changed,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Denied> for CorrectError {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

/// Notes that an indicator is said to be wrong about a place; the same one again changes nothing.
pub async fn correct(db: &Db, ctx: &Ctx, id: ScanId, place: &str, code: &str, note: &str, told_by: ToldBy) -> Result<(), CorrectError> {
    let scope = ctx.permit(Permission::DecidePlaces)?;
    let note = note.trim();
    if note.is_empty() {
        return Err(CorrectError::NoNote);
    }
    if citizen::is_named(note) {
        return Err(CorrectError::Bsn);
    }
    let mut tx = db.begin().await?;
    let scan = scans::lookup(&mut tx, &scope, id).await?.ok_or(CorrectError::NotFound)?;
    if scan.state() == State::Expired {
        return Err(CorrectError::NotFound);
    }
    let about = decide::of_scan(&mut tx, &scope, &scan, place).await?.ok_or(CorrectError::NotFound)?;
    let card = cards::lookup(&mut tx, &scope, scan.card).await?.ok_or(CorrectError::NotFound)?;
    if !card.card.entries.iter().any(|entry| entry.code == code) {
        return Err(CorrectError::NoSuchIndicator);
    }
    let number = number_of(&[place, code, note, &ctx.actor.id, &ctx.now().0.to_string()]);
    let new = NewCorrection { id: number, place, municipality: about.municipality, code, note, told_by, variant: &scan.variant };
    if corrections::add(&mut tx, ctx, &new).await? {
        let detail = serde_json::json!({ "kenmerk": code, "plaats": place });
        audit::write(&mut tx, ctx, audit::Action::on("correctie", "correctie", number).with(detail)).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Decides whether a correction is right. When it is not, the fact counts again in a next scan.
pub async fn settle(db: &Db, ctx: &Ctx, correction: i64, accepted: bool, reason: &str) -> Result<(), CorrectError> {
    let scope = ctx.permit(Permission::DecidePlaces)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(CorrectError::NoReason);
    }
    if citizen::is_named(reason) {
        return Err(CorrectError::Bsn);
    }
    let mut tx = db.begin().await?;
    let known = corrections::lookup(&mut tx, &scope, correction).await?.ok_or(CorrectError::NotFound)?;
    if !corrections::settle(&mut tx, ctx, correction, accepted, reason).await? {
        let twice = known.accepted == Some(accepted) && known.decided_by.as_deref() == Some(&ctx.actor.id) && known.reason == reason;
        return if twice { Ok(()) } else { Err(CorrectError::Changed) };
    }
    let detail = serde_json::json!({ "juist": accepted });
    audit::write(&mut tx, ctx, audit::Action::on("correctie_besloten", "correctie", correction).with(detail)).await?;
    Ok(tx.commit().await?)
}
