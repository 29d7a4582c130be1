// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From a scan to what its report says. Pure, so that the command line makes the same report without a stored scan.

mod area_map;
mod concentration;
mod history;
mod narrow;
mod sources;
mod stored;
mod unseen;

use std::collections::{BTreeMap, BTreeSet};

use erf_base::{Figure, MunicipalityCode};
use erf_report::{
    nl,
    scan::{
        Approval, Band as ReportBand, BandCount, Contact, IndicatorGroup, IndicatorRow, NamedFigure, Part, PlaceRow, Reason, ScanReport,
        ShareRow, Shares, Unit, VisitPlan,
    },
};
use erf_spatial::Geometry;
use jiff::civil::Date;

use crate::{
    card::{Card, Variant},
    indicator,
    judge::{self, Without},
    life::day,
    model::{Band, Counted, Order, Scored},
    region::{Area, Region},
    summary::{IndicatorTotals, Seen, Summary},
};

pub use crate::store::report::{lost_dumps, water};
pub(crate) use sources::names as delivery_names;
pub use sources::why_unknown;
pub use stored::{ReportDataError, internal, public};

/// Name of the setting that keeps who to call about a scan, a [`Contact`].
pub const CONTACT_SETTING: &str = "contact_scan";

/// What a report is made of.
#[derive(Clone)]
pub struct From<'a> {
    /// The region as the scan read it.
    pub region: &'a Region,
    /// The area of the scan.
    pub area: &'a Area,
    /// What the area is called.
    pub area_name: &'a str,
    /// The municipality the reader is limited to, with what the whole area is called, when the scan holds more: places, scored and
    /// summary are of that municipality already.
    pub part_of: Option<(MunicipalityCode, &'a str)>,
    /// What was asked.
    pub order: &'a Order,
    /// The card, with signatures.
    pub card: &'a Card,
    /// Every place in scope, best first.
    pub scored: &'a [Scored],
    /// Of those, places that may not leave the program: their owner objected, or somebody decided not to visit.
    pub paused: &'a BTreeSet<String>,
    /// Totals.
    pub summary: &'a Summary,
    /// Hash over what it was made of.
    pub inputs_hash: &'a str,
    /// Hash over what came out.
    pub results_hash: &'a str,
    /// Who made it.
    pub author: &'a str,
    /// Who approved it.
    pub approval: Option<Approval>,
    /// Who to call.
    pub contact: Contact,
    /// Last day it may be used (20261001).
    pub expires: i64,
    /// Facts that did not count because somebody said they were wrong.
    pub corrections: usize,
    /// Water for the map; may be empty.
    pub water: &'a [Geometry],
    /// Rows about drug waste that could not be placed; see [`lost_dumps`].
    pub lost_dumps: u64,
}

impl From<'_> {
    fn date(&self) -> Date {
        day(self.order.date).unwrap_or_default()
    }

    fn municipality_name(&self, code: Option<MunicipalityCode>) -> String {
        let Some(code) = code else { return "onbekend".to_owned() };
        let shape = self.region.municipalities.iter().find(|shape| shape.code.parse() == Ok(code));
        shape.map_or_else(|| code.to_string(), |shape| shape.name.clone())
    }
}

