// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Section 7: places that deserve a conversation. Internal only.

use std::collections::BTreeMap;

use super::{Band, BandCount, List, Maker, Part, PlaceRow, Reason, Room, Unit, figures};
use crate::{
    disclosure::{Shown, Totals, protect},
    nl,
    view::{Block, Cell, Item, PlaceBlock, PlaceReason, Section, Table, columns},
};

/// As many reasons as a reader remembers.
const REASONS: usize = 3;

impl Maker<'_> {
    pub(super) fn places(self, room: Room) -> Section {
        let title = "Aandachtslocaties".to_owned();
        let mut blocks = vec![Block::note("Dit is een lijst voor een gesprek, geen verdenking."), Block::text(self.expectation())];
        blocks.push(Block::Table(self.band_table()));
        if self.is_public() {
            blocks.push(Block::text(
                "De plekken zelf staan niet in deze openbare versie: één erf is één huishouden of bedrijf. Wie wil weten of een eigen plek op de lijst staat en waarom, kan dat vragen bij het adres op bladzijde 1.",
            ));
            let lead = "Deze openbare versie noemt geen plekken en geen adressen.".to_owned();
            return Section { title, lead, blocks };
        }
        let listed: Vec<&PlaceRow> = self.report.places.iter().collect();
        blocks.extend(self.paused());
        blocks.extend(self.listed(&listed, room));
        let lead = match listed.len() {
            0 => "Er staan geen plekken op de lijst.".to_owned(),
            1 => "Er staat één plek op de lijst. Een mens beslist en schrijft op waarom.".to_owned(),
            count => format!(
                "Er staan {} op de lijst. Een mens beslist per plek en schrijft op waarom.",
                nl::counted(count as u64, "plek", "plekken")
            ),
        };
        Section { title, lead, blocks }
    }

    /// Why the list is shorter than the proposal.
    fn paused(self) -> Option<Block> {
        let verb = if self.report.paused == 1 { "staat" } else { "staan" };
        let count = if self.report.paused == 1 { "telt zij" } else { "tellen zij" };
        (self.report.paused > 0).then(|| {
            Block::text(format!(
                "{} {verb} niet op deze lijst en niet op de kaart: de eigenaar maakte bezwaar, en daarover is nog niet beslist. In de totalen \
                 van dit rapport {count} wel mee.",
                nl::capital(&nl::counted(self.report.paused, "plek", "plekken"))
            ))
        })
    }

    /// What the list is worth, in visits. Written as the same figure on page 1.
    fn expectation(self) -> String {
        match &self.report.finds_nothing {
            Part::Absent(why) => format!("Hoeveel bezoeken geen signaal geven, is nog niet te zeggen. {why}"),
            Part::Present(figure) if self.is_public() && figures::hides_share(figure) => {
                "Verreweg de meeste bezoeken geven naar verwachting geen signaal. Het precieze aantal is te klein om openbaar te maken."
                    .to_owned()
            }
            Part::Present(figure) => {
                let hundred = |share: f64| figures::write(share * 100.0, Unit::PerHundredVisits, figure.n);
                let value = figure.value.map_or("een onbekend aantal".to_owned(), hundred);
                let interval =
                    figure.interval.map_or(String::new(), |(low, high)| format!(" (95%-marge {} tot {})", hundred(low), hundred(high)));
                format!(
                    "Van 100 bezoeken volgens deze lijst geven er naar verwachting {value}{interval} geen signaal; een advies telt hier niet als \
                     signaal. Bron: {}, {}, n = {}. Op een andere plek kan het anders zijn.",
                    figure.source,
                    nl::short_date(figure.date),
                    nl::count(figure.n)
                )
            }
        }
    }

    fn band_table(self) -> Table {
        let bands = &self.report.bands;
        let counts: Vec<u64> = bands.iter().map(|band| band.places).collect();
        let shown = if self.is_public() {
            protect(&[counts], Totals::Fixed, Totals::Absent).cells.remove(0)
        } else {
            counts.into_iter().map(Shown::Exact).collect()
        };
        let columns = columns(&[("Band", 0.7), ("Wat dat betekent", 4.2), (">Punten", 1.1), (">Plekken", 1.2)]);
        let rows = bands.iter().zip(shown).map(|(band, shown)| self.band_row(band, shown)).collect();
        Table::new("Plekken per band", columns, rows, self.border())
    }

    fn band_row(self, band: &BandCount, shown: Shown) -> Vec<Cell> {
        let meaning = match band.band {
            Band::A if self.report.part_of.is_some() => "Hier zou u kunnen beginnen",
            Band::A => "Hier zou u kunnen beginnen: zoveel plekken als u kunt bezoeken",
            Band::B if self.report.part_of.is_some() => "De plekken daarna",
            Band::B => "Evenveel plekken daarna",
            Band::C => "Overige plekken met punten",
            Band::None => "Geen punten",
        };
        let points = match band.points {
            Some((low, high)) if low == high => low.to_string(),
            Some((low, high)) => format!("{low}–{high}"),
            None => "-".to_owned(),
        };
        // The span of few places would tell their points.
        let points = if shown.exact().is_none() { "-".to_owned() } else { points };
        vec![
            Cell::Band { letter: letter(band.band).to_owned() },
            Cell::text(meaning),
            Cell::text(points),
            Cell::text(figures::shown(shown)),
        ]
    }

    fn ranked_among(self) -> String {
        self.report.part_of.clone().unwrap_or_else(|| nl::count(self.report.places_in_scope))
    }

    fn border(self) -> String {
        match self.report.visits.drawn_at_border {
            0 | 1 => String::new(),
            count => {
                format!("Op de grens van A en B hebben {} plekken evenveel punten. Het lot bepaalde hun volgorde.", self.count(count))
            }
        }
    }

    fn listed(self, places: &[&PlaceRow], room: Room) -> Vec<Block> {
        let full = places.len().min(room.full);
        let short = (places.len() - full).min(room.short);
        let mut blocks = Vec::new();
        if full > 0 {
            blocks.push(Block::Places { places: places[..full].iter().map(|place| self.place(place)).collect() });
        }
        if short > 0 {
            let places = &places[full..full + short];
            match room.list {
                List::Names => blocks.extend(names(places)),
                list => blocks.push(Block::Table(short_list(places, list == List::Codes))),
            }
        }
        let left = places.len() - full - short;
        if left > 0 {
            let words = nl::counted(left as u64, "plek past", "plekken passen");
            let drawn = places[full + short..].iter().filter(|place| place.random).count();
            let lot = if drawn > 0 { format!(", waarvan {drawn} door het lot gekozen") } else { String::new() };
            blocks.push(Block::text(format!(
                "Nog {words} niet in dit korte rapport{lot}. Alle plekken staan in places.csv: dat zijn de regels met «true» in de kolom «proposed». Is de scan in het programma gemaakt, dan staan zij ook op de pagina Lijst, onder het filter Voorgesteld."
            )));
        }
        blocks
    }

    fn place(self, place: &PlaceRow) -> PlaceBlock {
        let (low, high) = place.rank;
        let rank = if low == high { nl::count(low) } else { format!("{} tot {}", nl::count(low), nl::count(high)) };
        let chosen = if place.random { ", door het lot gekozen" } else { "" };
        let points = if place.points == 1 { "1 punt".to_owned() } else { format!("{} punten", place.points) };
        let where_it_is = format!("{} in {}", nl::capital(&place.kind), place.municipality);
        let counted: Vec<&Reason> = place.reasons.iter().take(REASONS).collect();
        PlaceBlock {
            band: letter(place.band).to_owned(),
            name: place.name.clone(),
            meta: format!("{where_it_is} · {points} · plaats {rank} van {}{chosen}", self.ranked_among()),
            reasons: counted.iter().map(|reason| reason_line(reason)).collect(),
            more: more_reasons(place),
            caveat: caveat(place, &counted),
            lowers: first_few(&place.lowers),
            unknown: first_few(&place.unknown),
        }
    }
}

