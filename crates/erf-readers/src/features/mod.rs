// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Files with shapes: GeoJSON, GeoPackage and GML (also zipped), with a mapping of their properties.

mod build;
mod geojson;
mod gml;
mod gml_shape;
mod gpkg;

use std::{collections::BTreeMap, path::Path};

use erf_spatial::Geometry;
use serde_json::Value;

use crate::{Emit, ReadError, Tally, error::file_name, mapping::FeatureMapping};

/// One thing with a shape, in RD New.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Layer or feature type; empty when the file has none.
    pub layer: String,
    /// The code the source knows it by.
    pub code: String,
    /// Name.
    pub name: Option<String>,
    /// First year in which it is valid.
    pub year_from: Option<i16>,
    /// Last year in which it is valid.
    pub year_to: Option<i16>,
    /// Code or name of what it is part of.
    pub parent: Option<String>,
    /// Everything else the mapping asks for.
    pub attributes: BTreeMap<String, Value>,
    /// The shape, in RD New.
    pub geometry: Geometry,
}

/// What a file with shapes held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeatureSummary {
    /// Features in and what became of them.
    pub tally: Tally,
    /// Layers or feature types met, with how many features each.
    pub layers: BTreeMap<String, u64>,
    /// Inner files that broke off; what stood before the break was kept.
    pub incomplete: Vec<String>,
}

/// Reads a file with shapes. The kind of file follows from its content.
pub fn read(path: &Path, mapping: &FeatureMapping, emit: Emit<'_, Feature>) -> Result<FeatureSummary, ReadError> {
    match crate::profile::format_of(path)? {
        crate::profile::Format::GeoJson => geojson::read(path, mapping, emit),
        crate::profile::Format::GeoPackage => gpkg::read(path, mapping, emit),
        crate::profile::Format::Xml | crate::profile::Format::Zip => gml::read(path, mapping, emit),
        _ => Err(ReadError::Format {
            file: file_name(path),
            expected: "GeoJSON, GeoPackage of GML".to_owned(),
            cause: "het begin van het bestand past bij geen van deze".to_owned(),
        }),
    }
}
