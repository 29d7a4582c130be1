// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Numbers and days in the Dutch of a detail.

const MONTHS: [&str; 12] =
    ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

/// `3 bedrijven`, `1 bedrijf`.
pub(super) fn count(n: usize, one: &str, more: &str) -> String {
    format!("{} {}", whole(n as f64), if n == 1 { one } else { more })
}

/// `1.250`: rounded, with points between thousands.
pub(super) fn whole(number: f64) -> String {
    // Writing an integer costs a tenth of writing a float, and a scan writes hundreds of thousands.
    let rounded = number.round() as i64;
    let digits = rounded.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if rounded < 0 { format!("-{text}") } else { text }
}

/// `0,73`: two decimals with a comma.
pub(super) fn decimals(number: f64) -> String {
    let hundredths = (number * 100.0).round() as i64;
    let (ones, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    format!("{}{ones},{rest:02}", if hundredths < 0 { "-" } else { "" })
}

/// `12,5 %`.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0).replace('.', ",")
}

/// `1 oktober 2026`.
pub(super) fn day(number: i64) -> String {
    let month = usize::try_from(number / 100 % 100).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).unwrap_or(&"");
    format!("{} {month} {}", number % 100, number / 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_dutch_do() {
        assert_eq!((count(1, "bedrijf", "bedrijven"), count(3, "bedrijf", "bedrijven")), ("1 bedrijf".into(), "3 bedrijven".into()));
        assert_eq!(whole(1_234_567.4), "1.234.567");
        assert_eq!(whole(999.5), "1.000");
        assert_eq!((whole(-1250.0), decimals(0.731), percent(0.125)), ("-1.250".into(), "0,73".into(), "12,5 %".into()));
        assert_eq!(day(20_261_001), "1 oktober 2026");
    }
}
