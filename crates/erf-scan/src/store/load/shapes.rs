// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Municipalities, districts, neighbourhoods, parks, roads, quays, water and crop parcels.

use erf_places::shapes::{self, Standing};
use erf_spatial::{Geometry, Polygon, wkb};
use erf_store::{Row, StoreError, Tx, query};

use super::{Known, values::allowed_values};
use crate::region::{Region, Shape, Values};

/// A shape that cannot be read was never written by us; it is an empty one.
pub(super) fn shape(bytes: &[u8]) -> Geometry {
    wkb::decode(bytes).unwrap_or_else(|_| Geometry::Polygons(Vec::<Polygon>::new()))
}

/// Kinds of shapes a scan reads, but crops.
const KINDS: [&str; 7] = ["weg", "kade", "water", "bedrijventerrein", "buurt", "gemeente", "district"];

/// All shapes a scan reads.
pub(super) async fn read(tx: &mut Tx, region: &mut Region, known: &Known) -> Result<(), StoreError> {
    areas(tx, region, known).await?;
    crops(tx, region, known).await
}

/// Everything but crops; of several deliveries of a kind those shapes that count for the ground as well.
async fn areas(tx: &mut Tx, region: &mut Region, known: &Known) -> Result<(), StoreError> {
    let year = region.date / 10_000;
    let holders = shapes::holders(tx, &KINDS, |id| known.deliveries.contains_key(&id)).await?;
    let mut standing = Standing::default();
    for (at, holder) in holders.iter().enumerate() {
        let last = holders.get(at + 1).is_none_or(|next| next.kind != holder.kind);
        let delivery = known.deliveries[&holder.delivery];
        let list = match holder.kind.as_str() {
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
            .bind(holder.delivery)
            .bind(year)
            .each(tx, |row| {
                let area = area(row, &holder.kind, delivery)?;
                if standing.counts(holder, last, &area.code, &area.geometry) {
                    list.push(area);
                }
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
                    values: Values::default(),
                    geometry: shape(row.blob(3)?),
                });
                Ok(())
            })
            .await?;
    }
    Ok(())
}
