// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Names made comparable: case, accents, abbreviations and small typing errors.

use erf_linkage::standardise::address::street_key;

/// Lower case without accents. Letters we do not know stay as they are.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() => out.push(c),
            'à'..='å' | 'À'..='Å' => out.push('a'),
            'è'..='ë' | 'È'..='Ë' => out.push('e'),
            'ì'..='ï' | 'Ì'..='Ï' => out.push('i'),
            'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' => out.push('o'),
            'ù'..='ü' | 'Ù'..='Ü' => out.push('u'),
            'ç' | 'Ç' => out.push('c'),
            'ñ' | 'Ñ' => out.push('n'),
            'ý' | 'ÿ' => out.push('y'),
            'ĳ' | 'Ĳ' => out.push_str("ij"),
            '\u{300}'..='\u{36f}' => {}
            '’' | '‘' | '`' | '´' => out.push('\''),
            '–' | '—' => out.push('-'),
            _ if c.is_whitespace() => out.push(' '),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A name as a key: equal keys are the same name but for case, accents, blanks, hyphens and usual abbreviations.
/// `Burg. v.d. Veldestr.` and `burgemeester van der Veldestraat` are equal. Empty when nothing is left.
pub fn key(text: &str) -> String {
    street_key(text)
}

/// The words of a folded text, and whether a dot follows.
fn words(folded: &str) -> impl Iterator<Item = (&str, bool)> {
    folded
        .split([' ', '-', '/', ','])
        .flat_map(|part| {
            let dots = part.ends_with('.');
            let last = part.trim_end_matches('.').split('.').count();
            part.trim_end_matches('.').split('.').enumerate().map(move |(k, word)| {
                let dotted = dots || k + 1 < last;
                (word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\''), dotted)
            })
        })
        .filter(|(word, _)| !word.is_empty())
}

/// Whether a short form may stand for a long name: every word begins the word in its place, a dot allowing it to stop early.
/// `Gen. Spoorlaan` for `Generaal Spoorlaan`, `N.dreef` for `Narcissendreef`. Both as typed.
pub fn abbreviates(short: &str, long: &str) -> bool {
    if !short.contains('.') {
        return false;
    }
    let (short, long) = (fold(short), fold(long));
    let short: Vec<(&str, bool)> = words(&short).collect();
    let long: Vec<(&str, bool)> = words(&long).collect();
    if let ([(begin, true), (end, _)], [(whole, _)]) = (short.as_slice(), long.as_slice()) {
        return begin.len() + end.len() < whole.len() && end.len() > 2 && whole.starts_with(begin) && whole.ends_with(end);
    }
    let fits = |((s, dotted), (l, _)): (&(&str, bool), &(&str, bool))| s == l || (*dotted && l.starts_with(s));
    short.len() == long.len() && !short.is_empty() && short.iter().zip(&long).all(fits)
}

/// Single-letter mistakes between two keys (a letter more, less, other, or two swapped), when at most `most`.
///
/// Source: optimal string alignment distance; F. J. Damerau, "A technique for computer detection and correction of spelling
/// errors", CACM 7 (1964). Cost: length times length; keys over 63 bytes are only compared for equality.
pub fn mistakes(a: &str, b: &str, most: usize) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > most || a.len() > 63 || b.len() > 63 {
        return None;
    }
    let (mut before, mut above, mut row) = ([0_u8; 64], [0_u8; 64], [0_u8; 64]);
    (0..=b.len()).for_each(|j| above[j] = j as u8);
    for i in 1..=a.len() {
        row[0] = i as u8;
        let mut least = row[0];
        for j in 1..=b.len() {
            let other = u8::from(a[i - 1] != b[j - 1]);
            let mut cost = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + other);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            row[j] = cost;
            least = least.min(cost);
        }
        if usize::from(least) > most {
            return None;
        }
        (before, above, row) = (above, row, before);
    }
    Some(usize::from(above[b.len()])).filter(|&n| n <= most)
}

/// How many mistakes a key of this length may have and still be taken for the same name.
pub fn allowed_mistakes(key: &str) -> usize {
    match key.len() {
        0..=4 => 0,
        5..=7 => 1,
        8..=13 => 2,
        _ => 3,
    }
}

/// The letters and digits of a name as they stand: no abbreviation written out, so that a blank in the wrong place
/// (`Meesterv an Rietweg`) or two swapped letters of an `ij` are the small mistakes that they are.
pub fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Hashes of a key and of the key without each of its letters: keys one mistake apart share at least one.
///
/// Source: the symmetric delete idea of W. Garbe, "SymSpell".
pub fn deletions(key: &str) -> Vec<u32> {
    let bytes = key.as_bytes();
    let mut all: Vec<u32> = (0..bytes.len()).map(|k| fnv(bytes[..k].iter().chain(&bytes[k + 1..]))).collect();
    all.push(fnv(bytes.iter()));
    all.sort_unstable();
    all.dedup();
    all
}

fn fnv<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    bytes.fold(0x811C_9DC5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_street_have_one_key() {
        let check = |one: &str, two: &str| assert_eq!(key(one), key(two), "{one} / {two}");
        check("Burg. v.d. Veldestr.", "Burgemeester van der Veldestraat");
        check("BURG V/D VELDESTRAAT", "Burgemeester Van de Veldestraat");
        check("Achter weg", "Achterweg");
        check("Achterwg", "achterweg");
        check("Noorderw.", "Noorderweg");
        check("Dr. Kuyperln", "Dokter Kuyperlaan");
        check("Ds Wiersmapln.", "Dominee Wiersmaplein");
        check("Dorpsstr", "Dorpsstraat");
        check("1e Dwarsweg", "Eerste Dwarsweg");
        check("Café-dijk", "Cafedijk");
        check("IJsselkade", "Ĳsselkade");
        check("'t Veld", "Het Veld");
        check("Weg a/d Dijk", "Weg aan de Dijk");
        assert_ne!(key("Achterweg"), key("Voorweg"));
        assert_eq!(key(" -.,"), "");
    }

    #[test]
    fn a_dot_lets_a_word_stop_early() {
        assert!(abbreviates("Gen. Spoorlaan", "Generaal Spoorlaan"));
        assert!(abbreviates("M. Noord", "Midden Noord"));
        assert!(abbreviates("N.dreef", "Narcissendreef"));
        assert!(!abbreviates("N.dreef", "Tulpendreef"));
        assert!(!abbreviates("Gen Spoorlaan", "Generaal Spoorlaan"));
        assert!(!abbreviates("Gen. Spoorweg", "Generaal Spoorlaan"));
    }

    #[test]
    fn mistakes_are_counted_as_a_typist_makes_them() {
        for (a, b, expected) in [
            ("achterweg", "achterweg", Some(0)),
            ("achterweg", "achtrweg", Some(1)),
            ("achterweg", "acherweg", Some(1)),
            ("achterweg", "acthtrweg", Some(2)),
            ("achterweg", "ahcterweg", Some(1)),
            ("achterweg", "voorweg", None),
            ("", "a", Some(1)),
        ] {
            assert_eq!(mistakes(a, b, 2), expected, "{a} {b}");
            assert_eq!(mistakes(b, a, 2), expected, "{b} {a}");
        }
    }

    #[test]
    fn names_one_mistake_apart_share_a_deletion() {
        for other in ["achtrweg", "achtterweg", "achtorweg", "ahcterweg", "achterweg"] {
            let own = deletions("achterweg");
            assert!(deletions(other).iter().any(|h| own.contains(h)), "{other}");
        }
    }
}
