// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! House numbers as people write them: `12-A`, `12 a bis`, `12-14`, `t/o 14`, `achter nr 14`, `ong.`

use super::words::fold;

/// Where something is with respect to the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Relation {
    /// At the address itself.
    #[default]
    At,
    /// On the yard of it: behind, beside, near the shed of.
    Behind,
    /// Opposite or near it: not on it.
    Near,
}

/// A house number taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HouseNumber {
    /// 1 to 99999.
    pub number: u32,
    /// Letter and suffix together, in capitals without separators: `A`, `ABIS`, `2`.
    pub tail: String,
    /// The other end of a range such as `12-14`.
    pub until: Option<u32>,
}

/// Words before a number, longest first, and what they mean. Compared with folded text between blanks.
const RELATIONS: &[(&str, Relation)] = &[
    ("ter hoogte van", Relation::Near),
    ("in de buurt van", Relation::Near),
    ("aan de overkant van", Relation::Near),
    ("tegenover", Relation::Near),
    ("t.o.v.", Relation::Near),
    ("t/o", Relation::Near),
    ("t.o.", Relation::Near),
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

/// Words that only announce a number.
const FILLERS: &[&str] = &["nr", "nr.", "no", "no.", "nummer", "huisnummer", "huisnr", "huisnr.", "perceel", "nos", "nrs", "#"];
/// Words that say there is no number.
const UNNUMBERED: &[&str] = &["ong", "ong.", "ongenummerd", "ongen.", "zonder nummer", "z.n.", "zn", "o.n."];

/// What a relation word at the start says, and the rest of the words.
pub fn relation_of<'a>(words: &'a [&'a str]) -> Option<(Relation, &'a [&'a str])> {
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

/// What stands at an address, in words that are never the name of a street.
const OBJECTS: &[&str] =
    &["schuur", "schuren", "loods", "stal", "bijgebouw", "pand", "woning", "boerderij", "kas", "silo", "garage", "hal", "opslag", "erf"];

/// Whether the word says what stands at an address.
pub fn is_object(word: &str) -> bool {
    OBJECTS.contains(&word)
}

/// Whether the word says that there is no number.
pub fn is_unnumbered(word: &str) -> bool {
    UNNUMBERED.contains(&word.trim_matches(['(', ')']))
}

/// Reads a number with what follows. `None` when no number is found. A relation before the number is given beside it.
pub fn parse(text: &str) -> Option<(HouseNumber, Relation)> {
    let folded = fold(text);
    let mut relation = Relation::At;
    let spread = as_number_again(folded.trim());
    let words: Vec<&str> = spread.split_whitespace().collect();
    let mut rest = words.as_slice();
    while let Some(&word) = rest.first() {
        if let Some((found, after)) = relation_of(rest) {
            relation = found;
            rest = after;
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            return after_relation(rest).map(|number| (number, relation));
        } else {
            rest = &rest[1..];
        }
    }
    None
}

/// A spreadsheet turns `12-10` into the twelfth of October and `14` into `14.0`.
fn as_number_again(text: &str) -> String {
    let parts: Vec<&str> = text.split(['T', ' ']).next().unwrap_or_default().split('-').collect();
    if let [year, month, day] = parts.as_slice()
        && year.len() == 4
        && let (Ok(month), Ok(day)) = (month.parse::<u32>(), day.parse::<u32>())
    {
        return format!("{day}-{month}");
    }
    text.strip_suffix(".0").unwrap_or(text).to_owned()
}

/// The number at the start of the words.
fn after_relation(words: &[&str]) -> Option<HouseNumber> {
    let joined = words.join(" ");
    let digits = joined.bytes().take_while(u8::is_ascii_digit).count();
    let number = joined[..digits].parse().ok().filter(|n| (1..=99_999).contains(n))?;
    let rest = &joined[digits..];
    if let Some(until) = range_end(rest, number) {
        return Some(HouseNumber { number, tail: String::new(), until: Some(until) });
    }
    Some(HouseNumber { number, tail: tail(rest), until: None })
}

/// The end of a range: a larger number, at most 98 more, with nothing behind it.
fn range_end(rest: &str, number: u32) -> Option<u32> {
    let rest = rest.trim_start();
    let after = ["-", "/", "+", "&", "t/m", "tot en met", "tm", "en"].iter().find_map(|sign| rest.strip_prefix(sign))?.trim();
    let until: u32 = after.trim_end_matches([',', ')', '.']).parse().ok()?;
    (until > number && until - number < 99).then_some(until)
}

/// Letters and suffix without separators, in capitals; stops at a comma, at a word of five letters or more, after six characters.
fn tail(rest: &str) -> String {
    let mut out = String::new();
    let until = rest.find([',', '(', ')', ';']).unwrap_or(rest.len());
    for word in rest[..until].split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if word.len() > 4 || out.len() + word.len() > 6 {
            break;
        }
        out.push_str(&word.to_ascii_uppercase());
    }
    out
}

/// The tail of a letter and a suffix that came in columns of their own.
pub fn tail_of(letter: &str, suffix: &str) -> String {
    let mut out = String::new();
    for c in letter.chars().chain(suffix.chars()).filter(|c| c.is_alphanumeric()) {
        out.extend(c.to_uppercase());
    }
    out.strip_suffix(".0").map_or(out.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, number: u32, tail: &str, until: Option<u32>, relation: Relation) {
        assert_eq!(parse(text), Some((HouseNumber { number, tail: tail.to_owned(), until }, relation)), "{text}");
    }

    #[test]
    fn numbers_as_partners_write_them() {
        check("12", 12, "", None, Relation::At);
        check("12-A", 12, "A", None, Relation::At);
        check("12 a", 12, "A", None, Relation::At);
        check("12a", 12, "A", None, Relation::At);
        check("12 A bis", 12, "ABIS", None, Relation::At);
        check("12a-II", 12, "AII", None, Relation::At);
        check("12-14", 12, "", Some(14), Relation::At);
        check("12 t/m 18", 12, "", Some(18), Relation::At);
        check("12-2", 12, "2", None, Relation::At);
        check("nr. 7", 7, "", None, Relation::At);
        check("t/o 14", 14, "", None, Relation::Near);
        check("nabij nr 14", 14, "", None, Relation::Near);
        check("ter hoogte van 20", 20, "", None, Relation::Near);
        check("schuur achter nr 14", 14, "", None, Relation::Behind);
        check("loods naast 3b", 3, "B", None, Relation::Behind);
        check("12 begane grond", 12, "", None, Relation::At);
        check("14.0", 14, "", None, Relation::At);
        check("2026-10-12", 12, "10", None, Relation::At);
        check("2026-02-01", 1, "", Some(2), Relation::At);
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "ong.", "bij het gemaal", "0", "123456"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn columns_of_their_own_give_the_same_tail() {
        assert_eq!(tail_of("a", "bis"), "ABIS");
        assert_eq!(tail_of("", "-A"), "A");
        assert_eq!(tail_of(" ", ""), "");
    }
}
