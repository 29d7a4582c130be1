// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Dot with interval: one picture for paper and page.

use crate::svg::{Drawing, colour, mm};

/// A row of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// What it is; left out when empty.
    pub label: String,
    /// The value; `None` is drawn as hatching, for unknown.
    pub value: Option<f64>,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// The value in words, printed at the right; left out when empty.
    pub text: String,
    /// A value to compare with, drawn as a thin upright line.
    pub compare: Option<f64>,
}

/// The axis below the rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Left end.
    pub min: f64,
    /// Right end; must be larger than `min`.
    pub max: f64,
    /// Words at the left end.
    pub min_text: String,
    /// Words at the right end.
    pub max_text: String,
}

impl Axis {
    /// From zero to a round number that holds all rows; `write` turns an end into words.
    pub fn from_zero(dots: &[Dot], write: impl Fn(f64) -> String) -> Self {
        let largest =
            dots.iter().flat_map(|dot| [dot.value, dot.interval.map(|(_, high)| high), dot.compare]).flatten().fold(0.0, f64::max);
        let max = round_up(largest);
        Self { min: 0.0, max, min_text: write(0.0), max_text: write(max) }
    }
}

/// The next 1, 2 or 5 times a power of ten.
fn round_up(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 1.0;
    }
    let power = 10_f64.powf(value.log10().floor());
    let steps = [1.0, 2.0, 2.5, 4.0, 5.0, 8.0, 10.0];
    steps.into_iter().map(|step| step * power).find(|top| *top >= value * 0.999_999).unwrap_or(power * 10.0)
}

const TEXT: f64 = 3.0;
const ROW: f64 = 6.0;

/// Draws the rows with direct labels on one axis; `width_mm` is the width of the whole picture.
pub fn dots(dots: &[Dot], axis: &Axis, width_mm: f64) -> String {
    let has_labels = dots.iter().any(|dot| !dot.label.is_empty());
    let has_text = dots.iter().any(|dot| !dot.text.is_empty());
    let left = if has_labels { width_mm * 0.4 } else { 1.6 };
    let right = width_mm - if has_text { width_mm * 0.22 } else { 1.6 };
    let place = |value: f64| left + (right - left) * ((value - axis.min) / (axis.max - axis.min)).clamp(0.0, 1.0);
    let bottom = ROW * dots.len() as f64;
    let mut drawing = Drawing::default();
    draw_axis(&mut drawing, axis, (left, right), bottom);
    for (row, dot) in dots.iter().enumerate() {
        draw_row(&mut drawing, dot, place, (left, right), ROW * (row as f64 + 0.5));
    }
    drawing.finish(width_mm, bottom + 4.4, HATCHING)
}

/// Hatching: what is unknown is drawn, never left white.
pub(crate) const HATCHING: &str = "<pattern id=\"onbekend\" width=\"1.4\" height=\"1.4\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><rect width=\"1.4\" height=\"1.4\" fill=\"#ffffff\"/>\
    <line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1.4\" stroke=\"#8b9b9e\" stroke-width=\"0.7\"/></pattern>";

fn draw_axis(drawing: &mut Drawing, axis: &Axis, (left, right): (f64, f64), bottom: f64) {
    let (x1, x2, y, line) = (mm(left), mm(right), mm(bottom), colour::STRONG);
    drawing.add(format_args!(r#"<path d="M{x1} {y}H{x2}M{x1} {y}v1M{x2} {y}v1" stroke="{line}" stroke-width="0.2" fill="none"/>"#));
    drawing.text((left, bottom + 3.8), 2.5, if left < 5.0 { "start" } else { "middle" }, colour::SOFT, &axis.min_text);
    drawing.text((right, bottom + 3.8), 2.5, "end", colour::SOFT, &axis.max_text);
}

fn draw_row(drawing: &mut Drawing, dot: &Dot, place: impl Fn(f64) -> f64, (left, right): (f64, f64), y: f64) {
    if !dot.label.is_empty() {
        drawing.text((0.0, y + 1.0), TEXT, "start", colour::INK, &dot.label);
    }
    if !dot.text.is_empty() {
        drawing.text((right + 2.0, y + 1.0), TEXT, "start", colour::INK, &dot.text);
    }
    let Some(value) = dot.value else {
        let (x, y, width) = (mm(left), mm(y - 1.5), mm(right - left));
        drawing.add(format_args!(r#"<rect x="{x}" y="{y}" width="{width}" height="3" fill="url(#onbekend)"/>"#));
        return;
    };
    let (y, deep) = (mm(y), colour::DEEP);
    if let Some(compare) = dot.compare {
        let (x, soft) = (mm(place(compare)), colour::STRONG);
        drawing.add(format_args!(r#"<path d="M{x} {y}m0 -2.2v4.4" stroke="{soft}" stroke-width="0.5"/>"#));
    }
    if let Some((low, high)) = dot.interval {
        let (x1, x2, band) = (mm(place(low)), mm(place(high)), colour::MIDDLE);
        drawing.add(format_args!(r#"<path d="M{x1} {y}H{x2}" stroke="{band}" stroke-width="1.4" stroke-linecap="round"/>"#));
    }
    let x = mm(place(value));
    drawing.add(format_args!(r#"<circle cx="{x}" cy="{y}" r="1.4" fill="{deep}"/>"#));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(value: Option<f64>, interval: Option<(f64, f64)>) -> Dot {
        Dot { label: "Grote schuren & loodsen".to_owned(), value, interval, text: "12 %".to_owned(), compare: None }
    }

    #[test]
    fn the_axis_ends_at_a_round_number_beyond_every_interval() {
        for (high, end) in [(0.0, 1.0), (0.137, 0.2), (0.2, 0.2), (37.0, 40.0), (99.0, 100.0), (1001.0, 2000.0)] {
            let axis = Axis::from_zero(&[dot(Some(0.0), Some((0.0, high)))], |end| format!("{end}"));
            assert!((axis.max - end).abs() < 1e-9, "{high}: {}", axis.max);
        }
    }

    #[test]
    fn unknown_is_hatched_and_not_a_dot_at_zero() {
        let axis = Axis { min: 0.0, max: 1.0, min_text: "0".to_owned(), max_text: "1".to_owned() };
        let unknown = dots(&[dot(None, None)], &axis, 80.0);
        assert!(unknown.contains("url(#onbekend)") && !unknown.contains("<circle"), "{unknown}");
        let zero = dots(&[dot(Some(0.0), None)], &axis, 80.0);
        assert!(zero.contains("<circle") && !zero.contains("url(#onbekend)"), "{zero}");
    }

    #[test]
    fn labels_are_text_and_never_tags() {
        let axis = Axis { min: 0.0, max: 1.0, min_text: "0".to_owned(), max_text: "1".to_owned() };
        assert!(dots(&[dot(Some(0.5), None)], &axis, 80.0).contains("schuren &amp; loodsen"));
    }
}
