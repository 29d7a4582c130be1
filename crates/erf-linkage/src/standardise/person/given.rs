// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! First names and initials: `Jan Piet`, `J.P.`, `Th.`, `JPM`, `Johannes (Jan)`.

use super::{Person, Prefix, Record, Rule, Sex, surname, title};
use crate::standardise::calling;

/// Adds the first names in a column to `out`; `initials` tells that the column is meant for initials.
pub(super) fn read(typed: &str, folded: &str, initials: bool, out: &mut Person, record: &mut impl Record) {
    if !initials && !folded.is_empty() && folded.bytes().all(|b| b.is_ascii_lowercase()) && !is_run(typed, folded) {
        return name(folded, out, record);
    }
    let words = surname::Words::of(folded);
    let (from, mut to) = title::strip(words.all(), out, record);
    if to - from > 1 {
        to = without_prefix(&words.all()[..to], from, out, record);
    }
    for (word, _) in &words.all()[from..to] {
        // A form of address alone, "Mevr.", is no name.
        if to - from == 1 && title_alone(word, out) {
            return;
        }
        given(word, typed, folded, initials, out, record);
    }
}

fn title_alone(word: &str, out: &mut Person) -> bool {
    let sex = match word {
        "dhr" | "heer" => Sex::Male,
        "mevr" | "mevrouw" | "mw" => Sex::Female,
        _ => return false,
    };
    out.sex = sex;
    true
}

/// "Jan van der" in the column of first names: the tussenvoegsel goes to the surname.
fn without_prefix(words: &[(&str, bool)], from: usize, out: &mut Person, record: &mut impl Record) -> usize {
    for cut in from + 1..words.len() {
        let mut letters = super::prefix::Letters::default();
        words[cut..].iter().for_each(|(word, _)| letters.add(word));
        let long = words[cut..].iter().map(|(word, _)| word.len()).sum::<usize>() > 2 || words[cut].0 == "de";
        if let Some(prefix) = letters.prefix().filter(|_| long && !calling::is_known(words[cut].0)) {
            if out.prefix == Prefix::NONE {
                out.prefix = prefix;
            }
            record.note(Rule::Prefix, words[cut].0, prefix.text());
            return cut;
        }
    }
    words.len()
}

/// One word: an initial, a run of initials or a name.
pub(super) fn given(word: &str, typed: &str, folded: &str, initials: bool, out: &mut Person, record: &mut impl Record) {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return;
    }
    if letters == 1 || is_short_form(word, folded) {
        initial(word, out);
    } else if (initials && letters <= 6 && !(calling::is_known(word) && letters > 2)) || is_run(typed, word) {
        record.note(Rule::Initials, word, word);
        out.initials.extend(word.chars().filter(|c| c.is_alphabetic()));
    } else {
        name(word, out, record);
    }
}

fn name(word: &str, out: &mut Person, record: &mut impl Record) {
    if !out.first_names.is_empty() {
        out.first_names.push(' ');
    }
    surname::push(&mut out.first_names, word);
    initial(word, out);
    if record.keeps() && calling::is_known(word) {
        record.note(Rule::Calling, word, &calling::formal(word));
    }
}

fn initial(word: &str, out: &mut Person) {
    out.initials.extend(word.chars().find(|c| c.is_alphabetic()));
}

/// "Th." and "Chr." are one initial; "Joh." is a name that the table knows.
fn is_short_form(word: &str, folded: &str) -> bool {
    const SHORT: &[&str] = &[
        "th", "ch", "chr", "ph", "fr", "ij", "st", "wm", "cath", "petr", "jac", "sj", "tj", "kl", "cl", "gijsb", "ant", "corn", "hendr",
        "wilh", "elis", "marg",
    ];
    SHORT.contains(&word)
        && folded.contains(word)
        && (word.len() == 2 || folded.split(word).nth(1).is_some_and(|after| after.starts_with('.')))
}

/// A run of two to five capitals without a vowel, such as `JPM`: no name looks like that.
fn is_run(typed: &str, word: &str) -> bool {
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    (2..=5).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_lowercase() && !vowel(b))
        && !typed.bytes().any(|b| b.is_ascii_lowercase())
}
