// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! TOML to mappings by hand, so that every mistake gets a Dutch sentence with its key.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::{Attribute, AttributeType, Crs, DateOrder, FEATURE_KINDS, FeatureColumns, FeatureMapping, Field, TableMapping, TableOptions};
use crate::table::nearest;

/// A part of the file with the name it goes by in messages.
struct Section<'a> {
    name: &'a str,
    table: &'a Table,
}

impl<'a> Section<'a> {
    fn key(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    fn text(&self, key: &str) -> Result<Option<String>, String> {
        match self.table.get(key) {
            None => Ok(None),
            Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.clone())),
            Some(_) => Err(format!("sleutel '{}' moet een tekst tussen aanhalingstekens zijn, en niet leeg.", self.key(key))),
        }
    }

    fn needed(&self, key: &str) -> Result<String, String> {
        self.text(key)?.ok_or_else(|| format!("sleutel '{}' ontbreekt.", self.key(key)))
    }

    /// A key with a misspelt name would silently do nothing, so it is refused.
    fn only(&self, known: &[&str]) -> Result<(), String> {
        match self.table.keys().find(|key| !known.contains(&key.as_str())) {
            None => Ok(()),
            Some(key) => Err(format!("sleutel '{}' is onbekend.{}", self.key(key), hint(key, known))),
        }
    }

    fn section(&self, key: &'a str) -> Result<Option<Section<'a>>, String> {
        match self.table.get(key) {
            None => Ok(None),
            Some(Value::Table(table)) => Ok(Some(Section { name: key, table })),
            Some(_) => Err(format!("'{key}' moet een onderdeel zijn: schrijf [{key}] op een eigen regel.")),
        }
    }
}

fn hint(key: &str, known: &[&str]) -> String {
    match nearest(key, known.iter().copied()) {
        Some(near) => format!(" Bedoelt u '{near}'?"),
        None => format!(" Bekend zijn: {}.", known.join(", ")),
    }
}

fn parsed(text: &str) -> Result<Table, String> {
    text.parse::<Table>().map_err(|error| {
        let before = error.span().map_or("", |span| text.get(..span.start).unwrap_or_default());
        let line = before.matches('\n').count() + 1;
        format!("regel {line} is geen geldige TOML. Controleer de aanhalingstekens, de haken en het is-teken.")
    })
}

pub(super) fn table(text: &str) -> Result<TableMapping, String> {
    let root = parsed(text)?;
    let root = Section { name: "", table: &root };
    root.only(&["kind", "file", "columns", "attributes"])?;
    let columns = match root.section("columns")? {
        Some(section) => fields(&section)?,
        None => BTreeMap::new(),
    };
    let mapping = TableMapping { kind: root.needed("kind")?, file: options(&root)?, columns, attributes: attributes(&root)? };
    if mapping.columns.is_empty() && mapping.attributes.is_empty() {
        return Err("de indeling noemt geen enkele kolom. Vul [columns] of [attributes].".to_owned());
    }
    match (mapping.columns.contains_key(&Field::X), mapping.columns.contains_key(&Field::Y)) {
        (true, false) => Err("sleutel 'columns.y' ontbreekt: een x zonder y wijst geen plaats aan.".to_owned()),
        (false, true) => Err("sleutel 'columns.x' ontbreekt: een y zonder x wijst geen plaats aan.".to_owned()),
        _ => Ok(mapping),
    }
}

fn fields(section: &Section<'_>) -> Result<BTreeMap<Field, String>, String> {
    let names = Field::ALL.map(Field::name);
    section.only(&names)?;
    let mut columns = BTreeMap::new();
    for field in Field::ALL {
        if let Some(heading) = section.text(field.name())? {
            columns.insert(field, heading);
        }
    }
    Ok(columns)
}

