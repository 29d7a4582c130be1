// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The present ground: buildings, addresses and areas that hold today according to the released deliveries.

use std::collections::{BTreeMap, HashMap, HashSet};

use erf_base::{BagId, MunicipalityCode, RdPoint};
use erf_readers::bag::{ObjectKind, status_exists};
use erf_spatial::{AreaIndex, Geometry, Polygon};
use erf_store::{Row, StoreError, Tx};

use crate::{
    present::{Authority, Claims, Validity},
    store::{contents::shape, derived},
};

/// A delivery, and the place of something within it.
pub type Source = (i64, i64);

/// A building that stands today.
#[derive(Debug, Clone)]
pub struct GroundBuilding {
    /// Number.
    pub id: BagId,
    /// Which delivery says so, and where in it.
    pub source: Source,
    /// A point inside its outline.
    pub point: RdPoint,
    /// Year it was built, if known.
    pub year: Option<i64>,
    /// Status in the words of the BAG.
    pub status: u32,
    /// Footprint in square metres.
    pub area: f64,
}

/// An address in use today.
#[derive(Debug, Clone, Copy)]
pub struct GroundAddress {
    /// Number of the *nummeraanduiding*.
    pub id: BagId,
    /// Which delivery says so, and where in it.
    pub source: Source,
    /// Street, as an index in [`Ground::texts`].
    pub street: u32,
    /// *Huisnummer*.
    pub number: i64,
    /// *Huisletter*, as an index in [`Ground::texts`]; empty when there is none.
    pub letter: u32,
    /// *Toevoeging*, likewise.
    pub suffix: u32,
    /// Postcode, likewise.
    pub postcode: u32,
    /// Town, as an index in [`Ground::texts`].
    pub town: u32,
    /// The municipality its town belongs to.
    pub municipality: Option<MunicipalityCode>,
    /// The unit, berth or pitch it belongs to, as an index in [`Ground::units`].
    pub unit: u32,
    /// Whether it is a side address of that unit.
    pub side: bool,
}

/// An address of a unit that is not in use yet.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    /// The address; its `unit` says nothing.
    pub address: GroundAddress,
    /// The unit.
    pub unit: BagId,
    /// Where it will be.
    pub point: RdPoint,
}

/// A unit, berth or pitch in use today.
#[derive(Debug, Clone)]
pub struct GroundUnit {
    /// Number.
    pub id: BagId,
    /// Where it is.
    pub point: RdPoint,
    /// Uses joined with `|`, as an index in [`Ground::texts`].
    pub uses: u32,
    /// Floor area, if known.
    pub area: Option<i64>,
    /// The buildings it lies in.
    pub buildings: Box<[BagId]>,
}

/// A shape that is not BAG.
#[derive(Debug, Clone)]
pub struct GroundFeature {
    /// Which delivery says so, and where in it.
    pub source: Source,
    /// What it is: `gemeente`, `perceel`, `weg`, …
    pub kind: String,
    /// Code.
    pub code: String,
    /// Name.
    pub name: Option<String>,
    /// First year in which it holds.
    pub year_from: Option<i64>,
    /// Last year in which it holds.
    pub year_to: Option<i64>,
    /// What it is part of.
    pub parent: Option<String>,
    /// The rest, as JSON.
    pub attributes: String,
    /// Where it is.
    pub geometry: Geometry,
}

impl GroundFeature {
    /// Whether it holds in a year.
    pub fn holds_in(&self, year: i64) -> bool {
        self.year_from.is_none_or(|from| from <= year) && self.year_to.is_none_or(|to| year <= to)
    }
}

/// Texts that occur often, each kept once.
#[derive(Debug, Default)]
pub struct Texts {
    list: Vec<Box<str>>,
    known: HashMap<Box<str>, u32>,
}

impl Texts {
    /// The number of a text.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let number = self.list.len() as u32;
        self.list.push(text.into());
        self.known.insert(text.into(), number);
        number
    }

    /// The text with a number.
    pub fn get(&self, number: u32) -> &str {
        &self.list[number as usize]
    }

    /// The text with a number, unless it is empty.
    pub fn some(&self, number: u32) -> Option<&str> {
        Some(self.get(number)).filter(|text| !text.is_empty())
    }
}

