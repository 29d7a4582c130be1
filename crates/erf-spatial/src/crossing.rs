// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where the outline of a polygon crosses itself: then nobody can say what is inside.

use erf_base::RdPoint;

use crate::{Polygon, geometry::sides};

/// Nearer than this a corner lies on a line and does not cross it: files are rounded.
const TOUCH_M: f64 = 0.001;

type Side = (RdPoint, RdPoint);

/// A place where two sides of the outline or of its holes cross; `None` when they do not. Touching is not crossing. Cost: a sort,
/// and each pair of sides that share a stretch from west to east.
pub fn crossing(polygon: &Polygon) -> Option<RdPoint> {
    let mut all: Vec<Side> = polygon.rings().flat_map(|ring| sides(ring)).collect();
    all.sort_by(|a, b| west(a).total_cmp(&west(b)));
    all.iter().enumerate().find_map(|(at, side)| {
        let beside = all[at + 1..].iter().take_while(|other| west(other) <= side.0.x.max(side.1.x));
        beside.filter_map(|other| meet(*side, *other)).next()
    })
}

fn west(side: &Side) -> f64 {
    side.0.x.min(side.1.x)
}

/// Where two lines cross, each with its ends well on both sides of the other.
fn meet((a, b): Side, (c, d): Side) -> Option<RdPoint> {
    let apart = a.y.max(b.y) < c.y.min(d.y) || c.y.max(d.y) < a.y.min(b.y);
    let split = |one: f64, other: f64| one.abs().min(other.abs()) > TOUCH_M && one * other < 0.0;
    if apart || !split(beside((c, d), a), beside((c, d), b)) {
        return None;
    }
    let (one, other) = (beside((a, b), c), beside((a, b), d));
    let share = one / (one - other);
    split(one, other).then(|| RdPoint::new(c.x + share * (d.x - c.x), c.y + share * (d.y - c.y)))
}

/// Metres from a line to a point, negative on its right; 0 for a line without length.
fn beside((a, b): Side, p: RdPoint) -> f64 {
    let length = a.distance(b);
    if length > 0.0 { ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Vec<RdPoint> {
        corners.iter().map(|(x, y)| RdPoint::new(140_000.0 + x, 500_000.0 + y)).collect()
    }

    fn check(outer: &[(f64, f64)], holes: &[&[(f64, f64)]], expected: Option<(f64, f64)>) {
        let polygon = Polygon { outer: ring(outer), holes: holes.iter().map(|hole| ring(hole)).collect() };
        let found = crossing(&polygon).map(|at| (at.x - 140_000.0, at.y - 500_000.0));
        assert_eq!(found.map(|(x, y)| (x.round(), y.round())), expected);
    }

    const SQUARE: [(f64, f64); 4] = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)];

    #[test]
    fn a_bow_tie_crosses_in_its_middle() {
        check(&[(0.0, 0.0), (100.0, 100.0), (100.0, 0.0), (0.0, 100.0)], &[], Some((50.0, 50.0)));
        check(&[(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (40.0, -50.0)], &[], Some((60.0, 0.0)));
    }

    #[test]
    fn a_hole_that_sticks_out_crosses() {
        check(&SQUARE, &[&[(50.0, 50.0), (150.0, 60.0), (50.0, 60.0)]], Some((100.0, 55.0)));
        check(&SQUARE, &[&[(50.0, 50.0), (60.0, 50.0), (60.0, 60.0)]], None);
    }

    #[test]
    fn what_touches_or_is_drawn_twice_does_not_cross() {
        check(&SQUARE, &[], None);
        check(&[(0.0, 0.0), (100.0, 0.0), (50.0, 50.0), (100.0, 100.0), (0.0, 100.0), (50.0, 50.0)], &[], None);
        check(&[(0.0, 0.0), (100.0, 0.0), (100.0, 0.0), (100.0, 100.0), (100.0, 50.0), (0.0, 100.0)], &[], None);
        check(&[], &[], None);
    }
}
