// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! GeoPackage: SQLite with shapes, opened read-only and never changed.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use erf_spatial::{Geometry, wkb};
use futures_core::Stream;
use serde_json::Value;
use sqlx::{ConnectOptions, QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{
    Feature, FeatureSummary,
    build::{Builder, Raw},
};
use crate::{
    Emit, Event, Position, Problem, ReadError,
    error::file_name,
    mapping::{Crs, FeatureMapping, same_heading},
    send,
    table::nearest,
};

const REPORT_EVERY: u64 = 500;
/// Rows on their way from the thread that reads to the caller.
const UNDERWAY: usize = 256;

/// What the reading thread says.
enum Found {
    Layer { name: String, crs: Option<Crs>, rows: u64 },
    Row { properties: BTreeMap<String, String>, shape: Option<Vec<u8>> },
    Ignored { name: String, missing: String },
    Broken(String),
    Refused(ReadError),
}

pub(super) fn read(path: &Path, mapping: &FeatureMapping, emit: Emit<'_, Feature>) -> Result<FeatureSummary, ReadError> {
    let (sender, receiver) = sync_channel(UNDERWAY);
    let (owned, wanted) = (path.to_owned(), mapping.clone());
    // The database driver is asynchronous; a thread of its own lets this be called from anywhere.
    let worker = thread::spawn(move || work(owned, wanted, &sender));
    let outcome = listen(&receiver, mapping, emit);
    // Lets a worker that still wants to send find out that nobody listens.
    drop(receiver);
    if worker.join().is_err() {
        return Err(ReadError::format(path, "leesbare GeoPackage", "het lezen is onverwacht gestopt"));
    }
    outcome
}

fn listen(receiver: &Receiver<Found>, mapping: &FeatureMapping, emit: Emit<'_, Feature>) -> Result<FeatureSummary, ReadError> {
    let mut builder = Builder::new(mapping, emit, false);
    let (mut layer, mut crs, mut total, mut ordinal): (Arc<str>, _, _, _) = ("".into(), None, 0, 0);
    for found in receiver {
        match found {
            Found::Layer { name, crs: known, rows } => (layer, crs, total, ordinal) = (name.into(), known.or(mapping.crs), rows, 0),
            Found::Ignored { name, missing } => {
                let reason = format!("Deze laag is niet gelezen: {missing} ontbreekt.");
                let problem = Problem::note("laag_niet_gelezen", reason, "Noem in de mapping welke laag gelezen moet worden.");
                send(builder.emit, Event::Problem(Problem { sheet: Some(name), ..problem }))?;
            }
            Found::Row { properties, shape } => {
                ordinal += 1;
                let property = |name: &str| properties.get(name).cloned().map(Value::String);
                let position = Position { member: Arc::clone(&layer), ordinal };
                let shape = shape.ok_or_else(|| "er is geen geometrie".to_owned()).and_then(|blob| decode(&blob));
                builder.take(Raw { position, layer: &layer, property: &property, shape, crs })?;
                if ordinal % REPORT_EVERY == 0 {
                    send(builder.emit, Event::Progress { done: ordinal.min(total), total })?;
                }
            }
            Found::Broken(cause) => builder.broken(&layer, ordinal + 1, &cause)?,
            Found::Refused(error) => return Err(error),
        }
    }
    Ok(builder.summary)
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

fn work(path: PathBuf, mapping: FeatureMapping, sender: &SyncSender<Found>) {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(layers(&path, &mapping, sender)),
        Err(error) => Err(Found::Refused(ReadError::io(&path, &error))),
    };
    if let Err(last) = outcome {
        // Nobody listening any more is no news.
        let _ = sender.send(last);
    }
}

/// A layer with shapes.
struct Layer {
    name: String,
    shape_column: String,
    srs: i64,
}

async fn layers(path: &Path, mapping: &FeatureMapping, sender: &SyncSender<Found>) -> Result<(), Found> {
    let refuse = |error: sqlx::Error| Found::Refused(ReadError::format(path, "GeoPackage", error.to_string()));
    let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
    let mut connection = options.connect().await.map_err(refuse)?;
    let listed = sqlx::query("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns ORDER BY table_name")
        .fetch_all(&mut connection)
        .await
        .map_err(refuse)?;
    let all: Vec<Layer> = listed.iter().map(|row| Layer { name: row.get(0), shape_column: row.get(1), srs: row.get(2) }).collect();
    let wanted = |layer: &&Layer| mapping.layer.as_ref().is_none_or(|name| same_heading(name, &layer.name));
    let chosen: Vec<&Layer> = all.iter().filter(wanted).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = all.iter().map(|layer| layer.name.as_str()).collect();
        let cause = format!("laag '{}' ontbreekt; wel aanwezig: {}", mapping.layer.as_deref().unwrap_or("met vormen"), names.join(", "));
        return Err(Found::Refused(ReadError::format(path, "GeoPackage zoals afgesproken", cause)));
    }
    let mut refusals = Vec::new();
    let mut read = 0;
    for layer in chosen {
        let columns = columns(&mut connection, &layer.name).await.map_err(refuse)?;
        match missing(mapping, &columns) {
            None => {
                read += 1;
                rows(&mut connection, layer, &columns, mapping, sender).await?;
            }
            Some(missing) => refusals.push((layer.name.clone(), missing, columns)),
        }
    }
    match refusals.pop() {
        Some((_, missing, found)) if read == 0 => {
            Err(Found::Refused(ReadError::Columns { file: file_name(path), missing, found: found.join(", ") }))
        }
        Some((name, missing, _)) => Err(Found::Ignored { name, missing }),
        None => Ok(()),
    }
}

