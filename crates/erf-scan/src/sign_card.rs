// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Partners agree on a rule card: versions, and who signed. At least two partners sign before a card can be used.

use erf_base::{Ctx, Denied, Permission, Scope};
use erf_store::{Db, StoreError, Tx, audit};

use crate::{
    card::{Card, Signature, Variant},
    compute,
    store::cards::{self, KeptCard},
};

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// Not allowed, or no such card in scope: the same answer, so that nothing is told.
    #[error("deze kaart is er niet")]
    NotFound,
    /// What the card says cannot be; each sentence says what to change.
    #[error("{}", .0.join(" "))]
    Faults(Vec<String>),
    /// Partner and role must be named.
    #[error("vul partner en rol in")]
    Incomplete,
    /// Only partners of the programme sign.
    #[error("{0} staat niet in het partneroverzicht")]
    UnknownPartner(String),
    /// One person cannot agree for two partners.
    #[error("u tekende deze kaart al namens {0}. Laat een collega de volgende handtekening vastleggen")]
    SignedBefore(String),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Denied> for CardError {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

/// Keeps a new version of a card and gives its number; signatures and version number of `card` are not looked at. A card that says
/// the same as the newest version is that version.
pub async fn new_version(db: &Db, ctx: &Ctx, card: &Card) -> Result<i64, CardError> {
    let scope = ctx.permit(Permission::OrderScans)?;
    permit_variant(&scope, card.variant)?;
    compute::check_card(card).map_err(CardError::Faults)?;
    let mut tx = db.begin().await?;
    let newest = cards::newest(&mut tx, &scope, card.variant).await?;
    if let Some(same) = newest.filter(|kept| content(&kept.card) == content(card)) {
        return Ok(same.id);
    }
    let id = keep(&mut tx, ctx, card).await?;
    audit::write(&mut tx, ctx, audit::Action::on("vastgelegd", "kaart", id)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes down that a partner signs; a second time changes nothing. Says whether the card can be used now. One person writes down
/// one partner: nobody can make a card and have it agreed alone.
pub async fn sign(db: &Db, ctx: &Ctx, card: i64, partner: &str, role: &str) -> Result<bool, CardError> {
    let scope = ctx.permit(Permission::SignCards)?;
    let (partner, role) = (partner.trim(), role.trim());
    if partner.is_empty() || role.is_empty() {
        return Err(CardError::Incomplete);
    }
    let mut tx = db.begin().await?;
    cards::lookup(&mut tx, &scope, card).await?.ok_or(CardError::NotFound)?;
    if !cards::partners(&mut tx).await?.iter().any(|known| known == partner) {
        return Err(CardError::UnknownPartner(partner.to_owned()));
    }
    if let Some(other) = cards::signed_by(&mut tx, ctx, card).await?.filter(|other| other != partner) {
        return Err(CardError::SignedBefore(other));
    }
    let signature = Signature { partner: partner.to_owned(), role: role.to_owned(), date: ctx.clock.today().to_string() };
    let added = cards::sign(&mut tx, ctx, card, &signature).await?;
    let usable = cards::lookup(&mut tx, &scope, card).await?.is_some_and(|kept| kept.is_usable());
    if added {
        let detail = serde_json::json!({ "partner": partner });
        audit::write(&mut tx, ctx, audit::Action::on("ondertekend", "kaart", card).with(detail)).await?;
        tx.commit().await?;
    }
    Ok(usable)
}

/// Puts the standard cards in an empty region, with the signatures they come with.
pub async fn seed(tx: &mut Tx, ctx: &Ctx) -> Result<(), StoreError> {
    for variant in [Variant::Municipal, Variant::Covenant] {
        if cards::last_version(tx, variant).await? == 0 {
            let card = compute::standard_card(variant);
            let id = keep(tx, ctx, &card).await?;
            for signature in &card.signatures {
                cards::sign(tx, ctx, id, signature).await?;
            }
        }
    }
    Ok(())
}

async fn keep(tx: &mut Tx, ctx: &Ctx, card: &Card) -> Result<i64, StoreError> {
    let version = cards::last_version(tx, card.variant).await? + 1;
    let card = Card { version: version.try_into().unwrap_or(u32::MAX), signatures: Vec::new(), ..card.clone() };
    let hash = card.hash();
    let id = crate::life::number_of(&[&hash]);
    cards::add(tx, ctx, id, &card, &hash).await?;
    Ok(id)
}

fn content(card: &Card) -> serde_json::Value {
    serde_json::json!([card.name, card.variant, card.entries, card.motivation])
}

fn permit_variant(scope: &Scope, variant: Variant) -> Result<(), CardError> {
    if variant == Variant::Municipal || scope.admits_covenant() { Ok(()) } else { Err(CardError::NotFound) }
}

/// The card a scan would use: the one asked for, or the newest that enough partners signed.
pub(crate) async fn usable(tx: &mut Tx, scope: &Scope, variant: Variant, wanted: Option<i64>) -> Result<Option<KeptCard>, StoreError> {
    match wanted {
        Some(id) => Ok(cards::lookup(tx, scope, id).await?.filter(|kept| kept.is_usable() && kept.card.variant == variant)),
        None => cards::newest_usable(tx, scope, variant).await,
    }
}
