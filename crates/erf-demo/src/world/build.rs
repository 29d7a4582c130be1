// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Builds the region, municipality by municipality.

use super::{
    Address, Building, Life, Municipality, NONE, Object, Parcel, Street, StreetKind, Town, Use, World,
    geography::{self, Block, Lattice},
    ids::POSTCODES_EACH,
};
use crate::{
    Options, names,
    plane::{Frame, P, Rect},
    rng::Rng,
};

/// What a municipality should get.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Targets {
    pub village: usize,
    pub flats: usize,
    pub farms: usize,
    pub rural: usize,
    pub business: usize,
    pub companies: usize,
}

const ADDRESSES: f64 = 60_000.0;
const WEIGHTS: [f64; 12] = [0.7, 1.3, 0.8, 1.0, 0.6, 1.6, 0.9, 1.1, 0.8, 1.7, 0.9, 0.6];

/// Makes the region.
pub(crate) fn world(options: &Options, progress: &mut dyn FnMut(&str, u64, u64)) -> World {
    let lattice = Lattice::new(options.seed, options.scale);
    let (roads, canals) = geography::roads_and_canals(&lattice, options.seed);
    let main_roads: Vec<P> = roads.iter().filter(|r| r.hectometres.is_some()).map(|r| r.line[0]).collect();
    let mut town_number = 0;
    let mut municipalities = Vec::new();
    for index in 0..12 {
        progress("wereld maken", index as u64, 12);
        let m = Maker::new(options, &lattice, index, &mut town_number).make(&main_roads);
        municipalities.push(m);
    }
    progress("wereld maken", 12, 12);
    World { seed: options.seed, scale: options.scale, date: options.date, municipalities, roads, canals }
}

/// The ring of the merged municipality and the rings before.
pub(crate) fn rings(seed: u64, scale: f64) -> (Vec<Vec<P>>, Vec<P>) {
    let lattice = Lattice::new(seed, scale);
    let each = (0..12).map(Lattice::cell).map(|(r, c)| lattice.ring(r, c, c)).collect();
    (each, lattice.ring(0, 2, 3))
}

/// A municipality being made.
pub(crate) struct Maker {
    pub m: Municipality,
    pub blocks: Vec<Block>,
    pub targets: Targets,
    pub rng: Rng,
    pub seed: u64,
    pub date: jiff::civil::Date,
    pub year: i16,
    pub big: bool,
    next_postcode: u16,
    parcel_numbers: Vec<u32>,
}

impl Maker {
    fn new(options: &Options, lattice: &Lattice, index: usize, town_number: &mut usize) -> Self {
        let mut rng = Rng::stream(options.seed, "gemeente", index as u64);
        let (row, column) = Lattice::cell(index);
        let ring = lattice.ring(row, column, column);
        let (low, high) = crate::plane::bounds(ring.iter().copied());
        let frame = Frame::new(low.towards(high, 0.5), rng.between(-14.0, 14.0));
        let blocks = geography::blocks(&ring, &frame);
        let mut m = Municipality::empty(index, ring, frame);
        let towns = if options.scale < 0.5 { rng.whole(2, 3) } else { rng.whole(2, 6) } as usize;
        for block in geography::town_blocks(&blocks, towns, &mut rng) {
            let centre = blocks[block].middle();
            m.towns.push(Town { code: 9101 + *town_number as u16, name: names::town(*town_number), centre, ring: Vec::new(), core: None });
            *town_number += 1;
        }
        geography::town_rings(&m.ring, &m.frame, &mut m.towns);
        let n = ADDRESSES * options.scale * WEIGHTS[index] / WEIGHTS.iter().sum::<f64>();
        let share = |part: f64| (n * part).round() as usize;
        let targets = Targets {
            village: share(0.775),
            flats: share(0.065),
            farms: share(0.044),
            rural: share(0.068),
            business: share(0.044),
            companies: share(0.1),
        };
        let parcel_numbers = vec![0; m.towns.len()];
        let start = index as u16 * POSTCODES_EACH;
        Self {
            m,
            blocks,
            targets,
            rng,
            seed: options.seed,
            date: options.date,
            year: options.date.year(),
            big: options.scale >= 8.0,
            next_postcode: start,
            parcel_numbers,
        }
    }

    fn make(mut self, main_roads: &[P]) -> Municipality {
        super::settle::villages(&mut self);
        super::park::parks(&mut self);
        if self.m.index == super::port::PORT {
            super::port::port(&mut self);
        }
        super::farms::countryside(&mut self);
        super::land::waters(&mut self);
        super::land::lanes(&mut self, main_roads);
        self.m.neighbourhoods = geography::neighbourhoods(&self.m);
        super::business::companies(&mut self);
        super::hidden::hide(&mut self);
        self.m
    }