/// As many as a reader takes in; the dossier has them all.
fn first_few(items: &[String]) -> String {
    let shown = items.iter().take(REASONS).cloned().collect::<Vec<_>>().join("; ");
    match items.len().saturating_sub(REASONS) {
        0 => shown,
        rest => format!("{shown}; en nog {rest}"),
    }
}

/// `A`, `B`, `C`, or a dash for no points.
pub(super) fn letter(band: Band) -> &'static str {
    match band {
        Band::A => "A",
        Band::B => "B",
        Band::C => "C",
        Band::None => "-",
    }
}

/// Points with their sign.
pub(crate) fn signed(points: i64) -> String {
    if points > 0 { format!("+{points}") } else { points.to_string() }
}

fn reason_line(reason: &Reason) -> PlaceReason {
    let source = match reason.date {
        Some(date) => format!("{}, {}", reason.source, nl::short_date(date)),
        None => reason.source.clone(),
    };
    PlaceReason { points: signed(reason.points), text: reason.sentence.clone(), source }
}

fn more_reasons(place: &PlaceRow) -> String {
    let rest: Vec<&Reason> = place.reasons.iter().skip(REASONS).collect();
    let points: i64 = rest.iter().map(|reason| reason.points).sum();
    match rest.len() {
        0 => String::new(),
        1 => format!("Nog 1 reden: {} ({}).", rest[0].code, signed(points)),
        count => {
            let codes: Vec<String> = rest.iter().map(|reason| reason.code.clone()).collect();
            format!("Nog {count} redenen, samen {}: {}.", signed(points), nl::list(&codes))
        }
    }
}

