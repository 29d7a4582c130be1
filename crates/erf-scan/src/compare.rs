// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Two scans of the same area beside each other: who came, who left, and which indicator did it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::{Band, Scored};

/// Two scans beside each other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// In band A or B now and not before, in the order of the new scan.
    pub entered: Vec<Change>,
    /// In band A or B before and not now, in the order of the old scan.
    pub left: Vec<Change>,
    /// In another band, but not into or out of A and B, in the order of the new scan.
    pub moved: Vec<Change>,
    /// Number of places in the same band.
    pub same: u32,
    /// Number of places per old and new band; no band is not in scope then.
    pub table: Vec<(Option<Band>, Option<Band>, u32)>,
}

/// A place in another band.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Place.
    pub place: String,
    /// Name.
    pub name: String,
    /// Band before; `None` when it was not in scope.
    pub from: Option<Band>,
    /// Band now.
    pub to: Option<Band>,
    /// Points before and now.
    pub points: (i32, i32),
    /// Why.
    pub why: Vec<Why>,
}

/// Why a place is in another band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The indicator counts now and did not before.
    Appeared {
        /// Indicator.
        code: String,
        /// What it adds.
        points: i32,
    },
    /// The indicator counted before and is not found now.
    Vanished {
        /// Indicator.
        code: String,
        /// What it added.
        points: i32,
    },
    /// The indicator counted before; now it is found and does not count, or nobody can answer, with the key of the reason.
    Silenced {
        /// Indicator.
        code: String,
        /// What it added.
        points: i32,
        /// Key of the reason.
        reason: String,
    },
    /// The card gives the indicator other points.
    Reweighted {
        /// Indicator.
        code: String,
        /// Points before.
        from: i32,
        /// Points now.
        to: i32,
    },
    /// The place entered the scope of the scan.
    Arrived,
    /// The place left the scope of the scan.
    Departed,
    /// Nothing changed here: other places passed it, the capacity differs or the draw between equals fell otherwise.
    Others,
}

/// Compares two scans of the same area. Cost: linear in places, times a logarithm.
pub fn compare(old: &[Scored], new: &[Scored]) -> Comparison {
    let before: BTreeMap<&str, &Scored> = old.iter().map(|one| (one.place.as_str(), one)).collect();
    let now: BTreeSet<&str> = new.iter().map(|one| one.place.as_str()).collect();
    let mut out = Comparison::default();
    let mut table = BTreeMap::new();
    let gone = old.iter().filter(|one| !now.contains(one.place.as_str())).map(|was| (Some(was), None));
    let still = new.iter().map(|is| (before.get(is.place.as_str()).copied(), Some(is)));
    for (was, is) in still.chain(gone) {
        let (from, to) = (was.map(|one| one.band), is.map(|one| one.band));
        *table.entry((from, to)).or_default() += 1;
        match (high(from), high(to)) {
            _ if from == to => out.same += 1,
            (false, true) => out.entered.extend(change(was, is)),
            (true, false) => out.left.extend(change(was, is)),
            _ => out.moved.extend(change(was, is)),
        }
    }
    let position: BTreeMap<&str, usize> = old.iter().enumerate().map(|(n, one)| (one.place.as_str(), n)).collect();
    out.left.sort_by_key(|change| position.get(change.place.as_str()).copied());
    out.table = table.into_iter().map(|((from, to), count)| (from, to, count)).collect();
    out
}

fn high(band: Option<Band>) -> bool {
    matches!(band, Some(Band::A | Band::B))
}

fn change(was: Option<&Scored>, is: Option<&Scored>) -> Option<Change> {
    let one = is.or(was)?;
    let points = |one: Option<&Scored>| one.map_or(0, |one| one.points);
    Some(Change {
        place: one.place.clone(),
        name: one.name.clone(),
        from: was.map(|one| one.band),
        to: is.map(|one| one.band),
        points: (points(was), points(is)),
        why: match (was, is) {
            (Some(was), Some(is)) => why(was, is),
            (None, _) => vec![Why::Arrived],
            (_, None) => vec![Why::Departed],
        },
    })
}

