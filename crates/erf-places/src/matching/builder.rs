// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Collecting what rows can be matched to, and putting it in order.

use std::collections::{BTreeMap, HashMap};

use erf_base::{BagId, MunicipalityCode};
use erf_linkage::standardise::{address::tail_of, phonetic};
use erf_spatial::Polygon;

use super::{
    codes::{Postcode, parcel_key, postcode, road_key},
    gazetteer::{Address, Area, Gazetteer, NONE, NewAddress, NewArea, RoadSection, Street, area_code},
    words::{key, letters},
};
use crate::yards::{
    index::BoxGrid,
    outlines::{Outlines, ShapeId},
};

/// Collects what rows can be matched to; then [`GazetteerBuilder::finish`].
#[derive(Default)]
pub struct GazetteerBuilder {
    addresses: Vec<Address>,
    tails: Names,
    towns: Names,
    streets: HashMap<(Box<str>, u32), u32>,
    street_names: Vec<(Box<str>, Box<str>, u32)>,
    outlines: Outlines,
    buildings: Vec<(BagId, ShapeId)>,
    parcels: Vec<(Box<str>, ShapeId)>,
    designations: Vec<(Box<str>, Box<str>)>,
    former: Vec<(Box<str>, u32)>,
    sections: Vec<RoadSection>,
    areas: Vec<Area>,
}

/// Texts that repeat, each kept once.
#[derive(Default)]
struct Names {
    list: Vec<Box<str>>,
    known: HashMap<Box<str>, u32>,
}

impl Names {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(&known) = self.known.get(text) {
            return known;
        }
        let number = self.list.len() as u32;
        self.list.push(text.into());
        self.known.insert(text.into(), number);
        number
    }
}

impl GazetteerBuilder {
    /// An address in use.
    pub fn add_address(&mut self, new: &NewAddress<'_>) {
        let town = self.towns.number(new.town);
        let street = self.street(new.street, town);
        let tail = self.tails.number(&tail_of(new.letter, new.suffix));
        let full = |found| if let Postcode::Full(packed) = found { Some(packed) } else { None };
        self.addresses.push(Address {
            id: new.id,
            unit: new.unit,
            point: [new.point.x as f32, new.point.y as f32],
            street,
            number: new.number,
            tail,
            postcode: postcode(new.postcode).and_then(full).unwrap_or(NONE),
            municipality: new.municipality.map_or(0, MunicipalityCode::number),
            main: new.main,
            planned: new.planned,
        });
    }

    fn street(&mut self, name: &str, town: u32) -> u32 {
        let next = self.street_names.len() as u32;
        let names = &mut self.street_names;
        *self.streets.entry((name.into(), town)).or_insert_with(|| {
            names.push((key(name).into(), name.into(), town));
            next
        })
    }

    /// What a street was called in earlier days: partners go on using old names.
    pub fn add_former_street(&mut self, former: &str, today: &str, town: &str) {
        let town = self.towns.number(town);
        let street = self.street(today, town);
        self.former.push((key(former).into(), street));
    }

    /// A building that stands today.
    pub fn add_building(&mut self, id: BagId, outline: &Polygon) {
        let shape = self.outlines.push(std::slice::from_ref(outline));
        self.buildings.push((id, shape));
    }

    /// A cadastral parcel.
    pub fn add_parcel(&mut self, code: &str, parts: &[Polygon]) {
        let shape = self.outlines.push(parts);
        self.parcels.push((code.into(), shape));
    }

    /// How people write the code of a parcel: municipality, section and number, such as `MKW07 A 568`.
    pub fn add_parcel_designation(&mut self, code: &str, designation: &str) {
        self.designations.push((designation.into(), code.into()));
    }

    /// That an area is the stretch of a numbered road between two hectometre posts, in kilometres.
    pub fn add_road_section(&mut self, code: &str, road: &str, from_km: f64, to_km: f64) {
        let (from_km, to_km) = (from_km.min(to_km), from_km.max(to_km));
        self.sections.push(RoadSection { road: road_key(road).into(), from_km, to_km, area: code.into() });
    }

    /// A named or coded area.
    pub fn add_area(&mut self, new: NewArea<'_>) {
        let bounds = new.geometry.bounds();
        let reach = bounds.map_or(0.0, |b| b.width().hypot(b.height()) / 2.0);
        self.areas.push(Area {
            code: area_code(new.kind, new.code).into(),
            name: new.name.unwrap_or_default().into(),
            kind: new.kind,
            year_to: new.year_to,
            geometry: new.geometry,
            municipality: 0,
            town: NONE,
            reach,
        });
    }

