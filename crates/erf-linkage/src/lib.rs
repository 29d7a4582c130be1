// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Record linkage for Dutch data.

pub mod roles;
pub mod standardise;
pub mod table;
