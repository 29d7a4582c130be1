// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Match rows of tables to the ground, and write down what was found with why.

use std::collections::{BTreeMap, HashMap};

use erf_base::{Ctx, MunicipalityCode, RdPoint};
use erf_spatial::Geometry;
use erf_store::{Bulk, StoreError, Tx};

use crate::{
    derive_places::{self, Placed},
    ground::MunicipalityIndex,
    matching::{
        self, AreaKind, Gazetteer, GazetteerBuilder, Linked, Linker, NewAddress, NewArea, PlainLinker, RowPlace, Target, area_code,
    },
    model::DeliveryId,
    present::day_number,
    store::links::{self, RowToMatch},
    verdict::{Candidate, Decision, Verdict, settle},
    watch::Watch,
};

/// How many rows are read, matched and written at a time.
const PORTION: usize = 20_000;

/// Matches the rows of some deliveries; the ground stays as it is.
pub async fn link_some(tx: &mut Tx, ctx: &Ctx, ids: &[DeliveryId], watch: &dyn Watch) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    let placed = derive_places::derive(tx, day_number(ctx.clock.today()), watch).await?;
    let targets = Targets::new(placed);
    for id in ids {
        link(tx, &targets, Some(*id), watch).await?;
    }
    Ok(())
}

/// Matches the rows of all deliveries.
pub async fn link_all(tx: &mut Tx, placed: Placed, watch: &dyn Watch) -> Result<(), StoreError> {
    link(tx, &Targets::new(placed), None, watch).await
}

async fn link(tx: &mut Tx, targets: &Targets, only: Option<DeliveryId>, watch: &dyn Watch) -> Result<(), StoreError> {
    watch.phase("linking");
    links::clear(tx, only).await?;
    let verdicts = links::verdicts(tx, only).await?;
    let total = links::count_to_match(tx, only).await?;
    let linker = PlainLinker::new(&targets.gazetteer);
    let mut bulk = links::bulk();
    let (mut last, mut done) = ((i64::MIN, 0), 0);
    loop {
        let rows = links::rows_to_match(tx, only, last, PORTION).await?;
        let Some(end) = rows.last() else { break };
        last = (end.delivery, end.seq);
        let found = in_parallel(&rows, |row| linker.link(&row_place(row)));
        for (row, linked) in rows.iter().zip(found) {
            let said = verdicts.get(&(row.delivery, row.seq)).map_or(&[][..], Vec::as_slice);
            write(&mut bulk, targets, row, linked, said);
        }
        bulk.relieve(tx).await?;
        done += rows.len() as u64;
        watch.progress(done, total);
    }
    bulk.finish(tx).await.map(drop)
}

/// The same results in the same order, whatever the number of threads.
fn in_parallel<R: Send>(rows: &[RowToMatch], work: impl Fn(&RowToMatch) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = rows.len().div_ceil(threads).max(1);
    let work = &work;
    std::thread::scope(|scope| {
        let parts: Vec<_> = rows.chunks(share).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
        parts.into_iter().flat_map(|part| part.join().expect("a matcher does not panic")).collect()
    })
}

fn row_place(row: &RowToMatch) -> RowPlace {
    let mut fields: HashMap<String, String> = serde_json::from_str(&row.fields).unwrap_or_default();
    let number = |text: Option<&String>| text.and_then(|text| text.parse::<f64>().ok());
    let point = number(fields.get("x")).zip(number(fields.get("y"))).map(|(x, y)| RdPoint::new(x, y));
    let precision_m = number(fields.get("precision_m"));
    let mut take = |name: &str| fields.remove(name).filter(|text| !text.is_empty());
    RowPlace {
        kind: row.kind.clone(),
        street: take("street"),
        number: take("number"),
        letter: take("letter"),
        suffix: take("suffix"),
        address: take("address"),
        postcode: take("postcode"),
        town: take("town"),
        municipality: take("municipality").or_else(|| row.municipality.map(|code| code.to_string())),
        address_id: take("address_id"),
        unit_id: take("unit_id"),
        building_id: take("building_id"),
        parcel_id: take("parcel_id"),
        place_text: take("place_text"),
        point,
        precision_m,
    }
}

