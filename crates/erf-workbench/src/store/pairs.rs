// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Pairs that were kept, and the next one to ask about.

use erf_store::{Bulk, StoreError, Tx, query, record};

use super::linkages::Linkage;
use crate::model::LinkageId;

record! {
    /// A pair, by the numbers of its rows.
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct Kept {
        /// The one row, before the other in the files.
        pub a: i64,
        /// The other row.
        pub b: i64,
        /// Score in bits.
        pub bits: f64,
    }
}

/// Writes down pairs, best first; those of an earlier model go.
pub async fn replace(tx: &mut Tx, id: LinkageId, pairs: &[Kept]) -> Result<(), StoreError> {
    query("DELETE FROM linkage_pair WHERE linkage = $1").bind(id.0).run(tx).await?;
    let mut bulk = Bulk::new("linkage_pair", &["linkage", "ordinal", "a", "b", "bits", "doubt"]);
    for (ordinal, pair) in pairs.iter().enumerate() {
        bulk.row().int(id.0).int(ordinal as i64).int(pair.a).int(pair.b).real(pair.bits).real(pair.bits.abs());
        bulk.relieve(tx).await?;
    }
    bulk.finish(tx).await.map(drop)
}

/// All pairs, best first.
pub async fn every(tx: &mut Tx, id: LinkageId) -> Result<Vec<Kept>, StoreError> {
    query("SELECT a, b, bits FROM linkage_pair WHERE linkage = $1 ORDER BY ordinal").bind(id.0).all(tx).await
}

/// The score of a pair, when it was kept.
pub async fn bits(tx: &mut Tx, linkage: &Linkage, a: i64, b: i64) -> Result<Option<f64>, StoreError> {
    let sql = "SELECT bits FROM linkage_pair WHERE linkage = $1 AND a = $2 AND b = $3";
    Ok(query(sql).bind(linkage.id).bind(a).bind(b).maybe::<(f64,)>(tx).await?.map(|(bits,)| bits))
}

/// Pairs with a chance between one and ninety-nine in a hundred have a score of at most so many bits, for or against.
pub const DOUBT: f64 = 6.63;

const JUDGED: &str = "SELECT 1 FROM linkage_judgement j WHERE j.linkage = p.linkage AND j.a = p.a AND j.b = p.b AND j.undone_at IS NULL";

/// The pair of which a judgement teaches most: nobody judged it, and its chance is nearest to one half.
pub async fn next(tx: &mut Tx, linkage: &Linkage) -> Result<Option<Kept>, StoreError> {
    let sql =
        format!("SELECT p.a, p.b, p.bits FROM linkage_pair p WHERE p.linkage = $1 AND NOT EXISTS ({JUDGED}) ORDER BY p.doubt, p.ordinal");
    erf_store::assembled(format!("{sql} LIMIT 1")).bind(linkage.id).maybe(tx).await
}

const SECOND: &str = "FROM linkage_judgement j LEFT JOIN linkage_pair p ON p.linkage = j.linkage AND p.a = j.a AND p.b = j.b \
    WHERE j.linkage = $1 AND j.undone_at IS NULL AND j.actor <> $2 AND NOT EXISTS (SELECT 1 FROM linkage_judgement m \
    WHERE m.linkage = j.linkage AND m.a = j.a AND m.b = j.b AND m.undone_at IS NULL AND m.actor = $2)";

/// The pair that others judged and this reader did not, the least known first.
pub async fn next_second(tx: &mut Tx, linkage: &Linkage, actor: &str) -> Result<Option<Kept>, StoreError> {
    let sql = format!("SELECT j.a, j.b, COALESCE(p.bits, 0.0) AS bits {SECOND} ORDER BY COALESCE(p.doubt, 0.0), j.a, j.b LIMIT 1");
    erf_store::assembled(sql).bind(linkage.id).bind(actor).maybe(tx).await
}

/// How many pairs wait for a second opinion of this reader.
pub async fn count_second(tx: &mut Tx, linkage: &Linkage, actor: &str) -> Result<i64, StoreError> {
    let sql = format!("SELECT COUNT(*) FROM (SELECT DISTINCT j.a, j.b {SECOND}) AS waiting");
    erf_store::assembled(sql).bind(linkage.id).bind(actor).scalar(tx).await
}

/// How many pairs nobody judged, of those whose chance lies between one and ninety-nine in a hundred.
pub async fn count_open(tx: &mut Tx, linkage: &Linkage, doubt: f64) -> Result<i64, StoreError> {
    let sql = format!("SELECT COUNT(*) FROM linkage_pair p WHERE p.linkage = $1 AND p.doubt <= $2 AND NOT EXISTS ({JUDGED})");
    erf_store::assembled(sql).bind(linkage.id).bind(doubt).scalar(tx).await
}
