// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A scan: its answer in one line, what it rests on, what it cannot see, and its next step.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, Query as Sent},
    http::StatusCode,
    response::Response,
};
use erf_base::{Permission, Scope};
use erf_report::disclosure::{self, Shown, is_small, protect};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, Form, WebError};
use jiff::civil::Date;
use serde::Serialize;

use super::{
    desk::Desk,
    filters::letter,
    scan_list::reader,
    shares::{self, Named, ShareLine},
    view::{self, Disclaimer, Head, People, Query, asked, delivery_address, iso},
};
use crate::{
    life::{State, day},
    model::Band,
    store::{
        cards, figures,
        inputs::{self, Input},
        scans::{self, Count, Counts, Rerun, Scan, Step, Totals},
    },
    summary::{Border, Summary},
};

#[derive(Serialize)]
struct BandLine {
    band: &'static str,
    places: Counted,
    proposed: Counted,
    points: Option<(i32, i32)>,
}

/// An indicator of the card: how often it was found and of how many places nobody could say.
#[derive(Serialize)]
struct BlindLine {
    code: String,
    name: String,
    points: i32,
    present: Counted,
    unknown: Option<i64>,
    applicable: i64,
    all_unknown: bool,
}

/// Something that this scan cannot see: the key of a sentence and what fills it.
#[derive(Serialize)]
struct Unseen {
    key: &'static str,
    n: u32,
    name: String,
}

#[derive(Serialize)]
struct InputLine {
    name: String,
    holder: String,
    href: Option<String>,
    date: Option<String>,
    rows_in: i64,
    accepted: i64,
    rejected: i64,
    linked: i64,
    matched: i64,
    hash: String,
}

#[derive(Serialize)]
struct StepLine {
    at: i64,
    actor: String,
    state: String,
    reason: String,
}

#[derive(Serialize)]
struct RerunLine {
    at: i64,
    outcome: String,
    detail: String,
}

/// The answer in numbers.
#[derive(Serialize)]
struct Answer {
    places: i64,
    with_points: Option<i64>,
    proposed: i64,
    random: i64,
    /// Places at a border between bands that was drawn.
    drawn: u32,
    bands: Vec<BandLine>,
}

/// What was frozen with the scan, and until when it holds.
#[derive(Serialize)]
struct Frozen {
    ground: Option<String>,
    card_version: i64,
    /// Makes the draw repeatable, so only for whoever may see places.
    seed: Option<String>,
    input_hash: String,
    result_hash: String,
    expires: Option<String>,
    ended: Option<String>,
    expired: bool,
}

#[derive(Serialize)]
struct ScanPage {
    scan: Head,
    disclaimer: Disclaimer,
    form: Form,
    #[serde(flatten)]
    answer: Answer,
    #[serde(flatten)]
    frozen: Frozen,
    blind: Vec<BlindLine>,
    unseen: Vec<Unseen>,
    kinds: Vec<ShareLine>,
    neighbourhoods: Vec<ShareLine>,
    /// The reader sees one municipality of a larger scan, whose bands are about all of it.
    part: bool,
    /// How many neighbourhoods there are, and whether all of them are shown.
    neighbourhood_count: usize,
    all_neighbourhoods: bool,
    inputs: Vec<InputLine>,
    steps: Vec<StepLine>,
    reruns: Vec<RerunLine>,
    /// What comes next for this reader, or who it waits for.
    step: Option<&'static str>,
    may_list: bool,
    may_report: bool,
    may_rerun: bool,
}

/// Neighbourhoods that are shown at first: those that differ, then the largest.
const FIRST: usize = 10;

/// `/scans/{id}`
pub async fn show(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path(id): Path<String>,
    Sent(query): Sent<Query>,
) -> Result<Response, WebError> {
    let most = if asked(&query, "buurten") == "alle" { usize::MAX } else { FIRST };
    shown(&caller, &desk, &id, Form::default(), most).await
}

/// The page with a form that came back.
pub async fn with_form(caller: &Caller, desk: &Desk, id: &str, form: Form) -> Result<Response, WebError> {
    shown(caller, desk, id, form, FIRST).await
}

async fn shown(caller: &Caller, desk: &Desk, id: &str, form: Form, most: usize) -> Result<Response, WebError> {
    let status = if form.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let scope = reader(caller)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, id).await?;
    let may_list = caller.ctx.permit(Permission::ReadScans).is_ok();
    if !may_list && !scan.is_public() {
        return Err(WebError::NotFound);
    }
    let mut page = page(caller, desk, &mut tx, &scope, &scan, form).await?;
    drop(tx);
    page.neighbourhoods.truncate(most);
    page.all_neighbourhoods = most > FIRST;
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "scan", scan.number())).await?;
    caller.page_with_status(status, "scan/scan.html", &page)
}

