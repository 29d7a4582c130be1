// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `handelsregister`: establishments with branch, begin, end and visiting address; no directors, no private addresses.

use crate::{
    DemoError,
    files::{
        mapping::Mapping,
        table::{Cell, Dialect},
    },
    mess, names,
    out::{Handover, Out},
    rng::hash,
    rows::Rows,
    world::{
        Municipality,
        business::{BRANCHES, Company, FORMS},
        ids,
    },
};

const HEADING: [&str; 15] = [
    "KVK-nummer",
    "Vestigingsnummer",
    "Handelsnaam",
    "Rechtsvorm",
    "Hoofdvestiging",
    "SBI",
    "SBI omschrijving",
    "Datum aanvang",
    "Datum einde",
    "Straatnaam",
    "Huisnummer",
    "Toevoeging",
    "Postcode",
    "Woonplaats",
    "Gemeente",
];

/// Writes the extract.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let dialect = Dialect { dates: "%Y%m%d", bom: false, ..Dialect::OFFICE };
    let mut table = Rows::csv(out, "kvk/uittreksel handelsregister.csv", dialect, &HEADING)?;
    for m in &world.municipalities {
        for company in &m.companies {
            let row = line(&mut table, m, company, false)?;
            if table.rng.chance(0.012) {
                let again = line(&mut table, m, company, true)?;
                let entity = format!("vestiging/{}", ids::establishment(company.establishment));
                table.same(&entity, row)?;
                table.same(&entity, again)?;
            }
        }
    }
    let mapping = Mapping::new("vestiging")
        .file("delimiter", ";")
        .file("date_order", "ymd")
        .column("kvk", "KVK-nummer")
        .column("establishment", "Vestigingsnummer")
        .column("name", "Handelsnaam")
        .column("category", "SBI")
        .column("date", "Datum aanvang")
        .column("date_end", "Datum einde")
        .column("street", "Straatnaam")
        .column("number", "Huisnummer")
        .column("suffix", "Toevoeging")
        .column("postcode", "Postcode")
        .column("town", "Woonplaats")
        .column("municipality", "Gemeente")
        .attribute("rechtsvorm", "Rechtsvorm", "text")
        .attribute("hoofdvestiging", "Hoofdvestiging", "yesno")
        .attribute("activiteit", "SBI omschrijving", "text");
    let handover =
        Handover { source: "handelsregister", name: "Uittreksel handelsregister", holder: "KVK via de gemeenten", ..Handover::municipal() };
    table.finish(&handover, ("handelsregister", &mapping))
}

/// One establishment; `again` writes it as another clerk would, under another spelling.
fn line(table: &mut Rows<'_, '_>, m: &Municipality, company: &Company, again: bool) -> Result<u64, DemoError> {
    let world = table.out.world;
    let rng = &mut table.rng;
    let dirt = if again { 2.5 } else { 1.0 };
    let written = mess::address(rng, world, m, company.address, company.start, dirt);
    let (sbi, activity, word) = BRANCHES[usize::from(company.branch)];
    let name = names::company(hash(world.seed, "naam", u64::from(company.kvk)), word, FORMS[usize::from(company.form)]);
    let name = if again {
        respell(&name)
    } else if rng.chance(0.01) {
        mess::typo(rng, &name)
    } else {
        name
    };
    let number = ids::kvk(company.kvk);
    let lost = rng.chance(0.02);
    let number = if lost { number.trim_start_matches('0').to_owned() } else { number };
    let establishment = ids::establishment(company.establishment);
    let establishment = if lost { establishment.trim_start_matches('0').to_owned() } else { establishment };
    let (house, suffix) = (written.number.clone(), format!("{}{}", written.letter, written.suffix));
    let cells = [
        number.into(),
        establishment.into(),
        name.into(),
        FORMS[usize::from(company.form)].into(),
        Cell::from(if company.main { "Ja" } else { "Nee" }),
        sbi.into(),
        activity.into(),
        company.start.into(),
        company.end.into(),
        written.street.into(),
        house.into(),
        suffix.into(),
        written.postcode.into(),
        written.town.into(),
        written.municipality.into(),
    ];
    table.add(&cells, &written.targets)
}

/// The same name with its legal form elsewhere.
fn respell(name: &str) -> String {
    let base = name.trim_end_matches(" B.V.").trim_start_matches("V.O.F. ").trim_start_matches("Maatschap ");
    if base == name { name.to_uppercase() } else { format!("{base} BV").replace(" & ", " en ") }
}
