// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Searching: addresses by the beginning of their name, by postcode, or by street and number; companies and partners.

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
        /// The municipality it lies in.
        pub municipality: Option<MunicipalityCode>,
        /// The place.
        pub place: String,
    }
}

const FOUND: &str = "SELECT id, street, number, letter, suffix, postcode, town, municipality, place FROM address";
/// How many addresses with one postcode, or one number in a street, are looked through for the rest of the question.
const LOOKED_THROUGH: i64 = 4_000;

/// Addresses whose name begins with `key`: an indexed range, whatever the size of the region.
pub async fn addresses(tx: &mut Tx, usable: &InUse, key: &str, limit: i64) -> Result<Vec<FoundAddress>, StoreError> {
    let sql =
        format!("{FOUND} WHERE search_key >= $1 AND search_key < $2 AND ($3 = 0 OR municipality = $3) ORDER BY search_key, id LIMIT $4");
    erf_store::assembled(sql).bind(key).bind(after(key)).bind(usable.own).bind(limit).all(tx).await
}

/// A street in a town, with its names as they are compared when searching.
#[derive(Debug, Clone)]
pub struct Street {
    /// Its name.
    pub name: Box<str>,
    /// Its town.
    pub town: Box<str>,
    /// The municipality it lies in.
    pub municipality: Option<MunicipalityCode>,
    /// Its name as it is compared.
    pub key: Box<str>,
    /// Its town as it is compared.
    pub town_key: Box<str>,
}

/// All streets with addresses, whatever the scope.
pub async fn streets(tx: &mut Tx) -> Result<Vec<Street>, StoreError> {
    let found: Vec<(String, String, Option<MunicipalityCode>)> =
        query("SELECT DISTINCT street, town, municipality FROM address ORDER BY street, town, municipality").all(tx).await?;
    let street = |(name, town, municipality): (String, String, Option<MunicipalityCode>)| Street {
        key: search_key(&name).into(),
        town_key: search_key(&town).into(),
        name: name.into(),
        town: town.into(),
        municipality,
    };
    Ok(found.into_iter().map(street).collect())
}

/// Addresses in a street: all with a house number, or the first few when that is 0.
pub async fn in_street(tx: &mut Tx, usable: &InUse, street: &Street, number: i64, few: i64) -> Result<Vec<FoundAddress>, StoreError> {
    // The key makes it an indexed range; the columns tell streets apart whose keys begin alike.
    let sql = format!(
        "{FOUND} WHERE search_key >= $1 AND search_key < $2 AND street = $3 AND town = $4 AND COALESCE(municipality, 0) = $5 \
         AND ($6 = 0 OR number = $6) AND ($7 = 0 OR municipality = $7) {IN_STREET} LIMIT $8"
    );
    let (begin, limit) = if number == 0 { (format!("{} ", street.key), few) } else { (format!("{} {number}", street.key), LOOKED_THROUGH) };
    let query = erf_store::assembled(sql).bind(begin.as_str()).bind(after(&begin)).bind(street.name.as_ref()).bind(street.town.as_ref());
    let query = query.bind(street.municipality.map_or(0, |code| i64::from(code.number()))).bind(number);
    query.bind(usable.own).bind(limit).all(tx).await
}

/// Addresses with a postcode, and a house number unless that is 0.
pub async fn by_postcode(tx: &mut Tx, usable: &InUse, postcode: &str, number: i64) -> Result<Vec<FoundAddress>, StoreError> {
    let sql = format!("{FOUND} WHERE postcode = $1 AND ($2 = 0 OR number = $2) AND ($3 = 0 OR municipality = $3) {IN_STREET} LIMIT $4");
    erf_store::assembled(sql).bind(postcode).bind(number).bind(usable.own).bind(LOOKED_THROUGH).all(tx).await
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
                let key = company_key(&fields.name).into();
                found.push(Company { seq: row.get(0)?, name: fields.name.as_ref().into(), key, kvk: fields.kvk.as_ref().into() });
            }
            Ok(())
        })
        .await?;
    Ok(found)
}

/// A name as names of companies are compared when searching: the dots in a legal form make no difference.
pub fn company_key(name: &str) -> String {
    const FORMS: [&[&str]; 6] = [&["v", "o", "f"], &["b", "v"], &["n", "v"], &["c", "v"], &["u", "a"], &["b", "a"]];
    let key = search_key(name);
    let (mut rest, mut words) = (key.split(' ').collect::<Vec<_>>(), Vec::new());
    while !rest.is_empty() {
        let form = FORMS.into_iter().find(|form| rest.starts_with(form));
        let tail = rest.split_off(form.map_or(1, <[&str]>::len));
        words.push(std::mem::replace(&mut rest, tail).concat());
    }
    words.join(" ")
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

#[cfg(test)]
mod tests {
    use super::company_key;

    #[test]
    fn a_legal_form_is_the_same_with_and_without_dots() {
        for name in ["Webwinkel Noordzoet B.V.", "webwinkel noordzoet BV", "Webwinkel Noordzoet b. v."] {
            assert_eq!(company_key(name), "webwinkel noordzoet bv");
        }
        assert_eq!(company_key("V.O.F. Vollegrond"), company_key("vof vollegrond"));
        assert_eq!(company_key("J. B. de Vries"), "j b de vries");
        assert_eq!(company_key(""), "");
    }
}
