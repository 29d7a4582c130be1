// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The list of places of a scan. Ask for the scan itself first: that checks variant and state; the municipality is checked here.

use erf_base::{MunicipalityCode, Scope};
use erf_store::{Arg, Query, StoreError, Tx, assembled, query, record};

use super::{
    own,
    scans::{Scan, band_code},
};
use crate::{card::Card, life::Choice, model::Band};

record! {
    /// A line of the list.
    #[derive(Debug, Clone)]
    pub struct PlaceLine {
        /// Its place in the order, from 1.
        pub ordinal: i64,
        /// Place.
        pub place: String,
        /// Kind.
        pub kind: String,
        /// Name.
        pub name: String,
        /// Municipality.
        pub municipality: Option<MunicipalityCode>,
        /// Neighbourhood code.
        pub neighbourhood: Option<String>,
        /// Metres east.
        pub x: f64,
        /// Metres north.
        pub y: f64,
        /// Points.
        pub points: i64,
        /// `A` to `D`.
        pub band: String,
        /// Best place in the order.
        pub rank_low: i64,
        /// Worst place in the order.
        pub rank_high: i64,
        /// Whether its band was drawn among equals.
        pub drawn: bool,
        /// Proposed for a visit.
        pub proposed: bool,
        /// Drawn at random.
        pub random: bool,
        /// The chance of being drawn at random.
        pub chance: f64,
        /// Entries of the card that count, one bit each; see [`PlaceLine::reasons`].
        pub codes: i64,
        /// What a person decided: `bezoeken`, `niet` or `meer_informatie`.
        pub decision: Option<String>,
        /// Whether an objection pauses the proposal.
        pub paused: bool,
    }
}

impl PlaceLine {
    /// The indicators that count with their points, most points first, then by code; they sum to the points.
    pub fn reasons<'c>(&self, card: &'c Card) -> Vec<(&'c str, i32)> {
        let counted = card.entries.iter().enumerate().filter(|(bit, _)| self.codes >> bit & 1 == 1);
        let mut reasons: Vec<(&str, i32)> = counted.map(|(_, entry)| (entry.code.as_str(), entry.points)).collect();
        reasons.sort_by(|(code, points), (other, more)| more.cmp(points).then(code.cmp(other)));
        reasons
    }
}

/// Which places to show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Only in this municipality.
    pub municipality: Option<MunicipalityCode>,
    /// Only in this neighbourhood.
    pub neighbourhood: Option<String>,
    /// Only in this band.
    pub band: Option<Band>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only those proposed.
    pub proposed: bool,
    /// Only those drawn at random.
    pub random: bool,
    /// Only where this entry of the card counts.
    pub code: Option<String>,
    /// Only with this decision.
    pub decision: Option<Decided>,
    /// Only whose name begins with this.
    pub text: Option<String>,
}

/// Which decisions to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// Proposed, and nobody decided yet.
    Open,
    /// Decided so.
    As(Choice),
    /// Paused by an objection.
    Paused,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The order of the scan: most points first.
    #[default]
    Order,
    /// Last of the order first.
    OrderReversed,
    /// By name.
    Name,
    /// By name, from the end.
    NameReversed,
}

impl Sort {
    /// Few places are sorted when they are found; many are walked in the order of an index. An expression keeps the engine from
    /// walking an index where it should sort.
    fn sql(self, few: bool) -> &'static str {
        match (self, few) {
            (Self::Order, false) => "p.ordinal",
            (Self::Order, true) => "p.ordinal + 0",
            (Self::OrderReversed, false) => "p.ordinal DESC",
            (Self::OrderReversed, true) => "p.ordinal + 0 DESC",
            (Self::Name, false) => "p.name, p.ordinal",
            (Self::Name, true) => "p.name || '', p.ordinal",
            (Self::NameReversed, false) => "p.name DESC, p.ordinal DESC",
            (Self::NameReversed, true) => "p.name || '' DESC, p.ordinal DESC",
        }
    }

    fn is_by_name(self) -> bool {
        matches!(self, Self::Name | Self::NameReversed)
    }
}

/// Fewer places than this are sorted; more are walked in the order of an index.
const FEW: i64 = 10_000;

/// What is known of a filter before looking for places.
#[derive(Default)]
struct Known {
    /// The first and last place in the order of the band.
    band: Option<(i64, i64)>,
    /// Whether the indicator counts at few places.
    rare: bool,
}

impl Known {
    async fn of(tx: &mut Tx, scan: &Scan, filter: &Filter) -> Result<Self, StoreError> {
        let mut known = Self::default();
        if let Some(band) = filter.band {
            let sql = "SELECT MIN(first), MAX(last) FROM scan_count WHERE scan = $1 AND band = $2 AND listed";
            let ends: (Option<i64>, Option<i64>) = query(sql).bind(scan.id).bind(band_code(band)).one(tx).await?;
            known.band = Some(ends.0.zip(ends.1).unwrap_or((1, 0)));
        }
        if let Some(code) = &filter.code {
            let found: Option<(i64,)> =
                query("SELECT ordinal FROM scan_rare WHERE scan = $1 AND code = $2 LIMIT 1").bind(scan.id).bind(code).maybe(tx).await?;
            known.rare = found.is_some();
        }
        Ok(known)
    }

