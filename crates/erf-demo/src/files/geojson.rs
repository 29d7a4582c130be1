// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! GeoJSON, in WGS84 as the standard wants, or in RD with a `crs` member as municipalities send it.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::{DemoError, plane::P};

/// In which coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Coordinates {
    Wgs84,
    Rd,
}

/// Properties with the rings of one polygon.
pub(crate) type Feature = (Map<String, Value>, Vec<P>);

/// Writes polygons.
pub(crate) fn write(path: &Path, name: &str, coordinates: Coordinates, features: &[Feature]) -> Result<(), DemoError> {
    let shapes: Vec<Value> = features.iter().map(|(properties, ring)| feature(properties, ring, coordinates)).collect();
    let mut top = Map::new();
    top.insert("type".into(), "FeatureCollection".into());
    top.insert("name".into(), name.into());
    if coordinates == Coordinates::Rd {
        top.insert("crs".into(), json!({ "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::28992" } }));
    }
    top.insert("features".into(), Value::Array(shapes));
    let text = serde_json::to_string_pretty(&Value::Object(top)).map_err(|e| DemoError::Text(e.to_string()))?;
    std::fs::write(path, text).map_err(DemoError::at(path))
}

fn feature(properties: &Map<String, Value>, ring: &[P], coordinates: Coordinates) -> Value {
    let closed = ring.iter().chain(ring.first());
    let points: Vec<Value> = closed.map(|p| position(*p, coordinates)).collect();
    json!({ "type": "Feature", "properties": properties, "geometry": { "type": "Polygon", "coordinates": [points] } })
}

fn position(p: P, coordinates: Coordinates) -> Value {
    let round = |value: f64, decimals: f64| (value * decimals).round() / decimals;
    match coordinates {
        Coordinates::Rd => json!([round(p.x, 100.0), round(p.y, 100.0)]),
        Coordinates::Wgs84 => {
            let (lat, lon) = crate::degrees(p);
            json!([round(lon, 1e7), round(lat, 1e7)])
        }
    }
}
