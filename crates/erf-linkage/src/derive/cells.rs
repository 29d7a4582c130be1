// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One row after the other. What was read before is not read again: names, streets and places repeat in every register.

use super::{Columns, Other, columns::PointColumns};
use crate::{
    compare::Kind,
    hash,
    roles::Role,
    standardise::{
        address::{Address, AddressFields, AddressReader, Postcode, Relation},
        calling,
        company::{Company, CompanyReader, LegalForm},
        contact, date,
        fold::fold_into,
        location::{self, Location},
        numbers,
        person::{Person, PersonFields, PersonReader, Sex, sex},
        phonetic, place,
    },
    store::{self, Slot, Store},
    values::{NONE, ValueId, Values},
};

/// What a name gave: prefix, surname, second surname, first names and sex.
type Name = (ValueId, ValueId, ValueId, ValueId, u32);
/// What a street gave: street, number, addition.
type Road = (ValueId, u32, ValueId, Relation);

/// Bytes of a text that are read, and of one that is compared by its words.
const MOST: u16 = 400;
const MOST_OF_WORDS: u16 = 1_000;

/// Reads rows.
pub(super) struct Reader {
    feeds: Feeds,
    places: Vec<(Slot, usize)>,
    names: hash::Map<u64, Name>,
    roads: hash::Map<u64, Road>,
    towns: hash::Map<u64, ValueId>,
    person: (PersonReader, Person),
    address: (AddressReader, Address),
    company: (CompanyReader, Company),
    text: String,
}

/// Columns by what they hold.
struct Feeds {
    first: Option<usize>,
    initials: Option<usize>,
    prefix: Option<usize>,
    surname: Option<usize>,
    full_name: Option<usize>,
    birth: Option<usize>,
    sex: Option<usize>,
    street: Option<usize>,
    number: Option<usize>,
    letter: Option<usize>,
    suffix: Option<usize>,
    postcode: Option<usize>,
    place: Option<usize>,
    full_address: Option<usize>,
    company: Option<usize>,
    trade: Option<usize>,
    kvk: Option<usize>,
    phone: Option<usize>,
    email: Option<usize>,
    point: Option<PointColumns>,
    others: Vec<Other>,
}

impl Feeds {
    fn new(columns: &Columns) -> Self {
        Self {
            first: columns.find(Role::FirstNames),
            initials: columns.find(Role::Initials),
            prefix: columns.find(Role::Prefix),
            surname: columns.find(Role::Surname),
            full_name: columns.find(Role::FullName),
            birth: columns.find(Role::BirthDate),
            sex: columns.find(Role::Sex),
            street: columns.find(Role::Street),
            number: columns.find(Role::HouseNumber),
            letter: columns.find(Role::Letter),
            suffix: columns.find(Role::Suffix),
            postcode: columns.find(Role::Postcode),
            place: columns.find(Role::Place),
            full_address: columns.find(Role::FullAddress),
            company: columns.find(Role::CompanyName),
            trade: columns.find(Role::TradeName),
            kvk: columns.find(Role::Kvk),
            phone: columns.find(Role::Phone),
            email: columns.find(Role::Email),
            point: columns.point(),
            others: columns.others().collect(),
        }
    }
}

/// A row that is being filled.
struct Row<'a> {
    places: &'a [(Slot, usize)],
    numbers: &'a mut [u32],
}

impl Row<'_> {
    fn set(&mut self, slot: Slot, number: u32) {
        if let Some((_, place)) = self.places.iter().find(|(known, _)| *known == slot) {
            self.numbers[*place] = number;
        }
    }

    /// Sets what is still empty.
    fn add(&mut self, slot: Slot, number: u32) {
        if let Some((_, place)) = self.places.iter().find(|(known, _)| *known == slot)
            && self.numbers[*place] == NONE
        {
            self.numbers[*place] = number;
        }
    }
}

impl Reader {
    pub(super) fn new(store: &Store, columns: &Columns) -> Self {
        Self {
            feeds: Feeds::new(columns),
            places: store.slots.iter().enumerate().map(|(place, slot)| (*slot, place)).collect(),
            names: hash::Map::default(),
            roads: hash::Map::default(),
            towns: hash::Map::default(),
            person: Default::default(),
            address: Default::default(),
            company: Default::default(),
            text: String::new(),
        }
    }

