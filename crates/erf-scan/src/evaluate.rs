// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Does the card help? What it finds beside chance and beside the simplest list there is, and what recorded visits say.
//!
//! The first half needs a truth nobody has but a demo: which places hide something. The second half works on the visits of
//! real scans, because a share of each proposal was drawn at random.

use std::collections::{BTreeMap, BTreeSet};

use erf_base::{MunicipalityCode, RdPoint};
use erf_spatial::grid;
use serde::{Deserialize, Serialize};

use crate::{
    draw::{self, Purpose},
    measure::drug_dumps,
    model::Scored,
    region::{Fact, Kind, Region},
    statistics::{Distribution, difference, wilson},
    summary::BaseRate,
};

/// What is held against the truth.
#[derive(Clone, Copy)]
pub struct Contest<'a> {
    /// Every place in scope, best first.
    pub scored: &'a [Scored],
    /// Places that hide something.
    pub truth: &'a BTreeSet<String>,
    /// Earlier incidents per place, see [`incidents`].
    pub incidents: &'a BTreeMap<String, u32>,
    /// Visits per municipality.
    pub visits: u32,
    /// Share of a proposal that is drawn at random.
    pub random_share: f64,
    /// Seed of the draws.
    pub seed: u64,
}

/// What a number of visits to a municipality finds, by four ways to choose them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// Municipality; `None` is all together.
    pub municipality: Option<MunicipalityCode>,
    /// Places in scope.
    pub places: u64,
    /// Of those, places that hide something.
    pub hidden: u64,
    /// Visits: as many as asked, or all places.
    pub visits: u64,
    /// The best of the card.
    pub card: Finds,
    /// What the program proposes: the best of the card with a share drawn at random.
    pub proposal: Finds,
    /// Drawn at random: the expectation, and the range of 95 % of all draws.
    pub random: Finds,
    /// Most earlier incidents first, equals drawn.
    pub incidents: Finds,
    /// Chance that visits drawn at random find as many as the card or more.
    pub by_chance: f64,
}

/// True finds of a number of visits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Finds {
    /// Places that hide something, found.
    pub found: f64,
    /// 95 % interval: for chosen visits Wilson's (what such visits would find elsewhere), for random ones that of the draw.
    pub interval: (f64, f64),
    /// Visits that find nothing.
    pub nothing: f64,
}

impl Finds {
    fn chosen(found: u64, visits: u64) -> Self {
        let (n, found) = (visits as f64, found as f64);
        let (low, high) = wilson(found / n, n).unwrap_or((0.0, 0.0));
        Self { found, interval: (low * n, high * n), nothing: n - found }
    }

    fn random(draw: &Distribution, visits: u64) -> Self {
        Self { found: draw.mean(), interval: draw.interval(), nothing: visits as f64 - draw.mean() }
    }
}

/// Counts of a municipality, before intervals.
struct Counts {
    places: u64,
    hidden: u64,
    visits: u64,
    card: u64,
    proposal: u64,
    incidents: u64,
    random: Distribution,
}

impl Counts {
    fn of(contest: &Contest<'_>, places: &[&Scored]) -> Self {
        let visits = places.len().min(contest.visits as usize);
        let hides = |one: &&&Scored| contest.truth.contains(&one.place);
        let hidden = places.iter().filter(hides).count() as u64;
        let keys: Vec<u64> = places.iter().map(|one| draw::key(contest.seed, Purpose::Sample, &one.place)).collect();
        // As many visits as by any other way, also when fewer places have points.
        let proposal = draw::propose(&keys, visits, contest.random_share, places.len()).proposed;
        let mut by_incidents: Vec<&&Scored> = places.iter().collect();
        let turn = |one: &Scored| {
            let count = contest.incidents.get(&one.place).copied().unwrap_or(0);
            (std::cmp::Reverse(count), draw::key(contest.seed, Purpose::Incidents, &one.place))
        };
        by_incidents.sort_by_cached_key(|one| turn(one));
        Self {
            places: places.len() as u64,
            hidden,
            visits: visits as u64,
            card: places.iter().take(visits).filter(hides).count() as u64,
            proposal: places.iter().zip(proposal).filter(|(one, proposed)| *proposed && hides(one)).count() as u64,
            incidents: by_incidents.into_iter().take(visits).filter(hides).count() as u64,
            random: Distribution::hypergeometric(places.len() as u64, hidden, visits as u64),
        }
    }

