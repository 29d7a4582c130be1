// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Indicators as they are declared in `content/indicatoren.csv`, and what one says of a place.

mod catalogue;
pub mod columns;

use erf_base::Compartment;

pub use catalogue::{CatalogueFault, catalogue, find};
pub use columns::allowed;

/// An indicator as partners agreed on it.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Code, such as `L01`.
    pub code: String,
    /// Name.
    pub name: String,
    /// `alle`, `erf`, `bedrijventerrein` or `haven`.
    pub setting: String,
    /// What it is about, such as `pand`.
    pub object: String,
    /// Sources in words.
    pub source: String,
    /// Codes of sources (`content/bronnen.csv`).
    pub files: Vec<String>,
    /// How it is computed, in words.
    pub calculation: String,
    /// Unit.
    pub unit: String,
    /// `gelegenheid`, `patroon`, `historie`, `signaal` or `context`.
    pub group: String,
    /// Sentence for a citizen.
    pub sentence: String,
    /// An innocent explanation.
    pub innocent: String,
    /// Caveat.
    pub caveat: String,
    /// Regime; `None` when it may never be used.
    pub compartment: Option<Compartment>,
    /// Points proposed for a card.
    pub points: i32,
    /// Facts older than this many months do not count.
    pub max_age_months: u32,
    /// Version of the declaration.
    pub version: u32,
}

/// A row of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct RowRef {
    /// The delivery.
    pub delivery: i64,
    /// The row in it.
    pub seq: i64,
}

/// What an indicator says of a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// The indicator is not about places of this kind.
    NotApplicable,
    /// Nobody told us; the key of the sentence why (`scan-unknown-…`).
    Unknown(&'static str),
    /// It was looked at and is not so.
    Absent,
    /// It is so.
    Present(Finding),
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// The value, in the unit of the indicator.
    pub value: f64,
    /// The values in Dutch words, such as `2 gebouwen, samen 640 m²`.
    pub detail: String,
    /// The day it speaks of.
    pub date: Option<i64>,
    /// Rows that say so, at most twelve.
    pub rows: Vec<RowRef>,
    /// Deliveries it rests on when no single row says so (BAG, roads, parks).
    pub ground: Vec<i64>,
}
