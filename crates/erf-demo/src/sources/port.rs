// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `havenregister`: berths and boxes, taken or not, with a contract or not; `haven_incidenten`: what guards met.

use crate::{
    DemoError,
    files::{
        mapping::Mapping,
        table::{Cell, Dialect},
    },
    mess,
    out::{Handover, Out},
    rows::{Rows, day},
    truth::Target,
    world::{Object, port::PORT},
};

/// Writes the register of the harbour master.
pub(crate) fn register(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let heading = ["Plek", "Soort", "Kade", "Nr", "Bezet", "Contract", "Vaartuig bekend", "Peildatum"];
    let mut table = Rows::csv(out, "havenmeester/ligplaatsen en boxen.csv", Dialect::OFFICE, &heading)?;
    let m = &world.municipalities[PORT];
    let areas: Vec<u32> = m.parks.iter().filter(|p| p.port).flat_map(|p| p.addresses.clone()).collect();
    let places = areas.into_iter().filter(|a| m.addresses[*a as usize].exists() && m.addresses[*a as usize].area < 50);
    for (number, address) in places.enumerate() {
        let berth = m.addresses[address as usize].object == Object::Berth;
        let written = mess::address(&mut table.rng, world, m, address, world.date, 1.0);
        let rng = &mut table.rng;
        let taken = rng.chance(0.82);
        let contract = taken && rng.chance(0.86);
        let vessel = if berth { Cell::YesNo(taken && rng.chance(0.9)) } else { Cell::Empty };
        let name = if berth { format!("L{:02}", number + 1) } else { format!("Box {}", m.addresses[address as usize].number) };
        let house = written.number_line();
        let cells = [
            name.into(),
            Cell::from(if berth { "ligplaats" } else { "box" }),
            written.street.into(),
            house.into(),
            Cell::YesNo(taken),
            Cell::YesNo(contract),
            vessel,
            Cell::Day(world.date),
        ];
        table.add(&cells, &written.targets)?;
    }
    let mapping = Mapping::new("ligplaats")
        .file("delimiter", ";")
        .column("row_id", "Plek")
        .column("category", "Soort")
        .column("street", "Kade")
        .column("number", "Nr")
        .column("date", "Peildatum")
        .attribute("bezet", "Bezet", "yesno")
        .attribute("contract", "Contract", "yesno")
        .attribute("vaartuig_bekend", "Vaartuig bekend", "yesno");
    let holder = format!("Havenmeester {}", m.name);
    let handover = Handover {
        source: "havenregister",
        name: "Ligplaatsen en boxen",
        holder: &holder,
        years: 1,
        municipality: Some(m.code),
        ..Handover::municipal()
    };
    table.finish(&handover, ("havenregister", &mapping))
}

/// Writes what guards, police and customs met on port grounds.
pub(crate) fn incidents(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let heading = ["Nr", "Datum", "Terrein", "Soort", "Gemeente"];
    let mut table = Rows::csv(out, "havenbeveiliging/incidenten haventerreinen.csv", Dialect { bom: false, ..Dialect::OFFICE }, &heading)?;
    let m = &world.municipalities[PORT];
    let ports: Vec<_> = m.parks.iter().filter(|p| p.port).collect();
    for number in 1..=if ports.is_empty() { 0 } else { 14 + m.addresses.len() as i64 / 700 } {
        let rng = &mut table.rng;
        let port = *rng.pick(&ports);
        let when = day(rng, world.date, 2.0);
        let kind = *rng.pick(&[
            "onbevoegde op terrein",
            "gat in hekwerk",
            "uithaalpoging",
            "onbekend voertuig in de nacht",
            "drone boven terrein",
        ]);
        let name = match rng.below(6) {
            0 => mess::typo(rng, &port.name),
            1 => port.name.replace("Haven", "haventerrein"),
            2 => port.name.to_uppercase(),
            _ => port.name.clone(),
        };
        let municipality = mess::municipality(rng, world, m, when);
        let cells = [Cell::Whole(number), when.into(), name.into(), kind.into(), municipality.into()];
        table.add(&cells, &[Target::Area(port.code.clone())])?;
    }
    let mapping = Mapping::new("havenincident")
        .file("delimiter", ";")
        .column("row_id", "Nr")
        .column("date", "Datum")
        .column("place_text", "Terrein")
        .column("category", "Soort")
        .column("municipality", "Gemeente");
    let handover = Handover {
        source: "haven_incidenten",
        name: "Incidenten op haventerreinen",
        holder: "Havenbeveiliging, politie en douane",
        years: 2,
        ..Handover::covenant()
    };
    table.finish(&handover, ("haven_incidenten", &mapping))
}
