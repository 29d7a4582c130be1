// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The rows of a linkage and the groups they are in.

use erf_base::{MunicipalityCode, Scope};
use erf_store::{Bulk, StoreError, Tx, query, record};

use super::{linkages::Linkage, own};
use crate::model::LinkageId;

record! {
    /// A row.
    #[derive(Debug, Clone)]
    pub struct Row {
        /// Its number over all sides.
        pub nr: i64,
        /// 0 or 1.
        pub side: i64,
        /// Unlike that of any other row of the linkage.
        pub key: String,
        /// What the sender calls it.
        pub name: String,
        /// Its cells, as a JSON list.
        pub cells: String,
        /// The delivery it comes from.
        pub delivery: Option<i64>,
        /// The row in that delivery.
        pub seq: Option<i64>,
        /// Its group.
        pub entity: String,
        /// Its group when the linkage was made.
        pub first_entity: String,
    }
}

impl Row {
    /// What stood in its cells.
    pub fn values(&self) -> Vec<String> {
        serde_json::from_str(&self.cells).unwrap_or_default()
    }
}

const COLUMNS: &str = "nr, side, key, name, cells, delivery, seq, entity, first_entity";

/// Writes down rows.
pub async fn insert(tx: &mut Tx, id: LinkageId, rows: &[Row]) -> Result<(), StoreError> {
    let columns = &["linkage", "nr", "side", "key", "name", "cells", "delivery", "seq", "entity", "first_entity"];
    let mut bulk = Bulk::new("linkage_row", columns);
    for row in rows {
        let line = bulk.row().int(id.0).int(row.nr).int(row.side).text(row.key.as_str()).text(row.name.as_str()).text(row.cells.as_str());
        line.int(row.delivery).int(row.seq).text(row.entity.as_str()).text(row.first_entity.as_str());
        bulk.relieve(tx).await?;
    }
    bulk.finish(tx).await.map(drop)
}

/// All rows in order; for the work itself, which a permission started.
pub async fn every(tx: &mut Tx, id: LinkageId) -> Result<Vec<Row>, StoreError> {
    erf_store::assembled(format!("SELECT {COLUMNS} FROM linkage_row WHERE linkage = $1 ORDER BY nr")).bind(id.0).all(tx).await
}

/// One row.
pub async fn one(tx: &mut Tx, linkage: &Linkage, nr: i64) -> Result<Option<Row>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM linkage_row WHERE linkage = $1 AND nr = $2");
    erf_store::assembled(sql).bind(linkage.id).bind(nr).maybe(tx).await
}

/// The rows of a group.
pub async fn of_entity(tx: &mut Tx, linkage: &Linkage, entity: &str, most: i64) -> Result<Vec<Row>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM linkage_row WHERE linkage = $1 AND entity = $2 ORDER BY nr LIMIT $3");
    erf_store::assembled(sql).bind(linkage.id).bind(entity).bind(most).all(tx).await
}

/// The numbers of the rows of a group.
pub async fn numbers(tx: &mut Tx, linkage: &Linkage, entity: &str) -> Result<Vec<i64>, StoreError> {
    query("SELECT nr FROM linkage_row WHERE linkage = $1 AND entity = $2 ORDER BY nr").bind(linkage.id).bind(entity).column(tx).await
}

/// The group of every row, by number; for the work itself.
pub async fn entities(tx: &mut Tx, id: LinkageId) -> Result<Vec<String>, StoreError> {
    query("SELECT entity FROM linkage_row WHERE linkage = $1 ORDER BY nr").bind(id.0).column(tx).await
}

/// The keys of all rows, by number.
pub async fn keys(tx: &mut Tx, id: LinkageId) -> Result<Vec<String>, StoreError> {
    query("SELECT key FROM linkage_row WHERE linkage = $1 ORDER BY nr").bind(id.0).column(tx).await
}

/// Moves a row to a group.
pub async fn set_entity(tx: &mut Tx, id: LinkageId, nr: i64, entity: &str) -> Result<(), StoreError> {
    query("UPDATE linkage_row SET entity = $3 WHERE linkage = $1 AND nr = $2").bind(id.0).bind(nr).bind(entity).run(tx).await.map(drop)
}

/// Remembers the first groups.
pub async fn keep_first(tx: &mut Tx, id: LinkageId) -> Result<(), StoreError> {
    query("UPDATE linkage_row SET first_entity = entity WHERE linkage = $1").bind(id.0).run(tx).await.map(drop)
}

record! {
    /// A group on the list.
    #[derive(Debug, Clone)]
    pub struct Group {
        /// Its name.
        pub entity: String,
        /// Rows in it.
        pub n: i64,
        /// The first of them.
        pub first: i64,
    }
}

