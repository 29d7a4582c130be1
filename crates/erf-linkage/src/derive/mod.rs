// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From the cells of a table to the numbers of a store, by the standardisers.

mod cells;
mod columns;
mod pairing;
mod words;

pub(crate) use cells::{birth, foreign_signs, packed};
pub use columns::{Columns, Other};
pub use pairing::paired;
pub(crate) use pairing::{distinct, overlap};

use cells::Reader;

use crate::{
    compare::Kind,
    preset::{ComparisonSpec, Key, Preset, RuleSpec},
    store::{Slot, Store},
    table::Table,
};

/// Reads the rows to keep of one table, or of several of which the rows of one are not compared with each other. There is room for
/// `more`, which is filled later.
#[must_use]
pub fn store(tables: &[(&Table, &Columns)], keep: &dyn Fn(usize) -> bool, more: &[Slot]) -> Store {
    let mut slots: Vec<Slot> = tables.iter().flat_map(|(_, columns)| columns.slots()).chain(more.iter().copied()).collect();
    slots.sort_unstable();
    slots.dedup();
    let mut store = Store::new(slots);
    store.reserve(tables.iter().map(|(table, _)| table.rows).sum());
    for (source, (table, columns)) in tables.iter().enumerate() {
        let mut reader = Reader::new(&store, columns);
        let mut row = vec![0; store.slots.len()];
        for at in (0..table.rows).filter(|row| keep(*row)) {
            reader.read(&mut store.values, &|column| table.cell(at, column), &mut row);
            store.push(&row, (tables.len() > 1).then_some(source as u8));
        }
    }
    words::key_words(&mut store);
    words::long_texts(&mut store, tables.iter().flat_map(|(_, columns)| columns.others()));
    store.canonical_order();
    store
}

/// Reads one record that is not in the store: the numbers its row would have. New texts are added to the values.
#[must_use]
pub fn record<'c>(store: &mut Store, columns: &Columns, cell: &dyn Fn(usize) -> &'c str) -> Vec<u32> {
    let mut row = vec![0; store.slots.len()];
    let mut reader = Reader::new(store, columns);
    reader.read(&mut store.values, cell, &mut row);
    words::key_word_of(store, &mut row);
    row
}

/// A preset with comparisons and rules for the columns that it does not know of itself.
#[must_use]
pub fn completed(preset: &Preset, columns: &Columns, headers: &[String]) -> Preset {
    let mut whole = preset.clone();
    whole.comparisons.retain(|spec| spec.kind != Kind::Location || columns.point().is_some());
    for Other { kind, column, .. } in columns.others() {
        whole.comparisons.push(ComparisonSpec { kind, column: Some(headers[column].clone()) });
        if kind == Kind::Code {
            let split = vec![Key::Initial, Key::CompanyStart, Key::Postcode4];
            whole.rules.push(RuleSpec { keys: vec![Key::Column(headers[column].clone())], split });
        }
    }
    let of_kind =
        |kind: Kind| -> Vec<&String> { columns.others().filter(|other| other.kind == kind).map(|other| &headers[other.column]).collect() };
    let named = columns.slots().iter().any(|slot| matches!(slot, Slot::First | Slot::Surname | Slot::Company | Slot::Street));
    whole.rules.extend(rules_for_words(&of_kind(Kind::Words)));
    if !named {
        whole.rules.extend(rules_for_texts(&of_kind(Kind::Text)));
    }
    if is_bare(columns) {
        whole.rules.extend(rules_for_letters());
    }
    let first = |kind: Kind| matches!(kind, Kind::FirstNames | Kind::Surname | Kind::CompanyName | Kind::Address | Kind::Words);
    whole.comparisons.sort_by_key(|spec| !first(spec.kind));
    whole.comparisons.truncate(MOST_COMPARISONS);
    whole
}

/// A pattern has four bits per comparison.
const MOST_COMPARISONS: usize = 16;

/// Words that are drawn from a table's long texts to bring rows together, and at least per column.
const DRAWN: usize = 12;
const DRAWN_PER_COLUMN: usize = 3;
/// Turns from here on divide groups that are too large.
const DIVIDING: u8 = 100;

