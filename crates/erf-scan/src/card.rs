// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The agreed rule card: which indicators count, for how many points, and who signed it.

use serde::{Deserialize, Serialize};

/// Most indicators on a card: more cannot be explained at a table.
pub const MOST: usize = 12;

/// With or without covenant inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Variant {
    /// No covenant inputs, no places that are only a dwelling.
    #[serde(rename = "gemeentelijk")]
    Municipal,
    /// Under the covenant, with a recorded ground.
    #[serde(rename = "convenant")]
    Covenant,
}

/// A version of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Name, such as `Regiokaart gemeentelijk`.
    pub name: String,
    /// Variant.
    pub variant: Variant,
    /// Version, counted per variant.
    pub version: u32,
    /// What counts.
    pub entries: Vec<Entry>,
    /// Why these indicators and points.
    pub motivation: String,
    /// Partners who signed, with the day.
    #[serde(default)]
    pub signatures: Vec<Signature>,
}

/// One line of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Indicator.
    pub code: String,
    /// Version of the indicator.
    pub version: u32,
    /// Points, 1 to 9.
    pub points: i32,
}

/// A partner agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Organisation.
    pub partner: String,
    /// Who, by role.
    pub role: String,
    /// The day.
    pub date: String,
}
