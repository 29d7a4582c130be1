// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The words of a company's name, each with what kind of word it is.

use std::sync::LazyLock;

use super::{Company, LegalForm, Record, Rule, legal::most_words};
use crate::standardise::{
    lexicon::{Lexicon, synonyms},
    person::Prefix,
};

static ACTIVITIES: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| synonyms(include_str!("../tables/activities.txt")));
/// Abbreviations with a dot are looked up among these, sorted.
static SORTED: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut all: Vec<_> = ACTIVITIES.iter().map(|(word, form)| (*word, *form)).collect();
    all.sort_unstable();
    all
});

/// Words that mean a group; they stay in the name.
const GROUP: &[&str] = &["holding", "beheer", "groep", "participaties", "beleggingen"];
/// Words of no weight.
const SMALL: &[&str] = &[
    "en", "and", "und", "et", "de", "het", "the", "van", "voor", "te", "in", "der", "den", "t", "vd", "d", "v", "ten", "ter", "op", "aan",
];

/// Markers of a trade name.
const TRADE: &[&str] = &[
    "h.o.d.n.",
    "h.o.d.n",
    "hodn",
    "handelend onder de naam",
    "t.h.o.d.n.",
    "thodn",
    "tevens handelend onder de naam",
    "o.d.n.",
    "h/o",
    "o/n",
];

/// The name before a marker and the trade name behind it.
pub(super) fn trade_split(folded: &str) -> (&str, Option<&str>) {
    for marker in TRADE {
        let Some(at) = folded.find(marker) else { continue };
        let begins = at == 0 || !folded.as_bytes()[at - 1].is_ascii_alphanumeric();
        let after = &folded[at + marker.len()..];
        if begins && !after.starts_with(|c: char| c.is_alphanumeric()) {
            return (folded[..at].trim_end(), Some(after.trim_start_matches([':', ' ', '.'])).filter(|t| !t.is_empty()));
        }
    }
    (folded, None)
}

#[derive(Debug, Default, Clone, Copy)]
struct Word {
    from: usize,
    to: usize,
    dotted: bool,
}

/// Room for the words of one name.
#[derive(Debug, Default)]
pub(super) struct Work {
    words: Vec<Word>,
    letters: String,
    activities: Vec<&'static str>,
}

impl Work {
    /// Reads one name into `out.name`, `out.core`, `out.activity`, the legal form and the marks.
    pub fn read(&mut self, folded: &str, out: &mut Company, record: &mut impl Record) {
        out.name.clear();
        out.core.clear();
        self.split(folded);
        let (from, to) = self.without_legal(folded, out, record);
        self.activities.clear();
        let mut at = from;
        while at < to {
            at += self.word(folded, at, to, out, record);
        }
        self.activities.sort_unstable();
        self.activities.dedup();
        out.activity.clear();
        for word in &self.activities {
            add(&mut out.activity, word);
        }
    }

    /// Runs of letters and digits. "B.V." is one word, and so is "v.o.f.": single letters with dots between them.
    fn split(&mut self, folded: &str) {
        self.words.clear();
        let bytes = folded.as_bytes();
        let inside = |k: usize| bytes.get(k).is_some_and(|&b| b.is_ascii_alphanumeric() || b >= 0x80 || b == b'\'');
        let mut at = 0;
        while at < bytes.len() {
            if !inside(at) {
                at += 1;
                continue;
            }
            let from = at;
            while inside(at) {
                at += 1;
            }
            if at - from == 1 {
                while bytes.get(at) == Some(&b'.') && inside(at + 1) && !inside(at + 2) {
                    at += 2;
                }
            }
            self.words.push(Word { from, to: at, dotted: bytes.get(at) == Some(&b'.') });
        }
    }

