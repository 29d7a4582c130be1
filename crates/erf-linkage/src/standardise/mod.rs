// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Values as people write them to values that can be compared, every step recorded.
//!
//! Each standardiser has two forms. The fast one writes into a value that the caller keeps and allocates nothing once that value has
//! grown to its size; the other, with [`Steps`], records which rule did what, in Dutch. Both run the same code: the recorder is a type
//! parameter, and [`Silent`] compiles to nothing.
//!
//! The rules live in readable tables in `standardise/tables`; each table says where it comes from.

pub mod address;
pub mod calling;
pub mod company;
pub mod contact;
pub mod date;
pub mod fold;
mod lexicon;
pub mod location;
pub mod numbers;
pub mod person;
pub mod phonetic;
pub mod place;
mod steps;
#[cfg(test)]
mod tests;

pub use steps::{Record, Rule, Silent, Step, Steps};
