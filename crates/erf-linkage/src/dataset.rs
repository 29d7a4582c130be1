// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tables made ready: records as numbers, what each column was taken for, and the names of the rows.

use std::{cmp::Ordering, sync::Arc};

use thiserror::Error;

use crate::{
    addresses::{AddressList, Resolution},
    compare::Kind,
    derive::{self, Columns},
    preset::Preset,
    roles::{self, ColumnRole, Role},
    run::Options,
    store::{Slot, Store},
    table::{self, Table},
};

/// Why tables cannot be linked.
#[derive(Debug, Error)]
pub enum LinkError {
    /// The table itself is refused.
    #[error(transparent)]
    Refused(#[from] table::Refused),
    /// Nothing that can be compared.
    #[error("geen enkele kolom is herkend als iets om te vergelijken; geef aan wat de kolommen bevatten")]
    NothingToCompare,
    /// No rule brings rows together.
    #[error("geen enkele regel past bij deze kolommen, dus er zijn geen paren om te vergelijken")]
    NoRules,
    /// A model for other columns.
    #[error("het model vergelijkt {0}, maar dat kan met deze kolommen niet")]
    OtherModel(String),
    /// A list of addresses that cannot be used.
    #[error("de adressenlijst mist {0}")]
    NoAddresses(&'static str),
}

/// Names of rows, in the order of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ids {
    text: String,
    ends: Vec<u32>,
}

impl Ids {
    /// Adds the name of the next row.
    pub fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len() as u32);
    }

    /// The name of a row of the input; rows of a second table come after those of the first.
    #[must_use]
    pub fn get(&self, row: u32) -> &str {
        let row = row as usize;
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.text[start as usize..self.ends[row] as usize]
    }

    /// The order of the names of two rows: numbers as numbers, before other names.
    #[must_use]
    pub fn order(&self, one: u32, other: u32) -> Ordering {
        by_value(self.get(one), self.get(other))
    }

    /// Whether all names are numbers that rise from row to row.
    #[must_use]
    pub fn rise(&self) -> bool {
        let mut before = None;
        (0..self.len() as u32).all(|row| {
            let number = self.get(row).parse::<u64>().ok();
            let rises = number.is_some() && number > before;
            before = number;
            rises
        })
    }

    /// How many rows have a name.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The row with this name, among those from `from` on.
    #[must_use]
    pub fn find(&self, id: &str, from: u32) -> Option<u32> {
        (from..self.len() as u32).find(|row| self.get(*row) == id)
    }
}

/// Names that are numbers come in the order of numbers, before other names.
pub(crate) fn by_value(one: &str, other: &str) -> Ordering {
    let key = |id: &str| id.parse::<u64>().unwrap_or(u64::MAX);
    key(one).cmp(&key(other)).then_with(|| one.cmp(other))
}

/// Tables made ready.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// The records.
    pub store: Store,
    /// Names of rows.
    pub ids: Ids,
    /// Where each table begins in the order of the files.
    pub starts: Vec<u32>,
    /// What each column of the first table was taken for.
    pub roles: Vec<ColumnRole>,
    /// What is compared and how.
    pub preset: Preset,
    /// Why this preset, when it was chosen here.
    pub preset_reason: String,
    /// Headers of the first table.
    pub headers: Vec<String>,
    /// What became of looking up addresses, when there is a list.
    pub resolution: Option<Resolution>,
    /// Every table with what its columns were taken for, the first included.
    pub sides: Vec<Side>,
    pub(crate) columns: Columns,
    pub(crate) addresses: Option<Arc<AddressList>>,
}

/// One table of several.
#[derive(Debug, Clone)]
pub struct Side {
    /// Its headers.
    pub headers: Vec<String>,
    /// What each of its columns was taken for.
    pub roles: Vec<ColumnRole>,
}

impl Dataset {
    /// Reads one table.
    ///
    /// # Errors
    /// When ids are missing or double, or nothing can be compared.
    pub fn of(table: &Table, options: &Options) -> Result<Self, LinkError> {
        Self::of_all(&[table], options)
    }

    /// Reads some rows of a table as if the others were not there: how a source is taken out without leaving a trace.
    ///
    /// # Errors
    /// When ids are missing or double, or nothing can be compared.
    pub fn of_some(table: &Table, options: &Options, keep: &dyn Fn(usize) -> bool) -> Result<Self, LinkError> {
        Self::made(&[table], options, keep)
    }

    /// Reads tables of which the rows of one are not compared with each other. Columns of the second and later tables are
    /// found by what they hold, and matched with those of the first by that.
    ///
    /// # Errors
    /// When ids are missing or double, or nothing can be compared.
    pub fn of_all(tables: &[&Table], options: &Options) -> Result<Self, LinkError> {
        Self::made(tables, options, &|_| true)
    }

