// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A list of addresses, and which of them a row means: at most one, never a guess.
//!
//! A row means an address of the list when postcode, number and addition are exactly those of one address and the street does not
//! speak against it; else when street, number, addition and place are. What fits several addresses, or contradicts itself, is left
//! alone. Both sides are standardised by the same rules first, so "Burg. Smitstr. 12-a" finds "Burgemeester Smitstraat 12 A".

use serde::Serialize;

use crate::{
    dataset::{Ids, LinkError},
    derive::{self, Columns},
    distance, hash,
    roles::{self, Role},
    standardise::{Record, Rule, Steps, address::Address},
    store::{Slot, Store},
    table::Table,
    values::NONE,
};

/// Addresses by what identifies them.
#[derive(Debug, Clone)]
pub struct AddressList {
    store: Store,
    parts: Parts,
    /// The number of each address, in the order of the store.
    ids: Ids,
    by_postcode: hash::Map<u64, u32>,
    by_street: hash::Map<u64, u32>,
}

/// What a row means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'l> {
    /// The address with this number: postcode, number and addition are the same.
    ByPostcode(&'l str),
    /// The address with this number: street, number, addition and place are the same.
    ByStreet(&'l str),
    /// More than one address fits, or postcode and street contradict each other.
    Ambiguous,
    /// No address of the list.
    Absent,
    /// The row says too little to look it up.
    Nothing,
}

impl<'l> Found<'l> {
    /// The number of the address.
    #[must_use]
    pub const fn id(self) -> Option<&'l str> {
        match self {
            Self::ByPostcode(id) | Self::ByStreet(id) => Some(id),
            Self::Ambiguous | Self::Absent | Self::Nothing => None,
        }
    }
}

/// What became of the rows that were looked up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Resolution {
    /// Addresses in the list.
    pub addresses: u64,
    /// Rows that were found by postcode and number.
    pub by_postcode: u64,
    /// Rows that were found by street, number and place.
    pub by_street: u64,
    /// Rows that fit more than one address, or contradict themselves.
    pub ambiguous: u64,
    /// Rows with an address that is not in the list.
    pub unknown: u64,
    /// Rows that say too little to look them up.
    pub without_address: u64,
}

impl Resolution {
    /// Rows that mean one address.
    #[must_use]
    pub const fn resolved(&self) -> u64 {
        self.by_postcode + self.by_street
    }

    /// In Dutch.
    #[must_use]
    pub fn words(&self) -> String {
        format!(
            "Opgezocht in {} adressen: {} rijen gevonden ({} op postcode, {} op straat en plaats), {} passen op meer dan één adres of spreken zichzelf tegen, {} niet in de lijst, {} zonder bruikbaar adres.",
            self.addresses,
            self.resolved(),
            self.by_postcode,
            self.by_street,
            self.ambiguous,
            self.unknown,
            self.without_address
        )
    }

    fn count(&mut self, found: Found<'_>) {
        *match found {
            Found::ByPostcode(_) => &mut self.by_postcode,
            Found::ByStreet(_) => &mut self.by_street,
            Found::Ambiguous => &mut self.ambiguous,
            Found::Absent => &mut self.unknown,
            Found::Nothing => &mut self.without_address,
        } += 1;
    }
}

/// Where the parts of an address stand in a row.
#[derive(Debug, Clone, Copy)]
struct Parts {
    street: Option<usize>,
    number: Option<usize>,
    addition: Option<usize>,
    postcode: Option<usize>,
    place: Option<usize>,
}

impl Parts {
    fn of(store: &Store) -> Self {
        Self {
            street: store.place(Slot::Street),
            number: store.place(Slot::Number),
            addition: store.place(Slot::Addition),
            postcode: store.place(Slot::Postcode),
            place: store.place(Slot::Place),
        }
    }
}

/// An address to look up, whatever store it is in: texts by their hash.
struct Wanted<'t> {
    street: &'t str,
    number: u32,
    addition: u64,
    postcode: u32,
    place: u64,
}

