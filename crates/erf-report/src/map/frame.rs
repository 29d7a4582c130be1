// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From RD metres to millimetres on paper, and what stands around a map: scale, north, a corner, legend.

use super::data::Bounds;
use crate::{
    nl,
    svg::{Drawing, colour, mm},
};

/// A rectangle on paper with its scale.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    bounds: Bounds,
    /// Millimetres on paper per metre.
    scale: f64,
    /// Width on paper in millimetres.
    pub width: f64,
    /// Height on paper in millimetres, without legend.
    pub height: f64,
}

impl View {
    /// Fits the bounds into a frame of this width, no higher than wide and no lower than half of that. Bounds that make
    /// no sense become a square kilometre, so that a map is never a division by zero.
    pub fn new(bounds: Bounds, width: f64) -> Self {
        let bounds = sensible(bounds);
        let (across, up) = (bounds.max_x - bounds.min_x, bounds.max_y - bounds.min_y);
        let height = (width * up / across).clamp(width * 0.5, width);
        let margin = 2.0;
        let scale = ((width - 2.0 * margin) / across).min((height - 2.0 * margin) / up);
        Self { bounds, scale, width, height }
    }

    /// Where a point stands on paper; y runs down.
    pub fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let middle = ((self.bounds.min_x + self.bounds.max_x) / 2.0, (self.bounds.min_y + self.bounds.max_y) / 2.0);
        (self.width / 2.0 + (x - middle.0) * self.scale, self.height / 2.0 - (y - middle.1) * self.scale)
    }

    /// A length in metres on paper.
    pub fn length(&self, metres: f64) -> f64 {
        metres * self.scale
    }

    /// Whether anything of these points can be in view.
    pub fn may_see(&self, points: &[(f64, f64)]) -> bool {
        let placed = points.iter().map(|point| self.place(*point));
        let fold =
            |(west, north, east, south): (f64, f64, f64, f64), (x, y): (f64, f64)| (west.min(x), north.min(y), east.max(x), south.max(y));
        let (west, north, east, south) = placed.fold((f64::MAX, f64::MAX, f64::MIN, f64::MIN), fold);
        east >= 0.0 && south >= 0.0 && west <= self.width && north <= self.height
    }

    /// The points as the data of an SVG path, without those too near to each other to be seen.
    pub fn path(&self, points: &[(f64, f64)], close: bool) -> String {
        const FINEST: f64 = 0.12;
        let mut path = String::new();
        let mut last: Option<(f64, f64)> = None;
        for (place, point) in points.iter().enumerate() {
            let (x, y) = self.place(*point);
            let is_end = place == 0 || place + 1 == points.len();
            let is_near = last.is_some_and(|(a, b)| (x - a).abs() < FINEST && (y - b).abs() < FINEST);
            if is_near && !is_end {
                continue;
            }
            path.push(if last.is_none() { 'M' } else { 'L' });
            path.push_str(&format!("{} {}", mm(x), mm(y)));
            last = Some((x, y));
        }
        if close {
            path.push('Z');
        }
        path
    }

    /// The clip path of the frame.
    pub fn clip(&self) -> String {
        let (width, height) = (mm(self.width), mm(self.height));
        format!(r#"<clipPath id="venster"><rect width="{width}" height="{height}"/></clipPath>"#)
    }

    /// South-west corner of the paper in RD metres.
    fn corner(&self) -> (f64, f64) {
        let middle = ((self.bounds.min_x + self.bounds.max_x) / 2.0, (self.bounds.min_y + self.bounds.max_y) / 2.0);
        (middle.0 - self.width / 2.0 / self.scale, middle.1 - self.height / 2.0 / self.scale)
    }

    /// A round number of metres that is about a quarter of the map wide.
    pub fn bar_metres(&self) -> f64 {
        let about = self.width / self.scale * 0.22;
        let power = 10_f64.powf(about.log10().floor());
        [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|metres| *metres <= about).unwrap_or(power)
    }
}

