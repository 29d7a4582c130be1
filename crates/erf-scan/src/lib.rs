// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

pub mod approve;
pub mod area;
pub mod card;
mod compute;
pub mod correct;
pub mod decide;
pub mod expire;
pub mod indicator;
pub mod life;
pub mod measure;
pub mod model;
pub mod object;
pub mod order;
pub mod region;
pub mod share;
pub mod sign_card;
pub mod store;
pub mod tasks;
