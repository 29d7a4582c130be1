// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The rarest word of a company name: the one that tells it from others in its trade; and the words of long texts.

use super::Other;
use crate::{
    compare::Kind,
    hash,
    store::{Slot, Store},
    values::{NONE, ValueId},
    words::Words,
};

/// Counts the words of columns with long texts.
pub(super) fn long_texts(store: &mut Store, columns: impl Iterator<Item = Other>) {
    let mut places: Vec<usize> =
        columns.filter(|other| other.kind == Kind::Words).filter_map(|other| store.place(Slot::Other(other.number))).collect();
    places.sort_unstable();
    places.dedup();
    let named = [Slot::First, Slot::Surname, Slot::Company, Slot::Street].into_iter().any(|slot| store.place(slot).is_some());
    let most = if named { RARE_BESIDE_NAMES } else { u32::MAX };
    store.words = places.into_iter().map(|place| (place, Words::count(store, place, most))).collect();
}

/// Rows that may share a word that brings them together, where names and addresses do so already. More would compare each row with
/// hundreds for the sake of words that say little.
const RARE_BESIDE_NAMES: u32 = 20;

/// Words that occur less often than this are equally rare.
const RARE: u32 = 4;

/// Replaces the words that name a company by the rarest of them.
pub(super) fn key_words(store: &mut Store) {
    let (Some(name), Some(key)) = (store.place(Slot::Company), store.place(Slot::KeyWord)) else { return };
    let mut counts: hash::Map<u64, u32> = hash::Map::default();
    for row in 0..store.rows() as u32 {
        for word in words(store, store.row(row), name, key) {
            *counts.entry(hash::text(word.as_bytes())).or_default() += 1;
        }
    }
    let mut found: hash::Map<ValueId, ValueId> = hash::Map::default();
    for row in 0..store.rows() as u32 {
        let cells = store.row(row);
        let from = if cells[key] == NONE { cells[name] } else { cells[key] };
        let rarest = match found.get(&from) {
            Some(known) => *known,
            None => {
                let rarest = rarest(words(store, cells, name, key), |word| counts.get(&word).copied().unwrap_or(0)).to_owned();
                let id = store.values.intern(&rarest);
                found.insert(from, id);
                id
            }
        };
        store.set(row, key, rarest);
    }
    store.word_counts = counts;
}

/// The same for a row that is not in the store.
pub(super) fn key_word_of(store: &mut Store, row: &mut [u32]) {
    let (Some(name), Some(key)) = (store.place(Slot::Company), store.place(Slot::KeyWord)) else { return };
    let rarest = rarest(words(store, row, name, key), |word| store.word_counts.get(&word).copied().unwrap_or(0)).to_owned();
    row[key] = store.values.intern(&rarest);
}

fn words<'s>(store: &'s Store, row: &[u32], name: usize, key: usize) -> impl Iterator<Item = &'s str> {
    let from = if row[key] == NONE { row[name] } else { row[key] };
    store.values.text(from).split(' ').filter(|word| word.len() > 2)
}

fn rarest<'w>(words: impl Iterator<Item = &'w str>, count: impl Fn(u64) -> u32) -> &'w str {
    let rank = |word: &&str| {
        let hash = hash::text(word.as_bytes());
        (count(hash).max(RARE), std::cmp::Reverse(word.len()), hash)
    };
    words.min_by_key(rank).unwrap_or_default()
}
