// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Match rows of tables to the ground, and write down what was found with why.

use std::collections::{BTreeMap, HashMap};

use erf_base::{Ctx, MunicipalityCode, RdPoint};
use erf_spatial::Geometry;
use erf_store::{Bulk, StoreError, Tx};

use crate::{
    borders::Borders,
    cut,
    derive_places::{self, Placed},
    ground::GroundAddress,
    matching::{
        self, AreaKind, FittedLinker, Gazetteer, GazetteerBuilder, Linked, Linker, NewAddress, NewArea, Patterns, PlainLinker, RowPlace,
        School, Target, area_code,
    },
    model::DeliveryId,
    present::day_number,
    store::links::{self, RowToMatch},
    verdict::{Candidate, Decision, Verdict, settle},
    watch::{Unwatched, Watch},
    window,
};

/// How many rows are read, matched and written at a time.
const PORTION: usize = 20_000;
/// From about so many rows of a delivery is learned; more would not change a hundredth of a bit.
const MOST_LESSONS: u64 = 20_000;

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
    let deliveries = links::deliveries_to_match(tx, only).await?;
    let total = deliveries.iter().map(|(_, rows)| *rows as u64).sum();
    let place_of = |target: &Target| targets.place_of(target);
    let school = School::new(&targets.gazetteer, &place_of);
    let set = cut::kept(tx).await?;
    let mut bulk = links::bulk();
    let mut done = 0;
    for (delivery, rows) in deliveries {
        let id = DeliveryId(delivery);
        let mut pages = Pages::new(id, rows);
        let linker = learn(tx, &school, &mut pages, set).await?;
        pages.start_again();
        while let Some(page) = pages.next(tx).await? {
            let found = in_parallel(page, |row| linked(&linker, row));
            for (row, found) in page.iter().zip(found) {
                let said = verdicts.get(&(row.delivery, row.seq)).map_or(&[][..], Vec::as_slice);
                write(&mut bulk, targets, row, found, said);
            }
            done += page.len() as u64;
            bulk.relieve(tx).await?;
            watch.progress(done, total);
        }
    }
    bulk.finish(tx).await.map(drop)
}

/// Learns the weights of one delivery from its rows, and keeps what was learned.
async fn learn<'s>(tx: &mut Tx, school: &'s School<'_>, pages: &mut Pages, set: Option<f64>) -> Result<FittedLinker<'s>, StoreError> {
    let every = pages.rows.div_ceil(MOST_LESSONS).max(1);
    let (id, rows) = (pages.id, pages.rows);
    let untaught = school.untaught();
    let mut patterns = Patterns::new();
    while let Some(page) = pages.next(tx).await? {
        let seen = in_parallel(page, |row| is_lesson(row, every).then(|| untaught.pattern(&row_place(row))));
        for pattern in seen.into_iter().flatten() {
            *patterns.entry(pattern).or_default() += 1;
        }
    }
    let (linker, model) = school.learn(&patterns, rows, set);
    links::keep_model(tx, id.0, &model).await?;
    Ok(linker)
}

/// Of a large delivery a part is learned from: which part follows from what the rows say, not from their order.
fn is_lesson(row: &RowToMatch, every: u64) -> bool {
    every == 1 || hash_of(row.fields.as_bytes()).is_multiple_of(every)
}

/// Source: FNV-1a, 64 bits (G. Fowler, L. C. Noll and K.-P. Vo).
fn hash_of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The rows of a delivery, a portion at a time; twice, and read only once when they fit in one portion.
struct Pages {
    id: DeliveryId,
    rows: u64,
    page: Vec<RowToMatch>,
    last: (i64, i64),
    at_start: bool,
}

impl Pages {
    fn new(id: DeliveryId, rows: i64) -> Self {
        Self { id, rows: rows as u64, page: Vec::new(), last: (i64::MIN, 0), at_start: true }
    }

    fn start_again(&mut self) {
        self.at_start = true;
        if self.rows > PORTION as u64 {
            (self.page, self.last) = (Vec::new(), (i64::MIN, 0));
        }
    }

