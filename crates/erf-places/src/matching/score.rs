// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How much an address fits a row, contribution by contribution.

use erf_base::{Contribution, Evidence};
use erf_linkage::standardise::address::{Relation, addition};

use super::{
    RowPlace,
    address::{Claim, Question},
    codes::{Postcode, postcode_digits, postcode_text},
    gazetteer::{Address, Gazetteer, Street},
    weights::{self as w, Weight},
    words::{abbreviates, allowed_mistakes, mistakes},
};

/// Coordinates within this many metres of an address fit it, whatever their precision.
const NEAR_M: f64 = 150.0;
/// Coordinates farther than this, and than three times their precision, do not fit.
const FAR_M: f64 = 400.0;

/// The evidence that the row speaks of this address; `id` says by which identifier it was found, if by one.
pub fn judge(gazetteer: &Gazetteer, row: &RowPlace, question: &Question, address: &Address, id: Option<(Weight, &str)>) -> Evidence {
    let mut evidence = Evidence::starting_at(w::PRIOR);
    if let Some((weight, typed)) = id {
        add(&mut evidence, weight, typed.to_owned());
    }
    street(gazetteer, question, address, &mut evidence);
    number(gazetteer, question, address, &mut evidence);
    postcode(question, address, &mut evidence);
    town(gazetteer, question, address, &mut evidence);
    municipality(question.municipality.as_ref(), address.municipality, &mut evidence);
    distance(row, address, &mut evidence);
    if address.planned {
        add(&mut evidence, w::NOT_IN_USE, String::new());
    }
    evidence
}

/// Adds a named weight with what was seen.
pub fn add(evidence: &mut Evidence, weight: Weight, detail: String) {
    evidence.contributions.push(Contribution { code: weight.code.to_owned(), weight: weight.bits, detail });
}

fn street(gazetteer: &Gazetteer, question: &Question, address: &Address, evidence: &mut Evidence) {
    if question.street_key.is_empty() {
        return;
    }
    let street = &gazetteer.streets[address.street as usize];
    let seen = || both(&question.street, &street.name);
    if *street.key == *question.street_key {
        add(evidence, w::STREET, seen());
        return only(gazetteer, question, address, evidence);
    }
    if gazetteer.streets_once_called(&question.street_key).contains(&address.street) {
        add(evidence, w::STREET_FORMER, seen());
        return only(gazetteer, question, address, evidence);
    }
    let known = gazetteer.knows_street(&question.street_key);
    let once = || !known && gazetteer.streets_once_like(&question.street_key).contains(&address.street);
    let weight = match likeness(street, question) {
        Some(like) => like,
        None if once() => w::STREET_HARDLY,
        None if known => w::STREET_OTHER,
        None => w::STREET_UNKNOWN,
    };
    add(evidence, weight, seen());
}

/// How a street that is not named as it is called may still be meant.
pub fn likeness(street: &Street, question: &Question) -> Option<Weight> {
    let weight = |slips: usize| if slips <= 1 { w::STREET_LIKE } else { w::STREET_HARDLY };
    let slips = |known: &str, typed: &str| mistakes(known, typed, allowed_mistakes(typed)).map(weight);
    slips(&street.key, &question.street_key)
        .or_else(|| abbreviates(&question.street, &street.name).then_some(w::STREET_SHORT))
        .or_else(|| slips(&street.letters, &question.street_letters))
        .or_else(|| (question.street_sound.len() > 4 && *street.sound == *question.street_sound).then_some(w::STREET_SOUND))
}

/// Where the row names no town or postcode: whether there is one street of the name, or one with the number.
fn only(gazetteer: &Gazetteer, question: &Question, address: &Address, evidence: &mut Evidence) {
    if question.town.is_some() || question.postcode.is_some() {
        return;
    }
    let once = gazetteer.streets_once_called(&question.street_key).iter().copied();
    let mut streets = gazetteer.streets_called(&question.street_key).chain(once);
    if streets.clone().count() == 1 {
        add(evidence, w::STREET_ONLY, String::new());
    } else if streets.all(|street| street == address.street || gazetteer.at_number(street, address.number).is_empty()) {
        add(evidence, w::ADDRESS_ONLY, String::new());
    }
}

