// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a row may speak of: looked up in the gazetteer and compared, before anything is decided.

use erf_base::{BagId, BagKind, Evidence};
use erf_linkage::standardise::address::Relation;
use erf_spatial::Polygon;

use super::{
    RowPlace, Target,
    address::{Claim, Question, read},
    codes::Postcode,
    gazetteer::Gazetteer,
    ground::{self, Found},
    names,
    score::{add, judge, likeness},
    weights::{self as w, Weight},
};

/// No more addresses than this are weighed for one row.
const MOST_CANDIDATES: usize = 48;

/// Gives the comparisons of an address their weights.
pub trait Weighing: Sync {
    /// Where the sum of something that the row names by code starts.
    fn start(&self, evidence: &mut Evidence);
    /// Puts its own weights in the place of the hand-set ones; `address` by its position in the gazetteer.
    fn weigh(&self, gazetteer: &Gazetteer, address: u32, evidence: &mut Evidence);
}

/// The weights of [`super::weights`] as they stand.
pub struct HandSet;

impl Weighing for HandSet {
    fn start(&self, _: &mut Evidence) {}
    fn weigh(&self, _: &Gazetteer, _: u32, _: &mut Evidence) {}
}

/// Looks up what rows may speak of. Cost: 5 to 20 microseconds a row.
pub struct Candidates<'a, W> {
    pub gazetteer: &'a Gazetteer,
    pub weighing: W,
}

impl<W: Weighing> Candidates<'_, W> {
    /// Everything that the row may speak of, weighed.
    pub fn of(&self, row: &RowPlace) -> Vec<Found> {
        let question = read(row, self.gazetteer);
        let mut found = self.by_code(row);
        found.iter_mut().for_each(|found| self.weighing.start(&mut found.1));
        let mut addresses = self.addresses(row, &question);
        self.hold_against(&found, &mut addresses);
        found.extend(addresses);
        if !settled(&found) {
            let mut parcels = names::parcels(self.gazetteer, &question);
            parcels.iter_mut().for_each(|found| self.weighing.start(&mut found.1));
            found.extend(parcels);
        }
        if !found.iter().any(is_likely) {
            found.extend(names::areas(self.gazetteer, &question, row.point, row.precision_m));
        }
        if let Some(point) = row.point.filter(|_| !settled(&found)) {
            found.extend(ground::at_point(self.gazetteer, point, row.precision_m));
        }
        if !found.iter().any(is_likely) {
            found.extend(names::whole_municipality(self.gazetteer, &question));
        }
        found
    }

    /// Buildings and parcels that the row names by code.
    fn by_code(&self, row: &RowPlace) -> Vec<Found> {
        let mut found = Vec::new();
        for (id, weight) in row.building_id.iter().flat_map(|text| ids(text, BagKind::Building)) {
            if self.gazetteer.building(id).is_some() {
                found.push((Target::Building(id), single(w::PRIOR, weight, &id.to_string()), 5.0));
            }
        }
        for parcel in row.parcel_id.iter().flat_map(|code| self.gazetteer.parcels_called(code)) {
            let code = &self.gazetteer.parcels[parcel as usize].0;
            found.push((Target::Parcel(code.to_string()), single(w::PRIOR, w::PARCEL_CODE, code), 25.0));
        }
        found
    }

    /// A row that names a building speaks of an address in it, or else of the building: a shed with the address of its farm.
    fn hold_against(&self, coded: &[Found], addresses: &mut [Found]) {
        let Some(Target::Building(id)) = coded.first().map(|found| &found.0) else { return };
        let Some(building) = self.gazetteer.building(*id) else { return };
        let outline = Polygon::new(self.gazetteer.outlines.outer(self.gazetteer.buildings[building as usize].1));
        for (target, evidence, _) in addresses.iter_mut() {
            let Target::Address(address) = target else { continue };
            let point = self.gazetteer.address(*address).map(|a| self.gazetteer.addresses[a as usize].point());
            let exact = evidence.contributions.iter().any(|c| [w::TAIL.code, w::TAIL_NONE.code].contains(&c.code.as_str()));
            let inside = exact && point.is_some_and(|point| outline.distance_to(point) <= 1.0);
            add(evidence, if inside { w::SAME_BUILDING } else { w::OTHER_BUILDING }, id.to_string());
        }
        addresses.sort_by(|a, b| b.1.total().total_cmp(&a.1.total()).then(a.0.cmp(&b.0)));
    }

    /// Addresses that may be meant, weighed, best first.
    fn addresses(&self, row: &RowPlace, question: &Question) -> Vec<Found> {
        let mut candidates = self.by_id(row);
        let known = candidates.len();
        if let Some(house) = &question.house {
            let numbers = [Some(house.number), house.until];
            for number in numbers.into_iter().flatten() {
                if let Some(Postcode::Full(postcode)) = question.postcode {
                    candidates.extend(self.gazetteer.at_postcode(postcode, number).iter().map(|&a| (a, None)));
                }
            }
            for street in self.streets(question) {
                candidates.extend(numbers.into_iter().flatten().flat_map(|n| self.gazetteer.at_number(street, n)).map(|a| (a, None)));
            }
        }
        candidates[known..].sort_unstable_by_key(|c| c.0);
        candidates.dedup_by_key(|c| c.0);
        candidates.truncate(MOST_CANDIDATES);
        let mut found: Vec<Found> = candidates.into_iter().map(|(a, id)| self.weigh(row, question, a, id)).collect();
        found.sort_by(|a, b| b.1.total().total_cmp(&a.1.total()).then(a.0.cmp(&b.0)));
        found.dedup_by(|a, b| a.0 == b.0);
        found
    }

    fn weigh(&self, row: &RowPlace, question: &Question, address: u32, id: Option<(Weight, &str)>) -> Found {
        let precision = match question.relation {
            Relation::At => 10.0,
            Relation::Behind => 50.0,
            Relation::Near => 100.0,
        };
        let known = &self.gazetteer.addresses[address as usize];
        let mut evidence = judge(self.gazetteer, row, question, known, id);
        self.weighing.weigh(self.gazetteer, address, &mut evidence);
        (Target::Address(known.id), evidence, precision)
    }

    fn by_id<'r>(&self, row: &'r RowPlace) -> Vec<(u32, Option<(Weight, &'r str)>)> {
        let mut found = Vec::new();
        if let Some(text) = row.address_id.as_deref() {
            for (id, weight) in ids(text, BagKind::Address) {
                found.extend(self.gazetteer.address(id).map(|a| (a, Some((weight, text)))));
            }
        }
        if let Some(text) = row.unit_id.as_deref() {
            for (id, weight) in [BagKind::Unit, BagKind::Berth, BagKind::Pitch].into_iter().flat_map(|kind| ids(text, kind)) {
                found.extend(self.gazetteer.addresses_of_unit(id).first().map(|&a| (a, Some((weight, text)))));
            }
        }
        found
    }

    /// Streets that may be meant: those that have or had the same key, and if one with the number lies where the row says, only there; where the row names a town or municipality without such a street,
    /// those in it that look like it; else those anywhere that look like it.
    fn streets(&self, question: &Question) -> Vec<u32> {
        if question.street_key.is_empty() {
            return Vec::new();
        }
        let mut exact: Vec<u32> = self.gazetteer.streets_called(&question.street_key).collect();
        exact.extend(self.gazetteer.streets_once_called(&question.street_key));
        let scope = self.scope(question);
        let in_scope = |street: &u32| scope.contains(&self.gazetteer.streets[*street as usize].town);
        let here: Vec<u32> = exact.iter().copied().filter(in_scope).collect();
        let numbers = question.house.iter().flat_map(|house| [Some(house.number), house.until]).flatten();
        if here.iter().any(|&street| numbers.clone().any(|number| !self.gazetteer.at_number(street, number).is_empty())) {
            return here;
        }
        if !here.is_empty() || (scope.is_empty() && !exact.is_empty()) {
            return exact;
        }
        let like = |street: &u32| likeness(&self.gazetteer.streets[*street as usize], question).is_some();
        let mut found: Vec<u32> =
            scope.iter().flat_map(|&town| &self.gazetteer.towns[town as usize].streets).copied().filter(like).collect();
        if found.is_empty() && exact.is_empty() {
            found = self.gazetteer.streets_once_like(&question.street_key);
        }
        if found.is_empty() && exact.is_empty() {
            found = self.gazetteer.streets_near(&question.street_key).into_iter().filter(like).collect();
        }
        found.extend(exact);
        found
    }

    /// The towns that the row allows; empty when it names none that we know.
    fn scope(&self, question: &Question) -> Vec<u32> {
        if let Some(claim) = question.town.as_ref().filter(|c| !c.towns.is_empty()) {
            return claim.towns.clone();
        }
        let codes = |claim: &Option<Claim>| claim.iter().flat_map(|c| &c.municipalities).map(|m| m.code).collect::<Vec<_>>();
        let named = [codes(&question.town), codes(&question.municipality)].concat();
        let inside = |k: &u32| self.gazetteer.towns[*k as usize].municipalities.iter().any(|m| named.contains(m));
        (0..self.gazetteer.towns.len() as u32).filter(inside).collect()
    }
}

