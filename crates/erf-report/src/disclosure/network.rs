// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Whether a hidden count follows from a table: exact, because a table with totals is a flow network.
//!
//! Source: L. H. Cox, "Network models for complementary cell suppression", JASA 90 (1995). Rows and columns are nodes,
//! each count is an arc. A reader knows of a cell `1–4` that it is at least 1 and at most 4, of a cell left out that it
//! is not negative. A hidden count can have another value exactly when some circle of hidden arcs through it has room
//! left in its direction; if not, the table gives it away. Cost per question: one walk over the hidden cells.

use super::{LARGEST_SMALL, Position, Shown};

/// A table as a network: every count that is hidden, or could be.
pub struct Network {
    nodes: usize,
    arcs: Vec<Arc>,
}

/// A count. One more of it moves a unit from `from` to `to`.
#[derive(Debug, Clone, Copy)]
struct Arc {
    position: Position,
    from: usize,
    to: usize,
    /// What it costs to make room for a larger count: nothing when there is room, `None` when it cannot be made.
    grow: Option<u64>,
    /// The same for a smaller count.
    shrink: Option<u64>,
}

impl Network {
    /// The last row and column of `values` are the totals. `cost` says what it costs to leave out a count that is shown
    /// now, if that may be done at all; it is more than nothing.
    pub fn new(values: &[Vec<u64>], shown: &[Vec<Shown>], cost: impl Fn(Position) -> Option<u64>) -> Self {
        let (height, width) = (values.len() - 1, values[0].len() - 1);
        let positions = (0..=height).flat_map(|row| (0..=width).map(move |column| (row, column)));
        let arc = |position: Position| {
            let (row, column) = position;
            let (a, b) = (row, values.len() + column);
            // A cell enters its row and leaves its column; a total the other way round.
            let is_one_total = (row == height) != (column == width);
            let (from, to) = if is_one_total { (a, b) } else { (b, a) };
            let (can_grow, can_shrink) = room(shown[row][column], values[row][column]);
            let price = cost(position);
            let grow = if can_grow { Some(0) } else { price };
            let shrink = if can_shrink { Some(0) } else { price.filter(|_| values[row][column] > 0) };
            Arc { position, from, to, grow, shrink }
        };
        Self { nodes: values.len() + values[0].len(), arcs: positions.map(arc).collect() }
    }

    /// Whether the hidden count at this position could be another one.
    pub fn can_vary(&self, position: Position) -> bool {
        self.cheapest_circle(position).is_some_and(|(cost, _)| cost == 0)
    }

    /// The counts to leave out so that this one could be another, at the lowest cost; `None` when nothing helps.
    pub fn to_leave_out(&self, position: Position) -> Option<Vec<Position>> {
        self.cheapest_circle(position).map(|(_, positions)| positions)
    }

    fn cheapest_circle(&self, position: Position) -> Option<(u64, Vec<Position>)> {
        let arc = self.arcs.iter().find(|arc| arc.position == position)?;
        let growing = (arc.grow == Some(0)).then(|| self.cheapest_path(arc.to, arc.from, position)).flatten();
        let shrinking = (arc.shrink == Some(0)).then(|| self.cheapest_path(arc.from, arc.to, position)).flatten();
        [growing, shrinking].into_iter().flatten().min()
    }

    /// Bellman-Ford: short, and a table has few nodes. Returns the cost and the positions on the path that cost anything.
    fn cheapest_path(&self, start: usize, goal: usize, without: Position) -> Option<(u64, Vec<Position>)> {
        let mut best: Vec<Option<(u64, Vec<Position>)>> = vec![None; self.nodes];
        best[start] = Some((0, Vec::new()));
        let arcs: Vec<&Arc> = self.arcs.iter().filter(|arc| arc.position != without).collect();
        let mut has_changed = true;
        while has_changed {
            has_changed = false;
            for arc in &arcs {
                has_changed |= step(&mut best, arc.from, arc.to, arc.grow, arc.position);
                has_changed |= step(&mut best, arc.to, arc.from, arc.shrink, arc.position);
            }
        }
        best.swap_remove(goal)
    }
}

/// Goes over an arc when that is cheaper than what was known; tells whether it was.
fn step(best: &mut [Option<(u64, Vec<Position>)>], from: usize, to: usize, price: Option<u64>, position: Position) -> bool {
    let (Some(price), Some((so_far, path))) = (price, &best[from]) else { return false };
    let cost = so_far + price;
    if best[to].as_ref().is_some_and(|(known, _)| *known <= cost) {
        return false;
    }
    let mut path = path.clone();
    path.extend((price > 0).then_some(position));
    best[to] = Some((cost, path));
    true
}

/// Whether a count could be larger, and smaller, as far as its own cell tells.
fn room(shown: Shown, value: u64) -> (bool, bool) {
    match shown {
        Shown::Exact(_) => (false, false),
        Shown::Small => (value < LARGEST_SMALL, value > 1),
        Shown::Withheld => (true, value > 0),
    }
}
