// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `gewaspercelen`, a GeoPackage a year, and `landbouwtelling`, farms per municipality and year.

use crate::{
    DemoError,
    files::{
        gpkg::{self, Layer, Shape, Value},
        mapping::Mapping,
        table::{Cell, Dialect},
    },
    out::{Handover, Out},
    rng::{Rng, hash},
    rows::Rows,
    truth::Target,
    world::{ENDED, Field, Municipality, World, YardKind},
};

const CROPS: [(&str, &str, i64); 8] = [
    ("Grasland", "Grasland, blijvend", 265),
    ("Grasland", "Grasland, tijdelijk", 266),
    ("Bouwland", "Maïs, snij-", 259),
    ("Bouwland", "Tarwe, winter-", 233),
    ("Bouwland", "Aardappelen, consumptie", 2014),
    ("Bouwland", "Bieten, suiker-", 256),
    ("Bouwland", "Uien, zaai-", 262),
    ("Bouwland", "Tulp, bloembollen en -knollen", 1004),
];

const COLUMNS: [(&str, &str); 5] =
    [("category", "TEXT(100)"), ("gewas", "TEXT(120)"), ("gewascode", "MEDIUMINT"), ("jaar", "MEDIUMINT"), ("status", "TEXT(20)")];

/// Writes the crops of the last five years.
pub(crate) fn fields(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    for year in world.years() {
        let file = format!("rvo/brpgewaspercelen_definitief_{year}.gpkg");
        let layer = Layer { table: "brp_gewas", geometry: "POLYGON", columns: &COLUMNS, rows: Box::new(rows(world, year)) };
        gpkg::write(&out.path(&file)?, world.date, vec![layer])?;
        let mapping = Mapping::new("gewasperceel")
            .file("layer", "brp_gewas")
            .column("name", "gewas")
            .column("year_from", "jaar")
            .column("year_to", "jaar")
            .attribute("gewascode", "gewascode", "number")
            .attribute("categorie", "category", "text");
        let name = format!("Gewaspercelen {year}");
        let handover = Handover { source: "gewaspercelen", name: &name, holder: "RVO", file: &file, format: "gpkg", ..Handover::open() };
        out.deliver(&handover, Some(("gewaspercelen", &mapping)))?;
    }
    Ok(())
}

fn rows(world: &World, year: i16) -> impl Iterator<Item = (Shape, Vec<Value>)> + Send + '_ {
    world.municipalities.iter().flat_map(move |m| {
        m.fields.iter().enumerate().filter(move |(_, f)| declared(world, m, f, year)).map(move |(_, field)| {
            let rotation = usize::from(field.rotation);
            let crop = if rotation % 2 == 0 { CROPS[0] } else { CROPS[1 + (rotation / 2 + year.unsigned_abs() as usize) % 7] };
            let values = vec![
                Value::from(crop.0),
                Value::from(crop.1),
                Value::Whole(crop.2),
                Value::Whole(i64::from(year)),
                Value::from("Definitief"),
            ];
            (Shape::Polygon(field.rect.ring(&m.frame)), values)
        })
    })
}

/// Stopped land is no longer declared; a few fields are forgotten in a year.
fn declared(world: &World, m: &Municipality, field: &Field, year: i16) -> bool {
    let stopped = field.stopped > 0 && year > field.stopped as i16;
    !stopped && !hash(world.seed, "vergeten perceel", m.address_id(field.parcel) ^ year.unsigned_abs() as u64).is_multiple_of(40)
}

/// Writes the census: farms per municipality, as the statistics office does.
pub(crate) fn census(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let heading = ["ID", "RegioS", "Perioden", "AantalLandbouwbedrijvenTotaal_1", "Akkerbouwbedrijven_2", "Graasdierbedrijven_3"];
    let mut table = Rows::csv(out, "cbs/landbouwtelling.csv", Dialect { delimiter: b';', ..Dialect::PLAIN }, &heading)?;
    let mut number = 0;
    for year in world.years() {
        for m in &world.municipalities {
            if m.index == ENDED && year >= world.merger().year() {
                continue;
            }
            let mut farms = count(world, m, year);
            if m.index == crate::world::SUCCESSOR && year >= world.merger().year() {
                farms += count(world, &world.municipalities[ENDED], year);
            }
            let grazing = (farms as f64 * 0.55).round() as i64;
            let few = |n: i64| if n < 5 { Cell::Empty } else { Cell::Whole(n) };
            let code = format!("GM{}  ", m.code);
            let cells = [
                Cell::Whole(number),
                Cell::Text(code),
                Cell::Text(format!("{year}JJ00")),
                Cell::Whole(farms),
                few(farms - grazing),
                few(grazing),
            ];
            table.figure(&cells, &[Target::Area(format!("GM{}", m.code))])?;
            number += 1;
        }
    }
    let mapping = Mapping::new("landbouwtelling")
        .file("delimiter", ";")
        .column("row_id", "ID")
        .column("municipality", "RegioS")
        .column("amount", "AantalLandbouwbedrijvenTotaal_1")
        .attribute("periode", "Perioden", "text")
        .attribute("akkerbouw", "Akkerbouwbedrijven_2", "number")
        .attribute("graasdieren", "Graasdierbedrijven_3", "number");
    let handover =
        Handover { source: "landbouwtelling", name: "Landbouwtelling per gemeente", holder: "CBS", years: 5, ..Handover::open() };
    table.finish(&handover, ("landbouwtelling", &mapping))
}

fn count(world: &World, m: &Municipality, year: i16) -> i64 {
    let mut rng = Rng::stream(world.seed, "landbouwtelling", u64::from(m.code) * 10_000 + year.unsigned_abs() as u64);
    let living = m.yards.iter().filter(|y| y.kind == YardKind::Farm && (y.stopped == 0 || y.stopped as i16 > year)).count() as i64;
    (living * 85 / 100 + rng.whole(-1, 1)).max(0)
}
