// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Make the places anew from what is released: the rule of [`crate::yards`] on the present ground, written down.

use erf_base::{BagId, MunicipalityCode};
use erf_spatial::{Geometry, grid::cell};
use erf_store::{Bulk, StoreError, Tx};

use crate::{
    ground::{Ground, GroundAddress, MunicipalityIndex},
    matching::GazetteerBuilder,
    store::{derived, links},
    watch::Watch,
    yards::{self, Address, Derived, Input, Member, ParkKind, Uses},
};

/// Side in metres of the cells by which places, buildings and addresses are found in the database.
pub const CELL_M: f64 = 250.0;

/// Places with the ground they were derived from.
pub struct Placed {
    /// What holds today.
    pub ground: Ground,
    /// What the rule gave.
    pub derived: Derived,
    /// The municipality of each place, in the order of `derived.places`.
    pub municipalities: Vec<Option<MunicipalityCode>>,
    /// What rows can be matched to, so far the buildings; the matcher takes it and adds the rest.
    pub gazetteer: GazetteerBuilder,
    /// Positions in `derived.members`, in the order of the number of the building or address.
    members: Vec<u32>,
}

impl Placed {
    /// Membership of a building or address.
    pub fn member(&self, id: BagId) -> Option<&Member> {
        let members = &self.derived.members;
        let found = self.members.binary_search_by_key(&id, |index| members[*index as usize].id).ok()?;
        Some(&members[self.members[found] as usize])
    }
}

/// Reads the ground and applies the rule; nothing is written.
pub async fn derive(tx: &mut Tx, today: i64, watch: &dyn Watch) -> Result<Placed, StoreError> {
    watch.phase("ground");
    let (mut input, mut gazetteer) = (Input::default(), GazetteerBuilder::default());
    // Outlines are most of the memory: they are kept for the matcher only when there is something to match.
    let matches_follow = links::count_to_match(tx, None).await? > 0;
    let outline = |id, outline: &_| {
        input.add_building(id, outline);
        if matches_follow {
            gazetteer.add_building(id, outline);
        }
    };
    let ground = Ground::load(tx, today, outline).await?;
    watch.phase("places");
    add_addresses(&mut input, &ground);
    add_features(&mut input, &ground);
    let derived = yards::derive(input);
    let mut members: Vec<u32> = (0..derived.members.len() as u32).collect();
    members.sort_unstable_by_key(|index| derived.members[*index as usize].id);
    let mut index = MunicipalityIndex::new(&ground.municipalities());
    let municipalities = derived.places.iter().map(|place| index.of(place.point, anchor(&place.id))).collect();
    Ok(Placed { ground, derived, municipalities, gazetteer, members })
}

/// The number a place id rests on.
fn anchor(place: &str) -> Option<BagId> {
    place.rsplit('-').next()?.parse().ok()
}

fn add_addresses(input: &mut Input, ground: &Ground) {
    for address in &ground.addresses {
        let unit = &ground.units[address.unit as usize];
        input.add_address(Address {
            id: address.id,
            unit: unit.id,
            main: !address.side,
            point: unit.point,
            uses: Uses::of(ground.texts.get(unit.uses).split('|')),
            label: ground.label(address).into(),
        });
    }
    for unit in &ground.units {
        for building in &unit.buildings {
            input.add_unit_building(unit.id, *building);
        }
    }
}

fn add_features(input: &mut Input, ground: &Ground) {
    let year = ground.today / 10_000;
    let municipalities = ground.municipalities();
    for feature in ground.features.iter().filter(|f| f.holds_in(year)) {
        let Geometry::Polygons(parts) = &feature.geometry else { continue };
        match feature.kind.as_str() {
            "perceel" => input.add_parcel(&feature.code, parts),
            "bedrijventerrein" => input.add_park(&feature.code, park_kind(&feature.attributes), parts),
            "buitengebied" => {
                // Its code names the municipality whose own contour it is.
                let code = feature.code.parse::<MunicipalityCode>().ok();
                if let Some((_, _, border)) = municipalities.iter().find(|m| Some(m.0) == code) {
                    input.add_contour(border.clone(), feature.geometry.clone());
                }
            }
            _ => {}
        }
    }
}

