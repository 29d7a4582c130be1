// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Filters of the list of a scan: read from the address, and offered as links that say how many each leaves.

use erf_base::MunicipalityCode;
use erf_web::with_parameter;
use serde::Serialize;

use super::view::{self, Query, asked};
use crate::{
    life::Choice,
    model::Band,
    store::{
        figures::Chips,
        places::{Decided, Filter, Sort},
        scans::{Count, band_of},
    },
};

/// Longest text that is looked for.
const MOST_TEXT: usize = 80;

/// The filter that the address asks for. A word we do not know asks for nothing.
pub fn filter(query: &Query) -> Filter {
    let text = |name: &str| Some(asked(query, name).chars().take(MOST_TEXT).collect::<String>()).filter(|text| !text.is_empty());
    Filter {
        municipality: asked(query, "gemeente").parse().ok(),
        neighbourhood: text("buurt"),
        band: Some(asked(query, "band")).filter(|band| ["A", "B", "C", "D"].contains(band)).map(band_of),
        kind: text("soort").filter(|kind| crate::scan::KINDS.contains(&kind.as_str())),
        proposed: asked(query, "voorstel") == "ja",
        random: asked(query, "aselect") == "ja",
        code: text("kenmerk"),
        decision: decided(asked(query, "besluit")),
        text: text("zoek"),
    }
}

fn decided(word: &str) -> Option<Decided> {
    match word {
        "open" => Some(Decided::Open),
        "bezwaar" => Some(Decided::Paused),
        word => word.parse::<Choice>().ok().map(Decided::As),
    }
}

/// The order that the address asks for.
pub fn sort(query: &Query) -> Sort {
    match asked(query, "sorteer") {
        "naam" => Sort::Name,
        "-naam" => Sort::NameReversed,
        "-volgorde" => Sort::OrderReversed,
        _ => Sort::Order,
    }
}

/// The orders offered: the value in the address and the end of the key of its text.
pub const SORTS: [(&str, &str); 4] = [("volgorde", "order"), ("-volgorde", "order-reversed"), ("naam", "name"), ("-naam", "name-reversed")];

/// The filters that a search form must not lose.
pub fn kept(query: &Query) -> Vec<(&'static str, String)> {
    let names = ["band", "soort", "voorstel", "aselect", "besluit", "kenmerk", "gemeente"].into_iter();
    names.map(|name| (name, asked(query, name).to_owned())).filter(|(_, value)| !value.is_empty()).collect()
}

/// A filter as a link with a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chip {
    href: String,
    /// The key of its text; of what has a name of its own the key of the word before it.
    key: &'static str,
    name: String,
    count: i64,
    on: bool,
}

/// Filters that exclude each other, with what they are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChipRow {
    label: &'static str,
    chips: Vec<Chip>,
}

const BANDS: [(&str, &str); 4] = [("A", "scan-band-a"), ("B", "scan-band-b"), ("C", "scan-band-c"), ("D", "scan-band-d")];
const KINDS: [(&str, &str); 3] = [("erf", "kinds-erf"), ("unit", "kinds-unit"), ("perceel", "kinds-perceel")];
const DECISIONS: [(&str, &str); 4] = [
    ("open", "scan-decision-open"),
    ("bezoeken", "scan-decision-bezoeken"),
    ("niet", "scan-decision-niet"),
    ("meer_informatie", "scan-decision-meer_informatie"),
];

/// The filters above the list. Those of bands, kinds and the proposal say how many places they leave with the others as they
/// are; decisions say how many there are in the whole scan.
pub struct Offer<'a> {
    /// What is on.
    pub filter: &'a Filter,
    /// Totals within the reader's scope, of the places where the asked indicator counts.
    pub counts: &'a [Count],
    /// Decisions.
    pub chips: &'a Chips,
    /// The address of this list.
    pub address: &'a str,
    /// What municipalities are called.
    pub area_name: &'a (dyn Fn(MunicipalityCode) -> String + Sync),
}

