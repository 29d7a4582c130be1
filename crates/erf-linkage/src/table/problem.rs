// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What can be wrong with a file or a row, in words that help.

use std::collections::BTreeMap;

use serde::Serialize;

/// What is wrong with a row or a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Fewer cells than the header has.
    TooFewCells,
    /// More cells than the header has, and not all empty.
    TooManyCells,
    /// A quote opens a cell and does not close it.
    UnclosedQuote,
    /// Text behind the quote that closes a cell.
    TextBehindQuote,
    /// Delimiters and nothing else.
    EmptyRow,
    /// A character that could not be read. The row is used, unless it is a byte 0.
    BrokenCharacter,
    /// A heading without a name. The column gets one.
    EmptyHeader,
    /// A heading that was there before. The column gets a number.
    DuplicateHeader,
    /// The first row looks like data.
    HeaderLooksLikeData,
    /// A line above the header that holds a title. It is passed over.
    TitleLine,
    /// An identifier is missing.
    EmptyId,
    /// An identifier was there before.
    DuplicateId,
}

impl Code {
    /// What to do about it.
    pub fn action(self) -> &'static str {
        match self {
            Self::TooFewCells => "Vul de rij aan tot het aantal kolommen van de kopregel, of haal de regel weg.",
            Self::TooManyCells => "Zet tekst met een scheidingsteken erin tussen aanhalingstekens.",
            Self::UnclosedQuote => "Sluit het aanhalingsteken, of schrijf een los aanhalingsteken dubbel.",
            Self::TextBehindQuote => "Schrijf een aanhalingsteken binnen een waarde dubbel.",
            Self::EmptyRow => "U hoeft niets te doen; een lege rij telt niet mee.",
            Self::BrokenCharacter => "Sla het bestand opnieuw op als CSV UTF-8.",
            Self::EmptyHeader => "Geef de kolom een naam in de kopregel.",
            Self::DuplicateHeader => "Geef elke kolom een eigen naam.",
            Self::HeaderLooksLikeData => "Zet boven de gegevens een regel met kolomnamen.",
            Self::TitleLine => "U hoeft niets te doen; de regel eronder is de kopregel.",
            Self::EmptyId => "Geef elke rij een nummer, of kies een andere kolom.",
            Self::DuplicateId => "Geef elke rij een eigen nummer, of kies een andere kolom.",
        }
    }
}

/// One thing that is wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Row as a spreadsheet shows it; the header of a plain file is row 1.
    pub row: u32,
    /// Name of the column, when it is about one.
    pub column: Option<String>,
    /// What stands there, at most 80 characters of it.
    pub value: String,
    /// What is wrong.
    pub code: Code,
    /// What is wrong, in words.
    pub reason: String,
    /// What to do about it, in words.
    pub action: &'static str,
    /// Whether the row is left out.
    pub rejected: bool,
}

/// Problems in detail up to a number, and how many there are in all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Problems {
    /// In the order of the file.
    pub list: Vec<Problem>,
    /// All problems by kind, also those that are not in the list.
    pub counts: BTreeMap<Code, usize>,
    #[serde(skip)]
    pub(super) most: usize,
}

impl Problems {
    /// Counts a problem, and keeps it when there is room. The words are only made then.
    pub(super) fn note(&mut self, code: Code, make: impl FnOnce() -> Problem) {
        *self.counts.entry(code).or_default() += 1;
        if self.list.len() < self.most {
            self.list.push(make());
        }
    }

    /// How many problems there are in all.
    pub fn total(&self) -> usize {
        self.counts.values().sum()
    }
}

