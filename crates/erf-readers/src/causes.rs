// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the libraries that read a format found wrong with a file, in Dutch. Their own English words stand behind it in parentheses:
//! whoever made the file may need them.

use std::{fmt::Display, io};

use calamine::XlsxError;
use rusqlite::ErrorCode;
use zip::result::ZipError;

fn in_dutch(sentence: &str, own: &impl Display) -> String {
    format!("{sentence} (technisch: {own})")
}

/// Reading stopped.
pub(crate) fn io(error: &io::Error) -> String {
    erf_base::io_cause(error)
}

/// JSON that cannot be read, with the line.
pub(crate) fn json(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let line = error.line();
    let sentence = match error.classify() {
        Category::Eof => format!("het houdt op bij regel {line}, voordat het af is"),
        Category::Syntax | Category::Data => format!("de JSON klopt niet bij regel {line}"),
        Category::Io => "het lezen brak af".to_owned(),
    };
    in_dutch(&sentence, error)
}

/// XML that cannot be read.
pub(crate) fn xml(error: &quick_xml::Error) -> String {
    use quick_xml::Error::{Encoding, IllFormed, Io, Syntax};
    let sentence = match error {
        Io(_) => "het lezen brak af",
        Syntax(_) => "een element of commentaar is niet afgesloten",
        IllFormed(_) => "begin en einde van een element horen niet bij elkaar",
        Encoding(_) => "er staan tekens in die niet bij de opgegeven codering passen",
        _ => "de XML klopt niet",
    };
    in_dutch(sentence, error)
}

/// A GeoPackage, which is an SQLite database, that cannot be read.
pub(crate) fn sqlite(error: &rusqlite::Error) -> String {
    let sentence = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => "het is geen SQLite-database",
        Some(ErrorCode::DatabaseCorrupt) => "de database is beschadigd",
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => "de database is niet te openen",
        _ => "er ontbreekt een tabel of kolom die in een GeoPackage hoort",
    };
    in_dutch(sentence, error)
}

/// A workbook that cannot be read.
pub(crate) fn xlsx(error: &XlsxError) -> String {
    let sentence = match error {
        XlsxError::Io(_) => "het lezen brak af",
        XlsxError::Zip(_) => "de werkmap is niet uit te pakken",
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound | XlsxError::WorksheetNotFound(_) => {
            "er ontbreekt een onderdeel van de werkmap"
        }
        _ => "de inhoud van de werkmap is beschadigd",
    };
    in_dutch(sentence, error)
}

/// A zip that cannot be unpacked.
pub(crate) fn zip(error: &ZipError) -> String {
    let sentence = match error {
        ZipError::UnsupportedArchive(_) => "het is versleuteld, of ingepakt op een manier die Erfzicht niet kent",
        _ => "het zipbestand is beschadigd of niet compleet",
    };
    in_dutch(sentence, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_stands_in_parentheses_only() {
        let json = serde_json::from_str::<u8>("{\n\"a\":").unwrap_err();
        let eof = serde_json::from_str::<serde_json::Value>("{\n\"a\":").unwrap_err();
        let texts = [
            super::json(&json),
            super::json(&eof),
            xml(&quick_xml::Error::Syntax(quick_xml::errors::SyntaxError::UnclosedTag)),
            sqlite(&rusqlite::Error::QueryReturnedNoRows),
            xlsx(&XlsxError::RelationshipNotFound),
            zip(&ZipError::FileNotFound),
        ];
        assert!(texts[1].starts_with("het houdt op bij regel 2"), "{}", texts[1]);
        for text in texts {
            let (dutch, technical) = text.split_once(" (technisch: ").unwrap();
            assert!(technical.ends_with(')') && !dutch.contains("error") && !dutch.contains("not "), "{text}");
        }
    }
}
