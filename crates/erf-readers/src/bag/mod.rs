// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The BAG 2.0 extract: every occurrence of every town, street, address, unit, berth, pitch and building.
//!
//! An extract is a zip of zips of XML. One record is one *voorkomen* (occurrence); filter with [`exists_on`].
//! Marks of investigation (*InOnderzoek*) are records of their own: they say that a property of an object is doubted, they
//! are not objects, and joining them to their objects would need all of them in memory.

mod declared;
mod draft;
mod object;
mod read;
mod status;

use std::collections::{BTreeMap, BTreeSet};

use erf_base::{BagId, MunicipalityCode, RdPoint};
use erf_spatial::Geometry;
use jiff::civil::{Date, DateTime};

use crate::Tally;
pub use read::read;
pub use status::{exists_on, status_exists, was_withdrawn};

/// What kind of thing a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectKind {
    /// *Woonplaats*.
    Town,
    /// Which municipality a town belongs to (*GEM-WPL-RELATIE*).
    TownMunicipality,
    /// *Openbare ruimte*.
    Street,
    /// *Nummeraanduiding*.
    Address,
    /// *Verblijfsobject*.
    Unit,
    /// *Ligplaats*.
    Berth,
    /// *Standplaats*.
    Pitch,
    /// *Pand*.
    Building,
    /// A mark that a property of an object is being looked into (*InOnderzoek*).
    Investigation,
}

impl ObjectKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Town,
        Self::TownMunicipality,
        Self::Street,
        Self::Address,
        Self::Unit,
        Self::Berth,
        Self::Pitch,
        Self::Building,
        Self::Investigation,
    ];

    /// The letters by which files of the extract name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Town => "WPL",
            Self::TownMunicipality => "GEM-WPL",
            Self::Street => "OPR",
            Self::Address => "NUM",
            Self::Unit => "VBO",
            Self::Berth => "LIG",
            Self::Pitch => "STA",
            Self::Building => "PND",
            Self::Investigation => "INOND",
        }
    }

    /// Back from [`ObjectKind::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One version of an object: what was the case, from when until when, and what was known of it when.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrence {
    /// *Voorkomenidentificatie*.
    pub number: u32,
    /// First day on which it is so.
    pub from: Date,
    /// First day on which it is no longer so.
    pub to: Option<Date>,
    /// Status in the words of the BAG, such as `Pand in gebruik`.
    pub status: String,
    /// When the source registered this version.
    pub registered_from: Option<DateTime>,
    /// When the source replaced this version.
    pub registered_to: Option<DateTime>,
    /// Withdrawn by the source as a mistake in the registration.
    pub inactive: bool,
    /// Registered in the BAG by mistake (*NietBag*).
    pub not_bag: bool,
}

/// *Woonplaats*.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Four digits.
    pub id: u16,
    /// Name.
    pub name: String,
    /// Its outline; may be in several parts.
    pub geometry: Geometry,
    /// Which version this is.
    pub occurrence: Occurrence,
}

/// A town is part of a municipality, for a time.
#[derive(Debug, Clone, PartialEq)]
pub struct TownMunicipality {
    /// Town.
    pub town: u16,
    /// Municipality.
    pub municipality: MunicipalityCode,
    /// First day.
    pub from: Date,
    /// First day on which it is no longer so.
    pub to: Option<Date>,
    /// `voorlopig` or `definitief`.
    pub status: String,
}

/// *Openbare ruimte*: a street, a square, a water with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Street {
    /// Identifier.
    pub id: BagId,
    /// Full name.
    pub name: String,
    /// Short name; only names above 24 characters have one.
    pub short_name: Option<String>,
    /// `Weg`, `Water`, `Terrein` and so on.
    pub kind: String,
    /// The town it lies in.
    pub town: u16,
    /// Which version this is.
    pub occurrence: Occurrence,
}

/// *Nummeraanduiding*.
#[derive(Debug, Clone, PartialEq)]
pub struct Address {
    /// Identifier.
    pub id: BagId,
    /// *Huisnummer*.
    pub number: u32,
    /// *Huisletter*, as registered (lower case occurs).
    pub letter: Option<String>,
    /// *Huisnummertoevoeging*.
    pub suffix: Option<String>,
    /// `1234AB`; not every address has one.
    pub postcode: Option<String>,
    /// The street it lies on.
    pub street: BagId,
    /// The town, only when it differs from the town of the street.
    pub town: Option<u16>,
    /// Which version this is.
    pub occurrence: Occurrence,
}

