// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Business parks: halls on their own lot, and buildings with ten or more small units. A few pitches beside them.

use super::{
    Address, Land, Life, NONE, Object, Park, StreetKind, Use, Yard, YardKind,
    build::Maker,
    geography::{Block, DEPTH, WIDTH},
};
use crate::names;

const STREET: f64 = 195.0;

/// Makes parks until the municipality has its business addresses.
pub(crate) fn parks(maker: &mut Maker) {
    let mut left = maker.targets.business;
    let mut number = 0;
    while left > 0 {
        let town = if number % 3 == 0 { 0 } else { maker.rng.below(maker.m.towns.len()) };
        let Some(block) = maker.take_block(maker.m.towns[town].centre) else { break };
        number += 1;
        let since = 1958 + maker.rng.below(60) as u16;
        let park = begin(maker, &block, number, since, false);
        fill(maker, &block, town as u16, since, &mut left);
        if number == 1 {
            pitches(maker, &block, town as u16);
        }
        finish(maker, park);
    }
}

/// Registers a park; its addresses are filled in by [`finish`].
pub(crate) fn begin(maker: &mut Maker, block: &Block, number: usize, since: u16, port: bool) -> usize {
    let rng = &mut maker.rng;
    let name = if port {
        format!("Haven {}{}", maker.m.name, if number > 1 { format!(" {number}") } else { String::new() })
    } else {
        names::park(rng, number)
    };
    let (managed, quality_mark, closed_at_night) = (rng.chance(0.45), rng.chance(0.2), rng.chance(0.25));
    let start = maker.m.addresses.len() as u32;
    maker.m.parks.push(Park {
        code: format!("MKW{}{:03}", maker.m.code, maker.m.parks.len() + 1),
        name,
        rect: block.rect((-4.0, WIDTH + 4.0), (-4.0, DEPTH + 4.0)),
        since,
        port,
        managed,
        quality_mark: managed && quality_mark,
        closed_at_night,
        addresses: start..start,
    });
    maker.m.parks.len() - 1
}

/// Closes the list of addresses of a park.
pub(crate) fn finish(maker: &mut Maker, park: usize) {
    maker.m.parks[park].addresses.end = maker.m.addresses.len() as u32;
}

fn fill(maker: &mut Maker, block: &Block, town: u16, since: u16, left: &mut usize) {
    let (a, b) = (block.at(-10.0, STREET), block.at(WIDTH + 10.0, STREET));
    let street = maker.street(town, StreetKind::Park, [a.0, a.1, b.0, b.1]);
    for side in 0..2_u16 {
        let mut number = 1 + side;
        let mut along = 64.0;
        while along < WIDTH - 60.0 && *left > 0 {
            let lot = Lot { block, street, town, since, side: if side == 0 { -1.0 } else { 1.0 } };
            let width = if maker.rng.chance(0.2) {
                multi_tenant(maker, &lot, along, &mut number, left)
            } else {
                hall(maker, &lot, along, &mut number, left)
            };
            along += width;
        }
    }
}

struct Lot<'a> {
    block: &'a Block,
    street: u32,
    town: u16,
    since: u16,
    side: f64,
}

impl Lot<'_> {
    fn rect(&self, along: (f64, f64), back: (f64, f64)) -> crate::plane::Rect {
        self.block.rect(along, (STREET + self.side * back.0, STREET + self.side * back.1))
    }
}

