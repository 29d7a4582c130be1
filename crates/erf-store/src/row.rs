// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A value on its way out of the database, the same for both engines.

use erf_base::{At, BagId, Compartment, Kvk, MunicipalityCode, Role};
use jiff::civil::Date;
use serde_json::Value;
use uuid::Uuid;

use crate::{StoreError, postgres, sqlite};

/// One value as the engine gave it. SQLite knows only the first five.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'r> {
    /// No value.
    Null,
    /// A whole number.
    Int(i64),
    /// A number.
    Real(f64),
    /// Text, or JSON as text.
    Text(&'r str),
    /// Bytes.
    Blob(&'r [u8]),
    /// Yes or no (PostgreSQL).
    Bool(bool),
    /// An identifier (PostgreSQL).
    Id(Uuid),
    /// An instant (PostgreSQL).
    Time(At),
    /// A civil date (PostgreSQL).
    Day(Date),
}

/// One row of an answer; values are read by position without a copy.
pub struct Row<'r>(pub(crate) Source<'r>);

pub(crate) enum Source<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r sqlx::postgres::PgRow),
}

impl Row<'_> {
    /// The value at a position, as the engine gave it.
    pub fn cell(&self, index: usize) -> Result<Cell<'_>, StoreError> {
        match self.0 {
            Source::Sqlite(row) => sqlite::cell(row, index),
            Source::Postgres(row) => postgres::cell(row, index),
        }
    }

    /// The value at a position, as a type of ours.
    pub fn get<T: Column>(&self, index: usize) -> Result<T, StoreError> {
        T::read(self.cell(index)?).map_err(|reason| StoreError::column(format!("{}", index + 1), reason))
    }

    /// The text at a position without a copy; empty when there is none.
    pub fn text(&self, index: usize) -> Result<&str, StoreError> {
        match self.cell(index)? {
            Cell::Text(text) => Ok(text),
            Cell::Null => Ok(""),
            other => Err(StoreError::column(format!("{}", index + 1), format!("geen tekst maar {other:?}"))),
        }
    }

    /// The bytes at a position without a copy; empty when there are none.
    pub fn blob(&self, index: usize) -> Result<&[u8], StoreError> {
        match self.cell(index)? {
            Cell::Blob(bytes) => Ok(bytes),
            Cell::Null => Ok(&[]),
            other => Err(StoreError::column(format!("{}", index + 1), format!("geen bytes maar {other:?}"))),
        }
    }

    /// For [`record!`](crate::record): the next planned value.
    #[doc(hidden)]
    pub fn next<T: Column>(&self, plan: &mut std::slice::Iter<'_, usize>, name: &str) -> Result<T, StoreError> {
        let index = plan.next().copied().ok_or_else(|| StoreError::column(name, "ontbreekt in het antwoord"))?;
        T::read(self.cell(index)?).map_err(|reason| StoreError::column(name, reason))
    }
}

/// A type that can be read from one value.
pub trait Column: Sized {
    /// Reads it, or says why not.
    fn read(cell: Cell<'_>) -> Result<Self, String>;
}

impl<T: Column> Column for Option<T> {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        if cell == Cell::Null { Ok(None) } else { T::read(cell).map(Some) }
    }
}

macro_rules! column {
    ($($type:ty { $($pattern:pat => $value:expr),+ $(,)? })+) => {$(
        impl Column for $type {
            fn read(cell: Cell<'_>) -> Result<Self, String> {
                match cell {
                    $($pattern => $value,)+
                    other => Err(format!("{other:?} is geen {}", stringify!($type))),
                }
            }
        }
    )+};
}

