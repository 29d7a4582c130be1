// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Small squares counted beforehand, so that an overview of the region costs no more than a view of a street.

use std::collections::BTreeMap;

use erf_base::RdPoint;
use erf_spatial::grid::{tile_bounds, tile_of};

use super::{
    Counts, View,
    builder::{Address, Building, Place},
    draw::Frame,
    packed::{Entry, Extent, Layer, to_metres},
};

/// Up to this zoom places are always drawn in groups: a pixel is 13 metres or more.
pub(super) const GROUPS_ONLY: u8 = 7;

/// A tile has 16 squares a side, 32 pixels each: these are the tiles four levels deeper.
const FINER: u8 = 4;

/// The squares of [`GROUPS_ONLY`], 430 m; those of zooms further out are sums of them.
const SQUARES: u8 = GROUPS_ONLY + FINER;

/// What one municipality has in one square.
#[derive(Debug, Clone, Copy)]
pub(super) struct Square {
    column: u32,
    row: u32,
    municipality: u16,
    group: Group,
    pub counts: Counts,
}

/// Places drawn together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    /// Position in the layer of one of them: the one, when there is one.
    pub first: u32,
    pub n: u32,
    pub rows_shared: u64,
    pub rows_all: u64,
    /// Positions in centimetres, summed.
    x: i64,
    y: i64,
}

/// All squares with something in them, in order of column and row.
#[derive(Debug)]
pub(super) struct Squares(Vec<Square>);

impl Squares {
    pub fn of(places: &Layer<Place>, buildings: &Layer<Building>, addresses: &Layer<Address>) -> Self {
        let mut draft = Draft::default();
        for entry in places.tree.iter() {
            let place = places.attribute(*entry);
            draft.at(entry, place.municipality, |square| {
                square.group.merge(Group::one(*entry, place));
                square.counts.add_place(place.kind);
            });
        }
        for entry in buildings.tree.iter() {
            draft.at(entry, buildings.attribute(*entry).municipality, |square| square.counts.buildings += 1);
        }
        for entry in addresses.tree.iter() {
            draft.at(entry, addresses.attribute(*entry).municipality, |square| square.counts.addresses += 1);
        }
        Self(draft.0.into_values().collect())
    }

    /// The same squares with the rows of these places, which are the same places.
    pub fn with_rows(&self, places: &Layer<Place>) -> Self {
        let mut squares = self.0.clone();
        squares.iter_mut().for_each(|square| (square.group.rows_shared, square.group.rows_all) = (0, 0));
        for entry in places.tree.iter() {
            let place = places.attribute(*entry);
            let Some((column, row)) = square_of(entry) else { continue };
            let here = squares.binary_search_by_key(&(column, row, place.municipality), |s| (s.column, s.row, s.municipality));
            if let Some(square) = here.ok().and_then(|at| squares.get_mut(at)) {
                square.group.rows_shared += u64::from(place.rows_shared);
                square.group.rows_all += u64::from(place.rows_all);
            }
        }
        Self(squares)
    }

    pub fn visible(&self, view: View) -> impl Iterator<Item = &Square> {
        self.0.iter().filter(move |square| view.sees(square.municipality))
    }

    /// The groups of a tile far out, by row and column.
    pub fn groups(&self, view: View, frame: &Frame) -> BTreeMap<(u32, u32), Group> {
        let lift = GROUPS_ONLY - frame.zoom;
        let mut groups: BTreeMap<(u32, u32), Group> = BTreeMap::new();
        for square in self.visible(view).filter(|square| square.group.n > 0) {
            let (column, row) = (square.column >> lift, square.row >> lift);
            if (column >> FINER, row >> FINER) == (frame.x, frame.y) {
                groups.entry((row, column)).or_default().merge(square.group);
            }
        }
        groups
    }

    pub fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<Square>()
    }
}

#[derive(Default)]
struct Draft(BTreeMap<(u32, u32, u16), Square>);

impl Draft {
    /// Counts a thing by its middle. What lies outside the tile grid is on no map and in no count.
    fn at(&mut self, entry: &Entry, municipality: u16, count: impl FnOnce(&mut Square)) {
        let Some((column, row)) = square_of(entry) else { return };
        let empty = Square { column, row, municipality, group: Group::default(), counts: Counts::default() };
        count(self.0.entry((column, row, municipality)).or_insert(empty));
    }
}

/// The square that holds the middle of a thing.
pub(super) fn square_of(entry: &Entry) -> Option<(u32, u32)> {
    tile_of(to_metres(entry.extent.centre()), SQUARES)
}

impl Square {
    pub fn position(&self) -> (u32, u32) {
        (self.column, self.row)
    }

    pub fn extent(&self) -> Extent {
        Extent::of(tile_bounds(SQUARES, self.column, self.row).expect("squares are tiles that hold something"))
    }
}

impl Group {
    pub fn one(entry: Entry, place: Place) -> Self {
        let [x, y] = entry.extent.min.map(i64::from);
        let (rows_shared, rows_all) = (u64::from(place.rows_shared), u64::from(place.rows_all));
        Self { first: entry.index, n: 1, rows_shared, rows_all, x, y }
    }

    pub fn merge(&mut self, other: Self) {
        self.first = if self.n == 0 { other.first } else { self.first.min(other.first) };
        self.n += other.n;
        self.rows_shared += other.rows_shared;
        self.rows_all += other.rows_all;
        self.x += other.x;
        self.y += other.y;
    }

    pub fn middle(&self) -> RdPoint {
        let n = i64::from(self.n.max(1));
        to_metres([(self.x / n) as i32, (self.y / n) as i32])
    }
}
