// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Judge matches: one question at a time, two records side by side, three answers.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Form as Sent, Path, Query},
    response::Response,
};
use erf_base::{Permission, RdPoint, Scope};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, Flash, Waterfall, WebError, safe_target, see_other, with_parameter};
use serde::Serialize;

use super::{
    compare::{self, Known, Line},
    desk::Desk,
    row::{self, CandidateView, JudgementView},
    view::{self, Said, asked},
};
use crate::{
    ground::label,
    judge::{self, JudgeError},
    model::DeliveryId,
    store::{
        deliveries::{self, own},
        facts::{
            places,
            rows::{self, JudgementRow, MatchedRow},
        },
    },
    verdict::{Candidate, Verdict},
};

/// More would make one question a list.
const MOST_OTHERS: usize = 6;

#[derive(Serialize)]
struct Waiting {
    href: String,
    name: String,
    n: i64,
    on: bool,
}

#[derive(Serialize)]
struct Question {
    delivery: String,
    delivery_name: String,
    holder: String,
    seq: i64,
    kind: String,
    date: Option<String>,
    sheet: String,
    row_number: i64,
    said: Vec<Said>,
    row_href: String,
    target_kind: String,
    target_id: String,
    target_label: String,
    target_href: Option<String>,
    lines: Vec<Line>,
    distance: Option<f64>,
    precision: Option<f64>,
    probability: f64,
    waterfall: Option<Waterfall>,
    others: Vec<CandidateView>,
    decision: String,
    open: bool,
    /// How often this match was judged and taken back: says whether somebody else was first.
    stand: String,
    judgements: Vec<JudgementView>,
}

#[derive(Serialize)]
struct ReviewPage {
    question: Option<Question>,
    waiting: Vec<Waiting>,
    remaining: i64,
    /// How many of a hundred matches that nobody looks at are expected to be wrong.
    wrong_of_100: Option<f64>,
    certain: i64,
    only: String,
    previous: Option<String>,
}

/// `/koppelen`
pub async fn next(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Query(query): Query<view::Query>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::JudgeMatches)?;
    let only: Option<DeliveryId> = asked(&query, "levering").parse().ok();
    let mut tx = caller.app().db().read().await?;
    let found = desk.waiting(&mut tx, &scope).await?.next(only);
    let page = page(&caller, &desk, tx, &scope, found, &query).await?;
    shown(&caller, page).await
}

/// `/koppelen/{delivery}/{seq}`
pub async fn one(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path((delivery, seq)): Path<(String, i64)>,
    Query(query): Query<view::Query>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::JudgeMatches)?;
    let id: DeliveryId = delivery.parse().map_err(|_| WebError::NotFound)?;
    let tx = caller.app().db().read().await?;
    let page = page(&caller, &desk, tx, &scope, Some((id, seq)), &query).await?;
    if page.question.is_none() {
        return Err(WebError::NotFound);
    }
    shown(&caller, page).await
}

async fn shown(caller: &Caller, page: ReviewPage) -> Result<Response, WebError> {
    if let Some(question) = &page.question {
        let id = format!("{}/{}", question.delivery, question.seq);
        caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "koppeling", id)).await?;
    }
    caller.page("places/review.html", &page)
}

async fn page(
    caller: &Caller,
    desk: &Desk,
    mut tx: Tx,
    scope: &Scope,
    which: Option<(DeliveryId, i64)>,
    query: &view::Query,
) -> Result<ReviewPage, WebError> {
    let only = asked(query, "levering").to_owned();
    let question = match which {
        Some((id, seq)) => question(caller, &mut tx, scope, id, seq).await?,
        None => None,
    };
    let unsure = desk.waiting(&mut tx, scope).await?;
    let (certain, chance) = desk.certain(&mut tx, scope).await?;
    let waits = |(id, name, n): &(DeliveryId, String, i64)| {
        let id = id.to_string();
        Waiting { href: with_parameter("/koppelen", "levering", Some(&id)), name: name.clone(), n: *n, on: id == only }
    };
    Ok(ReviewPage {
        question,
        remaining: unsure.count(),
        waiting: unsure.by_delivery.iter().map(waits).collect(),
        wrong_of_100: (certain > 0).then_some(chance * 100.0),
        certain,
        previous: previous(asked(query, "vorige")),
        only,
    })
}

