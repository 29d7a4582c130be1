// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Totals of a scan: what may be kept and told when the places are gone.

use std::collections::{BTreeMap, BTreeSet};

use erf_base::{MunicipalityCode, figure::wilson_interval};
use serde::{Deserialize, Serialize};

use crate::{
    indicator::Reading,
    model::{Band, Scored},
    rules,
    scan::Asked,
};

/// Totals of a scan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Version of the rules, see [`rules::VERSION`].
    pub rules: String,
    /// Seed of every draw.
    pub seed: u64,
    /// How many places can be visited.
    pub capacity: u32,
    /// Places in scope.
    pub places: u32,
    /// Places in the area but not in scope, by reason: `alleen-woning`, `andere-soort`.
    pub left_out: BTreeMap<String, u32>,
    /// Places per band; all four are there.
    pub per_band: BTreeMap<Band, u32>,
    /// Places per kind.
    pub per_kind: BTreeMap<String, u32>,
    /// Places per number of points.
    pub points: BTreeMap<i32, u32>,
    /// Borders between bands, best first. A border without places with points on both sides is left out.
    pub borders: Vec<Border>,
    /// What the indicators of the card answered, in the order of the card.
    pub indicators: Vec<IndicatorTotals>,
    /// Places proposed for a visit.
    pub proposed: u32,
    /// Of those, drawn at random.
    pub random: u32,
    /// The chance each place had of being drawn at random.
    pub chance: f64,
    /// How many of 100 visits will find nothing.
    pub expected: Expected,
}

/// Where two bands meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Border {
    /// The better band.
    pub better: Band,
    /// The band after it.
    pub worse: Band,
    /// Points of the last place of the better band.
    pub points: i32,
    /// Points of the first place after it.
    pub next: i32,
    /// How many places have the points of that last place.
    pub equals: u32,
    /// How many of those came before the border. Fewer than `equals`: a draw decided who.
    pub drawn_in: u32,
}

impl Border {
    /// The border after the first `end` places of the order, if places with points lie on both sides.
    pub fn at(scored: &[Scored], end: usize, better: Band, worse: Band) -> Option<Self> {
        let points = scored.get(end.checked_sub(1)?)?.points;
        let next = scored.get(end)?.points;
        if next <= 0 {
            return None;
        }
        let count = |places: &[Scored]| places.iter().filter(|one| one.points == points).count() as u32;
        Some(Self { better, worse, points, next, equals: count(scored), drawn_in: count(&scored[..end]) })
    }
}

/// What an indicator answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// It is so.
    pub present: u32,
    /// It is so and counted.
    pub counted: u32,
    /// It was looked at and is not so.
    pub absent: u32,
    /// Nobody told us.
    pub unknown: u32,
    /// It is not about places of this kind.
    pub not_applicable: u32,
}

impl Answers {
    /// Counts an answer.
    pub fn count(&mut self, reading: &Reading) {
        match reading {
            Reading::NotApplicable => self.not_applicable += 1,
            Reading::Unknown(_) => self.unknown += 1,
            Reading::Absent => self.absent += 1,
            Reading::Present(_) => self.present += 1,
        }
    }

    /// Adds the answers for other places.
    pub fn add(&mut self, other: &Self) {
        self.present += other.present;
        self.counted += other.counted;
        self.absent += other.absent;
        self.unknown += other.unknown;
        self.not_applicable += other.not_applicable;
    }
}

/// An indicator of the card with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorTotals {
    /// Code.
    pub code: String,
    /// Version of the indicator.
    pub version: u32,
    /// Points on the card.
    pub points: i32,
    /// Answers.
    #[serde(flatten)]
    pub answers: Answers,
}

/// What earlier visits of this variant found: the only ground to say what the next will find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseRate {
    /// Visits to places drawn at random that found something, of how many.
    pub random: (u64, u64),
    /// Visits to the best of the list that found something, of how many.
    pub top: Option<(u64, u64)>,
    /// Where those visits were; `None` in scans of before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
}

impl BaseRate {
    /// What was found together with what later visits found; where it was is told of the earlier ones.
    pub fn and(self, later: Self) -> Self {
        let both = |(a, b): (u64, u64), (c, d): (u64, u64)| (a + c, b + d);
        let top = match (self.top, later.top) {
            (Some(earlier), Some(later)) => Some(both(earlier, later)),
            (earlier, later) => earlier.or(later),
        };
        Self { random: both(self.random, later.random), top, seen: self.seen.or(later.seen) }
    }
}

/// Where visits were: what they found there need not hold elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// In how many municipalities.
    pub municipalities: u64,
    /// The only one, when there is one.
    pub only: Option<MunicipalityCode>,
}

