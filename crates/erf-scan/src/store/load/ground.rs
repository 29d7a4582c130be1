// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Places with their buildings and addresses.

use std::{collections::HashMap, ops::Range};

use erf_base::{MunicipalityCode, RdPoint};
use erf_spatial::AreaIndex;
use erf_store::{Row, StoreError, Tx, query};

use super::{Known, readers};
use crate::{
    parallel,
    region::{Address, Building, Place, Region, Shape},
};

/// The places by id, and how to find them.
pub(super) struct Places {
    list: Vec<Place>,
    by_id: HashMap<Box<str>, u32>,
    by_parcel: HashMap<Box<str>, Vec<u32>>,
}

/// Buildings and addresses with the place they belong to, in the order of a region.
pub(super) struct Ground {
    buildings: Vec<(u32, Building)>,
    addresses: Vec<(u32, Address)>,
}

impl Ground {
    pub(super) fn into_region(self, region: &mut Region) {
        let (owners, buildings): (Vec<u32>, Vec<Building>) = self.buildings.into_iter().unzip();
        each_range(&owners, |place, range| region.places[place].buildings = range);
        let (owners, addresses): (Vec<u32>, Vec<Address>) = self.addresses.into_iter().unzip();
        each_range(&owners, |place, range| region.places[place].addresses = range);
        (region.buildings, region.addresses) = (buildings, addresses);
    }
}

/// Reads buildings and addresses of places that are known.
pub(super) async fn read(tx: &mut Tx, region: &Region, known: &Known) -> Result<Ground, StoreError> {
    let buildings = buildings(tx, known).await?;
    let addresses = addresses(tx, region, known, &buildings).await?;
    Ok(Ground { buildings, addresses })
}

/// Berths and pitches are places that no scan reads.
pub(super) async fn places(tx: &mut Tx) -> Result<Places, StoreError> {
    let mut found: Vec<(Place, Option<Box<str>>)> = Vec::new();
    query(
        "SELECT id, kind, name, municipality, x, y, countryside, shed_area, parcel FROM place \
         WHERE kind IN ('erf', 'unit', 'perceel')",
    )
    .each(tx, |row| {
        found.push((place(row)?, row.get::<Option<String>>(8)?.map(Into::into)));
        Ok(())
    })
    .await?;
    // Engines sort texts differently; bytes are the same everywhere.
    found.sort_unstable_by(|a, b| a.0.id.cmp(&b.0.id));
    let by_id = found.iter().enumerate().map(|(index, (place, _))| (place.id.as_str().into(), index as u32)).collect();
    let mut by_parcel: HashMap<Box<str>, Vec<u32>> = HashMap::with_capacity(found.len());
    let mut list = Vec::with_capacity(found.len());
    for (index, (place, parcel)) in found.into_iter().enumerate() {
        parcel.into_iter().for_each(|parcel| by_parcel.entry(parcel).or_default().push(index as u32));
        list.push(place);
    }
    Ok(Places { list, by_id, by_parcel })
}

impl Places {
    /// Puts the places in the region, in their municipality on the day of the scan, and makes them known.
    pub(super) fn settle(self, region: &mut Region, known: &mut Known) {
        (region.places, known.places, known.parcels) = (self.list, self.by_id, self.by_parcel);
        let (areas, places) = (index(&region.municipalities), &region.places);
        let codes: Vec<Option<MunicipalityCode>> = region.municipalities.iter().map(|shape| shape.code.parse().ok()).collect();
        let now = parallel::stretches(places.len(), readers(), |range| {
            let mut areas = areas.clone();
            places[range].iter().map(|place| areas.at(place.at).and_then(|found| codes[found])).collect::<Vec<_>>()
        });
        for (place, now) in region.places.iter_mut().zip(now.into_iter().flatten()) {
            place.municipality = now.or(place.municipality);
        }
    }
}

fn place(row: &Row<'_>) -> Result<Place, StoreError> {
    Ok(Place {
        id: row.get(0)?,
        kind: row.get(1)?,
        name: row.get(2)?,
        municipality: row.get(3)?,
        at: RdPoint::new(row.get(4)?, row.get(5)?),
        countryside: row.get(6)?,
        park: None,
        neighbourhood: None,
        shed_area: row.get(7)?,
        buildings: 0..0,
        addresses: 0..0,
        facts: 0..0,
    })
}

/// The park and the neighbourhood a place lies in.
pub(super) type Position = (Option<u32>, Option<u32>);

pub(super) fn positions(region: &Region) -> Vec<Position> {
    let (mut parks, mut neighbourhoods) = (index(&region.parks), index(&region.neighbourhoods));
    let mut position = |at| (parks.at(at).map(|found| found as u32), neighbourhoods.at(at).map(|found| found as u32));
    region.places.iter().map(|place| position(place.at)).collect()
}

