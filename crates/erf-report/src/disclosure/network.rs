// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Whether a hidden count follows from a table: exact, because a table with totals is a flow network.
//!
//! Source: L. H. Cox, "Network models for complementary cell suppression", JASA 90 (1995). Rows and columns are nodes,
//! each count is an arc. A reader knows of a cell `1–4` that it is at least 1 and at most 4, of a cell left out that it
//! is not negative. A hidden count can have another value exactly when some circle of hidden arcs through it has room
//! left in its direction; if not, the table gives it away. Cost per question: one walk over the hidden cells.

use super::{LARGEST_SMALL, Shown};

/// The counts that a reader does not know.
pub struct Network {
    nodes: usize,
    arcs: Vec<Arc>,
}

/// A hidden count. One more of it moves a unit from `from` to `to`.
#[derive(Debug, Clone, Copy)]
struct Arc {
    position: (usize, usize),
    from: usize,
    to: usize,
    can_grow: bool,
    can_shrink: bool,
}

impl Network {
    /// The last row and column of `values` are the totals.
    pub fn new(values: &[Vec<u64>], shown: &[Vec<Shown>]) -> Self {
        let (height, width) = (values.len() - 1, values[0].len() - 1);
        let nodes = values.len() + values[0].len();
        let mut arcs = Vec::new();
        for (row, line) in shown.iter().enumerate() {
            for (column, shown) in line.iter().enumerate() {
                let room = room(*shown, values[row][column]);
                let Some((can_grow, can_shrink)) = room else { continue };
                let (a, b) = (row, values.len() + column);
                // A cell enters its row and leaves its column; a total the other way round.
                let is_one_total = (row == height) != (column == width);
                let (from, to) = if is_one_total { (a, b) } else { (b, a) };
                arcs.push(Arc { position: (row, column), from, to, can_grow, can_shrink });
            }
        }
        Self { nodes, arcs }
    }

    /// Whether the count at this position could be another one.
    pub fn can_vary(&self, position: (usize, usize)) -> bool {
        let Some(arc) = self.arcs.iter().find(|arc| arc.position == position) else { return false };
        (arc.can_grow && self.has_path(arc.to, arc.from, position)) || (arc.can_shrink && self.has_path(arc.from, arc.to, position))
    }

    fn has_path(&self, start: usize, goal: usize, without: (usize, usize)) -> bool {
        let mut seen = vec![false; self.nodes];
        let mut todo = vec![start];
        while let Some(node) = todo.pop() {
            if node == goal {
                return true;
            }
            if std::mem::replace(&mut seen[node], true) {
                continue;
            }
            for arc in self.arcs.iter().filter(|arc| arc.position != without) {
                if arc.can_grow && arc.from == node {
                    todo.push(arc.to);
                }
                if arc.can_shrink && arc.to == node {
                    todo.push(arc.from);
                }
            }
        }
        false
    }
}

/// Whether a hidden count could be larger, and smaller, as far as its own cell tells.
fn room(shown: Shown, value: u64) -> Option<(bool, bool)> {
    match shown {
        Shown::Exact(_) => None,
        Shown::Small => Some((value < LARGEST_SMALL, value > 1)),
        Shown::Withheld => Some((true, value > 0)),
    }
}
