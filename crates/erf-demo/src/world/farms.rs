// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The countryside: roads with farm yards, houses, field sheds and fields behind.

use super::{
    Field, Land, Life, NONE, Object, StreetKind, Structure, Use, Yard, YardKind,
    build::Maker,
    geography::{Block, DEPTH, WIDTH},
};
use crate::plane::Rect;

const SLOT: f64 = 100.0;
const SLOTS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Fill {
    Empty,
    Farm,
    House,
}

/// Fills every block that is still free.
pub(crate) fn countryside(maker: &mut Maker) {
    let mut blocks: Vec<Block> = maker.blocks.iter().filter(|b| b.free).copied().collect();
    blocks.sort_by_key(|b| (b.row.div_euclid(2), b.column, b.row));
    let slots = (blocks.len() * SLOTS) as f64;
    let (farms, houses) = (maker.targets.farms as f64 / slots.max(1.0), maker.targets.rural as f64 / slots.max(1.0));
    let mut road: Option<(i32, i32, u32)> = None;
    let mut numbers = [1_u16, 2];
    for block in blocks {
        let pair = block.row.div_euclid(2);
        let along = road.is_some_and(|(p, c, _)| p == pair && (c == block.column || c + 1 == block.column && c % 6 != 5));
        if !along {
            let town = maker.nearest_town(block.middle());
            let line = [block.u0 - 10.0, block.road(), block.u0 + WIDTH + 10.0, block.road()];
            road = Some((pair, block.column, maker.street(town, StreetKind::Lint, line)));
            numbers = [1, 2];
        }
        let street = road.map_or(0, |r| r.2);
        road = Some((pair, block.column, street));
        let line = &mut maker.m.streets[street as usize].line;
        line[2] = (block.u0 + WIDTH + 10.0) as f32;
        rural_block(maker, &block, street, &mut numbers[usize::from(block.side < 0.0)], farms, houses);
    }
}

fn rural_block(maker: &mut Maker, block: &Block, street: u32, number: &mut u16, farms: f64, houses: f64) {
    let mut deep_lots = Vec::new();
    let mut empty: Option<(f64, f64)> = None;
    for slot in 0..SLOTS {
        let along = (slot as f64 * SLOT, (slot + 1) as f64 * SLOT);
        let roll = maker.rng.unit();
        let fill = if roll < farms {
            Fill::Farm
        } else if roll < farms + houses {
            Fill::House
        } else {
            Fill::Empty
        };
        if fill == Fill::Empty {
            empty = Some((empty.map_or(along.0, |e| e.0), along.1));
        } else if let Some(span) = empty.take() {
            front_field(maker, block, street, span);
        }
        match fill {
            Fill::Farm => {
                if farm(maker, block, street, along, number) {
                    deep_lots.push(along);
                }
            }
            Fill::House => house(maker, block, street, along, number),
            Fill::Empty => *number += if maker.rng.chance(0.2) { 2 } else { 0 },
        }
    }
    if let Some(span) = empty {
        front_field(maker, block, street, span);
    }
    fields(maker, block, street, &deep_lots);
}

/// Land along the road where no yard is.
fn front_field(maker: &mut Maker, block: &Block, street: u32, (a, b): (f64, f64)) {
    let rect = block.rect((a + 1.0, b - 1.0), (2.0, 163.0));
    let parcel = maker.parcel(rect, Land::Field, maker.m.streets[street as usize].town);
    let rotation = maker.rng.below(64) as u8;
    maker.m.fields.push(Field { rect, parcel, rotation, stopped: 0 });
}

/// A house in the countryside, sometimes a former farm worker's pair.
fn house(maker: &mut Maker, block: &Block, street: u32, along: (f64, f64), number: &mut u16) {
    let town = maker.m.streets[street as usize].town;
    let start = along.0 + maker.rng.between(2.0, 40.0);
    let width = maker.rng.between(28.0, 55.0);
    maker.parcel(block.rect((start, start + width), (2.0, 60.0)), Land::RuralHome, town);
    let year = *maker.rng.pick(&[1904, 1921, 1934, 1952, 1968, 1974, 1981, 1996, 2004, 2015]) + maker.rng.below(6) as u16;
    let body = block.rect((start + 6.0, start + 6.0 + maker.rng.between(9.0, 15.0)), (14.0, 14.0 + maker.rng.between(8.0, 13.0)));
    let building = maker.building(body, Use::RuralHouse, year);
    let area = (body.area() * 1.4) as u32;
    maker.address(street, *number, building, area.max(60));
    *number += 2;
    if maker.rng.chance(0.75) {
        let size = (maker.rng.between(5.0, 12.0), maker.rng.between(6.0, 16.0));
        let shed = block.rect((start + 8.0, start + 8.0 + size.0), (36.0, 36.0 + size.1));
        maker.building(shed, Use::RuralShed, year + 5);
    }
}

