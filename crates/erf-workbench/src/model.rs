// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a linkage is, and the rules that need no database.

use std::{fmt, str::FromStr};

use erf_linkage::{block::RuleReport, judge::Verdict, threshold::Expected};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The number of a linkage, written as ten hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LinkageId(pub i64);

impl fmt::Display for LinkageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010x}", self.0)
    }
}

impl FromStr for LinkageId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.then(|| i64::from_str_radix(text, 16).ok().map(Self)).flatten().ok_or(())
    }
}

/// How far a linkage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Asked for.
    Waiting,
    /// Made.
    Ready,
    /// It could not be made.
    Failed,
    /// A delivery it used is gone, and everything it held with it.
    Ended,
}

impl State {
    const ALL: [Self; 4] = [Self::Waiting, Self::Ready, Self::Failed, Self::Ended];

    /// The word in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "wachtend",
            Self::Ready => "klaar",
            Self::Failed => "mislukt",
            Self::Ended => "vervallen",
        }
    }

    /// From the word in the database.
    pub fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.code() == code).unwrap_or(Self::Failed)
    }
}

/// The word for a verdict, in the database and on pages.
pub fn verdict_code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "zelfde",
        Verdict::NotSame => "niet_zelfde",
        Verdict::Unsure => "weet_niet",
    }
}

/// The verdict behind a word.
pub fn verdict_of(code: &str) -> Option<Verdict> {
    [Verdict::Same, Verdict::NotSame, Verdict::Unsure].into_iter().find(|verdict| verdict_code(*verdict) == code)
}

/// A day as a number: 20261001.
pub fn day_number(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// A number as a day.
pub fn day(number: i64) -> Option<Date> {
    Date::new(i16::try_from(number / 10_000).ok()?, (number / 100 % 100) as i8, (number % 100) as i8).ok()
}

/// What a column was taken for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoleFound {
    /// The header.
    pub column: String,
    /// What it holds, in Dutch.
    pub role: String,
    /// Why, in Dutch.
    pub reason: String,
    /// From 0 to 1.
    pub certainty: f64,
}

/// Something the reader must know before believing a linkage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// A stable code.
    pub code: String,
    /// In Dutch.
    pub words: String,
}

/// What a run says of itself; kept with the linkage.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The preset.
    pub preset: String,
    /// Why that one, in Dutch.
    pub preset_reason: String,
    /// Columns of the first table.
    pub roles: Vec<RoleFound>,
    /// Columns of the second table; none of a linkage that was made before they were kept.
    #[serde(default)]
    pub other_roles: Vec<RoleFound>,
    /// Pairs per rule.
    pub blocking: Vec<RuleReport>,
    /// What is expected at every cut.
    pub curve: Vec<Expected>,
    /// Warnings.
    pub warnings: Vec<Remark>,
    /// Pairs that were compared.
    pub compared: u64,
    /// True pairs that no rule reaches, estimated.
    pub unreached: f64,
    /// Whether the rules overlap too little to estimate that, and with it what is missed.
    #[serde(default)]
    pub recall_unknown: bool,
    /// Rows that say too little to be linked ever.
    pub unlinkable: u64,
    /// Judged pairs the model learned from; 0 without.
    pub learned_from: u64,
}

/// A band of probability: from the first on, below the second.
pub const BANDS: [(f64, f64); 5] = [(0.0, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 0.99), (0.99, 1.01)];

/// The band of a probability.
pub fn band_of(probability: f64) -> usize {
    BANDS.iter().position(|(_, to)| probability < *to).unwrap_or(BANDS.len() - 1)
}

/// What judged pairs of one band show.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Band {
    /// Pairs in the band.
    pub pairs: u64,
    /// The sum of their probabilities.
    pub stated: f64,
    /// Pairs judged same or not the same.
    pub judged: u64,
    /// Those judged same.
    pub same: u64,
    /// The sum of the probabilities of the judged pairs.
    pub stated_judged: f64,
}

/// Lays pairs with their standing verdict in bands.
pub fn bands(pairs: impl Iterator<Item = (f64, Option<Verdict>)>) -> [Band; BANDS.len()] {
    let mut bands = [Band::default(); BANDS.len()];
    for (probability, verdict) in pairs {
        let band = &mut bands[band_of(probability)];
        band.pairs += 1;
        band.stated += probability;
        if let Some(verdict @ (Verdict::Same | Verdict::NotSame)) = verdict {
            band.judged += 1;
            band.stated_judged += probability;
            band.same += u64::from(verdict == Verdict::Same);
        }
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_ten_digits_and_nothing_else() {
        assert_eq!("00000000ff".parse(), Ok(LinkageId(255)));
        for wrong in ["ff", "00000000fg", "-0000000ff", "+0000000ff"] {
            assert_eq!(wrong.parse::<LinkageId>(), Err(()), "{wrong}");
        }
    }

    #[test]
    fn a_pair_that_nobody_is_sure_of_is_counted_and_not_judged() {
        let found = bands([(0.6, Some(Verdict::Same)), (0.7, Some(Verdict::Unsure)), (0.999, None)].into_iter());
        assert_eq!((found[1].pairs, found[1].judged, found[1].same), (2, 1, 1));
        assert_eq!((found[4].pairs, found[4].judged), (1, 0));
    }
}
