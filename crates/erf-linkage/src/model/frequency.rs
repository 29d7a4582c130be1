// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How often values occur among *different* records: a rare surname says more than a usual one, but five copies of one
//! person do not make the name of that person usual.

use crate::{
    hash,
    store::{Slot, Store},
};

/// Shares of the values of some places of a row.
#[derive(Debug, Clone, Default)]
pub struct Frequencies {
    places: Vec<Option<Place>>,
    /// Whether rows say something by which copies of one entity are known as such.
    copies_known: bool,
}

#[derive(Debug, Clone)]
struct Place {
    texts: Vec<u32>,
    numbers: hash::Map<u32, u32>,
    total: f64,
    /// The chance that two records drawn at random have the same value.
    meeting: f64,
    /// Per count, the log with base 2 of how much more than average its value is met.
    logs: Vec<f64>,
}

/// Counts of which the log is kept.
const KEPT_LOGS: u32 = 2048;

/// A number that occurs less often than this is taken to occur once.
const COUNTED_FROM: u32 = 4;

impl Frequencies {
    /// Counts the values of these places.
    #[must_use]
    pub fn count(store: &Store, places: &[usize]) -> Self {
        let mut all = vec![None; store.slots.len()];
        for place in places {
            all[*place] = Some(if store.slots[*place].is_text() { texts(store, *place) } else { numbers(store, *place) });
        }
        Self { places: all, copies_known: Profile::of(store).is_there() }
    }

    /// Whether the values at this place were counted once per entity. Without a date of birth, number or address nothing tells that two
    /// rows are about one, and the copies are in the counts.
    #[must_use]
    pub fn once_per_entity(&self, store: &Store, place: usize) -> bool {
        self.copies_known || !store.slots[place].is_text()
    }

    /// The share of records with this value.
    #[must_use]
    #[inline]
    pub fn share(&self, place: usize, value: u32) -> f64 {
        self.places[place].as_ref().map_or(1.0, |known| f64::from(known.of(value)) / known.total)
    }

    /// How much more often than average strangers share just this value, in bits, at most eight either way.
    #[must_use]
    #[inline]
    pub fn rarity(&self, place: usize, value: u32) -> f64 {
        self.places[place].as_ref().map_or(0.0, |known| {
            let count = known.of(value);
            known.logs.get(count as usize).copied().unwrap_or_else(|| known.log(count))
        })
    }

    /// The share of the rarer of two values.
    #[must_use]
    pub fn rarer(&self, place: usize, x: u32, y: u32) -> f64 {
        self.places[place].as_ref().map_or(1.0, |known| f64::from(known.of(x).min(known.of(y))) / known.total)
    }

    /// The chance that two records drawn at random have the same value.
    #[must_use]
    pub fn meeting(&self, place: usize) -> f64 {
        self.places[place].as_ref().map_or(1.0, |known| known.meeting)
    }

    /// The texts that occur most, with their share.
    #[must_use]
    pub fn usual_texts(&self, place: usize, most: usize) -> Vec<(u32, f64)> {
        let Some(known) = self.places[place].as_ref() else { return Vec::new() };
        let mut counts: Vec<(u32, u32)> =
            known.texts.iter().enumerate().filter(|(_, count)| **count > 1).map(|(value, count)| (*count, value as u32)).collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        counts.into_iter().take(most).map(|(count, value)| (value, f64::from(count) / known.total)).collect()
    }

    /// How much rarer than average the rarest value is.
    #[must_use]
    pub fn rarest(&self, place: usize) -> f64 {
        self.places[place].as_ref().map_or(1.0, |known| 1.0 / known.total / known.meeting)
    }

    /// Under this share a value is almost never seen.
    #[must_use]
    pub fn rare(&self, place: Option<usize>) -> f64 {
        place.and_then(|place| self.places[place].as_ref()).map_or(0.0, |known| (known.meeting / 50.0).max(1.5 / known.total))
    }

    /// From this share a value is usual.
    #[must_use]
    pub fn usual(&self, place: Option<usize>) -> f64 {
        place.and_then(|place| self.places[place].as_ref()).map_or(0.0, |known| (known.meeting / 5.0).max(4.5 / known.total))
    }
}

impl Place {
    fn new(texts: Vec<u32>, numbers: hash::Map<u32, u32>, total: f64, meeting: f64) -> Self {
        let mut place = Self { texts, numbers, total, meeting, logs: Vec::new() };
        place.logs = (0..KEPT_LOGS).map(|count| place.log(count.max(1))).collect();
        place
    }

