// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `vastgoedaanbod`: what is or was for sale or to let; not by whom.

use jiff::ToSpan;

use crate::{
    DemoError,
    files::{
        mapping::Mapping,
        table::{Cell, Dialect},
    },
    mess,
    out::{Handover, Out},
    rng::Rng,
    rows::{Rows, day},
    spots,
    world::{Municipality, NONE, Use, World},
};

const HEADING: [&str; 7] = ["adres", "postcode", "plaats", "soort", "aanbod", "start", "eind"];

/// Writes the list.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let mut table = Rows::csv(out, "gemeenten vastgoed/aanbod.csv", Dialect { dates: "%d/%m/%Y", ..Dialect::OFFICE }, &HEADING)?;
    for m in &world.municipalities {
        for _ in 0..(m.addresses.len() as f64 * 0.014) as usize + 2 {
            offer(&mut table, world, m)?;
        }
    }
    let mapping = Mapping::new("aanbod")
        .file("delimiter", ";")
        .file("date_order", "dmy")
        .column("address", "adres")
        .column("postcode", "postcode")
        .column("town", "plaats")
        .column("category", "soort")
        .column("status", "aanbod")
        .column("date", "start")
        .column("date_end", "eind");
    let handover = Handover {
        source: "vastgoedaanbod",
        name: "Aanbod te koop of te huur",
        holder: "Gemeenten, afdeling vastgoed",
        ..Handover::municipal()
    };
    table.finish(&handover, ("vastgoedaanbod", &mapping))
}

/// An address on offer: business space and empty places more often than homes.
fn choose(rng: &mut Rng, world: &World, m: &Municipality) -> Option<u32> {
    let wanted = rng.chance(0.45);
    let tries = if wanted { 40 } else { 1 };
    let mut last = None;
    for _ in 0..tries {
        last = spots::living(rng, m);
        let found = last.filter(|a| m.addresses[*a as usize].building != NONE && m.vacant(world.seed, *a));
        if found.is_some() {
            return found;
        }
    }
    last
}

fn offer(table: &mut Rows<'_, '_>, world: &World, m: &Municipality) -> Result<(), DemoError> {
    let rng = &mut table.rng;
    let Some(address) = choose(rng, world, m) else { return Ok(()) };
    let start = day(rng, world.date, 4.0);
    let length = if m.vacant(world.seed, address) { rng.whole(90, 1200) } else { rng.whole(20, 300) };
    let end = start.saturating_add((length as i32).days());
    let end = (end < world.date).then_some(end);
    let building = m.addresses[address as usize].building;
    let kind = match m.buildings.get(building as usize).map(|b| b.use_) {
        Some(Use::Hall | Use::MultiTenant | Use::PortHall) => "bedrijfsruimte",
        Some(Use::Farmhouse | Use::Barn) => "woonboerderij",
        Some(Use::Shop) => "winkelruimte",
        _ => "woning",
    };
    let written = mess::address(rng, world, m, address, start, 0.8);
    let deal = *rng.pick(&["te koop", "te koop", "te huur"]);
    let cells: [Cell; 7] =
        [written.line().into(), written.postcode.into(), written.town.into(), kind.into(), deal.into(), start.into(), end.into()];
    table.add(&cells, &written.targets).map(|_| ())
}
