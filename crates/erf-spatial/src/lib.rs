// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! RD New, plane geometry, grids and tiles. Everything is in metres in RD New (EPSG:28992). No I/O.

pub mod geometry;
pub mod grid;
pub mod rd;
pub mod wkb;

pub use geometry::{Bounds, Geometry, Polygon, Ring};
