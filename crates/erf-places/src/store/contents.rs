// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a delivery holds, written as it is read.

use std::collections::BTreeMap;

use erf_base::BagId;
use erf_readers::{
    Position, Problem,
    bag::{Area, BagRecord, Building, Investigation, ObjectId, Occurrence, Plot, Street, Town, TownMunicipality, Unit, was_withdrawn},
    features::Feature,
    table::TableRow,
};
use erf_spatial::{Geometry, wkb};
use erf_store::{Bulk, RowWriter, StoreError, Tx, query};

use crate::{
    model::DeliveryId,
    present::{Coverage, day_number},
};

/// Tables that hold rows of a delivery. `link`, `link_model` and `judgement` go with them.
const OF_A_DELIVERY: [&str; 15] = [
    "DELETE FROM delivery_member WHERE delivery = $1",
    "DELETE FROM problem WHERE delivery = $1",
    "DELETE FROM bag_building WHERE delivery = $1",
    "DELETE FROM bag_unit WHERE delivery = $1",
    "DELETE FROM bag_address WHERE delivery = $1",
    "DELETE FROM bag_street WHERE delivery = $1",
    "DELETE FROM bag_town WHERE delivery = $1",
    "DELETE FROM bag_town_municipality WHERE delivery = $1",
    "DELETE FROM bag_investigation WHERE delivery = $1",
    "DELETE FROM bag_complete WHERE delivery = $1",
    "DELETE FROM feature WHERE delivery = $1",
    "DELETE FROM source_row WHERE delivery = $1",
    "DELETE FROM link WHERE delivery = $1",
    "DELETE FROM link_model WHERE delivery = $1",
    "DELETE FROM judgement WHERE delivery = $1",
];

/// Removes everything a delivery brought; its line in the register stays.
pub async fn remove(tx: &mut Tx, id: DeliveryId) -> Result<(), StoreError> {
    for statement in OF_A_DELIVERY {
        query(statement).bind(id.0).run(tx).await?;
    }
    Ok(())
}

macro_rules! columns {
    ($($name:literal),*) => { &["delivery", "seq", "member", "ordinal", "id", "occurrence", "valid_from", "valid_to", "status", "live", $($name),*] };
}

/// Writes the content of one delivery.
pub struct ContentWriter {
    delivery: i64,
    seq: i64,
    problems: i64,
    members: BTreeMap<std::sync::Arc<str>, i64>,
    coverage: Coverage,
    kind: String,
    buildings: Bulk,
    units: Bulk,
    addresses: Bulk,
    streets: Bulk,
    towns: Bulk,
    relations: Bulk,
    investigations: Bulk,
    features: Bulk,
    rows: Bulk,
    problem_rows: Bulk,
}

impl ContentWriter {
    /// A writer; `kind` says what one row or feature is about, from the mapping.
    pub fn new(id: DeliveryId, kind: &str) -> Self {
        Self {
            delivery: id.0,
            seq: 0,
            problems: 0,
            members: BTreeMap::new(),
            coverage: Coverage::new(),
            kind: kind.to_owned(),
            buildings: Bulk::new("bag_building", columns!("year", "area", "shape")),
            units: Bulk::new("bag_unit", columns!("x", "y", "area", "uses", "buildings", "main_address", "side_addresses", "shape")),
            addresses: Bulk::new("bag_address", columns!("number", "letter", "suffix", "postcode", "street", "town")),
            streets: Bulk::new("bag_street", columns!("name", "short_name", "town")),
            towns: Bulk::new("bag_town", columns!("name", "shape")),
            relations: Bulk::new(
                "bag_town_municipality",
                &["delivery", "seq", "member", "ordinal", "town", "municipality", "valid_from", "valid_to", "status"],
            ),
            investigations: Bulk::new(
                "bag_investigation",
                &["delivery", "seq", "member", "ordinal", "id", "property", "ongoing", "valid_from", "valid_to"],
            ),
            features: Bulk::new(
                "feature",
                &["delivery", "seq", "member", "ordinal", "kind", "code", "name", "year_from", "year_to", "parent", "attributes", "shape"],
            ),
            rows: Bulk::new("source_row", &["delivery", "seq", "sheet", "row_number", "kind", "event_date", "raw", "fields", "attributes"]),
            problem_rows: Bulk::new(
                "problem",
                &["delivery", "seq", "sheet", "row_number", "column_name", "value", "code", "reason", "action", "rejected"],
            ),
        }
    }

