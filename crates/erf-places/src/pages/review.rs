// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Judge matches: one question at a time, two records side by side, three answers.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Form as Sent, Path, Query},
    response::Response,
};
use erf_base::{Permission, Scope};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, Flash, WebError, safe_target, see_other, with_parameter};
use serde::Serialize;

use super::{
    desk::Desk,
    in_short,
    pair::{self, Question},
    queues::{Queues, Sort},
    view::{self, asked},
};
use crate::{
    judge::{self, JudgeError},
    model::DeliveryId,
    opinions,
    store::facts::{InUse, matches::RowId, rows},
    verdict::Verdict,
};

#[derive(Serialize)]
struct Waiting {
    href: String,
    name: String,
    n: i64,
    on: bool,
}

#[derive(Serialize)]
struct ReviewPage {
    question: Option<Question>,
    /// The kinds of question; the name is the word in the address.
    sorts: Vec<Waiting>,
    waiting: Vec<Waiting>,
    remaining: i64,
    /// How many of a hundred matches that nobody looks at are expected to be wrong.
    wrong_of_100: Option<f64>,
    certain: i64,
    /// Why this one is asked now.
    turn: Option<String>,
    asked: AskedFor,
    previous: Option<Previous>,
    /// To the next one, leaving this one for later.
    later: Option<String>,
    /// To the same question with the map, or without it.
    map_href: String,
    may_read_quality: bool,
}

/// What the reader asked to judge: handed on from question to question.
#[derive(Serialize, Clone)]
struct AskedFor {
    sort: &'static str,
    only: String,
    after: String,
    map: bool,
}

impl AskedFor {
    fn of(query: &view::Query) -> Self {
        let after = row_of(asked(query, "na")).map(|(id, seq)| format!("{id}-{seq}")).unwrap_or_default();
        let only = asked(query, "levering").parse::<DeliveryId>().map(|id| id.to_string()).unwrap_or_default();
        Self { sort: Sort::of(asked(query, "soort")).code(), only, after, map: asked(query, "kaart") == "ja" }
    }

    fn sort(&self) -> Sort {
        Sort::of(self.sort)
    }

    fn only(&self) -> Option<DeliveryId> {
        self.only.parse().ok()
    }

    /// An address that asks for the same again.
    fn on(&self, address: &str) -> String {
        let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let sort = known(self.sort).filter(|_| self.sort() != Sort::Doubt);
        let pairs =
            [("levering", known(&self.only)), ("soort", sort), ("na", known(&self.after)), ("kaart", self.map.then(|| "ja".into()))];
        pairs
            .into_iter()
            .filter(|(_, value)| value.is_some())
            .fold(address.to_owned(), |at, (name, value)| with_parameter(&at, name, value.as_deref()))
    }
}

/// `ID-SEQ` in an address.
fn row_of(text: &str) -> Option<RowId> {
    let (id, seq) = text.split_once('-')?;
    Some((id.parse().ok()?, seq.parse().ok()?))
}

/// `/koppelen`
pub async fn next(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Query(query): Query<view::Query>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::JudgeMatches)?;
    let asked_for = AskedFor::of(&query);
    let mut tx = caller.app().db().read().await?;
    let queues = queues(&caller, &desk, &mut tx, &scope).await?;
    let found = queues.next(asked_for.sort(), &caller.ctx.actor.id, asked_for.only(), row_of(&asked_for.after));
    let page = page(&caller, &desk, tx, &scope, (&queues, found), &query).await?;
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
    let mut tx = caller.app().db().read().await?;
    let queues = queues(&caller, &desk, &mut tx, &scope).await?;
    let page = page(&caller, &desk, tx, &scope, (&queues, Some((id, seq))), &query).await?;
    if page.question.is_none() {
        return Err(WebError::NotFound);
    }
    shown(&caller, page).await
}

async fn queues(caller: &Caller, desk: &Desk, tx: &mut Tx, scope: &Scope) -> Result<Arc<Queues>, WebError> {
    let usable = InUse::of(tx, scope, caller.ctx.clock.today()).await?;
    Ok(desk.queues(tx, scope, &usable).await?)
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
    (queues, which): (&Queues, Option<RowId>),
    query: &view::Query,
) -> Result<ReviewPage, WebError> {
    let asked_for = AskedFor::of(query);
    let question = match which {
        Some(row) => pair::question(caller, &mut tx, scope, row, asked_for.map).await?,
        None => None,
    };
    let (certain, chance) = desk.certain(&mut tx, scope).await?;
    let (sort, who) = (asked_for.sort(), caller.ctx.actor.id.as_str());
    let turn = which.filter(|_| question.is_some() && sort == Sort::Doubt).and_then(|row| queues.turn(row));
    let later = which.map(|(id, seq)| AskedFor { after: format!("{id}-{seq}"), ..asked_for.clone() }.on("/koppelen"));
    Ok(ReviewPage {
        remaining: queues.count(sort, who),
        sorts: sorts(queues, who, &asked_for),
        waiting: waiting(queues, who, &asked_for),
        wrong_of_100: (certain > 0).then_some(chance * 100.0),
        certain,
        turn: turn.map(|(place, turn)| in_short::of_turn(caller, place, &turn)).transpose()?,
        previous: previous(asked(query, "vorige")),
        later: later.filter(|_| question.is_some()),
        map_href: with_parameter(caller.address(), "kaart", (!asked_for.map).then_some("ja")),
        may_read_quality: caller.ctx.permit(Permission::ReadMatchQuality).is_ok(),
        asked: asked_for,
        question,
    })
}

