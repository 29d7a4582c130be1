// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Long texts as sets of words, in any language: a word that few records have says much, one that most have says nothing.
//!
//! Titles, descriptions and lists of names are written with words left out, added and in another order, so the text as a whole is seldom
//! equal. Here two texts are as alike as the bits of the words that they share. Everything is counted in whole numbers, so that the order
//! of the rows and of the words changes nothing.

use std::borrow::Cow;

use crate::{
    hash,
    store::Store,
    values::{NONE, ValueId, Values},
};

/// A word of a text: its hash above; below whether it can bring records together, and how many records have it.
type Word = u64;

const MEETS: u32 = 0x8000_0000;

/// Parts of a bit in which words are weighed.
const PER_BIT: u32 = 1024;

/// The words of one column.
#[derive(Debug, Clone, Default)]
pub struct Words {
    rows: u32,
    counts: hash::Map<u32, u32>,
    lists: Vec<Word>,
    of: hash::Map<ValueId, (u32, u32)>,
}

/// What two texts have in common, in parts of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Common {
    /// The words that both have.
    pub shared: u64,
    /// The words of the one that says least.
    pub least: u64,
    /// The words of both, each once.
    pub union: u64,
}

impl Words {
    /// Counts the words that stand at this place of the rows. A word that more than `most` rows have brings none together.
    #[must_use]
    pub fn count(store: &Store, place: usize, most: u32) -> Self {
        let mut words = Self { rows: store.rows() as u32, ..Self::default() };
        let mut seen: hash::Map<u32, (u32, u8)> = hash::Map::default();
        for row in 0..store.rows() as u32 {
            let source = 1 << store.source(row).min(7);
            for word in words.add(&store.values, store.row(row)[place]) {
                let (count, sources) = seen.entry(hash_of(*word)).or_default();
                *count += 1;
                *sources |= source;
            }
        }
        // Of several files a word must stand in two of them; of one file in two rows. A slip of the pen makes a word that nobody else has.
        let twice = |count: u32, sources: u8| if store.sources.is_empty() { count > 1 } else { sources.count_ones() > 1 };
        let meets = |count: u32, sources: u8| count <= most && twice(count, sources);
        let told = |(count, sources): (u32, u8)| count.min(MEETS - 1) | if meets(count, sources) { MEETS } else { 0 };
        words.counts = seen.into_iter().map(|(word, known)| (word, told(known))).collect();
        for word in &mut words.lists {
            *word |= u64::from(words.counts.get(&hash_of(*word)).copied().unwrap_or(1));
        }
        words
    }

    /// From now on every word may bring a record that is new together with one that is known.
    pub(crate) fn await_more(&mut self) {
        self.counts.values_mut().for_each(|count| *count |= MEETS);
        self.lists.iter_mut().for_each(|word| *word |= u64::from(MEETS));
    }

    fn add(&mut self, values: &Values, value: ValueId) -> &[Word] {
        if value == NONE {
            return &[];
        }
        let (start, end) = *self.of.entry(value).or_insert_with(|| {
            let start = self.lists.len() as u32;
            self.lists.extend(hashes(values.text(value)));
            (start, self.lists.len() as u32)
        });
        &self.lists[start as usize..end as usize]
    }

    /// The words of a text, sorted. A text that came later has the counts of before.
    fn list(&self, values: &Values, value: ValueId) -> Cow<'_, [Word]> {
        if let Some((start, end)) = self.of.get(&value) {
            return Cow::Borrowed(&self.lists[*start as usize..*end as usize]);
        }
        let counted = |word: Word| word | u64::from(self.counts.get(&hash_of(word)).copied().unwrap_or(MEETS | 1));
        Cow::Owned(hashes(values.text(value)).into_iter().map(counted).collect())
    }

    /// What two texts have in common.
    #[must_use]
    pub fn common(&self, values: &Values, x: ValueId, y: ValueId) -> Common {
        let (left, right) = (self.list(values, x), self.list(values, y));
        let sum = |list: &[Word]| list.iter().map(|word| self.bits(*word)).sum::<u64>();
        let (mut shared, mut from) = (0, 0);
        for word in left.iter() {
            from += right[from..].iter().take_while(|other| hash_of(**other) < hash_of(*word)).count();
            if right.get(from).is_some_and(|other| hash_of(*other) == hash_of(*word)) {
                shared += self.bits(*word);
            }
        }
        let (one, other) = (sum(&left), sum(&right));
        Common { shared, least: one.min(other), union: one + other - shared }
    }

    /// How much a word says: the log of one over the share of records that have it, and a little for being a word at all.
    fn bits(&self, word: Word) -> u64 {
        u64::from(log2(u64::from(self.rows) + 1).saturating_sub(log2(u64::from(count_of(word)))) + PER_BIT / 4)
    }

    /// One of the words that can bring this text together with another. Each turn draws again, a rare word rather than a usual one,
    /// and for every text in the same way: the chance that two texts draw the same word is the part that they share of the rarity of
    /// their words (consistent weighted sampling, Manasse, McSherry and Talwar 2010).
    #[must_use]
    pub fn drawn(&self, values: &Values, value: ValueId, turn: u8) -> Option<u64> {
        let wait = |word: &Word| {
            let chance = hash::fold(u64::from(turn), u64::from(hash_of(*word))).max(1);
            u64::from(64 * PER_BIT - log2(chance)) * u64::from(count_of(*word))
        };
        let list = self.list(values, value);
        let able = list.iter().filter(|word| **word as u32 & MEETS != 0);
        able.min_by_key(|word| (wait(word), **word)).map(|word| hash::mix(u64::from(hash_of(*word))))
    }
}

