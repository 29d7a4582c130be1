// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Chances and intervals for small numbers. Each method names its source and is tested on a worked example.

/// 97.5th percentile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// A chance for each whole number from `first` on.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    first: u64,
    chances: Vec<f64>,
}

impl Distribution {
    /// How many of `drawn` places, drawn without replacement from `places`, are among the `hidden` (hypergeometric).
    ///
    /// `hidden` and `drawn` are cut off at `places`. Cost: linear in the number of outcomes. The chances follow from their
    /// ratios, starting at the likeliest, so that nothing over- or underflows.
    pub fn hypergeometric(places: u64, hidden: u64, drawn: u64) -> Self {
        let (hidden, drawn) = (hidden.min(places), drawn.min(places));
        let (first, last) = ((drawn + hidden).saturating_sub(places), drawn.min(hidden));
        let mode = ((drawn + 1) as u128 * (hidden + 1) as u128 / (places + 2) as u128) as u64;
        let mode = mode.clamp(first, last);
        let mut chances = vec![0.0; (last - first + 1) as usize];
        chances[(mode - first) as usize] = 1.0;
        // P(k + 1) / P(k); the last factor of the divisor is written so that it never goes below zero.
        let ratio = |k: u64| ((hidden - k) as f64 * (drawn - k) as f64) / ((k + 1) as f64 * ((places + k + 1) - hidden - drawn) as f64);
        for k in mode..last {
            chances[(k + 1 - first) as usize] = chances[(k - first) as usize] * ratio(k);
        }
        for k in (first..mode).rev() {
            chances[(k - first) as usize] = chances[(k + 1 - first) as usize] / ratio(k);
        }
        let sum: f64 = chances.iter().sum();
        chances.iter_mut().for_each(|chance| *chance /= sum);
        Self { first, chances }
    }

    /// The sum of both, independent of each other.
    pub fn plus(&self, other: &Self) -> Self {
        let mut chances = vec![0.0; self.chances.len() + other.chances.len() - 1];
        for (i, one) in self.chances.iter().enumerate() {
            other.chances.iter().enumerate().for_each(|(j, two)| chances[i + j] += one * two);
        }
        Self { first: self.first + other.first, chances }
    }

    /// The number `n` with certainty.
    pub fn exactly(n: u64) -> Self {
        Self { first: n, chances: vec![1.0] }
    }

    /// The chance of `n`.
    pub fn chance(&self, n: u64) -> f64 {
        n.checked_sub(self.first).and_then(|n| self.chances.get(n as usize)).copied().unwrap_or(0.0)
    }

    /// The expectation.
    pub fn mean(&self) -> f64 {
        self.chances.iter().enumerate().map(|(n, chance)| (self.first + n as u64) as f64 * chance).sum()
    }

    /// The smallest number that is reached with at least this chance.
    pub fn quantile(&self, share: f64) -> u64 {
        let mut sum = 0.0;
        let reached = self.chances.iter().position(|chance| {
            sum += chance;
            // The chances add up to 1 within rounding.
            sum >= share - 1e-12
        });
        self.first + reached.unwrap_or(self.chances.len() - 1) as u64
    }

    /// The numbers between which at least 95 % lies.
    pub fn interval(&self) -> (f64, f64) {
        (self.quantile(0.025) as f64, self.quantile(0.975) as f64)
    }

    /// The chance of `n` or more.
    pub fn at_least(&self, n: u64) -> f64 {
        let skipped = n.saturating_sub(self.first).min(self.chances.len() as u64);
        self.chances[skipped as usize..].iter().sum::<f64>().min(1.0)
    }

    /// How likely a number at most as likely as `n` is (two-sided, by likelihood; Fisher's exact test).
    pub fn two_sided(&self, n: u64) -> f64 {
        let limit = self.chance(n) * (1.0 + 1e-7);
        self.chances.iter().filter(|chance| **chance <= limit).sum::<f64>().min(1.0)
    }
}