    /// Reads one row: `cell` gives the text of a column.
    pub(super) fn read<'c>(&mut self, values: &mut Values, cell: &dyn Fn(usize) -> &'c str, numbers: &mut [u32]) {
        numbers.fill(NONE);
        let places = std::mem::take(&mut self.places);
        let mut row = Row { places: &places, numbers };
        let get = |column: Option<usize>| column.map_or("", |column| cell(column).trim());
        self.names(values, &get, &mut row);
        self.address(values, &get, &mut row);
        self.companies(values, &get, &mut row);
        row.set(Slot::Birth, birth(get(self.feeds.birth)));
        row.set(Slot::Phone, phone(get(self.feeds.phone)));
        row.set(Slot::Kvk, numbers::kvk(get(self.feeds.kvk)).unwrap_or(0));
        if let Some(point) = point(self.feeds.point, &get) {
            row.set(Slot::North, point.north);
            row.set(Slot::East, point.east);
        }
        self.plain(values, &get, &mut row);
        self.places = places;
    }

    fn names<'c>(&mut self, values: &mut Values, get: &dyn Fn(Option<usize>) -> &'c str, row: &mut Row<'_>) {
        let feeds = &self.feeds;
        let full = PersonFields { full_name: get(feeds.full_name), ..PersonFields::default() };
        let first = PersonFields { first_names: get(feeds.first), initials: get(feeds.initials), ..PersonFields::default() };
        let last = PersonFields { prefix: get(feeds.prefix), surname: get(feeds.surname), ..PersonFields::default() };
        for fields in [first, last, full] {
            if let Some((prefix, surname, second, names, sex)) = self.name(values, &fields) {
                row.add(Slot::First, names);
                row.add(Slot::Sex, sex);
                row.add(Slot::Prefix, prefix);
                row.add(Slot::Surname, surname);
                row.add(Slot::Partner, second);
            }
        }
        match sex(get(self.feeds.sex)) {
            Sex::Male => row.set(Slot::Sex, 1),
            Sex::Female => row.set(Slot::Sex, 2),
            Sex::Unknown | Sex::Other => {}
        }
    }

    fn name(&mut self, values: &mut Values, fields: &PersonFields<'_>) -> Option<Name> {
        let texts = [fields.first_names, fields.initials, fields.prefix, fields.surname, fields.full_name];
        if texts.iter().all(|text| text.is_empty()) {
            return None;
        }
        let present = texts.iter().enumerate().filter(|(_, text)| !text.is_empty());
        let key = present.fold(0, |hash, (place, text)| hash::fold(hash ^ place as u64, hash::text(text.as_bytes())));
        if let Some(known) = self.names.get(&key) {
            return Some(*known);
        }
        let (reader, person) = &mut self.person;
        reader.read(fields, person);
        let sex = match person.sex {
            Sex::Male => 1,
            Sex::Female => 2,
            Sex::Unknown | Sex::Other => 0,
        };
        let prefix = if person.prefix.is_none() { NONE } else { values.intern(person.prefix.text()) };
        let (surname, second) = (named(values, &person.surname, &mut self.text), named(values, &person.second_surname, &mut self.text));
        let found = (prefix, surname, second, first_names(values, person, &mut self.text), sex);
        self.names.insert(key, found);
        Some(found)
    }

    fn address<'c>(&mut self, values: &mut Values, get: &dyn Fn(Option<usize>) -> &'c str, row: &mut Row<'_>) {
        let feeds = &self.feeds;
        let (street, number, postcode) = (get(feeds.street), get(feeds.number), get(feeds.postcode));
        let (letter, suffix, town, full) = (get(feeds.letter), get(feeds.suffix), get(feeds.place), get(feeds.full_address));
        if !full.is_empty() {
            let (reader, address) = &mut self.address;
            reader.read(&AddressFields { full, ..AddressFields::default() }, address);
            row.set(Slot::Street, sounded(values, &address.street, &mut self.text));
            row.set(Slot::Number, address.number);
            row.set(Slot::Addition, values.intern(&address.addition()));
            row.set(Slot::Postcode, packed(address.postcode, ""));
            row.set(Slot::Place, values.intern(&address.place));
        }
        let mut relation = Relation::At;
        if !street.is_empty() {
            let (street, number, addition, before) = self.road(values, street, !number.is_empty());
            row.set(Slot::Street, street);
            row.set(Slot::Number, number);
            row.set(Slot::Addition, addition);
            relation = before;
        }
        if !(number.is_empty() && letter.is_empty() && suffix.is_empty()) {
            let (number, addition) = self.number(values, [number, letter, suffix], relation);
            row.set(Slot::Number, number);
            row.set(Slot::Addition, addition);
        }
        if !postcode.is_empty() {
            row.set(Slot::Postcode, packed(Postcode::read(postcode), postcode));
        }
        if !town.is_empty() {
            row.set(Slot::Place, self.town(values, town));
        }
    }

    fn road(&mut self, values: &mut Values, street: &str, own_number: bool) -> Road {
        let key = hash::fold(u64::from(own_number), hash::text(street.as_bytes()));
        if let Some(known) = self.roads.get(&key) {
            return *known;
        }
        let (reader, address) = &mut self.address;
        // A number in its own column tells the reader that the street has none of its own.
        let number = if own_number { "1" } else { "" };
        reader.read(&AddressFields { street, number, ..AddressFields::default() }, address);
        let street = sounded(values, &address.street, &mut self.text);
        let found = match own_number {
            true => (street, 0, NONE, address.relation),
            false => (street, address.number, values.intern(&address.addition()), address.relation),
        };
        self.roads.insert(key, found);
        found
    }

    /// The number and its addition; what the street column says of where it is with respect to the number holds unless this does.
    fn number(&mut self, values: &mut Values, [number, letter, suffix]: [&str; 3], relation: Relation) -> (u32, ValueId) {
        if relation == Relation::At
            && letter.is_empty()
            && suffix.is_empty()
            && number.len() < 6
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            return (number.parse().unwrap_or(0), NONE);
        }
        let (reader, address) = &mut self.address;
        reader.read(&AddressFields { number, letter, suffix, ..AddressFields::default() }, address);
        if address.relation == Relation::At {
            address.relation = relation;
        }
        (address.number, values.intern(&address.addition()))
    }

    fn town(&mut self, values: &mut Values, town: &str) -> ValueId {
        let key = hash::text(town.as_bytes());
        *self.towns.entry(key).or_insert_with(|| values.intern(&place::place(town)))
    }

    fn companies<'c>(&mut self, values: &mut Values, get: &dyn Fn(Option<usize>) -> &'c str, row: &mut Row<'_>) {
        let (own, trade) = (get(self.feeds.company), get(self.feeds.trade));
        let (reader, company) = &mut self.company;
        for name in [own, trade].into_iter().filter(|name| !name.is_empty()) {
            reader.read(name, company);
            let id = sounded(values, &company.name, &mut self.text);
            if let LegalForm::Known(form) = company.legal {
                row.add(Slot::Legal, u32::from(form) * 2 + u32::from(company.holding) + 2);
            } else if company.holding {
                row.add(Slot::Legal, 1);
            }
            if own.is_empty() || name == own {
                row.add(Slot::Company, id);
                row.add(Slot::KeyWord, values.intern(&company.core));
                row.add(Slot::Trade, values.intern(&company.trade_name));
            } else {
                row.add(Slot::Trade, id);
            }
        }
    }

    fn plain<'c>(&mut self, values: &mut Values, get: &dyn Fn(Option<usize>) -> &'c str, row: &mut Row<'_>) {
        let email = get(self.feeds.email);
        if !email.is_empty() {
            contact::email_into(email, &mut self.text);
            if !contact::is_generic_email(&self.text) {
                row.set(Slot::Email, values.intern(&self.text));
            }
        }
        for other in &self.feeds.others {
            fold_into(get(Some(other.column)), &mut self.text);
            let most = if other.kind == Kind::Words { MOST_OF_WORDS } else { MOST };
            row.set(Slot::Other(other.number), values.intern_start(&self.text, most));
        }
    }
}

