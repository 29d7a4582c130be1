// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Rule `buitengebied-1`: where the countryside ends.
//!
//! Addresses are counted in cells of [`CELL_M`] metres of the RD grid (berths and pitches too, side addresses not). A cell is
//! built-up when it has at least [`BUILT_UP`] addresses; or at least [`EDGE`] while one of the four blocks of two by two
//! cells it lies in has at least [`BLOCK`] (a village on a corner of the grid); or when at least [`SURROUNDED`] of its eight
//! neighbours are built-up by the above (a park in a town). The countryside is everything else. Inside a municipality that
//! gave its own contour, that contour decides instead.

use std::collections::BTreeMap;

use erf_base::RdPoint;
use erf_spatial::grid;

use super::{Address, Contour};

/// Version of the rule.
pub const RULE: &str = "buitengebied-1";
/// Side of a cell in metres.
pub const CELL_M: f64 = 500.0;
/// Addresses in a cell that make it built-up.
pub const BUILT_UP: u32 = 40;
/// Addresses in a cell that make it built-up together with its neighbours.
pub const EDGE: u32 = 15;
/// Addresses in a block of four cells for that.
pub const BLOCK: u32 = 100;
/// Built-up neighbours that make a cell built-up.
pub const SURROUNDED: usize = 6;

/// The rule as a page shows it.
pub const RULE_TEXT: &[&str] = &[
    "Het gebied is verdeeld in vakken van 500 bij 500 meter. Per vak zijn de adressen geteld.",
    "Een vak met 40 adressen of meer is bebouwd. Een vak met 15 adressen of meer ook, als het met drie buurvakken in een blok van een vierkante kilometer ligt met 100 adressen of meer.",
    "Een vak dat aan zes of meer kanten tussen bebouwde vakken ligt, telt als bebouwd.",
    "De rest is buitengebied. Heeft de gemeente zelf een grens van het buitengebied gegeven, dan geldt die grens.",
];

/// One cell of the map of the countryside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Number of the cell, see [`erf_spatial::grid::cell`].
    pub cell: i64,
    /// Addresses counted.
    pub addresses: u32,
    /// Addresses per square kilometre.
    pub density: f32,
    /// Whether its middle lies in the countryside.
    pub inside: bool,
}

/// The countryside of a region.
pub(crate) struct Countryside {
    counts: BTreeMap<i64, u32>,
    built_up: Vec<i64>,
    contours: Vec<Contour>,
}

impl Countryside {
    pub fn new(addresses: &[Address], contours: Vec<Contour>) -> Self {
        let mut counts = BTreeMap::new();
        for address in addresses.iter().filter(|a| a.main) {
            *counts.entry(grid::cell(address.point, CELL_M)).or_insert(0) += 1;
        }
        let built_up = built_up(&counts);
        Self { counts, built_up, contours }
    }

    /// Whether a point lies in the countryside.
    pub fn holds(&self, point: RdPoint) -> bool {
        // A municipality may send its contour in several pieces.
        let mut own = self.contours.iter().filter(|c| c.municipality.contains(point)).peekable();
        match own.peek() {
            Some(_) => own.any(|piece| piece.countryside.contains(point)),
            None => self.built_up.binary_search(&grid::cell(point, CELL_M)).is_err(),
        }
    }

    /// All cells with an address, and those of the other points given.
    pub fn cells(&self, others: impl Iterator<Item = RdPoint>) -> Vec<Cell> {
        let mut cells: Vec<i64> = others.map(|p| grid::cell(p, CELL_M)).chain(self.counts.keys().copied()).collect();
        cells.sort_unstable();
        cells.dedup();
        cells.into_iter().map(|cell| self.describe(cell)).collect()
    }

    fn describe(&self, cell: i64) -> Cell {
        let addresses = self.counts.get(&cell).copied().unwrap_or(0);
        let density = f64::from(addresses) * 1e6 / (CELL_M * CELL_M);
        Cell { cell, addresses, density: density as f32, inside: self.holds(grid::cell_bounds(cell, CELL_M).centre()) }
    }
}

