// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A number that can be shown: never without n, interval, source and date.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A value with what is needed to weigh it. `value` is `None` when it is unknown, which is not zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The value, or `None` for unknown.
    pub value: Option<f64>,
    /// On how many observations it rests.
    pub n: u64,
    /// 95 % interval, where the method gives one.
    pub interval: Option<(f64, f64)>,
    /// Where it comes from.
    pub source: String,
    /// The date it speaks of.
    pub date: Date,
}

impl Figure {
    /// The share `hits / n` with its 95 % Wilson interval; unknown when `n` is 0.
    pub fn share(hits: u64, n: u64, source: &str, date: Date) -> Self {
        let value = (n > 0).then(|| hits as f64 / n as f64);
        Self { value, n, interval: wilson_interval(hits, n), source: source.to_owned(), date }
    }
}

/// A number that is not negative with this many decimals; a half is rounded up, as people do by hand.
pub fn rounded(value: f64, decimals: usize) -> String {
    let power = 10_u64.saturating_pow(u32::try_from(decimals).unwrap_or(u32::MAX));
    let scaled = value * power as f64;
    // Beyond this a number has no decimals left to round.
    if scaled.is_nan() || scaled >= 1e15 {
        return format!("{value:.decimals$}");
    }
    let units = scaled.round() as u64;
    if decimals == 0 { units.to_string() } else { format!("{}.{:0decimals$}", units / power, units % power) }
}

/// The 95 % score interval of a proportion.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
/// `None` when `n` is 0. Both ends lie in 0..=1. Cost: constant.
pub fn wilson_interval(hits: u64, n: u64) -> Option<(f64, f64)> {
    const Z: f64 = 1.959_963_984_540_054;
    if n == 0 {
        return None;
    }
    let (count, n, p) = (n, n as f64, hits as f64 / n as f64);
    let centre = p + Z * Z / (2.0 * n);
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    // Both ends are exact where all or none are hits: a rest of the arithmetic would leave the share itself outside.
    let low = if hits == 0 { 0.0 } else { ((centre - spread) / scale).max(0.0) };
    let high = if hits == count { 1.0 } else { ((centre + spread) / scale).min(1.0) };
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked examples of R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
    /// Medicine 17 (1998), table I, method 3 (score without continuity correction).
    #[test]
    fn wilson_agrees_with_newcombe() {
        for (hits, n, low, high) in [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)] {
            let (a, b) = wilson_interval(hits, n).unwrap();
            assert!((a - low).abs() < 5e-5 && (b - high).abs() < 5e-5, "{hits}/{n}: {a} {b}");
        }
    }

    #[test]
    fn an_interval_holds_its_own_share() {
        for n in 1..400 {
            assert_eq!(wilson_interval(0, n).unwrap().0, 0.0, "none of {n}");
            assert_eq!(wilson_interval(n, n).unwrap().1, 1.0, "all of {n}");
        }
    }

    #[test]
    fn a_share_of_nothing_is_unknown() {
        let figure = Figure::share(0, 0, "test", jiff::civil::date(2026, 1, 1));
        assert_eq!((figure.value, figure.interval), (None, None));
    }
}
