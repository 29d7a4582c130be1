// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The column allow-list: which fields and attributes of which rows and shapes may ever be read into a scan.
//!
//! The reader of [`crate::store::load`] walks over every other name without keeping it, so a column that is not here does not
//! reach memory. Nothing that describes a person is here (names, birth dates, income, origin, household, criminal record,
//! age), neighbourhood averages included; neither are names of companies, the text of a report, who reported, or anything
//! of one berth, pitch or tenant.

use crate::region::Kind;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// Text.
    Text,
    /// A number, also when it came as text.
    Number,
    /// Yes or no.
    Flag,
    /// A day, read into [`crate::region::Fact::end`].
    Day,
    /// A coordinate, read into [`crate::region::Fact::at`].
    Coordinate,
}

/// A column that may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The word in `kind = "…"` of a mapping.
    pub kind: &'static str,
    /// Our field, or the attribute.
    pub name: &'static str,
    /// What it is.
    pub read_as: As,
}

const fn column(kind: &'static str, name: &'static str, read_as: As) -> Column {
    Column { kind, name, read_as }
}

/// All columns that may be read. The day a row happened is a column of its own in the store and is always read.
pub const ALLOWED: &[Column] = &[
    column("aanwezigheid", "bewoner", As::Flag),
    column("aanwezigheid", "vestiging", As::Flag),
    column("aanwezigheid", "gebruiker", As::Flag),
    column("vestiging", "category", As::Text),
    column("vestiging", "date_end", As::Day),
    // The number by which two lines about one establishment are known to be one.
    column("vestiging", "establishment", As::Number),
    column("deelobject", "category", As::Text),
    column("deelobject", "status", As::Text),
    column("deelobject", "amount", As::Number),
    column("deelobject", "oppervlakte", As::Number),
    column("bestemming", "category", As::Text),
    column("bestemming", "functie", As::Text),
    column("vergunning", "category", As::Text),
    column("vergunning", "status", As::Text),
    column("zaak", "category", As::Text),
    column("zaak", "status", As::Text),
    column("zaak", "date_end", As::Day),
    column("klacht", "category", As::Text),
    column("klacht", "bron_bekend", As::Flag),
    column("dumping", "category", As::Text),
    column("dumping", "x", As::Coordinate),
    column("dumping", "y", As::Coordinate),
    column("signaal", "betrouwbaarheid", As::Text),
    column("signaal", "inhoud", As::Number),
    column("aanbod", "category", As::Text),
    column("aanbod", "status", As::Text),
    column("aanbod", "date_end", As::Day),
    column("ligplaats", "category", As::Text),
    column("ligplaats", "bezet", As::Flag),
    column("ligplaats", "contract", As::Flag),
    column("ligplaats", "vaartuig_bekend", As::Flag),
    column("landbouwtelling", "amount", As::Number),
    column("landbouwtelling", "periode", As::Text),
    column("politiecijfer", "category", As::Text),
    column("politiecijfer", "amount", As::Number),
    column("politiecijfer", "jaar", As::Number),
    column("politiecijfer", "route", As::Text),
    column("meldingen", "amount", As::Number),
    column("meldingen", "jaar", As::Number),
    column("bezoeken", "amount", As::Number),
    column("bezoeken", "jaar", As::Number),
    column("vondst", "category", As::Text),
    column("melding", "status", As::Text),
    column("oordeel", "status", As::Text),
    column("havenincident", "category", As::Text),
    column("weg", "beheerder", As::Text),
    column("weg", "soort", As::Text),
    column("bedrijventerrein", "soort", As::Text),
    column("bedrijventerrein", "parkmanagement", As::Flag),
    column("bedrijventerrein", "keurmerk", As::Flag),
    column("bedrijventerrein", "afsluiting_nacht", As::Flag),
    column("kade", "soort", As::Text),
    column("water", "soort", As::Text),
];

/// The column of a kind of row or shape, when it may be read.
pub fn find(kind: &str, name: &str) -> Option<&'static Column> {
    ALLOWED.iter().find(|column| column.kind == kind && column.name == name)
}

/// Whether a field or attribute of a kind of row or shape may ever be read.
pub fn allowed(kind: &str, name: &str) -> bool {
    find(kind, name).is_some()
}