/// Everything that holds today.
#[derive(Default)]
pub struct Ground {
    /// The day of today (20261001).
    pub today: i64,
    /// Buildings, in the order of their deliveries.
    pub buildings: Vec<GroundBuilding>,
    /// Units, berths and pitches.
    pub units: Vec<GroundUnit>,
    /// Addresses.
    pub addresses: Vec<GroundAddress>,
    /// Addresses that were issued, but of which the unit is not in use yet: partners write of them, no place has them.
    pub planned: Vec<Planned>,
    /// Other shapes that places and names are made of.
    pub features: Vec<GroundFeature>,
    /// Names that streets had in earlier days: the former name, that of today, and the town.
    pub former_streets: Vec<(u32, u32, u32)>,
    /// Street names, towns, statuses, uses.
    pub texts: Texts,
    /// Towns with their outline and municipality.
    pub towns: Vec<(String, Geometry, Option<MunicipalityCode>)>,
}

/// Kinds of features that the ground needs in memory; fields and zoning are read where they are shown.
pub const GROUND_KINDS: [&str; 11] =
    ["gemeente", "district", "wijk", "buurt", "weg", "water", "kade", "bedrijventerrein", "perceel", "bouwwerk", "buitengebied"];

impl Ground {
    /// Reads the ground; each outline is handed to `outline` once and not kept.
    pub async fn load(tx: &mut Tx, today: i64, mut outline: impl FnMut(BagId, &Polygon) + Send) -> Result<Self, StoreError> {
        let authority = Authority::of(crate::store::deliveries::extracts(tx).await?);
        let mut ground = Self { today, ..Self::default() };
        let extracts = authority.newest_first();
        let present = || Present { claims: authority.claims(), extracts: &extracts, today };
        ground.load_features(tx).await?;
        let towns = ground.load_towns(tx, present()).await?;
        let streets = ground.load_streets(tx, present(), &towns).await?;
        // One set for all: what it takes would otherwise leave three holes that nothing fits in.
        let mut seen = HashSet::new();
        let by_address = ground.load_units(tx, present(), &mut seen).await?;
        ground.load_addresses(tx, present(), &streets, &towns, &by_address, &mut seen).await?;
        ground.load_buildings(tx, present(), &mut outline, &mut seen).await?;
        Ok(ground)
    }

    /// The municipality of today that a point lies in. Cost: every border once, so it is for one page and not for many rows.
    pub async fn municipality_at(tx: &mut Tx, today: i64, point: RdPoint) -> Result<Option<MunicipalityCode>, StoreError> {
        let mut ground = Self { today, features: derived::ground_features(tx, &["gemeente"]).await?, ..Self::default() };
        if ground.municipalities().is_empty() {
            let authority = Authority::of(crate::store::deliveries::extracts(tx).await?);
            let extracts = authority.newest_first();
            ground.load_towns(tx, Present { claims: authority.claims(), extracts: &extracts, today }).await?;
        }
        Ok(MunicipalityIndex::new(&ground.municipalities()).of(point, None))
    }

    async fn load_features(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        for feature in derived::ground_features(tx, &GROUND_KINDS).await? {
            self.features.push(feature);
        }
        Ok(())
    }

    async fn load_towns(
        &mut self,
        tx: &mut Tx,
        mut present: Present<'_>,
    ) -> Result<HashMap<i64, (u32, Option<MunicipalityCode>)>, StoreError> {
        let mut belongs: BTreeMap<i64, MunicipalityCode> = BTreeMap::new();
        derived::town_relations(tx, |town, municipality, from, to| {
            if (Validity { from, to, live: true }).holds_on(present.today) {
                belongs.insert(town, municipality);
            }
        })
        .await?;
        let mut towns = HashMap::new();
        let (texts, list) = (&mut self.texts, &mut self.towns);
        derived::present_rows(tx, derived::TOWNS, present.extracts, |row| {
            let Some(id) = present.town(row)? else { return Ok(()) };
            let name = row.text(8)?;
            let municipality = belongs.get(&id).copied();
            if towns.insert(id, (texts.number(name), municipality)).is_none() {
                list.push((name.to_owned(), shape(row.blob(9)?), municipality));
            }
            Ok(())
        })
        .await?;
        Ok(towns)
    }

