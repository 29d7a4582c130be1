// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Recognises columns of citizen service numbers (BSN), by heading or by what is in them.

use std::collections::HashSet;

/// Fewer different valid values than this prove nothing: one number in eleven passes by chance, seven in seven once in 19 million.
const FEWEST: usize = 7;
/// More than this need not be remembered.
const MOST: usize = 5_000;
/// How far behind the word a number still belongs to it.
const NEAR: usize = 24;
/// What a text calls these numbers.
const WORDS: [&str; 6] = ["bsn", "burgerservicenummer", "burger service nummer", "sofinummer", "sofi-nummer", "sofinr"];
/// Between the word and a number, these say that the number is something else.
const OTHERS: [&str; 12] = ["kvk", "rsin", "tel", "mob", "bag", "zaak", "kenmerk", "dossier", "vestiging", "klant", "datum", "postbus"];

/// Whether a heading announces citizen service numbers.
pub(crate) fn is_announced(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let letters: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let named = ["burgerservicen", "sofinummer", "sofinr", "sofi-nummer"].iter().any(|word| letters.contains(word));
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    named || words.any(|word| word.starts_with("bsn") || word.ends_with("bsn") || word == "sofi")
}

/// RSINs pass the same test, and belong to legal persons.
fn is_rsin(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with("rsin") || word.ends_with("rsin"))
}

/// Whether a column holds citizen service numbers: its heading says so, or what is in it does.
pub fn holds_bsn<'v>(heading: &str, values: impl Iterator<Item = &'v str>) -> bool {
    if is_announced(heading) {
        return true;
    }
    let mut suspicion = Suspicion::default();
    for value in values {
        suspicion.look(value);
    }
    suspicion.confirmed(heading).is_some()
}

/// What the values of one column look like. Only counted; never leaves this crate.
#[derive(Debug, Default)]
pub(crate) struct Suspicion {
    whole: Passed,
    /// Of eight digits: a spreadsheet drops the zero that one number in ten begins with.
    shortened: Passed,
    /// In the middle of a text, without a word that says what they are.
    inside: Passed,
    /// How many texts name such a number.
    told: u64,
}

impl Suspicion {
    /// Takes in a value; whether it made the suspicion grow.
    pub(crate) fn look(&mut self, text: &str) -> bool {
        let told = tells(text);
        self.told += u64::from(told);
        let bare = text.trim().trim_start_matches(['\'', '=']).trim_matches('"');
        let bare = bare.strip_suffix(".0").or_else(|| bare.strip_suffix(",0")).unwrap_or(bare);
        if let Some(number) = nine_digits(bare) {
            return self.whole.count(number);
        }
        if bare.len() == 8 && bare.bytes().all(|b| b.is_ascii_digit()) {
            return bare.parse().is_ok_and(|number| self.shortened.count(number));
        }
        let grown = runs_of_nine(text).filter(|number| self.inside.count(*number)).count() > 0;
        told || grown
    }

    /// Why this column holds citizen service numbers, when that is too much to be chance.
    pub(crate) fn confirmed(&self, heading: &str) -> Option<String> {
        if self.told > 0 {
            let cells = if self.told == 1 { "een cel".to_owned() } else { format!("{} cellen", self.told) };
            return Some(format!("in {cells} staat het woord met een nummer erachter dat aan de elfproef voldoet"));
        }
        if is_rsin(heading) {
            return None;
        }
        let cause = |(valid, all): (usize, usize), digits: &str| {
            format!("{valid} van de {all} verschillende waarden van {digits} voldoen aan de elfproef")
        };
        let whole = self.whole.confirmed().map(|found| cause(found, "negen cijfers"));
        let shortened = || self.shortened.confirmed().map(|found| cause(found, "acht cijfers (met een nul ervoor)"));
        let inside = || self.inside.confirmed().map(|found| cause(found, "negen cijfers midden in een tekst"));
        whole.or_else(shortened).or_else(inside)
    }
}

/// The different numbers of one column, and how many of them pass the test.
#[derive(Debug, Default)]
struct Passed {
    seen: HashSet<u32>,
    valid: usize,
}

impl Passed {
    /// Whether this is a new number that passes.
    fn count(&mut self, number: u32) -> bool {
        let valid = self.seen.len() < MOST && self.seen.insert(number) && passes_eleven_test(number);
        self.valid += usize::from(valid);
        valid
    }

