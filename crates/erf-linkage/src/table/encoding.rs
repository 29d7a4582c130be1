// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Bytes to text: which encoding it is, and which kinds of file are no text at all.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::Serialize;

use super::Refused;

/// How the bytes of a file stand for characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// With or without a byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-8 in which some bytes are broken; each is read as U+FFFD.
    #[serde(rename = "utf-8 (beschadigd)")]
    DamagedUtf8,
    /// What spreadsheets on Windows write.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// UTF-16, either order.
    #[serde(rename = "utf-16")]
    Utf16,
}

impl Encoding {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::DamagedUtf8 => "UTF-8 (beschadigd)",
            Self::Windows1252 => "Windows-1252",
            Self::Utf16 => "UTF-16",
        }
    }
}

/// First bytes of files that people send by mistake.
const KINDS: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "een spreadsheet of zip-bestand"),
    (b"\xd0\xcf\x11\xe0", "een oud Office-bestand"),
    (b"%PDF", "een PDF"),
    (b"\x1f\x8b", "een gzip-bestand"),
    (b"PAR1", "een Parquet-bestand"),
    (b"SQLite format 3\0", "een SQLite-database"),
    (b"\x89PNG", "een plaatje"),
    (b"\xff\xd8\xff", "een foto"),
    (b"<?xml", "een XML-bestand"),
    (b"<!DOCTYPE", "een webpagina"),
    (b"<html", "een webpagina"),
];

/// The text of a file as UTF-8 bytes without a byte order mark.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<(Vec<u8>, Encoding), Refused> {
    if let Some((_, kind)) = KINDS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Refused::OtherKind(kind));
    }
    if let Some(text) = utf16(&bytes) {
        return Ok((text.into_bytes(), Encoding::Utf16));
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    // A byte 0 or two is damage that costs a row; many are no text.
    if bytes.iter().filter(|&&byte| byte == 0).count() * 1000 > bytes.len() {
        return Err(Refused::OtherKind("een bestand met andere tekens dan tekst"));
    }
    match std::str::from_utf8(&bytes) {
        Ok(_) => Ok((bytes, Encoding::Utf8)),
        Err(error) => repair(bytes, error.valid_up_to()),
    }
}

/// UTF-16 by its mark, or else by the zero bytes that plain letters leave in every second place.
fn utf16(bytes: &[u8]) -> Option<String> {
    let sample = &bytes[..bytes.len().min(512)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count() * 4 > sample.len();
    let encoding = match sample {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ if sample.len() >= 4 && zeros(1) && !zeros(0) => UTF_16LE,
        _ if sample.len() >= 4 && zeros(0) && !zeros(1) => UTF_16BE,
        _ => return None,
    };
    Some(encoding.decode_with_bom_removal(bytes).0.into_owned())
}

/// Text that is not UTF-8: damaged UTF-8 when most of its longer characters are whole, else Windows-1252.
fn repair(bytes: Vec<u8>, first: usize) -> Result<(Vec<u8>, Encoding), Refused> {
    let (whole, broken) = longer_characters(&bytes);
    if whole > broken * 4 {
        return Ok((String::from_utf8_lossy(&bytes).into_owned().into_bytes(), Encoding::DamagedUtf8));
    }
    // These five bytes stand for nothing in Windows-1252; code page 850 uses them for letters.
    if let Some(at) = bytes[first..].iter().position(|b| matches!(b, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d)) {
        let row = bytes[..first + at].iter().filter(|&&b| b == b'\n').count() as u32 + 1;
        return Err(Refused::UnknownEncoding { row });
    }
    Ok((WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned().into_bytes(), Encoding::Windows1252))
}

/// How many characters beyond ASCII are whole UTF-8, and how many stretches are not.
fn longer_characters(bytes: &[u8]) -> (usize, usize) {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (whole, broken)
}
