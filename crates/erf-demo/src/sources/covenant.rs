// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `vondsten_adres`, `meldingen_getoetst` and `netbeheerder_oordeel`: under the covenant only. No suspects, no text of
//! reports, no meter values.

use jiff::civil::Date;

use crate::{
    DemoError,
    files::{
        mapping::Mapping,
        table::{Cell, Dialect},
    },
    mess,
    out::{Handover, Out},
    rng::{Rng, hash},
    rows::{Rows, day},
    spots::{self, Spot},
    truth::Target,
    world::{Municipality, NONE, Use, World, hidden::Hidden},
};

/// Writes the finds.
pub(crate) fn finds(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let heading =
        ["registratienummer", "datum_vondst", "datum_registratie", "soort", "route", "adres", "postcode", "plaats", "gemeente", "x", "y"];
    let mut table = Rows::csv(
        out,
        "politie/vondsten per adres.csv",
        Dialect { dates: "%d-%m-%Y", bom: false, comma: true, ..Dialect::OFFICE },
        &heading,
    )?;
    let mut number = 0;
    for m in &world.municipalities {
        for h in &m.hidden {
            if let Some((date, route)) = h.found {
                number += 1;
                find(&mut table, world, m, h, (date, route), number)?;
            }
        }
    }
    let mapping = Mapping::new("vondst")
        .file("delimiter", ";")
        .file("date_order", "dmy")
        .column("row_id", "registratienummer")
        .column("date", "datum_vondst")
        .column("category", "soort")
        .column("address", "adres")
        .column("postcode", "postcode")
        .column("town", "plaats")
        .column("municipality", "gemeente")
        .column("x", "x")
        .column("y", "y")
        .attribute("route", "route", "text")
        .attribute("geregistreerd", "datum_registratie", "date");
    let handover =
        Handover { source: "vondsten_adres", name: "Vondsten per adres", holder: "Politie-eenheid Markerwaard", ..Handover::covenant() };
    table.finish(&handover, ("vondsten_adres", &mapping))
}

fn find(
    table: &mut Rows<'_, '_>,
    world: &World,
    m: &Municipality,
    h: &Hidden,
    (date, route): (Date, &str),
    number: u64,
) -> Result<(), DemoError> {
    let rng = &mut table.rng;
    let registered = date.saturating_add(jiff::Span::new().days(rng.whole(0, 60))).min(world.date);
    let barn = matches!(m.buildings[h.building as usize].use_, Use::Barn | Use::FieldShed);
    let (text, postcode, town, targets) = if h.address == NONE {
        (
            if rng.chance(0.5) { "veldschuur".to_owned() } else { "schuur in land".to_owned() },
            String::new(),
            String::new(),
            vec![Target::Building(m.building_id(h.building))],
        )
    } else {
        let w = mess::address(rng, world, m, h.address, date, 1.4);
        let text = if barn && rng.chance(0.6) { format!("schuur achter {}", w.line()) } else { w.line() };
        let mut targets = w.targets.clone();
        if barn {
            targets.push(Target::Building(m.building_id(h.building)));
        }
        (text, w.postcode, w.town, targets)
    };
    let located = h.address == NONE || rng.chance(0.2);
    let (x, y) = if located { spots::rd(Some(m.building_at(h.building))) } else { spots::nowhere() };
    let municipality = mess::municipality(rng, world, m, date);
    let key = format!("PL{}-{number:05}", date.year());
    let kind = if rng.chance(0.9) { h.kind } else { "overig" };
    let cells = [
        key.into(),
        date.into(),
        registered.into(),
        kind.into(),
        route.into(),
        text.into(),
        postcode.into(),
        town.into(),
        municipality.into(),
        x,
        y,
    ];
    table.add(&cells, &targets).map(|_| ())
}

/// Writes reports after they were tested; most are about places where nothing is hidden.
pub(crate) fn tested(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let heading = ["nr", "adres", "postcode", "plaats", "gemeente", "status na toets", "datum"];
    let mut table =
        Rows::csv(out, "politie/getoetste meldingen.csv", Dialect { windows_1252: true, bom: false, ..Dialect::OFFICE }, &heading)?;
    let mut number = 0;
    for m in &world.municipalities {
        for _ in 0..(m.addresses.len() as f64 * 0.0045) as usize + 1 {
            number += 1;
            report(&mut table, world, m, number)?;
        }
    }
    let mapping = Mapping::new("melding")
        .file("delimiter", ";")
        .file("encoding", "windows-1252")
        .file("date_order", "dmy")
        .column("row_id", "nr")
        .column("address", "adres")
        .column("postcode", "postcode")
        .column("town", "plaats")
        .column("municipality", "gemeente")
        .column("status", "status na toets")
        .column("date", "datum");
    let handover = Handover {
        source: "meldingen_getoetst",
        name: "Getoetste meldingen",
        holder: "Politie-eenheid Markerwaard",
        years: 3,
        ..Handover::covenant()
    };
    table.finish(&handover, ("meldingen_getoetst", &mapping))
}