/// The kind of fact that a word names; `None` for rows that no indicator reads, such as the texts of reports.
pub fn kind(word: &str) -> Option<Kind> {
    KINDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
}

/// The word of each kind of fact.
pub const KINDS: &[(&str, Kind)] = &[
    ("aanwezigheid", Kind::Presence),
    ("vestiging", Kind::Establishment),
    ("deelobject", Kind::Part),
    ("bestemming", Kind::Zoning),
    ("vergunning", Kind::Permit),
    ("zaak", Kind::Case),
    ("klacht", Kind::Complaint),
    ("dumping", Kind::Dump),
    ("signaal", Kind::Signal),
    ("aanbod", Kind::Offer),
    ("ligplaats", Kind::Berth),
    ("landbouwtelling", Kind::FarmCensus),
    ("politiecijfer", Kind::PoliceFigure),
    ("meldingen", Kind::Reports),
    ("bezoeken", Kind::Visits),
    ("vondst", Kind::Find),
    ("melding", Kind::TestedReport),
    ("oordeel", Kind::GridJudgement),
    ("havenincident", Kind::PortIncident),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts of words that would describe a person, a tenant, who reported or what somebody wrote. Averages too.
    const NEVER: &[&str] = &[
        "naam",
        "name",
        "geboorte",
        "birth",
        "leeftijd",
        "age",
        "inkomen",
        "income",
        "uitkering",
        "schuld",
        "herkomst",
        "origin",
        "nationaliteit",
        "land",
        "geloof",
        "gezin",
        "huishouden",
        "household",
        "strafblad",
        "antecedent",
        "verdacht",
        "geslacht",
        "bsn",
        "kvk",
        "rechtsvorm",
        "eigenaar",
        "bestuurder",
        "huurder",
        "klant",
        "melder",
        "vinder",
        "bron_naam",
        "tekst",
        "waarneming",
        "telefoon",
        "email",
        "iban",
        "waarde",
        "aanslag",
        "meetwaarde",
        "verbruik",
        "migrant",
        "seizoen",
        "pers",
        "gemiddeld",
        "percentage",
        "street",
        "number",
        "letter",
        "suffix",
        "postcode",
        "town",
        "address",
        "place_text",
        "row_id",
    ];
    /// Kinds of rows that no scan may read at all.
    const NEVER_KINDS: &[&str] = &[
        "melding_tekst",
        "signaal_professional",
        "standplaats",
        "persoon",
        "bewoner",
        "huisvesting",
        "arbeidsmigranten",
        "meetwaarde",
        "enquete",
        "gesprek",
        "coach",
    ];

    #[test]
    fn nothing_about_persons_is_on_the_list() {
        for column in ALLOWED {
            for word in NEVER {
                assert!(!column.name.split('_').any(|part| part == *word) && column.name != *word, "{} {}", column.kind, column.name);
            }
        }
        for (kind, name) in [
            ("vestiging", "name"),
            ("vestiging", "kvk"),
            ("vestiging", "rechtsvorm"),
            ("buurt", "gemiddeld_inkomen"),
            ("buurt", "herkomst"),
            ("buurt", "leeftijd_65_plus"),
            ("ligplaats", "row_id"),
            ("ligplaats", "number"),
            ("klacht", "melder"),
            ("melding", "tekst"),
            ("signaal", "category"),
            ("oordeel", "verbruik"),
            ("meldingen", "buurt"),
        ] {
            assert!(!allowed(kind, name), "{kind} {name}");
        }
    }

    #[test]
    fn rows_that_no_scan_may_read_have_no_kind() {
        for word in NEVER_KINDS {
            assert_eq!(kind(word), None, "{word}");
            assert!(ALLOWED.iter().all(|column| column.kind != *word), "{word}");
        }
        assert_eq!(kind("vestiging"), Some(Kind::Establishment));
    }

    #[test]
    fn every_column_is_there_once_and_every_kind_of_row_reads_something() {
        for (index, column) in ALLOWED.iter().enumerate() {
            assert!(ALLOWED[..index].iter().all(|other| (other.kind, other.name) != (column.kind, column.name)));
        }
        assert!(KINDS.iter().all(|(word, _)| ALLOWED.iter().any(|column| column.kind == *word)));
    }
}
