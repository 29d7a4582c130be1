// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Municipalities, districts, neighbourhoods, parks, roads, quays, water and crop parcels.

use std::collections::BTreeMap;

use erf_spatial::{Geometry, Polygon, wkb};
use erf_store::{Row, StoreError, Tx, query};

use super::{Known, values::allowed_values};
use crate::region::{Region, Shape};

/// A shape that cannot be read was never written by us; it is an empty one.
pub(super) fn shape(bytes: &[u8]) -> Geometry {
    wkb::decode(bytes).unwrap_or_else(|_| Geometry::Polygons(Vec::<Polygon>::new()))
}

/// All shapes a scan reads.
pub(super) async fn read(tx: &mut Tx, region: &mut Region, known: &Known) -> Result<(), StoreError> {
    areas(tx, region, known).await?;
    crops(tx, region, known).await
}

/// Everything but crops. Of two deliveries of the same kind and municipality the one that speaks of the latest day holds.
async fn areas(tx: &mut Tx, region: &mut Region, known: &Known) -> Result<(), StoreError> {
    let year = region.date / 10_000;
    for (kind, delivery) in newest(tx, region, known).await? {
        let list = match kind.as_str() {
            "weg" => &mut region.roads,
            "kade" => &mut region.quays,
            "water" => &mut region.water,
            "bedrijventerrein" => &mut region.parks,
            "buurt" => &mut region.neighbourhoods,
            "gemeente" => &mut region.municipalities,
            "district" => &mut region.districts,
            _ => continue,
        };
        query(COLUMNS)
            .bind(region.deliveries[delivery as usize].id)
            .bind(year)
            .each(tx, |row| {
                list.push(area(row, &kind, delivery)?);
                Ok(())
            })
            .await?;
    }
    Ok(())
}

const COLUMNS: &str = "SELECT seq, code, name, parent, year_from, year_to, attributes, shape FROM feature WHERE delivery = $1 \
     AND (year_from IS NULL OR year_from <= $2) AND (year_to IS NULL OR year_to >= $2) ORDER BY seq";

fn area(row: &Row<'_>, kind: &str, delivery: u32) -> Result<Shape, StoreError> {
    Ok(Shape {
        source: (delivery, row.get(0)?),
        code: row.get(1)?,
        name: row.get::<Option<String>>(2)?.unwrap_or_default(),
        parent: row.get(3)?,
        years: (row.get(4)?, row.get(5)?),
        values: allowed_values(kind, row.text(6)?),
        geometry: shape(row.blob(7)?),
    })
}

/// The kind of shape each delivery holds, of those that may be read, the newest of each kind and municipality.
async fn newest(tx: &mut Tx, region: &Region, known: &Known) -> Result<Vec<(String, u32)>, StoreError> {
    let mut decided: BTreeMap<(String, i64), (i64, u32)> = BTreeMap::new();
    for (kind, delivery) in holders(tx, known).await? {
        let about = &region.deliveries[delivery as usize];
        let speaks_of = (about.period.1.unwrap_or(0), delivery);
        let slot = decided.entry((kind, about.municipality.map_or(0, |code| i64::from(code.number())))).or_insert(speaks_of);
        *slot = (*slot).max(speaks_of);
    }
    Ok(decided.into_iter().map(|((kind, _), (_, delivery))| (kind, delivery)).collect())
}

/// Which usable deliveries hold shapes, and of what: a delivery holds one kind.
pub(super) async fn holders(tx: &mut Tx, known: &Known) -> Result<Vec<(String, u32)>, StoreError> {
    let mut found = Vec::new();
    for (id, index) in known.in_order() {
        let kind: Option<(String,)> = query("SELECT kind FROM feature WHERE delivery = $1 ORDER BY seq LIMIT 1").bind(id).maybe(tx).await?;
        found.extend(kind.map(|(kind,)| (kind, index)));
    }
    Ok(found)
}

/// What RVO counts as land but not as a crop.
const NO_CROP: [&str; 2] = ["Natuurterrein", "Landschapselement"];

/// Crop parcels of every year inside the window.
async fn crops(tx: &mut Tx, region: &mut Region, known: &Known) -> Result<(), StoreError> {
    let (since, date) = (region.since / 10_000, region.date / 10_000);
    let crops = &mut region.crops;
    for (_, delivery) in holders(tx, known).await?.into_iter().filter(|(kind, _)| kind == "gewasperceel") {
        query("SELECT seq, year_from, attributes, shape FROM feature WHERE delivery = $1 AND year_from BETWEEN $2 AND $3 ORDER BY seq")
            .bind(region.deliveries[delivery as usize].id)
            .bind(since)
            .bind(date)
            .each(tx, |row| {
                let attributes = row.text(2)?;
                if NO_CROP.iter().any(|word| attributes.contains(word)) {
                    return Ok(());
                }
                let year = row.get(1)?;
                crops.push(Shape {
                    source: (delivery, row.get(0)?),
                    code: String::new(),
                    name: String::new(),
                    parent: None,
                    years: (year, year),
                    values: BTreeMap::new(),
                    geometry: shape(row.blob(3)?),
                });
                Ok(())
            })
            .await?;
    }
    Ok(())
}
