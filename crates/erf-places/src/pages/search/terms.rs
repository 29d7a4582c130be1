// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The words somebody types for an address, and the ways to read them. Pure: no database.

use crate::matching::words::mistakes;

/// Addresses have fewer words; every way to cut them is compared with every street.
const MOST_WORDS: usize = 12;
/// How many of the numbers in a question may be the house number.
const MOST_NUMBERS: usize = 4;

/// A question, with the postcode taken out wherever it stood.
#[derive(Debug, PartialEq, Eq)]
pub struct Terms {
    /// `1234AB`.
    pub postcode: Option<String>,
    words: Vec<String>,
}

/// One way to read the words: which of them is the house number.
#[derive(Debug, PartialEq, Eq)]
pub struct Reading {
    /// Street and town, in either order; either may be left out.
    name: Vec<String>,
    /// House number; 0 when there is none.
    pub number: i64,
    /// What stands behind the number: letter, addition, town or municipality.
    tail: Vec<String>,
}

/// How well a street fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// This is its name.
    Whole,
    /// Its name begins like this.
    Begins,
    /// Its name differs in one letter.
    Misspelt,
}

/// How well letter and addition fit, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Addition {
    /// These were typed.
    Same,
    /// These begin with what was typed; nothing typed begins them all.
    Begins,
    /// Others were typed.
    Other,
}

impl Terms {
    /// Reads a search key.
    pub fn of(key: &str) -> Self {
        let mut words: Vec<String> = key.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect();
        let postcode = cut_postcode(&mut words);
        if !words.iter().any(|word| begins_with_digit(word)) {
            words = words.into_iter().flat_map(unglued).collect();
        }
        Self { postcode, words }
    }

    /// The question without its postcode.
    pub fn without_postcode(&self) -> Self {
        Self { postcode: None, words: self.words.clone() }
    }

    /// Whether nothing but a postcode was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the last word may be a house letter, or the beginning of a town.
    pub fn ends_in_letter(&self) -> bool {
        matches!(self.words.as_slice(), [.., number, letter] if begins_with_digit(number) && letter.len() == 1)
    }

    /// All ways to read the words: the last number first, as names of streets hold numbers too; at the end without a number.
    pub fn readings(&self) -> Vec<Reading> {
        let numbers = (0..self.words.len()).rev().flat_map(|at| self.with_number(at)).take(MOST_NUMBERS);
        numbers.chain([Reading { name: self.words.clone(), number: 0, tail: Vec::new() }]).collect()
    }

    fn with_number(&self, at: usize) -> Vec<Reading> {
        const MOST_DIGITS: usize = 5;
        let (name, word, after) = (&self.words[..at], &self.words[at], &self.words[at + 1..]);
        let (digits, glued) = word.split_at(word.bytes().take_while(u8::is_ascii_digit).count());
        let number: i64 = if digits.len() > MOST_DIGITS { 0 } else { digits.parse().unwrap_or(0) };
        if number == 0 {
            return Vec::new();
        }
        let glued = (!glued.is_empty()).then(|| glued.to_owned());
        let behind: Vec<String> = glued.iter().chain(after).cloned().collect();
        let usual = (at > 0 || self.postcode.is_some()).then(|| Reading { name: name.to_vec(), number, tail: behind });
        // «12 Achterweg» is how some write it.
        let turned = (at == 0 && !after.is_empty()).then(|| Reading { name: after.to_vec(), number, tail: glued.into_iter().collect() });
        usual.into_iter().chain(turned).collect()
    }
}

impl Reading {
    /// The name cut in a street and a town, in every way.
    pub fn names(&self) -> Vec<(String, &[String])> {
        let cuts = (0..=self.name.len()).flat_map(|at| {
            let (before, behind) = self.name.split_at(at);
            [(before.join(" "), behind), (behind.join(" "), before)]
        });
        let mut names: Vec<(String, &[String])> = cuts.collect();
        // Without words, or all of them on one side, both orders are the same.
        names.dedup();
        names
    }

    /// How letter and addition fit, and what was typed of them. `None` when words are left that are neither these nor `areas`.
    pub fn addition(&self, addition: &str, areas: &str) -> Option<(Addition, String)> {
        const LONGEST: usize = 5;
        let fit = |typed: &str| match typed {
            _ if typed == addition => Some(Addition::Same),
            _ if addition.starts_with(typed) => Some(Addition::Begins),
            _ => (typed.len() <= LONGEST).then_some(Addition::Other),
        };
        let cuts = (0..=self.tail.len()).map(|at| self.tail.split_at(at)).filter(|(_, place)| lies_in(place, areas));
        cuts.filter_map(|(typed, _)| fit(&typed.concat()).map(|fit| (fit, typed.concat()))).min()
    }
}

/// How a street fits what was typed.
pub fn street_fit(typed: &str, street: &str) -> Option<Fit> {
    const SHORTEST_BEGIN: usize = 3;
    const SHORTEST_MISSPELT: usize = 5;
    if typed == street {
        Some(Fit::Whole)
    } else if typed.len() >= SHORTEST_BEGIN && street.starts_with(typed) {
        Some(Fit::Begins)
    } else {
        (typed.len() >= SHORTEST_MISSPELT && mistakes(typed, street, 1).is_some()).then_some(Fit::Misspelt)
    }
}

