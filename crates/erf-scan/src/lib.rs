// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

pub mod algorithm_card;
pub mod approve;
pub mod area;
mod area_figures;
pub mod card;
mod citizen;
pub mod compare;
mod compute;
pub mod correct;
pub mod decide;
pub mod draw;
pub mod evaluate;
pub mod expire;
pub mod freeze;
pub mod indicator;
mod judge;
pub mod letter_data;
pub mod life;
pub mod measure;
pub mod model;
pub mod object;
pub mod order;
pub mod output;
pub mod pages;
mod parallel;
pub mod rank;
pub mod region;
pub mod report_data;
pub mod rules;
pub mod scan;
#[cfg(test)]
mod scan_tests;
pub mod share;
pub mod sign_card;
pub mod statistics;
pub mod store;
pub mod summary;
pub mod tally;
pub mod tasks;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod use_case_tests;
pub mod what_if;