fn sorts(queues: &Queues, who: &str, asked_for: &AskedFor) -> Vec<Waiting> {
    let chip = |sort: Sort| Waiting {
        href: AskedFor { sort: sort.code(), only: String::new(), after: String::new(), map: asked_for.map }.on("/koppelen"),
        name: sort.code().to_owned(),
        n: queues.count(sort, who),
        on: sort == asked_for.sort(),
    };
    Sort::ALL.into_iter().map(chip).collect()
}

fn waiting(queues: &Queues, who: &str, asked_for: &AskedFor) -> Vec<Waiting> {
    let to = |only: String| AskedFor { only, after: String::new(), ..asked_for.clone() }.on("/koppelen");
    let chip = |(id, name, n): (DeliveryId, String, i64)| {
        let id = id.to_string();
        Waiting { on: id == asked_for.only, href: to(id), name, n }
    };
    queues.by_delivery(asked_for.sort(), who).into_iter().map(chip).collect()
}

/// Where the last judgement can be taken back.
#[derive(Serialize)]
struct Previous {
    href: String,
    turn: i64,
}

/// `ID-SEQ-TURN` in an address.
fn previous(text: &str) -> Option<Previous> {
    let (row, turn) = text.rsplit_once('-')?;
    let (id, seq) = row_of(row)?;
    Some(Previous { href: format!("/koppelen/{id}/{seq}/ongedaan"), turn: turn.parse().ok()? })
}

/// `POST /koppelen/{delivery}/{seq}`
pub async fn judge(
    caller: Caller,
    Path((delivery, seq)): Path<(String, i64)>,
    Sent(form): Sent<view::Query>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::JudgeMatches)?;
    let id: DeliveryId = delivery.parse().map_err(|_| WebError::NotFound)?;
    let before = standing(&caller, &scope, id, seq).await?;
    if before.stand != asked(&form, "stand") {
        return Ok(caller.go_with(&format!("/koppelen/{id}/{seq}"), &Flash::new("flash-judged-meanwhile")));
    }
    let (verdict, said) = verdict(&form).ok_or(WebError::Invalid("review-no-answer"))?;
    let reason: String = asked(&form, "reden").chars().take(500).collect();
    if asked(&form, "eind") == "ja" {
        judge::end(caller.app().db(), &caller.ctx, id, seq, verdict, &reason).await.map_err(refused)?;
    } else {
        judge::judge(caller.app().db(), &caller.ctx, id, seq, verdict, &reason).await.map_err(refused)?;
    }
    let after = standing(&caller, &scope, id, seq).await.ok();
    let flash = match &after {
        Some(after) if before.blind => Flash::new(if after.differ { "flash-second-differs" } else { "flash-second-agrees" }),
        Some(after) if after.differ && asked(&form, "eind") != "ja" => Flash::new("flash-differs"),
        _ => Flash::new(said),
    };
    let said_in = after.and_then(|after| after.undo).map(|turn| format!("{id}-{seq}-{turn}"));
    let next = with_parameter("/koppelen", "vorige", said_in.as_deref());
    Ok(caller.go_with(&AskedFor::of(&form).on(&next), &flash))
}

/// What stands about a match for somebody who judges it.
struct Standing {
    stand: String,
    blind: bool,
    differ: bool,
    /// What this person would take back.
    undo: Option<i64>,
}

async fn standing(caller: &Caller, scope: &Scope, id: DeliveryId, seq: i64) -> Result<Standing, WebError> {
    let mut tx = caller.app().db().read().await?;
    let row = rows::matched(&mut tx, scope, id, seq).await?.ok_or(WebError::NotFound)?;
    let judgements = rows::judgements(&mut tx, &row).await?;
    let opinions = pair::opinions(&judgements);
    let differ = opinions::contradict(&opinions) && !opinions::ended(&opinions);
    let who = caller.ctx.actor.id.as_str();
    let blind = opinions::blind(id.0, seq, &opinions, who);
    Ok(Standing { stand: pair::stand(&judgements), blind, differ, undo: pair::to_undo(&judgements, who) })
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
    let turn = asked(&form, "beurt").parse().map_err(|_| WebError::Invalid("review-no-answer"))?;
    let undone = judge::undo(caller.app().db(), &caller.ctx, id, seq, turn).await.map_err(refused)?;
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
        JudgeError::NothingToEnd => WebError::Conflict("review-nothing-to-end"),
        JudgeError::NoReason => WebError::Invalid("review-no-reason"),
        JudgeError::Blind => WebError::Refused("review-blind-undo"),
        JudgeError::Store(error) => error.into(),
    }
}
