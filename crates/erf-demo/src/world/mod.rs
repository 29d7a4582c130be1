// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The region in memory, compact: about 40 bytes an object. Dates, texts and outlines are derived when written.

pub(crate) mod build;
pub(crate) mod business;
pub(crate) mod farms;
pub(crate) mod geography;
pub(crate) mod hidden;
pub(crate) mod ids;
pub(crate) mod land;
pub(crate) mod life;
pub(crate) mod outline;
pub(crate) mod park;
pub(crate) mod port;
pub(crate) mod settle;

use std::ops::Range;

use jiff::civil::Date;

use crate::plane::{Frame, P, Rect};
use business::Company;
use hidden::Hidden;
use life::Life;

/// No index.
pub(crate) const NONE: u32 = u32::MAX;

/// What a building is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    House,
    Flats,
    Shop,
    GardenShed,
    Farmhouse,
    Barn,
    FieldShed,
    RuralHouse,
    RuralShed,
    Hall,
    MultiTenant,
    PortHall,
}

/// A *pand*.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Building {
    pub u: f32,
    pub v: f32,
    /// Size along u and v, in centimetres.
    pub w: u16,
    pub l: u16,
    /// 0 rectangle, 1 L-shape, 2 with courtyard, 3 with a bay.
    pub shape: u8,
    pub use_: Use,
    pub life: Life,
    pub year: u16,
    pub yard: u32,
}

/// What an address belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Object {
    Unit,
    Berth,
    Pitch,
}

/// A *nummeraanduiding* with the object it is the main address of, unless `side_of` says another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Address {
    pub street: u32,
    pub building: u32,
    pub side_of: u32,
    pub u: f32,
    pub v: f32,
    pub area: u32,
    pub number: u16,
    pub postcode: u16,
    pub letter: u8,
    /// 0 none, else number of the suffix.
    pub suffix: u8,
    /// The unit is also part of this many buildings that follow.
    pub more_buildings: u8,
    pub object: Object,
    pub life: Life,
}

/// What kind of street, which decides what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StreetKind {
    Village,
    Lint,
    Park,
    Quay,
}

/// An *openbare ruimte*.
#[derive(Debug, Clone)]
pub(crate) struct Street {
    pub name: String,
    pub old_name: Option<String>,
    pub town: u16,
    pub kind: StreetKind,
    pub line: [f32; 4],
    pub postcode: u16,
}

/// A *woonplaats*.
#[derive(Debug, Clone)]
pub(crate) struct Town {
    pub code: u16,
    pub name: String,
    pub centre: (f64, f64),
    pub ring: Vec<P>,
    /// The built core in the grid; empty for a town that got no houses.
    pub core: Option<Rect>,
}

/// What a yard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YardKind {
    Farm,
    Unit,
}

/// A farm yard or a unit on a business park, as the truth has it.
#[derive(Debug, Clone)]
pub(crate) struct Yard {
    pub kind: YardKind,
    pub buildings: Range<u32>,
    pub addresses: Range<u32>,
    pub far_shed: u32,
    /// The year the farm stopped; 0 when it has not.
    pub stopped: u16,
    pub livestock: bool,
}

/// What a parcel is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Land {
    Home,
    Yard,
    Field,
    Business,
    Port,
    RuralHome,
}

/// A cadastral parcel.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parcel {
    pub rect: Rect,
    pub land: Land,
    pub town: u16,
    pub number: u32,
}

/// Land with a crop each year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub rect: Rect,
    pub parcel: u32,
    pub rotation: u8,
    /// The last year it was declared; 0 when it still is.
    pub stopped: u16,
}

/// A business park or port area.
#[derive(Debug, Clone)]
pub(crate) struct Park {
    pub code: String,
    pub name: String,
    pub rect: Rect,
    pub since: u16,
    pub port: bool,
    pub managed: bool,
    pub quality_mark: bool,
    pub closed_at_night: bool,
    pub addresses: Range<u32>,
}

/// A structure of the large-scale topography that is no building.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Structure {
    pub rect: Rect,
    pub kind: &'static str,
}

/// Water or quay. The code is the part of the local id behind the keeper's.
#[derive(Debug, Clone)]
pub(crate) struct Water {
    pub code: String,
    pub name: Option<String>,
    pub kind: &'static str,
    pub ring: Vec<P>,
}

/// A stretch of road.
#[derive(Debug, Clone)]
pub(crate) struct Road {
    pub code: u32,
    pub name: String,
    pub number: Option<u16>,
    /// P province, G municipality.
    pub keeper: char,
    pub kind: &'static str,
    pub line: Vec<P>,
    pub hectometres: Option<(f64, f64)>,
}

/// A pumping station: in no register of buildings, but everybody knows where it is.
#[derive(Debug, Clone)]
pub(crate) struct Station {
    pub code: String,
    pub name: String,
    pub at: P,
    pub water: u32,
}