const fn hash_of(word: Word) -> u32 {
    (word >> 32) as u32
}

fn count_of(word: Word) -> u32 {
    (word as u32 & !MEETS).max(1)
}

/// The log with base 2 in parts of a bit, on every machine the same: between powers of two it goes straight.
const fn log2(number: u64) -> u32 {
    let whole = 63 - number.leading_zeros();
    let rest = if whole >= 10 { number >> (whole - 10) } else { number << (10 - whole) };
    whole * PER_BIT + (rest as u32 & (PER_BIT - 1))
}

fn hashes(text: &str) -> Vec<Word> {
    let mut list = Vec::new();
    split(text, &mut |word| list.push(hash::text(word.as_bytes()) & !0xffff_ffff));
    list.sort_unstable();
    list.dedup();
    list
}

/// The words of a folded text. A word with digits, such as a type number, is one word whatever signs stand in it; a script that writes no
/// blanks gives every two signs that stand side by side.
pub fn split(text: &str, each: &mut impl FnMut(&str)) {
    for part in text.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | '(' | ')' | '[' | ']' | '\'' | '|')) {
        if part.bytes().any(|byte| byte.is_ascii_digit()) {
            let joined: String = part.chars().filter(|sign| sign.is_alphanumeric()).collect();
            each(&joined);
        } else {
            part.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).for_each(|word| letters(word, each));
        }
    }
}

fn letters(word: &str, each: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    if starts.len() < 4 || !word.chars().all(without_blanks) {
        return each(word);
    }
    starts.windows(3).for_each(|edge| each(&word[edge[0]..edge[2]]));
}

/// Letters of Chinese, Japanese, Thai, Lao, Burmese and Khmer.
const fn without_blanks(sign: char) -> bool {
    matches!(sign, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Slot;

    fn of(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        split(text, &mut |word| words.push(word.to_owned()));
        words
    }

    fn store(texts: &[&str]) -> (Store, Vec<ValueId>) {
        let mut store = Store::new(vec![Slot::Other(0)]);
        let ids: Vec<ValueId> = texts.iter().map(|text| store.values.intern(text)).collect();
        ids.iter().for_each(|id| store.push(&[*id], None));
        (store, ids)
    }

    #[test]
    fn a_type_number_is_one_word_and_a_script_without_blanks_gives_pairs_of_signs() {
        assert_eq!(of("sony wh-1000xm4, draadloos/bluetooth"), ["sony", "wh1000xm4", "draadloos", "bluetooth"]);
        assert_eq!(of("王小明"), ["王小", "小明"]);
        assert_eq!(of(" - ,"), [] as [&str; 0]);
    }

    #[test]
    fn rare_words_weigh_more_and_order_means_nothing() {
        let (store, ids) = store(&["de rode boot", "boot rode de", "de rode fiets", "de blauwe boot", "de gele kano", "de bus"]);
        let words = Words::count(&store, 0, u32::MAX);
        let common = |one: usize, other: usize| words.common(&store.values, ids[one], ids[other]);
        assert_eq!(common(0, 1).shared, common(0, 1).union);
        assert!(common(0, 2).shared > common(0, 4).shared * 2, "everybody has «de»");
        assert_eq!(common(0, 2), common(2, 0));
    }

    #[test]
    fn texts_draw_the_same_word_as_often_as_they_share_what_is_rare() {
        let (store, ids) = store(&["aap noot mies kees", "mies noot aap", "roos vis kees", "wim zus jet kees", "kees", "vreemd"]);
        let words = Words::count(&store, 0, u32::MAX);
        let drawn = |place: usize, turn: u8| words.drawn(&store.values, ids[place], turn);
        let same = |one: usize, other: usize| (0..100).filter(|turn| drawn(one, *turn) == drawn(other, *turn)).count();
        assert!(same(0, 1) > 60 && same(0, 2) < 40, "{} {}", same(0, 1), same(0, 2));
        assert_eq!(drawn(5, 0), None, "a word that one row has brings nothing together");
        let rare = Words::count(&store, 0, 2);
        assert_eq!(rare.drawn(&store.values, ids[4], 0), None, "three rows have it");
        assert!(rare.drawn(&store.values, ids[0], 0).is_some());
    }

    #[test]
    fn logs_rise_without_steps_back() {
        assert_eq!((log2(1), log2(2), log2(1024)), (0, 1024, 10240));
        assert!((1..5000u64).all(|number| log2(number) <= log2(number + 1)));
    }
}
