// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From two records to a level per comparison: how far they agree.
//!
//! Level 0 is always "one of the two says nothing" and is evidence of nothing. The other levels run from most to least alike.

mod address;
mod cache;
mod company;
mod date;
mod location;
mod name;
mod plain;
mod words;

use serde::{Deserialize, Serialize};

pub(crate) use address::{ADDITION_LEFT_OUT, ADDITION_OTHER};
pub use cache::SimCache;

use crate::{
    model::frequency::Frequencies,
    store::{Slot, Store},
};

/// The most levels a comparison may have, missing included: a level is four bits of a pattern.
pub const MOST_LEVELS: usize = 16;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// First names, initials and calling names.
    FirstNames,
    /// Surname with prefix and partner's name.
    Surname,
    /// Date of birth.
    BirthDate,
    /// Man or woman.
    Sex,
    /// The whole address as one.
    Address,
    /// Metres between two points.
    Location,
    /// Company name.
    CompanyName,
    /// Legal form.
    LegalForm,
    /// Number of the trade register.
    Kvk,
    /// Phone number.
    Phone,
    /// E-mail address.
    Email,
    /// A number or code that names one thing, such as a customer number.
    Code,
    /// Any other text.
    Text,
    /// A text of several words.
    Words,
}

/// One level of a comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// A stable code.
    pub code: &'static str,
    /// Dutch words for a reader.
    pub words: &'static str,
    /// Where estimation starts: how often records of one entity are at this level. Relative.
    pub m: f64,
    /// The same for records of two entities that belong together (one household, one yard); zero: as for two strangers.
    pub h: f64,
    /// Whether this level all but rules out that it is one entity.
    pub veto: bool,
}

const fn level(code: &'static str, words: &'static str, m: f64, h: f64) -> Level {
    Level { code, words, m, h, veto: false }
}

const fn veto(code: &'static str, words: &'static str, m: f64, h: f64) -> Level {
    Level { code, words, m, h, veto: true }
}

impl Kind {
    /// Its name in files.
    #[must_use]
    pub fn code(self) -> String {
        serde_json::to_value(self).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Its name in Dutch.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::FirstNames => "voornaam",
            Self::Surname => "achternaam",
            Self::BirthDate => "geboortedatum",
            Self::Sex => "geslacht",
            Self::Address => "adres",
            Self::Location => "ligging",
            Self::CompanyName => "bedrijfsnaam",
            Self::LegalForm => "rechtsvorm",
            Self::Kvk => "KvK-nummer",
            Self::Phone => "telefoon",
            Self::Email => "e-mail",
            Self::Code => "nummer of code",
            Self::Text => "tekst",
            Self::Words => "woorden",
        }
    }
}

impl Kind {
    /// The name for people of a comparison with this name: what it is in Dutch, or the header of its column.
    #[must_use]
    pub fn title(self, name: &str) -> String {
        if self.code() == name { self.words().to_owned() } else { name.to_owned() }
    }
}

/// A comparison, bound to the slots of a store.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What is compared.
    pub kind: Kind,
    /// A stable name, such as `birth_date` or the header of a column.
    pub name: String,
    places: [Option<usize>; 6],
    /// Index of the value whose frequency counts, per level (the exact one is level 1).
    pub frequency: Option<usize>,
    /// Whether an address with an addition is the same as one without, because one of the files never writes them.
    additions_left_out: bool,
    /// What rows say about where they are.
    told: address::Told,
}

impl Comparison {
    /// Binds a comparison to a store; `None` when the store has not what it needs.
    #[must_use]
    pub fn bind(kind: Kind, slot: Option<Slot>, name: &str, store: &Store) -> Option<Self> {
        let wanted: &[Slot] = match kind {
            Kind::FirstNames => &[Slot::First, Slot::Surname],
            Kind::Surname => &[Slot::Surname, Slot::First, Slot::Prefix, Slot::Partner],
            Kind::BirthDate => &[Slot::Birth],
            Kind::Sex => &[Slot::Sex],
            Kind::Address => &[Slot::Street, Slot::Number, Slot::Addition, Slot::Postcode, Slot::Place, Slot::Resolved],
            Kind::Location => &[Slot::North, Slot::East, Slot::Number, Slot::Street, Slot::Postcode, Slot::Resolved],
            Kind::CompanyName => &[Slot::Company, Slot::KeyWord, Slot::Trade],
            Kind::LegalForm => &[Slot::Legal],
            Kind::Kvk => &[Slot::Kvk],
            Kind::Phone => &[Slot::Phone],
            Kind::Email => &[Slot::Email],
            Kind::Code | Kind::Text | Kind::Words => &[],
        };
        let mut places = [None; 6];
        for (place, slot) in places.iter_mut().zip(wanted.iter().copied().chain(slot)) {
            *place = store.place(slot);
        }
        let enough = match kind {
            Kind::Address => places[0].is_some() || places[3].is_some(),
            // Columns called x and y may hold anything.
            Kind::Location => places[0].is_some_and(|place| store.says(place)),
            _ => places[0].is_some(),
        };
        let frequency = places[0].filter(|_| !matches!(kind, Kind::Address | Kind::Location | Kind::Sex | Kind::LegalForm));
        let additions_left_out = enough && kind == Kind::Address && address::additions_left_out(store);
        let told = address::Told::by(store);
        enough.then(|| Self { kind, name: name.to_owned(), places, frequency, additions_left_out, told })
    }