/// A hiding place in one of six, else any address; villages see more.
fn suspected(rng: &mut Rng, m: &Municipality, when: Date, share: f64) -> (Option<u32>, bool) {
    if rng.chance(share) && !m.hidden.is_empty() {
        let h = &m.hidden[rng.below(m.hidden.len())];
        if h.address != NONE && h.from <= when && m.addresses[h.address as usize].exists() {
            return (Some(h.address), true);
        }
    }
    (spots::living(rng, m), false)
}

fn report(table: &mut Rows<'_, '_>, world: &World, m: &Municipality, number: i64) -> Result<(), DemoError> {
    let rng = &mut table.rng;
    let when = day(rng, world.date, 3.0);
    let (address, right) = suspected(rng, m, when, 0.17);
    let Some(address) = address else { return Ok(()) };
    let weights = if right { [4.0, 3.0, 1.5, 0.6] } else { [1.6, 4.0, 3.0, 1.5] };
    let status = ["aannemelijk", "mogelijk", "niet aannemelijk", "ontkracht"][rng.weighted(&weights)];
    let vague = rng.chance(0.12);
    let (text, postcode, town, targets) = if vague {
        let noted = spots::write(rng, world, m, Spot::Address(address), when, 0.0);
        (noted.text, String::new(), noted.town, noted.targets)
    } else {
        let w = mess::address(rng, world, m, address, when, 1.8);
        (w.line(), w.postcode.clone(), w.town.clone(), w.targets)
    };
    let municipality = mess::municipality(rng, world, m, when);
    let cells = [Cell::Whole(number), text.into(), postcode.into(), town.into(), municipality.into(), status.into(), when.into()];
    table.add(&cells, &targets).map(|_| ())
}

/// Writes the grid operator's judgements: "nader onderzoek" or not, never what was measured.
pub(crate) fn grid(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let heading = ["aansluiting", "straat", "huisnr", "toev", "postcode", "woonplaats", "oordeel", "datum"];
    let mut table = Rows::csv(out, "netbeheerder/oordelen.csv", Dialect { delimiter: b'\t', ..Dialect::PLAIN }, &heading)?;
    for m in &world.municipalities {
        for _ in 0..(m.addresses.len() as f64 * 0.004) as usize + 1 {
            judgement(&mut table, world, m)?;
        }
    }
    let mapping = Mapping::new("oordeel")
        .file("delimiter", "\t")
        .file("date_order", "ymd")
        .column("row_id", "aansluiting")
        .column("street", "straat")
        .column("number", "huisnr")
        .column("suffix", "toev")
        .column("postcode", "postcode")
        .column("town", "woonplaats")
        .column("status", "oordeel")
        .column("date", "datum");
    let handover = Handover {
        source: "netbeheerder_oordeel",
        name: "Oordeel netbeheerder",
        holder: "Netbeheer Markerwaard",
        years: 2,
        ..Handover::covenant()
    };
    table.finish(&handover, ("netbeheerder_oordeel", &mapping))
}

fn judgement(table: &mut Rows<'_, '_>, world: &World, m: &Municipality) -> Result<(), DemoError> {
    let rng = &mut table.rng;
    let when = day(rng, world.date, 2.0);
    let (address, right) = suspected(rng, m, when, 0.3);
    let Some(address) = address else { return Ok(()) };
    let verdict = if rng.chance(if right { 0.8 } else { 0.35 }) { "nader onderzoek" } else { "geen bijzonderheden" };
    let w = mess::address(rng, world, m, address, when, 0.8);
    let connection = format!("99{:016}", hash(world.seed, "aansluiting", m.address_id(address)) % 10_000_000_000_000_000);
    let addition = format!("{}{}", w.letter, w.suffix);
    let cells = [
        connection.into(),
        w.street.into(),
        w.number.into(),
        addition.into(),
        w.postcode.into(),
        w.town.into(),
        verdict.into(),
        Cell::Day(when),
    ];
    table.add(&cells, &w.targets).map(|_| ())
}
