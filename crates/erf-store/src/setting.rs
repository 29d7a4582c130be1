// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Small facts about this installation, such as the name of the region.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{StoreError, Tx, query};

/// The value under a name, if there is one of this form.
pub async fn get<T: DeserializeOwned>(tx: &mut Tx, name: &str) -> Result<Option<T>, StoreError> {
    let kept = query("SELECT value FROM setting WHERE name = $1").bind(name).maybe::<(Value,)>(tx).await?;
    kept.map(|(value,)| serde_json::from_value(value).map_err(|error| StoreError::column(name, error.to_string()))).transpose()
}

/// Keeps a value under a name.
pub async fn set<T: Serialize + Sync>(tx: &mut Tx, name: &str, value: &T) -> Result<(), StoreError> {
    let value = serde_json::to_value(value).map_err(|error| StoreError::column(name, error.to_string()))?;
    query("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(name)
        .bind(value)
        .run(tx)
        .await
        .map(drop)
}
