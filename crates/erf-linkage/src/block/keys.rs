// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The keys of rules.

use crate::{
    hash,
    preset::{Key, RuleSpec},
    store::{Slot, Store, postcode_digits},
    values::NONE,
};

/// A rule, bound to the places of a store.
#[derive(Debug, Clone)]
pub struct BoundRule {
    /// The keys, as they stand in a preset.
    pub name: String,
    /// The keys in Dutch.
    pub words: String,
    keys: Vec<BoundKey>,
    split: Vec<BoundKey>,
}

#[derive(Debug, Clone)]
struct BoundKey {
    key: Key,
    place: usize,
    second: usize,
}

impl BoundRule {
    /// Binds a rule; `None` when the store lacks one of its keys. Columns are named in `headers`.
    #[must_use]
    pub fn bind(spec: &RuleSpec, store: &Store, headers: &[String]) -> Option<Self> {
        let keys: Option<Vec<BoundKey>> = spec.keys.iter().map(|key| BoundKey::bind(key, store, headers)).collect();
        let split = spec.split.iter().filter_map(|key| BoundKey::bind(key, store, headers)).collect();
        let joined = |of: fn(&Key) -> String| spec.keys.iter().map(of).collect::<Vec<_>>();
        let (name, words) = (joined(Key::code).join(" + "), joined(Key::words).join(" en "));
        keys.map(|keys| Self { name, words, keys, split })
    }

    /// The key of a row, unless a part is missing.
    #[must_use]
    #[inline]
    pub fn key(&self, store: &Store, row: &[u32]) -> Option<u64> {
        let mut hash = 0;
        for key in &self.keys {
            hash = hash::fold(hash, key.of(store, row)?);
        }
        Some(hash)
    }

    /// The place of the column when the rule asks for one column and nothing else.
    #[must_use]
    pub fn only_column(&self) -> Option<usize> {
        match &self.keys[..] {
            [key] if matches!(key.key, Key::Column(_)) => Some(key.place),
            _ => None,
        }
    }

    /// The columns of which it asks that they are equal; not those from which a part is drawn, because a pair that misses one draw may
    /// meet in the next.
    #[must_use]
    pub fn asked(&self, store: &Store) -> Vec<Slot> {
        let whole = self.keys.iter().filter(|key| !matches!(key.key, Key::Letters(_) | Key::RareWord(..)));
        let slot = |place: usize| if store.slots[place] == Slot::KeyWord { Slot::Company } else { store.slots[place] };
        whole.flat_map(|key| [slot(key.place), slot(key.second)]).collect()
    }

    /// Whether the rule only looks for more where other rules find little.
    #[must_use]
    pub fn is_extra(&self) -> bool {
        self.keys.iter().any(|key| matches!(key.key, Key::Letters(_)))
    }

    /// By how many keys a large group can be divided.
    #[must_use]
    pub fn splits(&self) -> usize {
        self.split.len()
    }

    /// The key by which a large group is divided at this depth.
    #[must_use]
    pub fn split_key(&self, depth: usize, store: &Store, row: &[u32]) -> u64 {
        self.split[depth].of(store, row).map_or(0, hash::mix)
    }
}

impl BoundKey {
    fn bind(key: &Key, store: &Store, headers: &[String]) -> Option<Self> {
        let (slot, second) = match key {
            Key::First | Key::Family | Key::Initial => (Slot::First, None),
            Key::Surname | Key::SurnameSound | Key::SurnameStart => (Slot::Surname, None),
            Key::Names => (Slot::First, Some(Slot::Surname)),
            Key::Birth | Key::BirthFolded | Key::BirthYear | Key::BirthMonthDay => (Slot::Birth, None),
            Key::Postcode | Key::Postcode4 => (Slot::Postcode, None),
            Key::Number => (Slot::Number, None),
            Key::Addition => (Slot::Addition, None),
            Key::Street | Key::StreetSound => (Slot::Street, None),
            Key::Place => (Slot::Place, None),
            Key::Resolved => (Slot::Resolved, None),
            Key::Phone => (Slot::Phone, None),
            Key::Kvk => (Slot::Kvk, None),
            Key::Company | Key::CompanyStart | Key::CompanyWords => (Slot::Company, None),
            Key::KeyWord => (Slot::KeyWord, None),
            Key::TradeName => (Slot::Trade, None),
            Key::Email => (Slot::Email, None),
            Key::Spot | Key::SpotMoved => (Slot::North, Some(Slot::East)),
            Key::Letters(_) if store.place(Slot::Company).is_some() => (Slot::Company, None),
            Key::Letters(_) => (Slot::Surname, None),
            Key::Column(name) | Key::RareWord(name, _) => (Slot::Other(headers.iter().position(|header| header == name)? as u16), None),
        };
        let place = store.place(slot)?;
        let second = second.map_or(Some(place), |slot| store.place(slot))?;
        Some(Self { key: key.clone(), place, second })
    }