impl<'t> Wanted<'t> {
    fn of_row(store: &'t Store, parts: &Parts, row: &[u32]) -> Self {
        let at = |place: Option<usize>| place.map_or(NONE, |place| row[place]);
        let hash = |place: Option<usize>| store.values.get(at(place)).hash;
        Self {
            street: store.values.text(at(parts.street)),
            number: at(parts.number),
            addition: hash(parts.addition),
            postcode: at(parts.postcode),
            place: hash(parts.place),
        }
    }

    fn of_address(address: &'t Address) -> Self {
        let hash = |text: &str| if text.is_empty() { 0 } else { hash::text(text.as_bytes()) };
        Self {
            street: &address.street,
            number: address.number,
            addition: hash(&address.addition()),
            postcode: derive::packed(address.postcode, ""),
            place: hash(&address.place),
        }
    }

    /// Postcode, number and addition; nothing when the postcode has no letters.
    fn postcode_key(&self) -> Option<u64> {
        let whole = self.number != 0 && !self.postcode.is_multiple_of(729);
        whole.then(|| hash::fold(hash::fold(u64::from(self.postcode), u64::from(self.number)), self.addition))
    }

    /// Street, number, addition and place.
    fn street_key(&self) -> Option<u64> {
        let whole = self.number != 0 && !self.street.is_empty() && self.place != 0;
        let numbered = || hash::fold(hash::fold(hash::text(self.street.as_bytes()), u64::from(self.number)), self.addition);
        whole.then(|| hash::fold(numbered(), self.place))
    }
}

/// What one key says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hit {
    One(u32),
    Several,
    None,
}

/// Stands for "several addresses".
const SEVERAL: u32 = u32::MAX;

/// What an address consists of.
const ADDRESS: &[Role] = &[Role::Street, Role::HouseNumber, Role::Letter, Role::Suffix, Role::Postcode, Role::Place, Role::FullAddress];

impl AddressList {
    /// Reads a list. Columns are recognised as those of any table; the number of the address is the column with numbers of BAG
    /// addresses (sixteen digits, of which the fifth and sixth are 20), else the one whose header says so, else an id.
    ///
    /// # Errors
    /// When the list has no such column, or no number with postcode or street.
    pub fn of(table: &Table) -> Result<Self, LinkError> {
        let guessed = roles::guess(table);
        let id = id_column(table, &guessed).ok_or(LinkError::NoAddresses("een kolom met het nummer van elk adres"))?;
        let own = guessed.iter().filter(|known| known.column != id && ADDRESS.contains(&known.role));
        let columns = Columns::of(own.map(|known| (known.role, known.column)).collect());
        let store = derive::store(&[(table, &columns)], &|_| true, &[]);
        let parts = Parts::of(&store);
        if parts.number.is_none() || (parts.postcode.is_none() && parts.street.is_none()) {
            return Err(LinkError::NoAddresses("huisnummers met een postcode of straat"));
        }
        Ok(Self::indexed(store, parts, &|row| table.cell(row as usize, id).trim()))
    }

