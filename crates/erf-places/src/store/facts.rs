// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What pages read. Everything about rows goes through [`InUse`], which only a [`Scope`] can make: the released deliveries in
//! the compartments somebody may meet. What is not in that list leaves no trace, not even in a count.

pub mod matches;
pub mod objects;
pub mod places;
pub mod quality;
pub mod regions;
pub mod rows;
pub mod search;

use erf_base::{Compartment, Scope};
use erf_store::{StoreError, Tx, query};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::{cut, present::day_number, store::deliveries::own, window};

/// What somebody may use today.
#[derive(Debug, Clone)]
pub struct InUse {
    /// The released deliveries, in the compartments of the scope.
    pub deliveries: Vec<i64>,
    /// The one municipality of the scope, 0 for all.
    pub own: i64,
    /// The first day that still counts: five years before today.
    pub since: i64,
}

impl InUse {
    /// What a scope admits today.
    pub async fn of(tx: &mut Tx, scope: &Scope, today: Date) -> Result<Self, StoreError> {
        let released: Vec<(i64, Compartment)> =
            query("SELECT id, compartment FROM delivery WHERE state = 'vrijgegeven' ORDER BY id").all(tx).await?;
        let deliveries = released.into_iter().filter(|(_, compartment)| scope.admits(*compartment)).map(|(id, _)| id).collect();
        Ok(Self { deliveries, own: own(scope), since: window::first_day(day_number(today)) })
    }

    /// A number that changes with the data somebody may meet, and only with those: the number of all data would tell that
    /// something happened in a compartment they may not meet.
    pub async fn version(&self, tx: &mut Tx) -> Result<i64, StoreError> {
        let mut hasher = Sha256::new();
        self.deliveries.iter().for_each(|id| hasher.update(id.to_be_bytes()));
        hasher.update(cut::kept(tx).await?.map_or(String::new(), |cut| cut.to_string()));
        query("SELECT delivery, seq, turn, undone_at IS NULL FROM judgement WHERE delivery IN ($1) ORDER BY delivery, seq, turn")
            .bind_list(self.deliveries.iter().copied())
            .each(tx, |row| {
                hasher.update(format!("{} {} {} {};", row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?, row.get::<bool>(3)?));
                Ok(())
            })
            .await?;
        Ok(hasher.finalize().iter().take(6).fold(0_i64, |number, byte| number << 8 | i64::from(*byte)))
    }
}
