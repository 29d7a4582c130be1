// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Why a whole file is refused.

use std::{io, path::Path};

use serde::{Deserialize, Serialize};

/// A file that cannot be read at all. The text is Dutch, names the file and says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    /// The operating system gives no access.
    #[error("{file}: het bestand kan niet worden gelezen ({cause}). Controleer of het bestaat en of u het mag lezen.")]
    Io {
        /// Name of the file.
        file: String,
        /// What the operating system says.
        cause: String,
    },
    /// Not the kind of file it was taken for.
    #[error("{file}: dit is geen {expected}: {cause}. Controleer of u het juiste bestand heeft gekozen.")]
    Format {
        /// Name of the file.
        file: String,
        /// What was expected.
        expected: String,
        /// What was found.
        cause: String,
    },
    /// The right kind of file, in a state in which it must not be read.
    #[error("{file}: {cause}.")]
    Unfit {
        /// Name of the file.
        file: String,
        /// What is wrong and what to do about it.
        cause: String,
    },
    /// A zip that unpacks to far more than it should.
    #[error("{file}: het zipbestand is niet vertrouwd: {cause}. Vraag de leverancier om het bestand opnieuw te maken.")]
    Archive {
        /// Name of the file.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
    /// The mapping asks for columns that are not there.
    #[error(
        "{file}: niet alle kolommen van de indeling staan in het bestand. Ontbreekt: {missing}. Gevonden: {found}. Pas de indeling aan of vraag een nieuwe levering."
    )]
    Columns {
        /// Name of the file.
        file: String,
        /// What is not there, each with the nearest name that is.
        missing: String,
        /// What is there.
        found: String,
    },
    /// A column or property that holds, or seems to hold, citizen service numbers.
    #[error(
        "{file}: kolom '{column}' lijkt burgerservicenummers (BSN) te bevatten: {cause}. Erfzicht mag geen BSN verwerken en weigert daarom het hele bestand. Vraag de leverancier om een bestand zonder deze nummers."
    )]
    Bsn {
        /// Name of the file.
        file: String,
        /// Heading of the column.
        column: String,
        /// What gave it away; never a value.
        cause: String,
    },
    /// A column of formulas whose outcomes were never written down.
    #[error(
        "{file}: kolom '{column}' bestaat alleen uit formules zonder uitkomst. Open het bestand in Excel, sla het op en lever het opnieuw aan."
    )]
    Unsolved {
        /// Name of the file.
        file: String,
        /// Heading of the column.
        column: String,
    },
    /// The child process that reads spreadsheets hit its limits or fell over.
    #[error("{file}: {cause}. Sla het bestand op als CSV, of deel het in kleinere bestanden, en lever het opnieuw aan.")]
    Child {
        /// Name of the file.
        file: String,
        /// What happened.
        cause: String,
    },
    /// The caller asked to stop.
    #[error("het lezen is gestopt")]
    Stopped,
}

/// The name of a file as people know it: without its folder.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// A heading or a name from a file, fit to be read: without control characters, and not longer than a heading is.
pub(crate) fn shown(name: &str) -> String {
    const LONGEST: usize = 40;
    let mut letters = name.chars().filter(|c| !c.is_control());
    let short: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() { short + "…" } else { short }
}

impl ReadError {
    /// What the system says about a file, in Dutch.
    pub fn io(path: &Path, cause: &io::Error) -> Self {
        Self::Io { file: file_name(path), cause: erf_base::io_cause(cause) }
    }

    /// Coordinates that would end up in the wrong place.
    pub(crate) fn foreign_crs(file: &str, crs: &str) -> Self {
        let crs = shown(crs);
        let cause = format!(
            "het bestand zegt dat de coördinaten in het stelsel '{crs}' staan, en dat leest Erfzicht niet. Lever het bestand aan in RD \
             (EPSG:28992) of WGS84 (EPSG:4326)"
        );
        Self::Unfit { file: file.to_owned(), cause }
    }

    pub(crate) fn format(path: &Path, expected: &str, cause: impl Into<String>) -> Self {
        Self::Format { file: file_name(path), expected: expected.to_owned(), cause: cause.into() }
    }
}
