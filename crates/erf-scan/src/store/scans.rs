// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Scans, their steps and totals.

use std::collections::BTreeMap;

use erf_base::{At, Ctx, Scope};
use erf_store::{StoreError, Tx, query, record};

use super::own;
use crate::{
    card::Variant,
    life::{ScanId, State},
    model::{Band, Order},
    summary::{BaseRate, Summary},
};

record! {
    /// A scan as it stands.
    #[derive(Debug, Clone)]
    pub struct Scan {
        /// Number.
        pub id: i64,
        /// Name.
        pub name: String,
        /// `regio`, a municipality, a district or `vlak`.
        pub area: String,
        /// What the area is called.
        pub area_name: String,
        /// `gemeentelijk` or `convenant`.
        pub variant: String,
        /// The recorded legal ground.
        pub ground: Option<String>,
        /// The day it speaks of (20261001).
        pub date: i64,
        /// How many places can be visited.
        pub capacity: i64,
        /// Share of the proposal that is drawn at random.
        pub random_share: f64,
        /// Seed of every draw.
        pub seed: String,
        /// What was asked, as JSON.
        pub orders: String,
        /// The card.
        pub card: i64,
        /// Its hash.
        pub card_hash: String,
        /// Its version.
        pub card_version: i64,
        /// State.
        pub state: String,
        /// Since when.
        pub state_at: At,
        /// Who made it.
        pub author: String,
        /// When.
        pub at: At,
        /// Who approved it.
        pub approved_by: Option<String>,
        /// When.
        pub approved_at: Option<At>,
        /// Last day it may be used (20261001).
        pub expires: i64,
        /// Why it expired: `termijn` or `levering`.
        pub ended: Option<String>,
        /// Hash over what it was made of.
        pub input_hash: String,
        /// Hash over what came out.
        pub result_hash: String,
        /// How many places it is about.
        pub places: i64,
        /// What earlier visits found when it was made, as JSON.
        pub base_rate: String,
    }
}

/// Of a scan of fewer places nothing is told to whoever may see no places: totals would tell of each of them.
pub(crate) const FEWEST_PUBLIC: i64 = 10;

impl Scan {
    /// Whether somebody may know of all of it: the totals of an area that is more than the own municipality are not for whoever
    /// works there.
    pub fn is_whole_for(&self, scope: &Scope) -> bool {
        scope.municipality().is_none_or(|own| self.area == own.to_string())
    }

    /// Whether its totals may be told to whoever may see no places.
    pub fn is_public(&self) -> bool {
        self.approved_at.is_some() && self.places >= FEWEST_PUBLIC
    }

    /// The number as a type of its own.
    pub fn number(&self) -> ScanId {
        ScanId(self.id)
    }

    /// The state; a word we do not know counts as expired, which shows nothing.
    pub fn state(&self) -> State {
        self.state.parse().unwrap_or(State::Expired)
    }

    /// Variant; a word we do not know counts as the stricter one.
    pub fn variant(&self) -> Variant {
        if self.variant == MUNICIPAL { Variant::Municipal } else { Variant::Covenant }
    }

    /// What was asked.
    pub fn order(&self) -> Option<Order> {
        serde_json::from_str(&self.orders).ok()
    }

    /// What earlier visits found when it was made.
    pub fn base_rate(&self) -> Option<BaseRate> {
        serde_json::from_str(&self.base_rate).unwrap_or_default()
    }
}

/// The word of the municipal variant in the database.
pub(crate) const MUNICIPAL: &str = "gemeentelijk";
/// The word of the covenant variant in the database.
pub(crate) const COVENANT: &str = "convenant";

/// The word of a variant in the database.
pub(crate) fn variant_code(variant: Variant) -> &'static str {
    match variant {
        Variant::Municipal => MUNICIPAL,
        Variant::Covenant => COVENANT,
    }
}

const COLUMNS: &str = "id, name, area, area_name, variant, ground, date, capacity, random_share, seed, orders, card, card_hash, card_version, \
    state, state_at, author, at, approved_by, approved_at, expires, ended, input_hash, result_hash, places, base_rate";

/// Which scans a scope may know of: `$1` is whether covenant scans are among them, `$2` the own municipality or 0. Somebody
/// of one municipality meets a scan from its approval on, when it holds places there.
const VISIBLE: &str = "(variant = 'gemeentelijk' OR $1) AND ($2 = 0 OR (state IN ('vastgesteld', 'gedeeld', 'vervallen') AND approved_at IS NOT NULL \
    AND EXISTS (SELECT 1 FROM scan_count c WHERE c.scan = scan.id AND c.municipality = $2)))";

/// The scans somebody may know of, newest first.
pub async fn list(tx: &mut Tx, scope: &Scope) -> Result<Vec<Scan>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM scan WHERE {VISIBLE} ORDER BY at DESC, id");
    erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own(scope)).all(tx).await
}

/// One scan somebody may know of.
pub async fn lookup(tx: &mut Tx, scope: &Scope, id: ScanId) -> Result<Option<Scan>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM scan WHERE {VISIBLE} AND id = $3");
    erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own(scope)).bind(id.0).maybe(tx).await
}

