// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Writes a scan, frozen, in one transaction.

use std::{
    collections::{BTreeMap, HashMap},
    panic::resume_unwind,
    sync::Arc,
};

use erf_base::Ctx;
use erf_store::{Bulk, StoreError, Tx, query};
use tokio::task;

use super::{
    cards::KeptCard,
    dossier::{Rest, pack},
    figures::{self, About, NewFigure},
    scans::{add_step, band_code, variant_code},
};
use crate::{
    life::{MONTHS, ScanId, State, day_number, months_after},
    model::{Band, Order, Scored},
    parallel,
    region::Delivery,
    summary::BaseRate,
};

/// Places packed in one row: enough to be small, few enough to be found quickly.
const PACKED: usize = 512;

/// A scan as it was computed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Frozen {
    /// Every place in scope, best first.
    pub scored: Vec<Scored>,
    /// Totals, as JSON.
    pub summary: String,
    /// Hash over what it was made of.
    pub input_hash: String,
    /// Hash over what came out.
    pub result_hash: String,
    /// For what-if.
    pub matrix: Vec<u8>,
    /// Every indicator over all places in scope.
    pub figures: Vec<NewFigure>,
    /// The deliveries it was made of.
    pub inputs: Vec<Delivery>,
    /// What the area is called.
    pub area_name: String,
    /// Names of neighbourhoods and municipalities by code.
    pub names: BTreeMap<String, String>,
}

/// What belongs to a scan beside what was computed.
pub(crate) struct Frame<'a> {
    pub id: ScanId,
    pub order: &'a Order,
    pub card: &'a KeptCard,
    pub data_version: i64,
    /// Numbers of the corrections that were taken into account.
    pub corrections: &'a [i64],
    /// What earlier visits found.
    pub base_rate: Option<BaseRate>,
}

/// Writes everything; the caller looked whether the scan is there already.
pub(crate) async fn save(tx: &mut Tx, ctx: &Ctx, frame: &Frame<'_>, frozen: &Arc<Frozen>) -> Result<(), StoreError> {
    let beside = task::spawn_blocking({
        let frozen = Arc::clone(frozen);
        move || (packed(&frozen.scored), count_lines(&frozen.scored), code_lines(&frozen.scored))
    });
    scan(tx, ctx, frame, frozen).await?;
    add_step(tx, ctx, frame.id, State::Draft, "").await?;
    inputs(tx, frame, frozen).await?;
    listed(tx, frame, &frozen.scored).await?;
    let (packed, lines, codes) = beside.await.unwrap_or_else(|error| resume_unwind(error.into_panic()));
    rest(tx, frame.id, &packed).await?;
    let matrix = frozen.matrix.as_slice();
    query("INSERT INTO scan_matrix (scan, matrix) VALUES ($1, $2)").bind(frame.id.0).bind(matrix).run(tx).await?;
    counts(tx, frame, &lines).await?;
    code_counts(tx, frame, &codes).await?;
    rare(tx, frame, &codes, &frozen.scored).await?;
    let Order { variant, date, area, .. } = frame.order;
    let about = About { scan: frame.id, variant: variant_code(*variant), date: *date, area, data_version: frame.data_version };
    figures::save(tx, &about, &frozen.figures).await
}

async fn scan(tx: &mut Tx, ctx: &Ctx, frame: &Frame<'_>, frozen: &Frozen) -> Result<(), StoreError> {
    let Frame { id, order, card, .. } = frame;
    let insert = "INSERT INTO scan (id, name, area, area_name, variant, ground, date, capacity, random_share, seed, orders, card, card_hash, \
        card_version, state, state_at, author, at, expires, data_version, input_hash, result_hash, places, summary, \
        area_names, base_rate) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $16, $18, $19, $20, $21, $22, $23, $24, $25)";
    query(insert)
        .bind(id.0)
        .bind(&order.name)
        .bind(&order.area)
        .bind(&frozen.area_name)
        .bind(variant_code(order.variant))
        .bind(order.ground.clone())
        .bind(order.date)
        .bind(order.capacity)
        .bind(order.random_share)
        .bind(order.seed.to_string())
        .bind(json(order))
        .bind(card.id)
        .bind(&card.hash)
        .bind(card.card.version)
        .bind(State::Draft.code())
        .bind(ctx.now())
        .bind(&ctx.actor.id)
        .bind(months_after(day_number(ctx.clock.today()), MONTHS))
        .bind(frame.data_version)
        .bind(&frozen.input_hash)
        .bind(&frozen.result_hash)
        .bind(frozen.scored.len() as i64)
        .bind(&frozen.summary)
        .bind(json(&frozen.names))
        .bind(json(&frame.base_rate))
        .run(tx)
        .await
        .map(drop)
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers are always JSON")
}

