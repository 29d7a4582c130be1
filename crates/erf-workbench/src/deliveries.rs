// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Rows of a released delivery as a table: what they say of a company and where it is, and nothing else.

use std::collections::BTreeMap;

use erf_base::Scope;
use erf_store::{StoreError, Tx};
use sha2::{Digest, Sha256};

use crate::{
    intake::{Side, SideRow},
    store::rows::{self, Offered},
};

/// Fields that are compared, with the heading they get. What a row says of status, dates and amounts stays out: it is not about who it is.
const FIELDS: [(&str, &str); 10] = [
    ("name", "bedrijfsnaam"),
    ("kvk", "kvk-nummer"),
    ("establishment", "vestigingsnummer"),
    ("street", "straat"),
    ("number", "huisnummer"),
    ("letter", "huisletter"),
    ("suffix", "toevoeging"),
    ("address", "adres"),
    ("postcode", "postcode"),
    ("town", "plaats"),
];

/// The rows of an offered delivery within the scope. A heading is there when a row says something under it.
pub async fn side(tx: &mut Tx, scope: &Scope, offered: &Offered) -> Result<Side, StoreError> {
    let found = rows::of_delivery(tx, scope, offered).await?;
    let mut hasher = Sha256::new();
    hasher.update(&offered.file_hash);
    let said: Vec<(i64, BTreeMap<String, String>)> = found.iter().map(|(seq, fields)| (*seq, texts(fields))).collect();
    let used: Vec<(&str, &str)> =
        FIELDS.into_iter().filter(|(field, _)| said.iter().any(|(_, texts)| texts.contains_key(*field))).collect();
    for (seq, _) in &said {
        hasher.update(seq.to_be_bytes());
    }
    let row = |(seq, texts): (i64, BTreeMap<String, String>)| SideRow {
        number: seq,
        name: seq.to_string(),
        cells: used.iter().map(|(field, _)| texts.get(*field).cloned().unwrap_or_default()).collect(),
    };
    Ok(Side {
        delivery: Some(offered.id),
        name: offered.name.clone(),
        hash: format!("{:x}", hasher.finalize()),
        headings: used.iter().map(|(_, heading)| (*heading).to_owned()).collect(),
        left_out: Vec::new(),
        named_by: String::new(),
        rows_in: said.len(),
        rows: said.into_iter().map(row).collect(),
    })
}

fn texts(fields: &str) -> BTreeMap<String, String> {
    let all: BTreeMap<String, serde_json::Value> = serde_json::from_str(fields).unwrap_or_default();
    all.into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))).filter(|(_, text)| !text.is_empty()).collect()
}
