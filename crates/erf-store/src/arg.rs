// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A value on its way into the database.

use std::borrow::Cow;

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

impl Arg {
    /// Without NUL: PostgreSQL keeps that character in no text, and both databases must keep the same.
    pub(crate) fn storable(self) -> Self {
        match self {
            Self::Text(Some(text)) if text.contains('\0') => Self::Text(Some(without_nul(&text))),
            Self::Json(Some(json)) => Self::Json(Some(match storable_json(&json) {
                Cow::Borrowed(_) => json,
                Cow::Owned(clean) => clean,
            })),
            other => other,
        }
    }
}

fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

/// The same value when no text in it holds a NUL.
pub(crate) fn storable_json(json: &Value) -> Cow<'_, Value> {
    if holds_nul(json) { Cow::Owned(clean_json(json)) } else { Cow::Borrowed(json) }
}

fn holds_nul(json: &Value) -> bool {
    match json {
        Value::String(text) => text.contains('\0'),
        Value::Array(list) => list.iter().any(holds_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || holds_nul(value)),
        _ => false,
    }
}

fn clean_json(json: &Value) -> Value {
    match json {
        Value::String(text) => Value::String(without_nul(text)),
        Value::Array(list) => list.iter().map(clean_json).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (without_nul(name), clean_json(value))).collect(),
        other => other.clone(),
    }
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
