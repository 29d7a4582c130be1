// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Municipalities and counts of places and matches in them.

use std::collections::BTreeMap;

use erf_base::{MunicipalityCode, RdPoint};
use erf_spatial::Bounds;
use erf_store::{StoreError, Tx, query, record};

use super::InUse;
use crate::store::derived;

/// The names of the municipalities of a year, from released boundaries, else from the towns of the BAG. Public data.
pub async fn names(tx: &mut Tx, year: i64) -> Result<BTreeMap<MunicipalityCode, String>, StoreError> {
    let borders = derived::ground_features(tx, &["gemeente"]).await?;
    if borders.is_empty() {
        return names_of_towns(tx).await;
    }
    let present = borders.into_iter().filter(|border| border.holds_in(year));
    Ok(present.filter_map(|border| Some((border.code.parse().ok()?, border.name.unwrap_or(border.code)))).collect())
}

/// Without borders: a municipality is called after its towns.
async fn names_of_towns(tx: &mut Tx) -> Result<BTreeMap<MunicipalityCode, String>, StoreError> {
    let found: Vec<(MunicipalityCode, String)> = query(
        "SELECT DISTINCT r.municipality, t.name FROM bag_town_municipality r \
         JOIN delivery d ON d.id = r.delivery AND d.state = 'vrijgegeven' \
         JOIN bag_town t ON t.delivery = r.delivery AND t.id = r.town \
         WHERE r.valid_to IS NULL AND t.valid_to IS NULL ORDER BY r.municipality, t.name",
    )
    .all(tx)
    .await?;
    let mut names: BTreeMap<MunicipalityCode, String> = BTreeMap::new();
    for (code, town) in found {
        let name = names.entry(code).or_default();
        if !name.is_empty() {
            name.push_str(", ");
        }
        name.push_str(&town);
    }
    Ok(names)
}

record! {
    /// How many places of one kind a municipality has, and where those lie.
    #[derive(Debug, Clone)]
    pub struct KindCount {
        /// The municipality, 0 when it is not known.
        pub municipality: i64,
        /// The kind of place.
        pub kind: String,
        /// How many.
        pub n: i64,
        /// How many of them in the countryside.
        pub countryside: i64,
        west: f64,
        south: f64,
        east: f64,
        north: f64,
    }
}

impl KindCount {
    /// Where they lie.
    pub fn bounds(&self) -> Bounds {
        Bounds { min: RdPoint::new(self.west, self.south), max: RdPoint::new(self.east, self.north) }
    }
}

/// Counts of places by municipality and kind.
pub async fn kind_counts(tx: &mut Tx) -> Result<Vec<KindCount>, StoreError> {
    query(
        "SELECT COALESCE(municipality, 0) AS municipality, kind, COUNT(*) AS n, \
         CAST(SUM(CASE WHEN countryside THEN 1 ELSE 0 END) AS bigint) AS countryside, \
         MIN(x) AS west, MIN(y) AS south, MAX(x) AS east, MAX(y) AS north FROM place p \
         GROUP BY COALESCE(p.municipality, 0), p.kind ORDER BY 1, 2",
    )
    .all(tx)
    .await
}

/// Rows that speak of a municipality and how many of those are matched: (municipality or 0, rows, matched).
pub async fn match_counts(tx: &mut Tx, usable: &InUse) -> Result<Vec<(i64, i64, i64)>, StoreError> {
    query(
        "SELECT COALESCE(l.municipality, d.municipality, 0), COUNT(*), \
         CAST(SUM(CASE WHEN l.decision IN ('zeker', 'bevestigd') THEN 1 ELSE 0 END) AS bigint) \
         FROM link l JOIN delivery d ON d.id = l.delivery WHERE l.delivery IN ($1) \
         GROUP BY COALESCE(l.municipality, d.municipality, 0) ORDER BY 1",
    )
    .bind_list(usable.deliveries.iter().copied())
    .all(tx)
    .await
}

/// Whether anything was ever put to use.
pub async fn is_empty(tx: &mut Tx) -> Result<bool, StoreError> {
    let found: Option<(String,)> = query("SELECT id FROM place LIMIT 1").maybe(tx).await?;
    Ok(found.is_none())
}
