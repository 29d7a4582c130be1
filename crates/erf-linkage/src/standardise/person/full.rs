// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A whole name in one cell, in either order: `P. Jansen-de Vries`, `Jansen, P.`, `JANSEN P`, `Berg, Jan van der`.

use super::{
    Person, Prefix, Record, Rule, given,
    prefix::{Letters, MOST_WORDS},
    surname::{self, Words, leading, take},
    title,
};
use crate::standardise::calling;

/// Takes a full name apart.
pub(super) fn read(typed: &str, folded: &str, out: &mut Person, record: &mut impl Record) {
    let words = Words::of(folded);
    if words.all().is_empty() {
        return;
    }
    let (from, to) = title::strip(words.all(), out, record);
    match words.comma.filter(|&comma| comma > from && comma < to) {
        Some(comma) => turned(typed, folded, &words.all()[from..comma], &words.all()[comma..to], out, record),
        None => straight(typed, folded, &words.all()[from..to], out, record),
    }
    if record.keeps() {
        record.note(Rule::FullName, folded, &format!("{} {}", out.initials, out.surname));
    }
}

/// Surname, a comma, and the rest; a tussenvoegsel may stand at the very end or right behind the comma.
fn turned(typed: &str, folded: &str, before: &[(&str, bool)], behind: &[(&str, bool)], out: &mut Person, record: &mut impl Record) {
    let mut given_words = behind;
    let mut prefix = Prefix::NONE;
    let start = title::strip(behind, out, record).0;
    given_words = &given_words[start..];
    let ends =
        (given_words.len().saturating_sub(MOST_WORDS)..given_words.len()).find_map(|cut| prefix_of(&given_words[cut..]).map(|p| (p, cut)));
    if let Some((found, cut)) = ends.filter(|(_, cut)| *cut > 0 || given_words.len() > 1 || given_words[0].0.len() > 1) {
        (prefix, given_words) = (found, &given_words[..cut]);
    } else if let (found, count @ 1..) = leading(given_words)
        && given_words[..count].iter().any(|(word, _)| word.len() > 1)
    {
        (prefix, given_words) = (found, &given_words[count..]);
    }
    names(typed, folded, given_words, out, record);
    out.prefix = prefix;
    take(before, !prefix.is_none(), out, record);
}

fn prefix_of(words: &[(&str, bool)]) -> Option<Prefix> {
    let mut letters = Letters::default();
    words.iter().for_each(|(word, _)| letters.add(word));
    let single = words.iter().all(|(word, _)| word.len() < 2);
    letters.prefix().filter(|_| !single || words.len() > 1)
}

/// First names and then surname; or the other way round when that is clear.
fn straight(typed: &str, folded: &str, words: &[(&str, bool)], out: &mut Person, record: &mut impl Record) {
    let last = words.len() - 1;
    // "JANSEN P", "De Vries J P": initials stand at the end.
    let tail = words.iter().rev().take_while(|(word, hyphen)| word.len() == 1 && !hyphen).count();
    if tail > 0 && tail <= last && words[0].0.len() > 1 {
        names(typed, folded, &words[words.len() - tail..], out, record);
        return take(&words[..words.len() - tail], false, out, record);
    }
    let start = surname_start(words);
    // "Jansen Pieter": the last word is a first name and the first is not.
    let plain = start == last && last > 0 && !words[last].1;
    if plain && last == 1 && calling::is_known(words[1].0) && !calling::is_known(words[0].0) && words[0].0.len() > 2 {
        names(typed, folded, &words[1..], out, record);
        return surname::take(&words[..1], false, out, record);
    }
    names(typed, folded, &words[..start], out, record);
    take(&words[start..], false, out, record);
}

/// Where the surname begins: at the first tussenvoegsel behind a first name, else at the last word, hyphens counted in.
fn surname_start(words: &[(&str, bool)]) -> usize {
    for k in 0..words.len() {
        let (prefix, count) = leading(&words[k..]);
        let real = words[k..k + count].iter().any(|(word, _)| word.len() > 1);
        let behind_name = k > 0 || !calling::is_known(words[0].0);
        if !prefix.is_none() && (real || count > 1) && behind_name && !words[k].1 {
            return k;
        }
        if k > 0 && (words[k].0.starts_with("geb") || words[k].0 == "ev") {
            return k - 1;
        }
    }
    double_start(words).unwrap_or(words.len() - 1)
}

/// Where a double name with a hyphen starts that runs to the end: `P. Jansen-de Vries`, and not `Jan-Willem Bakker`.
fn double_start(words: &[(&str, bool)]) -> Option<usize> {
    (1..words.len()).filter(|&k| words[k].1).find_map(|k| {
        let after = k + leading(&words[k..]).1 + 1;
        let ends = words[after.min(words.len())..].iter().all(|(_, hyphen)| *hyphen);
        let two_first_names = k == 1 && after == words.len() && calling::is_known(words[0].0) && calling::is_known(words[1].0);
        (ends && !two_first_names).then_some(k - 1)
    })
}

fn names(typed: &str, folded: &str, words: &[(&str, bool)], out: &mut Person, record: &mut impl Record) {
    for (word, _) in words {
        given::given(word, typed, folded, false, out, record);
    }
}
