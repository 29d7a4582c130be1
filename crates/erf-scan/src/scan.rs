// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A scan: which places deserve a conversation, by the agreed card, with every point explained.
//!
//! Rules only. The same question gives the same answer, bit for bit, for any number of threads and any order of the places.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use erf_base::Compartment;
use serde::{Deserialize, Serialize};

use crate::{
    card::{Card, CardFault, Variant},
    draw::{self, Purpose},
    freeze,
    indicator::Reading,
    judge,
    model::{Band, Counted, Order, Scored},
    parallel::stretches,
    rank,
    region::{Area, Delivery, Kind, Place, Region},
    rules::{self, Found, Scheme},
    summary::{self, Answers, BaseRate, Summary},
    tally::Tally,
};

/// Answers of indicators for places.
pub trait Read: Sync {
    /// The indicators it can answer.
    fn codes(&self) -> &[String];
    /// What the indicator at position `nth` of [`Read::codes`] says of the place at position `place` of [`Region::places`].
    fn read(&self, place: usize, nth: usize) -> Reading;
}

/// Somebody showed that an indicator is not right for a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Correction {
    /// Place.
    pub place: String,
    /// Indicator.
    pub code: String,
}

/// What a scan is asked.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The order.
    pub order: &'a Order,
    /// The card, of the same variant.
    pub card: &'a Card,
    /// The region.
    pub region: &'a Region,
    /// Which part of it.
    pub area: &'a Area,
    /// The indicators, measured on the same region.
    pub readings: &'a dyn Read,
    /// Facts that were shown to be wrong.
    pub corrections: &'a [Correction],
    /// What earlier visits found, if there were any drawn at random.
    pub base_rate: Option<BaseRate>,
    /// How many threads may work.
    pub threads: usize,
}

/// What a scan answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Every place in scope, best first.
    pub scored: Vec<Scored>,
    /// Totals.
    pub summary: Summary,
    /// What each of [`Read::codes`] answered, whether it is on the card or not.
    pub tallies: Vec<Tally>,
    /// Hash of the places, see [`freeze::of_results`].
    pub hash: String,
}

/// Why a scan cannot be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ScanFault {
    /// Another variant than the card.
    #[error("de opdracht is {order}, maar de kaart is {card}")]
    Variant {
        /// Of the order.
        order: &'static str,
        /// Of the card.
        card: &'static str,
    },
    /// Under the covenant a ground must be recorded.
    #[error("een scan onder het convenant heeft een vastgelegde grondslag nodig")]
    NoGround,
    /// A municipal scan was given covenant data.
    #[error("een gemeentelijke scan mag geen gegevens uit de convenantruimte krijgen: {0}")]
    CovenantData(String),
    /// A share outside 0 to 1.
    #[error("het willekeurige deel moet tussen 0 en 1 liggen")]
    Share,
    /// The region speaks of another day.
    #[error("de gegevens zijn van {region}, de opdracht van {order}")]
    Date {
        /// Day of the region.
        region: i64,
        /// Day of the order.
        order: i64,
    },
    /// The card cannot be used.
    #[error("de kaart kan niet worden gebruikt: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Card(Vec<CardFault>),
    /// An indicator of the card was not measured.
    #[error("{0} staat op de kaart, maar wordt niet berekend")]
    NotMeasured(String),
}

/// Makes a scan. Cost: linear in places times indicators, plus a sort.
pub fn run(asked: Asked<'_>) -> Result<Outcome, ScanFault> {
    check(&asked)?;
    let scorer = Scorer::new(&asked)?;
    let scope = Scope::of(&asked);
    let (rows, Counts { answers, tallies }) = scorer.score(&scope.places, asked.threads);
    let (mut scored, sampled) = rows.in_order(&scorer.scheme);
    let capacity = asked.order.capacity as usize;
    let borders = set_bands(&mut scored, capacity);
    let with_points = scored.iter().take_while(|one| one.points > 0).count();
    let proposal = draw::propose(&sampled, capacity, asked.order.random_share, with_points);
    for (place, one) in scored.iter_mut().enumerate() {
        (one.proposed, one.random, one.chance) = (proposal.proposed[place], proposal.random[place], proposal.chance);
    }
    let summary = summary::of(&asked, &scored, scope.left_out, borders, answers, proposal.chance);
    let hash = freeze::of_results(&scored, asked.threads);
    Ok(Outcome { scored, summary, tallies, hash })
}

