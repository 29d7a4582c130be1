// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Lists leave the program to named people only, for a purpose, until a day, and never before somebody approved the scan.

use erf_base::{Ctx, Denied, Permission, Scope};
use erf_store::{Db, StoreError, Tx, audit};
use jiff::civil::Date;

use crate::{
    life::{Format, ScanId, State, day_number},
    model::Scored,
    store::{
        decisions::{self, KeptBack},
        dossier, own,
        recipients::{self, Recipient},
        scans::{self, Scan},
    },
};

/// Why nothing was shared.
#[derive(Debug, thiserror::Error)]
pub enum ShareError {
    /// Not allowed, or no such scan or recipient in scope: the same answer, so that nothing is told.
    #[error("deze scan of ontvanger is er niet (meer)")]
    NotFound,
    /// Nobody approved it, or it expired.
    #[error(
        "deze scan staat op «{0}». Er gaat pas een lijst uit als een ander de scan heeft vastgesteld, en niet meer als hij is vervallen"
    )]
    NotInUse(State),
    /// Name, organisation or purpose is missing.
    #[error("vul naam, organisatie en doel van de ontvanger in")]
    Incomplete,
    /// The day of destruction has passed or lies after the scan expires.
    #[error("kies een vernietigingsdatum van vandaag tot en met {0}")]
    DestroyBy(i64),
    /// The form was sent before, with other answers.
    #[error("dit formulier is al verstuurd, met andere antwoorden. Vul voor een andere ontvanger of termijn een nieuw formulier in")]
    FormUsed,
    /// What was handed over must be destroyed already.
    #[error("deze ontvanger moest de lijst al vernietigen. Leg een nieuwe ontvanger vast")]
    Over,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Denied> for ShareError {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

/// Who gets it, why and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecipient {
    /// Who.
    pub name: String,
    /// Of which organisation.
    pub organisation: String,
    /// Why.
    pub purpose: String,
    /// The day it must be destroyed.
    pub destroy_by: Date,
    /// As what.
    pub format: Format,
    /// A text made once with the form, so that a second click adds nobody.
    pub form: String,
}

/// Notes a recipient and gives the number; the scan is *gedeeld* from then on.
pub async fn share(db: &Db, ctx: &Ctx, id: ScanId, new: &NewRecipient) -> Result<i64, ShareError> {
    let scope = ctx.permit(Permission::ShareScans)?;
    let mut tx = db.begin().await?;
    let scan = usable(&mut tx, &scope, id).await?;
    check(ctx, &scan, new)?;
    if let Some(known) = by_form(&mut tx, &scan, new).await? {
        return Ok(known);
    }
    let seq = match recipients::add(&mut tx, ctx, &scope, &scan, new).await {
        // The same form arrived twice in the same moment.
        Err(error) if error.is_duplicate() => {
            drop(tx);
            return by_form(&mut db.read().await?, &scan, new).await?.ok_or(ShareError::Store(error));
        }
        added => added?,
    };
    if scan.state() == State::Approved {
        scans::set_state(&mut tx, ctx, id, State::Approved, State::Shared, "").await?;
    }
    let detail = serde_json::json!({ "ontvanger": seq, "vernietigen": day_number(new.destroy_by), "vorm": new.format.code() });
    audit::write(&mut tx, ctx, audit::Action::on("gedeeld", "scan", id).with(detail)).await?;
    tx.commit().await?;
    Ok(seq)
}

fn check(ctx: &Ctx, scan: &Scan, new: &NewRecipient) -> Result<(), ShareError> {
    if [&new.name, &new.organisation, &new.purpose].iter().any(|text| text.trim().is_empty()) {
        return Err(ShareError::Incomplete);
    }
    let day = day_number(new.destroy_by);
    if day < day_number(ctx.clock.today()) || day > scan.expires { Err(ShareError::DestroyBy(scan.expires)) } else { Ok(()) }
}

/// The recipient that was noted with this form. The same form with other answers is not a second click.
async fn by_form(tx: &mut Tx, scan: &Scan, new: &NewRecipient) -> Result<Option<i64>, ShareError> {
    let found = recipients::by_form(tx, scan, &new.form).await?;
    let Some((seq, name, organisation, purpose, destroy_by, format)) = found else { return Ok(None) };
    let same = (name, organisation, purpose) == (new.name.clone(), new.organisation.clone(), new.purpose.clone())
        && (destroy_by, format.as_str()) == (day_number(new.destroy_by), new.format.code());
    if same { Ok(Some(seq)) } else { Err(ShareError::FormUsed) }
}

/// What a recipient gets.
#[derive(Debug, Clone)]
pub struct Handed {
    /// The scan.
    pub scan: Scan,
    /// Who gets it.
    pub recipient: Recipient,
    /// Places with points and those proposed, best first; without those that are kept back, and of one municipality only when
    /// whoever hands them over works there.
    pub places: Vec<Scored>,
    /// How many places are left out, and why.
    pub kept_back: KeptBack,
}

/// The places for a recipient; noted in the audit trail, each time.
pub async fn hand_over(db: &Db, ctx: &Ctx, id: ScanId, recipient: i64) -> Result<Handed, ShareError> {
    let scope = ctx.permit(Permission::ShareScans)?;
    let mut tx = db.begin().await?;
    let scan = usable(&mut tx, &scope, id).await?;
    let recipient = recipients::one(&mut tx, &scope, &scan, recipient).await?.ok_or(ShareError::NotFound)?;
    if recipient.destroyed_at.is_some() || recipient.destroy_by < day_number(ctx.clock.today()) {
        return Err(ShareError::Over);
    }
    let reach = scope.narrowed(recipient.municipality);
    let places = dossier::leaving(&mut tx, &reach, &scan).await?;
    let kept_back = decisions::kept_back(&mut tx, &reach, &scan).await?;
    let detail = serde_json::json!({ "ontvanger": recipient.seq, "plaatsen": places.len(), "gemeente": own(&scope) });
    audit::write(&mut tx, ctx, audit::Action::on("uitgevoerd", "scan", id).with(detail)).await?;
    tx.commit().await?;
    Ok(Handed { scan, recipient, places, kept_back })
}

/// Notes that a recipient destroyed what was handed over; a second time changes nothing.
pub async fn destroyed(db: &Db, ctx: &Ctx, id: ScanId, recipient: i64) -> Result<(), ShareError> {
    let scope = ctx.permit(Permission::ShareScans)?;
    let mut tx = db.begin().await?;
    let scan = scans::lookup(&mut tx, &scope, id).await?.ok_or(ShareError::NotFound)?;
    let known = recipients::one(&mut tx, &scope, &scan, recipient).await?.ok_or(ShareError::NotFound)?;
    if known.destroyed_at.is_some() {
        return Ok(());
    }
    recipients::set_destroyed(&mut tx, ctx, &scan, recipient).await?;
    let detail = serde_json::json!({ "ontvanger": recipient });
    audit::write(&mut tx, ctx, audit::Action::on("vernietigd", "scan", id).with(detail)).await?;
    Ok(tx.commit().await?)
}

async fn usable(tx: &mut Tx, scope: &Scope, id: ScanId) -> Result<Scan, ShareError> {
    let scan = scans::lookup(tx, scope, id).await?.ok_or(ShareError::NotFound)?;
    if scan.state().is_in_use() { Ok(scan) } else { Err(ShareError::NotInUse(scan.state())) }
}
