// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What rows can be matched to: addresses, buildings, parcels and named areas, with the look-ups a linker asks for.
//!
//! Names are interned and addresses lie sorted by street and number: about 100 bytes an address, all look-ups included.

use std::collections::{BTreeMap, HashMap};

use erf_base::{BagId, MunicipalityCode, RdPoint};
use erf_spatial::{Bounds, Geometry};

use super::{
    codes::parcel_key,
    words::{allowed_mistakes, deletions, key, mistakes},
};
use crate::yards::{index::BoxGrid, outlines::Outlines, outlines::ShapeId};

/// "None" in packed columns.
pub(super) const NONE: u32 = u32::MAX;

/// An address to add.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAddress<'a> {
    /// The *nummeraanduiding*.
    pub id: BagId,
    /// The unit, berth or pitch.
    pub unit: BagId,
    /// False for a side address.
    pub main: bool,
    /// Issued, but what has it is not in use yet.
    pub planned: bool,
    /// Name of the street.
    pub street: &'a str,
    /// House number.
    pub number: u32,
    /// House letter, may be empty.
    pub letter: &'a str,
    /// Suffix, may be empty.
    pub suffix: &'a str,
    /// Postcode, may be empty.
    pub postcode: &'a str,
    /// Town.
    pub town: &'a str,
    /// The municipality of today.
    pub municipality: Option<MunicipalityCode>,
    /// Where the unit is.
    pub point: RdPoint,
}

/// What a named area is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaKind {
    /// *Gemeente*.
    Municipality,
    /// *District*.
    District,
    /// *Wijk*.
    Quarter,
    /// *Buurt*.
    Neighbourhood,
    /// *Weg*.
    Road,
    /// *Water*.
    Water,
    /// *Bedrijventerrein* or port.
    Park,
    /// *Kade*.
    Quay,
    /// *Bouwwerk*: a pumping station, a lock.
    Structure,
}

impl AreaKind {
    /// From the `kind` of a mapping; `None` for kinds that are not matched by name.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "gemeente" => Self::Municipality,
            "district" => Self::District,
            "wijk" => Self::Quarter,
            "buurt" => Self::Neighbourhood,
            "weg" => Self::Road,
            "water" => Self::Water,
            "bedrijventerrein" => Self::Park,
            "kade" => Self::Quay,
            "bouwwerk" => Self::Structure,
            _ => return None,
        })
    }
}

/// The code by which a link names an area: that of the source, but a municipality always as `GM9901`.
pub fn area_code(kind: AreaKind, code: &str) -> String {
    match municipality_number(code) {
        Some(number) if kind == AreaKind::Municipality => format!("GM{number:04}"),
        _ => code.to_owned(),
    }
}

/// An area to add.
#[derive(Debug, Clone, PartialEq)]
pub struct NewArea<'a> {
    /// Its code: what a link will name.
    pub code: &'a str,
    /// What it is.
    pub kind: AreaKind,
    /// Its name; without one it is only found by code.
    pub name: Option<&'a str>,
    /// Last year it existed, if it no longer does.
    pub year_to: Option<i16>,
    /// Its shape.
    pub geometry: Geometry,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Address {
    pub id: BagId,
    pub unit: BagId,
    pub point: [f32; 2],
    pub street: u32,
    pub number: u32,
    pub tail: u32,
    pub postcode: u32,
    /// Number of the municipality; 0 when unknown.
    pub municipality: u16,
    pub main: bool,
    /// What has the address is not in use yet.
    pub planned: bool,
}

impl Address {
    pub fn point(&self) -> RdPoint {
        RdPoint::new(f64::from(self.point[0]), f64::from(self.point[1]))
    }
}

#[derive(Debug)]
pub(super) struct Street {
    pub name: Box<str>,
    pub key: Box<str>,
    /// Its letters as they stand, and how it sounds.
    pub letters: Box<str>,
    pub sound: Box<str>,
    pub town: u32,
    /// Its addresses.
    pub from: u32,
    pub to: u32,
}

#[derive(Debug)]
pub(super) struct Town {
    pub name: Box<str>,
    pub key: Box<str>,
    pub streets: Vec<u32>,
    pub municipalities: Vec<u16>,
}

#[derive(Debug)]
pub(super) struct Area {
    pub code: Box<str>,
    pub name: Box<str>,
    pub kind: AreaKind,
    pub year_to: Option<i16>,
    pub geometry: Geometry,
    /// The municipality around it today; 0 when unknown.
    pub municipality: u16,
    /// The town whose street it is; [`NONE`] when it is no street.
    pub town: u32,
    /// Metres from its middle to its end, roughly.
    pub reach: f64,
}

/// A hectometre post rounded to a tenth of a kilometre is this far off at most.
const ROUNDED_KM: f64 = 0.05;

