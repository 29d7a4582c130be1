// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a stored JSON object says in the columns that may be read; everything else is passed over.

use std::{borrow::Cow, fmt};

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};

use crate::{
    indicator::columns::{self, As, Column},
    region::{Value, Values},
};

/// The allowed values of a JSON object of fields or attributes.
pub(super) fn allowed_values(kind: &str, text: &str) -> Values {
    let mut said = Said::default();
    said.read(kind, text);
    said.values
}

/// What a row says, of the allowed columns only.
#[derive(Default)]
pub(super) struct Said {
    pub(super) values: Values,
    pub(super) end: Option<i64>,
    pub(super) x: Option<f64>,
    pub(super) y: Option<f64>,
}

impl Said {
    /// Takes in a JSON object; names that are not on the list are passed over without being kept.
    pub(super) fn read(&mut self, kind: &str, text: &str) {
        if text.len() > 2 {
            let mut reader = serde_json::Deserializer::from_str(text);
            // Stored by us as an object of texts, numbers and flags; what is not so says nothing.
            let _unreadable_says_nothing = Reading { kind, said: self }.deserialize(&mut reader);
        }
    }

    fn take(&mut self, column: &'static Column, value: &serde_json::Value) {
        let number = || value.as_f64().or_else(|| value.as_str()?.parse().ok());
        let mut keep = |value| self.values.insert(column.name, value);
        match column.read_as {
            As::Text => value.as_str().into_iter().for_each(|text| keep(Value::Text(text.to_owned()))),
            As::Number => number().into_iter().for_each(|number| keep(Value::Number(number))),
            As::Flag => value.as_bool().into_iter().for_each(|flag| keep(Value::Flag(flag))),
            As::Day => self.end = value.as_str().and_then(day),
            As::Coordinate if column.name == "x" => self.x = number(),
            As::Coordinate => self.y = number(),
        }
    }
}

/// `2026-10-01` as a number.
fn day(text: &str) -> Option<i64> {
    let digits: String = text.get(..10)?.chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 8).then(|| digits.parse().ok())?
}

struct Reading<'a> {
    kind: &'a str,
    said: &'a mut Said,
}

impl<'de> DeserializeSeed<'de> for Reading<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Reading<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<Cow<'_, str>>()? {
            match columns::find(self.kind, &name) {
                Some(column) => self.said.take(column, &map.next_value()?),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_columns_of_the_list_are_kept_and_each_as_what_it_is() {
        let mut said = Said::default();
        said.read(
            "vestiging",
            r#"{"name":"V.O.F. Jansen","kvk":"00100000","establishment":"000990","category":"0146","date_end":"2024-05-06"}"#,
        );
        said.read("vestiging", r#"{"rechtsvorm":"V.O.F.","hoofdvestiging":false,"activiteit":"Varkens"}"#);
        let expected = [("category", Value::Text("0146".into())), ("establishment", Value::Number(990.0))];
        assert_eq!(said.values, expected.into_iter().collect());
        assert_eq!(said.end, Some(20_240_506));
    }

    #[test]
    fn every_value_that_is_kept_is_on_the_list() {
        let everything = r#"{"naam":"x","geboortedatum":"1960-01-01","inkomen":1,"herkomst":"x","leeftijd":60,"huishouden":3,
            "bewoner":true,"vestiging":false,"gebruiker":false,"category":"x","status":"x","jaar":2025,"tekst":"x","melder":"x"}"#;
        for (word, _) in columns::KINDS {
            for (name, _) in allowed_values(word, everything).iter() {
                assert!(columns::allowed(word, name), "{word} {name}");
            }
        }
        assert_eq!(allowed_values("persoon", everything), Values::default());
    }
}
