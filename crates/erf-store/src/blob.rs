// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Files by the SHA-256 of their bytes: the same bytes are kept once.

use sha2::{Digest, Sha256};

use crate::{StoreError, Tx, query};

/// Keeps bytes; gives their SHA-256 in hexadecimal, by which they are found again.
pub async fn put(tx: &mut Tx, bytes: &[u8]) -> Result<String, StoreError> {
    let sha256 = format!("{:x}", Sha256::digest(bytes));
    query("INSERT INTO blob (sha256, length, bytes) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING")
        .bind(&sha256)
        .bind(bytes.len() as i64)
        .bind(bytes)
        .run(tx)
        .await?;
    Ok(sha256)
}

/// The bytes with this SHA-256.
pub async fn get(tx: &mut Tx, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(query("SELECT bytes FROM blob WHERE sha256 = $1").bind(sha256).maybe::<(Vec<u8>,)>(tx).await?.map(|(bytes,)| bytes))
}

/// Forgets bytes; whether they were there.
pub async fn delete(tx: &mut Tx, sha256: &str) -> Result<bool, StoreError> {
    Ok(query("DELETE FROM blob WHERE sha256 = $1").bind(sha256).run(tx).await? == 1)
}
