// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which occurrence of a BAG object holds today, when several extracts speak of it.
//!
//! The rule: the newest released extract that holds an object decides about it. What an older extract held and a newer one does
//! not is closed only where the newer one says it is complete: in the area that it declares, for the kinds of object it holds.
//! Of two extracts of one day the one that came in last decides about what both hold; neither closes anything of the other.
//! No row is changed or deleted; withdrawing the newest gives back exactly what was before.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use erf_base::{At, BagId};
use erf_readers::bag::{Area, BagSummary, ObjectKind};

/// The areas a released extract is complete for, per kind of object.
pub type Coverage = BTreeMap<ObjectKind, BTreeSet<Area>>;

/// One released extract.
#[derive(Debug, Clone)]
pub struct Extract {
    /// The delivery.
    pub delivery: i64,
    /// The day whose state it holds (20261001).
    pub date: i64,
    /// When it came in.
    pub received: At,
    /// Where it is complete.
    pub coverage: Coverage,
}

impl Extract {
    fn covers(&self, kind: ObjectKind, areas: &BTreeSet<Area>) -> bool {
        let Some(covered) = self.coverage.get(&kind) else { return false };
        covered.contains(&Area::Country) || (!areas.is_empty() && areas.is_subset(covered))
    }

    /// Where an object of this extract lies. Its number says where it was registered, which a merger may have made another
    /// municipality: an extract that is not about that one says in its declaration where to look.
    fn areas_of(&self, kind: ObjectKind, id: i64) -> BTreeSet<Area> {
        let own: BTreeSet<Area> = registered_in(id).into_iter().collect();
        match self.coverage.get(&kind) {
            Some(covered) if !covered.contains(&Area::Country) && (own.is_empty() || !own.is_subset(covered)) => covered.clone(),
            _ => own,
        }
    }
}

/// Where an extract is complete, from what was read of it: nowhere when a part is missing, and not for a kind of which an object
/// could not be read. An object that was lost on the way is not an object that is gone.
pub fn complete_for(found: &BagSummary) -> Coverage {
    if !found.incomplete.is_empty() {
        return Coverage::new();
    }
    let whole = |kind: &ObjectKind| found.per_kind.get(kind).is_none_or(|tally| tally.rejected == 0);
    found.declared.iter().filter(|(kind, _)| whole(kind)).map(|(kind, areas)| (*kind, areas.clone())).collect()
}

/// The released extracts, newest first.
#[derive(Debug, Default)]
pub struct Authority(Vec<Extract>);

impl Authority {
    /// The number goes last, so that two extracts of the same moment give the same answer everywhere.
    pub fn of(mut extracts: Vec<Extract>) -> Self {
        extracts.sort_by_key(|extract| std::cmp::Reverse((extract.date, extract.received, extract.delivery)));
        Self(extracts)
    }

    /// The deliveries, newest first: the order in which [`Claims`] hears of their objects.
    pub fn newest_first(&self) -> Vec<i64> {
        self.0.iter().map(|extract| extract.delivery).collect()
    }

    /// One extract, at the end, after the newer ones; nothing when it is not among them.
    pub fn down_to(mut self, delivery: i64) -> Vec<Extract> {
        let end = self.0.iter().position(|extract| extract.delivery == delivery).map_or(0, |at| at + 1);
        self.0.truncate(end);
        self.0
    }

    /// Starts anew for another table.
    pub fn claims(&self) -> Claims<'_> {
        Claims { extracts: &self.0, at: 0, newer: HashSet::new(), own: HashSet::new() }
    }
}

/// Says per object which extract decides, while the extracts are read from new to old.
///
/// With one extract nothing is kept; with more the numbers of all objects but those of the oldest.
pub struct Claims<'a> {
    extracts: &'a [Extract],
    at: usize,
    newer: HashSet<i64>,
    own: HashSet<i64>,
}

