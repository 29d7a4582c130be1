// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `zaken_toezicht`, `signalen_toezicht` and `bezoeken_telling`: what supervisors did and saw. Supervision goes where it
//! went before: business parks first, the countryside seldom.

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
    spots::{self, Spot},
    truth::Target,
    world::{Municipality, World, YardKind},
};

/// A place where supervisors come: a unit, an address or a shed.
fn visited(rng: &mut Rng, m: &Municipality) -> Spot {
    match rng.weighted(&[48.0, 30.0, 22.0]) {
        0 => unit(rng, m).map_or(Spot::Unknown, Spot::Address),
        1 => spots::living(rng, m).map_or(Spot::Unknown, Spot::Address),
        _ => spots::shed(rng, m).map_or(Spot::Unknown, |(b, a)| Spot::Shed(b, a)),
    }
}

fn unit(rng: &mut Rng, m: &Municipality) -> Option<u32> {
    (0..60).find_map(|_| {
        let yard = m.yards.get(rng.below(m.yards.len()))?;
        let address = yard.addresses.start;
        (yard.kind == YardKind::Unit && m.addresses[address as usize].exists()).then_some(address)
    })
}

/// Text and targets of such a place; addresses are written whole.
fn note(rng: &mut Rng, world: &World, m: &Municipality, spot: Spot, when: jiff::civil::Date) -> (String, String, Vec<Target>) {
    match spot {
        Spot::Address(index) => {
            let w = mess::address(rng, world, m, index, when, 1.5);
            (w.line(), w.town.clone(), w.targets)
        }
        _ => {
            let noted = spots::write(rng, world, m, spot, when, 0.0);
            (noted.text, noted.town, noted.targets)
        }
    }
}

/// Writes the cases.
pub(crate) fn cases(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let heading = ["Zaaknummer", "Soort zaak", "Status", "Datum start", "Datum afgehandeld", "Locatie", "Plaats", "Gemeente"];
    let mut table = Rows::csv(
        out,
        "omgevingsdienst/zaken toezicht en handhaving.csv",
        Dialect { bom: false, windows_1252: true, ..Dialect::OFFICE },
        &heading,
    )?;
    let mut number = 0;
    for m in &world.municipalities {
        let count = (m.addresses.len() as f64 * 0.012) as usize + 4;
        for _ in 0..count {
            number += 1;
            case(&mut table, world, m, number)?;
        }
    }
    let mapping = Mapping::new("zaak")
        .file("encoding", "windows-1252")
        .file("delimiter", ";")
        .file("date_order", "dmy")
        .column("row_id", "Zaaknummer")
        .column("category", "Soort zaak")
        .column("status", "Status")
        .column("date", "Datum start")
        .column("date_end", "Datum afgehandeld")
        .column("address", "Locatie")
        .column("town", "Plaats")
        .column("municipality", "Gemeente");
    let handover = Handover {
        source: "zaken_toezicht",
        name: "Zaken toezicht en handhaving",
        holder: "Omgevingsdienst Markerwaard",
        ..Handover::municipal()
    };
    table.total("Totaal zaken", number, &handover, ("zaken_toezicht", &mapping))
}

fn case(table: &mut Rows<'_, '_>, world: &World, m: &Municipality, number: u64) -> Result<(), DemoError> {
    let rng = &mut table.rng;
    let spot = visited(rng, m);
    let when = day(rng, world.date, 5.0);
    let hides = matches!(spot, Spot::Address(a) if m.hides(a, when));
    let weights = if hides { [2.0, 3.0, 1.0, 1.5, 1.0] } else { [1.0, 3.0, 1.2, 2.0, 1.2] };
    let kind = ["strijdig gebruik", "milieucontrole", "brandveiligheid", "bouwen zonder vergunning", "opslag gevaarlijke stoffen é.d."]
        [rng.weighted(&weights)];
    let open = rng.chance(0.22);
    let end = (!open).then(|| when.saturating_add(jiff::Span::new().days(rng.whole(3, 300))).min(world.date));
    let status = if open { *rng.pick(&["in behandeling", "open bevinding", "hercontrole gepland"]) } else { "afgehandeld" };
    let (text, town, targets) = note(rng, world, m, spot, when);
    let municipality = mess::municipality(rng, world, m, when);
    let cells = [
        format!("Z{}-{number:06}", when.year()).into(),
        kind.into(),
        status.into(),
        when.into(),
        end.into(),
        text.into(),
        town.into(),
        municipality.into(),
    ];
    table.add(&cells, &targets).map(|_| ())
}

