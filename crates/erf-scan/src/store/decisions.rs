// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What people said of places of a scan: decisions, objections, what visits found. Ask for the line of the place first: that
//! checks the scope.

use erf_base::{At, Ctx, MunicipalityCode, Scope};
use erf_store::{StoreError, Tx, query, record};

use super::{
    own,
    places::PlaceLine,
    scans::{Scan, variant_code},
};
use crate::life::{Choice, VisitOutcome};

record! {
    /// A decision.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Decision {
        /// Place.
        pub place: String,
        /// Which one of this place.
        pub turn: i64,
        /// `bezoeken`, `niet` or `meer_informatie`.
        pub choice: String,
        /// Why.
        pub reason: String,
        /// Whether it goes against the card.
        pub disagrees: bool,
        /// Who.
        pub actor: String,
        /// When.
        pub at: At,
        /// Who took it back.
        pub undone_by: Option<String>,
        /// When.
        pub undone_at: Option<At>,
        /// Whether it holds now.
        pub is_current: bool,
    }
}

const DECISION: &str = "SELECT place, turn, choice, reason, disagrees, actor, at, undone_by, undone_at, is_current FROM decision";

/// Everything decided about a place, oldest first.
pub async fn of_place(tx: &mut Tx, scan: &Scan, place: &str) -> Result<Vec<Decision>, StoreError> {
    let sql = format!("{DECISION} WHERE scan = $1 AND place = $2 ORDER BY turn");
    erf_store::assembled(sql).bind(scan.id).bind(place).all(tx).await
}

/// Everything decided in a scan within the scope, newest first.
pub async fn history(tx: &mut Tx, scope: &Scope, scan: &Scan, part: (i64, i64)) -> Result<Vec<Decision>, StoreError> {
    let sql = format!("{DECISION} WHERE scan = $1 AND ($2 = 0 OR municipality = $2) ORDER BY at DESC, place, turn DESC LIMIT $4 OFFSET $3");
    erf_store::assembled(sql).bind(scan.id).bind(own(scope)).bind(part.0).bind(part.1).all(tx).await
}

