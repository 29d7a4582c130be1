// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Evidence drawn: bars to scale from one common zero.

use erf_base::Evidence;
use serde::Serialize;

/// In what a sum counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Bits: the weight of a match.
    Bits,
    /// Points: the weight of a rule card.
    Points,
}

/// One bar. `x` and `width` are hundredths of the drawing's width.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// The code of the contribution; its sentence is the text `evidence-CODE`.
    pub code: String,
    /// What was seen; may be empty.
    pub detail: String,
    /// What it adds.
    pub weight: f64,
    /// Where the bar starts.
    pub x: f64,
    /// How long it is.
    pub width: f64,
}

/// A sum with its parts, ready to be drawn by `components/evidence.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Waterfall {
    /// In what it counts.
    pub unit: Unit,
    /// The start and the parts, in the order given.
    pub bars: Vec<Bar>,
    /// The sum.
    pub total: Bar,
    /// Where zero is.
    pub zero: f64,
    /// The sum as a probability, for bits.
    pub probability: Option<f64>,
}

impl Waterfall {
    /// Lays out a sum. A start of zero is not drawn.
    pub fn of(evidence: &Evidence, unit: Unit) -> Self {
        let mut parts: Vec<(&str, &str, f64)> =
            evidence.contributions.iter().map(|c| (c.code.as_str(), c.detail.as_str(), c.weight)).collect();
        if evidence.prior != 0.0 {
            parts.insert(0, ("begin", "", evidence.prior));
        }
        let total = evidence.total();
        let weights = || parts.iter().map(|p| p.2).chain([total]);
        let (low, high) = (weights().fold(0.0, f64::min), weights().fold(0.0, f64::max));
        let scale = 100.0 / (high - low).max(1e-9);
        let bar = |(code, detail, weight): (&str, &str, f64)| Bar {
            code: code.to_owned(),
            detail: detail.to_owned(),
            weight,
            x: rounded((weight.min(0.0) - low) * scale),
            width: rounded(weight.abs() * scale),
        };
        Self {
            unit,
            total: bar(("totaal", "", total)),
            zero: rounded(-low * scale),
            bars: parts.into_iter().map(bar).collect(),
            probability: (unit == Unit::Bits).then(|| evidence.probability()),
        }
    }
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use erf_base::Contribution;

    #[test]
    fn bars_share_one_zero_and_one_scale() {
        let mut evidence = Evidence::starting_at(-2.0);
        evidence.contributions.push(Contribution::new("straat", 6.0, "Achterweg"));
        let drawn = Waterfall::of(&evidence, Unit::Bits);
        assert_eq!(drawn.zero, 25.0);
        assert_eq!((drawn.bars[0].x, drawn.bars[0].width), (0.0, 25.0));
        assert_eq!((drawn.bars[1].x, drawn.bars[1].width), (25.0, 75.0));
        assert_eq!((drawn.total.x, drawn.total.width), (25.0, 50.0));
        assert!(drawn.probability.is_some_and(|p| p > 0.9));
    }

    #[test]
    fn nothing_is_drawn_as_nothing() {
        let drawn = Waterfall::of(&Evidence::default(), Unit::Points);
        assert!(drawn.bars.is_empty() && drawn.total.width == 0.0 && drawn.probability.is_none());
    }
}
