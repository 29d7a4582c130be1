// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The muted base map: land, water, built-up areas, roads, borders and names.

use super::{
    data::{LineKind, MapData, MapLine},
    frame::View,
};
use crate::svg::{Drawing, colour, mm};

/// Land outside and inside the area.
pub fn land(drawing: &mut Drawing, map: &MapData, view: &View) {
    let (width, height) = (mm(view.width), mm(view.height));
    let ground = if map.outlines.is_empty() { colour::LAND } else { colour::OUTSIDE };
    drawing.add(format_args!(r#"<rect width="{width}" height="{height}" fill="{ground}"/>"#));
    for outline in &map.outlines {
        let (path, land) = (rings(&outline.rings, view), colour::LAND);
        drawing.add(format_args!(r#"<path d="{path}" fill="{land}" fill-rule="evenodd"/>"#));
    }
}

/// Built-up areas and lakes.
pub fn areas(drawing: &mut Drawing, map: &MapData, view: &View) {
    for kind in [LineKind::BuiltUp, LineKind::Water] {
        draw(drawing, &seen(map, view, kind, true), view, kind, true);
    }
}

/// Ditches and roads, from below to above.
pub fn strokes(drawing: &mut Drawing, map: &MapData, view: &View) {
    for kind in [LineKind::BuiltUp, LineKind::Water, LineKind::Road, LineKind::MainRoad] {
        draw(drawing, &seen(map, view, kind, false), view, kind, false);
    }
}

fn seen<'a>(map: &'a MapData, view: &View, kind: LineKind, areas: bool) -> Vec<&'a MapLine> {
    let wanted = map.lines.iter().filter(|line| line.kind == kind && line.points.len() > 1 && is_area(line) == areas);
    wanted.filter(|line| view.may_see(&line.points)).collect()
}

fn is_area(line: &MapLine) -> bool {
    matches!(line.kind, LineKind::Water | LineKind::BuiltUp) && line.points.len() > 3 && line.points.first() == line.points.last()
}

/// All lines of a kind in one path: thousands of ditches stay one element.
fn draw(drawing: &mut Drawing, lines: &[&MapLine], view: &View, kind: LineKind, fill: bool) {
    if lines.is_empty() {
        return;
    }
    let path: String = lines.iter().map(|line| view.path(&line.points, fill)).collect();
    let (colour, width) = match kind {
        LineKind::Water => (colour::WATER, 0.35),
        LineKind::BuiltUp => (colour::BUILT, 0.2),
        LineKind::Road => (colour::ROAD, 0.25),
        LineKind::MainRoad => (colour::ROAD, 0.8),
    };
    if fill {
        drawing.add(format_args!(r#"<path d="{path}" fill="{colour}"/>"#));
    } else {
        drawing.add(format_args!(r#"<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"/>"#));
    }
}

/// Borders of municipalities.
pub fn borders(drawing: &mut Drawing, map: &MapData, view: &View) {
    for outline in &map.outlines {
        let (path, line) = (rings(&outline.rings, view), colour::STRONG);
        drawing.add(format_args!(r#"<path d="{path}" fill="none" stroke="{line}" stroke-width="0.35" stroke-linejoin="round"/>"#));
    }
}

/// Names of municipalities, where there is more than one.
pub fn names(drawing: &mut Drawing, map: &MapData, view: &View) {
    if map.outlines.len() < 2 {
        return;
    }
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    for outline in map.outlines.iter().filter(|outline| !outline.name.is_empty()) {
        let Some((x, y)) = outline.rings.iter().max_by_key(|ring| ring.len()).and_then(|ring| middle(ring)) else { continue };
        let (x, y) = view.place((x, y));
        let half = outline.name.chars().count() as f64 * 0.68;
        let in_view = x - half > 0.0 && x + half < view.width && y > 4.0 && y < view.height - 5.0;
        let is_free = taken.iter().all(|(a, b, wide)| (x - a).abs() > half + wide || (y - b).abs() > 3.0);
        if in_view && is_free {
            drawing.text_on_map((x, y + 0.9), 2.6, "middle", &outline.name);
            taken.push((x, y, half));
        }
    }
}

fn rings(rings: &[Vec<(f64, f64)>], view: &View) -> String {
    rings.iter().filter(|ring| ring.len() > 2).map(|ring| view.path(ring, true)).collect()
}

/// Middle of the rectangle around a ring.
fn middle(ring: &[(f64, f64)]) -> Option<(f64, f64)> {
    let first = *ring.first()?;
    let (low, high) =
        ring.iter().fold((first, first), |(low, high), (x, y)| ((low.0.min(*x), low.1.min(*y)), (high.0.max(*x), high.1.max(*y))));
    Some(((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0))
}
