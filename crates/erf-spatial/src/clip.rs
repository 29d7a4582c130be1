// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Cutting shapes to a rectangle, for tiles.

use erf_base::RdPoint;

use crate::{
    Bounds, Geometry, Polygon, Ring,
    geometry::{sides, signed_area},
    simplify::{some_lines, some_polygons},
};

/// The parts of an open line inside the rectangle, in order.
///
/// Source: Y. Liang, B. Barsky, "A new concept and method for line clipping", ACM TOG 3 (1984). Cost: one pass.
pub fn clip_line(line: &[RdPoint], to: &Bounds) -> Vec<Vec<RdPoint>> {
    let mut parts: Vec<Vec<RdPoint>> = Vec::new();
    for w in line.windows(2) {
        let Some((a, b)) = clip_segment(w[0], w[1], to) else { continue };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&a) => part.push(b),
            _ => parts.push(vec![a, b]),
        }
    }
    parts
}

fn clip_segment(a: RdPoint, b: RdPoint, to: &Bounds) -> Option<(RdPoint, RdPoint)> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, a.x - to.min.x), (dx, to.max.x - a.x), (-dy, a.y - to.min.y), (dy, to.max.y - a.y)] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    let on = |t: f64| RdPoint::new(a.x + t * dx, a.y + t * dy);
    let start = if enter > 0.0 { on(enter) } else { a };
    let end = if leave < 1.0 { on(leave) } else { b };
    (enter <= leave).then_some((start, end))
}

/// The part of a ring inside the rectangle; `None` when nothing with area is left. A ring that leaves and comes back is
/// joined along the edge of the rectangle, which drawing does not show.
///
/// Source: I. Sutherland, G. Hodgman, "Reentrant polygon clipping", CACM 17 (1974). Cost: four passes.
pub fn clip_ring(ring: &[RdPoint], to: &Bounds) -> Option<Ring> {
    let mut left = ring.to_vec();
    left = cut(&left, |p| p.x - to.min.x);
    left = cut(&left, |p| to.max.x - p.x);
    left = cut(&left, |p| p.y - to.min.y);
    left = cut(&left, |p| to.max.y - p.y);
    (left.len() >= 3 && signed_area(&left) != 0.0).then_some(left)
}

/// Keeps the side where `room` is not negative.
fn cut(ring: &[RdPoint], room: impl Fn(RdPoint) -> f64) -> Ring {
    let mut kept = Vec::with_capacity(ring.len() + 4);
    for (a, b) in sides(ring) {
        let (ra, rb) = (room(a), room(b));
        if ra >= 0.0 {
            kept.push(a);
        }
        if (ra >= 0.0) != (rb >= 0.0) {
            let t = ra / (ra - rb);
            kept.push(RdPoint::new(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)));
        }
    }
    kept
}

impl Polygon {
    /// The part inside the rectangle; `None` when nothing is left. Wholly inside costs only a look at the bounds and a copy.
    pub fn clip(&self, to: &Bounds) -> Option<Self> {
        let own = self.bounds()?;
        if to.contains_bounds(own) {
            return Some(self.clone());
        }
        if !to.intersects(own) {
            return None;
        }
        let outer = clip_ring(&self.outer, to)?;
        Some(Self { outer, holes: self.holes.iter().filter_map(|hole| clip_ring(hole, to)).collect() })
    }
}

impl Geometry {
    /// The part inside the rectangle; `None` when nothing is left.
    pub fn clip(&self, to: &Bounds) -> Option<Self> {
        match self {
            Self::Point(p) => to.contains(*p).then_some(Self::Point(*p)),
            Self::Lines(lines) => some_lines(lines.iter().flat_map(|line| clip_line(line, to)).collect()),
            Self::Polygons(parts) => some_polygons(parts.iter().filter_map(|part| part.clip(to)).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::tests::{ring, square};

    fn tile() -> Bounds {
        square(0.0, 0.0, 10.0).bounds().unwrap()
    }

    #[test]
    fn a_road_that_leaves_and_returns_is_two_roads() {
        let road = ring(&[(-5.0, 5.0), (5.0, 5.0), (5.0, 15.0), (8.0, 15.0), (8.0, 5.0)]);
        let expected = vec![ring(&[(0.0, 5.0), (5.0, 5.0), (5.0, 10.0)]), ring(&[(8.0, 10.0), (8.0, 5.0)])];
        assert_eq!(clip_line(&road, &tile()), expected);
        assert_eq!(clip_line(&ring(&[(-5.0, 11.0), (15.0, 11.0)]), &tile()), Vec::<Ring>::new());
    }

    #[test]
    fn a_field_is_cut_with_its_hole() {
        let mut field = square(5.0, 5.0, 20.0);
        field.holes.push(square(8.0, 8.0, 10.0).outer);
        let part = field.clip(&tile()).unwrap();
        assert!((part.area() - 21.0).abs() < 1e-9, "{}", part.area());
        assert_eq!(square(20.0, 20.0, 5.0).clip(&tile()), None);
        assert_eq!(square(1.0, 1.0, 5.0).clip(&tile()), Some(square(1.0, 1.0, 5.0)));
    }

    proptest! {
        #[test]
        fn any_outline_can_be_cut_measured_and_thinned(points in prop::collection::vec((-20.0..30.0_f64, -20.0..30.0_f64), 0..9)) {
            let polygon = Polygon::new(ring(&points));
            if let Some(part) = polygon.clip(&tile()) {
                prop_assert!(tile().grow(1e-6).contains_bounds(part.bounds().unwrap()));
            }
            let _ = (polygon.simplify(1.0), polygon.point_on_surface(), polygon.distance_within(&square(0.0, 0.0, 3.0), 5.0));
            for part in clip_line(&polygon.outer, &tile()) {
                prop_assert!(tile().grow(1e-6).contains_bounds(Bounds::of(part).unwrap()));
            }
        }
    }
}
