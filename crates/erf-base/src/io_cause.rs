// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the operating system says about a file, in Dutch. Words only: nothing is read or written here.

use std::io::{Error, ErrorKind};

/// Why a file or folder could not be used, as the middle of a sentence.
pub fn io_cause(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "het bestaat niet",
        ErrorKind::PermissionDenied => "geen toegang",
        ErrorKind::IsADirectory => "het is een map, geen bestand",
        ErrorKind::NotADirectory => "een deel van de naam is geen map",
        ErrorKind::AlreadyExists => "het bestaat al",
        ErrorKind::DirectoryNotEmpty => "de map is niet leeg",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "de schijf is vol",
        ErrorKind::ReadOnlyFilesystem => "er mag niet worden geschreven",
        ErrorKind::InvalidData => "het is geen leesbare tekst",
        ErrorKind::AddrInUse => "het adres is al in gebruik",
        ErrorKind::AddrNotAvailable => "het adres is niet van deze machine",
        _ => return format!("het systeem meldt: {error}"),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_meet_is_dutch() {
        assert_eq!(io_cause(&Error::from_raw_os_error(2)), "het bestaat niet");
        assert_eq!(io_cause(&Error::from_raw_os_error(21)), "het is een map, geen bestand");
        assert!(io_cause(&Error::other("odd")).ends_with("odd"));
    }
}
