// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Recognises columns of citizen service numbers (BSN), by heading or by what is in them.

use std::collections::HashSet;

/// Fewer different values than this prove nothing.
const FEWEST: usize = 20;
/// More than this need not be remembered.
const MOST: usize = 5_000;

/// Whether a heading announces citizen service numbers.
pub(super) fn is_announced(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let letters: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let named = ["burgerservicen", "sofinummer", "sofinr", "sofi-nummer"].iter().any(|word| letters.contains(word));
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    named || words.any(|word| word.starts_with("bsn") || word.ends_with("bsn") || word == "sofi")
}

/// RSINs pass the same test, and belong to legal persons.
pub(super) fn is_rsin(heading: &str) -> bool {
    heading.to_lowercase().contains("rsin")
}

/// Whether a column holds citizen service numbers: its heading says so, or what is in it does.
pub fn holds_bsn<'v>(heading: &str, values: impl Iterator<Item = &'v str>) -> bool {
    if is_announced(heading) || is_rsin(heading) {
        return is_announced(heading);
    }
    let mut suspicion = Suspicion::default();
    values.for_each(|value| suspicion.look(value));
    suspicion.confirmed().is_some()
}

/// The different nine-digit values of one column. Only counted; never leaves this crate.
#[derive(Debug, Default)]
pub(super) struct Suspicion {
    seen: HashSet<u32>,
    valid: usize,
}

impl Suspicion {
    pub(super) fn look(&mut self, text: &str) {
        if self.seen.len() >= MOST {
            return;
        }
        if let Some(number) = nine_digits(text)
            && self.seen.insert(number)
        {
            self.valid += usize::from(passes_eleven_test(number));
        }
    }

    /// How many of how many values pass, when that is too many to be chance.
    pub(super) fn confirmed(&self) -> Option<(usize, usize)> {
        let all = self.seen.len();
        (all >= FEWEST && self.valid * 100 >= all * 80).then_some((self.valid, all))
    }
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

    #[test]
    fn a_column_is_recognised_by_its_heading_or_by_its_values() {
        let valid: Vec<String> = (100_000_000..).filter(|n| passes_eleven_test(*n)).take(25).map(|n| n.to_string()).collect();
        let values = || valid.iter().map(String::as_str);
        assert!(holds_bsn("nummer", values()) && holds_bsn("BSN", std::iter::empty()));
        assert!(!holds_bsn("RSIN", values()) && !holds_bsn("nummer", values().take(5)));
    }

    #[test]
    fn the_eleven_test() {
        assert!(passes_eleven_test(111_222_333));
        assert!(passes_eleven_test(123_456_782));
        assert!(!passes_eleven_test(123_456_789));
        assert_eq!(nine_digits("1112.22.333"), Some(111_222_333));
        assert_eq!(nine_digits("1234567890"), None);
    }

    #[test]
    fn twenty_different_valid_values_confirm_and_nineteen_do_not() {
        let valid: Vec<u32> = (100_000_000..).filter(|n| passes_eleven_test(*n)).take(20).collect();
        let mut suspicion = Suspicion::default();
        valid[..19].iter().for_each(|n| suspicion.look(&n.to_string()));
        suspicion.look(&valid[0].to_string());
        assert_eq!(suspicion.confirmed(), None);
        suspicion.look(&valid[19].to_string());
        assert_eq!(suspicion.confirmed(), Some((20, 20)));
    }
}