    fn made(tables: &[&Table], options: &Options, keep: &dyn Fn(usize) -> bool) -> Result<Self, LinkError> {
        let mut ids = Ids::default();
        let mut starts = Vec::new();
        let sides = described(tables, options);
        let mut all = Vec::new();
        for (table, side) in tables.iter().zip(&sides) {
            starts.push(ids.len() as u32);
            let column = table::find_ids(table, options.id.as_deref())?;
            (0..table.rows).filter(|row| keep(*row)).for_each(|row| ids.push(&column.of(table, row)));
            all.push(Columns::new(&compared(&side.roles, column)));
        }
        pair_columns(tables, &mut all);
        let roles = sides[0].roles.clone();
        let (preset, preset_reason) = chosen(options, &roles);
        let preset = derive::completed(&preset, &all[0], &tables[0].columns);
        let pairs: Vec<(&Table, &Columns)> = tables.iter().copied().zip(&all).collect();
        let addresses = options.addresses.clone();
        let more: &[Slot] = if addresses.is_some() { &[Slot::Resolved] } else { &[] };
        let mut store = derive::store(&pairs, keep, more);
        let resolution = addresses.as_ref().map(|list| list.resolve(&mut store));
        let (headers, columns) = (tables[0].columns.clone(), all.swap_remove(0));
        Ok(Self { store, ids, starts, roles, preset, preset_reason, headers, sides, resolution, columns, addresses })
    }

    /// The row of the store with this name; `source` counts from zero.
    #[must_use]
    pub fn find(&self, id: &str, source: usize) -> Option<u32> {
        let row = self.ids.find(id, *self.starts.get(source)?)?;
        self.store.origin.iter().position(|origin| *origin == row).map(|row| row as u32)
    }

    /// What the rows were taken for, with the reason; or that they were not recognised, or that the caller chose.
    #[must_use]
    pub fn preset_words(&self) -> String {
        match self.preset_reason.as_str() {
            "" => format!("Gekozen: {}", self.preset.name),
            roles::NOT_RECOGNISED => self.preset_reason.clone(),
            reason => format!("Herkend als {}: {reason}", self.preset.name),
        }
    }

    /// By what a column is compared.
    #[must_use]
    pub fn kind_of(&self, header: &str) -> Option<Kind> {
        let column = self.headers.iter().position(|known| known == header)?;
        self.columns.kind_of(column)
    }

    /// The name of a row of the store.
    #[must_use]
    pub fn id(&self, row: u32) -> &str {
        self.ids.get(self.store.origin[row as usize])
    }
}

/// What the columns of each table hold. Roles that the caller gives are those of the first table.
fn described(tables: &[&Table], options: &Options) -> Vec<Side> {
    let side = |table: &&Table| Side { headers: table.columns.clone(), roles: roles::guess(table) };
    let mut sides: Vec<Side> = tables.iter().map(side).collect();
    if let Some(given) = &options.roles {
        sides[0].roles.clone_from(given);
    }
    let (first, rest) = sides.split_at_mut(1);
    for (other, table) in rest.iter_mut().zip(&tables[1..]) {
        roles::agree(&mut first[0], other, options.roles.is_some());
        roles::agree_by_values((&mut first[0], tables[0]), (other, table), options.roles.is_some());
    }
    sides.iter_mut().zip(tables).for_each(|(side, table)| roles::once(&mut side.roles, table));
    sides
}

/// Columns that are never compared are left out.
fn compared(roles: &[ColumnRole], id: table::IdColumn) -> Vec<ColumnRole> {
    let apart = |column: &ColumnRole| matches!(column.role, Role::Id | Role::Truth | Role::Ignore);
    roles.iter().filter(|column| !apart(column) && id != table::IdColumn::Column(column.column)).cloned().collect()
}

/// Of several tables, a column without a slot of its own is compared with the one that holds the same, wherever that stands; what
/// only one table has is left out.
fn pair_columns(tables: &[&Table], all: &mut [Columns]) {
    if tables.len() < 2 {
        return;
    }
    let mut used = Vec::new();
    for number in 1..tables.len() {
        let pairs = derive::paired((tables[0], &all[0]), (tables[number], &all[number]));
        let numbers: Vec<(usize, u16)> = pairs.iter().map(|(one, other)| (*other, *one as u16)).collect();
        all[number] = all[number].numbered(&numbers);
        used.extend(pairs.iter().map(|(one, _)| (*one, *one as u16)));
    }
    all[0] = all[0].numbered(&used);
}

fn chosen(options: &Options, roles: &[ColumnRole]) -> (Preset, String) {
    if let Some(preset) = &options.preset {
        return (preset.clone(), String::new());
    }
    let guess = roles::kind_of_table(roles);
    let preset = match guess.preset {
        roles::Preset::Person => Preset::person(),
        roles::Preset::Company => Preset::company(),
        roles::Preset::Address => Preset::address(),
    };
    (preset, guess.reason)
}