/// The report, internal and public alike: what may not be shown to everybody is left out when it is typeset.
pub fn of(from: &From<'_>) -> ScanReport {
    let history = history::of(from);
    ScanReport {
        title: format!("Buitengebiedscan {}", from.area_name.trim_start_matches("de hele ")),
        area: area_in_words(from),
        part_of: from.part_of.map(|(_, whole)| whole.to_owned()),
        question: QUESTION.to_owned(),
        boundary: boundary(from),
        variant: match from.order.variant {
            Variant::Municipal => erf_report::scan::Variant::Municipal,
            Variant::Covenant => erf_report::scan::Variant::Covenant,
        },
        date: from.date(),
        expires: day(from.expires).unwrap_or_else(|| from.date()),
        author: from.author.to_owned(),
        approval: from.approval.clone(),
        contact: from.contact.clone(),
        places_in_scope: u64::from(from.summary.places),
        bands: bands(from),
        headlines: headlines(from, &history),
        area_figures: area_figures(from),
        indicators: from.summary.indicators.iter().map(|totals| indicator_row(from, totals)).collect(),
        history,
        concentration: concentration::of(from),
        unseen: unseen::of(from),
        places: from.leaving().filter(|place| place.proposed).map(|place| place_row(from, place)).collect(),
        paused: from.paused.len() as u64,
        finds_nothing: finds_nothing(from),
        visits: visits(from),
        shares: shares(from),
        provenance: sources::provenance(from),
        map: area_map::of(from),
    }
}

impl<'a> From<'a> {
    /// The places that a list or a map may name.
    fn leaving(&self) -> impl Iterator<Item = &'a Scored> + Clone {
        let (scored, paused) = (self.scored, self.paused);
        scored.iter().filter(move |place| !paused.contains(&place.place))
    }
}

const QUESTION: &str = "Welke erven, bedrijfspanden en percelen zijn kwetsbaar voor misbruik, en waar voeren wij het eerst een gesprek? \
    De lijst is voor een gesprek en is geen verdenking.";

fn area_in_words(from: &From<'_>) -> String {
    match from.area {
        Area::Region => "de hele regio".to_owned(),
        Area::Municipality(_) => format!("de gemeente {}", from.area_name),
        Area::District(..) => format!("het district {}", from.area_name),
        Area::Drawn(name, _) if from.part_of.is_some() => format!("het deel van het vlak «{name}» in de gemeente {}", from.area_name),
        Area::Drawn(name, _) => format!("het vlak «{name}»"),
    }
}

fn boundary(from: &From<'_>) -> String {
    let left_out: u32 = from.summary.left_out.get("alleen-woning").copied().unwrap_or_default();
    let dwellings = if left_out > 0 {
        format!(" Plekken die alleen een woning zijn, doen niet mee: {}.", nl::count(u64::from(left_out)))
    } else {
        String::new()
    };
    format!(
        "Het gebied is {}.{} Een plek hoort bij de gemeente waar het adres ligt. Ligplaatsen en standplaatsen waar mensen wonen, doen nooit mee.{dwellings}",
        area_in_words(from),
        part_in_words(from)
    )
}

fn part_in_words(from: &From<'_>) -> String {
    from.part_of.map_or_else(String::new, |(_, whole)| {
        format!(" Dit rapport is een deel van de scan van {whole}: het telt en noemt alleen plekken van de gemeente {}. De banden en de volgorde zijn die van de hele scan.", from.area_name)
    })
}

fn bands(from: &From<'_>) -> Vec<BandCount> {
    let span = |band: Band| {
        let points = from.scored.iter().filter(move |place| place.band == band).map(|place| i64::from(place.points));
        points.fold(None, |span: Option<(i64, i64)>, points| {
            Some(span.map_or((points, points), |(low, high)| (low.min(points), high.max(points))))
        })
    };
    let count = |band: Band| {
        let places = from.summary.per_band.get(&band).copied().unwrap_or_default();
        let points = if band == Band::D { (places > 0).then_some((0, 0)) } else { span(band) };
        BandCount { band: report_band(band), places: u64::from(places), points }
    };
    [Band::A, Band::B, Band::C, Band::D].map(count).to_vec()
}

fn report_band(band: Band) -> ReportBand {
    match band {
        Band::A => ReportBand::A,
        Band::B => ReportBand::B,
        Band::C => ReportBand::C,
        Band::D => ReportBand::None,
    }
}

fn figure(label: &str, unit: Unit, figure: Figure) -> NamedFigure {
    NamedFigure { label: label.to_owned(), unit, figure }
}

