// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where to cut: from the probabilities themselves, no labels needed.

use serde::{Deserialize, Serialize};

use crate::score::{Pair, probability};

/// What is expected at a cut.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// The cut in bits.
    pub bits: f64,
    /// Pairs at or above the cut.
    pub links: u64,
    /// Share of the links that is right.
    pub precision: f64,
    /// The share lies between these in 95 of 100 cases, when the model is right.
    pub precision_interval: (f64, f64),
    /// Share of all true pairs that is found, those that no rule reaches included.
    pub recall: f64,
    /// The share lies between these in 95 of 100 cases, when the model is right.
    pub recall_interval: (f64, f64),
}

impl Expected {
    const NOTHING: Self =
        Self { bits: 0.0, links: 0, precision: 1.0, precision_interval: (0.0, 1.0), recall: 1.0, recall_interval: (0.0, 1.0) };

    /// Harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(1e-12)
    }

    /// In words: "van 100 koppelingen verwachten wij er 3 fout; 12 missen wij".
    #[must_use]
    pub fn words(&self) -> String {
        if self.links == 0 {
            return "Er zijn geen koppelingen.".to_owned();
        }
        let wrong = self.wrong();
        let missed = (1.0 - self.recall) * 100.0;
        format!("Van 100 koppelingen verwachten wij er {} fout; van 100 echte koppelingen missen wij er {}.", wrong, about(missed))
    }

    /// The same where nobody can tell how many true pairs no rule reaches.
    #[must_use]
    pub fn words_without_recall(&self) -> String {
        if self.links == 0 {
            return self.words();
        }
        format!("Van 100 koppelingen verwachten wij er {} fout; hoeveel echte koppelingen wij missen, is onbekend.", self.wrong())
    }

    fn wrong(&self) -> String {
        about((1.0 - self.precision) * 100.0)
    }
}

fn about(count: f64) -> String {
    if count < 0.5 { "minder dan 1".to_owned() } else { format!("{count:.0}") }
}

const STEPS: usize = 320;
const PER_BIT: f64 = 4.0;
const LOWEST: f64 = -20.0;

/// What is expected at every quarter of a bit, from low to high; `unreached` true pairs are not among the given ones.
#[must_use]
pub fn curve(pairs: &[Pair], unreached: f64) -> Vec<Expected> {
    let (mut links, mut right, mut doubt) = ([0u64; STEPS], [0f64; STEPS], [0f64; STEPS]);
    for pair in pairs {
        let step = ((pair.bits - LOWEST) * PER_BIT).floor().clamp(0.0, STEPS as f64 - 1.0) as usize;
        let chance = probability(pair.bits);
        links[step] += 1;
        right[step] += chance;
        doubt[step] += chance * (1.0 - chance);
    }
    let (total, all_doubt) = (right.iter().sum::<f64>() + unreached, doubt.iter().sum::<f64>());
    let (mut above, mut good, mut unsure, mut curve) = (0, 0.0, 0.0, Vec::new());
    for step in (0..STEPS).rev() {
        above += links[step];
        good += right[step];
        unsure += doubt[step];
        if above > 0 {
            let bits = step as f64 / PER_BIT + LOWEST;
            curve.push(expected(bits, above, (good, unsure), (total, all_doubt - unsure, unreached)));
        }
    }
    curve.reverse();
    curve
}

fn expected(bits: f64, links: u64, (good, unsure): (f64, f64), (total, rest, unreached): (f64, f64, f64)) -> Expected {
    let spread = 1.96 * unsure.sqrt();
    let around = |low: f64, high: f64| (low.clamp(0.0, 1.0), high.clamp(0.0, 1.0));
    // How many true pairs no rule reaches is itself a rough estimate: it counts for half and for double.
    let outside = total - good;
    let more = 1.96 * rest.max(0.0).sqrt() + unreached;
    let less = 1.96 * rest.max(0.0).sqrt() + unreached / 2.0;
    Expected {
        bits,
        links,
        precision: good / links as f64,
        precision_interval: around((good - spread) / links as f64, (good + spread) / links as f64),
        recall: good / total.max(1e-12),
        recall_interval: around(good / (good + outside + more).max(1e-12), good / (good + (outside - less).max(0.0)).max(1e-12)),
    }
}

/// The least share of links that must be expected to be right before any link is made.
pub const LEAST_PRECISION: f64 = 0.5;

/// The cut with the best expected harmonic mean of precision and recall, among those at which at least half of the links is expected to
/// be right; of equals the highest, so that a pair of which nothing was expected does not become a link because no other lay between.
/// Where there is no such cut, one above all pairs: no links are better than links of which most are wrong.
#[must_use]
pub fn best(curve: &[Expected]) -> Expected {
    let better = |best: Expected, other: Expected| if other.f1() >= best.f1() { other } else { best };
    let above = curve.last().map_or(0.0, |last| last.bits + 1.0 / PER_BIT);
    let believed = curve.iter().copied().filter(|known| known.precision >= LEAST_PRECISION);
    believed.reduce(better).unwrap_or(Expected { bits: above, ..Expected::NOTHING })
}

