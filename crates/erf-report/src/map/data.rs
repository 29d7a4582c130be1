// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a map is made of. All coordinates are RD New metres, `(x, y)`.

use serde::{Deserialize, Serialize};

use crate::scan::Band;

/// A map of an area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapData {
    /// What is in view.
    pub bounds: Bounds,
    /// Municipalities in scope.
    pub outlines: Vec<Outline>,
    /// Water, roads and built-up areas.
    pub lines: Vec<MapLine>,
    /// Grid squares; the only thing a public map shows of places.
    pub cells: Vec<MapCell>,
    /// Places. Never on a public map.
    pub points: Vec<MapPoint>,
}

/// A rectangle in RD metres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// West.
    pub min_x: f64,
    /// South.
    pub min_y: f64,
    /// East.
    pub max_x: f64,
    /// North.
    pub max_y: f64,
}

/// A municipality with its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// Name, printed at the middle of its largest ring; may be empty.
    pub name: String,
    /// Outer rings and holes (even-odd), first point repeated at the end or not.
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// A line of the base map. Water and built-up lines that end where they begin are filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapLine {
    /// What it is.
    pub kind: LineKind,
    /// Its points.
    pub points: Vec<(f64, f64)>,
}

/// What a line of the base map is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Lake, canal, ditch.
    Water,
    /// Built-up area.
    BuiltUp,
    /// Local road.
    Road,
    /// Through road.
    MainRoad,
}

/// A grid square.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapCell {
    /// West side.
    pub x: f64,
    /// South side.
    pub y: f64,
    /// Length of a side in metres, usually 500.
    pub size: f64,
    /// Places of bands A, B and C in it; `None` when unknown.
    pub value: Option<u64>,
    /// Addresses in it. Under 10 a public map does not draw it.
    pub addresses: u64,
}

/// A place on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapPoint {
    /// East.
    pub x: f64,
    /// North.
    pub y: f64,
    /// Its band.
    pub band: Band,
    /// Drawn for a control visit.
    pub random: bool,
}
