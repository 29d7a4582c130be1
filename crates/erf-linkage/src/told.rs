// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What became of what was typed: per column of a row the text, every step of standardising it, and what is compared.

use serde::Serialize;

use crate::{
    dataset::Side,
    derive,
    roles::{ColumnRole, Role},
    standardise::{
        Record, Rule, Steps,
        address::{AddressFields, address_steps},
        company::company_steps,
        contact,
        date::{DateStyle, date_steps},
        fold::fold,
        numbers,
        person::{PersonFields, Sex, person_steps, sex},
    },
    words,
};

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The heading of its column.
    pub column: String,
    /// What it holds, in Dutch.
    pub role: String,
    /// As it was typed.
    pub typed: String,
    /// What was done, in Dutch.
    pub steps: Vec<String>,
    /// What is compared; empty when nothing is left.
    pub made: String,
}

/// What became of the values of a row. Columns that are not compared and empty cells are left out.
#[must_use]
pub fn told<'c>(side: &Side, cell: &dyn Fn(usize) -> &'c str) -> Vec<Told> {
    let typed = |role: Role| side.roles.iter().find(|column| column.role == role).map_or("", |column| cell(column.column).trim());
    let own_number = !typed(Role::HouseNumber).is_empty();
    let compared = |column: &&ColumnRole| !matches!(column.role, Role::Id | Role::Truth | Role::Ignore);
    let one = |column: &ColumnRole| {
        let text = cell(column.column).trim();
        let (made, steps) = standardised(column.role, text, own_number);
        let name = side.headers.get(column.column).cloned().unwrap_or_default();
        Told { column: name, role: column.role.words().to_owned(), typed: text.to_owned(), steps: steps.words(), made }
    };
    side.roles.iter().filter(compared).map(one).filter(|told| !told.typed.is_empty()).collect()
}

fn standardised(role: Role, text: &str, own_number: bool) -> (String, Steps) {
    match role {
        Role::FirstNames => person(&PersonFields { first_names: text, ..PersonFields::default() }),
        Role::Initials => person(&PersonFields { initials: text, ..PersonFields::default() }),
        Role::Prefix => person(&PersonFields { prefix: text, ..PersonFields::default() }),
        Role::Surname => person(&PersonFields { surname: text, ..PersonFields::default() }),
        Role::FullName => person(&PersonFields { full_name: text, ..PersonFields::default() }),
        Role::Street => {
            address(&AddressFields { street: text, number: if own_number { "1" } else { "" }, ..AddressFields::default() }, own_number)
        }
        Role::HouseNumber => address(&AddressFields { number: text, ..AddressFields::default() }, false),
        Role::Letter => address(&AddressFields { letter: text, ..AddressFields::default() }, false),
        Role::Suffix => address(&AddressFields { suffix: text, ..AddressFields::default() }, false),
        Role::Postcode => postcode(text),
        Role::Place => address(&AddressFields { place: text, ..AddressFields::default() }, false),
        Role::FullAddress => address(&AddressFields { full: text, ..AddressFields::default() }, false),
        Role::CompanyName | Role::TradeName => company(text),
        Role::BirthDate => date(text),
        _ => value(role, text),
    }
}

fn person(fields: &PersonFields<'_>) -> (String, Steps) {
    let (found, steps) = person_steps(fields);
    let given = if found.first_names.is_empty() { &found.initials } else { &found.first_names };
    (joined(&[given, found.prefix.text(), &found.surname, found.second_prefix.text(), &found.second_surname]), steps)
}

/// With a number in a column of its own the number that the street was read with is not shown.
fn address(fields: &AddressFields<'_>, own_number: bool) -> (String, Steps) {
    let (found, steps) = address_steps(fields);
    let number = if own_number || found.number == 0 { String::new() } else { found.number.to_string() };
    let postcode = if found.postcode.is_none() { String::new() } else { found.postcode.to_string() };
    (joined(&[&found.street, &number, &found.addition(), &postcode, &found.place]), steps)
}

/// Of the postcode of another country the digits are compared, and the letters where it begins with one.
fn postcode(text: &str) -> (String, Steps) {
    let (made, steps) = address(&AddressFields { postcode: text, ..AddressFields::default() }, false);
    if !made.is_empty() {
        return (made, steps);
    }
    if let Some(signs) = derive::foreign_signs(text) {
        return (signs, steps);
    }
    let (digits, mut steps) = (text.chars().filter(char::is_ascii_digit).take(6).collect::<String>(), Steps::default());
    steps.note(Rule::Digits, text, &digits);
    (digits, steps)
}

