// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From buildings, addresses and parcels to places: yards, units and parcels. Pure; no database, no clock.
//!
//! # Rule `erf-1`
//!
//! 1. A building stands on the smallest parcel that holds a point inside its outline.
//! 2. Buildings are one group when they stand on the same parcel and each is at most [`CHAIN_M`] metres from a next one, wall
//!    to wall; or when one unit (*verblijfsobject*) lies in both; or, where no parcel is known and in the countryside, when
//!    they are at most [`TOUCH_M`] metres apart.
//! 3. A group without any address joins the nearest group with one, when that is within [`REACH_COUNTRY_M`] metres in the
//!    countryside or [`REACH_TOWN_M`] metres in a built-up area (there only for at most [`TOWN_SHEDS`] buildings, so that a
//!    row of garages does not become somebody's shed). This repeats from shed to shed, at most [`ROUNDS`] times.
//! 4. What is left without address is a place of its own.
//! 5. A building with two or more units that are not homes, or with two or more units on a business park or in a port,
//!    splits: each such unit is a place. The building, sheds and homes stay together as the place of the whole building, so
//!    that nothing said about the building is laid on one tenant.
//! 6. On a business park or in a port every building with one unit is a place (*unit*), with the sheds nearest to it.
//! 7. Elsewhere, a group in the countryside with a business use, or with at least [`YARD_SHED_M2`] square metres of
//!    buildings without address, is a yard (*erf*). All other groups are a *perceel*.
//! 8. A berth or a pitch is a place of its own.
//!
//! Every building and every address is a member of exactly one place. Ids rest on the smallest address of the place, or on
//! the smallest building when it has none, so that they stay the same when the rule runs again.
//!
//! The countryside is bounded by [`countryside`], rule `buitengebied-1`.

pub mod countryside;
mod grouping;
pub(crate) mod index;
pub mod outlines;
mod places;
mod register;
#[cfg(test)]
mod tests;

use erf_base::{BagId, RdPoint};
use erf_spatial::{Geometry, Polygon};
use serde::{Deserialize, Serialize};

pub use countryside::Cell;
pub use outlines::{Outlines, ShapeId};

/// Version of the yard rule; changes whenever a result may.
pub const RULE: &str = "erf-1";
/// Longest gap in metres between neighbouring buildings of one group on one parcel.
pub const CHAIN_M: f64 = 60.0;
/// Longest gap in metres at which buildings without a known parcel are one group, in the countryside.
pub const TOUCH_M: f64 = 10.0;
/// Reach in metres over which buildings without address join a group in the countryside.
pub const REACH_COUNTRY_M: f64 = 40.0;
/// The same in a built-up area.
pub const REACH_TOWN_M: f64 = 15.0;
/// Most buildings without address that join a group together in a built-up area.
pub const TOWN_SHEDS: usize = 2;
/// How often joining repeats, from shed to shed.
pub const ROUNDS: usize = 4;
/// Square metres of buildings without address that make a yard.
pub const YARD_SHED_M2: f32 = 150.0;

/// The rule as a page shows it.
pub const RULE_TEXT: &[&str] = &[
    "Een gebouw hoort bij het kleinste kadastrale perceel waar het op staat.",
    "Gebouwen op hetzelfde perceel horen bij elkaar als er telkens hooguit 60 meter tussen zit. Dat geldt ook als één verblijfsobject in meer gebouwen ligt.",
    "Gebouwen zonder adres horen bij het dichtstbijzijnde gebouw met een adres: tot 40 meter in het buitengebied, tot 15 meter in de bebouwde kom (daar hooguit twee bij elkaar).",
    "Ligt er geen adres in de buurt, dan is het gebouw een eigen plek.",
    "Een gebouw met twee of meer bedrijfsadressen wordt gesplitst: elk bedrijfsadres is een eigen plek (unit). Het gebouw zelf blijft een aparte plek.",
    "Op een bedrijventerrein of in een haven is elk gebouw met een adres een unit, met de schuren die er het dichtst bij staan.",
    "In het buitengebied is een groep een erf als er een bedrijf gevestigd kan zijn, of als er minstens 150 m² aan gebouwen zonder adres staat. De rest is een perceel.",
    "Een ligplaats of standplaats is een eigen plek.",
];

