// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The little plane geometry the generator needs. Metres, RD New.

/// A point in RD New.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct P {
    pub x: f64,
    pub y: f64,
}

impl P {
    pub(crate) fn distance(self, other: P) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point at `share` of the way to `other`.
    pub(crate) fn towards(self, other: P, share: f64) -> P {
        P { x: self.x + (other.x - self.x) * share, y: self.y + (other.y - self.y) * share }
    }
}

/// The turned grid of one municipality: `u` runs along its roads, `v` across them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    origin: P,
    cos: f64,
    sin: f64,
}

impl Frame {
    pub(crate) fn new(origin: P, degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { origin, cos, sin }
    }

    /// From grid to RD.
    pub(crate) fn rd(&self, u: f64, v: f64) -> P {
        P { x: self.origin.x + u * self.cos - v * self.sin, y: self.origin.y + u * self.sin + v * self.cos }
    }

    /// From RD to grid.
    pub(crate) fn local(&self, p: P) -> (f64, f64) {
        let (dx, dy) = (p.x - self.origin.x, p.y - self.origin.y);
        (dx * self.cos + dy * self.sin, dy * self.cos - dx * self.sin)
    }
}

/// A rectangle in the grid of a municipality.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub u0: f32,
    pub v0: f32,
    pub u1: f32,
    pub v1: f32,
}

impl Rect {
    /// From two opposite corners, in any order.
    pub(crate) fn new(u0: f64, v0: f64, u1: f64, v1: f64) -> Self {
        Self { u0: u0.min(u1) as f32, v0: v0.min(v1) as f32, u1: u0.max(u1) as f32, v1: v0.max(v1) as f32 }
    }

    /// The corners in RD, counter-clockwise.
    pub(crate) fn ring(&self, frame: &Frame) -> Vec<P> {
        let (u0, v0, u1, v1) = (f64::from(self.u0), f64::from(self.v0), f64::from(self.u1), f64::from(self.v1));
        vec![frame.rd(u0, v0), frame.rd(u1, v0), frame.rd(u1, v1), frame.rd(u0, v1)]
    }

    pub(crate) fn area(&self) -> f64 {
        f64::from(self.u1 - self.u0) * f64::from(self.v1 - self.v0)
    }

    pub(crate) fn middle(&self) -> (f64, f64) {
        (f64::from(self.u0 + self.u1) / 2.0, f64::from(self.v0 + self.v1) / 2.0)
    }
}

/// Whether the point lies in the ring (even-odd rule).
pub(crate) fn inside(ring: &[P], p: P) -> bool {
    let mut within = false;
    for (a, b) in edges(ring) {
        if (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x {
            within = !within;
        }
    }
    within
}

/// The sides of a ring, the closing one included.
pub(crate) fn edges(ring: &[P]) -> impl Iterator<Item = (P, P)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// Area of a ring, positive when counter-clockwise.
pub(crate) fn area(ring: &[P]) -> f64 {
    edges(ring).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>() / 2.0
}

/// The part of a ring where `keep` is not negative (Sutherland and Hodgman, one half plane at a time).
pub(crate) fn clip(ring: &[P], keep: impl Fn(P) -> f64) -> Vec<P> {
    let mut out = Vec::with_capacity(ring.len() + 2);
    for (a, b) in edges(ring) {
        let (da, db) = (keep(a), keep(b));
        if da >= 0.0 {
            out.push(a);
        }
        if (da >= 0.0) != (db >= 0.0) {
            out.push(a.towards(b, da / (da - db)));
        }
    }
    out
}

/// The smallest upright box: low and high corner.
pub(crate) fn bounds(points: impl IntoIterator<Item = P>) -> (P, P) {
    let start = (P { x: f64::MAX, y: f64::MAX }, P { x: f64::MIN, y: f64::MIN });
    points
        .into_iter()
        .fold(start, |(low, high), p| (P { x: low.x.min(p.x), y: low.y.min(p.y) }, P { x: high.x.max(p.x), y: high.y.max(p.y) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_grid_goes_there_and_back() {
        let frame = Frame::new(P { x: 145_000.0, y: 510_000.0 }, 12.0);
        let (u, v) = frame.local(frame.rd(1234.5, -678.9));
        assert!((u - 1234.5).abs() < 1e-6 && (v + 678.9).abs() < 1e-6);
    }

    #[test]
    fn two_halves_make_the_whole() {
        let ring = [P { x: 0.0, y: 0.0 }, P { x: 4.0, y: 0.0 }, P { x: 4.0, y: 2.0 }, P { x: 0.0, y: 2.0 }];
        let (left, right) = (clip(&ring, |p| 1.0 - p.x), clip(&ring, |p| p.x - 1.0));
        assert!((area(&left) - 2.0).abs() < 1e-9 && (area(&right) - 6.0).abs() < 1e-9);
        assert!(inside(&left, P { x: 0.5, y: 1.0 }) && !inside(&right, P { x: 0.5, y: 1.0 }));
    }
}