/// The 95 % score interval of a share `p` seen in `n` observations, which need not be a whole number.
///
/// Source: E. B. Wilson, JASA 22 (1927); with an effective number of observations as in E. L. Korn, B. I. Graubard,
/// "Confidence intervals for proportions with small expected number of positive counts estimated from survey data", Survey
/// Methodology 24 (1998). `None` without observations.
pub fn wilson(p: f64, n: f64) -> Option<(f64, f64)> {
    if n <= 0.0 || !p.is_finite() {
        return None;
    }
    let centre = p + Z * Z / (2.0 * n);
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).max(0.0).sqrt();
    let scale = 1.0 + Z * Z / n;
    let low = if p <= 0.0 { 0.0 } else { ((centre - spread) / scale).max(0.0) };
    let high = if p >= 1.0 { 1.0 } else { ((centre + spread) / scale).min(1.0) };
    Some((low, high))
}

/// The difference between two independent shares (hits, of how many), with its 95 % interval.
///
/// Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine
/// 17 (1998), method 10. `None` without observations on either side.
pub fn difference(one: (u64, u64), other: (u64, u64)) -> Option<(f64, (f64, f64))> {
    let share = |(hits, n): (u64, u64)| hits as f64 / n as f64;
    let ((l1, u1), (l2, u2)) = (wilson(share(one), one.1 as f64)?, wilson(share(other), other.1 as f64)?);
    let (p1, p2) = (share(one), share(other));
    let d = p1 - p2;
    Some((d, (d - (p1 - l1).hypot(u2 - p2), d + (u1 - p1).hypot(p2 - l2))))
}

/// The chance of `hits` or more in `n` independent trials with this chance each (binomial).
///
/// Cost: linear in `n`. Terms follow from their ratio and are kept as logarithms, so that nothing over- or underflows.
pub fn binomial_at_least(hits: u64, n: u64, chance: f64) -> f64 {
    if hits == 0 || chance >= 1.0 {
        return if hits <= n { 1.0 } else { 0.0 };
    }
    if chance <= 0.0 {
        return 0.0;
    }
    let mut log_term = n as f64 * (1.0 - chance).ln();
    let mut sum = 0.0;
    for k in 0..=n {
        if k >= hits {
            sum += log_term.exp();
        }
        log_term += ((n - k) as f64 / (k + 1) as f64 * chance / (1.0 - chance)).ln();
    }
    sum.min(1.0)
}

/// Which of several tests stand, when all together may be wrong once in `1 / level` times.
pub fn holm(p: &[f64], level: f64) -> Vec<bool> {
    holm_adjusted(p).into_iter().map(|adjusted| adjusted <= level).collect()
}

