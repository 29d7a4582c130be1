// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a public table may not show: counts of 1 to 4, and whatever would give them away.
//!
//! A count of 1 to 4 is printed as `1–4`. When it would still follow from totals, or from the fact that it lies between
//! 1 and 4, other cells are left out as well until it does not. Whether a cell can be derived is decided exactly: see
//! `network`.

mod network;

use network::Network;

/// Counts from 1 up to and including this are small.
pub const LARGEST_SMALL: u64 = 4;
/// Grid squares with fewer addresses are not drawn on a public map.
pub const FEWEST_ADDRESSES: u64 = 10;

/// Whether a count is too small to publish. Zero is not: it says nothing about anybody.
pub fn is_small(count: u64) -> bool {
    (1..=LARGEST_SMALL).contains(&count)
}

/// How a count is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    Exact(u64),
    /// As `1–4`.
    Small,
    /// Left out, because something small would follow from it.
    Withheld,
}

impl Shown {
    /// A count that stands alone, in no table with totals.
    pub fn alone(count: u64) -> Self {
        if is_small(count) { Self::Small } else { Self::Exact(count) }
    }

    /// The count, where it is shown.
    pub fn exact(self) -> Option<u64> {
        match self {
            Self::Exact(count) => Some(count),
            Self::Small | Self::Withheld => None,
        }
    }
}

/// What is known of the totals along one side of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Totals {
    /// They stand in the table, and may be left out to protect a cell.
    Shown,
    /// They stand elsewhere as well, so they are shown whatever happens.
    Fixed,
    /// They are nowhere in the report.
    Absent,
}

/// A table as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    /// Cells, row by row.
    pub cells: Vec<Vec<Shown>>,
    /// Totals of the rows.
    pub row_totals: Vec<Shown>,
    /// Totals of the columns.
    pub column_totals: Vec<Shown>,
    /// The total of everything.
    pub total: Shown,
}

/// Protects a table of counts with its totals.
///
/// `Fixed` totals must not be small themselves: group rows first (see [`group_small_rows`]). The grand total is fixed
/// when either side is. Deterministic; it leaves out few counts rather than small ones, and small ones rather than large.
///
/// ```
/// use erf_report::disclosure::{Shown, Totals, protect};
/// let table = protect(&[vec![2, 10], vec![7, 30]], Totals::Shown, Totals::Shown);
/// assert_eq!(table.cells[0][0], Shown::Small);
/// assert!(table.cells.concat().iter().filter(|cell| cell.exact().is_none()).count() >= 2);
/// ```
pub fn protect(cells: &[Vec<u64>], rows: Totals, columns: Totals) -> Protected {
    let mut grid = Grid::new(cells, rows, columns);
    while let Some(open) = grid.first_derivable() {
        if !grid.leave_out_for(open) {
            break;
        }
    }
    grid.finish()
}

/// Joins rows whose total is small to `label`, so that every total can be shown. Rows of zero stay. `None` when even
/// all of them together are small.
pub fn group_small_rows(rows: Vec<(String, Vec<u64>)>, label: &str) -> Option<Vec<(String, Vec<u64>)>> {
    let total = |row: &(String, Vec<u64>)| row.1.iter().sum::<u64>();
    let (mut joined, mut kept): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| is_small(total(row)));
    while is_small(joined.iter().map(total).sum()) {
        let smallest = (0..kept.len()).filter(|place| total(&kept[*place]) > 0).min_by_key(|place| total(&kept[*place]))?;
        joined.push(kept.remove(smallest));
    }
    let columns = joined.first().map_or(0, |row| row.1.len());
    if columns > 0 {
        let sums = (0..columns).map(|column| joined.iter().map(|row| row.1[column]).sum()).collect();
        kept.push((label.to_owned(), sums));
    }
    Some(kept)
}

/// A table with its totals as a last row and column.
struct Grid {
    values: Vec<Vec<u64>>,
    shown: Vec<Vec<Shown>>,
    rows: Totals,
    columns: Totals,
}

type Position = (usize, usize);

