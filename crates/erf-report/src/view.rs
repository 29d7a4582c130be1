// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the template of a report prints: words, tables and pictures, with nothing left to decide.

use serde::Serialize;

/// A whole report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct View {
    pub title: String,
    /// Top of every page but the first, left and right.
    pub header: (String, String),
    /// Bottom of every page, before the page number.
    pub footer: String,
    pub front: Front,
    pub sections: Vec<Section>,
}

/// Page 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Front {
    /// Above the title.
    pub kicker: String,
    /// Below the title.
    pub subtitle: String,
    /// A warning in a frame: a draft, an expired scan. Empty for none.
    pub warning: String,
    pub summary: String,
    /// The sentence that always stands there.
    pub promise: String,
    pub map: Option<Picture>,
    /// Below the map, or in its place.
    pub map_note: String,
    pub figures: Vec<FrontFigure>,
    pub unseen_title: String,
    pub unseen: Vec<Item>,
    pub contact_title: String,
    pub contact: Vec<String>,
}

/// A picture with its words for who cannot see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    pub file: String,
    pub alt: String,
}

/// A large number with its dot and interval.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FrontFigure {
    pub value: String,
    pub label: String,
    pub picture: Option<Picture>,
    /// n, interval, source and date.
    pub foot: String,
}

/// A subject with its number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    pub title: String,
    /// The answer, first.
    pub lead: String,
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Text { text: String },
    /// A sentence that must not be missed.
    Note { text: String },
    /// A smaller heading.
    Heading { text: String },
    /// Points.
    List { items: Vec<Item> },
    /// A table.
    Table(Table),
    /// Places with their reasons.
    Places { places: Vec<PlaceBlock> },
}

/// A point of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    pub strong: String,
    pub text: String,
}

/// A table with a heading of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Below the table; may be empty.
    pub note: String,
    /// Width as a share of the page.
    pub width: f64,
    /// Set in so many columns beside each other: for many short rows.
    pub folds: usize,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    pub title: String,
    /// Width as a share of what there is.
    pub width: f64,
    /// Numbers stand right.
    pub right: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cell {
    /// Words or a number.
    Text { text: String },
    /// A row of totals.
    Strong { text: String },
    /// A name with small words below it.
    Named { text: String, soft: String },
    /// A dot with interval on the axis 0..1, and its words.
    Dot { at: Option<f64>, low: Option<f64>, high: Option<f64>, compare: Option<f64>, text: String },
    /// The symbol of a band.
    Band { letter: String },
}

/// A place of the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceBlock {
    pub band: String,
    pub name: String,
    pub meta: String,
    pub reasons: Vec<PlaceReason>,
    /// How many more reasons there are; may be empty.
    pub more: String,
    pub caveat: String,
    pub lowers: String,
    pub unknown: String,
}

/// A reason of a place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceReason {
    pub points: String,
    pub text: String,
    pub source: String,
}

impl Table {
    /// A table as wide as the page.
    pub fn new(title: impl Into<String>, columns: Vec<Column>, rows: Vec<Vec<Cell>>, note: impl Into<String>) -> Self {
        Self { title: title.into(), columns, rows, note: note.into(), width: 1.0, folds: 1 }
    }
}

impl Block {
    /// A paragraph.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// A sentence that must not be missed.
    pub fn note(text: impl Into<String>) -> Self {
        Self::Note { text: text.into() }
    }

    /// A smaller heading.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Heading { text: text.into() }
    }
}

impl Cell {
    /// Words or a number.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// A total.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Strong { text: text.into() }
    }

    /// A name with small words below it.
    pub fn named(text: impl Into<String>, soft: impl Into<String>) -> Self {
        Self::Named { text: text.into(), soft: soft.into() }
    }
}

/// Columns from `(title, width)`; a title that starts with `>` stands right.
pub fn columns(columns: &[(&str, f64)]) -> Vec<Column> {
    let column = |(title, width): &(&str, f64)| Column {
        title: title.trim_start_matches('>').to_owned(),
        width: *width,
        right: title.starts_with('>'),
    };
    columns.iter().map(column).collect()
}
