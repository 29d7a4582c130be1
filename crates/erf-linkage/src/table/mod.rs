// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A CSV of any kind to columns, with every row accounted for.
//!
//! The bytes of the file are kept once, and the place of every cell as two bytes, so a table of a million rows costs little more
//! than its file. Quotes are taken off in place. What cannot be read as a row becomes a [`Problem`] with its row number and what to
//! do about it; `rows_in` is always `accepted` plus `rejected`.

mod cells;
mod encoding;
mod header;
mod ids;
mod parse;
mod problem;
mod read;
mod sniff;
#[cfg(test)]
mod tests;
mod title;

pub use cells::Table;
pub use encoding::Encoding;
pub use ids::{IdColumn, find_ids};
pub use problem::{Code, Problem, Problems, Refused};
pub use read::{ReadOptions, read, read_owned};
