// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Plain standardising.

use crate::{
    hash,
    store::{self, Store},
    values::{NONE, ValueId, Values},
};

pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'à'..='å' => 'a', 'è'..='ë' => 'e', 'ì'..='ï' => 'i', 'ò'..='ö' => 'o', 'ù'..='ü' => 'u', 'ç' => 'c', 'ñ' => 'n',
            '\'' | '’' | '`' => continue,
            other if other.is_alphanumeric() => other,
            _ => ' ',
        };
        if plain != ' ' || (!out.is_empty() && !out.ends_with(' ')) { out.push(plain); }
    }
    if out.ends_with(' ') { out.pop(); }
    out
}

fn sound(text: &str) -> u32 {
    let mut s = text.replace("ij", "y").replace("ei", "y").replace("ou", "au").replace("ck", "k").replace("ph", "f").replace("dt", "t").replace("sch", "s").replace("th", "t");
    s = s.chars().map(|c| match c { 'z' => 's', 'v' | 'w' => 'f', 'c' => 'k', 'd' => 't', 'q' => 'k', other => other }).collect();
    let mut out: Vec<char> = Vec::new();
    for c in s.chars() { if c != ' ' && out.last() != Some(&c) { out.push(c); } }
    let text: String = out.into_iter().collect();
    (hash::text(text.as_bytes()) as u32).max(1)
}

const FAMILIES: &[&[&str]] = &[
    &["johannes", "jan", "hans", "johan", "joh", "jo", "john", "sjaan"], &["cornelis", "kees", "cor", "cees", "nelis"], &["hendrik", "henk", "hein", "rik", "henri", "harry"],
    &["jacobus", "jaap", "sjaak", "co", "koos", "ko"], &["pieter", "piet", "peter"], &["petrus", "piet", "peter", "pierre"], &["willem", "wim", "will", "bill"],
    &["adrianus", "arie", "ad", "adri", "janus", "adriaan"], &["gerrit", "ger", "gerard", "gert"], &["johanna", "jo", "hanna", "annie", "jopie", "hanneke", "joke"],
    &["elisabeth", "els", "bep", "lies", "betty", "lisa"], &["catharina", "toos", "trien", "karin", "cato", "tineke", "trijntje"], &["wilhelmina", "mien", "willy", "wil", "mina"],
    &["margaretha", "greet", "gre", "marga", "griet"], &["cornelia", "corrie", "cora", "cor", "nel"], &["petronella", "nel", "nelly", "petra"], &["hendrika", "riek", "rika", "hennie"],
    &["maria", "ria", "marie", "mieke", "mia", "riet", "marja"], &["anna", "ans", "annie", "anneke"], &["mohamed", "mohammed", "muhammad", "mohammad"], &["youssef", "yusuf", "yousef"],
    &["theo", "theodorus", "dorus"], &["nico", "nicolaas", "klaas"], &["antonius", "ton", "toon", "anton", "teun", "antoon"], &["geertruida", "truus", "trudy", "geertje"],
];

pub fn first(values: &mut Values, text: &str) -> ValueId {
    let text = folded(text);
    let id = values.intern(&text);
    if id != NONE {
        let word = text.split(' ').next().unwrap_or("");
        let mut families = [0u16; 4];
        for (place, family) in families.iter_mut().zip(FAMILIES.iter().enumerate().filter(|(_, f)| f.contains(&word))) { *place = family.0 as u16 + 1; }
        let known = values.get(id);
        let s = if known.sound == 0 { sound(&text) } else { known.sound };
        values.describe(id, s, families);
    }
    id
}

const PREFIXES: &[&str] = &["van der", "van den", "van de", "van het", "van t", "van", "de", "den", "der", "ter", "ten", "te", "in t", "in het", "op den", "op de", "op t", "el", "la", "le", "t", "het", "vd", "v d", "v", "d", "von", "int", "vt"];

pub fn surname(values: &mut Values, prefix: &str, name: &str) -> (ValueId, ValueId, ValueId) {
    let (mut prefix, mut name) = (folded(prefix), folded(name));
    if prefix.is_empty() {
        if let Some(found) = PREFIXES.iter().filter(|p| name.strip_prefix(**p).is_some_and(|rest| rest.starts_with(' '))).max_by_key(|p| p.len()) {
            prefix = (*found).to_owned();
            name = name[found.len() + 1..].to_owned();
        }
    }
    let (core, partner) = match name.split_once(' ') { Some((one, other)) => (one.to_owned(), other.to_owned()), None => (name.clone(), String::new()) };
    let whole = values.intern(&name);
    if whole != NONE && values.get(whole).sound == 0 { values.describe(whole, sound(&name), values.get(whole).families); }
    let part = values.intern(&core);
    if part != NONE && values.get(part).sound == 0 { values.describe(part, sound(&core), values.get(part).families); }
    let partner = if partner.is_empty() { NONE } else { values.intern(name.split(' ').next().unwrap_or("")) };
    (values.intern(&prefix), whole, partner)
}

