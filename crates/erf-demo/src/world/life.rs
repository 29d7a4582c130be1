// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How an object came and went: the occurrences it has in the register.

use jiff::{ToSpan, civil::Date};

use crate::rng::{Rng, hash};

/// A course of life, for buildings and for addresses with their objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Life {
    /// One occurrence, in use.
    Plain,
    /// In use, not measured.
    Unmeasured,
    /// Permit, building started, in use.
    Built,
    /// An earlier, smaller outline or another number.
    Changed,
    /// Being rebuilt.
    Renovating,
    /// Only a permit to build.
    Permit,
    /// Being built.
    Started,
    /// A permit to demolish.
    Leaving,
    /// Gone.
    Ended,
    /// A permit that was never used.
    NeverBuilt,
    /// Registered by mistake.
    NotBag,
    /// In use, after an occurrence that was set inactive.
    Corrected,
}

impl Life {
    /// Whether it exists today.
    pub(crate) fn exists(self) -> bool {
        !matches!(self, Self::Ended | Self::NeverBuilt | Self::NotBag | Self::Permit)
    }

    /// A course for a building of this year.
    pub(crate) fn building(rng: &mut Rng, year: i16, now: i16) -> Self {
        let roll = rng.unit();
        if year > now {
            return if roll < 0.5 { Self::Started } else { Self::Permit };
        }
        match roll {
            _ if year >= 2011 && roll < 0.6 => Self::Built,
            r if r > 0.90 && r < 0.97 => Self::Changed,
            r if r > 0.9985 => Self::NotBag,
            r if r > 0.9965 => Self::Corrected,
            r if r > 0.9945 => Self::Leaving,
            r if r > 0.9925 => Self::Renovating,
            r if r > 0.975 => Self::Unmeasured,
            _ => Self::Plain,
        }
    }

    /// A course for an address in a building with this course.
    pub(crate) fn address(rng: &mut Rng, building: Self) -> Self {
        match building {
            Self::Ended | Self::NotBag => Self::Ended,
            Self::Permit | Self::Started | Self::NeverBuilt => Self::Started,
            _ => match rng.unit() {
                r if r < 0.05 => Self::Changed,
                r if r < 0.0515 => Self::Corrected,
                r if r < 0.0525 => Self::Renovating,
                r if r < 0.0625 => Self::Unmeasured,
                r if r < 0.0628 => Self::NotBag,
                _ => Self::Plain,
            },
        }
    }
}

/// One occurrence (*voorkomen*).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Occurrence {
    pub number: u32,
    pub from: Date,
    pub to: Option<Date>,
    pub phase: Phase,
    pub inactive: bool,
    pub not_bag: bool,
}

/// What an occurrence says about its object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Permit,
    Started,
    Unmeasured,
    Before,
    InUse,
    Renovating,
    Leaving,
    Gone,
    Never,
}

/// A day `share` of the way through the span from 2009 to `now`, the same for the same id.
fn day(seed: u64, purpose: &str, id: u64, from: Date, to: Date) -> Date {
    let span = (to - from).get_days().max(1);
    let offset = hash(seed, purpose, id) % span.unsigned_abs() as u64;
    from.saturating_add((offset as i32).days())
}

/// The occurrences of an object, oldest first. `start` is when it could have been registered at the earliest.
pub(crate) fn occurrences(life: Life, seed: u64, id: u64, year: i16, now: Date) -> Vec<Occurrence> {
    use Phase::{Before, Gone, InUse, Leaving, Never, Permit, Renovating, Started, Unmeasured};
    let floor = jiff::civil::date(2009, 1, 5);
    let open = now.saturating_sub(40.days());
    let built = if (2009..=now.year()).contains(&year) { jiff::civil::date(year, 2, 1).max(floor) } else { floor };
    let first = if year >= 2011 && year <= now.year() {
        day(seed, "begin", id, built, built.saturating_add(250.days()).min(open))
    } else {
        day(seed, "begin", id, floor, jiff::civil::date(2011, 6, 30))
    };
    let later = day(seed, "wijziging", id, first.saturating_add(30.days()).min(open), open);
    let recent = day(seed, "recent", id, now.saturating_sub(2.years()), open);
    let phases: Vec<(Phase, Date)> = match life {
        Life::Plain | Life::NotBag => vec![(InUse, first)],
        Life::Unmeasured => vec![(Unmeasured, first)],
        Life::Built => vec![(Permit, first.saturating_sub(500.days())), (Started, first.saturating_sub(300.days())), (InUse, first)],
        Life::Changed | Life::Corrected => vec![(Before, first), (InUse, later.max(first.saturating_add(1.day())))],
        Life::Renovating => vec![(InUse, first.min(recent.saturating_sub(9.days()))), (Renovating, recent)],
        Life::Permit => vec![(Permit, recent)],
        Life::Started => vec![(Permit, recent.saturating_sub(200.days())), (Started, recent)],
        Life::Leaving => vec![(InUse, first.min(recent.saturating_sub(9.days()))), (Leaving, recent)],
        Life::Ended => {
            let first = first.min(open.saturating_sub(200.days()));
            let end = later.max(first.saturating_add(120.days()));
            vec![(InUse, first), (Leaving, end.saturating_sub(60.days())), (Gone, end)]
        }
        Life::NeverBuilt => vec![(Permit, first.saturating_sub(300.days())), (Never, later.max(first))],
    };
    let ends: Vec<Option<Date>> = phases.iter().skip(1).map(|p| Some(p.1)).chain([None]).collect();
    phases
        .iter()
        .zip(ends)
        .zip(1..)
        .map(|((&(phase, from), to), number)| Occurrence {
            number,
            from,
            to,
            phase,
            inactive: life == Life::Corrected && number == 1,
            not_bag: life == Life::NotBag,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occurrences_follow_each_other_and_end_before_the_date() {
        let now = jiff::civil::date(2026, 10, 1);
        let lives = [
            Life::Plain,
            Life::Unmeasured,
            Life::Built,
            Life::Changed,
            Life::Renovating,
            Life::Permit,
            Life::Started,
            Life::Leaving,
            Life::Ended,
            Life::NeverBuilt,
            Life::NotBag,
            Life::Corrected,
        ];
        for life in lives {
            for id in 0..500 {
                let year = [1890, 1975, 2012, 2019, 2026, 9999][id as usize % 6];
                let all = occurrences(life, 1, id, year, now);
                for pair in all.windows(2) {
                    assert!(pair[0].from < pair[1].from && pair[0].to == Some(pair[1].from), "{life:?} {year} {all:?}");
                }
                assert!(all.iter().all(|o| o.from < now), "{life:?} {all:?}");
                assert!(all.last().unwrap().to.is_none());
            }
        }
    }
}