/// Identifiers that a text may be: as it stands, with zeros in front, or with the last digit lost.
fn ids(text: &str, kind: BagKind) -> Vec<(BagId, Weight)> {
    let own = text.trim().rsplit('.').next().unwrap_or_default();
    let own = if own == "0" { text.trim().trim_end_matches(".0") } else { own };
    let digits: String = own.chars().filter(char::is_ascii_digit).collect();
    if !(13..=16).contains(&digits.len()) || digits.len() != own.len() {
        return Vec::new();
    }
    let Some(id) = format!("{digits:0>16}").parse::<BagId>().ok().filter(|id| id.kind() == kind) else { return Vec::new() };
    let rounded = digits.ends_with('0') && digits.len() == 16;
    let weight = match digits.len() {
        16 if rounded => w::BAG_ID_ROUND,
        16 => w::BAG_ID,
        _ => w::BAG_ID_PADDED,
    };
    let mut all = vec![(id, weight)];
    if rounded {
        all.extend((1..10).filter_map(|k| Some((BagId::from_number(id.number() + k)?, w::BAG_ID_NEAR))));
    }
    all
}

fn single(prior: f64, weight: Weight, detail: &str) -> Evidence {
    let mut evidence = Evidence::starting_at(prior);
    add(&mut evidence, weight, detail.to_owned());
    evidence
}

/// Whether something is found that coordinates do not contradict, so that no more need be looked for.
fn settled(found: &[Found]) -> bool {
    found.iter().any(|(_, evidence, _)| evidence.probability() >= w::SETTLED && !is_far(evidence))
}

fn is_likely(found: &Found) -> bool {
    found.1.probability() >= w::LOWEST
}

fn is_far(evidence: &Evidence) -> bool {
    evidence.contributions.iter().any(|c| c.code == w::FAR.code)
}
