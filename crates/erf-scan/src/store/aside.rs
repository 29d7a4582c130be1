// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What stands beside dossiers and scans: where bands begin, facts that are too old, the way from a place to its dossier, and
//! many scans in short.

use std::collections::BTreeMap;

use erf_base::Scope;
use erf_places::window;
use erf_store::{StoreError, Tx, query};

use super::{own, scans::Scan};
use crate::card::Variant;

/// The fewest points in band A and in band B, and the most in B and in C: a property of the scan, such as its card, and not of any place.
pub async fn borders(tx: &mut Tx, scan: &Scan) -> Result<(Option<i64>, Option<i64>, Option<i64>, Option<i64>), StoreError> {
    query(
        "SELECT MIN(CASE WHEN band = 'A' THEN points END), MIN(CASE WHEN band = 'B' THEN points END), \
         MAX(CASE WHEN band = 'B' THEN points END), MAX(CASE WHEN band = 'C' THEN points END) FROM scan_place \
         WHERE scan = $1 AND ordinal <= $2",
    )
    .bind(scan.id)
    .bind(scan.capacity * 2 + 1)
    .one(tx)
    .await
}

/// How many facts about a place are older than the five years before the scan. Ask for the dossier first: that checks the scope.
pub async fn old_facts(tx: &mut Tx, scan: &Scan, place: &str) -> Result<i64, StoreError> {
    query(
        "SELECT COUNT(*) FROM link l JOIN delivery d ON d.id = l.delivery WHERE l.place = $1 AND l.decision IN ('zeker', 'bevestigd') \
         AND d.state = 'vrijgegeven' AND l.last_day < $2 AND (l.compartment <> 'convenant' OR $3)",
    )
    .bind(place)
    .bind(window::first_day(scan.date))
    .bind(scan.variant() == Variant::Covenant)
    .scalar(tx)
    .await
}

/// The newest scan in use that holds a place within the scope, to go from the place to its dossier.
pub async fn newest_of(tx: &mut Tx, scope: &Scope, place: &str) -> Result<Option<i64>, StoreError> {
    let found: Option<(i64,)> = query(
        "SELECT s.id FROM scan_place p JOIN scan s ON s.id = p.scan WHERE p.place = $1 AND ($2 = 0 OR p.municipality = $2) \
         AND (s.variant = 'gemeentelijk' OR $3) AND s.state IN ('vastgesteld', 'gedeeld') ORDER BY s.at DESC, s.id LIMIT 1",
    )
    .bind(place)
    .bind(own(scope))
    .bind(scope.admits_covenant())
    .maybe(tx)
    .await?;
    Ok(found.map(|(id,)| id))
}

/// A scan in short, within the scope.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Short {
    /// Proposed, and nobody decided yet.
    pub open: i64,
    /// Recipients who should have destroyed what they got, or have to because the scan is over.
    pub late: i64,
}

/// Places of a scan within the scope, and those proposed for a visit. Ask for the scan itself first.
pub async fn size(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<(i64, i64), StoreError> {
    query(
        "SELECT CAST(COALESCE(SUM(places), 0) AS bigint), CAST(COALESCE(SUM(CASE WHEN proposed THEN places ELSE 0 END), 0) AS bigint) \
         FROM scan_count WHERE scan = $1 AND ($2 = 0 OR municipality = $2)",
    )
    .bind(scan.id)
    .bind(own(scope))
    .one(tx)
    .await
}

/// All scans in short, in two questions however many there are. Show only those that [`super::scans::list`] gives.
pub async fn in_short(tx: &mut Tx, scope: &Scope, today: i64) -> Result<BTreeMap<i64, Short>, StoreError> {
    let mut all: BTreeMap<i64, Short> = BTreeMap::new();
    let open: Vec<(i64, i64)> = query(
        "SELECT p.scan, COUNT(*) FROM scan_place p WHERE p.proposed AND ($1 = 0 OR p.municipality = $1) AND NOT EXISTS \
         (SELECT 1 FROM decision d WHERE d.scan = p.scan AND d.place = p.place AND d.is_current) GROUP BY p.scan ORDER BY p.scan",
    )
    .bind(own(scope))
    .all(tx)
    .await?;
    for (scan, n) in open {
        all.entry(scan).or_default().open = n;
    }
    let late: Vec<(i64, i64)> = query(
        "SELECT r.scan, COUNT(*) FROM recipient r JOIN scan s ON s.id = r.scan WHERE r.destroyed_at IS NULL \
         AND (r.destroy_by < $2 OR s.state = 'vervallen') AND ($1 = 0 OR r.municipality IS NULL OR r.municipality = $1) \
         GROUP BY r.scan ORDER BY r.scan",
    )
    .bind(own(scope))
    .bind(today)
    .all(tx)
    .await?;
    for (scan, n) in late {
        all.entry(scan).or_default().late = n;
    }
    Ok(all)
}
