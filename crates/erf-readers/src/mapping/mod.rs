// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which column of a partner's file is what to us; read from TOML.

mod field;
mod parse;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use field::Field;

/// A mapping that cannot be used. Dutch; names the file and the key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {cause}")]
pub struct MappingError {
    /// The mapping file.
    pub file: String,
    /// What is wrong and where.
    pub cause: String,
}

/// The order of day, month and year in written dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 31-12-2026.
    Dmy,
    /// 2026-12-31.
    Ymd,
    /// 12/31/2026.
    Mdy,
}

/// How the file is written; what is absent is found out from the file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TableOptions {
    /// Sheet of an XLSX file.
    pub sheet: Option<String>,
    /// Row of the headings, counted from 1.
    pub header_row: Option<u64>,
    /// `windows-1252` or `utf-8`.
    pub encoding: Option<String>,
    /// The character between cells.
    pub delimiter: Option<char>,
    /// The decimal separator.
    pub decimal: Option<char>,
    /// Order of day, month and year.
    pub date_order: Option<DateOrder>,
}

/// The type of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AttributeType {
    /// Text as it stands.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
}

/// Anything else worth keeping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Heading in the file.
    pub column: String,
    /// How to read it.
    #[serde(rename = "type")]
    pub kind: AttributeType,
}

/// The mapping of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableMapping {
    /// What one row is about.
    pub kind: String,
    /// How the file is written.
    pub file: TableOptions,
    /// Our field and the file's heading for it.
    pub columns: BTreeMap<Field, String>,
    /// Name and source of each attribute.
    pub attributes: BTreeMap<String, Attribute>,
}

impl TableMapping {
    /// Reads a mapping; `name` is the name of the mapping file, for messages.
    pub fn from_toml(text: &str, name: &str) -> Result<Self, MappingError> {
        parse::table(text).map_err(|cause| MappingError { file: name.to_owned(), cause })
    }

    /// Every heading the mapping asks for, each once.
    pub fn headings(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for heading in self.columns.values().chain(self.attributes.values().map(|a| &a.column)) {
            if !all.iter().any(|known| same_heading(known, heading)) {
                all.push(heading);
            }
        }
        all
    }
}

/// A coordinate system that shapes come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Crs {
    /// EPSG:28992, metres.
    Rd,
    /// EPSG:4326 or EPSG:4258, degrees.
    Wgs84,
}

impl Crs {
    /// From any way of writing an EPSG code: `EPSG:28992`, `urn:ogc:def:crs:EPSG::28992`, a URL, the bare number; also with a system
    /// of heights behind it.
    pub fn from_name(name: &str) -> Option<Self> {
        name.split([',', '+', '&']).find_map(Self::from_code)
    }

    fn from_code(name: &str) -> Option<Self> {
        match name.rsplit([':', '/', '#']).next().unwrap_or_default().trim() {
            "28992" | "7415" | "RD New" | "RD_New" => Some(Self::Rd),
            "4326" | "4258" | "CRS84" | "CRS84h" | "4979" | "4937" | "9067" | "9286" | "WGS84" | "WGS 84" | "ETRS89" => Some(Self::Wgs84),
            _ => None,
        }
    }

    /// What a file says about itself: nothing, a system that is read, or the name of another one. GeoPackage says nothing with 0 and -1.
    pub(crate) fn stated(name: &str) -> Result<Option<Self>, String> {
        match name.trim() {
            "" | "0" | "-1" => Ok(None),
            name => Self::from_name(name).map(Some).ok_or_else(|| name.to_owned()),
        }
    }
}

/// Where a feature's own properties are found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FeatureColumns {
    /// The code the source knows it by; without it the place of the feature in its file is its code.
    pub code: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// First year.
    pub year_from: Option<String>,
    /// Last year.
    pub year_to: Option<String>,
    /// What it is part of.
    pub parent: Option<String>,
}

/// What a shape can be. A word that nothing knows would be read and never used.
pub const FEATURE_KINDS: [&str; 14] = [
    "gemeente",
    "district",
    "wijk",
    "buurt",
    "perceel",
    "weg",
    "water",
    "kade",
    "bedrijventerrein",
    "bouwwerk",
    "gebouwdeel",
    "buitengebied",
    "gewasperceel",
    "bestemming",
];

/// The mapping of a file with shapes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeatureMapping {
    /// What one feature is: `perceel`, `gemeente`, `weg` and so on.
    pub kind: String,
    /// GeoPackage layer or GML feature type; all of them when absent.
    pub layer: Option<String>,
    /// Coordinate system, when the file does not say.
    pub crs: Option<Crs>,
    /// Where the feature's own properties are found.
    pub columns: FeatureColumns,
    /// Name and source of each attribute.
    pub attributes: BTreeMap<String, Attribute>,
}

impl FeatureMapping {
    /// Reads a mapping; `name` is the name of the mapping file, for messages.
    pub fn from_toml(text: &str, name: &str) -> Result<Self, MappingError> {
        parse::features(text).map_err(|cause| MappingError { file: name.to_owned(), cause })
    }

    /// Every property the mapping asks for.
    pub fn headings(&self) -> Vec<&str> {
        let own = &self.columns;
        let own = [&own.code, &own.name, &own.year_from, &own.year_to, &own.parent].into_iter().flatten();
        own.chain(self.attributes.values().map(|attribute| &attribute.column)).map(String::as_str).collect()
    }
}

/// Headings are compared without case and without regard to blanks and line breaks.
pub(crate) fn same_heading(a: &str, b: &str) -> bool {
    heading_key(a) == heading_key(b)
}

/// A heading as it is compared.
pub(crate) fn heading_key(heading: &str) -> String {
    heading.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
