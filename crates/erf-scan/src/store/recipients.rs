// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Who was handed something of a scan.

use erf_base::{At, Ctx, MunicipalityCode, Scope};
use erf_store::{StoreError, Tx, query, record};

use super::{own, scans::Scan};
use crate::{life::day_number, share::NewRecipient};

record! {
    /// Somebody who was handed a list or letter.
    #[derive(Debug, Clone)]
    pub struct Recipient {
        /// Number within the scan.
        pub seq: i64,
        /// Who.
        pub name: String,
        /// Of which organisation.
        pub organisation: String,
        /// Why.
        pub purpose: String,
        /// The municipality whose places they got, when not all.
        pub municipality: Option<MunicipalityCode>,
        /// As what.
        pub format: String,
        /// The day it must be destroyed (20261001).
        pub destroy_by: i64,
        /// Who handed it over.
        pub actor: String,
        /// When.
        pub at: At,
        /// Who said that it was destroyed.
        pub destroyed_by: Option<String>,
        /// When.
        pub destroyed_at: Option<At>,
        /// When it was found to be overdue.
        pub flagged_at: Option<At>,
    }
}

const RECIPIENT: &str = "SELECT seq, name, organisation, purpose, municipality, format, destroy_by, actor, at, destroyed_by, destroyed_at, flagged_at FROM recipient";

/// Who was handed something of a scan: whoever works for a municipality learns who has places of theirs, and whoever got all
/// has those too. Ask for the scan itself first: that checks the variant.
pub async fn of_scan(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Vec<Recipient>, StoreError> {
    let sql = format!("{RECIPIENT} WHERE scan = $1 AND ($2 = 0 OR municipality IS NULL OR municipality = $2) ORDER BY seq");
    erf_store::assembled(sql).bind(scan.id).bind(own(scope)).all(tx).await
}

/// One of them, to make what they get: not for whoever may see a part of that.
pub async fn one(tx: &mut Tx, scope: &Scope, scan: &Scan, seq: i64) -> Result<Option<Recipient>, StoreError> {
    let sql = format!("{RECIPIENT} WHERE scan = $1 AND ($2 = 0 OR municipality = $2 OR (municipality IS NULL AND $4)) AND seq = $3");
    erf_store::assembled(sql).bind(scan.id).bind(own(scope)).bind(seq).bind(scan.is_whole_for(scope)).maybe(tx).await
}

/// What was noted with a form: number, name, organisation, purpose, day of destruction and format.
pub type Noted = (i64, String, String, String, i64, String);

/// The recipient that was noted with this form.
pub async fn by_form(tx: &mut Tx, scan: &Scan, form: &str) -> Result<Option<Noted>, StoreError> {
    query("SELECT seq, name, organisation, purpose, destroy_by, format FROM recipient WHERE scan = $1 AND form = $2")
        .bind(scan.id)
        .bind(form)
        .maybe(tx)
        .await
}

/// Adds a recipient and gives the number.
pub async fn add(tx: &mut Tx, ctx: &Ctx, scope: &Scope, scan: &Scan, new: &NewRecipient) -> Result<i64, StoreError> {
    query(
        "INSERT INTO recipient (scan, seq, form, name, organisation, purpose, municipality, format, destroy_by, actor, at) \
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM recipient WHERE scan = $1 RETURNING seq",
    )
    .bind(scan.id)
    .bind(&new.form)
    .bind(new.name.trim())
    .bind(new.organisation.trim())
    .bind(new.purpose.trim())
    .bind(scope.municipality())
    .bind(new.format.code())
    .bind(day_number(new.destroy_by))
    .bind(&ctx.actor.id)
    .bind(ctx.now())
    .scalar(tx)
    .await
}

/// Notes that somebody said that it was destroyed.
pub async fn set_destroyed(tx: &mut Tx, ctx: &Ctx, scan: &Scan, seq: i64) -> Result<(), StoreError> {
    query("UPDATE recipient SET destroyed_by = $3, destroyed_at = $4 WHERE scan = $1 AND seq = $2")
        .bind(scan.id)
        .bind(seq)
        .bind(&ctx.actor.id)
        .bind(ctx.now())
        .run(tx)
        .await
        .map(drop)
}
