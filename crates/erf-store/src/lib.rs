// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod arg;
pub mod audit;
pub mod backup;
pub mod blob;
mod bulk;
mod db;
mod dialect;
mod error;
pub mod job;
mod migrate;
mod postgres;
mod query;
mod row;
pub mod setting;
mod sqlite;
pub mod testing;

pub use arg::Arg;
pub use bulk::{Bulk, RowWriter, insert_many};
pub use db::{DatabaseUrl, Db, Engine, Tx};
pub use error::StoreError;
pub use migrate::Migration;
pub use query::{Query, assembled, query};
pub use row::{Cell, Column, Record, Row};
pub use sqlite::READERS;