fn why(was: &Scored, is: &Scored) -> Vec<Why> {
    let points = |one: &Scored| -> BTreeMap<String, i32> { one.counted.iter().map(|part| (part.code.clone(), part.points)).collect() };
    let (old, new) = (points(was), points(is));
    let codes: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut out = Vec::new();
    for code in codes {
        let name = code.clone();
        match (old.get(code), new.get(code)) {
            (None, Some(points)) => out.push(Why::Appeared { code: name, points: *points }),
            (Some(points), None) => out.push(lost(name, *points, is)),
            (Some(from), Some(to)) if from != to => out.push(Why::Reweighted { code: name, from: *from, to: *to }),
            _ => {}
        }
    }
    if out.is_empty() {
        out.push(Why::Others);
    }
    out
}

fn lost(code: String, points: i32, is: &Scored) -> Why {
    let uncounted = is.uncounted.iter().find(|(part, _)| part.code == code).map(|(_, reason)| reason);
    let unknown = is.unknown.iter().find(|(unknown, _)| *unknown == code).map(|(_, reason)| reason);
    match uncounted.or(unknown) {
        Some(reason) => Why::Silenced { code, points, reason: reason.clone() },
        None => Why::Vanished { code, points },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rules,
        scan::{self, Correction},
        testing::{Trial, order},
    };

    const CARD: [(&str, i32); 2] = [("L01", 3), ("L02", 1)];

    fn names(changes: &[Change]) -> Vec<&str> {
        changes.iter().map(|change| change.place.as_str()).collect()
    }

    #[test]
    fn who_came_who_left_and_why() {
        let old = Trial::new(&CARD, &["pp", "pa", "ap", "aa"]).run(1, 0.0, 1);
        let new = Trial::new(&CARD, &["pp", "aa", "ap", "pa"]).run(1, 0.0, 1);
        let found = compare(&old.scored, &new.scored);
        assert_eq!((names(&found.entered), names(&found.left)), (vec!["erf-000003"], vec!["erf-000001"]));
        assert_eq!(found.entered[0].why, [Why::Appeared { code: "L01".into(), points: 3 }]);
        assert_eq!(found.left[0].why, [Why::Vanished { code: "L01".into(), points: 3 }]);
        assert_eq!((found.left[0].from, found.left[0].to, found.left[0].points), (Some(Band::B), Some(Band::D), (3, 0)));
        assert_eq!((found.same, found.moved.len(), found.table.iter().map(|row| row.2).sum::<u32>()), (2, 0, 4));
    }

    #[test]
    fn a_place_that_was_passed_by_others_has_no_reason_of_its_own() {
        let old = Trial::new(&CARD, &["ap", "aa", "aa"]).run(1, 0.0, 1);
        let new = Trial::new(&CARD, &["ap", "pa", "pp"]).run(1, 0.0, 1);
        let found = compare(&old.scored, &new.scored);
        assert_eq!(found.left[0].why, [Why::Others]);
    }

    #[test]
    fn a_correction_by_the_owner_is_named() {
        let trial = Trial::new(&CARD, &["pa", "ap"]);
        let (order, corrections) = (order(1, 0.0, 1), [Correction { place: "erf-000000".into(), code: "L01".into() }]);
        let old = scan::run(trial.asked(&order)).unwrap();
        let new = scan::run(scan::Asked { corrections: &corrections, ..trial.asked(&order) }).unwrap();
        let found = compare(&old.scored, &new.scored);
        assert_eq!(names(&found.left), ["erf-000000"]);
        assert!(found.left[0].why.iter().all(|why| matches!(why, Why::Silenced { reason, .. } if reason == rules::CORRECTED)));
        assert_eq!(names(&found.moved), ["erf-000001"]);
    }

    #[test]
    fn places_that_enter_or_leave_the_scope_are_seen() {
        let old = Trial::new(&CARD, &["pp"]).run(1, 0.0, 1);
        let found = compare(&old.scored, &[]);
        assert_eq!((names(&found.left), &found.left[0].why[..]), (vec!["erf-000000"], &[Why::Departed][..]));
        assert_eq!(compare(&[], &old.scored).entered[0].why, [Why::Arrived]);
    }

    #[test]
    fn other_points_on_the_card_are_the_reason() {
        let old = Trial::new(&CARD, &["pa", "ap"]).run(1, 0.0, 1);
        let trial = Trial::new(&[("L01", 3), ("L02", 4)], &["pa", "ap"]);
        let found = compare(&old.scored, &trial.run(1, 0.0, 1).scored);
        assert!(found.moved.iter().any(|change| change.why == [Why::Reweighted { code: "L02".into(), from: 1, to: 4 }]));
    }
}
