// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Shapes in GML: points, lines, polygons and surfaces of patches, with arcs made into short straight pieces.

use erf_base::RdPoint;
use erf_spatial::{Geometry, Polygon};
use quick_xml::events::BytesStart;

use crate::{mapping::Crs, xml};

/// How far a straight piece may lie from the arc it stands for, in metres.
const SAGITTA: f64 = 0.01;

/// Collects the shapes of one property.
#[derive(Debug, Default)]
pub(super) struct ShapeBuilder {
    dimension: usize,
    /// Coordinates of the piece of line being read.
    piece: Vec<RdPoint>,
    /// The line or ring being put together.
    line: Vec<RdPoint>,
    in_ring: bool,
    inner: bool,
    polygons: Vec<Polygon>,
    lines: Vec<Vec<RdPoint>>,
    point: Option<RdPoint>,
    fault: Option<String>,
    /// What the shape says about its coordinates.
    pub(super) crs: Option<Crs>,
    /// A coordinate system it names that is not read.
    pub(super) foreign: Option<String>,
}

impl ShapeBuilder {
    pub(super) fn start(&mut self, name: &str, start: &BytesStart<'_>) {
        if let Some(name) = xml::attribute(start, "srsName") {
            match Crs::stated(name) {
                Ok(crs) => self.crs = crs.or(self.crs),
                Err(name) => self.foreign = Some(name),
            }
        }
        if let Some(dimension) = xml::attribute(start, "srsDimension") {
            self.dimension = dimension.trim().parse().unwrap_or(2);
        }
        match name {
            "Polygon" | "PolygonPatch" => self.polygons.push(Polygon::default()),
            "exterior" | "outerBoundaryIs" => self.ring(false),
            "interior" | "innerBoundaryIs" => self.ring(true),
            "Point" | "LinearRing" | "LineString" | "LineStringSegment" | "Arc" | "ArcString" | "Circle" => self.piece.clear(),
            _ => {}
        }
    }

    fn ring(&mut self, inner: bool) {
        (self.in_ring, self.inner) = (true, inner);
        self.line.clear();
    }

    pub(super) fn end(&mut self, name: &str, text: &str) {
        match name {
            "posList" | "pos" => self.positions(text),
            "coordinates" => self.positions(&text.replace(',', " ")),
            "LinearRing" | "LineStringSegment" => self.join(),
            "Arc" | "ArcString" | "Circle" => {
                self.piece = straightened(&self.piece, name == "Circle");
                self.join();
            }
            "LineString" => {
                self.join();
                self.finish_line();
            }
            "Curve" => self.finish_line(),
            "exterior" | "interior" | "outerBoundaryIs" | "innerBoundaryIs" => self.finish_ring(),
            "Point" => self.point = self.point.or(self.piece.first().copied()),
            _ => {}
        }
    }

    fn positions(&mut self, text: &str) {
        if let Err(piece) = xml::positions(text, self.dimension.max(2), &mut self.piece) {
            self.fault.get_or_insert(format!("'{piece}' is geen getal of punt"));
        }
    }

    /// Adds a piece to the line; where pieces meet, the point is kept once.
    fn join(&mut self) {
        let meets = self.line.last().is_some() && self.line.last() == self.piece.first();
        self.line.extend(self.piece.drain(..).skip(usize::from(meets)));
    }

    fn finish_line(&mut self) {
        if !self.in_ring && !self.line.is_empty() {
            self.lines.push(std::mem::take(&mut self.line));
        }
    }

    fn finish_ring(&mut self) {
        self.in_ring = false;
        let ring = std::mem::take(&mut self.line);
        if let Some(polygon) = self.polygons.last_mut() {
            if self.inner { polygon.holes.push(ring) } else { polygon.outer = ring }
        }
    }

    /// The shape, when there is one, with its number of dimensions: a feature keeps its widest shape.
    pub(super) fn finish(self) -> Option<(u8, Result<Geometry, String>)> {
        let (rank, shape) = if !self.polygons.is_empty() {
            (2, Geometry::Polygons(self.polygons))
        } else if !self.lines.is_empty() {
            (1, Geometry::Lines(self.lines))
        } else if let Some(point) = self.point {
            (0, Geometry::Point(point))
        } else {
            return self.fault.map(|fault| (0, Err(fault)));
        };
        Some((rank, self.fault.map_or(Ok(shape), Err)))
    }
}

