// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Records as rows of numbers, one after the other, so that comparing two touches two places in memory.

use crate::{
    hash,
    values::{NONE, ValueId, Values},
    words::Words,
};

/// What a number of a row means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// First names or initials, as one text.
    First,
    /// Surname without prefix and without the name of a partner.
    Surname,
    /// The second half of a double surname.
    Partner,
    /// Prefix of the surname (*tussenvoegsel*).
    Prefix,
    /// Date of birth by [`date`]; parts may be zero or impossible.
    Birth,
    /// 1 man, 2 woman.
    Sex,
    /// Street.
    Street,
    /// House number.
    Number,
    /// House letter and suffix.
    Addition,
    /// Postcode packed by [`postcode`].
    Postcode,
    /// Town.
    Place,
    /// The last nine digits of a phone number.
    Phone,
    /// Core of a company name.
    Company,
    /// Legal form: 2 and on the form, odd when it is a holding; 1 a holding without form.
    Legal,
    /// The rarest word of the company name.
    KeyWord,
    /// Another name of the company.
    Trade,
    /// Number of the trade register.
    Kvk,
    /// E-mail address.
    Email,
    /// Millionths of a degree north of the south pole.
    North,
    /// Millionths of a degree east of the date line.
    East,
    /// The number of the address in a list of addresses.
    Resolved,
    /// Another column, by its place in the table.
    Other(u16),
}

impl Slot {
    /// Whether the number is that of a text.
    #[must_use]
    pub const fn is_text(self) -> bool {
        !matches!(
            self,
            Self::Birth | Self::Sex | Self::Number | Self::Postcode | Self::Phone | Self::Kvk | Self::Legal | Self::North | Self::East
        )
    }
}

/// A date as a number: a hexadecimal digit for each decimal one, so that 31 December 1980 is 0x19801231.
#[must_use]
pub const fn date(year: u32, month: u32, day: u32) -> u32 {
    const fn two(part: u32) -> u32 {
        ((part / 10 % 10) << 4) | (part % 10)
    }
    two(year / 100) << 24 | two(year % 100) << 16 | two(month) << 8 | two(day)
}

/// A postcode as a number: four digits, and zero to two letters. Zero is none.
#[must_use]
pub fn postcode(digits: u32, letters: &[u8]) -> u32 {
    let letter = |place: usize| letters.get(place).map_or(0, |letter| u32::from(letter.to_ascii_lowercase() - b'a') + 1);
    (digits * 27 + letter(0)) * 27 + letter(1)
}

/// Where the areas of postcodes of other countries begin that are no digits, and how many there is room for.
pub(crate) const FOREIGN: u32 = 1_000_000;
pub(crate) const FOREIGN_AREAS: u64 = 4_800_000;

/// The four digits of a packed postcode.
#[must_use]
pub const fn postcode_digits(packed: u32) -> u32 {
    packed / 729
}

/// Sixteen numbers fill one cache line: a record of a line is fetched at once.
const LINE: usize = 16;

/// Room for numbers that begins at a cache line, and how many numbers stand before that.
pub(crate) fn aligned(room: usize) -> (Vec<u32>, usize) {
    let mut numbers: Vec<u32> = Vec::with_capacity(room + LINE);
    let lead = (LINE - numbers.as_ptr().addr() / size_of::<u32>() % LINE) % LINE;
    numbers.resize(lead, 0);
    (numbers, lead)
}

/// All records, in an order that depends on what they say and not on how they arrived.
#[derive(Debug, Clone, Default)]
pub struct Store {
    /// What each number of a row means.
    pub slots: Vec<Slot>,
    /// The texts.
    pub values: Values,
    cells: Vec<u32>,
    /// Numbers before the first row, so that rows begin where a line of the processor's cache begins.
    lead: usize,
    /// Numbers from the start of a row to the start of the next.
    stride: usize,
    /// From a row here to the row of the input.
    pub origin: Vec<u32>,
    /// How often words of company names occur, by the hash of the word.
    pub(crate) word_counts: hash::Map<u64, u32>,
    /// The words of long texts, by the place of their column.
    pub(crate) words: Vec<(usize, Words)>,
    /// Which of the given files a row comes from; empty when there is one.
    pub sources: Vec<u8>,
}

