// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What people are called on pages that keep ids.

use std::collections::BTreeMap;

use erf_base::Role;
use erf_store::{StoreError, Tx};

use crate::list_accounts;

/// Names of people by the id of an actor.
pub struct People(BTreeMap<String, (String, Role)>);

impl People {
    /// Everybody who has or had an account.
    pub async fn known(tx: &mut Tx) -> Result<Self, StoreError> {
        let accounts = list_accounts(tx).await?;
        Ok(Self(accounts.into_iter().map(|account| (account.actor_id(), (account.name, account.role))).collect()))
    }

    /// The name of somebody; the id itself for whoever runs commands.
    pub fn name(&self, id: &str) -> String {
        self.0.get(id).map_or_else(|| id.to_owned(), |(name, _)| name.clone())
    }

    /// The role of somebody; unknown of whoever runs commands.
    pub fn role(&self, id: &str) -> Option<Role> {
        self.0.get(id).map(|(_, role)| *role)
    }
}
