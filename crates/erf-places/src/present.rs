// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which occurrence of a BAG object holds today, when several extracts speak of it.
//!
//! The rule: for everything registered in one municipality, the newest released extract that speaks of that municipality
//! decides alone. What an older extract held and the newest does not is closed, without a row being changed or deleted;
//! withdrawing the newest gives back exactly what was before.

use std::collections::{BTreeMap, BTreeSet};

use erf_base::BagId;

/// One released extract.
#[derive(Debug, Clone)]
pub struct Extract {
    /// The delivery.
    pub delivery: i64,
    /// The day whose state it holds (20261001).
    pub date: i64,
    /// The registering municipalities it speaks of.
    pub coverage: BTreeSet<u16>,
}

/// Says per object which extract decides.
#[derive(Debug, Default)]
pub struct Authority(BTreeMap<u16, i64>);

impl Authority {
    /// The newest extract decides; of two of the same day the one with the highest number.
    pub fn of(extracts: &[Extract]) -> Self {
        let mut sorted: Vec<&Extract> = extracts.iter().collect();
        sorted.sort_by_key(|extract| (extract.date, extract.delivery));
        let pairs = sorted.iter().flat_map(|extract| extract.coverage.iter().map(|code| (*code, extract.delivery)));
        Self(pairs.collect())
    }

    /// Whether this delivery decides about this object.
    pub fn decides(&self, delivery: i64, id: i64) -> bool {
        registered_in(id).is_some_and(|code| self.0.get(&code) == Some(&delivery))
    }
}

/// The registering municipality of a BAG number; towns have four digits and no such part.
pub fn registered_in(id: i64) -> Option<u16> {
    BagId::from_number(id)?.registered_in().map(|code| code.number())
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

    fn extract(delivery: i64, date: i64, coverage: &[u16]) -> Extract {
        Extract { delivery, date, coverage: coverage.iter().copied().collect() }
    }

    const IN_9901: i64 = 9_901_100_000_000_001;

    #[test]
    fn the_newest_extract_of_a_municipality_decides_whatever_the_order() {
        let old = extract(1, 20_260_101, &[9901, 9902]);
        let new = extract(2, 20_260_601, &[9901]);
        for extracts in [vec![old.clone(), new.clone()], vec![new, old]] {
            let authority = Authority::of(&extracts);
            assert!(authority.decides(2, IN_9901) && !authority.decides(1, IN_9901));
            assert!(authority.decides(1, 9_902_100_000_000_001), "the other municipality stays with the older extract");
        }
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
