// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What lies between the blocks: ditches, some with a name and a pumping station, and roads across.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Road, Station, Water,
    build::Maker,
    geography::{DEPTH, PITCH_U, PITCH_V, WIDTH},
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

/// Roads across: along villages and parks on both sides, and every third column elsewhere; the ends of long ones reach
/// for a provincial road.
pub(crate) fn lanes(maker: &mut Maker, main_roads: &[P]) {
    let mut pieces = BTreeSet::new();
    for block in &maker.blocks {
        let built = !block.free;
        for column in [block.column, block.column + 1] {
            if built || column.rem_euclid(3) == 0 {
                pieces.insert((column, block.row));
            }
        }
    }
    let mut run: Option<(i32, i32, i32)> = None;
    for (column, row) in pieces.into_iter().chain([(i32::MAX, 0)]) {
        run = match run {
            Some((c, first, last)) if c == column && last + 1 == row => Some((c, first, row)),
            _ => {
                if let Some((c, first, last)) = run {
                    lane(maker, c, first, last, main_roads);
                }
                Some((column, row, row))
            }
        };
    }
}

fn lane(maker: &mut Maker, column: i32, first: i32, last: i32, main_roads: &[P]) {
    let u = f64::from(column) * PITCH_U;
    let mut line: Vec<P> = (first..=last + 1).map(|row| maker.m.frame.rd(u, f64::from(row) * PITCH_V)).collect();
    if last - first > 1 {
        let nearest = |from: P| {
            main_roads.iter().copied().min_by(|a, b| a.distance(from).total_cmp(&b.distance(from))).filter(|p| p.distance(from) < 1200.0)
        };
        let (start, end) = (nearest(line[0]), nearest(line[line.len() - 1]));
        line.extend(end);
        line.splice(0..0, start);
    }
    let code = 970_000_000 + maker.m.index as u32 * 10_000 + maker.m.lanes.len() as u32;
    let Maker { m, rng, .. } = maker;
    let name = names::lint(rng, |name| m.streets.iter().any(|s| s.name == name) || m.lanes.iter().any(|l| l.name == name));
    maker.m.lanes.push(Road { code, name, number: None, keeper: 'G', kind: "RB", line, hectometres: None });
}