fn sensible(bounds: Bounds) -> Bounds {
    let Bounds { min_x, min_y, max_x, max_y } = bounds;
    let is_fine = [min_x, min_y, max_x, max_y].iter().all(|side| side.is_finite()) && max_x - min_x >= 1.0 && max_y - min_y >= 1.0;
    if is_fine {
        return bounds;
    }
    let (x, y) = (if min_x.is_finite() { min_x } else { 0.0 }, if min_y.is_finite() { min_y } else { 0.0 });
    Bounds { min_x: x - 500.0, min_y: y - 500.0, max_x: x + 500.0, max_y: y + 500.0 }
}

/// Frame, scale bar, north arrow and the coordinates of a corner.
pub fn furniture(drawing: &mut Drawing, view: &View) {
    let (width, height) = (mm(view.width), mm(view.height));
    let line = colour::STRONG;
    drawing.add(format_args!(r#"<rect width="{width}" height="{height}" fill="none" stroke="{line}" stroke-width="0.25"/>"#));
    scale_bar(drawing, view);
    north(drawing, view);
    let (x, y) = view.corner();
    let text = format!("RD {} / {}", nl::decimal(x.round(), 0), nl::decimal(y.round(), 0));
    drawing.text_on_map((1.5, view.height - 1.5), 2.3, "start", &text);
}

fn scale_bar(drawing: &mut Drawing, view: &View) {
    let metres = view.bar_metres();
    let length = view.length(metres);
    let (right, y) = (view.width - 2.5, view.height - 2.2);
    let (x1, x2, ink) = (mm(right - length), mm(right), colour::INK);
    let path = format!("M{x1} {}v1.2H{x2}v-1.2", mm(y - 1.2));
    drawing.add(format_args!(r##"<path d="{path}" fill="none" stroke="#ffffff" stroke-width="1.2"/>"##));
    drawing.add(format_args!(r#"<path d="{path}" fill="none" stroke="{ink}" stroke-width="0.4"/>"#));
    let text = if metres >= 1000.0 { format!("{} km", nl::decimal(metres / 1000.0, 0)) } else { format!("{} m", nl::decimal(metres, 0)) };
    drawing.text_on_map((right, y - 2.0), 2.5, "end", &text);
}

fn north(drawing: &mut Drawing, view: &View) {
    let (x, ink) = (view.width - 4.5, colour::INK);
    let tip = mm(x);
    drawing.add(format_args!(
        r##"<path d="M{tip} 2.2l1.5 4.6l-1.5 -1l-1.5 1Z" fill="{ink}" stroke="#ffffff" stroke-width="0.5" paint-order="stroke"/>"##
    ));
    drawing.text_on_map((x, 9.6), 2.5, "middle", "N");
}

/// One entry of a legend: how to draw its mark around a point, and its words.
pub struct Entry {
    /// SVG of the mark, drawn around (0, 0), about 3 mm high.
    pub mark: String,
    /// Words with the count.
    pub text: String,
}

/// Draws the entries in columns below the map and returns where they end.
pub fn legend(drawing: &mut Drawing, view: &View, entries: &[Entry]) -> f64 {
    const LINE: f64 = 5.0;
    let columns = if view.width > 120.0 { 3 } else { 2 };
    let rows = entries.len().div_ceil(columns);
    for (place, entry) in entries.iter().enumerate() {
        let column = (place / rows.max(1)) as f64;
        let x = 2.5 + column * view.width / columns as f64;
        let y = view.height + LINE * ((place % rows.max(1)) as f64 + 0.8) + 0.6;
        drawing.add(format_args!(r#"<g transform="translate({} {})">{}</g>"#, mm(x), mm(y), entry.mark));
        drawing.text((x + 3.4, y + 1.0), 2.8, "start", colour::INK, &entry.text);
    }
    view.height + LINE * rows as f64 + 1.2
}
