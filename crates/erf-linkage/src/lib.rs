// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Record linkage for Dutch data.

pub mod block;
pub mod cluster;
pub mod compare;
pub mod dataset;
pub mod derive;
pub mod distance;
pub mod entities;
pub mod explain;
pub mod hash;
pub mod index;
pub mod judge;
pub mod model;
pub mod output;
pub mod preset;
pub mod quality;
pub mod refit;
pub mod roles;
pub mod run;
pub mod score;
pub mod splink;
pub mod standardise;
pub mod store;
pub mod table;
pub mod threshold;
pub mod values;
