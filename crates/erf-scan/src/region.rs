// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a scan reads, packed in memory: places with what belongs to them, facts inside the window, and the surroundings.
//!
//! Everything is sorted, so that the same data give the same order whatever happened before. Only columns of
//! [`crate::indicator::allowed`] get here; personal attributes have no field to be in.

use std::ops::Range;

use erf_base::{Compartment, MunicipalityCode, RdPoint};
use erf_spatial::{Geometry, Polygon};

/// A region on a day.
#[derive(Debug, Clone, Default)]
pub struct Region {
    /// The day the scan speaks of (20261001).
    pub date: i64,
    /// The first day of the five-year window: nothing older is in here.
    pub since: i64,
    /// Places, sorted by id.
    pub places: Vec<Place>,
    /// Buildings, those of one place together, largest first.
    pub buildings: Vec<Building>,
    /// Addresses, those of one place together, by id.
    pub addresses: Vec<Address>,
    /// Facts matched to places, those of one place together, then by kind, delivery and row.
    pub facts: Vec<Fact>,
    /// Presence per address, packed because there is a row for every address; sorted by address, delivery and row.
    pub presence: Vec<Presence>,
    /// Facts matched to areas (`target` is the area's code), by kind, area, delivery and row.
    pub area_facts: Vec<Fact>,
    /// Roads, with what kind they are.
    pub roads: Vec<Shape>,
    /// Quays.
    pub quays: Vec<Shape>,
    /// Water, ditches too.
    pub water: Vec<Shape>,
    /// Business parks and ports.
    pub parks: Vec<Shape>,
    /// Neighbourhoods (*buurten*).
    pub neighbourhoods: Vec<Shape>,
    /// Crop parcels with their year.
    pub crops: Vec<Shape>,
    /// Municipalities that hold on the day, with outline.
    pub municipalities: Vec<Shape>,
    /// Districts.
    pub districts: Vec<Shape>,
    /// Released deliveries this region was read from, by number.
    pub deliveries: Vec<Delivery>,
}

/// A place.
#[derive(Debug, Clone)]
pub struct Place {
    /// Id, such as `erf-9901200000000012`.
    pub id: String,
    /// `erf`, `unit` or `perceel`; berths and pitches are never read.
    pub kind: String,
    /// Address or description.
    pub name: String,
    /// Municipality.
    pub municipality: Option<MunicipalityCode>,
    /// Where it is.
    pub at: RdPoint,
    /// Whether it lies in the countryside.
    pub countryside: bool,
    /// Index in [`Region::parks`] of the business park or port it lies in.
    pub park: Option<u32>,
    /// Index in [`Region::neighbourhoods`].
    pub neighbourhood: Option<u32>,
    /// Square metres of buildings without address.
    pub shed_area: f64,
    /// Its buildings.
    pub buildings: Range<u32>,
    /// Its addresses.
    pub addresses: Range<u32>,
    /// Its facts.
    pub facts: Range<u32>,
}

/// A building.
#[derive(Debug, Clone)]
pub struct Building {
    /// *Pand*.
    pub id: i64,
    /// Middle.
    pub at: RdPoint,
    /// Year it was built, if known.
    pub year: Option<i32>,
    /// Footprint in square metres.
    pub area: f64,
    /// Number of addresses in it.
    pub addresses: u32,
}

/// An address in use today.
#[derive(Debug, Clone)]
pub struct Address {
    /// *Nummeraanduiding*.
    pub id: i64,
    /// Where it is.
    pub at: RdPoint,
    /// Floor area in square metres, if known.
    pub area: Option<f64>,
    /// Whether somebody may live there (*woonfunctie*).
    pub dwelling: bool,
    /// Whether it has an industrial function (*industriefunctie*).
    pub industry: bool,
    /// Whether it has no use but living.
    pub only_dwelling: bool,
    /// Whether it has an office function (*kantoorfunctie*).
    pub office: bool,
    /// *Verblijfsobject*: side addresses share it with their main address.
    pub unit: i64,
    /// Whether it is a side address (*nevenadres*).
    pub side: bool,
    /// The largest *pand* it lies in; known of addresses that are more than a dwelling only.
    pub building: Option<i64>,
}

/// What a presence list says of an address: yes or no, never who.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Presence {
    /// *Nummeraanduiding*.
    pub address: i64,
    /// Index in [`Region::deliveries`].
    pub delivery: u32,
    /// The row in it.
    pub seq: i64,
    /// Whether an inhabitant, an establishment or a user is registered; `None` when the row leaves it open.
    pub used: Option<bool>,
}