/// Whether every word is one of the words of town and municipality, or begins one, or nearly is one.
pub fn lies_in(words: &[String], areas: &str) -> bool {
    const SHORTEST_BEGIN: usize = 3;
    const SHORTEST_MISSPELT: usize = 6;
    let same = |word: &str, part: &str| {
        part == word
            || (word.len() >= SHORTEST_BEGIN && part.starts_with(word))
            || (word.len() >= SHORTEST_MISSPELT && mistakes(word, part, 1).is_some())
    };
    words.iter().all(|word| areas.split(' ').any(|part| same(word, part)))
}

/// Takes out the last postcode, also when a house number is written against it.
fn cut_postcode(words: &mut Vec<String>) -> Option<String> {
    let (at, used, tight) = (0..words.len()).rev().find_map(|at| {
        let tight = |used: usize| words.get(at..at + used).map(<[String]>::concat).filter(|tight| is_postcode(tight));
        // Written apart, the letters are a word of their own: in «1001 den helder» there is no postcode.
        let apart = || tight(2).filter(|_| words[at].len() == 4 && words[at + 1].bytes().take_while(u8::is_ascii_alphabetic).count() == 2);
        tight(1).map(|tight| (at, 1, tight)).or_else(|| apart().map(|tight| (at, 2, tight)))
    })?;
    let (postcode, number) = tight.split_at(6);
    words.splice(at..at + used, (!number.is_empty()).then(|| number.to_owned()));
    Some(postcode.to_ascii_uppercase())
}

/// `1234ab`, perhaps with a number against it.
fn is_postcode(word: &str) -> bool {
    let bytes = word.as_bytes();
    let (Some(digits), Some(letters)) = (bytes.get(..4), bytes.get(4..6)) else { return false };
    digits[0] != b'0'
        && digits.iter().all(u8::is_ascii_digit)
        && letters.iter().all(u8::is_ascii_alphabetic)
        && bytes.get(6).is_none_or(u8::is_ascii_digit)
}

/// `achterweg12a` as street and number.
fn unglued(word: String) -> Vec<String> {
    const SHORTEST_STREET: usize = 3;
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters < SHORTEST_STREET || letters == word.len() {
        return vec![word];
    }
    let (street, number) = word.split_at(letters);
    vec![street.to_owned(), number.to_owned()]
}

fn begins_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(key: &str) -> (Option<String>, String) {
        let terms = Terms::of(key);
        (terms.postcode, terms.words.join(" "))
    }

    /// Name, number and tail of each reading.
    fn readings(key: &str) -> Vec<(String, i64, String)> {
        Terms::of(key).readings().into_iter().map(|r| (r.name.join(" "), r.number, r.tail.join(" "))).collect()
    }

    #[test]
    fn a_postcode_is_known_wherever_and_however_it_is_written() {
        let found = |postcode: &str, rest: &str| (Some(postcode.to_owned()), rest.to_owned());
        assert_eq!(terms("1234sa"), found("1234SA", ""));
        assert_eq!(terms("1234 sa 12 2"), found("1234SA", "12 2"));
        assert_eq!(terms("1234sa12a"), found("1234SA", "12a"));
        assert_eq!(terms("1234 sa12a"), found("1234SA", "12a"));
        assert_eq!(terms("achterweg 12 1234 sa waterdam"), found("1234SA", "achterweg 12 waterdam"));
        assert_eq!(terms("achterweg 12 1234sa"), found("1234SA", "achterweg 12"));
        for none in ["12 achterweg", "achterweg 1001 den helder", "12345678", "0123 ab", "1234sab"] {
            assert_eq!(terms(none), (None, none.to_owned()));
        }
    }

    #[test]
    fn a_number_written_against_the_street_is_split() {
        assert_eq!(terms("achterweg12a").1, "achterweg 12a");
        assert_eq!(terms("n203 12").1, "n203 12");
    }

    #[test]
    fn the_last_number_is_tried_first_and_none_at_the_end() {
        let tried = readings("plein 1940 12 a waterdam");
        assert_eq!(tried[0], ("plein 1940".into(), 12, "a waterdam".into()));
        assert_eq!(tried[1], ("plein".into(), 1940, "12 a waterdam".into()));
        assert_eq!(tried[2], ("plein 1940 12 a waterdam".into(), 0, "".into()));
        assert_eq!(readings("12a achterweg")[0], ("achterweg".into(), 12, "a".into()));
        assert_eq!(readings("12345678").len(), 1, "a trade register number is no house number");
    }

    #[test]
    fn an_addition_is_told_from_a_town() {
        let tail = |tail: &str, addition: &str| {
            let reading = Reading { name: Vec::new(), number: 12, tail: tail.split_whitespace().map(str::to_owned).collect() };
            reading.addition(addition, "brilduikerkoog waterdam").map(|(fit, _)| fit)
        };
        assert_eq!(tail("", ""), Some(Addition::Same));
        assert_eq!(tail("", "a"), Some(Addition::Begins));
        assert_eq!(tail("a", "a"), Some(Addition::Same));
        assert_eq!(tail("a 2 waterdam", "a2"), Some(Addition::Same));
        assert_eq!(tail("waterd", ""), Some(Addition::Same));
        assert_eq!(tail("watredam", ""), Some(Addition::Same));
        assert_eq!(tail("b", ""), Some(Addition::Other), "one letter is an addition, not the beginning of a town");
        assert_eq!(tail("oosthaven", ""), None, "another town is not near");
    }

    #[test]
    fn one_letter_of_a_street_may_be_wrong() {
        assert_eq!(street_fit("merelaan", "merellaan"), Some(Fit::Misspelt));
        assert_eq!(street_fit("merell", "merellaan"), Some(Fit::Begins));
        assert_eq!(street_fit("merelan", "merellaan"), None);
        assert_eq!(street_fit("kaai", "kade"), None);
    }
}
