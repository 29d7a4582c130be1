// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Postcodes: `1234 AB`, `1234ab`, `NL-1234 AB`, or `1234` only.

use std::fmt;

/// A postcode in four bytes: digits, and letters when they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Postcode {
    digits: u16,
    /// 0, or 1 plus 26 times the first letter plus the second.
    letters: u16,
}

impl Postcode {
    /// No postcode.
    pub const NONE: Self = Self { digits: 0, letters: 0 };

    /// Reads a column. Gives none for what is no Dutch postcode: other countries, a house number, "onbekend".
    pub fn read(text: &str) -> Self {
        let bytes = text.trim().as_bytes();
        let bytes = bytes.strip_prefix(b"NL").or_else(|| bytes.strip_prefix(b"nl")).unwrap_or(bytes);
        let mut signs = bytes.iter().copied().filter(|b| !matches!(b, b' ' | b'-' | b'.' | 0xc2 | 0xa0));
        let Some(digits) = four(&mut signs) else { return Self::NONE };
        match (signs.next(), signs.next(), signs.next()) {
            (None, ..) => Self { digits, letters: 0 },
            (Some(a), Some(b), None) => Self::with_letters(digits, a, b),
            _ => Self::NONE,
        }
    }

    fn with_letters(digits: u16, a: u8, b: u8) -> Self {
        let (a, b) = (a.to_ascii_lowercase(), b.to_ascii_lowercase());
        if a.is_ascii_lowercase() && b.is_ascii_lowercase() {
            return Self { digits, letters: 1 + u16::from(a - b'a') * 26 + u16::from(b - b'a') };
        }
        Self::NONE
    }

    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self.digits == 0
    }

    /// Its four digits; 0 when there is none.
    pub fn digits(self) -> u16 {
        self.digits
    }

    /// Whether letters are known.
    pub fn is_full(self) -> bool {
        self.letters != 0
    }

    /// One number for the whole code; 0 when there is none.
    pub fn packed(self) -> u32 {
        u32::from(self.digits) << 10 | u32::from(self.letters)
    }
}

fn four(signs: &mut impl Iterator<Item = u8>) -> Option<u16> {
    let mut number = 0;
    for k in 0..4 {
        let digit = signs.next().filter(u8::is_ascii_digit)? - b'0';
        if k == 0 && digit == 0 {
            return None;
        }
        number = number * 10 + u16::from(digit);
    }
    Some(number)
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_none() {
            return Ok(());
        }
        write!(f, "{}", self.digits)?;
        if let Some(letters) = self.letters.checked_sub(1) {
            let letter = |n: u16| char::from(b'A' + n as u8);
            write!(f, " {}{}", letter(letters / 26), letter(letters % 26))?;
        }
        Ok(())
    }
}

/// Where a whole postcode stands in a folded text: four digits, perhaps a blank, two letters and then no letter.
pub(super) fn find(text: &str) -> Option<(std::ops::Range<usize>, Postcode)> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let starts = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        let digits = bytes.get(at..at + 4).filter(|d| starts && d[0] != b'0' && d.iter().all(u8::is_ascii_digit))?;
        let letters = if bytes.get(at + 4) == Some(&b' ') { at + 5 } else { at + 4 };
        let pair = bytes.get(letters..letters + 2).filter(|pair| pair.iter().all(u8::is_ascii_lowercase))?;
        let ends = bytes.get(letters + 2).is_none_or(|next| !next.is_ascii_alphanumeric());
        let number = digits.iter().fold(0, |n, d| n * 10 + u16::from(d - b'0'));
        ends.then(|| (at..letters + 2, Postcode::with_letters(number, pair[0], pair[1])))
    })
}
