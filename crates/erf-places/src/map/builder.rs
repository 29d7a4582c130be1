// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Collecting what is to be drawn.

use std::sync::Arc;

use erf_base::{BagId, MunicipalityCode, RdPoint};
use erf_spatial::{Bounds, Geometry, Polygon};

use super::{
    MapData, PlaceKind, RoadKind,
    packed::{Attribute, Draft, Renumbering, Word, WordList},
    squares::Squares,
};

/// Collects everything drawable; order does not matter.
#[derive(Debug, Default)]
pub struct MapBuilder {
    words: WordList,
    buildings: Draft<Building>,
    addresses: Draft<Address>,
    places: Draft<Place>,
    parcels: Draft<Plain>,
    structures: Draft<Plain>,
    municipalities: Draft<Municipality>,
    waters: Draft<Named>,
    parks: Draft<Named>,
    roads: Draft<Road>,
    cells: Draft<Cell>,
}

/// A place as it is handed over.
#[derive(Debug, Clone, Copy)]
pub struct NewPlace<'a> {
    /// The id used in addresses of pages; unique.
    pub id: &'a str,
    /// What kind of place.
    pub kind: PlaceKind,
    /// Name to show.
    pub name: &'a str,
    /// Where its point is drawn.
    pub point: RdPoint,
    /// The municipality it lies in.
    pub municipality: Option<MunicipalityCode>,
    /// Rows that say something about it, without covenant rows.
    pub rows_shared: u32,
    /// Rows that say something about it, covenant rows included.
    pub rows_all: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Building {
    pub id: BagId,
    pub place: Option<Word>,
    pub municipality: u16,
    pub has_address: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    pub label: Word,
    pub municipality: u16,
}

/// The row counts come last: the id before them is unique, so they never decide an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub id: Word,
    pub kind: PlaceKind,
    pub name: Word,
    pub municipality: u16,
    pub rows_shared: u32,
    pub rows_all: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Plain;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Municipality {
    pub code: MunicipalityCode,
    pub name: Word,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    pub name: Option<Word>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Road {
    pub kind: RoadKind,
    pub name: Option<Word>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub tenths: u32,
    pub inside: bool,
}

impl MapBuilder {
    /// A building. `place` is the id of the place it belongs to.
    pub fn building(
        &mut self,
        id: BagId,
        outline: &Polygon,
        place: Option<&str>,
        municipality: Option<MunicipalityCode>,
        has_address: bool,
    ) {
        let place = place.map(|id| self.words.word(id));
        let building = Building { id, place, municipality: number(municipality), has_address };
        self.buildings.polygons(building, std::slice::from_ref(outline));
    }

    /// An address with the label to draw, such as `12a`.
    pub fn address(&mut self, point: RdPoint, label: &str, municipality: Option<MunicipalityCode>) {
        let label = self.words.label(label);
        self.addresses.point(Address { label, municipality: number(municipality) }, point);
    }

    /// A place.
    pub fn place(&mut self, place: NewPlace<'_>) {
        let NewPlace { kind, rows_shared, rows_all, .. } = place;
        let (id, name) = (self.words.word(place.id), self.words.label(place.name));
        let municipality = number(place.municipality);
        self.places.point(Place { id, kind, name, municipality, rows_shared, rows_all }, place.point);
    }

    /// A cadastral parcel.
    pub fn parcel(&mut self, outline: &Polygon) {
        self.parcels.polygons(Plain, std::slice::from_ref(outline));
    }

    /// A structure that is no building: a silo, a tank, a slurry store.
    pub fn structure(&mut self, polygons: &[Polygon]) {
        self.structures.polygons(Plain, polygons);
    }

    /// A municipality.
    pub fn municipality(&mut self, code: MunicipalityCode, name: &str, polygons: &[Polygon]) {
        let name = self.words.label(name);
        self.municipalities.polygons(Municipality { code, name }, polygons);
    }

    /// Water, as areas or lines.
    pub fn water(&mut self, name: Option<&str>, geometry: &Geometry) {
        let name = name.map(|name| self.words.label(name));
        self.waters.geometry(Named { name }, geometry);
    }

    /// A business park.
    pub fn park(&mut self, name: &str, polygons: &[Polygon]) {
        let name = Some(self.words.label(name));
        self.parks.polygons(Named { name }, polygons);
    }

    /// A road. `kind` is what its source says of it, all values separated by blanks: see [`RoadKind::of`].
    pub fn road(&mut self, name: Option<&str>, kind: &str, geometry: &Geometry) {
        let name = name.map(|name| self.words.label(name));
        self.roads.geometry(Road { kind: RoadKind::of(kind), name }, geometry);
    }

    /// A cell of the countryside rule: its address density per square kilometre, and whether it counts as countryside.
    pub fn cell(&mut self, bounds: Bounds, density: f64, inside: bool) {
        let cell = Cell { tenths: (density * 10.0).round() as u32, inside };
        self.cells.polygons(cell, &[bounds.to_polygon()]);
    }

    /// Sorts, packs and indexes. Takes about two seconds for a region of 450,000 buildings.
    pub fn finish(self) -> MapData {
        let (words, renumbering) = self.words.finish();
        let places = self.places.finish(&renumbering);
        let buildings = Arc::new(self.buildings.finish(&renumbering));
        let addresses = Arc::new(self.addresses.finish(&renumbering));
        MapData {
            squares: Squares::of(&places, &buildings, &addresses),
            places,
            buildings,
            addresses,
            parcels: Arc::new(self.parcels.finish(&renumbering)),
            structures: Arc::new(self.structures.finish(&renumbering)),
            municipalities: Arc::new(self.municipalities.finish(&renumbering)),
            waters: Arc::new(self.waters.finish(&renumbering)),
            parks: Arc::new(self.parks.finish(&renumbering)),
            roads: Arc::new(self.roads.finish(&renumbering)),
            cells: Arc::new(self.cells.finish(&renumbering)),
            words: Arc::new(words),
        }
    }
}

fn number(municipality: Option<MunicipalityCode>) -> u16 {
    municipality.map_or(0, MunicipalityCode::number)
}

impl Attribute for Building {
    fn renumbered(self, words: &Renumbering) -> Self {
        Self { place: self.place.map(|w| words.of(w)), ..self }
    }
}

impl Attribute for Address {
    fn renumbered(self, words: &Renumbering) -> Self {
        Self { label: words.of(self.label), ..self }
    }
}

impl Attribute for Place {
    fn renumbered(self, words: &Renumbering) -> Self {
        Self { id: words.of(self.id), name: words.of(self.name), ..self }
    }
}

impl Attribute for Plain {
    fn renumbered(self, _: &Renumbering) -> Self {
        self
    }
}

impl Attribute for Municipality {
    fn renumbered(self, words: &Renumbering) -> Self {
        Self { name: words.of(self.name), ..self }
    }
}

impl Attribute for Named {
    fn renumbered(self, words: &Renumbering) -> Self {
        Self { name: self.name.map(|w| words.of(w)) }
    }
}

impl Attribute for Road {
    fn renumbered(self, words: &Renumbering) -> Self {
        Self { name: self.name.map(|w| words.of(w)), ..self }
    }
}

impl Attribute for Cell {
    fn renumbered(self, _: &Renumbering) -> Self {
        self
    }
}
