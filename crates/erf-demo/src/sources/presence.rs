// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `leegstand`: per address whether a resident, an establishment or a user is registered. Yes or no, no names, no counts.
//!
//! Each municipality has its own layout; one sends CSV in Windows-1252 with semicolons and decimal commas, one lets its
//! spreadsheet turn sixteen-digit ids into numbers, so that the last digit is lost.

use std::collections::BTreeSet;

use crate::{
    DemoError,
    files::{
        mapping::Mapping,
        table::{Cell, Dialect},
    },
    mess::{self, Written},
    out::{Handover, Out},
    rows::Rows,
    world::{Municipality, NONE, Use, World},
};

/// The municipality that sends CSV.
const CSV: usize = 4;
/// The municipality whose ids became numbers.
const NUMBERS: usize = 7;

/// Writes one list per municipality.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    for (m, cells) in world.current() {
        let layout = if m.index == CSV {
            3
        } else if m.index == NUMBERS {
            2
        } else {
            m.index % 3
        };
        list(out, m, &cells, layout)?;
    }
    Ok(())
}

fn heading(layout: usize) -> &'static [&'static str] {
    match layout {
        0 => &["Straat", "Huisnr", "Huisletter", "Toev", "Postcode", "Woonplaats", "Bewoner", "Vestiging", "Gebruiker"],
        1 => &["Adres", "Postcode", "Plaats", "Bewoner ja/nee", "Vestiging ja/nee", "Gebruiker ja/nee"],
        2 => &["BAG-adres", "Straatnaam", "Nummer", "Postcode", "Woonplaats", "Bewoner", "Vestiging", "Gebruiker"],
        _ => &["Straat", "Nummer", "Postcode", "Woonplaats", "Oppervlakte m²", "Bewoner", "Vestiging", "Gebruiker (geïnd)"],
    }
}

fn mapping(layout: usize) -> Mapping {
    let mapping = Mapping::new("aanwezigheid");
    let yes = |m: Mapping, a: &str, b: &str, c: &str| {
        m.attribute("bewoner", a, "yesno").attribute("vestiging", b, "yesno").attribute("gebruiker", c, "yesno")
    };
    match layout {
        0 => yes(
            mapping
                .column("street", "Straat")
                .column("number", "Huisnr")
                .column("letter", "Huisletter")
                .column("suffix", "Toev")
                .column("postcode", "Postcode")
                .column("town", "Woonplaats"),
            "Bewoner",
            "Vestiging",
            "Gebruiker",
        ),
        1 => yes(
            mapping.file("header_row", 3).column("address", "Adres").column("postcode", "Postcode").column("town", "Plaats"),
            "Bewoner ja/nee",
            "Vestiging ja/nee",
            "Gebruiker ja/nee",
        ),
        2 => yes(
            mapping
                .column("address_id", "BAG-adres")
                .column("street", "Straatnaam")
                .column("number", "Nummer")
                .column("postcode", "Postcode")
                .column("town", "Woonplaats"),
            "Bewoner",
            "Vestiging",
            "Gebruiker",
        ),
        _ => yes(
            mapping
                .file("encoding", "windows-1252")
                .file("delimiter", ";")
                .file("decimal", ",")
                .column("street", "Straat")
                .column("number", "Nummer")
                .column("postcode", "Postcode")
                .column("town", "Woonplaats")
                .attribute("oppervlakte", "Oppervlakte m²", "number"),
            "Bewoner",
            "Vestiging",
            "Gebruiker (geïnd)",
        ),
    }
}

fn list(out: &mut Out<'_>, m: &Municipality, cells: &[&Municipality], layout: usize) -> Result<(), DemoError> {
    let world = out.world;
    let folder = format!("gemeente {}", m.name);
    let mut table = if layout == 3 {
        let dialect = Dialect { windows_1252: true, bom: false, ..Dialect::OFFICE };
        Rows::csv(out, &format!("{folder}/aanwezigheid per adres.csv"), dialect, heading(layout))?
    } else {
        let title = format!("Aanwezigheid per adres, gemeente {}", m.name);
        let above: &[&str] = if layout == 1 { &[&title, ""] } else { &[] };
        Rows::xlsx(out, &format!("{folder}/aanwezigheid per adres.xlsx"), "Adressen", above, heading(layout))?
    };
    for part in cells {
        let firms: BTreeSet<u32> = part.companies.iter().filter(|c| c.end.is_none()).map(|c| c.address).collect();
        for address in part.living_addresses() {
            row(&mut table, world, part, address, firms.contains(&address), layout)?;
        }
    }
    let name = format!("Aanwezigheid per adres {}", m.name);
    let holder = format!("Gemeente {}", m.name);
    let handover =
        Handover { source: "leegstand", name: &name, holder: &holder, years: 1, municipality: Some(m.code), ..Handover::municipal() };
    let mapping_name = format!("leegstand_{}", m.code);
    table.finish(&handover, (&mapping_name, &mapping(layout)))
}

fn row(table: &mut Rows<'_, '_>, world: &World, m: &Municipality, address: u32, firm: bool, layout: usize) -> Result<u64, DemoError> {
    let written = mess::address(&mut table.rng, world, m, address, world.date, 0.35);
    let a = &m.addresses[address as usize];
    let home =
        a.building == NONE || matches!(m.buildings[a.building as usize].use_, Use::House | Use::Flats | Use::Farmhouse | Use::RuralHouse);
    let empty = m.vacant(world.seed, address);
    let rng = &mut table.rng;
    let (resident, user) = match (empty, home) {
        (true, _) => (rng.chance(0.02), rng.chance(0.04)),
        (false, true) => (rng.chance(0.985), rng.chance(0.96)),
        (false, false) => (rng.chance(0.03), rng.chance(0.9)),
    };
    let says = [Cell::YesNo(resident), Cell::YesNo(firm), Cell::YesNo(user)];
    let id = m.address_id(address);
    let mut cells = place(&written, layout, id, m.index == NUMBERS);
    if layout == 3 {
        cells.push(Cell::Number(f64::from(a.area) + (id % 20) as f64 / 4.0, 2));
    }
    cells.extend(says);
    table.add(&cells, &written.targets)
}

fn place(written: &Written, layout: usize, id: u64, numbers: bool) -> Vec<Cell> {
    let w = written.clone();
    match layout {
        0 => vec![w.street.into(), number(w.number), w.letter.into(), w.suffix.into(), w.postcode.into(), w.town.into()],
        1 => vec![w.line().into(), w.postcode.into(), w.town.into()],
        2 => {
            let key = if numbers { Cell::Whole((id / 10 * 10) as i64) } else { Cell::Text(format!("{id:016}")) };
            let house = w.number_line();
            vec![key, w.street.into(), house.into(), w.postcode.into(), w.town.into()]
        }
        _ => {
            let house = w.number_line();
            vec![w.street.into(), house.into(), w.postcode.into(), w.town.into()]
        }
    }
}

/// A number cell where the text is only digits.
fn number(text: String) -> Cell {
    text.parse().map_or(Cell::Text(text), Cell::Whole)
}
