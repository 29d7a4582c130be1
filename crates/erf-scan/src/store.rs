// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Every statement on the tables of this slice, by subject. What is read of scans and places takes a [`Scope`], which only a
//! permission can make: covenant scans and places of other municipalities leave no trace, not even in a count.

pub mod areas;
pub mod aside;
pub mod cards;
pub mod choices;
pub mod corrections;
pub mod decisions;
pub mod dossier;
pub mod end;
pub mod evaluation;
pub mod figures;
pub mod inputs;
pub mod load;
pub mod places;
pub mod recipients;
pub mod report;
pub mod save;
pub mod scans;
pub mod signs;

use erf_base::{Reach, Scope};
use erf_store::Migration;

/// The tables of this slice, in the order in which they came.
pub const MIGRATIONS: &[Migration] = &[Migration { name: "scan-1", sql: include_str!("store/schema.sql") }];

/// The municipality a scope is limited to, 0 for the whole region: one form for every query.
pub(crate) fn own(scope: &Scope) -> i64 {
    match scope.reach() {
        Reach::Region => 0,
        Reach::Municipality(code) => i64::from(code.number()),
    }
}