fn check(asked: &Asked<'_>) -> Result<(), ScanFault> {
    let Asked { order, card, region, .. } = asked;
    if order.variant != card.variant {
        return Err(ScanFault::Variant { order: order.variant.code(), card: card.variant.code() });
    }
    if order.variant == Variant::Covenant && order.ground.as_deref().is_none_or(|ground| ground.trim().is_empty()) {
        return Err(ScanFault::NoGround);
    }
    let of_covenant = |delivery: &&Delivery| delivery.compartment == Compartment::Covenant;
    if order.variant == Variant::Municipal
        && let Some(delivery) = region.deliveries.iter().find(of_covenant)
    {
        return Err(ScanFault::CovenantData(delivery.source.clone()));
    }
    if !(0.0..=1.0).contains(&order.random_share) {
        return Err(ScanFault::Share);
    }
    if order.date != region.date {
        return Err(ScanFault::Date { region: region.date, order: order.date });
    }
    let faults = card.shape_faults();
    if faults.is_empty() { Ok(()) } else { Err(ScanFault::Card(faults)) }
}

/// Kinds of places a scan may list.
pub const KINDS: [&str; 3] = ["erf", "unit", "perceel"];

/// Whether a place is only a dwelling (rule `alleen-woning-1`): it has addresses, all of them have no use but living, and its
/// buildings without address are together smaller than 100 m².
pub fn only_dwelling(region: &Region, place: &Place) -> bool {
    let addresses = &region.addresses[place.addresses.start as usize..place.addresses.end as usize];
    !addresses.is_empty() && addresses.iter().all(|address| address.only_dwelling) && place.shed_area < 100.0
}

struct Scope {
    places: Vec<usize>,
    left_out: BTreeMap<String, u32>,
}

impl Scope {
    fn of(asked: &Asked<'_>) -> Self {
        let inside = Inside::new(asked.area);
        let mut scope = Self { places: Vec::new(), left_out: BTreeMap::new() };
        for (index, place) in asked.region.places.iter().enumerate().filter(|(_, place)| inside.holds(place)) {
            let reason = if !KINDS.contains(&place.kind.as_str()) {
                Some("andere-soort")
            } else if asked.order.variant == Variant::Municipal && only_dwelling(asked.region, place) {
                Some("alleen-woning")
            } else {
                None
            };
            match reason {
                Some(reason) => *scope.left_out.entry(reason.to_owned()).or_default() += 1,
                None => scope.places.push(index),
            }
        }
        scope
    }
}

/// The area of a scan, ready to ask for many places.
struct Inside<'a> {
    area: &'a Area,
    bounds: Vec<Option<erf_spatial::Bounds>>,
}

impl<'a> Inside<'a> {
    fn new(area: &'a Area) -> Self {
        let bounds = match area {
            Area::Drawn(_, parts) => parts.iter().map(erf_spatial::Polygon::bounds).collect(),
            _ => Vec::new(),
        };
        Self { area, bounds }
    }

    fn holds(&self, place: &Place) -> bool {
        match self.area {
            Area::Region => true,
            Area::Municipality(code) => place.municipality == Some(*code),
            Area::District(_, within) => place.municipality.is_some_and(|code| within.contains(&code)),
            Area::Drawn(_, parts) => {
                let near = |bounds: &Option<erf_spatial::Bounds>| bounds.is_some_and(|bounds| bounds.contains(place.at));
                parts.iter().zip(&self.bounds).any(|(part, bounds)| near(bounds) && part.contains(place.at))
            }
        }
    }
}

