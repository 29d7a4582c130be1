// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The partners a programme starts with; product content.

use erf_store::{Bulk, Db, StoreError, query};

const LIST: &str = include_str!("../../../../content/partners.csv");

/// Fills the list of partners when it is empty.
pub async fn seed(db: &Db) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    let known: i64 = query("SELECT COUNT(*) FROM partner").scalar(&mut tx).await?;
    if known > 0 {
        return Ok(());
    }
    let mut bulk = Bulk::new("partner", &["name", "sector", "class", "role"]);
    for partner in csv::Reader::from_reader(LIST.as_bytes()).records().flatten() {
        let field = |index| partner.get(index).unwrap_or_default();
        bulk.row().text(field(0)).text(field(1)).text(field(2)).text(field(6));
    }
    bulk.finish(&mut tx).await?;
    tx.commit().await
}
