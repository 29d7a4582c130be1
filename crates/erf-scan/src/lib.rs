// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

pub mod algorithm_card;
pub mod card;
pub mod compare;
pub mod draw;
pub mod evaluate;
pub mod freeze;
pub mod indicator;
pub mod measure;
pub mod model;
pub mod output;
mod parallel;
pub mod rank;
pub mod region;
pub mod rules;
pub mod scan;
#[cfg(test)]
mod scan_tests;
pub mod shares;
pub mod statistics;
pub mod summary;
#[cfg(test)]
mod testing;
pub mod what_if;
