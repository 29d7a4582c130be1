// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Weights learned from the rows of one delivery, without anybody saying which links are right.
//!
//! Each row shows a few addresses that it may speak of, each with a level per comparison. A row speaks of **at most one** of
//! them: given the weights, its chance is divided over its candidates and "something else", and the next weights follow from
//! those parts. Source: I. P. Fellegi and A. B. Sunter, "A theory for record linkage", JASA 64 (1969), with
//! expectation-maximisation (A. P. Dempster, N. M. Laird and D. B. Rubin, JRSS B 39, 1977) over counted patterns; one target a
//! row as in M. Sadinle, "Bayesian estimation of bipartite matchings for record linkage", JASA 112 (2017).
//!
//! Rows that the starting weights leave in doubt between two candidates teach nothing: whether the street or the postcode is
//! the one that is wrong, or whether a suffix was left out, would be decided by the guess itself, and each round would believe
//! it more. They are decided by what the other rows show; and of a row that teaches, what is left for other candidates teaches
//! nothing either. What learning fails on: a delivery in which most rows are wrong in the same way.
//!
//! Cost: patterns times candidates times comparisons, a round; tens of rounds.

use std::collections::BTreeMap;

use super::{
    chances::Chances,
    levels::{self, COMPARISONS, Table},
};

/// "Not compared", as the level of a comparison.
pub const ABSENT: u8 = u8::MAX;
/// So many rows with the hand-set weights count as seen before.
const BELIEF: f64 = 15.0;
/// What is believed of the part of the rows with candidates that speaks of one of them, and for how many rows that counts.
const KNOWN: f64 = 0.8;
const BELIEF_KNOWN: f64 = 4.0;
/// The same for the towns of a delivery.
const BELIEF_TOWN: f64 = 30.0;
/// However many rows say so, not more than this part of the rows is believed to speak of an address we know.
const MOST_KNOWN: f64 = 0.998;
/// What is seen between a row and its address is never less than this part of what was believed.
const LEAST_OF_BELIEF: f64 = 0.005;
/// A row teaches when the others together have no more than this part of the chance of all candidates.
const DOUBT: f64 = 0.02;
const ROUNDS: u32 = 100;
const ENOUGH: f64 = 1e-5;

/// A candidate of a row, without its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CandidatePattern {
    /// Candidates of one row with the same number lie on the same place.
    pub place: u32,
    /// The town it lies in.
    pub town: u32,
    /// Hundredths of bits that are not learned: identifiers, frequency.
    pub fixed: i32,
    /// The level of each comparison, or [`ABSENT`].
    pub levels: [u8; COMPARISONS.len()],
}

/// What a row shows. Rows with the same pattern are counted, so that the order of rows cannot matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct RowPattern {
    /// Addresses, buildings and parcels that it may speak of.
    pub candidates: Vec<CandidatePattern>,
    /// Hundredths of bits of the best area that it may speak of.
    pub area: Option<i32>,
}

/// Patterns with how often they were seen.
pub type Patterns = BTreeMap<RowPattern, u64>;

/// Weights, learned or believed.
#[derive(Debug, Clone)]
pub struct Weights {
    /// What is seen between a row and its true address.
    pub m: Table,
    /// What is seen between strangers.
    pub u: Table,
    /// Bits per level, to a hundredth.
    pub bits: Table,
    /// Where the sum of an address starts.
    pub prior: f64,
    /// Bits for the town, by town, to a hundredth.
    pub towns: Vec<f64>,
    /// How often each level was seen of a true address, as far as can be told.
    pub seen: Table,
    /// Rounds it took; 0 when nothing was learned.
    pub rounds: u32,
    /// Whether they came to rest.
    pub converged: bool,
}

impl Weights {
    /// The weights that were set by hand, in a region of this size.
    pub fn believed(chances: &Chances) -> Self {
        let none = levels::table(|_| 0.0);
        Self::from(chances, levels::belief(), KNOWN, vec![0.0; chances.town_share.len()], none)
    }

    fn from(chances: &Chances, m: Table, known: f64, towns: Vec<f64>, seen: Table) -> Self {
        let bits = m.iter().zip(&chances.u).map(|(m, u)| m.iter().zip(u).map(|(m, u)| hundredth((m / u).log2())).collect()).collect();
        let prior = hundredth((known / (1.0 - known)).log2() - chances.size);
        Self { m, u: chances.u.clone(), bits, prior, towns, seen, rounds: 0, converged: true }
    }