fn number(gazetteer: &Gazetteer, question: &Question, address: &Address, evidence: &mut Evidence) {
    let Some(house) = &question.house else { return };
    let tail = gazetteer.tail(address);
    let seen = || both(&format!("{} {}", house.number, house.tail), &format!("{} {tail}", address.number));
    if question.relation != Relation::At {
        add(evidence, w::RELATION, String::new());
    }
    if house.until == Some(address.number) {
        return add(evidence, w::NUMBER_IN_RANGE, seen());
    }
    if house.number != address.number {
        return add(evidence, w::NUMBER_OTHER, seen());
    }
    add(evidence, w::NUMBER, address.number.to_string());
    let weight = match (house.tail.as_str(), tail) {
        ("", "") => w::TAIL_NONE,
        (own, other) if own == other || addition(own) == addition(other) => w::TAIL,
        ("", _) => w::TAIL_MISSING,
        (_, "") => w::TAIL_EXTRA,
        _ => w::TAIL_OTHER,
    };
    let same = weight == w::TAIL || weight == w::TAIL_NONE;
    add(evidence, weight, if same { tail.to_owned() } else { seen() });
}

fn postcode(question: &Question, address: &Address, evidence: &mut Evidence) {
    let Some(asked) = question.postcode else { return };
    let (digits, full) = match asked {
        Postcode::Full(packed) => (postcode_digits(packed), Some(packed)),
        Postcode::Digits(digits) => (digits, None),
    };
    if address.postcode == super::gazetteer::NONE {
        return;
    }
    let typed = full.map_or(digits.to_string(), postcode_text);
    if full == Some(address.postcode) {
        add(evidence, w::POSTCODE, typed);
    } else if digits == postcode_digits(address.postcode) {
        add(evidence, w::POSTCODE_DIGITS, both(&typed, &postcode_text(address.postcode)));
    } else {
        add(evidence, w::POSTCODE_OTHER, both(&typed, &postcode_text(address.postcode)));
    }
}

fn town(gazetteer: &Gazetteer, question: &Question, address: &Address, evidence: &mut Evidence) {
    let Some(claim) = &question.town else { return };
    let own = gazetteer.streets[address.street as usize].town;
    let name = &gazetteer.town_of(address).name;
    if claim.towns.contains(&own) {
        let weight = if claim.like { w::TOWN_LIKE } else { w::TOWN };
        return add(evidence, weight, both(&claim.text, name));
    }
    if !claim.municipalities.is_empty() && claim.municipalities.iter().any(|m| m.code == address.municipality) {
        return municipality(Some(claim), address.municipality, evidence);
    }
    if !claim.towns.is_empty() || !claim.municipalities.is_empty() {
        add(evidence, w::TOWN_OTHER, both(&claim.text, name));
    }
}

/// Compares a named municipality with that of a place.
pub fn municipality(claim: Option<&Claim>, own: u16, evidence: &mut Evidence) {
    let Some(claim) = claim.filter(|c| own != 0 && !c.municipalities.is_empty()) else { return };
    let weight = match claim.municipalities.iter().find(|m| m.code == own) {
        Some(m) if m.old => w::MUNICIPALITY_OLD,
        Some(_) => w::MUNICIPALITY,
        None => w::MUNICIPALITY_OTHER,
    };
    add(evidence, weight, claim.text.clone());
}

fn distance(row: &RowPlace, address: &Address, evidence: &mut Evidence) {
    let Some(point) = row.point else { return };
    let (metres, precision) = (point.distance(address.point()), row.precision_m.unwrap_or(0.0));
    let weight = if metres <= NEAR_M.max(precision) {
        w::NEAR
    } else if metres <= FAR_M.max(3.0 * precision) {
        w::SOMEWHERE
    } else {
        w::FAR
    };
    add(evidence, weight, format!("{metres:.0} m"));
}

/// What the row says and what the register says, when they differ.
fn both(typed: &str, known: &str) -> String {
    let (typed, known) = (typed.trim(), known.trim());
    if typed == known { known.to_owned() } else { format!("{typed} / {known}") }
}