    /// A postcode of the municipality's own range; starts again when the range is used up.
    pub(crate) fn postcode(&mut self) -> u16 {
        let start = self.m.index as u16 * POSTCODES_EACH;
        let code = self.next_postcode;
        self.next_postcode = if code + 1 - start >= POSTCODES_EACH { start } else { code + 1 };
        code
    }

    /// A new street; its index.
    pub(crate) fn street(&mut self, town: u16, kind: StreetKind, line: [f64; 4]) -> u32 {
        let Self { m, rng, .. } = self;
        let taken = |name: &str| m.streets.iter().rev().any(|s| s.town == town && s.name == name);
        let name = match kind {
            StreetKind::Village | StreetKind::Park => names::street(rng, taken),
            StreetKind::Lint => names::lint(rng, taken),
            StreetKind::Quay => format!("{}kade", names::water(rng, "")),
        };
        let old_name = (kind == StreetKind::Lint && rng.chance(0.12) || rng.chance(0.03)).then(|| names::lint(rng, |_| false));
        let postcode = self.postcode();
        self.m.streets.push(Street { name, old_name, town, kind, line: line.map(|v| v as f32), postcode });
        self.m.streets.len() as u32 - 1
    }

    /// A new parcel; its index.
    pub(crate) fn parcel(&mut self, rect: Rect, land: super::Land, town: u16) -> u32 {
        let number = &mut self.parcel_numbers[usize::from(town)];
        *number += 1;
        self.m.parcels.push(Parcel { rect, land, town, number: *number });
        self.m.parcels.len() as u32 - 1
    }

    /// A new building in the middle of `rect`; its index.
    pub(crate) fn building(&mut self, rect: Rect, use_: Use, year: u16) -> u32 {
        let (u, v) = rect.middle();
        let cm = |metres: f32| (metres * 100.0).round().clamp(150.0, 65_000.0) as u16;
        let life = Life::building(&mut self.rng, year as i16, self.year);
        let year = if self.rng.chance(0.002) { 9999 } else { year };
        let shape = match use_ {
            Use::GardenShed | Use::RuralShed => 0,
            Use::House | Use::RuralHouse => [0, 0, 0, 1, 3][self.rng.below(5)],
            Use::Farmhouse => [0, 1, 1, 3][self.rng.below(4)],
            _ => [0, 0, 0, 0, 1, 3, 2][self.rng.below(if rect.area() > 900.0 { 7 } else { 6 })],
        };
        let (w, l) = (cm(rect.u1 - rect.u0), cm(rect.v1 - rect.v0));
        self.m.buildings.push(Building { u: u as f32, v: v as f32, w, l, shape, use_, life, year, yard: NONE });
        self.m.buildings.len() as u32 - 1
    }

    /// A new main address of a unit in a building; its index.
    pub(crate) fn address(&mut self, street: u32, number: u16, building: u32, area: u32) -> u32 {
        let b = self.m.buildings[building as usize];
        let life = Life::address(&mut self.rng, b.life);
        let postcode = self.m.streets[street as usize].postcode;
        self.m.addresses.push(Address {
            street,
            building,
            side_of: NONE,
            u: b.u,
            v: b.v,
            area,
            number,
            postcode,
            letter: 0,
            suffix: 0,
            more_buildings: 0,
            object: Object::Unit,
            life,
        });
        self.m.addresses.len() as u32 - 1
    }

    /// The town whose centre is nearest to a place in the grid.
    pub(crate) fn nearest_town(&self, (u, v): (f64, f64)) -> u16 {
        let gap = |t: &Town| (t.centre.0 - u).hypot(t.centre.1 - v);
        let best = (0..self.m.towns.len()).min_by(|a, b| gap(&self.m.towns[*a]).total_cmp(&gap(&self.m.towns[*b])));
        best.unwrap_or(0) as u16
    }

    /// The free block nearest to a place in the grid; taken from now on.
    pub(crate) fn take_block(&mut self, (u, v): (f64, f64)) -> Option<Block> {
        let gap = |b: &Block| {
            let (x, y) = b.middle();
            (x - u).hypot(y - v)
        };
        let free = self.blocks.iter().enumerate().filter(|(_, b)| b.free);
        let index = free.min_by(|a, b| gap(a.1).total_cmp(&gap(b.1)))?.0;
        self.blocks[index].free = false;
        Some(self.blocks[index])
    }
}
