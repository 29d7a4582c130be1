// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The places of the list as points on a map. Ask for the scan itself first: that checks variant and state.

use erf_base::Scope;
use erf_store::{StoreError, Tx, query, record};

use super::{own, scans::Scan};

record! {
    /// A place as the map shows it.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Sign {
        /// Place.
        pub place: String,
        /// Kind.
        pub kind: String,
        /// Name.
        pub name: String,
        /// Metres east.
        pub x: f64,
        /// Metres north.
        pub y: f64,
        /// Points.
        pub points: i64,
        /// `A` to `D`.
        pub band: String,
        /// Proposed for a visit.
        pub proposed: bool,
    }
}

/// All places of the list within the scope, best first.
pub async fn list(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Vec<Sign>, StoreError> {
    query(
        "SELECT place, kind, name, x, y, points, band, proposed FROM scan_place \
         WHERE scan = $1 AND ($2 = 0 OR municipality = $2) ORDER BY ordinal",
    )
    .bind(scan.id)
    .bind(own(scope))
    .all(tx)
    .await
}
