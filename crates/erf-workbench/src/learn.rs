// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Let the model learn from what people judged, as an explicit act that shows what changes before it does.

use erf_base::{Ctx, Permission};
use erf_linkage::{
    compare::SimCache,
    judge::{Judgements, Verdict},
    model::Model,
    refit::{self, RefitError},
    run::Run,
    score::probability,
};

use crate::{
    compute::Restored,
    judge_pair::{JudgeError, Maker},
    model::LinkageId,
    store::{
        judgements,
        linkages::{self, Linkage},
        rows,
    },
};

/// How the judged pairs come out, before or after learning.
#[derive(Debug, Clone, Copy, Default, PartialEq, serde::Serialize)]
pub struct Fit {
    /// Judged pairs at or above an even chance.
    pub links: u64,
    /// Those of them that people judged not the same.
    pub wrong: u64,
    /// Pairs judged the same below an even chance.
    pub missed: u64,
    /// Mean squared distance between chance and outcome (Brier 1950); lower is better.
    pub brier: f64,
}

/// What learning would change, over the judged pairs themselves: it flatters the new model.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Preview {
    /// Pairs judged same or not the same.
    pub n: u64,
    /// As it is.
    pub before: Fit,
    /// As it would be.
    pub after: Fit,
    /// Per comparison, how much more or less it would count.
    pub scales: Vec<(String, f64)>,
    /// Added to every score, in bits.
    pub shift: f64,
}

/// What learning would change.
///
/// # Errors
/// With too few judgements, or only one outcome.
pub fn preview(restored: &Restored, judgements: &Judgements) -> Result<Preview, RefitError> {
    let model = refit::refit(&restored.run, judgements)?;
    let learned = model.refit.clone();
    let names = model.comparisons.iter().map(|known| known.name.clone());
    let scales = learned.as_ref().map_or_else(Vec::new, |refit| names.zip(refit.scales.iter().copied()).collect());
    let weights = model.weights();
    let cases = cases(&restored.run, judgements);
    let fit = |after: bool| {
        let run = &restored.run;
        let mut scorer = run.scorer();
        if after {
            scorer.weights = &weights;
        }
        fit(cases.iter().map(|(a, b, same)| (probability(scorer.score(*a, *b, &mut SimCache::default())), *same)))
    };
    let (before, after) = (fit(false), fit(true));
    Ok(Preview { n: cases.len() as u64, before, after, scales, shift: learned.map_or(0.0, |refit| refit.shift) })
}

fn cases(run: &Run, judgements: &Judgements) -> Vec<(u32, u32, bool)> {
    let told = judgements.standing();
    let row = |key: &str| (0..run.data.store.rows() as u32).find(|row| run.data.id(*row) == key);
    let decided = told.into_iter().filter(|(_, verdict)| *verdict != Verdict::Unsure);
    decided.filter_map(|((left, right), verdict)| Some((row(left)?, row(right)?, verdict == Verdict::Same))).collect()
}

fn fit(cases: impl Iterator<Item = (f64, bool)>) -> Fit {
    let (mut fit, mut n) = (Fit::default(), 0.0);
    for (chance, same) in cases {
        n += 1.0;
        fit.links += u64::from(chance >= 0.5);
        fit.wrong += u64::from(chance >= 0.5 && !same);
        fit.missed += u64::from(chance < 0.5 && same);
        fit.brier += (chance - f64::from(u8::from(same))).powi(2);
    }
    Fit { brier: if n > 0.0 { fit.brier / n } else { 0.0 }, ..fit }
}

/// Why nothing was learned.
#[derive(Debug, thiserror::Error)]
pub enum LearnError {
    /// The linkage.
    #[error(transparent)]
    Linkage(#[from] JudgeError),
    /// The judgements.
    #[error(transparent)]
    Refit(#[from] RefitError),
    /// The model that was kept.
    #[error("het bewaarde model is niet te lezen: {0}")]
    Broken(String),
}

/// The model as judgements teach it; to be handed to [`crate::run_linkage::run`].
pub async fn learned(maker: Maker<'_>, ctx: &Ctx, id: LinkageId) -> Result<Model, LearnError> {
    let linkage = found(maker, ctx, id).await?;
    let run = maker.runs.of(maker.db, &linkage).await.map_err(JudgeError::from)?;
    let told = told(maker, &linkage).await?;
    // Scales are learned from what comparisons say unscaled: what was learned before is not learned twice.
    Ok(refit::refit(&run.run, &told)?)
}

/// The model as it was before it learned.
pub async fn forgotten(maker: Maker<'_>, ctx: &Ctx, id: LinkageId) -> Result<Model, LearnError> {
    first_model(&found(maker, ctx, id).await?)
}

fn first_model(linkage: &Linkage) -> Result<Model, LearnError> {
    serde_json::from_str(&linkage.first_model).map_err(|error| LearnError::Broken(error.to_string()))
}

async fn found(maker: Maker<'_>, ctx: &Ctx, id: LinkageId) -> Result<Linkage, JudgeError> {
    let scope = ctx.permit(Permission::LinkTables)?;
    let mut tx = maker.db.read().await?;
    linkages::lookup(&mut tx, &scope, id).await?.ok_or(JudgeError::NotFound)
}

/// What people said that stands.
pub async fn told(maker: Maker<'_>, linkage: &Linkage) -> Result<Judgements, JudgeError> {
    let mut tx = maker.db.read().await?;
    let keys = rows::keys(&mut tx, linkage.number()).await?;
    Ok(judgements::for_engine(&judgements::standing(&mut tx, linkage.number()).await?, &keys))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sure_chance_that_is_right_costs_nothing() {
        let sure = fit([(1.0, true), (0.0, false)].into_iter());
        assert_eq!((sure.links, sure.wrong, sure.missed, sure.brier), (1, 0, 0, 0.0));
        let wrong = fit([(1.0, false), (0.0, true)].into_iter());
        assert_eq!((wrong.wrong, wrong.missed, wrong.brier), (1, 1, 1.0));
    }
}
