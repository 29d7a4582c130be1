// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A whole address in one cell: `Burg. Smitstraat 12-A, 1234 AB Alkmaar`, in whatever order.

use super::{Address, Kind, Postcode, Record, Rule, house, postcode, street};
use crate::standardise::place;

/// Names of the country behind an address.
const COUNTRY: &[&str] = &["nederland", "the netherlands", "netherlands", "holland", "nl"];

/// Takes a folded address apart.
pub(super) fn read(folded: &str, out: &mut Address, work: &mut String, record: &mut impl Record) {
    let mut town = "";
    let rest = match postcode::find(folded) {
        Some((range, found)) => {
            out.postcode = found;
            let after = folded[range.end..].trim_start_matches([' ', ',', '-']);
            let stop = after.find([',', ';', '(', '|']).unwrap_or(after.len());
            town = after[..stop].trim_end_matches([' ', '.']);
            work.clear();
            work.push_str(folded[..range.start].trim_end());
            // Postcode first: the street stands behind the place.
            work.push(',');
            if town.bytes().any(|b| b.is_ascii_digit()) {
                work.push_str(after);
                town = "";
            } else {
                work.push_str(&after[stop..]);
            }
            work.as_str()
        }
        None => folded,
    };
    let mut found = Parts { street: "", town };
    for part in rest.split([',', ';', '(', ')', '|', '\n']).map(str::trim).filter(|part| !part.is_empty() && !COUNTRY.contains(part)) {
        segment(part, &mut found, out, record);
    }
    street::key_into(found.street, &mut out.street);
    if !COUNTRY.contains(&found.town) {
        place_of(found.town, &mut out.place);
    }
    if record.keeps() {
        let parts = format!("{} {} {} {} {}", out.street, out.number, out.tail, out.postcode, out.place);
        record.note(Rule::WholeAddress, folded, &parts);
    }
}

fn place_of(town: &str, out: &mut String) {
    if !town.is_empty() {
        *out = place::place(town);
    }
}

struct Parts<'t> {
    street: &'t str,
    town: &'t str,
}

/// One piece between commas: with a number it is the street, without it the place.
fn segment<'t>(part: &'t str, found: &mut Parts<'t>, out: &mut Address, record: &mut impl Record) {
    if let Some((code, town)) = short_code(part).filter(|_| out.postcode.is_none() && out.number > 0) {
        out.postcode = code;
        found.town = if found.town.is_empty() { town } else { found.town };
        return;
    }
    let numbered = part.bytes().any(|b| b.is_ascii_digit());
    if let Some((kind, rest)) = house::kind_of(part).filter(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit())) {
        out.kind = kind;
        if out.number == 0 {
            let rest = town_behind(rest, found);
            house::read(rest, out, record);
        }
        if kind == Kind::PoBox {
            found.street = "postbus";
        }
        return;
    }
    if numbered && found.street.is_empty() {
        let part = four_digits(part, out);
        let (relation, part) =
            house::relation_of(part).filter(|(_, rest)| !rest.starts_with("de ") && !rest.is_empty()).unwrap_or((out.relation, part));
        out.relation = relation;
        let part = town_behind(part, found);
        found.street = street::take_number(part, out, record);
    } else if numbered && out.number == 0 {
        house::read(part, out, record);
    } else if found.street.is_empty() && (found.town.is_empty() || found.town != part) && !is_place_after_street(part, found, out) {
        let unnumbered = part.rsplit_once(' ').filter(|(_, last)| house::is_unnumbered(last));
        out.unnumbered |= unnumbered.is_some();
        found.street = unnumbered.map_or(part, |(street, _)| street);
    } else if let Some(relation) = remark(part) {
        out.relation = relation.unwrap_or(out.relation);
    } else if found.town.is_empty() {
        found.town = part;
    }
}

/// "schuur achter", "loods naast de boerderij": says what is meant at the address, and perhaps where.
fn remark(part: &str) -> Option<Option<house::Relation>> {
    const OBJECTS: &[&str] = &[
        "schuur",
        "schuren",
        "loods",
        "stal",
        "bijgebouw",
        "pand",
        "woning",
        "boerderij",
        "kas",
        "silo",
        "garage",
        "hal",
        "opslag",
        "erf",
        "unit",
    ];
    let relation = part.split(' ').find_map(|word| house::relation_of(word).map(|(relation, _)| relation));
    let object = part.split(' ').any(|word| OBJECTS.contains(&word));
    (object || relation.is_some()).then_some(relation)
}

/// "1234 Alkmaar": a postcode without letters, and the place.
fn short_code(part: &str) -> Option<(Postcode, &str)> {
    let (code, town) = part.split_once(' ')?;
    let code = Postcode::read(code);
    (!code.is_none() && !code.is_full() && town.len() > 2 && !town.bytes().any(|b| b.is_ascii_digit())).then_some((code, town))
}

fn is_place_after_street(part: &str, found: &Parts<'_>, out: &Address) -> bool {
    found.town.is_empty() && (out.number > 0 || place::is_known(&place::place(part)))
}

/// Four digits at the end of a piece that has another number are a postcode without letters.
fn four_digits<'t>(part: &'t str, out: &mut Address) -> &'t str {
    let Some((before, last)) = part.rsplit_once(' ') else { return part };
    let code = Postcode::read(last);
    if out.postcode.is_none() && last.len() == 4 && !code.is_none() && before.bytes().any(|b| b.is_ascii_digit()) {
        out.postcode = code;
        return before;
    }
    part
}

/// "Dorpsstraat 12 Alkmaar": words behind the number that are a place we know, or that are too long for an addition.
fn town_behind<'t>(part: &'t str, found: &mut Parts<'t>) -> &'t str {
    let Some(digit) = part.find(|c: char| c.is_ascii_digit()) else { return part };
    for (at, _) in part.match_indices(' ').filter(|(at, _)| *at > digit) {
        let words = part[at + 1..].trim_start_matches(['-', ' ']);
        let words = words.strip_prefix("te ").or_else(|| words.strip_prefix("in ")).unwrap_or(words);
        let letters = words.bytes().all(|b| !b.is_ascii_digit()) && words.len() > 2;
        if letters && place::is_known(&place::place(words)) {
            if found.town.is_empty() {
                found.town = words;
            }
            return &part[..at];
        }
    }
    part
}
