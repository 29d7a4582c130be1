// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! GeoPackage (OGC 12-128r15): a SQLite file with features in RD New. No spatial index: that part is optional.

use std::path::Path;

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};

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
    // Own thread: the caller may itself be a task, which must not wait for another.
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(DemoError::at(path))?;
            runtime.block_on(fill(path, date, layers)).map_err(DemoError::database(path))
        });
        worker.join().unwrap_or_else(|_| Err(DemoError::Text(format!("het schrijven van {} brak af", path.display()))))
    })
}

async fn fill(path: &Path, date: jiff::civil::Date, layers: Vec<Layer<'_>>) -> Result<(), sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(sqlx::sqlite::SqliteJournalMode::Off)
        .synchronous(sqlx::sqlite::SqliteSynchronous::Off);
    let mut db = options.connect().await?;
    for statement in ["PRAGMA application_id = 1196444487", "PRAGMA user_version = 10300", "BEGIN"].iter().chain(CORE) {
        sqlx::query(*statement).execute(&mut db).await?;
    }
    for layer in layers {
        add(&mut db, date, layer).await?;
    }
    sqlx::query("COMMIT").execute(&mut db).await?;
    db.close().await
}

async fn add(db: &mut SqliteConnection, date: jiff::civil::Date, layer: Layer<'_>) -> Result<(), sqlx::Error> {
    let columns: String = layer.columns.iter().map(|(name, kind)| format!(", \"{name}\" {kind}")).collect();
    let create =
        format!("CREATE TABLE \"{}\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {}{columns})", layer.table, layer.geometry);
    sqlx::query(AssertSqlSafe(create)).execute(&mut *db).await?;
    let width = layer.columns.len() + 1;
    let per_insert = 900 / width;
    let mut low = (f64::MAX, f64::MAX);
    let mut high = (f64::MIN, f64::MIN);
    let mut rows = layer.rows;
    loop {
        let batch: Vec<(Shape, Vec<Value>)> = rows.by_ref().take(per_insert).collect();
        if batch.is_empty() {
            break;
        }
        for point in batch.iter().flat_map(|(shape, _)| points(shape)) {
            low = (low.0.min(point.x), low.1.min(point.y));
            high = (high.0.max(point.x), high.1.max(point.y));
        }
        insert(db, layer.table, layer.columns, batch).await?;
    }
    register(db, layer.table, layer.geometry, date, low, high).await
}

async fn insert(
    db: &mut SqliteConnection,
    table: &str,
    columns: &[(&str, &str)],
    batch: Vec<(Shape, Vec<Value>)>,
) -> Result<(), sqlx::Error> {
    let names: String = columns.iter().map(|(name, _)| format!(", \"{name}\"")).collect();
    let marks = format!("(?{})", ", ?".repeat(columns.len()));
    let all = vec![marks; batch.len()].join(", ");
    let text = format!("INSERT INTO \"{table}\" (geom{names}) VALUES {all}");
    let mut query = sqlx::query(AssertSqlSafe(text));
    for (shape, values) in batch {
        query = query.bind(blob(&shape));
        for value in values {
            query = match value {
                Value::Null => query.bind(None::<String>),
                Value::Text(text) => query.bind(text),
                Value::Whole(number) => query.bind(number),
                Value::Real(number) => query.bind(number),
            };
        }
    }
    query.execute(db).await.map(|_| ())
}

async fn register(
    db: &mut SqliteConnection,
    table: &str,
    geometry: &str,
    date: jiff::civil::Date,
    low: (f64, f64),
    high: (f64, f64),
) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, 28992)")
        .bind(table)
        .bind(table)
        .bind(format!("{date}T06:00:00.000Z"))
        .bind(low.0)
        .bind(low.1)
        .bind(high.0)
        .bind(high.1)
        .execute(&mut *db)
        .await?;
    sqlx::query("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 28992, 0, 0)")
        .bind(table)
        .bind(geometry)
        .execute(db)
        .await
        .map(|_| ())
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
