// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The card of an algorithm on paper: names of fields at the left, their text at the right. Which fields there are, whoever fills
//! them knows.

use serde::Serialize;

use crate::engine::{ReportError, Template, Typeset, typeset};

/// What stands on the card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Name of the algorithm.
    pub title: String,
    /// Version, as printed below the title; may be empty.
    pub subtitle: String,
    /// What it does, in a few sentences.
    pub summary: String,
    /// The fields, by subject.
    pub groups: Vec<Group>,
    /// At the foot of each page.
    pub footer: String,
}

/// Fields of one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Subject.
    pub title: String,
    /// Name, text and further lines.
    pub fields: Vec<(String, String, Vec<String>)>,
}

impl Group {
    /// A subject with its fields; a field without text says so.
    pub fn new(title: &str, fields: Vec<(&str, &str, Vec<String>)>) -> Self {
        let unfilled =
            |text: &str, lines: &[String]| if text.is_empty() && lines.is_empty() { "nog niet ingevuld" } else { text }.to_owned();
        let field = |(name, text, lines): (&str, &str, Vec<String>)| (name.to_owned(), unfilled(text, &lines), lines);
        Self { title: title.to_owned(), fields: fields.into_iter().map(field).collect() }
    }
}

/// Makes the card as a PDF. Equal data give equal bytes.
pub fn build(sheet: &Sheet) -> Result<Vec<u8>, ReportError> {
    lay_out(sheet)?.pdf()
}

fn lay_out(sheet: &Sheet) -> Result<Typeset, ReportError> {
    typeset(Template::Card.source(), sheet, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_prints_every_field_and_says_what_is_empty() {
        let lines = vec!["Gemeentewet, artikel 172".to_owned()];
        let sheet = Sheet {
            title: "Buitengebiedscan".to_owned(),
            subtitle: "versie 1".to_owned(),
            summary: "Telt punten van gebouwen en ligging op.".to_owned(),
            groups: vec![Group::new(
                "Algemeen",
                vec![("Status", "In gebruik", Vec::new()), ("Website", "", Vec::new()), ("Grondslag", "", lines)],
            )],
            footer: "Gemeente Waterdam".to_owned(),
        };
        let printed = lay_out(&sheet).unwrap().text().join(" ");
        for part in ["Buitengebiedscan", "versie 1", "In gebruik", "artikel 172", "nog niet ingevuld"] {
            assert!(printed.contains(part), "{part} in {printed}");
        }
        assert_eq!(printed.matches("nog niet ingevuld").count(), 1, "a field with lines is filled");
        assert_eq!(build(&sheet).unwrap(), build(&sheet).unwrap());
    }
}