/// Where the last judgement can be taken back: `ID-SEQ` in the address.
fn previous(text: &str) -> Option<String> {
    let (id, seq) = text.split_once('-')?;
    let (id, seq) = (id.parse::<DeliveryId>().ok()?, seq.parse::<i64>().ok()?);
    Some(format!("/koppelen/{id}/{seq}/ongedaan"))
}

async fn question(caller: &Caller, tx: &mut Tx, scope: &Scope, id: DeliveryId, seq: i64) -> Result<Option<Question>, WebError> {
    let Some(it) = rows::matched(tx, scope, id, seq).await? else { return Ok(None) };
    let Some(from) = deliveries::any(tx, id).await? else { return Ok(None) };
    let candidates: Vec<Candidate> = serde_json::from_str(&it.candidates).unwrap_or_default();
    let views: Vec<CandidateView> = candidates.iter().map(|c| row::candidate(caller, c, &it)).collect();
    let judgements = rows::judgements(tx, &it).await?;
    let target = chosen(&it, &candidates);
    let fields = view::object(&it.fields);
    let (known, at) = match target {
        Some(target) => known(tx, own(scope), target).await?,
        None => (Known::default(), None),
    };
    let coordinate = |name: &str| fields.get(name).and_then(|v| v.as_str()).and_then(|text| text.parse::<f64>().ok());
    let here = coordinate("x").zip(coordinate("y")).map(|(x, y)| RdPoint::new(x, y));
    let target_href = views.iter().find(|v| v.chosen()).and_then(CandidateView::address);
    Ok(Some(Question {
        delivery: id.to_string(),
        delivery_name: from.name,
        holder: from.holder,
        row_href: view::row_address(it.delivery, it.seq),
        lines: target.map(|t| compare::lines(&fields, &t.target_kind, &known)).unwrap_or_default(),
        distance: here.zip(at).map(|(a, b)| a.distance(b)),
        precision: it.precision_m,
        said: view::all_fields(&it.fields).into_iter().chain(view::all_attributes(&it.attributes)).collect(),
        target_kind: target.map(|t| t.target_kind.clone()).unwrap_or_default(),
        target_id: target.map(|t| t.target_id.clone()).unwrap_or_default(),
        target_label: target.map(|t| t.label.clone()).unwrap_or_default(),
        target_href,
        waterfall: target.map(|t| view::drawn(caller, t.evidence.clone())),
        probability: target.map_or(it.probability, |t| t.evidence.probability()),
        others: views.into_iter().filter(|v| !v.chosen()).take(MOST_OTHERS).collect(),
        open: it.decision == "twijfel",
        stand: stand(&judgements),
        judgements: judgements.into_iter().map(|j| row::said(j, &candidates)).collect(),
        date: it.event_date.and_then(view::iso),
        seq: it.seq,
        kind: it.kind,
        sheet: it.sheet,
        row_number: it.row_number,
        decision: it.decision,
    }))
}

/// What the question is about: what holds now, or else what came nearest.
fn chosen<'c>(it: &MatchedRow, candidates: &'c [Candidate]) -> Option<&'c Candidate> {
    let holds = it.target_kind.as_deref().zip(it.target_id.as_deref());
    holds.and_then(|(kind, id)| candidates.iter().find(|c| c.is(kind, id))).or_else(|| candidates.first())
}

/// What the register knows of a candidate, and where it lies.
async fn known(tx: &mut Tx, own: i64, target: &Candidate) -> Result<(Known, Option<RdPoint>), WebError> {
    let mut known = Known { label: target.label.clone(), id: target.target_id.clone(), ..Known::default() };
    let mut at = None;
    if let ("address", Ok(id)) = (target.target_kind.as_str(), target.target_id.parse())
        && let Some(found) = places::address(tx, own, id).await?
    {
        known.number = label("", found.number, found.letter.as_deref(), found.suffix.as_deref()).trim().to_owned();
        (known.street, known.town) = (found.street, found.town);
        known.postcode = found.postcode.unwrap_or_default();
        at = Some(RdPoint::new(found.x, found.y));
    } else if let ("building", Ok(id)) = (target.target_kind.as_str(), target.target_id.parse()) {
        at = places::of_building(tx, own, id).await?.map(|(_, x, y)| RdPoint::new(x, y));
    }
    Ok((known, at))
}