    /// How many of how many values pass. Four in five is enough: people make typing errors.
    fn confirmed(&self) -> Option<(usize, usize)> {
        let all = self.seen.len();
        (self.valid >= FEWEST && self.valid * 100 >= all * 80).then_some((self.valid, all))
    }
}

/// Whether a text names such a number: the word, and close behind it digits that pass the test.
fn tells(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts = |at: usize| matches!(bytes[at] | 0x20, b'b' | b's') && (at == 0 || !bytes[at - 1].is_ascii_alphabetic());
    let after = |at: usize| {
        let ends = WORDS.iter().map(|word| at + word.len());
        let said =
            |end: &usize| bytes.get(at..*end).is_some_and(|part| WORDS.iter().any(|word| part.eq_ignore_ascii_case(word.as_bytes())));
        ends.filter(said).any(|end| names_a_number(&text[end..]))
    };
    bytes.len() > 10 && (0..bytes.len() - 10).any(|at| starts(at) && after(at))
}

fn names_a_number(rest: &str) -> bool {
    let Some(start) = rest.bytes().take(NEAR).position(|b| b.is_ascii_digit()) else { return false };
    let between = rest[..start].to_lowercase();
    if OTHERS.iter().any(|other| between.contains(other)) {
        return false;
    }
    let digits = &rest[start..];
    let run = digits.bytes().take_while(u8::is_ascii_digit).count();
    let number = match run {
        8 if is_day(&digits[..8]) => None,
        8 | 9 => digits[..run].parse().ok(),
        1..8 => first_nine(digits),
        _ => None,
    };
    number.is_some_and(passes_eleven_test)
}

/// Nine digits in groups at the start of a text, and no tenth.
fn first_nine(text: &str) -> Option<u32> {
    let end = text.bytes().position(|b| !(b.is_ascii_digit() || matches!(b, b' ' | b'.' | b'-'))).unwrap_or(text.len());
    nine_digits(&text[..end])
}

/// Nine digits in a row in a text, with no digit, letter or point of a longer number against them.
fn runs_of_nine(text: &str) -> impl Iterator<Item = u32> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | '_')));
    let bare = words.map(|word| word.trim_end_matches(['.', '-', '/']));
    bare.filter(|word| word.len() == 9 && word.bytes().all(|b| b.is_ascii_digit())).filter_map(|word| word.parse().ok())
}

