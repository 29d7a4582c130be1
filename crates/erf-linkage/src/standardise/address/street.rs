// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Streets as keys: `Burg. v.d. Veldestr.` and `Burgemeester van der Veldestraat` are one.

use std::sync::LazyLock;

use super::{Address, Kind, Record, Rule, house};
use crate::standardise::{
    fold::fold,
    lexicon::{Lexicon, pairs, synonyms},
};

static WORDS: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| synonyms(include_str!("../tables/streets.txt")));

struct Ending {
    short: &'static str,
    long: &'static str,
    dotted: bool,
}

static ENDINGS: LazyLock<Vec<Ending>> = LazyLock::new(|| {
    let mut all: Vec<Ending> = pairs(include_str!("../tables/street_endings.txt"))
        .flat_map(|(long, shorts)| {
            shorts.map(move |short| Ending { short: short.trim_end_matches('.'), long, dotted: short.ends_with('.') })
        })
        .collect();
    all.sort_by_key(|ending| (std::cmp::Reverse(ending.short.len()), ending.dotted));
    all
});

/// A street as a key. Equal keys are the same name but for case, accents, blanks, hyphens and usual abbreviations.
pub fn street_key(text: &str) -> String {
    let mut out = String::new();
    key_into(&fold(text), &mut out);
    out
}

/// Reads a folded street column. When the number has no column of its own it is taken from here.
pub(super) fn read(folded: &str, own_number: bool, out: &mut Address, record: &mut impl Record) {
    let mut text = folded;
    if let Some((kind, rest)) = house::kind_of(folded)
        .filter(|(kind, rest)| !matches!(kind, Kind::Berth) || rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        out.kind = kind;
        record.note(Rule::Kind, folded, rest);
        text = rest;
    }
    // "Achter de Hoven" is a street; "achter Dorpsstraat" is not. An article tells them apart.
    let article = |rest: &str| ["de ", "het ", "den "].iter().any(|start| rest.starts_with(start));
    if let Some((relation, rest)) = house::relation_of(text).filter(|(_, rest)| !rest.is_empty() && !article(rest)) {
        (out.relation, text) = (relation, rest);
        record.note(Rule::Relation, folded, rest);
    }
    if let Some((relation, rest)) =
        house::relation_behind(text).filter(|(_, rest)| !rest.is_empty() && !rest.ends_with(|c: char| c.is_ascii_digit()))
    {
        (out.relation, text) = (relation, rest);
        record.note(Rule::Relation, folded, rest);
    }
    if !own_number && text.bytes().any(|b| b.is_ascii_digit()) {
        text = take_number(text, out, record);
    }
    out.street.clear();
    key_into(text, &mut out.street);
    record.note(Rule::Street, folded, &out.street);
}

/// The street before the number, with the number read into `out`; the whole text when no number is found.
pub(super) fn take_number<'t>(text: &'t str, out: &mut Address, record: &mut impl Record) -> &'t str {
    let Some(at) = number_start(text) else { return text };
    if at == 0 {
        // "12 Kerkstraat", the order of other countries.
        let end = text.find(' ').unwrap_or(text.len());
        house::read(&text[..end], out, record);
        return if end < text.len() && out.number > 0 { text[end..].trim_start() } else { "" };
    }
    let mut street = text[..at].trim_end();
    let mut from = at;
    // Words between street and number: "Dorpsstraat t/o 12", "Dorpsstraat nr. 12", "Dorpsweg 3, ligplaats 2".
    while let Some(cut) = street.rfind(' ').filter(|&cut| house_word(&street[cut + 1..])) {
        street = street[..cut].trim_end();
        from = street.len();
    }
    house::read(text[from..].trim_start(), out, record);
    street.trim_end_matches([',', '-'])
}

fn house_word(word: &str) -> bool {
    house::relation_of(word).is_some()
        || matches!(word, "nr" | "nr." | "no" | "no." | "nummer" | "huisnummer" | "huisnr" | "huisnr." | "hoogte" | "van" | "ter" | "#")
}