fn said<T, E: std::fmt::Display>(result: Result<T, E>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

column! {
    String { Cell::Text(v) => Ok(v.to_owned()) }
    i64 { Cell::Int(v) => Ok(v) }
    i32 { Cell::Int(v) => said(v.try_into()) }
    i16 { Cell::Int(v) => said(v.try_into()) }
    u64 { Cell::Int(v) => said(v.try_into()) }
    u32 { Cell::Int(v) => said(v.try_into()) }
    u16 { Cell::Int(v) => said(v.try_into()) }
    u8 { Cell::Int(v) => said(v.try_into()) }
    usize { Cell::Int(v) => said(v.try_into()) }
    f64 { Cell::Real(v) => Ok(v), Cell::Int(v) => Ok(v as f64) }
    bool { Cell::Bool(v) => Ok(v), Cell::Int(v) => Ok(v != 0) }
    Uuid { Cell::Id(v) => Ok(v), Cell::Blob(v) => said(Uuid::from_slice(v)) }
    At { Cell::Time(v) => Ok(v), Cell::Int(v) => Ok(At(v)) }
    Date { Cell::Day(v) => Ok(v), Cell::Text(v) => said(v.parse()) }
    Value { Cell::Text(v) => said(serde_json::from_str(v)) }
    Vec<u8> { Cell::Blob(v) => Ok(v.to_vec()) }
    BagId { Cell::Int(v) => BagId::from_number(v).ok_or_else(|| format!("{v} is geen BAG-nummer")) }
    MunicipalityCode { Cell::Int(v) => Self::from_number(v).ok_or_else(|| format!("{v} is geen gemeentecode")) }
    Compartment { Cell::Text(v) => said(v.parse()) }
    Role { Cell::Text(v) => said(v.parse()) }
    Kvk { Cell::Text(v) => said(v.parse()) }
}

/// A type that can be read from one row: made by [`record!`](crate::record), or a tuple of columns by position.
pub trait Record: Sized {
    /// The columns it wants by name; empty when it reads by position.
    const NAMES: &'static [&'static str];

    /// Reads it; `plan` holds the position of each of `NAMES`.
    fn read(row: &Row<'_>, plan: &[usize]) -> Result<Self, StoreError>;
}

/// Where in the answer the columns of `T` are; done once for each query.
pub(crate) fn plan<T: Record>(names: &[&str]) -> Result<Vec<usize>, StoreError> {
    let position = |wanted: &&str| {
        let wanted = wanted.strip_prefix("r#").unwrap_or(wanted);
        names.iter().position(|name| *name == wanted).ok_or_else(|| StoreError::column(wanted, "ontbreekt in het antwoord"))
    };
    T::NAMES.iter().map(position).collect()
}

macro_rules! tuple_record {
    ($($type:ident $index:tt),+) => {
        impl<$($type: Column),+> Record for ($($type,)+) {
            const NAMES: &'static [&'static str] = &[];
            fn read(row: &Row<'_>, _: &[usize]) -> Result<Self, StoreError> {
                Ok(($(row.get::<$type>($index)?,)+))
            }
        }
    };
}

tuple_record!(A 0);
tuple_record!(A 0, B 1);
tuple_record!(A 0, B 1, C 2);
tuple_record!(A 0, B 1, C 2, D 3);
tuple_record!(A 0, B 1, C 2, D 3, E 4);
tuple_record!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple_record!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple_record!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

/// Declares a struct that is read from a row by the names of its fields, on both engines.
///
/// ```
/// erf_store::record! {
///     /// A yard.
///     #[derive(Debug)]
///     pub struct Yard {
///         /// Its number.
///         pub id: i64,
///         /// Its name, if it has one.
///         pub name: Option<String>,
///     }
/// }
/// ```
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$field_meta:meta])* $field_vis:vis $field:ident : $type:ty),* $(,)? }) => {
        $(#[$meta])* $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type),* }

        impl $crate::Record for $name {
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            fn read(row: &$crate::Row<'_>, plan: &[usize]) -> Result<Self, $crate::StoreError> {
                let mut plan = plan.iter();
                Ok(Self { $($field: row.next(&mut plan, stringify!($field))?),* })
            }
        }
    };
}
