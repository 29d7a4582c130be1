// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Readable tables of words, read once.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A fast hash for short words of tables that we ship ourselves; nobody can choose their keys.
///
/// Source: FNV-1a (Fowler, Noll, Vo), over eight bytes at a time.
#[derive(Default, Clone, Copy)]
pub struct Short(u64);

impl Hasher for Short {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0 ^ u64::from_le_bytes(eight)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
        }
    }

    fn write_u8(&mut self, _: u8) {}
}

/// Words to what is known of them.
pub type Lexicon<V> = HashMap<&'static str, V, BuildHasherDefault<Short>>;

/// Lines of a table without remarks and blanks.
pub fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Lines of the form `standard = other, other`: each word, also the standard one, to the standard one.
pub fn synonyms(table: &'static str) -> Lexicon<&'static str> {
    let mut out = Lexicon::default();
    for (standard, others) in pairs(table) {
        out.insert(standard, standard);
        for other in others {
            out.entry(other).or_insert(standard);
        }
    }
    out
}

/// Lines of the form `left = right, right`.
pub fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str> + Clone)> {
    lines(table).map(|line| {
        let (left, right) = line.split_once('=').unwrap_or((line, ""));
        (left.trim(), right.split(',').map(str::trim).filter(|word| !word.is_empty()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standardise::fold::fold;

    /// Words of a table are looked up with folded words, so they must be folded themselves.
    #[test]
    fn every_word_of_every_table_can_be_found() {
        let tables = [
            include_str!("tables/streets.txt"),
            include_str!("tables/street_endings.txt"),
            include_str!("tables/additions.txt"),
            include_str!("tables/activities.txt"),
            include_str!("tables/places.txt"),
        ];
        for table in tables {
            for (_, others) in pairs(table) {
                for other in others {
                    assert_eq!(fold(other), other);
                }
            }
        }
    }
}
