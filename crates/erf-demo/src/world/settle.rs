// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Villages: streets with houses on both sides, sheds behind them, flats and shops in the main town.

use super::{
    Land, Life, StreetKind, Use,
    build::Maker,
    geography::{Block, DEPTH, WIDTH},
};
use crate::plane::Rect;

const STRIP: f64 = 65.0;

/// Fills the villages of a municipality: the first town is the largest.
pub(crate) fn villages(maker: &mut Maker) {
    let count = maker.m.towns.len();
    let shares: Vec<f64> = (0..count).map(|i| if i == 0 { 2.2 } else { maker.rng.between(0.4, 1.1) }).collect();
    let total: f64 = shares.iter().sum();
    let mut flats = maker.targets.flats;
    for (town, share) in shares.into_iter().enumerate() {
        let mut left = (maker.targets.village as f64 * share / total).round() as usize;
        let mut town_flats = if town == 0 { flats * 3 / 4 } else { flats / (count - town) };
        flats = flats.saturating_sub(town_flats);
        while left > 0 {
            let Some(block) = maker.take_block(maker.m.towns[town].centre) else { break };
            fill(maker, &block, town as u16, &mut left, &mut town_flats);
        }
    }
}

fn widen(core: Option<Rect>, with: Rect) -> Rect {
    match core {
        None => with,
        Some(c) => Rect { u0: c.u0.min(with.u0), v0: c.v0.min(with.v0), u1: c.u1.max(with.u1), v1: c.v1.max(with.v1) },
    }
}

fn fill(maker: &mut Maker, block: &Block, town: u16, left: &mut usize, flats: &mut usize) {
    let core = &mut maker.m.towns[usize::from(town)].core;
    *core = Some(widen(*core, block.rect((-15.0, WIDTH + 15.0), (-15.0, DEPTH + 15.0))));
    let strips = (DEPTH / STRIP) as usize;
    for strip in 0..strips {
        let deep = STRIP * strip as f64 + STRIP / 2.0;
        let mut along = 0.0;
        while along < WIDTH - 60.0 && *left > 0 {
            let length = if maker.big { 400.0 } else { maker.rng.between(150.0, 270.0) };
            let end = if WIDTH - (along + length) < 90.0 { WIDTH } else { along + length };
            street(maker, block, town, (along, end), deep, left, flats);
            along = end + 8.0;
        }
    }
}

/// One street: odd numbers on one side, even ones on the other.
fn street(maker: &mut Maker, block: &Block, town: u16, span: (f64, f64), deep: f64, left: &mut usize, flats: &mut usize) {
    let starts = if span.0 < 1.0 { -10.0 } else { span.0 - 4.0 };
    let ends = if span.1 > WIDTH - 1.0 { WIDTH + 10.0 } else { span.1 + 4.0 };
    let (a, b) = (block.at(starts, deep), block.at(ends, deep));
    let street = maker.street(town, StreetKind::Village, [a.0, a.1, b.0, b.1]);
    let age = maker.rng.below(100);
    let year = match age {
        0..=9 => 1880 + age as u16 * 5,
        10..=54 => 1950 + age as u16 / 2,
        _ => 1960 + (age as u16 - 55) * 3 / 2,
    };
    for side in 0..2_u16 {
        let mut number = 1 + side;
        let mut along = span.0 + 2.0;
        while along < span.1 - 8.0 && *left > 0 {
            let lot = Lot { block, street, town, deep, side: if side == 0 { -1.0 } else { 1.0 }, year };
            along = row(maker, &lot, along, span.1, &mut number, left, flats);
        }
    }
}

/// Where a row of houses goes.
struct Lot<'a> {
    block: &'a Block,
    street: u32,
    town: u16,
    deep: f64,
    side: f64,
    year: u16,
}

impl Lot<'_> {
    fn rect(&self, along: (f64, f64), back: (f64, f64)) -> Rect {
        self.block.rect(along, (self.deep + self.side * back.0, self.deep + self.side * back.1))
    }
}