impl Claims<'_> {
    /// Whether this delivery decides about this object.
    pub fn decides(&mut self, delivery: i64, kind: ObjectKind, id: i64) -> bool {
        while self.extracts.get(self.at).is_some_and(|extract| extract.delivery != delivery) {
            self.at += 1;
            self.newer.extend(self.own.drain());
        }
        let Some(own) = self.extracts.get(self.at) else { return false };
        if self.newer.contains(&id) {
            return false;
        }
        if self.at + 1 < self.extracts.len() {
            self.own.insert(id);
        }
        let newer = &self.extracts[..self.at];
        newer.is_empty() || {
            let areas = own.areas_of(kind, id);
            !newer.iter().any(|extract| extract.date > own.date && extract.covers(kind, &areas))
        }
    }
}

/// The registering municipality of a BAG number; towns have four digits and no such part.
fn registered_in(id: i64) -> Option<Area> {
    BagId::from_number(id)?.registered_in().map(Area::Municipality)
}

/// When an occurrence holds.
#[derive(Debug, Clone, Copy)]
pub struct Validity {
    /// First day (20200101).
    pub from: i64,
    /// The day it no longer holds, if known.
    pub to: Option<i64>,
    /// Not withdrawn from the register itself (inactive, not BAG, registration ended).
    pub live: bool,
}

impl Validity {
    /// Whether it holds on a day.
    pub fn holds_on(self, day: i64) -> bool {
        self.live && self.from <= day && self.to.is_none_or(|to| day < to)
    }
}