/// A hall on its own lot, with one address or two.
fn hall(maker: &mut Maker, lot: &Lot<'_>, along: f64, number: &mut u16, left: &mut usize) -> f64 {
    let width = maker.rng.between(45.0, 95.0);
    maker.parcel(lot.rect((along, along + width), (6.0, 180.0)), Land::Business, lot.town);
    let depth = maker.rng.between(30.0, 80.0);
    let year = (lot.since + maker.rng.below(30) as u16).min(maker.year as u16);
    let first = maker.m.buildings.len() as u32;
    let first_address = maker.m.addresses.len() as u32;
    let body = lot.rect((along + 6.0, along + width - 6.0), (18.0, 18.0 + depth));
    let building = maker.building(body, Use::Hall, year);
    for letter in 0..if maker.rng.chance(0.15) { 2 } else { 1 } {
        let address = maker.address(lot.street, *number, building, (body.area() as u32).max(80) / (1 + letter));
        if letter > 0 {
            maker.m.addresses[address as usize].letter = b'A';
            maker.m.addresses[address as usize].u += 8.0;
        }
        *left = left.saturating_sub(1);
    }
    *number += 2;
    if maker.rng.chance(0.35) {
        let shed = lot.rect((along + 8.0, along + 22.0), (26.0 + depth, 40.0 + depth));
        maker.building(shed, Use::Barn, year);
    }
    unit(maker, first, first_address);
    width + 4.0
}

fn unit(maker: &mut Maker, building: u32, address: u32) {
    let (buildings, addresses) = (building..maker.m.buildings.len() as u32, address..maker.m.addresses.len() as u32);
    let yard = maker.m.yards.len() as u32;
    for index in buildings.clone() {
        maker.m.buildings[index as usize].yard = yard;
    }
    maker.m.yards.push(Yard { kind: YardKind::Unit, buildings, addresses, far_shed: NONE, stopped: 0, livestock: false });
}

/// A building with many small units: each address is a place of its own.
fn multi_tenant(maker: &mut Maker, lot: &Lot<'_>, along: f64, number: &mut u16, left: &mut usize) -> f64 {
    let units = maker.rng.whole(12, 40) as usize;
    let width = 10.0 + units as f64 * 3.0;
    if along + width > WIDTH - 4.0 {
        return hall(maker, lot, along, number, left);
    }
    maker.parcel(lot.rect((along, along + width), (6.0, 90.0)), Land::Business, lot.town);
    let body = lot.rect((along + 5.0, along + width - 5.0), (20.0, 46.0));
    let year = (lot.since + 12 + maker.rng.below(30) as u16).min(maker.year as u16);
    let building = maker.building(body, Use::MultiTenant, year);
    let lettered = maker.rng.chance(0.4);
    for index in 0..units {
        let area = 28 + maker.rng.below(60) as u32;
        let first_address = maker.m.addresses.len() as u32;
        let address = maker.address(lot.street, *number, building, area);
        let a = &mut maker.m.addresses[address as usize];
        a.u += (index as f32 - units as f32 / 2.0) * 2.8;
        if lettered && index < 26 {
            a.letter = b'A' + index as u8;
        } else {
            *number += 2;
        }
        *left = left.saturating_sub(1);
        maker.m.yards.push(Yard {
            kind: YardKind::Unit,
            buildings: building..building + 1,
            addresses: first_address..first_address + 1,
            far_shed: NONE,
            stopped: 0,
            livestock: false,
        });
    }
    *number += 2;
    width + 4.0
}

/// A handful of pitches for caravans at the edge of the park.
fn pitches(maker: &mut Maker, block: &Block, town: u16) {
    let (a, b) = (block.at(6.0, 20.0), block.at(6.0, 180.0));
    let street = maker.street(town, StreetKind::Quay, [a.0, a.1, b.0, b.1]);
    for index in 0..maker.rng.whole(3, 9) as u16 {
        let at = block.at(30.0, 24.0 + f64::from(index) * 16.0);
        loose(maker, street, 1 + index, at, Object::Pitch);
    }
}

/// A berth or pitch: an address without a building.
pub(crate) fn loose(maker: &mut Maker, street: u32, number: u16, at: (f64, f64), object: Object) {
    let postcode = maker.m.streets[street as usize].postcode;
    maker.m.addresses.push(Address {
        street,
        building: NONE,
        side_of: NONE,
        u: at.0 as f32,
        v: at.1 as f32,
        area: 0,
        number,
        postcode,
        letter: 0,
        suffix: 0,
        more_buildings: 0,
        object,
        life: if maker.rng.chance(0.05) { Life::Ended } else { Life::Plain },
    });
}