/// Eight digits that are a day of this time, as systems write it: `20261001` or `01102026`.
fn is_day(digits: &str) -> bool {
    let part = |at: std::ops::Range<usize>| digits.get(at).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let day = |year: u32, month: u32, day: u32| (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    day(part(0..4), part(4..6), part(6..8)) || day(part(4..8), part(2..4), part(0..2))
}

/// Nine digits, also with blanks or points between them.
fn nine_digits(text: &str) -> Option<u32> {
    let mut number = 0_u32;
    let mut count = 0;
    for letter in text.trim().chars() {
        match letter {
            '0'..='9' if count < 9 => {
                number = number * 10 + u32::from(letter as u8 - b'0');
                count += 1;
            }
            ' ' | '.' | '-' => {}
            _ => return None,
        }
    }
    (count == 9).then_some(number)
}

fn passes_eleven_test(number: u32) -> bool {
    let digit = |place: u32| i64::from(number / 10_u32.pow(place) % 10);
    let sum: i64 = (1..9).map(|place| digit(place) * i64::from(place + 1)).sum::<i64>() - digit(0);
    number != 0 && sum % 11 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_announce_and_headings_that_do_not() {
        for heading in ["BSN", "bsn eigenaar", "Burgerservicenummer", "Burger Service Nummer", "Sofi-nummer", "klant_bsn", "BSN-nr."] {
            assert!(is_announced(heading), "{heading}");
        }
        for heading in ["Websnelheid", "Subsidienummer", "Nummer", "RSIN", "sofie"] {
            assert!(!is_announced(heading), "{heading}");
        }
    }

    /// Numbers from `start` on that pass the test.
    fn valid(start: u32, how_many: usize) -> Vec<String> {
        (start..).filter(|number| passes_eleven_test(*number)).take(how_many).map(|number| number.to_string()).collect()
    }

    fn check(heading: &str, values: &[String], expected: bool) {
        assert_eq!(holds_bsn(heading, values.iter().map(String::as_str)), expected, "{heading}: {values:?}");
    }

    #[test]
    fn a_column_is_recognised_by_its_heading_or_by_its_values() {
        check("BSN", &[], true);
        check("klantnummer", &valid(123_456_000, 15), true);
        check("klantnummer", &valid(123_456_000, 7), true);
        check("klantnummer", &valid(123_456_000, 6), false);
        let written: Vec<String> = valid(123_456_000, 9).iter().map(|it| format!("'{}.{}.{}", &it[..4], &it[4..6], &it[6..])).collect();
        check("klantnummer", &written, true);
    }

    #[test]
    fn numbers_in_the_middle_of_texts_are_found_when_there_are_enough() {
        let told = |numbers: &[String]| numbers.iter().map(|it| format!("gesproken met bewoner {it}, aan de deur")).collect::<Vec<_>>();
        check("opmerking", &told(&valid(123_456_000, 7)), true);
        check("opmerking", &told(&valid(123_456_000, 6)), false);
        let others: Vec<String> = (0..400).map(|n| format!("zaak {} van 2026", 100_000_001 + n)).collect();
        check("opmerking", &others, false);
    }

    #[test]
    fn one_number_that_many_rows_share_proves_nothing() {
        check("klantnummer", &vec!["123456782".to_owned(); 30], false);
    }

    #[test]
    fn a_zero_that_a_spreadsheet_dropped_hides_nothing() {
        check("klantnummer", &valid(10_000_000, 15), true);
        let as_number: Vec<String> = valid(10_000_000, 15).iter().map(|it| format!("{it}.0")).collect();
        check("klantnummer", &as_number, true);
    }

    #[test]
    fn a_typing_error_among_many_hides_nothing() {
        let mut values = valid(123_456_000, 9);
        values.push("123456789".to_owned());
        check("klantnummer", &values, true);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        check("RSIN", &valid(800_000_000, 50), false);
        check("rsin_eigenaar", &valid(800_000_000, 50), false);
        check("Omschrijversing", &valid(800_000_000, 50), true);
        let many = |start: u64, step: u64| (0..400).map(|n| (start + n * step).to_string()).collect::<Vec<_>>();
        check("KvK", &many(68_000_123, 37), false);
        check("kvk-nummer", &many(1_234_567, 7_919), false);
        check("pand", &many(221_100_000_307_321, 13), false);
        check("telefoon", &many(612_345_678, 1_313), false);
        check("vestiging", &many(12_345_678_901, 17), false);
        let days: Vec<String> = (1..=12).flat_map(|m| (1..=28).map(move |d| format!("2026{m:02}{d:02}"))).collect();
        check("datum", &days, false);
        check("nr", &many(100_000_001, 1), false);
    }

    #[test]
    fn a_number_that_a_text_calls_bsn() {
        let told = |text: &str| holds_bsn("opmerking", [text].into_iter());
        for text in [
            "Eigenaar BSN 123456782 gebeld",
            "bsn: 123456782",
            "Burgerservicenummer van de eigenaar: 1234.56.782",
            "zie ook BSN-nr. 123 456 782, 1234 AB",
            "sofinummer 111222333",
            "€ 5 betaald; BSN nummer is 10000008.",
        ] {
            assert!(told(text), "{text}");
        }
        for text in [
            "Eigenaar heeft geen BSN, KvK 123456782",
            "BSN onbekend, tel. 0612345678",
            "BSN niet gevraagd",
            "BSN 123456789",
            "zonder BSN ingevuld op 20260102",
            "Albsn 123456782",
            "BSN en verder niets van belang in deze zaak 123456782",
            "zaak 123456782",
        ] {
            assert!(!told(text), "{text}");
        }
    }

    #[test]
    fn days_are_no_numbers() {
        assert!(is_day("20260102") && is_day("31122026") && !is_day("10000008"));
    }

    #[test]
    fn the_eleven_test() {
        assert!(passes_eleven_test(111_222_333));
        assert!(passes_eleven_test(123_456_782));
        assert!(!passes_eleven_test(123_456_789));
        assert_eq!(nine_digits("1112.22.333"), Some(111_222_333));
        assert_eq!(nine_digits("1234567890"), None);
    }
}
