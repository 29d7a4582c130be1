// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Header and content together: the header speaks first, and content wins when it is clear.

use super::{
    ColumnRole, Role,
    content::{Profile, Shape},
    headers,
};
use crate::table::Table;

/// What every column of a table holds, in the order of the columns.
pub fn guess(table: &Table) -> Vec<ColumnRole> {
    let profiles: Vec<Profile> = (0..table.columns.len()).map(|column| Profile::of(table, column)).collect();
    let mut roles: Vec<ColumnRole> =
        table.columns.iter().zip(&profiles).enumerate().map(|(column, (name, profile))| single(column, name, profile)).collect();
    settle(&mut roles, &profiles, table);
    roles
}

fn single(column: usize, name: &str, profile: &Profile) -> ColumnRole {
    let made = |role: Role, certainty: f64, reason: String| ColumnRole { column, role, reason, certainty };
    let header = headers::meaning(name);
    if let Some((role @ (Role::Truth | Role::Id), certainty)) =
        header.filter(|(role, c)| *role == Role::Truth || (*role == Role::Id && *c > 0.9 && profile.distinct == profile.filled))
    {
        return made(role, certainty, format!("De kop {name} zegt het."));
    }
    if profile.filled == 0 {
        return made(Role::Ignore, 1.0, format!("In kolom {name} staat niets."));
    }
    let content = from_content(profile);
    match (header, content) {
        (Some((role, sure)), Some((other, clear, _))) if agrees(role, other) => {
            made(refined(role, other), (sure.max(clear) + 0.04).min(0.99), format!("De kop {name} zegt het en de waarden passen erbij."))
        }
        (Some((role, sure)), Some((other, clear, why))) if clear > sure && !protects(role) => made(
            other,
            clear - 0.1,
            format!("De waarden wijzen op {}: {why}. De kop {name} zegt iets anders ({}).", other.words(), role.words()),
        ),
        (Some((role, sure)), _) => by_header(role, sure, name, profile, made),
        (None, Some((other, clear, why))) => made(other, clear - 0.1, format!("De kop {name} zegt ons niets; de waarden wel: {why}.")),
        (None, None) => unknown(name, profile, made),
    }
}

/// A header of which the values are not clear. A role with a strict form is not believed when no value has it.
fn by_header(role: Role, sure: f64, name: &str, profile: &Profile, made: impl Fn(Role, f64, String) -> ColumnRole) -> ColumnRole {
    let fits = fits(role, profile);
    if fits < 0.2 && profile.filled >= 5 {
        let other = unknown(name, profile, &made);
        let reason = format!("De kop {name} wijst op {}, maar de waarden passen daar niet bij.", role.words());
        return made(other.role, 0.4, reason);
    }
    made(role, sure * (0.7 + 0.3 * fits), format!("De kop {name} zegt het."))
}

/// The share of values that this role allows.
fn fits(role: Role, profile: &Profile) -> f64 {
    let any = |shapes: &[Shape]| shapes.iter().map(|shape| profile.share(*shape)).fold(0.0, f64::max);
    match role {
        Role::Postcode => any(&[Shape::FullPostcode, Shape::FourDigits, Shape::Code, Shape::Number]),
        Role::HouseNumber => any(&[Shape::NumberStart, Shape::SmallNumber]),
        Role::BirthDate | Role::Date => any(&[Shape::Date, Shape::Number]),
        Role::Kvk => any(&[Shape::EightDigits, Shape::Number]),
        Role::Establishment => any(&[Shape::TwelveDigits, Shape::Number]),
        Role::Rsin => any(&[Shape::ElevenTest, Shape::Number]),
        Role::Phone => any(&[Shape::Phone, Shape::Number]).max(if profile.share(Shape::Letters) < 0.5 { 0.5 } else { 0.0 }),
        Role::Email => any(&[Shape::Email]),
        Role::X | Role::Y | Role::Latitude | Role::Longitude => 1.0 - profile.share(Shape::Letters),
        Role::FirstNames | Role::Surname | Role::Place | Role::Sex | Role::FullName => any(&[Shape::Letters]),
        Role::Prefix => any(&[Shape::Prefix]).max(any(&[Shape::Letters]) * if profile.mean_length < 8.0 { 1.0 } else { 0.1 }),
        _ => 1.0,
    }
}