fn write(bulk: &mut Bulk, targets: &Targets, row: &RowToMatch, linked: Linked, said: &[Verdict]) {
    let precision = linked.precision_m;
    let automatic = match linked.decision {
        matching::Decision::Certain => Decision::Certain,
        matching::Decision::Unsure => Decision::Unsure,
        matching::Decision::None => Decision::None,
    };
    let best = linked.best.map(|best| (best, linked.evidence));
    let candidates: Vec<Candidate> = best.into_iter().chain(linked.alternatives).map(|(t, e)| targets.candidate(t, e)).collect();
    let (decision, chosen) = settle(automatic, &candidates, said);
    let municipality = chosen.or(candidates.first()).and_then(|candidate| candidate.municipality);
    bulk.row()
        .int(row.delivery)
        .int(row.seq)
        .text(row.compartment.code())
        .text(automatic.code())
        .text(decision.code())
        .text(chosen.map(|c| c.target_kind.as_str()))
        .text(chosen.map(|c| c.target_id.as_str()))
        .text(chosen.and_then(|c| c.place.as_deref()))
        .municipality(municipality)
        .real(chosen.map_or(0.0, |c| c.evidence.probability()))
        .real(precision)
        .int(row.event_date)
        .text(json(&chosen.map(|c| &c.evidence)).as_str())
        .text(json(&candidates).as_str());
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers are always valid JSON")
}

/// What rows can be matched to, with the words and places a page needs.
struct Targets {
    placed: Placed,
    gazetteer: Gazetteer,
    addresses: HashMap<erf_base::BagId, u32>,
    parcels: HashMap<String, u32>,
    areas: BTreeMap<String, (String, Option<MunicipalityCode>)>,
}

impl Targets {
    fn new(mut placed: Placed) -> Self {
        let mut builder = std::mem::take(&mut placed.gazetteer);
        let mut index = MunicipalityIndex::new(&placed.ground.municipalities());
        add_addresses(&mut builder, &placed);
        add_former_streets(&mut builder, &placed);
        let areas = add_areas(&mut builder, &placed, &mut index);
        let addresses = placed.ground.addresses.iter().enumerate().map(|(at, address)| (address.id, at as u32)).collect();
        let parcels = places_by_parcel(&placed);
        Self { gazetteer: builder.finish(), placed, addresses, parcels, areas }
    }

    fn candidate(&self, target: Target, evidence: erf_base::Evidence) -> Candidate {
        let (label, place, municipality) = match &target {
            Target::Address(id) => self.at_object(*id, self.address_label(*id)),
            Target::Building(id) => self.at_object(*id, None),
            Target::Parcel(code) => self.at_place(self.parcels.get(code).copied(), format!("Perceel {code}")),
            Target::Place(id) => {
                let found = self.placed.derived.places.binary_search_by(|place| place.id.as_str().cmp(id)).ok();
                self.at_place(found.map(|at| at as u32), id.clone())
            }
            Target::Area(code) => {
                let (name, municipality) = self.areas.get(code).cloned().unwrap_or_else(|| (code.clone(), None));
                (name, None, municipality)
            }
        };
        Candidate { target_kind: target.kind().to_owned(), target_id: target.id(), label, place, municipality, evidence }
    }

    fn at_object(&self, id: erf_base::BagId, label: Option<String>) -> (String, Option<String>, Option<MunicipalityCode>) {
        let place = self.placed.member(id).map(|member| member.place);
        let name = place.map(|at| self.placed.derived.places[at as usize].name.clone());
        self.at_place(place, label.or(name).unwrap_or_else(|| id.to_string()))
    }

    fn at_place(&self, place: Option<u32>, label: String) -> (String, Option<String>, Option<MunicipalityCode>) {
        let id = place.map(|at| self.placed.derived.places[at as usize].id.clone());
        (label, id, place.and_then(|at| self.placed.municipalities[at as usize]))
    }

    fn address_label(&self, id: erf_base::BagId) -> Option<String> {
        let ground = &self.placed.ground;
        let address = &ground.addresses[*self.addresses.get(&id)? as usize];
        Some(format!("{}, {}", ground.label(address), ground.texts.get(address.town)))
    }
}

