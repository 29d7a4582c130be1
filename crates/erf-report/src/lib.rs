// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Accessible PDF reports: the only crate that knows Typst.
//!
//! Data in, bytes out: no files, no clock, no network. The same data give the same bytes. Text of users enters as
//! data and is never read as markup. What a public version may not show is decided in [`disclosure`], before the
//! typesetter sees anything.

pub mod letter;
pub mod map;
pub mod scan;