/// A civil date as a number that sorts: 20261001.
pub fn day_number(date: jiff::civil::Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// Back from [`day_number`]; `None` for a number that is no date.
pub fn day(number: i64) -> Option<jiff::civil::Date> {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PND: ObjectKind = ObjectKind::Building;
    const IN_9901: i64 = 9_901_100_000_000_001;
    const IN_9902: i64 = 9_902_100_000_000_001;

    fn about(code: &str) -> Area {
        Area::Municipality(code.parse().unwrap())
    }

    fn extract(delivery: i64, date: i64, coverage: &[&str]) -> Extract {
        let areas: BTreeSet<Area> = coverage.iter().map(|code| about(code)).collect();
        let coverage = if areas.is_empty() { Coverage::new() } else { [(PND, areas)].into() };
        Extract { delivery, date, received: At(0), coverage }
    }

    /// Per object the delivery that decides, when the extracts hold these objects.
    fn check(extracts: &[(&Extract, &[i64])], expected: &[(i64, i64)]) {
        let authority = Authority::of(extracts.iter().map(|(extract, _)| (*extract).clone()).collect());
        let (mut claims, mut found) = (authority.claims(), BTreeMap::new());
        for delivery in authority.newest_first() {
            let (_, ids) = extracts.iter().find(|(extract, _)| extract.delivery == delivery).unwrap();
            found.extend(ids.iter().filter(|id| claims.decides(delivery, PND, **id)).map(|id| (*id, delivery)));
        }
        assert_eq!(found, expected.iter().copied().collect());
    }

    #[test]
    fn the_newest_extract_of_a_municipality_decides_whatever_the_order() {
        let (old, new) = (extract(1, 20_260_101, &["9901", "9902"]), extract(2, 20_260_601, &["9901"]));
        let gone = IN_9901 + 1;
        check(&[(&old, &[IN_9901, gone, IN_9902]), (&new, &[IN_9901])], &[(IN_9901, 2), (IN_9902, 1)]);
        check(&[(&new, &[IN_9901]), (&old, &[IN_9901, gone, IN_9902])], &[(IN_9901, 2), (IN_9902, 1)]);
    }

    #[test]
    fn of_two_extracts_of_one_day_neither_closes_what_the_other_holds() {
        let (first, second) = (extract(2, 20_260_101, &["9901"]), Extract { received: At(5), ..extract(1, 20_260_101, &["9901"]) });
        let expected = [(IN_9901, 1), (IN_9901 + 1, 2), (IN_9901 + 2, 1)];
        check(&[(&first, &[IN_9901, IN_9901 + 1]), (&second, &[IN_9901, IN_9901 + 2])], &expected);
        check(&[(&second, &[IN_9901, IN_9901 + 2]), (&first, &[IN_9901, IN_9901 + 1])], &expected);
    }

    #[test]
    fn a_stray_object_in_the_extract_of_a_neighbour_says_nothing_of_the_rest() {
        let (old, neighbour) = (extract(1, 20_260_101, &["9901"]), extract(2, 20_260_601, &["9902"]));
        check(&[(&old, &[IN_9901, IN_9901 + 1]), (&neighbour, &[IN_9901, IN_9902])], &[(IN_9901, 2), (IN_9901 + 1, 1), (IN_9902, 2)]);
    }

    #[test]
    fn an_extract_that_declares_nothing_closes_nothing() {
        let (old, silent) = (extract(1, 20_260_101, &["9901"]), extract(2, 20_260_601, &[]));
        check(&[(&old, &[IN_9901, IN_9901 + 1]), (&silent, &[IN_9901])], &[(IN_9901, 2), (IN_9901 + 1, 1)]);
    }

    #[test]
    fn an_extract_closes_only_the_kinds_it_holds() {
        let (old, new) = (extract(1, 20_260_101, &["9901"]), extract(2, 20_260_601, &["9901"]));
        let authority = Authority::of(vec![old, new]);
        assert!(authority.claims().decides(1, ObjectKind::Address, 9_901_200_000_000_001));
        assert!(!authority.claims().decides(1, PND, IN_9901));
    }

    /// Of a municipality that merged into another the numbers stay, and extracts are about the other from then on.
    #[test]
    fn what_was_registered_before_a_merger_is_closed_by_the_extract_of_the_municipality_of_today() {
        let (old, new) = (extract(1, 20_260_101, &["9902"]), extract(2, 20_260_601, &["9902"]));
        check(&[(&old, &[IN_9901, IN_9902]), (&new, &[IN_9902])], &[(IN_9902, 2)]);
        let before = extract(1, 20_260_101, &["9901"]);
        check(&[(&before, &[IN_9901]), (&new, &[IN_9902])], &[(IN_9901, 1), (IN_9902, 2)]);
    }

    #[test]
    fn an_extract_of_the_country_is_about_every_municipality() {
        let (old, mut new) = (extract(1, 20_260_101, &["9901"]), extract(2, 20_260_601, &[]));
        new.coverage.insert(PND, [Area::Country].into());
        check(&[(&old, &[IN_9901, IN_9901 + 1]), (&new, &[IN_9901])], &[(IN_9901, 2)]);
    }

    #[test]
    fn a_damaged_extract_is_complete_nowhere_and_a_rejected_object_is_not_gone() {
        let whole = BagSummary { declared: extract(1, 0, &["9901"]).coverage, ..BagSummary::default() };
        assert_eq!(complete_for(&whole), whole.declared);
        let cut = BagSummary { incomplete: vec!["9901PND.xml".into()], ..whole.clone() };
        assert!(complete_for(&cut).is_empty());
        let mut rejected = whole;
        rejected.per_kind.entry(PND).or_default().rejected = 1;
        assert!(complete_for(&rejected).is_empty());
    }

    #[test]
    fn an_occurrence_holds_from_its_first_day_until_before_its_last() {
        let validity = Validity { from: 20200101, to: Some(20210101), live: true };
        assert!(validity.holds_on(20200101) && validity.holds_on(20201231));
        assert!(!validity.holds_on(20210101) && !validity.holds_on(20191231));
        assert!(!Validity { live: false, ..validity }.holds_on(20200601));
    }

    #[test]
    fn days_keep_their_order_as_numbers() {
        let date = jiff::civil::date(2026, 2, 3);
        assert_eq!(day_number(date), 20_260_203);
        assert_eq!(day(20_260_203), Some(date));
        assert_eq!(day(20_260_230), None);
    }
}