async fn inputs(tx: &mut Tx, frame: &Frame<'_>, frozen: &Frozen) -> Result<(), StoreError> {
    let mut bulk = Bulk::new(
        "scan_input",
        &[
            "scan",
            "delivery",
            "file_hash",
            "name",
            "source",
            "holder",
            "municipality",
            "period_from",
            "period_to",
            "legal_basis",
            "purpose",
            "retention_until",
            "compartment",
            "rows_in",
            "accepted",
            "rejected",
            "linked",
            "matched",
        ],
    );
    for used in &frozen.inputs {
        let row = bulk.row().int(frame.id.0).int(used.id).text(used.hash.as_str()).text(used.name.as_str()).text(used.source.as_str());
        let row = row.text(used.holder.as_str()).municipality(used.municipality).int(used.period.0).int(used.period.1);
        let row = row.text(used.legal_basis.as_str()).text(used.purpose.as_str()).int(used.retention_until).text(used.compartment.code());
        row.int(used.counts.0).int(used.counts.1).int(used.counts.2).int(used.matched.1).int(used.matched.0);
    }
    bulk.finish(tx).await?;
    let mut bulk = Bulk::new("scan_correction", &["scan", "correction"]);
    frame.corrections.iter().for_each(|correction| {
        bulk.row().int(frame.id.0).int(*correction);
    });
    bulk.finish(tx).await.map(drop)
}

/// Whether a place gets a row of its own.
fn is_listed(place: &Scored) -> bool {
    place.points != 0 || place.proposed || !place.uncounted.is_empty()
}

async fn listed(tx: &mut Tx, frame: &Frame<'_>, scored: &[Scored]) -> Result<(), StoreError> {
    let mut places = Bulk::new(
        "scan_place",
        &[
            "scan",
            "ordinal",
            "place",
            "kind",
            "name",
            "municipality",
            "neighbourhood",
            "x",
            "y",
            "points",
            "band",
            "rank_low",
            "rank_high",
            "drawn",
            "proposed",
            "random",
            "chance",
            "codes",
        ],
    );
    let mut reasons = Bulk::new("scan_reason", &["scan", "ordinal", "counted", "uncounted", "unknown"]);
    for (index, place) in scored.iter().enumerate().filter(|(_, place)| is_listed(place)) {
        let ordinal = index as i64 + 1;
        let row = places.row().int(frame.id.0).int(ordinal).text(place.place.as_str()).text(place.kind.as_str()).text(place.name.as_str());
        let row = row.municipality(place.municipality).text(place.neighbourhood.as_deref()).real(place.x).real(place.y);
        let row = row.int(i64::from(place.points)).text(band_code(place.band)).int(i64::from(place.rank.0)).int(i64::from(place.rank.1));
        row.bool(place.drawn).bool(place.proposed).bool(place.random).real(place.chance).int(codes(frame, place));
        let (counted, uncounted, unknown) = (json(&place.counted), json(&place.uncounted), json(&place.unknown));
        reasons.row().int(frame.id.0).int(ordinal).text(counted.as_str()).text(uncounted.as_str()).text(unknown.as_str());
        places.relieve(tx).await?;
        reasons.relieve(tx).await?;
    }
    places.finish(tx).await?;
    reasons.finish(tx).await.map(drop)
}

/// One bit for each entry of the card that counts.
fn codes(frame: &Frame<'_>, place: &Scored) -> i64 {
    let bit = |code: &str| frame.card.card.entries.iter().position(|entry| entry.code == code).map_or(0, |bit| 1_i64 << bit);
    place.counted.iter().fold(0, |bits, counted| bits | bit(&counted.code))
}

