// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Whether a proposal falls on some kinds of places or neighbourhoods more than their number explains.
//!
//! With many groups some differ by chance alone: of a hundred groups that are alike, five fall outside a 95 % interval. So
//! beside the plain comparison of intervals each group gets an exact test, corrected for their number after Holm. A
//! difference is a reason to look at the card; it need not be wrong.

use std::collections::BTreeMap;

use erf_base::figure::wilson_interval;
use serde::{Deserialize, Serialize};

use crate::{
    model::Scored,
    statistics::{Distribution, holm},
};

/// Shares of a proposal beside shares of all places in scope.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Shares {
    /// Per kind of place.
    pub kinds: Vec<Share>,
    /// Per neighbourhood; `None` is the places in no known neighbourhood.
    pub neighbourhoods: Vec<Share>,
}

/// The share of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Kind or code of the neighbourhood.
    pub group: Option<String>,
    /// Places of the group in scope.
    pub places: u64,
    /// Places of the group proposed.
    pub proposed: u64,
    /// Share of all places.
    pub of_places: f64,
    /// 95 % Wilson interval of that share.
    pub of_places_interval: Option<(f64, f64)>,
    /// Share of the proposal; `None` when nothing is proposed.
    pub of_proposed: Option<f64>,
    /// 95 % Wilson interval of that share.
    pub of_proposed_interval: Option<(f64, f64)>,
    /// Whether both intervals have nothing in common.
    pub apart: bool,
    /// Chance of a difference like this when the proposal were drawn at random (exact, two-sided).
    pub p: f64,
    /// Whether it still stands after the correction of Holm over all groups of the table, at 5 %.
    pub stands_out: bool,
}

/// Shares of the proposed places per kind and neighbourhood, groups by code. Cost: linear in places, and for each group linear
/// in its size or the proposal's.
pub fn shares(scored: &[Scored]) -> Shares {
    Shares { kinds: table(scored, |one| Some(one.kind.as_str())), neighbourhoods: table(scored, |one| one.neighbourhood.as_deref()) }
}

fn table<'a>(scored: &'a [Scored], group: impl Fn(&'a Scored) -> Option<&'a str>) -> Vec<Share> {
    let mut groups: BTreeMap<Option<&str>, (u64, u64)> = BTreeMap::new();
    for one in scored {
        let (places, proposed) = groups.entry(group(one)).or_default();
        *places += 1;
        *proposed += u64::from(one.proposed);
    }
    let all = (scored.len() as u64, scored.iter().filter(|one| one.proposed).count() as u64);
    let mut table: Vec<Share> = groups.into_iter().map(|(group, counts)| share(group, counts, all)).collect();
    let p: Vec<f64> = table.iter().map(|share| share.p).collect();
    table.iter_mut().zip(holm(&p, 0.05)).for_each(|(share, stands)| share.stands_out = stands);
    table
}

fn share(group: Option<&str>, (places, proposed): (u64, u64), (all_places, all_proposed): (u64, u64)) -> Share {
    let (of_places, of_proposed) = (wilson_interval(places, all_places), wilson_interval(proposed, all_proposed));
    let apart = of_places.zip(of_proposed).is_some_and(|((low, high), (from, to))| high < from || to < low);
    Share {
        group: group.map(str::to_owned),
        places,
        proposed,
        of_places: places as f64 / all_places as f64,
        of_places_interval: of_places,
        of_proposed: (all_proposed > 0).then(|| proposed as f64 / all_proposed as f64),
        of_proposed_interval: of_proposed,
        apart,
        p: Distribution::hypergeometric(all_places, places, all_proposed).two_sided(proposed),
        stands_out: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Trial, many};

    #[test]
    fn a_proposal_of_one_kind_only_stands_out() {
        let mut trial = Trial::new(&[("L01", 3)], &[vec!["p"; 40], vec!["a"; 60]].concat());
        trial.region.places[..40].iter_mut().for_each(|place| place.kind = "unit".into());
        let found = shares(&trial.run(30, 0.0, 1).scored).kinds;
        assert_eq!(
            found.iter().map(|share| (share.group.as_deref(), share.places, share.proposed)).collect::<Vec<_>>(),
            [(Some("erf"), 60, 0), (Some("unit"), 40, 30)]
        );
        assert!(found.iter().all(|share| share.apart && share.stands_out && share.p < 1e-9));
        assert_eq!(found[1].of_proposed, Some(1.0));
    }

    #[test]
    fn a_proposal_drawn_at_random_does_not() {
        let mut trial = Trial::new(&[("L01", 3)], &many(400, 1));
        trial.region.places.iter_mut().enumerate().for_each(|(n, place)| place.kind = ["erf", "unit", "perceel"][n % 3].into());
        let found = shares(&trial.run(60, 1.0, 3).scored);
        assert!(found.kinds.iter().all(|share| !share.apart && !share.stands_out));
        assert_eq!((found.neighbourhoods.len(), found.neighbourhoods[0].p), (1, 1.0));
    }

    #[test]
    fn nothing_proposed_is_unknown_and_nothing_in_scope_is_empty() {
        let found = shares(&Trial::new(&[("L01", 3)], &["p", "a"]).run(0, 0.2, 1).scored);
        assert_eq!((found.kinds[0].of_proposed, found.kinds[0].of_proposed_interval, found.kinds[0].stands_out), (None, None, false));
        assert_eq!(shares(&[]), Shares::default());
    }
}
