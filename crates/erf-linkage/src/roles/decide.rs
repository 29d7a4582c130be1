// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Header and content together: the header speaks first, and content wins when it is clear.

use super::{
    ColumnRole, Role,
    content::{Profile, SAMPLE, Shape},
    headers, sample,
};
use crate::table::Table;

/// What every column of a table holds, in the order of the columns.
pub fn guess(table: &Table) -> Vec<ColumnRole> {
    let rows = sample::rows(table, SAMPLE);
    let profiles: Vec<Profile> = (0..table.columns.len()).map(|column| Profile::of(table, column, &rows)).collect();
    let columns = table.columns.iter().zip(&profiles).enumerate();
    let mut roles: Vec<ColumnRole> = columns.map(|(column, (name, profile))| widened(single(column, name, profile), profile)).collect();
    settle(&mut roles, &profiles, table);
    roles
}

fn single(column: usize, name: &str, profile: &Profile) -> ColumnRole {
    let made = |role: Role, certainty: f64, reason: String| ColumnRole { column, role, reason, certainty };
    let unique = profile.filled > 0 && profile.distinct == profile.filled;
    // A number of which values come back is no identifier, whatever it is called.
    let header = headers::meaning(name).filter(|(role, _)| *role != Role::Id || unique);
    if let Some((role, certainty)) = header.filter(|(role, sure)| *role == Role::Truth || (*role == Role::Id && *sure > 0.9)) {
        return made(role, certainty, format!("De kop {name} zegt het."));
    }
    if profile.filled == 0 {
        return made(Role::Ignore, 1.0, format!("In kolom {name} staat niets."));
    }
    if looks_like_bsn(header.map(|(role, _)| role), profile) {
        return made(Role::Ignore, 0.9, format!("De waarden in kolom {name} lijken burgerservicenummers; die vergelijken wij niet."));
    }
    // What is the same in every row tells rows apart by nothing, whatever it looks like; a few rows may well be alike.
    let differs = profile.distinct > 1 || profile.rows < 5;
    match (header, from_content(profile)) {
        (Some((role, sure)), Some((other, clear, _))) if agrees(role, other) => {
            made(refined(role, other), (sure.max(clear) + 0.04).min(0.99), format!("De kop {name} zegt het en de waarden passen erbij."))
        }
        (Some((role, sure)), Some((other, clear, why))) if clear > sure && !protects(role) && differs => {
            let words = format!("De waarden wijzen op {}: {why}. De kop {name} zegt iets anders ({}).", other.words(), role.words());
            made(other, clear - 0.1, words)
        }
        (Some((role, sure)), _) => by_header(role, sure, name, profile, made),
        (None, Some((other, clear, why))) if differs => {
            made(other, clear - 0.1, format!("De kop {name} zegt ons niets; de waarden wel: {why}."))
        }
        (None, _) => unknown(name, profile, made),
    }
}

/// A street with the postcode or the place in many of its cells is a whole address.
fn widened(mut column: ColumnRole, profile: &Profile) -> ColumnRole {
    if column.role == Role::Street && profile.share(Shape::AddressWithPostcode) + profile.share(Shape::AddressWithPlace) >= 0.2 {
        column.role = Role::FullAddress;
        column.reason += " In veel cellen staat ook een postcode of plaats.";
    }
    column
}

/// Nine digits that meet the eleven-test, in a column that is not meant for RSINs.
fn looks_like_bsn(header: Option<Role>, profile: &Profile) -> bool {
    let company = matches!(header, Some(Role::Rsin | Role::Kvk | Role::CompanyName | Role::Ignore));
    !company && header.is_some() && profile.filled >= 3 && profile.share(Shape::ElevenTest) >= 0.9
}