    /// Takes legal forms off both ends. At least one word is left.
    fn without_legal(&mut self, folded: &str, out: &mut Company, record: &mut impl Record) -> (usize, usize) {
        let (mut from, mut to) = (0, self.words.len());
        while let Some(count) =
            (1..=most_words().min((to - from).saturating_sub(1))).rev().find(|&n| self.is_legal(folded, to - n, to, out))
        {
            to -= count;
        }
        let at_end = out.legal;
        while let Some(count) =
            (1..=most_words().min((to - from).saturating_sub(1))).rev().find(|&n| self.is_legal(folded, from, from + n, out))
        {
            from += count;
        }
        if at_end != LegalForm::Unknown {
            out.legal = at_end;
        }
        if out.legal != LegalForm::Unknown {
            record.note(Rule::Legal, folded, out.legal.text());
        }
        (from, to)
    }

    fn is_legal(&mut self, folded: &str, from: usize, to: usize, out: &mut Company) -> bool {
        self.letters.clear();
        for word in &self.words[from..to] {
            self.letters.extend(folded[word.from..word.to].chars().filter(|c| c.is_alphanumeric()));
        }
        // "St. Jan" is a name unless a stichting is meant; "st" before one word may be either, and a stichting it is for a company.
        let found = LegalForm::of(&self.letters);
        if found == LegalForm::Unknown {
            return false;
        }
        out.legal = found;
        true
    }

    /// Adds the word at `at`; gives how many words were used.
    fn word(&mut self, folded: &str, at: usize, to: usize, out: &mut Company, record: &mut impl Record) -> usize {
        let Word { from, to: end, dotted } = self.words[at];
        let word = &folded[from..end];
        if matches!(word, "gebr" | "gebroeders" | "gbr" | "gezusters") {
            out.family = true;
            add(&mut out.name, "gebroeders");
            return 1;
        }
        if matches!(word, "zn" | "zonen" | "zoon" | "co" | "cie" | "dochters") {
            out.family = true;
            return 1;
        }
        if let Some((form, count)) = self.activity(folded, at, to) {
            if form != word {
                record.note(Rule::Activity, word, form);
            }
            if GROUP.contains(&form) {
                out.holding = true;
                record.note(Rule::Holding, word, "onderdeel van een groep");
            }
            self.activities.push(form);
            add(&mut out.name, form);
            return count;
        }
        if dotted
            && word.len() >= 3
            && let Some(form) = abbreviated(word)
        {
            record.note(Rule::Activity, word, form);
            self.activities.push(form);
            add(&mut out.name, form);
            return 1;
        }
        name_word(word, out);
        1
    }

    fn activity(&self, folded: &str, at: usize, to: usize) -> Option<(&'static str, usize)> {
        if at + 1 < to
            && self.words[at + 1].from == self.words[at].to + 1
            && let Some(form) = ACTIVITIES.get(&folded[self.words[at].from..self.words[at + 1].to])
        {
            return Some((form, 2));
        }
        ACTIVITIES.get(&folded[self.words[at].from..self.words[at].to]).map(|form| (*form, 1))
    }
}

/// "Melk." for "Melkveebedrijf": a dotted word that begins exactly one kind of activity.
fn abbreviated(word: &str) -> Option<&'static str> {
    let start = SORTED.partition_point(|(known, _)| *known < word);
    let mut found = SORTED[start..].iter().take_while(|(known, _)| known.starts_with(word)).map(|(_, form)| *form);
    let first = found.next()?;
    found.all(|form| form == first).then_some(first)
}

/// A word of the name proper; tussenvoegsels and small words count in the name and not in its core.
fn name_word(word: &str, out: &mut Company) {
    let letters = word.trim_matches('\'');
    let plain = |c: &char| c.is_alphanumeric();
    if !out.name.is_empty() {
        out.name.push(' ');
    }
    out.name.extend(letters.chars().filter(plain));
    if SMALL.contains(&letters) || letters.len() < 4 && Prefix::of(letters).is_some() {
        return;
    }
    if !out.core.is_empty() {
        out.core.push(' ');
    }
    out.core.extend(letters.chars().filter(plain));
}

fn add(out: &mut String, word: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}
