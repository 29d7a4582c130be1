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
    /// Another column, by its header.
    #[serde(untagged)]
    Column(String),
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
