// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The register as the operator of the machine sees it.

use std::collections::BTreeMap;

use erf_store::{StoreError, Tx};
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    model::DeliveryId,
    present::day_number,
    store::{
        deliveries::{self, Cause},
        links::{self, Rate},
    },
};

pub use crate::store::deliveries::ProblemLine;

/// One delivery.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Number.
    pub id: String,
    /// Code of the source.
    pub source: String,
    /// Name.
    pub name: String,
    /// Who sent it.
    pub holder: String,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Regime.
    pub compartment: String,
    /// State.
    pub state: String,
    /// Rows in the file.
    pub rows_in: i64,
    /// Taken in.
    pub accepted: i64,
    /// Left out.
    pub rejected: i64,
    /// How many rows were matched, when it is a table.
    pub rate: Option<Rate>,
}

/// All deliveries.
pub async fn lines(tx: &mut Tx) -> Result<Vec<Line>, StoreError> {
    let mut rates: BTreeMap<i64, Rate> = links::rates(tx).await?.into_iter().map(|rate| (rate.delivery, rate)).collect();
    let line = |d: deliveries::Delivery| Line {
        id: d.number().to_string(),
        source: d.source,
        name: d.name,
        holder: d.holder,
        file: d.file_name,
        sha256: d.file_hash,
        compartment: d.compartment.to_string(),
        state: d.state,
        rows_in: d.rows_in,
        accepted: d.accepted,
        rejected: d.rejected,
        rate: rates.remove(&d.id),
    };
    Ok(deliveries::every(tx).await?.into_iter().map(line).collect())
}

/// How many deliveries are past their retention date and still hold something.
pub async fn overdue(tx: &mut Tx, today: Date) -> Result<usize, StoreError> {
    Ok(deliveries::overdue(tx, day_number(today)).await?.len())
}

/// Problems of a delivery by cause.
pub async fn causes(tx: &mut Tx, id: DeliveryId) -> Result<Vec<Cause>, StoreError> {
    deliveries::causes(tx, id).await
}

/// Every problem of a delivery, in the order of the file.
pub async fn problems(tx: &mut Tx, id: DeliveryId) -> Result<Vec<ProblemLine>, StoreError> {
    deliveries::problems(tx, id, "", 0, i64::MAX).await
}

/// Deliveries whose rows do not add up; there should be none.
pub async fn faults(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let wrong = |d: &deliveries::Delivery| d.rows_in != d.accepted + d.rejected;
    let say = |d: deliveries::Delivery| format!("{}: {} rijen is niet {} + {}", d.number(), d.rows_in, d.accepted, d.rejected);
    Ok(deliveries::every(tx).await?.into_iter().filter(wrong).map(say).collect())
}
