// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Everything a scan says of one place, down to the rows of the files.

use std::{collections::BTreeMap, io::Read};

use erf_base::{Compartment, MunicipalityCode, Scope};
use erf_store::{StoreError, Tx, query, record};
use serde::{Deserialize, Serialize};

use super::{
    cards::{self, KeptCard},
    corrections::{self, Correction},
    decisions::{self, Decision, Objection, Visit},
    own,
    places::{self, Neighbour, PlaceLine},
    scans::{Scan, band_of},
};
use crate::{
    indicator::{Finding, RowRef},
    model::{Band, Counted, Scored},
};

/// A place with everything a scan and people said of it.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// What the scan says: points, parts, what did not count, what is unknown.
    pub scored: Scored,
    /// Its place in the order, from 1; `None` for places without points that are not proposed, which have no order.
    pub ordinal: Option<i64>,
    /// The card that was used.
    pub card: KeptCard,
    /// The rows its parts rest on, by delivery and row.
    pub rows: BTreeMap<RowRef, RowLine>,
    /// The deliveries its parts rest on where no single row says so, and those of the rows.
    pub sources: BTreeMap<i64, SourceLine>,
    /// Decisions, oldest first.
    pub decisions: Vec<Decision>,
    /// Corrections, oldest first.
    pub corrections: Vec<Correction>,
    /// Objections, oldest first.
    pub objections: Vec<Objection>,
    /// What a visit found.
    pub visit: Option<Visit>,
    /// The places before and after it in the order, within the scope.
    pub around: (Option<Neighbour>, Option<Neighbour>),
}

impl Dossier {
    /// The decision that holds.
    pub fn decision(&self) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.is_current)
    }

    /// The objection that holds.
    pub fn paused(&self) -> Option<&Objection> {
        self.objections.iter().find(|objection| objection.lifted_at.is_none())
    }

    /// The day a finding speaks of; when it has none of its own, the last day of the deliveries it rests on.
    pub fn day_of(&self, finding: &Finding) -> Option<i64> {
        let ground = finding.ground.iter().filter_map(|delivery| self.sources.get(delivery));
        finding.date.or_else(|| ground.filter_map(|line| line.period_to).max())
    }

    /// The number of the last decision, taken back or not: goes into the form, so that a second click is seen.
    pub fn turn(&self) -> i64 {
        self.decisions.last().map_or(0, |decision| decision.turn)
    }
}

record! {
    /// A row of a file.
    #[derive(Debug, Clone)]
    pub struct RowLine {
        /// The delivery.
        pub delivery: i64,
        /// The row in it.
        pub seq: i64,
        /// Sheet or inner file.
        pub sheet: String,
        /// Row in the sheet, as a spreadsheet counts.
        pub row_number: i64,
        /// What one row is about.
        pub kind: String,
        /// The day it speaks of.
        pub event_date: Option<i64>,
        /// `zeker` or `bevestigd`.
        pub decision: String,
        /// How sure the match is.
        pub probability: f64,
        /// Why it was matched, as JSON.
        pub evidence: String,
        /// Code of the source.
        pub source: String,
        /// Name of the delivery.
        pub name: String,
        /// Name of the file.
        pub file_name: String,
        /// Who sent it.
        pub holder: String,
        /// Why it may be used.
        pub purpose: String,
        /// The law that allows it.
        pub legal_basis: String,
        /// Last day the delivery speaks of.
        pub period_to: Option<i64>,
    }
}

record! {
    /// A delivery that says something.
    #[derive(Debug, Clone)]
    pub struct SourceLine {
        /// The delivery.
        pub delivery: i64,
        /// Code of the source.
        pub source: String,
        /// Name.
        pub name: String,
        /// Who sent it.
        pub holder: String,
        /// Last day it speaks of.
        pub period_to: Option<i64>,
        /// Under which regime.
        pub compartment: Compartment,
    }
}

/// The dossier of a place within the scope. Ask for the scan itself first. `None` when the scan holds no such place, or no place
/// any more.
pub async fn of_place(tx: &mut Tx, scope: &Scope, scan: &Scan, place: &str) -> Result<Option<Dossier>, StoreError> {
    let Some(card) = cards::lookup(tx, scope, scan.card).await? else { return Ok(None) };
    let (scored, ordinal, around) = match places::line(tx, scope, scan, place).await? {
        Some(line) => {
            let around = places::neighbours(tx, scope, scan, line.ordinal).await?;
            let ordinal = line.ordinal;
            (scored(tx, scan, line).await?, Some(ordinal), around)
        }
        None => match rest(tx, scope, scan, place).await? {
            Some(scored) => (scored, None, (None, None)),
            None => return Ok(None),
        },
    };
    let found: Vec<&Counted> = scored.counted.iter().chain(scored.uncounted.iter().map(|(counted, _)| counted)).collect();
    let wanted: Vec<RowRef> = found.iter().flat_map(|counted| counted.finding.rows.iter().copied()).collect();
    let rows = rows(tx, scope, &wanted).await?;
    let named = found.iter().flat_map(|counted| counted.finding.ground.iter().copied()).chain(wanted.iter().map(|row| row.delivery));
    let sources = sources(tx, scope, scan, named.collect()).await?;
    Ok(Some(Dossier {
        ordinal,
        card,
        rows,
        sources,
        decisions: decisions::of_place(tx, scan, place).await?,
        corrections: corrections::of_place(tx, scope, place).await?,
        objections: decisions::objections(tx, scan, place).await?,
        visit: decisions::visit(tx, scan, place).await?,
        around,
        scored,
    }))
}

