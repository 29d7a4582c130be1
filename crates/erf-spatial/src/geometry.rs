// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Points, lines and polygons in the plane.

use erf_base::RdPoint;

/// A closed line: the first point is not repeated at the end.
pub type Ring = Vec<RdPoint>;

/// An outline with holes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Polygon {
    /// The outer ring.
    pub outer: Ring,
    /// Courtyards and other holes.
    pub holes: Vec<Ring>,
}

/// Any shape that partners send.
#[derive(Debug, Clone, PartialEq)]
pub enum Geometry {
    /// One place.
    Point(RdPoint),
    /// One or more open lines.
    Lines(Vec<Vec<RdPoint>>),
    /// One or more polygons.
    Polygons(Vec<Polygon>),
}

/// The smallest upright rectangle around something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Lower left corner.
    pub min: RdPoint,
    /// Upper right corner.
    pub max: RdPoint,
}
