// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Square cells for counting, and the tile grid of the Dutch map scheme.

use erf_base::RdPoint;

use crate::Bounds;

/// The number of the square cell of `size` metres that holds the point. Cells are closed on their west and south side.
///
/// The column is in the upper 32 bits, the row in the lower. Inside the Netherlands the number stays below 2^53, so a
/// browser keeps it whole. A point that is not a number falls in cell 0. Cost: constant.
pub fn cell(point: RdPoint, size: f64) -> i64 {
    pack((point.x / size).floor() as i32, (point.y / size).floor() as i32)
}

/// The column and row of a cell, counted from RD's false origin.
pub fn cell_index(cell: i64) -> (i32, i32) {
    ((cell >> 32) as i32, cell as i32)
}

/// The number of the cell with this column and row: the inverse of [`cell_index`].
pub fn pack(column: i32, row: i32) -> i64 {
    (i64::from(column) << 32) | i64::from(row as u32)
}

/// The square of a cell of `size` metres.
pub fn cell_bounds(cell: i64, size: f64) -> Bounds {
    let (column, row) = cell_index(cell);
    let min = RdPoint::new(f64::from(column) * size, f64::from(row) * size);
    Bounds { min, max: RdPoint::new(min.x + size, min.y + size) }
}

/// The eight cells around a cell.
pub fn neighbours(cell: i64) -> [i64; 8] {
    let (c, r) = cell_index(cell);
    [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)].map(|(dc, dr)| pack(c.wrapping_add(dc), r.wrapping_add(dr)))
}

/// Upper left corner of tile 0/0/0 of the Dutch tile scheme.
///
/// Source: Geonovum, "Nederlandse richtlijn tiling", version 1.1.
pub const TILE_ORIGIN: RdPoint = RdPoint { x: -285_401.92, y: 903_401.92 };

/// Side of tile 0/0/0 in metres; it halves with each zoom level.
pub const TILE_SIDE: f64 = 880_803.84;

/// Deepest zoom level for which tiles are defined here: 5 cm a tile.
pub const MAX_ZOOM: u8 = 24;

/// Side in metres of a tile at this zoom level.
pub fn tile_side(zoom: u8) -> f64 {
    TILE_SIDE / f64::from(1_u32 << zoom.min(MAX_ZOOM))
}

/// The square of a tile; rows count down from the north. `None` when there is no such tile.
pub fn tile_bounds(zoom: u8, x: u32, y: u32) -> Option<Bounds> {
    if zoom > MAX_ZOOM || x >= 1 << zoom || y >= 1 << zoom {
        return None;
    }
    let side = tile_side(zoom);
    let (left, top) = (TILE_ORIGIN.x + f64::from(x) * side, TILE_ORIGIN.y - f64::from(y) * side);
    Some(Bounds { min: RdPoint::new(left, top - side), max: RdPoint::new(left + side, top) })
}

/// Column and row of the tile that holds the point. `None` outside the scheme.
pub fn tile_of(point: RdPoint, zoom: u8) -> Option<(u32, u32)> {
    let side = tile_side(zoom);
    let (x, y) = (((point.x - TILE_ORIGIN.x) / side).floor(), ((TILE_ORIGIN.y - point.y) / side).floor());
    let inside = |v: f64| v >= 0.0 && v < f64::from(1_u32 << zoom.min(MAX_ZOOM));
    (zoom <= MAX_ZOOM && inside(x) && inside(y)).then_some((x as u32, y as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_knows_its_square() {
        let point = RdPoint::new(140_499.9, 500_500.0);
        let number = cell(point, 500.0);
        assert_eq!(cell_index(number), (280, 1001));
        assert!(number < 1 << 53);
        assert_eq!(cell_bounds(number, 500.0).min, RdPoint::new(140_000.0, 500_500.0));
        assert_eq!(cell_index(cell(RdPoint::new(-0.1, -500.0), 500.0)), (-1, -1));
        assert_eq!(neighbours(number).map(cell_index)[0], (279, 1000));
    }

    #[test]
    fn a_tile_holds_the_points_that_are_in_it() {
        for zoom in 0..=15 {
            let point = RdPoint::new(140_123.0, 500_456.0);
            let (x, y) = tile_of(point, zoom).unwrap();
            assert!(tile_bounds(zoom, x, y).unwrap().contains(point), "{zoom}");
        }
        assert_eq!(tile_of(RdPoint::new(-285_401.92, 903_401.92), 3), Some((0, 0)));
        assert_eq!(tile_of(RdPoint::new(-285_402.0, 900_000.0), 3), None);
        assert_eq!(tile_bounds(1, 2, 0), None);
        assert_eq!(tile_bounds(25, 0, 0), None);
        assert!((tile_bounds(0, 0, 0).unwrap().max.x - 595_401.92).abs() < 1e-6);
    }
}
