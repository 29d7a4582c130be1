// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is left of a scan when it is over: versions, hashes and totals, and nothing per place.

use erf_base::{At, Ctx, Scope};
use erf_store::{StoreError, Tx, query, record};

use super::scans::add_step;
use crate::life::{ScanId, State, day_number};

/// Everything per place of a scan. Corrections stay, and objections that hold: they are what an owner said, not
/// what a scan found.
const PER_PLACE: [&str; 9] = [
    "DELETE FROM scan_place WHERE scan = $1",
    "DELETE FROM scan_reason WHERE scan = $1",
    "DELETE FROM scan_rest WHERE scan = $1",
    "DELETE FROM scan_matrix WHERE scan = $1",
    "DELETE FROM scan_rare WHERE scan = $1",
    "DELETE FROM decision WHERE scan = $1",
    "DELETE FROM objection WHERE scan = $1 AND lifted_at IS NOT NULL",
    "DELETE FROM visit_outcome WHERE scan = $1",
    "DELETE FROM scan_correction WHERE scan = $1",
];

const TALLY: &str = "INSERT INTO scan_tally (scan, municipality, subject, item, random, n)";

/// What people did, as numbers. Each statement takes the scan and whether the draw chose the place, which is told of visits only.
const TALLIES: [&str; 3] = [
    "SELECT scan, COALESCE(municipality, 0), CASE WHEN disagrees THEN 'oneens' ELSE 'besluit' END, choice, $2, COUNT(*) \
     FROM decision WHERE scan = $1 AND is_current GROUP BY scan, COALESCE(municipality, 0), disagrees, choice",
    "SELECT scan, COALESCE(municipality, 0), 'bezwaar', CASE WHEN lifted_at IS NULL THEN 'open' ELSE 'afgehandeld' END, $2, COUNT(*) \
     FROM objection WHERE scan = $1 GROUP BY scan, COALESCE(municipality, 0), CASE WHEN lifted_at IS NULL THEN 'open' ELSE 'afgehandeld' END",
    "SELECT c.scan, COALESCE(k.municipality, 0), 'correctie', k.code, $2, COUNT(*) FROM scan_correction c \
     JOIN correction k ON k.id = c.correction WHERE c.scan = $1 GROUP BY c.scan, COALESCE(k.municipality, 0), k.code",
];

const VISITS: &str = "SELECT scan, COALESCE(municipality, 0), 'bezoek', outcome, random, COUNT(*) FROM visit_outcome WHERE scan = $1 AND proposed \
    GROUP BY scan, COALESCE(municipality, 0), outcome, random";

/// Scans that are not over and used one of these deliveries.
pub(crate) async fn using(tx: &mut Tx, deliveries: &[i64]) -> Result<Vec<ScanId>, StoreError> {
    let found: Vec<i64> = query(
        "SELECT DISTINCT s.id FROM scan s JOIN scan_input i ON i.scan = s.id WHERE i.delivery IN ($1) AND s.state <> 'vervallen' ORDER BY s.id",
    )
    .bind_list(deliveries.iter().copied())
    .column(tx)
    .await?;
    Ok(found.into_iter().map(ScanId).collect())
}

/// Those of the deliveries that a scan used, by name.
pub(crate) async fn names_of(tx: &mut Tx, id: ScanId, deliveries: &[i64]) -> Result<Vec<String>, StoreError> {
    query("SELECT name FROM scan_input WHERE scan = $2 AND delivery IN ($1) ORDER BY name")
        .bind_list(deliveries.iter().copied())
        .bind(id.0)
        .column(tx)
        .await
}

record! {
    /// What ends with a delivery.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Ending {
        /// Scans that used it.
        pub scans: i64,
        /// Decisions about their places.
        pub decisions: i64,
        /// Visits that were written down.
        pub visits: i64,
        /// Recipients who still have a list.
        pub recipients: i64,
    }
}