/// A stretch of a numbered road between two hectometre posts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RoadSection {
    /// Folded, without blanks: `n9901`.
    pub road: Box<str>,
    pub from_km: f64,
    pub to_km: f64,
    pub area: Box<str>,
}

/// A municipality that a name or code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NamedMunicipality {
    /// The municipality of today.
    pub code: u16,
    /// The one that was named: another when it is of earlier days.
    pub named: u16,
    /// The name is of earlier days.
    pub old: bool,
}

/// Everything rows can be matched to, indexed. Only read.
pub struct Gazetteer {
    pub(super) addresses: Vec<Address>,
    pub(super) streets: Vec<Street>,
    pub(super) towns: Vec<Town>,
    pub(super) tails: Vec<Box<str>>,
    /// First and last street of each distinct key.
    pub(super) keys: Vec<(u32, u32)>,
    /// Streets by a key of earlier days.
    pub(super) former: HashMap<Box<str>, Vec<u32>>,
    /// (hash of a key with or without a letter, number of the key)
    pub(super) near_keys: Vec<(u32, u32)>,
    pub(super) by_postcode: Vec<u32>,
    pub(super) by_id: Vec<u32>,
    pub(super) by_unit: Vec<u32>,
    pub(super) town_names: HashMap<Box<str>, Vec<u32>>,
    pub(super) municipality_names: HashMap<Box<str>, Vec<NamedMunicipality>>,
    pub(super) successors: BTreeMap<u16, u16>,
    pub(super) area_names: HashMap<Box<str>, Vec<u32>>,
    pub(super) area_codes: HashMap<Box<str>, u32>,
    pub(super) parcel_keys: Vec<(Box<str>, u32)>,
    pub(super) sections: Vec<RoadSection>,
    pub(super) outlines: Outlines,
    pub(super) buildings: Vec<(BagId, ShapeId)>,
    pub(super) building_grid: BoxGrid,
    pub(super) parcels: Vec<(Box<str>, ShapeId)>,
    pub(super) parcel_grid: BoxGrid,
    pub(super) areas: Vec<Area>,
    pub(super) area_grid: BoxGrid,
}

impl Gazetteer {
    pub(super) fn index_addresses(&mut self) {
        for (k, address) in self.addresses.iter().enumerate() {
            let street = &mut self.streets[address.street as usize];
            if street.to == 0 {
                street.from = k as u32;
            }
            street.to = k as u32 + 1;
        }
        self.lend_postcodes();
        let all = || (0..self.addresses.len() as u32).collect::<Vec<_>>();
        let sorted = |order: &mut Vec<u32>, by: &dyn Fn(&Address) -> (u64, u64)| order.sort_by_key(|&a| by(&self.addresses[a as usize]));
        let (mut by_postcode, mut by_id, mut by_unit) = (all(), all(), all());
        sorted(&mut by_postcode, &|a| (u64::from(a.postcode), u64::from(a.number)));
        sorted(&mut by_id, &|a| (a.id.number() as u64, 0));
        sorted(&mut by_unit, &|a| (a.unit.number() as u64, u64::from(!a.main)));
        (self.by_postcode, self.by_id, self.by_unit) = (by_postcode, by_id, by_unit);
        self.index_keys();
    }

    /// An address without a postcode of its own is written with that of its neighbours at the same number.
    fn lend_postcodes(&mut self) {
        for same in self.addresses.chunk_by_mut(|a, b| (a.street, a.number) == (b.street, b.number)) {
            if let Some(postcode) = same.iter().map(|a| a.postcode).find(|&postcode| postcode != NONE) {
                same.iter_mut().filter(|a| a.postcode == NONE).for_each(|a| a.postcode = postcode);
            }
        }
    }

    fn index_keys(&mut self) {
        let mut from = 0;
        for same in self.streets.chunk_by(|a, b| a.key == b.key) {
            let to = from + same.len() as u32;
            let number = self.keys.len() as u32;
            self.near_keys.extend(deletions(&same[0].key).into_iter().map(|hash| (hash, number)));
            self.keys.push((from, to));
            from = to;
        }
        self.near_keys.sort_unstable();
    }

    pub(super) fn index_towns(&mut self, names: &[Box<str>]) {
        self.towns = names
            .iter()
            .map(|name| Town { name: name.clone(), key: key(name).into(), streets: Vec::new(), municipalities: Vec::new() })
            .collect();
        for (k, street) in self.streets.iter().enumerate() {
            let town = &mut self.towns[street.town as usize];
            town.streets.push(k as u32);
            town.municipalities.extend(self.addresses[street.from as usize..street.to as usize].iter().map(|a| a.municipality));
            town.municipalities.sort_unstable();
            town.municipalities.dedup();
        }
        for (k, town) in self.towns.iter().enumerate() {
            self.town_names.entry(town.key.clone()).or_default().push(k as u32);
        }
    }

