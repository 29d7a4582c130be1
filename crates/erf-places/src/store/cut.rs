// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Lays the cut of a region over what the matcher decided.

use std::collections::BTreeMap;

use erf_store::{StoreError, Tx, query};

pub use crate::cut::kept;
use crate::{
    cut,
    verdict::{Candidate, Decision},
};

/// Changes are written this many at a time.
const PORTION: usize = 10_000;

/// Applies the cut of the region, if it set one, to links as the matcher just left them: those of some deliveries, or all
/// when none are named. Judged rows keep what people said; what the matcher would say of them follows the cut as well.
pub async fn apply(tx: &mut Tx, only: &[i64]) -> Result<(), StoreError> {
    let Some(cut) = kept(tx).await? else { return Ok(()) };
    for (delivery, rows) in changed(tx, only, cut).await? {
        for (to, rows) in rows {
            for part in rows.chunks(PORTION) {
                set(tx, delivery, to, part).await?;
            }
        }
    }
    Ok(())
}

/// By delivery and new decision, the rows of which the matcher's decision changes.
async fn changed(tx: &mut Tx, only: &[i64], cut: f64) -> Result<BTreeMap<i64, BTreeMap<&'static str, Vec<i64>>>, StoreError> {
    let mut found: BTreeMap<i64, BTreeMap<&'static str, Vec<i64>>> = BTreeMap::new();
    // A judged row has the chance of what was chosen, so there the candidates decide; of the others the column is enough.
    query(
        "SELECT delivery, seq, automatic, candidates FROM link WHERE (NOT $1 OR delivery IN ($2)) AND \
         ((decision = 'zeker' AND probability < $3) OR (decision = 'twijfel' AND probability >= $3) \
         OR (delivery, seq) IN (SELECT delivery, seq FROM judgement))",
    )
    .bind(!only.is_empty())
    .bind_list(only.iter().copied())
    .bind(cut)
    .each(tx, |row| {
        let automatic = Decision::of(row.text(2)?);
        let candidates: Vec<Candidate> = serde_json::from_str(row.text(3)?).unwrap_or_default();
        let to = cut::decide(automatic, &candidates, cut);
        if to != automatic {
            found.entry(row.get(0)?).or_default().entry(to.code()).or_default().push(row.get(1)?);
        }
        Ok(())
    })
    .await?;
    Ok(found)
}

async fn set(tx: &mut Tx, delivery: i64, to: &'static str, rows: &[i64]) -> Result<(), StoreError> {
    query(
        "UPDATE link SET automatic = $2, decision = CASE WHEN decision IN ('zeker', 'twijfel') AND NOT EXISTS \
         (SELECT 1 FROM judgement j WHERE j.delivery = link.delivery AND j.seq = link.seq AND j.undone_at IS NULL) \
         THEN $2 ELSE decision END WHERE delivery = $1 AND seq IN ($3)",
    )
    .bind(delivery)
    .bind(to)
    .bind_list(rows.iter().copied())
    .run(tx)
    .await
    .map(drop)
}
