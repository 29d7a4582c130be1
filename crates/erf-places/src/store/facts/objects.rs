// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where in which file a building or an address stands.

use erf_base::BagId;
use erf_store::{StoreError, Tx, assembled, record};

/// What can be looked up in an extract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A building (*pand*).
    Building,
    /// An address (*nummeraanduiding*).
    Address,
}

impl Kind {
    /// The word in an address and in the audit trail.
    pub fn code(self) -> &'static str {
        match self {
            Self::Building => "pand",
            Self::Address => "adres",
        }
    }

    /// The derived table, and the table with what the extract says.
    fn tables(self) -> (&'static str, &'static str) {
        match self {
            Self::Building => ("building", "bag_building"),
            Self::Address => ("address", "bag_address"),
        }
    }
}

record! {
    /// An object as it stands in the file it was read from.
    #[derive(Debug, Clone)]
    pub struct ObjectRow {
        /// Its number in the BAG.
        pub id: BagId,
        /// Which occurrence of it: each change makes a new one.
        pub occurrence: i64,
        /// First day of the occurrence.
        pub valid_from: i64,
        /// Its end, when it has one.
        pub valid_to: Option<i64>,
        /// Status in the words of the BAG.
        pub status: String,
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
pub async fn lookup(tx: &mut Tx, own: i64, kind: Kind, id: BagId) -> Result<Option<ObjectRow>, StoreError> {
    let (derived, extract) = kind.tables();
    let sql = format!(
        "SELECT t.id, o.occurrence, o.valid_from, o.valid_to, o.status, t.place, p.name AS place_name, t.delivery, d.name AS delivery_name, \
         d.holder, d.file_name AS file, d.file_hash AS hash, m.name AS member, o.ordinal \
         FROM {derived} t JOIN {extract} o ON o.delivery = t.delivery AND o.seq = t.seq JOIN delivery d ON d.id = t.delivery \
         JOIN delivery_member m ON m.delivery = o.delivery AND m.member = o.member LEFT JOIN place p ON p.id = t.place \
         WHERE t.id = $1 AND ($2 = 0 OR t.municipality = $2)"
    );
    assembled(sql).bind(id).bind(own).maybe(tx).await
}
