// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How far two texts are apart, on bytes of folded text, without allocation.

/// The longest text that is compared letter by letter; of longer ones the beginning counts.
const LONGEST: usize = 64;

fn cut(text: &[u8]) -> &[u8] {
    &text[..text.len().min(LONGEST)]
}

/// Whether one inserted, dropped or replaced letter, or two neighbours swapped, makes one text of the other.
#[must_use]
pub fn within_one(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let Some(first) = short.iter().zip(long).position(|(x, y)| x != y) else { return true };
    let (rest, other) = (&short[first..], &long[first..]);
    if short.len() < long.len() {
        return rest == &other[1..];
    }
    rest[1..] == other[1..] || (rest.len() > 1 && rest[0] == other[1] && rest[1] == other[0] && rest[2..] == other[2..])
}

/// Whether at most two edits make one text of the other.
#[must_use]
pub fn within_two(a: &[u8], b: &[u8]) -> bool {
    a.len().abs_diff(b.len()) <= 2 && edits_within(cut(a), cut(b), 2) <= 2
}

/// Edits between two texts where a swap of neighbours is one edit and no part is edited twice (optimal string alignment).
#[must_use]
pub fn edits(a: &[u8], b: &[u8]) -> usize {
    edits_within(cut(a), cut(b), LONGEST)
}

/// The same, when there are at most so many; else more than so many. Codes of which no two are alike are most of the work, and those
/// are apart after a few letters.
fn edits_within(a: &[u8], b: &[u8], most: usize) -> usize {
    const FAR: u8 = u8::MAX / 2;
    let mut rows = [[FAR; LONGEST + 1]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j as u8;
    }
    let mut least = (0, 0);
    for i in 1..=a.len() {
        let (now, before, earlier) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        let from = i.saturating_sub(most).max(1);
        rows[now][from - 1] = if from == 1 { i as u8 } else { FAR };
        least = (rows[now][from - 1], least.0);
        for j in from..=b.len().min(i.saturating_add(most)) {
            let same = u8::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[before][j - 1] + same).min(rows[before][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[earlier][j - 2] + 1);
            }
            rows[now][j] = best;
            least.0 = least.0.min(best);
        }
        // A swap reaches back two rows.
        if usize::from(least.0.min(least.1)) > most {
            return most + 1;
        }
    }
    usize::from(rows[a.len() % 3][b.len()])
}

/// Winkler's similarity of names: 1 is equal, 0 has nothing in common; a common beginning of up to four letters counts extra.
#[must_use]
pub fn jaro_winkler(a: &[u8], b: &[u8]) -> f32 {
    let (a, b) = (cut(a), cut(b));
    let jaro = jaro(a, b);
    let common = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count();
    jaro + common as f32 * 0.1 * (1.0 - jaro)
}

fn jaro(a: &[u8], b: &[u8]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut in_a, mut in_b) = (0u64, 0u64);
    for (i, letter) in a.iter().enumerate() {
        let from = i.saturating_sub(reach);
        for (j, other) in b.iter().enumerate().take(b.len().min(i + reach + 1)).skip(from) {
            if letter == other && in_b & (1 << j) == 0 {
                in_a |= 1 << i;
                in_b |= 1 << j;
                break;
            }
        }
    }
    let matches = in_a.count_ones();
    if matches == 0 {
        return 0.0;
    }
    let turned = transposed(a, b, in_a, in_b) as f32 / 2.0;
    let found = matches as f32;
    (found / a.len() as f32 + found / b.len() as f32 + (found - turned) / found) / 3.0
}

fn transposed(a: &[u8], b: &[u8], in_a: u64, mut in_b: u64) -> usize {
    let mut count = 0;
    for (i, letter) in a.iter().enumerate() {
        if in_a & (1 << i) == 0 {
            continue;
        }
        let j = in_b.trailing_zeros() as usize;
        in_b &= in_b - 1;
        count += usize::from(*letter != b[j]);
    }
    count
}

/// One bit per letter that occurs: texts whose bits differ much cannot be near.
#[must_use]
pub fn letters(text: &[u8]) -> u32 {
    text.iter().fold(0, |bits, letter| match letter {
        b'a'..=b'z' => bits | 1 << (letter - b'a'),
        b'0'..=b'9' => bits | 1 << (26 + (letter - b'0') % 4),
        b' ' => bits,
        _ => bits | 1 << 30,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit() {
        for (a, b, expected) in [
            ("jansen", "jansen", true),
            ("jansen", "janssen", true),
            ("jansen", "jasnen", true),
            ("jansen", "hansen", true),
            ("jansen", "jansn", true),
            ("jansen", "hanssen", false),
            ("a", "", true),
            ("ab", "ba", true),
            ("abc", "cba", false),
        ] {
            assert_eq!(within_one(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
            assert_eq!(edits(a.as_bytes(), b.as_bytes()) <= 1, expected, "{a} {b}");
        }
    }

    #[test]
    fn winklers_own_examples() {
        for (a, b, expected) in
            [("martha", "marhta", 0.9611), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.8133), ("abc", "xyz", 0.0)]
        {
            assert!((jaro_winkler(a.as_bytes(), b.as_bytes()) - expected).abs() < 0.0005, "{a} {b}");
        }
    }

    #[test]
    fn looking_no_further_than_two_edits_gives_the_same_answer() {
        let letter = |seed: u64, place: u64| b'a' + (crate::hash::mix(seed * 64 + place) % 3) as u8;
        for seed in 0..4000u64 {
            let long: Vec<u8> = (0..seed % 9).map(|place| letter(seed, place)).collect();
            let mut other = long.clone();
            for edit in 0..crate::hash::mix(seed) % 4 {
                let place = crate::hash::mix(seed + edit * 7) as usize % (other.len() + 1);
                match (seed + edit) % 3 {
                    0 => other.insert(place, letter(seed, 60 + edit)),
                    1 if place < other.len() => drop(other.remove(place)),
                    _ if place + 1 < other.len() => other.swap(place, place + 1),
                    _ => {}
                }
            }
            let near = long.len().abs_diff(other.len()) <= 2 && edits(&long, &other) <= 2;
            assert_eq!(within_two(&long, &other), near, "{long:?} {other:?}");
        }
    }
}
