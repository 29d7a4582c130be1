// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Legal forms.

use std::sync::LazyLock;

use crate::standardise::lexicon::{Lexicon, lines};

/// The legal form of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LegalForm {
    /// Not named. People leave it out, so it says nothing.
    #[default]
    Unknown,
    /// One of the table.
    Known(u8),
}

struct Table {
    forms: Vec<(&'static str, &'static str)>,
    by_letters: Lexicon<u8>,
    most_words: usize,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { forms: Vec::new(), by_letters: Lexicon::default(), most_words: 1 };
    for line in lines(include_str!("../tables/legal.txt")) {
        let (code, rest) = line.split_once('|').unwrap_or((line, ""));
        let (name, written) = rest.split_once('=').unwrap_or((rest, ""));
        let id = table.forms.len() as u8;
        table.forms.push((code.trim(), name.trim()));
        for written in written.split(',').map(str::trim).filter(|w| !w.is_empty()) {
            table.most_words = table.most_words.max(written.split(' ').count());
            let letters: String = written.chars().filter(char::is_ascii_alphanumeric).collect();
            table.by_letters.entry(letters.leak()).or_insert(id);
        }
    }
    table
});

impl LegalForm {
    /// The form that these letters are: `bv`, `vof`, `maatschap`.
    pub fn of(letters: &str) -> Self {
        TABLE.by_letters.get(letters).map_or(Self::Unknown, |&id| Self::Known(id))
    }

    /// Its code: `bv`; empty when unknown.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Known(id) => TABLE.forms.get(usize::from(id)).map_or("", |form| form.0),
        }
    }

    /// Its name in full.
    pub fn text(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Known(id) => TABLE.forms.get(usize::from(id)).map_or("", |form| form.1),
        }
    }

    /// Whether both are named and differ.
    pub fn differs(self, other: Self) -> bool {
        self != Self::Unknown && other != Self::Unknown && self != other
    }
}

/// Words in the longest way to write a form.
pub(super) fn most_words() -> usize {
    TABLE.most_words
}