/// Whether there are pairs, and at no cut half of the links is expected to be right.
#[must_use]
pub fn hopeless(curve: &[Expected]) -> bool {
    !curve.is_empty() && curve.iter().all(|known| known.precision < LEAST_PRECISION)
}

/// What is expected at a given cut.
#[must_use]
pub fn at(curve: &[Expected], bits: f64) -> Expected {
    let found = curve.iter().find(|known| known.bits >= bits).copied();
    Expected { bits, ..found.unwrap_or(Expected::NOTHING) }
}

/// What is expected at a given cut, counted at just that cut and not at the quarter of a bit above it.
#[must_use]
pub fn exactly(pairs: &[Pair], unreached: f64, bits: f64) -> Expected {
    let (mut links, mut good, mut unsure, mut total, mut rest) = (0, 0.0, 0.0, unreached, 0.0);
    for pair in pairs {
        let chance = probability(pair.bits);
        total += chance;
        if pair.bits >= bits {
            (links, good, unsure) = (links + 1, good + chance, unsure + chance * (1.0 - chance));
        } else {
            rest += chance * (1.0 - chance);
        }
    }
    if links == 0 { Expected { bits, ..Expected::NOTHING } } else { expected(bits, links, (good, unsure), (total, rest, unreached)) }
}

/// The lowest cut at which at least this share of the links is expected to be right.
#[must_use]
pub fn for_precision(curve: &[Expected], precision: f64) -> Option<Expected> {
    curve.iter().find(|known| known.precision >= precision).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(bits: &[f64]) -> Vec<Pair> {
        bits.iter().map(|bits| Pair { a: 0, b: 1, bits: *bits }).collect()
    }

    #[test]
    fn the_cut_lies_just_under_the_weakest_link_and_not_at_the_bottom_of_the_scale() {
        assert_eq!(best(&curve(&pairs(&[9.0, 7.3, 5.4]), 0.0)).bits, 5.25);
    }

    #[test]
    fn where_most_links_would_be_wrong_at_every_cut_there_are_none() {
        let known = curve(&pairs(&[-1.0, -1.0, -2.3, -5.0]), 0.0);
        let none = best(&known);
        assert_eq!((none.links, none.words().as_str()), (0, "Er zijn geen koppelingen."));
        assert!(none.bits > -1.0 && hopeless(&known));
        assert_eq!(at(&known, none.bits).links, 0);
        // A few sure links are made, however many doubtful ones there are.
        let some: Vec<f64> = [9.0].into_iter().chain(std::iter::repeat_n(-0.2, 50)).collect();
        let known = curve(&pairs(&some), 0.0);
        assert_eq!((best(&known).links, hopeless(&known)), (1, false));
    }

    #[test]
    fn a_curve_counts_what_is_right_above_every_cut() {
        let curve = curve(&pairs(&[10.0, 10.0, 0.0, -5.0]), 0.0);
        let all = at(&curve, -6.0);
        assert_eq!(all.links, 4);
        let sure = 2.0 * probability(10.0);
        assert!((all.precision - (sure + 0.5 + probability(-5.0)) / 4.0).abs() < 1e-9);
        assert!((at(&curve, 5.0).recall - sure / (sure + 0.5 + probability(-5.0))).abs() < 1e-9);
    }

    #[test]
    fn a_cut_that_people_chose_is_counted_at_that_cut_and_not_a_quarter_of_a_bit_higher() {
        let pairs = pairs(&[9.0, 5.15, 5.05, -1.0]);
        let curve = curve(&pairs, 1.0);
        assert_eq!((at(&curve, 5.1).links, exactly(&pairs, 1.0, 5.1).links, exactly(&pairs, 1.0, 5.15).links), (1, 2, 2));
        // Where the cut is one of the curve, both say the same.
        let (one, other) = (at(&curve, 5.0), exactly(&pairs, 1.0, 5.0));
        assert!((one.precision - other.precision).abs() + (one.recall - other.recall).abs() < 1e-12);
        assert!((one.recall_interval.0 - other.recall_interval.0).abs() < 1e-12);
        assert_eq!(exactly(&pairs, 1.0, 12.0), Expected { bits: 12.0, ..Expected::NOTHING });
    }

    #[test]
    fn what_no_rule_reaches_lowers_recall_only() {
        let (without, with) = (curve(&pairs(&[10.0, 10.0]), 0.0), curve(&pairs(&[10.0, 10.0]), 2.0));
        assert_eq!(without[0].precision, with[0].precision);
        assert!((with[0].recall - 0.5).abs() < 0.01);
        assert!(with[0].recall_interval.0 < with[0].recall && with[0].recall < with[0].recall_interval.1);
    }

    #[test]
    fn words_for_a_decision() {
        let known = Expected { precision: 0.97, recall: 0.88, links: 100, ..Expected::NOTHING };
        assert_eq!(known.words(), "Van 100 koppelingen verwachten wij er 3 fout; van 100 echte koppelingen missen wij er 12.");
        assert_eq!(best(&[]).words(), "Er zijn geen koppelingen.");
    }
}