/// What would end with a delivery, of the scans somebody may know of.
pub(crate) async fn ending(tx: &mut Tx, scope: &Scope, delivery: i64) -> Result<Ending, StoreError> {
    query(
        "WITH ended AS (SELECT DISTINCT s.id FROM scan s JOIN scan_input i ON i.scan = s.id \
         WHERE i.delivery = $1 AND s.state <> 'vervallen' AND (s.variant = 'gemeentelijk' OR $2)) \
         SELECT (SELECT COUNT(*) FROM ended) AS scans, \
         (SELECT COUNT(*) FROM decision WHERE is_current AND scan IN (SELECT id FROM ended)) AS decisions, \
         (SELECT COUNT(*) FROM visit_outcome WHERE scan IN (SELECT id FROM ended)) AS visits, \
         (SELECT COUNT(*) FROM recipient WHERE destroyed_at IS NULL AND scan IN (SELECT id FROM ended)) AS recipients",
    )
    .bind(delivery)
    .bind(scope.admits_covenant())
    .one(tx)
    .await
}

/// Scans past their last day.
pub(crate) async fn overdue(tx: &mut Tx, today: i64) -> Result<Vec<ScanId>, StoreError> {
    let found: Vec<i64> =
        query("SELECT id FROM scan WHERE expires < $1 AND state <> 'vervallen' ORDER BY id").bind(today).column(tx).await?;
    Ok(found.into_iter().map(ScanId).collect())
}

/// Ends a scan: counts what people did, deletes everything per place and marks it.
pub(crate) async fn bury(tx: &mut Tx, ctx: &Ctx, id: ScanId, why: &str, reason: &str) -> Result<(), StoreError> {
    for statement in TALLIES {
        erf_store::assembled(format!("{TALLY} {statement}")).bind(id.0).bind(false).run(tx).await?;
    }
    erf_store::assembled(format!("{TALLY} {VISITS}")).bind(id.0).run(tx).await?;
    tally_indicators(tx, id).await?;
    for statement in PER_PLACE {
        query(statement).bind(id.0).run(tx).await?;
    }
    query("UPDATE scan SET state = $2, state_at = $3, ended = $4 WHERE id = $1")
        .bind(id.0)
        .bind(State::Expired.code())
        .bind(ctx.now())
        .bind(why)
        .run(tx)
        .await?;
    // What was handed over rests on the same files: it has to go now, and not on the day that was agreed.
    query("UPDATE recipient SET destroy_by = $2 WHERE scan = $1 AND destroyed_at IS NULL AND destroy_by > $2")
        .bind(id.0)
        .bind(day_number(ctx.clock.today()))
        .run(tx)
        .await?;
    add_step(tx, ctx, id, State::Expired, reason).await
}

/// Per indicator how often people decided on what the card proposed, and how often against it.
async fn tally_indicators(tx: &mut Tx, id: ScanId) -> Result<(), StoreError> {
    let entries: Option<(String,)> =
        query("SELECT c.entries FROM card c JOIN scan s ON s.card = c.id WHERE s.id = $1").bind(id.0).maybe(tx).await?;
    let entries: Vec<crate::card::Entry> = entries.and_then(|(text,)| serde_json::from_str(&text).ok()).unwrap_or_default();
    for (bit, entry) in entries.iter().enumerate() {
        for (subject, only_against) in [("indicator_besloten", false), ("indicator_oneens", true)] {
            let sql = format!(
                "{TALLY} SELECT d.scan, COALESCE(p.municipality, 0), $4, $5, p.random, COUNT(*) FROM decision d \
                 JOIN scan_place p ON p.scan = d.scan AND p.place = d.place WHERE d.scan = $1 AND d.is_current AND p.proposed AND NOT p.random \
                 AND d.choice <> 'meer_informatie' AND (p.codes & $2) <> 0 AND (d.disagrees OR NOT $3) \
                 GROUP BY d.scan, COALESCE(p.municipality, 0), p.random"
            );
            let query = erf_store::assembled(sql).bind(id.0).bind(1_i64 << bit).bind(only_against).bind(subject).bind(&entry.code);
            query.run(tx).await?;
        }
    }
    Ok(())
}

/// Marks recipients who had to destroy what they got and did not say so: (scan, number).
pub(crate) async fn flag_recipients(tx: &mut Tx, today: i64, now: At) -> Result<Vec<(i64, i64)>, StoreError> {
    let overdue: Vec<(i64, i64)> =
        query("SELECT scan, seq FROM recipient WHERE destroy_by < $1 AND destroyed_at IS NULL AND flagged_at IS NULL ORDER BY scan, seq")
            .bind(today)
            .all(tx)
            .await?;
    for (scan, seq) in &overdue {
        query("UPDATE recipient SET flagged_at = $3 WHERE scan = $1 AND seq = $2").bind(*scan).bind(*seq).bind(now).run(tx).await?;
    }
    Ok(overdue)
}