    fn indexed<'t>(store: Store, parts: Parts, id: &dyn Fn(u32) -> &'t str) -> Self {
        let mut ids = Ids::default();
        store.origin.iter().for_each(|row| ids.push(id(*row)));
        let mut list = Self { ids, parts, by_postcode: hash::Map::default(), by_street: hash::Map::default(), store };
        for row in 0..list.store.rows() as u32 {
            let wanted = Wanted::of_row(&list.store, &parts, list.store.row(row));
            let (postcode, street) = (wanted.postcode_key(), wanted.street_key());
            if !list.ids.get(row).is_empty() {
                add(&mut list.by_postcode, postcode, row, &list.ids);
                add(&mut list.by_street, street, row, &list.ids);
            }
        }
        list
    }

    /// How many addresses there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Which address this is.
    #[must_use]
    pub fn find(&self, address: &Address) -> Found<'_> {
        self.look_up(&Wanted::of_address(address))
    }

    /// [`AddressList::find`], and the step noted.
    pub fn find_with(&self, address: &Address, steps: &mut Steps) -> Found<'_> {
        let found = self.find(address);
        let Address { street, number, postcode, place, .. } = address;
        let addition = address.addition();
        let result = match found {
            Found::ByPostcode(id) | Found::ByStreet(id) => id,
            Found::Ambiguous => "meer dan één mogelijkheid",
            Found::Absent => "niet in de lijst",
            Found::Nothing => "te weinig om op te zoeken",
        };
        steps.note(Rule::Resolved, &format!("{street} {number} {addition} {postcode} {place}"), result);
        found
    }

    fn look_up(&self, wanted: &Wanted<'_>) -> Found<'_> {
        let (postcode, street) = (wanted.postcode_key(), wanted.street_key());
        if postcode.is_none() && street.is_none() {
            return Found::Nothing;
        }
        match (hit(&self.by_postcode, postcode), hit(&self.by_street, street)) {
            (Hit::One(one), Hit::One(other)) if self.ids.get(one) != self.ids.get(other) => Found::Ambiguous,
            // A slip in a postcode mostly gives another street that has the same number too.
            (Hit::One(one), Hit::None) if !self.street_fits(one, wanted.street) => Found::Ambiguous,
            (Hit::One(one), _) => Found::ByPostcode(self.ids.get(one)),
            (_, Hit::One(other)) => Found::ByStreet(self.ids.get(other)),
            (Hit::None, Hit::None) => Found::Absent,
            _ => Found::Ambiguous,
        }
    }

    /// Whether a street may be that of this address in another spelling.
    fn street_fits(&self, address: u32, street: &str) -> bool {
        let own = self.parts.street.map_or("", |place| self.store.values.text(self.store.row(address)[place]));
        let cut = own.starts_with(street) || street.starts_with(own);
        cut || distance::jaro_winkler(own.as_bytes(), street.as_bytes()) >= ALIKE
    }

    /// Looks up a row of a store with room for it.
    pub(crate) fn resolve_row(&self, store: &mut Store, row: &mut [u32]) {
        let Some(place) = store.place(Slot::Resolved) else { return };
        let found = self.look_up(&Wanted::of_row(store, &Parts::of(store), row));
        row[place] = found.id().map_or(NONE, |id| store.values.intern(id));
    }

    /// Looks up every row of a store with room for it.
    pub(crate) fn resolve(&self, store: &mut Store) -> Resolution {
        let mut counts = Resolution { addresses: self.len() as u64, ..Resolution::default() };
        let Some(place) = store.place(Slot::Resolved) else { return counts };
        let parts = Parts::of(store);
        for row in 0..store.rows() as u32 {
            let found = self.look_up(&Wanted::of_row(store, &parts, store.row(row)));
            counts.count(found);
            if let Some(id) = found.id() {
                let number = store.values.intern(id);
                store.set(row, place, number);
            }
        }
        counts
    }
}

/// From this likeness two streets may be one street with slips of the pen.
const ALIKE: f32 = 0.85;

fn add(known: &mut hash::Map<u64, u32>, key: Option<u64>, row: u32, ids: &Ids) {
    let Some(key) = key else { return };
    let first = known.entry(key).or_insert(row);
    if *first != SEVERAL && ids.get(*first) != ids.get(row) {
        *first = SEVERAL;
    }
}

fn hit(known: &hash::Map<u64, u32>, key: Option<u64>) -> Hit {
    match key.and_then(|key| known.get(&key)) {
        None => Hit::None,
        Some(&SEVERAL) => Hit::Several,
        Some(row) => Hit::One(*row),
    }
}

/// The column with the numbers of the addresses.
fn id_column(table: &Table, guessed: &[roles::ColumnRole]) -> Option<usize> {
    let named = |word: &str| table.columns.iter().position(|header| header.to_lowercase().contains(word));
    let numbers = (0..table.columns.len()).find(|column| is_numbers_of_addresses(table, *column));
    let id = || guessed.iter().find(|known| known.role == Role::Id).map(|known| known.column);
    numbers.or_else(|| named("nummeraanduiding")).or_else(|| named("bag")).or_else(id)
}

/// Rows that are looked at to tell what a column holds.
const LOOKED_AT: usize = 200;

fn is_numbers_of_addresses(table: &Table, column: usize) -> bool {
    let mut cells = table.column(column).map(str::trim).filter(|cell| !cell.is_empty()).take(LOOKED_AT).peekable();
    cells.peek().is_some() && cells.all(|cell| cell.len() == 16 && cell.bytes().all(|byte| byte.is_ascii_digit()) && &cell[4..6] == "20")
}