    fn nothing() -> Self {
        Self { places: 0, hidden: 0, visits: 0, card: 0, proposal: 0, incidents: 0, random: Distribution::exactly(0) }
    }

    fn plus(&self, other: &Self) -> Self {
        Self {
            places: self.places + other.places,
            hidden: self.hidden + other.hidden,
            visits: self.visits + other.visits,
            card: self.card + other.card,
            proposal: self.proposal + other.proposal,
            incidents: self.incidents + other.incidents,
            random: self.random.plus(&other.random),
        }
    }

    fn trial(&self, municipality: Option<MunicipalityCode>) -> Trial {
        let chosen = |found| Finds::chosen(found, self.visits);
        Trial {
            municipality,
            places: self.places,
            hidden: self.hidden,
            visits: self.visits,
            card: chosen(self.card),
            proposal: chosen(self.proposal),
            random: Finds::random(&self.random, self.visits),
            incidents: chosen(self.incidents),
            by_chance: self.random.at_least(self.card),
        }
    }
}

/// What the card finds beside chance and beside earlier incidents: a line per municipality by code, then all together.
/// Places without municipality are left out. Cost: a sort of the places.
pub fn contest(contest: &Contest<'_>) -> Vec<Trial> {
    let mut by_municipality: BTreeMap<MunicipalityCode, Vec<&Scored>> = BTreeMap::new();
    for one in contest.scored {
        if let Some(code) = one.municipality {
            by_municipality.entry(code).or_default().push(one);
        }
    }
    let counts: Vec<_> = by_municipality.iter().map(|(code, places)| (*code, Counts::of(contest, places))).collect();
    let all = counts.iter().fold(Counts::nothing(), |sum, (_, one)| sum.plus(one));
    let mut trials: Vec<Trial> = counts.iter().map(|(code, one)| one.trial(Some(*code))).collect();
    trials.push(all.trial(None));
    trials
}

/// How many places that hide something the scan could not list at all.
pub fn out_of_scope(scored: &[Scored], truth: &BTreeSet<String>) -> usize {
    let listed: BTreeSet<&str> = scored.iter().map(|one| one.place.as_str()).collect();
    truth.iter().filter(|place| !listed.contains(place.as_str())).count()
}

/// Earlier incidents per place: known finds and tested reports on the place itself, and dumps of drug waste there or within `near`
/// metres, each dump once. All within the window of the region. Places without any are not in the answer.
pub fn incidents(region: &Region, near: f64) -> BTreeMap<String, u32> {
    let dumps = Dumps::of(region, near);
    let count = |place: &crate::region::Place| {
        let own = &region.facts[place.facts.start as usize..place.facts.end as usize];
        let is_own = |fact: &&Fact| matches!(fact.kind, Kind::Find | Kind::TestedReport);
        own.iter().filter(is_own).count() as u32 + dumps.near(place.at)
    };
    region.places.iter().map(|place| (place.id.clone(), count(place))).filter(|(_, count)| *count > 0).collect()
}

/// Dumps of drug waste, by cell.
struct Dumps {
    near: f64,
    cells: BTreeMap<i64, Vec<RdPoint>>,
}

impl Dumps {
    fn of(region: &Region, near: f64) -> Self {
        let near = near.max(1.0);
        let mut cells: BTreeMap<i64, Vec<RdPoint>> = BTreeMap::new();
        for at in drug_dumps(region).into_iter().filter_map(|(_, fact)| fact.at) {
            cells.entry(grid::cell(at, near)).or_default().push(at);
        }
        Self { near, cells }
    }

    fn near(&self, at: RdPoint) -> u32 {
        if self.cells.is_empty() {
            return 0;
        }
        let own = grid::cell(at, self.near);
        let cells = std::iter::once(own).chain(grid::neighbours(own));
        let points = cells.filter_map(|cell| self.cells.get(&cell)).flatten();
        points.filter(|point| point.distance(at) <= self.near).count() as u32
    }
}

