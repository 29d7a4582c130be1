// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! House numbers: `12-A`, `12 bis`, `12 hs`, `12 II`, `12-14`, `t/o 12`, `bij 12`, `ong.`

use std::sync::LazyLock;

use super::{Address, Kind, Record, Rule};
use crate::standardise::lexicon::{Lexicon, pairs};

/// Where something is with respect to the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Relation {
    /// At the address itself.
    #[default]
    At,
    /// On the yard of it: behind, beside, at.
    Behind,
    /// Opposite or near it: not on it.
    Near,
}

/// Words before a number, longest first.
const RELATIONS: &[(&str, Relation)] = &[
    ("ter hoogte van", Relation::Near),
    ("in de buurt van", Relation::Near),
    ("aan de overkant van", Relation::Near),
    ("tegenover", Relation::Near),
    ("t.o.v.", Relation::Near),
    ("t/o", Relation::Near),
    ("t.o.", Relation::Near),
    ("t.o", Relation::Near),
    ("to", Relation::Near),
    ("t.h.v.", Relation::Near),
    ("t.h.v", Relation::Near),
    ("thv", Relation::Near),
    ("nabij", Relation::Near),
    ("omgeving", Relation::Near),
    ("omg.", Relation::Near),
    ("nb", Relation::Near),
    ("tussen", Relation::Near),
    ("voorbij", Relation::Near),
    ("achter", Relation::Behind),
    ("naast", Relation::Behind),
    ("bij", Relation::Behind),
    ("b/", Relation::Behind),
];

/// Words behind a number or a street that say the same; no words that may be an addition.
const BEHIND: &[(&str, Relation)] = &[
    ("tegenover", Relation::Near),
    ("t.o.v", Relation::Near),
    ("t/o", Relation::Near),
    ("t.o", Relation::Near),
    ("t.h.v", Relation::Near),
    ("thv", Relation::Near),
    ("nabij", Relation::Near),
];

/// Words that only announce a number.
const FILLERS: &[&str] = &["nr", "nr.", "no", "no.", "nummer", "huisnummer", "huisnr", "huisnr.", "perceel", "nos", "nrs", "#"];
/// Words that say there is no number.
const UNNUMBERED: &[&str] = &["ong", "ong.", "ongenummerd", "ongen.", "zonder", "z.n.", "zn", "o.n.", "on"];
/// Words for what has the number.
const KINDS: &[(&str, Kind)] = &[
    ("postbus", Kind::PoBox),
    ("pb", Kind::PoBox),
    ("p.b.", Kind::PoBox),
    ("pobox", Kind::PoBox),
    ("antwoordnummer", Kind::FreePost),
    ("antw.nr.", Kind::FreePost),
    ("ligplaats", Kind::Berth),
    ("ligpl.", Kind::Berth),
    ("woonboot", Kind::Berth),
    ("wb", Kind::Berth),
    ("ab", Kind::Berth),
    ("a/b", Kind::Berth),
    ("standplaats", Kind::Pitch),
    ("stpl.", Kind::Pitch),
    ("stpl", Kind::Pitch),
    ("woonwagen", Kind::Pitch),
    ("ww", Kind::Pitch),
    ("sta", Kind::Pitch),
];

static ADDITIONS: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| {
    let mut out = Lexicon::default();
    for (form, others) in pairs(include_str!("../tables/additions.txt")) {
        for other in others {
            let letters: String = other.chars().filter(char::is_ascii_alphanumeric).collect();
            out.entry(letters.leak()).or_insert(form);
        }
    }
    out
});

/// A house number taken apart, its tail as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HouseNumber {
    /// 1 to 99999.
    pub number: u32,
    /// Letter and addition together, in capitals without separators, as they stand: `A`, `ABIS`, `II`. [`addition`] gives the usual form.
    pub tail: String,
    /// The other end of a range such as `12-14`.
    pub until: Option<u32>,
}

/// Reads a number with what stands around it, for who looks it up in a register that keeps letters as they were given: there `12 H` is
/// the letter H, and not `huis`. `None` when there is no number.
pub fn house_number(text: &str) -> Option<(HouseNumber, Relation)> {
    let mut out = Address::default();
    read_as(&crate::standardise::fold::fold(text), &mut out, &mut crate::standardise::Silent, as_typed);
    let until = (out.until > 0).then_some(out.until);
    (out.number > 0).then_some((HouseNumber { number: out.number, tail: out.tail, until }, out.relation))
}

