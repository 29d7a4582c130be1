// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From the cells of a table to the numbers of a store.

mod plain;

use crate::{
    hash,
    store::{Slot, Store},
    values::{NONE, ValueId},
};

/// A table of texts.
pub trait Cells {
    /// The headers.
    fn columns(&self) -> &[String];
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// A cell, empty when there is nothing.
    fn cell(&self, row: usize, column: usize) -> &str;
}

/// Which column holds what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// First names.
    pub first: Option<usize>,
    /// Prefix of the surname.
    pub prefix: Option<usize>,
    /// Surname.
    pub surname: Option<usize>,
    /// Date of birth.
    pub birth: Option<usize>,
    /// Sex.
    pub sex: Option<usize>,
    /// Street.
    pub street: Option<usize>,
    /// House number.
    pub number: Option<usize>,
    /// Letter and suffix.
    pub additions: Vec<usize>,
    /// Postcode.
    pub postcode: Option<usize>,
    /// Town.
    pub place: Option<usize>,
    /// Phone.
    pub phone: Option<usize>,
    /// Company name.
    pub company: Option<usize>,
    /// Number of the trade register.
    pub kvk: Option<usize>,
    /// E-mail address.
    pub email: Option<usize>,
    /// Columns that are compared as they are.
    pub others: Vec<usize>,
}

impl Columns {
    fn slots(&self) -> Vec<Slot> {
        let pairs = [
            (self.first, Slot::First),
            (self.surname, Slot::Surname),
            (self.surname, Slot::Partner),
            (self.surname, Slot::Prefix),
            (self.birth, Slot::Birth),
            (self.sex, Slot::Sex),
            (self.street, Slot::Street),
            (self.number.or(self.street), Slot::Number),
            (self.number.or(self.street), Slot::Addition),
            (self.postcode, Slot::Postcode),
            (self.place, Slot::Place),
            (self.phone, Slot::Phone),
            (self.company, Slot::Company),
            (self.company, Slot::Legal),
            (self.company, Slot::KeyWord),
            (self.kvk, Slot::Kvk),
            (self.email, Slot::Email),
        ];
        let known = pairs.into_iter().filter(|(column, _)| column.is_some()).map(|(_, slot)| slot);
        known.chain(self.others.iter().map(|column| Slot::Other(*column as u16))).collect()
    }
}

/// Texts that were read before, per kind of text.
#[derive(Default)]
struct Memory {
    firsts: hash::Map<u64, ValueId>,
    surnames: hash::Map<u64, (ValueId, ValueId, ValueId)>,
    streets: hash::Map<u64, ValueId>,
    places: hash::Map<u64, ValueId>,
}

/// Reads a table into a store.
#[must_use]
pub fn store(table: &impl Cells, columns: &Columns) -> Store {
    let mut store = Store::new(columns.slots());
    add(&mut store, table, columns, None);
    store.canonical_order();
    store
}

fn add(store: &mut Store, table: &impl Cells, columns: &Columns, source: Option<u8>) {
    store.reserve(table.rows());
    let mut memory = Memory::default();
    let mut row = vec![0; store.slots.len()];
    for at in 0..table.rows() {
        fill(store, &mut memory, table, columns, at, &mut row);
        store.push(&row, source);
    }
    if let (Some(company), Some(key)) = (store.place(Slot::Company), store.place(Slot::KeyWord)) {
        plain::key_words(store, company, key);
    }
}

fn fill(store: &mut Store, memory: &mut Memory, table: &impl Cells, columns: &Columns, at: usize, row: &mut [u32]) {
    row.fill(NONE);
    let cell = |column: Option<usize>| column.map_or("", |column| table.cell(at, column));
    let mut set = |store: &Store, slot: Slot, number: u32| {
        if let Some(place) = store.place(slot) {
            row[place] = number;
        }
    };
    let first = remembered(&mut memory.firsts, cell(columns.first), |text| plain::first(&mut store.values, text));
    set(store, Slot::First, first);
    if columns.surname.is_some() {
        let (prefix, name) = (cell(columns.prefix), cell(columns.surname));
        let key = hash::fold(hash::text(prefix.as_bytes()), hash::text(name.as_bytes()));
        let found = match memory.surnames.get(&key) {
            Some(found) => *found,
            None => *memory.surnames.entry(key).or_insert_with(|| plain::surname(&mut store.values, prefix, name)),
        };
        set(store, Slot::Prefix, found.0);
        set(store, Slot::Surname, found.1);
        set(store, Slot::Partner, found.2);
    }
    set(store, Slot::Birth, plain::date(cell(columns.birth)));
    set(store, Slot::Phone, plain::phone(cell(columns.phone)));
    let street = remembered(&mut memory.streets, cell(columns.street), |text| plain::street(&mut store.values, text));
    set(store, Slot::Street, street);
    let additions: String = columns.additions.iter().map(|column| table.cell(at, *column)).collect();
    let (number, addition) = plain::number(&mut store.values, cell(columns.number), &additions);
    set(store, Slot::Number, number);
    set(store, Slot::Addition, addition);
    set(store, Slot::Postcode, plain::postcode(cell(columns.postcode)));
    let place = remembered(&mut memory.places, cell(columns.place), |text| plain::place(&mut store.values, text));
    set(store, Slot::Place, place);
    if columns.company.is_some() {
        let (name, legal) = plain::company(&mut store.values, cell(columns.company));
        set(store, Slot::Company, name);
        set(store, Slot::Legal, legal);
    }
    set(store, Slot::Kvk, plain::kvk(cell(columns.kvk)));
    for column in &columns.others {
        let text = plain::folded(table.cell(at, *column));
        let id = store.values.intern(&text);
        set(store, Slot::Other(*column as u16), id);
    }
}

fn remembered(memory: &mut hash::Map<u64, ValueId>, text: &str, work: impl FnOnce(&str) -> ValueId) -> ValueId {
    if text.is_empty() {
        return NONE;
    }
    *memory.entry(hash::text(text.as_bytes())).or_insert_with(|| work(text))
}
