// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Rows: what they say of a place, and one row with everything known of it.

use erf_base::{At, Compartment, MunicipalityCode, Scope};
use erf_store::{StoreError, Tx, query, record};

use super::InUse;
use crate::{model::DeliveryId, store::deliveries::own};

record! {
    /// What a row says of a place or an area.
    #[derive(Debug, Clone)]
    pub struct FactRow {
        /// The delivery.
        pub delivery: i64,
        /// The row in it.
        pub seq: i64,
        /// What is decided about the match.
        pub decision: String,
        /// Why, as JSON.
        pub evidence: String,
        /// The day it speaks of.
        pub event_date: Option<i64>,
        /// What one row is about.
        pub kind: String,
        /// Our fields, as JSON.
        pub fields: String,
        /// The rest, as JSON.
        pub attributes: String,
        /// Name of the delivery.
        pub name: String,
        /// Who sent it.
        pub holder: String,
        /// Why it may be used.
        pub purpose: String,
        /// Last day the delivery speaks of.
        pub period_to: Option<i64>,
    }
}

const FACT: &str = "SELECT l.delivery, l.seq, l.decision, l.evidence, r.event_date, \
     r.kind, r.fields, r.attributes, d.name, d.holder, d.purpose, d.period_to \
     FROM link l JOIN source_row r ON r.delivery = l.delivery AND r.seq = l.seq JOIN delivery d ON d.id = l.delivery \
     WHERE l.decision IN ('zeker', 'bevestigd') AND l.delivery IN ($1) AND (l.last_day IS NULL OR l.last_day >= $2)";
const ORDER: &str = "ORDER BY COALESCE(r.event_date, d.period_to, 0) DESC, d.source, l.delivery, l.seq";

/// What rows say of a place, newest first.
pub async fn of_place(tx: &mut Tx, usable: &InUse, place: &str, limit: i64) -> Result<Vec<FactRow>, StoreError> {
    let sql = format!("{FACT} AND l.place = $3 {ORDER} LIMIT $4");
    erf_store::assembled(sql).bind_list(usable.deliveries.iter().copied()).bind(usable.since).bind(place).bind(limit).all(tx).await
}

/// How many rows speak of a place: those that count, and those older than five years.
pub async fn counts_of_place(tx: &mut Tx, usable: &InUse, place: &str) -> Result<(i64, i64), StoreError> {
    query(
        "SELECT CAST(COALESCE(SUM(CASE WHEN last_day IS NULL OR last_day >= $2 THEN 1 ELSE 0 END), 0) AS bigint), \
         CAST(COALESCE(SUM(CASE WHEN last_day < $2 THEN 1 ELSE 0 END), 0) AS bigint) \
         FROM link WHERE place = $3 AND decision IN ('zeker', 'bevestigd') AND delivery IN ($1)",
    )
    .bind_list(usable.deliveries.iter().copied())
    .bind(usable.since)
    .bind(place)
    .one(tx)
    .await
}

/// What rows say of areas, newest first, and how many there are.
pub async fn of_areas(tx: &mut Tx, usable: &InUse, areas: &[String], limit: i64) -> Result<(Vec<FactRow>, i64), StoreError> {
    let count = count_of_areas(tx, usable, areas).await?;
    let sql = format!("{FACT} AND l.target_kind = 'area' AND l.target_id IN ($3) {ORDER} LIMIT $4");
    let areas = areas.iter().map(String::as_str);
    let query = erf_store::assembled(sql).bind_list(usable.deliveries.iter().copied()).bind(usable.since).bind_list(areas).bind(limit);
    Ok((query.all(tx).await?, count))
}

async fn count_of_areas(tx: &mut Tx, usable: &InUse, areas: &[String]) -> Result<i64, StoreError> {
    query(
        "SELECT COUNT(*) FROM link WHERE target_kind = 'area' AND target_id IN ($3) AND decision IN ('zeker', 'bevestigd') \
         AND delivery IN ($1) AND (last_day IS NULL OR last_day >= $2)",
    )
    .bind_list(usable.deliveries.iter().copied())
    .bind(usable.since)
    .bind_list(areas.iter().map(String::as_str))
    .scalar(tx)
    .await
}

record! {
    /// A row with its match.
    #[derive(Debug, Clone)]
    pub struct MatchedRow {
        /// The delivery.
        pub delivery: i64,
        /// The row in it.
        pub seq: i64,
        /// Sheet.
        pub sheet: String,
        /// Row as a person sees it in the file.
        pub row_number: i64,
        /// What one row is about.
        pub kind: String,
        /// The day it speaks of.
        pub event_date: Option<i64>,
        /// The cells, as a JSON list.
        pub raw: String,
        /// Our fields, as JSON.
        pub fields: String,
        /// The rest, as JSON.
        pub attributes: String,
        /// What is decided.
        pub decision: String,
        /// What it is matched to.
        pub target_kind: Option<String>,
        /// Which one.
        pub target_id: Option<String>,
        /// The place that belongs to.
        pub place: Option<String>,
        /// The municipality of the match.
        pub municipality: Option<MunicipalityCode>,
        /// How sure.
        pub probability: f64,
        /// Why, as JSON.
        pub evidence: String,
        /// What was considered, as JSON, best first.
        pub candidates: String,
        /// Compartment of the delivery.
        pub compartment: Compartment,
        /// How precise its coordinates are.
        pub precision_m: Option<f64>,
        /// The last day it speaks of; before the five years it does not count.
        pub last_day: Option<i64>,
    }
}