/// The first characters of a value, for a message.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Why a file is not read at all. The message says what happened; [`Refused::action`] what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No bytes, or only blanks.
    #[error("Het bestand is leeg.")]
    Empty,
    /// Another kind of file.
    #[error("Dit is geen CSV maar {0}.")]
    OtherKind(&'static str),
    /// Bytes that are no text we know.
    #[error("Regel {row}: de tekens zijn niet te lezen; het bestand is geen UTF-8, UTF-16 of Windows-1252.")]
    UnknownEncoding {
        /// The line with the first byte that is no text.
        row: u32,
    },
    /// The header has no names.
    #[error("Regel {row}: in de kopregel staat geen enkele kolomnaam.")]
    NoHeader {
        /// The line of the header.
        row: u32,
    },
    /// More than 4 GiB.
    #[error("Het bestand is met {bytes} bytes groter dan 4 GiB.")]
    TooLarge {
        /// Its length.
        bytes: u64,
    },
    /// More columns than anyone uses.
    #[error("Regel {row}: de kopregel heeft {columns} kolommen; meer dan 4096 lezen wij niet.")]
    TooManyColumns {
        /// The line of the header.
        row: u32,
        /// How many there are.
        columns: usize,
    },
    /// Quotes that make no sense all through the file.
    #[error("Vanaf rij {row} kloppen de aanhalingstekens niet meer; rijen zijn niet uit elkaar te houden.")]
    BrokenQuotes {
        /// The row where we gave up.
        row: u32,
    },
    /// There are rows, and not one can be used.
    #[error("Geen van de {rows} rijen past bij de kopregel; de eerste fout staat in rij {row}: {reason}")]
    NothingFits {
        /// Rows in the file.
        rows: usize,
        /// The first row that does not fit.
        row: u32,
        /// Why it does not.
        reason: String,
    },
    /// A column was asked for that is not there.
    #[error("Kolom {name} bestaat niet. Wel zijn er: {columns}.")]
    NoSuchColumn {
        /// The name asked for.
        name: String,
        /// The names there are.
        columns: String,
    },
    /// An identifier stands in more than one row.
    #[error("Kolom {column}: {value} staat in rij {first} en in rij {second}. In totaal {count} {rows} een nummer dat er al was.", rows = if *count == 1 { "rij heeft" } else { "rijen hebben" })]
    DuplicateIds {
        /// The column with identifiers.
        column: String,
        /// The first value that comes back.
        value: String,
        /// Where it stands first.
        first: u32,
        /// Where it comes back.
        second: u32,
        /// Rows with an identifier that was there before.
        count: usize,
    },
    /// A row has no identifier.
    #[error("Kolom {column}: in rij {row} staat geen nummer. In totaal {count} zonder nummer.", count = if *count == 1 { "is er 1 rij".to_owned() } else { format!("zijn er {count} rijen") })]
    EmptyIds {
        /// The column with identifiers.
        column: String,
        /// The first row without one.
        row: u32,
        /// How many rows have none.
        count: usize,
    },
}

impl Refused {
    /// The row it is about, when there is one.
    pub fn row(&self) -> Option<u32> {
        match self {
            Self::UnknownEncoding { row }
            | Self::NoHeader { row }
            | Self::TooManyColumns { row, .. }
            | Self::BrokenQuotes { row }
            | Self::NothingFits { row, .. }
            | Self::EmptyIds { row, .. } => Some(*row),
            Self::DuplicateIds { second, .. } => Some(*second),
            _ => None,
        }
    }

    /// What to do about it.
    pub fn action(&self) -> &'static str {
        match self {
            Self::Empty => "Kies een bestand met een kopregel en rijen.",
            Self::OtherKind(_) => "Open het in het programma waar het uit komt en sla het op als CSV UTF-8.",
            Self::UnknownEncoding { .. } => "Sla het bestand opnieuw op als CSV UTF-8.",
            Self::NoHeader { .. } => "Zet op de eerste regel de namen van de kolommen.",
            Self::TooLarge { .. } => "Splits het bestand.",
            Self::TooManyColumns { .. } => "Laat kolommen weg, of kijk of de rijen onder elkaar staan.",
            Self::BrokenQuotes { .. } => "Schrijf een aanhalingsteken binnen een waarde dubbel en sla het bestand opnieuw op.",
            Self::NothingFits { .. } => "Kijk of het scheidingsteken klopt en of de kopregel bij de rijen hoort.",
            Self::NoSuchColumn { .. } => "Kies een van deze kolommen.",
            Self::DuplicateIds { .. } => Code::DuplicateId.action(),
            Self::EmptyIds { .. } => Code::EmptyId.action(),
        }
    }
}
