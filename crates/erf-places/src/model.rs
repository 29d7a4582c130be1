// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a delivery is and how it lives. Rules only: no database, no clock, no files.

use std::{fmt, str::FromStr};

use erf_base::{Compartment, MunicipalityCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The number of a delivery: 40 bits of a hash, so the same file offered the same way has the same number in every
/// database and in whatever order files arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeliveryId(pub i64);

impl DeliveryId {
    /// The number that belongs to a file and the way it is read.
    pub fn of(file_hash: &str, offer: &Offer) -> Self {
        let mut hasher = Sha256::new();
        for part in [file_hash, &offer.source, offer.mapping.as_deref().unwrap_or_default(), offer.compartment.code()] {
            hasher.update(part.as_bytes());
            hasher.update([0]);
        }
        let digest = hasher.finalize();
        Self(digest.iter().take(5).fold(0, |number, byte| number << 8 | i64::from(*byte)))
    }
}

impl fmt::Display for DeliveryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010x}", self.0)
    }
}

impl FromStr for DeliveryId {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        i64::from_str_radix(text, 16).map(Self)
    }
}

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// BAG 2.0 extract.
    Bag,
    /// Text with separators.
    Csv,
    /// Spreadsheet.
    Xlsx,
    /// GeoJSON.
    GeoJson,
    /// GeoPackage.
    Gpkg,
    /// GML, such as BGT.
    Gml,
}

impl Format {
    /// The word used in files and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Bag => "bag",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
            Self::Gpkg => "gpkg",
            Self::Gml => "gml",
        }
    }

    /// Guessed from the name of a file; `None` when the ending says nothing.
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = name.rsplit('.').next()?.to_ascii_lowercase();
        Some(match ending.as_str() {
            "csv" | "txt" | "tsv" => Self::Csv,
            "xlsx" | "xls" | "ods" => Self::Xlsx,
            "geojson" | "json" => Self::GeoJson,
            "gpkg" => Self::Gpkg,
            "gml" => Self::Gml,
            _ => return None,
        })
    }

    /// Whether the rows are about places and are matched, instead of being the ground they are matched to.
    pub fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Xlsx)
    }

    /// Whether a file of this kind can be kept from whoever may not meet covenant data: the ground is on everybody's map.
    pub fn admits(self, compartment: Compartment) -> bool {
        self.is_table() || compartment != Compartment::Covenant
    }
}

impl FromStr for Format {
    type Err = erf_base::IdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Bag, Self::Csv, Self::Xlsx, Self::GeoJson, Self::Gpkg, Self::Gml]
            .into_iter()
            .find(|f| f.code() == text)
            .ok_or_else(|| erf_base::IdError { kind: "bestandsformaat", value: text.to_owned() })
    }
}

/// What somebody says of a file when offering it: without purpose, basis and retention nothing is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Code of the source, a line of `content/bronnen.csv`.
    pub source: String,
    /// Name to show.
    pub name: String,
    /// Who sent it.
    pub holder: String,
    /// Path of the file, relative to the register that lists it.
    pub file: String,
    /// How to read it.
    pub format: Format,
    /// Text of the mapping, for everything but BAG.
    #[serde(default)]
    pub mapping: Option<String>,
    /// Why it may be used.
    pub purpose: String,
    /// The law that allows it.
    pub legal_basis: String,
    /// Under which regime it is kept.
    pub compartment: Compartment,
    /// First day it speaks of.
    #[serde(default)]
    pub period_from: Option<Date>,
    /// Last day it speaks of.
    #[serde(default)]
    pub period_to: Option<Date>,
    /// Until when it may be kept.
    pub retention_until: Date,
    /// Whether nobody named that day: the program's own moves along with today.
    #[serde(default)]
    pub retention_by_default: bool,
    /// The one municipality it speaks of, if one.
    #[serde(default)]
    pub municipality: Option<MunicipalityCode>,
}

impl Offer {
    /// What must be said of a file before it may be used, and was left empty.
    pub fn unsaid(&self) -> Vec<&'static str> {
        let needed = [("de houder", &self.holder), ("het doel", &self.purpose), ("de grondslag", &self.legal_basis)];
        needed.into_iter().filter(|(_, text)| text.trim().is_empty()).map(|(what, _)| what).collect()
    }
}