    /// How many things were taken in so far.
    pub fn taken(&self) -> i64 {
        self.seq
    }

    fn all(&mut self) -> [&mut Bulk; 10] {
        [
            &mut self.buildings,
            &mut self.units,
            &mut self.addresses,
            &mut self.streets,
            &mut self.towns,
            &mut self.relations,
            &mut self.investigations,
            &mut self.features,
            &mut self.rows,
            &mut self.problem_rows,
        ]
    }

    /// Writes what waits, when that is much.
    pub async fn relieve(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        for bulk in self.all() {
            bulk.relieve(tx).await?;
        }
        Ok(())
    }

    /// Writes what waits.
    pub async fn flush(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        for bulk in self.all() {
            bulk.flush(tx).await?;
        }
        Ok(())
    }

    /// Writes the rest: the names of the parts and what an extract covers.
    pub async fn finish(mut self, tx: &mut Tx) -> Result<(), StoreError> {
        self.flush(tx).await?;
        let mut members = Bulk::new("delivery_member", &["delivery", "member", "name"]);
        for (name, number) in &self.members {
            members.row().int(self.delivery).int(*number).text(&**name);
        }
        members.finish(tx).await?;
        let mut coverage = Bulk::new("bag_complete", &["delivery", "kind", "municipality"]);
        for (kind, area) in self.coverage.iter().flat_map(|(kind, areas)| areas.iter().map(move |area| (kind, area))) {
            coverage.row().int(self.delivery).text(kind.code()).int(area_number(*area));
        }
        coverage.finish(tx).await.map(drop)
    }

    fn place(&mut self, position: &Position) -> Place {
        self.seq += 1;
        let next = self.members.len() as i64 + 1;
        let member = *self.members.entry(position.member.clone()).or_insert(next);
        Place { delivery: self.delivery, seq: self.seq, member, ordinal: position.ordinal as i64 }
    }

    /// Says where an extract is complete.
    pub fn covers(&mut self, coverage: Coverage) {
        self.coverage = coverage;
    }

    /// A BAG object.
    pub fn bag(&mut self, position: &Position, record: &BagRecord) {
        let place = self.place(position);
        match record {
            BagRecord::Building(it) => self.building(place, it),
            BagRecord::Unit(it) => self.unit(place, it),
            BagRecord::Berth(it) | BagRecord::Pitch(it) => self.plot(place, it),
            BagRecord::Address(it) => {
                let row = occurrence(&mut self.addresses, place, it.id.number(), &it.occurrence);
                row.int(i64::from(it.number))
                    .text(it.letter.as_deref())
                    .text(it.suffix.as_deref())
                    .text(it.postcode.as_deref())
                    .int(it.street.number())
                    .int(it.town.map(i64::from));
            }
            BagRecord::Street(it) => self.street(place, it),
            BagRecord::Town(it) => self.town(place, it),
            BagRecord::TownMunicipality(it) => self.relation(place, it),
            BagRecord::Investigation(it) => self.investigation(place, it),
        }
    }

    fn building(&mut self, place: Place, it: &Building) {
        occurrence(&mut self.buildings, place, it.id.number(), &it.occurrence)
            .int(it.year.map(i64::from))
            .real(it.geometry.area())
            .blob(wkb::encode(&it.geometry).as_slice());
    }

    fn unit(&mut self, place: Place, it: &Unit) {
        occurrence(&mut self.units, place, it.id.number(), &it.occurrence)
            .real(it.point.x)
            .real(it.point.y)
            .int(it.area_m2.map(i64::from))
            .text(it.uses.join("|").as_str())
            .text(numbers(&it.buildings).as_str())
            .int(it.main_address.number())
            .text(numbers(&it.side_addresses).as_str())
            .null();
    }

    fn plot(&mut self, place: Place, it: &Plot) {
        let point = it.geometry.point_on_surface().unwrap_or(erf_base::RdPoint::new(0.0, 0.0));
        occurrence(&mut self.units, place, it.id.number(), &it.occurrence)
            .real(point.x)
            .real(point.y)
            .null()
            .text("")
            .text("")
            .int(it.main_address.number())
            .text(numbers(&it.side_addresses).as_str())
            .blob(wkb::encode(&it.geometry).as_slice());
    }

    fn street(&mut self, place: Place, it: &Street) {
        occurrence(&mut self.streets, place, it.id.number(), &it.occurrence)
            .text(it.name.as_str())
            .text(it.short_name.as_deref())
            .int(i64::from(it.town));
    }

