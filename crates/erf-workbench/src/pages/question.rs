// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Judge pairs: one question at a time, two rows side by side, three answers. Who judges second does not see the first answer before
//! giving one.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Form as Sent, Path, Query as Wanted},
    response::Response,
};
use erf_base::{Permission, Scope};
use erf_store::Tx;
use erf_web::{Caller, Flash, WebError, safe_target, see_other, with_parameter};
use serde::Serialize;

use super::{
    pair::{self, PairView},
    view::{Head, People, Query, address, asked, noted, pair_address, ready, refused},
};
use crate::{
    judge_pair::{self, ordered},
    model::verdict_of,
    store::{
        judgements::{self, Said},
        linkages::Linkage,
        pairs,
    },
    tasks::Desk,
};

#[derive(Serialize)]
struct Answer {
    verdict: String,
    reason: String,
    who: String,
    at: i64,
    undone_at: Option<i64>,
}

#[derive(Serialize)]
struct QuestionPage {
    linkage: Head,
    pair: Option<PairView>,
    /// Whether this is the queue, or a pair that was asked for.
    queue: bool,
    second: bool,
    waiting: i64,
    waiting_second: i64,
    answers: Vec<Answer>,
    mine: Option<String>,
    /// Others answered and this reader did not yet.
    hidden: bool,
    previous: Option<String>,
}

/// `/koppelwerkbank/{linkage}/vragen`
pub async fn next(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path(id): Path<String>,
    Wanted(query): Wanted<Query>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::JudgeMatches)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = ready(&mut tx, &scope, &id).await?;
    let second = asked(&query, "tweede") == "ja";
    let found = match second {
        true => pairs::next_second(&mut tx, &linkage, &caller.ctx.actor.id).await?,
        false => pairs::next(&mut tx, &linkage).await?,
    };
    let page = page(&caller, &desk, tx, &linkage, found.map(|pair| (pair.a, pair.b)), (true, second)).await?;
    let previous = previous(&linkage, asked(&query, "vorige"));
    noted(&caller, &linkage, "vragen").await?;
    caller.page("workbench/question.html", &QuestionPage { previous, ..page })
}

/// Where the last judgement can be taken back: `A-B` in the address.
fn previous(linkage: &Linkage, text: &str) -> Option<String> {
    let (a, b) = text.split_once('-')?;
    Some(format!("{}/ongedaan", pair_address(linkage.number(), a.parse().ok()?, b.parse().ok()?)))
}

/// `/koppelwerkbank/{linkage}/paren/{a}/{b}`
pub async fn one(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path((id, a, b)): Path<(String, i64, i64)>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadLinkages)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = ready(&mut tx, &scope, &id).await?;
    let (a, b) = ordered((a, b));
    if a < 0 || a == b || b >= linkage.row_count {
        return Err(WebError::NotFound);
    }
    let page = page(&caller, &desk, tx, &linkage, Some((a, b)), (false, false)).await?;
    noted(&caller, &linkage, "paar").await?;
    caller.page("workbench/question.html", &page)
}

async fn page(
    caller: &Caller,
    desk: &Desk,
    mut tx: Tx,
    linkage: &Linkage,
    which: Option<(i64, i64)>,
    (queue, second): (bool, bool),
) -> Result<QuestionPage, WebError> {
    let (me, db) = (&caller.ctx.actor.id, caller.app().db());
    let may_judge = caller.ctx.permit(Permission::JudgeMatches).is_ok();
    let waiting = pairs::count_open(&mut tx, linkage, pairs::DOUBT).await?;
    let waiting_second = if may_judge { pairs::count_second(&mut tx, linkage, me).await? } else { 0 };
    let (mut shown, mut said) = (None, Vec::new());
    if let Some((a, b)) = which {
        let run = desk.runs.of(db, linkage).await.map_err(WebError::internal)?;
        shown = Some(pair::view(caller, &mut tx, linkage, &run, (a, b)).await?);
        said = judgements::of_pair(&mut tx, linkage, a, b).await?;
    }
    let people = People::known(&mut tx).await?;
    let standing = |it: &&Said| it.undone_at.is_none();
    let mine = said.iter().filter(standing).find(|it| it.actor == *me).map(|it| it.verdict.clone());
    // Whoever may judge sees what others said after judging; the privacy officer, who may not, sees all.
    let open = mine.is_some() || !may_judge;
    let hidden = !open && said.iter().any(|it| it.actor != *me);
    let seen = said.into_iter().filter(|it| open || it.actor == *me).map(|it| answer(it, &people)).collect();
    Ok(QuestionPage {
        linkage: Head::of(caller, linkage, if queue { "linkage-tab-questions" } else { "" }),
        pair: shown,
        queue,
        second,
        waiting,
        waiting_second,
        answers: seen,
        mine,
        hidden,
        previous: None,
    })
}

fn answer(it: Said, people: &People) -> Answer {
    Answer { verdict: it.verdict, reason: it.reason, who: people.name(&it.actor), at: it.at.0, undone_at: it.undone_at.map(|at| at.0) }
}

/// `POST /koppelwerkbank/{linkage}/paren/{a}/{b}`
pub async fn judge(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path((id, a, b)): Path<(String, i64, i64)>,
    Sent(form): Sent<Query>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::JudgeMatches)?;
    let linkage = checked(&caller, &scope, &id).await?;
    let verdict = verdict_of(asked(&form, "oordeel")).ok_or(WebError::Invalid("linkage-no-answer"))?;
    let reason: String = asked(&form, "reden").chars().take(500).collect();
    let maker = desk.maker(caller.app().db());
    judge_pair::judge(maker, &caller.ctx, linkage.number(), (a, b), verdict, &reason).await.map_err(refused)?;
    let (a, b) = ordered((a, b));
    let flash = match asked(&form, "oordeel") {
        "zelfde" => Flash::new("flash-linkage-same"),
        "niet_zelfde" => Flash::new("flash-linkage-not"),
        _ => Flash::new("flash-linkage-unsure"),
    };
    let next = match asked(&form, "terug") {
        "" => with_parameter(&format!("{}/vragen", address(linkage.number())), "vorige", Some(&format!("{a}-{b}"))),
        target => safe_target(target).to_owned(),
    };
    let second = Some("ja").filter(|_| asked(&form, "tweede") == "ja");
    Ok(caller.go_with(&with_parameter(&next, "tweede", second), &flash))
}

async fn checked(caller: &Caller, scope: &Scope, id: &str) -> Result<Linkage, WebError> {
    let mut tx = caller.app().db().read().await?;
    ready(&mut tx, scope, id).await
}

/// `POST /koppelwerkbank/{linkage}/paren/{a}/{b}/ongedaan`
pub async fn undo(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path((id, a, b)): Path<(String, i64, i64)>,
    Sent(form): Sent<Query>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::JudgeMatches)?;
    let linkage = checked(&caller, &scope, &id).await?;
    let undone = judge_pair::undo(desk.maker(caller.app().db()), &caller.ctx, linkage.number(), (a, b)).await.map_err(refused)?;
    let back = match asked(&form, "terug") {
        "" => pair_address(linkage.number(), a, b),
        target => safe_target(target).to_owned(),
    };
    Ok(if undone { caller.go_with(&back, &Flash::new("flash-linkage-undone")) } else { see_other(&back) })
}
