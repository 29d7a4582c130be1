// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How far two people who judged the same things agree, beyond what chance alone would give.

/// Cohen's kappa with what is needed to weigh it. Unknown is `None`, which is not zero.
///
/// Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960);
/// the interval from the large-sample variance of J. L. Fleiss, J. Cohen and B. S. Everitt, "Large sample standard errors of
/// kappa and weighted kappa", Psychological Bulletin 72 (1969). Cost: the square of the number of answers.
///
/// How it fails: below some thirty things judged the interval is too narrow, and when nearly all answers are the same, kappa is low
/// although people agree. So the observed agreement always stands beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// Kappa; unknown when nothing was judged, or when both gave one and the same answer to everything.
    pub value: Option<f64>,
    /// Standard error of kappa; unknown where the variance gives none, as when everything agrees.
    pub error: Option<f64>,
    /// 95 % interval; unknown where the standard error is.
    pub interval: Option<(f64, f64)>,
    /// On how many things it rests.
    pub n: u64,
    /// On how many of those both gave the same answer.
    pub agreed: u64,
    /// The share on which they would agree by chance.
    pub by_chance: Option<f64>,
}

impl Kappa {
    /// From a table of counts: the answer of the first person by row, of the second by column.
    pub fn of<const ANSWERS: usize>(counts: &[[u64; ANSWERS]; ANSWERS]) -> Self {
        let n: u64 = counts.iter().flatten().sum();
        let agreed = (0..ANSWERS).map(|i| counts[i][i]).sum();
        let nothing = Self { value: None, error: None, interval: None, n, agreed, by_chance: None };
        if n == 0 {
            return nothing;
        }
        let share = Shares::of(counts, n as f64);
        let observed = agreed as f64 / n as f64;
        let by_chance: f64 = (0..ANSWERS).map(|i| share.first[i] * share.second[i]).sum();
        if by_chance >= 1.0 - 1e-12 {
            return Self { by_chance: Some(by_chance), ..nothing };
        }
        let value = (observed - by_chance) / (1.0 - by_chance);
        let variance = share.spread(value, by_chance) / (n as f64 * (1.0 - by_chance).powi(2));
        let error = Some(variance.max(0.0).sqrt()).filter(|error| *error > 1e-9);
        let interval = error.map(|error| ((value - Z * error).max(-1.0), (value + Z * error).min(1.0)));
        Self { value: Some(value), error, interval, by_chance: Some(by_chance), ..nothing }
    }
}

const Z: f64 = 1.959_963_984_540_054;

/// The table as shares of the whole, with what each person gave in all.
struct Shares<const ANSWERS: usize> {
    cells: [[f64; ANSWERS]; ANSWERS],
    first: [f64; ANSWERS],
    second: [f64; ANSWERS],
}

impl<const ANSWERS: usize> Shares<ANSWERS> {
    fn of(counts: &[[u64; ANSWERS]; ANSWERS], n: f64) -> Self {
        let cells = counts.map(|row| row.map(|count| count as f64 / n));
        let first = cells.map(|row| row.iter().sum());
        let second = std::array::from_fn(|column| cells.iter().map(|row| row[column]).sum());
        Self { cells, first, second }
    }

    /// The three terms of formula 13 of Fleiss, Cohen and Everitt, before they are divided by n (1 - chance)².
    fn spread(&self, kappa: f64, by_chance: f64) -> f64 {
        let rest = 1.0 - kappa;
        let mut spread = -(kappa - by_chance * rest).powi(2);
        for (i, row) in self.cells.iter().enumerate() {
            for (j, share) in row.iter().enumerate() {
                spread += match i == j {
                    true => share * (1.0 - (self.first[i] + self.second[i]) * rest).powi(2),
                    false => rest * rest * share * (self.second[i] + self.first[j]).powi(2),
                };
            }
        }
        spread
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: observed 0.7, chance 0.5, kappa 0.4. Variance (0.10972 + 0.10188 - 0.01) / (50 * 0.25) = 0.016128, so the
    /// standard error is 0.12700 and the interval 0.4 ± 0.24891.
    #[test]
    fn kappa_and_its_interval_agree_with_the_calculation_by_hand() {
        let kappa = Kappa::of(&[[20, 5], [10, 15]]);
        let (low, high) = kappa.interval.unwrap();
        assert_eq!((kappa.n, kappa.agreed), (50, 35));
        assert!((kappa.value.unwrap() - 0.4).abs() < 1e-12 && (kappa.by_chance.unwrap() - 0.5).abs() < 1e-12);
        assert!((low - 0.15109).abs() < 2e-5 && (high - 0.64891).abs() < 2e-5, "{low} {high}");
        assert!((kappa.error.unwrap() - 0.127).abs() < 1e-5, "{kappa:?}");
    }

    /// Two raters and 100 patients: J. L. Fleiss, B. Levin and M. C. Paik, "Statistical Methods for Rates and Proportions", third
    /// edition (2003), chapter 18: observed 0.89, chance 0.66, kappa 0.68 with a standard error of 0.087.
    #[test]
    fn the_worked_example_of_fleiss() {
        let kappa = Kappa::of(&[[75, 1, 4], [5, 4, 1], [0, 0, 10]]);
        assert_eq!((kappa.n, kappa.agreed), (100, 89));
        assert!((kappa.value.unwrap() - 0.23 / 0.34).abs() < 1e-12);
        assert!((kappa.by_chance.unwrap() - 0.66).abs() < 1e-12);
        let (low, high) = kappa.interval.unwrap();
        assert!((kappa.error.unwrap() - 0.087).abs() < 1e-3, "{kappa:?}");
        assert!((low - 0.505).abs() < 2e-3 && (high - 0.848).abs() < 2e-3, "{kappa:?}");
    }

    #[test]
    fn the_order_of_the_answers_and_who_is_first_do_not_matter() {
        let one = Kappa::of(&[[9, 2, 1], [3, 8, 0], [1, 1, 5]]);
        let turned = Kappa::of(&[[9, 3, 1], [2, 8, 1], [1, 0, 5]]);
        let renamed = Kappa::of(&[[5, 1, 1], [0, 8, 3], [1, 2, 9]]);
        for other in [turned, renamed] {
            assert!((one.value.unwrap() - other.value.unwrap()).abs() < 1e-12);
            assert!((one.interval.unwrap().0 - other.interval.unwrap().0).abs() < 1e-12);
        }
    }

    #[test]
    fn what_cannot_be_known_is_unknown() {
        let nothing = Kappa::of(&[[0, 0], [0, 0]]);
        assert_eq!((nothing.value, nothing.interval, nothing.n), (None, None, 0));
        let always_the_same = Kappa::of(&[[12, 0], [0, 0]]);
        assert_eq!((always_the_same.value, always_the_same.n, always_the_same.agreed), (None, 12, 12));
        let all_agree = Kappa::of(&[[6, 0], [0, 6]]);
        assert_eq!((all_agree.value, all_agree.error, all_agree.interval), (Some(1.0), None, None));
    }
}
