// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What rows are matched to, and what people said of it.

use std::collections::BTreeMap;

use erf_base::{Compartment, Ctx, MunicipalityCode, Scope};
use erf_store::{Bulk, Row, StoreError, Tx, query, record};

use crate::{
    matching::LinkModel,
    model::DeliveryId,
    opinions::{Opinion, together},
    store::deliveries::own,
    verdict::{Candidate, Decision, Verdict},
};

record! {
    /// A row of a table as far as matching needs it.
    #[derive(Debug, Clone)]
    pub struct RowToMatch {
        /// The delivery.
        pub delivery: i64,
        /// Its number in the delivery.
        pub seq: i64,
        /// Regime.
        pub compartment: Compartment,
        /// The municipality the whole delivery speaks of.
        pub municipality: Option<MunicipalityCode>,
        /// What a row is about.
        pub kind: String,
        /// When it happened or began.
        pub event_date: Option<i64>,
        /// The last day its delivery speaks of.
        pub period_to: Option<i64>,
        /// The fields, as JSON.
        pub fields: String,
    }
}

/// The next rows of a delivery that may be matched, after `last`.
pub async fn rows_to_match(tx: &mut Tx, id: DeliveryId, last: (i64, i64), most: usize) -> Result<Vec<RowToMatch>, StoreError> {
    query(
        "SELECT r.delivery, r.seq, d.compartment, d.municipality, r.kind, r.event_date, d.period_to, r.fields \
         FROM source_row r JOIN delivery d ON d.id = r.delivery \
         WHERE d.state IN ('gevalideerd', 'gekoppeld', 'vrijgegeven') AND r.delivery = $1 \
         AND (r.delivery, r.seq) > ($2, $3) ORDER BY r.delivery, r.seq LIMIT $4",
    )
    .bind(id.0)
    .bind(last.0)
    .bind(last.1)
    .bind(most as i64)
    .all(tx)
    .await
}

/// Deliveries that were read and not taken back, or one of them, with how many rows each has to match.
pub async fn deliveries_to_match(tx: &mut Tx, only: Option<DeliveryId>) -> Result<Vec<(i64, i64)>, StoreError> {
    query(
        "SELECT r.delivery, COUNT(*) FROM source_row r JOIN delivery d ON d.id = r.delivery \
         WHERE d.state IN ('gevalideerd', 'gekoppeld', 'vrijgegeven') AND ($1 < 0 OR r.delivery = $1) \
         GROUP BY r.delivery ORDER BY r.delivery",
    )
    .bind(only.map_or(-1, |id| id.0))
    .all(tx)
    .await
}

/// How many rows there are to match.
pub async fn count_to_match(tx: &mut Tx, only: Option<DeliveryId>) -> Result<u64, StoreError> {
    query(
        "SELECT COUNT(*) FROM source_row r JOIN delivery d ON d.id = r.delivery \
         WHERE d.state IN ('gevalideerd', 'gekoppeld', 'vrijgegeven') AND ($1 < 0 OR r.delivery = $1)",
    )
    .bind(only.map_or(-1, |id| id.0))
    .scalar(tx)
    .await
}

/// Matches waiting to be written.
pub fn bulk() -> Bulk {
    Bulk::new(
        "link",
        &[
            "delivery",
            "seq",
            "compartment",
            "automatic",
            "decision",
            "target_kind",
            "target_id",
            "place",
            "municipality",
            "probability",
            "precision_m",
            "last_day",
            "evidence",
            "candidates",
        ],
    )
}

/// Removes the matches of one delivery, or all, and what was learned for them.
pub async fn clear(tx: &mut Tx, only: Option<DeliveryId>) -> Result<(), StoreError> {
    for statement in ["DELETE FROM link WHERE $1 < 0 OR delivery = $1", "DELETE FROM link_model WHERE $1 < 0 OR delivery = $1"] {
        query(statement).bind(only.map_or(-1, |id| id.0)).run(tx).await?;
    }
    Ok(())
}

/// Keeps what was learned from the rows of a delivery.
pub async fn keep_model(tx: &mut Tx, delivery: i64, model: &LinkModel) -> Result<(), StoreError> {
    let text = serde_json::to_string(model).expect("numbers and texts are always valid JSON");
    query("INSERT INTO link_model (delivery, model) VALUES ($1, $2)").bind(delivery).bind(text).run(tx).await.map(drop)
}

/// What was learned from the rows of a delivery; `None` when it was not matched since learning came. Who asks has made sure that
/// the delivery may be seen.
pub async fn model_of(tx: &mut Tx, id: DeliveryId) -> Result<Option<LinkModel>, StoreError> {
    let texts: Vec<String> = query("SELECT model FROM link_model WHERE delivery = $1").bind(id.0).column(tx).await?;
    Ok(texts.first().and_then(|text| serde_json::from_str(text).ok()))
}

/// What people together said of every row that was judged and not undone.
pub async fn verdicts(tx: &mut Tx, only: Option<DeliveryId>) -> Result<BTreeMap<(i64, i64), Vec<Verdict>>, StoreError> {
    let mut found: BTreeMap<(i64, i64), Vec<Opinion>> = BTreeMap::new();
    query(
        "SELECT delivery, seq, verdict, target_kind, target_id, actor, ends FROM judgement \
         WHERE undone_at IS NULL AND ($1 < 0 OR delivery = $1) ORDER BY delivery, seq, turn",
    )
    .bind(only.map_or(-1, |id| id.0))
    .each(tx, |row| {
        found.entry((row.get(0)?, row.get(1)?)).or_default().push(opinion(row, 2)?);
        Ok(())
    })
    .await?;
    Ok(found.into_iter().map(|(row, opinions)| (row, together(&opinions))).collect())
}