impl Grid {
    fn new(cells: &[Vec<u64>], rows: Totals, columns: Totals) -> Self {
        let width = cells.first().map_or(0, Vec::len);
        let mut values: Vec<Vec<u64>> = cells.iter().map(|row| [row.as_slice(), &[row.iter().sum()]].concat()).collect();
        values.push((0..=width).map(|column| values.iter().map(|row| row[column]).sum()).collect());
        let mut grid = Self { shown: Vec::new(), values, rows, columns };
        grid.shown = (0..grid.values.len()).map(|row| (0..=width).map(|column| grid.at_first((row, column))).collect()).collect();
        grid
    }

    fn height(&self) -> usize {
        self.values.len() - 1
    }

    fn width(&self) -> usize {
        self.values[0].len() - 1
    }

    /// `None` for a cell that is no total.
    fn totals(&self, (row, column): Position) -> Option<Totals> {
        match (row == self.height(), column == self.width()) {
            (false, false) => None,
            (false, true) => Some(self.rows),
            (true, false) => Some(self.columns),
            (true, true) if self.rows == Totals::Fixed || self.columns == Totals::Fixed => Some(Totals::Fixed),
            (true, true) if self.rows == Totals::Shown || self.columns == Totals::Shown => Some(Totals::Shown),
            (true, true) => Some(Totals::Absent),
        }
    }

    fn at_first(&self, position: Position) -> Shown {
        let value = self.values[position.0][position.1];
        match self.totals(position) {
            Some(Totals::Absent) => Shown::Withheld,
            Some(Totals::Fixed) => Shown::Exact(value),
            Some(Totals::Shown) | None => Shown::alone(value),
        }
    }

    fn positions(&self) -> impl Iterator<Item = Position> + use<> {
        let (height, width) = (self.height(), self.width());
        (0..=height).flat_map(move |row| (0..=width).map(move |column| (row, column)))
    }

    fn network(&self) -> Network {
        Network::new(&self.values, &self.shown, |position| self.cost(position))
    }

    /// The first small count that follows from what is shown.
    fn first_derivable(&self) -> Option<Position> {
        let network = self.network();
        self.positions().find(|position| self.needs_protection(*position) && !network.can_vary(*position))
    }

    fn needs_protection(&self, position: Position) -> bool {
        let may_hide = !matches!(self.totals(position), Some(Totals::Fixed | Totals::Absent));
        may_hide && is_small(self.values[position.0][position.1])
    }

    /// Leaves out what protects this cell; false when nothing does.
    fn leave_out_for(&mut self, open: Position) -> bool {
        let Some(positions) = self.network().to_leave_out(open) else { return false };
        for (row, column) in &positions {
            self.shown[*row][*column] = Shown::Withheld;
        }
        !positions.is_empty()
    }

    /// What leaving out a count costs the reader: first of all few counts, then no totals, then nothing that is marked
    /// as small already (leaving that out hides that it is small), then something rather than nothing, then small numbers.
    fn cost(&self, position: Position) -> Option<u64> {
        let shown = self.shown[position.0][position.1];
        if shown == Shown::Withheld || self.totals(position) == Some(Totals::Fixed) {
            return None;
        }
        let value = self.values[position.0][position.1];
        let extras: [(bool, u64); 3] =
            [(self.totals(position).is_some(), 300_000), (shown == Shown::Small, 200_000), (value == 0, 100_000)];
        Some(1_000_000 + extras.iter().filter(|(applies, _)| *applies).map(|(_, extra)| extra).sum::<u64>() + value.min(99_999))
    }

    fn finish(mut self) -> Protected {
        let (width, mut last) = (self.width(), self.shown.pop().unwrap_or_default());
        let total = last.pop().unwrap_or(Shown::Withheld);
        let row_totals = self.shown.iter().map(|row| row[width]).collect();
        let cells = self.shown.iter().map(|row| row[..width].to_vec()).collect();
        Protected { cells, row_totals, column_totals: last, total }
    }
}

#[cfg(test)]
mod tests;
