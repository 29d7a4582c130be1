// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a scan was made of.

use erf_base::{Compartment, MunicipalityCode, Scope};
use erf_store::{StoreError, Tx, query, record};
use sha2::{Digest, Sha256};

use super::{own, scans::Scan};
use crate::life::ScanId;

record! {
    /// A delivery that a scan used, as it was then.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Input {
        /// The delivery.
        pub delivery: i64,
        /// SHA-256 of the file.
        pub file_hash: String,
        /// Name.
        pub name: String,
        /// Source.
        pub source: String,
        /// Who sent it.
        pub holder: String,
        /// The one municipality it speaks of.
        pub municipality: Option<MunicipalityCode>,
        /// First day it speaks of.
        pub period_from: Option<i64>,
        /// Last day it speaks of.
        pub period_to: Option<i64>,
        /// The law that allows it.
        pub legal_basis: String,
        /// Why it may be used.
        pub purpose: String,
        /// Until when it may be kept.
        pub retention_until: i64,
        /// Under which regime.
        pub compartment: Compartment,
        /// Rows in the file.
        pub rows_in: i64,
        /// Taken in.
        pub accepted: i64,
        /// Left out.
        pub rejected: i64,
        /// Rows that were to be matched.
        pub linked: i64,
        /// Of which matched with certainty.
        pub matched: i64,
    }
}

/// The deliveries a scan used. Ask for the scan itself first. A delivery about another municipality is not theirs to know.
pub async fn list(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Vec<Input>, StoreError> {
    query(
        "SELECT delivery, file_hash, name, source, holder, municipality, period_from, period_to, legal_basis, purpose, retention_until, \
         compartment, rows_in, accepted, rejected, linked, matched FROM scan_input \
         WHERE scan = $1 AND ($2 = 0 OR municipality IS NULL OR municipality = $2) AND (compartment <> 'convenant' OR $3) \
         ORDER BY source, name, delivery",
    )
    .bind(scan.id)
    .bind(own(scope))
    .bind(scope.admits_covenant())
    .all(tx)
    .await
}

/// The deliveries of a scan by number.
pub(crate) async fn numbers(tx: &mut Tx, id: ScanId) -> Result<Vec<i64>, StoreError> {
    query("SELECT delivery FROM scan_input WHERE scan = $1 ORDER BY delivery").bind(id.0).column(tx).await
}

/// Deliveries of a scan that are no longer in use, by name.
pub(crate) async fn gone(tx: &mut Tx, id: ScanId) -> Result<Vec<String>, StoreError> {
    query(
        "SELECT i.name FROM scan_input i LEFT JOIN delivery d ON d.id = i.delivery AND d.state = 'vrijgegeven' \
         WHERE i.scan = $1 AND d.id IS NULL ORDER BY i.name, i.delivery",
    )
    .bind(id.0)
    .column(tx)
    .await
}

/// Deliveries by number that are in use, with covenant ones or without.
pub(crate) async fn in_use(tx: &mut Tx, covenant: bool) -> Result<Vec<i64>, StoreError> {
    query("SELECT id FROM delivery WHERE state = 'vrijgegeven' AND (compartment <> 'convenant' OR $1) ORDER BY id")
        .bind(covenant)
        .column(tx)
        .await
}

/// A number that changes with the data a variant may use, what people judged of them and what was corrected: the same data give
/// the same number, and a covenant delivery never changes that of the municipal variant.
pub(crate) async fn data_version(tx: &mut Tx, covenant: bool) -> Result<i64, StoreError> {
    let deliveries = in_use(tx, covenant).await?;
    let mut hasher = Sha256::new();
    deliveries.iter().for_each(|id| hasher.update(id.to_be_bytes()));
    query("SELECT delivery, seq, turn, undone_at IS NULL FROM judgement WHERE delivery IN ($1) ORDER BY delivery, seq, turn")
        .bind_list(deliveries.iter().copied())
        .each(tx, |row| {
            hasher.update(format!("{} {} {} {};", row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?, row.get::<bool>(3)?));
            Ok(())
        })
        .await?;
    if let Some(cut) = erf_places::cut::kept(tx).await? {
        hasher.update(format!("{cut};"));
    }
    for (_, place, code) in super::corrections::holding(tx, covenant).await? {
        hasher.update(format!("{place} {code};"));
    }
    Ok(hasher.finalize().iter().take(6).fold(0_i64, |number, byte| number << 8 | i64::from(*byte)))
}