/// Headers that no content overrules.
fn protects(role: Role) -> bool {
    matches!(role, Role::Ignore | Role::Truth)
}

/// Whether what the values look like is what the header says, or a wider form of it.
fn agrees(header: Role, content: Role) -> bool {
    header == content
        || matches!(
            (header, content),
            (Role::Date, Role::BirthDate)
                | (Role::BirthDate, Role::Date)
                | (Role::FullAddress, Role::Street)
                | (Role::Street, Role::FullAddress)
                | (Role::FullName | Role::CompanyName | Role::TradeName, Role::CompanyName)
                | (Role::FullName, Role::FirstNames)
                | (Role::Surname | Role::FirstNames | Role::FullName, Role::FullName)
                | (Role::Code | Role::Id, Role::Kvk | Role::Establishment | Role::Rsin)
        )
}

/// The more telling of two roles that agree.
fn refined(header: Role, content: Role) -> Role {
    match (header, content) {
        (Role::FullName, Role::CompanyName) => Role::CompanyName,
        (Role::FullAddress, Role::Street) => Role::FullAddress,
        (Role::Street, Role::FullAddress) => Role::FullAddress,
        _ => header,
    }
}

/// What the values alone say: the role, how clear, and why.
fn from_content(profile: &Profile) -> Option<(Role, f64, String)> {
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let rules: &[(Shape, f64, Role, f64, &str)] = &[
        (Shape::Email, 0.7, Role::Email, 0.99, "is een e-mailadres"),
        (Shape::Website, 0.7, Role::Website, 0.99, "is een website"),
        (Shape::AddressWithPostcode, 0.5, Role::FullAddress, 0.98, "heeft een straat en een postcode"),
        (Shape::FullPostcode, 0.6, Role::Postcode, 0.99, "is een postcode"),
        (Shape::Phone, 0.7, Role::Phone, 0.97, "is een telefoonnummer"),
        (Shape::StreetWithNumber, 0.6, Role::Street, 0.97, "is een straat met huisnummer"),
        (Shape::StreetWord, 0.5, Role::Street, 0.96, "eindigt als een straat"),
        (Shape::Sex, 0.95, Role::Sex, 0.97, "is een geslacht"),
        (Shape::Prefix, 0.8, Role::Prefix, 0.97, "is een tussenvoegsel"),
        (Shape::Legal, 0.35, Role::CompanyName, 0.97, "heeft een rechtsvorm"),
        (Shape::Initials, 0.7, Role::Initials, 0.9, "is een reeks voorletters"),
        (Shape::InitialName, 0.6, Role::FullName, 0.9, "is een naam met voorletters"),
    ];
    for (shape, least, role, clear, words) in rules {
        let share = profile.share(*shape);
        if share >= *least {
            return Some((*role, *clear, format!("{} {words}", percent(share))));
        }
    }
    dates(profile).or_else(|| coordinates(profile)).or_else(|| names(profile)).or_else(|| numbers(profile))
}

fn dates(profile: &Profile) -> Option<(Role, f64, String)> {
    let share = profile.share(Shape::Date);
    if share < 0.7 {
        return None;
    }
    let born = profile.share(Shape::OldDate) / share > 0.4 && profile.distinct * 3 > profile.filled;
    let role = if born { Role::BirthDate } else { Role::Date };
    Some((role, 0.96, format!("{:.0} % is een datum", share * 100.0)))
}

fn coordinates(profile: &Profile) -> Option<(Role, f64, String)> {
    let spread = profile.distinct * 2 > profile.filled;
    let rules = [(Shape::Latitude, Role::Latitude), (Shape::Longitude, Role::Longitude)];
    rules
        .into_iter()
        .find(|(shape, _)| spread && profile.share(*shape) > 0.95)
        .map(|(_, role)| (role, 0.8, format!("de waarden zijn een {}", role.words())))
}

