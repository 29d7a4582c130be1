// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `vergunningen`: livestock permits with status and date.

use crate::{
    DemoError,
    files::{
        mapping::Mapping,
        table::{Cell, Dialect},
    },
    mess,
    out::{Handover, Out},
    rows::{Rows, day},
    spots,
    truth::Target,
    world::{Municipality, World, Yard, YardKind},
};

const HEADING: [&str; 9] = ["vergunningnummer", "soort", "adres", "postcode", "plaats", "x", "y", "status", "datum_besluit"];

/// Writes the list.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let mut table = Rows::csv(out, "omgevingsdienst/vergunningen_veehouderij.csv", Dialect::PLAIN, &HEADING)?;
    for m in &world.municipalities {
        for (number, yard) in m.yards.iter().enumerate() {
            if yard.kind == YardKind::Farm && yard.livestock && m.addresses[yard.addresses.start as usize].exists() {
                permit(&mut table, world, m, number, yard)?;
            }
        }
    }
    let mapping = Mapping::new("vergunning")
        .file("delimiter", ",")
        .file("date_order", "ymd")
        .column("row_id", "vergunningnummer")
        .column("category", "soort")
        .column("address", "adres")
        .column("postcode", "postcode")
        .column("town", "plaats")
        .column("x", "x")
        .column("y", "y")
        .column("status", "status")
        .column("date", "datum_besluit");
    let handover = Handover {
        source: "vergunningen",
        name: "Milieuvergunningen veehouderij",
        holder: "Omgevingsdienst Markerwaard",
        years: 10,
        ..Handover::municipal()
    };
    table.finish(&handover, ("vergunningen", &mapping))
}

fn permit(table: &mut Rows<'_, '_>, world: &World, m: &Municipality, number: usize, yard: &Yard) -> Result<(), DemoError> {
    let written = mess::address(&mut table.rng, world, m, yard.addresses.start, world.date, 1.6);
    let rng = &mut table.rng;
    let ended = if yard.stopped > 0 { rng.chance(0.7) } else { rng.chance(0.04) };
    let status =
        if ended { *rng.pick(&["ingetrokken", "vervallen"]) } else { *rng.pick(&["verleend", "verleend", "verleend", "van rechtswege"]) };
    let when =
        if ended && yard.stopped > 0 { jiff::civil::date(yard.stopped as i16, 3, 1).min(world.date) } else { day(rng, world.date, 14.0) };
    let at = yard.buildings.clone().last().map(|b| m.building_at(b)).filter(|_| rng.chance(0.5));
    let (x, y) = spots::rd(at);
    let (x, y) = if rng.chance(0.04) { (y, x) } else { (x, y) };
    let place: Cell = if rng.chance(0.5) { written.whole().into() } else { written.line().into() };
    let mut targets = written.targets;
    targets.extend(yard.buildings.clone().last().filter(|_| at.is_some()).map(|b| Target::Building(m.building_id(b))));
    let key = format!("OD.{}.{:05}", m.code, number * 3 % 100_000);
    let kind = *rng.pick(&["Wet milieubeheer", "omgevingsvergunning milieu", "melding Activiteitenbesluit"]);
    let cells = [key.into(), kind.into(), place, written.postcode.into(), written.town.into(), x, y, status.into(), when.into()];
    table.add(&cells, &targets).map(|_| ())
}