    /// Sorts and indexes. The order of adding does not matter. Cost: n log n.
    pub fn finish(mut self) -> Gazetteer {
        self.buildings.sort_by_key(|b| b.0);
        self.parcels.sort();
        self.sections.sort_by(|a, b| (&a.road, &a.area).cmp(&(&b.road, &b.area)).then(a.from_km.total_cmp(&b.from_km)));
        self.areas.sort_by(|a, b| (&a.code, a.year_to.map_or(i16::MAX, |y| y)).cmp(&(&b.code, b.year_to.map_or(i16::MAX, |y| y))));
        let (streets, renumbered) = sorted_streets(std::mem::take(&mut self.street_names));
        for address in &mut self.addresses {
            address.street = renumbered[address.street as usize];
        }
        let mut former: HashMap<Box<str>, Vec<u32>> = HashMap::new();
        for (key, street) in std::mem::take(&mut self.former) {
            former.entry(key).or_default().push(renumbered[street as usize]);
        }
        former.values_mut().for_each(|streets| streets.sort_unstable());
        let tails = std::mem::take(&mut self.tails.list);
        self.addresses
            .sort_by(|a, b| (a.street, a.number, &tails[a.tail as usize], a.id).cmp(&(b.street, b.number, &tails[b.tail as usize], b.id)));
        let mut gazetteer = Gazetteer {
            streets,
            towns: Vec::new(),
            tails,
            keys: Vec::new(),
            former,
            near_keys: Vec::new(),
            by_postcode: Vec::new(),
            by_id: Vec::new(),
            by_unit: Vec::new(),
            town_names: HashMap::new(),
            municipality_names: HashMap::new(),
            successors: BTreeMap::new(),
            area_names: HashMap::new(),
            area_codes: HashMap::new(),
            parcel_keys: parcel_keys(&self.parcels, &self.designations),
            sections: self.sections,
            building_grid: grid_of(&self.outlines, self.buildings.iter().map(|b| b.1)),
            parcel_grid: grid_of(&self.outlines, self.parcels.iter().map(|p| p.1)),
            area_grid: BoxGrid::new(&self.areas.iter().map(|a| a.geometry.bounds()).collect::<Vec<_>>()),
            addresses: self.addresses,
            outlines: self.outlines,
            buildings: self.buildings,
            parcels: self.parcels,
            areas: self.areas,
        };
        gazetteer.index_addresses();
        gazetteer.index_towns(&self.towns.list);
        gazetteer.index_areas();
        gazetteer
    }
}

fn grid_of(outlines: &Outlines, shapes: impl Iterator<Item = ShapeId>) -> BoxGrid {
    BoxGrid::new(&shapes.map(|shape| outlines.bounds(shape)).collect::<Vec<_>>())
}

fn parcel_keys(parcels: &[(Box<str>, ShapeId)], designations: &[(Box<str>, Box<str>)]) -> Vec<(Box<str>, u32)> {
    let own = parcels.iter().enumerate().map(|(k, (code, _))| (parcel_key(code).into(), k as u32));
    let of_code = |code: &str| parcels.binary_search_by(|p| (*p.0).cmp(code)).ok();
    let written = designations.iter().filter_map(|(text, code)| Some((parcel_key(text).into(), of_code(code)? as u32)));
    let mut keys: Vec<(Box<str>, u32)> = own.chain(written).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Streets by key, and the new number of each old one.
fn sorted_streets(names: Vec<(Box<str>, Box<str>, u32)>) -> (Vec<Street>, Vec<u32>) {
    let mut order: Vec<u32> = (0..names.len() as u32).collect();
    order.sort_by(|&a, &b| names[a as usize].cmp(&names[b as usize]));
    let mut renumbered = vec![0; names.len()];
    for (new, &old) in order.iter().enumerate() {
        renumbered[old as usize] = new as u32;
    }
    let mut names: Vec<Option<_>> = names.into_iter().map(Some).collect();
    let taken = order.iter().filter_map(|&old| names[old as usize].take());
    let street = |(key, name, town): (Box<str>, Box<str>, u32)| {
        let (letters, sound) = (letters(&name).into(), phonetic::key(&name).into());
        Street { name, key, letters, sound, town, from: 0, to: 0 }
    };
    (taken.map(street).collect(), renumbered)
}
