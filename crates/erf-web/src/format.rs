// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Numbers and dates as people write them in Dutch and English.

use erf_base::At;
use jiff::civil::{Date, DateTime};

use crate::Lang;

const MONTHS_NL: [&str; 12] =
    ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SHORT_NL: [&str; 12] = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
const SHORT_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A number with `decimals` digits behind the mark and marks between thousands: 1.208,5 or 1,208.5.
pub fn number(value: f64, decimals: usize, lang: Lang) -> String {
    let (thousand, mark) = if lang == Lang::Nl { ('.', ',') } else { (',', '.') };
    let text = erf_base::figure::rounded(value.abs(), decimals);
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(thousand);
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out.push(mark);
        out.push_str(rest);
    }
    out
}

/// A share between 0 and 1 as a percentage. A share that is almost all or almost nothing never rounds to all or nothing.
pub fn percent(share: f64, lang: Lang) -> String {
    let hundredth = share * 100.0;
    let near_an_end = (hundredth > 0.0 && hundredth < 1.05) || (98.95..100.0).contains(&hundredth);
    let decimals = if near_an_end { 1 } else { 0 };
    let clipped = if near_an_end { hundredth.clamp(0.1, 99.9) } else { hundredth };
    let unit = if lang == Lang::Nl { "\u{a0}%" } else { "%" };
    number(clipped, decimals, lang) + unit
}

/// A date in full: 1 oktober 2026.
pub fn plain_date(date: Date, lang: Lang) -> String {
    let months = if lang == Lang::Nl { MONTHS_NL } else { MONTHS_EN };
    spelled(date, months)
}

/// A date with a short month: 1 okt 2026.
pub fn short_date(date: Date, lang: Lang) -> String {
    let months = if lang == Lang::Nl { SHORT_NL } else { SHORT_EN };
    spelled(date, months)
}

fn spelled(date: Date, months: [&str; 12]) -> String {
    format!("{}\u{a0}{}\u{a0}{}", date.day(), months[date.month() as usize - 1], date.year())
}

/// An instant in Dutch local time: 1 okt 2026, 09:30.
pub fn timestamp(at: At, lang: Lang) -> String {
    match at.to_string().replace(' ', "T").parse::<DateTime>() {
        Ok(when) => format!("{}, {:02}:{:02}", short_date(when.date(), lang), when.hour(), when.minute()),
        Err(_) => at.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers() {
        for (value, decimals, nl) in [
            (0.0, 0, "0"),
            (999.0, 0, "999"),
            (1208.0, 0, "1.208"),
            (1234567.891, 2, "1.234.567,89"),
            (-4.25, 1, "−4,3"),
            (-0.01, 1, "0,0"),
        ] {
            assert_eq!(number(value, decimals, Lang::Nl), nl);
        }
        assert_eq!(number(1208.5, 1, Lang::En), "1,208.5");
    }

    #[test]
    fn almost_all_is_not_all() {
        for (share, nl) in [(0.0, "0\u{a0}%"), (0.0004, "0,1\u{a0}%"), (0.823, "82\u{a0}%"), (0.9999, "99,9\u{a0}%"), (1.0, "100\u{a0}%")] {
            assert_eq!(percent(share, Lang::Nl), nl);
        }
    }

    #[test]
    fn dates_and_instants() {
        assert_eq!(plain_date(date(2026, 3, 1), Lang::Nl), "1\u{a0}maart\u{a0}2026");
        assert_eq!(short_date(date(2026, 3, 1), Lang::En), "1\u{a0}Mar\u{a0}2026");
        assert_eq!(timestamp(At(1_782_858_600_000_000), Lang::Nl), "1\u{a0}jul\u{a0}2026, 00:30");
    }
}
