// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `politiecijfers_gemeente` and `meldingen_gebied`: counts only. Small cells are withheld, which is not zero, and old
//! municipality names stand for old years.

use std::collections::BTreeMap;

use crate::{
    DemoError,
    files::{
        mapping::Mapping,
        table::{Cell, Dialect},
    },
    out::{Handover, Out},
    rng::Rng,
    rows::Rows,
    truth::Target,
    world::{ENDED, SUCCESSOR, World},
};

const ROUTES: [&str; 5] = ["melding burger", "opsporing", "controle", "ongeval of brand", "netbeheerder"];
const KINDS: [&str; 4] = ["hennep", "opslag", "lab", "dumpvoorraad"];

type Counts = BTreeMap<(i16, usize, &'static str, &'static str), u64>;

/// Finds per year, municipality of that year, kind and route.
fn finds(world: &World) -> Counts {
    let mut counts = Counts::new();
    let merger = world.merger().year();
    for m in &world.municipalities {
        for (day, route, kind) in m.hidden.iter().filter_map(|h| h.found.map(|f| (f.0, f.1, h.kind))) {
            let place = if m.index == ENDED && day.year() >= merger { SUCCESSOR } else { m.index };
            *counts.entry((day.year(), place, kind, route)).or_default() += 1;
        }
    }
    counts
}

/// Writes figures per municipality.
pub(crate) fn figures(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let counts = finds(world);
    let heading = ["Gemeente", "Jaar", "Soort", "Route", "Aantal"];
    let mut table = Rows::csv(out, "politie/politiecijfers per gemeente.csv", Dialect::OFFICE, &heading)?;
    let mut total = 0;
    for year in world.years() {
        for m in world.municipalities.iter().filter(|m| m.index != ENDED || year < world.merger().year()) {
            for kind in KINDS {
                for route in ROUTES {
                    let count = counts.get(&(year, m.index, kind, route)).copied().unwrap_or(0);
                    total += count;
                    let cell = if (1..5).contains(&count) { Cell::Empty } else { Cell::Whole(count as i64) };
                    let cells = [Cell::from(m.name), Cell::Whole(i64::from(year)), kind.into(), route.into(), cell];
                    table.figure(&cells, &[Target::Area(format!("GM{}", m.code))])?;
                }
            }
        }
    }
    let mapping = Mapping::new("politiecijfer")
        .file("delimiter", ";")
        .column("municipality", "Gemeente")
        .column("category", "Soort")
        .column("amount", "Aantal")
        .attribute("jaar", "Jaar", "number")
        .attribute("route", "Route", "text");
    let handover = Handover {
        source: "politiecijfers_gemeente",
        name: "Politiecijfers per gemeente",
        holder: "Politie-eenheid Markerwaard",
        ..Handover::municipal()
    };
    table.total("Totaal eenheid", total, &handover, ("politiecijfers_gemeente", &mapping))
}

/// Writes reports per neighbourhood: more where more people live, whatever happens there.
pub(crate) fn reports(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let mut table = Rows::csv(
        out,
        "politie/meldingen per buurt.csv",
        Dialect::OFFICE,
        &["Buurtcode", "Buurtnaam", "Gemeente", "Jaar", "Aantal meldingen"],
    )?;
    for year in world.years() {
        for m in &world.municipalities {
            let mean = m.addresses.len() as f64 / m.neighbourhoods.len().max(1) as f64 / 220.0;
            let name = if year < world.merger().year() { m.name } else { world.today(m.index).name };
            for n in &m.neighbourhoods {
                let rural = n.name.starts_with("Buitengebied");
                let count = draw(&mut table.rng, if rural { mean * 0.25 } else { mean * 2.6 });
                let cell = if (1..5).contains(&count) { Cell::Empty } else { Cell::Whole(count) };
                let cells = [Cell::Text(n.code.clone()), Cell::Text(n.name.clone()), Cell::from(name), Cell::Whole(i64::from(year)), cell];
                table.figure(&cells, &[Target::Area(n.code.clone())])?;
            }
        }
    }
    let mapping = Mapping::new("meldingen")
        .file("delimiter", ";")
        .column("place_text", "Buurtcode")
        .column("municipality", "Gemeente")
        .column("amount", "Aantal meldingen")
        .attribute("buurt", "Buurtnaam", "text")
        .attribute("jaar", "Jaar", "number");
    let handover =
        Handover { source: "meldingen_gebied", name: "Meldingen per buurt", holder: "Politie en meldlijn", ..Handover::municipal() };
    table.finish(&handover, ("meldingen_gebied", &mapping))
}

/// A count around a mean that may be large.
fn draw(rng: &mut Rng, mean: f64) -> i64 {
    let low = mean.min(40.0);
    (rng.count(low) as f64 * mean / low.max(0.01)).round() as i64
}
