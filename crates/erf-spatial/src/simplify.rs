// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Fewer points for drawing at a distance.
//!
//! Source: D. H. Douglas, T. K. Peucker, "Algorithms for the reduction of the number of points required to represent a
//! digitized line or its caricature", Cartographica 10 (1973).

use erf_base::RdPoint;

use crate::{Geometry, Polygon, Ring, distance::to_segment, geometry::signed_area};

/// An open line without the points that lie within `tolerance` metres of what is left. Both ends stay.
/// Cost: points times log points as a rule, points squared at worst.
pub fn simplify_line(line: &[RdPoint], tolerance: f64) -> Vec<RdPoint> {
    if line.len() < 3 {
        return line.to_vec();
    }
    let mut keep = vec![false; line.len()];
    keep[0] = true;
    keep[line.len() - 1] = true;
    let mut open = vec![(0, line.len() - 1)];
    while let Some((from, to)) = open.pop() {
        let Some((far, off)) = farthest(line, from, to) else { continue };
        if off > tolerance {
            keep[far] = true;
            open.extend([(from, far), (far, to)]);
        }
    }
    line.iter().zip(keep).filter(|(_, kept)| *kept).map(|(p, _)| *p).collect()
}

fn farthest(line: &[RdPoint], from: usize, to: usize) -> Option<(usize, f64)> {
    (from + 1..to).map(|k| (k, to_segment(line[k], line[from], line[to]))).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// A ring with fewer points; `None` when it has fewer than three points left or covers less than `tolerance` squared.
pub fn simplify_ring(ring: &[RdPoint], tolerance: f64) -> Option<Ring> {
    if ring.len() < 3 || signed_area(ring).abs() < tolerance * tolerance {
        return None;
    }
    // Cut where the ring is widest, so that the cut points are corners that may stay.
    let start = ring[0];
    let opposite = (1..ring.len()).max_by(|&a, &b| ring[a].distance(start).total_cmp(&ring[b].distance(start)))?;
    let mut simple = simplify_line(&ring[..=opposite], tolerance);
    let mut back = ring[opposite..].to_vec();
    back.push(start);
    let second = simplify_line(&back, tolerance);
    simple.extend_from_slice(&second[1..second.len() - 1]);
    (simple.len() >= 3).then_some(simple)
}

impl Polygon {
    /// With fewer points; holes that become too small vanish; `None` when the whole does.
    pub fn simplify(&self, tolerance: f64) -> Option<Self> {
        let outer = simplify_ring(&self.outer, tolerance)?;
        Some(Self { outer, holes: self.holes.iter().filter_map(|hole| simplify_ring(hole, tolerance)).collect() })
    }
}

impl Geometry {
    /// With fewer points, for drawing; `None` when nothing is left to draw.
    pub fn simplify(&self, tolerance: f64) -> Option<Self> {
        match self {
            Self::Point(p) => Some(Self::Point(*p)),
            Self::Lines(lines) => some_lines(lines.iter().map(|line| simplify_line(line, tolerance)).collect()),
            Self::Polygons(parts) => some_polygons(parts.iter().filter_map(|part| part.simplify(tolerance)).collect()),
        }
    }
}

pub(crate) fn some_lines(mut lines: Vec<Vec<RdPoint>>) -> Option<Geometry> {
    lines.retain(|line| line.len() > 1);
    (!lines.is_empty()).then_some(Geometry::Lines(lines))
}

pub(crate) fn some_polygons(parts: Vec<Polygon>) -> Option<Geometry> {
    (!parts.is_empty()).then_some(Geometry::Polygons(parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::tests::{ring, square};

    #[test]
    fn a_point_within_the_tolerance_goes() {
        let line = ring(&[(0.0, 0.0), (5.0, 0.4), (10.0, 0.0), (10.0, 8.0)]);
        assert_eq!(simplify_line(&line, 0.5), ring(&[(0.0, 0.0), (10.0, 0.0), (10.0, 8.0)]));
        assert_eq!(simplify_line(&line, 0.3), line);
        assert_eq!(simplify_line(&line[..1], 0.3), &line[..1]);
    }

    #[test]
    fn a_square_with_bumps_is_a_square_again_and_a_speck_vanishes() {
        let bumpy = ring(&[(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0), (5.0, 9.9), (0.0, 10.0)]);
        assert_eq!(simplify_ring(&bumpy, 0.5).unwrap().len(), 4);
        let mut farm = square(0.0, 0.0, 100.0);
        farm.holes.push(square(1.0, 1.0, 2.0).outer);
        assert_eq!(farm.simplify(5.0).unwrap(), square(0.0, 0.0, 100.0));
        assert_eq!(square(0.0, 0.0, 2.0).simplify(5.0), None);
    }

    #[test]
    fn a_spike_does_not_panic() {
        for points in [&[(0.0, 0.0), (10.0, 0.0), (0.0, 0.0)][..], &[(0.0, 0.0); 5], &[]] {
            assert_eq!(simplify_ring(&ring(points), 1.0), None);
        }
    }
}
