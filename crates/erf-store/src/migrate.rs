// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Migrations: each slice owns its own; each is applied once and never edited afterwards.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::{Db, StoreError, Tx, dialect, query};

/// One step in the growth of the database, in PostgreSQL's column types (see `docs` of this crate for the words).
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Unique, with the slice in front: `places/0001-deliveries`.
    pub name: &'static str,
    /// One or more statements.
    pub sql: &'static str,
}

const OWN: [Migration; 4] = [
    Migration { name: "store/0001-audit", sql: include_str!("../migrations/0001-audit.sql") },
    Migration { name: "store/0002-jobs", sql: include_str!("../migrations/0002-jobs.sql") },
    Migration { name: "store/0003-blobs", sql: include_str!("../migrations/0003-blobs.sql") },
    Migration { name: "store/0004-settings", sql: include_str!("../migrations/0004-settings.sql") },
];

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, checksum text NOT NULL)";

impl Db {
    /// Applies what was not applied yet: first the tables of this crate, then the lists in the order given. All or nothing.
    pub async fn migrate(&self, lists: &[&[Migration]]) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        tx.lock("migration").await?;
        tx.script(words("migration", LEDGER, &tx)?).await?;
        let applied: Vec<(String, String)> = query("SELECT name, checksum FROM migration").all(&mut tx).await?;
        let applied: BTreeMap<String, String> = applied.into_iter().collect();
        let mut fresh = 0;
        for migration in OWN.iter().chain(lists.iter().copied().flatten()) {
            fresh += u64::from(apply(&mut tx, &applied, migration).await?);
        }
        tx.commit().await?;
        Ok(fresh)
    }
}

async fn apply(tx: &mut Tx, applied: &BTreeMap<String, String>, migration: &Migration) -> Result<bool, StoreError> {
    let checksum = format!("{:x}", Sha256::digest(migration.sql));
    match applied.get(migration.name) {
        Some(known) if *known == checksum => return Ok(false),
        Some(_) => return Err(StoreError::MigrationChanged(migration.name.to_owned())),
        None => {}
    }
    let failed = |error: StoreError| StoreError::MigrationFailed { name: migration.name.to_owned(), reason: error.to_string() };
    tx.script(words(migration.name, migration.sql, tx)?).await.map_err(failed)?;
    query("INSERT INTO migration (name, checksum) VALUES ($1, $2)").bind(migration.name).bind(checksum).run(tx).await?;
    Ok(true)
}

fn words(name: &str, sql: &str, tx: &Tx) -> Result<String, StoreError> {
    dialect::migration(sql, tx.engine()).map_err(|reason| StoreError::MigrationFailed { name: name.to_owned(), reason })
}
