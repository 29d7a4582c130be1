// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the name of a column says.

use std::sync::LazyLock;

use super::Role;
use crate::standardise::fold::fold;

static NAMES: LazyLock<Vec<(String, Role)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for line in include_str!("headers.txt").lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (role, names) = line.split_once('=').unwrap_or((line, ""));
        let Some(role) = role_called(role.trim()) else { continue };
        all.extend(names.split(',').map(|name| (letters(name), role)).filter(|(name, _)| !name.is_empty()));
    }
    all
});

/// Words within longer names, the most telling first: `naam_eigenaar_straat` is a street.
const WITHIN: &[(&str, Role)] = &[
    ("bsn", Role::Ignore),
    ("burgerservice", Role::Ignore),
    ("geboorteplaats", Role::Text),
    ("placeofbirth", Role::Text),
    ("birthplace", Role::Text),
    ("geboorteland", Role::Text),
    ("tussenvoegsel", Role::Prefix),
    ("voorvoegsel", Role::Prefix),
    ("voorletter", Role::Initials),
    ("initial", Role::Initials),
    ("voorna", Role::FirstNames),
    ("roepna", Role::FirstNames),
    ("firstname", Role::FirstNames),
    ("givenname", Role::FirstNames),
    ("forename", Role::FirstNames),
    ("achterna", Role::Surname),
    ("geslachtsna", Role::Surname),
    ("surname", Role::Surname),
    ("lastname", Role::Surname),
    ("familyname", Role::Surname),
    ("geboortedat", Role::BirthDate),
    ("dateofbirth", Role::BirthDate),
    ("birthdate", Role::BirthDate),
    ("birthdt", Role::BirthDate),
    ("geboortejaar", Role::BirthDate),
    ("yearofbirth", Role::BirthDate),
    ("birthyear", Role::BirthDate),
    ("geslacht", Role::Sex),
    ("gender", Role::Sex),
    ("vestigingsnummer", Role::Establishment),
    ("vestigingsnr", Role::Establishment),
    ("kvk", Role::Kvk),
    ("rsin", Role::Rsin),
    ("handelsna", Role::TradeName),
    ("tradename", Role::TradeName),
    ("bedrijfsna", Role::CompanyName),
    ("companyname", Role::CompanyName),
    ("statutairena", Role::CompanyName),
    ("toevoeging", Role::Suffix),
    ("huisnummertoev", Role::Suffix),
    ("huisletter", Role::Letter),
    ("huisnummer", Role::HouseNumber),
    ("huisnr", Role::HouseNumber),
    ("housenumber", Role::HouseNumber),
    ("streetnum", Role::HouseNumber),
    ("straatnum", Role::HouseNumber),
    ("postcode", Role::Postcode),
    ("postalcode", Role::Postcode),
    ("zipcode", Role::Postcode),
    ("straat", Role::Street),
    ("street", Role::Street),
    ("openbareruimte", Role::Street),
    ("woonplaats", Role::Place),
    ("plaatsna", Role::Place),
    ("gemeente", Role::Place),
    ("municipality", Role::Place),
    ("city", Role::Place),
    ("telefoon", Role::Phone),
    ("phone", Role::Phone),
    ("mobiel", Role::Phone),
    ("email", Role::Email),
    ("website", Role::Website),
    ("latitude", Role::Latitude),
    ("longitude", Role::Longitude),
    ("coordinaatx", Role::X),
    ("coordinaaty", Role::Y),
    ("adres", Role::FullAddress),
    ("address", Role::FullAddress),
    ("company", Role::CompanyName),
    ("bedrijf", Role::CompanyName),
    ("organisatie", Role::CompanyName),
    ("datum", Role::Date),
    ("date", Role::Date),
    ("opmerking", Role::Ignore),
    ("remark", Role::Ignore),
    ("comment", Role::Ignore),
];

/// Columns that tell of a row what happened or what it is like, beside columns that say who or what it is.
const TELLS: &[&str] = &[
    "description",
    "omschrijving",
    "beschrijving",
    "beschreibung",
    "descripcion",
    "descrizione",
    "abstract",
    "samenvatting",
    "summary",
    "details",
    "inhoud",
    "content",
];

/// Whether a heading is that of a column that tells about a row.
pub(super) fn tells(heading: &str) -> bool {
    let name = letters(heading);
    TELLS.iter().any(|word| name.contains(word))
}

/// What a heading means, and how sure: the whole name is known, or a word inside it.
pub(super) fn meaning(heading: &str) -> Option<(Role, f64)> {
    let name = letters(heading);
    let plain = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let known = |wanted: &str| NAMES.iter().find(|(known, _)| known == wanted).map(|(_, role)| *role);
    if let Some(role) = known(&name) {
        return Some((role, 0.95));
    }
    if let Some(role) = known(plain).filter(|_| plain.len() >= 3) {
        return Some((role, 0.85));
    }
    if let Some((_, role)) = WITHIN.iter().find(|(word, _)| name.contains(word)) {
        return Some((*role, 0.8));
    }
    // "eigenaar_naam": the last word, then the first; "locatie inrichting" is where something is.
    let folded = fold(heading);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    let first = words.next()?;
    let last = words.next_back()?;
    let (first, last) = (known(first), known(last));
    let place = first.filter(|role| *role == Role::FullAddress && last == Some(Role::CompanyName));
    place.or(last).or(first).map(|role| (role, 0.6))
}

/// Whether a heading says no more than that there are years.
pub(super) fn is_year(heading: &str) -> bool {
    matches!(letters(heading).as_str(), "jaar" | "year" | "jahr" | "annee")
}

/// A heading as lower-case letters and digits: how headings are told apart.
pub(crate) fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn role_called(name: &str) -> Option<Role> {
    Some(match name {
        "truth" => Role::Truth,
        "id" => Role::Id,
        "firstnames" => Role::FirstNames,
        "initials" => Role::Initials,
        "prefix" => Role::Prefix,
        "surname" => Role::Surname,
        "fullname" => Role::FullName,
        "birthdate" => Role::BirthDate,
        "sex" => Role::Sex,
        "street" => Role::Street,
        "housenumber" => Role::HouseNumber,
        "letter" => Role::Letter,
        "suffix" => Role::Suffix,
        "postcode" => Role::Postcode,
        "place" => Role::Place,
        "fulladdress" => Role::FullAddress,
        "companyname" => Role::CompanyName,
        "tradename" => Role::TradeName,
        "kvk" => Role::Kvk,
        "establishment" => Role::Establishment,
        "rsin" => Role::Rsin,
        "phone" => Role::Phone,
        "email" => Role::Email,
        "website" => Role::Website,
        "x" => Role::X,
        "y" => Role::Y,
        "latitude" => Role::Latitude,
        "longitude" => Role::Longitude,
        "date" => Role::Date,
        "code" => Role::Code,
        "ignore" => Role::Ignore,
        "text" => Role::Text,
        "words" => Role::Words,
        _ => return None,
    })
}
