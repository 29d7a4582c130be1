// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Make a linkage that was asked for: read its rows, link them outside any transaction, keep what came out.

use std::sync::Arc;

use erf_base::{Ctx, Denied, Permission};
use erf_linkage::{entities, judge::Judgements, model::Model, run::Step};
use erf_places::watch::Watch;
use erf_store::{Db, StoreError, Tx, audit};

use crate::{
    compute::{self, ComputeError, Outcome},
    model::{LinkageId, State},
    recluster::{self, Cause},
    store::{
        judgements,
        linkages::{self, Linkage, Made},
        pairs,
        rows::{self, Row},
    },
};

/// The version of the engine, kept with every result.
pub const ENGINE: &str = concat!("erf-linkage ", env!("CARGO_PKG_VERSION"));

/// Why a linkage was not made.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Not somebody who may.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It is gone.
    #[error("Deze koppelproef is er niet meer.")]
    NotFound,
    /// The database.
    #[error("De database gaf een fout: {0}")]
    Store(#[from] StoreError),
    /// The tables.
    #[error(transparent)]
    Compute(#[from] ComputeError),
    /// Somebody judged or moved the cut while it was computed.
    #[error("Terwijl het programma rekende, gaf iemand een oordeel of verlegde de grens. Dat blijft staan; start het rekenen opnieuw.")]
    Meanwhile,
    /// The work was broken off.
    #[error("Het werk is afgebroken.")]
    Broken,
}

/// Makes a linkage; with a model when one was learned.
pub async fn run(db: &Db, ctx: &Ctx, id: LinkageId, model: Option<Model>, threads: usize, watch: Arc<dyn Watch>) -> Result<(), RunError> {
    let made = attempt(db, ctx, id, model, threads, watch).await;
    if let Err(error) = &made {
        let mut tx = db.begin().await?;
        let found = linkages::lookup(&mut tx, &ctx.permit(Permission::LinkTables)?, id).await?;
        // A linkage that was made before stays as it was.
        if found.is_some_and(|linkage| linkage.state() == State::Waiting) {
            linkages::set_state(&mut tx, id, State::Failed, Some(&error.to_string())).await?;
        }
        tx.commit().await?;
    }
    made
}

async fn attempt(db: &Db, ctx: &Ctx, id: LinkageId, model: Option<Model>, threads: usize, watch: Arc<dyn Watch>) -> Result<(), RunError> {
    let scope = ctx.permit(Permission::LinkTables)?;
    watch.phase("linkage-read");
    let mut tx = db.read().await?;
    let linkage = linkages::lookup(&mut tx, &scope, id).await?.ok_or(RunError::NotFound)?;
    if model.is_none() && linkage.state() == State::Ready {
        // Asked for twice: what people said and the model learned since then stays.
        return Ok(());
    }
    let all = rows::every(&mut tx, id).await?;
    let said = judgements::standing(&mut tx, id).await?;
    drop(tx);
    let (learned, cut) = (model.is_some(), linkage.cut);
    let keys: Vec<String> = all.iter().map(|row| row.key.clone()).collect();
    let told = judgements::for_engine(&said, &keys);
    let (outcome, all) = computed(linkage, all, model, told, threads, Arc::clone(&watch)).await?;
    watch.phase("linkage-save");
    let mut tx = db.begin().await?;
    let linkage = linkages::lookup(&mut tx, &scope, id).await?.filter(|found| found.state() != State::Ended).ok_or(RunError::NotFound)?;
    if judgements::standing(&mut tx, id).await? != said || linkage.cut.to_bits() != cut.to_bits() {
        return Err(RunError::Meanwhile);
    }
    keep(&mut tx, ctx, &linkage, &all, &outcome, learned).await?;
    tx.commit().await?;
    Ok(())
}

async fn computed(
    linkage: Linkage,
    all: Vec<Row>,
    model: Option<Model>,
    told: Judgements,
    threads: usize,
    watch: Arc<dyn Watch>,
) -> Result<(Outcome, Vec<Row>), RunError> {
    let work = move || {
        let mut step = |step: Step| watch.phase(phase(step));
        compute::link(&linkage, &all, model, told, threads, &mut step).map(|outcome| (outcome, all))
    };
    Ok(tokio::task::spawn_blocking(work).await.map_err(|_| RunError::Broken)??)
}

/// What begins when a step is done.
fn phase(done: Step) -> &'static str {
    match done {
        Step::Frequencies => "linkage-blocks",
        Step::Blocks => "linkage-learn",
        Step::Model => "linkage-compare",
        Step::Scores => "linkage-groups",
        Step::Clusters => "linkage-report",
    }
}

async fn keep(tx: &mut Tx, ctx: &Ctx, linkage: &Linkage, all: &[Row], outcome: &Outcome, learned: bool) -> Result<(), StoreError> {
    let id = linkage.number();
    pairs::replace(tx, id, &outcome.pairs).await?;
    let facts = serde_json::json!(outcome.facts).to_string();
    let made = Made {
        model: &outcome.model,
        facts: &facts,
        pairs: outcome.pairs.len() as i64,
        cut: outcome.cut,
        engine: ENGINE,
        result_hash: &outcome.hash,
    };
    linkages::set_made(tx, id, &made).await?;
    linkages::put_file(tx, id, "report.html", outcome.report.clone()).await?;
    let moved = all.iter().zip(&outcome.entities).enumerate().filter(|(_, (row, new))| row.entity != **new);
    recluster::move_rows(tx, id, moved.map(|(nr, (_, new))| (nr, new.clone())).collect()).await?;
    if linkage.first_model.is_empty() {
        rows::keep_first(tx, id).await?;
    }
    let old: entities::Assignment =
        all.iter().filter(|row| !row.entity.is_empty()).map(|row| (row.key.clone(), row.entity.clone())).collect();
    let new: entities::Assignment = all.iter().map(|row| row.key.clone()).zip(outcome.entities.iter().cloned()).collect();
    let cause = if learned { Cause::Learned } else { Cause::Made };
    let events = if old.is_empty() { Vec::new() } else { entities::compare(&old, &new) };
    recluster::tell(tx, ctx, id, (cause, "", Some(outcome.cut)), &events).await?;
    let detail = serde_json::json!({ "paren": outcome.pairs.len(), "hash": outcome.hash });
    audit::write(tx, ctx, audit::Action::on(if learned { "geleerd" } else { "gemaakt" }, "koppelproef", id).with(detail)).await
}
