// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the rows of a table are: persons, companies or addresses.

use serde::{Deserialize, Serialize};

use super::{ColumnRole, Role};

/// A way of linking with its own comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Rows are people.
    Person,
    /// Rows are companies.
    Company,
    /// Rows are addresses.
    Address,
}

/// The preset that fits a table, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PresetGuess {
    /// Which.
    pub preset: Preset,
    /// Why, in Dutch.
    pub reason: String,
    /// From 0 to 1.
    pub certainty: f64,
}

/// The reason where the columns tell nothing of what the rows are.
pub const NOT_RECOGNISED: &str =
    "Niet herkend: geen kolom is een naam, een bedrijf of een adres. Wij vergelijken de kolommen zoals ze zijn.";

/// What the rows of a table with these columns are.
pub fn kind_of_table(roles: &[ColumnRole]) -> PresetGuess {
    let sum = |wanted: &[(Role, f64)]| -> f64 {
        roles
            .iter()
            .filter_map(|column| wanted.iter().find(|(role, _)| *role == column.role).map(|(_, weight)| weight * column.certainty))
            .sum()
    };
    let person = sum(&[
        (Role::FirstNames, 2.0),
        (Role::Initials, 1.5),
        (Role::Prefix, 1.0),
        (Role::Surname, 2.0),
        (Role::BirthDate, 2.0),
        (Role::Sex, 1.0),
        (Role::FullName, 1.5),
    ]);
    let company = sum(&[
        (Role::CompanyName, 3.0),
        (Role::TradeName, 2.0),
        (Role::Kvk, 2.5),
        (Role::Establishment, 2.5),
        (Role::Rsin, 1.5),
        (Role::Website, 1.0),
    ]);
    let address =
        sum(&[(Role::Street, 1.0), (Role::HouseNumber, 1.0), (Role::Postcode, 1.0), (Role::FullAddress, 1.5), (Role::Place, 0.5)]);
    let (preset, best, next) = if company >= person && company > 0.0 {
        (Preset::Company, company, person)
    } else if person > 0.0 {
        (Preset::Person, person, company)
    } else if address > 0.0 {
        (Preset::Address, address, 0.0)
    } else {
        return PresetGuess { preset: Preset::Person, reason: NOT_RECOGNISED.to_owned(), certainty: 0.1 };
    };
    PresetGuess { preset, reason: reason(preset, roles), certainty: best / (best + next + 0.5) }
}

fn reason(preset: Preset, roles: &[ColumnRole]) -> String {
    let (what, telling): (&str, &[Role]) = match preset {
        Preset::Person => {
            ("personen", &[Role::FirstNames, Role::Initials, Role::Prefix, Role::Surname, Role::FullName, Role::BirthDate, Role::Sex])
        }
        Preset::Company => ("bedrijven", &[Role::CompanyName, Role::TradeName, Role::Kvk, Role::Establishment, Role::Rsin, Role::Website]),
        Preset::Address => ("adressen", &[Role::Street, Role::HouseNumber, Role::Postcode, Role::FullAddress, Role::Place]),
    };
    let mut found: Vec<&str> = roles.iter().filter(|column| telling.contains(&column.role)).map(|column| column.role.words()).collect();
    found.dedup();
    let list = match found.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} en {last}", rest.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => "niets anders".to_owned(),
    };
    format!("De rijen zijn {what}: er is {list}.")
}