/// A neighbourhood (*buurt*).
#[derive(Debug, Clone)]
pub(crate) struct Neighbourhood {
    pub code: String,
    pub name: String,
    pub ring: Vec<P>,
}

/// One of the twelve municipalities, with everything in it.
#[derive(Debug, Clone)]
pub(crate) struct Municipality {
    pub index: usize,
    pub code: u16,
    pub name: &'static str,
    pub district: usize,
    pub ring: Vec<P>,
    pub frame: Frame,
    pub towns: Vec<Town>,
    pub streets: Vec<Street>,
    pub buildings: Vec<Building>,
    pub addresses: Vec<Address>,
    pub yards: Vec<Yard>,
    pub parcels: Vec<Parcel>,
    pub fields: Vec<Field>,
    pub parks: Vec<Park>,
    pub structures: Vec<Structure>,
    pub waters: Vec<Water>,
    pub stations: Vec<Station>,
    /// Roads across, between the blocks; nobody lives on them.
    pub lanes: Vec<Road>,
    pub neighbourhoods: Vec<Neighbourhood>,
    pub companies: Vec<Company>,
    pub hidden: Vec<Hidden>,
}

/// The region.
#[derive(Debug)]
pub(crate) struct World {
    pub seed: u64,
    pub scale: f64,
    pub date: Date,
    pub municipalities: Vec<Municipality>,
    pub roads: Vec<Road>,
    /// Canals on the borders.
    pub canals: Vec<Water>,
}

/// The municipality that ended, and the one it went to.
pub(crate) const ENDED: usize = 11;
/// See [`ENDED`].
pub(crate) const SUCCESSOR: usize = 10;

impl World {
    /// The first day on which the merged municipality existed.
    pub(crate) fn merger(&self) -> Date {
        jiff::civil::date(self.date.year() - 3, 1, 1)
    }

    /// The municipality as it is today: the ended one answers with its successor.
    pub(crate) fn today(&self, index: usize) -> &Municipality {
        &self.municipalities[if index == ENDED { SUCCESSOR } else { index }]
    }

    /// Today's municipalities, each with the cells (one or two) it consists of.
    pub(crate) fn current(&self) -> impl Iterator<Item = (&Municipality, Vec<&Municipality>)> {
        self.municipalities.iter().filter(|m| m.index != ENDED).map(|m| {
            let mut cells = vec![m];
            if m.index == SUCCESSOR {
                cells.push(&self.municipalities[ENDED]);
            }
            (m, cells)
        })
    }

    /// The last five whole or partial years before the date.
    pub(crate) fn years(&self) -> Range<i16> {
        self.date.year() - 5..self.date.year()
    }
}

impl Municipality {
    /// A municipality in which nothing has been built yet.
    pub(crate) fn empty(index: usize, ring: Vec<P>, frame: Frame) -> Self {
        Self {
            index,
            code: 9901 + index as u16,
            name: crate::names::MUNICIPALITIES[index],
            district: index / 4,
            ring,
            frame,
            towns: Vec::new(),
            streets: Vec::new(),
            buildings: Vec::new(),
            addresses: Vec::new(),
            yards: Vec::new(),
            parcels: Vec::new(),
            fields: Vec::new(),
            parks: Vec::new(),
            structures: Vec::new(),
            waters: Vec::new(),
            stations: Vec::new(),
            lanes: Vec::new(),
            neighbourhoods: Vec::new(),
            companies: Vec::new(),
            hidden: Vec::new(),
        }
    }

    /// The local id of something in the topography that this municipality keeps.
    pub(crate) fn local_id(&self, code: &str) -> String {
        format!("G{}.{code}", self.code)
    }

    /// The neighbourhood a place of the grid lies in: the one whose ring holds it, else the first.
    pub(crate) fn neighbourhood(&self, at: P) -> usize {
        self.neighbourhoods.iter().position(|n| crate::plane::inside(&n.ring, at)).unwrap_or(0)
    }

    /// Where a building stands, in RD.
    pub(crate) fn building_at(&self, index: u32) -> P {
        let b = &self.buildings[index as usize];
        self.frame.rd(f64::from(b.u), f64::from(b.v))
    }

    /// Where an address lies, in RD.
    pub(crate) fn address_at(&self, index: u32) -> P {
        let a = &self.addresses[index as usize];
        self.frame.rd(f64::from(a.u), f64::from(a.v))
    }

    /// The town an address belongs to.
    pub(crate) fn town_of(&self, address: u32) -> &Town {
        &self.towns[usize::from(self.streets[self.addresses[address as usize].street as usize].town)]
    }

    /// Main addresses that exist today.
    pub(crate) fn living_addresses(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.addresses.len() as u32).filter(|i| self.addresses[*i as usize].exists() && self.addresses[*i as usize].side_of == NONE)
    }
}

impl Address {
    /// Whether it exists today.
    pub(crate) fn exists(&self) -> bool {
        self.life.exists()
    }
}
