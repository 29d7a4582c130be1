// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Accessible PDF reports: the only crate that knows Typst.
//!
//! Data in, bytes out: no files, no clock, no network. The same data give the same bytes. Text of users enters as
//! data and is never read as markup. What a public version may not show is decided in [`disclosure`], before the
//! typesetter sees anything.

pub mod card;
pub mod chart;
pub mod disclosure;
mod engine;
mod interval;
pub mod letter;
pub mod map;
pub mod nl;
pub mod scan;
mod svg;
mod view;

pub use engine::{ReportError, Template, pdf};
pub use interval::poisson_interval;

// Tests here and in the examples share one sample, which speaks of this crate by its name.
#[cfg(test)]
extern crate self as erf_report;
#[cfg(test)]
#[path = "../tests/sample/mod.rs"]
mod sample;