/// What decides about a place: what was found there, its points, and the numbers it drew.
struct Key {
    found: Found,
    points: i32,
    equals: u64,
    sampled: u64,
}

struct Scorer<'a> {
    asked: Asked<'a>,
    scheme: Scheme,
    /// For each of [`Read::codes`] its place on the card, if it is on it.
    entries: Vec<Option<usize>>,
    corrected: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Scorer<'a> {
    fn new(asked: &Asked<'a>) -> Result<Self, ScanFault> {
        let codes = asked.readings.codes();
        if let Some(missing) = asked.card.entries.iter().find(|entry| !codes.contains(&entry.code)) {
            return Err(ScanFault::NotMeasured(missing.code.clone()));
        }
        let entries = codes.iter().map(|code| asked.card.entries.iter().position(|entry| entry.code == *code)).collect();
        let scheme = asked.card.scheme();
        let corrected = asked.corrections.iter().map(|one| (one.place.as_str(), one.code.as_str())).collect();
        Ok(Self { asked: *asked, scheme, entries, corrected })
    }

    fn score(&self, places: &[usize], threads: usize) -> (Rows, Counts) {
        let parts = stretches(places.len(), threads, |range| {
            let mut counts = self.counts();
            let (keys, scored): (Vec<_>, Vec<_>) = places[range].iter().map(|place| self.row(*place, &mut counts)).unzip();
            (keys, scored, counts)
        });
        let (mut rows, mut counts) = (Rows { keys: Vec::with_capacity(places.len()), scored: Vec::new() }, self.counts());
        for (keys, scored, counted) in parts {
            rows.keys.extend(keys);
            rows.scored.push(scored);
            counts.add(counted);
        }
        counts.tallies.iter_mut().for_each(Tally::sort);
        (rows, counts)
    }

    fn counts(&self) -> Counts {
        Counts { answers: vec![Answers::default(); self.asked.card.entries.len()], tallies: vec![Tally::default(); self.entries.len()] }
    }

    fn row(&self, index: usize, counts: &mut Counts) -> (Key, Option<Scored>) {
        let place = &self.asked.region.places[index];
        let find = self.asked.order.variant == Variant::Covenant && has_find(self.asked.region, place);
        let mut scored = self.blank(place);
        let (mut found, mut parts) = (0, Vec::new());
        for (code, nth) in self.entries.iter().enumerate() {
            let reading = self.asked.readings.read(index, code);
            counts.tallies[code].count(&reading, find);
            let Some(nth) = *nth else { continue };
            let entry = &self.asked.card.entries[nth];
            counts.answers[nth].count(&reading);
            match reading {
                Reading::Unknown(reason) => scored.unknown.push((entry.code.clone(), reason.to_owned())),
                Reading::Present(finding) => {
                    let part = Counted { code: entry.code.clone(), points: entry.points, finding };
                    if !self.corrected.is_empty() && self.corrected.contains(&(place.id.as_str(), entry.code.as_str())) {
                        scored.uncounted.push((part, rules::CORRECTED.to_owned()));
                    } else {
                        found |= 1 << nth;
                        parts.push((nth, part));
                    }
                }
                Reading::Absent | Reading::NotApplicable => {}
            }
        }
        self.judge(&mut scored, parts, &mut counts.answers);
        let key = |purpose| draw::key(self.asked.order.seed, purpose, &place.id);
        (Key { found, points: scored.points, equals: key(Purpose::Equals), sampled: key(Purpose::Sample) }, Some(scored))
    }

    /// Divides what was found into what counts and what does not.
    fn judge(&self, scored: &mut Scored, parts: Vec<(usize, Counted)>, answers: &mut [Answers]) {
        let counted = judge::divide(&self.scheme, parts, scored);
        answers.iter_mut().enumerate().for_each(|(nth, answers)| answers.counted += u32::from(counted >> nth & 1));
        scored.unknown.sort();
    }

    fn blank(&self, place: &Place) -> Scored {
        let neighbourhood = place.neighbourhood.and_then(|index| self.asked.region.neighbourhoods.get(index as usize));
        Scored {
            place: place.id.clone(),
            kind: place.kind.clone(),
            name: place.name.clone(),
            municipality: place.municipality,
            neighbourhood: neighbourhood.map(|shape| shape.code.clone()),
            x: place.at.x,
            y: place.at.y,
            points: 0,
            counted: Vec::new(),
            uncounted: Vec::new(),
            unknown: Vec::new(),
            band: Band::D,
            rank: (0, 0),
            drawn: false,
            proposed: false,
            random: false,
            chance: 0.0,
        }
    }
}

