// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From a row of a partner's file to an address, building, parcel, place or area. Pure; no database, no clock.
//!
//! The seam is [`Linker`]: it carries weight with named contributions, probability and alternatives. [`FittedLinker`] learns the
//! weights of addresses from the rows of a delivery, without labels; [`PlainLinker`] has hand-set weights and is the measure for it.
//!
//! Weights are bits: the logarithm with base 2 of how much more often something is seen when row and target belong together
//! than when they do not. Each has a stable Dutch code in [`weights`]. `Evidence::total` is their sum with the prior,
//! `Evidence::probability` the chance that follows from it; what rivals take is one of the contributions.

mod address;
mod builder;
mod candidates;
mod chances;
mod codes;
pub mod evaluate;
mod expected;
mod fitted;
mod gazetteer;
mod ground;
mod learn;
mod levels;
mod model;
mod names;
mod plain;
mod score;
#[cfg(test)]
mod tests;
pub mod weights;
mod whereabouts;
pub(crate) mod words;

use std::fmt;

use erf_base::{BagId, Evidence, RdPoint};
use serde::{Deserialize, Serialize};

pub use builder::GazetteerBuilder;
pub use expected::LOWEST_CERTAIN;
pub use fitted::{FittedLinker, PlaceOf, School};
pub use gazetteer::{AreaKind, Gazetteer, NewAddress, NewArea, area_code};
pub use learn::{Patterns, RowPattern};
pub use model::{CurvePoint, LearnedLevel, LinkModel};
pub use plain::PlainLinker;

/// Decides what a row speaks of.
pub trait Linker {
    /// The best target with its evidence and its rivals. Never fails: a row that says nothing gives [`Decision::None`].
    fn link(&self, row: &RowPlace) -> Linked;
}

/// All that a row says about where it is. Texts as the reader normalised them; `None` where the column is absent or empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RowPlace {
    /// What one row is about, such as `dumping` (the `kind` of the mapping).
    pub kind: String,
    /// Street.
    pub street: Option<String>,
    /// House number, perhaps with everything glued to it.
    pub number: Option<String>,
    /// House letter.
    pub letter: Option<String>,
    /// Suffix (*toevoeging*).
    pub suffix: Option<String>,
    /// A whole address in one cell.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Town (*woonplaats*).
    pub town: Option<String>,
    /// Municipality, by name or code; the one of the delivery when the row is silent.
    pub municipality: Option<String>,
    /// *Nummeraanduiding*.
    pub address_id: Option<String>,
    /// *Verblijfsobject*, *ligplaats* or *standplaats*.
    pub unit_id: Option<String>,
    /// *Pand*.
    pub building_id: Option<String>,
    /// Cadastral parcel.
    pub parcel_id: Option<String>,
    /// Place in words.
    pub place_text: Option<String>,
    /// Coordinates, in RD New.
    pub point: Option<RdPoint>,
    /// Precision of the coordinates in metres.
    pub precision_m: Option<f64>,
}

/// What a row can be about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "lowercase")]
pub enum Target {
    /// An address (*nummeraanduiding*).
    Address(BagId),
    /// A building (*pand*).
    Building(BagId),
    /// A cadastral parcel.
    Parcel(String),
    /// A yard, unit or other place.
    Place(String),
    /// A municipality, neighbourhood, road, water or another named area.
    Area(String),
}

impl Target {
    /// The word for the kind, as in files and in the database.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Address(_) => "address",
            Self::Building(_) => "building",
            Self::Parcel(_) => "parcel",
            Self::Place(_) => "place",
            Self::Area(_) => "area",
        }
    }

    /// The id without its kind.
    pub fn id(&self) -> String {
        match self {
            Self::Address(id) | Self::Building(id) => id.to_string(),
            Self::Parcel(code) | Self::Place(code) | Self::Area(code) => code.clone(),
        }
    }

    /// Back from kind and id. `None` for an unknown kind or a malformed id.
    pub fn parse(kind: &str, id: &str) -> Option<Self> {
        Some(match kind {
            "address" => Self::Address(id.parse().ok()?),
            "building" => Self::Building(id.parse().ok()?),
            "parcel" => Self::Parcel(id.to_owned()),
            "place" => Self::Place(id.to_owned()),
            "area" => Self::Area(id.to_owned()),
            _ => return None,
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind(), self.id())
    }
}

/// How sure a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Decision {
    /// Taken as it is (*zeker*).
    #[serde(rename = "zeker")]
    Certain,
    /// For a person to judge (*onzeker*).
    #[serde(rename = "onzeker")]
    Unsure,
    /// Nothing to link to (*geen*).
    #[serde(rename = "geen")]
    None,
}

impl Decision {
    /// The word used in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Certain => "zeker",
            Self::Unsure => "onzeker",
            Self::None => "geen",
        }
    }
}

/// What a linker says of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    /// How sure.
    pub decision: Decision,
    /// The best target; `None` when there is nothing, or nothing above the lower bound.
    pub best: Option<Target>,
    /// The evidence for the best target; empty when there is none.
    pub evidence: Evidence,
    /// Other targets, best first, at most [`MOST_ALTERNATIVES`].
    pub alternatives: Vec<(Target, Evidence)>,
    /// How precisely the row is placed, in metres.
    pub precision_m: Option<f64>,
}

/// More alternatives than this are not shown.
pub const MOST_ALTERNATIVES: usize = 5;

impl Linked {
    /// For a row that says nothing.
    pub fn nothing() -> Self {
        Self { decision: Decision::None, best: None, evidence: Evidence::default(), alternatives: Vec::new(), precision_m: None }
    }
}
