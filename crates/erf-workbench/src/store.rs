// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Every statement on the tables of this slice, by subject. A linkage is only found with a [`Scope`], which only a permission can make:
//! what belongs to another municipality leaves no trace, not even in a count. All else of a linkage is asked with what was found.

pub mod judgements;
pub mod linkages;
pub mod pairs;
pub mod rows;

use erf_base::{Reach, Scope};
use erf_store::Migration;

/// The tables of this slice, in the order in which they came.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "workbench-1", sql: include_str!("store/schema.sql") },
    Migration { name: "workbench-2-columns", sql: include_str!("store/columns.sql") },
];

/// The municipality a scope is limited to, 0 for the whole region: one form for every query.
pub(crate) fn own(scope: &Scope) -> i64 {
    match scope.reach() {
        Reach::Region => 0,
        Reach::Municipality(code) => i64::from(code.number()),
    }
}