/// Whether a find is known of a place.
fn has_find(region: &Region, place: &Place) -> bool {
    region.facts[place.facts.start as usize..place.facts.end as usize].iter().any(|fact| fact.kind == Kind::Find)
}

/// Places in the order of the region. They are large and stay where they were made until their order is known.
struct Rows {
    keys: Vec<Key>,
    scored: Vec<Vec<Option<Scored>>>,
}

/// What was counted on the way.
struct Counts {
    /// For each entry of the card.
    answers: Vec<Answers>,
    /// For each of [`Read::codes`].
    tallies: Vec<Tally>,
}

impl Counts {
    fn add(&mut self, later: Self) {
        self.answers.iter_mut().zip(&later.answers).for_each(|(sum, part)| sum.add(part));
        self.tallies.iter_mut().zip(later.tallies).for_each(|(sum, part)| sum.add(part));
    }
}

impl Rows {
    /// Most points first; equals by the number they drew, and by id when they drew the same. With the number each drew for the sample.
    fn in_order(mut self, scheme: &Scheme) -> (Vec<Scored>, Vec<u64>) {
        let ranks = self.ranks(scheme);
        let mut slots: Vec<&mut Option<Scored>> = self.scored.iter_mut().flatten().collect();
        let mut order: Vec<(Reverse<i32>, u64, usize)> =
            self.keys.iter().enumerate().map(|(row, key)| (Reverse(key.points), key.equals, row)).collect();
        let id = |row: usize| slots[row].as_ref().map(|one| &one.place);
        order.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| id(a.2).cmp(&id(b.2))));
        let sampled = order.iter().map(|(.., row)| self.keys[*row].sampled).collect();
        let mut scored = Vec::with_capacity(order.len());
        for (.., row) in order {
            scored.extend(slots[row].take().map(|one| Scored { rank: ranks[&self.keys[row].found], ..one }));
        }
        (scored, sampled)
    }

    /// By what was found, the ranks that a place can have.
    fn ranks(&self, scheme: &Scheme) -> BTreeMap<Found, (u32, u32)> {
        let mut places: BTreeMap<Found, u32> = BTreeMap::new();
        self.keys.iter().for_each(|key| *places.entry(key.found).or_default() += 1);
        rank::ranges(scheme, &places)
    }
}

/// Sets the bands of places in order and marks those whose band was drawn.
fn set_bands(scored: &mut [Scored], capacity: usize) -> Vec<summary::Border> {
    scored.iter_mut().enumerate().for_each(|(position, one)| one.band = rank::band(position, one.points, capacity));
    let ends = [(capacity, Band::A, Band::B), (capacity.saturating_mul(2), Band::B, Band::C)];
    let mut borders = Vec::new();
    for (end, better, worse) in ends {
        let Some(border) = summary::Border::at(scored, end, better, worse) else { continue };
        if border.drawn_in < border.equals {
            scored.iter_mut().filter(|one| one.points == border.points).for_each(|one| one.drawn = true);
        }
        borders.push(border);
    }
    borders
}