fn headlines(from: &From<'_>, history: &Part<erf_report::scan::History>) -> Vec<NamedFigure> {
    let with_points = from.summary.places - from.summary.per_band.get(&Band::D).copied().unwrap_or_default();
    let source = format!("{} versie {}", from.card.name, from.card.version);
    let share = Figure::share(u64::from(with_points), u64::from(from.summary.places), &source, from.date());
    let mut headlines = vec![figure("van de plekken heeft een of meer punten", Unit::Share, share)];
    headlines.push(figure(
        "van 100 bezoeken geven naar verwachting geen signaal; soms wel een advies",
        Unit::PerHundredVisits,
        nothing(from),
    ));
    headlines.extend(history.present().map(found));
    headlines
}

/// Finds and dumps. Where counts were left empty it is a lower bound, for which no interval holds.
fn found(history: &erf_report::scan::History) -> NamedFigure {
    let (told, empty) = (history.told(), history.left_empty());
    let count = Figure {
        value: Some((told + empty) as f64),
        n: told,
        interval: (empty == 0).then(|| erf_report::poisson_interval(told)),
        source: history.source.clone(),
        date: history.date,
    };
    match (history.only_dumps, empty) {
        (true, _) => figure("dumpingen van drugsafval in vijf jaar", Unit::Count, count),
        (false, 0) => figure("vondsten van drugs en dumpingen van drugsafval in vijf jaar", Unit::Count, count),
        (false, _) => {
            figure("vondsten van drugs en dumpingen van drugsafval in vijf jaar: niet elk aantal is gedeeld", Unit::AtLeast, count)
        }
    }
}

/// Of 100 visits, those without a signal; unknown without visits drawn at random.
fn nothing(from: &From<'_>) -> Figure {
    let expected = &from.summary.expected;
    Figure { value: expected.nothing, n: expected.visits, interval: expected.interval, source: earlier_visits(from), date: from.date() }
}

/// Where the visits were that it rests on, and of which variant: elsewhere it may be otherwise.
fn earlier_visits(from: &From<'_>) -> String {
    let variant = match from.order.variant {
        Variant::Municipal => "gemeentelijke variant",
        Variant::Covenant => "convenantvariant",
    };
    let place = match from.summary.expected.seen {
        None => String::new(),
        Some(Seen { only: Some(code), .. }) => format!(" in {}", from.municipality_name(Some(code))),
        Some(Seen { municipalities, .. }) => format!(" in {municipalities} gemeenten"),
    };
    format!("eerdere bezoeken{place} ({variant}), ook willekeurig gekozen")
}

fn finds_nothing(from: &From<'_>) -> Part<Figure> {
    let figure = nothing(from);
    match figure.value {
        Some(value) => Part::Present(Figure {
            value: Some(value / 100.0),
            interval: figure.interval.map(|(low, high)| (low / 100.0, high / 100.0)),
            ..figure
        }),
        None => Part::Absent(
            "Hoeveel van 100 bezoeken geen signaal geven, is nog niet bekend: van deze variant zijn er nog geen willekeurig gekozen bezoeken vastgelegd. \
             Reken erop dat het de meeste zijn."
                .to_owned(),
        ),
    }
}

fn area_figures(from: &From<'_>) -> Vec<NamedFigure> {
    let counted = |value: u64, source: &str| Figure {
        value: Some(value as f64),
        n: value,
        interval: None,
        source: source.to_owned(),
        date: from.date(),
    };
    let kinds =
        from.summary.per_kind.iter().map(|(kind, places)| figure(&kinds_in_words(kind), Unit::Count, counted(u64::from(*places), "BAG")));
    let mut figures: Vec<NamedFigure> = kinds.collect();
    let sheds =
        from.scored.iter().filter_map(|place| index_of(from.region, &place.place)).map(|index| large_sheds(from.region, index)).sum();
    figures.push(figure("Gebouwen groter dan 150 m² zonder eigen adres", Unit::Count, counted(sheds, "BAG")));
    let square_kilometres = area_map::square_metres(from) / 1e6;
    if square_kilometres > 0.0 {
        let size = Figure { value: Some(square_kilometres), ..counted(1, "grenzen") };
        figures.insert(0, figure("Oppervlakte van het gebied", Unit::SquareKilometres, size));
    }
    figures
}

