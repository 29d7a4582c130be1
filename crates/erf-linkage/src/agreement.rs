// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How far two people who judged the same pairs agree, beyond what chance gives.
//!
//! Kappa: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960). Its
//! large-sample standard error when people do agree: J. L. Fleiss, J. Cohen and B. S. Everitt, "Large sample standard errors of kappa
//! and weighted kappa", Psychological Bulletin 72 (1969). The interval is rough below some thirty pairs, and says nothing when one of
//! the two gave one answer only: chance then explains all. Cost: constant.

use serde::Serialize;

use crate::judge::{Judgements, Verdict};

/// Answers that can be given.
const ANSWERS: [Verdict; 3] = [Verdict::Same, Verdict::NotSame, Verdict::Unsure];

/// How often each combination of answers was given: the first person's in rows, the second's in columns.
pub type Counts = [[u64; 3]; 3];

/// Agreement with how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Agreement {
    /// Pairs both judged.
    pub n: u64,
    /// Pairs about which both said the same.
    pub agreed: u64,
    /// From below 0 (worse than chance) to 1; nothing when chance alone explains every answer.
    pub kappa: Option<f64>,
    /// Standard error of kappa.
    pub error: f64,
    /// The 95 % interval of kappa.
    pub interval: Option<(f64, f64)>,
}

/// Counts the answers of two people about the pairs both judged.
#[must_use]
pub fn counts(judgements: &Judgements, one: &str, other: &str) -> Counts {
    let (mine, theirs) = (judgements.of(one), judgements.of(other));
    let (a, b) = (mine.standing(), theirs.standing());
    let mut counts = Counts::default();
    let place = |verdict: &Verdict| ANSWERS.iter().position(|known| known == verdict).unwrap_or(0);
    for (pair, verdict) in &a {
        if let Some(also) = b.get(pair) {
            counts[place(verdict)][place(also)] += 1;
        }
    }
    counts
}

/// Agreement from counts; nothing when no pair was judged by both.
#[must_use]
pub fn of(counts: &Counts) -> Option<Agreement> {
    const Z: f64 = 1.959_963_984_540_054;
    let n: u64 = counts.iter().flatten().sum();
    if n == 0 {
        return None;
    }
    let share = |i: usize, j: usize| counts[i][j] as f64 / n as f64;
    let row: [f64; 3] = std::array::from_fn(|i| (0..3).map(|j| share(i, j)).sum());
    let column: [f64; 3] = std::array::from_fn(|j| (0..3).map(|i| share(i, j)).sum());
    let agreed = (0..3).map(|i| counts[i][i]).sum();
    let observed: f64 = (0..3).map(|i| share(i, i)).sum();
    let chance: f64 = (0..3).map(|i| row[i] * column[i]).sum();
    let rest = 1.0 - chance;
    if rest < 1e-9 {
        return Some(Agreement { n, agreed, kappa: None, error: 0.0, interval: None });
    }
    let kappa = (observed - chance) / rest;
    let same: f64 = (0..3).map(|i| share(i, i) * (rest - (row[i] + column[i]) * (1.0 - observed)).powi(2)).sum();
    let apart = |i: usize, j: usize| if i == j { 0.0 } else { share(i, j) * (column[i] + row[j]).powi(2) };
    let differ: f64 = (0..3).flat_map(|i| (0..3).map(move |j| (i, j))).map(|(i, j)| apart(i, j)).sum();
    let last = (observed * chance - 2.0 * chance + observed).powi(2);
    let error = ((same + (1.0 - observed).powi(2) * differ - last).max(0.0) / n as f64).sqrt() / rest.powi(2);
    let interval = ((kappa - Z * error).max(-1.0), (kappa + Z * error).min(1.0));
    Some(Agreement { n, agreed, kappa: Some(kappa), error, interval: Some(interval) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two raters and 100 patients: J. L. Fleiss, B. Levin and M. C. Paik, "Statistical Methods for Rates and Proportions", third
    /// edition (2003), chapter 18: kappa 0.68 with a standard error of 0.087.
    #[test]
    fn the_worked_example_of_fleiss() {
        let found = of(&[[75, 1, 4], [5, 4, 1], [0, 0, 10]]).unwrap();
        assert_eq!((found.n, found.agreed), (100, 89));
        assert!((found.kappa.unwrap() - 0.6765).abs() < 5e-4, "{found:?}");
        assert!((found.error - 0.087).abs() < 1e-3, "{found:?}");
        let (low, high) = found.interval.unwrap();
        assert!((low - 0.505).abs() < 2e-3 && (high - 0.848).abs() < 2e-3, "{found:?}");
    }

    #[test]
    fn one_answer_only_says_nothing_and_no_pair_gives_nothing() {
        assert_eq!(of(&[[9, 0, 0], [0, 0, 0], [0, 0, 0]]).unwrap().kappa, None);
        assert_eq!(of(&Counts::default()), None);
    }
}