/// A terrace, a pair, a detached house or flats; returns where it ends.
fn row(maker: &mut Maker, lot: &Lot<'_>, from: f64, end: f64, number: &mut u16, left: &mut usize, flats: &mut usize) -> f64 {
    if *flats > 0 && end - from > 46.0 && maker.rng.chance(0.04) {
        return block_of_flats(maker, lot, from, number, flats);
    }
    let (width, houses) = match maker.rng.below(10) {
        0..=3 => (6.0, maker.rng.whole(4, 8) as usize),
        4..=6 => (10.5, 2),
        _ => (maker.rng.between(14.0, 22.0), 1),
    };
    let mut along = from;
    for _ in 0..houses.min(*left) {
        if along + width > end {
            return end;
        }
        house(maker, lot, along, width, *number, houses);
        *number += if maker.rng.chance(0.015) { 4 } else { 2 };
        *left -= 1;
        along += width;
    }
    along + if houses > 1 { 3.0 } else { 1.0 }
}

fn house(maker: &mut Maker, lot: &Lot<'_>, along: f64, width: f64, number: u16, row: usize) {
    let town = lot.town;
    maker.parcel(lot.rect((along, along + width), (4.0, 31.5)), Land::Home, town);
    let gap = if row > 2 { 0.0 } else { 1.6 };
    let depth = maker.rng.between(8.0, 11.0);
    let body = lot.rect((along + gap, along + width - if row == 2 { 0.0 } else { gap }), (8.0, 8.0 + depth));
    let year = if maker.rng.chance(0.06) { lot.year + maker.rng.whole(10, 40) as u16 } else { lot.year + maker.rng.below(4) as u16 };
    let year = year.min(maker.year as u16 + 1);
    let shop = town == 0 && maker.rng.chance(0.02);
    let building = maker.building(body, if shop { Use::Shop } else { Use::House }, year);
    let area = (body.area() * 1.9) as u32;
    let first = maker.address(lot.street, number, building, area.max(38));
    if maker.rng.chance(0.022) {
        split(maker, lot, number, building, first);
    }
    if maker.rng.chance(0.0025) {
        demolished(maker, body);
    }
    if maker.rng.chance(0.45) {
        let size = maker.rng.between(2.2, 4.4);
        let right = maker.rng.between(0.3, (width - size).max(0.4));
        let shed = lot.rect((along + right, along + right + size.min(width - 0.4)), (24.0, 24.0 + maker.rng.between(2.5, 6.5)));
        let built = (year + maker.rng.below(25) as u16).min(maker.year as u16);
        maker.building(shed, Use::GardenShed, built);
    }
}

/// A second home under the same roof: 12 and 12A, or 12 and 12-II.
fn split(maker: &mut Maker, lot: &Lot<'_>, number: u16, building: u32, first: u32) {
    let area = 45 + maker.rng.below(40) as u32;
    let second = maker.address(lot.street, number, building, area);
    let mark = maker.rng.below(4);
    let b = maker.m.addresses[first as usize];
    let address = &mut maker.m.addresses[second as usize];
    match mark {
        0..=1 => address.letter = b'A',
        2 => address.letter = b'a',
        _ => address.suffix = 1 + (number % 3) as u8,
    }
    address.v = b.v + 1.5;
}

/// What stood here before.
fn demolished(maker: &mut Maker, body: Rect) {
    let old = maker.building(body, Use::House, 1935);
    let life = if maker.rng.chance(0.85) { Life::Ended } else { Life::NeverBuilt };
    maker.m.buildings[old as usize].life = life;
    if life == Life::Ended {
        let last = maker.m.addresses.len() - 1;
        let (street, number) = (maker.m.addresses[last].street, maker.m.addresses[last].number);
        let address = maker.address(street, number, old, 90);
        maker.m.addresses[address as usize].letter = b'B';
        maker.m.addresses[address as usize].life = Life::Ended;
    }
}

fn block_of_flats(maker: &mut Maker, lot: &Lot<'_>, from: f64, number: &mut u16, flats: &mut usize) -> f64 {
    maker.parcel(lot.rect((from, from + 44.0), (4.0, 31.5)), Land::Home, lot.town);
    let body = lot.rect((from + 2.0, from + 42.0), (9.0, 22.0));
    let building = maker.building(body, Use::Flats, (lot.year + 5).min(maker.year as u16));
    let homes = (maker.rng.whole(8, 30) as usize).min(*flats);
    let lettered = maker.rng.chance(0.3);
    for home in 0..homes {
        let area = 55 + maker.rng.below(50) as u32;
        let address = maker.address(lot.street, *number, building, area);
        let a = &mut maker.m.addresses[address as usize];
        if lettered && home < 26 {
            a.letter = b'A' + home as u8;
        } else {
            *number += 2;
        }
        a.u += (home % 10) as f32 * 3.6 - 17.0;
    }
    if lettered {
        *number += 2;
    }
    *flats -= homes;
    from + 46.0
}