/// A header of which the values are not clear. A role with a strict form is not believed when no value has it.
fn by_header(role: Role, sure: f64, name: &str, profile: &Profile, made: impl Fn(Role, f64, String) -> ColumnRole) -> ColumnRole {
    if role == Role::Words {
        return by_words(sure, name, profile, made);
    }
    let fits = fits(role, profile);
    if fits < 0.2 && profile.filled >= 5 {
        let other = unknown(name, profile, &made);
        let reason = format!("De kop {name} wijst op {}, maar de waarden passen daar niet bij.", role.words());
        return made(other.role, 0.4, reason);
    }
    made(role, sure * (0.7 + 0.3 * fits), format!("De kop {name} zegt het."))
}

/// A title is that of a book, or one of the few that people bear.
fn by_words(sure: f64, name: &str, profile: &Profile, made: impl Fn(Role, f64, String) -> ColumnRole) -> ColumnRole {
    let few = profile.distinct <= 30 && profile.distinct * 4 <= profile.filled;
    match profile.mean_words {
        1.5.. => made(Role::Words, sure, format!("De kop {name} zegt het; wij vergelijken de bijzondere woorden.")),
        _ if few => made(Role::Ignore, 0.8, format!("In kolom {name} staan enkele korte woorden die vaak terugkomen.")),
        _ => made(Role::Text, 0.6, format!("In kolom {name} staan korte teksten.")),
    }
}

/// The share of values that this role allows.
fn fits(role: Role, profile: &Profile) -> f64 {
    let any = |shapes: &[Shape]| shapes.iter().map(|shape| profile.share(*shape)).fold(0.0, f64::max);
    match role {
        Role::Postcode => any(&[Shape::FullPostcode, Shape::ForeignPostcode, Shape::FourDigits, Shape::Code, Shape::Number]),
        Role::HouseNumber => any(&[Shape::NumberStart, Shape::SmallNumber]),
        Role::BirthDate | Role::Date => any(&[Shape::Date, Shape::Number]),
        Role::Kvk => any(&[Shape::EightDigits, Shape::Number]),
        Role::Establishment => any(&[Shape::TwelveDigits, Shape::Number]),
        Role::Rsin => any(&[Shape::ElevenTest, Shape::Number]),
        Role::Phone => any(&[Shape::Phone, Shape::Number]).max(if profile.share(Shape::Letters) < 0.5 { 0.5 } else { 0.0 }),
        Role::Email => any(&[Shape::Email]),
        Role::X | Role::Y | Role::Latitude | Role::Longitude => 1.0 - profile.share(Shape::Letters),
        Role::FirstNames | Role::Surname | Role::Place | Role::Sex | Role::FullName => any(&[Shape::Letters]),
        Role::Street | Role::FullAddress => 1.0 - profile.share(Shape::SmallNumber),
        Role::Prefix => any(&[Shape::Prefix]).max(any(&[Shape::Letters]) * if profile.mean_length < 8.0 { 1.0 } else { 0.1 }),
        _ => 1.0,
    }
}

/// Headers that no content overrules.
fn protects(role: Role) -> bool {
    matches!(role, Role::Ignore | Role::Truth | Role::Establishment | Role::Words)
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
        (Shape::ForeignPostcode, 0.6, Role::Postcode, 0.97, "is een buitenlandse postcode"),
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
        if share >= *least && enough(*role, profile) {
            return Some((*role, *clear, format!("{} {words}", percent(share))));
        }
    }
    dates(profile)
        .or_else(|| coordinates(profile))
        .or_else(|| names(profile).filter(|found| enough(found.0, profile)))
        .or_else(|| numbers(profile))
}

/// Names of the people of a register are many; the few that come back all the time are of those who work with it.
fn enough(role: Role, profile: &Profile) -> bool {
    match role {
        Role::FirstNames | Role::FullName => profile.distinct * 20 >= profile.filled,
        Role::Initials => profile.distinct * 50 >= profile.filled,
        _ => true,
    }
}