async fn page(caller: &Caller, desk: &Desk, tx: &mut Tx, scope: &Scope, scan: &Scan, form: Form) -> Result<ScanPage, WebError> {
    let may = |permission| caller.ctx.permit(permission).is_ok();
    let (may_list, may_deliveries) = (may(Permission::ReadScans), may(Permission::ReadDeliveries));
    let counts = desk.counts(tx, scope, scan).await?;
    let summary = scans::totals_of_area(tx, scope, scan).await?;
    let people = People::known(tx).await?;
    let disclaimer = Disclaimer::of(tx, scope, scan).await?;
    let (kinds, neighbourhoods) = if may_list { divided(scan, &counts) } else { (Vec::new(), Vec::new()) };
    Ok(ScanPage {
        scan: Head::of(caller, scan, "tab-scan"),
        disclaimer: if may_list { disclaimer } else { disclaimer.without_small() },
        answer: answer(&counts, summary.as_ref(), may_list),
        frozen: Frozen { seed: Some(scan.seed.clone()).filter(|_| may_list), ..frozen(scan) },
        blind: blind(tx, scope, scan, may_list).await?,
        unseen: summary.as_ref().map(unseen).unwrap_or_default().into_iter().filter(|it| may_list || !is_small(it.n.into())).collect(),
        kinds,
        neighbourhood_count: neighbourhoods.len(),
        all_neighbourhoods: false,
        neighbourhoods,
        inputs: inputs::list(tx, scope, scan).await?.into_iter().map(|input| input_line(input, may_deliveries)).collect(),
        steps: scans::steps(tx, scan).await?.into_iter().map(|step| step_line(step, &people)).collect(),
        reruns: scans::reruns(tx, scan).await?.into_iter().map(|rerun| rerun_line(scope, rerun)).collect(),
        step: next_step(caller, scan),
        part: !scan.is_whole_for(scope),
        may_list,
        may_report: scan.state().is_in_use(),
        may_rerun: may_list && scope.municipality().is_none() && !view::is_over(scan),
        form,
    })
}

fn answer(counts: &Counts, summary: Option<&Summary>, exact: bool) -> Answer {
    let Totals { places, with_points, proposed, random, .. } = counts.totals;
    let with_points = Counted::of(&[with_points, places - with_points], exact).remove(0).n;
    let drawn = summary.map_or(0, drawn);
    let drawn = if exact || !is_small(drawn.into()) { drawn } else { 0 };
    Answer { places, with_points, proposed, random, drawn, bands: bands(&counts.finest, summary, exact) }
}

/// A count as a reader may see it: whoever may see no places sees no counts of 1 to 4 either, as in the public report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Counted {
    n: Option<i64>,
    small: bool,
}

impl Counted {
    /// Counts that add up to a total that is known.
    fn of(counts: &[i64], exact: bool) -> Vec<Self> {
        if exact {
            return counts.iter().map(|n| Self { n: Some(*n), small: false }).collect();
        }
        let row: Vec<u64> = counts.iter().map(|n| n.unsigned_abs()).collect();
        protect(&[row], disclosure::Totals::Fixed, disclosure::Totals::Absent).cells.concat().into_iter().map(Self::from).collect()
    }
}

impl From<Shown> for Counted {
    fn from(shown: Shown) -> Self {
        Self { n: shown.exact().map(u64::cast_signed), small: shown == Shown::Small }
    }
}

fn frozen(scan: &Scan) -> Frozen {
    Frozen {
        ground: scan.ground.clone(),
        card_version: scan.card_version,
        seed: None,
        input_hash: scan.input_hash.clone(),
        result_hash: scan.result_hash.clone(),
        expires: scan.approved_at.and_then(|_| iso(scan.expires)),
        ended: scan.ended.clone(),
        expired: view::is_over(scan),
    }
}

/// The next step as this reader can take it: `ask`, `approve`; else who it waits for.
fn next_step(caller: &Caller, scan: &Scan) -> Option<&'static str> {
    let may = |permission| caller.ctx.permit(permission).is_ok();
    let own = scan.author == caller.ctx.actor.id;
    match scan.state() {
        State::Draft if may(Permission::OrderScans) => Some("ask"),
        State::Check if own => Some("own"),
        State::Check if may(Permission::ApproveScans) => Some("approve"),
        State::Draft | State::Check => Some("wait"),
        _ => None,
    }
}

