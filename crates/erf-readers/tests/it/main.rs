// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Readers against real files, made-up files and broken files.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod bag_broken;
mod bag_real;
mod features;
mod support;
mod tables_csv;
mod tables_xlsx;