/// Totals of the whole area; `None` for whoever may see a part of it. Ask for the scan itself first.
pub async fn totals_of_area(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Option<Summary>, StoreError> {
    match scan.is_whole_for(scope) {
        true => whole_summary(tx, scan).await,
        false => Ok(None),
    }
}

/// Names by code of the neighbourhoods and municipalities a scan speaks of.
pub async fn area_names(tx: &mut Tx, scan: &Scan) -> Result<BTreeMap<String, String>, StoreError> {
    let (text,): (String,) = query("SELECT area_names FROM scan WHERE id = $1").bind(scan.id).one(tx).await?;
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// The totals of the whole area, whoever asks: only to count again what is theirs, see `report_data`.
pub(crate) async fn whole_summary(tx: &mut Tx, scan: &Scan) -> Result<Option<Summary>, StoreError> {
    let text: Option<(String,)> = query("SELECT summary FROM scan WHERE id = $1").bind(scan.id).maybe(tx).await?;
    Ok(text.and_then(|(text,)| serde_json::from_str(&text).ok()))
}

/// Scans of which totals may be told: the public figures of a scan that is still a draft are not public yet.
pub async fn approved(tx: &mut Tx, scope: &Scope) -> Result<Vec<Scan>, StoreError> {
    let mut scans = list(tx, scope).await?;
    scans.retain(Scan::is_public);
    Ok(scans)
}

/// The scan of the same area and variant that was approved or made before this one, to compare with.
pub async fn previous(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Option<Scan>, StoreError> {
    let shape = |scan: &Scan| scan.order().and_then(|order| order.shape);
    let drawn = shape(scan);
    let same = |other: &Scan| {
        other.area == scan.area && other.variant == scan.variant && other.area_name == scan.area_name && shape(other) == drawn
    };
    let before = |other: &Scan| (other.at, other.id) < (scan.at, scan.id);
    Ok(list(tx, scope).await?.into_iter().find(|other| same(other) && before(other)))
}

record! {
    /// A line of the history of a scan.
    #[derive(Debug, Clone)]
    pub struct Step {
        /// When.
        pub at: At,
        /// Who.
        pub actor: String,
        /// To which state.
        pub state: String,
        /// Why.
        pub reason: String,
    }
}

/// The history of a scan. Ask for the scan itself first: that checks the scope.
pub async fn steps(tx: &mut Tx, scan: &Scan) -> Result<Vec<Step>, StoreError> {
    query("SELECT at, actor, state, reason FROM scan_step WHERE scan = $1 ORDER BY seq").bind(scan.id).all(tx).await
}

record! {
    /// A time the scan was computed again.
    #[derive(Debug, Clone)]
    pub struct Rerun {
        /// When.
        pub at: At,
        /// Who.
        pub actor: String,
        /// `gelijk`, `ontbreekt`, `gewijzigd` or `anders`.
        pub outcome: String,
        /// What is gone or different, in Dutch.
        pub detail: String,
    }
}

/// The times a scan was computed again. Ask for the scan itself first: that checks the scope.
pub async fn reruns(tx: &mut Tx, scan: &Scan) -> Result<Vec<Rerun>, StoreError> {
    query("SELECT at, actor, outcome, detail FROM scan_rerun WHERE scan = $1 ORDER BY seq").bind(scan.id).all(tx).await
}

/// Notes that a scan was computed again.
pub(crate) async fn add_rerun(tx: &mut Tx, ctx: &Ctx, id: ScanId, outcome: &str, detail: &str) -> Result<(), StoreError> {
    query(
        "INSERT INTO scan_rerun (scan, seq, at, actor, outcome, detail) \
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5 FROM scan_rerun WHERE scan = $1",
    )
    .bind(id.0)
    .bind(ctx.now())
    .bind(&ctx.actor.id)
    .bind(outcome)
    .bind(detail)
    .run(tx)
    .await
    .map(drop)
}

/// Sets the state and adds a line to the history; false when the state was no longer `from`.
pub(crate) async fn set_state(tx: &mut Tx, ctx: &Ctx, id: ScanId, from: State, to: State, reason: &str) -> Result<bool, StoreError> {
    let changed = query("UPDATE scan SET state = $3, state_at = $4 WHERE id = $1 AND state = $2")
        .bind(id.0)
        .bind(from.code())
        .bind(to.code())
        .bind(ctx.now())
        .run(tx)
        .await?;
    if changed == 1 {
        add_step(tx, ctx, id, to, reason).await?;
    }
    Ok(changed == 1)
}

/// Adds a line to the history.
pub(crate) async fn add_step(tx: &mut Tx, ctx: &Ctx, id: ScanId, state: State, reason: &str) -> Result<(), StoreError> {
    query(
        "INSERT INTO scan_step (scan, seq, at, actor, state, reason) \
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5 FROM scan_step WHERE scan = $1",
    )
    .bind(id.0)
    .bind(ctx.now())
    .bind(&ctx.actor.id)
    .bind(state.code())
    .bind(reason)
    .run(tx)
    .await
    .map(drop)
}

/// Writes down who approved, and until when the scan may be used.
pub(crate) async fn set_approval(tx: &mut Tx, ctx: &Ctx, id: ScanId, expires: i64) -> Result<(), StoreError> {
    query("UPDATE scan SET approved_by = $2, approved_at = $3, expires = $4 WHERE id = $1")
        .bind(id.0)
        .bind(&ctx.actor.id)
        .bind(ctx.now())
        .bind(expires)
        .run(tx)
        .await
        .map(drop)
}

record! {
    /// A part of the totals of a scan.
    #[derive(Debug, Clone)]
    pub struct Count {
        /// The municipality, 0 when it is not known.
        pub municipality: i64,
        /// Code of the neighbourhood, empty when it is not known.
        pub neighbourhood: String,
        /// Kind of place.
        pub kind: String,
        /// `A` to `D`.
        pub band: String,
        /// Proposed for a visit.
        pub proposed: bool,
        /// Drawn at random.
        pub random: bool,
        /// Whether they have a row in the list; places without points that are not proposed have none.
        pub listed: bool,
        /// How many places.
        pub places: i64,
    }
}

/// The totals of a scan within a scope. They stay when the scan expires.
pub struct Counts {
    /// Finest division.
    pub finest: Vec<Count>,
    /// Added up.
    pub totals: Totals,
    /// Places with a row in the list.
    pub listed: i64,
    /// Names by code of the neighbourhoods and municipalities the scan speaks of.
    pub names: BTreeMap<String, String>,
}

/// The totals of a scan within the scope. Ask for the scan itself first.
pub async fn counts(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Counts, StoreError> {
    let finest: Vec<Count> = query(
        "SELECT municipality, neighbourhood, kind, band, proposed, random, listed, places FROM scan_count \
         WHERE scan = $1 AND ($2 = 0 OR municipality = $2) ORDER BY municipality, neighbourhood, kind, band, proposed, random, listed",
    )
    .bind(scan.id)
    .bind(own(scope))
    .all(tx)
    .await?;
    let listed = finest.iter().filter(|count| count.listed).map(|count| count.places).sum();
    Ok(Counts { totals: Totals::of(&finest), listed, names: area_names(tx, scan).await?, finest })
}

/// The same of the places where one indicator counts: all of them have a row in the list.
pub async fn counts_of_code(tx: &mut Tx, scope: &Scope, scan: &Scan, code: &str) -> Result<Vec<Count>, StoreError> {
    query(
        "SELECT municipality, neighbourhood, kind, band, proposed, random, 1 = 1 AS listed, places FROM scan_code_count \
         WHERE scan = $1 AND ($2 = 0 OR municipality = $2) AND code = $3 ORDER BY municipality, neighbourhood, kind, band, proposed, random",
    )
    .bind(scan.id)
    .bind(own(scope))
    .bind(code)
    .all(tx)
    .await
}

/// Totals added up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Places in scope of the scan (and of the reader).
    pub places: i64,
    /// With points.
    pub with_points: i64,
    /// Proposed for a visit.
    pub proposed: i64,
    /// Of which drawn at random.
    pub random: i64,
    /// Per band.
    pub bands: BTreeMap<Band, i64>,
    /// Per kind: all places, and those proposed.
    pub kinds: BTreeMap<String, (i64, i64)>,
    /// Per neighbourhood: all places, and those proposed.
    pub neighbourhoods: BTreeMap<String, (i64, i64)>,
    /// Per municipality (0 when not known): all places, and those proposed.
    pub municipalities: BTreeMap<i64, (i64, i64)>,
}

impl Totals {
    /// Adds up.
    pub fn of(counts: &[Count]) -> Self {
        let mut totals = Self::default();
        for count in counts {
            let proposed = if count.proposed { count.places } else { 0 };
            totals.places += count.places;
            totals.proposed += proposed;
            totals.random += if count.random { count.places } else { 0 };
            totals.with_points += if count.band == "D" { 0 } else { count.places };
            *totals.bands.entry(band_of(&count.band)).or_default() += count.places;
            add(totals.kinds.entry(count.kind.clone()).or_default(), count.places, proposed);
            add(totals.neighbourhoods.entry(count.neighbourhood.clone()).or_default(), count.places, proposed);
            add(totals.municipalities.entry(count.municipality).or_default(), count.places, proposed);
        }
        totals
    }
}

fn add(pair: &mut (i64, i64), places: i64, proposed: i64) {
    pair.0 += places;
    pair.1 += proposed;
}

/// The letter of a band in the database.
pub(crate) fn band_code(band: Band) -> &'static str {
    match band {
        Band::A => "A",
        Band::B => "B",
        Band::C => "C",
        Band::D => "D",
    }
}

/// Back from `band_code`.
pub fn band_of(code: &str) -> Band {
    match code {
        "A" => Band::A,
        "B" => Band::B,
        "C" => Band::C,
        _ => Band::D,
    }
}
