// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which rectangles are near: a grid of squares over the region, in compressed rows. Built once, then only read.

use erf_spatial::Bounds;

/// Side of a square in metres: most buildings lie in one or two.
const SIDE: f64 = 64.0;
/// No more squares than this to a side (four times the Netherlands): a stray coordinate must not take all memory.
const MOST: usize = 8192;

pub struct BoxGrid {
    origin: (f64, f64),
    side: f64,
    columns: usize,
    rows: usize,
    /// Where the items of a square start.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl BoxGrid {
    /// Item `k` has the k-th rectangle; items without one are found by no question.
    pub fn new(boxes: &[Option<Bounds>]) -> Self {
        let all = boxes.iter().flatten().copied().reduce(Bounds::union);
        let origin = all.map_or((0.0, 0.0), |b| (b.min.x, b.min.y));
        let reach = all.map_or(0.0, |b| b.width().max(b.height()));
        let side = SIDE.max(reach / MOST as f64);
        let squares = |metres: f64| (metres / side) as usize + 1;
        let (columns, rows) = all.map_or((1, 1), |b| (squares(b.width()), squares(b.height())));
        let mut grid = Self { origin, side, columns, rows, starts: vec![0; columns * rows + 1], items: Vec::new() };
        grid.fill(boxes);
        grid
    }

    fn fill(&mut self, boxes: &[Option<Bounds>]) {
        for b in boxes.iter().flatten() {
            for square in self.squares(b) {
                self.starts[square + 1] += 1;
            }
        }
        for k in 1..self.starts.len() {
            self.starts[k] += self.starts[k - 1];
        }
        let mut next = self.starts.clone();
        self.items = vec![0; self.starts.last().map_or(0, |&n| n as usize)];
        for (item, b) in boxes.iter().enumerate() {
            for square in b.iter().flat_map(|b| self.squares(b)).collect::<Vec<_>>() {
                self.items[next[square] as usize] = item as u32;
                next[square] += 1;
            }
        }
    }

    /// Puts into `found` the items whose squares meet the rectangle, each once and in order. They may still lie outside it.
    pub fn near(&self, to: &Bounds, found: &mut Vec<u32>) {
        found.clear();
        let (columns, rows) = self.ranges(to);
        let one = columns.len() * rows.len() == 1;
        for row in rows {
            let (from, until) = (row * self.columns + columns.start, row * self.columns + columns.end);
            found.extend_from_slice(&self.items[self.starts[from] as usize..self.starts[until] as usize]);
        }
        if !one {
            found.sort_unstable();
            found.dedup();
        }
    }

    fn squares(&self, b: &Bounds) -> impl Iterator<Item = usize> + use<> {
        let (columns, rows) = self.ranges(b);
        let width = self.columns;
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
    }

    fn ranges(&self, b: &Bounds) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let square = |metres: f64, most: usize| ((metres / self.side).max(0.0) as usize).min(most - 1);
        let (x, y) = self.origin;
        (
            square(b.min.x - x, self.columns)..square(b.max.x - x, self.columns) + 1,
            square(b.min.y - y, self.rows)..square(b.max.y - y, self.rows) + 1,
        )
    }
}

#[cfg(test)]
mod tests {
    use erf_base::{RdPoint, Rng};

    use super::*;

    #[test]
    fn nothing_that_touches_is_missed() {
        let mut rng = Rng::new(4);
        let mut any = |reach: f64| {
            let at = RdPoint::new(140_000.0 + rng.unit() * 2000.0, 500_000.0 + rng.unit() * 2000.0);
            Bounds::around(at, rng.unit() * reach)
        };
        let boxes: Vec<Option<Bounds>> = (0..500).map(|k| (k % 7 != 0).then(|| any(150.0))).collect();
        let grid = BoxGrid::new(&boxes);
        let mut found = Vec::new();
        for _ in 0..200 {
            let question = any(300.0);
            grid.near(&question, &mut found);
            let touching = (0..500_u32).filter(|&k| boxes[k as usize].is_some_and(|b| b.intersects(question)));
            assert!(touching.into_iter().all(|k| found.binary_search(&k).is_ok()));
        }
    }

    #[test]
    fn an_empty_or_absurd_region_takes_little_memory() {
        let mut found = vec![1];
        BoxGrid::new(&[]).near(&Bounds::around(RdPoint::new(0.0, 0.0), 1.0), &mut found);
        assert!(found.is_empty());
        let far = [Some(Bounds::around(RdPoint::new(-1e12, 0.0), 1.0)), Some(Bounds::around(RdPoint::new(1e12, 0.0), 1.0))];
        assert!(BoxGrid::new(&far).starts.len() <= MOST + 2);
    }
}