/// What one row of a delivery says.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Index in [`Region::deliveries`].
    pub delivery: u32,
    /// The row in it.
    pub seq: i64,
    /// What one row is about: the `kind` of the mapping, such as `vestiging`.
    pub kind: Kind,
    /// What it was matched to: an address (*nummeraanduiding*), a building (*pand*) or nothing of the two.
    pub target: Target,
    /// The day it happened or began.
    pub date: Option<i64>,
    /// The day it ended.
    pub end: Option<i64>,
    /// Where it is, when it says so itself or its match does.
    pub at: Option<RdPoint>,
    /// How precise that is, in metres.
    pub precision: Option<f64>,
    /// The few words and numbers an indicator may read, by name of the allow-list.
    pub values: Values,
}

/// What a fact was matched to.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// *Nummeraanduiding*.
    Address(i64),
    /// *Pand*.
    Building(i64),
    /// The place or parcel as a whole.
    Place,
    /// An area, by its code.
    Area(String),
}

/// A value of an allowed column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, as the reader normalised it.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// A few values by name, in the order of the names. There are hundreds of thousands of these, with three values or so: a list is smaller and
/// faster than a tree.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values(Vec<(&'static str, Value)>);

impl Values {
    /// The value of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Adds a value, in the place of an earlier one of that name.
    pub fn insert(&mut self, name: &'static str, value: Value) {
        match self.0.binary_search_by_key(&name, |(known, _)| known) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (name, value)),
        }
    }

    /// The values with their names, in the order of the names.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}

impl FromIterator<(&'static str, Value)> for Values {
    fn from_iter<I: IntoIterator<Item = (&'static str, Value)>>(values: I) -> Self {
        let mut all = Self::default();
        values.into_iter().for_each(|(name, value)| all.insert(name, value));
        all
    }
}

/// What one row is about. Kinds that no indicator reads are never loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `aanwezigheid`: presence per address; kept in [`Region::presence`].
    Presence,
    /// `vestiging`: company establishment.
    Establishment,
    /// `deelobject`: use of a part of a building.
    Part,
    /// `bestemming`: permitted use.
    Zoning,
    /// `vergunning`: permit for livestock.
    Permit,
    /// `zaak`: case of supervision.
    Case,
    /// `klacht`: complaint about smell or discharge.
    Complaint,
    /// `dumping`: drug waste.
    Dump,
    /// `signaal`: signal of the own register.
    Signal,
    /// `aanbod`: for sale or to let.
    Offer,
    /// `ligplaats`: line of the port register; read per port only, never per berth.
    Berth,
    /// `landbouwtelling`: farms per municipality and year.
    FarmCensus,
    /// `politiecijfer`: police figures per municipality.
    PoliceFigure,
    /// `meldingen`: reports per neighbourhood.
    Reports,
    /// `bezoeken`: visits per neighbourhood.
    Visits,
    /// `vondst` (covenant): find per address.
    Find,
    /// `melding` (covenant): tested report.
    TestedReport,
    /// `oordeel` (covenant): judgement of the grid operator.
    GridJudgement,
    /// `havenincident` (covenant): incident on a port area.
    PortIncident,
}

/// A shape with a code, a name and the attributes an indicator may read.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Delivery and number in it.
    pub source: (u32, i64),
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Code of what it is part of.
    pub parent: Option<String>,
    /// First and last year it speaks of.
    pub years: (Option<i32>, Option<i32>),
    /// Allowed attributes.
    pub values: Values,
    /// Where it is.
    pub geometry: Geometry,
}

/// A released delivery.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Number.
    pub id: i64,
    /// Source (`content/bronnen.csv`).
    pub source: String,
    /// Name.
    pub name: String,
    /// Who sent it.
    pub holder: String,
    /// Regime.
    pub compartment: Compartment,
    /// The one municipality it speaks of.
    pub municipality: Option<MunicipalityCode>,
    /// First and last day it speaks of.
    pub period: (Option<i64>, Option<i64>),
    /// Until when it may be kept.
    pub retention_until: i64,
    /// sha256 of the file.
    pub hash: String,
    /// Purpose.
    pub purpose: String,
    /// Legal basis.
    pub legal_basis: String,
    /// Rows in the file, taken in, left out.
    pub counts: (i64, i64, i64),
    /// Rows that were matched with certainty, of how many.
    pub matched: (i64, i64),
    /// Of the matched rows, those that speak of a place.
    pub on_places: i64,
}

/// Which part of a region a scan is about.
#[derive(Debug, Clone)]
pub enum Area {
    /// Everything.
    Region,
    /// One municipality.
    Municipality(MunicipalityCode),
    /// A district, with the municipalities in it.
    District(String, Vec<MunicipalityCode>),
    /// A shape drawn or imported, with its name.
    Drawn(String, Vec<Polygon>),
}
