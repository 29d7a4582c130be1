// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which statuses mean that something is there.

use jiff::civil::Date;

use super::{ObjectKind, Occurrence};

/// Building permitted or being built, in use or not: from the first spade in the ground until demolition.
const BUILDING: [&str; 6] = [
    "Bouw gestart",
    "Pand in gebruik (niet ingemeten)",
    "Pand in gebruik",
    "Verbouwing pand",
    "Sloopvergunning verleend",
    "Pand buiten gebruik",
];
const BUILDING_NOT: [&str; 4] = ["Bouwvergunning verleend", "Niet gerealiseerd pand", "Pand gesloopt", "Pand ten onrechte opgevoerd"];
const UNIT: [&str; 4] = [
    "Verblijfsobject in gebruik (niet ingemeten)",
    "Verblijfsobject in gebruik",
    "Verbouwing verblijfsobject",
    "Verblijfsobject buiten gebruik",
];
/// *Gevormd* is a unit of a building that has only been permitted.
const UNIT_NOT: [&str; 4] = [
    "Verblijfsobject gevormd",
    "Niet gerealiseerd verblijfsobject",
    "Verblijfsobject ingetrokken",
    "Verblijfsobject ten onrechte opgevoerd",
];

/// The statuses of a kind: those of what exists, and the others.
fn statuses(kind: ObjectKind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        ObjectKind::Building => (&BUILDING, &BUILDING_NOT),
        ObjectKind::Unit => (&UNIT, &UNIT_NOT),
        ObjectKind::Berth | ObjectKind::Pitch => (&["Plaats aangewezen"], &["Plaats ingetrokken"]),
        ObjectKind::Address | ObjectKind::Street => (&["Naamgeving uitgegeven"], &["Naamgeving ingetrokken"]),
        ObjectKind::Town => (&["Woonplaats aangewezen"], &["Woonplaats ingetrokken"]),
        ObjectKind::TownMunicipality | ObjectKind::Investigation => (&[], &[]),
    }
}

/// Whether the BAG 2.0 knows this status for this kind.
pub(super) fn is_known(kind: ObjectKind, status: &str) -> bool {
    let (there, not) = statuses(kind);
    there.iter().chain(not).any(|known| known.eq_ignore_ascii_case(status))
}

/// Whether this occurrence says that the object exists on a day: its status says so, the day lies within its validity
/// (the last day is not part of it), and the source did not take it back.
///
/// A registration that ended goes together with an end of validity when something changed; an ended registration
/// *without* an end of validity was replaced altogether and says nothing about any day.
pub fn exists_on(occurrence: &Occurrence, kind: ObjectKind, day: Date) -> bool {
    let valid = occurrence.from <= day && occurrence.to.is_none_or(|to| day < to);
    valid && !was_withdrawn(occurrence) && status_exists(kind, &occurrence.status)
}

/// Whether the source took this occurrence back, so that it says nothing about any day.
pub fn was_withdrawn(occurrence: &Occurrence) -> bool {
    let replaced = occurrence.to.is_none() && occurrence.registered_to.is_some();
    occurrence.inactive || occurrence.not_bag || replaced
}

/// Whether a status of this kind means that the thing is there.
pub fn status_exists(kind: ObjectKind, status: &str) -> bool {
    statuses(kind).0.iter().any(|there| there.eq_ignore_ascii_case(status))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn building(status: &str) -> Occurrence {
        Occurrence {
            number: 1,
            from: date(2010, 1, 1),
            to: Some(date(2020, 1, 1)),
            status: status.to_owned(),
            registered_from: None,
            registered_to: None,
            inactive: false,
            not_bag: false,
        }
    }

    #[test]
    fn existence_takes_status_and_dates_together() {
        let there = |it: &Occurrence, day| exists_on(it, ObjectKind::Building, day);
        let used = building("Pand in gebruik");
        assert!(there(&used, date(2010, 1, 1)));
        assert!(!there(&used, date(2020, 1, 1)), "the last day is not part of it");
        assert!(!there(&used, date(2009, 12, 31)));
        assert!(!there(&building("Pand gesloopt"), date(2015, 1, 1)));
        assert!(!there(&building("Bouwvergunning verleend"), date(2015, 1, 1)));
        assert!(there(&building("Sloopvergunning verleend"), date(2015, 1, 1)));
    }

    #[test]
    fn what_the_source_took_back_never_existed() {
        let day = date(2015, 1, 1);
        for it in [
            Occurrence { inactive: true, ..building("Pand in gebruik") },
            Occurrence { not_bag: true, ..building("Pand in gebruik") },
            Occurrence { to: None, registered_to: Some(date(2012, 1, 1).at(0, 0, 0, 0)), ..building("Pand in gebruik") },
        ] {
            assert!(!exists_on(&it, ObjectKind::Building, day));
        }
    }

    #[test]
    fn a_status_of_another_kind_is_unknown() {
        assert!(is_known(ObjectKind::Pitch, "Plaats aangewezen"));
        assert!(!is_known(ObjectKind::Pitch, "Pand in gebruik"));
    }
}