/// Where a delivery is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeliveryState {
    /// Asked of a partner (*aangevraagd*).
    Requested,
    /// Found to be lawful (*rechtmatigheid getoetst*).
    Lawful,
    /// The file is here (*ontvangen*).
    Received,
    /// Read, with every row accounted for (*gevalideerd*).
    Validated,
    /// Its rows are matched (*gekoppeld*).
    Linked,
    /// In use (*vrijgegeven*).
    Released,
    /// Taken back; nothing of it is left (*ingetrokken*).
    Withdrawn,
    /// Past its retention date; nothing of it is left (*verlopen*).
    Expired,
}

impl DeliveryState {
    /// All states, in the order of a life.
    pub const ALL: [Self; 8] =
        [Self::Requested, Self::Lawful, Self::Received, Self::Validated, Self::Linked, Self::Released, Self::Withdrawn, Self::Expired];

    /// The word used in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Requested => "aangevraagd",
            Self::Lawful => "rechtmatig",
            Self::Received => "ontvangen",
            Self::Validated => "gevalideerd",
            Self::Linked => "gekoppeld",
            Self::Released => "vrijgegeven",
            Self::Withdrawn => "ingetrokken",
            Self::Expired => "verlopen",
        }
    }

    /// Whether a delivery may go from this state to `next`.
    pub fn may_become(self, next: Self) -> bool {
        use DeliveryState::{Expired, Lawful, Linked, Received, Released, Requested, Validated, Withdrawn};
        match (self, next) {
            (Requested, Lawful) | (Lawful, Received) | (Received, Validated) | (Validated, Linked) | (Linked, Released) => true,
            // Taken back by mistake, or sent again: it is received anew, never silently in use again.
            (Withdrawn | Expired, Received) => true,
            (Withdrawn | Expired, _) => false,
            (_, Withdrawn | Expired) => true,
            _ => false,
        }
    }
}

impl FromStr for DeliveryState {
    type Err = erf_base::IdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|s| s.code() == text).ok_or_else(|| erf_base::IdError { kind: "staat", value: text.to_owned() })
    }
}

/// A step a delivery cannot take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("een levering die {} is, kan niet {} worden", from.code(), to.code())]
pub struct WrongStep {
    /// Where it is.
    pub from: DeliveryState,
    /// Where it was to go.
    pub to: DeliveryState,
}

/// How many rows came in and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Rows or objects in the file.
    pub rows_in: i64,
    /// Taken in.
    pub accepted: i64,
    /// Left out, each with a problem.
    pub rejected: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer() -> Offer {
        Offer {
            source: "dumpingen".into(),
            name: "Dumpingen".into(),
            holder: "Omgevingsdienst".into(),
            file: "dumpingen.xlsx".into(),
            format: Format::Xlsx,
            mapping: None,
            purpose: "bezoekronde".into(),
            legal_basis: "AVG artikel 6".into(),
            compartment: Compartment::Municipal,
            period_from: None,
            period_to: None,
            retention_until: jiff::civil::date(2027, 1, 1),
            retention_by_default: false,
            municipality: None,
        }
    }

    #[test]
    fn the_number_depends_on_the_file_and_how_it_is_read_only() {
        let first = DeliveryId::of("abc", &offer());
        assert_eq!(first, DeliveryId::of("abc", &Offer { name: "Anders".into(), ..offer() }));
        assert_ne!(first, DeliveryId::of("abd", &offer()));
        assert_ne!(first, DeliveryId::of("abc", &Offer { compartment: Compartment::Covenant, ..offer() }));
        assert_eq!(first.to_string().parse(), Ok(first));
    }

    #[test]
    fn a_file_without_origin_purpose_and_basis_is_not_used() {
        assert!(offer().unsaid().is_empty());
        let silent = Offer { holder: String::new(), purpose: " ".into(), legal_basis: "\t".into(), ..offer() };
        assert_eq!(silent.unsaid(), ["de houder", "het doel", "de grondslag"]);
    }

    #[test]
    fn only_a_linked_delivery_can_be_released_and_a_withdrawn_one_starts_anew() {
        let to_released: Vec<_> = DeliveryState::ALL.into_iter().filter(|s| s.may_become(DeliveryState::Released)).collect();
        assert_eq!(to_released, [DeliveryState::Linked]);
        let from_withdrawn: Vec<_> = DeliveryState::ALL.into_iter().filter(|s| DeliveryState::Withdrawn.may_become(*s)).collect();
        assert_eq!(from_withdrawn, [DeliveryState::Received]);
    }
}