fn names(profile: &Profile) -> Option<(Role, f64, String)> {
    let (first, place) = (profile.share(Shape::FirstName), profile.share(Shape::Place));
    if place > 0.5 && profile.mean_words < 2.5 && place > first {
        return Some((Role::Place, 0.93, format!("{:.0} % is een bekende plaats", place * 100.0)));
    }
    if first > 0.45 && profile.mean_words >= 1.7 {
        return Some((Role::FullName, 0.85, format!("{:.0} % begint met een voornaam", first * 100.0)));
    }
    if first > 0.45 {
        return Some((Role::FirstNames, 0.85, format!("{:.0} % is een bekende voornaam", first * 100.0)));
    }
    let comma = profile.share(Shape::CommaName);
    (comma > 0.6 && profile.share(Shape::Letters) > 0.9)
        .then(|| (Role::FullName, 0.8, format!("{:.0} % heeft een komma tussen achternaam en voornaam", comma * 100.0)))
}

fn numbers(profile: &Profile) -> Option<(Role, f64, String)> {
    let spread = profile.distinct as f64 / profile.filled.max(1) as f64;
    let rules = [
        (Shape::TwelveDigits, 0.9, Role::Establishment, "is een nummer van twaalf cijfers"),
        (Shape::ElevenTest, 0.9, Role::Rsin, "voldoet aan de elfproef"),
        (Shape::EightDigits, 0.9, Role::Kvk, "is een nummer van acht cijfers"),
    ];
    let found = rules.into_iter().find(|(shape, least, ..)| profile.share(*shape) >= *least && spread > 0.3);
    found.map(|(shape, _, role, words)| (role, 0.75, format!("{:.0} % {words}", profile.share(shape) * 100.0)))
}

/// A column of which nothing is known.
fn unknown(name: &str, profile: &Profile, made: impl Fn(Role, f64, String) -> ColumnRole) -> ColumnRole {
    if profile.distinct <= 1 {
        return made(Role::Ignore, 0.8, format!("In kolom {name} staat steeds hetzelfde."));
    }
    if profile.distinct == profile.filled && profile.filled == profile.rows && profile.share(Shape::Number) > 0.99 && profile.rows > 20 {
        return made(Role::Id, 0.6, format!("In kolom {name} heeft elke rij een eigen nummer."));
    }
    if profile.mean_words > 6.0 {
        return made(Role::Ignore, 0.5, format!("In kolom {name} staan zinnen."));
    }
    if profile.share(Shape::Code) > 0.8 {
        return made(Role::Code, 0.5, format!("In kolom {name} staan codes."));
    }
    made(Role::Text, 0.4, format!("In kolom {name} staat tekst die wij niet herkennen."))
}

/// Looks at the columns together: one identifier, a place for a lone number, a surname beside first names.
fn settle(roles: &mut [ColumnRole], profiles: &[Profile], table: &Table) {
    let has = |roles: &[ColumnRole], role: Role| roles.iter().any(|column| column.role == role);
    if !has(roles, Role::HouseNumber)
        && has(roles, Role::Street)
        && profiles.iter().zip(roles.iter()).all(|(p, r)| r.role != Role::Street || p.share(Shape::StreetWithNumber) < 0.3)
    {
        let number = (0..roles.len()).find(|&k| {
            matches!(roles[k].role, Role::Text | Role::Code | Role::Id)
                && profiles[k].share(Shape::NumberStart) > 0.9
                && profiles[k].distinct * 2 < profiles[k].filled.max(40)
                && roles[k].certainty < 0.7
        });
        if let Some(k) = number {
            roles[k].role = Role::HouseNumber;
            roles[k].certainty = 0.6;
            roles[k].reason = format!("In kolom {} staan kleine nummers en er is een straat.", table.columns[k]);
        }
    }
    if !has(roles, Role::Surname) && !has(roles, Role::FullName) && has(roles, Role::FirstNames) {
        let surname = (0..roles.len())
            .find(|&k| roles[k].role == Role::Text && profiles[k].share(Shape::Letters) > 0.95 && profiles[k].mean_words < 2.2);
        if let Some(k) = surname {
            roles[k].role = Role::Surname;
            roles[k].certainty = 0.5;
            roles[k].reason = format!("In kolom {} staan woorden en er is een kolom met voornamen.", table.columns[k]);
        }
    }
}