const MATCHED: &str = "SELECT l.delivery, l.seq, r.sheet, r.row_number, r.kind, r.event_date, r.raw, r.fields, r.attributes, l.decision, \
     l.target_kind, l.target_id, l.place, l.municipality, l.probability, l.evidence, l.candidates, l.compartment, l.precision_m, l.last_day \
     FROM link l JOIN source_row r ON r.delivery = l.delivery AND r.seq = l.seq JOIN delivery d ON d.id = l.delivery \
     WHERE d.state IN ('gekoppeld', 'vrijgegeven') AND (l.compartment <> 'convenant' OR $1) AND ($2 = 0 OR l.municipality = $2)";

/// One row, when its match lies in scope.
pub async fn matched(tx: &mut Tx, scope: &Scope, id: DeliveryId, seq: i64) -> Result<Option<MatchedRow>, StoreError> {
    let sql = format!("{MATCHED} AND l.delivery = $3 AND l.seq = $4");
    erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own(scope)).bind(id.0).bind(seq).maybe(tx).await
}

/// Rows of a delivery with what is decided, in the order of the file; every decision when `decision` is empty.
pub async fn of_delivery(
    tx: &mut Tx,
    scope: &Scope,
    id: DeliveryId,
    decision: &str,
    part: (i64, i64),
) -> Result<Vec<MatchedRow>, StoreError> {
    let sql = format!("{MATCHED} AND l.delivery = $3 AND ($4 = '' OR l.decision = $4) ORDER BY l.seq LIMIT $6 OFFSET $5");
    let query = erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own(scope)).bind(id.0).bind(decision);
    query.bind(part.0).bind(part.1).all(tx).await
}

/// What became of the rows of a delivery, within a scope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many were decided how.
    pub decisions: Vec<(String, i64)>,
    /// Matched rows that are about a place.
    pub places: i64,
    /// Matched rows that are about an address, building or parcel that belongs to no place.
    pub ground: i64,
    /// Matched rows that are about no more than an area.
    pub areas: i64,
}

/// What became of the rows of a delivery, within the scope.
pub async fn outcome(tx: &mut Tx, scope: &Scope, id: DeliveryId) -> Result<Outcome, StoreError> {
    let groups: Vec<(String, bool, bool, i64)> = query(
        "SELECT decision, place IS NOT NULL, COALESCE(target_kind = 'area', FALSE), COUNT(*) FROM link WHERE delivery = $1 \
         AND (compartment <> 'convenant' OR $2) AND ($3 = 0 OR municipality = $3) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
    )
    .bind(id.0)
    .bind(scope.admits_covenant())
    .bind(own(scope))
    .all(tx)
    .await?;
    Ok(groups.into_iter().fold(Outcome::default(), Outcome::with))
}

impl Outcome {
    fn with(mut self, (decision, place, area, n): (String, bool, bool, i64)) -> Self {
        if matches!(decision.as_str(), "zeker" | "bevestigd") {
            *match (place, area) {
                (true, _) => &mut self.places,
                (false, false) => &mut self.ground,
                (false, true) => &mut self.areas,
            } += n;
        }
        match self.decisions.last_mut().filter(|(last, _)| *last == decision) {
            Some((_, sum)) => *sum += n,
            None => self.decisions.push((decision, n)),
        }
        self
    }
}

record! {
    /// Something a person said of a match.
    #[derive(Debug, Clone)]
    pub struct JudgementRow {
        /// Which one of this row.
        pub turn: i64,
        /// What was said.
        pub verdict: String,
        /// About what.
        pub target_kind: Option<String>,
        /// Which one.
        pub target_id: Option<String>,
        /// Why.
        pub reason: String,
        /// Who.
        pub actor: String,
        /// When.
        pub at: At,
        /// Who took it back.
        pub undone_by: Option<String>,
        /// When it was taken back.
        pub undone_at: Option<At>,
        /// Whether it is the answer that ended a difference of opinion.
        pub ends: bool,
    }
}

/// Everything people said of one row, oldest first. Ask for the row itself first: that checks the scope.
pub async fn judgements(tx: &mut Tx, row: &MatchedRow) -> Result<Vec<JudgementRow>, StoreError> {
    query(
        "SELECT turn, verdict, target_kind, target_id, reason, actor, at, undone_by, undone_at, ends FROM judgement \
         WHERE delivery = $1 AND seq = $2 ORDER BY turn",
    )
    .bind(row.delivery)
    .bind(row.seq)
    .all(tx)
    .await
}

record! {
    /// What goes when a delivery is taken back.
    #[derive(Debug, Clone, serde::Serialize)]
    pub struct Losses {
        /// What people said of its rows.
        pub judgements: i64,
        /// Places its rows say something about.
        pub places: i64,
    }
}

/// What goes when a delivery is taken back. Ask for the delivery itself first: that checks the scope.
pub async fn losses(tx: &mut Tx, id: DeliveryId) -> Result<Losses, StoreError> {
    query(
        "SELECT (SELECT COUNT(*) FROM judgement WHERE delivery = $1 AND undone_at IS NULL) AS judgements, \
         (SELECT COUNT(DISTINCT place) FROM link WHERE delivery = $1 AND decision IN ('zeker', 'bevestigd')) AS places",
    )
    .bind(id.0)
    .one(tx)
    .await
}
