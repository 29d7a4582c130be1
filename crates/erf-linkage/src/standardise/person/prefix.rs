// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tussenvoegsels: "van der", "v.d.", "v/d", "'t".

use std::{collections::BTreeMap, sync::LazyLock};

use super::{Person, Record, Rule};
use crate::standardise::lexicon::{Lexicon, lines};

/// A tussenvoegsel of the table, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Prefix(u8);

struct Known {
    text: &'static str,
    class: u8,
}

struct Table {
    known: Vec<Known>,
    by_letters: Lexicon<u8>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { known: vec![Known { text: "", class: 0 }, Known { text: "?", class: 255 }], by_letters: Lexicon::default() };
    let mut classes: BTreeMap<&'static str, u8> = BTreeMap::new();
    for line in lines(include_str!("../tables/prefixes.txt")) {
        let (class, rest) = line.split_once('|').unwrap_or(("", line));
        let (text, others) = rest.split_once('=').unwrap_or((rest, ""));
        let next = classes.len() as u8 + 1;
        let class = *classes.entry(class.trim()).or_insert(next);
        let id = table.known.len() as u8;
        table.known.push(Known { text: text.trim(), class });
        let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
        table.by_letters.entry(letters.leak()).or_insert(id);
        for other in others.split(',').map(str::trim).filter(|other| !other.is_empty()) {
            table.by_letters.entry(other).or_insert(id);
        }
    }
    table
});

/// Letters in the longest tussenvoegsel of the table.
const LONGEST: usize = 12;
/// Words in the longest.
pub(super) const MOST_WORDS: usize = 4;

impl Prefix {
    /// No tussenvoegsel.
    pub const NONE: Self = Self(0);
    /// One that is not in the table.
    pub const OTHER: Self = Self(1);

    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Written in full; of "v.d." nobody knows which it was.
    pub fn text(self) -> &'static str {
        TABLE.known[usize::from(self.0)].text
    }

    /// Tussenvoegsels that are taken for one another have one class; 0 is none.
    pub fn class(self) -> u8 {
        TABLE.known[usize::from(self.0)].class
    }

    /// Whether both are there and may be meant as the same.
    pub fn may_be(self, other: Self) -> bool {
        !self.is_none() && self.class() == other.class()
    }

    /// The tussenvoegsel that these folded words are.
    pub fn of(folded: &str) -> Option<Self> {
        let mut letters = Letters::default();
        letters.add(folded);
        letters.prefix()
    }
}

/// The letters of some words, as long as they may be a tussenvoegsel.
#[derive(Default, Clone, Copy)]
pub(super) struct Letters {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Letters {
    pub fn add(&mut self, word: &str) {
        for byte in word.bytes().filter(u8::is_ascii_alphabetic) {
            if let Some(slot) = self.bytes.get_mut(self.length) {
                *slot = byte;
            }
            self.length += 1;
        }
    }

    pub fn prefix(&self) -> Option<Prefix> {
        let letters = std::str::from_utf8(self.bytes.get(..self.length)?).ok()?;
        TABLE.by_letters.get(letters).map(|&id| Prefix(id))
    }
}

/// A tussenvoegsel in a column of its own, beside what the surname began with.
pub(super) fn from_column(folded: &str, out: &mut Person, record: &mut impl Record) {
    let mut letters = Letters::default();
    letters.add(folded);
    if letters.length == 0 {
        return;
    }
    let own = letters.prefix().unwrap_or(Prefix::OTHER);
    if !out.prefix.is_none() {
        // "van" in its column and "der Berg" as surname.
        letters.add(out.prefix.text());
        out.prefix = letters.prefix().unwrap_or(if own.may_be(out.prefix) { out.prefix } else { own });
    } else {
        out.prefix = own;
    }
    record.note(Rule::PrefixWritten, folded, out.prefix.text());
}
