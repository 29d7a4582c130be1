// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A value on its way into the database.

use erf_base::{At, BagId, Compartment, Kvk, MunicipalityCode, Role};
use jiff::civil::Date;
use serde_json::Value;
use uuid::Uuid;

/// A value with its type; the type is kept when the value is absent, because PostgreSQL wants to know it.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// `text`.
    Text(Option<String>),
    /// `bigint`.
    Int(Option<i64>),
    /// `double precision`.
    Real(Option<f64>),
    /// `boolean`.
    Bool(Option<bool>),
    /// `uuid`.
    Id(Option<Uuid>),
    /// `timestamptz`.
    Time(Option<At>),
    /// `date`.
    Day(Option<Date>),
    /// `jsonb`.
    Json(Option<Value>),
    /// `bytea`.
    Blob(Option<Vec<u8>>),
}

macro_rules! into_arg {
    ($($from:ty => $variant:ident, $convert:expr;)+) => {$(
        impl From<$from> for Arg {
            fn from(value: $from) -> Self {
                let convert: fn($from) -> _ = $convert;
                Self::$variant(Some(convert(value)))
            }
        }
        impl From<Option<$from>> for Arg {
            fn from(value: Option<$from>) -> Self {
                let convert: fn($from) -> _ = $convert;
                Self::$variant(value.map(convert))
            }
        }
    )+};
}

into_arg! {
    String => Text, |v| v;
    &str => Text, |v| v.to_owned();
    &String => Text, |v| v.clone();
    Compartment => Text, |v| v.code().to_owned();
    Role => Text, |v| v.code().to_owned();
    Kvk => Text, |v| v.to_string();
    i64 => Int, |v| v;
    i32 => Int, i64::from;
    i16 => Int, i64::from;
    u32 => Int, i64::from;
    u16 => Int, i64::from;
    u8 => Int, i64::from;
    BagId => Int, BagId::number;
    MunicipalityCode => Int, |v| i64::from(v.number());
    f64 => Real, |v| v;
    bool => Bool, |v| v;
    Uuid => Id, |v| v;
    At => Time, |v| v;
    Date => Day, |v| v;
    Value => Json, |v| v;
    Vec<u8> => Blob, |v| v;
    &[u8] => Blob, |v| v.to_vec();
}