/// A farm yard. True when its parcel runs to the back of the block.
fn farm(maker: &mut Maker, block: &Block, street: u32, along: (f64, f64), number: &mut u16) -> bool {
    let town = maker.m.streets[street as usize].town;
    let (a, b) = (along.0 + 3.0, along.1 - 3.0);
    let layout = maker.rng.below(20);
    let deep = match layout {
        0..=3 => DEPTH - 4.0,
        4..=6 => maker.rng.between(55.0, 80.0),
        _ => 160.0,
    };
    maker.parcel(block.rect((a, b), (1.0, deep)), Land::Yard, town);
    if deep < 100.0 {
        maker.parcel(block.rect((a, b), (deep, 160.0)), Land::Yard, town);
    }
    let first_building = maker.m.buildings.len() as u32;
    let first_address = maker.m.addresses.len() as u32;
    let set_back = if maker.rng.chance(0.2) { 40.0 } else { 0.0 };
    let homestead = homestead(maker, block, (a, b), set_back);
    barns(maker, block, (a, b), set_back);
    addresses(maker, street, number, homestead, first_building);
    let stopped = if maker.rng.chance(0.2) { (maker.year - maker.rng.whole(0, 9) as i16) as u16 } else { 0 };
    let yard = maker.m.yards.len() as u32;
    structures(maker, block, (a, b));
    let buildings = first_building..maker.m.buildings.len() as u32;
    for building in &mut maker.m.buildings[first_building as usize..] {
        building.yard = yard;
    }
    let livestock = maker.rng.chance(0.55);
    let addresses = first_address..maker.m.addresses.len() as u32;
    maker.m.yards.push(Yard { kind: YardKind::Farm, buildings, addresses, far_shed: NONE, stopped, livestock });
    layout <= 3
}

fn homestead(maker: &mut Maker, block: &Block, (a, b): (f64, f64), set_back: f64) -> u32 {
    let year = *maker.rng.pick(&[1878, 1911, 1926, 1938, 1957, 1963, 1979, 1988, 2003]) + maker.rng.below(9) as u16;
    let left = maker.rng.between(a + 8.0, b - 30.0);
    let (w, l) = (maker.rng.between(11.0, 17.0), maker.rng.between(12.0, 22.0));
    maker.building(block.rect((left, left + w), (16.0 + set_back, 16.0 + set_back + l)), Use::Farmhouse, year)
}

/// One to six sheds behind the house, most of them without an address.
fn barns(maker: &mut Maker, block: &Block, (a, b): (f64, f64), set_back: f64) {
    let count = [1, 2, 2, 3, 3, 4, 5, 6][maker.rng.below(8)];
    for index in 0..count {
        let (column, row) = (index % 2, index / 2);
        let left = a + 4.0 + column as f64 * 46.0 + maker.rng.between(0.0, 6.0);
        let right = (left + maker.rng.between(12.0, 38.0)).min(b - 1.0);
        let front = 48.0 + set_back + row as f64 * 37.0 + maker.rng.between(0.0, 3.0);
        let back = (front + maker.rng.between(12.0, 32.0)).min(158.0);
        if back - front < 6.0 {
            continue;
        }
        let year = 1920 + maker.rng.below(100) as u16;
        let barn = maker.building(block.rect((left, right), (front, back)), Use::Barn, year);
        if maker.rng.chance(0.05) {
            maker.m.buildings[barn as usize].life = Life::Ended;
        }
    }
}

/// Addresses of a yard: mostly one, sometimes a country house beside it, several in one barn, or one for three barns.
fn addresses(maker: &mut Maker, street: u32, number: &mut u16, house: u32, first: u32) {
    let area = 140 + maker.rng.below(160) as u32;
    let main = maker.address(street, *number, house, area);
    let barns: Vec<u32> = (first..maker.m.buildings.len() as u32)
        .filter(|i| maker.m.buildings[*i as usize].use_ == Use::Barn && maker.m.buildings[*i as usize].life.exists())
        .collect();
    match maker.rng.below(20) {
        0 if !barns.is_empty() => several(maker, street, *number, barns[0]),
        1 if barns.len() >= 3 => one_for_three(maker, street, *number, barns[0]),
        2 | 3 => country_home(maker, street, *number, house),
        4 => side_address(maker, main, *number + 2),
        _ => {}
    }
    *number += 2;
}