fn index_of(region: &Region, place: &str) -> Option<usize> {
    region.places.binary_search_by(|known| known.id.as_str().cmp(place)).ok()
}

fn large_sheds(region: &Region, place: usize) -> u64 {
    let range = &region.places[place].buildings;
    let buildings = &region.buildings[range.start as usize..range.end as usize];
    buildings.iter().filter(|building| building.addresses == 0 && building.area > 150.0).count() as u64
}

fn indicator_row(from: &From<'_>, totals: &IndicatorTotals) -> IndicatorRow {
    let declared = indicator::find(&totals.code);
    let text = |read: fn(&indicator::Indicator) -> &String| declared.map(read).cloned().unwrap_or_default();
    IndicatorRow {
        code: totals.code.clone(),
        name: text(|declared| &declared.name),
        group: declared.map_or(IndicatorGroup::Context, |declared| group(&declared.group)),
        points: Some(i64::from(totals.points)),
        places_with: u64::from(totals.answers.present),
        known: u64::from(totals.answers.present) + u64::from(totals.answers.absent),
        unknown: u64::from(totals.answers.unknown),
        source: text(|declared| &declared.source),
        date: declared.and_then(|declared| sources::newest(from, &declared.files)),
        version: totals.version.to_string(),
        sentence: text(|declared| &declared.sentence),
    }
}

fn group(word: &str) -> IndicatorGroup {
    match word {
        "gelegenheid" => IndicatorGroup::Opportunity,
        "patroon" => IndicatorGroup::Pattern,
        "historie" => IndicatorGroup::History,
        "signaal" => IndicatorGroup::Signal,
        _ => IndicatorGroup::Context,
    }
}

fn place_row(from: &From<'_>, place: &Scored) -> PlaceRow {
    let first = place.counted.first().and_then(|counted| indicator::find(&counted.code));
    PlaceRow {
        band: report_band(place.band),
        rank: (u64::from(place.rank.0), u64::from(place.rank.1)),
        name: place.name.clone(),
        municipality: from.municipality_name(place.municipality),
        kind: kind_in_words(&place.kind).to_owned(),
        points: i64::from(place.points),
        proposed: place.proposed,
        random: place.random,
        reasons: place.counted.iter().map(|counted| reason(from.region, counted)).collect(),
        caveat: first.map(|declared| declared.caveat.clone()).unwrap_or_default(),
        lowers: lowers(from.card, place),
        unknown: unknown(&place.unknown),
    }
}

/// A part of the points as a citizen can read it.
pub(crate) fn reason(region: &Region, counted: &Counted) -> Reason {
    let declared = indicator::find(&counted.code);
    let sentence = declared.map(|declared| declared.sentence.clone()).unwrap_or_default();
    let detail = &counted.finding.detail;
    let named: Vec<i64> = counted.finding.rows.iter().map(|row| row.delivery).chain(counted.finding.ground.iter().copied()).collect();
    Reason {
        code: counted.code.clone(),
        points: i64::from(counted.points),
        sentence: if detail.is_empty() { sentence } else { format!("{sentence} ({detail})") },
        source: sources::names(region, &named).unwrap_or_else(|| declared.map(|declared| declared.source.clone()).unwrap_or_default()),
        date: counted.finding.date.or_else(|| newest(region, &counted.finding.ground)).and_then(day),
        innocent: declared.map(|declared| declared.innocent.clone()).unwrap_or_default(),
    }
}

/// The last day that the newest of these deliveries speaks of.
fn newest(region: &Region, deliveries: &[i64]) -> Option<i64> {
    region.deliveries.iter().filter(|delivery| deliveries.contains(&delivery.id)).filter_map(|delivery| delivery.period.1).max()
}

