// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Hashes that are the same on every machine and in every run, and a radix sort over them.
//!
//! The standard library seeds its hashers anew in every process; order would then differ from run to run.

use std::hash::{BuildHasherDefault, Hasher};

const A: u64 = 0x9e37_79b9_7f4a_7c15;
const B: u64 = 0xbf58_476d_1ce4_e5b9;
const C: u64 = 0x94d0_49bb_1331_11eb;

/// Spreads the bits of a number (the finalizer of SplitMix64).
#[must_use]
pub const fn mix(value: u64) -> u64 {
    let mut x = value.wrapping_add(A);
    x = (x ^ (x >> 30)).wrapping_mul(B);
    x = (x ^ (x >> 27)).wrapping_mul(C);
    x ^ (x >> 31)
}

/// Folds one number into a hash.
#[must_use]
pub const fn fold(hash: u64, value: u64) -> u64 {
    mix(hash.rotate_left(23) ^ value)
}

/// The hash of a text.
#[must_use]
pub fn text(bytes: &[u8]) -> u64 {
    let mut hash = mix(bytes.len() as u64);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        hash = (hash.rotate_left(29) ^ u64::from_le_bytes(chunk.try_into().expect("chunks of eight bytes"))).wrapping_mul(B);
    }
    let mut last = [0u8; 8];
    last[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    mix(hash ^ u64::from_le_bytes(last))
}

/// A hasher for maps whose keys are texts or numbers. Not for keys an attacker chooses over a network.
#[derive(Default, Clone, Copy)]
pub struct Fast(u64);

impl Hasher for Fast {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = fold(self.0, text(bytes));
    }
    fn write_u8(&mut self, _: u8) {} // the end mark of a text: its length is in the hash already
    fn write_u32(&mut self, value: u32) {
        self.0 = fold(self.0, u64::from(value));
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = fold(self.0, value);
    }
    fn write_usize(&mut self, value: usize) {
        self.0 = fold(self.0, value as u64);
    }
}

/// A map with [`Fast`] hashes. Never iterate it into output.
pub type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Fast>>;

/// Sorts by the first part and keeps the order of equal ones (least significant digit first, eleven bits at a time).
pub fn radix_sort(pairs: &mut Vec<(u64, u32)>) {
    if pairs.len() < 2048 {
        pairs.sort_by_key(|pair| pair.0);
        return;
    }
    // Two or three rounds over the top bits leave so few ties that sorting what is left is cheaper than more rounds.
    let rounds: &[u32] = if pairs.len() < 1 << 22 { &[42, 53] } else { &[31, 42, 53] };
    let mut other = vec![(0u64, 0u32); pairs.len()];
    for shift in rounds {
        scatter(pairs, &mut other, *shift);
        std::mem::swap(pairs, &mut other);
    }
    for group in pairs.chunk_by_mut(|one, other| one.0 >> rounds[0] == other.0 >> rounds[0]) {
        if group.iter().any(|pair| pair.0 != group[0].0) {
            group.sort_by_key(|pair| pair.0);
        }
    }
}

fn scatter(from: &[(u64, u32)], to: &mut [(u64, u32)], shift: u32) {
    let mut starts = [0usize; 2048];
    for pair in from {
        starts[(pair.0 >> shift) as usize & 2047] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += std::mem::replace(start, sum);
    }
    for pair in from {
        let place = &mut starts[(pair.0 >> shift) as usize & 2047];
        to[*place] = *pair;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radix_sort_is_a_stable_sort() {
        let mut pairs: Vec<(u64, u32)> = (0..5000u32).map(|i| (mix(u64::from(i % 700)), i)).collect();
        let mut expected = pairs.clone();
        expected.sort_by_key(|pair| pair.0);
        radix_sort(&mut pairs);
        assert_eq!(pairs, expected);
    }

    #[test]
    fn texts_that_differ_only_in_zero_bytes_differ() {
        assert_ne!(text(b"a"), text(b"a\0"));
        assert_ne!(text(b""), text(b"\0"));
    }
}
