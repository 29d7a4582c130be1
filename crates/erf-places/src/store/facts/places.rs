// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Places: one with all its members, or a list of those in a municipality.

use erf_base::{BagId, MunicipalityCode};
use erf_store::{StoreError, Tx, query, record};

use super::InUse;

record! {
    /// A place.
    #[derive(Debug, Clone)]
    pub struct PlaceRow {
        /// Id, such as `erf-9901200000000012`.
        pub id: String,
        /// `erf`, `unit`, `perceel`, `ligplaats` or `standplaats`.
        pub kind: String,
        /// Address or description.
        pub name: String,
        /// Municipality.
        pub municipality: Option<MunicipalityCode>,
        /// Metres east.
        pub x: f64,
        /// Metres north.
        pub y: f64,
        /// Buildings that belong to it.
        pub buildings: i64,
        /// Addresses that belong to it.
        pub addresses: i64,
        /// Square metres of buildings without address.
        pub shed_area: f64,
        /// Whether it lies in the countryside.
        pub countryside: bool,
        /// The parcel most of it stands on.
        pub parcel: Option<String>,
        /// Version of the rule that made it.
        pub rule: String,
    }
}

const PLACE: &str = "id, kind, name, municipality, x, y, buildings, addresses, shed_area, countryside, parcel, rule";

/// A place in scope.
pub async fn lookup(tx: &mut Tx, usable: &InUse, id: &str) -> Result<Option<PlaceRow>, StoreError> {
    let sql = format!("SELECT {PLACE} FROM place WHERE id = $1 AND ($2 = 0 OR municipality = $2)");
    erf_store::assembled(sql).bind(id).bind(usable.own).maybe(tx).await
}

/// Other places on the same parcel.
pub async fn on_parcel(tx: &mut Tx, usable: &InUse, place: &PlaceRow, limit: i64) -> Result<Vec<PlaceRow>, StoreError> {
    let sql =
        format!("SELECT {PLACE} FROM place WHERE parcel = $1 AND id <> $2 AND ($3 = 0 OR municipality = $3) ORDER BY name, id LIMIT $4");
    erf_store::assembled(sql).bind(place.parcel.clone()).bind(&place.id).bind(usable.own).bind(limit).all(tx).await
}

record! {
    /// A building of a place.
    #[derive(Debug, Clone)]
    pub struct BuildingRow {
        /// Number.
        pub id: BagId,
        /// Year it was built, if known.
        pub year: Option<i64>,
        /// Status in the words of the BAG.
        pub status: String,
        /// Footprint in square metres.
        pub area: f64,
        /// Addresses in it.
        pub addresses: i64,
        /// Why it belongs to the place.
        pub reason: String,
        /// The rest of why, as JSON.
        pub detail: String,
    }
}

/// The buildings of a place, largest first.
pub async fn buildings(tx: &mut Tx, place: &str, limit: i64) -> Result<Vec<BuildingRow>, StoreError> {
    query("SELECT id, year, status, area, addresses, reason, detail FROM building WHERE place = $1 ORDER BY area DESC, id LIMIT $2")
        .bind(place)
        .bind(limit)
        .all(tx)
        .await
}

record! {
    /// An address of a place.
    #[derive(Debug, Clone)]
    pub struct AddressRow {
        /// Number of the *nummeraanduiding*.
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
        /// `verblijfsobject`, `ligplaats` or `standplaats`.
        pub kind: String,
        /// Uses joined with `|`.
        pub uses: String,
        /// Floor area, if known.
        pub area: Option<i64>,
        /// Whether it is a side address.
        pub side: bool,
        /// Why it belongs to the place.
        pub reason: String,
        /// The rest of why, as JSON.
        pub detail: String,
        /// The place it belongs to.
        pub place: String,
        /// Metres east.
        pub x: f64,
        /// Metres north.
        pub y: f64,
    }
}

const ADDRESS: &str = "id, street, number, letter, suffix, postcode, town, kind, uses, area, side, reason, detail, place, x, y";

/// As they stand in a street: 1, 2, 10, 10a, 10-1, 10-2, 10-10. A shorter addition comes first, so that numbers count as
/// numbers, and none comes before any, also on PostgreSQL.
pub const IN_STREET: &str = "ORDER BY street, number, COALESCE(letter, ''), LENGTH(COALESCE(suffix, '')), COALESCE(suffix, ''), id";

/// The addresses of a place.
pub async fn addresses(tx: &mut Tx, place: &str, limit: i64) -> Result<Vec<AddressRow>, StoreError> {
    let sql = format!("SELECT {ADDRESS} FROM address WHERE place = $1 {IN_STREET} LIMIT $2");
    erf_store::assembled(sql).bind(place).bind(limit).all(tx).await
}

/// One address in scope.
pub async fn address(tx: &mut Tx, own: i64, id: BagId) -> Result<Option<AddressRow>, StoreError> {
    let sql = format!("SELECT {ADDRESS} FROM address WHERE id = $1 AND ($2 = 0 OR municipality = $2)");
    erf_store::assembled(sql).bind(id).bind(own).maybe(tx).await
}

/// The place a building in scope belongs to, and where the building is.
pub async fn of_building(tx: &mut Tx, own: i64, id: BagId) -> Result<Option<(String, f64, f64)>, StoreError> {
    query("SELECT place, x, y FROM building WHERE id = $1 AND ($2 = 0 OR municipality = $2)").bind(id).bind(own).maybe(tx).await
}

record! {
    /// A line of the list of places.
    #[derive(Debug, Clone, serde::Serialize)]
    pub struct PlaceLine {
        /// Id.
        pub id: String,
        /// Kind.
        pub kind: String,
        /// Name.
        pub name: String,
        /// Whether it lies in the countryside.
        pub countryside: bool,
        /// Buildings.
        pub buildings: i64,
        /// Addresses.
        pub addresses: i64,
        /// Square metres of buildings without address.
        pub shed_area: f64,
        /// Rows that say something about it and count.
        pub facts: i64,
    }
}

/// All places of a municipality, each with the number of rows that say something about it and count; in no
/// particular order.
pub async fn of_municipality(tx: &mut Tx, usable: &InUse, municipality: i64) -> Result<Vec<PlaceLine>, StoreError> {
    query(
        "SELECT p.id, p.kind, p.name, p.countryside, p.buildings, p.addresses, p.shed_area, COALESCE(f.n, 0) AS facts FROM place p \
         LEFT JOIN (SELECT l.place, COUNT(*) AS n FROM link l WHERE l.decision IN ('zeker', 'bevestigd') AND l.municipality = $1 \
         AND l.delivery IN ($2) AND (l.last_day IS NULL OR l.last_day >= $3) GROUP BY l.place) f ON f.place = p.id \
         WHERE p.municipality = $1",
    )
    .bind(municipality)
    .bind_list(usable.deliveries.iter().copied())
    .bind(usable.since)
    .all(tx)
    .await
}

/// The places in a municipality with an address that begins with `key`.
pub async fn with_address(tx: &mut Tx, municipality: i64, key: &str) -> Result<Vec<String>, StoreError> {
    query("SELECT DISTINCT place FROM address WHERE search_key >= $1 AND search_key < $2 AND municipality = $3")
        .bind(key)
        .bind(after(key))
        .bind(municipality)
        .column(tx)
        .await
}

/// The first text that does not begin with `prefix`; search keys hold letters, digits and blanks only.
pub fn after(prefix: &str) -> String {
    format!("{prefix}~")
}
