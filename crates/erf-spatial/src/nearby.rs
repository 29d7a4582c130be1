// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Things on a grid: the nearest one, those within a distance, those that touch a rectangle.

use std::ops::{Range, RangeInclusive};

use erf_base::RdPoint;

use crate::Bounds;

/// Something that lies somewhere.
pub trait Spot {
    /// The rectangle around it.
    fn bounds(&self) -> Bounds;
    /// Square of the distance in metres to a point.
    fn square_distance(&self, point: RdPoint) -> f64;
}

/// Things with a grid over them of about as many cells as there are things.
///
/// Made for questions about every place of a region: many, and all of one kind. Answers do not depend on the grid: of equals the
/// one that came first, lists in the order in which things came. Cost: building is linear in the cells that things lie in; a
/// question is linear in the things of the cells around it, which is constant where things are spread evenly.
pub struct Nearby<T> {
    /// With the number in which it came, those of one cell beside each other: looking around is looking at memory in order.
    things: Vec<(u32, T)>,
    lattice: Lattice,
    /// Where the entries of each cell begin, row by row.
    starts: Vec<u32>,
    /// Positions of things, cell after cell.
    entries: Vec<u32>,
}

impl<T> Default for Nearby<T> {
    fn default() -> Self {
        Self { things: Vec::new(), lattice: Lattice::default(), starts: vec![0], entries: Vec::new() }
    }
}

impl<T: Spot> Nearby<T> {
    /// A grid over these things.
    pub fn new(things: Vec<T>) -> Self {
        let Some(around) = things.iter().map(Spot::bounds).reduce(Bounds::union) else { return Self::default() };
        let lattice = Lattice::over(around, things.len());
        let mut things: Vec<(u32, T)> = things.into_iter().enumerate().map(|(came, thing)| (came as u32, thing)).collect();
        things.sort_by_cached_key(|(came, thing)| (lattice.cells_of(thing.bounds()).next(), *came));
        let mut starts = vec![0_u32; lattice.cells() + 1];
        for (_, thing) in &things {
            lattice.cells_of(thing.bounds()).for_each(|cell| starts[cell + 1] += 1);
        }
        for cell in 1..starts.len() {
            starts[cell] += starts[cell - 1];
        }
        let mut entries = vec![0_u32; starts[lattice.cells()] as usize];
        let mut next = starts.clone();
        for (position, (_, thing)) in things.iter().enumerate() {
            for cell in lattice.cells_of(thing.bounds()) {
                entries[next[cell] as usize] = position as u32;
                next[cell] += 1;
            }
        }
        Self { things, lattice, starts, entries }
    }

    /// All things, in no order.
    pub fn things(&self) -> impl Iterator<Item = &T> {
        self.things.iter().map(|(_, thing)| thing)
    }

    /// The nearest thing that is wanted, with the metres to it.
    pub fn nearest(&self, at: RdPoint, wanted: impl Fn(&T) -> bool) -> Option<(&T, f64)> {
        let mut best: Option<(f64, u32, &T)> = None;
        for ring in self.lattice.rings(at) {
            if best.is_some_and(|(square, ..)| self.lattice.clear(at, ring).powi(2) > square) {
                break;
            }
            self.lattice.stretches(at, ring, |cells| {
                for position in self.of_cells(cells) {
                    let (came, thing) = &self.things[*position as usize];
                    let found = (thing.square_distance(at), *came);
                    if best.is_none_or(|(square, first, _)| found < (square, first)) && wanted(thing) {
                        best = Some((found.0, found.1, thing));
                    }
                }
            });
        }
        best.map(|(square, _, thing)| (thing, square.sqrt()))
    }

    /// Everything at most so many metres away, in the order in which it came.
    pub fn within(&self, at: RdPoint, metres: f64) -> impl Iterator<Item = &T> {
        self.pick(Bounds::around(at, metres), move |thing| thing.square_distance(at) <= metres * metres)
    }

    /// Everything whose rectangle touches this one, in the order in which it came.
    pub fn touching(&self, bounds: Bounds) -> impl Iterator<Item = &T> {
        self.pick(bounds, move |thing| thing.bounds().intersects(bounds))
    }