    fn few(&self, filter: &Filter) -> bool {
        let small_band = self.band.is_some_and(|(first, last)| last - first < FEW);
        small_band || self.rare || filter.proposed || filter.random || filter.decision.is_some() || filter.neighbourhood.is_some()
    }
}

const LINE: &str = "SELECT p.ordinal, p.place, p.kind, p.name, p.municipality, p.neighbourhood, p.x, p.y, p.points, p.band, p.rank_low, p.rank_high, \
    p.drawn, p.proposed, p.random, p.chance, p.codes, \
    (SELECT d.choice FROM decision d WHERE d.scan = p.scan AND d.place = p.place AND d.is_current) AS decision, \
    EXISTS (SELECT 1 FROM objection o JOIN scan s ON s.id = p.scan AND s.variant = o.variant WHERE o.place = p.place AND o.lifted_at IS NULL) \
    AS paused FROM scan_place p";

/// One page of the list: at most `part.1` lines after skipping `part.0`.
pub async fn list(
    tx: &mut Tx,
    scope: &Scope,
    scan: &Scan,
    card: &Card,
    filter: &Filter,
    sort: Sort,
    part: (i64, i64),
) -> Result<Vec<PlaceLine>, StoreError> {
    let known = Known::of(tx, scan, filter).await?;
    let few = known.few(filter);
    let mut wanted = Wanted::of(scope, scan, card, filter, &known);
    if let Some((first, last)) = known.band.filter(|_| few || !sort.is_by_name()) {
        // Bands follow the order: no need to walk through the others.
        wanted.and("p.ordinal >= $n", first);
        wanted.and("p.ordinal <= $n", last);
    }
    let (limit, offset) = (wanted.args.len() + 1, wanted.args.len() + 2);
    // What people said of a place is looked up for the lines of this page only.
    let page =
        format!("SELECT p.ordinal FROM scan_place p WHERE {} ORDER BY {} LIMIT ${limit} OFFSET ${offset}", wanted.sql, sort.sql(few));
    let sql = format!("{LINE} WHERE p.scan = $1 AND p.ordinal IN ({page}) ORDER BY {}", sort.sql(true));
    wanted.bound(sql).bind(part.1).bind(part.0).all(tx).await
}

/// How many lines fit.
pub async fn count(tx: &mut Tx, scope: &Scope, scan: &Scan, card: &Card, filter: &Filter) -> Result<i64, StoreError> {
    if filter.decision.is_none() && filter.text.is_none() {
        return counted_before(tx, scope, scan, filter).await;
    }
    let known = Known::of(tx, scan, filter).await?;
    let wanted = Wanted::of(scope, scan, card, filter, &known);
    let sql = format!("SELECT COUNT(*) FROM scan_place p WHERE {}", wanted.sql);
    wanted.bound(sql).scalar(tx).await
}

/// The totals answer most counts without touching a place.
async fn counted_before(tx: &mut Tx, scope: &Scope, scan: &Scan, filter: &Filter) -> Result<i64, StoreError> {
    let table = if filter.code.is_some() { "scan_code_count WHERE code = $9" } else { "scan_count WHERE listed AND $9 = ''" };
    let sql = format!(
        "SELECT CAST(COALESCE(SUM(places), 0) AS bigint) FROM {table} AND scan = $1 AND ($2 = 0 OR municipality = $2) \
         AND ($3 = 0 OR municipality = $3) AND ($4 = '' OR band = $4) AND (NOT $5 OR proposed) AND (NOT $6 OR (proposed AND random)) \
         AND ($7 = '' OR kind = $7) AND ($8 = '' OR neighbourhood = $8)"
    );
    assembled(sql)
        .bind(scan.id)
        .bind(own(scope))
        .bind(filter.municipality.map_or(0, |code| i64::from(code.number())))
        .bind(filter.band.map_or("", band_code))
        .bind(filter.proposed)
        .bind(filter.random)
        .bind(filter.kind.clone().unwrap_or_default())
        .bind(filter.neighbourhood.clone().unwrap_or_default())
        .bind(filter.code.clone().unwrap_or_default())
        .scalar(tx)
        .await
}

/// Conditions with their arguments; nothing typed by a person is in the text.
struct Wanted {
    sql: String,
    args: Vec<Arg>,
}

