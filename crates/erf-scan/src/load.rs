// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Reading a [`Region`] from the store.
//!
//! What comes in is decided by the statements here and nowhere else: released deliveries; covenant deliveries only for the
//! covenant variant and when asked; matches that are certain or were confirmed; facts that speak of a day between five
//! years before the scan and the scan itself; columns of [`crate::indicator::columns`].
//!
//! Which day a row speaks of depends on what it is:
//! - something that happened (a find, a dump, a complaint, a case, a withdrawn permit): its date;
//! - something that runs (an establishment in the trade register, a house for sale): from its first to its last day, so
//!   that a company registered since 1990 is not taken for an empty building;
//! - what holds until changed or is counted on a day (permitted use, presence, use of parts, yearly figures): the last day
//!   the delivery speaks of, or the year of the row.

mod facts;
mod ground;
mod shapes;
#[cfg(test)]
mod tests;
mod values;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use erf_base::Compartment;
use erf_store::{StoreError, Tx, query};

use crate::{
    card::Variant,
    region::{Delivery, Region},
};

/// What is asked of the store.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The day the scan speaks of (20261001).
    pub date: i64,
    /// Variant; covenant rows come in only when it is [`Variant::Covenant`] and `covenant` says so too.
    pub variant: Variant,
    /// Whether covenant deliveries may be read: somebody gave a ground.
    pub covenant: bool,
    /// Only these deliveries: a scan that is run again reads what it read the first time.
    pub only_deliveries: Option<&'a BTreeSet<i64>>,
}

/// The first day of the five-year window that ends on a day.
pub fn window_start(date: i64) -> i64 {
    date - 50_000
}

/// Reads everything a scan of the whole region needs. The same data give the same region, in the same order.
pub async fn load(tx: &mut Tx, wanted: Wanted<'_>) -> Result<Region, StoreError> {
    let mut region = Region { date: wanted.date, since: window_start(wanted.date), ..Region::default() };
    region.deliveries = deliveries(tx, wanted).await?;
    let mut known = Known::new(&region.deliveries);
    shapes::areas(tx, &mut region, &known).await?;
    ground::read(tx, &mut region, &mut known).await?;
    shapes::crops(tx, &mut region, &known).await?;
    facts::read(tx, &mut region, &known).await?;
    Ok(region)
}

/// What is looked up while reading.
struct Known {
    /// Index of a delivery by its number.
    deliveries: HashMap<i64, u32>,
    /// Index of a place by its id.
    places: HashMap<Box<str>, u32>,
    /// Places by the parcel they stand on.
    parcels: HashMap<Box<str>, Vec<u32>>,
}

impl Known {
    fn new(deliveries: &[Delivery]) -> Self {
        let deliveries = deliveries.iter().enumerate().map(|(index, delivery)| (delivery.id, index as u32)).collect();
        Self { deliveries, places: HashMap::new(), parcels: HashMap::new() }
    }

    /// Numbers of the deliveries with their index, lowest number first.
    fn in_order(&self) -> Vec<(i64, u32)> {
        let mut ids: Vec<(i64, u32)> = self.deliveries.iter().map(|(id, index)| (*id, *index)).collect();
        ids.sort_unstable();
        ids
    }
}

async fn deliveries(tx: &mut Tx, wanted: Wanted<'_>) -> Result<Vec<Delivery>, StoreError> {
    let covenant = wanted.covenant && wanted.variant == Variant::Covenant;
    let matched = matched(tx).await?;
    let mut found = Vec::new();
    query(
        "SELECT id, source, name, holder, compartment, municipality, period_from, COALESCE(extract_date, period_to), retention_until, \
         file_hash, purpose, legal_basis, rows_in, accepted, rejected FROM delivery \
         WHERE state = 'vrijgegeven' AND ($1 OR compartment <> 'convenant') ORDER BY id",
    )
    .bind(covenant)
    .each(tx, |row| {
        let id = row.get(0)?;
        if wanted.only_deliveries.is_some_and(|only| !only.contains(&id)) {
            return Ok(());
        }
        found.push(Delivery {
            id,
            source: row.get(1)?,
            name: row.get(2)?,
            holder: row.get(3)?,
            compartment: row.get::<Compartment>(4)?,
            municipality: row.get(5)?,
            period: (row.get(6)?, row.get(7)?),
            retention_until: row.get(8)?,
            hash: row.get(9)?,
            purpose: row.get(10)?,
            legal_basis: row.get(11)?,
            counts: (row.get(12)?, row.get(13)?, row.get(14)?),
            matched: matched.get(&id).copied().unwrap_or_default(),
        });
        Ok(())
    })
    .await?;
    Ok(found)
}

/// Per delivery the rows matched with certainty, of how many.
async fn matched(tx: &mut Tx) -> Result<BTreeMap<i64, (i64, i64)>, StoreError> {
    let counts: Vec<(i64, i64, i64)> = query(
        "SELECT delivery, CAST(SUM(CASE WHEN decision IN ('zeker', 'bevestigd') THEN 1 ELSE 0 END) AS bigint), COUNT(*) \
         FROM link GROUP BY delivery",
    )
    .all(tx)
    .await?;
    Ok(counts.into_iter().map(|(delivery, certain, all)| (delivery, (certain, all))).collect())
}