    fn pick(&self, bounds: Bounds, wanted: impl Fn(&T) -> bool) -> impl Iterator<Item = &T> {
        let mut found: Vec<&(u32, T)> = Vec::new();
        for cells in self.lattice.rows_of(bounds) {
            let things = self.of_cells(cells).iter().map(|position| &self.things[*position as usize]);
            found.extend(things.filter(|(_, thing)| wanted(thing)));
        }
        // A thing that lies in several cells was met more than once.
        found.sort_unstable_by_key(|(came, _)| *came);
        found.dedup_by_key(|(came, _)| *came);
        found.into_iter().map(|(_, thing)| thing)
    }

    /// The entries of cells that follow each other in a row.
    fn of_cells(&self, cells: Range<usize>) -> &[u32] {
        &self.entries[self.starts[cells.start] as usize..self.starts[cells.end] as usize]
    }
}

/// Square cells over a rectangle.
#[derive(Debug, Clone, Copy)]
struct Lattice {
    min: RdPoint,
    side: f64,
    columns: i64,
    rows: i64,
}

impl Default for Lattice {
    fn default() -> Self {
        Self { min: RdPoint::new(0.0, 0.0), side: 1.0, columns: 0, rows: 0 }
    }
}

impl Lattice {
    /// About one cell a thing, and at most a thousand in a row when things lie in one line.
    fn over(around: Bounds, things: usize) -> Self {
        let (width, height) = (around.max.x - around.min.x, around.max.y - around.min.y);
        let side = (width * height / things as f64).sqrt().max(width.max(height) / 1_000.0).max(1.0);
        let count = |length: f64| (length / side).floor() as i64 + 1;
        Self { min: around.min, side, columns: count(width), rows: count(height) }
    }

    fn cells(&self) -> usize {
        (self.columns * self.rows) as usize
    }

    /// Column and row of a point, also outside the rectangle.
    fn at(&self, point: RdPoint) -> (i64, i64) {
        (((point.x - self.min.x) / self.side).floor() as i64, ((point.y - self.min.y) / self.side).floor() as i64)
    }

    fn cells_of(&self, bounds: Bounds) -> impl Iterator<Item = usize> {
        self.rows_of(bounds).flatten()
    }

    /// The cells that a rectangle touches, row by row.
    fn rows_of(&self, bounds: Bounds) -> impl Iterator<Item = Range<usize>> {
        let ((left, bottom), (right, top)) = (self.at(bounds.min), self.at(bounds.max));
        let lattice = *self;
        (bottom.max(0)..=top.min(self.rows - 1)).filter_map(move |row| lattice.stretch(row, left..=right))
    }

    /// Cells of a row, as far as they are there.
    fn stretch(&self, row: i64, columns: RangeInclusive<i64>) -> Option<Range<usize>> {
        let (from, to) = ((*columns.start()).max(0), (*columns.end()).min(self.columns - 1));
        let first = row * self.columns;
        ((0..self.rows).contains(&row) && from <= to).then(|| (first + from) as usize..(first + to + 1) as usize)
    }

    /// The rings of cells around a point that hold any cell, nearest first.
    fn rings(&self, at: RdPoint) -> RangeInclusive<i64> {
        let (column, row) = self.at(at);
        let before = |value: i64, count: i64| (-value).max(value - count + 1).max(0);
        let behind = |value: i64, count: i64| value.max(count - 1 - value);
        let last = if self.cells() == 0 { -1 } else { behind(column, self.columns).max(behind(row, self.rows)) };
        before(column, self.columns).max(before(row, self.rows))..=last
    }

    /// What lies in no ring before this one is at least so many metres away.
    fn clear(&self, at: RdPoint, ring: i64) -> f64 {
        let inset = |value: f64| {
            let inside = value.rem_euclid(self.side);
            inside.min(self.side - inside)
        };
        ((ring - 1) as f64 * self.side + inset(at.x - self.min.x).min(inset(at.y - self.min.y))).max(0.0)
    }