fn dates(profile: &Profile) -> Option<(Role, f64, String)> {
    let share = profile.share(Shape::Date);
    if share < 0.7 {
        return None;
    }
    let born = profile.share(Shape::OldDate) / share > 0.4;
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

/// From so many words on average a text is compared by its words, and from so many it is a sentence.
const SEVERAL: f64 = 2.5;
const SENTENCE: f64 = 6.0;

/// A column of which nothing is known.
fn unknown(name: &str, profile: &Profile, made: impl Fn(Role, f64, String) -> ColumnRole) -> ColumnRole {
    if profile.distinct <= 1 {
        return made(Role::Ignore, 0.8, format!("In kolom {name} staat steeds hetzelfde."));
    }
    if profile.distinct == profile.filled && profile.filled == profile.rows && profile.share(Shape::Number) > 0.99 && profile.rows > 20 {
        return made(Role::Id, 0.6, format!("In kolom {name} heeft elke rij een eigen nummer."));
    }
    if profile.mean_words >= SEVERAL {
        return made(Role::Words, 0.5, format!("In kolom {name} staan teksten van meer woorden; wij vergelijken de bijzondere woorden."));
    }
    if profile.share(Shape::Code) > 0.8 {
        return made(Role::Code, 0.5, format!("In kolom {name} staan codes."));
    }
    made(Role::Text, 0.4, format!("In kolom {name} staat tekst die wij niet herkennen."))
}

/// Looks at the columns together, after each was looked at by itself.
fn settle(roles: &mut [ColumnRole], profiles: &[Profile], table: &Table) {
    use Role::{
        BirthDate, CompanyName, Email, FirstNames, FullAddress, FullName, Initials, Kvk, Phone, Postcode, Street, Surname, TradeName,
    };
    let set = |column: &mut ColumnRole, role: Role, certainty: f64, why: &str| {
        (column.role, column.certainty) = (role, certainty);
        column.reason = format!("In kolom {} {why}.", table.columns[column.column]);
    };
    let has = |roles: &[ColumnRole], wanted: &[Role]| roles.iter().any(|column| wanted.contains(&column.role));
    let bare = |column: &&ColumnRole| column.role == Role::Street && profiles[column.column].share(Shape::StreetWithNumber) < 0.3;
    let street = roles.iter().find(bare).map(|column| column.column);
    if let Some(street) = street.filter(|_| !has(roles, &[Role::HouseNumber])) {
        let lone = |column: &&mut ColumnRole| {
            let profile = &profiles[column.column];
            let loose = matches!(column.role, Role::Text | Role::Code) && column.certainty < 0.7;
            loose && profile.share(Shape::NumberStart) > 0.9 && profile.mean_length < 5.0
        };
        if let Some(column) = roles.iter_mut().filter(lone).min_by_key(|column| column.column.abs_diff(street)) {
            set(column, Role::HouseNumber, 0.6, "staan kleine nummers en er is een straat");
        }
    }
    if has(roles, &[FirstNames, Initials]) && !has(roles, &[Surname, FullName]) {
        let words = |column: &&mut ColumnRole| {
            let profile = &profiles[column.column];
            column.role == Role::Text && profile.share(Shape::Letters) > 0.95 && profile.mean_words < 2.2 && profile.distinct > 3
        };
        if let Some(column) = roles.iter_mut().filter(words).max_by_key(|column| profiles[column.column].distinct) {
            set(column, Role::Surname, 0.5, "staan woorden en er is een kolom met voornamen");
        }
    }
    if has(roles, &[FirstNames, Initials]) && has(roles, &[Surname]) {
        let guessed = |column: &&mut ColumnRole| {
            column.role == FullName && headers::meaning(&table.columns[column.column]).is_none_or(|(role, _)| role != FullName)
        };
        roles.iter_mut().filter(guessed).for_each(|column| set(column, Role::Text, 0.4, "staat een naam, en de rij heeft een eigen naam"));
    }
    if named(roles, profiles) && !has(roles, &[BirthDate]) {
        let year = |column: &&mut ColumnRole| {
            let loose = matches!(column.role, Role::Text | Role::Code) && headers::is_year(&table.columns[column.column]);
            loose && profiles[column.column].share(Shape::Year) > 0.9
        };
        roles.iter_mut().filter(year).for_each(|column| set(column, BirthDate, 0.7, "staan jaren en er zijn namen van personen"));
    }
    let company = roles.iter().any(|column| match column.role {
        Role::Kvk | Role::Establishment => true,
        Role::Rsin => column.certainty > 0.8,
        _ => false,
    });
    let named = has(roles, &[Role::CompanyName, Role::FirstNames, Role::Surname]);
    if let Some(column) = roles.iter_mut().find(|column| company && !named && column.role == Role::FullName) {
        set(column, Role::CompanyName, 0.8, "staat een naam en er is een nummer van het Handelsregister");
    }
    let about_companies = has(roles, &[Role::CompanyName, Role::Kvk, Role::Establishment]);
    if let Some(column) = roles.iter_mut().find(|column| !about_companies && column.role == Role::Rsin && column.certainty < 0.8) {
        set(column, Role::Ignore, 0.8, "lijken burgerservicenummers te staan; die vergelijken wij niet");
    }
    // A founding day looks like a date of birth; only its header tells them apart.
    if let Some(column) = roles.iter_mut().find(|column| about_companies && column.role == Role::BirthDate && column.certainty < 0.9) {
        set(column, Role::Date, 0.7, "staan datums en de rijen zijn bedrijven");
    }
    let several = roles.iter().filter(|column| column.role == Role::Place).count() > 1;
    let municipality =
        |column: &&mut ColumnRole| column.role == Role::Place && table.columns[column.column].to_lowercase().starts_with("gem");
    if let Some(column) = roles.iter_mut().filter(|_| several).find(municipality) {
        set(column, Role::Ignore, 0.8, "staat de gemeente en er is ook een kolom met de plaats");
    }
    // What is told of a person or a company is not who or what it is: two notifications about one farm have other words.
    let known = [FirstNames, Surname, FullName, CompanyName, TradeName, Kvk, BirthDate, Street, FullAddress, Postcode, Phone, Email];
    if has(roles, &known) {
        let told = |column: &&mut ColumnRole| {
            let sentence = column.certainty < 0.7 && profiles[column.column].mean_words > SENTENCE;
            column.role == Role::Words && (sentence || headers::tells(&table.columns[column.column]))
        };
        roles.iter_mut().filter(told).for_each(|column| set(column, Role::Ignore, 0.5, "staat wat er over de rij verteld wordt"));
    }
    grid(roles, profiles, set);
}

/// Whether the rows have names of people: first names and surnames, or whole names that look like those of people.
fn named(roles: &[ColumnRole], profiles: &[Profile]) -> bool {
    let has = |wanted: Role| roles.iter().any(|column| column.role == wanted);
    let looks =
        |profile: &Profile| [Shape::FirstName, Shape::CommaName, Shape::InitialName].map(|shape| profile.share(shape)).iter().sum::<f64>();
    let people = |column: &ColumnRole| column.role == Role::FullName && looks(&profiles[column.column]) > 0.3;
    has(Role::FirstNames) && has(Role::Surname) || roles.iter().any(people)
}

/// Two columns beside one another with numbers in the range of the Dutch grid.
fn grid(roles: &mut [ColumnRole], profiles: &[Profile], set: impl Fn(&mut ColumnRole, Role, f64, &str)) {
    let loose = |column: &ColumnRole| matches!(column.role, Role::Text | Role::Code | Role::Id | Role::Kvk) && column.certainty < 0.8;
    for k in 1..roles.len() {
        let fits = profiles[k - 1].share(Shape::RdX) > 0.95 && profiles[k].share(Shape::RdY) > 0.95;
        if fits && loose(&roles[k - 1]) && loose(&roles[k]) {
            set(&mut roles[k - 1], Role::X, 0.7, "staan getallen van het Rijksdriehoeksnet");
            set(&mut roles[k], Role::Y, 0.7, "staan getallen van het Rijksdriehoeksnet");
        }
    }
}