/// The p of several tests after correction for their number: one that is at most 0.05 stands when all together may be wrong
/// once in twenty times.
///
/// Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
pub fn holm_adjusted(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let (mut adjusted, mut worst) = (vec![0.0; p.len()], 0.0_f64);
    for (rank, test) in order.into_iter().enumerate() {
        worst = worst.max((p[test] * (p.len() - rank) as f64).min(1.0));
        adjusted[test] = worst;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The urn of fifty marbles, five green, ten drawn (worked example of the article "Hypergeometric distribution" in
    /// Wikipedia): exactly four green 0.003964583, exactly five green 0.0001189375.
    #[test]
    fn the_urn_of_fifty_marbles() {
        let urn = Distribution::hypergeometric(50, 5, 10);
        assert!((urn.chance(4) - 0.003_964_583).abs() < 1e-9);
        assert!((urn.chance(5) - 0.000_118_937_5).abs() < 1e-10);
        assert!((urn.mean() - 1.0).abs() < 1e-12);
        assert_eq!((urn.interval(), urn.chance(6)), ((0.0, 3.0), 0.0));
        assert!((urn.at_least(4) - 0.004_083_52).abs() < 1e-8 && (urn.at_least(0) - 1.0).abs() < 1e-12 && urn.at_least(6) == 0.0);
    }

    /// By hand: of 4 places 2 hide something and 2 are visited: 1/6, 4/6, 1/6.
    #[test]
    fn two_of_four_by_hand() {
        let found = Distribution::hypergeometric(4, 2, 2);
        for (n, chance) in [(0, 1.0 / 6.0), (1, 4.0 / 6.0), (2, 1.0 / 6.0)] {
            assert!((found.chance(n) - chance).abs() < 1e-12);
        }
        assert!((found.two_sided(0) - 2.0 / 6.0).abs() < 1e-12 && (found.two_sided(1) - 1.0).abs() < 1e-12);
        assert_eq!((found.quantile(1.0 / 6.0), found.quantile(0.2), found.quantile(1.0)), (0, 1, 2));
    }

    /// The lady tasting tea (R. A. Fisher, "The Design of Experiments", 1935): three of four cups right, two-sided 0.4857.
    #[test]
    fn the_lady_tasting_tea() {
        assert!((Distribution::hypergeometric(8, 4, 4).two_sided(3) - 34.0 / 70.0).abs() < 1e-9);
    }

    #[test]
    fn the_ends_of_the_range_are_certain() {
        for (places, hidden, drawn, n) in [(0, 0, 0, 0), (5, 5, 3, 3), (5, 0, 3, 0), (5, 2, 5, 2), (3, 9, 9, 3)] {
            let found = Distribution::hypergeometric(places, hidden, drawn);
            assert_eq!((found.chance(n), found.mean()), (1.0, n as f64));
        }
        let large = Distribution::hypergeometric(300_000, 3_000, 10_000);
        assert!((large.mean() - 100.0).abs() < 1e-6 && large.interval().0 > 70.0 && large.interval().1 < 130.0);
    }

    #[test]
    fn the_sum_of_two_draws_is_counted_out() {
        let one = Distribution::hypergeometric(2, 1, 1);
        let two = one.plus(&one).plus(&Distribution::exactly(3));
        assert_eq!((two.chance(3), two.chance(4), two.chance(5), two.mean()), (0.25, 0.5, 0.25, 4.0));
    }

    /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
    #[test]
    fn wilson_agrees_with_newcombe() {
        for (hits, n, low, high) in [(81.0, 263.0, 0.2553, 0.3662), (15.0, 148.0, 0.0624, 0.1605), (1.0, 29.0, 0.0061, 0.1718)] {
            let (a, b) = wilson(hits / n, n).unwrap();
            assert!((a - low).abs() < 5e-5 && (b - high).abs() < 5e-5);
        }
        assert_eq!((wilson(0.5, 0.0), wilson(f64::NAN, 3.0)), (None, None));
    }

    /// R. G. Newcombe, "Interval estimation for the difference between independent proportions" (1998), table II, method 10:
    /// 56/70 - 48/80 gives 0.0524 to 0.3339, and 9/10 - 3/10 gives 0.1705 to 0.8090.
    #[test]
    fn a_difference_agrees_with_newcombe() {
        for (one, other, low, high) in [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090)] {
            let (_, (a, b)) = difference(one, other).unwrap();
            assert!((a - low).abs() < 5e-5 && (b - high).abs() < 5e-5, "{a} {b}");
        }
        assert_eq!(difference((0, 0), (1, 2)), None);
    }

    /// By hand at 5 %: 0.01 against 0.05/4, then 0.02 against 0.05/3 stops it, so 0.03 and 0.04 do not stand either.
    #[test]
    fn holm_stops_at_the_first_that_does_not_stand() {
        assert_eq!(holm(&[0.04, 0.01, 0.03, 0.02], 0.05), [false, true, false, false]);
        assert_eq!(holm(&[0.01, 0.015], 0.05), [true, true]);
        assert_eq!(holm(&[], 0.05), [] as [bool; 0]);
        let adjusted = holm_adjusted(&[0.04, 0.01, 0.03, 0.02]);
        for (found, by_hand) in adjusted.into_iter().zip([0.06, 0.04, 0.06, 0.06]) {
            assert!((found - by_hand).abs() < 1e-12, "{found} {by_hand}");
        }
    }

    /// Eight or more heads of ten throws: (45 + 10 + 1) / 1024.
    #[test]
    fn ten_throws_of_a_coin() {
        assert!((binomial_at_least(8, 10, 0.5) - 56.0 / 1024.0).abs() < 1e-12);
        let ends = [(0, 10, 0.0, 1.0), (1, 10, 0.0, 0.0), (10, 10, 1.0, 1.0), (0, 0, 0.5, 1.0)];
        for (hits, n, chance, sure) in ends {
            assert_eq!(binomial_at_least(hits, n, chance), sure);
        }
        assert!(binomial_at_least(5_000, 100_000, 0.05) > 0.49, "large numbers do not vanish");
    }
}
