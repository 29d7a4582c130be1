// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a row says of its address, taken apart with the names of the gazetteer at hand.

use erf_linkage::standardise::{
    address::{HouseNumber, Relation, house_number, is_filler, is_unnumbered, relation_of_words as relation_of, tail_of},
    phonetic,
};

use super::{
    RowPlace,
    codes::{Postcode, postcode},
    gazetteer::{Gazetteer, NamedMunicipality},
    words::{fold, key, letters, mistakes},
};

/// A row as a question to the gazetteer.
#[derive(Debug, Default, PartialEq)]
pub struct Question {
    /// The street as typed, and as a key; empty when none is named.
    pub street: String,
    pub street_key: String,
    /// Its letters as typed, and how it sounds.
    pub street_letters: String,
    pub street_sound: String,
    pub house: Option<HouseNumber>,
    pub relation: Relation,
    pub postcode: Option<Postcode>,
    pub town: Option<Claim>,
    pub municipality: Option<Claim>,
    /// Words in which an area may be named.
    pub words: String,
}

/// A town or municipality that a row names, and what that may be.
#[derive(Debug, Default, PartialEq)]
pub struct Claim {
    pub text: String,
    pub towns: Vec<u32>,
    pub municipalities: Vec<NamedMunicipality>,
    /// The name was found with a typing error.
    pub like: bool,
}

/// What a text gave.
#[derive(Debug, Default, PartialEq)]
struct Split {
    street: String,
    house: Option<HouseNumber>,
    relation: Relation,
    postcode: Option<Postcode>,
    town: Option<String>,
}

/// Reads all fields of a row. Columns of their own go before the whole cell, and that before free words.
pub fn read(row: &RowPlace, gazetteer: &Gazetteer) -> Question {
    let own = |field: &Option<String>| field.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
    let turned = swapped(row, gazetteer);
    let row = turned.as_ref().unwrap_or(row);
    let mut found = columns(row, gazetteer);
    for text in [own(&row.address), own(&row.place_text)].into_iter().flatten() {
        found = complete(found, split(&text, gazetteer));
    }
    let words =
        [own(&row.place_text), own(&row.address).filter(|_| found.house.is_none())].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let town = own(&row.town).or(found.town).map(|text| claim(&text, gazetteer));
    let municipality = own(&row.municipality).map(|text| claim_municipality(&text, gazetteer));
    let postcode = own(&row.postcode).and_then(|text| postcode(&text)).or(found.postcode);
    Question {
        street_key: key(&found.street),
        street_letters: letters(&found.street),
        street_sound: phonetic::key(&found.street),
        street: found.street,
        house: found.house,
        relation: found.relation,
        postcode,
        town,
        municipality,
        words,
    }
}

/// The row with street and town in each other's place, when each is only known as the other.
fn swapped(row: &RowPlace, gazetteer: &Gazetteer) -> Option<RowPlace> {
    let (street, town) = (row.street.as_deref()?, row.town.as_deref()?);
    let wrong = !gazetteer.knows_street(&key(street)) && gazetteer.towns_called(&key(town)).is_empty();
    let right = || gazetteer.knows_street(&key(town)) && !gazetteer.towns_called(&key(street)).is_empty();
    (wrong && right()).then(|| RowPlace { street: Some(town.to_owned()), town: Some(street.to_owned()), ..row.clone() })
}

/// The fields that came in columns of their own.
fn columns(row: &RowPlace, gazetteer: &Gazetteer) -> Split {
    let mut found = match (&row.street, &row.number) {
        (Some(street), None) => split(street, gazetteer),
        (Some(street), Some(_)) => Split { street: bare_street(street, gazetteer), ..Split::default() },
        _ => Split::default(),
    };
    if let Some((house, relation)) = row.number.as_deref().and_then(house_number) {
        found.house = Some(house);
        found.relation = relation;
    }
    if let Some(house) = &mut found.house {
        let tail = tail_of(row.letter.as_deref().unwrap_or_default(), row.suffix.as_deref().unwrap_or_default());
        if !house.tail.ends_with(&tail) {
            house.tail.push_str(&tail);
        }
    }
    found
}

