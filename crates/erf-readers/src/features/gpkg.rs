// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! GeoPackage: SQLite with shapes, opened read-only and never changed.

use std::{borrow::Cow, collections::BTreeMap, path::Path, sync::Arc};

use erf_spatial::{Geometry, wkb};
use rusqlite::{Connection, OpenFlags, types::ValueRef};
use serde_json::Value;

use super::{
    Feature, FeatureSummary,
    build::{Builder, Look, Raw},
};
use crate::{
    Emit, Event, Position, Problem, ReadError, causes,
    error::{file_name, shown},
    mapping::{Crs, FeatureMapping, same_heading},
    send,
    table::nearest,
};

const REPORT_EVERY: u64 = 500;

/// A layer with shapes.
struct Layer {
    name: String,
    shape_column: String,
    srs: i64,
}

pub(super) fn read(path: &Path, mapping: &FeatureMapping, emit: Emit<'_, Feature>) -> Result<FeatureSummary, ReadError> {
    let refuse = |error: rusqlite::Error| ReadError::format(path, "GeoPackage", causes::sqlite(&error));
    closed(path)?;
    let db = open(path).map_err(refuse)?;
    let all = layers(&db).map_err(refuse)?;
    let wanted = |layer: &&Layer| mapping.layer.as_ref().is_none_or(|name| same_heading(name, &layer.name));
    let chosen: Vec<&Layer> = all.iter().filter(wanted).collect();
    if chosen.is_empty() {
        let names: Vec<String> = all.iter().map(|layer| shown(&layer.name)).collect();
        let cause = format!("laag '{}' ontbreekt; wel aanwezig: {}", mapping.layer.as_deref().unwrap_or("met vormen"), names.join(", "));
        return Err(ReadError::format(path, "GeoPackage zoals afgesproken", cause));
    }
    let mut builder = Builder::new(path, mapping, emit, false);
    let (mut refusals, mut read) = (Vec::new(), 0);
    for layer in chosen {
        let columns = columns(&db, &layer.name).map_err(refuse)?;
        match missing(mapping, &columns) {
            None => {
                read += 1;
                take_layer(&db, layer, &columns, mapping, &mut builder)?;
            }
            Some(missing) => refusals.push((&layer.name, missing, columns)),
        }
    }
    match refusals.pop() {
        Some((_, missing, found)) if read == 0 => Err(ReadError::Columns {
            file: file_name(path),
            missing,
            found: found.iter().map(|name| shown(name)).collect::<Vec<_>>().join(", "),
        }),
        Some((name, missing, _)) => {
            let reason = format!("Deze laag is niet gelezen: {missing} ontbreekt.");
            let problem = Problem::note("laag_niet_gelezen", reason, "Noem in de indeling welke laag gelezen moet worden.");
            send(builder.emit, Event::Problem(Problem { sheet: Some(name.clone()), ..problem }))?;
            Ok(builder.summary)
        }
        None => Ok(builder.summary),
    }
}

/// Refuses a file whose newest rows are not in it yet but in the one beside it.
fn closed(path: &Path) -> Result<(), ReadError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push("-wal");
    if !Path::new(&beside).metadata().is_ok_and(|file| file.len() > 0) {
        return Ok(());
    }
    let file = file_name(path);
    let cause = format!(
        "de laatste wijzigingen staan nog in {file}-wal en niet in het bestand zelf; sluit het bestand eerst in het programma waarin het \
         open is (bijvoorbeeld QGIS) en lever het dan opnieuw aan"
    );
    Err(ReadError::Unfit { file, cause })
}

/// Opens the file as one that nobody changes: no lock is taken and no journal is looked for.
fn open(path: &Path) -> rusqlite::Result<Connection> {
    let mut uri = String::from("file:");
    for c in path.to_string_lossy().chars() {
        match c {
            '%' | '?' | '#' => uri.push_str(&format!("%{:02X}", u32::from(c))),
            _ => uri.push(c),
        }
    }
    uri.push_str("?immutable=1");
    Connection::open_with_flags(uri, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

fn layers(db: &Connection) -> rusqlite::Result<Vec<Layer>> {
    let mut statement = db.prepare("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns ORDER BY table_name")?;
    let found = statement.query_map([], |row| Ok(Layer { name: row.get(0)?, shape_column: row.get(1)?, srs: row.get(2)? }))?;
    found.collect()
}

fn columns(db: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = db.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let found = statement.query_map([table], |row| row.get(0))?;
    found.collect()
}

/// The coordinate system of a layer, as its number is explained in the file itself, or else the number.
fn system(db: &Connection, srs: i64) -> String {
    let known = "SELECT organization, organization_coordsys_id, srs_name FROM gpkg_spatial_ref_sys WHERE srs_id = ?1";
    let named = db.query_row(known, [srs], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?)));
    match named {
        Ok((_, code @ (0 | -1), _)) => code.to_string(),
        Ok((organization, code, _)) if organization.eq_ignore_ascii_case("epsg") => format!("EPSG:{code}"),
        Ok((_, _, name)) => name,
        Err(_) => srs.to_string(),
    }
}

