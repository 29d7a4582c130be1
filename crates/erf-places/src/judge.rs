// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A person judges a match, or takes a judgement back; the facts of the place follow at once.

use erf_base::{Ctx, Denied, Permission};
use erf_store::{Db, StoreError, Tx, audit};

use crate::{
    model::DeliveryId,
    opinions::{self, Opinion},
    store::{derived, links},
    verdict::{Decision, Verdict, settle},
};

/// Why a judgement was not taken.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    /// Not allowed, or no such match in scope: the same answer, so that nothing is told.
    #[error("deze koppeling is er niet (meer)")]
    NotFound,
    /// What was chosen is not among what the matcher considered.
    #[error("deze keuze hoort niet bij deze rij. Laad de pagina opnieuw en kies opnieuw")]
    NoSuchCandidate,
    /// An answer that ends a difference of opinion, where people do not differ.
    #[error("over deze rij is geen verschil van mening. Geef een gewoon oordeel")]
    NothingToEnd,
    /// It ends a difference of opinion without saying why.
    #[error("schrijf bij een eindoordeel op waarom")]
    NoReason,
    /// Somebody who has not judged yet would undo what they may not see.
    #[error("oordeel eerst zelf; het oordeel van uw collega is nog niet zichtbaar voor u")]
    Blind,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Denied> for JudgeError {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

/// Keeps what a person said of a match, with who, when and why.
pub async fn judge(db: &Db, ctx: &Ctx, id: DeliveryId, seq: i64, verdict: Verdict, reason: &str) -> Result<(), JudgeError> {
    keep(db, ctx, id, seq, Opinion { by: ctx.actor.id.clone(), verdict, ends: false }, reason).await
}

/// Keeps the answer that people came to who contradicted each other. It goes before what they said, until it is taken back.
pub async fn end(db: &Db, ctx: &Ctx, id: DeliveryId, seq: i64, verdict: Verdict, reason: &str) -> Result<(), JudgeError> {
    if reason.trim().is_empty() {
        return Err(JudgeError::NoReason);
    }
    keep(db, ctx, id, seq, Opinion { by: ctx.actor.id.clone(), verdict, ends: true }, reason).await
}

async fn keep(db: &Db, ctx: &Ctx, id: DeliveryId, seq: i64, said: Opinion, reason: &str) -> Result<(), JudgeError> {
    let scope = ctx.permit(Permission::JudgeMatches)?;
    let mut tx = db.begin().await?;
    let known = links::judged(&mut tx, &scope, id, seq).await?.ok_or(JudgeError::NotFound)?;
    let chosen = |(kind, target): (&str, &str)| known.candidates().iter().any(|candidate| candidate.is(kind, target));
    if !said.verdict.target().is_none_or(chosen) {
        return Err(JudgeError::NoSuchCandidate);
    }
    if said.ends && !opinions::contradict(&links::opinions_of(&mut tx, id, seq).await?) {
        return Err(JudgeError::NothingToEnd);
    }
    links::add_judgement(&mut tx, ctx, id, seq, &said, reason).await?;
    settle_row(&mut tx, id, seq, &known).await?;
    let detail = serde_json::json!({ "oordeel": said.verdict.code(), "eindoordeel": said.ends });
    audit::write(&mut tx, ctx, audit::Action::on("beoordeeld", "koppeling", format!("{id}/{seq}")).with(detail)).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes back one judgement on a row, so that a second click takes back nothing more; `false` when it does not stand.
pub async fn undo(db: &Db, ctx: &Ctx, id: DeliveryId, seq: i64, turn: i64) -> Result<bool, JudgeError> {
    let scope = ctx.permit(Permission::JudgeMatches)?;
    let mut tx = db.begin().await?;
    let known = links::judged(&mut tx, &scope, id, seq).await?.ok_or(JudgeError::NotFound)?;
    if opinions::blind(id.0, seq, &links::opinions_of(&mut tx, id, seq).await?, &ctx.actor.id) {
        return Err(JudgeError::Blind);
    }
    if !links::undo_judgement(&mut tx, ctx, id, seq, turn).await? {
        return Ok(false);
    }
    settle_row(&mut tx, id, seq, &known).await?;
    audit::write(&mut tx, ctx, audit::Action::on("oordeel_ongedaan", "koppeling", format!("{id}/{seq}"))).await?;
    tx.commit().await?;
    Ok(true)
}

/// Works out what holds now, in the same way as a full re-run would.
async fn settle_row(tx: &mut Tx, id: DeliveryId, seq: i64, known: &links::Judged) -> Result<(), StoreError> {
    let candidates = known.candidates();
    let verdicts = opinions::together(&links::opinions_of(tx, id, seq).await?);
    let (decision, chosen) = settle(Decision::of(&known.automatic), &candidates, &verdicts);
    // A row that is about nothing any more stays visible where it was judged, so that it can be undone there.
    let municipality = chosen.or(candidates.first()).and_then(|candidate| candidate.municipality);
    links::set_outcome(tx, id, seq, decision, chosen, municipality).await?;
    derived::set_version(tx).await.map(drop)
}
