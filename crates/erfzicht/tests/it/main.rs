// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The program as a whole: commands, files in, pages out.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod command_line;
mod covenant_wall;
mod killed;
mod link;
mod matching;
mod newer_extract;
mod routes;
mod samples;
mod scan;
mod support;
mod truth_apart;
mod withdraw;
mod words;
mod workbench;
mod wrong_use;
