// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Reading what is released, and writing what is derived from it.

use erf_base::MunicipalityCode;
use erf_store::{Row, StoreError, Tx, query};

use crate::{cut, ground::GroundFeature, store::contents::shape};

/// One statement per kind of object, for one extract; columns 0 to 7 are the same in each.
pub const TOWNS: &str = "SELECT o.delivery, o.seq, o.id, o.occurrence, o.valid_from, o.valid_to, o.status, o.live, o.name, o.shape \
    FROM bag_town o WHERE o.delivery = $1 ORDER BY o.seq";
/// See [`TOWNS`].
pub const STREETS: &str = "SELECT o.delivery, o.seq, o.id, o.occurrence, o.valid_from, o.valid_to, o.status, o.live, o.name, o.town \
    FROM bag_street o WHERE o.delivery = $1 ORDER BY o.seq";
/// See [`TOWNS`].
pub const UNITS: &str = "SELECT o.delivery, o.seq, o.id, o.occurrence, o.valid_from, o.valid_to, o.status, o.live, \
    o.x, o.y, o.area, o.uses, o.buildings, o.main_address, o.side_addresses \
    FROM bag_unit o WHERE o.delivery = $1 ORDER BY o.seq";
/// See [`TOWNS`].
pub const ADDRESSES: &str = "SELECT o.delivery, o.seq, o.id, o.occurrence, o.valid_from, o.valid_to, o.status, o.live, \
    o.number, o.letter, o.suffix, o.postcode, o.street, o.town \
    FROM bag_address o WHERE o.delivery = $1 ORDER BY o.seq";
/// See [`TOWNS`].
pub const BUILDINGS: &str = "SELECT o.delivery, o.seq, o.id, o.occurrence, o.valid_from, o.valid_to, o.status, o.live, \
    o.year, o.area, o.shape FROM bag_building o WHERE o.delivery = $1 ORDER BY o.seq";

/// Runs one of the statements above for each of these deliveries in turn and hands over each row.
pub async fn present_rows(
    tx: &mut Tx,
    sql: &'static str,
    deliveries: &[i64],
    mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError> + Send,
) -> Result<(), StoreError> {
    for delivery in deliveries {
        query(sql).bind(*delivery).each(tx, &mut take).await?;
    }
    Ok(())
}

