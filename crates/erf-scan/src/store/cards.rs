// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Rule cards and who signed them. Cards are no secret: everybody who reads indicators reads them.

use erf_base::{At, Ctx, Scope};
use erf_store::{StoreError, Tx, query, record};

use super::scans::{MUNICIPAL, variant_code};
use crate::{
    card::{Card, Signature, Variant},
    life::PARTNERS,
};

record! {
    /// A version of a card as it is kept.
    #[derive(Debug, Clone)]
    pub struct CardRow {
        /// Number.
        pub id: i64,
        /// Name.
        pub name: String,
        /// Variant.
        pub variant: String,
        /// Version, counted per variant.
        pub version: i64,
        /// Entries, as JSON.
        pub entries: String,
        /// Why.
        pub motivation: String,
        /// SHA-256 over name, variant, version, entries and motivation.
        pub hash: String,
        /// Who set it.
        pub author: String,
        /// When.
        pub at: At,
        /// How many partners signed.
        pub partners: i64,
    }
}

/// A card with what is known of it.
#[derive(Debug, Clone)]
pub struct KeptCard {
    /// Number.
    pub id: i64,
    /// SHA-256 over what it says, without signatures.
    pub hash: String,
    /// Who set it.
    pub author: String,
    /// When.
    pub at: At,
    /// The card, with signatures.
    pub card: Card,
}

impl KeptCard {
    /// Whether enough partners signed.
    pub fn is_usable(&self) -> bool {
        self.card.signatures.len() >= PARTNERS
    }
}

const COLUMNS: &str = "SELECT c.id, c.name, c.variant, c.version, c.entries, c.motivation, c.hash, c.author, c.at, \
    (SELECT COUNT(*) FROM card_signature s WHERE s.card = c.id) AS partners FROM card c";

/// All versions of cards somebody may know of, newest first. Covenant cards are for whoever meets covenant scans.
pub async fn list(tx: &mut Tx, scope: &Scope) -> Result<Vec<CardRow>, StoreError> {
    let sql = format!("{COLUMNS} WHERE (c.variant = 'gemeentelijk' OR $1) ORDER BY c.variant DESC, c.version DESC");
    erf_store::assembled(sql).bind(scope.admits_covenant()).all(tx).await
}

/// One card, with signatures.
pub async fn lookup(tx: &mut Tx, scope: &Scope, id: i64) -> Result<Option<KeptCard>, StoreError> {
    let sql = format!("{COLUMNS} WHERE (c.variant = 'gemeentelijk' OR $1) AND c.id = $2");
    let row: Option<CardRow> = erf_store::assembled(sql).bind(scope.admits_covenant()).bind(id).maybe(tx).await?;
    match row {
        Some(row) => Ok(Some(kept(tx, row).await?)),
        None => Ok(None),
    }
}

/// The newest card of a variant that enough partners signed.
pub async fn newest_usable(tx: &mut Tx, scope: &Scope, variant: Variant) -> Result<Option<KeptCard>, StoreError> {
    let usable = |row: &CardRow| row.variant == variant_code(variant) && row.partners >= PARTNERS as i64;
    let found = list(tx, scope).await?.into_iter().find(usable);
    match found {
        Some(row) => Ok(Some(kept(tx, row).await?)),
        None => Ok(None),
    }
}

/// The newest card of a variant, signed or not.
pub async fn newest(tx: &mut Tx, scope: &Scope, variant: Variant) -> Result<Option<KeptCard>, StoreError> {
    let found = list(tx, scope).await?.into_iter().find(|row| row.variant == variant_code(variant));
    match found {
        Some(row) => Ok(Some(kept(tx, row).await?)),
        None => Ok(None),
    }
}

async fn kept(tx: &mut Tx, row: CardRow) -> Result<KeptCard, StoreError> {
    let signed: Vec<(String, String, String)> =
        query("SELECT partner, role, day FROM card_signature WHERE card = $1 ORDER BY day, partner").bind(row.id).all(tx).await?;
    let signatures = signed.into_iter().map(|(partner, role, date)| Signature { partner, role, date }).collect();
    let card = Card {
        name: row.name,
        variant: if row.variant == MUNICIPAL { Variant::Municipal } else { Variant::Covenant },
        version: row.version.try_into().unwrap_or_default(),
        entries: serde_json::from_str(&row.entries).unwrap_or_default(),
        motivation: row.motivation,
        signatures,
    };
    Ok(KeptCard { id: row.id, hash: row.hash, author: row.author, at: row.at, card })
}

/// The highest version of a variant; 0 when there is none.
pub(crate) async fn last_version(tx: &mut Tx, variant: Variant) -> Result<i64, StoreError> {
    query("SELECT COALESCE(MAX(version), 0) FROM card WHERE variant = $1").bind(variant_code(variant)).scalar(tx).await
}

/// Keeps a card, without signatures.
pub(crate) async fn add(tx: &mut Tx, ctx: &Ctx, id: i64, card: &Card, hash: &str) -> Result<(), StoreError> {
    let entries = serde_json::to_string(&card.entries).expect("codes and numbers are always JSON");
    query(
        "INSERT INTO card (id, name, variant, version, entries, motivation, hash, author, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(&card.name)
    .bind(variant_code(card.variant))
    .bind(card.version)
    .bind(entries)
    .bind(&card.motivation)
    .bind(hash)
    .bind(&ctx.actor.id)
    .bind(ctx.now())
    .run(tx)
    .await
    .map(drop)
}

/// Notes that a partner signed; a second time changes nothing.
pub(crate) async fn sign(tx: &mut Tx, ctx: &Ctx, card: i64, signature: &Signature) -> Result<bool, StoreError> {
    let added = query(
        "INSERT INTO card_signature (card, partner, role, day, actor, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (card, partner) DO NOTHING",
    )
    .bind(card)
    .bind(&signature.partner)
    .bind(&signature.role)
    .bind(&signature.date)
    .bind(&ctx.actor.id)
    .bind(ctx.now())
    .run(tx)
    .await?;
    Ok(added == 1)
}

/// The partners of the programme, by name.
pub async fn partners(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    query("SELECT name FROM partner ORDER BY name").column(tx).await
}

/// The partner for whom this person signed a card.
pub(crate) async fn signed_by(tx: &mut Tx, ctx: &Ctx, card: i64) -> Result<Option<String>, StoreError> {
    let found: Option<(String,)> = query("SELECT partner FROM card_signature WHERE card = $1 AND actor = $2 ORDER BY at, partner LIMIT 1")
        .bind(card)
        .bind(&ctx.actor.id)
        .maybe(tx)
        .await?;
    Ok(found.map(|(partner,)| partner))
}
