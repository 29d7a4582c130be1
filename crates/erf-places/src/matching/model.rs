// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What was learned from the rows of one delivery: kept beside its links so that a page can show it.

use serde::{Deserialize, Serialize};

/// What a linker learned from the rows of one delivery, and what it expects of its links.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LinkModel {
    /// Version of the rules.
    pub version: String,
    /// Rows of the delivery.
    pub rows: u64,
    /// Of those, rows that have something to be compared with, from which was learned.
    pub compared: u64,
    /// Rounds of learning.
    pub rounds: u32,
    /// Whether the weights came to rest before the last round.
    pub converged: bool,
    /// From this probability a link is certain.
    pub cut: f64,
    /// Share of the certain links that is expected to be right; `None` without certain links.
    pub expected_precision: Option<f64>,
    /// Share of the rows that speak of something we know that is expected to have a right and certain link; `None` when no row does.
    pub expected_recall: Option<f64>,
    /// The weights, in the order in which they are compared.
    pub levels: Vec<LearnedLevel>,
    /// What is expected at other cuts, from low to high.
    pub curve: Vec<CurvePoint>,
}

/// A weight that was learned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LearnedLevel {
    /// The stable code of its contribution, such as `straat_gelijk`.
    pub code: String,
    /// How often it is seen when row and target belong together.
    pub m: f64,
    /// How often it is seen between a row and a target that only happened to be looked at.
    pub u: f64,
    /// Its weight in bits.
    pub bits: f64,
    /// In how many rows it is expected to have been seen of the true target.
    pub seen: f64,
}

/// What is expected of the links at one cut.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Links with this probability or more are made.
    pub cut: f64,
    /// How many links that are.
    pub links: u64,
    /// How many of 100 of those links are expected to be wrong.
    pub wrong: f64,
    /// How many of 100 rows that speak of something we know are expected to be missed.
    pub missed: f64,
}