    pub(super) fn index_areas(&mut self) {
        self.index_municipalities();
        for k in 0..self.areas.len() {
            let around = self.areas[k].geometry.point_on_surface().and_then(|p| self.municipality_at(p));
            self.areas[k].municipality = around.unwrap_or(0);
            self.areas[k].town = self.town_of_street(&self.areas[k]);
            let area = &self.areas[k];
            self.area_codes.insert(area.code.clone(), k as u32);
            let name = key(&area.name);
            if !name.is_empty() {
                self.area_names.entry(name.into()).or_default().push(k as u32);
            }
        }
    }

    /// The town of the street of the same name that lies nearest to the area, within a kilometre.
    fn town_of_street(&self, area: &Area) -> u32 {
        const NEAR_M: f64 = 1000.0;
        let distance = |street: u32| {
            let at = self.addresses[self.streets[street as usize].from as usize].point();
            area.geometry.distance_to(at)
        };
        let streets = self.streets_called(&key(&area.name)).map(|street| (distance(street), street));
        let nearest = streets.filter(|(metres, _)| *metres <= NEAR_M).min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        nearest.map_or(NONE, |(_, street)| self.streets[street as usize].town)
    }

    fn index_municipalities(&mut self) {
        let municipalities: Vec<usize> = (0..self.areas.len()).filter(|&k| self.areas[k].kind == AreaKind::Municipality).collect();
        for &k in &municipalities {
            let area = &self.areas[k];
            let Some(code) = municipality_number(&area.code) else { continue };
            let middle = area.geometry.point_on_surface();
            let today = middle.and_then(|p| self.municipality_at(p)).unwrap_or(code);
            let old = area.year_to.is_some() && today != code;
            if old {
                self.successors.insert(code, today);
            }
            let named = NamedMunicipality { code: today, named: code, old };
            let list = self.municipality_names.entry(key(&area.name).into()).or_default();
            list.push(named);
            list.sort_unstable();
            list.dedup();
        }
    }

    /// The municipality of today that holds a point.
    fn municipality_at(&self, point: RdPoint) -> Option<u16> {
        let mut near = Vec::new();
        self.area_grid.near(&Bounds::around(point, 0.0), &mut near);
        let today = |k: &u32| {
            let area = &self.areas[*k as usize];
            area.kind == AreaKind::Municipality && area.year_to.is_none() && area.geometry.contains(point)
        };
        near.into_iter().find(today).and_then(|k| municipality_number(&self.areas[k as usize].code))
    }

    /// The letter and suffix of an address, in capitals without separators.
    pub(super) fn tail(&self, address: &Address) -> &str {
        &self.tails[address.tail as usize]
    }

    pub(super) fn town_of(&self, address: &Address) -> &Town {
        &self.towns[self.streets[address.street as usize].town as usize]
    }

    /// All streets with this key, whatever the town.
    pub(super) fn streets_called(&self, key: &str) -> std::ops::Range<u32> {
        let at = self.keys.binary_search_by(|&(from, _)| (*self.streets[from as usize].key).cmp(key));
        at.map_or(0..0, |k| self.keys[k].0..self.keys[k].1)
    }

    /// Streets that had this key in earlier days.
    pub(super) fn streets_once_called(&self, key: &str) -> &[u32] {
        self.former.get(key).map_or(&[], Vec::as_slice)
    }

