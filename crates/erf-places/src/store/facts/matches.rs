// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Matches that wait for a person.

use erf_base::Scope;
use erf_store::{StoreError, Tx, query};

use crate::{model::DeliveryId, store::deliveries::own};

/// The match to judge next: the one that is nearest to a coin toss, for there a person adds most.
pub async fn next_unsure(tx: &mut Tx, scope: &Scope, only: Option<DeliveryId>) -> Result<Option<(DeliveryId, i64)>, StoreError> {
    let found: Option<(i64, i64)> = query(
        "SELECT l.delivery, l.seq FROM link l JOIN delivery d ON d.id = l.delivery \
         WHERE l.decision = 'twijfel' AND d.state IN ('gekoppeld', 'vrijgegeven') AND (l.compartment <> 'convenant' OR $1) \
         AND ($2 = 0 OR l.municipality = $2) AND ($3 < 0 OR l.delivery = $3) \
         ORDER BY ABS(l.probability - 0.5), l.delivery, l.seq LIMIT 1",
    )
    .bind(scope.admits_covenant())
    .bind(own(scope))
    .bind(only.map_or(-1, |id| id.0))
    .maybe(tx)
    .await?;
    Ok(found.map(|(delivery, seq)| (DeliveryId(delivery), seq)))
}

/// How many matches wait, by delivery.
pub async fn unsure(tx: &mut Tx, scope: &Scope) -> Result<Vec<(i64, String, i64)>, StoreError> {
    query(
        "SELECT l.delivery, d.name, COUNT(*) FROM link l JOIN delivery d ON d.id = l.delivery \
         WHERE l.decision = 'twijfel' AND d.state IN ('gekoppeld', 'vrijgegeven') AND (l.compartment <> 'convenant' OR $1) \
         AND ($2 = 0 OR l.municipality = $2) GROUP BY l.delivery, d.name ORDER BY COUNT(*) DESC, d.name, l.delivery",
    )
    .bind(scope.admits_covenant())
    .bind(own(scope))
    .all(tx)
    .await
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
