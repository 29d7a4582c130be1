// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `dumpingen` and `milieuklachten`: spreadsheets kept by hand, with places as text.

use jiff::{ToSpan, civil::Date};

use crate::{
    DemoError,
    files::{mapping::Mapping, table::Cell},
    out::{Handover, Out},
    rng::Rng,
    rows::{Rows, day},
    spots::{self, Spot},
    world::{Municipality, World},
};

const HEADING: [&str; 9] =
    ["Zaaknr", "Datum melding", "Gemeente", "Plaats / omschrijving", "Kern", "X", "Y", "Nauwkeurigheid (m)", "Soort afval"];

/// A dump that really happened.
struct Dump {
    municipality: usize,
    spot: Spot,
    day: Date,
    drugs: bool,
    number: u64,
}

/// Writes the list of the environmental service and that of the water board; some dumps stand in both.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    let dumps = draw(out.world);
    let years = format!("{}-{}", out.world.date.year() - 5, out.world.date.year());
    let service = format!("omgevingsdienst/dumpingen {years}.xlsx");
    let title = format!("Dumpingen en afvalincidenten {years}");
    list(out, &service, "Omgevingsdienst Markerwaard", &title, &dumps, |d| d.number % 9 != 0 || d.number % 2 == 0)?;
    let board = format!("waterschap/afval langs water {years}.xlsx");
    list(out, &board, "Waterschap Markerwaard", &title, &dumps, |d| matches!(d.spot, Spot::Ditch(_)) || d.number % 9 == 0)
}

fn draw(world: &World) -> Vec<Dump> {
    let mut dumps = Vec::new();
    for m in &world.municipalities {
        let mut rng = Rng::stream(world.seed, "dumpingen", m.index as u64);
        for _ in 0..5 + (m.addresses.len() as f64 * 0.0042) as usize {
            let (spot, when, drugs) = (spots::draw(&mut rng, world, m), day(&mut rng, world.date, 5.0), rng.chance(0.3));
            dumps.push(Dump { municipality: m.index, spot, day: when, drugs, number: 0 });
        }
    }
    dumps.sort_by_key(|d| (d.day, d.municipality));
    (1..).zip(&mut dumps).for_each(|(number, dump)| dump.number = number);
    dumps
}

/// Date cells as three people kept them: real dates, bare serial numbers, text.
fn date_cell(rng: &mut Rng, date: Date) -> Cell {
    match rng.below(20) {
        0..=11 => Cell::Day(date),
        12..=15 => Cell::Serial(date),
        16..=17 => Cell::Text(date.strftime("%d-%m-%Y").to_string()),
        18 => Cell::Text(format!("{} {} {}", date.day(), MONTHS[(date.month() - 1) as usize], date.year())),
        _ => Cell::Text(date.strftime("%-d/%-m/%y").to_string()),
    }
}

const MONTHS: [&str; 12] =
    ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

const SEEN_AS_DRUGS: [&str; 4] = ["drugsafval", "drugsafval (vaten)", "jerrycans, vermoedelijk drugs", "chemisch afval"];
const SEEN_AS_WASTE: [&str; 3] = ["grof vuil", "overig afval", "vaten"];
const WASTE: [&str; 7] =
    ["huishoudelijk", "grof vuil", "bouw- en sloopafval", "asbestverdacht", "autobanden", "hennepafval", "overig afval"];

/// Drums that were cleaned up are often coded as ordinary waste.
fn waste(rng: &mut Rng, drugs: bool) -> &'static str {
    let coded: &[&'static str] = if drugs && rng.chance(0.72) {
        &SEEN_AS_DRUGS
    } else if drugs {
        &SEEN_AS_WASTE
    } else {
        &WASTE
    };
    coded[rng.below(coded.len())]
}