/// The tail of a letter and an addition that came in columns of their own, as typed.
pub fn tail_of(letter: &str, addition: &str) -> String {
    letter.chars().chain(addition.chars()).filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// What the relation words at the start say, and the words after them.
pub fn relation_of_words<'w>(words: &'w [&'w str]) -> Option<(Relation, &'w [&'w str])> {
    RELATIONS.iter().find_map(|(name, relation)| {
        let parts = name.split(' ').count();
        let same = words.len() >= parts && name.split(' ').zip(words).all(|(a, b)| a == *b);
        same.then(|| (*relation, &words[parts..]))
    })
}

/// Whether the word only announces a number.
pub fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// What a relation word at the start of a text says, and the rest.
pub(super) fn relation_of(text: &str) -> Option<(Relation, &str)> {
    RELATIONS.iter().find_map(|(name, relation)| {
        let rest = text.strip_prefix(name)?;
        (rest.is_empty() || rest.starts_with([' ', '.']) || name.ends_with('/')).then(|| (*relation, rest.trim_start_matches(['.', ' '])))
    })
}

/// What a relation word at the end of a text says, and what stands before it: `12 (t/o)`, `Dorpsstraat t/o`.
pub(super) fn relation_behind(text: &str) -> Option<(Relation, &str)> {
    let bare = text.trim_end_matches([' ', ')', '.', ',']);
    BEHIND.iter().find_map(|(name, relation)| {
        let before = bare.strip_suffix(name).filter(|before| before.is_empty() || before.ends_with([' ', '(', ',', '-']))?;
        Some((*relation, before.trim_end_matches([' ', '(', ',', '-'])))
    })
}

/// The kind that a first word tells, and the rest.
pub(super) fn kind_of(text: &str) -> Option<(Kind, &str)> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    KINDS.iter().find(|(name, _)| *name == first).map(|(_, kind)| (*kind, rest.trim_start()))
}

/// Whether the word says that there is no number.
pub fn is_unnumbered(word: &str) -> bool {
    UNNUMBERED.contains(&word.trim_matches(['(', ')', ',']))
}

/// A column with digits and no more: the common case.
pub(super) fn digits_only(text: &str) -> Option<u32> {
    let text = text.trim();
    let plain = (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.bytes().fold(0, |n, b| n * 10 + u32::from(b - b'0'))).filter(|&n| n > 0)
}

/// Reads a folded number with what stands around it into `out`. What is no number changes nothing.
pub(super) fn read(folded: &str, out: &mut Address, record: &mut impl Record) {
    read_as(folded, out, record, tail);
}

fn read_as(folded: &str, out: &mut Address, record: &mut impl Record, tail: fn(&str, &mut String)) {
    let spread = as_number_again(folded);
    let mut rest = spread.as_deref().unwrap_or(folded).trim();
    let mut relation = out.relation;
    loop {
        if let Some((kind, after)) = kind_of(rest) {
            (out.kind, rest) = (kind, after);
            record.note(Rule::Kind, folded, after);
        } else if let Some((found, after)) = relation_of(rest) {
            (relation, rest) = (found, after);
            record.note(Rule::Relation, folded, after);
        } else if rest.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        } else {
            let (word, after) = rest.split_once([' ', '-', ',']).unwrap_or((rest, ""));
            out.unnumbered |= is_unnumbered(word);
            if after.is_empty() && !FILLERS.contains(&word) {
                return;
            }
            rest = after.trim_start();
        }
        if rest.is_empty() {
            return;
        }
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let Some(number) = rest[..digits].parse().ok().filter(|n| (1..=99_999).contains(n)) else { return };
    let mut after = &rest[digits..];
    if let Some((found, before)) = relation_behind(after) {
        record.note(Rule::Relation, folded, &rest[..digits + before.len()]);
        (relation, after) = (found, before);
    }
    (out.number, out.relation, out.until) = (number, relation, 0);
    out.tail.clear();
    match range_end(after, number) {
        Some(until) => out.until = until,
        None => tail(after, &mut out.tail),
    }
    if record.keeps() && digits < folded.len() {
        record.note(Rule::Number, folded, &shown(out));
    }
}

fn shown(out: &Address) -> String {
    if out.until > 0 { format!("{}-{}", out.number, out.until) } else { format!("{} {}", out.number, out.tail).trim().to_owned() }
}

/// A spreadsheet turns `12-10` into the twelfth of October and `14` into `14.0`.
fn as_number_again(text: &str) -> Option<String> {
    let mut parts = text.split(['t', ' ']).next().unwrap_or_default().split('-');
    if let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        && year.len() == 4
        && let (Ok(month), Ok(day)) = (month.parse::<u32>(), day.parse::<u32>())
    {
        return Some(format!("{day}-{month}"));
    }
    text.strip_suffix(".0").map(str::to_owned)
}

/// The end of a range: a larger number of the same side of the street, at most 98 more, with nothing behind it. `12-3` is an
/// addition; so is `12-13` unless "t/m" or "en" says otherwise.
fn range_end(rest: &str, number: u32) -> Option<u32> {
    let rest = rest.trim_start();
    let word = ["t/m", "tot en met", "tm ", "en ", "&", "+"].iter().find_map(|sign| rest.strip_prefix(sign));
    let sign = || ["-", "/"].iter().find_map(|sign| rest.strip_prefix(sign));
    let (after, sure) = word.map(|after| (after, true)).or_else(|| sign().map(|after| (after, false)))?;
    let until: u32 = after.trim().trim_end_matches([',', ')', '.']).parse().ok()?;
    let fits = until > number && until - number < 99;
    (fits && (sure || (until - number).is_multiple_of(2))).then_some(until)
}

/// Letters and addition as they stand; stops at a comma, at a word of five letters or more, after six characters.
fn as_typed(rest: &str, out: &mut String) {
    let until = rest.find([',', '(', ')', ';']).unwrap_or(rest.len());
    for word in rest[..until].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.len() > 4 || out.len() + word.len() > 6 {
            break;
        }
        out.push_str(&word.to_ascii_uppercase());
    }
}