    /// The sum of a candidate in bits.
    pub fn total(&self, candidate: &CandidatePattern) -> f64 {
        let compared = candidate.levels.iter().enumerate().filter(|(_, level)| **level != ABSENT);
        let bits: f64 = compared.map(|(comparison, level)| self.bits[comparison][usize::from(*level)]).sum();
        self.prior + f64::from(candidate.fixed) / 100.0 + bits + self.towns.get(candidate.town as usize).copied().unwrap_or(0.0)
    }
}

/// Rounds to a hundredth: what a page shows adds up, and the last bits of a logarithm do not matter.
pub fn hundredth(bits: f64) -> f64 {
    (bits * 100.0).round() / 100.0
}

/// Learns from patterns.
pub fn learn(patterns: &Patterns, chances: &Chances) -> Weights {
    let believed = Weights::believed(chances);
    let lessons: Vec<Lesson<'_>> =
        patterns.iter().filter_map(|(row, n)| Some(Lesson { row, best: lesson(row, &believed)?, n: *n as f64 })).collect();
    let (mut weights, mut round, mut change) = (believed.clone(), 0, f64::INFINITY);
    let mut parts = Parts::of(&lessons, &weights);
    while round < ROUNDS && change > ENOUGH {
        let next = parts.weights(chances, &believed.m);
        change = difference(&weights.m, &next.m).max((weights.prior - next.prior).abs() / 100.0);
        (weights, round) = (next, round + 1);
        parts = Parts::of(&lessons, &weights);
    }
    let towns = parts.towns(chances);
    Weights { towns, rounds: round, converged: change <= ENOUGH, ..weights }
}

/// The candidate of which a row teaches, when it leaves no doubt which that is.
fn lesson<'p>(row: &'p RowPattern, believed: &Weights) -> Option<&'p CandidatePattern> {
    let masses = row.candidates.iter().map(|candidate| believed.total(candidate).exp2());
    let (best, all) = masses
        .enumerate()
        .fold(((0, 0.0), 0.0), |(best, all), (at, mass): (usize, f64)| (if mass > best.1 { (at, mass) } else { best }, all + mass));
    let candidate = row.candidates.get(best.0)?;
    let compared = candidate.levels.iter().any(|level| *level != ABSENT);
    (compared && all - best.1 <= DOUBT * all).then_some(candidate)
}

/// A row that teaches, of which candidate, and how often it was seen.
struct Lesson<'p> {
    row: &'p RowPattern,
    best: &'p CandidatePattern,
    n: f64,
}

/// What the rows show when their chance is divided by the weights of one round.
struct Parts {
    counts: Table,
    towns: BTreeMap<u32, f64>,
    known: f64,
    rows: f64,
}