    fn town(&mut self, place: Place, it: &Town) {
        occurrence(&mut self.towns, place, i64::from(it.id), &it.occurrence)
            .text(it.name.as_str())
            .blob(wkb::encode(&it.geometry).as_slice());
    }

    fn relation(&mut self, place: Place, it: &TownMunicipality) {
        place
            .on(&mut self.relations)
            .int(i64::from(it.town))
            .int(i64::from(it.municipality.number()))
            .int(day_number(it.from))
            .int(it.to.map(day_number))
            .text(it.status.as_str());
    }

    fn investigation(&mut self, place: Place, it: &Investigation) {
        let id = match it.id {
            ObjectId::Town(town) => i64::from(town),
            ObjectId::Object(id) => id.number(),
        };
        place
            .on(&mut self.investigations)
            .int(id)
            .text(it.property.as_str())
            .bool(it.open)
            .int(day_number(it.from))
            .int(it.to.map(day_number));
    }

    /// A shape that is not BAG.
    pub fn feature(&mut self, position: &Position, it: &Feature) {
        let place = self.place(position);
        place
            .on(&mut self.features)
            .text(self.kind.as_str())
            .text(it.code.as_str())
            .text(it.name.as_deref())
            .int(it.year_from.map(i64::from))
            .int(it.year_to.map(i64::from))
            .text(it.parent.as_deref())
            .text(json(&it.attributes).as_str())
            .blob(wkb::encode(&it.geometry).as_slice());
    }

    /// A row of a table.
    pub fn row(&mut self, position: &Position, it: &TableRow) {
        let place = self.place(position);
        let event = it.fields.get(&erf_readers::mapping::Field::Date).and_then(|text| event_day(text));
        self.rows
            .row()
            .int(place.delivery)
            .int(place.seq)
            .text(it.sheet.as_str())
            .int(it.row as i64)
            .text(self.kind.as_str())
            .int(event)
            .text(json(&it.raw).as_str())
            .text(json(&it.fields).as_str())
            .text(json(&it.attributes).as_str());
    }

    /// Something wrong.
    pub fn problem(&mut self, it: &Problem) {
        self.problems += 1;
        self.problem_rows
            .row()
            .int(self.delivery)
            .int(self.problems)
            .text(it.sheet.as_deref())
            .int(it.row.map(|row| row as i64))
            .text(it.column.as_deref())
            .text(it.value.as_deref())
            .text(it.code.as_str())
            .text(it.reason.as_str())
            .text(it.action.as_str())
            .bool(it.rejected);
    }
}

/// Where something stands in its file.
#[derive(Clone, Copy)]
struct Place {
    delivery: i64,
    seq: i64,
    member: i64,
    ordinal: i64,
}

impl Place {
    fn on(self, bulk: &mut Bulk) -> RowWriter<'_> {
        bulk.row().int(self.delivery).int(self.seq).int(self.member).int(self.ordinal)
    }
}

fn occurrence<'b>(bulk: &'b mut Bulk, place: Place, id: i64, it: &Occurrence) -> RowWriter<'b> {
    place
        .on(bulk)
        .int(id)
        .int(i64::from(it.number))
        .int(day_number(it.from))
        .int(it.to.map(day_number))
        .text(it.status.as_str())
        .bool(!was_withdrawn(it))
}

/// A date may be less precise than a day; the first day of the month or year then stands for it.
fn event_day(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-').map(str::parse::<i64>);
    let year = parts.next()?.ok()?;
    let month = parts.next().and_then(Result::ok).unwrap_or(1);
    let day = parts.next().and_then(Result::ok).unwrap_or(1);
    Some(year * 10_000 + month * 100 + day)
}

/// An area as it is stored; the country has no code.
pub fn area_number(area: Area) -> i64 {
    match area {
        Area::Country => 0,
        Area::Municipality(code) => i64::from(code.number()),
    }
}

fn numbers(ids: &[BagId]) -> String {
    ids.iter().map(|id| id.number().to_string()).collect::<Vec<_>>().join(" ")
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers are always valid JSON")
}

/// The geometry in a stored shape; a shape that cannot be read (it was written by us) is an empty one.
pub fn shape(bytes: &[u8]) -> Geometry {
    wkb::decode(bytes).unwrap_or(Geometry::Polygons(Vec::new()))
}
