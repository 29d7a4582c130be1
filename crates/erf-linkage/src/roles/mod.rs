// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which column of an unknown table holds what, with the reason.

mod agree;
mod content;
mod decide;
mod headers;
mod once;
mod preset;
mod sample;
#[cfg(test)]
mod tests;

pub use agree::{agree, agree_by_values};
pub use decide::guess;
pub(crate) use headers::letters as normal_header;
pub use once::once;
pub use preset::{NOT_RECOGNISED, Preset, PresetGuess, kind_of_table};

use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Tells rows apart; never compared.
    Id,
    /// Which rows belong together according to somebody; never compared.
    Truth,
    /// First names.
    FirstNames,
    /// Initials.
    Initials,
    /// Tussenvoegsel.
    Prefix,
    /// Surname.
    Surname,
    /// A person's whole name.
    FullName,
    /// Date of birth.
    BirthDate,
    /// Sex.
    Sex,
    /// Street, perhaps with number.
    Street,
    /// House number, perhaps with letter and addition.
    HouseNumber,
    /// House letter.
    Letter,
    /// Addition to the house number.
    Suffix,
    /// Postcode.
    Postcode,
    /// Place or municipality.
    Place,
    /// A whole address.
    FullAddress,
    /// Name of a company.
    CompanyName,
    /// Another name of a company.
    TradeName,
    /// KvK number.
    Kvk,
    /// Number of an establishment.
    Establishment,
    /// RSIN.
    Rsin,
    /// Phone.
    Phone,
    /// E-mail.
    Email,
    /// Website.
    Website,
    /// A date that is not of birth.
    Date,
    /// X of the Dutch grid.
    X,
    /// Y of the Dutch grid.
    Y,
    /// Latitude.
    Latitude,
    /// Longitude.
    Longitude,
    /// A number or code of some register, equal or not.
    Code,
    /// Text of which nothing more is known.
    Text,
    /// Texts of several words: titles, descriptions, lists of names.
    Words,
    /// Not compared: the source, a remark, always the same, always empty, or forbidden.
    Ignore,
}

impl Role {
    /// Its name in Dutch.
    pub fn words(self) -> &'static str {
        match self {
            Self::Id => "nummer van de rij",
            Self::Truth => "juiste uitkomst",
            Self::FirstNames => "voornamen",
            Self::Initials => "voorletters",
            Self::Prefix => "tussenvoegsel",
            Self::Surname => "achternaam",
            Self::FullName => "volledige naam",
            Self::BirthDate => "geboortedatum",
            Self::Sex => "geslacht",
            Self::Street => "straat",
            Self::HouseNumber => "huisnummer",
            Self::Letter => "huisletter",
            Self::Suffix => "toevoeging",
            Self::Postcode => "postcode",
            Self::Place => "plaats",
            Self::FullAddress => "adres",
            Self::CompanyName => "bedrijfsnaam",
            Self::TradeName => "handelsnaam",
            Self::Kvk => "KvK-nummer",
            Self::Establishment => "vestigingsnummer",
            Self::Rsin => "RSIN",
            Self::Phone => "telefoon",
            Self::Email => "e-mail",
            Self::Website => "website",
            Self::Date => "datum",
            Self::X => "x-coördinaat",
            Self::Y => "y-coördinaat",
            Self::Latitude => "breedtegraad",
            Self::Longitude => "lengtegraad",
            Self::Code => "code",
            Self::Text => "tekst",
            Self::Words => "woorden",
            Self::Ignore => "niet gebruikt",
        }
    }
}

/// What a column was taken for, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnRole {
    /// The column.
    pub column: usize,
    /// What it holds.
    pub role: Role,
    /// Why, in Dutch.
    pub reason: String,
    /// From 0 to 1: how sure this is.
    pub certainty: f64,
}
