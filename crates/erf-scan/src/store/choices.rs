// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What somebody who orders a scan can choose from, and how many places that is about.

use std::collections::{BTreeMap, BTreeSet};

use erf_base::RdPoint;
use erf_places::{ground::GroundFeature, shapes};
use erf_spatial::Bounds;
use erf_store::{StoreError, Tx, query, record};

use crate::{card::Variant, scan::KINDS};

/// An area that has a name: a municipality or a district.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedArea {
    /// Code as it stands in the file, such as `GM9901`.
    pub code: String,
    /// Name.
    pub name: String,
    /// What it is part of: code or name.
    pub parent: Option<String>,
}

/// Areas of a kind (`gemeente`, `district`) that hold in a year, by name: those that count for the ground and for a scan as well.
pub async fn areas(tx: &mut Tx, kind: &str, year: i64) -> Result<Vec<NamedArea>, StoreError> {
    let counting = shapes::counting(tx, &[kind]).await?;
    let named = |it: GroundFeature| NamedArea { name: it.name.unwrap_or_else(|| it.code.clone()), code: it.code, parent: it.parent };
    let mut found: Vec<NamedArea> = counting.into_iter().filter(|it| it.holds_in(year)).map(named).collect();
    found.sort_by(|a, b| a.code.cmp(&b.code));
    found.dedup_by(|a, b| a.code == b.code);
    found.sort_by(|a, b| a.name.cmp(&b.name).then(a.code.cmp(&b.code)));
    Ok(found)
}

/// Where the places lie that a scan of this variant may list, with their municipality (0 when it is not known).
pub async fn in_scope(tx: &mut Tx, variant: Variant) -> Result<Vec<(RdPoint, i64)>, StoreError> {
    let dwellings = if variant == Variant::Municipal { only_dwellings(tx).await? } else { BTreeSet::new() };
    let mut found = Vec::new();
    query("SELECT id, x, y, municipality FROM place WHERE kind IN ($1) ORDER BY id")
        .bind_list(KINDS.iter().map(|kind| (*kind).to_owned()))
        .each(tx, |row| {
            if !dwellings.contains(row.text(0)?) {
                found.push((RdPoint::new(row.get(1)?, row.get(2)?), row.get::<Option<i64>>(3)?.unwrap_or_default()));
            }
            Ok(())
        })
        .await?;
    Ok(found)
}

/// The part of the country in which all places lie; `None` when there are none.
pub async fn extent(tx: &mut Tx) -> Result<Option<Bounds>, StoreError> {
    type Corners = (Option<f64>, Option<f64>, Option<f64>, Option<f64>);
    let found: Option<Corners> = query("SELECT MIN(x), MIN(y), MAX(x), MAX(y) FROM place").maybe(tx).await?;
    let corner = |x: Option<f64>, y: Option<f64>| x.zip(y).map(|(x, y)| RdPoint::new(x, y));
    let corners = found.and_then(|(x0, y0, x1, y1)| corner(x0, y0).zip(corner(x1, y1)));
    Ok(corners.map(|(min, max)| Bounds::around(min, 0.0).union(Bounds::around(max, 0.0))))
}

/// Places that are only a dwelling: every address has no use but living, and buildings without address are small.
async fn only_dwellings(tx: &mut Tx) -> Result<BTreeSet<String>, StoreError> {
    let mut only: BTreeMap<String, bool> = BTreeMap::new();
    query("SELECT a.place, a.uses FROM address a JOIN place p ON p.id = a.place WHERE p.shed_area < 100 ORDER BY a.place")
        .each(tx, |row| {
            let dwelling =
                row.text(1)?.split('|').filter(|word| !word.is_empty()).all(|word| word == "woonfunctie") && !row.text(1)?.is_empty();
            let known = only.entry(row.text(0)?.to_owned()).or_insert(true);
            *known &= dwelling;
            Ok(())
        })
        .await?;
    Ok(only.into_iter().filter(|(_, only)| *only).map(|(place, _)| place).collect())
}

record! {
    /// A delivery that a scan would read.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Readable {
        /// The delivery.
        pub id: i64,
        /// Code of the source.
        pub source: String,
        /// Name.
        pub name: String,
        /// Who sent it.
        pub holder: String,
        /// Last day it speaks of.
        pub period_to: Option<i64>,
    }
}

/// The deliveries in use, with those under the covenant or without, by name.
pub async fn readable(tx: &mut Tx, covenant: bool) -> Result<Vec<Readable>, StoreError> {
    query(
        "SELECT id, source, name, holder, period_to FROM delivery WHERE state = 'vrijgegeven' AND (compartment <> 'convenant' OR $1) \
         ORDER BY source, name, id",
    )
    .bind(covenant)
    .all(tx)
    .await
}
