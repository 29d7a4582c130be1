// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The map of a report, drawn by ourselves as SVG from lines in RD metres.

mod data;

pub use data::{Bounds, LineKind, MapCell, MapData, MapLine, MapPoint, Outline};