impl Offer<'_> {
    /// All rows of chips; a row of one kind only says nothing.
    pub fn rows(&self) -> Vec<ChipRow> {
        let Filter { band, kind, proposed, random, decision, .. } = self.filter;
        let of_band = |code: &str| Filter { band: Some(band_of(code)), ..self.filter.clone() };
        let of_kind = |code: &str| Filter { kind: Some(code.to_owned()), ..self.filter.clone() };
        let is_band = |code: &str| *band == Some(band_of(code));
        let all = Chip {
            href: self.link("band", None),
            key: "scan-filter-all",
            name: String::new(),
            count: self.count(&Filter { band: None, ..self.filter.clone() }),
            on: band.is_none(),
        };
        let bands = BANDS.iter().map(|(code, key)| self.chip("band", code, key, self.count(&of_band(code)), is_band(code)));
        let is_kind = |code: &str| kind.as_deref() == Some(code);
        let kinds: Vec<Chip> =
            KINDS.iter().map(|(code, key)| self.chip("soort", code, key, self.count(&of_kind(code)), is_kind(code))).collect();
        let suggested = Filter { proposed: true, ..self.filter.clone() };
        let drawn = Filter { random: true, ..self.filter.clone() };
        let proposal = vec![
            self.chip("voorstel", "ja", "scan-filter-proposed", self.count(&suggested), *proposed),
            self.chip("aselect", "ja", "scan-filter-random", self.count(&drawn), *random),
        ];
        let decisions = DECISIONS.iter().map(|(code, key)| self.chip("besluit", code, key, self.decided(code), *decision == decided(code)));
        let rows = [
            ("scan-filter-on", self.named().collect()),
            ("scan-filter-band", std::iter::once(all).chain(bands).collect()),
            ("scan-filter-proposal", proposal),
            ("scan-filter-kind", if kinds.iter().filter(|chip| chip.count > 0).count() > 1 { kinds } else { Vec::new() }),
            ("scan-filter-decision", decisions.chain(self.objections()).collect()),
        ];
        rows.into_iter().map(|(label, chips): (&'static str, Vec<Chip>)| ChipRow { label, chips: some(chips) }).collect()
    }

    /// Filters that a link elsewhere switched on; here they are named, and switched off.
    fn named(&self) -> impl Iterator<Item = Chip> {
        let code = self.filter.code.as_ref().map(|code| ("kenmerk", "scan-filter-code", view::indicator_name(code)));
        let municipality = self.filter.municipality.map(|code| ("gemeente", "scan-filter-municipality", (self.area_name)(code)));
        let count = self.count(self.filter);
        let chip = move |(parameter, key, name)| Chip { href: self.link(parameter, None), key, name, count, on: true };
        code.into_iter().chain(municipality).map(chip)
    }

    fn objections(&self) -> Option<Chip> {
        let on = self.filter.decision == Some(Decided::Paused);
        (self.chips.paused > 0).then(|| self.chip("besluit", "bezwaar", "scan-decision-paused", self.chips.paused, on))
    }

    fn decided(&self, code: &str) -> i64 {
        if code == "open" { self.chips.open } else { self.chips.decided.get(code).copied().unwrap_or_default() }
    }

    fn chip(&self, name: &str, value: &str, key: &'static str, count: i64, on: bool) -> Chip {
        Chip { href: self.link(name, (!on).then_some(value)), key, name: String::new(), count, on }
    }

    fn link(&self, name: &str, value: Option<&str>) -> String {
        with_parameter(&with_parameter(self.address, "pagina", None), name, value)
    }

    fn count(&self, filter: &Filter) -> i64 {
        let fits = |count: &&Count| {
            count.listed
                && filter.band.is_none_or(|band| band == band_of(&count.band))
                && filter.kind.as_ref().is_none_or(|kind| *kind == count.kind)
                && filter.neighbourhood.as_ref().is_none_or(|code| *code == count.neighbourhood)
                && filter.municipality.is_none_or(|code| i64::from(code.number()) == count.municipality)
                && (!filter.proposed || count.proposed)
                && (!filter.random || count.random)
        };
        self.counts.iter().filter(fits).map(|count| count.places).sum()
    }
}

/// A filter that leaves nothing is not offered, unless it is on and can be switched off.
fn some(chips: Vec<Chip>) -> Vec<Chip> {
    chips.into_iter().filter(|chip| chip.count > 0 || chip.on).collect()
}

/// The letter of a band.
pub fn letter(band: Band) -> &'static str {
    match band {
        Band::A => "A",
        Band::B => "B",
        Band::C => "C",
        Band::D => "D",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(pairs: &[(&str, &str)]) -> Query {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn count(kind: &str, band: &str, proposed: bool, places: i64) -> Count {
        let (kind, band) = (kind.to_owned(), band.to_owned());
        Count { municipality: 9901, neighbourhood: "BU1".into(), kind, band, proposed, random: false, listed: true, places }
    }

    fn offered(pairs: &[(&str, &str)], address: &str) -> Vec<(&'static str, i64, bool, String)> {
        let counts = [count("erf", "A", true, 4), count("erf", "C", false, 9), count("unit", "A", true, 2)];
        let filter = filter(&query(pairs));
        let chips = Chips { open: 5, ..Chips::default() };
        chips_of(&filter, &counts, &chips, address).into_iter().map(|chip| (chip.key, chip.count, chip.on, chip.href)).collect()
    }

    fn chips_of(filter: &Filter, counts: &[Count], chips: &Chips, address: &str) -> Vec<Chip> {
        let rows = Offer { filter, counts, chips, address, area_name: &|code| format!("gemeente {code}") }.rows();
        rows.into_iter().flat_map(|row| row.chips).collect()
    }

    #[test]
    fn a_filter_that_came_with_a_link_has_a_name_and_can_be_switched_off() {
        let filter = filter(&query(&[("kenmerk", "L01"), ("gemeente", "9901")]));
        let chips = chips_of(&filter, &[count("erf", "A", true, 4)], &Chips::default(), "/l?kenmerk=L01&gemeente=9901&band=A&pagina=2");
        let on: Vec<(&str, &str, i64, &str)> = chips
            .iter()
            .filter(|chip| !chip.name.is_empty())
            .map(|chip| (chip.key, chip.name.as_str(), chip.count, chip.href.as_str()))
            .collect();
        let code = ("scan-filter-code", "Administratief leeg", 4, "/l?gemeente=9901&band=A");
        assert_eq!(on, [code, ("scan-filter-municipality", "gemeente 9901", 4, "/l?kenmerk=L01&band=A")]);
        assert!(chips.iter().all(|chip| chip.name.is_empty() || chip.on));
    }

    #[test]
    fn a_chip_says_what_it_leaves_with_the_other_filters_as_they_are() {
        let chips = offered(&[("soort", "erf")], "/l?soort=erf&pagina=3");
        assert!(chips.contains(&("scan-band-a", 4, false, "/l?soort=erf&band=A".into())), "{chips:?}");
        assert!(chips.contains(&("kinds-unit", 2, false, "/l?soort=unit".into())));
        assert!(chips.contains(&("kinds-erf", 13, true, "/l".into())), "a filter that is on switches off");
        assert!(!chips.iter().any(|(key, ..)| *key == "scan-band-b"), "what leaves nothing is not offered");
        assert!(chips.contains(&("scan-decision-open", 5, false, "/l?soort=erf&besluit=open".into())));
    }

    #[test]
    fn words_we_do_not_know_ask_for_nothing() {
        let strange = query(&[("band", "Z"), ("soort", "ligplaats"), ("besluit", "x"), ("gemeente", "y"), ("sorteer", "; drop")]);
        assert_eq!(filter(&strange), Filter::default());
        assert_eq!(sort(&strange), Sort::Order);
    }
}
