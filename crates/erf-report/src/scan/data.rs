// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a scan report is made of. Plain data: shares and intervals are computed by the report, so they cannot
//! disagree with the counts beside them.

use erf_base::Figure;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::map::MapData;

mod provenance;

pub use provenance::{Card, Correction, DeliveryRow, Provenance, Version};

/// Everything the report of one frozen scan says. Build the public version from the same value: the report leaves out
/// what may not be shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScanReport {
    /// Heading of page 1, such as `Buitengebiedscan Waterdam`.
    pub title: String,
    /// The area as in a sentence: `de gemeente Waterdam`, `het district Polderland`.
    pub area: String,
    /// The larger area of the scan, when this report tells one municipality of it: `de hele regio`. Bands, ranks and lot are those
    /// of that whole scan.
    pub part_of: Option<String>,
    /// Why the scan was made, in one or two sentences.
    pub question: String,
    /// Where the area ends and what lies outside it, in a sentence or two.
    pub boundary: String,
    /// With or without what partners share under a covenant.
    pub variant: Variant,
    /// The day the scan speaks of.
    pub date: Date,
    /// The day after which the scan may no longer be used.
    pub expires: Date,
    /// Who made it.
    pub author: String,
    /// Who approved it; a draft says in large letters that it is one.
    pub approval: Option<Approval>,
    /// Who to call.
    pub contact: Contact,
    /// How many places there are in scope, with or without points.
    pub places_in_scope: u64,
    /// Bands A, B, C and none, in that order, with the points they span.
    pub bands: Vec<BandCount>,
    /// The three figures of page 1. More are not shown there.
    pub headlines: Vec<NamedFigure>,
    /// The area in figures (section 2).
    pub area_figures: Vec<NamedFigure>,
    /// One row per indicator (section 3).
    pub indicators: Vec<IndicatorRow>,
    /// Finds and dumps (section 4), or why they are missing.
    pub history: Part<History>,
    /// A tested concentration (section 5), or why there is none.
    pub concentration: Part<Concentration>,
    /// What this scan cannot see (section 6). The first four also stand on page 1.
    pub unseen: Vec<Unseen>,
    /// Proposed places, best rank first (section 7). Never in the public version.
    pub places: Vec<PlaceRow>,
    /// Places that are left out of that list and of the map, because their owner objected and nothing was decided yet.
    #[serde(default)]
    pub paused: u64,
    /// Of 100 visits by this list, the share (0..=1) expected to find nothing; or why that cannot be said yet.
    pub finds_nothing: Part<Figure>,
    /// Advice for visits (section 8).
    pub visits: VisitPlan,
    /// The proposal beside all places, per kind and neighbourhood (section 8), or why it is missing.
    pub shares: Part<Shares>,
    /// Where everything comes from (section 9).
    pub provenance: Provenance,
    /// The map, or why there is none.
    pub map: Part<MapData>,
}

/// Something that is there, or the sentence that says why not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part<T> {
    /// It is there.
    Present(T),
    /// It is not; the full Dutch sentence says why.
    Absent(String),
}

impl<T> Part<T> {
    /// The value, where there is one.
    pub fn present(&self) -> Option<&T> {
        match self {
            Self::Present(value) => Some(value),
            Self::Absent(_) => None,
        }
    }
}

/// With or without what partners share under a covenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Variant {
    /// Only what the municipality itself may use.
    Municipal,
    /// Also what partners share under a covenant.
    Covenant,
}

/// Who approved the scan, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Approval {
    /// Name and role.
    pub name: String,
    /// The day.
    pub date: Date,
}

/// Who to call. Empty fields are left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Contact {
    /// Name of a person or desk.
    pub name: String,
    /// Role, such as `adviseur openbare veiligheid`.
    pub role: String,
    /// The organisation.
    pub organisation: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
}

/// Attention bands by visiting capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Band {
    /// As many places as can be visited.
    A,
    /// As many again.
    B,
    /// The other places with points.
    C,
    /// No points.
    None,
}

/// How many places a band holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BandCount {
    /// The band.
    pub band: Band,
    /// Places in it.
    pub places: u64,
    /// Fewest and most points in it; `None` when it is empty.
    pub points: Option<(i64, i64)>,
}

/// The unit of a figure, which decides how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A share 0..=1, written as a percentage.
    Share,
    /// A count.
    Count,
    /// A count of which a part was left empty. The value adds one for each count that was left empty to `n`, which is what was told.
    AtLeast,
    /// Square kilometres.
    SquareKilometres,
    /// Metres.
    Metres,
    /// Out of 100 visits.
    PerHundredVisits,
}

/// A figure with the words beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedFigure {
    /// What it counts, as a short phrase: `Grote gebouwen zonder adres`.
    pub label: String,
    /// How to write it.
    pub unit: Unit,
    /// Value, n, interval, source and date.
    pub figure: Figure,
}

/// The groups of indicators, in the order the report shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorGroup {
    /// Buildings, vacancy, location.
    Opportunity,
    /// Changes of companies, use that does not fit.
    Pattern,
    /// Earlier finds and dumps.
    History,
    /// Verified reports and signals.
    Signal,
    /// Of the area only.
    Context,
}

/// One indicator over all places in scope. `places_with` + places without + `unknown` = places in scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorRow {
    /// Code, such as `L02`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Group.
    pub group: IndicatorGroup,
    /// Points on the card; `None` when it is shown but does not count.
    pub points: Option<i64>,
    /// Places that have it.
    pub places_with: u64,
    /// Places where it is known whether they have it.
    pub known: u64,
    /// Places where it is not known.
    pub unknown: u64,
    /// Source and the partner who delivered it.
    pub source: String,
    /// The day the source speaks of; `None` when nothing was delivered.
    pub date: Option<Date>,
    /// Version of the indicator.
    pub version: String,
    /// The sentence a citizen can read.
    pub sentence: String,
}

