// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The pages in process: a frozen scan of a handful of yards, readers with different roles.

mod region;
mod stories;
mod told;