/// Where the house number starts: the first word that starts with a digit, is no ordinal, has a word before it, and is no year with
/// another number behind it.
fn number_start(text: &str) -> Option<usize> {
    let mut starts = text.char_indices().filter(|&(at, c)| {
        c.is_ascii_digit() && (at == 0 || matches!(text.as_bytes()[at - 1], b' ' | b',' | b'.' | b'/')) && !is_ordinal(&text[at..])
    });
    let first = starts.next()?.0;
    let next = starts.next().map(|(at, _)| at);
    let word = text[first..].split([' ', ',']).next().unwrap_or_default();
    let year = word.len() >= 4
        && word.as_bytes()[..4].iter().all(u8::is_ascii_digit)
        && (word.starts_with("18") || word.starts_with("19") || word.starts_with("20"));
    let other_way = first == 0 && next.is_some() && !text[word.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    if (year && next.is_some() && text[first + word.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit())) || other_way {
        return next;
    }
    Some(first)
}

/// "1e", "2de", "3ste", "4th".
fn is_ordinal(text: &str) -> bool {
    let word = text.split([' ', ',', '-']).next().unwrap_or_default();
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    digits <= 2
        && matches!(&word[digits..], "e" | "de" | "ste" | "th" | "st" | "nd" | "rd")
        && text.len() > word.len() + 2
        && text.as_bytes()[word.len()] == b' '
}

/// Writes the key of a folded street behind what is in `out`.
pub(super) fn key_into(folded: &str, out: &mut String) {
    let start = out.len();
    let bytes = folded.as_bytes();
    let mut from = 0;
    let mut short = String::new();
    for at in 0..=bytes.len() {
        let sign = bytes.get(at).copied().unwrap_or(b' ');
        if sign.is_ascii_alphanumeric() || sign >= 0x80 || sign == b'\'' {
            continue;
        }
        if from < at {
            word(&folded[from..at], sign == b'.', out, &mut short);
        }
        from = at + 1;
    }
    small(out, &mut short);
    without_ij(out, start);
}

/// One word, with a dot behind it or not. Small words wait in `short` until it is clear which together are "van der".
fn word(word: &str, dotted: bool, out: &mut String, short: &mut String) {
    let bare = if word.len() > 2 { word.trim_matches('\'') } else { word };
    if is_small(bare) && (dotted || bare.len() > 1 || !short.is_empty() || matches!(bare, "v")) {
        return short.push_str(bare);
    }
    small(out, short);
    if let Some(long) = WORDS.get(bare) {
        return out.push_str(long);
    }
    let shortened = (bare.len() > 4 || dotted)
        .then(|| ENDINGS.iter().find(|e| (dotted || !e.dotted) && bare.len() > e.short.len() + 2 && bare.ends_with(e.short)));
    match shortened.flatten() {
        Some(ending) => {
            out.push_str(&bare[..bare.len() - ending.short.len()]);
            out.push_str(ending.long);
        }
        None => out.extend(bare.chars().filter(|c| c.is_alphanumeric())),
    }
}

fn is_small(word: &str) -> bool {
    matches!(word, "v" | "d" | "van" | "de" | "der" | "den" | "vd" | "a" | "aan" | "op" | "o" | "ad" | "od")
}

/// "van der", "van den", "v.d." and "v/d" are one; so are "aan de" and "a/d".
fn small(out: &mut String, short: &mut String) {
    if short.is_empty() {
        return;
    }
    out.push_str(match short.as_str() {
        "v" | "van" => "van",
        "d" | "de" | "den" | "der" => "de",
        "vd" | "vande" | "vander" | "vanden" => "vd",
        "a" | "aan" => "aan",
        "ad" | "aande" | "aanden" | "aander" => "ad",
        "o" | "op" => "op",
        "od" | "opde" | "opden" => "od",
        other => other,
    });
    short.clear();
}

/// `ij` and `y` are written for one another.
fn without_ij(out: &mut String, start: usize) {
    while let Some(at) = out[start..].find("ij") {
        out.replace_range(start + at..start + at + 2, "y");
    }
}