/// A line with its parts.
async fn scored(tx: &mut Tx, scan: &Scan, line: PlaceLine) -> Result<Scored, StoreError> {
    let parts: (String, String, String) = query("SELECT counted, uncounted, unknown FROM scan_reason WHERE scan = $1 AND ordinal = $2")
        .bind(scan.id)
        .bind(line.ordinal)
        .one(tx)
        .await?;
    Ok(assemble(line, &parts.0, &parts.1, &parts.2))
}

pub(crate) fn assemble(line: PlaceLine, counted: &str, uncounted: &str, unknown: &str) -> Scored {
    Scored {
        place: line.place,
        kind: line.kind,
        name: line.name,
        municipality: line.municipality,
        neighbourhood: line.neighbourhood,
        x: line.x,
        y: line.y,
        points: line.points as i32,
        counted: serde_json::from_str(counted).unwrap_or_default(),
        uncounted: serde_json::from_str(uncounted).unwrap_or_default(),
        unknown: serde_json::from_str(unknown).unwrap_or_default(),
        band: band_of(&line.band),
        rank: (line.rank_low as u32, line.rank_high as u32),
        drawn: line.drawn,
        proposed: line.proposed,
        random: line.random,
        chance: line.chance,
    }
}

/// What a recipient may get of the list within the scope, best first: places with points and those proposed, without those whose
/// owner objected and those that a person decided not to visit.
pub async fn leaving(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Vec<Scored>, StoreError> {
    let mut places = every(tx, scope, scan, true).await?;
    places.retain(|place| place.points > 0 || place.proposed);
    Ok(places)
}

/// Everything the list holds within the scope, best first. Places that go to no recipient are left out when `leave_kept_back`.
pub async fn every(tx: &mut Tx, scope: &Scope, scan: &Scan, leave_kept_back: bool) -> Result<Vec<Scored>, StoreError> {
    let mut all = Vec::new();
    query(
        "SELECT p.ordinal, p.place, p.kind, p.name, p.municipality, p.neighbourhood, p.x, p.y, p.points, p.band, p.rank_low, p.rank_high, \
         p.drawn, p.proposed, p.random, p.chance, p.codes, r.counted, r.uncounted, r.unknown \
         FROM scan_place p JOIN scan_reason r ON r.scan = p.scan AND r.ordinal = p.ordinal \
         WHERE p.scan = $1 AND ($2 = 0 OR p.municipality = $2) AND (NOT $3 OR NOT EXISTS \
         (SELECT 1 FROM objection o JOIN scan s ON s.id = p.scan AND s.variant = o.variant WHERE o.place = p.place AND o.lifted_at IS NULL) \
         AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.scan = p.scan AND d.place = p.place AND d.is_current AND d.choice = 'niet')) \
         ORDER BY p.ordinal",
    )
    .bind(scan.id)
    .bind(own(scope))
    .bind(leave_kept_back)
    .each(tx, |row| {
        let line = PlaceLine {
            ordinal: row.get(0)?,
            place: row.get(1)?,
            kind: row.get(2)?,
            name: row.get(3)?,
            municipality: row.get(4)?,
            neighbourhood: row.get(5)?,
            x: row.get(6)?,
            y: row.get(7)?,
            points: row.get(8)?,
            band: row.get(9)?,
            rank_low: row.get(10)?,
            rank_high: row.get(11)?,
            drawn: row.get(12)?,
            proposed: row.get(13)?,
            random: row.get(14)?,
            chance: row.get(15)?,
            codes: row.get(16)?,
            decision: None,
            paused: false,
        };
        all.push(assemble(line, row.text(17)?, row.text(18)?, row.text(19)?));
        Ok(())
    })
    .await?;
    Ok(all)
}

/// A place without points, not proposed, of which nothing was found: kept packed, many together.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Rest {
    pub place: String,
    pub kind: String,
    pub name: String,
    pub municipality: Option<MunicipalityCode>,
    pub neighbourhood: Option<String>,
    pub x: f64,
    pub y: f64,
    pub rank: (u32, u32),
    pub chance: f64,
    pub unknown: Vec<(String, String)>,
}