fn list(out: &mut Out<'_>, file: &str, holder: &str, title: &str, dumps: &[Dump], keep: impl Fn(&Dump) -> bool) -> Result<(), DemoError> {
    let world = out.world;
    let mut table = Rows::xlsx(out, file, "Meldingen", &[title, "bron: meldkamer, handmatig bijgehouden", ""], &HEADING)?;
    let mut count = 0;
    for dump in dumps.iter().filter(|d| keep(d)) {
        let m = &world.municipalities[dump.municipality];
        let row = line(&mut table, world, m, dump, 0)?;
        table.same(&format!("dumping/{}", dump.number), row)?;
        count += 1;
        if table.rng.chance(0.05) {
            let later = table.rng.whole(1, 9);
            let again = line(&mut table, world, m, dump, later)?;
            table.same(&format!("dumping/{}", dump.number), again)?;
            count += 1;
        }
    }
    let mapping = Mapping::new("dumping")
        .file("sheet", "Meldingen")
        .file("header_row", 4)
        .file("date_order", "dmy")
        .column("row_id", "Zaaknr")
        .column("date", "Datum melding")
        .column("municipality", "Gemeente")
        .column("place_text", "Plaats / omschrijving")
        .column("town", "Kern")
        .column("x", "X")
        .column("y", "Y")
        .column("precision_m", "Nauwkeurigheid (m)")
        .column("category", "Soort afval");
    let handover = Handover { source: "dumpingen", name: "Dumpingen en afvalincidenten", holder, ..Handover::municipal() };
    table.total("Totaal", count, &handover, ("dumpingen", &mapping))
}

fn line(table: &mut Rows<'_, '_>, world: &World, m: &Municipality, dump: &Dump, later: i64) -> Result<u64, DemoError> {
    let rng = &mut table.rng;
    let when = dump.day.saturating_add((later as i32).days()).min(world.date);
    let noted = spots::write(rng, world, m, dump.spot, when, 0.45);
    let number = dump.number + later.unsigned_abs() * 10_000;
    let key: Cell = if rng.chance(0.3) { Cell::Whole(number as i64) } else { Cell::Text(format!("{number:06}")) };
    let date = date_cell(rng, when);
    let kind = waste(rng, dump.drugs);
    let cells =
        [key, date, noted.municipality.into(), noted.text.into(), noted.town.into(), noted.x, noted.y, noted.precision, kind.into()];
    table.add(&cells, &noted.targets)
}

/// Writes the complaints about smell and discharge: near villages people complain more.
pub(crate) fn complaints(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let heading = ["Klachtnr", "Datum", "Soort", "Plaats", "Kern", "Gemeente", "Bron bekend"];
    let mut table = Rows::xlsx(out, "omgevingsdienst/klachten geur en lozing.xlsx", "Klachten", &["Klachtenregistratie", ""], &heading)?;
    let mut number = 0;
    for m in &world.municipalities {
        for _ in 0..(m.addresses.len() as f64 * 0.008) as usize + 3 {
            number += 1;
            complaint(&mut table, world, m, number)?;
        }
    }
    let mapping = Mapping::new("klacht")
        .file("header_row", 3)
        .column("row_id", "Klachtnr")
        .column("date", "Datum")
        .column("category", "Soort")
        .column("place_text", "Plaats")
        .column("town", "Kern")
        .column("municipality", "Gemeente")
        .attribute("bron_bekend", "Bron bekend", "yesno");
    let handover = Handover {
        source: "milieuklachten",
        name: "Klachten geur en lozing",
        holder: "Omgevingsdienst Markerwaard",
        years: 3,
        ..Handover::municipal()
    };
    table.finish(&handover, ("milieuklachten", &mapping))
}

fn complaint(table: &mut Rows<'_, '_>, world: &World, m: &Municipality, number: i64) -> Result<(), DemoError> {
    let rng = &mut table.rng;
    let when = day(rng, world.date, 3.0);
    let spot = match rng.below(10) {
        0..=5 => spots::living(rng, m).map_or(Spot::Unknown, Spot::Address),
        6 if !m.hidden.is_empty() => {
            let h = &m.hidden[rng.below(m.hidden.len())];
            if h.address == crate::world::NONE || when < h.from { Spot::Unknown } else { Spot::Address(h.address) }
        }
        _ => spots::draw(rng, world, m),
    };
    let noted = spots::write(rng, world, m, spot, when, 0.0);
    let kind = *rng.pick(&["geur (agrarisch)", "geur (chemisch)", "geur", "lozing op sloot", "schuim op water", "geur (hennep?)"]);
    let known = rng.chance(if kind == "geur (agrarisch)" { 0.7 } else { 0.35 });
    let date = date_cell(rng, when);
    let cells =
        [Cell::Whole(number), date, kind.into(), noted.text.into(), noted.town.into(), noted.municipality.into(), Cell::YesNo(known)];
    table.add(&cells, &noted.targets).map(|_| ())
}
