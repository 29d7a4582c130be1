// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Partner files in, typed records out: BAG 2.0 extracts, spreadsheets, and files with shapes.
//!
//! This crate knows files, not our database. Every reader streams: it hands one [`Event`] at a time to the caller and keeps
//! memory flat whatever the size of the file. Every row or object of a file is accounted for: it becomes a
//! [`Event::Record`], or a [`Problem`] with `rejected` set says in Dutch why it was left out and what to do about it.

mod archive;
pub mod bag;
mod bsn;
mod causes;
mod coordinates;
mod error;
pub mod features;
pub mod guard;
pub mod mapping;
pub mod profile;
pub mod table;
mod values;
mod xml;

use std::{
    fs::File,
    io::{self, Read},
    ops::ControlFlow,
    path::Path,
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use error::ReadError;

/// Something in a file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The sheet, layer or inner file; absent when the file has only one.
    pub sheet: Option<String>,
    /// The row as a person sees it in a spreadsheet, or the place of the object within its inner file (1-based).
    pub row: Option<u64>,
    /// The heading of the column, or the name of the element.
    pub column: Option<String>,
    /// What stood there; only ever from a column that the mapping names.
    pub value: Option<String>,
    /// A stable name in Dutch snake_case, for counting and for translations.
    pub code: String,
    /// What is wrong, a Dutch sentence.
    pub reason: String,
    /// What to do about it, a Dutch sentence.
    pub action: String,
    /// Whether the row was left out because of this.
    pub rejected: bool,
}

impl Problem {
    /// A remark: the row is kept.
    pub(crate) fn note(code: &str, reason: impl Into<String>, action: impl Into<String>) -> Self {
        let (code, reason, action) = (code.to_owned(), reason.into(), action.into());
        Self { sheet: None, row: None, column: None, value: None, code, reason, action, rejected: false }
    }

    /// The reason why a row is left out.
    pub(crate) fn rejection(code: &str, reason: impl Into<String>, action: impl Into<String>) -> Self {
        Self { rejected: true, ..Self::note(code, reason, action) }
    }

    /// With the column and the value that caused it.
    pub(crate) fn about(mut self, column: impl Into<String>, value: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self.value = Some(shortened(value.into()));
        self
    }

    /// With its place in the file.
    pub(crate) fn at(mut self, position: &Position) -> Self {
        self.sheet = (!position.member.is_empty()).then(|| position.member.to_string());
        self.row = Some(position.ordinal);
        self
    }
}

/// A cell can hold a book; a problem shows its beginning.
fn shortened(value: String) -> String {
    const LONGEST: usize = 200;
    match value.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value,
    }
}

/// Where in a file something stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The inner zip or XML member (`9999PND15092020.zip/0221PND15092020-000001.xml`), the sheet, or the layer; empty if none.
    pub member: Arc<str>,
    /// Place of the object or number of the row within it, counted from 1.
    pub ordinal: u64,
}

/// What a reader tells its caller, one at a time.
#[derive(Debug, Clone, PartialEq)]
pub enum Event<R> {
    /// A row or object that was understood.
    Record(Position, R),
    /// A remark, or the reason why a row was left out.
    Problem(Problem),
    /// How far the reader is; only the ratio means something.
    Progress {
        /// Work done.
        done: u64,
        /// All work.
        total: u64,
    },
}

/// The caller's end of a reader. `Break` stops the reader, which then returns [`ReadError::Stopped`].
pub type Emit<'a, R> = &'a mut dyn FnMut(Event<R>) -> ControlFlow<()>;

/// How many rows or objects a file held and what became of them. Always `rows_in == accepted + rejected`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Rows or objects in the file.
    pub rows_in: u64,
    /// Handed on as a record.
    pub accepted: u64,
    /// Left out, each with a problem.
    pub rejected: u64,
}

impl Tally {
    pub(crate) fn accept(&mut self) {
        self.rows_in += 1;
        self.accepted += 1;
    }

    pub(crate) fn reject(&mut self) {
        self.rows_in += 1;
        self.rejected += 1;
    }
}

/// The SHA-256 of a file, in hexadecimal.
pub fn file_hash(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; 1 << 16];
    loop {
        match file.read(&mut chunk)? {
            0 => break,
            n => hasher.update(&chunk[..n]),
        }
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Hands an event to the caller; an error when the caller wants no more.
pub(crate) fn send<R>(emit: Emit<'_, R>, event: Event<R>) -> Result<(), ReadError> {
    match emit(event) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ReadError::Stopped),
    }
}