/// Which town belongs to which municipality, in released extracts; later extracts come later.
pub async fn town_relations(tx: &mut Tx, mut take: impl FnMut(i64, MunicipalityCode, i64, Option<i64>) + Send) -> Result<(), StoreError> {
    query(
        "SELECT o.town, o.municipality, o.valid_from, o.valid_to FROM bag_town_municipality o JOIN delivery d ON d.id = o.delivery \
         WHERE d.state = 'vrijgegeven' ORDER BY d.extract_date, o.delivery, o.seq",
    )
    .each(tx, |row| {
        take(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(())
    })
    .await
}

/// Features of the newest released delivery of each kind (and municipality, where a file speaks of one; and layer, where a file
/// has layers: the pumping stations of the BGT are no newer version of its other structures).
pub async fn ground_features(tx: &mut Tx, kinds: &[&str]) -> Result<Vec<GroundFeature>, StoreError> {
    let mut features = Vec::new();
    let mut decided: std::collections::BTreeMap<(String, Option<i64>, String), i64> = std::collections::BTreeMap::new();
    let holders: Vec<(i64, String, Option<i64>, Option<String>)> = query(
        "SELECT d.id, f.kind, d.municipality, d.mapping FROM delivery d JOIN feature f ON f.delivery = d.id AND f.seq = 1 \
         WHERE d.state = 'vrijgegeven' ORDER BY COALESCE(d.period_to, 0), d.id",
    )
    .all(tx)
    .await?;
    for (delivery, kind, municipality, mapping) in holders {
        if kinds.contains(&kind.as_str()) {
            decided.insert((kind, municipality, layer(mapping.as_deref().unwrap_or_default())), delivery);
        }
    }
    for ((kind, ..), delivery) in decided {
        query("SELECT seq, code, name, year_from, year_to, parent, attributes, shape FROM feature WHERE delivery = $1 ORDER BY seq")
            .bind(delivery)
            .each(tx, |row| {
                features.push(GroundFeature {
                    source: (delivery, row.get(0)?),
                    kind: kind.clone(),
                    code: row.get(1)?,
                    name: row.get(2)?,
                    year_from: row.get(3)?,
                    year_to: row.get(4)?,
                    parent: row.get(5)?,
                    attributes: row.get(6)?,
                    geometry: shape(row.blob(7)?),
                });
                Ok(())
            })
            .await?;
    }
    Ok(features)
}

/// The layer that a mapping reads; empty when it names none.
fn layer(mapping: &str) -> String {
    let table: Option<toml::Table> = mapping.parse().ok();
    let layer = table.as_ref().and_then(|table| table.get("file")?.get("layer")?.as_str());
    layer.unwrap_or_default().to_owned()
}

/// Empties every derived table.
pub async fn clear(tx: &mut Tx) -> Result<(), StoreError> {
    for statement in ["DELETE FROM building", "DELETE FROM address", "DELETE FROM place", "DELETE FROM countryside_cell"] {
        query(statement).run(tx).await?;
    }
    Ok(())
}

/// A number that says which data are in use: the same data give the same number, whatever happened before.
pub async fn version(tx: &mut Tx) -> Result<i64, StoreError> {
    query("SELECT version FROM data_version WHERE only_one = 1").scalar(tx).await
}

/// Computes the number of [`version`] anew.
pub async fn set_version(tx: &mut Tx) -> Result<i64, StoreError> {
    use sha2::{Digest, Sha256};
    let mut hasher = Sha256::new();
    query("SELECT id FROM delivery WHERE state = 'vrijgegeven' ORDER BY id")
        .each(tx, |row| {
            hasher.update(row.get::<i64>(0)?.to_be_bytes());
            Ok(())
        })
        .await?;
    hasher.update(cut::kept(tx).await?.map_or(String::new(), |cut| cut.to_string()));
    query("SELECT delivery, seq, turn, verdict, undone_at IS NULL FROM judgement ORDER BY delivery, seq, turn")
        .each(tx, |row| {
            hasher.update(format!(
                "{} {} {} {} {}",
                row.get::<i64>(0)?,
                row.get::<i64>(1)?,
                row.get::<i64>(2)?,
                row.text(3)?,
                row.get::<bool>(4)?
            ));
            Ok(())
        })
        .await?;
    let version = hasher.finalize().iter().take(6).fold(0_i64, |number, byte| number << 8 | i64::from(*byte));
    query("UPDATE data_version SET version = $1 WHERE only_one = 1").bind(version).run(tx).await?;
    Ok(version)
}

/// Names of the municipalities that released borders know; the border that holds longest gives the name.
pub async fn municipality_names(tx: &mut Tx) -> Result<std::collections::BTreeMap<MunicipalityCode, String>, StoreError> {
    let mut names = std::collections::BTreeMap::new();
    query(
        "SELECT f.code, f.name FROM feature f JOIN delivery d ON d.id = f.delivery WHERE d.state = 'vrijgegeven' AND f.kind = 'gemeente' \
         ORDER BY COALESCE(f.year_to, 9999), f.delivery, f.seq",
    )
    .each(tx, |row| {
        if let (Ok(code), Some(name)) = (row.text(0)?.parse(), row.get::<Option<String>>(1)?) {
            names.insert(code, name);
        }
        Ok(())
    })
    .await?;
    Ok(names)
}

/// Municipalities with at least one place.
pub async fn municipalities_with_places(tx: &mut Tx) -> Result<Vec<MunicipalityCode>, StoreError> {
    query("SELECT DISTINCT municipality FROM place WHERE municipality IS NOT NULL ORDER BY municipality").column(tx).await
}