impl Store {
    /// A store for rows of these slots.
    #[must_use]
    pub fn new(slots: Vec<Slot>) -> Self {
        let stride = slots.len().next_multiple_of(LINE).max(LINE);
        Self { slots, stride, values: Values::new(), ..Self::default() }
    }

    /// Where a slot stands in a row.
    #[must_use]
    pub fn place(&self, slot: Slot) -> Option<usize> {
        self.slots.iter().position(|known| *known == slot)
    }

    /// Adds a row; the source counts only when several files are linked.
    pub fn push(&mut self, row: &[u32], source: Option<u8>) {
        debug_assert_eq!(row.len(), self.slots.len());
        self.origin.push(self.origin.len() as u32);
        self.cells.extend_from_slice(row);
        self.cells.resize(self.lead + self.origin.len() * self.stride, 0);
        self.sources.extend(source);
    }

    /// Takes off the last row.
    pub fn pop(&mut self) {
        self.origin.pop();
        self.cells.truncate(self.lead + self.origin.len() * self.stride);
        self.sources.truncate(self.origin.len());
    }

    /// Says which row of the input a row is.
    pub fn set_origin(&mut self, row: u32, origin: u32) {
        self.origin[row as usize] = origin;
    }

    /// Writes one number of a row.
    pub fn set(&mut self, row: u32, place: usize, number: u32) {
        self.cells[self.lead + row as usize * self.stride + place] = number;
    }

    /// Makes room once.
    pub fn reserve(&mut self, rows: usize) {
        if self.cells.is_empty() {
            (self.cells, self.lead) = aligned(rows * self.stride);
        }
        self.origin.reserve_exact(rows);
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.origin.len()
    }

    /// The numbers of a row.
    #[must_use]
    #[inline]
    pub fn row(&self, row: u32) -> &[u32] {
        &self.cells[self.lead + row as usize * self.stride..][..self.slots.len()]
    }

    /// Whether any row has a number at this place.
    #[must_use]
    pub fn says(&self, place: usize) -> bool {
        (0..self.rows() as u32).any(|row| self.row(row)[place] != NONE)
    }

    /// The source of a row; zero when there is one source.
    #[must_use]
    #[inline]
    pub fn source(&self, row: u32) -> u8 {
        self.sources.get(row as usize).copied().unwrap_or(0)
    }

    /// A hash of what a cell says, whatever number its text got.
    #[must_use]
    #[inline]
    pub fn meaning(&self, place: usize, number: ValueId) -> u64 {
        if self.slots[place].is_text() && number != NONE { self.values.get(number).hash } else { u64::from(number) }
    }

    /// The words of the long texts at a place.
    #[must_use]
    #[inline]
    pub fn words(&self, place: usize) -> Option<&Words> {
        self.words.iter().find(|(known, _)| *known == place).map(|(_, words)| words)
    }

    /// Where a row goes: rows of one address stand together, because they will be compared; the rest is chance.
    fn row_hash(&self, row: u32, near: &[usize]) -> u64 {
        let start = u64::from(self.source(row));
        let cells = self.row(row);
        let all = cells.iter().enumerate().fold(start, |hash, (place, number)| hash::fold(hash, self.meaning(place, *number)));
        let address = near.iter().fold(0, |hash, place| hash::fold(hash, self.meaning(*place, cells[*place])));
        (address & !0xffff_ffff) | (all & 0xffff_ffff)
    }

    /// Puts the rows in an order that depends on what they say only. Equal rows are alike to everything that follows.
    pub fn canonical_order(&mut self) {
        let near: Vec<usize> = [Slot::Street, Slot::Number].into_iter().filter_map(|slot| self.place(slot)).collect();
        let mut keys: Vec<(u64, u32)> = (0..self.rows() as u32).map(|row| (self.row_hash(row, &near), row)).collect();
        hash::radix_sort(&mut keys);
        let (mut cells, lead) = aligned(self.rows() * self.stride);
        for (_, row) in &keys {
            cells.extend_from_slice(&self.cells[self.lead + *row as usize * self.stride..][..self.stride]);
        }
        self.origin = keys.iter().map(|(_, row)| self.origin[*row as usize]).collect();
        if !self.sources.is_empty() {
            self.sources = keys.iter().map(|(_, row)| self.sources[*row as usize]).collect();
        }
        (self.cells, self.lead) = (cells, lead);
    }
}
