// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

pub mod card;
pub mod indicator;
pub mod load;
pub mod measure;
pub mod model;
pub mod region;
