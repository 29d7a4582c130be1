// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Reading what is released, and writing what is derived from it.

use std::collections::BTreeSet;

use erf_base::MunicipalityCode;
use erf_readers::bag::ObjectKind;
use erf_spatial::Geometry;
use erf_store::{Row, StoreError, Tx, query};

use crate::{
    cut,
    ground::GroundFeature,
    shapes::{self, Holder, Standing},
    store::contents::shape,
};

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

/// The numbers of all objects of an extract, with their kind; units, berths and pitches share a table.
pub const BAG_NUMBERS: [(&str, Option<ObjectKind>); 5] = [
    ("SELECT o.delivery, o.id FROM bag_town o WHERE o.delivery = $1", Some(ObjectKind::Town)),
    ("SELECT o.delivery, o.id FROM bag_street o WHERE o.delivery = $1", Some(ObjectKind::Street)),
    ("SELECT o.delivery, o.id FROM bag_unit o WHERE o.delivery = $1", None),
    ("SELECT o.delivery, o.id FROM bag_address o WHERE o.delivery = $1", Some(ObjectKind::Address)),
    ("SELECT o.delivery, o.id FROM bag_building o WHERE o.delivery = $1", Some(ObjectKind::Building)),
];

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

/// Features of these kinds that count: see [`crate::shapes`].
pub async fn ground_features(tx: &mut Tx, kinds: &[&str]) -> Result<Vec<GroundFeature>, StoreError> {
    let holders = shapes::holders(tx, kinds, |_| true).await?;
    let (mut standing, mut groups) = (Standing::default(), Vec::new());
    for (at, holder) in holders.iter().enumerate() {
        let last = holders.get(at + 1).is_none_or(|next| next.kind != holder.kind);
        groups.push((holder, features_of(tx, holder, last, &mut standing).await?));
    }
    groups.sort_by(|(a, _), (b, _)| (&a.kind, a.municipality, &a.layer).cmp(&(&b.kind, b.municipality, &b.layer)));
    Ok(groups.into_iter().flat_map(|(_, features)| features).collect())
}

async fn features_of(tx: &mut Tx, holder: &Holder, last: bool, standing: &mut Standing) -> Result<Vec<GroundFeature>, StoreError> {
    let mut features = Vec::new();
    query("SELECT seq, code, name, year_from, year_to, parent, attributes, shape FROM feature WHERE delivery = $1 ORDER BY seq")
        .bind(holder.delivery)
        .each(tx, |row| {
            let (code, geometry): (String, _) = (row.get(1)?, shape(row.blob(7)?));
            if standing.counts(holder, last, &code, &geometry) {
                features.push(GroundFeature {
                    source: (holder.delivery, row.get(0)?),
                    kind: holder.kind.clone(),
                    code,
                    name: row.get(2)?,
                    year_from: row.get(3)?,
                    year_to: row.get(4)?,
                    parent: row.get(5)?,
                    attributes: row.get(6)?,
                    geometry,
                });
            }
            Ok(())
        })
        .await?;
    Ok(features)
}

/// The code of every shape of a delivery; the outline only where it says whether the shape counts.
pub async fn coded_shapes(tx: &mut Tx, holder: &Holder, mut take: impl FnMut(&str, Geometry) + Send) -> Result<(), StoreError> {
    let sql = match holder.divides() {
        true => "SELECT code, shape FROM feature WHERE delivery = $1 ORDER BY seq",
        false => "SELECT code FROM feature WHERE delivery = $1 ORDER BY seq",
    };
    let nothing = || Geometry::Lines(Vec::new());
    query(sql)
        .bind(holder.delivery)
        .each(tx, |row| {
            let geometry = if holder.divides() { shape(row.blob(1)?) } else { nothing() };
            take(row.text(0)?, geometry);
            Ok(())
        })
        .await
}

/// Every released delivery of shapes.
pub async fn holders(tx: &mut Tx) -> Result<Vec<Holder>, StoreError> {
    let mut holders = Vec::new();
    query(
        "SELECT d.id, f.kind, d.municipality, d.mapping, COALESCE(d.period_to, d.period_from), \
         COALESCE((SELECT MAX(s.at) FROM delivery_step s WHERE s.delivery = d.id AND s.state = 'ontvangen'), d.state_at) \
         FROM delivery d JOIN feature f ON f.delivery = d.id AND f.seq = 1 WHERE d.state = 'vrijgegeven' ORDER BY d.id",
    )
    .each(tx, |row| {
        let mapping: Option<toml::Table> = row.get::<Option<String>>(3)?.and_then(|text| text.parse().ok());
        let within = |section: &str, key: &str| mapping.as_ref().and_then(|table| table.get(section)?.get(key)?.as_str());
        holders.push(Holder {
            delivery: row.get(0)?,
            kind: row.get(1)?,
            municipality: row.get(2)?,
            layer: within("file", "layer").unwrap_or_default().to_owned(),
            coded: within("columns", "code").is_some(),
            period: row.get(4)?,
            received: row.get(5)?,
        });
        Ok(())
    })
    .await?;
    Ok(holders)
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
    let mut borders = ground_features(tx, &["gemeente"]).await?;
    borders.sort_by_key(|border| border.year_to.unwrap_or(i64::MAX));
    Ok(borders.into_iter().filter_map(|border| Some((border.code.parse().ok()?, border.name?))).collect())
}

/// Codes of the municipalities that released borders know, also of earlier days.
pub async fn municipality_codes(tx: &mut Tx) -> Result<BTreeSet<MunicipalityCode>, StoreError> {
    let sql = "SELECT f.code FROM delivery d JOIN feature f ON f.delivery = d.id WHERE d.state = 'vrijgegeven' AND f.kind = 'gemeente' \
        AND EXISTS (SELECT 1 FROM feature g WHERE g.delivery = d.id AND g.seq = 1 AND g.kind = 'gemeente')";
    let codes: Vec<String> = query(sql).column(tx).await?;
    Ok(codes.iter().filter_map(|code| code.parse().ok()).collect())
}

/// Municipalities with at least one place.
pub async fn municipalities_with_places(tx: &mut Tx) -> Result<Vec<MunicipalityCode>, StoreError> {
    query("SELECT DISTINCT municipality FROM place WHERE municipality IS NOT NULL ORDER BY municipality").column(tx).await
}
