// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How far two people who judged the same match agree, and the matches about which they should talk.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::{Extension, response::Response};
use erf_accounts::People;
use erf_base::{Figure, Kappa, Permission, Scope};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, FigureView, WebError};
use serde::Serialize;

use super::{desk::Desk, queues::Sort};
use crate::{
    model::DeliveryId,
    opinions::{self, Answer},
    store::facts::{
        InUse,
        matches::{self, Judged, Proposal, RowId},
    },
};

/// On fewer rows kappa says nothing yet.
const FEWEST: u64 = 10;
/// More would not be talked over in one sitting.
const MOST: usize = 100;

/// Agreement as the page shows it.
#[derive(Serialize)]
struct KappaView {
    name: String,
    n: u64,
    value: Option<f64>,
    interval: Option<(f64, f64)>,
    agreed: FigureView,
}

/// A match about which people contradict each other.
#[derive(Serialize)]
struct Apart {
    href: String,
    delivery: String,
    seq: i64,
    about: String,
    said: Vec<Voice>,
}

#[derive(Serialize)]
struct Voice {
    who: String,
    verdict: &'static str,
    about: String,
}

#[derive(Serialize)]
struct AgreementPage {
    all: KappaView,
    deliveries: Vec<KappaView>,
    apart: Vec<Apart>,
    apart_count: usize,
    ended: usize,
    /// Judged by one person, and waiting for this reader.
    waiting: i64,
}

/// `/koppelen/overeenstemming`
pub async fn show(caller: Caller, Extension(desk): Extension<Arc<Desk>>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::JudgeMatches)?;
    let mut tx = caller.app().db().read().await?;
    let page = page(&caller, &desk, &mut tx, &scope).await?;
    drop(tx);
    let detail = serde_json::json!({ "dubbel": page.all.n, "verschil": page.apart_count });
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "overeenstemming", "").with(detail)).await?;
    caller.page("places/agreement.html", &page)
}

async fn page(caller: &Caller, desk: &Desk, tx: &mut Tx, scope: &Scope) -> Result<AgreementPage, WebError> {
    let usable = InUse::of(tx, scope, caller.ctx.clock.today()).await?;
    let queues = desk.queues(tx, scope, &usable).await?;
    let judged = matches::judged(tx, scope, &usable).await?.list;
    let several: Vec<&Judged> = judged.iter().filter(|j| opinions::people(&j.opinions).len() > 1).collect();
    let proposals = matches::proposals(tx, &several.iter().map(|j| j.row).collect()).await?;
    let ids: BTreeSet<DeliveryId> = several.iter().map(|j| j.row.0).collect();
    let names = matches::delivery_names(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
    let (today, people) = (caller.ctx.clock.today(), People::known(tx).await?);
    let view = |name: &str, table: &Table| kappa_view(name, table, today);
    let tables = tables(&several, &proposals);
    let mut all = Table::default();
    tables.values().for_each(|table| add(&mut all, table));
    let apart = several.iter().copied().filter(|j| opinions::contradict(&j.opinions));
    let (ended, open): (Vec<&Judged>, Vec<&Judged>) = apart.partition(|j| opinions::ended(&j.opinions));
    let name = |id: &DeliveryId| names.get(&id.0).cloned().unwrap_or_default();
    Ok(AgreementPage {
        all: view("", &all),
        deliveries: tables.iter().map(|(id, table)| view(&name(id), table)).collect(),
        apart: open.iter().take(MOST).map(|j| apart_view(j, proposals.get(&j.row), name(&j.row.0), &people)).collect(),
        apart_count: open.len(),
        ended: ended.len(),
        waiting: queues.count(Sort::Second, &caller.ctx.actor.id),
    })
}

/// Counts of answers: the first person by row, the second by column.
type Table = [[u64; 3]; 3];

/// By delivery, what two people answered. Only matches that were drawn for a second opinion: of the others the second person
/// knew what the first had said.
fn tables(judged: &[&Judged], proposals: &BTreeMap<RowId, Proposal>) -> BTreeMap<DeliveryId, Table> {
    let mut tables: BTreeMap<DeliveryId, Table> = BTreeMap::new();
    for j in judged.iter().filter(|j| opinions::drawn_for_second(j.row.0.0, j.row.1)) {
        let Some(proposal) = proposals.get(&j.row) else { continue };
        let Some((one, two)) = opinions::first_two(&j.opinions, (&proposal.kind, &proposal.id)) else { continue };
        tables.entry(j.row.0).or_default()[place_of(one)][place_of(two)] += 1;
    }
    tables
}

fn place_of(answer: Answer) -> usize {
    Answer::ALL.iter().position(|known| *known == answer).unwrap_or_default()
}

fn add(all: &mut Table, table: &Table) {
    all.iter_mut().flatten().zip(table.iter().flatten()).for_each(|(sum, n)| *sum += n);
}

fn kappa_view(name: &str, table: &Table, today: jiff::civil::Date) -> KappaView {
    let kappa = Kappa::of(table);
    KappaView {
        name: name.to_owned(),
        n: kappa.n,
        value: kappa.value.filter(|_| kappa.n >= FEWEST),
        interval: kappa.interval,
        agreed: FigureView::share(&Figure::share(kappa.agreed, kappa.n, name, today)),
    }
}

fn apart_view(judged: &Judged, proposal: Option<&Proposal>, delivery: String, people: &People) -> Apart {
    let (id, seq) = judged.row;
    let named = |target: (&str, &str)| match proposal {
        Some(known) if (known.kind.as_str(), known.id.as_str()) == target => known.label.clone(),
        _ => target.1.to_owned(),
    };
    let voice = |opinion: &opinions::Opinion| Voice {
        who: people.name(&opinion.by),
        verdict: opinion.verdict.code(),
        about: opinion.verdict.target().map(named).unwrap_or_default(),
    };
    Apart {
        href: format!("/koppelen/{id}/{seq}"),
        delivery,
        seq,
        about: proposal.map(|p| p.label.clone()).unwrap_or_default(),
        said: judged.opinions.iter().map(voice).collect(),
    }
}
