// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tables of what people write and what is meant.

mod addresses;
mod companies;
mod persons;
mod properties;
mod values;