    fn of(&self, store: &Store, row: &[u32]) -> Option<u64> {
        let number = row[self.place];
        if number == NONE {
            return None;
        }
        let value = || store.values.get(number);
        Some(match self.key {
            Key::Family => match value().families[0] {
                0 => store.values.get(value().first_word).hash,
                family => u64::from(family),
            },
            Key::Initial => u64::from(value().initial),
            Key::SurnameSound | Key::StreetSound => match value().sound {
                0 => value().hash,
                sound => u64::from(sound),
            },
            Key::Letters(turn) => letters(store.values.bytes(number), turn),
            Key::SurnameStart => start(store, number, 3),
            Key::CompanyStart => start(store, number, 5),
            Key::CompanyWords => {
                store.values.text(number).split(' ').fold(0, |sum: u64, word| sum.wrapping_add(hash::text(word.as_bytes())))
            }
            Key::Names => {
                let other = row[self.second];
                if other == NONE || value().only_initials {
                    return None;
                }
                value().hash.wrapping_add(store.values.get(other).hash)
            }
            Key::BirthFolded => {
                let (month, day) = (number >> 8 & 0xff, number & 0xff);
                u64::from(number >> 16) << 32 | u64::from(month.min(day)) << 8 | u64::from(month.max(day))
            }
            Key::BirthYear => u64::from(number >> 16),
            Key::BirthMonthDay => match number & 0xffff {
                0 | 0x0101 => return None,
                day => u64::from(day),
            },
            Key::Spot => spot(number, row[self.second], 0),
            Key::SpotMoved => spot(number, row[self.second], 1),
            Key::RareWord(_, turn) => store.words(self.place)?.drawn(&store.values, number, turn)?,
            Key::Postcode if number.is_multiple_of(729) => return None,
            Key::Postcode4 => u64::from(postcode_digits(number)),
            _ => store.meaning(self.place, number),
        })
    }
}

/// The square of a point; `halves` moves the squares by half their side. In the Netherlands a side is 100 metres.
const fn spot(north: u32, east: u32, halves: u32) -> u64 {
    const SIDE: (u32, u32) = (900, 1_470);
    let (row, column) = ((north + halves * SIDE.0 / 2) / SIDE.0, (east + halves * SIDE.1 / 2) / SIDE.1);
    (row as u64) << 32 | column as u64
}

/// Three letters in a row, of which the turn says which: the chance that two names draw the same is the part of those that they share
/// (Broder 1997).
fn letters(name: &[u8], turn: u8) -> u64 {
    let drawn = name.windows(3).map(|three| hash::fold(u64::from(turn), hash::text(three))).min();
    drawn.unwrap_or_else(|| hash::text(name))
}

fn start(store: &Store, number: u32, letters: usize) -> u64 {
    let text = store.values.bytes(number);
    hash::text(&text[..text.len().min(letters)])
}

/// A number that sorts rows that say almost the same next to each other.
pub(super) fn whole(store: &Store, row: u32) -> u64 {
    let cells = store.row(row);
    let text = cells.iter().zip(&store.slots).filter(|(_, slot)| slot.is_text());
    let mut sorted = 0u64;
    for (number, _) in text.take(4) {
        let bytes = store.values.bytes(*number);
        let two = bytes.first().copied().unwrap_or(0).into_u16() << 8 | bytes.get(1).copied().unwrap_or(0).into_u16();
        sorted = sorted << 16 | u64::from(two);
    }
    sorted
}

trait Widen {
    fn into_u16(self) -> u16;
}

impl Widen for u8 {
    fn into_u16(self) -> u16 {
        u16::from(self)
    }
}