    async fn load_streets(
        &mut self,
        tx: &mut Tx,
        mut present: Present<'_>,
        towns: &HashMap<i64, (u32, Option<MunicipalityCode>)>,
    ) -> Result<HashMap<i64, (u32, i64)>, StoreError> {
        let (mut streets, mut names) = (HashMap::new(), Vec::new());
        let texts = &mut self.texts;
        derived::present_rows(tx, derived::STREETS, present.extracts, |row| {
            let name = texts.number(row.text(8)?);
            if let Some((id, _)) = present.object(row, ObjectKind::Street)? {
                streets.insert(id.number(), (name, row.get::<Option<i64>>(9)?.unwrap_or(0)));
            }
            if row.get::<bool>(7)? {
                names.push((row.get::<i64>(2)?, name));
            }
            Ok(())
        })
        .await?;
        let former = names.into_iter().filter_map(|(id, former)| {
            let &(name, town) = streets.get(&id).filter(|street| street.0 != former)?;
            Some((former, name, towns.get(&town)?.0))
        });
        self.former_streets = former.collect();
        self.former_streets.sort_unstable();
        self.former_streets.dedup();
        Ok(streets)
    }

    /// Reads the units and says for each address which unit it belongs to and whether it is a side address.
    async fn load_units(&mut self, tx: &mut Tx, mut present: Present<'_>, seen: &mut HashSet<BagId>) -> Result<Units, StoreError> {
        let (mut by_address, mut planned) = (HashMap::new(), HashMap::new());
        seen.clear();
        let (texts, units) = (&mut self.texts, &mut self.units);
        derived::present_rows(tx, derived::UNITS, present.extracts, |row| {
            if let Some(id) = present.planned(row)? {
                planned.insert(row.get::<i64>(13)?, (id, RdPoint::new(row.get(8)?, row.get(9)?)));
            }
            let Some((id, _)) = present.unit(row)? else { return Ok(()) };
            if !seen.insert(id) {
                return Ok(());
            }
            let index = units.len() as u32;
            by_address.insert(row.get::<i64>(13)?, (index, false));
            by_address.extend(ids(row.text(14)?).map(|side| (side.number(), (index, true))));
            units.push(GroundUnit {
                id,
                point: RdPoint::new(row.get(8)?, row.get(9)?),
                uses: texts.number(row.text(11)?),
                area: row.get(10)?,
                buildings: ids(row.text(12)?).collect(),
            });
            Ok(())
        })
        .await?;
        planned.retain(|address, _| !by_address.contains_key(address));
        Ok(Units { by_address, planned })
    }

    async fn load_addresses(
        &mut self,
        tx: &mut Tx,
        mut present: Present<'_>,
        streets: &HashMap<i64, (u32, i64)>,
        towns: &HashMap<i64, (u32, Option<MunicipalityCode>)>,
        of: &Units,
        seen: &mut HashSet<BagId>,
    ) -> Result<(), StoreError> {
        seen.clear();
        let nowhere = self.texts.number("");
        let (texts, addresses, planned) = (&mut self.texts, &mut self.addresses, &mut self.planned);
        derived::present_rows(tx, derived::ADDRESSES, present.extracts, |row| {
            let Some((id, source)) = present.object(row, ObjectKind::Address)? else { return Ok(()) };
            let later = of.planned.get(&id.number());
            let Some((unit, side)) = of.by_address.get(&id.number()).copied().or(later.map(|_| (0, false))) else { return Ok(()) };
            let (street, street_town) = streets.get(&row.get::<i64>(12)?).copied().unwrap_or((nowhere, 0));
            let town = row.get::<Option<i64>>(13)?.unwrap_or(street_town);
            let (town, municipality) = towns.get(&town).copied().unwrap_or((nowhere, None));
            if seen.insert(id) {
                let address = GroundAddress {
                    id,
                    source,
                    street,
                    number: row.get(8)?,
                    letter: texts.number(row.text(9)?),
                    suffix: texts.number(row.text(10)?),
                    postcode: texts.number(row.text(11)?),
                    town,
                    municipality,
                    unit,
                    side,
                };
                match later {
                    Some(&(unit, point)) => planned.push(Planned { address, unit, point }),
                    None => addresses.push(address),
                }
            }
            Ok(())
        })
        .await
    }

