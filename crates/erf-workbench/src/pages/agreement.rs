// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How far people who judged the same pairs agree, and the pairs to talk about.

use std::collections::{BTreeMap, BTreeSet};

use axum::{extract::Path, response::Response};
use erf_base::Permission;
use erf_linkage::judge::Judgements;
use erf_web::{Caller, WebError};
use serde::Serialize;

use super::view::{Head, People, noted, pair_address, ready};
use crate::store::{
    judgements::{self, Said},
    pairs, rows,
};

/// Pairs to talk about that fit on a page.
const MOST: usize = 100;

#[derive(Serialize)]
struct Two {
    one: String,
    other: String,
    n: u64,
    agreed: u64,
    kappa: Option<f64>,
    interval: Option<(f64, f64)>,
}

#[derive(Serialize)]
struct Talk {
    href: String,
    answers: Vec<(String, String)>,
}

#[derive(Serialize)]
struct AgreementPage {
    linkage: Head,
    judged: usize,
    judged_by_two: usize,
    twos: Vec<Two>,
    talks: Vec<Talk>,
    more: bool,
    waiting_second: i64,
}

/// `/koppelwerkbank/{linkage}/overeenstemming`
pub async fn show(caller: Caller, Path(id): Path<String>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadLinkages)?;
    let may_judge = caller.ctx.permit(Permission::JudgeMatches).is_ok();
    let me = &caller.ctx.actor.id;
    let mut tx = caller.app().db().read().await?;
    let linkage = ready(&mut tx, &scope, &id).await?;
    let said = judgements::standing(&mut tx, linkage.number()).await?;
    let keys = rows::keys(&mut tx, linkage.number()).await?;
    let people = People::known(&mut tx).await?;
    let waiting_second = if may_judge { pairs::count_second(&mut tx, &linkage, me).await? } else { 0 };
    drop(tx);
    let by_pair = by_pair(&said);
    // Who may judge sees a disagreement after judging the pair: the answer must be one's own.
    let open = |answers: &&Vec<&Said>| !may_judge || answers.iter().any(|it| it.actor == *me);
    let differ = |answers: &&Vec<&Said>| answers.iter().any(|it| it.verdict != answers[0].verdict);
    let mut talks: Vec<Talk> = by_pair
        .iter()
        .filter(|(_, answers)| differ(answers) && open(answers))
        .map(|((a, b), answers)| Talk {
            href: pair_address(linkage.number(), *a, *b),
            answers: answers.iter().map(|it| (people.name(&it.actor), it.verdict.clone())).collect(),
        })
        .collect();
    let more = talks.len() > MOST;
    talks.truncate(MOST);
    let page = AgreementPage {
        linkage: Head::of(&caller, &linkage, "linkage-tab-agreement"),
        judged: by_pair.len(),
        judged_by_two: by_pair.values().filter(|answers| answers.len() > 1).count(),
        twos: twos(&said, &judgements::for_engine(&said, &keys), &people),
        talks,
        more,
        waiting_second,
    };
    noted(&caller, &linkage, "overeenstemming").await?;
    caller.page("workbench/agreement.html", &page)
}

fn by_pair(said: &[Said]) -> BTreeMap<(i64, i64), Vec<&Said>> {
    let mut pairs: BTreeMap<(i64, i64), Vec<&Said>> = BTreeMap::new();
    for it in said {
        pairs.entry((it.a, it.b)).or_default().push(it);
    }
    pairs
}

/// Every two people who judged a pair in common.
fn twos(said: &[Said], judgements: &Judgements, people: &People) -> Vec<Two> {
    let who: BTreeSet<&str> = said.iter().map(|it| it.actor.as_str()).collect();
    let who: Vec<&str> = who.into_iter().collect();
    let mut twos = Vec::new();
    for (place, one) in who.iter().enumerate() {
        for other in &who[place + 1..] {
            let found = judgements.agreement(one, other);
            if found.n > 0 {
                let (one, other) = (people.name(one), people.name(other));
                twos.push(Two { one, other, n: found.n, agreed: found.agreed, kappa: found.value, interval: found.interval });
            }
        }
    }
    twos
}