    async fn next(&mut self, tx: &mut Tx) -> Result<Option<&[RowToMatch]>, StoreError> {
        let kept = std::mem::take(&mut self.at_start) && !self.page.is_empty();
        if !kept {
            let next = links::rows_to_match(tx, self.id, self.last, PORTION).await?;
            let Some(end) = next.last() else { return Ok(None) };
            self.last = (end.delivery, end.seq);
            self.page = next;
        }
        Ok(Some(&self.page))
    }
}

/// What the plain linker would say of every row, by delivery and number: the measure for what was learned.
pub async fn plain_links(tx: &mut Tx, today: i64) -> Result<HashMap<(i64, i64), Linked>, StoreError> {
    let targets = Targets::new(derive_places::derive(tx, today, &Unwatched).await?);
    let linker = PlainLinker::new(&targets.gazetteer);
    let mut all = HashMap::new();
    for (delivery, rows) in links::deliveries_to_match(tx, None).await? {
        let mut pages = Pages::new(DeliveryId(delivery), rows);
        while let Some(page) = pages.next(tx).await? {
            let found = in_parallel(page, |row| Linked { alternatives: Vec::new(), ..linker.link(&row_place(row)) });
            all.extend(page.iter().map(|row| (row.delivery, row.seq)).zip(found));
        }
    }
    Ok(all)
}

/// The same results in the same order, whatever the number of threads.
fn in_parallel<T: Sync, R: Send>(rows: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    on_threads(std::thread::available_parallelism().map_or(1, usize::from), rows, work)
}

