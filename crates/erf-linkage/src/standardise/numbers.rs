// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Numbers of registers: KvK, establishment, RSIN, and what looks like a BSN and should not be there.

/// KvK number: eight digits. Seven mean that a spreadsheet dropped a zero; twelve may be the number with four zeros behind it.
///
/// Source: Handelsregister, "KVK-nummer". It has no check digit.
pub fn kvk(text: &str) -> Option<u32> {
    let (digits, count) = digits(text)?;
    match count {
        8 => Some(digits as u32),
        7 => Some(digits as u32).filter(|&n| n >= 1_000_000),
        12 if digits % 10_000 == 0 => Some((digits / 10_000) as u32),
        _ => None,
    }
    .filter(|&n| n > 0 && !is_filler(u64::from(n), 8))
}

/// Number of an establishment: twelve digits, usually beginning with 0000. Leading zeros may be lost.
pub fn establishment(text: &str) -> Option<u64> {
    let (digits, count) = digits(text)?;
    (matches!(count, 8..=12) && digits > 0 && !is_filler(digits, 12)).then_some(digits)
}

/// RSIN: nine digits that meet the eleven-test.
pub fn rsin(text: &str) -> Option<u32> {
    let (digits, count) = digits(text)?;
    ((8..=9).contains(&count) && meets_eleven_test(digits)).then_some(digits as u32)
}

/// Whether nine digits meet the eleven-test of BSN and RSIN: weights 9 down to 2, and minus 1 for the last.
///
/// Source: Rijksdienst voor Identiteitsgegevens, "Logisch ontwerp BSN".
pub fn meets_eleven_test(number: u64) -> bool {
    if number == 0 || number > 999_999_999 {
        return false;
    }
    let mut sum = -((number % 10) as i64);
    let mut rest = number / 10;
    for weight in 2..=9 {
        sum += weight * (rest % 10) as i64;
        rest /= 10;
    }
    sum % 11 == 0
}

/// What a column that looks like BSNs is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LooksLikeBsn {
    /// Values looked at that are not empty.
    pub seen: usize,
    /// Those with nine digits that meet the eleven-test.
    pub valid: usize,
}

impl LooksLikeBsn {
    /// Whether the column should not be used: nine in ten values meet the test. One in eleven would by chance.
    pub fn is_likely(self) -> bool {
        self.seen >= 3 && self.valid * 10 >= self.seen * 9
    }
}

/// Counts values that could be a BSN. An RSIN meets the same test; only the name of the column tells them apart.
pub fn looks_like_bsn<'a>(values: impl Iterator<Item = &'a str>) -> LooksLikeBsn {
    let mut out = LooksLikeBsn { seen: 0, valid: 0 };
    for value in values.filter(|value| !value.trim().is_empty()) {
        out.seen += 1;
        let valid = digits(value).is_some_and(|(number, count)| count == 9 && meets_eleven_test(number));
        out.valid += usize::from(valid);
    }
    out
}

/// The digits of a number written with blanks, dots, dashes or `.0` behind it, and how many there are. `None` when there is anything
/// else, or more than eighteen.
pub fn digits(text: &str) -> Option<(u64, usize)> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let (mut number, mut count) = (0_u64, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if count < 18 => (number, count) = (number * 10 + u64::from(byte - b'0'), count + 1),
            b' ' | b'.' | b'-' | b'\'' | b'/' => {}
            _ => return None,
        }
    }
    (count > 0).then_some((number, count))
}

/// All digits the same, or 12345678.
fn is_filler(number: u64, count: u32) -> bool {
    let ones = (10_u64.pow(count) - 1) / 9;
    number.is_multiple_of(ones) || number == 12_345_678 || number == 87_654_321
}