/// Writes the positions, when this reader has them, into the places.
pub(super) fn set_positions(region: &mut Region, positions: Vec<Position>) {
    for (place, position) in region.places.iter_mut().zip(positions) {
        (place.park, place.neighbourhood) = position;
    }
}

fn index(shapes: &[Shape]) -> AreaIndex {
    AreaIndex::new(shapes.iter().map(|shape| shape.geometry.clone()).collect())
}

async fn buildings(tx: &mut Tx, known: &Known) -> Result<Vec<(u32, Building)>, StoreError> {
    let mut found: Vec<(u32, Building)> = Vec::new();
    query("SELECT place, id, x, y, year, area, addresses FROM building")
        .each(tx, |row| {
            let Some(place) = known.places.get(row.text(0)?) else { return Ok(()) };
            let building = Building {
                id: row.get(1)?,
                at: RdPoint::new(row.get(2)?, row.get(3)?),
                year: row.get(4)?,
                area: row.get(5)?,
                addresses: row.get(6)?,
            };
            found.push((*place, building));
            Ok(())
        })
        .await?;
    found.sort_unstable_by(|(p, a), (q, b)| p.cmp(q).then(b.area.total_cmp(&a.area)).then(a.id.cmp(&b.id)));
    Ok(found)
}

async fn addresses(tx: &mut Tx, region: &Region, known: &Known, buildings: &[(u32, Building)]) -> Result<Vec<(u32, Address)>, StoreError> {
    let lies_in = buildings_of_units(tx, region, known, buildings).await?;
    let mut found: Vec<(u32, Address)> = Vec::new();
    query("SELECT place, id, unit, x, y, area, uses, side FROM address WHERE kind = 'verblijfsobject'")
        .each(tx, |row| {
            let Some(place) = known.places.get(row.text(0)?) else { return Ok(()) };
            let unit = row.get(2)?;
            let uses = row.text(6)?;
            let has = |wanted: &str| uses.split('|').any(|word| word == wanted);
            let address = Address {
                id: row.get(1)?,
                at: RdPoint::new(row.get(3)?, row.get(4)?),
                area: row.get::<Option<i64>>(5)?.map(|area| area as f64),
                dwelling: has("woonfunctie"),
                industry: has("industriefunctie"),
                only_dwelling: uses == "woonfunctie",
                office: has("kantoorfunctie"),
                unit,
                side: row.get(7)?,
                building: lies_in.get(&unit).copied(),
            };
            found.push((*place, address));
            Ok(())
        })
        .await?;
    found.sort_unstable_by_key(|(place, address)| (*place, address.id));
    Ok(found)
}

/// The largest building of each unit that is more than a dwelling.
async fn buildings_of_units(
    tx: &mut Tx,
    region: &Region,
    known: &Known,
    buildings: &[(u32, Building)],
) -> Result<HashMap<i64, i64>, StoreError> {
    let areas: HashMap<i64, f64> = buildings.iter().map(|(_, building)| (building.id, building.area)).collect();
    let mut newest: HashMap<i64, (i64, i64)> = HashMap::new();
    query(
        "SELECT u.delivery, u.id, u.valid_from, u.buildings FROM bag_unit u JOIN delivery d ON d.id = u.delivery \
         WHERE d.state = 'vrijgegeven' AND u.live AND u.uses <> 'woonfunctie' AND u.valid_from <= $1 \
         AND (u.valid_to IS NULL OR u.valid_to > $1) ORDER BY COALESCE(d.extract_date, 0), u.delivery, u.seq",
    )
    .bind(region.date)
    .each(tx, |row| {
        if !known.deliveries.contains_key(&row.get(0)?) {
            return Ok(());
        }
        let numbers = row.text(3)?.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse::<i64>().ok());
        let standing = numbers.filter_map(|id| Some((id, *areas.get(&id)?)));
        // Of equals the lowest number: the same whatever the order in the file.
        let largest = standing.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((building, _)) = largest {
            newest.insert(row.get(1)?, (row.get(2)?, building));
        }
        Ok(())
    })
    .await?;
    Ok(newest.into_iter().map(|(unit, (_, building))| (unit, building)).collect())
}

/// Calls `take` with each owner and the range of its entries; owners are sorted.
pub(super) fn each_range(owners: &[u32], mut take: impl FnMut(usize, Range<u32>)) {
    let mut from = 0;
    for part in owners.chunk_by(|a, b| a == b) {
        let to = from + part.len() as u32;
        take(part[0] as usize, from..to);
        from = to;
    }
}
