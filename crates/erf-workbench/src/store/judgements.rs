// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What people said of pairs.

use erf_base::{At, Ctx};
use erf_linkage::judge::{Judgement, Judgements, Verdict};
use erf_store::{StoreError, Tx, query, record};

use super::linkages::Linkage;
use crate::model::{LinkageId, verdict_code, verdict_of};

record! {
    /// A judgement.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Said {
        /// Its place in time.
        pub seq: i64,
        /// The one row.
        pub a: i64,
        /// The other row.
        pub b: i64,
        /// `zelfde`, `niet_zelfde` or `weet_niet`.
        pub verdict: String,
        /// Why.
        pub reason: String,
        /// Who.
        pub actor: String,
        /// When.
        pub at: At,
        /// When it was taken back.
        pub undone_at: Option<At>,
    }
}

const COLUMNS: &str = "seq, a, b, verdict, reason, actor, at, undone_at";

/// Writes down a judgement; an earlier one of the same person about the pair is taken back.
pub async fn add(tx: &mut Tx, ctx: &Ctx, id: LinkageId, (a, b): (i64, i64), verdict: Verdict, reason: &str) -> Result<(), StoreError> {
    undo(tx, ctx, id, (a, b)).await?;
    query(
        "INSERT INTO linkage_judgement (linkage, seq, a, b, verdict, reason, actor, at) \
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6, $7 FROM linkage_judgement WHERE linkage = $1",
    )
    .bind(id.0)
    .bind(a)
    .bind(b)
    .bind(verdict_code(verdict))
    .bind(reason)
    .bind(&ctx.actor.id)
    .bind(ctx.now())
    .run(tx)
    .await
    .map(drop)
}

/// Takes back what somebody said of a pair; whether there was something.
pub async fn undo(tx: &mut Tx, ctx: &Ctx, id: LinkageId, (a, b): (i64, i64)) -> Result<bool, StoreError> {
    let sql = "UPDATE linkage_judgement SET undone_at = $5 WHERE linkage = $1 AND a = $2 AND b = $3 AND actor = $4 AND undone_at IS NULL";
    Ok(query(sql).bind(id.0).bind(a).bind(b).bind(&ctx.actor.id).bind(ctx.now()).run(tx).await? > 0)
}

/// What was said of a pair, in order.
pub async fn of_pair(tx: &mut Tx, linkage: &Linkage, a: i64, b: i64) -> Result<Vec<Said>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM linkage_judgement WHERE linkage = $1 AND a = $2 AND b = $3 ORDER BY seq");
    erf_store::assembled(sql).bind(linkage.id).bind(a).bind(b).all(tx).await
}

/// Everything that stands, in order.
pub async fn standing(tx: &mut Tx, id: LinkageId) -> Result<Vec<Said>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM linkage_judgement WHERE linkage = $1 AND undone_at IS NULL ORDER BY seq");
    erf_store::assembled(sql).bind(id.0).all(tx).await
}

/// The judgements as the engine wants them; `keys` are the keys of rows by number.
pub fn for_engine(said: &[Said], keys: &[String]) -> Judgements {
    let mut all = Judgements::default();
    let key = |nr: i64| usize::try_from(nr).ok().and_then(|nr| keys.get(nr)).cloned();
    for it in said {
        let (Some(left), Some(right), Some(verdict)) = (key(it.a), key(it.b), verdict_of(&it.verdict)) else { continue };
        // Of one person at most one judgement of a pair stands, so the time decides nothing.
        all.add(Judgement { left, right, verdict, who: it.actor.clone(), when: String::new(), why: String::new() });
    }
    all
}