impl Seen {
    /// Of the municipalities of visits; visits to places without one do not say where they were.
    pub fn of(municipalities: impl IntoIterator<Item = MunicipalityCode>) -> Option<Self> {
        let all: BTreeSet<MunicipalityCode> = municipalities.into_iter().collect();
        let only = all.first().copied().filter(|_| all.len() == 1);
        (!all.is_empty()).then_some(Self { municipalities: all.len() as u64, only })
    }
}

/// How many of 100 visits are expected to end without a signal; an advice is no signal. Unknown without visits drawn at random.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// Of 100 visits; `None` is unknown.
    pub nothing: Option<f64>,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// On how many earlier visits it rests.
    pub visits: u64,
    /// Where those were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
}

impl Expected {
    /// The expectation for a proposal with this share drawn at random.
    ///
    /// The random part finds what the random visits found. The rest finds what the best of earlier lists found, and as long as
    /// nobody measured that, no more than the random part. The interval joins the ends of both Wilson intervals, which is wide
    /// rather than narrow.
    pub fn of(rate: Option<BaseRate>, random_share: f64) -> Self {
        let Some(BaseRate { random, top, seen }) = rate else { return Self::default() };
        let top = top.filter(|(_, visits)| *visits > 0);
        let (Some(drawn), Some(best)) = (wilson_interval(random.0, random.1), wilson_of(top.unwrap_or(random))) else {
            return Self::default();
        };
        let nothing = |drawn: f64, best: f64| 100.0 * (1.0 - random_share * drawn - (1.0 - random_share) * best);
        let rate = |(hits, visits): (u64, u64)| hits as f64 / visits as f64;
        Self {
            nothing: Some(nothing(rate(random), rate(top.unwrap_or(random)))),
            interval: Some((nothing(drawn.1, best.1), nothing(drawn.0, best.0))),
            visits: random.1 + top.map_or(0, |(_, visits)| visits),
            seen,
        }
    }
}

fn wilson_of((hits, visits): (u64, u64)) -> Option<(f64, f64)> {
    wilson_interval(hits, visits)
}

/// The totals of places in order.
pub(crate) fn of(
    asked: &Asked<'_>,
    scored: &[Scored],
    left_out: BTreeMap<String, u32>,
    borders: Vec<Border>,
    answers: Vec<Answers>,
    chance: f64,
) -> Summary {
    let mut per_band = BTreeMap::from([Band::A, Band::B, Band::C, Band::D].map(|band| (band, 0)));
    let (mut per_kind, mut points) = (BTreeMap::<String, u32>::new(), BTreeMap::new());
    for one in scored {
        *per_band.entry(one.band).or_default() += 1;
        *points.entry(one.points).or_default() += 1;
        match per_kind.get_mut(&one.kind) {
            Some(count) => *count += 1,
            None => drop(per_kind.insert(one.kind.clone(), 1)),
        }
    }
    let count = |yes: fn(&Scored) -> bool| scored.iter().filter(|one| yes(one)).count() as u32;
    Summary {
        rules: rules::VERSION.to_owned(),
        seed: asked.order.seed,
        capacity: asked.order.capacity,
        places: scored.len() as u32,
        left_out,
        per_band,
        per_kind,
        points,
        borders,
        indicators: asked.card.entries.iter().zip(answers).map(totals).collect(),
        proposed: count(|one| one.proposed),
        random: count(|one| one.random),
        chance,
        expected: Expected::of(asked.base_rate, asked.order.random_share),
    }
}

fn totals((entry, answers): (&crate::card::Entry, Answers)) -> IndicatorTotals {
    IndicatorTotals { code: entry.code.clone(), version: entry.version, points: entry.points, answers }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_random_visits_the_expectation_is_unknown() {
        assert_eq!(Expected::of(None, 0.2), Expected::default());
        assert_eq!(Expected::of(Some(BaseRate { random: (0, 0), top: Some((3, 10)), seen: None }), 0.2).nothing, None);
    }

    /// By hand: 1 of 50 at random and 8 of 100 of the best: 0.2 x 0.02 + 0.8 x 0.08 = 6.8 of 100 find something.
    #[test]
    fn the_expectation_mixes_both_parts_of_a_proposal() {
        let found = Expected::of(Some(BaseRate { random: (1, 50), top: Some((8, 100)), seen: None }), 0.2);
        assert!((found.nothing.unwrap() - 93.2).abs() < 1e-9);
        let (low, high) = found.interval.unwrap();
        assert!(low < 93.2 && 93.2 < high && found.visits == 150);
        let only_random = Expected::of(Some(BaseRate { random: (1, 50), top: None, seen: None }), 0.2);
        assert!((only_random.nothing.unwrap() - 98.0).abs() < 1e-9);
    }
}
