// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is read for the map.

use erf_base::{BagId, MunicipalityCode, RdPoint};
use erf_spatial::{Geometry, grid::cell_bounds};
use erf_store::{StoreError, Tx, query};

use super::{contents::shape, derived};
use crate::{
    ground::{GROUND_KINDS, GroundFeature, label, largest},
    map::{MapBuilder, MapData, NewPlace, PlaceKind, Rows},
    window,
    yards::countryside,
};

/// The whole map.
pub async fn load(tx: &mut Tx, today: i64) -> Result<MapData, StoreError> {
    let mut builder = MapBuilder::default();
    let year = newest_year(tx).await?;
    for feature in derived::ground_features(tx, &GROUND_KINDS).await? {
        if feature.kind != "gemeente" || feature.holds_in(year) {
            add_feature(&mut builder, &feature);
        }
    }
    add_buildings(tx, &mut builder).await?;
    add_addresses(tx, &mut builder).await?;
    add_places(tx, &mut builder, today).await?;
    add_cells(tx, &mut builder).await?;
    Ok(builder.finish())
}

/// The year the ground speaks of, so that a border that ended is not drawn.
async fn newest_year(tx: &mut Tx) -> Result<i64, StoreError> {
    query("SELECT COALESCE(MAX(COALESCE(extract_date, period_to)), 99999999) / 10000 FROM delivery WHERE state = 'vrijgegeven' AND format = 'bag'")
        .scalar(tx)
        .await
}

fn add_feature(builder: &mut MapBuilder, feature: &GroundFeature) {
    let name = feature.name.as_deref();
    let parts = if let Geometry::Polygons(parts) = &feature.geometry { parts.as_slice() } else { &[] };
    match feature.kind.as_str() {
        "gemeente" => {
            if let Ok(code) = feature.code.parse::<MunicipalityCode>() {
                builder.municipality(code, name.unwrap_or(&feature.code), parts);
            }
        }
        "weg" => builder.road(name, &kind_of_road(&feature.attributes), &feature.geometry),
        "water" => builder.water(name, &feature.geometry),
        "bedrijventerrein" => builder.park(name.unwrap_or(&feature.code), parts),
        "perceel" => parts.iter().for_each(|part| builder.parcel(part)),
        "bouwwerk" => builder.structure(parts),
        _ => {}
    }
}

/// The first attribute that is text: sources name the kind of a road each in their own column.
fn kind_of_road(attributes: &str) -> String {
    let about: serde_json::Value = serde_json::from_str(attributes).unwrap_or_default();
    let texts = about.as_object().into_iter().flat_map(|map| map.values()).filter_map(|value| value.as_str());
    texts.collect::<Vec<_>>().join(" ")
}

async fn add_buildings(tx: &mut Tx, builder: &mut MapBuilder) -> Result<(), StoreError> {
    query(
        "SELECT b.id, b.place, b.municipality, b.addresses, s.shape FROM building b \
         JOIN bag_building s ON s.delivery = b.delivery AND s.seq = b.seq ORDER BY b.delivery, b.seq",
    )
    .each(tx, |row| {
        let (Some(id), Some(outline)) = (BagId::from_number(row.get(0)?), largest(shape(row.blob(4)?))) else { return Ok(()) };
        let place = Some(row.text(1)?).filter(|place| !place.is_empty());
        builder.building(id, &outline, place, row.get(2)?, row.get::<i64>(3)? > 0);
        Ok(())
    })
    .await
}

async fn add_addresses(tx: &mut Tx, builder: &mut MapBuilder) -> Result<(), StoreError> {
    query("SELECT x, y, number, letter, suffix, municipality FROM address ORDER BY id")
        .each(tx, |row| {
            let short = label("", row.get(2)?, Some(row.text(3)?), Some(row.text(4)?).filter(|s| !s.is_empty()));
            builder.address(RdPoint::new(row.get(0)?, row.get(1)?), short.trim(), row.get(5)?);
            Ok(())
        })
        .await
}

/// How many rows speak of each place. The compartment is asked of the delivery, so that an index answers without the rows.
pub async fn rows_of_places(tx: &mut Tx, today: i64) -> Result<Rows, StoreError> {
    let mut rows = Rows::new();
    query(
        "SELECT l.place, d.compartment = 'convenant', COUNT(*) FROM link l JOIN delivery d ON d.id = l.delivery \
         WHERE l.place IS NOT NULL AND l.decision IN ('zeker', 'bevestigd') AND d.state = 'vrijgegeven' \
         AND (l.last_day IS NULL OR l.last_day >= $1) GROUP BY l.place, d.compartment = 'convenant'",
    )
    .bind(window::first_day(today))
    .each(tx, |row| {
        let (covenant, n): (bool, u32) = (row.get(1)?, row.get(2)?);
        let counts = rows.entry(row.text(0)?.to_owned()).or_default();
        counts.0 += if covenant { 0 } else { n };
        counts.1 += n;
        Ok(())
    })
    .await?;
    Ok(rows)
}

async fn add_places(tx: &mut Tx, builder: &mut MapBuilder, today: i64) -> Result<(), StoreError> {
    let rows = rows_of_places(tx, today).await?;
    query("SELECT id, kind, name, x, y, municipality FROM place ORDER BY id")
        .each(tx, |row| {
            let kind = match row.text(1)? {
                "erf" => PlaceKind::Yard,
                "unit" => PlaceKind::Unit,
                _ => PlaceKind::Parcel,
            };
            let (rows_shared, rows_all) = rows.get(row.text(0)?).copied().unwrap_or_default();
            let point = RdPoint::new(row.get(3)?, row.get(4)?);
            builder.place(NewPlace { id: row.text(0)?, kind, name: row.text(2)?, point, municipality: row.get(5)?, rows_shared, rows_all });
            Ok(())
        })
        .await
}

async fn add_cells(tx: &mut Tx, builder: &mut MapBuilder) -> Result<(), StoreError> {
    query("SELECT cell, density, inside FROM countryside_cell ORDER BY cell")
        .each(tx, |row| {
            builder.cell(cell_bounds(row.get(0)?, countryside::CELL_M), row.get(1)?, row.get(2)?);
            Ok(())
        })
        .await
}
