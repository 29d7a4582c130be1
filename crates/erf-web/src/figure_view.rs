// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A figure drawn: a dot with its interval on a scale, with n, source and date beside it.

use erf_base::Figure;
use serde::Serialize;

/// A figure ready to be drawn by `components/figure.html`. Positions are hundredths of the drawing's width.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureView {
    /// The value, or nothing when it is unknown.
    pub value: Option<f64>,
    /// On how many observations it rests.
    pub n: u64,
    /// The 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Where it comes from.
    pub source: String,
    /// The date it speaks of, as ISO text.
    pub date: String,
    /// Where the dot stands.
    pub dot: Option<f64>,
    /// Where the interval starts and how long it is.
    pub span: Option<(f64, f64)>,
    /// Whether it is a share.
    pub share: bool,
}

impl FigureView {
    /// A share, drawn on a scale from 0 to 100 %.
    pub fn share(figure: &Figure) -> Self {
        Self { share: true, ..Self::on_scale(figure, 0.0, 1.0) }
    }

    /// A number, drawn on a scale from `low` to `high`.
    pub fn on_scale(figure: &Figure, low: f64, high: f64) -> Self {
        let place = |v: f64| (((v - low) / (high - low).max(1e-9)).clamp(0.0, 1.0) * 10_000.0).round() / 100.0;
        let span = figure.interval.map(|(a, b)| (place(a), ((place(b) - place(a)) * 100.0).round() / 100.0));
        Self {
            value: figure.value,
            n: figure.n,
            interval: figure.interval,
            source: figure.source.clone(),
            date: figure.date.to_string(),
            dot: figure.value.map(place),
            span,
            share: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_share_lies_on_its_scale_and_unknown_has_no_dot() {
        let half = FigureView::share(&Figure::share(50, 100, "BAG", date(2026, 10, 1)));
        assert_eq!((half.dot, half.share, half.date.as_str()), (Some(50.0), true, "2026-10-01"));
        assert!(half.span.is_some_and(|(start, length)| start < 50.0 && start + length > 50.0));
        assert_eq!(FigureView::share(&Figure::share(0, 0, "BAG", date(2026, 10, 1))).dot, None);
    }
}