/// The innocent explanation of the strongest reason, and the caveat of the place.
fn caveat(place: &PlaceRow, reasons: &[&Reason]) -> String {
    let innocent = reasons.first().map_or("", |reason| reason.innocent.as_str());
    [innocent, place.caveat.as_str()].into_iter().filter(|text| !text.is_empty()).map(nl::sentence).collect::<Vec<_>>().join(" ")
}

fn short_list(places: &[&PlaceRow], codes: bool) -> Table {
    let row = |place: &&PlaceRow| {
        let reasons: Vec<String> = place.reasons.iter().map(|reason| format!("{}:{}", reason.code, reason.points)).collect();
        let chosen = if place.random { " · door het lot" } else { "" };
        let reasons = if codes && !reasons.is_empty() { format!(" · {}", reasons.join(" ")) } else { String::new() };
        vec![
            Cell::Band { letter: letter(place.band).to_owned() },
            Cell::named(place.name.clone(), format!("{}{chosen}{reasons}", place.municipality)),
            Cell::text(place.points.to_string()),
        ]
    };
    let (title, note) = match codes {
        true => {
            ("Plek, gemeente en redenen", format!("Redenen als code:punten. De codes staan in hoofdstuk 3 en 4. {}", left_out("de zinnen")))
        }
        false => ("Plek en gemeente", left_out("de redenen")),
    };
    let columns = columns(&[("Band", 0.75), (title, 4.6), (">Punten", 0.95)]);
    let folds = if codes { 2 } else { 3 };
    Table { folds, ..Table::new("De volgende plekken in het kort", columns, places.iter().map(row).collect(), note) }
}

/// Why a list in short says less of each place, and where the rest is. Who made the scan from the command line has no dossier.
fn left_out(what: &str) -> String {
    format!(
        "Voor {what}, het voorbehoud en wat de punten verlaagt, zijn het te veel plekken voor dit korte rapport. De redenen met hun punten staan \
         in places.csv. Is de scan in het programma gemaakt, dan staat alles in het dossier van de plek."
    )
}

/// Each place by name and points, which takes least room: a point for each municipality.
fn names(places: &[&PlaceRow]) -> Vec<Block> {
    let mut groups: BTreeMap<&str, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for place in places {
        let band = if place.band == Band::None { "zonder punten".to_owned() } else { format!("band {}", letter(place.band)) };
        let name = format!("{}{} ({})", place.name, if place.random { "*" } else { "" }, place.points);
        groups.entry(&place.municipality).or_default().entry(band).or_default().push(name);
    }
    let item = |(municipality, bands): (&str, BTreeMap<String, Vec<String>>)| {
        let bands: Vec<String> = bands.into_iter().map(|(band, names)| format!("{band}: {}", names.join(", "))).collect();
        Item { strong: municipality.to_owned(), text: format!("{}.", bands.join("; ")) }
    };
    vec![
        Block::Heading { text: "Voorgestelde plekken per gemeente en band".to_owned() },
        Block::List { items: groups.into_iter().map(item).collect() },
        Block::text(format!("Tussen haakjes: de punten. *: door het lot gekozen. {}", left_out("de redenen"))),
    ]
}
