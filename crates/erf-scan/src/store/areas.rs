// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Whether an area is in the region: looked up, without reading the region.

use erf_base::MunicipalityCode;
use erf_store::{StoreError, Tx, query};

/// Whether a municipality has places.
pub async fn holds_places(tx: &mut Tx, code: MunicipalityCode) -> Result<bool, StoreError> {
    let sql = "SELECT municipality FROM place WHERE municipality = $1 LIMIT 1";
    let found: Option<(i64,)> = query(sql).bind(i64::from(code.number())).maybe(tx).await?;
    Ok(found.is_some())
}

/// Whether a released delivery holds a district with this code.
pub async fn is_district(tx: &mut Tx, code: &str) -> Result<bool, StoreError> {
    let found: Option<(i64,)> = query(
        "SELECT f.seq FROM delivery d JOIN feature f ON f.delivery = d.id WHERE d.state = 'vrijgegeven' \
         AND (SELECT o.kind FROM feature o WHERE o.delivery = d.id ORDER BY o.seq LIMIT 1) = 'district' AND f.code = $1 LIMIT 1",
    )
    .bind(code)
    .maybe(tx)
    .await?;
    Ok(found.is_some())
}
