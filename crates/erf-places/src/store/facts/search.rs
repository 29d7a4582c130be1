// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Searching: addresses by the beginning of their name, by postcode, or by words in any order; companies and partners.

use std::{borrow::Cow, collections::BTreeMap};

use erf_base::{BagId, MunicipalityCode};
use erf_store::{StoreError, Tx, query, record};

use super::{
    InUse,
    places::{IN_STREET, after},
};
use crate::derive_places::search_key;

record! {
    /// An address that was found, with the place it belongs to.
    #[derive(Debug, Clone)]
    pub struct FoundAddress {
        /// Number.
        pub id: BagId,
        /// Street.
        pub street: String,
        /// House number.
        pub number: i64,
        /// House letter.
        pub letter: Option<String>,
        /// Addition.
        pub suffix: Option<String>,
        /// Postcode.
        pub postcode: Option<String>,
        /// Town.
        pub town: String,
        /// The place.
        pub place: String,
    }
}

const FOUND: &str = "SELECT id, street, number, letter, suffix, postcode, town, place FROM address";
/// How many addresses that begin with one word are looked through for the other words.
const LOOKED_THROUGH: i64 = 4_000;

/// Addresses whose name begins with `key`: an indexed range, whatever the size of the region.
pub async fn addresses(tx: &mut Tx, usable: &InUse, key: &str, limit: i64) -> Result<Vec<FoundAddress>, StoreError> {
    let sql =
        format!("{FOUND} WHERE search_key >= $1 AND search_key < $2 AND ($3 = 0 OR municipality = $3) ORDER BY search_key, id LIMIT $4");
    erf_store::assembled(sql).bind(key).bind(after(key)).bind(usable.own).bind(limit).all(tx).await
}

/// Addresses that begin with `first` and hold `rest` somewhere; looks through a limited number.
pub async fn addresses_with(tx: &mut Tx, usable: &InUse, first: &str, rest: &str, limit: i64) -> Result<Vec<FoundAddress>, StoreError> {
    let sql = format!(
        "{FOUND} WHERE id IN (SELECT n.id FROM (SELECT a.id, a.search_key FROM address a \
         WHERE a.search_key >= $1 AND a.search_key < $2 AND ($3 = 0 OR a.municipality = $3) ORDER BY a.search_key LIMIT $5) n \
         WHERE n.search_key LIKE $4) ORDER BY search_key, id LIMIT $6"
    );
    let query = erf_store::assembled(sql).bind(first).bind(after(first)).bind(usable.own);
    query.bind(format!("%{rest}%")).bind(LOOKED_THROUGH).bind(limit).all(tx).await
}

/// Addresses with a postcode, and a house number unless that is 0.
pub async fn by_postcode(tx: &mut Tx, usable: &InUse, postcode: &str, number: i64, limit: i64) -> Result<Vec<FoundAddress>, StoreError> {
    let sql = format!("{FOUND} WHERE postcode = $1 AND ($2 = 0 OR number = $2) AND ($3 = 0 OR municipality = $3) {IN_STREET} LIMIT $4");
    erf_store::assembled(sql).bind(postcode).bind(number).bind(usable.own).bind(limit).all(tx).await
}

record! {
    /// A place that was found.
    #[derive(Debug, Clone)]
    pub struct FoundPlace {
        /// Id.
        pub id: String,
        /// Kind.
        pub kind: String,
        /// Name.
        pub name: String,
        /// Buildings.
        pub buildings: i64,
        /// Addresses.
        pub addresses: i64,
        /// The town of its first address.
        pub town: Option<String>,
        /// The municipality it lies in.
        pub municipality: Option<MunicipalityCode>,
    }
}

/// Places in scope by id or by parcel.
pub async fn places(tx: &mut Tx, usable: &InUse, ids: &[String], parcel: &str, limit: i64) -> Result<Vec<FoundPlace>, StoreError> {
    query(
        "SELECT id, kind, name, buildings, addresses, (SELECT MIN(a.town) FROM address a WHERE a.place = place.id) AS town, municipality \
         FROM place WHERE (id IN ($1) OR parcel = $2) \
         AND ($3 = 0 OR municipality = $3) ORDER BY CASE WHEN kind = 'erf' THEN 0 ELSE 1 END, name, id LIMIT $4",
    )
    .bind_list(ids.iter().map(String::as_str))
    .bind(parcel)
    .bind(usable.own)
    .bind(limit)
    .all(tx)
    .await
}

/// A row of a delivery with a trade register number and a name.
#[derive(Debug, Clone)]
pub struct Company {
    /// The row.
    pub seq: i64,
    /// Its name.
    pub name: Box<str>,
    /// Its name as names are compared when searching.
    pub key: Box<str>,
    /// Its number in the trade register.
    pub kvk: Box<str>,
}

/// Those of the deliveries that may be used that speak of companies.
pub async fn with_companies(tx: &mut Tx, usable: &InUse) -> Result<Vec<i64>, StoreError> {
    query("SELECT id FROM delivery WHERE id IN ($1) AND mapping LIKE '%kvk%' ORDER BY id")
        .bind_list(usable.deliveries.iter().copied())
        .column(tx)
        .await
}

/// All companies in one of those, in the order of the file.
pub async fn companies(tx: &mut Tx, delivery: i64) -> Result<Vec<Company>, StoreError> {
    let mut found = Vec::new();
    query("SELECT seq, fields FROM source_row WHERE delivery = $1 ORDER BY seq")
        .bind(delivery)
        .each(tx, |row| {
            let fields: Named<'_> = serde_json::from_str(row.text(1)?).unwrap_or_default();
            if !fields.name.is_empty() && !fields.kvk.is_empty() {
                let key = search_key(&fields.name).into();
                found.push(Company { seq: row.get(0)?, name: fields.name.as_ref().into(), key, kvk: fields.kvk.as_ref().into() });
            }
            Ok(())
        })
        .await?;
    Ok(found)
}

/// What the search for companies reads of a row.
#[derive(Default, serde::Deserialize)]
struct Named<'r> {
    #[serde(borrow, default)]
    name: Cow<'r, str>,
    #[serde(borrow, default)]
    kvk: Cow<'r, str>,
}

/// The places that rows of a delivery are matched to; `None` for rows in scope that are matched to no place.
pub async fn places_of_rows(tx: &mut Tx, usable: &InUse, delivery: i64, rows: &[i64]) -> Result<BTreeMap<i64, Option<String>>, StoreError> {
    let found: Vec<(i64, Option<String>)> = query(
        "SELECT seq, CASE WHEN decision IN ('zeker', 'bevestigd') THEN place END FROM link \
         WHERE delivery = $1 AND seq IN ($2) AND ($3 = 0 OR municipality = $3)",
    )
    .bind(delivery)
    .bind_list(rows.iter().copied())
    .bind(usable.own)
    .all(tx)
    .await?;
    Ok(found.into_iter().collect())
}

record! {
    /// A partner of the programme.
    #[derive(Debug, Clone, serde::Serialize)]
    pub struct Partner {
        /// Name.
        pub name: String,
        /// Sector.
        pub sector: String,
        /// Class, which decides what may be shared.
        pub class: String,
        /// What it does in the programme.
        pub role: String,
    }
}

/// All partners.
pub async fn partners(tx: &mut Tx) -> Result<Vec<Partner>, StoreError> {
    query("SELECT name, sector, class, role FROM partner ORDER BY sector, name").all(tx).await
}
