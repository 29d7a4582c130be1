// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Many outlines in little memory: whole millimetres, eight bytes a point.

use erf_base::RdPoint;
use erf_spatial::{Bounds, Polygon, Ring, geometry::ring_contains};

/// One shape in [`Outlines`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShapeId(u32);

/// A store of shapes that only grows.
#[derive(Debug, Default)]
pub struct Outlines {
    points: Vec<[i32; 2]>,
    /// End of each ring in `points`.
    rings: Vec<u32>,
    /// End of each shape in `rings`.
    shapes: Vec<u32>,
}

const MILLIMETRES: f64 = 1000.0;

impl Outlines {
    /// Keeps a shape of one or more polygons; the first ring is the outer ring of the first.
    pub fn push(&mut self, parts: &[Polygon]) -> ShapeId {
        for ring in parts.iter().flat_map(Polygon::rings) {
            self.points.extend(ring.iter().map(|p| [(p.x * MILLIMETRES).round() as i32, (p.y * MILLIMETRES).round() as i32]));
            self.rings.push(self.points.len() as u32);
        }
        self.shapes.push(self.rings.len() as u32);
        ShapeId(self.shapes.len() as u32 - 1)
    }

    /// The rings of a shape, in metres.
    pub fn rings(&self, shape: ShapeId) -> impl Iterator<Item = Ring> + '_ {
        let at = shape.0 as usize;
        let from = if at == 0 { 0 } else { self.shapes[at - 1] };
        (from..self.shapes[at]).map(|ring| self.ring(ring as usize))
    }

    /// The outer ring of the first polygon; empty when there is none.
    pub fn outer(&self, shape: ShapeId) -> Ring {
        self.rings(shape).next().unwrap_or_default()
    }

    /// The smallest upright rectangle around all rings.
    pub fn bounds(&self, shape: ShapeId) -> Option<Bounds> {
        Bounds::of(self.rings(shape).flatten())
    }

    /// Whether the point lies inside, by the even-odd rule over all rings: holes and several parts are respected.
    pub fn contains(&self, shape: ShapeId, point: RdPoint) -> bool {
        self.rings(shape).filter(|ring| ring_contains(ring, point)).count() % 2 == 1
    }

    fn ring(&self, ring: usize) -> Ring {
        let from = if ring == 0 { 0 } else { self.rings[ring - 1] as usize };
        let metres = |&[x, y]: &[i32; 2]| RdPoint::new(f64::from(x) / MILLIMETRES, f64::from(y) / MILLIMETRES);
        self.points[from..self.rings[ring] as usize].iter().map(metres).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_comes_back_within_half_a_millimetre() {
        let mut outlines = Outlines::default();
        let ring = |o: f64, s: f64| vec![RdPoint::new(o, o), RdPoint::new(o + s, o), RdPoint::new(o + s, o + s), RdPoint::new(o, o + s)];
        let empty = outlines.push(&[]);
        let farm = outlines.push(&[Polygon { outer: ring(100_000.123, 10.0), holes: vec![ring(100_004.0, 2.0)] }]);
        assert_eq!(outlines.bounds(empty), None);
        assert!(outlines.outer(empty).is_empty());
        assert!(outlines.outer(farm)[0].distance(RdPoint::new(100_000.123, 100_000.123)) < 0.0008);
        assert!(outlines.contains(farm, RdPoint::new(100_001.0, 100_001.0)));
        assert!(!outlines.contains(farm, RdPoint::new(100_005.0, 100_005.0)));
    }
}
