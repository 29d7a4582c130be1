// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What to compare and which records to bring together, as a readable file.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::compare::Kind;

/// A preset that cannot be used.
#[derive(Debug, Error)]
pub enum PresetError {
    /// Not a preset.
    #[error("dit is geen voorinstelling: {0}")]
    Format(String),
}

/// A part of a record that a rule asks to be equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// All first names.
    First,
    /// Family of calling names, else the first name.
    Family,
    /// First letter of the first name.
    Initial,
    /// Surname.
    Surname,
    /// How the surname sounds.
    SurnameSound,
    /// The first three letters of the surname.
    SurnameStart,
    /// First name and surname in either order.
    Names,
    /// Date of birth.
    Birth,
    /// Date of birth, day and month in either order.
    BirthFolded,
    /// Year of birth.
    BirthYear,
    /// Day and month of birth.
    BirthMonthDay,
    /// Whole postcode.
    Postcode,
    /// The digits of the postcode.
    Postcode4,
    /// House number.
    Number,
    /// Letter and suffix.
    Addition,
    /// Street.
    Street,
    /// How the street sounds.
    StreetSound,
    /// Town.
    Place,
    /// The address in a list of addresses.
    Resolved,
    /// Phone number.
    Phone,
    /// Number of the trade register.
    Kvk,
    /// Core of the company name.
    Company,
    /// The first five letters of the company name.
    CompanyStart,
    /// The words of the company name in any order.
    CompanyWords,
    /// The rarest word of the company name.
    KeyWord,
    /// Another name of the company.
    TradeName,
    /// E-mail address.
    Email,
    /// A square of about 100 metres on the ground.
    Spot,
    /// The same squares, moved by half, so that neighbours across an edge meet as well.
    SpotMoved,
    /// A rare word of a column with long texts: its header, and the turn in which the word is drawn.
    RareWord(String, u8),
    /// Three letters of the surname or the company name, drawn in a turn: names that share most of their letters draw alike.
    Letters(u8),
    /// Another column, by its header.
    #[serde(untagged)]
    Column(String),
}

impl Key {
    /// Its name as it stands in a preset.
    #[must_use]
    pub fn code(&self) -> String {
        match (self, serde_json::to_value(self)) {
            (Self::RareWord(header, turn), _) => format!("rare_word {} of {header}", turn + 1),
            (Self::Letters(turn), _) => format!("letters {}", turn + 1),
            (_, Ok(serde_json::Value::String(name))) => name,
            _ => String::new(),
        }
    }

    /// What must be equal, in Dutch.
    #[must_use]
    pub fn words(&self) -> String {
        let words = match self {
            Self::First => "voornaam",
            Self::Family => "roepnaam",
            Self::Initial => "voorletter",
            Self::Surname => "achternaam",
            Self::SurnameSound => "klank van de achternaam",
            Self::SurnameStart => "begin van de achternaam",
            Self::Names => "voor- en achternaam",
            Self::Birth => "geboortedatum",
            Self::BirthFolded => "geboortedatum (dag en maand mogen verwisseld zijn)",
            Self::BirthYear => "geboortejaar",
            Self::BirthMonthDay => "geboortedag en -maand",
            Self::Postcode => "postcode",
            Self::Postcode4 => "cijfers van de postcode",
            Self::Number => "huisnummer",
            Self::Addition => "huisletter en toevoeging",
            Self::Street => "straat",
            Self::StreetSound => "klank van de straat",
            Self::Place => "plaats",
            Self::Resolved => "adres in de adressenlijst",
            Self::Phone => "telefoon",
            Self::Kvk => "KvK-nummer",
            Self::Company => "bedrijfsnaam",
            Self::CompanyStart => "begin van de bedrijfsnaam",
            Self::CompanyWords => "woorden van de bedrijfsnaam",
            Self::KeyWord => "zeldzaamste woord van de bedrijfsnaam",
            Self::TradeName => "handelsnaam",
            Self::Email => "e-mail",
            Self::Spot => "vak van 100 bij 100 meter",
            Self::SpotMoved => "vak van 100 bij 100 meter, een half vak verschoven",
            Self::RareWord(header, turn) => return format!("zeldzaam woord uit {header}, trekking {}", turn + 1),
            Self::Letters(turn) => return format!("drie letters uit de naam, trekking {}", turn + 1),
            Self::Column(header) => header,
        };
        words.to_owned()
    }
}

/// One comparison of a preset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComparisonSpec {
    /// What is compared.
    pub kind: Kind,
    /// The header of the column, for kinds that are not about one thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

/// One rule of a preset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    /// All of these must be present and equal.
    pub keys: Vec<Key>,
    /// By what a group that is too large is divided.
    #[serde(default)]
    pub split: Vec<Key>,
}

/// A preset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Its name.
    pub name: String,
    /// What is compared.
    #[serde(rename = "comparison", default)]
    pub comparisons: Vec<ComparisonSpec>,
    /// Which records are compared.
    #[serde(rename = "rule", default)]
    pub rules: Vec<RuleSpec>,
}

impl Preset {
    /// Reads a preset.
    ///
    /// # Errors
    /// When the text is not a preset.
    pub fn read(text: &str) -> Result<Self, PresetError> {
        toml::from_str(text).map_err(|error| PresetError::Format(error.message().to_owned()))
    }

    /// The preset for persons.
    #[must_use]
    pub fn person() -> Self {
        Self::read(include_str!("../presets/person.toml")).expect("a test reads it")
    }

    /// The preset for addresses.
    #[must_use]
    pub fn address() -> Self {
        Self::read(include_str!("../presets/address.toml")).expect("a test reads it")
    }

    /// The preset for companies.
    #[must_use]
    pub fn company() -> Self {
        Self::read(include_str!("../presets/company.toml")).expect("a test reads it")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_presets_are_readable() {
        assert_eq!(Preset::person().name, "person");
        assert_eq!(Preset::company().name, "company");
        assert_eq!(Preset::address().name, "address");
    }

    #[test]
    fn a_word_that_means_nothing_is_refused() {
        assert!(Preset::read("name = \"x\"\n[[comparison]]\nkind = \"shoe_size\"").is_err());
        assert!(Preset::read("name = \"x\"\ncolour = 1").is_err());
    }
}
