// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The pages in process: a small region in memory, readers with different roles.

mod offers;
mod region;
mod reviewing;
mod scoping;
mod searching;
mod stories;
mod superseded;
