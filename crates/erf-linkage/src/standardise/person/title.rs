// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Titles and forms of address, and what they say about sex.

use super::{Person, Record, Rule};

/// Sex as a register gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Sex {
    /// Not given.
    #[default]
    Unknown,
    /// Man.
    Male,
    /// Vrouw.
    Female,
    /// Neither of these.
    Other,
}

/// Reads a column with sex: Dutch, English and the numbers of ISO 5218.
pub fn sex(text: &str) -> Sex {
    let mut word = [0_u8; 12];
    let text = text.trim().as_bytes();
    let length = text.len().min(word.len());
    word[..length].copy_from_slice(&text[..length]);
    word.make_ascii_lowercase();
    match &word[..length] {
        b"m" | b"man" | b"male" | b"mannelijk" | b"h" | b"heer" | b"dhr" | b"dhr." | b"de heer" | b"jongen" | b"1" | b"mr" => Sex::Male,
        b"v" | b"vrouw" | b"f" | b"female" | b"vrouwelijk" | b"w" | b"mevrouw" | b"mevr" | b"mevr." | b"mw" | b"mw." | b"meisje" | b"2"
        | b"mrs" | b"ms" => Sex::Female,
        b"x" | b"anders" | b"other" | b"non-binair" | b"9" => Sex::Other,
        _ => Sex::Unknown,
    }
}

/// Words before a name. Dutch academic titles of the Wet op het hoger onderwijs, nobility, and forms of address.
const BEFORE: &[(&str, Sex)] = &[
    ("dhr", Sex::Male),
    ("heer", Sex::Male),
    ("hr", Sex::Male),
    ("herr", Sex::Male),
    ("mevr", Sex::Female),
    ("mevrouw", Sex::Female),
    ("mw", Sex::Female),
    ("mej", Sex::Female),
    ("mejuffrouw", Sex::Female),
    ("mvr", Sex::Female),
    ("mrs", Sex::Female),
    ("ms", Sex::Female),
    ("miss", Sex::Female),
    ("frau", Sex::Female),
    ("jkvr", Sex::Female),
    ("jonkvrouw", Sex::Female),
    ("jhr", Sex::Male),
    ("jonkheer", Sex::Male),
    ("mr", Sex::Unknown),
    ("dr", Sex::Unknown),
    ("drs", Sex::Unknown),
    ("ir", Sex::Unknown),
    ("ing", Sex::Unknown),
    ("prof", Sex::Unknown),
    ("ds", Sex::Unknown),
    ("pater", Sex::Male),
    ("pastoor", Sex::Male),
    ("zr", Sex::Female),
    ("zuster", Sex::Female),
    ("br", Sex::Male),
    ("baron", Sex::Male),
    ("barones", Sex::Female),
    ("graaf", Sex::Unknown),
    ("gravin", Sex::Female),
];

/// Words behind a name.
const BEHIND: &[&str] = &[
    "bsc", "msc", "ba", "ma", "phd", "mba", "llm", "llb", "jr", "sr", "junior", "senior", "bba", "mphil", "med", "bed", "emba", "ra", "aa",
];
/// Words that mean more than one person.
const HOUSEHOLD: &[&str] = &["fam", "familie", "erven", "erfgenamen", "gezin", "echtpaar"];

/// Where the words of the name itself begin and end. At least one word is left.
pub(super) fn strip(words: &[(&str, bool)], out: &mut Person, record: &mut impl Record) -> (usize, usize) {
    let (mut from, mut to) = (0, words.len());
    while from + 1 < to {
        let word = words[from].0;
        let article = word == "de" && matches!(words[from + 1].0, "heer" | "erven") && from + 2 < to;
        if let Some((_, sex)) = BEFORE.iter().find(|(title, _)| *title == word) {
            if out.sex == Sex::Unknown {
                out.sex = *sex;
            }
            record.note(Rule::Title, word, "");
        } else if HOUSEHOLD.contains(&word) {
            out.household = true;
            record.note(Rule::Title, word, "");
        } else if !(article || (from > 0 && word == "en" && BEFORE.iter().any(|(title, _)| *title == words[from + 1].0))) {
            break;
        }
        from += 1;
    }
    while to > from + 1 && BEHIND.contains(&words[to - 1].0) && !words[to - 1].1 {
        record.note(Rule::Title, words[to - 1].0, "");
        to -= 1;
    }
    (from, to)
}
