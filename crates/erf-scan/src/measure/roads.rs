// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Roads: how far to the nearest one, and how far along them to a through road.
//!
//! Roads join where they share an end point (to the metre), and a dead end joins the road it nearly touches. Lines that
//! cross without a common point do not join: that may be a viaduct. Where the roads of a file do not lead to any through
//! road in this way, the distance is measured straight, and the answer says so.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

use erf_base::RdPoint;
use erf_spatial::{Bounds, Geometry, Nearby, Spot, distance::to_segment};

use crate::region::{Shape, Value};

/// A dead end this near to another road joins it.
const JOINS_M: f64 = 30.0;

/// A straight stretch of road between two nodes.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    ends: (RdPoint, RdPoint),
    from: u32,
    to: u32,
    through: bool,
    delivery: u32,
}

impl Spot for Stretch {
    fn bounds(&self) -> Bounds {
        Bounds { min: self.ends.0, max: self.ends.0 }.union(Bounds { min: self.ends.1, max: self.ends.1 })
    }

    fn square_distance(&self, point: RdPoint) -> f64 {
        point.square_distance(self.foot(point))
    }
}

impl Stretch {
    /// Its point nearest to a point.
    fn foot(&self, p: RdPoint) -> RdPoint {
        let (a, b) = self.ends;
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let square = dx * dx + dy * dy;
        let t = if square > 0.0 { (((p.x - a.x) * dx + (p.y - a.y) * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
        RdPoint::new(a.x + t * dx, a.y + t * dy)
    }
}

/// The roads of a region.
#[derive(Default)]
pub(super) struct Roads {
    stretches: Nearby<Stretch>,
    through: Nearby<Stretch>,
    /// Metres along the roads from each node to a through road; infinite where there is no way.
    along: Vec<f64>,
}

/// How far a through road is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Way {
    pub(super) metres: f64,
    /// Whether it follows the roads; else it is the straight distance.
    pub(super) by_road: bool,
    /// Index of the delivery of the roads.
    pub(super) delivery: u32,
}

impl Roads {
    /// Reads the roads; the ways along them only when they are asked for.
    pub(super) fn new(shapes: &[Shape], ways: bool) -> Self {
        let (mut net, mut lines) = (Net::default(), Vec::new());
        for shape in shapes {
            let Geometry::Lines(parts) = &shape.geometry else { continue };
            for part in parts {
                for pair in part.windows(2) {
                    let (from, to) = (net.node(pair[0]), net.node(pair[1]));
                    lines.push(Stretch { ends: (pair[0], pair[1]), from, to, through: is_through(shape), delivery: shape.source.0 });
                }
            }
        }
        let through = lines.iter().filter(|line| line.through).copied().collect();
        let stretches = Nearby::new(lines);
        let along = if ways { net.ways(&stretches) } else { Vec::new() };
        Self { stretches, through: Nearby::new(through), along }
    }

    /// Metres to the nearest road, with the delivery that knows it.
    pub(super) fn nearest(&self, at: RdPoint) -> Option<(f64, u32)> {
        self.stretches.nearest(at, |_| true).map(|(road, metres)| (metres, road.delivery))
    }

    /// Metres to a through road: straight to the nearest road and then along the roads.
    pub(super) fn to_through_road(&self, at: RdPoint) -> Option<Way> {
        let (road, gap) = self.stretches.nearest(at, |_| true)?;
        let way = |metres, by_road| Way { metres, by_road, delivery: road.delivery };
        if road.through {
            return Some(way(gap, true));
        }
        let foot = road.foot(at);
        let by = |node: u32, end: RdPoint| self.along[node as usize] + foot.distance(end);
        let along = by(road.from, road.ends.0).min(by(road.to, road.ends.1));
        if along.is_finite() {
            return Some(way(gap + along, true));
        }
        self.through.nearest(at, |_| true).map(|(_, metres)| way(metres, false))
    }
}

/// Provincial and national roads, and their slip roads.
fn is_through(shape: &Shape) -> bool {
    let is = |name: &str, words: &[&str]| matches!(shape.values.get(name), Some(Value::Text(text)) if words.contains(&text.as_str()));
    is("beheerder", &["P", "R"]) || is("soort", &["OPR", "AFR"])
}

/// Nodes of the network while it is made.
#[derive(Default)]
struct Net {
    numbers: HashMap<(i64, i64), u32>,
    points: Vec<RdPoint>,
}

impl Net {
    fn node(&mut self, at: RdPoint) -> u32 {
        let key = (at.x.round() as i64, at.y.round() as i64);
        let points = &mut self.points;
        *self.numbers.entry(key).or_insert_with(|| {
            points.push(at);
            points.len() as u32 - 1
        })
    }

    /// Metres from each node to a through road.
    fn ways(&self, stretches: &Nearby<Stretch>) -> Vec<f64> {
        let mut edges: Vec<Vec<(u32, f64)>> = vec![Vec::new(); self.points.len()];
        let mut lengths = vec![f64::INFINITY; self.points.len()];
        for Stretch { from, to, through, .. } in stretches.things().copied() {
            let metres = self.points[from as usize].distance(self.points[to as usize]);
            edges[from as usize].push((to, metres));
            edges[to as usize].push((from, metres));
            if through {
                lengths[from as usize] = 0.0;
                lengths[to as usize] = 0.0;
            }
        }
        self.join_dead_ends(stretches, &mut edges, &mut lengths);
        shortest(&edges, lengths)
    }

    /// A road that ends just before another one leads onto it.
    fn join_dead_ends(&self, stretches: &Nearby<Stretch>, edges: &mut [Vec<(u32, f64)>], lengths: &mut [f64]) {
        let ends: Vec<u32> = (0..edges.len() as u32).filter(|node| edges[*node as usize].len() == 1).collect();
        for end in ends {
            let at = self.points[end as usize];
            let others = stretches.within(at, JOINS_M);
            for road in others.filter(|road| road.from != end && road.to != end) {
                let Stretch { from, to, through, .. } = *road;
                let foot = road.foot(at);
                for node in [from, to] {
                    let metres = at.distance(foot) + foot.distance(self.points[node as usize]);
                    edges[end as usize].push((node, metres));
                    edges[node as usize].push((end, metres));
                }
                if through {
                    let (a, b) = (self.points[from as usize], self.points[to as usize]);
                    lengths[end as usize] = lengths[end as usize].min(to_segment(at, a, b));
                }
            }
        }
    }
}

/// Shortest ways from all nodes that start with a length.
fn shortest(edges: &[Vec<(u32, f64)>], mut lengths: Vec<f64>) -> Vec<f64> {
    // Whole millimetres order as integers: lengths are never negative.
    let key = |metres: f64| Reverse((metres * 1000.0).round() as u64);
    let starts = lengths.iter().enumerate().filter(|(_, length)| length.is_finite());
    let mut queue: BinaryHeap<(Reverse<u64>, u32)> = starts.map(|(node, length)| (key(*length), node as u32)).collect();
    while let Some((reached, node)) = queue.pop() {
        if reached < key(lengths[node as usize]) {
            continue;
        }
        for (next, metres) in &edges[node as usize] {
            let length = lengths[node as usize] + metres;
            if length < lengths[*next as usize] {
                lengths[*next as usize] = length;
                queue.push((key(length), *next));
            }
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn road(points: &[(f64, f64)], through: bool) -> Shape {
        let line = points.iter().map(|(x, y)| RdPoint::new(140_000.0 + x, 500_000.0 + y)).collect();
        let keeper = Value::Text(if through { "P" } else { "G" }.into());
        Shape {
            source: (0, 1),
            code: String::new(),
            name: String::new(),
            parent: None,
            years: (None, None),
            values: [("beheerder", keeper)].into_iter().collect(),
            geometry: Geometry::Lines(vec![line]),
        }
    }

    fn way(shapes: &[Shape], x: f64, y: f64) -> Way {
        Roads::new(shapes, true).to_through_road(RdPoint::new(140_000.0 + x, 500_000.0 + y)).unwrap()
    }

    #[test]
    fn the_way_follows_the_road_and_not_the_crow() {
        // A lane that goes up, along and back: 1,000 m from the shed to the provincial road, 100 m as the crow flies.
        let shapes = [road(&[(0.0, 0.0), (0.0, 1000.0)], true), road(&[(0.0, 500.0), (450.0, 500.0), (450.0, 0.0)], false)];
        let found = way(&shapes, 460.0, 100.0);
        assert!(found.by_road && (found.metres - (10.0 + 400.0 + 450.0)).abs() < 0.01, "{found:?}");
        let beside = way(&shapes, 30.0, 200.0);
        assert!(beside.by_road && (beside.metres - 30.0).abs() < 0.01, "{beside:?}");
    }

    #[test]
    fn a_dead_end_joins_the_road_it_nearly_touches() {
        let near = [road(&[(0.0, 0.0), (0.0, 1000.0)], true), road(&[(29.0, 500.0), (429.0, 500.0)], false)];
        let found = way(&near, 429.0, 500.0);
        assert!(found.by_road && (found.metres - 429.0).abs() < 0.01, "{found:?}");
        let far = [road(&[(0.0, 0.0), (0.0, 1000.0)], true), road(&[(31.0, 500.0), (431.0, 500.0)], false)];
        let found = way(&far, 431.0, 500.0);
        assert!(!found.by_road && (found.metres - 431.0).abs() < 0.01, "straight: {found:?}");
    }

    #[test]
    fn roads_that_cross_without_a_common_point_do_not_join() {
        let viaduct = [road(&[(0.0, 0.0), (0.0, 1000.0)], true), road(&[(-300.0, 500.0), (300.0, 500.0)], false)];
        assert!(!way(&viaduct, 250.0, 500.0).by_road);
    }

    #[test]
    fn without_roads_there_is_no_distance() {
        assert_eq!(Roads::new(&[], true).nearest(RdPoint::new(140_000.0, 500_000.0)), None);
        assert_eq!(Roads::new(&[], true).to_through_road(RdPoint::new(140_000.0, 500_000.0)), None);
    }
}
