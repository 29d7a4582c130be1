// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Facts that were said to be wrong. While that is being looked into, and when it is right, they do not count in a next scan.

use erf_base::{At, Ctx, MunicipalityCode, Scope};
use erf_store::{StoreError, Tx, query, record};

use super::own;
use crate::life::ToldBy;

record! {
    /// A correction.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Correction {
        /// Number.
        pub id: i64,
        /// Place.
        pub place: String,
        /// Municipality.
        pub municipality: Option<MunicipalityCode>,
        /// The indicator that is said to be wrong.
        pub code: String,
        /// What is said.
        pub note: String,
        /// `eigenaar` or `medewerker`.
        pub told_by: String,
        /// Variant of the scan where it was noted.
        pub variant: String,
        /// Who noted it.
        pub actor: String,
        /// When.
        pub at: At,
        /// Whether it is right; empty while that is not decided.
        pub accepted: Option<bool>,
        /// Who decided.
        pub decided_by: Option<String>,
        /// When.
        pub decided_at: Option<At>,
        /// Why.
        pub reason: String,
    }
}

const COLUMNS: &str = "SELECT id, place, municipality, code, note, told_by, variant, actor, at, accepted, decided_by, decided_at, reason \
    FROM correction WHERE (variant = 'gemeentelijk' OR $1) AND ($2 = 0 OR municipality = $2)";

/// Corrections about a place within the scope, oldest first.
pub async fn of_place(tx: &mut Tx, scope: &Scope, place: &str) -> Result<Vec<Correction>, StoreError> {
    let sql = format!("{COLUMNS} AND place = $3 ORDER BY at, id");
    erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own(scope)).bind(place).all(tx).await
}

/// Corrections nobody decided about yet, within the scope, oldest first.
pub async fn open(tx: &mut Tx, scope: &Scope) -> Result<Vec<Correction>, StoreError> {
    let sql = format!("{COLUMNS} AND accepted IS NULL ORDER BY at, id");
    erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own(scope)).all(tx).await
}

/// Corrections that a scan took into account, within the scope.
pub async fn of_scan(tx: &mut Tx, scope: &Scope, scan: &super::scans::Scan) -> Result<Vec<Correction>, StoreError> {
    let sql = format!("{COLUMNS} AND id IN (SELECT correction FROM scan_correction WHERE scan = $3) ORDER BY at, id");
    erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own(scope)).bind(scan.id).all(tx).await
}

/// One correction within the scope.
pub async fn lookup(tx: &mut Tx, scope: &Scope, id: i64) -> Result<Option<Correction>, StoreError> {
    let sql = format!("{COLUMNS} AND id = $3");
    erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own(scope)).bind(id).maybe(tx).await
}

/// What does not count now: number, place and indicator, sorted. What was noted in a covenant scan never shows in a municipal one.
pub(crate) async fn holding(tx: &mut Tx, covenant: bool) -> Result<Vec<(i64, String, String)>, StoreError> {
    query(
        "SELECT id, place, code FROM correction WHERE (accepted IS NULL OR accepted) AND (variant = 'gemeentelijk' OR $1) \
         ORDER BY place, code, id",
    )
    .bind(covenant)
    .all(tx)
    .await
}

/// What is noted of a correction.
pub(crate) struct NewCorrection<'c> {
    pub id: i64,
    pub place: &'c str,
    pub municipality: Option<MunicipalityCode>,
    pub code: &'c str,
    pub note: &'c str,
    pub told_by: ToldBy,
    pub variant: &'c str,
}

/// Adds a correction; false when the same one is there and nobody decided about it yet.
pub(crate) async fn add(tx: &mut Tx, ctx: &Ctx, new: &NewCorrection<'_>) -> Result<bool, StoreError> {
    let same: Option<(i64,)> =
        query("SELECT id FROM correction WHERE place = $1 AND code = $2 AND variant = $3 AND note = $4 AND accepted IS NULL")
            .bind(new.place)
            .bind(new.code)
            .bind(new.variant)
            .bind(new.note)
            .maybe(tx)
            .await?;
    if same.is_some() {
        return Ok(false);
    }
    query(
        "INSERT INTO correction (id, place, municipality, code, note, told_by, variant, actor, at, reason) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')",
    )
    .bind(new.id)
    .bind(new.place)
    .bind(new.municipality)
    .bind(new.code)
    .bind(new.note)
    .bind(new.told_by.code())
    .bind(new.variant)
    .bind(&ctx.actor.id)
    .bind(ctx.now())
    .run(tx)
    .await?;
    Ok(true)
}

/// Writes down whether it is right; false when somebody decided before.
pub(crate) async fn settle(tx: &mut Tx, ctx: &Ctx, id: i64, accepted: bool, reason: &str) -> Result<bool, StoreError> {
    let settled =
        query("UPDATE correction SET accepted = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE id = $1 AND accepted IS NULL")
            .bind(id)
            .bind(accepted)
            .bind(&ctx.actor.id)
            .bind(ctx.now())
            .bind(reason)
            .run(tx)
            .await?;
    Ok(settled == 1)
}
