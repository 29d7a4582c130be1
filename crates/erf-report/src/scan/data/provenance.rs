// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where a scan comes from: deliveries, card, versions, corrections.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where everything comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Deliveries used.
    pub deliveries: Vec<DeliveryRow>,
    /// The rule card.
    pub card: Card,
    /// Versions of rules, indicators and program.
    pub versions: Vec<Version>,
    /// Seed of the lots.
    pub seed: u64,
    /// SHA-256 of the frozen scan, in hexadecimal.
    pub hash: String,
    /// What changed because somebody corrected something. May be empty.
    pub corrections: Vec<Correction>,
    /// Where the entry in the algorithm register is, or a sentence why there is none yet.
    pub register: String,
}

/// A delivery that the scan used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeliveryRow {
    /// Who delivered.
    pub partner: String,
    /// What.
    pub what: String,
    /// First and last day it speaks of.
    pub period: (Date, Date),
    /// Legal basis.
    pub basis: String,
    /// How long it is kept, in words.
    pub retention: String,
    /// Rows in the file. Equals `accepted + rejected`.
    pub rows_in: u64,
    /// Rows taken in.
    pub accepted: u64,
    /// Rows refused with a reason.
    pub rejected: u64,
    /// Rows linked to something on the map; `None` where rows are not linked.
    pub matched: Option<u64>,
    /// Of those, the rows linked to a place; the others speak of a parcel, a road or an area.
    #[serde(default)]
    pub on_places: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// The agreed rule card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
    /// The day it was agreed.
    pub agreed: Date,
    /// Who signed.
    pub signed_by: Vec<String>,
}

/// A version of something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// Of what.
    pub name: String,
    /// Which.
    pub version: String,
}

/// A correction and what it changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The day.
    pub date: Date,
    /// What was corrected, without names or addresses.
    pub what: String,
    /// What changed by it.
    pub effect: String,
}
