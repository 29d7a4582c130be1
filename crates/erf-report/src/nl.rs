// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Numbers and dates as a Dutch reader expects them.

use jiff::civil::Date;

/// A space that does not break: a number and its unit stay together.
pub const NBSP: char = '\u{a0}';

const MONTHS: [&str; 12] =
    ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

/// `1208` as `1.208`.
///
/// ```
/// assert_eq!(erf_report::nl::count(1_208_000), "1.208.000");
/// ```
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `12.34` with one digit as `12,3`; thousands get a point.
///
/// ```
/// assert_eq!(erf_report::nl::decimal(1234.56, 1), "1.234,6");
/// assert_eq!(erf_report::nl::decimal(32.5, 0), "33");
/// ```
pub fn decimal(value: f64, digits: usize) -> String {
    let text = erf_base::figure::rounded(value.abs(), digits);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    let is_zero = text.chars().all(|c| c == '0' || c == '.');
    let sign = if value < 0.0 && !is_zero { "-" } else { "" };
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{whole}{comma}{fraction}")
}

/// A share `0..=1` as a percentage. A hundred percent is all: what is less is never rounded up to it.
///
/// ```
/// assert_eq!(erf_report::nl::percent(0.1234, 1), "12,3\u{a0}%");
/// assert_eq!(erf_report::nl::percent(295.0 / 296.0, 0), "99\u{a0}%");
/// ```
pub fn percent(share: f64, digits: usize) -> String {
    let step = 0.1_f64.powi(i32::try_from(digits).unwrap_or(0));
    let shown = if share < 1.0 { (share * 100.0).min(100.0 - step) } else { share * 100.0 };
    format!("{}{NBSP}%", decimal(shown, digits))
}

/// How many digits a percentage deserves: one where a tenth of a percent is more than a single observation.
pub fn percent_digits(n: u64) -> usize {
    usize::from(n >= 1000)
}

/// `1 oktober 2026`.
pub fn date(date: Date) -> String {
    format!("{}{NBSP}{} {}", date.day(), month(date), date.year())
}

/// `1 okt 2026`.
pub fn short_date(date: Date) -> String {
    // The first three letters, but for maart, which is written mrt.
    let short = if date.month() == 3 { "mrt" } else { &month(date)[..3] };
    format!("{}{NBSP}{short}{NBSP}{}", date.day(), date.year())
}

fn month(date: Date) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

/// `1 jan – 30 sep 2026`, the year once where that says it.
pub fn period(first: Date, last: Date) -> String {
    if first == last {
        return short_date(first);
    }
    let first_words = short_date(first);
    let without_year = first_words.rsplit_once(NBSP).map_or(first_words.as_str(), |(day, _)| day);
    format!("{} – {}", if first.year() == last.year() { without_year } else { &first_words }, short_date(last))
}

/// `1 plaats`, `2 plaatsen`.
pub fn counted(value: u64, one: &str, many: &str) -> String {
    format!("{}{NBSP}{}", count(value), if value == 1 { one } else { many })
}

/// `a, b en c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}

/// A text that ends as a sentence does.
pub fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// The first letter as a capital, for a phrase that starts a line.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The first eight digits of a hash: enough to compare by eye.
pub fn short_hash(hash: &str) -> String {
    hash.chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::*;

    #[test]
    fn numbers_read_as_dutch() {
        for (value, expected) in [(0, "0"), (12, "12"), (999, "999"), (1000, "1.000"), (12_345, "12.345"), (1_234_567, "1.234.567")] {
            assert_eq!(count(value), expected);
        }
        for (value, digits, expected) in [(0.05, 1, "0,1"), (-3.46, 1, "-3,5"), (-0.001, 1, "0,0"), (1999.5, 0, "2.000"), (7.0, 0, "7")] {
            assert_eq!(decimal(value, digits), expected);
        }
        assert_eq!([percent(1.0, 0), percent(295.0 / 296.0, 0), percent(0.9999, 1)], ["100\u{a0}%", "99\u{a0}%", "99,9\u{a0}%"]);
    }

    #[test]
    fn dates_and_lists_read_as_dutch() {
        assert_eq!(date(civil::date(2026, 3, 1)), "1\u{a0}maart 2026");
        assert_eq!(period(civil::date(2026, 1, 1), civil::date(2026, 9, 30)), "1\u{a0}jan – 30\u{a0}sep\u{a0}2026");
        assert_eq!(period(civil::date(2025, 1, 1), civil::date(2026, 9, 30)), "1\u{a0}jan\u{a0}2025 – 30\u{a0}sep\u{a0}2026");
        assert_eq!(short_date(civil::date(2026, 3, 1)), "1\u{a0}mrt\u{a0}2026");
        assert_eq!(short_date(civil::date(2026, 12, 31)), "31\u{a0}dec\u{a0}2026");
        let words = |items: &[&str]| list(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>());
        assert_eq!((words(&[]), words(&["a"]), words(&["a", "b", "c"])), (String::new(), "a".to_owned(), "a, b en c".to_owned()));
        assert_eq!(capital("één plaats"), "Eén plaats".replace('E', "É"));
    }
}
