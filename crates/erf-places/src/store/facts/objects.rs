// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where in which file a building, an address or a parcel stands.

use erf_base::{BagId, MunicipalityCode, Scope};
use erf_store::{StoreError, Tx, assembled, query, record};

use crate::{
    ground::Ground,
    shapes,
    store::{contents::shape, deliveries::own},
};

/// What can be looked up in an extract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A building (*pand*).
    Building,
    /// An address (*nummeraanduiding*).
    Address,
    /// A cadastral parcel (*perceel*).
    Parcel,
}

impl Kind {
    /// The word in an address and in the audit trail.
    pub fn code(self) -> &'static str {
        match self {
            Self::Building => "pand",
            Self::Address => "adres",
            Self::Parcel => "perceel",
        }
    }
}

record! {
    /// An object as it stands in the file it was read from.
    #[derive(Debug, Clone)]
    pub struct ObjectRow {
        /// Which occurrence of it: each change of an object of the BAG makes a new one.
        pub occurrence: Option<i64>,
        /// First day of the occurrence.
        pub valid_from: Option<i64>,
        /// Its end, when it has one.
        pub valid_to: Option<i64>,
        /// Status in the words of the BAG.
        pub status: Option<String>,
        /// The place it belongs to, if any.
        pub place: Option<String>,
        /// Name of that place.
        pub place_name: Option<String>,
        /// The delivery.
        pub delivery: i64,
        /// Its name.
        pub delivery_name: String,
        /// Who delivered it.
        pub holder: String,
        /// The file.
        pub file: String,
        /// SHA-256 of the file.
        pub hash: String,
        /// Part of the file: the inner archive and the file in it.
        pub member: String,
        /// Which object in that part, counted from 1.
        pub ordinal: i64,
    }
}

/// One object within the scope, as of today.
pub async fn lookup(tx: &mut Tx, scope: &Scope, kind: Kind, id: &str, today: i64) -> Result<Option<ObjectRow>, StoreError> {
    match (kind, id.parse::<BagId>()) {
        (Kind::Building, Ok(id)) => of_extract(tx, own(scope), ("building", "bag_building"), id).await,
        (Kind::Address, Ok(id)) => of_extract(tx, own(scope), ("address", "bag_address"), id).await,
        (Kind::Building | Kind::Address, Err(_)) => Ok(None),
        (Kind::Parcel, _) => parcel(tx, scope, id, today).await,
    }
}

/// From the derived table and the table with what the extract says.
async fn of_extract(tx: &mut Tx, own: i64, (derived, extract): (&str, &str), id: BagId) -> Result<Option<ObjectRow>, StoreError> {
    let sql = format!(
        "SELECT o.occurrence, o.valid_from, o.valid_to, o.status, p.id AS place, p.name AS place_name, t.delivery, d.name AS delivery_name, \
         d.holder, d.file_name AS file, d.file_hash AS hash, m.name AS member, o.ordinal \
         FROM {derived} t JOIN {extract} o ON o.delivery = t.delivery AND o.seq = t.seq JOIN delivery d ON d.id = t.delivery \
         JOIN delivery_member m ON m.delivery = o.delivery AND m.member = o.member LEFT JOIN place p ON p.id = t.place \
         WHERE t.id = $1 AND ($2 = 0 OR t.municipality = $2)"
    );
    assembled(sql).bind(id).bind(own).maybe(tx).await
}

/// A parcel of the newest released delivery that holds it, with a place in scope that stands on it. Without such a place the
/// borders say whose it is.
async fn parcel(tx: &mut Tx, scope: &Scope, code: &str, today: i64) -> Result<Option<ObjectRow>, StoreError> {
    for holder in shapes::holders(tx, &["perceel"], |_| true).await? {
        let found: Option<ObjectRow> = query(
            "SELECT CAST(NULL AS bigint) AS occurrence, CAST(NULL AS bigint) AS valid_from, CAST(NULL AS bigint) AS valid_to, \
             CAST(NULL AS text) AS status, p.id AS place, p.name AS place_name, f.delivery, d.name AS delivery_name, d.holder, \
             d.file_name AS file, d.file_hash AS hash, m.name AS member, f.ordinal \
             FROM feature f JOIN delivery d ON d.id = f.delivery JOIN delivery_member m ON m.delivery = f.delivery AND m.member = f.member \
             LEFT JOIN place p ON p.parcel = f.code AND ($2 = 0 OR p.municipality = $2) \
             WHERE f.kind = 'perceel' AND f.code = $1 AND f.delivery = $3 ORDER BY p.id, f.seq LIMIT 1",
        )
        .bind(code)
        .bind(own(scope))
        .bind(holder.delivery)
        .maybe(tx)
        .await?;
        let Some(found) = found else { continue };
        let theirs = match (scope.municipality(), &found.place) {
            (Some(own), None) => municipality_of(tx, holder.delivery, code, today).await? == Some(own),
            _ => true,
        };
        return Ok(Some(found).filter(|_| theirs));
    }
    Ok(None)
}

/// The municipality that a parcel of a delivery lies in.
async fn municipality_of(tx: &mut Tx, delivery: i64, code: &str, today: i64) -> Result<Option<MunicipalityCode>, StoreError> {
    let sql = "SELECT shape FROM feature WHERE kind = 'perceel' AND code = $1 AND delivery = $2 ORDER BY seq LIMIT 1";
    let outlines: Vec<Vec<u8>> = query(sql).bind(code).bind(delivery).column(tx).await?;
    match outlines.first().and_then(|outline| shape(outline).point_on_surface()) {
        Some(point) => Ground::municipality_at(tx, today, point).await,
        None => Ok(None),
    }
}
