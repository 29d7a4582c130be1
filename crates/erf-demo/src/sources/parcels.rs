// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `percelen`: the cadastral map, with areas and without owners.

use crate::{
    DemoError,
    files::{
        gpkg::{self, Layer, Shape, Value},
        mapping::Mapping,
    },
    out::{Handover, Out},
    world::World,
};

const COLUMNS: [(&str, &str); 6] = [
    ("identificatie", "TEXT(16)"),
    ("akr_kadastrale_gemeente_code", "TEXT(5)"),
    ("sectie", "TEXT(2)"),
    ("perceelnummer", "MEDIUMINT"),
    ("kadastrale_grootte", "DOUBLE"),
    ("status", "TEXT(10)"),
];

/// Writes the parcels.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    let file = "kadaster/kadastralekaart_percelen.gpkg";
    let layer = Layer { table: "perceel", geometry: "POLYGON", columns: &COLUMNS, rows: Box::new(rows(out.world)) };
    gpkg::write(&out.path(file)?, out.world.date, vec![layer])?;
    let mapping = Mapping::new("perceel")
        .file("layer", "perceel")
        .column("code", "identificatie")
        .attribute("gemeente", "akr_kadastrale_gemeente_code", "text")
        .attribute("sectie", "sectie", "text")
        .attribute("nummer", "perceelnummer", "number")
        .attribute("oppervlakte", "kadastrale_grootte", "number");
    let handover = Handover { source: "percelen", name: "Kadastrale kaart", holder: "Kadaster", file, format: "gpkg", ..Handover::open() };
    out.deliver(&handover, Some(("percelen", &mapping)))
}

fn rows(world: &World) -> impl Iterator<Item = (Shape, Vec<Value>)> + Send + '_ {
    world.municipalities.iter().flat_map(|m| {
        m.parcels.iter().enumerate().map(move |(index, parcel)| {
            let values = vec![
                Value::Text(m.parcel_id(index as u32)),
                Value::Text(format!("MKW{:02}", m.index + 1)),
                Value::Text(char::from(b'A' + parcel.town as u8).to_string()),
                Value::Whole(i64::from(parcel.number)),
                Value::Real(parcel.rect.area().round()),
                Value::from("Geldig"),
            ];
            (Shape::Polygon(parcel.rect.ring(&m.frame)), values)
        })
    })
}
