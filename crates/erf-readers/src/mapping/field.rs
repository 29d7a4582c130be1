// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The fields that a spreadsheet's columns can be mapped to.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// One of our fields. Written in mappings as snake_case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The partner's own number of the row.
    RowId,
    /// Name of a company or a place.
    Name,
    /// *KVK-nummer*.
    Kvk,
    /// *Vestigingsnummer*.
    Establishment,
    /// Street.
    Street,
    /// House number, with whatever is glued to it.
    Number,
    /// House letter.
    Letter,
    /// Addition to the house number.
    Suffix,
    /// A whole address in one cell.
    Address,
    /// Postcode.
    Postcode,
    /// Town.
    Town,
    /// Municipality, by name or code.
    Municipality,
    /// *Nummeraanduiding*.
    AddressId,
    /// *Verblijfsobject*, *ligplaats* or *standplaats*.
    UnitId,
    /// *Pand*.
    BuildingId,
    /// Parcel.
    ParcelId,
    /// Coordinate; after reading always RD metres east.
    X,
    /// Coordinate; after reading always RD metres north.
    Y,
    /// A place in words.
    PlaceText,
    /// How precise the coordinates are, in metres.
    PrecisionM,
    /// Day, or first day.
    Date,
    /// Last day.
    DateEnd,
    /// Kind, in the partner's words.
    Category,
    /// Status, in the partner's words.
    Status,
    /// An amount.
    Amount,
}

impl Field {
    /// All fields, in the order in which they are shown.
    pub const ALL: [Self; 25] = [
        Self::RowId,
        Self::Name,
        Self::Kvk,
        Self::Establishment,
        Self::Street,
        Self::Number,
        Self::Letter,
        Self::Suffix,
        Self::Address,
        Self::Postcode,
        Self::Town,
        Self::Municipality,
        Self::AddressId,
        Self::UnitId,
        Self::BuildingId,
        Self::ParcelId,
        Self::X,
        Self::Y,
        Self::PlaceText,
        Self::PrecisionM,
        Self::Date,
        Self::DateEnd,
        Self::Category,
        Self::Status,
        Self::Amount,
    ];

    /// The word for it in mappings.
    pub fn name(self) -> &'static str {
        match self {
            Self::RowId => "row_id",
            Self::Name => "name",
            Self::Kvk => "kvk",
            Self::Establishment => "establishment",
            Self::Street => "street",
            Self::Number => "number",
            Self::Letter => "letter",
            Self::Suffix => "suffix",
            Self::Address => "address",
            Self::Postcode => "postcode",
            Self::Town => "town",
            Self::Municipality => "municipality",
            Self::AddressId => "address_id",
            Self::UnitId => "unit_id",
            Self::BuildingId => "building_id",
            Self::ParcelId => "parcel_id",
            Self::X => "x",
            Self::Y => "y",
            Self::PlaceText => "place_text",
            Self::PrecisionM => "precision_m",
            Self::Date => "date",
            Self::DateEnd => "date_end",
            Self::Category => "category",
            Self::Status => "status",
            Self::Amount => "amount",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Field {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|field| field.name() == word).ok_or(())
    }
}
