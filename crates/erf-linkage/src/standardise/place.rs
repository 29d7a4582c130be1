// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Places: one name for each, and the municipality it lies in since the last merger.

use std::sync::LazyLock;

use super::{
    Record, Rule, Silent,
    fold::{fold, fold_into},
    lexicon::{Lexicon, lines, pairs},
};

#[derive(Default)]
struct Table {
    /// Key of a name to the name of today.
    names: Lexicon<&'static str>,
    /// Key of a place to keys of its municipalities: a few places lie in two.
    municipalities: Lexicon<Vec<&'static str>>,
    /// Keys of all names.
    known: Lexicon<()>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!("tables/places.txt");
    let mut table = Table::default();
    let leak = |name: &str| -> &'static str { key_of(&fold(name)).leak() };
    for (name, others) in pairs(text).filter(|(name, _)| !name.contains('>') && !name.starts_with('*')) {
        let name = leak(name);
        table.known.insert(name, ());
        for other in others {
            table.names.insert(leak(other), name);
        }
    }
    for (municipality, places) in lines(text).filter_map(|line| line.split_once('>')) {
        let municipality = leak(municipality);
        table.known.insert(municipality, ());
        for place in places.split(',') {
            let place = leak(place);
            table.known.insert(place, ());
            let own = table.municipalities.entry(place).or_default();
            if place != municipality && !own.contains(&municipality) {
                own.push(municipality);
            }
        }
    }
    for name in lines(text).filter_map(|line| line.strip_prefix('*')).flat_map(|names| names.split(',')) {
        table.known.insert(leak(name.trim()), ());
    }
    table
});

/// A place: letters of its name of today, without blanks, hyphens and province: `denhaag`, `bergen`.
pub fn place(text: &str) -> String {
    let (mut folded, mut out) = (String::new(), String::new());
    read_with(text, &mut folded, &mut out, &mut Silent);
    out
}

/// [`place`] into texts of the caller, and steps noted.
pub fn read_with(text: &str, folded: &mut String, out: &mut String, record: &mut impl Record) {
    out.clear();
    if text.is_empty() {
        return;
    }
    fold_into(text, folded);
    key_into(folded, out);
    if let Some(name) = TABLE.names.get(out.as_str()) {
        record.note(Rule::Place, text, name);
        out.clear();
        out.push_str(name);
    }
}

/// The municipalities a place lies in, as keys; none when the table does not know.
pub fn municipalities(place: &str) -> &'static [&'static str] {
    TABLE.municipalities.get(place).map_or(&[], Vec::as_slice)
}

/// Whether two places are one, or one is the municipality of the other.
pub fn agree(one: &str, other: &str) -> bool {
    one == other || municipalities(one).contains(&other) || municipalities(other).contains(&one)
}

/// Whether the table knows this key as a place or municipality.
pub fn is_known(place: &str) -> bool {
    TABLE.known.contains_key(place) || TABLE.names.contains_key(place)
}

fn key_of(folded: &str) -> String {
    let mut out = String::new();
    key_into(folded, &mut out);
    out
}

/// Letters of a name without what stands between brackets and without "gemeente". Provinces behind a name go too.
fn key_into(folded: &str, out: &mut String) {
    let bare = ["gemeente ", "gem. ", "gem "].iter().find_map(|start| folded.strip_prefix(start)).unwrap_or(folded);
    let bare = bare.split(['(', ',']).next().map(str::trim).filter(|name| !name.is_empty()).unwrap_or(bare);
    const PROVINCES: &[&str] =
        &[" nh", " zh", " gld", " gn", " gr", " fr", " ov", " ut", " nb", " lb", " dr", " fl", " ze", " n-h", " z-h", " nb"];
    let bare = PROVINCES.iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    let from = out.len();
    out.extend(bare.chars().filter(|c| c.is_alphanumeric()));
    // "'s-Gravenzande" keeps its s, "St. Pancras" gets its sint.
    if bare.starts_with("st ") || bare.starts_with("st.") {
        out.replace_range(from..from + 2, "sint");
    }
}