    /// The levels, missing first.
    #[must_use]
    pub fn levels(&self) -> &'static [Level] {
        match self.kind {
            Kind::FirstNames => name::FIRST,
            Kind::Surname => name::SURNAME,
            Kind::BirthDate => date::BIRTH,
            Kind::Sex => plain::SEX,
            Kind::Address if self.places[address::RESOLVED].is_some() => address::LOOKED_UP,
            Kind::Address => address::ADDRESS,
            Kind::Location => location::LOCATION,
            Kind::CompanyName => company::NAME,
            Kind::LegalForm => company::LEGAL,
            Kind::Kvk => plain::KVK,
            Kind::Phone => plain::NUMBER,
            Kind::Email | Kind::Code => plain::CODE,
            Kind::Text => plain::TEXT,
            Kind::Words => words::WORDS,
        }
    }

    /// The last level that takes two values for one, written in two ways at most.
    #[must_use]
    pub const fn last_alike(&self) -> usize {
        match self.kind {
            Kind::FirstNames => 6,
            Kind::Surname => 8,
            Kind::BirthDate => 4,
            Kind::Address | Kind::CompanyName | Kind::Words => 5,
            Kind::Text => 3,
            Kind::Kvk | Kind::Phone | Kind::Email | Kind::Code => 2,
            Kind::Location => 1,
            Kind::Sex | Kind::LegalForm => 0,
        }
    }

    /// How far two rows agree.
    #[inline]
    #[must_use]
    pub fn level(&self, view: &View<'_>, a: &[u32], b: &[u32], cache: &mut SimCache) -> u8 {
        match self.kind {
            Kind::FirstNames => name::first(&self.places, view, a, b, cache),
            Kind::Surname => name::surname(&self.places, view, a, b, cache),
            Kind::BirthDate => date::birth(&self.places, a, b),
            Kind::Sex => plain::sex(&self.places, a, b),
            Kind::Address => match address::address((&self.places, self.told), view, a, b, cache) {
                ADDITION_LEFT_OUT if self.additions_left_out => address::EXACT,
                level => level,
            },
            Kind::Location => location::location(&self.places, a, b),
            Kind::CompanyName => company::name(&self.places, view, a, b, cache),
            Kind::LegalForm => company::legal(&self.places, a, b),
            Kind::Kvk | Kind::Phone => plain::number(&self.places, a, b),
            Kind::Email | Kind::Code => plain::code(&self.places, view, a, b, cache),
            Kind::Text => plain::text(&self.places, view, a, b, cache),
            Kind::Words => words::words(&self.places, view, a, b),
        }
    }
}

impl Comparison {
    /// Its name for people: what it is in Dutch, or the header of the column.
    #[must_use]
    pub fn title(&self) -> String {
        self.kind.title(&self.name)
    }

    /// The places of what it shows to people, in the order in which people write it.
    pub(crate) fn own_places(&self, store: &Store) -> Vec<usize> {
        match self.kind {
            Kind::Surname => [self.places[2], self.places[0], self.places[3]].into_iter().flatten().collect(),
            Kind::Address => self.places.into_iter().flatten().collect(),
            Kind::Location => self.places[..2].iter().copied().flatten().collect(),
            _ => self.places[0].into_iter().filter(|place| *place < store.slots.len()).collect(),
        }
    }

    /// The value that two rows share; of a double surname the half that is the same.
    #[inline]
    pub(crate) fn shared_value(&self, place: usize, a: &[u32], b: &[u32]) -> u32 {
        let (x, y) = (a[place], b[place]);
        if x == y || self.kind != Kind::Surname {
            return x;
        }
        let half = at(&self.places, 3, a);
        if half != 0 && half == y { y } else { x }
    }
}

/// What comparisons look at.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The records.
    pub store: &'a Store,
    /// How often values occur.
    pub frequencies: &'a Frequencies,
}

/// The number at a place, zero when the store has no such slot.
#[inline]
fn at(places: &[Option<usize>; 6], index: usize, row: &[u32]) -> u32 {
    places[index].map_or(0, |place| row[place])
}
