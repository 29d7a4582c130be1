// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Make the groups anew after a judgement or another cut, and tell what happened to them.
//!
//! Groups are a function of the first groups, the judgements that stand, the cut and the model, and of nothing that happened in
//! between: taking a judgement back therefore restores every group to the byte, its name too.

use std::{collections::BTreeSet, sync::Arc};

use erf_base::Ctx;
use erf_linkage::entities::{self, Assignment, Event};
use erf_store::{StoreError, Tx};

use crate::{
    compute::Restored,
    kept::KeptError,
    model::LinkageId,
    store::{
        judgements,
        linkages::{self, Linkage},
        rows,
    },
};

/// Why groups changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The linkage was made.
    Made,
    /// Somebody judged a pair.
    Judged,
    /// Somebody took a judgement back.
    Undone,
    /// Somebody chose another cut.
    Cut,
    /// The model learned from judgements, or forgot what it learned.
    Learned,
}

impl Cause {
    /// The word in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Made => "gemaakt",
            Self::Judged => "oordeel",
            Self::Undone => "terug",
            Self::Cut => "grens",
            Self::Learned => "geleerd",
        }
    }
}

/// Makes the groups anew as the database stands now, and gives what happened.
pub async fn recluster(
    tx: &mut Tx,
    ctx: &Ctx,
    linkage: &Linkage,
    restored: &Arc<Restored>,
    threads: usize,
    (cause, reason): (Cause, &str),
) -> Result<Vec<Event>, KeptError> {
    let id = linkage.number();
    let now = rows::entities(tx, id).await?;
    let told = judgements::for_engine(&judgements::standing(tx, id).await?, restored.first.keys());
    let (run, cut, one_to_one) = (Arc::clone(restored), linkage.cut, linkage.one_to_one);
    let work = move || {
        let moved = run.moved(&now, &told, one_to_one, cut, threads);
        (now, moved)
    };
    let (now, moved) = tokio::task::spawn_blocking(work).await.map_err(|_| KeptError::Broken)?;
    let events = happened(restored.first.keys(), &now, &moved);
    move_rows(tx, id, moved).await?;
    let bits = (cause == Cause::Cut).then_some(linkage.cut);
    tell(tx, ctx, id, (cause, reason, bits), &events).await?;
    Ok(events)
}

/// Writes the groups of rows that moved.
pub async fn move_rows(tx: &mut Tx, id: LinkageId, moved: Vec<(usize, String)>) -> Result<(), StoreError> {
    if moved.is_empty() {
        return Ok(());
    }
    for (nr, entity) in moved {
        rows::set_entity(tx, id, nr as i64, &entity).await?;
    }
    linkages::count_entities(tx, id).await
}

/// What happened, from the groups that changed only.
fn happened(keys: &[String], now: &[String], moved: &[(usize, String)]) -> Vec<Event> {
    let names = moved.iter().flat_map(|(row, new)| [now[*row].as_str(), new.as_str()]);
    let touched: BTreeSet<&str> = names.collect();
    let in_touched = now.iter().enumerate().filter(|(_, before)| touched.contains(before.as_str()));
    let old: Assignment = in_touched.map(|(row, before)| (keys[row].clone(), before.clone())).collect();
    let mut new = old.clone();
    new.extend(moved.iter().map(|(row, after)| (keys[*row].clone(), after.clone())));
    entities::compare(&old, &new)
}

/// Writes down what happened, and why.
pub async fn tell(
    tx: &mut Tx,
    ctx: &Ctx,
    id: LinkageId,
    (cause, reason, bits): (Cause, &str, Option<f64>),
    events: &[Event],
) -> Result<(), StoreError> {
    // More than a few hundred is a new model or cut: how many is then told by the counts.
    const MOST: usize = 300;
    let detail = serde_json::json!({ "n": events.len(), "events": &events[..events.len().min(MOST)] }).to_string();
    linkages::add_event(tx, ctx, id, (cause.code(), reason, bits), &detail).await
}