pub fn date(text: &str) -> u32 {
    let parts: Vec<u32> = text.split(['-', '/', '.', ' ']).filter_map(|p| p.parse().ok()).collect();
    match parts[..] {
        [y, m, d] if y > 1000 => store::date(y, m, d),
        [d, m, y] if y > 1000 => store::date(y, m, d),
        [whole] if whole > 10_000_000 => store::date(whole / 10_000, whole / 100 % 100, whole % 100),
        _ => 0,
    }
}

pub fn phone(text: &str) -> u32 {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    if digits.len() < 8 { return 0; }
    digits[digits.len().saturating_sub(9)..].iter().fold(0, |n, d| n * 10 + u32::from(d - b'0'))
}

pub fn kvk(text: &str) -> u32 { text.trim().parse().unwrap_or(0) }

pub fn street(values: &mut Values, text: &str) -> ValueId {
    let mut text = folded(text);
    for (short, long) in [("burg ", "burgemeester "), ("dr ", "dokter "), ("pr ", "prins "), ("kon ", "koningin ")] { if let Some(rest) = text.strip_prefix(short) { text = format!("{long}{rest}"); } }
    for (short, long) in [("str", "straat"), ("ln", "laan")] { if text.ends_with(short) { text.truncate(text.len() - short.len()); text.push_str(long); } }
    let id = values.intern(&text);
    if id != NONE && values.get(id).sound == 0 { values.describe(id, sound(&text), [0; 4]); }
    id
}

pub fn place(values: &mut Values, text: &str) -> ValueId { values.intern(&folded(text)) }

pub fn number(values: &mut Values, number: &str, addition: &str) -> (u32, ValueId) {
    let number = number.trim();
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let rest: String = number[end..].chars().chain(addition.chars()).filter(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect();
    (number[..end].parse().unwrap_or(0), values.intern(&rest))
}

pub fn postcode(text: &str) -> u32 {
    let clean: Vec<u8> = text.bytes().filter(u8::is_ascii_alphanumeric).collect();
    let end = clean.iter().position(|c| !c.is_ascii_digit()).unwrap_or(clean.len());
    if end != 4 { return clean[..end].iter().fold(0u32, |n, d| (n * 10 + u32::from(d - b'0')) % 1_000_000) * 729; }
    let digits = clean[..4].iter().fold(0, |n, d| n * 10 + u32::from(d - b'0'));
    store::postcode(digits, &clean[4..clean.len().min(6)])
}

const LEGAL: &[(&str, &str)] = &[("besloten vennootschap", "bv"), ("holding b v", "holding bv"), ("holding bv", "holding bv"), ("b v", "bv"), ("bv", "bv"), ("v o f", "vof"), ("vof", "vof"), ("n v", "nv"), ("nv", "nv"), ("c v", "cv"), ("cv", "cv"), ("holding", "holding"),
    ("cooperatie u a", "coop"), ("cooperatie ua", "coop"), ("coop", "coop"), ("eenmanszaak", "ez"), ("ez", "ez")];
const LEGAL_FIRST: &[(&str, &str)] = &[("stichting", "st"), ("stg", "st"), ("st", "st"), ("maatschap", "mts"), ("mts", "mts"), ("cooperatie u a", "coop"), ("cooperatie ua", "coop"), ("coop", "coop")];

pub fn company(values: &mut Values, text: &str) -> (ValueId, ValueId) {
    let mut name = folded(text);
    let mut legal = "";
    if let Some((main, _)) = name.split_once(" h o d n ") { name = main.to_owned(); }
    for (form, known) in LEGAL { if let Some(rest) = name.strip_suffix(form) && rest.ends_with(' ') { legal = known; name = rest.trim_end().to_owned(); break; } }
    for (form, known) in LEGAL_FIRST { if let Some(rest) = name.strip_prefix(form) && rest.starts_with(' ') { legal = known; name = rest.trim_start().to_owned(); break; } }
    let name = name.replace("gebroeders ", "gebr ");
    (values.intern(&name), values.intern(legal))
}

pub fn key_words(store: &mut Store, company: usize, key: usize) {
    let mut counts: hash::Map<u64, u32> = hash::Map::default();
    for row in 0..store.rows() as u32 {
        for word in store.values.text(store.row(row)[company]).split(' ') { *counts.entry(hash::text(word.as_bytes())).or_default() += 1; }
    }
    for row in 0..store.rows() as u32 {
        let text = store.values.text(store.row(row)[company]).to_owned();
        let rarest = text.split(' ').filter(|w| w.len() > 2).min_by_key(|w| { let h = hash::text(w.as_bytes()); (counts[&h].max(4), h) }).unwrap_or("").to_owned();
        let id = store.values.intern(&rarest);
        store.set(row, key, id);
    }
}
