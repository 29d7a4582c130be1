// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a run says of itself: pairs that no rule reached, and data that are not suitable.

use serde::Serialize;

use crate::{
    block::Blocks,
    compare::SimCache,
    model::LevelChances,
    run::Run,
    score::{Pair, probability},
    threshold,
};

/// Something the user must know before believing a result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Warning {
    /// A stable code.
    pub code: &'static str,
    /// In plain Dutch.
    pub words: String,
}

/// True pairs that no rule reaches, from how many are reached by one rule only and by two only.
///
/// Source: A. Chao, "Estimating the population size for capture-recapture data with unequal catchability", Biometrics 43 (1987):
/// the number never caught is at least the square of the number caught once over twice the number caught twice.
#[must_use]
pub fn unreached(blocks: &Blocks, pairs: &[Pair]) -> f64 {
    let (mut once, mut twice) = (0.0, 0.0);
    for pair in pairs {
        match blocks.reached_by(pair.a, pair.b) {
            1 => once += probability(pair.bits),
            2 => twice += probability(pair.bits),
            _ => {}
        }
    }
    if twice > 0.0 { once * once / (2.0 * twice) } else { 0.0 }
}

/// The most that a row can say about itself: bits it would get when compared with an exact copy. Rows that cannot reach the cut
/// even then can never be linked.
#[must_use]
pub fn unlinkable(run: &Run) -> Vec<u32> {
    every(run, 1)
}

/// Every so many rows, those that can never be linked.
fn every(run: &Run, step: usize) -> Vec<u32> {
    let scorer = run.scorer();
    let mut cache = SimCache::default();
    let rows = (0..run.data.store.rows() as u32).step_by(step);
    rows.filter(|row| scorer.score(*row, *row, &mut cache) < run.cut.bits).collect()
}

/// Rows that are looked at for the share that can never be linked.
const LOOKED_AT: usize = 20_000;

/// What is wrong with a run.
#[must_use]
pub fn warnings(run: &Run) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |code, words: String| warnings.push(Warning { code, words });
    let rows = run.data.store.rows();
    let training = &run.model.training;
    if !run.patterns.is_empty() {
        if !training.converged {
            warn(
                "not_converged",
                format!("Het model is na {} rondes nog niet tot rust gekomen. Vertrouw de kansen niet zonder controle.", training.rounds),
            );
        }
        if training.patterns < 20 {
            let count = training.patterns;
            warn(
                "few_patterns",
                format!(
                    "Er zijn maar {count} patronen van overeenkomst. Er is te weinig om van te leren; geef een model mee dat op meer rijen geleerd is."
                ),
            );
        }
        if rows < 200 {
            warn("few_rows", format!("Er zijn maar {rows} rijen. Kansen die daaruit geleerd zijn, zijn ruw."));
        }
        let found = run.model.matches * training_pairs(run);
        if found < 30.0 {
            warn("few_matches", format!("Er zijn naar verwachting maar {found:.0} echte koppelingen. Daaruit valt weinig te leren."));
        }
    }
    for comparison in &run.model.comparisons {
        let tells = |level: &LevelChances| level.m > 0.05 && (level.m > 1.3 * level.u || level.u > 1.3 * level.m);
        if !comparison.levels.iter().any(tells) {
            warn(
                "says_nothing",
                format!(
                    "De vergelijking {} zegt bijna niets: gelijke waarden komen bij willekeurige rijen bijna even vaak voor.",
                    comparison.name
                ),
            );
        }
    }
    dependence(run, &mut warn);
    if run.cut.links == 0 && threshold::hopeless(&run.curve) {
        warn(
            "hopeless",
            "Bij geen enkele grens is naar verwachting minstens de helft van de koppelingen goed. Daarom is er niets gekoppeld: in deze \
             kolommen staat te weinig om rijen aan te herkennen."
                .to_owned(),
        );
    }
    if rows > 0 {
        let step = rows.div_ceil(LOOKED_AT);
        let (none, looked) = (every(run, step).len(), rows.div_ceil(step));
        if none * 10 > looked {
            let share = 100.0 * none as f64 / looked as f64;
            warn("unlinkable", format!("{share:.0} % van de rijen heeft te weinig ingevuld om ooit gekoppeld te worden."));
        }
    }
    let separated: u64 = run.blocking.iter().map(|rule| rule.separated).sum();
    if separated > run.compared {
        warn(
            "separated",
            format!(
                "Grote groepen zijn gesplitst: {separated} paren zijn daardoor niet door die regel bij elkaar gebracht. Zie het overzicht per regel."
            ),
        );
    }
    warnings
}

fn training_pairs(run: &Run) -> f64 {
    crate::model::sample::all_pairs(&run.data.store)
}

/// Whether the model, which takes comparisons as independent within a kind of pair, explains how often patterns occur.
fn dependence(run: &Run, warn: &mut dyn FnMut(&'static str, String)) {
    if run.patterns.is_empty() {
        return;
    }
    let misfit = misfit(run);
    if misfit > 0.25 {
        let share = misfit * 100.0;
        warn(
            "dependence",
            format!(
                "Het model verklaart {share:.0} % van de patronen bij de koppelingen niet: kolommen hangen sterker samen dan het model aanneemt. De kansen zijn minder betrouwbaar."
            ),
        );
    }
}

/// The share of likely matches whose patterns occur more often than the model expects.
#[must_use]
pub fn misfit(run: &Run) -> f64 {
    let fit = crate::model::em::fit(&run.model, &run.patterns, training_pairs(run));
    if fit.matches > 0.0 { fit.surplus / fit.matches } else { 0.0 }
}