impl Rest {
    pub(crate) fn scored(self) -> Scored {
        Scored {
            place: self.place,
            kind: self.kind,
            name: self.name,
            municipality: self.municipality,
            neighbourhood: self.neighbourhood,
            x: self.x,
            y: self.y,
            points: 0,
            counted: Vec::new(),
            uncounted: Vec::new(),
            unknown: self.unknown,
            band: Band::D,
            rank: self.rank,
            drawn: false,
            proposed: false,
            random: false,
            chance: self.chance,
        }
    }
}

pub(crate) async fn rest(tx: &mut Tx, scope: &Scope, scan: &Scan, place: &str) -> Result<Option<Scored>, StoreError> {
    let packed: Option<(Vec<u8>,)> = query("SELECT places FROM scan_rest WHERE scan = $1 AND first <= $2 ORDER BY first DESC LIMIT 1")
        .bind(scan.id)
        .bind(place)
        .maybe(tx)
        .await?;
    let Some((packed,)) = packed else { return Ok(None) };
    let found = unpack(&packed).into_iter().find(|rest| rest.place == place);
    let visible = |rest: &Rest| scope.municipality().is_none_or(|own| rest.municipality == Some(own));
    Ok(found.filter(visible).map(Rest::scored))
}

/// Places packed together; what cannot be read is nothing.
pub(crate) fn unpack(bytes: &[u8]) -> Vec<Rest> {
    let mut text = Vec::new();
    let read = flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut text);
    read.ok().and_then(|_| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

/// Packs places together.
pub(crate) fn pack(places: &[Rest]) -> Vec<u8> {
    use std::io::Write;
    let text = serde_json::to_vec(places).expect("texts and numbers are always JSON");
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(&text).and_then(|()| packer.finish()).expect("a vector takes every byte")
}

async fn rows(tx: &mut Tx, scope: &Scope, wanted: &[RowRef]) -> Result<BTreeMap<RowRef, RowLine>, StoreError> {
    let mut lines = BTreeMap::new();
    for row in wanted {
        let found: Option<RowLine> = query(
            "SELECT r.delivery, r.seq, r.sheet, r.row_number, r.kind, r.event_date, l.decision, l.probability, l.evidence, \
             d.source, d.name, d.file_name, d.holder, d.purpose, d.legal_basis, d.period_to \
             FROM source_row r JOIN link l ON l.delivery = r.delivery AND l.seq = r.seq JOIN delivery d ON d.id = r.delivery \
             WHERE r.delivery = $1 AND r.seq = $2 AND d.state = 'vrijgegeven' AND (l.compartment <> 'convenant' OR $3)",
        )
        .bind(row.delivery)
        .bind(row.seq)
        .bind(scope.admits_covenant())
        .maybe(tx)
        .await?;
        if let Some(line) = found {
            lines.insert(*row, line);
        }
    }
    Ok(lines)
}

async fn sources(tx: &mut Tx, scope: &Scope, scan: &Scan, wanted: Vec<i64>) -> Result<BTreeMap<i64, SourceLine>, StoreError> {
    let found: Vec<SourceLine> = query(
        "SELECT delivery, source, name, holder, period_to, compartment FROM scan_input \
         WHERE scan = $1 AND delivery IN ($2) AND (compartment <> 'convenant' OR $3) ORDER BY delivery",
    )
    .bind(scan.id)
    .bind_list(wanted)
    .bind(scope.admits_covenant())
    .all(tx)
    .await?;
    Ok(found.into_iter().map(|line| (line.delivery, line)).collect())
}

/// Every place in scope of the scan, within the scope of the reader: those of the list best first, then the others by id.
pub(crate) async fn whole(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Vec<Scored>, StoreError> {
    let mut all = every(tx, scope, scan, false).await?;
    let mut rest = Vec::new();
    query("SELECT places FROM scan_rest WHERE scan = $1 ORDER BY first")
        .bind(scan.id)
        .each(tx, |row| {
            rest.extend(unpack(row.blob(0)?));
            Ok(())
        })
        .await?;
    let visible = |rest: &Rest| scope.municipality().is_none_or(|own| rest.municipality == Some(own));
    all.extend(rest.into_iter().filter(visible).map(Rest::scored));
    Ok(all)
}

record! {
    /// Where a letter goes.
    #[derive(Debug, Clone)]
    pub struct Postal {
        /// Street.
        pub street: String,
        /// House number.
        pub number: i64,
        /// House letter.
        pub letter: Option<String>,
        /// Addition.
        pub suffix: Option<String>,
        /// Postcode.
        pub postcode: Option<String>,
        /// Town.
        pub town: String,
    }
}

/// The first main address of a place. Ask for the dossier first: that checks the scope.
pub async fn postal(tx: &mut Tx, place: &str) -> Result<Option<Postal>, StoreError> {
    query("SELECT street, number, letter, suffix, postcode, town FROM address WHERE place = $1 ORDER BY side, street, number, letter, suffix, id LIMIT 1")
        .bind(place)
        .maybe(tx)
        .await
}