/// A street column without words that only say where with respect to the street.
fn bare_street(text: &str, gazetteer: &Gazetteer) -> String {
    if gazetteer.knows_street(&key(text)) {
        return text.trim().to_owned();
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    match relation_of(&words) {
        Some((_, rest)) if !rest.is_empty() => rest.join(" "),
        _ => text.trim().to_owned(),
    }
}

fn complete(first: Split, second: Split) -> Split {
    let same = first.street.is_empty() || second.street.is_empty() || key(&first.street) == key(&second.street);
    let adopt = first.house.is_none() && same && second.house.is_some();
    Split {
        relation: if adopt { second.relation } else { first.relation },
        house: if adopt { second.house } else { first.house },
        street: if first.street.is_empty() { second.street } else { first.street },
        postcode: first.postcode.or(second.postcode),
        town: first.town.or(second.town),
    }
}

/// Towns and municipalities that a name may stand for; with a typing error when there is no other.
fn claim(text: &str, gazetteer: &Gazetteer) -> Claim {
    let wanted = key(text);
    let towns = gazetteer.towns_called(&wanted).to_vec();
    let municipalities = gazetteer.municipalities_called(&wanted).to_vec();
    if !towns.is_empty() || !municipalities.is_empty() || wanted.len() < 5 {
        return Claim { text: text.to_owned(), towns, municipalities, like: false };
    }
    let most = if wanted.len() < 9 { 1 } else { 2 };
    let close = |k: &usize| mistakes(&gazetteer.towns[*k].key, &wanted, most).is_some();
    let towns: Vec<u32> = (0..gazetteer.towns.len()).filter(close).map(|k| k as u32).collect();
    Claim { text: text.to_owned(), like: true, towns, municipalities: gazetteer.municipalities_like(&wanted) }
}

fn claim_municipality(text: &str, gazetteer: &Gazetteer) -> Claim {
    let coded = text.parse::<erf_base::MunicipalityCode>().ok().map(|code| gazetteer.municipality_today(code.number()));
    if let Some(named) = coded {
        return Claim { text: text.to_owned(), municipalities: vec![named], ..Claim::default() };
    }
    let folded = fold(text);
    let bare = ["gemeente ", "gem. ", "gem "].iter().find_map(|prefix| folded.trim().strip_prefix(prefix));
    let found = claim(bare.unwrap_or(text), gazetteer);
    Claim { towns: if found.municipalities.is_empty() { found.towns } else { Vec::new() }, ..found }
}

/// Takes a text apart: street, number, postcode, town, in whatever order and with whatever words around them.
fn split(text: &str, gazetteer: &Gazetteer) -> Split {
    let folded = fold(text);
    let mut found = Split::default();
    let rest = take_digits(take_postcode(&folded, &mut found, gazetteer), &mut found);
    for segment in rest.split([',', ';', '\n', '(', ')', '|']).map(str::trim).filter(|s| !s.is_empty() && *s != "nederland") {
        read_segment(segment, &mut found, gazetteer);
    }
    found
}

/// Finds a whole postcode; what follows it is the town. Gives the text without both.
fn take_postcode(text: &str, found: &mut Split, gazetteer: &Gazetteer) -> String {
    let bytes = text.as_bytes();
    for at in 0..bytes.len() {
        let starts = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        let Some(end) = postcode_end(bytes, at).filter(|_| starts) else { continue };
        found.postcode = postcode(&text[at..end]);
        let (before, after) = (&text[..at], text[end..].trim_start_matches([' ', ',']));
        let stop = after.find([',', ';', '(', '\n']).unwrap_or(after.len());
        let town = after[..stop].trim();
        if !town.is_empty() && !town.contains(|c: char| c.is_ascii_digit()) && !gazetteer.knows_street(&key(town)) {
            found.town = Some(town.to_owned());
            return format!("{before},{}", &after[stop..]);
        }
        return format!("{before},{after}");
    }
    text.to_owned()
}

/// Four digits behind a house number, with nothing or a comma after them, are a postcode without letters.
fn take_digits(text: String, found: &mut Split) -> String {
    if found.postcode.is_some() {
        return text;
    }
    let end = text.trim_end().len();
    let at = text[..end].rfind([' ', ',']).map_or(0, |k| k + 1);
    let digits = text[at..end].len() == 4 && text[at..end].bytes().all(|b| b.is_ascii_digit()) && !text[at..end].starts_with('0');
    if !digits || !text[..at].contains(|c: char| c.is_ascii_digit()) {
        return text;
    }
    found.postcode = postcode(&text[at..end]);
    text[..at].trim_end_matches([' ', ',']).to_owned()
}

/// Where a postcode that starts here ends: four digits, perhaps a blank, two letters and then no letter.
fn postcode_end(bytes: &[u8], at: usize) -> Option<usize> {
    let digits = bytes.get(at..at + 4)?;
    let letters = if bytes.get(at + 4) == Some(&b' ') { at + 5 } else { at + 4 };
    let pair = bytes.get(letters..letters + 2)?;
    let fits = digits.iter().all(u8::is_ascii_digit) && digits[0] != b'0' && pair.iter().all(u8::is_ascii_lowercase);
    let ends = bytes.get(letters + 2).is_none_or(|next| !next.is_ascii_alphanumeric());
    (fits && ends).then_some(letters + 2)
}

fn read_segment(segment: &str, found: &mut Split, gazetteer: &Gazetteer) {
    let words: Vec<&str> = segment.split_whitespace().collect();
    if found.house.is_none() && words.iter().any(|word| is_numeric(word)) {
        return read_numbered(&words, found, gazetteer);
    }
    if let Some(at) = words.iter().position(|w| is_unnumbered(w)) {
        if found.street.is_empty() {
            let street = known_street(&words[..at], gazetteer).unwrap_or(0..at);
            found.street = words[street].join(" ");
        }
        return read_town(&words[at + 1..], found, gazetteer);
    }
    if found.town.is_none() && is_town(&words, gazetteer) {
        found.town = Some(segment.to_owned());
    } else if found.street.is_empty() {
        let street = known_street(&words, gazetteer).or_else(|| almost_street(&words, gazetteer)).unwrap_or(0..0);
        note_relation(&words[..street.start], found);
        note_relation(&words[street.end..], found);
        found.street = words[street].join(" ");
    }
}

/// What stands at an address, in words that are never the name of a street.
const OBJECTS: &[&str] =
    &["schuur", "schuren", "loods", "stal", "bijgebouw", "pand", "woning", "boerderij", "kas", "silo", "garage", "hal", "opslag", "erf"];

fn is_object(word: &str) -> bool {
    OBJECTS.contains(&word)
}

fn is_numeric(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// A segment with a number in it: the first number behind a known street, else the first that is not "1e" or "2e".
fn read_numbered(words: &[&str], found: &mut Split, gazetteer: &Gazetteer) {
    let numeric: Vec<usize> = (0..words.len()).filter(|&k| is_numeric(words[k])).collect();
    let known = numeric.iter().find_map(|&at| Some((at, known_street(&words[..at], gazetteer)?)));
    let ordinal = |at: usize| words[at].ends_with('e') && words[at].len() < 4;
    let plain = || numeric.iter().copied().find(|&at| !ordinal(at)).unwrap_or(numeric[0]);
    let at = known.as_ref().map_or_else(plain, |k| k.0);
    let end = (at + 1..words.len()).find(|&k| is_town(&words[k..], gazetteer)).unwrap_or(words.len());
    let tail_end = if end > at + 1 && matches!(words[end - 1], "te" | "in" | "-") { end - 1 } else { end };
    found.house = house_number(&words[at..tail_end].join(" ")).map(|(house, _)| house);
    read_town(&words[end..], found, gazetteer);
    let street = known.map(|k| k.1);
    note_relation(&words[..street.as_ref().map_or(at, |s| s.start)], found);
    note_relation(&words[street.as_ref().map_or(at, |s| s.end)..at], found);
    if found.street.is_empty() {
        let (before, behind) = (&words[..at], &words[at + 1..tail_end]);
        let named = |words: &[&str]| known_street(words, gazetteer).or_else(|| almost_street(words, gazetteer)).map(|s| words[s].join(" "));
        let rest = || without_relations(before);
        found.street = street.map(|s| words[s].join(" ")).or_else(|| named(behind)).unwrap_or_else(rest);
    }
}

fn read_town(words: &[&str], found: &mut Split, gazetteer: &Gazetteer) {
    if found.town.is_none() && is_town(words, gazetteer) {
        found.town = Some(words.join(" "));
    }
}

fn is_town(words: &[&str], gazetteer: &Gazetteer) -> bool {
    let name = key(&words.join(" "));
    !name.is_empty() && (!gazetteer.towns_called(&name).is_empty() || !gazetteer.municipalities_called(&name).is_empty())
}

/// The longest run of words that is the name of a street; the last such run when equally long.
fn known_street(words: &[&str], gazetteer: &Gazetteer) -> Option<std::ops::Range<usize>> {
    for length in (1..=words.len().min(6)).rev() {
        for from in (0..=words.len() - length).rev() {
            let wanted = key(&words[from..from + length].join(" "));
            if wanted.len() > 3 && gazetteer.knows_street(&wanted) {
                return Some(from..from + length);
            }
        }
    }
    None
}

/// The longest run of words that is one typing error away from the name of a street.
fn almost_street(words: &[&str], gazetteer: &Gazetteer) -> Option<std::ops::Range<usize>> {
    for length in (1..=words.len().min(3)).rev() {
        for from in (0..=words.len() - length).rev() {
            let wanted = key(&words[from..from + length].join(" "));
            let near = |street: &u32| mistakes(&gazetteer.streets[*street as usize].key, &wanted, 1).is_some();
            if wanted.len() > 6 && gazetteer.streets_near(&wanted).iter().any(near) {
                return Some(from..from + length);
            }
        }
    }
    None
}

fn note_relation(words: &[&str], found: &mut Split) {
    for k in 0..words.len() {
        if let Some((relation, _)) = relation_of(&words[k..]) {
            found.relation = relation;
        }
    }
}

/// The words after the last relation, without those that only announce a number.
fn without_relations(words: &[&str]) -> String {
    let last = (0..words.len()).rev().find_map(|k| relation_of(&words[k..]).map(|(_, rest)| words.len() - rest.len()));
    let rest = &words[last.unwrap_or(0)..];
    rest.iter().filter(|word| !is_filler(word) && !is_object(word)).copied().collect::<Vec<_>>().join(" ")
}
