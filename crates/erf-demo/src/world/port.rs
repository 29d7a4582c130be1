// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The one port: basins with quays, sheds on the quay, berths and a row of storage boxes.

use super::{
    Land, NONE, Object, StreetKind, Use, Water, Yard, YardKind,
    build::Maker,
    geography::{Block, DEPTH, WIDTH},
    park,
};

/// The municipality with the port.
pub(crate) const PORT: usize = 9;

/// Makes the port on the blocks nearest to the southern dike.
pub(crate) fn port(maker: &mut Maker) {
    let basins = (f64::from(maker.targets.business as u32) / 250.0).clamp(1.0, 6.0).round() as usize;
    for number in 1..=basins {
        let Some(block) = maker.take_block((0.0, -1e6)) else { break };
        let town = maker.nearest_town(block.middle());
        let index = park::begin(maker, &block, number, 1964 + number as u16 * 7, true);
        basin(maker, &block, number);
        sheds(maker, &block, town);
        berths(maker, &block, town);
        boxes(maker, &block, town);
        park::finish(maker, index);
    }
}

fn basin(maker: &mut Maker, block: &Block, number: usize) {
    let frame = maker.m.frame;
    let mut add = |code: &str, name: Option<String>, kind: &'static str, along: (f64, f64), deep: (f64, f64)| {
        let code = format!("W.MKW.{}.{code}{number}", maker.m.code);
        maker.m.waters.push(Water { code, name, kind, ring: block.rect(along, deep).ring(&frame) });
    };
    let name = format!("{} Haven", ["Eerste", "Tweede", "Derde", "Vierde", "Vijfde", "Zesde"][(number - 1) % 6]);
    add("H", Some(name), "watervlakte", (200.0, 620.0), (140.0, 300.0));
    add("K1", None, "kademuur", (200.0, 620.0), (139.0, 140.0));
    add("K2", None, "kademuur", (200.0, 620.0), (300.0, 301.0));
    add("K3", None, "kademuur", (199.0, 200.0), (139.0, 301.0));
}

fn sheds(maker: &mut Maker, block: &Block, town: u16) {
    for (deep, middle) in [((100.0_f64, 136.0_f64), 60.0), ((304.0, 345.0), 365.0)] {
        let (a, b) = (block.at(180.0, middle), block.at(640.0, middle));
        let street = maker.street(town, StreetKind::Quay, [a.0, a.1, b.0, b.1]);
        for index in 0..6_u16 {
            let along = (205.0 + f64::from(index) * 68.0, 262.0 + f64::from(index) * 68.0);
            let lot = (deep.0.min(middle), deep.1.max(middle));
            maker.parcel(block.rect(along, lot), Land::Port, town);
            let year = 1960 + maker.rng.below(60) as u16;
            let body = block.rect((along.0 + 2.0, along.1 - 4.0), (deep.0 + 1.0, deep.1 - 2.0));
            let building = maker.building(body, Use::PortHall, year);
            let address = maker.address(street, 1 + index * 2, building, body.area() as u32);
            maker.m.yards.push(Yard {
                kind: YardKind::Unit,
                buildings: building..building + 1,
                addresses: address..address + 1,
                far_shed: NONE,
                stopped: 0,
                livestock: false,
            });
        }
    }
}

fn berths(maker: &mut Maker, block: &Block, town: u16) {
    let (a, b) = (block.at(180.0, 150.0), block.at(180.0, 290.0));
    let street = maker.street(town, StreetKind::Quay, [a.0, a.1, b.0, b.1]);
    for index in 0..40_u16 {
        let deep = if index % 2 == 0 { 146.0 } else { 294.0 };
        park::loose(maker, street, 1 + index, block.at(210.0 + f64::from(index / 2) * 20.0, deep), Object::Berth);
    }
}

/// A row of boxes, each a unit with its own letter or number.
fn boxes(maker: &mut Maker, block: &Block, town: u16) {
    let (a, b) = (block.at(660.0, 40.0), block.at(660.0, 350.0));
    let street = maker.street(town, StreetKind::Quay, [a.0, a.1, b.0, b.1]);
    maker.parcel(block.rect((670.0, WIDTH - 4.0), (40.0, DEPTH - 40.0)), Land::Port, town);
    let body = block.rect((680.0, 698.0), (60.0, 300.0));
    let building = maker.building(body, Use::MultiTenant, 1998);
    for index in 0..48_u16 {
        let address = maker.address(street, 2 + index * 2, building, 18 + u32::from(index % 3) * 6);
        let a = &mut maker.m.addresses[address as usize];
        a.v += (f32::from(index) - 24.0) * 4.8 * block.side as f32;
        maker.m.yards.push(Yard {
            kind: YardKind::Unit,
            buildings: building..building + 1,
            addresses: address..address + 1,
            far_shed: NONE,
            stopped: 0,
            livestock: false,
        });
    }
}