    async fn load_buildings(
        &mut self,
        tx: &mut Tx,
        mut present: Present<'_>,
        outline: &mut (impl FnMut(BagId, &Polygon) + Send),
        seen: &mut HashSet<BagId>,
    ) -> Result<(), StoreError> {
        seen.clear();
        let (texts, buildings) = (&mut self.texts, &mut self.buildings);
        derived::present_rows(tx, derived::BUILDINGS, present.extracts, |row| {
            let Some((id, source)) = present.object(row, ObjectKind::Building)? else { return Ok(()) };
            let Some(polygon) = largest(shape(row.blob(10)?)) else { return Ok(()) };
            if seen.insert(id) {
                outline(id, &polygon);
                let point = polygon.point_on_surface().or_else(|| polygon.outer.first().copied());
                buildings.push(GroundBuilding {
                    id,
                    source,
                    point: point.unwrap_or(RdPoint::new(0.0, 0.0)),
                    year: row.get(8)?,
                    status: texts.number(row.text(6)?),
                    area: row.get(9)?,
                });
            }
            Ok(())
        })
        .await
    }

    /// The municipalities of today: from boundaries when there are any, else from the towns of the BAG.
    pub fn municipalities(&self) -> Vec<(MunicipalityCode, String, Geometry)> {
        let year = self.today / 10_000;
        let from_features: Vec<_> = self
            .features
            .iter()
            .filter(|f| f.kind == "gemeente" && f.holds_in(year))
            .filter_map(|f| Some((f.code.parse().ok()?, f.name.clone().unwrap_or_else(|| f.code.clone()), f.geometry.clone())))
            .collect();
        if from_features.is_empty() { self.municipalities_of_towns() } else { from_features }
    }

    fn municipalities_of_towns(&self) -> Vec<(MunicipalityCode, String, Geometry)> {
        let mut grouped: BTreeMap<MunicipalityCode, (Vec<&str>, Vec<Polygon>)> = BTreeMap::new();
        for (name, geometry, municipality) in &self.towns {
            let (Some(code), Geometry::Polygons(parts)) = (municipality, geometry) else { continue };
            let group = grouped.entry(*code).or_default();
            group.0.push(name);
            group.1.extend(parts.iter().cloned());
        }
        grouped.into_iter().map(|(code, (names, parts))| (code, names.join(", "), Geometry::Polygons(parts))).collect()
    }

    /// How a page names an address: `Achterweg 12 A`.
    pub fn label(&self, address: &GroundAddress) -> String {
        let text = |number| self.texts.some(number);
        label(self.texts.get(address.street), address.number, text(address.letter), text(address.suffix))
    }
}

/// `Achterweg 12A-2`: street, number, letter directly behind it, addition after a hyphen.
pub fn label(street: &str, number: i64, letter: Option<&str>, suffix: Option<&str>) -> String {
    let suffix = suffix.map(|s| format!("-{s}")).unwrap_or_default();
    format!("{street} {number}{}{suffix}", letter.unwrap_or_default())
}

/// Says which municipality a point lies in.
pub struct MunicipalityIndex {
    codes: Vec<MunicipalityCode>,
    index: AreaIndex,
}

impl MunicipalityIndex {
    /// An index of the municipalities of today.
    pub fn new(municipalities: &[(MunicipalityCode, String, Geometry)]) -> Self {
        let codes = municipalities.iter().map(|m| m.0).collect();
        Self { codes, index: AreaIndex::new(municipalities.iter().map(|m| m.2.clone()).collect()) }
    }

    /// The municipality a point lies in; `id` gives the one of its registration when no border is known there.
    pub fn of(&mut self, point: RdPoint, id: Option<BagId>) -> Option<MunicipalityCode> {
        let found = self.index.at(point).map(|i| self.codes[i]);
        found.or_else(|| id.filter(|_| self.codes.is_empty()).and_then(BagId::registered_in))
    }
}