/// What would lower the points, most points first, with what is left then: the numbers that the page of the place tells.
pub(crate) fn lowers(card: &Card, scored: &Scored) -> Vec<String> {
    let name = |code: &str| indicator::find(code).map_or_else(|| code.to_owned(), |declared| declared.name.clone());
    let left = |points: i32| match points {
        0 => "blijven er geen punten over".to_owned(),
        1 => "blijft er één punt over".to_owned(),
        points => format!("blijven er {points} punten over"),
    };
    let lower = |without: Without<'_>| format!("als «{}» niet meer klopt, dan {}", name(without.code), left(without.points));
    judge::without_each(card, scored).into_iter().map(lower).collect()
}

/// What is not known, with why.
pub(crate) fn unknown(unknown: &[(String, String)]) -> Vec<String> {
    let name = |code: &str| indicator::find(code).map_or_else(|| code.to_owned(), |declared| declared.name.clone());
    unknown.iter().map(|(code, why)| format!("{} ({})", name(code), why_unknown(why))).collect()
}

fn kind_in_words(kind: &str) -> &'static str {
    match kind {
        "erf" => "erf",
        "unit" => "bedrijfspand",
        _ => "perceel",
    }
}

fn kinds_in_words(kind: &str) -> String {
    match kind {
        "erf" => "Erven",
        "unit" => "Bedrijfspanden",
        _ => "Percelen",
    }
    .to_owned()
}

fn visits(from: &From<'_>) -> VisitPlan {
    let border = from.summary.borders.iter().find(|border| border.better == Band::A);
    let drawn = border.filter(|border| border.drawn_in < border.equals).map_or(0, |border| u64::from(border.equals));
    VisitPlan {
        by_card: u64::from(from.summary.proposed - from.summary.random),
        by_lot: u64::from(from.summary.random),
        chance: from.summary.chance,
        random_share: from.order.random_share,
        drawn_at_border: drawn,
        advice: ADVICE
            .iter()
            .filter(|advice| **advice != VISIT_THE_DRAWN || from.summary.random > 0)
            .map(|advice| (*advice).to_owned())
            .collect(),
    }
}

const VISIT_THE_DRAWN: &str = "Bezoek ook de willekeurig gekozen plekken: alleen zo blijkt of de lijst meer zegt dan het lot.";

const ADVICE: [&str; 4] = [
    "Een mens beslist per plek: bezoeken, niet bezoeken of eerst meer weten, met een reden.",
    "Ga langs voor een gesprek en zeg aan de deur dat het geen controle is.",
    VISIT_THE_DRAWN,
    "Leg de uitkomst dezelfde dag vast in één woord: niets, advies of signaal.",
];

fn shares(from: &From<'_>) -> Part<Shares> {
    if from.scored.len() != from.summary.places as usize {
        return Part::Absent("De plekken van deze scan zijn er niet meer; daarom is er geen verdeling.".to_owned());
    }
    let names: BTreeMap<&str, &str> = from.region.neighbourhoods.iter().map(|shape| (shape.code.as_str(), shape.name.as_str())).collect();
    let mut kinds: BTreeMap<String, ShareRow> = BTreeMap::new();
    let mut neighbourhoods: BTreeMap<String, ShareRow> = BTreeMap::new();
    for place in from.scored {
        let code = place.neighbourhood.as_deref().unwrap_or_default();
        let name = names.get(code).copied().unwrap_or("buurt niet bekend");
        for (groups, key, name) in [(&mut kinds, place.kind.as_str(), kind_in_words(&place.kind)), (&mut neighbourhoods, code, name)] {
            let row = groups.entry(key.to_owned()).or_insert_with(|| ShareRow { name: name.to_owned(), places: 0, proposed: 0 });
            row.places += 1;
            row.proposed += u64::from(place.proposed);
        }
    }
    Part::Present(Shares { kinds: kinds.into_values().collect(), neighbourhoods: neighbourhoods.into_values().collect() })
}