/// The built-up cells, in order.
fn built_up(counts: &BTreeMap<i64, u32>) -> Vec<i64> {
    let count = |cell: i64| counts.get(&cell).copied().unwrap_or(0);
    let dense = |cell: i64| count(cell) >= BUILT_UP || (count(cell) >= EDGE && best_block(cell, count) >= BLOCK);
    let mut cells: Vec<i64> = counts.keys().copied().filter(|&cell| dense(cell)).collect();
    let mut around: Vec<i64> = cells.iter().flat_map(|&cell| grid::neighbours(cell)).collect();
    around.sort_unstable();
    let surrounded = around.chunk_by(|a, b| a == b).filter(|same| same.len() >= SURROUNDED).map(|same| same[0]);
    cells.extend(surrounded);
    cells.sort_unstable();
    cells.dedup();
    cells
}

/// Most addresses in a block of two by two cells that holds the cell.
fn best_block(cell: i64, count: impl Fn(i64) -> u32) -> u32 {
    let (column, row) = grid::cell_index(cell);
    let block = |dc: i32, dr: i32| [(0, 0), (dc, 0), (0, dr), (dc, dr)].iter().map(|(c, r)| count(grid::pack(column + c, row + r))).sum();
    [(-1, -1), (1, -1), (-1, 1), (1, 1)].into_iter().map(|(dc, dr)| block(dc, dr)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use erf_spatial::{Bounds, Geometry};

    use super::*;
    use crate::yards::{Uses, tests::id};

    fn village(count: u64, x: f64, y: f64) -> Vec<Address> {
        let address = |k| Address {
            id: id(20, k),
            unit: id(1, k),
            main: true,
            point: RdPoint::new(x + k as f64 % 10.0, y),
            uses: Uses::of(["woonfunctie"]),
            label: "Dorpsstraat".into(),
        };
        (0..count).map(address).collect()
    }

    #[test]
    fn a_cell_is_built_up_from_forty_addresses() {
        let at = RdPoint::new(140_250.0, 500_250.0);
        assert!(Countryside::new(&village(39, at.x, at.y), Vec::new()).holds(at));
        let town = Countryside::new(&village(40, at.x, at.y), Vec::new());
        assert!(!town.holds(at) && town.holds(RdPoint::new(141_250.0, 500_250.0)));
        let cells = town.cells([RdPoint::new(150_000.0, 500_000.0)].into_iter());
        assert_eq!(cells.len(), 2);
        assert_eq!((cells[0].addresses, cells[0].density, cells[0].inside, cells[1].inside), (40, 160.0, false, true));
    }

    #[test]
    fn a_village_on_a_corner_of_the_grid_is_one_village() {
        let corners = [(140_450.0, 500_450.0), (140_550.0, 500_450.0), (140_450.0, 500_550.0), (140_550.0, 500_550.0)];
        let spread: Vec<Address> = corners.iter().flat_map(|&(x, y)| village(25, x, y)).collect();
        assert!(!Countryside::new(&spread, Vec::new()).holds(RdPoint::new(140_400.0, 500_400.0)));
        let thin: Vec<Address> = corners.iter().flat_map(|&(x, y)| village(24, x, y)).collect();
        assert!(Countryside::new(&thin, Vec::new()).holds(RdPoint::new(140_400.0, 500_400.0)));
    }

    #[test]
    fn a_park_in_a_town_is_not_countryside() {
        let ring = grid::neighbours(grid::cell(RdPoint::new(140_250.0, 500_250.0), CELL_M));
        let town: Vec<Address> = ring
            .iter()
            .flat_map(|&c| village(50, grid::cell_bounds(c, CELL_M).centre().x, grid::cell_bounds(c, CELL_M).centre().y))
            .collect();
        assert!(!Countryside::new(&town, Vec::new()).holds(RdPoint::new(140_250.0, 500_250.0)));
    }

    #[test]
    fn a_municipality_can_draw_its_own_line() {
        let square = |x: f64, reach: f64| Geometry::Polygons(vec![Bounds::around(RdPoint::new(x, 500_250.0), reach).to_polygon()]);
        let contour = Contour { municipality: square(140_250.0, 5000.0), countryside: square(140_250.0, 100.0) };
        let piece = Contour { municipality: square(140_250.0, 5000.0), countryside: square(141_250.0, 100.0) };
        let line = Countryside::new(&village(60, 140_250.0, 500_250.0), vec![contour, piece]);
        assert!(line.holds(RdPoint::new(140_250.0, 500_250.0)) && !line.holds(RdPoint::new(143_000.0, 500_250.0)));
        assert!(line.holds(RdPoint::new(141_250.0, 500_250.0)), "the second piece counts too");
        assert!(line.holds(RdPoint::new(160_000.0, 500_250.0)));
    }
}