fn on_threads<T: Sync, R: Send>(threads: usize, rows: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
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

/// What the linker says of a row; with what the row itself says of where it was, when an area is in it: only then that is asked.
fn linked(linker: &FittedLinker<'_>, row: &RowToMatch) -> (Linked, Option<RowPlace>) {
    let place = row_place(row);
    let linked = linker.link(&place);
    let mut targets = linked.best.iter().chain(linked.alternatives.iter().map(|(target, _)| target));
    let in_area = targets.any(|target| matches!(target, Target::Area(_)));
    (linked, in_area.then_some(place))
}

fn write(bulk: &mut Bulk, targets: &Targets, row: &RowToMatch, (linked, place): (Linked, Option<RowPlace>), said: &[Verdict]) {
    let precision = linked.precision_m;
    let automatic = match linked.decision {
        matching::Decision::Certain => Decision::Certain,
        matching::Decision::Unsure => Decision::Unsure,
        matching::Decision::None => Decision::None,
    };
    let best = linked.best.map(|best| (best, linked.evidence));
    let candidates: Vec<Candidate> =
        best.into_iter().chain(linked.alternatives).map(|(t, e)| targets.candidate(t, e, place.as_ref())).collect();
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
        .int(window::last_day(&row.kind, &row.fields, row.event_date, row.period_to))
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
    /// By code what an area is called and where its middle is.
    areas: BTreeMap<String, (String, Option<MunicipalityCode>)>,
    borders: Borders,
}

impl Targets {
    fn new(mut placed: Placed) -> Self {
        let mut builder = std::mem::take(&mut placed.gazetteer);
        let borders = Borders::of(&placed.ground);
        add_addresses(&mut builder, &placed);
        add_former_streets(&mut builder, &placed);
        let areas = add_areas(&mut builder, &placed, &borders);
        let known = placed.ground.addresses.iter().chain(placed.ground.planned.iter().map(|planned| &planned.address));
        let addresses = known.enumerate().map(|(at, address)| (address.id, at as u32)).collect();
        let parcels = places_by_parcel(&placed);
        Self { gazetteer: builder.finish(), placed, addresses, parcels, areas, borders }
    }

    fn candidate(&self, target: Target, evidence: erf_base::Evidence, row: Option<&RowPlace>) -> Candidate {
        let (label, place, municipality) = match &target {
            Target::Address(id) => self.at_object(*id, self.address_label(*id)),
            Target::Building(id) => self.at_object(*id, None),
            Target::Parcel(code) => self.at_parcel(code),
            Target::Place(id) => self.at_place(self.place_of(&target), id.clone()),
            Target::Area(code) => self.at_area(code, row),
        };
        Candidate { target_kind: target.kind().to_owned(), target_id: target.id(), label, place, municipality, evidence }
    }

    fn at_object(&self, id: erf_base::BagId, label: Option<String>) -> (String, Option<String>, Option<MunicipalityCode>) {
        let place = self.placed.member(id).map(|member| member.place);
        let name = place.map(|at| self.placed.derived.places[at as usize].name.clone());
        let (label, place, municipality) = self.at_place(place, label.or(name).unwrap_or_else(|| id.to_string()));
        (label, place, municipality.or_else(|| self.address(id)?.municipality))
    }

    /// Bare land belongs to no place, and lies in a municipality all the same.
    fn at_parcel(&self, code: &str) -> (String, Option<String>, Option<MunicipalityCode>) {
        let (label, place, municipality) = self.at_place(self.parcels.get(code).copied(), format!("Perceel {code}"));
        (label, place, municipality.or_else(|| self.borders.at(self.gazetteer.point_in_parcel(code)?)))
    }

    /// A road or water may lie in several municipalities: the row decides in which it was.
    fn at_area(&self, code: &str, row: Option<&RowPlace>) -> (String, Option<String>, Option<MunicipalityCode>) {
        let (name, middle) = self.areas.get(code).cloned().unwrap_or_else(|| (code.to_owned(), None));
        (name, None, row.map_or(middle, |row| self.borders.of_row(row, code, middle, &self.gazetteer)))
    }

    /// The place that a target lies on, by its number.
    fn place_of(&self, target: &Target) -> Option<u32> {
        match target {
            Target::Address(id) | Target::Building(id) => self.placed.member(*id).map(|member| member.place),
            Target::Parcel(code) => self.parcels.get(code).copied(),
            Target::Place(id) => self.placed.derived.places.binary_search_by(|place| place.id.as_str().cmp(id)).ok().map(|at| at as u32),
            Target::Area(_) => None,
        }
    }

    /// The address with this number, also when it is not in use yet.
    fn address(&self, id: erf_base::BagId) -> Option<&GroundAddress> {
        let at = *self.addresses.get(&id)? as usize;
        let ground = &self.placed.ground;
        ground.addresses.get(at).or_else(|| Some(&ground.planned[at - ground.addresses.len()].address))
    }

    fn at_place(&self, place: Option<u32>, label: String) -> (String, Option<String>, Option<MunicipalityCode>) {
        let id = place.map(|at| self.placed.derived.places[at as usize].id.clone());
        (label, id, place.and_then(|at| self.placed.municipalities[at as usize]))
    }

    fn address_label(&self, id: erf_base::BagId) -> Option<String> {
        let (ground, address) = (&self.placed.ground, self.address(id)?);
        Some(format!("{}, {}", ground.label(address), ground.texts.get(address.town)))
    }
}

fn add_addresses(builder: &mut GazetteerBuilder, placed: &Placed) {
    let ground = &placed.ground;
    for address in &ground.addresses {
        let unit = &ground.units[address.unit as usize];
        let place = placed.member(address.id).map(|member| member.place as usize);
        let municipality = place.and_then(|at| placed.municipalities[at]).or(address.municipality);
        builder.add_address(&NewAddress { municipality, ..new_address(placed, address, unit.id, unit.point) });
    }
    for planned in &ground.planned {
        builder.add_address(&NewAddress { planned: true, ..new_address(placed, &planned.address, planned.unit, planned.point) });
    }
}

fn new_address<'p>(placed: &'p Placed, address: &GroundAddress, unit: erf_base::BagId, point: RdPoint) -> NewAddress<'p> {
    let texts = &placed.ground.texts;
    NewAddress {
        id: address.id,
        unit,
        main: !address.side,
        planned: false,
        street: texts.get(address.street),
        number: u32::try_from(address.number).unwrap_or_default(),
        letter: texts.get(address.letter),
        suffix: texts.get(address.suffix),
        postcode: texts.get(address.postcode),
        town: texts.get(address.town),
        municipality: address.municipality,
        point,
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
fn add_areas(builder: &mut GazetteerBuilder, placed: &Placed, borders: &Borders) -> BTreeMap<String, (String, Option<MunicipalityCode>)> {
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
        let municipality = centre.and_then(|point| borders.at(point));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_threads_does_not_matter() {
        let rows: Vec<u64> = (0..101).collect();
        let one = on_threads(1, &rows, |row| row * 3);
        for threads in [2, 7, 200] {
            assert_eq!(on_threads(threads, &rows, |row| row * 3), one);
        }
    }
}