fn park_kind(attributes: &str) -> ParkKind {
    let about: serde_json::Value = serde_json::from_str(attributes).unwrap_or_default();
    let says_port = |value: &serde_json::Value| value.as_str().is_some_and(|text| text.to_lowercase().contains("haven"));
    if about.as_object().is_some_and(|map| map.values().any(says_port)) { ParkKind::Port } else { ParkKind::BusinessPark }
}

/// Replaces the derived tables.
pub async fn save(tx: &mut Tx, placed: &Placed, watch: &dyn Watch) -> Result<(), StoreError> {
    watch.phase("saving");
    derived::clear(tx).await?;
    save_places(tx, placed).await?;
    save_buildings(tx, placed).await?;
    save_addresses(tx, placed).await?;
    let mut cells = Bulk::new("countryside_cell", &["cell", "addresses", "density", "inside"]);
    for it in &placed.derived.cells {
        cells.row().int(it.cell).int(i64::from(it.addresses)).real(f64::from(it.density)).bool(it.inside);
    }
    cells.finish(tx).await.map(drop)
}

async fn save_places(tx: &mut Tx, placed: &Placed) -> Result<(), StoreError> {
    let parcels = main_parcels(placed);
    let mut bulk = Bulk::new(
        "place",
        &["id", "kind", "name", "municipality", "cell", "x", "y", "buildings", "addresses", "shed_area", "countryside", "parcel", "rule"],
    );
    for (index, place) in placed.derived.places.iter().enumerate() {
        bulk.row()
            .text(place.id.as_str())
            .text(place.kind.code())
            .text(place.name.as_str())
            .municipality(placed.municipalities[index])
            .int(cell(place.point, CELL_M))
            .real(place.point.x)
            .real(place.point.y)
            .int(i64::from(place.buildings))
            .int(i64::from(place.addresses))
            .real(f64::from(place.shed_m2))
            .bool(place.countryside)
            .text(parcels[index].map(|parcel| &*placed.derived.parcels[parcel as usize]))
            .text(yards::RULE);
        bulk.relieve(tx).await?;
    }
    bulk.finish(tx).await.map(drop)
}

/// Per place the parcel on which most of its members stand; of equals the first.
fn main_parcels(placed: &Placed) -> Vec<Option<u32>> {
    let mut best: Vec<Option<(u32, u32)>> = vec![None; placed.derived.places.len()];
    let members = &placed.derived.members;
    let mut start = 0;
    while start < members.len() {
        let same = |m: &&Member| m.place == members[start].place && m.parcel == members[start].parcel;
        let run = members[start..].iter().take_while(same).count();
        let (slot, parcel) = (&mut best[members[start].place as usize], members[start].parcel);
        if let Some(parcel) = parcel
            && slot.is_none_or(|(_, most)| run as u32 > most)
        {
            *slot = Some((parcel, run as u32));
        }
        start += run;
    }
    best.into_iter().map(|slot| slot.map(|(parcel, _)| parcel)).collect()
}

async fn save_buildings(tx: &mut Tx, placed: &Placed) -> Result<(), StoreError> {
    let mut index = MunicipalityIndex::new(&placed.ground.municipalities());
    let mut homes: Vec<BagId> = placed.ground.units.iter().flat_map(|unit| unit.buildings.iter().copied()).collect();
    homes.sort_unstable();
    let addresses = |id: BagId| homes.partition_point(|home| *home <= id) - homes.partition_point(|home| *home < id);
    let mut bulk = Bulk::new(
        "building",
        &["id", "delivery", "seq", "municipality", "cell", "x", "y", "year", "status", "area", "addresses", "place", "reason", "detail"],
    );
    let mut order: Vec<_> = placed.ground.buildings.iter().collect();
    order.sort_unstable_by_key(|building| building.id);
    for it in order {
        let (place, reason, detail) = membership(placed, it.id);
        bulk.row()
            .bag(it.id)
            .int(it.source.0)
            .int(it.source.1)
            .municipality(index.of(it.point, Some(it.id)))
            .int(cell(it.point, CELL_M))
            .real(it.point.x)
            .real(it.point.y)
            .int(it.year)
            .text(placed.ground.texts.get(it.status))
            .real(it.area)
            .int(addresses(it.id) as i64)
            .text(place)
            .text(reason)
            .text(detail.as_str());
        bulk.relieve(tx).await?;
    }
    bulk.finish(tx).await.map(drop)
}