impl Parts {
    fn of(lessons: &[Lesson<'_>], weights: &Weights) -> Self {
        let mut parts = Self { counts: levels::table(|_| 0.0), towns: BTreeMap::new(), known: 0.0, rows: 0.0 };
        for Lesson { row, best, n } in lessons {
            parts.rows += n;
            let all: f64 = row.candidates.iter().map(|candidate| weights.total(candidate).exp2()).sum();
            parts.add(best, n * weights.total(best).exp2() / (1.0 + all));
        }
        parts
    }

    fn add(&mut self, candidate: &CandidatePattern, part: f64) {
        self.known += part;
        *self.towns.entry(candidate.town).or_default() += part;
        for (comparison, level) in candidate.levels.iter().enumerate().filter(|(_, level)| **level != ABSENT) {
            self.counts[comparison][usize::from(*level)] += part;
        }
    }

    fn weights(&self, chances: &Chances, believed: &Table) -> Weights {
        let m = self.counts.iter().zip(believed).map(|(counts, believed)| learned(counts, believed)).collect();
        let known = (self.known + BELIEF_KNOWN * KNOWN) / (self.rows + BELIEF_KNOWN);
        Weights::from(chances, m, known.min(MOST_KNOWN), vec![0.0; chances.town_share.len()], self.counts.clone())
    }

    /// Extra bits per town.
    fn towns(&self, chances: &Chances) -> Vec<f64> {
        let bits = |(town, share): (usize, &f64)| {
            let seen = self.towns.get(&(town as u32)).copied().unwrap_or(0.0);
            let here = (seen + BELIEF_TOWN * share) / (self.known + BELIEF_TOWN);
            if *share > 0.0 { hundredth((here / share).log2().clamp(-4.0, 4.0)) } else { 0.0 }
        };
        chances.town_share.iter().enumerate().map(bits).collect()
    }
}

fn learned(counts: &[f64], believed: &[f64]) -> Vec<f64> {
    let n: f64 = counts.iter().sum();
    let next = counts.iter().zip(believed).map(|(count, m)| ((count + BELIEF * m) / (n + BELIEF)).max(LEAST_OF_BELIEF * m));
    let next: Vec<f64> = next.collect();
    let sum: f64 = next.iter().sum();
    next.into_iter().map(|m| m / sum).collect()
}

fn difference(before: &Table, after: &Table) -> f64 {
    before.iter().flatten().zip(after.iter().flatten()).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A region in which strangers agree in one of 32, 16 and 8 on street, number and town; 1,024 addresses.
    fn chances() -> Chances {
        let mut u = levels::table(|level| level.u);
        for (comparison, share) in [(0, 1.0 / 32.0), (1, 1.0 / 16.0), (4, 1.0 / 8.0)] {
            let last = u[comparison].len() - 1;
            u[comparison].iter_mut().for_each(|level| *level = 1e-9);
            (u[comparison][0], u[comparison][last]) = (share, 1.0 - share);
        }
        Chances { u, size: 10.0, street_frequency: Vec::new(), town_share: vec![1.0] }
    }

    const SAME: [u8; 3] = [0, 0, 0];

    fn candidate(place: u32, [street, number, town]: [u8; 3]) -> CandidatePattern {
        CandidatePattern { place, town: 0, fixed: 0, levels: [street, number, ABSENT, ABSENT, town, ABSENT, ABSENT] }
    }

    fn row(candidates: Vec<CandidatePattern>) -> RowPattern {
        RowPattern { candidates, area: None }
    }

    /// Of 10,000 rows 6,000 speak of their candidate, of which 95, 90 and 80 in 100 agree on street, number and town; the others
    /// agree as strangers do. Every pattern is there as often as it is expected, so what comes back is known.
    #[test]
    fn what_made_the_rows_is_found_back() {
        let chances = Chances { size: 0.0, ..chances() };
        let (m, u) = ([0.95, 0.9, 0.8], [1.0 / 32.0, 1.0 / 16.0, 1.0 / 8.0]);
        let last = [COMPARISONS[0].len() as u8 - 1, 2, 2];
        let mut patterns = Patterns::new();
        for which in 0..8 {
            let agrees = |k: usize| which >> k & 1 == 0;
            let share = |p: [f64; 3]| (0..3).map(|k| if agrees(k) { p[k] } else { 1.0 - p[k] }).product::<f64>();
            let levels = std::array::from_fn(|k| if agrees(k) { 0 } else { last[k] });
            let n = (6_000.0 * share(m) + 4_000.0 * share(u)).round() as u64;
            patterns.insert(row(vec![candidate(0, levels)]), n);
        }
        let weights = learn(&patterns, &chances);
        assert!(weights.converged, "{} rounds", weights.rounds);
        for (comparison, expected) in [(0, 0.95), (1, 0.9), (4, 0.8)] {
            assert!((weights.m[comparison][0] - expected).abs() < 0.01, "{comparison}: {}", weights.m[comparison][0]);
        }
        let known = 1.0 / (1.0 + (-weights.prior).exp2());
        assert!((known - 0.6).abs() < 0.01, "{known}");
    }

    /// By hand: the two candidates weigh 8 and 1 against 1 for something else, so that 8 of 10 parts of the row go to the first,
    /// and what the second shows teaches nothing.
    #[test]
    fn a_row_speaks_of_at_most_one_of_its_candidates() {
        let mut weights = Weights::believed(&chances());
        weights.prior = 0.0;
        weights.bits = levels::table(|_| 0.0);
        weights.bits[0][0] = 3.0;
        let other = COMPARISONS[0].len() as u8 - 1;
        let row = row(vec![candidate(0, SAME), candidate(1, [other, 0, 0])]);
        let parts = Parts::of(&[Lesson { row: &row, best: &row.candidates[0], n: 1.0 }], &weights);
        assert!((parts.known - 0.8).abs() < 1e-12);
        assert!((parts.counts[0][0] - 0.8).abs() < 1e-12);
        assert_eq!(parts.counts[0][usize::from(other)], 0.0);
    }

    /// The street or the postcode is wrong, and nobody knows which: a hundred of such rows are no reason to believe either.
    #[test]
    fn rows_in_doubt_teach_nothing() {
        let twins = row(vec![candidate(0, SAME), candidate(1, SAME)]);
        let taught = learn(&Patterns::from([(twins, 100)]), &chances());
        assert_eq!(taught.bits, Weights::believed(&chances()).bits);
    }

    #[test]
    fn a_delivery_of_five_rows_stays_near_what_is_believed() {
        let believed = Weights::believed(&chances());
        let taught = learn(&Patterns::from([(row(vec![candidate(0, SAME)]), 5)]), &chances());
        for (before, after) in believed.bits.iter().flatten().zip(taught.bits.iter().flatten()) {
            assert!((before - after).abs() < 1.0, "{before} {after}");
        }
    }
}
