// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `bedrijventerreinen`: borders, year of making, management and quality mark.

use crate::{
    DemoError,
    files::{
        gpkg::{self, Layer, Shape, Value},
        mapping::Mapping,
    },
    out::{Handover, Out},
    world::World,
};

const COLUMNS: [(&str, &str); 8] = [
    ("rin_nummer", "TEXT(12)"),
    ("plan_naam", "TEXT(80)"),
    ("gemeente", "TEXT(60)"),
    ("jaar_aanleg", "MEDIUMINT"),
    ("soort", "TEXT(20)"),
    ("parkmanagement", "TEXT(3)"),
    ("keurmerk", "TEXT(3)"),
    ("afsluiting_nacht", "TEXT(3)"),
];

/// Writes the parks.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    let file = "provincie/bedrijventerreinen.gpkg";
    let layer = Layer { table: "bedrijventerreinen", geometry: "POLYGON", columns: &COLUMNS, rows: Box::new(rows(out.world)) };
    gpkg::write(&out.path(file)?, out.world.date, vec![layer])?;
    let mapping = Mapping::new("bedrijventerrein")
        .file("layer", "bedrijventerreinen")
        .column("code", "rin_nummer")
        .column("name", "plan_naam")
        .column("parent", "gemeente")
        .attribute("aangelegd", "jaar_aanleg", "number")
        .attribute("soort", "soort", "text")
        .attribute("parkmanagement", "parkmanagement", "yesno")
        .attribute("keurmerk", "keurmerk", "yesno")
        .attribute("afsluiting_nacht", "afsluiting_nacht", "yesno");
    let handover = Handover {
        source: "bedrijventerreinen",
        name: "Bedrijventerreinen",
        holder: "Provincie Markerwaard",
        file,
        format: "gpkg",
        ..Handover::open()
    };
    out.deliver(&handover, Some(("bedrijventerreinen", &mapping)))
}

fn rows(world: &World) -> impl Iterator<Item = (Shape, Vec<Value>)> + Send + '_ {
    world.municipalities.iter().flat_map(move |m| {
        m.parks.iter().map(move |park| {
            let yes = |value: bool| Value::from(if value { "ja" } else { "nee" });
            let values = vec![
                Value::Text(park.code.clone()),
                Value::Text(park.name.clone()),
                Value::from(world.today(m.index).name),
                Value::Whole(i64::from(park.since)),
                Value::from(if park.port { "zeehaven" } else { "gemengd" }),
                yes(park.managed),
                yes(park.quality_mark),
                yes(park.closed_at_night),
            ];
            (Shape::Polygon(park.rect.ring(&m.frame)), values)
        })
    })
}