/// A text with how it sounds.
fn sounded(values: &mut Values, text: &str, work: &mut String) -> ValueId {
    let id = values.intern(text);
    if id != NONE && values.get(id).sound == 0 {
        phonetic::key_into(text, work);
        let sound = (hash::text(work.as_bytes()) as u32).max(1);
        let families = values.get(id).families;
        values.describe(id, sound, families);
    }
    id
}

/// A name with how it sounds and the families of calling names of its first word.
fn named(values: &mut Values, text: &str, work: &mut String) -> ValueId {
    let id = sounded(values, text, work);
    if id != NONE {
        let mut families = [0; 4];
        for (place, group) in families.iter_mut().zip(calling::groups(text.split(' ').next().unwrap_or_default())) {
            *place = group + 1;
        }
        let sound = values.get(id).sound;
        values.describe(id, sound, families);
    }
    id
}

fn first_names(values: &mut Values, person: &Person, work: &mut String) -> ValueId {
    if !person.first_names.is_empty() {
        return named(values, &person.first_names, work);
    }
    let mut spaced = String::new();
    for letter in person.initials.chars() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push(letter);
    }
    values.intern(&spaced)
}

/// A Dutch postcode, else that of another country: its digits, or all of it where it begins with a letter.
pub(crate) fn packed(postcode: Postcode, typed: &str) -> u32 {
    if postcode.is_none() {
        return foreign(typed).unwrap_or_else(|| {
            let digits = typed.bytes().filter(u8::is_ascii_digit).take(6).fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
            store::postcode(digits, b"")
        });
    }
    let digits = u32::from(postcode.digits());
    let letters = postcode.packed() & 1023;
    if letters == 0 {
        return store::postcode(digits, b"");
    }
    let letter = |code: u32| b'a' + code as u8;
    store::postcode(digits, &[letter((letters - 1) / 26), letter((letters - 1) % 26)])
}

