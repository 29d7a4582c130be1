// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which area a point lies in, fast for many points and few areas.

use std::collections::{HashMap, HashSet};

use erf_base::RdPoint;

use crate::{
    Bounds, Geometry,
    geometry::sides,
    grid::{cell, pack},
};

const SIDE: f64 = 250.0;

/// Areas with a coarse grid over them: a cell that no border crosses needs one exact test for all its points.
///
/// Cost: building is linear in the length of the borders; a look-up is constant away from borders and linear in the number
/// of border points of the areas near it otherwise.
#[derive(Clone)]
pub struct AreaIndex {
    areas: Vec<(Geometry, Option<Bounds>)>,
    crossed: HashSet<i64>,
    known: HashMap<i64, Option<u32>>,
}

impl AreaIndex {
    /// An index of areas; where areas overlap the first one wins.
    pub fn new(areas: Vec<Geometry>) -> Self {
        let crossed = areas.iter().flat_map(crossed_cells).collect();
        let areas = areas
            .into_iter()
            .map(|geometry| {
                let bounds = geometry.bounds();
                (geometry, bounds)
            })
            .collect();
        Self { areas, crossed, known: HashMap::new() }
    }

    /// The position of the area a point lies in.
    pub fn at(&mut self, point: RdPoint) -> Option<usize> {
        let key = cell(point, SIDE);
        if self.crossed.contains(&key) {
            return self.search(point);
        }
        if let Some(known) = self.known.get(&key) {
            return known.map(|index| index as usize);
        }
        let found = self.search(point);
        self.known.insert(key, found.map(|index| index as u32));
        found
    }

    fn search(&self, point: RdPoint) -> Option<usize> {
        self.areas.iter().position(|(geometry, bounds)| bounds.is_some_and(|b| b.contains(point)) && geometry.contains(point))
    }
}

fn crossed_cells(geometry: &Geometry) -> Vec<i64> {
    let Geometry::Polygons(polygons) = geometry else { return Vec::new() };
    let rings = polygons.iter().flat_map(|polygon| polygon.rings());
    rings.flat_map(|ring| sides(ring)).flat_map(|(a, b)| cells_of_side(a, b)).collect()
}

/// All cells of the pieces of a side, each piece no longer than a cell.
fn cells_of_side(a: RdPoint, b: RdPoint) -> Vec<i64> {
    let pieces = (a.distance(b) / SIDE).ceil().max(1.0) as usize;
    let at = |step: usize| {
        let t = step as f64 / pieces as f64;
        RdPoint::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
    };
    (0..pieces).flat_map(|step| cells_of_box(at(step), at(step + 1))).collect()
}

fn cells_of_box(a: RdPoint, b: RdPoint) -> Vec<i64> {
    let index = |value: f64| (value / SIDE).floor() as i32;
    let columns = index(a.x.min(b.x))..=index(a.x.max(b.x));
    let rows = index(a.y.min(b.y))..=index(a.y.max(b.y));
    columns.flat_map(|column| rows.clone().map(move |row| pack(column, row))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Polygon;

    fn square(x: f64, y: f64, side: f64) -> Geometry {
        let ring = vec![RdPoint::new(x, y), RdPoint::new(x + side, y), RdPoint::new(x + side, y + side), RdPoint::new(x, y + side)];
        Geometry::Polygons(vec![Polygon { outer: ring, holes: Vec::new() }])
    }

    /// The index gives the same answer as testing every area, near borders and far from them.
    #[test]
    fn it_agrees_with_testing_every_area() {
        let areas = vec![square(140_010.0, 500_020.0, 3_000.0), square(143_010.0, 500_020.0, 700.0)];
        let mut index = AreaIndex::new(areas.clone());
        let mut rng = erf_base::Rng::new(5);
        for _ in 0..5_000 {
            let point = RdPoint::new(139_500.0 + rng.unit() * 5_000.0, 499_500.0 + rng.unit() * 4_000.0);
            assert_eq!(index.at(point), areas.iter().position(|area| area.contains(point)), "{point:?}");
        }
    }
}