fn options(root: &Section<'_>) -> Result<TableOptions, String> {
    let Some(file) = root.section("file")? else { return Ok(TableOptions::default()) };
    file.only(&["sheet", "header_row", "encoding", "delimiter", "decimal", "date_order"])?;
    let header_row = match file.table.get("header_row") {
        None => None,
        Some(Value::Integer(row)) if (1..=1000).contains(row) => Some(row.unsigned_abs()),
        Some(_) => return Err("sleutel 'file.header_row' moet een getal van 1 tot 1000 zijn.".to_owned()),
    };
    Ok(TableOptions {
        sheet: file.text("sheet")?,
        header_row,
        encoding: encoding(&file)?,
        delimiter: character(&file, "delimiter", &[';', ',', '\t', '|'])?,
        decimal: character(&file, "decimal", &[',', '.'])?,
        date_order: date_order(&file)?,
    })
}

fn encoding(file: &Section<'_>) -> Result<Option<String>, String> {
    let Some(label) = file.text("encoding")? else { return Ok(None) };
    match encoding_rs::Encoding::for_label(label.trim().as_bytes()) {
        Some(_) => Ok(Some(label)),
        None => Err(format!("sleutel 'file.encoding': '{label}' is onbekend. Gebruik \"utf-8\" of \"windows-1252\".")),
    }
}

fn character(file: &Section<'_>, key: &str, allowed: &[char]) -> Result<Option<char>, String> {
    let text = match file.table.get(key) {
        None => return Ok(None),
        Some(Value::String(text)) => text,
        Some(_) => return Err(format!("sleutel 'file.{key}' moet een tekst tussen aanhalingstekens zijn.")),
    };
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if allowed.contains(&letter) => Ok(Some(letter)),
        _ => Err(format!("sleutel 'file.{key}': '{text}' kan niet. Kies uit {allowed:?}.")),
    }
}

fn date_order(file: &Section<'_>) -> Result<Option<DateOrder>, String> {
    Ok(Some(match file.text("date_order")?.as_deref() {
        None => return Ok(None),
        Some("dmy") => DateOrder::Dmy,
        Some("ymd") => DateOrder::Ymd,
        Some("mdy") => DateOrder::Mdy,
        Some(other) => return Err(format!("sleutel 'file.date_order': '{other}' kan niet. Kies uit dmy, ymd, mdy.")),
    }))
}

fn attributes(root: &Section<'_>) -> Result<BTreeMap<String, Attribute>, String> {
    let Some(section) = root.section("attributes")? else { return Ok(BTreeMap::new()) };
    let mut all = BTreeMap::new();
    for (name, value) in section.table {
        let key = format!("attributes.{name}");
        let Value::Table(table) = value else {
            return Err(format!("sleutel '{key}' moet zo zijn: {name} = {{ column = \"Kop\", type = \"text\" }}."));
        };
        all.insert(name.clone(), attribute(&Section { name: &key, table })?);
    }
    Ok(all)
}

fn attribute(section: &Section<'_>) -> Result<Attribute, String> {
    section.only(&["column", "type"])?;
    let kind = match section.text("type")?.as_deref() {
        None | Some("text") => AttributeType::Text,
        Some("number") => AttributeType::Number,
        Some("date") => AttributeType::Date,
        Some("yesno") => AttributeType::YesNo,
        Some(other) => return Err(format!("sleutel '{}': '{other}' kan niet. Kies uit text, number, date, yesno.", section.key("type"))),
    };
    Ok(Attribute { column: section.needed("column")?, kind })
}

pub(super) fn features(text: &str) -> Result<FeatureMapping, String> {
    let root = parsed(text)?;
    let root = Section { name: "", table: &root };
    root.only(&["kind", "file", "columns", "attributes"])?;
    let (layer, crs) = match root.section("file")? {
        None => (None, None),
        Some(file) => {
            file.only(&["layer", "crs"])?;
            (file.text("layer")?, crs(&file)?)
        }
    };
    let columns = root.section("columns")?.ok_or("onderdeel '[columns]' ontbreekt.")?;
    columns.only(&["code", "name", "year_from", "year_to", "parent"])?;
    let columns = FeatureColumns {
        code: columns.text("code")?,
        name: columns.text("name")?,
        year_from: columns.text("year_from")?,
        year_to: columns.text("year_to")?,
        parent: columns.text("parent")?,
    };
    Ok(FeatureMapping { kind: feature_kind(&root)?, layer, crs, columns, attributes: attributes(&root)? })
}

