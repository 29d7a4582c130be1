// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Refuses data that contradict themselves, and public texts that name a place of the list.

use super::{Audience, ScanReport};
use crate::{engine::ReportError, view::View};

/// A report that says two things is worse than none.
pub(super) fn check(report: &ScanReport) -> Result<(), ReportError> {
    let contradiction = |what: String| Err(ReportError::Contradiction(what));
    for delivery in &report.provenance.deliveries {
        if delivery.rows_in != delivery.accepted + delivery.rejected {
            return contradiction(format!("rows of delivery {:?} are not accepted + rejected", delivery.what));
        }
        if delivery.matched.is_some_and(|matched| matched > delivery.accepted || delivery.on_places > matched) {
            return contradiction(format!("more rows of delivery {:?} are matched than accepted", delivery.what));
        }
    }
    for row in &report.indicators {
        if row.places_with > row.known || row.known + row.unknown > report.places_in_scope {
            return contradiction(format!("counts of indicator {} do not fit the places in scope", row.code));
        }
    }
    if let Some(history) = report.history.present() {
        let (first, last) = history.years;
        let mut all = history.rows.iter().chain(&history.withheld).chain(&history.address_finds);
        if let Some(row) = all.find(|row| !(first..=last).contains(&row.year)) {
            return contradiction(format!("a find of {} lies outside {first} to {last}", row.year));
        }
    }
    let banded: u64 = report.bands.iter().map(|band| band.places).sum();
    if banded != report.places_in_scope {
        return contradiction(format!("bands hold {banded} places, {} are in scope", report.places_in_scope));
    }
    for place in &report.places {
        let sum: i64 = place.reasons.iter().map(|reason| reason.points).sum();
        if sum != place.points {
            return contradiction(format!("reasons of a place add up to {sum} and not to its {} points", place.points));
        }
    }
    Ok(())
}

/// Texts that people typed may hold an address. The public version of such a report is not made.
pub(super) fn names_no_place(report: &ScanReport, audience: Audience, view: &View) -> Result<(), ReportError> {
    if audience == Audience::Internal {
        return Ok(());
    }
    let names: Vec<String> = report.places.iter().map(|place| place.name.to_lowercase()).filter(|name| is_telling(name)).collect();
    let has_name = |text: &str| names.iter().any(|name| text.to_lowercase().contains(name));
    let parts = std::iter::once(("bladzijde 1", written(&view.front)?));
    let sections: Vec<(&str, String)> =
        view.sections.iter().map(|section| Ok((section.title.as_str(), written(section)?))).collect::<Result<_, ReportError>>()?;
    match parts.chain(sections).find(|(_, text)| has_name(text)) {
        Some((part, _)) => Err(ReportError::NamesPlace(part.to_owned())),
        None => Ok(()),
    }
}

/// A name with a number and a few letters points to one place; `erf` does not.
fn is_telling(name: &str) -> bool {
    name.chars().count() >= 6 && name.chars().any(|c| c.is_ascii_digit())
}

fn written(part: &impl serde::Serialize) -> Result<String, ReportError> {
    Ok(serde_json::to_string(part)?)
}
