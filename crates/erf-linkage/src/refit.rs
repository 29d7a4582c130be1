// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What judged pairs teach: a scale per comparison, so that the waterfall stays a sum.
//!
//! `bits = prior + shift + sum of scale * contribution + scale * interaction`. Scales are never negative: more agreement never
//! counts against. With few judgements the scales stay near one.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    compare::SimCache,
    judge::{Judgements, Verdict},
    model::{Model, STRANGERS, level_of, sample},
    run::Run,
};

/// Judged pairs that are needed.
pub const ENOUGH: usize = 200;

/// Scales learned from judgements.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refit {
    /// Judged pairs it was learned from.
    pub pairs: usize,
    /// Added to every score, in bits.
    pub shift: f64,
    /// Per comparison.
    pub scales: Vec<f64>,
    /// For what the possibility of a household takes off.
    pub interaction: f64,
}

/// Why nothing was learned.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RefitError {
    /// Too few.
    #[error("er zijn {0} beoordeelde paren; vanaf {ENOUGH} kan het model daarvan leren")]
    TooFew(usize),
    /// All the same.
    #[error("alle beoordeelde paren hebben dezelfde uitkomst; er is niets te leren")]
    OneOutcome,
}

/// A pair as numbers: what each comparison says and the interaction, and the outcome.
struct Case {
    features: Vec<f64>,
    prior: f64,
    same: bool,
}

/// How strongly scales are held near one.
const HOLD: f64 = 5.0;
const ROUNDS: usize = 100;

/// The model of a run with scales learned from judgements.
///
/// # Errors
/// With fewer than [`ENOUGH`] pairs judged same or not the same, or with only one of both.
pub fn refit(run: &Run, judgements: &Judgements) -> Result<Model, RefitError> {
    let cases = cases(run, judgements);
    if cases.len() < ENOUGH {
        return Err(RefitError::TooFew(cases.len()));
    }
    if cases.iter().all(|case| case.same) || cases.iter().all(|case| !case.same) {
        return Err(RefitError::OneOutcome);
    }
    let (shift, mut scales) = fit(&cases);
    let interaction = scales.pop().unwrap_or(1.0);
    Ok(Model { refit: Some(Refit { pairs: cases.len(), shift, scales, interaction }), ..run.model.clone() })
}

fn cases(run: &Run, judgements: &Judgements) -> Vec<Case> {
    let told = judgements.on_rows(&run.data).into_iter().filter(|(_, verdict)| *verdict != Verdict::Unsure);
    told.map(|((a, b), verdict)| case(run, a, b, verdict == Verdict::Same)).collect()
}

fn case(run: &Run, a: u32, b: u32, same: bool) -> Case {
    let scorer = run.scorer();
    let pattern = sample::pattern(&run.comparisons, &scorer.view, a, b, &mut SimCache::default());
    let contribution = |number: usize| {
        let level = level_of(pattern, number);
        let logs = run.weights.levels[number][level];
        logs[0] - logs[STRANGERS] - scorer.rarity(&run.comparisons[number], level, a, b)
    };
    let mut features: Vec<f64> = (0..run.comparisons.len()).map(contribution).collect();
    features.push(scorer.of(pattern, a, b).interaction());
    Case { features, prior: run.weights.prior[0] - run.weights.prior[STRANGERS], same }
}

/// Logistic regression, one scale at a time by Newton's rule, never below zero.
fn fit(cases: &[Case]) -> (f64, Vec<f64>) {
    let ln2 = std::f64::consts::LN_2;
    let count = cases[0].features.len();
    // The shift stands behind the scales: it is the scale of a feature that is always one, and is held near zero, loosely.
    let mut scales = vec![1.0; count];
    scales.push(0.0);
    let mut bits: Vec<f64> = cases.iter().map(|case| case.prior + case.features.iter().sum::<f64>()).collect();
    for _ in 0..ROUNDS {
        for (place, scale) in scales.iter_mut().enumerate() {
            let feature = |case: &Case| case.features.get(place).copied().unwrap_or(1.0);
            let (rest, hold, least) = if place < count { (1.0, HOLD, 0.0) } else { (0.0, 0.01, f64::NEG_INFINITY) };
            let (mut slope, mut bend) = (hold * (*scale - rest), hold);
            for (case, bits) in cases.iter().zip(&bits) {
                let chance = crate::score::probability(*bits);
                slope += (chance - f64::from(u8::from(case.same))) * feature(case) * ln2;
                bend += chance * (1.0 - chance) * (feature(case) * ln2).powi(2);
            }
            let new = (*scale - slope / bend).clamp(*scale - 1.0, *scale + 1.0).max(least);
            for (case, bits) in cases.iter().zip(&mut bits) {
                *bits += (new - *scale) * feature(case);
            }
            *scale = new;
        }
    }
    let shift = scales.pop().unwrap_or(0.0);
    (shift, scales)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_that_people_do_not_believe_loses_weight() {
        // The first feature decides, the second is noise that the model trusted.
        let cases: Vec<Case> = (0..400)
            .map(|number| {
                let (same, noise) = (number % 2 == 0, number % 4 < 2);
                Case { features: vec![if same { 2.0 } else { -2.0 }, if noise { 6.0 } else { -6.0 }, 0.0], prior: 0.0, same }
            })
            .collect();
        let (shift, scales) = fit(&cases);
        assert!(scales[1] < 0.3 && scales[0] > 0.8, "{scales:?}");
        assert!(shift.abs() < 0.5, "{shift}");
        assert!(scales.iter().all(|scale| *scale >= 0.0));
    }
}
