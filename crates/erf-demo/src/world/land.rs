// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Ditches between the blocks, some with a name and a pumping station.

use std::collections::BTreeMap;

use super::{
    Station, Water,
    build::Maker,
    geography::{DEPTH, WIDTH},
};
use crate::{names, plane::P};

/// Digs a ditch behind every row of blocks; every fourth run has a name, every sixth a pumping station.
pub(crate) fn waters(maker: &mut Maker) {
    let mut runs: BTreeMap<(i32, i32), (f64, f64, f64)> = BTreeMap::new();
    for block in maker.blocks.iter().filter(|b| b.side < 0.0) {
        let deep = block.at(0.0, DEPTH + 9.0).1;
        let run = runs.entry((block.row, block.column.div_euclid(5))).or_insert((block.u0, block.u0 + WIDTH, deep));
        run.0 = run.0.min(block.u0);
        run.1 = run.1.max(block.u0 + WIDTH);
    }
    for (number, (_, (u0, u1, v))) in runs.into_iter().enumerate() {
        let kind = if number % 4 == 0 { "watervlakte" } else { "greppel, droge sloot" };
        let named = number % 4 == 0;
        let name = named.then(|| names::water(&mut maker.rng, ["tocht", "vliet", "wetering"][number % 3]));
        let ring = ditch(maker, u0, u1, v);
        let code = format!("W.MKW.{}.{number:04}", maker.m.code);
        if number % 8 == 0 {
            let station = names::pumping_station(&mut maker.rng);
            let at = maker.m.frame.rd(u1 + 4.0, v);
            let code = format!("K.MKW.{}.{number:04}", maker.m.code);
            maker.m.stations.push(Station { code, name: station, at, water: maker.m.waters.len() as u32 });
        }
        maker.m.waters.push(Water { code, name, kind, ring });
    }
}

fn ditch(maker: &Maker, u0: f64, u1: f64, v: f64) -> Vec<P> {
    let frame = &maker.m.frame;
    vec![frame.rd(u0, v - 3.0), frame.rd(u1, v - 3.0), frame.rd(u1, v + 3.0), frame.rd(u0, v + 3.0)]
}
