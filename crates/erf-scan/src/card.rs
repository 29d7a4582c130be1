// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The agreed rule card: which indicators count, for how many points, and who signed it.

use std::collections::BTreeSet;

use erf_base::Compartment;
use serde::{Deserialize, Serialize};

use crate::{freeze::Canon, indicator::Indicator, rules::Scheme};

/// Most indicators on a card: more cannot be explained at a table.
pub const MOST: usize = 12;

/// Points an indicator may get.
pub const POINTS: std::ops::RangeInclusive<i32> = 1..=9;

/// With or without covenant inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Variant {
    /// No covenant inputs, no places that are only a dwelling.
    #[serde(rename = "gemeentelijk")]
    Municipal,
    /// Under the covenant, with a recorded ground.
    #[serde(rename = "convenant")]
    Covenant,
}

/// A version of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Name, such as `Regiokaart gemeentelijk`.
    pub name: String,
    /// Variant.
    pub variant: Variant,
    /// Version, counted per variant.
    pub version: u32,
    /// What counts.
    pub entries: Vec<Entry>,
    /// Why these indicators and points.
    pub motivation: String,
    /// Partners who signed, with the day.
    #[serde(default)]
    pub signatures: Vec<Signature>,
}

/// One line of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Indicator.
    pub code: String,
    /// Version of the indicator.
    pub version: u32,
    /// Points, 1 to 9.
    pub points: i32,
}

/// A partner agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Organisation.
    pub partner: String,
    /// Who, by role.
    pub role: String,
    /// The day.
    pub date: String,
}

impl Variant {
    /// The word used in files and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Municipal => "gemeentelijk",
            Self::Covenant => "convenant",
        }
    }
}

/// What is wrong with a card.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum CardFault {
    /// Nothing counts.
    #[error("de kaart heeft geen kenmerken")]
    Empty,
    /// More than can be explained.
    #[error("de kaart heeft {0} kenmerken; het zijn er hoogstens {MOST}")]
    TooMany(usize),
    /// Points outside 1 to 9.
    #[error("{code} heeft {points} punten; het zijn er 1 tot en met 9")]
    Points {
        /// Indicator.
        code: String,
        /// Its points.
        points: i32,
    },
    /// The same indicator twice.
    #[error("{0} staat twee keer op de kaart")]
    Twice(String),
    /// Nobody declared it.
    #[error("{0} is geen bekend kenmerk")]
    Unknown(String),
    /// The card was made for another version of the indicator.
    #[error("{code} staat met versie {card} op de kaart; nu geldt versie {now}")]
    Version {
        /// Indicator.
        code: String,
        /// Version on the card.
        card: u32,
        /// Version that holds.
        now: u32,
    },
    /// It may never be used.
    #[error("{0} mag nooit worden gebruikt")]
    Forbidden(String),
    /// A covenant input on a municipal card.
    #[error("{0} hoort in de convenantruimte en kan niet op een gemeentelijke kaart")]
    Covenant(String),
    /// Says something about an area only.
    #[error("{0} is een kenmerk van het gebied en telt niet per plek")]
    Context(String),
    /// L03 never counts without another indicator, so it cannot be the only one.
    #[error("L03 telt nooit alleen; de kaart heeft nog een ander kenmerk nodig dan L18")]
    Alone,
}

