// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A surname column: tussenvoegsel before or behind, partner's name after a hyphen or a word.

use super::{
    Person, Prefix, Record, Rule,
    prefix::{Letters, MOST_WORDS},
    title,
};

/// Words between a name and the name of a partner or of birth.
const BETWEEN: &[&str] = &[
    "geb",
    "geboren",
    "gehuwd",
    "echtg",
    "echtgenote",
    "echtgenoot",
    "wed",
    "weduwe",
    "weduwnaar",
    "gesch",
    "ev",
    "gen",
    "genaamd",
    "nee",
];
/// Words that may follow those and are no name.
const AFTER: &[&str] = &["van", "met", "v", "m"];

/// Most words of a name that are looked at.
const MOST: usize = 12;

/// Words of a surname, and whether a hyphen stands before them.
pub(super) struct Words<'t> {
    words: [(&'t str, bool); MOST],
    count: usize,
    /// Where the comma stands, counted in words.
    pub comma: Option<usize>,
}

impl<'t> Words<'t> {
    pub fn of(folded: &'t str) -> Self {
        let mut out = Self { words: [("", false); MOST], count: 0, comma: None };
        let bytes = folded.as_bytes();
        let (mut from, mut hyphen) = (0, false);
        for at in 0..=bytes.len() {
            let sign = bytes.get(at).copied().unwrap_or(b' ');
            let inside = sign.is_ascii_alphanumeric() || sign >= 0x80 || sign == b'\'';
            if inside {
                continue;
            }
            let word = folded[from..at].trim_matches('\'');
            let kept = if folded[from..at].starts_with('\'') && word.len() <= 2 { &folded[from..at] } else { word };
            if !word.is_empty() && out.count < MOST {
                out.words[out.count] = (kept, hyphen);
                out.count += 1;
                hyphen = false;
            }
            hyphen |= sign == b'-' && out.count > 0;
            if sign == b',' && out.count > 0 {
                out.comma.get_or_insert(out.count);
            }
            from = at + 1;
        }
        out
    }

    pub fn all(&self) -> &[(&'t str, bool)] {
        &self.words[..self.count]
    }
}

/// Reads a surname into `out`.
pub(super) fn read(folded: &str, out: &mut Person, record: &mut impl Record) {
    out.surname.clear();
    out.second_surname.clear();
    out.second_prefix = Prefix::NONE;
    if let Some(simple) = single(folded) {
        out.surname.push_str(simple);
        return;
    }
    let words = Words::of(folded);
    let (from, to) = title::strip(words.all(), out, record);
    let mut names = &words.all()[from..to];
    // "Berg, van der": what stands behind the comma comes first.
    let turned = words.comma.filter(|&comma| comma > from && comma < to).and_then(|comma| {
        let mut letters = Letters::default();
        words.all()[comma..to].iter().for_each(|(word, _)| letters.add(word));
        letters.prefix().map(|prefix| (prefix, &words.all()[from..comma]))
    });
    if let Some((prefix, before)) = turned {
        out.prefix = prefix;
        names = before;
    }
    take(names, turned.is_some(), out, record);
    if names.len() > 1 {
        record.note(Rule::Prefix, folded, &out.surname);
    }
}

/// A name of one plain word needs no rules.
fn single(folded: &str) -> Option<&str> {
    (!folded.is_empty() && folded.bytes().all(|b| b.is_ascii_lowercase())).then_some(folded)
}

/// Takes tussenvoegsel, name and second name from the words.
pub(super) fn take(names: &[(&str, bool)], turned: bool, out: &mut Person, record: &mut impl Record) {
    let (prefix, mut at) = if turned { (out.prefix, 0) } else { leading(names) };
    out.prefix = prefix;
    let mut end = names.len();
    if prefix.is_none()
        && !turned
        && let Some((behind, cut)) = trailing(names)
    {
        (out.prefix, end) = (behind, cut);
    }
    // The first word is always name, whatever it is.
    while at < end {
        if !out.surname.is_empty() {
            if let Some(skip) = between(&names[at..end]) {
                return second(&names[at + skip..end], out, record);
            }
            let (prefix, words) = leading(&names[at..end]);
            if names[at].1 || (!prefix.is_none() && words < end - at) {
                return second(&names[at..end], out, record);
            }
        }
        push(&mut out.surname, names[at].0);
        at += 1;
    }
}

fn second(names: &[(&str, bool)], out: &mut Person, record: &mut impl Record) {
    let (prefix, at) = leading(names);
    out.second_prefix = prefix;
    for (word, _) in &names[at..] {
        push(&mut out.second_surname, word);
    }
    record.note(Rule::DoubleName, &out.surname, &out.second_surname);
}

/// How many words say that a partner's name follows; `None` when the words do not.
fn between(names: &[(&str, bool)]) -> Option<usize> {
    let first = names[0].0;
    let mut count = match names {
        [("e", _), ("v", _), _, ..] => 2,
        _ if BETWEEN.contains(&first) && names.len() > 1 => 1,
        _ => return None,
    };
    if count == 1 && first != "ev" && names.len() > 2 && AFTER.contains(&names[1].0) && !matches!(first, "geb" | "geboren") {
        count = 2;
    }
    Some(count)
}

/// The longest tussenvoegsel at the start that leaves a name, and how many words it has.
pub(super) fn leading(names: &[(&str, bool)]) -> (Prefix, usize) {
    let mut letters = Letters::default();
    let mut best = (Prefix::NONE, 0);
    for (k, (word, _)) in names.iter().enumerate().take(MOST_WORDS.min(names.len().saturating_sub(1))) {
        letters.add(word);
        if let Some(prefix) = letters.prefix() {
            best = (prefix, k + 1);
        }
    }
    best
}

/// A tussenvoegsel behind the name, as in `Berg vd`, and where it starts.
fn trailing(names: &[(&str, bool)]) -> Option<(Prefix, usize)> {
    for cut in names.len().saturating_sub(MOST_WORDS - 1).max(1)..names.len() {
        let mut letters = Letters::default();
        names[cut..].iter().for_each(|(word, _)| letters.add(word));
        let single = names[cut..].iter().all(|(word, _)| word.len() < 2);
        if let Some(prefix) = letters.prefix().filter(|_| !names[cut].1 && (!single || names.len() - cut > 1)) {
            return Some((prefix, cut));
        }
    }
    None
}

/// Adds the letters of a word.
pub(super) fn push(out: &mut String, word: &str) {
    out.extend(word.chars().filter(|c| c.is_alphanumeric()));
}