/// Places without a row of their own, by id: the first id of each part with the part.
fn packed(scored: &[Scored]) -> Vec<(String, Vec<u8>)> {
    let mut places: Vec<&Scored> = scored.iter().filter(|place| !is_listed(place)).collect();
    places.sort_unstable_by(|a, b| a.place.cmp(&b.place));
    let parts: Vec<&[&Scored]> = places.chunks(PACKED).collect();
    let pack = |part: &[&Scored]| (part[0].place.clone(), pack(&part.iter().map(|place| rest_of(place)).collect::<Vec<_>>()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    parallel::stretches(parts.len(), threads, |range| parts[range].iter().map(|part| pack(part)).collect::<Vec<_>>()).concat()
}

async fn rest(tx: &mut Tx, id: ScanId, packed: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
    let mut bulk = Bulk::new("scan_rest", &["scan", "first", "places"]);
    for (first, places) in packed {
        bulk.row().int(id.0).text(first.as_str()).blob(places.as_slice());
        bulk.relieve(tx).await?;
    }
    bulk.finish(tx).await.map(drop)
}

fn rest_of(place: &Scored) -> Rest {
    Rest {
        place: place.place.clone(),
        kind: place.kind.clone(),
        name: place.name.clone(),
        municipality: place.municipality,
        neighbourhood: place.neighbourhood.clone(),
        x: place.x,
        y: place.y,
        rank: place.rank,
        chance: place.chance,
        unknown: place.unknown.clone(),
    }
}

/// An indicator that counts at fewer places than this is looked up, not walked to.
const RARE: i64 = 5_000;

/// Municipality, neighbourhood, kind, band, proposed, random.
type Group<'a> = (i64, &'a str, &'a str, Band, bool, bool);

fn group(place: &Scored) -> Group<'_> {
    let municipality = place.municipality.map_or(0, |code| i64::from(code.number()));
    let neighbourhood = place.neighbourhood.as_deref().unwrap_or_default();
    (municipality, neighbourhood, place.kind.as_str(), place.band, place.proposed, place.random)
}

/// A group that stands by itself.
type OwnGroup = (i64, String, String, Band, bool, bool);

fn own((municipality, neighbourhood, kind, band, proposed, random): Group<'_>) -> OwnGroup {
    (municipality, neighbourhood.to_owned(), kind.to_owned(), band, proposed, random)
}

/// Places of one group and whether they have a row in the list: how many, and the first and last of them.
struct CountLine {
    group: OwnGroup,
    listed: bool,
    places: i64,
    first: i64,
    last: i64,
}

fn count_lines(scored: &[Scored]) -> Vec<CountLine> {
    let mut groups: HashMap<(Group<'_>, bool), (i64, i64, i64)> = HashMap::new();
    for (index, place) in scored.iter().enumerate() {
        let ordinal = index as i64 + 1;
        let count = groups.entry((group(place), is_listed(place))).or_insert((0, ordinal, ordinal));
        (count.0, count.2) = (count.0 + 1, ordinal);
    }
    let line = |((group, listed), (places, first, last))| CountLine { group: own(group), listed, places, first, last };
    sorted(groups).into_iter().map(line).collect()
}

async fn counts(tx: &mut Tx, frame: &Frame<'_>, lines: &[CountLine]) -> Result<(), StoreError> {
    let mut bulk = Bulk::new(
        "scan_count",
        &["scan", "municipality", "neighbourhood", "kind", "band", "proposed", "random", "listed", "places", "first", "last"],
    );
    for CountLine { group: (municipality, neighbourhood, kind, band, proposed, random), listed, places, first, last } in lines {
        let row = bulk.row().int(frame.id.0).int(*municipality).text(neighbourhood.as_str()).text(kind.as_str()).text(band_code(*band));
        row.bool(*proposed).bool(*random).bool(*listed).int(*places).int(*first).int(*last);
    }
    bulk.finish(tx).await.map(drop)
}

/// So that the same scan is the same bytes.
fn sorted<K: Ord, V>(groups: impl IntoIterator<Item = (K, V)>) -> Vec<(K, V)> {
    let mut list: Vec<(K, V)> = groups.into_iter().collect();
    list.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    list
}

/// Per indicator the places where it counts, by group.
type CodeLines = BTreeMap<String, Vec<(OwnGroup, i64)>>;

fn code_lines(scored: &[Scored]) -> CodeLines {
    let mut codes: BTreeMap<&str, HashMap<Group<'_>, i64>> = BTreeMap::new();
    for place in scored {
        for counted in &place.counted {
            *codes.entry(counted.code.as_str()).or_default().entry(group(place)).or_default() += 1;
        }
    }
    let lines = |groups| sorted(groups).into_iter().map(|(group, places)| (own(group), places)).collect();
    codes.into_iter().map(|(code, groups)| (code.to_owned(), lines(groups))).collect()
}

async fn code_counts(tx: &mut Tx, frame: &Frame<'_>, codes: &CodeLines) -> Result<(), StoreError> {
    let mut bulk =
        Bulk::new("scan_code_count", &["scan", "code", "municipality", "neighbourhood", "kind", "band", "proposed", "random", "places"]);
    for (code, lines) in codes {
        for ((municipality, neighbourhood, kind, band, proposed, random), places) in lines {
            let row = bulk.row().int(frame.id.0).text(code.as_str()).int(*municipality).text(neighbourhood.as_str()).text(kind.as_str());
            row.text(band_code(*band)).bool(*proposed).bool(*random).int(*places);
        }
    }
    bulk.finish(tx).await.map(drop)
}

/// Where indicators count that count at few places.
async fn rare(tx: &mut Tx, frame: &Frame<'_>, codes: &CodeLines, scored: &[Scored]) -> Result<(), StoreError> {
    let mut bulk = Bulk::new("scan_rare", &["scan", "code", "ordinal"]);
    let few = |code: &str| codes[code].iter().map(|(_, places)| places).sum::<i64>() < RARE;
    for (index, place) in scored.iter().enumerate() {
        for counted in place.counted.iter().filter(|counted| few(&counted.code)) {
            bulk.row().int(frame.id.0).text(counted.code.as_str()).int(index as i64 + 1);
        }
    }
    bulk.finish(tx).await.map(drop)
}