async fn columns(connection: &mut SqliteConnection, table: &str) -> Result<Vec<String>, sqlx::Error> {
    let rows = sqlx::query("SELECT name FROM pragma_table_info($1)").bind(table.to_owned()).fetch_all(connection).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// Columns that the mapping asks for and the layer does not have.
fn missing(mapping: &FeatureMapping, columns: &[String]) -> Option<String> {
    let absent: Vec<String> = mapping
        .headings()
        .into_iter()
        .filter(|heading| !columns.iter().any(|column| same_heading(column, heading)))
        .map(|heading| match nearest(heading, columns.iter().map(String::as_str)) {
            Some(near) => format!("'{heading}' (lijkt op '{near}')"),
            None => format!("'{heading}'"),
        })
        .collect();
    (!absent.is_empty()).then(|| absent.join(", "))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

async fn rows(
    connection: &mut SqliteConnection,
    layer: &Layer,
    columns: &[String],
    mapping: &FeatureMapping,
    sender: &SyncSender<Found>,
) -> Result<(), Found> {
    let broken = |error: sqlx::Error| Found::Broken(error.to_string());
    // Whoever listens has stopped: so do we.
    let tell = |found: Found| sender.send(found).map_err(|_| Found::Refused(ReadError::Stopped));
    let count: i64 = QueryBuilder::<Sqlite>::new(format!("SELECT count(*) FROM {}", quoted(&layer.name)))
        .build_query_scalar()
        .fetch_one(&mut *connection)
        .await
        .map_err(broken)?;
    let crs = Crs::from_name(&layer.srs.to_string());
    tell(Found::Layer { name: layer.name.clone(), crs, rows: count.unsigned_abs() })?;
    let headings = mapping.headings();
    let actual = |heading: &str| columns.iter().find(|column| same_heading(column, heading)).map_or(String::new(), |column| quoted(column));
    let casts: String = headings.iter().map(|heading| format!(", CAST({} AS TEXT)", actual(heading))).collect();
    let sql = format!("SELECT {}{casts} FROM {}", quoted(&layer.shape_column), quoted(&layer.name));
    let mut query = QueryBuilder::<Sqlite>::new(sql);
    let mut stream = query.build().fetch(&mut *connection);
    while let Some(row) = next(&mut stream).await {
        let row = row.map_err(broken)?;
        let mut properties = BTreeMap::new();
        for (at, heading) in headings.iter().enumerate() {
            if let Some(text) = row.try_get_unchecked::<Option<String>, _>(at + 1).map_err(broken)? {
                properties.insert((*heading).to_owned(), text);
            }
        }
        let shape = row.try_get_unchecked::<Option<Vec<u8>>, _>(0).map_err(broken)?;
        tell(Found::Row { properties, shape })?;
    }
    Ok(())
}

/// The next item of a stream, without a crate for one function.
async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    std::future::poll_fn(|context| std::pin::Pin::new(&mut *stream).poll_next(context)).await
}