/// A yard with up to five addresses: units in the first barn.
fn several(maker: &mut Maker, street: u32, number: u16, barn: u32) {
    for letter in 0..=maker.rng.below(3) as u8 + 1 {
        let area = 60 + maker.rng.below(200) as u32;
        let address = maker.address(street, number, barn, area);
        maker.m.addresses[address as usize].letter = b'A' + letter;
        maker.m.addresses[address as usize].u += f32::from(letter) * 2.5;
    }
}

/// One unit that is part of three barns in a row.
fn one_for_three(maker: &mut Maker, street: u32, number: u16, barn: u32) {
    let address = maker.address(street, number, barn, 900);
    let living = (barn..barn + 3).all(|i| maker.m.buildings.get(i as usize).is_some_and(|b| b.life.exists()));
    let a = &mut maker.m.addresses[address as usize];
    a.letter = b'S';
    a.more_buildings = if living { 2 } else { 0 };
}

/// A *plattelandswoning*: a second household in the farmhouse.
fn country_home(maker: &mut Maker, street: u32, number: u16, house: u32) {
    let address = maker.address(street, number, house, 95);
    let a = &mut maker.m.addresses[address as usize];
    a.letter = b'A';
    a.u += 3.0;
}

/// A second address of the same object.
pub(crate) fn side_address(maker: &mut Maker, main: u32, number: u16) {
    let mut side = maker.m.addresses[main as usize];
    side.side_of = main;
    side.number = number;
    side.letter = b'N';
    side.object = Object::Unit;
    maker.m.addresses.push(side);
}

/// Silos, slurry stores and open sheds: not in the register of buildings.
fn structures(maker: &mut Maker, block: &Block, (a, b): (f64, f64)) {
    for _ in 0..maker.rng.below(4) {
        let (kind, w, l) = *maker.rng.pick(&[
            ("opslagtank", 6.0, 6.0),
            ("bezinkbak", 14.0, 14.0),
            ("open loods", 12.0, 24.0),
            ("voedersilo", 5.0, 5.0),
            ("lage trafo", 3.0, 3.0),
            ("sleufsilo", 9.0, 30.0),
        ]);
        let left = maker.rng.between(a, b - w);
        let front = maker.rng.between(125.0, 155.0);
        maker.m.structures.push(Structure { rect: block.rect((left, left + w), (front, front + l)), kind });
    }
}

/// Fields behind the yards, and field sheds that belong to a farm elsewhere.
fn fields(maker: &mut Maker, block: &Block, street: u32, deep_lots: &[(f64, f64)]) {
    let town = maker.m.streets[street as usize].town;
    let cuts = [(0.0, 270.0), (270.0, 540.0), (540.0, WIDTH)];
    for (start, end) in cuts {
        for (a, b) in free_spans(start, end, deep_lots) {
            let rect = block.rect((a + 1.0, b - 1.0), (165.0, DEPTH - 4.0));
            let parcel = maker.parcel(rect, Land::Field, town);
            let stopped = if maker.rng.chance(0.06) { (maker.year - maker.rng.whole(1, 4) as i16) as u16 } else { 0 };
            let rotation = maker.rng.below(64) as u8;
            maker.m.fields.push(Field { rect, parcel, rotation, stopped });
            if maker.rng.chance(0.035) && b - a > 40.0 {
                field_shed(maker, block, a + 8.0);
            }
        }
    }
}

/// What is left of `start..end` when the deep lots are taken out.
fn free_spans(start: f64, end: f64, taken: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut spans = Vec::new();
    let mut from = start;
    for (a, b) in taken.iter().filter(|(a, b)| *b > start && *a < end) {
        if a - from > 15.0 {
            spans.push((from, *a));
        }
        from = from.max(*b);
    }
    if end - from > 15.0 {
        spans.push((from, end));
    }
    spans
}

/// A shed alone in the fields, owned by a farm one to a few kilometres away.
fn field_shed(maker: &mut Maker, block: &Block, along: f64) {
    let size = (maker.rng.between(8.0, 22.0), maker.rng.between(10.0, 30.0));
    let deep = maker.rng.between(175.0, 330.0);
    let rect: Rect = block.rect((along, along + size.0), (deep, deep + size.1));
    let year = 1950 + maker.rng.below(70) as u16;
    let shed = maker.building(rect, Use::FieldShed, year);
    let farms = maker.m.yards.len();
    if farms > 12 {
        let owner = farms - 5 - maker.rng.below(8);
        if maker.m.yards[owner].far_shed == NONE && maker.m.yards[owner].kind == YardKind::Farm {
            maker.m.yards[owner].far_shed = shed;
        }
    }
}