/// Bands with the points they span: from the border of one band to that of the next.
fn bands(counts: &[Count], summary: Option<&Summary>, exact: bool) -> Vec<BandLine> {
    const ALL: [Band; 4] = [Band::A, Band::B, Band::C, Band::D];
    let sum = |band: Band, only: fn(&Count) -> bool| -> i64 {
        counts.iter().filter(|count| count.band == letter(band) && only(count)).map(|count| count.places).sum()
    };
    let places = Counted::of(&ALL.map(|band| sum(band, |_| true)), exact);
    let proposed = Counted::of(&ALL.map(|band| sum(band, |count| count.proposed)), exact);
    let line = |(band, (places, proposed)): (Band, (Counted, Counted))| {
        // The points of a few places are those of each of them.
        let points = summary.and_then(|summary| span(summary, band)).filter(|_| places.n.is_some());
        BandLine { band: letter(band), places, proposed, points }
    };
    ALL.into_iter().zip(places.into_iter().zip(proposed)).map(line).collect()
}

fn span(summary: &Summary, band: Band) -> Option<(i32, i32)> {
    if summary.per_band.get(&band).copied().unwrap_or_default() == 0 || band == Band::D {
        return None;
    }
    let border = |better: Band| summary.borders.iter().find(|border: &&Border| border.better == better);
    let most = summary.points.keys().next_back().copied()?;
    let least = summary.points.keys().copied().find(|points| *points > 0)?;
    let high = match band {
        Band::A => most,
        Band::B => border(Band::A)?.next,
        _ => border(Band::B)?.next,
    };
    let low = match band {
        Band::A => border(Band::A).map_or(least, |border| border.points),
        Band::B => border(Band::B).map_or(least, |border| border.points),
        _ => least,
    };
    Some((low, high))
}

/// How many places lie at a border that was drawn.
fn drawn(summary: &Summary) -> u32 {
    summary.borders.iter().filter(|border| border.drawn_in < border.equals).map(|border| border.equals).max().unwrap_or_default()
}

/// What the indicators of the card answered, those that say least first.
async fn blind(tx: &mut Tx, scope: &Scope, scan: &Scan, exact: bool) -> Result<Vec<BlindLine>, WebError> {
    let Some(card) = cards::lookup(tx, scope, scan.card).await? else { return Ok(Vec::new()) };
    let answers = figures::of_scan(tx, scope, scan).await?;
    let mut lines: Vec<BlindLine> = Vec::new();
    for entry in &card.card.entries {
        let Some(answer) = answers.iter().find(|answer| answer.code == entry.code) else { continue };
        let told = Counted::of(&[answer.present, answer.unknown, answer.absent], exact);
        lines.push(BlindLine {
            name: view::indicator_name(&entry.code),
            code: entry.code.clone(),
            points: entry.points,
            present: told[0].clone(),
            unknown: told[1].n,
            applicable: answer.applicable,
            all_unknown: answer.applicable == answer.unknown,
        });
    }
    let share = |line: &BlindLine| line.unknown.unwrap_or_default() * 1_000 / line.applicable.max(1);
    lines.sort_by(|a, b| share(b).cmp(&share(a)).then(a.code.cmp(&b.code)));
    Ok(lines)
}

fn unseen(summary: &Summary) -> Vec<Unseen> {
    let left_out = |reason: &str, key| {
        let n = summary.left_out.get(reason).copied().unwrap_or_default();
        (n > 0).then(|| Unseen { key, n, name: String::new() })
    };
    let known = [left_out("alleen-woning", "scan-unseen-dwelling"), left_out("andere-soort", "scan-unseen-kind")];
    known.into_iter().flatten().chain([Unseen { key: "scan-unseen-people", n: 0, name: String::new() }]).collect()
}

fn divided(scan: &Scan, counts: &Counts) -> (Vec<ShareLine>, Vec<ShareLine>) {
    let date = day(scan.date).unwrap_or(Date::constant(2026, 1, 1));
    let kinds = shares::lines(&counts.totals.kinds, date, |kind| Named::Kind(kind.to_owned()));
    let name = |code: &str| counts.names.get(code).cloned().unwrap_or_else(|| code.to_owned());
    (kinds, shares::lines(&counts.totals.neighbourhoods, date, |code| Named::Name(name(code))))
}

fn input_line(input: Input, may_deliveries: bool) -> InputLine {
    InputLine {
        href: may_deliveries.then(|| delivery_address(input.delivery)),
        date: input.period_to.and_then(iso),
        name: input.name,
        holder: input.holder,
        rows_in: input.rows_in,
        accepted: input.accepted,
        rejected: input.rejected,
        linked: input.linked,
        matched: input.matched,
        hash: input.file_hash,
    }
}

fn step_line(step: Step, people: &People) -> StepLine {
    StepLine { at: step.at.0, actor: people.name(&step.actor), state: step.state, reason: step.reason }
}

/// The deliveries it names may be about other municipalities.
fn rerun_line(scope: &Scope, rerun: Rerun) -> RerunLine {
    let detail = if scope.municipality().is_none() { rerun.detail } else { String::new() };
    RerunLine { at: rerun.at.0, outcome: rerun.outcome, detail }
}