/// Writes the signals of supervisors and of people who come to yards for their work.
pub(crate) fn signals(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let heading = ["nr", "datum", "waarneming", "betrouwbaarheid", "inhoud", "plaats", "woonplaats", "gemeente"];
    let mut table = Rows::csv(out, "toezicht/signalen.csv", Dialect::OFFICE, &heading)?;
    let mut number = 0;
    for m in &world.municipalities {
        for _ in 0..(m.addresses.len() as f64 * 0.0035) as usize + 2 {
            number += 1;
            signal(&mut table, world, m, number)?;
        }
    }
    let mapping = Mapping::new("signaal")
        .file("delimiter", ";")
        .column("row_id", "nr")
        .column("date", "datum")
        .column("category", "waarneming")
        .column("place_text", "plaats")
        .column("town", "woonplaats")
        .column("municipality", "gemeente")
        .attribute("betrouwbaarheid", "betrouwbaarheid", "text")
        .attribute("inhoud", "inhoud", "number");
    let handover = Handover {
        source: "signalen_toezicht",
        name: "Signalen van toezicht en erfbetreders",
        holder: "Eigen register",
        years: 2,
        months: 24,
        ..Handover::municipal()
    };
    table.finish(&handover, ("signalen_toezicht", &mapping))
}

fn signal(table: &mut Rows<'_, '_>, world: &World, m: &Municipality, number: i64) -> Result<(), DemoError> {
    let rng = &mut table.rng;
    let known = rng.chance(0.06) && !m.hidden.is_empty();
    let spot = if known {
        let h = m.hidden[rng.below(m.hidden.len())];
        if h.address == crate::world::NONE { Spot::Unknown } else { Spot::Address(h.address) }
    } else {
        visited(rng, m)
    };
    let when = day(rng, world.date, 2.0);
    let seen = *rng.pick(&[
        "ramen afgeplakt",
        "ongewone geur",
        "auto's in de nacht",
        "camera's op schuur",
        "jerrycans",
        "afzuiging aan dak",
        "geen gebruik zichtbaar",
    ]);
    let (text, town, targets) = note(rng, world, m, spot, when);
    let grade = ["A", "B", "B", "C", "D"][rng.below(5)];
    let weight = rng.whole(1, 4);
    let municipality = mess::municipality(rng, world, m, when);
    let cells =
        [Cell::Whole(number), when.into(), seen.into(), grade.into(), Cell::Whole(weight), text.into(), town.into(), municipality.into()];
    table.add(&cells, &targets).map(|_| ())
}

/// Writes how many visits each neighbourhood got.
pub(crate) fn visits(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let mut table = Rows::csv(out, "toezicht/bezoeken per buurt.csv", Dialect::OFFICE, &["Buurtcode", "Buurt", "Jaar", "Aantal bezoeken"])?;
    let mut all = 0;
    for year in world.years() {
        for m in &world.municipalities {
            for n in &m.neighbourhoods {
                let rural = n.name.starts_with("Buitengebied");
                let count = table.rng.count(if rural { 1.4 } else { 6.0 }) as u64;
                all += count;
                let cells =
                    [Cell::Text(n.code.clone()), Cell::Text(n.name.clone()), Cell::Whole(i64::from(year)), Cell::Whole(count as i64)];
                table.figure(&cells, &[Target::Area(n.code.clone())])?;
            }
        }
    }
    let mapping = Mapping::new("bezoeken")
        .file("delimiter", ";")
        .column("place_text", "Buurtcode")
        .column("amount", "Aantal bezoeken")
        .attribute("buurt", "Buurt", "text")
        .attribute("jaar", "Jaar", "number");
    let handover =
        Handover { source: "bezoeken_telling", name: "Aantal bezoeken per gebied", holder: "Eigen register", ..Handover::municipal() };
    table.total("Totaal", all, &handover, ("bezoeken_telling", &mapping))
}
