// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How much a count could differ by chance alone.

/// The exact 95 % interval of a count of independent events (Garwood).
///
/// Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936). Both ends are found by
/// halving, to a relative precision of about 1e-9. Fails for nothing; cost: some 80 sums of at most `count` terms.
pub fn poisson_interval(count: u64) -> (f64, f64) {
    const TAIL: f64 = 0.025;
    let upper_bound = count as f64 + 10.0 * (count as f64 + 1.0).sqrt() + 10.0;
    let low = if count == 0 { 0.0 } else { solve(upper_bound, |mean| 1.0 - at_most(count - 1, mean) < TAIL) };
    let high = solve(upper_bound, |mean| at_most(count, mean) > TAIL);
    (low, high)
}

/// The border between where `holds` is true (small means) and false (large means).
fn solve(upper: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, upper);
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if holds(middle) { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// P(X <= count) for a Poisson count with this mean. Terms are kept as logarithms, so large means do not vanish.
fn at_most(count: u64, mean: f64) -> f64 {
    let mut log_term = -mean;
    let mut sum = log_term.exp();
    for k in 1..=count {
        log_term += (mean / k as f64).ln();
        sum += log_term.exp();
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The exact limits are half of chi-square quantiles: chi2(0.025; 2n) and chi2(0.975; 2n + 2), from any table of them.
    #[test]
    fn limits_agree_with_the_published_table() {
        for (count, low, high) in [(0, 0.0, 3.689), (1, 0.025, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (20, 12.217, 30.888)] {
            let (a, b) = poisson_interval(count);
            assert!((a - low).abs() < 6e-4 && (b - high).abs() < 6e-4, "{count}: {a} {b}");
        }
    }

    #[test]
    fn a_large_count_does_not_overflow() {
        let (low, high) = poisson_interval(10_000);
        assert!((low - 9804.96).abs() < 0.5 && (high - 10_197.95).abs() < 0.5, "{low} {high}");
    }
}
