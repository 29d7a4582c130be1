// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The correction grid of RDNAPTRANS 2018, unpacked once per process (1.2 MB).
//!
//! `assets/rdcorr2018.md` says where it comes from, its licence and its notation.

use std::sync::LazyLock;

const ROWS: usize = 481;
const COLUMNS: usize = 301;
const SOUTH: f64 = 50.0;
const NORTH: f64 = 56.0;
const WEST: f64 = 2.0;
const EAST: f64 = 8.0;
const ROW_STEP: f64 = 0.0125;
const COLUMN_STEP: f64 = 0.02;
const UNIT: f64 = 1e-9;

/// Corrections of latitude, then of longitude, in 1e-9 degree, row by row from the south.
static GRID: LazyLock<Vec<i32>> = LazyLock::new(|| unpack(include_bytes!("../../assets/rdcorr2018.bin")));

/// Whether the position lies in the grid; false for what is not a number.
pub fn covers(lat: f64, lon: f64) -> bool {
    (SOUTH..=NORTH).contains(&lat) && (WEST..=EAST).contains(&lon)
}

/// From pseudo to real Bessel coordinates in degrees. The grid is indexed by the real ones, hence the rounds; each gains
/// four digits. Outside the grid there is no correction.
pub fn to_real(lat: f64, lon: f64) -> (f64, f64) {
    let (mut a, mut b) = (lat, lon);
    for _ in 0..4 {
        let (da, db) = correction(a, b).unwrap_or_default();
        (a, b) = (lat - da, lon - db);
    }
    (a, b)
}

/// From real to pseudo Bessel coordinates in degrees; `None` outside the grid.
pub fn to_pseudo(lat: f64, lon: f64) -> Option<(f64, f64)> {
    // A position at the very edge may lie a few hundred metres outside the grid on the other datum.
    let near = (SOUTH - 0.01..=NORTH + 0.01).contains(&lat) && (WEST - 0.01..=EAST + 0.01).contains(&lon);
    let (da, db) = correction(lat, lon).unwrap_or_default();
    near.then_some((lat + da, lon + db))
}

fn correction(lat: f64, lon: f64) -> Option<(f64, f64)> {
    if !covers(lat, lon) {
        return None;
    }
    let (row, column) = ((lat - SOUTH) / ROW_STEP, (lon - WEST) / COLUMN_STEP);
    let (i, j) = ((row as usize).min(ROWS - 2), (column as usize).min(COLUMNS - 2));
    let (r, c) = (row - i as f64, column - j as f64);
    let at = |layer: usize, i: usize, j: usize| f64::from(GRID[(layer * ROWS + i) * COLUMNS + j]) * UNIT;
    let between = |layer: usize| {
        let west = at(layer, i, j) * (1.0 - r) + at(layer, i + 1, j) * r;
        let east = at(layer, i, j + 1) * (1.0 - r) + at(layer, i + 1, j + 1) * r;
        west * (1.0 - c) + east * c
    };
    Some((between(0), between(1)))
}

fn unpack(packed: &[u8]) -> Vec<i32> {
    let mut bytes = packed.iter().copied();
    let mut differences = Vec::with_capacity(2 * ROWS * COLUMNS);
    while let Some(code) = leb128(&mut bytes) {
        match code {
            0 => differences.resize(differences.len() + leb128(&mut bytes).unwrap_or_default() as usize, 0),
            _ => differences.push(unzigzag(code)),
        }
    }
    for layer in differences.chunks_mut(ROWS * COLUMNS) {
        undo_differences(layer);
    }
    differences
}

fn leb128(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = bytes.next()?;
        value |= u32::from(byte & 0x7F) << shift;
        shift += 7;
        if byte < 0x80 {
            return Some(value);
        }
    }
}

fn unzigzag(code: u32) -> i32 {
    (code >> 1) as i32 ^ -((code & 1) as i32)
}

fn undo_differences(layer: &mut [i32]) {
    for k in 0..layer.len() {
        let (i, j) = (k / COLUMNS, k % COLUMNS);
        let left = if j > 0 { layer[k - 1] } else { 0 };
        let above = if i > 0 { layer[k - COLUMNS] } else { 0 };
        let corner = if i > 0 && j > 0 { layer[k - COLUMNS - 1] } else { 0 };
        layer[k] += left + above - corner;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_is_whole() {
        assert_eq!(GRID.len(), 2 * ROWS * COLUMNS);
        assert_eq!((0..ROWS * COLUMNS).filter(|&k| GRID[k] != 0 || GRID[k + ROWS * COLUMNS] != 0).count(), 55_435);
    }

    #[test]
    fn the_asset_equals_the_published_grid() {
        let Some(bytes) = crate::shared::read("data/rd/rdcorr2018.txt.zip") else { return };
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("rdcorr2018.txt").unwrap(), &mut text).unwrap();
        let nodes: Vec<Vec<f64>> = text.lines().skip(1).map(|line| line.split_whitespace().map(|t| t.parse().unwrap()).collect()).collect();
        assert_eq!(nodes.len(), ROWS * COLUMNS);
        for (k, node) in nodes.iter().enumerate() {
            assert!((node[0] - SOUTH - (k / COLUMNS) as f64 * ROW_STEP).abs() < 1e-6);
            assert!((node[1] - WEST - (k % COLUMNS) as f64 * COLUMN_STEP).abs() < 1e-6);
            assert_eq!(GRID[k], (node[2] * 1e9).round() as i32, "latitude of node {k}");
            assert_eq!(GRID[ROWS * COLUMNS + k], (node[3] * 1e9).round() as i32, "longitude of node {k}");
        }
    }
}
