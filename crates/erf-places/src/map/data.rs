// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is drawn, in memory, and questions about it that need no drawing.

use std::{collections::HashMap, sync::Arc};

use erf_spatial::Bounds;

use super::{
    PlaceKind, View,
    builder::{Address, Building, Cell, Municipality, Named, Place, Plain, Road},
    packed::{Extent, Layer, Words, to_cm},
    squares::{Squares, square_of},
};

/// Everything drawable of a region. Immutable; share it between readers.
#[derive(Debug)]
pub struct MapData {
    pub(super) words: Arc<Words>,
    pub(super) buildings: Arc<Layer<Building>>,
    pub(super) addresses: Arc<Layer<Address>>,
    pub(super) places: Layer<Place>,
    pub(super) parcels: Arc<Layer<Plain>>,
    pub(super) structures: Arc<Layer<Plain>>,
    pub(super) municipalities: Arc<Layer<Municipality>>,
    pub(super) waters: Arc<Layer<Named>>,
    pub(super) parks: Arc<Layer<Named>>,
    pub(super) roads: Arc<Layer<Road>>,
    pub(super) cells: Arc<Layer<Cell>>,
    pub(super) squares: Squares,
}

/// How many things a viewer has in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Yards.
    pub yards: u32,
    /// Units.
    pub units: u32,
    /// Parcels with buildings.
    pub parcels: u32,
    /// Buildings of which the middle lies in view.
    pub buildings: u32,
    /// Addresses.
    pub addresses: u32,
}

impl Counts {
    /// All places.
    pub fn places(self) -> u32 {
        self.yards + self.units + self.parcels
    }

    pub(super) fn add_place(&mut self, kind: PlaceKind) {
        match kind {
            PlaceKind::Yard => self.yards += 1,
            PlaceKind::Unit => self.units += 1,
            PlaceKind::Parcel => self.parcels += 1,
        }
    }

    fn add(&mut self, other: Self) {
        self.yards += other.yards;
        self.units += other.units;
        self.parcels += other.parcels;
        self.buildings += other.buildings;
        self.addresses += other.addresses;
    }
}

/// How many rows speak of each place that has any: those anybody may meet, and all of them.
pub type Rows = HashMap<String, (u32, u32)>;

impl MapData {
    /// The same ground with other rows at its places, as after a judgement. Shares everything but the places with this one, so
    /// it costs a fraction of reading the ground, and gives the same as reading it.
    pub fn with_rows(&self, rows: &Rows) -> Self {
        let mut places = self.places.clone();
        for place in &mut places.attributes {
            (place.rows_shared, place.rows_all) = rows.get(self.words.text(place.id)).copied().unwrap_or_default();
        }
        Self {
            squares: self.squares.with_rows(&places),
            places,
            words: self.words.clone(),
            buildings: self.buildings.clone(),
            addresses: self.addresses.clone(),
            parcels: self.parcels.clone(),
            structures: self.structures.clone(),
            municipalities: self.municipalities.clone(),
            waters: self.waters.clone(),
            parks: self.parks.clone(),
            roads: self.roads.clone(),
            cells: self.cells.clone(),
        }
    }

    /// What this viewer has within these bounds. Outside the viewer's municipality nothing is counted.
    pub fn counts(&self, view: View, bounds: Bounds) -> Counts {
        // Bounds come from a page: any numbers, corners in any order.
        let area = Extent::at(to_cm(bounds.min)).union(Extent::at(to_cm(bounds.max)));
        let mut counts = Counts::default();
        let mut edge = None;
        for square in self.squares.visible(view) {
            let extent = square.extent();
            if area.holds(extent) {
                counts.add(square.counts);
            } else if edge != Some(square.position())
                && let Some(part) = area.common(extent)
            {
                // Squares are in order, so those of several municipalities at one position follow each other.
                edge = Some(square.position());
                counts.add(self.counts_in_part(view, part, square.position()));
            }
        }
        counts
    }

    /// Counts one by one in a part of one square.
    fn counts_in_part(&self, view: View, part: Extent, square: (u32, u32)) -> Counts {
        let mut counts = Counts::default();
        within(&self.places, part, square).filter(|p| view.sees(p.municipality)).for_each(|p| counts.add_place(p.kind));
        counts.buildings = within(&self.buildings, part, square).filter(|b| view.sees(b.municipality)).fold(0, |n, _| n + 1);
        counts.addresses = within(&self.addresses, part, square).filter(|a| view.sees(a.municipality)).fold(0, |n, _| n + 1);
        counts
    }

    /// What the map should show at first: the viewer's municipality, or the whole region. `None` when nothing is known.
    pub fn bounds(&self, view: View) -> Option<Bounds> {
        let entries = self.municipalities.tree.iter().filter(|e| view.sees(self.municipalities.attribute(**e).code.number()));
        let own = entries.map(|e| e.extent).reduce(Extent::union).or_else(|| self.places_extent(view));
        own.or_else(|| self.buildings.extent()).map(Extent::bounds)
    }

    fn places_extent(&self, view: View) -> Option<Extent> {
        let entries = self.places.tree.iter().filter(|e| view.sees(self.places.attribute(**e).municipality));
        entries.map(|e| e.extent).reduce(Extent::union)
    }

    /// Bytes in memory, about.
    pub fn bytes(&self) -> usize {
        self.words.bytes()
            + self.buildings.bytes()
            + self.addresses.bytes()
            + self.places.bytes()
            + self.parcels.bytes()
            + self.structures.bytes()
            + self.municipalities.bytes()
            + self.waters.bytes()
            + self.parks.bytes()
            + self.roads.bytes()
            + self.cells.bytes()
            + self.squares.bytes()
    }
}

/// The things of this square of which the middle lies in the part.
fn within<A: Copy>(layer: &Layer<A>, part: Extent, square: (u32, u32)) -> impl Iterator<Item = A> + '_ {
    let found = layer.tree.locate_in_envelope_intersecting(part.envelope());
    let here = found.filter(move |e| part.holds(Extent::at(e.extent.centre())) && square_of(e) == Some(square));
    here.map(|entry| layer.attribute(*entry))
}
