// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The compact *buitengebiedscan*: four to eight pages that a mayor can read and an auditor can follow.

mod data;

pub use data::{
    Approval, Band, BandCount, Card, Concentration, ConcentrationArea, Contact, Correction, DeliveryRow, History, HistoryRow,
    IndicatorGroup, IndicatorRow, NamedFigure, Part, PlaceRow, Provenance, Reason, Route, ScanReport, ShareRow, Shares, Unit, Unseen,
    Variant, Version, VisitPlan,
};

/// For whom a report is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Named recipients with a purpose: places are listed.
    Internal,
    /// Everybody: no places, no addresses, no small counts.
    Public,
}