/// Letters and addition in their usual form; stops at a comma and at a word that is no addition.
fn tail(rest: &str, out: &mut String) {
    let rest = rest[..rest.find([',', '(', ')', ';']).unwrap_or(rest.len())].trim_matches([' ', '-', '/', '.']);
    if rest.is_empty() {
        return;
    }
    if let Some(form) = known(rest) {
        return out.push_str(form);
    }
    let words = |c: char| !c.is_alphanumeric();
    for word in rest.split(words).filter(|word| !word.is_empty()) {
        let form = known(word);
        if form.is_none() && (word.len() > 4 || out.len() + word.len() > 8) {
            break;
        }
        push(form, word, out);
    }
}

fn push(form: Option<&str>, word: &str, out: &mut String) {
    match form {
        // "12 a hoog" says no more than "12 a"; "hs" behind a letter is kept.
        Some(form) => out.push_str(form),
        None => out.extend(word.chars().flat_map(char::to_uppercase)),
    }
}

fn known(word: &str) -> Option<&'static str> {
    if word.len() == 1 && word != "i" && word != "h" {
        return None;
    }
    if let Some(form) = ADDITIONS.get(word) {
        return Some(form);
    }
    let blanks = word.bytes().any(|b| !b.is_ascii_alphanumeric());
    let letters = || word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    blanks.then(|| ADDITIONS.get(letters().as_str()).copied()).flatten()
}

/// The usual form of an addition in a column of its own: `hs`, `huis` and `bg` are `HS`; `II` is `2`.
pub fn addition(text: &str) -> String {
    let mut out = String::new();
    tail(&crate::standardise::fold::fold(text), &mut out);
    out
}

/// Adds a letter or addition of a column of its own, unless the number already had it. A letter is never read as a floor.
pub(super) fn add(folded: &str, letter: bool, out: &mut Address, work: &mut String, record: &mut impl Record) {
    work.clear();
    let text = folded.strip_suffix(".0").unwrap_or(folded);
    if letter && text.len() == 1 {
        push(None, text, work);
    } else {
        tail(text, work);
    }
    if work.is_empty() || out.tail.ends_with(work.as_str()) {
        return;
    }
    if !folded.eq_ignore_ascii_case(work) {
        record.note(Rule::Addition, folded, work);
    }
    out.tail.push_str(work);
}