/// Straight pieces for arcs through points 1-2-3, 3-4-5 and so on; a circle also comes back from 3 to 1.
fn straightened(points: &[RdPoint], circle: bool) -> Vec<RdPoint> {
    let Some(first) = points.first() else { return Vec::new() };
    let mut line = vec![*first];
    for start in (0..points.len().saturating_sub(2)).step_by(2) {
        arc(points[start], points[start + 1], points[start + 2], &mut line);
    }
    if let (true, &[a, b, c]) = (circle, points) {
        // The rest of the circle passes the point opposite the middle of a-b-c.
        let opposite = centre(a, b, c).map(|m| RdPoint::new(2.0 * m.x - b.x, 2.0 * m.y - b.y));
        arc(c, opposite.unwrap_or(b), a, &mut line);
    } else if points.len().is_multiple_of(2) {
        line.extend(points.last());
    }
    line
}

/// Adds the arc from `a` through `b` to `c`, without `a`.
fn arc(a: RdPoint, b: RdPoint, c: RdPoint, line: &mut Vec<RdPoint>) {
    let Some(m) = centre(a, b, c) else {
        line.extend([b, c]);
        return;
    };
    let radius = m.distance(a);
    let angle = |p: RdPoint| (p.y - m.y).atan2(p.x - m.x);
    let turn = |from: f64, to: f64| (to - from).rem_euclid(std::f64::consts::TAU);
    let (start, left) = (angle(a), turn(angle(a), angle(b)) <= turn(angle(a), angle(c)));
    let sweep = if left { turn(start, angle(c)) } else { -turn(angle(c), start) };
    let step = 2.0 * (1.0 - SAGITTA / radius).clamp(-1.0, 1.0).acos();
    let pieces = (sweep.abs() / step.max(0.02)).ceil().clamp(2.0, 400.0) as u32;
    for i in 1..pieces {
        let at = start + sweep * f64::from(i) / f64::from(pieces);
        line.push(RdPoint::new(m.x + radius * at.cos(), m.y + radius * at.sin()));
    }
    line.push(c);
}

/// Centre of the circle through three points; `None` when they lie on a line, or so nearly that it makes no difference.
fn centre(a: RdPoint, b: RdPoint, c: RdPoint) -> Option<RdPoint> {
    let (bx, by, cx, cy) = (b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y);
    let d = 2.0 * (bx * cy - by * cx);
    if d.abs() < 1e-6 {
        return None;
    }
    let (b2, c2) = (bx * bx + by * by, cx * cx + cy * cy);
    let m = RdPoint::new(a.x + (cy * b2 - by * c2) / d, a.y + (bx * c2 - cx * b2) / d);
    (m.x.is_finite() && m.y.is_finite() && m.distance(a) < 1e6).then_some(m)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arc_stays_within_a_centimetre_of_its_circle() {
        let p = RdPoint::new;
        let half = straightened(&[p(-10.0, 0.0), p(0.0, 10.0), p(10.0, 0.0)], false);
        assert_eq!((half[0], half[half.len() - 1]), (p(-10.0, 0.0), p(10.0, 0.0)));
        for pair in half.windows(2) {
            let middle = p((pair[0].x + pair[1].x) / 2.0, (pair[0].y + pair[1].y) / 2.0);
            assert!((middle.distance(p(0.0, 0.0)) - 10.0).abs() < SAGITTA + 1e-9, "{middle:?}");
            assert!(middle.y > 0.0, "it goes through the middle point");
        }
    }

    #[test]
    fn a_circle_comes_round_and_points_on_a_line_stay_straight() {
        let p = RdPoint::new;
        let circle = straightened(&[p(-10.0, 0.0), p(0.0, 10.0), p(10.0, 0.0)], true);
        assert_eq!(circle.first(), circle.last());
        let lowest = circle.iter().map(|p| p.y).fold(f64::MAX, f64::min);
        assert!((lowest + 10.0).abs() < 0.1, "{lowest}");
        assert_eq!(straightened(&[p(0.0, 0.0), p(1.0, 0.0), p(2.0, 0.0)], false).len(), 3);
    }
}
