// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `wegen`: stretches of road with their kind and keeper.

use crate::{
    DemoError,
    files::{
        gpkg::{self, Layer, Shape, Value},
        mapping::Mapping,
    },
    out::{Handover, Out},
    world::{Municipality, World},
};

const COLUMNS: [(&str, &str); 9] = [
    ("WVK_ID", "INTEGER"),
    ("WEGBEHSRT", "TEXT(1)"),
    ("WEGNUMMER", "TEXT(6)"),
    ("STT_NAAM", "TEXT(48)"),
    ("WPSNAAM", "TEXT(48)"),
    ("GME_ID", "INTEGER"),
    ("BST_CODE", "TEXT(4)"),
    ("BEGINKM", "DOUBLE"),
    ("EINDKM", "DOUBLE"),
];

/// The number of the stretch a street consists of.
pub(crate) fn road_code(m: &Municipality, street: u32) -> u32 {
    980_000_000 + m.index as u32 * 500_000 + street
}

/// Writes the roads.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    let file = "rijkswaterstaat/wegen.gpkg";
    let layer = Layer {
        table: "wegvakken",
        geometry: "LINESTRING",
        columns: &COLUMNS,
        rows: Box::new(provincial(out.world).chain(lanes(out.world)).chain(streets(out.world))),
    };
    gpkg::write(&out.path(file)?, out.world.date, vec![layer])?;
    let mapping = Mapping::new("weg")
        .file("layer", "wegvakken")
        .column("code", "WVK_ID")
        .column("name", "STT_NAAM")
        .attribute("wegnummer", "WEGNUMMER", "text")
        .attribute("beheerder", "WEGBEHSRT", "text")
        .attribute("soort", "BST_CODE", "text")
        .attribute("woonplaats", "WPSNAAM", "text")
        .attribute("km_van", "BEGINKM", "number")
        .attribute("km_tot", "EINDKM", "number");
    let handover = Handover { source: "wegen", name: "Wegenbestand", holder: "Rijkswaterstaat", file, format: "gpkg", ..Handover::open() };
    out.deliver(&handover, Some(("wegen", &mapping)))
}

fn provincial(world: &World) -> impl Iterator<Item = (Shape, Vec<Value>)> + Send + '_ {
    world.roads.iter().map(|road| {
        let km = |hm: f64| Value::Real((hm * 100.0).round() / 1000.0);
        let (from, to) = road.hectometres.map_or((Value::Null, Value::Null), |(a, b)| (km(a), km(b)));
        let values = vec![
            Value::Whole(i64::from(road.code)),
            Value::Text(road.keeper.to_string()),
            road.number.map_or(Value::Null, |n| Value::Text(format!("N{n}"))),
            Value::Text(road.name.clone()),
            Value::Null,
            Value::Null,
            Value::from(road.kind),
            from,
            to,
        ];
        (Shape::Line(road.line.clone()), values)
    })
}

fn lanes(world: &World) -> impl Iterator<Item = (Shape, Vec<Value>)> + Send + '_ {
    world.municipalities.iter().flat_map(move |m| {
        m.lanes.iter().map(move |lane| {
            let values = vec![
                Value::Whole(i64::from(lane.code)),
                Value::Text(lane.keeper.to_string()),
                Value::Null,
                Value::Text(lane.name.clone()),
                Value::Null,
                Value::Whole(i64::from(world.today(m.index).code)),
                Value::from(lane.kind),
                Value::Null,
                Value::Null,
            ];
            (Shape::Line(lane.line.clone()), values)
        })
    })
}

fn streets(world: &World) -> impl Iterator<Item = (Shape, Vec<Value>)> + Send + '_ {
    world.municipalities.iter().flat_map(move |m| {
        m.streets.iter().enumerate().map(move |(index, street)| {
            let [u0, v0, u1, v1] = street.line.map(f64::from);
            let values = vec![
                Value::Whole(i64::from(road_code(m, index as u32))),
                Value::from("G"),
                Value::Null,
                Value::Text(street.name.clone()),
                Value::Text(m.towns[usize::from(street.town)].name.clone()),
                Value::Whole(i64::from(world.today(m.index).code)),
                Value::from("RB"),
                Value::Null,
                Value::Null,
            ];
            (Shape::Line(vec![m.frame.rd(u0, v0), m.frame.rd(u1, v1)]), values)
        })
    })
}
