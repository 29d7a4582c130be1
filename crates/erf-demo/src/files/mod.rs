// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Writers of the formats partners use. They know formats, not the region.

pub(crate) mod bag;
pub(crate) mod bag_parts;
pub(crate) mod deliveries;
pub(crate) mod geojson;
pub(crate) mod gml;
pub(crate) mod gpkg;
pub(crate) mod mapping;
pub(crate) mod table;