/// Reads one layer; damage halfway costs what comes after it in this layer.
fn take_layer(
    db: &Connection,
    layer: &Layer,
    columns: &[String],
    mapping: &FeatureMapping,
    builder: &mut Builder<'_, '_>,
) -> Result<(), ReadError> {
    let stated = Crs::stated(&system(db, layer.srs)).map_err(|name| builder.foreign(&name))?;
    let mut reading = Reading { name: layer.name.as_str().into(), crs: stated.or(mapping.crs), ordinal: 0 };
    match take_rows(db, layer, columns, mapping, builder, &mut reading) {
        Ok(outcome) => outcome,
        Err(error) => builder.broken(&reading.name, reading.ordinal + 1, &causes::sqlite(&error)),
    }
}

/// How far a layer is read.
struct Reading {
    name: Arc<str>,
    crs: Option<Crs>,
    ordinal: u64,
}

fn take_rows(
    db: &Connection,
    layer: &Layer,
    columns: &[String],
    mapping: &FeatureMapping,
    builder: &mut Builder<'_, '_>,
    reading: &mut Reading,
) -> rusqlite::Result<Result<(), ReadError>> {
    let total: i64 = db.query_row(&format!("SELECT count(*) FROM {}", quoted(&layer.name)), [], |row| row.get(0))?;
    let total = total.unsigned_abs();
    let headings = mapping.headings();
    let actual = |heading: &str| columns.iter().find(|column| same_heading(column, heading)).map_or(String::new(), |column| quoted(column));
    let others: Vec<&String> = columns.iter().filter(|column| **column != layer.shape_column && !is_mapped(column, &headings)).collect();
    let casts: String = headings.iter().map(|heading| format!(", CAST({} AS TEXT)", actual(heading))).collect();
    // Columns that nobody asked for are looked at for citizen service numbers only; pictures are left alone.
    let unasked: String = others.iter().map(|column| unasked(column)).collect();
    let mut statement = db.prepare(&format!("SELECT {}{casts}{unasked} FROM {}", quoted(&layer.shape_column), quoted(&layer.name)))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        reading.ordinal += 1;
        let mut properties: BTreeMap<&str, Cow<'_, str>> = BTreeMap::new();
        for (at, heading) in headings.iter().enumerate() {
            if let ValueRef::Text(text) = row.get_ref(at + 1)? {
                properties.insert(heading, String::from_utf8_lossy(text));
            }
        }
        let property = |name: &str| properties.get(name).map(|text| Value::String(text.to_string()));
        let shape = match row.get_ref(0)? {
            ValueRef::Blob(blob) => decode(blob),
            _ => Err("er is geen geometrie".to_owned()),
        };
        let position = Position { member: Arc::clone(&reading.name), ordinal: reading.ordinal };
        let named = headings.iter().copied().chain(others.iter().map(|name| name.as_str()));
        let texts: Vec<(&str, Cow<'_, str>)> =
            named.enumerate().map(|(at, name)| Ok((name, text_at(row, at + 1)?))).collect::<rusqlite::Result<_>>()?;
        let all = |look: Look<'_>| texts.iter().for_each(|(name, text)| look(name, text));
        if let Err(stopped) = builder.take(Raw { position, layer: &reading.name, property: &property, all: &all, shape, crs: reading.crs })
        {
            return Ok(Err(stopped));
        }
        if reading.ordinal.is_multiple_of(REPORT_EVERY)
            && let Err(stopped) = send(builder.emit, Event::Progress { done: reading.ordinal.min(total), total })
        {
            return Ok(Err(stopped));
        }
    }
    Ok(Ok(()))
}

fn is_mapped(column: &str, headings: &[&str]) -> bool {
    headings.iter().any(|heading| same_heading(column, heading))
}

fn unasked(column: &str) -> String {
    let column = quoted(column);
    format!(", CASE typeof({column}) WHEN 'blob' THEN NULL ELSE CAST({column} AS TEXT) END")
}

fn text_at<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Cow<'r, str>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Text(text) => String::from_utf8_lossy(text),
        _ => Cow::Borrowed(""),
    })
}

/// Strips the header of GeoPackage off and reads the rest as WKB.
fn decode(blob: &[u8]) -> Result<Geometry, String> {
    let [b'G', b'P', _, flags, ..] = blob else { return Err("het is geen GeoPackage-geometrie".to_owned()) };
    if flags & 0b10_0000 != 0 {
        return Err("het is een eigen soort geometrie van de leverancier".to_owned());
    }
    if flags & 0b1_0000 != 0 {
        return Err("de geometrie is leeg".to_owned());
    }
    let envelope = match flags >> 1 & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err("de kop van de geometrie klopt niet".to_owned()),
    };
    let body = blob.get(8 + envelope..).ok_or("de geometrie is afgekapt")?;
    wkb::decode(body).map_err(|error| error.to_string())
}

/// Columns that the mapping asks for and the layer does not have.
fn missing(mapping: &FeatureMapping, columns: &[String]) -> Option<String> {
    let absent: Vec<String> = mapping
        .headings()
        .into_iter()
        .filter(|heading| !columns.iter().any(|column| same_heading(column, heading)))
        .map(|heading| match nearest(heading, columns.iter().map(String::as_str)) {
            Some(near) => format!("'{heading}' (lijkt op '{}')", shown(near)),
            None => format!("'{heading}'"),
        })
        .collect();
    (!absent.is_empty()).then(|| absent.join(", "))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
