// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Distances in metres between points, lines and polygons.

use erf_base::RdPoint;

use crate::{
    Bounds, Geometry, Polygon,
    geometry::{ring_contains, sides},
};

/// From a point to the stretch between `a` and `b`.
pub fn to_segment(p: RdPoint, a: RdPoint, b: RdPoint) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let square = dx * dx + dy * dy;
    let t = if square > 0.0 { (((p.x - a.x) * dx + (p.y - a.y) * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
    p.distance(RdPoint::new(a.x + t * dx, a.y + t * dy))
}

/// From a point to an open line; infinite when the line has no points.
pub fn to_line(p: RdPoint, line: &[RdPoint]) -> f64 {
    match line {
        [only] => p.distance(*only),
        _ => line.windows(2).map(|w| to_segment(p, w[0], w[1])).fold(f64::INFINITY, f64::min),
    }
}

/// Between two stretches; 0 when they cross.
pub fn between_segments((a, b): (RdPoint, RdPoint), (c, d): (RdPoint, RdPoint)) -> f64 {
    let side = |p: RdPoint, q: RdPoint, r: RdPoint| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    if side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0 {
        return 0.0;
    }
    to_segment(a, c, d).min(to_segment(b, c, d)).min(to_segment(c, a, b)).min(to_segment(d, a, b))
}

impl Polygon {
    /// From a point to the polygon: 0 inside, infinite when it has no points. Cost: two passes.
    pub fn distance_to(&self, point: RdPoint) -> f64 {
        if self.contains(point) {
            return 0.0;
        }
        self.rings().flat_map(|ring| sides(ring)).map(|(a, b)| to_segment(point, a, b)).fold(f64::INFINITY, f64::min)
    }

    /// Metres to another polygon when at most `limit`, else `None`; 0 when they overlap or touch. Holes are ignored: what
    /// stands in a courtyard belongs to the building. Cost: sides of one times sides of the other, after a check of the
    /// rectangles; most far pairs end there.
    pub fn distance_within(&self, other: &Self, limit: f64) -> Option<f64> {
        rings_within(&self.outer, &other.outer, limit)
    }
}

/// As [`Polygon::distance_within`], for two rings.
pub fn rings_within(one: &[RdPoint], two: &[RdPoint], limit: f64) -> Option<f64> {
    let (first, second) = (Bounds::of(one.iter().copied())?, Bounds::of(two.iter().copied())?);
    if first.distance(second) > limit {
        return None;
    }
    if ring_contains(one, two[0]) || ring_contains(two, one[0]) {
        return Some(0.0);
    }
    let mut best = f64::INFINITY;
    for (a, b) in sides(one) {
        let near = Bounds { min: a, max: a }.union(Bounds { min: b, max: b });
        if near.distance(second) > limit.min(best) {
            continue;
        }
        for other in sides(two) {
            best = best.min(between_segments((a, b), other));
        }
    }
    (best <= limit).then_some(best)
}

impl Geometry {
    /// From a point to the nearest part: 0 inside a polygon, infinite when there are no points.
    pub fn distance_to(&self, point: RdPoint) -> f64 {
        match self {
            Self::Point(p) => p.distance(point),
            Self::Lines(lines) => lines.iter().map(|line| to_line(point, line)).fold(f64::INFINITY, f64::min),
            Self::Polygons(parts) => parts.iter().map(|part| part.distance_to(point)).fold(f64::INFINITY, f64::min),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::tests::{ring, square};

    fn check(one: &Polygon, two: &Polygon, limit: f64, expected: Option<f64>) {
        for (a, b) in [(one, two), (two, one)] {
            let found = a.distance_within(b, limit);
            assert!(
                found.is_some() == expected.is_some() && (found.unwrap_or(0.0) - expected.unwrap_or(0.0)).abs() < 1e-9,
                "{found:?} {expected:?}"
            );
        }
    }

    #[test]
    fn sheds_are_as_far_apart_as_their_nearest_walls() {
        let house = square(0.0, 0.0, 10.0);
        check(&house, &square(13.0, 14.0, 2.0), 10.0, Some(5.0));
        check(&house, &square(13.0, 0.0, 2.0), 3.0, Some(3.0));
        check(&house, &square(13.1, 0.0, 2.0), 3.0, None);
        check(&house, &square(10.0, 0.0, 2.0), 0.0, Some(0.0));
        check(&house, &square(2.0, 2.0, 2.0), 1.0, Some(0.0));
        check(&house, &square(9.0, 9.0, 2.0), 1.0, Some(0.0));
        check(&house, &Polygon::new(ring(&[(-5.0, 4.0), (20.0, 4.0), (20.0, 5.0), (-5.0, 5.0)])), 1.0, Some(0.0));
        check(&house, &Polygon::default(), 1.0, None);
        check(&house, &Polygon::new(ring(&[(12.0, 0.0)])), 5.0, Some(2.0));
    }

    #[test]
    fn inside_is_no_distance_and_a_courtyard_is_outside() {
        let mut farm = square(0.0, 0.0, 10.0);
        farm.holes.push(square(2.0, 2.0, 6.0).outer);
        let at = |x: f64, y: f64| RdPoint::new(140_000.0 + x, 500_000.0 + y);
        assert_eq!(farm.distance_to(at(1.0, 1.0)), 0.0);
        assert!((farm.distance_to(at(5.0, 5.0)) - 3.0).abs() < 1e-9);
        assert!((farm.distance_to(at(-3.0, -4.0)) - 5.0).abs() < 1e-9);
        assert_eq!(Polygon::default().distance_to(at(0.0, 0.0)), f64::INFINITY);
        assert!((Geometry::Lines(vec![ring(&[(0.0, 0.0), (10.0, 0.0)])]).distance_to(at(5.0, 2.0)) - 2.0).abs() < 1e-9);
    }
}