    /// Streets that had a key like this one in earlier days.
    pub(super) fn streets_once_like(&self, key: &str) -> Vec<u32> {
        let like = |known: &str| mistakes(known, key, allowed_mistakes(key)).is_some();
        let mut found: Vec<u32> = self.former.iter().filter(|(known, _)| like(known)).flat_map(|(_, streets)| streets.clone()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether any street has or had this key.
    pub(super) fn knows_street(&self, key: &str) -> bool {
        !self.streets_called(key).is_empty() || self.former.contains_key(key)
    }

    /// All streets whose key is one mistake away, roughly: to be checked by the caller.
    pub(super) fn streets_near(&self, key: &str) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        for hash in deletions(key) {
            let from = self.near_keys.partition_point(|&(h, _)| h < hash);
            found.extend(self.near_keys[from..].iter().take_while(|&&(h, _)| h == hash).map(|&(_, number)| number));
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().flat_map(|number| self.keys[number as usize].0..self.keys[number as usize].1).collect()
    }

    /// The addresses of a street with this number.
    pub(super) fn at_number(&self, street: u32, number: u32) -> std::ops::Range<u32> {
        let Street { from, to, .. } = self.streets[street as usize];
        let own = &self.addresses[from as usize..to as usize];
        let first = own.partition_point(|a| a.number < number) as u32;
        let last = own.partition_point(|a| a.number <= number) as u32;
        from + first..from + last
    }

    /// The addresses with this postcode and number.
    pub(super) fn at_postcode(&self, postcode: u32, number: u32) -> &[u32] {
        range(&self.by_postcode, |a| (self.addresses[a as usize].postcode, self.addresses[a as usize].number), (postcode, number))
    }

    /// The address with this id.
    pub(super) fn address(&self, id: BagId) -> Option<u32> {
        range(&self.by_id, |a| self.addresses[a as usize].id, id).first().copied()
    }

    /// The addresses of a unit, the main one first.
    pub(super) fn addresses_of_unit(&self, unit: BagId) -> &[u32] {
        range(&self.by_unit, |a| self.addresses[a as usize].unit, unit)
    }

    pub(super) fn building(&self, id: BagId) -> Option<u32> {
        self.buildings.binary_search_by_key(&id, |b| b.0).ok().map(|k| k as u32)
    }

    /// Parcels whose code is the same but for blanks, signs and zeros.
    pub(super) fn parcels_called(&self, code: &str) -> Vec<u32> {
        let wanted = parcel_key(code);
        let from = self.parcel_keys.partition_point(|(key, _)| **key < *wanted);
        self.parcel_keys[from..].iter().take_while(|(key, _)| **key == *wanted).map(|p| p.1).collect()
    }

    /// The areas of a road by its number, at a hectometre post when one is given. Posts are named to a tenth of a kilometre, so
    /// near the end of a stretch the next one may be meant: with each the part of what rounds to the post that lies on it.
    pub(super) fn sections_of(&self, road: &str, km: Option<f64>) -> Vec<(u32, f64)> {
        let from = self.sections.partition_point(|s| *s.road < *road);
        let own = self.sections[from..].iter().take_while(|s| *s.road == *road);
        let part = |s: &RoadSection| match km {
            Some(km) => ((km + ROUNDED_KM).min(s.to_km) - (km - ROUNDED_KM).max(s.from_km)) / (2.0 * ROUNDED_KM),
            None => 1.0,
        };
        own.map(|s| (s, part(s)))
            .filter(|(_, part)| *part > 1e-6)
            .filter_map(|(s, part)| Some((self.area_with_code(&s.area)?, part)))
            .collect()
    }

    pub(super) fn towns_called(&self, key: &str) -> &[u32] {
        self.town_names.get(key).map_or(&[], Vec::as_slice)
    }

    /// Municipalities whose name is one mistake away, or two in a long name.
    pub(super) fn municipalities_like(&self, key: &str) -> Vec<NamedMunicipality> {
        let most = if key.len() < 9 { 1 } else { 2 };
        let like = self.municipality_names.iter().filter(|(name, _)| mistakes(name, key, most).is_some());
        let mut found: Vec<NamedMunicipality> = like.flat_map(|(_, named)| named.iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(super) fn municipalities_called(&self, key: &str) -> &[NamedMunicipality] {
        self.municipality_names.get(key).map_or(&[], Vec::as_slice)
    }

    /// The municipality of today for a code that may be of earlier days.
    pub(super) fn municipality_today(&self, code: u16) -> NamedMunicipality {
        let today = self.successors.get(&code).copied();
        NamedMunicipality { code: today.unwrap_or(code), named: code, old: today.is_some() }
    }

    /// Areas with this name; or else roads that lie along a street that was called so in earlier days.
    pub(super) fn areas_called(&self, key: &str) -> Vec<u32> {
        if let Some(areas) = self.area_names.get(key) {
            return areas.clone();
        }
        let of_street = |&street: &u32| {
            let street = &self.streets[street as usize];
            let along = move |k: &u32| self.areas[*k as usize].town == street.town;
            self.area_names.get(&street.key).into_iter().flatten().copied().filter(along)
        };
        let mut found: Vec<u32> = self.streets_once_called(key).iter().flat_map(of_street).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(super) fn area_with_code(&self, code: &str) -> Option<u32> {
        self.area_codes.get(code).copied()
    }

    /// The area of a municipality, by its number.
    pub(super) fn municipality_area(&self, code: u16) -> Option<u32> {
        self.area_with_code(&format!("GM{code:04}"))
    }
}

fn municipality_number(code: &str) -> Option<u16> {
    code.parse::<MunicipalityCode>().ok().map(MunicipalityCode::number)
}

/// The stretch of a sorted list with this key.
fn range<K: Ord>(list: &[u32], by: impl Fn(u32) -> K, wanted: K) -> &[u32] {
    let from = list.partition_point(|&item| by(item) < wanted);
    let to = from + list[from..].partition_point(|&item| by(item) <= wanted);
    &list[from..to]
}