/// Finds and dumps of the five-year window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// First and last year.
    pub years: (i16, i16),
    /// Counts; a combination that is not here is zero.
    pub rows: Vec<HistoryRow>,
    /// Police counts that were left empty, and so are in no row: each is at least one, but not told. `count` is how many were empty.
    #[serde(default)]
    pub withheld: Vec<HistoryRow>,
    /// Whether finds are left out of `rows`: they are counted per municipality, which says nothing of a drawn area.
    #[serde(default)]
    pub only_dumps: bool,
    /// Finds per address, shared under the covenant. They may be the same finds as in `rows` and are never added to them.
    #[serde(default)]
    pub address_finds: Vec<HistoryRow>,
    /// Rows in the files with dumps that are about waste of another kind, such as tyres. In no row.
    #[serde(default)]
    pub other_waste: u64,
    /// Rows about drug waste in the files with dumps that could not be placed on the map, and so are in no row.
    pub not_located: u64,
    /// Sources in a phrase: `politie, omgevingsdienst, gemeente`.
    pub source: String,
    /// The day the newest file speaks of.
    pub date: Date,
}

impl History {
    /// How many finds and dumps were told.
    pub fn told(&self) -> u64 {
        self.rows.iter().map(|row| row.count).sum()
    }

    /// How many counts were left empty.
    pub fn left_empty(&self) -> u64 {
        self.withheld.iter().map(|row| row.count).sum()
    }
}

/// A count of finds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryRow {
    /// Year of the find.
    pub year: i16,
    /// Kind in Dutch, such as `hennepkwekerij`, `dumping`.
    pub kind: String,
    /// How it was discovered.
    pub route: Route,
    /// How many.
    pub count: u64,
}

/// How a find came to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// Reported by a citizen.
    Report,
    /// By police investigation.
    Investigation,
    /// By a check or inspection.
    Check,
    /// Fire, leak, smell, chance.
    Accident,
    /// By a grid operator or water company.
    Utility,
    /// Not recorded.
    Unknown,
}

/// The outcome of a test for concentrations. Only give one that was really run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concentration {
    /// What was tested, in a sentence.
    pub question: String,
    /// Method with its settings, in a sentence.
    pub method: String,
    /// How many were counted in all.
    pub n: u64,
    /// Over how many areas.
    pub over: u64,
    /// The answer, in a sentence.
    pub outcome: String,
    /// Areas that stand out after correction for many tests; may be empty.
    pub areas: Vec<ConcentrationArea>,
    /// What happens with other settings, in a sentence: the sensitivity.
    pub sensitivity: String,
    /// Source.
    pub source: String,
    /// The day it speaks of.
    pub date: Date,
}

/// An area that stands out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConcentrationArea {
    /// Name of neighbourhood or grid square.
    pub name: String,
    /// Counted.
    pub observed: u64,
    /// Expected by chance.
    pub expected: f64,
    /// p after correction for many tests.
    pub p: f64,
}

/// Something the scan cannot see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unseen {
    /// What is missing, as a short phrase.
    pub what: String,
    /// Why, and what that means for the list, in a sentence.
    pub why: String,
}

/// A place of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceRow {
    /// Its band.
    pub band: Band,
    /// Rank among the places in scope, as a span: equal points have no order.
    pub rank: (u64, u64),
    /// Address or name of the yard.
    pub name: String,
    /// Municipality.
    pub municipality: String,
    /// Kind in Dutch: `erf`, `bedrijfspand`, `ligplaats`.
    pub kind: String,
    /// Sum of the points.
    pub points: i64,
    /// Proposed for a visit by the card.
    pub proposed: bool,
    /// Drawn for a control visit.
    pub random: bool,
    /// Contributions, largest first; the report shows three and tells how many there are more.
    pub reasons: Vec<Reason>,
    /// What must be kept in mind for this place, in a sentence; may be empty.
    pub caveat: String,
    /// What would lower the points, as short phrases.
    pub lowers: Vec<String>,
    /// What is not known of this place, as short phrases.
    pub unknown: Vec<String>,
}

/// Why a place has points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Code of the indicator.
    pub code: String,
    /// Its points.
    pub points: i64,
    /// The sentence a citizen can read.
    pub sentence: String,
    /// Source.
    pub source: String,
    /// The day the fact speaks of.
    pub date: Option<Date>,
    /// The innocent explanation.
    pub innocent: String,
}

/// How to visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitPlan {
    /// Visits chosen by the card.
    pub by_card: u64,
    /// Visits chosen by lot from all places in scope.
    pub by_lot: u64,
    /// The chance each place had to be chosen by lot, 0..=1.
    pub chance: f64,
    /// The share of the proposal that is drawn by lot, 0..=1.
    pub random_share: f64,
    /// Places with equal points at the border of A and B, ordered by lot.
    pub drawn_at_border: u64,
    /// Advice, each a sentence with who does what and when. May be empty.
    pub advice: Vec<String>,
}

/// The proposal beside all places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shares {
    /// Per kind of place.
    pub kinds: Vec<ShareRow>,
    /// Per neighbourhood.
    pub neighbourhoods: Vec<ShareRow>,
}

/// One group of places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShareRow {
    /// Name of the group.
    pub name: String,
    /// Places in scope.
    pub places: u64,
    /// Of which proposed for a visit.
    pub proposed: u64,
}
