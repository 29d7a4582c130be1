// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The text of a mapping file: which column of a partner's file is which field.

use std::fmt::Write;

/// A mapping being put together; the order of the calls is the order in the file.
#[derive(Debug, Clone)]
pub(crate) struct Mapping {
    kind: &'static str,
    file: Vec<(&'static str, toml::Value)>,
    columns: Vec<(&'static str, String)>,
    attributes: Vec<(&'static str, String, &'static str)>,
}

impl Mapping {
    pub(crate) fn new(kind: &'static str) -> Self {
        Self { kind, file: Vec::new(), columns: Vec::new(), attributes: Vec::new() }
    }

    /// A setting of the section `[file]`.
    pub(crate) fn file(mut self, key: &'static str, value: impl Into<toml::Value>) -> Self {
        self.file.push((key, value.into()));
        self
    }

    /// One of our fields and the heading it is found under.
    pub(crate) fn column(mut self, field: &'static str, heading: &str) -> Self {
        self.columns.push((field, heading.to_owned()));
        self
    }

    /// Anything else worth keeping.
    pub(crate) fn attribute(mut self, name: &'static str, heading: &str, kind: &'static str) -> Self {
        self.attributes.push((name, heading.to_owned(), kind));
        self
    }

    /// The file's text.
    pub(crate) fn text(&self) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut out = format!(
            "# SPDX-FileCopyrightText: 2026 The Erfzicht developers\n# SPDX-License-Identifier: EUPL-1.2\nkind = {}\n",
            quoted(self.kind)
        );
        let mut line = |text: String| writeln!(out, "{text}").expect("writing to a string cannot fail");
        if !self.file.is_empty() {
            line("\n[file]".into());
            self.file.iter().for_each(|(key, value)| line(format!("{key} = {value}")));
        }
        line("\n[columns]".into());
        self.columns.iter().for_each(|(field, heading)| line(format!("{field} = {}", quoted(heading))));
        if !self.attributes.is_empty() {
            line("\n[attributes]".into());
            for (name, heading, kind) in &self.attributes {
                line(format!("{name} = {{ column = {}, type = {} }}", quoted(heading), quoted(kind)));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_valid_toml() {
        let text =
            Mapping::new("dumping").file("header_row", 3).column("street", "Straat \"x\"").attribute("soort", "Soort", "text").text();
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["columns"]["street"].as_str(), Some("Straat \"x\""));
        assert_eq!(table["attributes"]["soort"]["type"].as_str(), Some("text"));
        assert_eq!(table["file"]["header_row"].as_integer(), Some(3));
    }
}