impl Wanted {
    fn of(scope: &Scope, scan: &Scan, card: &Card, filter: &Filter, known: &Known) -> Self {
        let mut wanted = Self { sql: "p.scan = $1".to_owned(), args: vec![scan.id.into()] };
        if let Some(code) = scope.municipality() {
            wanted.and("p.municipality = $n", code);
        }
        if let Some(code) = filter.municipality {
            wanted.and("p.municipality = $n", code);
        }
        if let Some(code) = &filter.neighbourhood {
            wanted.and("p.neighbourhood = $n", code);
        }
        if let Some(band) = filter.band {
            wanted.and("p.band = $n", band_code(band));
        }
        if let Some(kind) = &filter.kind {
            wanted.and("p.kind = $n", kind);
        }
        wanted.and_said(filter.proposed, "p.proposed");
        wanted.and_said(filter.random, "p.proposed AND p.random");
        if let Some(code) = &filter.code {
            let bit = card.entries.iter().position(|entry| entry.code == *code);
            wanted.and("(p.codes & $n) <> 0", bit.map_or(0, |bit| 1_i64 << bit));
            if known.rare {
                wanted.and("p.ordinal IN (SELECT r.ordinal FROM scan_rare r WHERE r.scan = $1 AND r.code = $n)", code);
            }
        }
        wanted.decided(filter.decision);
        if let Some(text) = &filter.text {
            wanted.and("p.name >= $n", text);
            wanted.and("p.name < $n", format!("{text}\u{10ffff}"));
        }
        wanted
    }

    fn decided(&mut self, decision: Option<Decided>) {
        match decision {
            None => {}
            Some(Decided::Open) => {
                let current = "SELECT 1 FROM decision d WHERE d.scan = p.scan AND d.place = p.place AND d.is_current";
                self.and_said(true, &format!("p.proposed AND NOT EXISTS ({current})"));
            }
            Some(Decided::As(choice)) => {
                let decided = "SELECT d.place FROM decision d WHERE d.scan = $1 AND d.is_current AND d.choice = $n";
                self.and(&format!("p.place IN ({decided})"), choice.code());
            }
            Some(Decided::Paused) => {
                let open = "SELECT o.place FROM objection o JOIN scan s ON s.id = $1 AND s.variant = o.variant WHERE o.lifted_at IS NULL";
                self.and_said(true, &format!("p.place IN ({open})"));
            }
        }
    }

    fn and(&mut self, condition: &str, arg: impl Into<Arg>) {
        self.args.push(arg.into());
        let condition = condition.replace("$n", &format!("${}", self.args.len()));
        self.and_said(true, &condition);
    }

    fn and_said(&mut self, wanted: bool, condition: &str) {
        if wanted {
            self.sql.push_str(" AND ");
            self.sql.push_str(condition);
        }
    }

    fn bound(self, sql: String) -> Query {
        self.args.into_iter().fold(assembled(sql), Query::bind)
    }
}

/// Lines by their place in the order, within the scope: for places that a what-if moves.
pub async fn at_ordinals(tx: &mut Tx, scope: &Scope, scan: &Scan, ordinals: &[i64]) -> Result<Vec<PlaceLine>, StoreError> {
    let sql = format!("{LINE} WHERE p.scan = $1 AND ($2 = 0 OR p.municipality = $2) AND p.ordinal IN ($3) ORDER BY p.ordinal");
    assembled(sql).bind(scan.id).bind(own(scope)).bind_list(ordinals.iter().copied()).all(tx).await
}

/// One line, when the place has one and lies within the scope.
pub async fn line(tx: &mut Tx, scope: &Scope, scan: &Scan, place: &str) -> Result<Option<PlaceLine>, StoreError> {
    let sql = format!("{LINE} WHERE p.scan = $1 AND ($2 = 0 OR p.municipality = $2) AND p.place = $3");
    assembled(sql).bind(scan.id).bind(own(scope)).bind(place).maybe(tx).await
}

record! {
    /// A place beside another in the order.
    #[derive(Debug, Clone)]
    pub struct Neighbour {
        /// Its place in the order.
        pub ordinal: i64,
        /// Place.
        pub place: String,
        /// Name.
        pub name: String,
        /// Points.
        pub points: i64,
        /// Band.
        pub band: String,
    }
}

/// The places before and after in the order, within the scope.
pub async fn neighbours(
    tx: &mut Tx,
    scope: &Scope,
    scan: &Scan,
    ordinal: i64,
) -> Result<(Option<Neighbour>, Option<Neighbour>), StoreError> {
    let one = "SELECT ordinal, place, name, points, band FROM scan_place WHERE scan = $1 AND ($2 = 0 OR municipality = $2) AND ordinal";
    let side = |rest: &str| assembled(format!("{one} {rest} LIMIT 1")).bind(scan.id).bind(own(scope)).bind(ordinal);
    let before = side("< $3 ORDER BY ordinal DESC").maybe(tx).await?;
    Ok((before, side("> $3 ORDER BY ordinal").maybe(tx).await?))
}

/// All places of the list within the scope, for the map: (east, north, band, proposed, random, place), best first.
pub async fn points(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Vec<(f64, f64, String, bool, bool, String)>, StoreError> {
    let sql =
        "SELECT x, y, band, proposed, random, place FROM scan_place WHERE scan = $1 AND ($2 = 0 OR municipality = $2) ORDER BY ordinal";
    query(sql).bind(scan.id).bind(own(scope)).all(tx).await
}
