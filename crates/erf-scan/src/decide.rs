// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A person decides about a place, with a reason; going against the card is counted, never stopped.

use erf_base::{Ctx, Denied, MunicipalityCode, Permission, Scope};
use erf_store::{Db, StoreError, Tx, audit};
use jiff::civil::Date;

use crate::{
    citizen,
    life::{Choice, ScanId, State, VisitOutcome, day_number, disagrees},
    store::{
        decisions::{self, Decision},
        dossier, places,
        scans::{self, Scan},
    },
};

/// Why a decision was not taken.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// Not allowed, or no such place in scope: the same answer, so that nothing is told.
    #[error("deze plek is er niet (meer) in deze scan")]
    NotFound,
    /// The scan is not approved yet, or over.
    #[error("deze scan staat op «{0}»; beslissen kan pas na de vaststelling, en niet meer als hij is vervallen")]
    NotInUse(State),
    /// Every decision has a reason.
    #[error("geef een reden")]
    NoReason,
    /// It names a citizen service number.
    #[error("hierin staat een burgerservicenummer (BSN). Dat mag Erfzicht niet bewaren; er is niets vastgelegd")]
    Bsn,
    /// Somebody else decided in the meantime.
    #[error("iemand anders besliste intussen over deze plek. Laad de pagina opnieuw")]
    Changed,
    /// An objection pauses the proposal.
    #[error("er is bezwaar gemaakt. Handel dat eerst af; tot dan is er geen bezoek")]
    Paused,
    /// Somebody decided not to go there.
    #[error("over deze plek is besloten: niet bezoeken. Neem eerst een nieuw besluit en leg daarna het bezoek vast")]
    DecidedNot,
    /// The day of a visit lies ahead.
    #[error("de datum van het bezoek ligt in de toekomst")]
    Date,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Denied> for DecideError {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

/// Decides. `seen` is [`dossier::Dossier::turn`] of the page with the form: the same form sent twice decides once.
pub async fn decide(db: &Db, ctx: &Ctx, id: ScanId, place: &str, choice: Choice, reason: &str, seen: i64) -> Result<(), DecideError> {
    let scope = ctx.permit(Permission::DecidePlaces)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(DecideError::NoReason);
    }
    if citizen::is_named(reason) {
        return Err(DecideError::Bsn);
    }
    let mut tx = db.begin().await?;
    let scan = usable(&mut tx, &scope, id).await?;
    let about = about(&mut tx, &scope, &scan, place).await?;
    let before = decisions::of_place(&mut tx, &scan, place).await?;
    let last = before.last().map_or(0, |decision| decision.turn);
    if last != seen {
        let twice = |decision: &Decision| decision.choice == choice.code() && decision.reason == reason && decision.actor == ctx.actor.id;
        let again = last == seen + 1 && before.last().is_some_and(twice);
        return if again { Ok(()) } else { Err(DecideError::Changed) };
    }
    if about.paused && choice == Choice::Visit {
        return Err(DecideError::Paused);
    }
    let against = disagrees(choice, about.proposed, about.random);
    let added = decisions::add(&mut tx, ctx, &scan, (place, about.municipality), last + 1, (choice, reason, against)).await;
    // Somebody decided in the same moment: only one of both takes the turn.
    added.map_err(|error| if error.is_duplicate() { DecideError::Changed } else { error.into() })?;
    let detail = serde_json::json!({ "besluit": choice.code(), "oneens": against });
    audit::write(&mut tx, ctx, audit::Action::on("besloten", "scanplaats", format!("{id}/{place}")).with(detail)).await?;
    Ok(tx.commit().await?)
}

/// Takes back the decision that holds; the one before it holds again. `turn` is that of the decision on the page.
pub async fn undo(db: &Db, ctx: &Ctx, id: ScanId, place: &str, turn: i64) -> Result<(), DecideError> {
    let scope = ctx.permit(Permission::DecidePlaces)?;
    let mut tx = db.begin().await?;
    let scan = usable(&mut tx, &scope, id).await?;
    about(&mut tx, &scope, &scan, place).await?;
    let before = decisions::of_place(&mut tx, &scan, place).await?;
    let wanted = before.iter().find(|decision| decision.turn == turn).ok_or(DecideError::NotFound)?;
    if wanted.undone_at.is_some() {
        return Ok(());
    }
    if !wanted.is_current || !decisions::undo(&mut tx, ctx, &scan, place).await? {
        return Err(DecideError::Changed);
    }
    audit::write(&mut tx, ctx, audit::Action::on("besluit_ongedaan", "scanplaats", format!("{id}/{place}"))).await?;
    Ok(tx.commit().await?)
}

/// Notes what a visit found, between the approval of the scan and today; a later word replaces an earlier one, and the audit
/// log keeps both.
pub async fn visited(db: &Db, ctx: &Ctx, id: ScanId, place: &str, outcome: VisitOutcome, on: Date) -> Result<(), DecideError> {
    let scope = ctx.permit(Permission::DecidePlaces)?;
    if on > ctx.clock.today() {
        return Err(DecideError::Date);
    }
    let mut tx = db.begin().await?;
    let scan = usable(&mut tx, &scope, id).await?;
    if scan.approved_at.is_some_and(|at| on < at.date()) {
        return Err(DecideError::Date);
    }
    let line = places::line(&mut tx, &scope, &scan, place).await?.ok_or(DecideError::NotFound)?;
    if line.decision.as_deref() == Some(Choice::Not.code()) {
        return Err(DecideError::DecidedNot);
    }
    if line.paused {
        return Err(DecideError::Paused);
    }
    decisions::set_visit(&mut tx, ctx, &scan, &line, outcome, day_number(on)).await?;
    let detail = serde_json::json!({ "uitkomst": outcome.code(), "dag": day_number(on) });
    audit::write(&mut tx, ctx, audit::Action::on("bezocht", "scanplaats", format!("{id}/{place}")).with(detail)).await?;
    Ok(tx.commit().await?)
}

/// What a decision needs to know of a place.
pub(crate) struct About {
    pub municipality: Option<MunicipalityCode>,
    pub proposed: bool,
    pub random: bool,
    pub paused: bool,
}

/// A place of the scan within the scope, also one without points.
async fn about(tx: &mut Tx, scope: &Scope, scan: &Scan, place: &str) -> Result<About, DecideError> {
    of_scan(tx, scope, scan, place).await?.ok_or(DecideError::NotFound)
}

/// See [`about`]; for other use cases.
pub(crate) async fn of_scan(tx: &mut Tx, scope: &Scope, scan: &Scan, place: &str) -> Result<Option<About>, StoreError> {
    if let Some(line) = places::line(tx, scope, scan, place).await? {
        return Ok(Some(About { municipality: line.municipality, proposed: line.proposed, random: line.random, paused: line.paused }));
    }
    let Some(scored) = dossier::rest(tx, scope, scan, place).await? else { return Ok(None) };
    let paused = decisions::is_paused(tx, scan, place).await?;
    Ok(Some(About { municipality: scored.municipality, proposed: false, random: false, paused }))
}

async fn usable(tx: &mut Tx, scope: &Scope, id: ScanId) -> Result<Scan, DecideError> {
    let scan = scans::lookup(tx, scope, id).await?.ok_or(DecideError::NotFound)?;
    if scan.state().is_in_use() { Ok(scan) } else { Err(DecideError::NotInUse(scan.state())) }
}