fn stand(judgements: &[JudgementRow]) -> String {
    format!("{}.{}", judgements.len(), judgements.iter().filter(|j| j.undone_at.is_some()).count())
}

/// `POST /koppelen/{delivery}/{seq}`
pub async fn judge(
    caller: Caller,
    Path((delivery, seq)): Path<(String, i64)>,
    Sent(form): Sent<view::Query>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::JudgeMatches)?;
    let id: DeliveryId = delivery.parse().map_err(|_| WebError::NotFound)?;
    let here = format!("/koppelen/{id}/{seq}");
    if stand_now(&caller, &scope, id, seq).await? != asked(&form, "stand") {
        return Ok(caller.go_with(&here, &Flash::new("flash-judged-meanwhile")));
    }
    let (verdict, said) = verdict(&form).ok_or(WebError::Invalid("review-no-answer"))?;
    let reason: String = asked(&form, "reden").chars().take(500).collect();
    judge::judge(caller.app().db(), &caller.ctx, id, seq, verdict, &reason).await.map_err(refused)?;
    let only = asked(&form, "levering");
    let next = with_parameter("/koppelen", "vorige", Some(&format!("{id}-{seq}")));
    let next = with_parameter(&next, "levering", Some(only).filter(|only| !only.is_empty()));
    Ok(caller.go_with(&next, &Flash::new(said)))
}

async fn stand_now(caller: &Caller, scope: &Scope, id: DeliveryId, seq: i64) -> Result<String, WebError> {
    let mut tx = caller.app().db().read().await?;
    let row = rows::matched(&mut tx, scope, id, seq).await?.ok_or(WebError::NotFound)?;
    Ok(stand(&rows::judgements(&mut tx, &row).await?))
}

/// The answer, and the message that follows it. One of the others is chosen as `kies KIND ID`.
fn verdict(form: &view::Query) -> Option<(Verdict, &'static str)> {
    let target = || (asked(form, "doel_soort").to_owned(), asked(form, "doel").to_owned());
    match asked(form, "oordeel") {
        "zelfde" => {
            let (target_kind, target_id) = target();
            Some((Verdict::Same { target_kind, target_id }, "flash-judged-same"))
        }
        "niet_zelfde" => {
            let (target_kind, target_id) = target();
            Some((Verdict::NotSame { target_kind, target_id }, "flash-judged-not"))
        }
        "weet_niet" => Some((Verdict::Unsure, "flash-judged-unsure")),
        chosen => {
            let (kind, id) = chosen.strip_prefix("kies ")?.split_once(' ')?;
            let verdict = Verdict::Same { target_kind: kind.to_owned(), target_id: id.to_owned() };
            Some((verdict, "flash-judged-other"))
        }
    }
}

/// `POST /koppelen/{delivery}/{seq}/ongedaan`
pub async fn undo(caller: Caller, Path((delivery, seq)): Path<(String, i64)>, Sent(form): Sent<view::Query>) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::JudgeMatches)?;
    let id: DeliveryId = delivery.parse().map_err(|_| WebError::NotFound)?;
    let undone = judge::undo(caller.app().db(), &caller.ctx, id, seq).await.map_err(refused)?;
    let back = match asked(&form, "terug") {
        "" => format!("/koppelen/{id}/{seq}"),
        target => safe_target(target).to_owned(),
    };
    if !undone {
        return Ok(see_other(&back));
    }
    Ok(caller.go_with(&back, &Flash::new("flash-undone")))
}

fn refused(error: JudgeError) -> WebError {
    match error {
        JudgeError::NotFound => WebError::NotFound,
        JudgeError::NoSuchCandidate => WebError::Conflict("review-no-candidate"),
        JudgeError::Store(error) => error.into(),
    }
}