fn foreign(typed: &str) -> Option<u32> {
    let signs = foreign_signs(typed)?;
    let (area, unit) = signs.as_bytes().split_at(signs.len() - 2);
    let area = store::FOREIGN + (hash::text(area) % store::FOREIGN_AREAS) as u32;
    let letters = unit.iter().all(u8::is_ascii_alphabetic);
    Some(if letters { store::postcode(area, unit) } else { store::postcode(area, b"") + 1 + (hash::text(unit) % 728) as u32 })
}

/// What counts of a postcode such as LS6 2AB or K1A 0B1: all but the last two signs are the area, as the four digits are of a Dutch
/// one. Letters before nothing but digits only name the country.
pub(crate) fn foreign_signs(typed: &str) -> Option<String> {
    let signs: String = typed.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_uppercase()).collect();
    let after_country = signs.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    let letters = after_country.bytes().any(|sign| sign.is_ascii_alphabetic());
    (after_country.len() < signs.len() && letters && (5..=8).contains(&signs.len())).then_some(signs)
}

/// A date of birth. What stands in the usual order is taken as it is, possible or not: a slip of one digit makes an impossible
/// month, and still says a lot.
pub(crate) fn birth(text: &str) -> u32 {
    let bytes = text.as_bytes();
    if bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-' {
        let part = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<u32>().ok());
        if let (Some(year), Some(month), Some(day)) = (part(0..4), part(5..7), part(8..10)) {
            return store::date(year, month, day);
        }
    }
    let found = date::date(text, date::DateStyle::default());
    store::date(found.year.into(), found.month.into(), found.day.into())
}

fn point<'c>(columns: Option<PointColumns>, get: &dyn Fn(Option<usize>) -> &'c str) -> Option<Location> {
    let number = |column: usize| location::number(get(Some(column)));
    match columns? {
        PointColumns::Degrees { latitude, longitude } => Location::of_degrees(number(latitude)?, number(longitude)?),
        PointColumns::Grid { x, y } => Location::of_grid(number(x)?, number(y)?),
    }
}

/// A phone number that is one person's or company's.
fn phone(text: &str) -> u32 {
    let found = contact::phone(text);
    if found.generic { 0 } else { found.digits as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::postcode_digits;

    fn code(typed: &str) -> u32 {
        packed(Postcode::read(typed), typed)
    }

    #[test]
    fn a_foreign_postcode_keeps_its_letters_and_has_an_area() {
        assert_eq!(code("LS6 2AB"), code("ls62ab"));
        assert_ne!(code("LS6 2AB"), code("LS6 2AD"));
        assert_eq!(postcode_digits(code("LS6 2AB")), postcode_digits(code("LS6 2AD")));
        assert_ne!(postcode_digits(code("LS6 2AB")), postcode_digits(code("LE6 2AB")));
        assert_ne!(code("D02 AF30") % 729, 0, "the last two signs tell buildings apart");
    }

    #[test]
    fn a_postcode_of_digits_is_read_as_before() {
        assert_eq!((code("48599"), code("D-48599"), code("1811A")), (48599 * 729, 48599 * 729, 1811 * 729));
        assert_eq!(postcode_digits(code("1811 AB")), 1811);
    }
}
