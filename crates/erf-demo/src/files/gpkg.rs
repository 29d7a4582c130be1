// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! GeoPackage (OGC 12-128r15): a SQLite file with features in RD New. No spatial index: that part is optional.

use std::path::Path;

use rusqlite::{Connection, params_from_iter, types::Value as Cell};

use crate::{DemoError, plane::P};

/// A shape to be written.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    Line(Vec<P>),
    Polygon(Vec<P>),
}

/// An attribute.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Null,
    Text(String),
    Whole(i64),
    Real(f64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A layer with its rows, which are drawn one by one.
pub(crate) struct Layer<'a> {
    pub table: &'a str,
    pub geometry: &'a str,
    /// Name and SQL type.
    pub columns: &'a [(&'a str, &'a str)],
    pub rows: Box<dyn Iterator<Item = (Shape, Vec<Value>)> + Send + 'a>,
}

const CORE: &[&str] = &[
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, \
     organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)",
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT \
     DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id \
     FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER \
     NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name \
     UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY \
     (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
    "INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference \
     system'), ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'), ('WGS 84 geodetic', \
     4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",\
     0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid'), \
     ('Amersfoort / RD New', 28992, 'EPSG', 28992, 'PROJCS[\"Amersfoort / RD New\",GEOGCS[\"Amersfoort\",DATUM[\"Amersfoort\",SPHEROID[\"Bessel \
     1841\",6377397.155,299.1528128,AUTHORITY[\"EPSG\",\"7004\"]],AUTHORITY[\"EPSG\",\"6289\"]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",\
     0.0174532925199433],AUTHORITY[\"EPSG\",\"4289\"]],PROJECTION[\"Oblique_Stereographic\"],PARAMETER[\"latitude_of_origin\",52.1561605555556],\
     PARAMETER[\"central_meridian\",5.38763888888889],PARAMETER[\"scale_factor\",0.9999079],PARAMETER[\"false_easting\",155000],\
     PARAMETER[\"false_northing\",463000],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],AUTHORITY[\"EPSG\",\"28992\"]]', NULL)",
];

/// Writes a file with these layers; `date` becomes the day of the last change.
pub(crate) fn write(path: &Path, date: jiff::civil::Date, layers: Vec<Layer<'_>>) -> Result<(), DemoError> {
    if path.exists() {
        std::fs::remove_file(path).map_err(DemoError::at(path))?;
    }
    fill(path, date, layers).map_err(DemoError::database(path))
}

fn fill(path: &Path, date: jiff::civil::Date, layers: Vec<Layer<'_>>) -> rusqlite::Result<()> {
    let db = Connection::open(path)?;
    db.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = 1196444487; PRAGMA user_version = 10300; BEGIN",
    )?;
    for statement in CORE {
        db.execute_batch(statement)?;
    }
    for layer in layers {
        add(&db, date, layer)?;
    }
    db.execute_batch("COMMIT")
}

fn add(db: &Connection, date: jiff::civil::Date, layer: Layer<'_>) -> rusqlite::Result<()> {
    let columns: String = layer.columns.iter().map(|(name, kind)| format!(", \"{name}\" {kind}")).collect();
    db.execute_batch(&format!(
        "CREATE TABLE \"{}\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {}{columns})",
        layer.table, layer.geometry
    ))?;
    let names: String = layer.columns.iter().map(|(name, _)| format!(", \"{name}\"")).collect();
    let marks = ", ?".repeat(layer.columns.len());
    let mut insert = db.prepare(&format!("INSERT INTO \"{}\" (geom{names}) VALUES (?{marks})", layer.table))?;
    let mut low = (f64::MAX, f64::MAX);
    let mut high = (f64::MIN, f64::MIN);
    for (shape, values) in layer.rows {
        for point in points(&shape) {
            low = (low.0.min(point.x), low.1.min(point.y));
            high = (high.0.max(point.x), high.1.max(point.y));
        }
        insert.execute(params_from_iter(std::iter::once(Cell::Blob(blob(&shape))).chain(values.into_iter().map(Cell::from))))?;
    }
    register(db, layer.table, layer.geometry, date, low, high)
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Text(text) => Self::Text(text),
            Value::Whole(number) => Self::Integer(number),
            Value::Real(number) => Self::Real(number),
        }
    }
}

fn register(
    db: &Connection,
    table: &str,
    geometry: &str,
    date: jiff::civil::Date,
    low: (f64, f64),
    high: (f64, f64),
) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO gpkg_contents VALUES (?1, 'features', ?1, '', ?2, ?3, ?4, ?5, ?6, 28992)",
        (table, format!("{date}T06:00:00.000Z"), low.0, low.1, high.0, high.1),
    )?;
    db.execute("INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, 28992, 0, 0)", (table, geometry)).map(drop)
}

fn points(shape: &Shape) -> &[P] {
    match shape {
        Shape::Line(points) | Shape::Polygon(points) => points,
    }
}

/// Header ("GP", version, flags with an envelope, reference system) and little-endian WKB.
fn blob(shape: &Shape) -> Vec<u8> {
    let mut out = Vec::with_capacity(64 + points(shape).len() * 16);
    out.extend_from_slice(b"GP\x00");
    let (low, high) = crate::plane::bounds(points(shape).iter().copied());
    out.push(0b0000_0011);
    out.extend_from_slice(&28_992_i32.to_le_bytes());
    for value in [low.x, high.x, low.y, high.y] {
        out.extend_from_slice(&milli(value).to_le_bytes());
    }
    out.push(1);
    let (kind, closed) = match shape {
        Shape::Line(_) => (2_u32, false),
        Shape::Polygon(_) => (3, true),
    };
    out.extend_from_slice(&kind.to_le_bytes());
    if closed {
        out.extend_from_slice(&1_u32.to_le_bytes());
    }
    let list = points(shape);
    out.extend_from_slice(&(list.len() as u32 + u32::from(closed)).to_le_bytes());
    for p in list.iter().chain(list.first().filter(|_| closed)) {
        out.extend_from_slice(&milli(p.x).to_le_bytes());
        out.extend_from_slice(&milli(p.y).to_le_bytes());
    }
    out
}

/// Rounded to the millimetre, as registers keep it.
fn milli(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_blob_is_header_envelope_and_wkb() {
        let bytes = blob(&Shape::Line(vec![P { x: 1.0, y: 2.0 }, P { x: 3.0, y: 4.0 }]));
        assert_eq!((&bytes[..4], bytes.len()), (&b"GP\x00\x03"[..], 8 + 32 + 1 + 4 + 4 + 2 * 16));
    }

    #[test]
    fn a_polygon_is_closed() {
        let ring = vec![P { x: 0.0, y: 0.0 }, P { x: 1.0, y: 0.0 }, P { x: 1.0, y: 1.0 }];
        let bytes = blob(&Shape::Polygon(ring));
        assert_eq!(bytes.len(), 8 + 32 + 1 + 4 + 4 + 4 + 4 * 16);
    }
}
