// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Every distinct text once, with what comparing it needs.

use crate::{distance, hash};

/// The number of a text. Two are equal when their numbers are; which number a text gets means nothing.
pub type ValueId = u32;

/// No value.
pub const NONE: ValueId = 0;

/// What is known of one text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Value {
    start: u32,
    length: u16,
    /// The first letter.
    pub initial: u8,
    /// Only initials, such as `j p`.
    pub only_initials: bool,
    /// Which letters occur.
    pub letters: u32,
    /// How it sounds; zero when nothing is known.
    pub sound: u32,
    /// Families of calling names it belongs to; zero is none.
    pub families: [u16; 4],
    /// The number of its first word.
    pub first_word: ValueId,
    /// The same on every machine and in whatever order the data arrive.
    pub hash: u64,
}

/// Texts by number.
#[derive(Debug, Clone, Default)]
pub struct Values {
    arena: Vec<u8>,
    known: Vec<Value>,
    numbers: hash::Map<u64, ValueId>,
}

impl Values {
    /// Holds nothing but "no value".
    #[must_use]
    pub fn new() -> Self {
        Self { arena: Vec::new(), known: vec![Value::default()], numbers: hash::Map::default() }
    }

    /// The number of a folded text; the empty text is [`NONE`].
    pub fn intern(&mut self, text: &str) -> ValueId {
        self.intern_start(text, 400)
    }

    /// The number of the start of a folded text, of at most so many bytes.
    pub fn intern_start(&mut self, text: &str, most: u16) -> ValueId {
        if text.is_empty() {
            return NONE;
        }
        let text = &text[..text.floor_char_boundary(most.into())];
        let hash = hash::text(text.as_bytes());
        if let Some(number) = self.numbers.get(&hash) {
            return *number;
        }
        let number = self.known.len() as ValueId;
        self.numbers.insert(hash, number);
        let value = Value {
            start: self.arena.len() as u32,
            length: text.len() as u16,
            initial: text.as_bytes()[0],
            letters: distance::letters(text.as_bytes()),
            hash,
            ..Value::default()
        };
        self.arena.extend_from_slice(text.as_bytes());
        self.known.push(value);
        let first = text.split(' ').next().unwrap_or_default();
        let only_initials = text.split(' ').all(|word| word.len() == 1);
        let first_word = if first.len() == text.len() { number } else { self.intern(first) };
        let entry = &mut self.known[number as usize];
        entry.first_word = first_word;
        entry.only_initials = only_initials;
        number
    }

    /// The number of a text that is already known.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<ValueId> {
        self.numbers.get(&hash::text(text.as_bytes())).copied()
    }

    /// What is known of a value.
    #[must_use]
    pub fn get(&self, number: ValueId) -> &Value {
        &self.known[number as usize]
    }

    /// Adds what only a standardiser knows.
    pub fn describe(&mut self, number: ValueId, sound: u32, families: [u16; 4]) {
        let value = &mut self.known[number as usize];
        value.sound = sound;
        value.families = families;
    }

    /// Where the list ends now.
    #[must_use]
    pub fn mark(&self) -> usize {
        self.known.len()
    }

    /// Forgets every text that was added since.
    pub fn forget_since(&mut self, mark: usize) {
        if let Some(first) = self.known.get(mark) {
            self.arena.truncate(first.start as usize);
        }
        for value in self.known.drain(mark..) {
            self.numbers.remove(&value.hash);
        }
    }

    /// The text as bytes.
    #[must_use]
    pub fn bytes(&self, number: ValueId) -> &[u8] {
        let value = self.get(number);
        &self.arena[value.start as usize..value.start as usize + usize::from(value.length)]
    }

    /// The text.
    #[must_use]
    pub fn text(&self, number: ValueId) -> &str {
        std::str::from_utf8(self.bytes(number)).expect("only whole texts were added")
    }

    /// How many numbers there are, [`NONE`] included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.len() <= 1
    }
}