fn add_addresses(builder: &mut GazetteerBuilder, placed: &Placed) {
    let ground = &placed.ground;
    for address in &ground.addresses {
        let unit = &ground.units[address.unit as usize];
        let place = placed.member(address.id).map(|member| member.place as usize);
        builder.add_address(&NewAddress {
            id: address.id,
            unit: unit.id,
            main: !address.side,
            street: ground.texts.get(address.street),
            number: u32::try_from(address.number).unwrap_or_default(),
            letter: ground.texts.get(address.letter),
            suffix: ground.texts.get(address.suffix),
            postcode: ground.texts.get(address.postcode),
            town: ground.texts.get(address.town),
            municipality: place.and_then(|at| placed.municipalities[at]).or(address.municipality),
            point: unit.point,
        });
    }
}

/// Partners go on using the names that streets had.
fn add_former_streets(builder: &mut GazetteerBuilder, placed: &Placed) {
    let texts = &placed.ground.texts;
    for &(former, today, town) in &placed.ground.former_streets {
        builder.add_former_street(texts.get(former), texts.get(today), texts.get(town));
    }
}

/// Adds every area, also those that ended: partners go on using old names. Says per code what it is called and where it is.
fn add_areas(
    builder: &mut GazetteerBuilder,
    placed: &Placed,
    index: &mut MunicipalityIndex,
) -> BTreeMap<String, (String, Option<MunicipalityCode>)> {
    let year = placed.ground.today / 10_000;
    let mut areas = BTreeMap::new();
    for feature in &placed.ground.features {
        if feature.kind == "perceel" {
            if let Geometry::Polygons(parts) = &feature.geometry {
                builder.add_parcel(&feature.code, parts);
                if let Some(designation) = designation(&feature.attributes) {
                    builder.add_parcel_designation(&feature.code, &designation);
                }
            }
            continue;
        }
        let Some(kind) = AreaKind::of(&feature.kind) else { continue };
        let centre = feature.geometry.point_on_surface();
        let municipality = centre.and_then(|point| index.of(point, None));
        let name = feature.name.clone().unwrap_or_else(|| feature.code.clone());
        areas.insert(area_code(kind, &feature.code), (name, municipality));
        if let Some((road, from_km, to_km)) = road_section(&feature.attributes) {
            builder.add_road_section(&feature.code, &road, from_km, to_km);
        }
        let year_to = feature.year_to.filter(|to| *to < year).and_then(|to| i16::try_from(to).ok());
        builder.add_area(NewArea { code: &feature.code, kind, name: feature.name.as_deref(), year_to, geometry: feature.geometry.clone() });
    }
    areas
}

/// How people write the code of a parcel: cadastral municipality, section and number.
fn designation(attributes: &str) -> Option<String> {
    let about: serde_json::Value = serde_json::from_str(attributes).ok()?;
    let number = about["nummer"].as_f64().map(|n| n.to_string()).or_else(|| about["nummer"].as_str().map(str::to_owned))?;
    Some(format!("{} {} {number}", about["gemeente"].as_str()?, about["sectie"].as_str()?))
}

/// The number of a road and the posts between which this stretch lies, in kilometres.
fn road_section(attributes: &str) -> Option<(String, f64, f64)> {
    let about: serde_json::Value = serde_json::from_str(attributes).ok()?;
    Some((about["wegnummer"].as_str()?.to_owned(), about["km_van"].as_f64()?, about["km_tot"].as_f64()?))
}

/// The place with most members stands for a parcel; of equals the first.
fn places_by_parcel(placed: &Placed) -> HashMap<String, u32> {
    let mut members: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for member in &placed.derived.members {
        if let Some(parcel) = member.parcel {
            *members.entry((parcel, member.place)).or_default() += 1;
        }
    }
    let mut best: HashMap<u32, (u32, u32)> = HashMap::new();
    for ((parcel, place), n) in members {
        let slot = best.entry(parcel).or_insert((place, 0));
        if n > slot.1 {
            *slot = (place, n);
        }
    }
    best.into_iter().map(|(parcel, (place, _))| (placed.derived.parcels[parcel as usize].to_string(), place)).collect()
}