/// What a unit may be used for, as BAG says it (*gebruiksdoel*). Several can hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Uses(u16);

const USES: [&str; 11] = [
    "woonfunctie",
    "industriefunctie",
    "kantoorfunctie",
    "winkelfunctie",
    "logiesfunctie",
    "overige gebruiksfunctie",
    "bijeenkomstfunctie",
    "celfunctie",
    "gezondheidszorgfunctie",
    "onderwijsfunctie",
    "sportfunctie",
];

impl Uses {
    /// From the words of BAG; unknown words are ignored.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let bit = |word: &str| USES.iter().position(|&known| known == word.trim()).map_or(0, |k| 1 << k);
        Self(words.into_iter().fold(0, |all, word| all | bit(word)))
    }

    /// Whether somebody may live there.
    pub fn is_home(self) -> bool {
        self.0 & 1 != 0
    }

    /// Whether a business may be there: industry, office, shop, lodging or other use.
    pub fn is_business(self) -> bool {
        self.0 & 0b11_1110 != 0
    }
}

/// One address as the rule needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Address {
    /// The *nummeraanduiding*.
    pub id: BagId,
    /// The unit, berth or pitch it belongs to.
    pub unit: BagId,
    /// False for a side address (*nevenadres*).
    pub main: bool,
    /// Where the unit is.
    pub point: RdPoint,
    /// What the unit may be used for.
    pub uses: Uses,
    /// How a page names the address: `Achterweg 12 A`.
    pub label: Box<str>,
}

/// The kind of a protected business area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParkKind {
    /// *Bedrijventerrein*.
    #[serde(rename = "bedrijventerrein")]
    BusinessPark,
    /// *Haven*.
    #[serde(rename = "haven")]
    Port,
}

/// One building as the rule needs it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Building {
    pub id: BagId,
    pub shape: ShapeId,
    pub area_m2: f32,
}

/// A parcel or another named area.
#[derive(Debug, Clone)]
pub(crate) struct Area {
    pub code: Box<str>,
    pub shape: ShapeId,
    pub area_m2: f32,
}

/// A contour that replaces the countryside rule in one municipality.
#[derive(Debug, Clone)]
pub(crate) struct Contour {
    pub municipality: Geometry,
    pub countryside: Geometry,
}

/// Everything the rule looks at. Outlines are kept in millimetres, eight bytes a point: about 60 bytes a building.
/// The order in which things are added does not matter.
#[derive(Debug, Default)]
pub struct Input {
    pub(crate) outlines: Outlines,
    pub(crate) buildings: Vec<Building>,
    pub(crate) addresses: Vec<Address>,
    pub(crate) unit_buildings: Vec<(BagId, BagId)>,
    pub(crate) parcels: Vec<Area>,
    pub(crate) parks: Vec<(ParkKind, Area)>,
    pub(crate) contours: Vec<Contour>,
}

impl Input {
    /// A building that stands today. Leave out what is demolished or not yet built. An outline without points is kept too:
    /// such a building only follows its units.
    pub fn add_building(&mut self, id: BagId, outline: &Polygon) {
        let shape = self.outlines.push(std::slice::from_ref(outline));
        self.buildings.push(Building { id, shape, area_m2: outline.area() as f32 });
    }

    /// An address that is in use.
    pub fn add_address(&mut self, address: Address) {
        self.addresses.push(address);
    }

    /// That a unit lies in a building; once per building of the unit.
    pub fn add_unit_building(&mut self, unit: BagId, building: BagId) {
        self.unit_buildings.push((unit, building));
    }

    /// A cadastral parcel.
    pub fn add_parcel(&mut self, code: &str, parts: &[Polygon]) {
        let area = self.area(code, parts);
        self.parcels.push(area);
    }

    /// A business park or port.
    pub fn add_park(&mut self, code: &str, kind: ParkKind, parts: &[Polygon]) {
        let area = self.area(code, parts);
        self.parks.push((kind, area));
    }

    /// A municipality's own contour: inside `municipality` the countryside is what lies in `countryside`.
    pub fn add_contour(&mut self, municipality: Geometry, countryside: Geometry) {
        self.contours.push(Contour { municipality, countryside });
    }

