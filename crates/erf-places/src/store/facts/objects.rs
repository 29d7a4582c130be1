// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where in which file a building, an address or a parcel stands.

use erf_base::BagId;
use erf_store::{StoreError, Tx, assembled, query, record};

use crate::shapes;

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
        /// The place it belongs to.
        pub place: String,
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

/// One object within the scope; `own` is the one municipality, or 0.
pub async fn lookup(tx: &mut Tx, own: i64, kind: Kind, id: &str) -> Result<Option<ObjectRow>, StoreError> {
    match (kind, id.parse::<BagId>()) {
        (Kind::Building, Ok(id)) => of_extract(tx, own, ("building", "bag_building"), id).await,
        (Kind::Address, Ok(id)) => of_extract(tx, own, ("address", "bag_address"), id).await,
        (Kind::Building | Kind::Address, Err(_)) => Ok(None),
        (Kind::Parcel, _) => parcel(tx, own, id).await,
    }
}

/// From the derived table and the table with what the extract says.
async fn of_extract(tx: &mut Tx, own: i64, (derived, extract): (&str, &str), id: BagId) -> Result<Option<ObjectRow>, StoreError> {
    let sql = format!(
        "SELECT o.occurrence, o.valid_from, o.valid_to, o.status, t.place, p.name AS place_name, t.delivery, d.name AS delivery_name, \
         d.holder, d.file_name AS file, d.file_hash AS hash, m.name AS member, o.ordinal \
         FROM {derived} t JOIN {extract} o ON o.delivery = t.delivery AND o.seq = t.seq JOIN delivery d ON d.id = t.delivery \
         JOIN delivery_member m ON m.delivery = o.delivery AND m.member = o.member LEFT JOIN place p ON p.id = t.place \
         WHERE t.id = $1 AND ($2 = 0 OR t.municipality = $2)"
    );
    assembled(sql).bind(id).bind(own).maybe(tx).await
}

/// A parcel that a place stands on, of the newest released delivery that holds it.
async fn parcel(tx: &mut Tx, own: i64, code: &str) -> Result<Option<ObjectRow>, StoreError> {
    for holder in shapes::holders(tx, &["perceel"], |_| true).await? {
        let found = query(
            "SELECT CAST(NULL AS bigint) AS occurrence, CAST(NULL AS bigint) AS valid_from, CAST(NULL AS bigint) AS valid_to, \
             CAST(NULL AS text) AS status, p.id AS place, p.name AS place_name, f.delivery, d.name AS delivery_name, d.holder, \
             d.file_name AS file, d.file_hash AS hash, m.name AS member, f.ordinal \
             FROM feature f JOIN delivery d ON d.id = f.delivery JOIN delivery_member m ON m.delivery = f.delivery AND m.member = f.member \
             JOIN place p ON p.parcel = f.code \
             WHERE f.kind = 'perceel' AND f.code = $1 AND f.delivery = $3 AND ($2 = 0 OR p.municipality = $2) ORDER BY p.id LIMIT 1",
        )
        .bind(code)
        .bind(own)
        .bind(holder.delivery)
        .maybe(tx)
        .await?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