async fn save_addresses(tx: &mut Tx, placed: &Placed) -> Result<(), StoreError> {
    let mut index = MunicipalityIndex::new(&placed.ground.municipalities());
    let mut bulk = Bulk::new(
        "address",
        &[
            "id",
            "unit",
            "delivery",
            "seq",
            "municipality",
            "cell",
            "x",
            "y",
            "street",
            "number",
            "letter",
            "suffix",
            "postcode",
            "town",
            "kind",
            "uses",
            "area",
            "side",
            "search_key",
            "place",
            "reason",
            "detail",
        ],
    );
    let mut order: Vec<_> = placed.ground.addresses.iter().collect();
    order.sort_unstable_by_key(|address| address.id);
    for it in order {
        let ground = &placed.ground;
        let unit = &ground.units[it.unit as usize];
        let (place, reason, detail) = membership(placed, it.id);
        let municipality = index.of(unit.point, None).or(it.municipality).or_else(|| it.id.registered_in());
        bulk.row()
            .bag(it.id)
            .bag(unit.id)
            .int(it.source.0)
            .int(it.source.1)
            .municipality(municipality)
            .int(cell(unit.point, CELL_M))
            .real(unit.point.x)
            .real(unit.point.y)
            .text(ground.texts.get(it.street))
            .int(it.number)
            .text(ground.texts.some(it.letter))
            .text(ground.texts.some(it.suffix))
            .text(ground.texts.some(it.postcode))
            .text(ground.texts.get(it.town))
            .text(unit_kind(unit.id))
            .text(ground.texts.get(unit.uses))
            .int(unit.area)
            .bool(it.side)
            .text(search_key_of(ground, it).as_str())
            .text(place)
            .text(reason)
            .text(detail.as_str());
        bulk.relieve(tx).await?;
    }
    bulk.finish(tx).await.map(drop)
}

fn membership(placed: &Placed, id: BagId) -> (&str, &'static str, String) {
    let Some(member) = placed.member(id) else { return ("", "", "{}".to_owned()) };
    let place = &placed.derived.places[member.place as usize];
    let detail = serde_json::json!({
        "via": member.via.map(|via| via.to_string()),
        "distance_m": member.distance_m.map(|metres| f64::from(metres).round()),
        "parcel": member.parcel.map(|parcel| &*placed.derived.parcels[parcel as usize]),
    });
    (place.id.as_str(), member.reason.code(), detail.to_string())
}

fn unit_kind(id: BagId) -> &'static str {
    match id.kind() {
        erf_base::BagKind::Berth => "ligplaats",
        erf_base::BagKind::Pitch => "standplaats",
        _ => "verblijfsobject",
    }
}

fn search_key_of(ground: &Ground, address: &GroundAddress) -> String {
    search_key(&format!("{} {}", ground.label(address), ground.texts.get(address.town)))
}

/// How names are compared when searching: lower case, without accents, only letters, digits and single blanks.
pub fn search_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let plain = plain_letter(c);
        if plain.is_ascii_alphanumeric() {
            key.push(plain);
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.trim_end().to_owned()
}

fn plain_letter(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_accents_and_signs() {
        assert_eq!(search_key("  Zuider-Uitweg 12A-2, Hoorn (NH) "), "zuider uitweg 12a 2 hoorn nh");
        assert_eq!(search_key("Privé’s Coöp"), "prive s coop");
    }
}
