// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One file per source of the register of sources, plus boundaries and two texts under the covenant.

mod areas;
mod bag;
mod bag_objects;
mod parcels;

use crate::{DemoError, out::Out};

type Step = fn(&mut Out<'_>) -> Result<(), DemoError>;

const STEPS: &[(&str, Step)] = &[("gemeentegrenzen", areas::write), ("percelen", parcels::write)];

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
