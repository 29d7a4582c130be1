// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Matches that wait for a person.

use std::collections::BTreeMap;

use erf_base::Scope;
use erf_store::{StoreError, Tx, query};

use crate::{model::DeliveryId, store::deliveries::own};

/// The matches that wait, the next one first: the one that is nearest to a coin toss, for there a person adds most.
pub async fn unsure(tx: &mut Tx, scope: &Scope) -> Result<Vec<(DeliveryId, i64)>, StoreError> {
    let found: Vec<(i64, i64)> = query(
        "SELECT l.delivery, l.seq FROM link l JOIN delivery d ON d.id = l.delivery \
         WHERE l.decision = 'twijfel' AND d.state IN ('gekoppeld', 'vrijgegeven') AND (l.compartment <> 'convenant' OR $1) \
         AND ($2 = 0 OR l.municipality = $2) ORDER BY ABS(l.probability - 0.5), l.delivery, l.seq",
    )
    .bind(scope.admits_covenant())
    .bind(own(scope))
    .all(tx)
    .await?;
    Ok(found.into_iter().map(|(delivery, seq)| (DeliveryId(delivery), seq)).collect())
}

/// What deliveries are called.
pub async fn delivery_names(tx: &mut Tx, ids: &[DeliveryId]) -> Result<BTreeMap<i64, String>, StoreError> {
    let found: Vec<(i64, String)> =
        query("SELECT id, name FROM delivery WHERE id IN ($1)").bind_list(ids.iter().map(|id| id.0)).all(tx).await?;
    Ok(found.into_iter().collect())
}

/// The matches nobody looked at: how many there are, and the mean chance that one is wrong.
pub async fn certain(tx: &mut Tx, scope: &Scope) -> Result<(i64, f64), StoreError> {
    query(
        "SELECT COUNT(*), CAST(COALESCE(AVG(1.0 - probability), 0.0) AS double precision) FROM link \
         WHERE decision = 'zeker' AND (compartment <> 'convenant' OR $1) AND ($2 = 0 OR municipality = $2)",
    )
    .bind(scope.admits_covenant())
    .bind(own(scope))
    .one(tx)
    .await
}
