// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One file per source of the register of sources, plus boundaries and two texts under the covenant.

mod areas;
mod bag;
mod bag_objects;
mod bgt;
mod checks;
mod companies;
mod covenant;
mod dumps;
mod farming;
mod market;
mod parcels;
mod parks;
mod permits;
mod police;
mod port;
mod presence;
mod reports;
mod roads;
mod usage;
mod zoning;

pub(crate) use roads::road_code;

use crate::{DemoError, out::Out};

type Step = fn(&mut Out<'_>) -> Result<(), DemoError>;

const STEPS: &[(&str, Step)] = &[
    ("gemeentegrenzen", areas::write),
    ("percelen", parcels::write),
    ("bgt", bgt::write),
    ("wegen", roads::write),
    ("gewaspercelen", farming::fields),
    ("landbouwtelling", farming::census),
    ("bedrijventerreinen", parks::write),
    ("handelsregister", companies::write),
    ("leegstand", presence::write),
    ("woz_gebruik", usage::write),
    ("bestemmingen", zoning::write),
    ("vergunningen", permits::write),
    ("zaken_toezicht", checks::cases),
    ("milieuklachten", dumps::complaints),
    ("dumpingen", dumps::write),
    ("signalen_toezicht", checks::signals),
    ("bezoeken_telling", checks::visits),
    ("vastgoedaanbod", market::write),
    ("havenregister", port::register),
    ("politiecijfers_gemeente", police::figures),
    ("meldingen_gebied", police::reports),
    ("vondsten_adres", covenant::finds),
    ("meldingen_getoetst", covenant::tested),
    ("netbeheerder_oordeel", covenant::grid),
    ("haven_incidenten", port::incidents),
    ("doorgegeven_meldingen", reports::anonymous),
    ("signalen_professionals", reports::professionals),
];

/// Writes every file.
pub(crate) fn write_all(out: &mut Out<'_>, progress: &mut dyn FnMut(&str, u64, u64)) -> Result<(), DemoError> {
    bag::write(out, progress)?;
    for (number, (name, step)) in STEPS.iter().enumerate() {
        progress(name, number as u64, STEPS.len() as u64);
        step(out)?;
    }
    progress("bestanden van partners", STEPS.len() as u64, STEPS.len() as u64);
    Ok(())
}
