// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `woz_gebruik`: parts of farm yards and business premises, their area and whether they are used; no owner, no value.
//!
//! The address of every shed is that of the house, also when the shed stands two kilometres away.

use crate::{
    DemoError,
    files::{
        mapping::Mapping,
        table::{Cell, Dialect},
    },
    mess,
    out::{Handover, Out},
    rng::hash,
    rows::Rows,
    truth::Target,
    world::{Municipality, NONE, Use, World, Yard, YardKind},
};

const HEADING: [&str; 9] =
    ["WOZ-object", "Deelobject", "Soort deelobject", "Oppervlakte", "In gebruik", "BAG pand", "Straat en nummer", "Postcode", "Plaats"];

/// Writes the list.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let mut table = Rows::csv(out, "belastingsamenwerking/gebruik deelobjecten.csv", Dialect::OFFICE, &HEADING)?;
    let mut count = 0;
    for m in &world.municipalities {
        for (number, yard) in m.yards.iter().enumerate() {
            if m.addresses[yard.addresses.start as usize].exists() {
                count += object(&mut table, world, m, number, yard)?;
            }
        }
    }
    let mapping = Mapping::new("deelobject")
        .file("delimiter", ";")
        .file("decimal", ",")
        .column("row_id", "WOZ-object")
        .column("category", "Soort deelobject")
        .attribute("oppervlakte", "Oppervlakte", "number")
        .column("status", "In gebruik")
        .column("building_id", "BAG pand")
        .column("address", "Straat en nummer")
        .column("postcode", "Postcode")
        .column("town", "Plaats")
        .attribute("deelobject", "Deelobject", "number");
    let handover = Handover {
        source: "woz_gebruik",
        name: "Gebruik van deelobjecten",
        holder: "Belastingsamenwerking Markerwaard",
        years: 3,
        ..Handover::municipal()
    };
    table.total("Totaal", count, &handover, ("woz_gebruik", &mapping))
}

fn object(table: &mut Rows<'_, '_>, world: &World, m: &Municipality, number: usize, yard: &Yard) -> Result<u64, DemoError> {
    let code = format!("{}{number:08}", m.code);
    let far = (yard.far_shed != NONE).then_some(yard.far_shed);
    let buildings = yard.buildings.clone().chain(far).filter(|b| m.buildings[*b as usize].life.exists());
    let mut part = 0;
    for building in buildings {
        part += 1;
        line(table, world, m, yard, building, &code, part)?;
    }
    Ok(part as u64)
}

fn line(
    table: &mut Rows<'_, '_>,
    world: &World,
    m: &Municipality,
    yard: &Yard,
    building: u32,
    code: &str,
    part: i64,
) -> Result<(), DemoError> {
    let b = &m.buildings[building as usize];
    let id = m.building_id(building);
    let written = mess::address(&mut table.rng, world, m, yard.addresses.start, world.date, 1.0);
    let rng = &mut table.rng;
    let used = if yard.kind == YardKind::Farm && yard.stopped > 0 {
        rng.chance(0.55)
    } else {
        !m.vacant(world.seed, yard.addresses.start) && rng.chance(0.95)
    };
    let whole = f64::from(b.w) * f64::from(b.l) / 10_000.0;
    let unit = b.use_ == Use::MultiTenant;
    let area = if unit { f64::from(m.addresses[yard.addresses.start as usize].area) } else { whole };
    let known = rng.chance(0.55);
    let mut targets = if unit { Vec::new() } else { vec![Target::Building(id)] };
    if !known || unit || b.use_ == Use::Farmhouse {
        targets.extend(written.targets.clone());
    }
    let key = if known { Cell::Text(format!("{id:016}")) } else { Cell::Empty };
    let where_ = if rng.chance(0.05) { format!("achter {}", written.line()) } else { written.line() };
    let cells = [
        Cell::from(code),
        Cell::Whole(part),
        Cell::from(sort(b.use_, hash(world.seed, "soort", id))),
        Cell::Number(area * rng.between(0.94, 1.06), 1),
        Cell::YesNo(used),
        key,
        where_.into(),
        written.postcode.into(),
        written.town.into(),
    ];
    table.add(&cells, &targets).map(|_| ())
}

fn sort(use_: Use, number: u64) -> &'static str {
    match use_ {
        Use::Farmhouse => "boerderijwoning",
        Use::Barn => ["ligboxenstal", "schuur", "werktuigenloods", "kapberg", "aardappelbewaarplaats", "stal"][number as usize % 6],
        Use::FieldShed => "veldschuur",
        Use::Hall | Use::PortHall => "bedrijfshal",
        Use::MultiTenant => "bedrijfsunit",
        _ => "bijgebouw",
    }
}
