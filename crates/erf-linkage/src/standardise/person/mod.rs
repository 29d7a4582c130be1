// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Names of people: first names, initials, tussenvoegsel, surname, partner's name, titles.

mod full;
mod given;
mod prefix;
mod surname;
mod title;

pub use prefix::Prefix;
pub use title::{Sex, sex};

use super::{Record, Rule, Silent, Steps, calling, fold::fold_into};

/// What a row says of a person, as typed. Empty where the table has no such column.
#[derive(Debug, Clone, Copy, Default)]
pub struct PersonFields<'a> {
    /// First names.
    pub first_names: &'a str,
    /// Initials.
    pub initials: &'a str,
    /// Tussenvoegsel.
    pub prefix: &'a str,
    /// Surname, perhaps with tussenvoegsel, partner's name or titles.
    pub surname: &'a str,
    /// The whole name in one cell, in either order.
    pub full_name: &'a str,
    /// Sex.
    pub sex: &'a str,
}

/// A person's name taken apart. Texts are folded; surnames are letters only, without blanks and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// First names in full, with one blank between them: `johannes petrus`. Initials are not among them.
    pub first_names: String,
    /// One letter for each first name, also of those in full: `jp`.
    pub initials: String,
    /// Tussenvoegsel of the surname.
    pub prefix: Prefix,
    /// Surname: `berg`, `kerkhof`.
    pub surname: String,
    /// Tussenvoegsel of the second surname.
    pub second_prefix: Prefix,
    /// Second half of a double name, or partner's or birth name.
    pub second_surname: String,
    /// By the column, or else by form of address.
    pub sex: Sex,
    /// The first name looks like a surname and the surname is a first name.
    pub swapped: bool,
    /// "Fam.", "Erven": not one person.
    pub household: bool,
}

impl Person {
    /// The first of the first names; empty when only initials are known.
    pub fn first(&self) -> &str {
        self.first_names.split(' ').next().unwrap_or_default()
    }

    fn clear(&mut self) {
        self.first_names.clear();
        self.initials.clear();
        self.surname.clear();
        self.second_surname.clear();
        (self.prefix, self.second_prefix, self.sex) = (Prefix::NONE, Prefix::NONE, Sex::Unknown);
        (self.swapped, self.household) = (false, false);
    }
}

/// Reads names; keeps room for its work, so one reader serves many rows.
#[derive(Debug, Default)]
pub struct PersonReader {
    folded: String,
}

impl PersonReader {
    /// Reads a row into `out`, which is cleared first.
    pub fn read(&mut self, fields: &PersonFields<'_>, out: &mut Person) {
        self.read_with(fields, out, &mut Silent);
    }

    /// [`PersonReader::read`], and every step noted.
    pub fn read_with(&mut self, fields: &PersonFields<'_>, out: &mut Person, record: &mut impl Record) {
        out.clear();
        if !fields.full_name.is_empty() {
            fold_into(fields.full_name, &mut self.folded);
            record.note(Rule::Fold, fields.full_name, &self.folded);
            full::read(fields.full_name, &self.folded, out, record);
        }
        if !fields.first_names.is_empty() {
            fold_into(fields.first_names, &mut self.folded);
            record.note(Rule::Fold, fields.first_names, &self.folded);
            out.first_names.clear();
            out.initials.clear();
            given::read(fields.first_names, &self.folded, false, out, record);
        }
        if !fields.initials.is_empty() {
            fold_into(fields.initials, &mut self.folded);
            self.initials(fields.initials, out, record);
        }
        if !fields.surname.is_empty() {
            fold_into(fields.surname, &mut self.folded);
            record.note(Rule::Fold, fields.surname, &self.folded);
            out.prefix = Prefix::NONE;
            surname::read(&self.folded, out, record);
        }
        if !fields.prefix.is_empty() {
            fold_into(fields.prefix, &mut self.folded);
            prefix::from_column(&self.folded, out, record);
        }
        if !fields.sex.is_empty() {
            out.sex = title::sex(fields.sex);
        }
        self.note_swap(out, record);
    }

    /// Initials of a column of their own; first names in full know better when they begin alike.
    fn initials(&mut self, typed: &str, out: &mut Person, record: &mut impl Record) {
        let own = std::mem::take(&mut out.initials);
        let names = std::mem::take(&mut out.first_names);
        given::read(typed, &self.folded, true, out, record);
        if !names.is_empty() {
            out.first_names = names;
        }
        if own.len() > out.initials.len() && own.starts_with(out.initials.as_str()) || out.initials.is_empty() {
            out.initials = own;
        }
    }

    fn note_swap(&self, out: &mut Person, record: &mut impl Record) {
        if out.surname.is_empty() || out.first_names.is_empty() || out.first_names.contains(' ') {
            return;
        }
        out.swapped = !calling::is_known(&out.first_names) && calling::is_known(&out.surname);
        if out.swapped {
            record.note(Rule::Swapped, &out.first_names, &out.surname);
        }
    }
}

/// Reads one name.
pub fn person(fields: &PersonFields<'_>) -> Person {
    let mut out = Person::default();
    PersonReader::default().read(fields, &mut out);
    out
}

/// Reads one name and says how.
pub fn person_steps(fields: &PersonFields<'_>) -> (Person, Steps) {
    let (mut out, mut steps) = (Person::default(), Steps::default());
    PersonReader::default().read_with(fields, &mut out, &mut steps);
    (out, steps)
}