impl Card {
    /// Whether the card may be used with these indicators; all that is wrong, in the order of the card.
    pub fn check(&self, catalogue: &[Indicator]) -> Result<(), Vec<CardFault>> {
        let mut faults = self.shape_faults();
        faults.extend(self.entries.iter().filter_map(|entry| self.entry_fault(entry, catalogue)));
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// What is wrong whatever the indicators are: how many, points, doubles, L03 alone.
    pub fn shape_faults(&self) -> Vec<CardFault> {
        let mut faults = Vec::new();
        if self.entries.is_empty() {
            faults.push(CardFault::Empty);
        }
        if self.entries.len() > MOST {
            faults.push(CardFault::TooMany(self.entries.len()));
        }
        let mut seen = BTreeSet::new();
        for Entry { code, points, .. } in &self.entries {
            if !POINTS.contains(points) {
                faults.push(CardFault::Points { code: code.clone(), points: *points });
            }
            if !seen.insert(code.as_str()) {
                faults.push(CardFault::Twice(code.clone()));
            }
        }
        if seen.contains("L03") && seen.iter().all(|code| matches!(*code, "L03" | "L18")) {
            faults.push(CardFault::Alone);
        }
        faults
    }

    fn entry_fault(&self, entry: &Entry, catalogue: &[Indicator]) -> Option<CardFault> {
        let code = entry.code.clone();
        let Some(indicator) = catalogue.iter().find(|indicator| indicator.code == entry.code) else {
            return Some(CardFault::Unknown(code));
        };
        match indicator.compartment {
            None => Some(CardFault::Forbidden(code)),
            Some(Compartment::Covenant) if self.variant == Variant::Municipal => Some(CardFault::Covenant(code)),
            _ if indicator.group == "context" && indicator.points == 0 => Some(CardFault::Context(code)),
            _ if indicator.version != entry.version => Some(CardFault::Version { code, card: entry.version, now: indicator.version }),
            _ => None,
        }
    }

    /// The points, ready to judge.
    pub(crate) fn scheme(&self) -> Scheme {
        Scheme::new(self.entries.iter().map(|entry| (entry.code.as_str(), entry.points)))
    }

    /// sha256 of what partners sign: everything but the signatures, whatever the order of the entries.
    pub fn hash(&self) -> String {
        let mut canon = Canon::new("kaart-1");
        canon.text(&self.name).text(self.variant.code()).whole(self.version.into()).text(&self.motivation);
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by(|a, b| a.code.cmp(&b.code));
        canon.whole(entries.len() as i64);
        for entry in entries {
            canon.text(&entry.code).whole(entry.version.into()).whole(entry.points.into());
        }
        canon.hash()
    }
}

/// The card that comes with the program.
pub fn standard(variant: Variant) -> Card {
    let text = match variant {
        Variant::Municipal => include_str!("../cards/gemeentelijk-1.toml"),
        Variant::Covenant => include_str!("../cards/convenant-1.toml"),
    };
    toml::from_str(text).expect("the cards that come with the program are read by a test")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{card, catalogue};

    fn faults(variant: Variant, entries: &[(&str, i32)]) -> Vec<CardFault> {
        let mut card = card(entries);
        card.variant = variant;
        card.check(&catalogue()).err().unwrap_or_default()
    }

    #[test]
    fn the_standard_cards_hold_twelve_indicators_and_pass_every_check() {
        for variant in [Variant::Municipal, Variant::Covenant] {
            let card = standard(variant);
            assert_eq!((card.variant, card.version, card.entries.len()), (variant, 1, MOST));
            assert_eq!(card.check(&catalogue()), Ok(()));
        }
        assert_ne!(standard(Variant::Municipal).hash(), standard(Variant::Covenant).hash());
    }

    #[test]
    fn each_fault_is_named() {
        let named = |entries: &[(&str, i32)]| faults(Variant::Municipal, entries);
        assert_eq!(named(&[]), [CardFault::Empty]);
        assert_eq!(named(&[("L01", 0), ("L02", 10)]).len(), 2);
        assert_eq!(named(&[("L01", 1), ("L01", 2)]), [CardFault::Twice("L01".into())]);
        assert_eq!(named(&[("X99", 1)]), [CardFault::Unknown("X99".into())]);
        assert_eq!(named(&[("N01", 1)]), [CardFault::Forbidden("N01".into())]);
        assert_eq!(named(&[("L09", 5)]), [CardFault::Covenant("L09".into())]);
        assert_eq!(named(&[("BT05", 1)]), [CardFault::Context("BT05".into())]);
        assert_eq!(named(&[("L03", 2), ("L18", 1)]), [CardFault::Alone]);
        assert_eq!(faults(Variant::Covenant, &[("L09", 5)]), []);
        let many: Vec<(&str, i32)> = catalogue_codes().iter().map(|code| (*code, 1)).collect();
        assert_eq!(named(&many), [CardFault::TooMany(13)]);
    }

    fn catalogue_codes() -> [&'static str; 13] {
        ["L01", "L02", "L03", "L04", "L05", "L06", "L07", "L08", "L11", "L12", "L15", "L16", "L17"]
    }

    #[test]
    fn another_version_of_an_indicator_needs_another_card() {
        let mut card = card(&[("L01", 3)]);
        card.entries[0].version = 7;
        assert_eq!(card.check(&catalogue()), Err(vec![CardFault::Version { code: "L01".into(), card: 7, now: 1 }]));
    }

    #[test]
    fn a_signature_leaves_the_hash_and_points_do_not() {
        let card = standard(Variant::Municipal);
        let mut signed = card.clone();
        signed.signatures.push(Signature { partner: "LTO".into(), role: "regiobestuurder".into(), date: "2026-09-01".into() });
        signed.entries.reverse();
        assert_eq!(card.hash(), signed.hash());
        signed.entries[0].points += 1;
        assert_ne!(card.hash(), signed.hash());
    }
}
