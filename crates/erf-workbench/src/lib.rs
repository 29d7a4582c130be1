// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

pub mod compute;
pub mod deliveries;
pub mod end;
pub mod intake;
pub mod judge_pair;
pub mod kept;
pub mod learn;
pub mod merge_groups;
pub mod model;
pub mod naming;
pub mod order;
pub mod pages;
pub mod recluster;
pub mod run_linkage;
pub mod set_cut;
pub mod store;
pub mod tasks;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod use_case_tests;