/// Which unit an address belongs to.
struct Units {
    /// The unit by its position, and whether it is a side address of it.
    by_address: HashMap<i64, (u32, bool)>,
    /// Units that are not in use yet, and where they will be.
    planned: HashMap<i64, (BagId, RdPoint)>,
}

/// The status of a unit that is not in use yet.
const PLANNED: &str = "Verblijfsobject gevormd";

/// What holds today in one table, whose rows come from the newest extract to the oldest.
struct Present<'a> {
    claims: Claims<'a>,
    extracts: &'a [i64],
    today: i64,
}

/// Columns 0 to 7 of every statement of [`derived`]: delivery, seq, id, occurrence, from, to, status, live.
impl Present<'_> {
    fn holds(&self, row: &Row<'_>, kind: ObjectKind) -> Result<bool, StoreError> {
        let live: bool = row.get(7)?;
        let validity = Validity { from: row.get(4)?, to: row.get(5)?, live };
        Ok(validity.holds_on(self.today) && status_exists(kind, row.text(6)?))
    }

    fn decides(&mut self, row: &Row<'_>, kind: ObjectKind) -> Result<bool, StoreError> {
        Ok(self.claims.decides(row.get(0)?, kind, row.get(2)?))
    }

    fn object(&mut self, row: &Row<'_>, kind: ObjectKind) -> Result<Option<(BagId, Source)>, StoreError> {
        if !self.decides(row, kind)? || !self.holds(row, kind)? {
            return Ok(None);
        }
        Ok(BagId::from_number(row.get(2)?).map(|id| (id, (row.get(0).unwrap_or(0), row.get(1).unwrap_or(0)))))
    }

    fn unit(&mut self, row: &Row<'_>) -> Result<Option<(BagId, Source)>, StoreError> {
        self.object(row, unit_kind(row.get(2)?))
    }

    fn planned(&mut self, row: &Row<'_>) -> Result<Option<BagId>, StoreError> {
        let id: i64 = row.get(2)?;
        let validity = Validity { from: row.get(4)?, to: row.get(5)?, live: row.get(7)? };
        let decides = self.decides(row, unit_kind(id))?;
        let holds = decides && validity.holds_on(self.today) && row.text(6)?.eq_ignore_ascii_case(PLANNED);
        Ok(BagId::from_number(id).filter(|_| holds))
    }

    fn town(&mut self, row: &Row<'_>) -> Result<Option<i64>, StoreError> {
        let holds = self.decides(row, ObjectKind::Town)? && self.holds(row, ObjectKind::Town)?;
        Ok(if holds { Some(row.get(2)?) } else { None })
    }
}

/// Units, berths and pitches share a table.
pub(crate) fn unit_kind(id: i64) -> ObjectKind {
    match BagId::from_number(id).map(BagId::kind) {
        Some(erf_base::BagKind::Berth) => ObjectKind::Berth,
        Some(erf_base::BagKind::Pitch) => ObjectKind::Pitch,
        _ => ObjectKind::Unit,
    }
}

fn ids(text: &str) -> impl Iterator<Item = BagId> {
    text.split_whitespace().filter_map(|number| BagId::from_number(number.parse().ok()?))
}

/// A building is one outline; of several parts the largest stands for it.
pub fn largest(geometry: Geometry) -> Option<Polygon> {
    let Geometry::Polygons(parts) = geometry else { return None };
    parts.into_iter().max_by(|a, b| a.area().total_cmp(&b.area()))
}

#[cfg(test)]
mod tests {
    use erf_readers::mapping::FEATURE_KINDS;

    use super::*;
    use crate::matching::AreaKind;

    #[test]
    fn every_kind_that_is_matched_by_name_is_read() {
        let named: Vec<&str> = FEATURE_KINDS.into_iter().filter(|kind| AreaKind::of(kind).is_some()).collect();
        assert!(named.iter().all(|kind| GROUND_KINDS.contains(kind)), "{named:?} of {GROUND_KINDS:?}");
    }
}