fn feature_kind(root: &Section<'_>) -> Result<String, String> {
    let kind = root.needed("kind")?;
    match FEATURE_KINDS.contains(&kind.as_str()) {
        true => Ok(kind),
        false => Err(format!("sleutel 'kind': '{kind}' is onbekend.{}", hint(&kind, &FEATURE_KINDS))),
    }
}

fn crs(file: &Section<'_>) -> Result<Option<Crs>, String> {
    let Some(name) = file.text("crs")? else { return Ok(None) };
    match Crs::from_name(&name) {
        Some(crs) => Ok(Some(crs)),
        None => Err(format!("sleutel 'file.crs': '{name}' is onbekend. Gebruik \"EPSG:28992\" (RD) of \"EPSG:4326\" (WGS84).")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_mapping_is_read() {
        let text = "kind = \"dumping\"\n[file]\nsheet = \"Meldingen\"\nheader_row = 3\ndelimiter = \";\"\ndate_order = \"dmy\"\n\
                    [columns]\nrow_id = \"Zaaknr\"\n[attributes]\nsoort = { column = \"Soort afval\", type = \"text\" }\n";
        let mapping = TableMapping::from_toml(text, "m.toml").unwrap();
        assert_eq!(mapping.file.header_row, Some(3));
        assert_eq!(mapping.columns[&Field::RowId], "Zaaknr");
        assert_eq!(mapping.headings(), ["Zaaknr", "Soort afval"]);
    }

    #[test]
    fn mistakes_name_the_file_and_the_key_in_dutch() {
        let message = |text: &str| TableMapping::from_toml(text, "m.toml").unwrap_err().to_string();
        assert_eq!(message("[columns]\nname = \"Naam\"\n"), "m.toml: sleutel 'kind' ontbreekt.");
        assert_eq!(
            message("kind = \"a\"\n[columns]\nstret = \"Straat\"\n"),
            "m.toml: sleutel 'columns.stret' is onbekend. Bedoelt u 'street'?"
        );
        assert!(message("kind = \"a\"\n[file]\ndecimal = \"x\"\n").contains("file.decimal"));
        assert!(message("kind = \"a\"\nkind = ").starts_with("m.toml: regel 2 is geen geldige TOML"));
        assert!(message("kind = \"a\"\n[columns]\nx = \"X\"\n").contains("columns.y"));
        assert!(message("kind = \"a\"\n[attributes]\nq = { column = \"Q\", type = \"bool\" }\n").contains("attributes.q.type"));
    }

    #[test]
    fn a_kind_that_nothing_uses_is_refused_with_the_one_that_was_meant() {
        let error = FeatureMapping::from_toml("kind = \"perceelen\"\n[columns]\ncode = \"c\"\n", "f.toml").unwrap_err();
        assert_eq!(error.to_string(), "f.toml: sleutel 'kind': 'perceelen' is onbekend. Bedoelt u 'perceel'?");
    }

    /// Crop fields, for one, have no code of their own: their place in the file stands for it.
    #[test]
    fn a_feature_mapping_may_do_without_a_code() {
        let without = FeatureMapping::from_toml("kind = \"gewasperceel\"\n[columns]\nname = \"n\"\n", "f.toml").unwrap();
        assert_eq!(without.columns.code, None);
        let with = FeatureMapping::from_toml("kind = \"weg\"\n[file]\ncrs = \"EPSG:28992\"\n[columns]\ncode = \"c\"\n", "f.toml").unwrap();
        assert_eq!((with.crs, with.columns.code.as_deref()), (Some(Crs::Rd), Some("c")));
    }
}
