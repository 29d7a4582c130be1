// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `bestemmingen`: the use that is allowed per parcel, a spreadsheet per municipality; one sends GeoJSON.

use serde_json::Map;

use crate::{
    DemoError,
    files::{
        geojson::{self, Coordinates, Feature},
        mapping::Mapping,
        table::Cell,
    },
    out::{Handover, Out},
    rng::{Rng, hash},
    rows::Rows,
    spots,
    truth::Target,
    world::{Land, Municipality, World},
};

/// The municipality that sends GeoJSON.
const GEOJSON: usize = 6;

const HEADING: [&str; 5] = ["Perceel", "Enkelbestemming", "Functieaanduiding", "Plan", "Vastgesteld"];

/// Writes a file per municipality.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    for (m, cells) in world.current() {
        let (name, holder) = (format!("Bestemmingen en functies {}", m.name), format!("Gemeente {}", m.name));
        let handover = Handover {
            source: "bestemmingen",
            name: &name,
            holder: &holder,
            years: 10,
            months: 36,
            municipality: Some(m.code),
            ..Handover::municipal()
        };
        if m.index == GEOJSON { areas(out, m, &handover)? } else { sheet(out, m, &cells, &handover)? }
    }
    Ok(())
}

fn allowed(world: &World, m: &Municipality, index: u32) -> (&'static str, &'static str) {
    let number = hash(world.seed, "bestemming", u64::from(m.code) << 32 | u64::from(index)) % 100;
    match (m.parcels[index as usize].land, number) {
        (Land::Yard, 0..=5) => ("Bedrijf", "caravanstalling"),
        (Land::Yard, 6..=12) => ("Wonen", "voormalige boerderij"),
        (Land::Yard, 13..=18) => ("Agrarisch", "plattelandswoning"),
        (Land::Yard, _) => ("Agrarisch", "bouwvlak"),
        (Land::Field, 0..=6) => ("Natuur", ""),
        (Land::Field, _) => ("Agrarisch", "onbebouwd"),
        (Land::Business, 0..=4) => ("Detailhandel", ""),
        (Land::Business, _) => ("Bedrijventerrein", ["categorie 2", "categorie 3.1", "categorie 3.2"][number as usize % 3]),
        (Land::Port, _) => ("Bedrijf - Haven", "overslag"),
        (Land::RuralHome | Land::Home, _) => ("Wonen", ""),
    }
}

/// Ways to write `MKW03 B 1204`.
fn label(rng: &mut Rng, text: &str, id: &str) -> String {
    match rng.below(10) {
        0 => text.replace(' ', ""),
        1 => text.replace(' ', "-"),
        2 => id.to_owned(),
        3 => text.to_lowercase(),
        _ => text.to_owned(),
    }
}

fn sheet(out: &mut Out<'_>, m: &Municipality, cells: &[&Municipality], handover: &Handover<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let mut table = Rows::xlsx(out, &format!("gemeente {}/bestemmingen.xlsx", m.name), "Percelen", &[], &HEADING)?;
    for part in cells {
        let planned = (0..part.parcels.len() as u32).filter(|i| spots::planned(part.parcels[*i as usize].land));
        for index in planned {
            let (main, function) = allowed(world, part, index);
            let written = label(&mut table.rng, &part.parcel_label(index), &part.parcel_id(index));
            let year = 2009 + (u64::from(part.parcels[index as usize].town) * 3 + u64::from(part.code)) as i16 % 14;
            let plan = format!("Buitengebied {} {year}", m.name);
            let day = jiff::civil::date(year, 6, 12);
            let cells = [written.into(), Cell::from(main), Cell::from(function), plan.into(), Cell::Day(day)];
            table.add(&cells, &[Target::Parcel(part.parcel_id(index))])?;
        }
    }
    let mapping = Mapping::new("bestemming")
        .column("parcel_id", "Perceel")
        .column("category", "Enkelbestemming")
        .column("date", "Vastgesteld")
        .attribute("functie", "Functieaanduiding", "text")
        .attribute("plan", "Plan", "text");
    table.finish(handover, ("bestemmingen", &mapping))
}

fn areas(out: &mut Out<'_>, m: &Municipality, handover: &Handover<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let features: Vec<Feature> = (0..m.parcels.len() as u32)
        .filter(|i| spots::planned(m.parcels[*i as usize].land))
        .map(|index| {
            let (main, function) = allowed(world, m, index);
            let mut map = Map::new();
            map.insert("identificatie".into(), format!("NL.IMRO.{}.BP{index:06}", m.code).into());
            map.insert("bestemmingshoofdgroep".into(), main.into());
            map.insert("functie".into(), function.into());
            (map, m.parcels[index as usize].rect.ring(&m.frame))
        })
        .collect();
    let file = format!("gemeente {}/bestemmingen.geojson", m.name);
    geojson::write(&out.path(&file)?, "bestemmingen", Coordinates::Rd, &features)?;
    let mapping = Mapping::new("bestemming")
        .file("crs", "EPSG:28992")
        .column("code", "identificatie")
        .column("name", "bestemmingshoofdgroep")
        .attribute("functie", "functie", "text");
    out.deliver(&Handover { file: &file, format: "geojson", ..*handover }, Some(("bestemmingen_vlakken", &mapping)))
}