/// Adds a decision that holds from now on.
pub(crate) async fn add(
    tx: &mut Tx,
    ctx: &Ctx,
    scan: &Scan,
    line: (&str, Option<MunicipalityCode>),
    turn: i64,
    said: (Choice, &str, bool),
) -> Result<(), StoreError> {
    retire(tx, scan, line.0).await?;
    query(
        "INSERT INTO decision (scan, place, turn, municipality, choice, reason, disagrees, actor, at, is_current) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(scan.id)
    .bind(line.0)
    .bind(turn)
    .bind(line.1)
    .bind(said.0.code())
    .bind(said.1)
    .bind(said.2)
    .bind(&ctx.actor.id)
    .bind(ctx.now())
    .bind(true)
    .run(tx)
    .await
    .map(drop)
}

async fn retire(tx: &mut Tx, scan: &Scan, place: &str) -> Result<(), StoreError> {
    let sql = "UPDATE decision SET is_current = $3 WHERE scan = $1 AND place = $2 AND is_current";
    query(sql).bind(scan.id).bind(place).bind(false).run(tx).await.map(drop)
}

/// Takes back the decision that holds; the one before it that was not taken back holds again. False when there was none.
pub(crate) async fn undo(tx: &mut Tx, ctx: &Ctx, scan: &Scan, place: &str) -> Result<bool, StoreError> {
    let undone = query("UPDATE decision SET undone_by = $3, undone_at = $4, is_current = $5 WHERE scan = $1 AND place = $2 AND is_current")
        .bind(scan.id)
        .bind(place)
        .bind(&ctx.actor.id)
        .bind(ctx.now())
        .bind(false)
        .run(tx)
        .await?;
    let sql = "UPDATE decision SET is_current = $3 WHERE scan = $1 AND place = $2 AND undone_at IS NULL AND turn = \
               (SELECT MAX(turn) FROM decision d WHERE d.scan = $1 AND d.place = $2 AND d.undone_at IS NULL)";
    if undone == 1 {
        query(sql).bind(scan.id).bind(place).bind(true).run(tx).await?;
    }
    Ok(undone == 1)
}

record! {
    /// How often something was decided.
    #[derive(Debug, Clone, PartialEq)]
    pub struct DecisionCount {
        /// `bezoeken`, `niet` or `meer_informatie`.
        pub choice: String,
        /// Against the card.
        pub disagrees: bool,
        /// How often.
        pub n: i64,
    }
}

/// How often what was decided, within the scope. After a scan expired these come from its tally.
pub async fn counts(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Vec<DecisionCount>, StoreError> {
    query(
        "SELECT choice, disagrees, CAST(SUM(n) AS bigint) AS n FROM ( \
         SELECT choice, disagrees, 1 AS n, municipality FROM decision WHERE scan = $1 AND is_current \
         UNION ALL SELECT item, subject = 'oneens', n, municipality FROM scan_tally WHERE scan = $1 AND subject IN ('besluit', 'oneens')) t \
         WHERE ($2 = 0 OR municipality = $2) GROUP BY choice, disagrees ORDER BY choice, disagrees",
    )
    .bind(scan.id)
    .bind(own(scope))
    .all(tx)
    .await
}

record! {
    /// An objection.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Objection {
        /// Place.
        pub place: String,
        /// Which one of this place.
        pub seq: i64,
        /// What the owner says.
        pub reason: String,
        /// Who noted it.
        pub actor: String,
        /// When.
        pub at: At,
        /// Who lifted it.
        pub lifted_by: Option<String>,
        /// When.
        pub lifted_at: Option<At>,
        /// Why.
        pub lift_reason: Option<String>,
    }
}

const OBJECTION: &str = "SELECT place, seq, reason, actor, at, lifted_by, lifted_at, lift_reason FROM objection";

/// Objections about a place in scans of the same variant, oldest first.
pub async fn objections(tx: &mut Tx, scan: &Scan, place: &str) -> Result<Vec<Objection>, StoreError> {
    let sql = format!("{OBJECTION} WHERE place = $1 AND variant = $2 ORDER BY seq");
    erf_store::assembled(sql).bind(place).bind(variant_code(scan.variant())).all(tx).await
}

/// Whether an objection holds that pauses the proposal of a place.
pub(crate) async fn is_paused(tx: &mut Tx, scan: &Scan, place: &str) -> Result<bool, StoreError> {
    Ok(objections(tx, scan, place).await?.iter().any(|objection| objection.lifted_at.is_none()))
}

/// How many places of the list of a scan are paused, within the scope.
pub async fn paused(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<i64, StoreError> {
    query(
        "SELECT COUNT(*) FROM objection o WHERE o.variant = $2 AND o.lifted_at IS NULL AND EXISTS \
         (SELECT 1 FROM scan_place p WHERE p.scan = $1 AND p.place = o.place AND ($3 = 0 OR p.municipality = $3))",
    )
    .bind(scan.id)
    .bind(variant_code(scan.variant()))
    .bind(own(scope))
    .scalar(tx)
    .await
}

/// Places of the list that no recipient gets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct KeptBack {
    /// The owner objected, and that was not settled yet.
    pub objected: u64,
    /// Without an objection: a person decided not to visit them.
    pub decided_not: u64,
}

/// How many places of the list no recipient gets, within the scope: those that [`super::dossier::leaving`] leaves out.
pub async fn kept_back(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<KeptBack, StoreError> {
    let (objected, decided_not): (i64, i64) = query(
        "SELECT CAST(COALESCE(SUM(CASE WHEN objected THEN 1 ELSE 0 END), 0) AS bigint), \
         CAST(COALESCE(SUM(CASE WHEN decided AND NOT objected THEN 1 ELSE 0 END), 0) AS bigint) FROM (SELECT \
         EXISTS (SELECT 1 FROM objection o WHERE o.place = p.place AND o.variant = $2 AND o.lifted_at IS NULL) AS objected, \
         EXISTS (SELECT 1 FROM decision d WHERE d.scan = p.scan AND d.place = p.place AND d.is_current AND d.choice = 'niet') AS decided \
         FROM scan_place p WHERE p.scan = $1 AND (p.points > 0 OR p.proposed) AND ($3 = 0 OR p.municipality = $3)) t",
    )
    .bind(scan.id)
    .bind(variant_code(scan.variant()))
    .bind(own(scope))
    .one(tx)
    .await?;
    Ok(KeptBack { objected: objected.unsigned_abs(), decided_not: decided_not.unsigned_abs() })
}

/// Adds an objection, unless one already holds.
pub(crate) async fn object(
    tx: &mut Tx,
    ctx: &Ctx,
    scan: &Scan,
    line: (&str, Option<MunicipalityCode>),
    reason: &str,
) -> Result<bool, StoreError> {
    let added = query(
        "INSERT INTO objection (place, variant, seq, scan, municipality, reason, actor, at) \
         SELECT $1, $2, COALESCE(MAX(seq), 0) + 1, $3, $4, $5, $6, $7 FROM objection WHERE place = $1 AND variant = $2 \
         HAVING COUNT(CASE WHEN lifted_at IS NULL AND seq IS NOT NULL THEN 1 END) = 0",
    )
    .bind(line.0)
    .bind(variant_code(scan.variant()))
    .bind(scan.id)
    .bind(line.1)
    .bind(reason)
    .bind(&ctx.actor.id)
    .bind(ctx.now())
    .run(tx)
    .await?;
    Ok(added == 1)
}

/// Lifts the objection that holds; false when there was none.
pub(crate) async fn lift(tx: &mut Tx, ctx: &Ctx, scan: &Scan, place: &str, reason: &str) -> Result<bool, StoreError> {
    let sql =
        "UPDATE objection SET lifted_by = $3, lifted_at = $4, lift_reason = $5 WHERE place = $1 AND variant = $2 AND lifted_at IS NULL";
    let query = query(sql).bind(place).bind(variant_code(scan.variant())).bind(&ctx.actor.id).bind(ctx.now()).bind(reason);
    Ok(query.run(tx).await? > 0)
}

record! {
    /// What a visit found.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Visit {
        /// Place.
        pub place: String,
        /// `niets`, `advies` or `signaal`.
        pub outcome: String,
        /// The day of the visit (20261001).
        pub visited: i64,
        /// Who noted it.
        pub actor: String,
        /// When.
        pub at: At,
    }
}

/// What the visit to a place found.
pub async fn visit(tx: &mut Tx, scan: &Scan, place: &str) -> Result<Option<Visit>, StoreError> {
    query("SELECT place, outcome, visited, actor, at FROM visit_outcome WHERE scan = $1 AND place = $2")
        .bind(scan.id)
        .bind(place)
        .maybe(tx)
        .await
}

/// Keeps what a visit found; a later word replaces an earlier one.
pub(crate) async fn set_visit(
    tx: &mut Tx,
    ctx: &Ctx,
    scan: &Scan,
    line: &PlaceLine,
    outcome: VisitOutcome,
    visited: i64,
) -> Result<(), StoreError> {
    query("DELETE FROM visit_outcome WHERE scan = $1 AND place = $2").bind(scan.id).bind(&line.place).run(tx).await?;
    query(
        "INSERT INTO visit_outcome (scan, place, municipality, outcome, visited, random, proposed, chance, actor, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(scan.id)
    .bind(&line.place)
    .bind(line.municipality)
    .bind(outcome.code())
    .bind(visited)
    .bind(line.random)
    .bind(line.proposed)
    .bind(line.chance)
    .bind(&ctx.actor.id)
    .bind(ctx.now())
    .run(tx)
    .await
    .map(drop)
}