/// *Verblijfsobject*: a unit that can be used on its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Identifier.
    pub id: BagId,
    /// Where it is; the middle of the outline when the source gives an outline.
    pub point: RdPoint,
    /// Floor area. Zero and 999999 are how sources write that it is unknown.
    pub area_m2: Option<u32>,
    /// *Gebruiksdoelen*.
    pub uses: Vec<String>,
    /// The buildings it is part of, at least one.
    pub buildings: Vec<BagId>,
    /// Main address.
    pub main_address: BagId,
    /// Side addresses.
    pub side_addresses: Vec<BagId>,
    /// Which version this is.
    pub occurrence: Occurrence,
}

/// *Ligplaats* or *standplaats*.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// Identifier.
    pub id: BagId,
    /// Its outline.
    pub geometry: Geometry,
    /// Main address.
    pub main_address: BagId,
    /// Side addresses.
    pub side_addresses: Vec<BagId>,
    /// Which version this is.
    pub occurrence: Occurrence,
}

/// *Pand*.
#[derive(Debug, Clone, PartialEq)]
pub struct Building {
    /// Identifier.
    pub id: BagId,
    /// Building year; 9999 is how sources write that it is unknown.
    pub year: Option<i16>,
    /// Its outline, as registered: self-touching rings and spikes are kept.
    pub geometry: Geometry,
    /// Which version this is.
    pub occurrence: Occurrence,
}

/// The object a mark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObjectId {
    /// A town.
    Town(u16),
    /// Any other object.
    Object(BagId),
}

/// A property of an object is, or was, under investigation.
#[derive(Debug, Clone, PartialEq)]
pub struct Investigation {
    /// Which object.
    pub id: ObjectId,
    /// Which property, in the words of the BAG: `gebruiksdoel`, `status`, `geometrie`.
    pub property: String,
    /// Whether it is being looked into (`J`) or no longer (`N`).
    pub open: bool,
    /// First day.
    pub from: Date,
    /// First day on which it is no longer so.
    pub to: Option<Date>,
    /// When the source replaced this mark.
    pub registered_to: Option<DateTime>,
}

/// One thing from the extract.
#[derive(Debug, Clone, PartialEq)]
pub enum BagRecord {
    /// *Woonplaats*.
    Town(Town),
    /// Which municipality a town belongs to.
    TownMunicipality(TownMunicipality),
    /// *Openbare ruimte*.
    Street(Street),
    /// *Nummeraanduiding*.
    Address(Address),
    /// *Verblijfsobject*.
    Unit(Unit),
    /// *Ligplaats*.
    Berth(Plot),
    /// *Standplaats*.
    Pitch(Plot),
    /// *Pand*.
    Building(Building),
    /// A mark of investigation.
    Investigation(Investigation),
}

impl BagRecord {
    /// What kind of thing this is about.
    pub fn kind(&self) -> ObjectKind {
        match self {
            Self::Town(_) => ObjectKind::Town,
            Self::TownMunicipality(_) => ObjectKind::TownMunicipality,
            Self::Street(_) => ObjectKind::Street,
            Self::Address(_) => ObjectKind::Address,
            Self::Unit(_) => ObjectKind::Unit,
            Self::Berth(_) => ObjectKind::Berth,
            Self::Pitch(_) => ObjectKind::Pitch,
            Self::Building(_) => ObjectKind::Building,
            Self::Investigation(_) => ObjectKind::Investigation,
        }
    }

    /// Which version of the object this is; relations and marks have none.
    pub fn occurrence(&self) -> Option<&Occurrence> {
        match self {
            Self::Town(it) => Some(&it.occurrence),
            Self::Street(it) => Some(&it.occurrence),
            Self::Address(it) => Some(&it.occurrence),
            Self::Unit(it) => Some(&it.occurrence),
            Self::Berth(it) | Self::Pitch(it) => Some(&it.occurrence),
            Self::Building(it) => Some(&it.occurrence),
            Self::TownMunicipality(_) | Self::Investigation(_) => None,
        }
    }
}

/// What an extract says it is about (*Gebied*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// The whole country (*Gebied-NLD*).
    Country,
    /// One municipality (*GemeenteIdentificatie*).
    Municipality(MunicipalityCode),
}

/// What an extract held.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BagSummary {
    /// All objects, relations and marks together.
    pub tally: Tally,
    /// The day whose state the extract gives (*StandTechnischeDatum*).
    pub extract_date: Option<Date>,
    /// The same per kind. What was lost in a part that could not be read at all is in `tally` only.
    pub per_kind: BTreeMap<ObjectKind, Tally>,
    /// Inner files that broke off; what stood before the break was kept.
    pub incomplete: Vec<String>,
    /// Per kind of which a live object was read, the areas that its files say they are about. A kind whose files say nothing, or
    /// contradict themselves, is absent.
    pub declared: BTreeMap<ObjectKind, BTreeSet<Area>>,
}
