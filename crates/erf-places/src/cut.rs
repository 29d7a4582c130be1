// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From which chance a match is certain, where a region sets that itself. Pure, but for the two functions that keep it.
//!
//! The matcher decides with its own cut. A region that sets another changes that decision afterwards: certain links below a
//! higher cut become unsure; unsure links above a lower cut become certain, but only where nothing but the chance made the
//! matcher doubt. A near rival stays a doubt at any cut.

use erf_store::{StoreError, Tx, setting};

use crate::{
    matching::weights,
    verdict::{Candidate, Decision},
};

/// The cut of the matcher itself, which holds until a region sets another.
pub const OWN: f64 = weights::CERTAIN;
/// Below this one in five links would be wrong: more than anybody would still call certain.
pub const LOWEST: f64 = 0.80;
/// Above this nearly everything is left to people, and the chances are not that exact.
pub const HIGHEST: f64 = 0.995;
/// The cuts that the page explains, from low to high.
pub const SHOWN: [f64; 6] = [0.80, 0.90, OWN, 0.97, 0.99, HIGHEST];

const NAME: &str = "koppelgrens";

/// Whether a region may set this.
pub fn allowed(cut: f64) -> bool {
    (LOWEST..=HIGHEST).contains(&cut)
}

/// The cut a region set; nothing when it set none.
pub async fn kept(tx: &mut Tx) -> Result<Option<f64>, StoreError> {
    Ok(setting::get::<f64>(tx, NAME).await?.filter(|cut| allowed(*cut)))
}

/// Keeps the cut of a region.
pub async fn keep(tx: &mut Tx, cut: f64) -> Result<(), StoreError> {
    setting::set(tx, NAME, &cut).await
}

/// What the matcher's decision becomes under the cut of a region; `candidates` best first.
pub fn decide(automatic: Decision, candidates: &[Candidate], cut: f64) -> Decision {
    let Some(best) = candidates.first() else { return automatic };
    let chance = best.evidence.probability();
    match automatic {
        Decision::Certain if chance < cut => Decision::Unsure,
        Decision::Unsure if chance >= cut && chance < OWN && !has_rival(candidates) => Decision::Certain,
        _ => automatic,
    }
}

fn has_rival(candidates: &[Candidate]) -> bool {
    let [best, others @ ..] = candidates else { return false };
    let near = |other: &&Candidate| best.evidence.total() - other.evidence.total() < weights::MARGIN;
    others.iter().filter(|other| other.target_kind == best.target_kind).any(|other| near(&other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use erf_base::Evidence;

    fn candidate(chance: f64) -> Candidate {
        Candidate {
            target_kind: "address".into(),
            target_id: "a".into(),
            label: String::new(),
            place: None,
            municipality: None,
            evidence: Evidence::starting_at((chance / (1.0 - chance)).log2()),
        }
    }

    fn check(automatic: Decision, chances: &[f64], cut: f64, expected: Decision) {
        let candidates: Vec<Candidate> = chances.iter().map(|chance| candidate(*chance)).collect();
        assert_eq!(decide(automatic, &candidates, cut), expected, "{automatic:?} {chances:?} {cut}");
    }

    #[test]
    fn a_higher_cut_leaves_more_to_people() {
        check(Decision::Certain, &[0.96], 0.98, Decision::Unsure);
        check(Decision::Certain, &[0.99], 0.98, Decision::Certain);
    }

    #[test]
    fn a_lower_cut_takes_what_only_its_chance_kept_out() {
        check(Decision::Unsure, &[0.92], 0.90, Decision::Certain);
        check(Decision::Unsure, &[0.92, 0.85], 0.90, Decision::Unsure);
        check(Decision::Unsure, &[0.99, 0.98], 0.90, Decision::Unsure);
        check(Decision::Unsure, &[0.85], 0.90, Decision::Unsure);
        check(Decision::None, &[0.92], 0.90, Decision::None);
    }

    #[test]
    fn the_cut_of_the_matcher_changes_nothing() {
        for (automatic, chance) in [(Decision::Certain, 0.96), (Decision::Unsure, 0.94), (Decision::None, 0.2)] {
            check(automatic, &[chance], OWN, automatic);
        }
    }

    #[test]
    fn what_a_region_may_set_has_bounds() {
        assert!(allowed(LOWEST) && allowed(HIGHEST) && !allowed(0.5) && !allowed(1.0) && !allowed(f64::NAN));
    }
}
