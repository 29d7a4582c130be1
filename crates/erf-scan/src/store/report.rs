// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a report reads beside the scan.

use std::collections::BTreeSet;

use erf_spatial::{Geometry, wkb};
use erf_store::{StoreError, Tx, query};
use serde_json::Value;

use crate::measure;

/// Water of the deliveries a scan used.
pub async fn water(tx: &mut Tx, used: &BTreeSet<i64>) -> Result<Vec<Geometry>, StoreError> {
    let mut shapes = Vec::new();
    query("SELECT shape FROM feature WHERE kind = 'water' AND delivery IN ($1) ORDER BY delivery, seq")
        .bind_list(used.iter().copied())
        .each(tx, |row| {
            shapes.extend(wkb::decode(row.blob(0)?).ok());
            Ok(())
        })
        .await?;
    Ok(shapes)
}

/// Rows about drug waste of which the spot is not certain, in the deliveries a scan used.
pub async fn lost_dumps(tx: &mut Tx, used: &BTreeSet<i64>) -> Result<u64, StoreError> {
    let fields: Vec<String> = query(
        "SELECT r.fields FROM delivery d JOIN link l ON l.delivery = d.id JOIN source_row r ON r.delivery = l.delivery AND r.seq = l.seq \
         WHERE d.source = 'dumpingen' AND l.decision NOT IN ('zeker', 'bevestigd') AND d.id IN ($1)",
    )
    .bind_list(used.iter().copied())
    .column(tx)
    .await?;
    let category = |fields: &String| serde_json::from_str::<Value>(fields).ok()?["category"].as_str().map(measure::is_drug_waste);
    Ok(fields.iter().filter_map(category).filter(|drugs| *drugs).count() as u64)
}
