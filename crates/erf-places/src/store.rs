// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Every statement on the tables of this slice, by subject.

pub mod atlas;
pub mod contents;
pub mod deliveries;
pub mod derived;
pub mod evaluation;
pub mod facts;
pub mod links;
pub mod partners;

use erf_store::Migration;

/// The tables of this slice, in the order in which they came.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "places-1", sql: include_str!("store/schema.sql") },
    Migration { name: "places-second-opinion", sql: include_str!("store/second_opinion.sql") },
    Migration { name: "places-2-link-model", sql: include_str!("store/link_model.sql") },
    Migration { name: "places-3-link-for-scans", sql: include_str!("store/link_for_scans.sql") },
    Migration { name: "places-4-complete", sql: include_str!("store/complete.sql") },
    Migration { name: "places-5-link-window", sql: include_str!("store/link_window.sql") },
    Migration { name: "places-6-parcels", sql: include_str!("store/parcels.sql") },
];
