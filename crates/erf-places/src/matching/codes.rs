// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Codes that are written in more ways than one: postcodes, parcels, numbers of roads.

/// A postcode as a number, or only its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Postcode {
    Full(u32),
    Digits(u32),
}

/// Reads `9912 SA`, `9912sa` or `9912`.
pub(super) fn postcode(text: &str) -> Option<Postcode> {
    let compact: Vec<u8> = text.bytes().filter(|b| b.is_ascii_alphanumeric()).map(|b| b.to_ascii_uppercase()).collect();
    let digits = compact.get(..4).filter(|d| d.iter().all(u8::is_ascii_digit) && d[0] != b'0')?;
    let number = digits.iter().fold(0, |n, d| n * 10 + u32::from(d - b'0'));
    match compact[4..] {
        [] => Some(Postcode::Digits(number)),
        [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => {
            Some(Postcode::Full(number << 10 | u32::from(a - b'A') << 5 | u32::from(b - b'A')))
        }
        _ => None,
    }
}

/// The four digits of a packed postcode.
pub(super) fn postcode_digits(packed: u32) -> u32 {
    packed >> 10
}

/// A packed postcode as people write it.
pub(super) fn postcode_text(packed: u32) -> String {
    let letter = |shift: u32| char::from(b'A' + (packed >> shift & 31) as u8);
    format!("{} {}{}", packed >> 10, letter(5), letter(0))
}

/// Parcel codes are compared without blanks, signs, prefix and zeros in front of numbers.
pub(super) fn parcel_key(code: &str) -> String {
    let own = if code.starts_with("NL.") { code.rsplit('.').next().unwrap_or(code) } else { code };
    let mut out = String::with_capacity(own.len());
    let mut in_number = false;
    for c in own.chars().filter(char::is_ascii_alphanumeric) {
        if c == '0' && !in_number {
            continue;
        }
        in_number = c.is_ascii_digit();
        out.push(c.to_ascii_uppercase());
    }
    out
}

/// The number of a road without blanks: `N 9901` and `n9901` are the same.
pub(super) fn road_key(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_is_whole_or_only_digits() {
        let Some(Postcode::Full(packed)) = postcode(" 1391 sa") else { panic!("a whole postcode") };
        assert_eq!((postcode_text(packed).as_str(), postcode_digits(packed)), ("1391 SA", 1391));
        assert_eq!(postcode("1391"), Some(Postcode::Digits(1391)));
        for wrong in ["", "0391SA", "1391S", "1391SAB", "139 SA", "ABCD12"] {
            assert_eq!(postcode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn one_parcel_is_written_in_many_ways() {
        for text in ["MKW07 A 568", "mkw07-a-568", "MKW7A00568", "MKW07A568"] {
            assert_eq!(parcel_key(text), "MKW7A568", "{text}");
        }
        assert_eq!(parcel_key("NL.IMKAD.KadastraalObject.9907000085670000"), "9907000085670000");
        assert_eq!(road_key("N 9901"), road_key("n9901"));
    }
}