    fn area(&mut self, code: &str, parts: &[Polygon]) -> Area {
        let area_m2 = parts.iter().map(Polygon::area).sum::<f64>() as f32;
        Area { code: code.into(), shape: self.outlines.push(parts), area_m2 }
    }
}

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PlaceKind {
    /// *Erf*: farm or business buildings in the countryside.
    #[serde(rename = "erf")]
    Yard,
    /// *Unit*: one address of a multi-tenant building or on a business park.
    #[serde(rename = "unit")]
    Unit,
    /// *Perceel*: buildings together where there is no yard; also a multi-tenant building as a whole.
    #[serde(rename = "perceel")]
    Parcel,
    /// *Ligplaats*: a berth.
    #[serde(rename = "ligplaats")]
    Berth,
    /// *Standplaats*: a pitch.
    #[serde(rename = "standplaats")]
    Pitch,
}

impl PlaceKind {
    /// The word used in ids, files and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Yard => "erf",
            Self::Unit => "unit",
            Self::Parcel => "perceel",
            Self::Berth => "ligplaats",
            Self::Pitch => "standplaats",
        }
    }
}

/// Anything that can be looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Stable id: kind and the smallest address or building, such as `erf-0221200000012345`.
    pub id: String,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// Address or description, for people.
    pub name: String,
    /// Where it is: its first address, else its largest building.
    pub point: RdPoint,
    /// How many buildings belong to it.
    pub buildings: u32,
    /// How many addresses belong to it.
    pub addresses: u32,
    /// Square metres of its buildings without address.
    pub shed_m2: f32,
    /// Whether it lies in the countryside and not on a business park or in a port.
    pub countryside: bool,
}

/// Whether a member is a building or an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberKind {
    /// *Pand*.
    Building,
    /// *Nummeraanduiding*.
    Address,
}

impl MemberKind {
    /// The word used in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::Address => "address",
        }
    }
}

/// Why something is a member. The words belonging to [`Reason::code`] live in the text files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Building: an address of the place lies in it.
    HoldsAddress,
    /// Building: on the same parcel, near the next building.
    SameParcel,
    /// Building: near the next building, no parcel known.
    Near,
    /// Building without address: the nearest one with an address belongs to this place.
    Joined,
    /// Building: nothing with an address is near; the place is this building or its group.
    Alone,
    /// Building: split into units, this place is the whole building.
    Whole,
    /// Address: its unit lies in a building of the place.
    InBuilding,
    /// Address: its point lies in or against a building of the place.
    AtBuilding,
    /// Address: split off from a building with several units.
    OwnUnit,
    /// Address: no building is known for it.
    Loose,
}

impl Reason {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::HoldsAddress => "adres_in_gebouw",
            Self::SameParcel => "zelfde_perceel",
            Self::Near => "vlak_ernaast",
            Self::Joined => "dichtstbijzijnde_adres",
            Self::Alone => "alleenstaand",
            Self::Whole => "verzamelgebouw",
            Self::InBuilding => "ligt_in_gebouw",
            Self::AtBuilding => "punt_bij_gebouw",
            Self::OwnUnit => "eigen_unit",
            Self::Loose => "zonder_gebouw",
        }
    }
}

/// That a building or address belongs to a place, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Index in [`Derived::places`].
    pub place: u32,
    /// Building or address.
    pub kind: MemberKind,
    /// Its id.
    pub id: BagId,
    /// Why.
    pub reason: Reason,
    /// The building (for an address) or next building (for a building) that is the reason.
    pub via: Option<BagId>,
    /// Metres to that building.
    pub distance_m: Option<f32>,
    /// Index in [`Derived::parcels`] of the parcel it stands on.
    pub parcel: Option<u32>,
}

/// What the rule gives. The same for the same input in any order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Derived {
    /// All places, by id.
    pub places: Vec<Place>,
    /// All members, by place, kind and id.
    pub members: Vec<Member>,
    /// Codes of parcels that members stand on, in order.
    pub parcels: Vec<Box<str>>,
    /// Cells of 500 metres with an address or a building, by number.
    pub cells: Vec<Cell>,
}

/// Applies rule `erf-1` and `buitengebied-1`.
///
/// Cost at 450,000 buildings, 300,000 addresses and 300,000 parcels: see `docs/benchmarks.md`; memory about that of the input.
pub fn derive(input: Input) -> Derived {
    let register = register::Register::new(input);
    let groups = grouping::group(&register);
    places::describe(register, groups)
}