/// Groups of two rows or more, the largest first.
pub async fn list_groups(tx: &mut Tx, linkage: &Linkage, from: i64, most: i64) -> Result<Vec<Group>, StoreError> {
    query(
        "SELECT entity, COUNT(*) AS n, MIN(nr) AS first FROM linkage_row WHERE linkage = $1 GROUP BY entity HAVING COUNT(*) > 1 \
         ORDER BY COUNT(*) DESC, MIN(nr) LIMIT $2 OFFSET $3",
    )
    .bind(linkage.id)
    .bind(most)
    .bind(from)
    .all(tx)
    .await
}

/// How many groups there are of one row, and of more.
pub async fn count_groups(tx: &mut Tx, linkage: &Linkage) -> Result<(i64, i64), StoreError> {
    query(
        "SELECT CAST(COALESCE(SUM(CASE WHEN n = 1 THEN 1 ELSE 0 END), 0) AS bigint), CAST(COALESCE(SUM(CASE WHEN n > 1 THEN 1 ELSE 0 END), 0) AS bigint) \
         FROM (SELECT COUNT(*) AS n FROM linkage_row WHERE linkage = $1 GROUP BY entity) AS sizes",
    )
    .bind(linkage.id)
    .one(tx)
    .await
}

/// The place of a row that came from a delivery, within the scope; nothing when it was not matched for sure.
pub async fn place(tx: &mut Tx, scope: &Scope, row: &Row) -> Result<Option<String>, StoreError> {
    let Some((delivery, seq)) = row.delivery.zip(row.seq) else { return Ok(None) };
    let found = query(
        "SELECT place FROM link WHERE delivery = $1 AND seq = $2 AND decision IN ('zeker', 'bevestigd') AND place IS NOT NULL \
         AND ($3 = 0 OR municipality = $3)",
    );
    Ok(found.bind(delivery).bind(seq).bind(own(scope)).maybe::<(String,)>(tx).await?.map(|(place,)| place))
}

record! {
    /// A delivery that can be linked.
    #[derive(Debug, Clone)]
    pub struct Offered {
        /// Number.
        pub id: i64,
        /// Name.
        pub name: String,
        /// Who sent it.
        pub holder: String,
        /// Why it may be used.
        pub purpose: String,
        /// The law that allows it.
        pub legal_basis: String,
        /// Until when it may be kept.
        pub retention_until: i64,
        /// What one row is about.
        pub kind: String,
        /// SHA-256 of its file.
        pub file_hash: String,
        /// Rows within the scope.
        pub n: i64,
    }
}

/// Kinds of rows that are about a company or its permit, and never about a person.
pub const KINDS: [&str; 2] = ["vestiging", "vergunning"];

/// Released deliveries with companies or permits, open or municipal. Covenant data are never linked here, whoever asks: a linkage
/// is met by everybody of its municipality.
pub async fn offered(tx: &mut Tx, scope: &Scope) -> Result<Vec<Offered>, StoreError> {
    query(
        "SELECT d.id, d.name, d.holder, d.purpose, d.legal_basis, d.retention_until, r.kind, d.file_hash, COUNT(*) AS n FROM delivery d \
         JOIN source_row r ON r.delivery = d.id LEFT JOIN link l ON l.delivery = r.delivery AND l.seq = r.seq \
         WHERE d.state = 'vrijgegeven' AND d.compartment IN ('open', 'gemeentelijk') AND r.kind IN ($1) AND ($2 = 0 OR l.municipality = $2) \
         GROUP BY d.id, d.name, d.holder, d.purpose, d.legal_basis, d.retention_until, r.kind, d.file_hash ORDER BY d.name, d.id",
    )
    .bind_list(KINDS)
    .bind(own(scope))
    .all(tx)
    .await
}

/// What the rows of an offered delivery say: number and fields as JSON.
pub async fn of_delivery(tx: &mut Tx, scope: &Scope, offered: &Offered) -> Result<Vec<(i64, String)>, StoreError> {
    query(
        "SELECT r.seq, r.fields FROM source_row r LEFT JOIN link l ON l.delivery = r.delivery AND l.seq = r.seq \
         WHERE r.delivery = $1 AND r.kind IN ($2) AND ($3 = 0 OR l.municipality = $3) ORDER BY r.seq",
    )
    .bind(offered.id)
    .bind_list(KINDS)
    .bind(own(scope))
    .all(tx)
    .await
}

/// The municipality a new linkage is made for.
pub fn municipality(scope: &Scope) -> Option<MunicipalityCode> {
    scope.municipality()
}

/// What somebody typed: the first row of the group of that name, or else every row the sender calls so; two tables may both have one.
/// The key of a row is never looked at, as no page shows it.
pub async fn named(tx: &mut Tx, linkage: &Linkage, text: &str) -> Result<Vec<Row>, StoreError> {
    let group = of_entity(tx, linkage, text, 1).await?;
    if !group.is_empty() {
        return Ok(group);
    }
    let sql = format!("SELECT {COLUMNS} FROM linkage_row WHERE linkage = $1 AND name = $2 ORDER BY nr");
    erf_store::assembled(sql).bind(linkage.id).bind(text).all(tx).await
}
