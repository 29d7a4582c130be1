// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which rule made what of a value, for a person who wants to know.

use serde::Serialize;

/// A rule of standardising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Case, accents, quotes and dashes.
    Fold,
    /// A title or form of address is taken off.
    Title,
    /// A tussenvoegsel is taken off the name.
    Prefix,
    /// A tussenvoegsel is written out.
    PrefixWritten,
    /// A name that consists of two names is split.
    DoubleName,
    /// A full name is split in first names and surname.
    FullName,
    /// Initials are told apart.
    Initials,
    /// A first name is known under other names.
    Calling,
    /// First name and surname seem to have changed places.
    Swapped,
    /// A street is written without abbreviations.
    Street,
    /// A house number is told apart.
    Number,
    /// An addition is written in its usual form.
    Addition,
    /// Words that say where with respect to the number.
    Relation,
    /// A postcode is found.
    Postcode,
    /// A place gets the name it has today.
    Place,
    /// A PO box, berth or pitch.
    Kind,
    /// An address in one cell is split.
    WholeAddress,
    /// An address is looked up in a list.
    Resolved,
    /// A legal form is taken off.
    Legal,
    /// A trade name is taken off.
    TradeName,
    /// A word for the business is written out.
    Activity,
    /// A holding or other part of a group.
    Holding,
    /// A date is read.
    Date,
    /// A part of a date stands for "unknown".
    Placeholder,
    /// A year of two digits gets a century.
    Century,
    /// A number is reduced to its digits.
    Digits,
    /// A number does not meet its test.
    Invalid,
    /// A value that many people fill in.
    Generic,
    /// Letters that sound alike get one sign.
    Sound,
    /// A long text is taken as a set of words.
    Words,
}

impl Rule {
    /// What the rule does, in Dutch.
    pub fn words(self) -> &'static str {
        match self {
            Self::Fold => "Hoofdletters, accenten en leestekens weggehaald",
            Self::Title => "Titel of aanspreekvorm weggehaald",
            Self::Prefix => "Tussenvoegsel van de naam gehaald",
            Self::PrefixWritten => "Tussenvoegsel voluit geschreven",
            Self::DoubleName => "Dubbele naam gesplitst",
            Self::FullName => "Volledige naam gesplitst in voornaam en achternaam",
            Self::Initials => "Voorletters herkend",
            Self::Calling => "Roepnaam herkend",
            Self::Swapped => "Voornaam en achternaam lijken verwisseld",
            Self::Street => "Straatnaam voluit geschreven",
            Self::Number => "Huisnummer herkend",
            Self::Addition => "Toevoeging in de gewone vorm geschreven",
            Self::Relation => "Plaatsaanduiding bij het nummer herkend",
            Self::Postcode => "Postcode herkend",
            Self::Place => "Plaatsnaam van vandaag gebruikt",
            Self::Kind => "Soort adres herkend",
            Self::WholeAddress => "Heel adres gesplitst",
            Self::Resolved => "Opgezocht in de adressenlijst",
            Self::Legal => "Rechtsvorm van de naam gehaald",
            Self::TradeName => "Handelsnaam van de naam gehaald",
            Self::Activity => "Woord voor het bedrijf voluit geschreven",
            Self::Holding => "Onderdeel van een groep herkend",
            Self::Date => "Datum gelezen",
            Self::Placeholder => "Een deel van de datum is een invulwaarde en telt als onbekend",
            Self::Century => "Eeuw aangevuld",
            Self::Digits => "Alleen de cijfers gebruikt",
            Self::Invalid => "Het nummer klopt niet en telt niet mee",
            Self::Generic => "Een waarde die veel mensen invullen; telt niet mee",
            Self::Sound => "Letters die hetzelfde klinken gelijkgemaakt",
            Self::Words => "In woorden verdeeld",
        }
    }
}

/// What one rule made of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Which rule.
    pub rule: Rule,
    /// What it was given.
    pub before: String,
    /// What it made.
    pub after: String,
}

impl Step {
    /// The step as a line for a person: `Tussenvoegsel van de naam gehaald: van der Berg → berg`.
    pub fn words(&self) -> String {
        format!("{}: {} → {}", self.rule.words(), shown(&self.before), shown(&self.after))
    }
}

fn shown(text: &str) -> &str {
    if text.trim().is_empty() { "(leeg)" } else { text }
}

/// Something that may want to know what a rule did.
pub trait Record {
    /// Whether notes are kept; saves making texts that nobody reads.
    fn keeps(&self) -> bool;
    /// Notes that `rule` made `after` of `before`.
    fn note(&mut self, rule: Rule, before: &str, after: &str);
}

/// Wants to know nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Record for Silent {
    #[inline(always)]
    fn keeps(&self) -> bool {
        false
    }

    #[inline(always)]
    fn note(&mut self, _: Rule, _: &str, _: &str) {}
}

/// Keeps every step that changed something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Steps(pub Vec<Step>);

impl Steps {
    /// The steps as lines for a person.
    pub fn words(&self) -> Vec<String> {
        self.0.iter().map(Step::words).collect()
    }
}

impl Record for Steps {
    fn keeps(&self) -> bool {
        true
    }

    fn note(&mut self, rule: Rule, before: &str, after: &str) {
        if before != after {
            self.0.push(Step { rule, before: before.to_owned(), after: after.to_owned() });
        }
    }
}