record! {
    /// A match as far as judging needs it.
    #[derive(Debug, Clone)]
    pub struct Judged {
        /// What the matcher decided.
        pub automatic: String,
        /// What holds now.
        pub decision: String,
        /// What it considered, as JSON.
        pub candidates: String,
    }
}

impl Judged {
    /// What the matcher considered.
    pub fn candidates(&self) -> Vec<Candidate> {
        serde_json::from_str(&self.candidates).unwrap_or_default()
    }
}

/// The match of one row, when it lies in scope.
pub async fn judged(tx: &mut Tx, scope: &Scope, id: DeliveryId, seq: i64) -> Result<Option<Judged>, StoreError> {
    query(
        "SELECT automatic, decision, candidates FROM link WHERE delivery = $1 AND seq = $2 \
         AND (compartment <> $3 OR $4) AND ($5 = 0 OR municipality = $5)",
    )
    .bind(id.0)
    .bind(seq)
    .bind(Compartment::Covenant)
    .bind(scope.admits_covenant())
    .bind(own(scope))
    .maybe(tx)
    .await
}

/// Writes down what holds of a match now.
pub async fn set_outcome(
    tx: &mut Tx,
    id: DeliveryId,
    seq: i64,
    decision: Decision,
    chosen: Option<&Candidate>,
    municipality: Option<MunicipalityCode>,
) -> Result<(), StoreError> {
    let evidence = chosen.map(|c| serde_json::to_string(&c.evidence).expect("evidence is always valid JSON"));
    query(
        "UPDATE link SET decision = $3, target_kind = $4, target_id = $5, place = $6, municipality = $7, probability = $8, \
         evidence = $9 WHERE delivery = $1 AND seq = $2",
    )
    .bind(id.0)
    .bind(seq)
    .bind(decision.code())
    .bind(chosen.map(|c| c.target_kind.clone()))
    .bind(chosen.map(|c| c.target_id.clone()))
    .bind(chosen.and_then(|c| c.place.clone()))
    .bind(municipality)
    .bind(chosen.map_or(0.0, |c| c.evidence.probability()))
    .bind(evidence.unwrap_or_else(|| "null".to_owned()))
    .run(tx)
    .await
    .map(drop)
}

/// Adds what the actor said, with why.
pub async fn add_judgement(tx: &mut Tx, ctx: &Ctx, id: DeliveryId, seq: i64, said: &Opinion, reason: &str) -> Result<(), StoreError> {
    let (verdict, target) = (&said.verdict, said.verdict.target());
    query(
        "INSERT INTO judgement (delivery, seq, turn, verdict, target_kind, target_id, reason, actor, at, ends) \
         SELECT $1, $2, COALESCE(MAX(turn), 0) + 1, $3, $4, $5, $6, $7, $8, $9 FROM judgement WHERE delivery = $1 AND seq = $2",
    )
    .bind(id.0)
    .bind(seq)
    .bind(verdict.code())
    .bind(target.map(|t| t.0.to_owned()))
    .bind(target.map(|t| t.1.to_owned()))
    .bind(reason)
    .bind(&said.by)
    .bind(ctx.now())
    .bind(said.ends)
    .run(tx)
    .await
    .map(drop)
}

/// Takes back one judgement on a row; says whether it still stood.
pub async fn undo_judgement(tx: &mut Tx, ctx: &Ctx, id: DeliveryId, seq: i64, turn: i64) -> Result<bool, StoreError> {
    let changed =
        query("UPDATE judgement SET undone_by = $3, undone_at = $4 WHERE delivery = $1 AND seq = $2 AND turn = $5 AND undone_at IS NULL")
            .bind(id.0)
            .bind(seq)
            .bind(&ctx.actor.id)
            .bind(ctx.now())
            .bind(turn)
            .run(tx)
            .await?;
    Ok(changed > 0)
}

/// What people said of one row and was not undone, oldest first.
pub async fn opinions_of(tx: &mut Tx, id: DeliveryId, seq: i64) -> Result<Vec<Opinion>, StoreError> {
    let mut found = Vec::new();
    query(
        "SELECT verdict, target_kind, target_id, actor, ends FROM judgement \
         WHERE delivery = $1 AND seq = $2 AND undone_at IS NULL ORDER BY turn",
    )
    .bind(id.0)
    .bind(seq)
    .each(tx, |row| {
        found.push(opinion(row, 0)?);
        Ok(())
    })
    .await?;
    Ok(found)
}

/// What somebody said, from the column of the verdict on.
fn opinion(row: &Row<'_>, from: usize) -> Result<Opinion, StoreError> {
    let verdict = Verdict::of(row.text(from)?, row.get(from + 1)?, row.get(from + 2)?);
    Ok(Opinion { verdict, by: row.get(from + 3)?, ends: row.get(from + 4)? })
}

record! {
    /// How many rows of a delivery were matched.
    #[derive(Debug, Clone, serde::Serialize)]
    pub struct Rate {
        /// The delivery.
        pub delivery: i64,
        /// Rows.
        pub n: i64,
        /// Of which a target is certain or confirmed.
        pub matched: i64,
        /// Of which a person should look.
        pub unsure: i64,
    }
}

/// The match rate of each delivery.
pub async fn rates(tx: &mut Tx) -> Result<Vec<Rate>, StoreError> {
    query(
        "SELECT delivery, COUNT(*) AS n, CAST(SUM(CASE WHEN decision IN ('zeker', 'bevestigd') THEN 1 ELSE 0 END) AS bigint) AS matched, \
         CAST(SUM(CASE WHEN decision IN ('twijfel', 'onbeslist') THEN 1 ELSE 0 END) AS bigint) AS unsure \
         FROM link GROUP BY delivery ORDER BY delivery",
    )
    .all(tx)
    .await
}
