// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What kind of file something is, from its first bytes and, failing that, its name.

use std::{fs::File, io::Read, path::Path};

use crate::ReadError;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A folder.
    Folder,
    /// A zip, not a spreadsheet.
    Zip,
    /// An XLSX spreadsheet.
    Xlsx,
    /// A GeoPackage.
    GeoPackage,
    /// GeoJSON.
    GeoJson,
    /// XML: BAG or GML.
    Xml,
    /// The spreadsheet format of before 2007, which is not read.
    OldExcel,
    /// Anything else: CSV, or nothing we know.
    Text,
}

/// Tells the kind of a file.
pub fn format_of(path: &Path) -> Result<Format, ReadError> {
    if path.is_dir() {
        return Ok(Format::Folder);
    }
    let mut head = Vec::new();
    let file = File::open(path).map_err(|e| ReadError::io(path, &e))?;
    file.take(4096).read_to_end(&mut head).map_err(|e| ReadError::io(path, &e))?;
    Ok(from_head(&head, path))
}

fn from_head(head: &[u8], path: &Path) -> Format {
    let named = |ending: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let spreadsheet = named("xlsx") || named("xlsm") || contains(head, b"[Content_Types].xml") || contains(head, b"xl/");
        if spreadsheet { Format::Xlsx } else { Format::Zip }
    } else if head.starts_with(b"SQLite format 3\0") {
        Format::GeoPackage
    } else if head.starts_with(b"\xd0\xcf\x11\xe0") {
        Format::OldExcel
    } else if text.starts_with(b"<") {
        Format::Xml
    } else if text.starts_with(b"{") {
        Format::GeoJson
    } else {
        Format::Text
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