/// For long texts: rows that draw the same rare word. With as many turns as this two texts that share a third of the rarity of their
/// words miss each other once in a hundred times when there is one such column.
fn rules_for_words(headers: &[&String]) -> Vec<RuleSpec> {
    let turns = (DRAWN / headers.len().max(1)).max(DRAWN_PER_COLUMN) as u8;
    let word = |header: &String, turn: u8| Key::RareWord(header.clone(), turn);
    let rule = |header: &String, turn: u8| {
        let others = headers.iter().filter(|other| **other != header).map(|other| word(other, turn));
        let split = [word(header, DIVIDING + turn)].into_iter().chain(others).collect();
        RuleSpec { keys: vec![word(header, turn)], split }
    };
    headers.iter().flat_map(|header| (0..turns).map(|turn| rule(header, turn))).collect()
}

/// Whether rows say a name and hardly more: then a slip of the pen in it leaves no other rule that brings them together. With
/// nothing beside the name nobody could tell what such a slip is from what is another name.
fn is_bare(columns: &Columns) -> bool {
    let slots = columns.slots();
    let one_of = |wanted: &[Slot]| usize::from(wanted.iter().any(|slot| slots.contains(slot)));
    let telling = [&[Slot::Birth][..], &[Slot::Phone], &[Slot::Email], &[Slot::Kvk], &[Slot::Street, Slot::Postcode]];
    let telling = telling.into_iter().map(one_of).sum::<usize>() + columns.others().filter(|other| other.kind != Kind::Text).count();
    one_of(&[Slot::Surname, Slot::Company]) == 1 && telling <= 1 && telling + one_of(&[Slot::Place]) > 0
}

/// For rows with little more than a name: those that share most letters of it and what is known beside it.
fn rules_for_letters() -> Vec<RuleSpec> {
    let beside = [Key::BirthYear, Key::Postcode4, Key::Place, Key::Family];
    let split = [Key::Place, Key::BirthYear, Key::Initial, Key::Family, Key::CompanyStart];
    let rule = |key: &Key, turn: u8| RuleSpec { keys: vec![key.clone(), Key::Letters(turn)], split: split.to_vec() };
    beside.iter().flat_map(|key| (0..DRAWN_PER_COLUMN as u8).map(move |turn| rule(key, turn))).collect()
}

/// For a table of which nothing is recognised: every two columns together, as long as there are few.
fn rules_for_texts(texts: &[&String]) -> Vec<RuleSpec> {
    let texts = &texts[..texts.len().min(6)];
    let key = |header: &&String| Key::Column((*header).clone());
    let mut rules = Vec::new();
    for (place, one) in texts.iter().enumerate() {
        for other in &texts[place + 1..] {
            let split = texts.iter().filter(|header| header != &one && header != &other).map(key).collect();
            rules.push(RuleSpec { keys: vec![key(one), key(other)], split });
        }
    }
    if let [only] = texts {
        rules.push(RuleSpec { keys: vec![key(only)], split: Vec::new() });
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roles::Role::{self, BirthDate, CompanyName, FirstNames, Kvk, Phone, Place, Surname};

    #[test]
    fn only_where_little_stands_beside_a_name_more_pairs_are_sought_by_its_letters() {
        let sought = |roles: &[Role]| {
            let columns = Columns::of(roles.iter().enumerate().map(|(column, role)| (*role, column)).collect());
            let rules = completed(&Preset::person(), &columns, &vec![String::new(); roles.len()]).rules;
            rules.iter().any(|rule| rule.keys.iter().any(|key| matches!(key, Key::Letters(_))))
        };
        assert!(sought(&[FirstNames, Surname, BirthDate]) && sought(&[CompanyName, Place]));
        assert!(!sought(&[FirstNames, Surname]), "a name alone does not tell a slip from another name");
        assert!(!sought(&[FirstNames, Surname, BirthDate, Phone]) && !sought(&[CompanyName, Kvk, Phone]));
    }
}