    fn log(&self, count: u32) -> f64 {
        (f64::from(count) / self.total / self.meeting).log2().clamp(-8.0, 8.0)
    }

    #[inline]
    fn of(&self, value: u32) -> u32 {
        let count = if self.texts.is_empty() { self.numbers.get(&value).copied() } else { self.texts.get(value as usize).copied() };
        count.unwrap_or(1).max(1)
    }
}

fn texts(store: &Store, place: usize) -> Place {
    let mut seen: Vec<(u64, u32)> = Vec::new();
    let profile = Profile::of(store);
    let linking = !store.sources.is_empty();
    for row in 0..store.rows() as u32 {
        let value = store.row(row)[place];
        if value != 0 {
            seen.push((hash::fold(profile.hash(store.row(row), row), u64::from(value)), if linking { row } else { value }));
        }
    }
    hash::radix_sort(&mut seen);
    seen.dedup_by_key(|pair| pair.0);
    let mut counts = vec![0u32; store.values.len()];
    for (_, known) in &seen {
        counts[if linking { store.row(*known)[place] } else { *known } as usize] += 1;
    }
    let total = (seen.len() as f64).max(1.0);
    let meeting =
        if linking { across(store, place, &seen) } else { counts.iter().map(|count| within(*count)).sum::<f64>() / (total * total) };
    Place::new(counts, hash::Map::default(), total, meeting.max(0.1 / total))
}

fn within(count: u32) -> f64 {
    f64::from(count) * f64::from(count.saturating_sub(1))
}

/// The chance that two records of different files have the same value: rows of one file are not compared, so what they share among
/// themselves says nothing.
fn across(store: &Store, place: usize, seen: &[(u64, u32)]) -> f64 {
    let mut known: Vec<(u32, u8)> = seen.iter().map(|(_, row)| (store.row(*row)[place], store.source(*row))).collect();
    known.sort_unstable();
    let square = |length: usize| (length as f64).powi(2);
    let same =
        |pair: &[(u32, u8)]| square(pair.len()) - pair.chunk_by(|one, other| one.1 == other.1).map(|part| square(part.len())).sum::<f64>();
    let shared: f64 = known.chunk_by(|one, other| one.0 == other.0).map(same).sum();
    known.sort_unstable_by_key(|pair| pair.1);
    shared / same(&known).max(1.0)
}

fn numbers(store: &Store, place: usize) -> Place {
    let mut seen: Vec<(u64, u32)> = Vec::new();
    for row in 0..store.rows() as u32 {
        let value = store.row(row)[place];
        if value != 0 {
            seen.push((hash::mix(u64::from(value)), value));
        }
    }
    hash::radix_sort(&mut seen);
    let total = (seen.len() as f64).max(1.0);
    let mut numbers = hash::Map::default();
    let mut meeting = 0.0;
    for group in seen.chunk_by(|one, other| one.0 == other.0) {
        let count = group.len() as u32;
        if count >= COUNTED_FROM {
            numbers.insert(group[0].1, count);
            meeting += f64::from(count) * f64::from(count - 1);
        }
    }
    Place::new(Vec::new(), numbers, total, (meeting / (total * total)).max(0.5 / total))
}

/// What tells two records of different people apart, roughly: enough to count a value once per person.
struct Profile {
    birth: Option<usize>,
    kvk: Option<usize>,
    phone: Option<usize>,
    postcode: Option<usize>,
    number: Option<usize>,
}

impl Profile {
    fn of(store: &Store) -> Self {
        Self {
            birth: store.place(Slot::Birth),
            kvk: store.place(Slot::Kvk),
            phone: store.place(Slot::Phone),
            postcode: store.place(Slot::Postcode),
            number: store.place(Slot::Number),
        }
    }

    fn is_there(&self) -> bool {
        self.birth.or(self.kvk).or(self.phone).or(self.postcode).or(self.number).is_some()
    }

    fn hash(&self, row: &[u32], at: u32) -> u64 {
        let get = |place: Option<usize>| place.map_or(0, |place| row[place]);
        let address = u64::from(get(self.postcode)) << 32 | u64::from(get(self.number));
        let keys = [u64::from(get(self.birth)), u64::from(get(self.kvk)), address, u64::from(get(self.phone))];
        let found = keys.iter().position(|key| *key != 0);
        found.map_or(hash::mix(u64::from(at)), |which| hash::fold(which as u64, keys[which]))
    }
}
