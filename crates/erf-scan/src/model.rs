// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a scan is asked, and what it answers. Rules only: no database, no clock, no files.

use erf_base::MunicipalityCode;
use serde::{Deserialize, Serialize};

use crate::{card::Variant, indicator::Finding};

/// What is asked of a scan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Name to show.
    pub name: String,
    /// `regio`, a municipality (`9910`), a district code, or `vlak` for a drawn or imported shape.
    pub area: String,
    /// The drawn shape as GeoJSON text in RD, if any.
    pub shape: Option<String>,
    /// Variant.
    pub variant: Variant,
    /// The recorded legal ground; needed for the covenant variant.
    pub ground: Option<String>,
    /// The day it speaks of (20261001).
    pub date: i64,
    /// How many places can be visited.
    pub capacity: u32,
    /// Share of the proposal that is drawn at random.
    pub random_share: f64,
    /// Seed of every draw.
    pub seed: u64,
}

/// Bands by visiting capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Band {
    /// As many places as can be visited.
    A,
    /// As many again.
    B,
    /// The other places with points.
    C,
    /// No points.
    D,
}

/// A part of the points of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    /// Indicator.
    pub code: String,
    /// Points it adds.
    pub points: i32,
    /// What was found.
    pub finding: Finding,
}

/// A place with its points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// Place.
    pub place: String,
    /// Kind.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Municipality.
    pub municipality: Option<MunicipalityCode>,
    /// Neighbourhood code.
    pub neighbourhood: Option<String>,
    /// Metres east and north.
    pub x: f64,
    /// See `x`.
    pub y: f64,
    /// Sum of the parts.
    pub points: i32,
    /// The parts, most points first, then by code.
    pub counted: Vec<Counted>,
    /// Found but not counted (alone, lower of two, corrected), with the key of the reason.
    pub uncounted: Vec<(Counted, String)>,
    /// Indicators of the card nobody could answer, with the key of the reason.
    pub unknown: Vec<(String, String)>,
    /// Band.
    pub band: Band,
    /// Best and worst place in the order, when any weight moves a point and equals are drawn otherwise.
    pub rank: (u32, u32),
    /// Whether the border between two bands ran through places with these points: its band was drawn.
    pub drawn: bool,
    /// Proposed for a visit.
    pub proposed: bool,
    /// Drawn at random among all places in scope.
    pub random: bool,
    /// The chance of being drawn at random.
    pub chance: f64,
}