fn company(text: &str) -> (String, Steps) {
    let (found, steps) = company_steps(text);
    (joined(&[&found.name, &found.trade_name, found.legal.text()]), steps)
}

/// A date in the usual order is taken as it is, possible or not.
fn date(text: &str) -> (String, Steps) {
    let number = derive::birth(text);
    let made = if number == 0 { String::new() } else { format!("{:04x}-{:02x}-{:02x}", number >> 16, number >> 8 & 0xff, number & 0xff) };
    let steps = if made == text { Steps::default() } else { date_steps(text, DateStyle::default()).1 };
    (made, steps)
}

fn value(role: Role, text: &str) -> (String, Steps) {
    let mut steps = Steps::default();
    let (rule, made) = match role {
        Role::Phone => {
            let found = contact::phone_with(text, &mut steps);
            return (if found.is_none() || found.generic { String::new() } else { format!("0{:09}", found.digits) }, steps);
        }
        Role::Kvk => (Rule::Digits, numbers::kvk(text).map_or_else(String::new, |number| format!("{number:08}"))),
        Role::Email => (Rule::Fold, Some(contact::email(text)).filter(|email| !contact::is_generic_email(email)).unwrap_or_default()),
        Role::Sex => (Rule::Fold, told_sex(sex(text)).to_owned()),
        Role::X | Role::Y | Role::Latitude | Role::Longitude => (Rule::Fold, text.to_owned()),
        Role::Words => {
            let mut list = Vec::new();
            words::split(&fold(text), &mut |word| list.push(word.to_owned()));
            (Rule::Words, list.join(" "))
        }
        _ => (Rule::Fold, fold(text)),
    };
    steps.note(if made.is_empty() { Rule::Invalid } else { rule }, text, &made);
    (made, steps)
}

const fn told_sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "man",
        Sex::Female => "vrouw",
        Sex::Unknown | Sex::Other => "",
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headers: &[(&str, Role)], cells: &'static [&'static str]) -> Vec<Told> {
        let role = |(column, (_, role)): (usize, &(&str, Role))| ColumnRole { column, role: *role, reason: String::new(), certainty: 1.0 };
        let side = Side {
            headers: headers.iter().map(|(name, _)| (*name).to_owned()).collect(),
            roles: headers.iter().enumerate().map(role).collect(),
        };
        told(&side, &|column| cells[column])
    }

    #[test]
    fn every_value_is_told_with_what_was_typed_its_steps_and_what_is_compared() {
        let headers = [
            ("id", Role::Id),
            ("achternaam", Role::Surname),
            ("straat", Role::Street),
            ("nr", Role::HouseNumber),
            ("tel", Role::Phone),
            ("bedrijf", Role::CompanyName),
            ("geboren", Role::BirthDate),
            ("titel", Role::Words),
        ];
        let told = of(&headers, &["7", "van der Berg", "Kerkstr.", "12 a", "", "Bakkerij Jansen B.V.", "3-2-1980", "De Boot, rood"]);
        let made: Vec<(&str, &str)> = told.iter().map(|value| (value.column.as_str(), value.made.as_str())).collect();
        assert_eq!(
            made,
            [
                ("achternaam", "van der berg"),
                ("straat", "kerkstraat"),
                ("nr", "12 A"),
                ("bedrijf", "bakkerij jansen besloten vennootschap"),
                ("geboren", "1980-02-03"),
                ("titel", "de boot rood")
            ]
        );
        assert!(told[0].steps.iter().any(|step| step.starts_with("Tussenvoegsel van de naam gehaald")), "{:?}", told[0].steps);
        assert!(told.iter().all(|value| !value.steps.is_empty()), "{told:?}");
    }

    #[test]
    fn a_postcode_of_another_country_counts_by_its_digits() {
        let told = of(&[("plz", Role::Postcode)], &["D-64564"]);
        assert_eq!(told[0].made, "64564");
        assert_eq!(of(&[("postcode", Role::Postcode)], &["ls6 2ab"])[0].made, "LS62AB");
    }

    #[test]
    fn a_value_that_does_not_count_says_so() {
        let told = of(&[("kvk", Role::Kvk)], &["12"]);
        assert_eq!((told[0].made.as_str(), told[0].steps.len()), ("", 1));
        assert!(told[0].steps[0].contains("telt niet mee"), "{told:?}");
    }
}
