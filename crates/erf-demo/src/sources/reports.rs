// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Under the covenant: reports of the anonymous line as text, without anything about who called, and signals that
//! professionals noted.

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
    world::{Municipality, NONE, World},
};

const SEEN: [&str; 10] = [
    "Er hangt al weken een vreemde geur.",
    "'s Nachts rijden er busjes af en aan, overdag is er niemand.",
    "De ramen zijn dichtgeplakt en er draait dag en nacht een ventilator.",
    "Er staan vaten achter onder een zeil.",
    "De sneeuw smelt daar altijd als eerste van het dak.",
    "Er is een hoog hek met camera's gekomen en niemand weet waarvoor.",
    "Er worden zakken met wortels en aarde afgevoerd.",
    "De schuur wordt contant gehuurd door onbekenden.",
    "In de sloot erachter ligt schuim.",
    "Er loopt een dikke kabel van de meterkast naar de schuur.",
];

/// A place people talk about: sometimes a hiding place, mostly not.
fn subject(rng: &mut Rng, world: &World, m: &Municipality, share: f64) -> Spot {
    if rng.chance(share) && !m.hidden.is_empty() {
        let h = m.hidden[rng.below(m.hidden.len())];
        if h.address != NONE {
            return Spot::Address(h.address);
        }
    }
    match rng.below(10) {
        0..=5 => spots::living(rng, m).map_or(Spot::Unknown, Spot::Address),
        6..=7 => spots::shed(rng, m).map_or(Spot::Unknown, |(b, a)| Spot::Shed(b, a)),
        _ => spots::draw(rng, world, m),
    }
}

/// Writes the reports handed over by the anonymous line.
pub(crate) fn anonymous(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let mut table = Rows::csv(
        out,
        "meldlijn/doorgegeven meldingen.csv",
        Dialect::OFFICE,
        &["Volgnr", "Datum doorgegeven", "Tekst", "Plaatsaanduiding", "Gemeente"],
    )?;
    let mut number = 0;
    for m in &world.municipalities {
        for _ in 0..(m.addresses.len() as f64 * 0.0022) as usize + 1 {
            number += 1;
            let rng = &mut table.rng;
            let when = day(rng, world.date, 3.0);
            let spot = subject(rng, world, m, 0.14);
            let noted = spots::write(rng, world, m, spot, when, 0.0);
            let gap = if rng.chance(0.1) { "\n" } else { " " };
            let text = format!("{}{gap}{}", rng.pick(&SEEN), rng.pick(&SEEN));
            let place = if rng.chance(0.5) { mess::join(&[&noted.text, &noted.town]) } else { noted.text.clone() };
            let cells = [Cell::Whole(number), when.into(), text.into(), place.into(), noted.municipality.clone().into()];
            table.add(&cells, &noted.targets)?;
        }
    }
    let mapping = Mapping::new("melding_tekst")
        .file("delimiter", ";")
        .column("row_id", "Volgnr")
        .column("date", "Datum doorgegeven")
        .column("place_text", "Plaatsaanduiding")
        .column("municipality", "Gemeente")
        .attribute("tekst", "Tekst", "text");
    let handover = Handover {
        source: "doorgegeven_meldingen",
        name: "Doorgegeven anonieme meldingen",
        holder: "Anonieme meldlijn",
        years: 3,
        ..Handover::covenant()
    };
    table.finish(&handover, ("doorgegeven_meldingen", &mapping))
}

/// Writes signals of professionals: function, never a name.
pub(crate) fn professionals(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let heading = ["kenmerk", "datum", "functie", "waarneming", "betrouwbaarheid bron", "adres", "postcode", "plaats"];
    let mut table = Rows::csv(out, "riec/signalen van professionals.csv", Dialect { bom: false, ..Dialect::OFFICE }, &heading)?;
    let mut number = 0;
    for m in &world.municipalities {
        for _ in 0..(m.addresses.len() as f64 * 0.0016) as usize + 1 {
            number += 1;
            let rng = &mut table.rng;
            let when = day(rng, world.date, 2.0);
            let Spot::Address(address) = subject(rng, world, m, 0.2) else { continue };
            let w = mess::address(rng, world, m, address, when, 1.5);
            let work = *rng.pick(&["wijkagent", "dierenarts", "meteropnemer", "toezichthouder", "voerleverancier", "brandweer"]);
            let grade = *rng.pick(&["A", "B", "B", "C"]);
            let seen = *rng.pick(&SEEN);
            let cells: [Cell; 8] = [
                format!("S{number:05}").into(),
                when.into(),
                work.into(),
                seen.into(),
                grade.into(),
                w.line().into(),
                w.postcode.clone().into(),
                w.town.clone().into(),
            ];
            table.add(&cells, &w.targets)?;
        }
    }
    let mapping = Mapping::new("signaal_professional")
        .file("delimiter", ";")
        .column("row_id", "kenmerk")
        .column("date", "datum")
        .column("address", "adres")
        .column("postcode", "postcode")
        .column("town", "plaats")
        .attribute("functie", "functie", "text")
        .attribute("waarneming", "waarneming", "text")
        .attribute("betrouwbaarheid", "betrouwbaarheid bron", "text");
    let handover = Handover {
        source: "signalen_professionals",
        name: "Signalen van professionals",
        holder: "RIEC Markerwaard",
        years: 2,
        months: 24,
        ..Handover::covenant()
    };
    table.finish(&handover, ("signalen_professionals", &mapping))
}
