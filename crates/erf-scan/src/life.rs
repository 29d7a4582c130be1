// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How a scan lives and what people may say of it. Rules only: no database, no clock, no files.

use std::{fmt, str::FromStr};

use erf_places::window;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Months after approval in which a scan may be used.
pub const MONTHS: i64 = 12;
/// Partners who must have signed a card before it can be used.
pub const PARTNERS: usize = 2;
/// Most places that can be visited.
pub const MOST_CAPACITY: u32 = 5_000;
/// Largest share of a proposal that is drawn at random.
pub const MOST_RANDOM: f64 = 0.5;

/// The number of a scan: 48 bits of a hash over what was asked of which data by whom, so that the same question asked twice
/// is one scan, and numbers tell nothing of scans somebody may not meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ScanId(pub i64);

impl ScanId {
    /// The number that belongs to these texts.
    pub fn of(parts: &[&str]) -> Self {
        Self(number_of(parts))
    }
}

/// 48 bits of a hash over texts.
pub(crate) fn number_of(parts: &[&str]) -> i64 {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(6).fold(0, |number, byte| number << 8 | i64::from(*byte))
}

impl fmt::Display for ScanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012x}", self.0)
    }
}

impl FromStr for ScanId {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        i64::from_str_radix(text, 16).map(Self)
    }
}

/// A word that is none of those expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is geen woord dat hier kan")]
pub struct UnknownWord(pub String);

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$about])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in forms and in the database.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|word| word.code() == text).ok_or_else(|| UnknownWord(text.to_owned()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

words! {
    /// Where a scan is in its life. Before `Draft` there is only the order.
    State {
        /// Computed and frozen; for its author.
        Draft = "concept",
        /// Somebody else was asked to check it.
        Check = "privacytoets",
        /// Approved by somebody else than its author.
        Approved = "vastgesteld",
        /// Handed to at least one named recipient.
        Shared = "gedeeld",
        /// Over: nothing per place is left.
        Expired = "vervallen",
    }
}

impl State {
    /// Whether the one step can follow on the other.
    pub fn may_become(self, to: Self) -> bool {
        use State::{Approved, Check, Draft, Expired, Shared};
        matches!((self, to), (Draft, Check) | (Check, Approved | Draft) | (Approved, Shared) | (Draft | Check | Approved | Shared, Expired))
    }

    /// Whether people may decide on its places and lists may leave.
    pub fn is_in_use(self) -> bool {
        matches!(self, Self::Approved | Self::Shared)
    }
}

words! {
    /// What a person decides about a proposed place.
    Choice {
        /// Go there for a talk.
        Visit = "bezoeken",
        /// Do not.
        Not = "niet",
        /// First find out more.
        MoreInformation = "meer_informatie",
    }
}

words! {
    /// What a visit found.
    VisitOutcome {
        /// Nothing out of the ordinary.
        Nothing = "niets",
        /// The owner was glad of advice.
        Advice = "advies",
        /// Something that was passed on.
        Signal = "signaal",
    }
}

words! {
    /// Who said that a fact is wrong.
    ToldBy {
        /// Owner or user of the place.
        Owner = "eigenaar",
        /// Somebody of the municipality.
        Staff = "medewerker",
    }
}

words! {
    /// What is handed to a recipient.
    Format {
        /// Table as text.
        Csv = "csv",
        /// Spreadsheet.
        Xlsx = "xlsx",
        /// Points for a map.
        GeoJson = "geojson",
        /// The report with the list of places.
        Pdf = "pdf",
        /// The letter to an owner.
        Letter = "brief",
    }
}

/// Whether a decision goes against the card: no visit where the card (and not the draw) proposed one, or a visit where nothing
/// was proposed.
pub fn disagrees(choice: Choice, proposed: bool, random: bool) -> bool {
    match choice {
        Choice::Not => proposed && !random,
        Choice::Visit => !proposed,
        Choice::MoreInformation => false,
    }
}

/// The day a number of months later, as a number (20261001); the last day of that month when it has no such day.
pub fn months_after(day: i64, months: i64) -> i64 {
    let (year, month, of_month) = (day / 10_000, day / 100 % 100, day % 100);
    let count = year * 12 + month - 1 + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    let last = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    year * 10_000 + month * 100 + of_month.min(last)
}

/// Whether a scan may look back from a day: not from one ahead, nor from one whose facts have all left the window by now.
pub fn may_look_from(day: i64, today: i64) -> bool {
    (window::first_day(today)..=today).contains(&day)
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

    #[test]
    fn a_scan_is_never_approved_or_shared_without_a_check_and_never_comes_back_to_life() {
        assert!(!State::Draft.may_become(State::Approved) && !State::Draft.may_become(State::Shared));
        assert!(!State::Check.may_become(State::Shared));
        assert!(State::ALL.iter().all(|to| !State::Expired.may_become(*to)));
    }

    #[test]
    fn only_going_against_the_card_is_disagreement() {
        assert!(disagrees(Choice::Not, true, false) && disagrees(Choice::Visit, false, false));
        assert!(!disagrees(Choice::Not, true, true), "the draw is not the card");
        assert!(!disagrees(Choice::Not, false, false) && !disagrees(Choice::Visit, true, false));
        assert!(Choice::ALL.iter().all(|choice| !disagrees(Choice::MoreInformation, *choice == Choice::Not, false)));
    }

    #[test]
    fn a_year_after_the_leap_day_is_the_last_of_february() {
        assert_eq!(months_after(20_240_229, 12), 20_250_228);
        assert_eq!(months_after(20_261_001, 12), 20_271_001);
        assert_eq!(months_after(20_261_031, 1), 20_261_130);
        assert_eq!(months_after(20_261_231, 2), 20_270_228);
    }

    #[test]
    fn a_scan_looks_back_from_a_day_of_the_last_five_years() {
        let said = [20_261_002, 20_261_001, 20_211_001, 20_210_930, 19_900_101].map(|day| may_look_from(day, 20_261_001));
        assert_eq!(said, [false, true, true, false, false]);
    }

    #[test]
    fn words_come_back_as_they_went() {
        assert!(State::ALL.iter().all(|state| state.code().parse() == Ok(*state)));
        assert!("goedgekeurd".parse::<State>().is_err());
    }
}