/// How a visit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// Nothing.
    #[serde(rename = "niets")]
    Nothing,
    /// Advice was given.
    #[serde(rename = "advies")]
    Advice,
    /// Something that does not add up.
    #[serde(rename = "signaal")]
    Signal,
}

/// A visit that took place. Nobody at home is no visit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Visit {
    /// Whether the place was drawn at random.
    pub random: bool,
    /// The chance it had of that.
    pub chance: f64,
    /// How it ended.
    pub ending: Ending,
}

/// A share of visits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Visits.
    pub visits: u64,
    /// Of those, with this ending.
    pub found: u64,
    /// The share; `None` is unknown.
    pub share: Option<f64>,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
}

/// Whether the list finds more than chance does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Too few visits on one side to say.
    #[default]
    #[serde(rename = "onbekend")]
    Unknown,
    /// More.
    #[serde(rename = "beter")]
    Better,
    /// The difference may be chance.
    #[serde(rename = "geen-verschil")]
    NoDifference,
    /// Less.
    #[serde(rename = "slechter")]
    Worse,
}

/// What recorded visits say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Among all places in scope: the unbiased estimate from the places drawn at random.
    pub all: Estimate,
    /// Among the best of the list.
    pub top: Estimate,
    /// Share among the best minus share among those drawn, with 95 % interval (Newcombe).
    pub difference: Option<(f64, (f64, f64))>,
    /// In a word.
    pub verdict: Verdict,
}

/// Measures with recorded visits how often an ending, or a heavier one, comes up.
///
/// Each place drawn at random weighs the inverse of its chance, so that scans with other shares may be put together (the
/// estimator of Hájek; with equal chances the plain share). The interval is Wilson's for the effective number of visits
/// (L. Kish, "Survey Sampling", 1965: the square of the sum of weights by the sum of their squares). Places that were drawn and
/// not visited are missing: when those differ from the others, so does the truth.
pub fn measure(visits: &[Visit], at_least: Ending) -> Measured {
    let drawn: Vec<&Visit> = visits.iter().filter(|visit| visit.random && visit.chance > 0.0).collect();
    let top: Vec<&Visit> = visits.iter().filter(|visit| !visit.random).collect();
    let all = estimate(&drawn, at_least, |visit| 1.0 / visit.chance);
    let top = estimate(&top, at_least, |_| 1.0);
    let difference = difference((top.found, top.visits), (all.found, all.visits));
    let verdict = match difference {
        None => Verdict::Unknown,
        Some((_, (low, _))) if low > 0.0 => Verdict::Better,
        Some((_, (_, high))) if high < 0.0 => Verdict::Worse,
        Some(_) => Verdict::NoDifference,
    };
    Measured { all, top, difference, verdict }
}

fn estimate(visits: &[&Visit], at_least: Ending, weight: impl Fn(&Visit) -> f64) -> Estimate {
    let is_found = |visit: &&&Visit| visit.ending >= at_least;
    let total: f64 = visits.iter().map(|visit| weight(visit)).sum();
    let squares: f64 = visits.iter().map(|visit| weight(visit).powi(2)).sum();
    let found: f64 = visits.iter().filter(is_found).map(|visit| weight(visit)).sum();
    let share = (!visits.is_empty()).then(|| found / total);
    Estimate {
        visits: visits.len() as u64,
        found: visits.iter().filter(is_found).count() as u64,
        share,
        interval: share.and_then(|share| wilson(share, total * total / squares)),
    }
}

/// What recorded visits say for the next scan; `None` without visits drawn at random.
pub fn base_rate(visits: &[Visit], at_least: Ending) -> Option<BaseRate> {
    let Measured { all, top, .. } = measure(visits, at_least);
    let top = (top.visits > 0).then_some((top.found, top.visits));
    (all.visits > 0).then_some(BaseRate { random: (all.found, all.visits), top, seen: None })
}

#[cfg(test)]
#[path = "evaluate_tests.rs"]
mod tests;