    /// Calls `take` with the stretches of cells of a ring around a point.
    fn stretches(&self, at: RdPoint, ring: i64, mut take: impl FnMut(Range<usize>)) {
        let (column, row) = self.at(at);
        for y in (row - ring).max(0)..=(row + ring).min(self.rows - 1) {
            if (y - row).abs() == ring {
                self.stretch(y, column - ring..=column + ring).into_iter().for_each(&mut take);
            } else {
                let sides = [column - ring, column + ring];
                sides.into_iter().filter_map(|x| self.stretch(y, x..=x)).for_each(&mut take);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distance::to_segment;

    #[derive(Debug, Clone, Copy, PartialEq)]
    struct Side(RdPoint, RdPoint);

    impl Spot for Side {
        fn bounds(&self) -> Bounds {
            Bounds::of([self.0, self.1]).unwrap()
        }

        fn square_distance(&self, point: RdPoint) -> f64 {
            to_segment(point, self.0, self.1).powi(2)
        }
    }

    /// Points and stretches, most of them in two villages.
    fn sides(count: usize, length: f64, rng: &mut erf_base::Rng) -> Vec<Side> {
        let mut side = || {
            let (x, y) = if rng.unit() < 0.8 {
                (500.0 + rng.unit() * 300.0, 700.0 + rng.unit() * 200.0)
            } else {
                (rng.unit() * 9_000.0, rng.unit() * 6_000.0)
            };
            let from = RdPoint::new(140_000.0 + x, 500_000.0 + y);
            Side(from, RdPoint::new(from.x + (rng.unit() - 0.5) * length, from.y + (rng.unit() - 0.5) * length))
        };
        (0..count).map(|_| side()).collect()
    }

    /// The grid gives the same answers as looking at everything, inside and outside of it.
    #[test]
    fn it_agrees_with_looking_at_everything() {
        let mut rng = erf_base::Rng::new(11);
        for (count, length) in [(1, 0.0), (2, 0.0), (300, 0.0), (300, 900.0), (40, 7_000.0)] {
            let all = sides(count, length, &mut rng);
            let grid = Nearby::new(all.clone());
            for round in 0..400 {
                let at = RdPoint::new(138_000.0 + rng.unit() * 13_000.0, 498_000.0 + rng.unit() * 10_000.0);
                let wanted = |side: &Side| round % 2 == 0 || side.0.x > 140_600.0;
                let squares = all.iter().filter(|side| wanted(side)).map(|side| side.square_distance(at));
                let least = squares.min_by(f64::total_cmp).map(f64::sqrt);
                assert_eq!(grid.nearest(at, wanted).map(|(_, metres)| metres), least);
                let reach = rng.unit() * 2_000.0;
                let near: Vec<&Side> = all.iter().filter(|side| side.square_distance(at) <= reach * reach).collect();
                assert_eq!(grid.within(at, reach).collect::<Vec<_>>(), near);
                let window = Bounds::around(at, reach);
                let touched: Vec<&Side> = all.iter().filter(|side| side.bounds().intersects(window)).collect();
                assert_eq!(grid.touching(window).collect::<Vec<_>>(), touched);
            }
        }
    }

    #[test]
    fn of_equals_the_first_is_the_nearest() {
        let point = |x: f64| RdPoint::new(140_000.0 + x, 500_000.0);
        let all = vec![Side(point(10.0), point(10.0)), Side(point(-10.0), point(-10.0)), Side(point(10.0), point(30.0))];
        assert_eq!(Nearby::new(all.clone()).nearest(point(0.0), |_| true), Some((&all[0], 10.0)));
        assert_eq!(Nearby::new(all.clone()).nearest(point(0.0), |side| *side != all[0]), Some((&all[1], 10.0)));
    }

    #[test]
    fn without_things_nothing_is_near() {
        let grid: Nearby<Side> = Nearby::new(Vec::new());
        let at = RdPoint::new(140_000.0, 500_000.0);
        assert!(grid.nearest(at, |_| true).is_none() && grid.within(at, 1e6).next().is_none());
        assert!(grid.touching(Bounds::around(at, 1e6)).next().is_none());
    }
}
