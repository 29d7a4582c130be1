// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Groups: the rows that are about one company or address, what holds them together, and where they would fall apart.

use std::{
    collections::{BTreeMap, BTreeSet},
    f64::consts::TAU,
    sync::Arc,
};

use axum::{
    Extension,
    extract::{Form as Sent, Path, Query as Wanted},
    http::StatusCode,
    response::Response,
};
use erf_base::Permission;
use erf_linkage::review;
use erf_store::{StoreError, Tx};
use erf_web::{Caller, Flash, Pager, WebError, see_other};
use serde::Serialize;
use serde_json::Value;

use super::view::{Head, Query, RowView, asked, group_address, noted, pair_address, ready, refused};
use crate::{
    judge_pair::ordered,
    merge_groups::{self, Merged},
    store::{
        linkages::{self, Linkage},
        rows::{self, Row},
    },
    tasks::Desk,
};

/// Groups a page.
const SIZE: u64 = 50;
/// Rows of a group that are shown; a larger one is a heap of copies.
const MOST_ROWS: i64 = 120;
/// Rows that a picture can still tell apart.
const MOST_DRAWN: usize = 40;
/// Edges in the table.
const MOST_EDGES: usize = 400;

#[derive(Serialize)]
struct GroupLine {
    href: String,
    n: i64,
    says: Vec<String>,
    name: String,
}

#[derive(Serialize)]
struct GroupsPage {
    linkage: Head,
    groups: Vec<GroupLine>,
    pager: Pager,
    single: i64,
}

/// `/koppelwerkbank/{linkage}/groepen`
pub async fn list(caller: Caller, Path(id): Path<String>, Wanted(query): Wanted<Query>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadLinkages)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = ready(&mut tx, &scope, &id).await?;
    let (single, several) = rows::count_groups(&mut tx, &linkage).await?;
    let pager = Pager::new(asked(&query, "pagina").parse().unwrap_or(1), SIZE, several as u64);
    let mut groups = Vec::new();
    for group in rows::list_groups(&mut tx, &linkage, pager.offset() as i64, SIZE as i64).await? {
        let first = rows::one(&mut tx, &linkage, group.first).await?;
        let says =
            first.as_ref().map(|row| row.values().into_iter().filter(|value| !value.is_empty()).take(5).collect()).unwrap_or_default();
        let name = first.map(|row| row.name).unwrap_or_default();
        groups.push(GroupLine { href: group_address(linkage.number(), &group.entity), n: group.n, says, name });
    }
    drop(tx);
    noted(&caller, &linkage, "groepen").await?;
    caller.page("workbench/groups.html", &GroupsPage { linkage: Head::of(&caller, &linkage, "linkage-tab-groups"), groups, pager, single })
}

#[derive(Serialize)]
struct EdgeView {
    href: String,
    /// Address to which a judgement about this pair goes.
    action: String,
    left: usize,
    right: usize,
    bits: f64,
    probability: f64,
    bridge: bool,
    weakest: bool,
}

#[derive(Serialize)]
struct Dot {
    x: f64,
    y: f64,
    number: usize,
}

#[derive(Serialize)]
struct Drawn {
    dots: Vec<Dot>,
    /// From, to, and whether it is a bridge or the weakest.
    lines: Vec<(Dot, Dot, bool, bool)>,
}

#[derive(Serialize)]
struct Told {
    at: i64,
    cause: String,
    event: String,
    others: Vec<(String, String)>,
}

#[derive(Serialize)]
struct GroupPage {
    linkage: Head,
    group: String,
    here: String,
    rows: Vec<RowView>,
    more: bool,
    edges: Vec<EdgeView>,
    weakest: Option<usize>,
    bridges: usize,
    drawing: Option<Drawn>,
    events: Vec<Told>,
    previous: Option<String>,
    merge_missing: bool,
    merging: Merging,
}

/// A merge of which we do not know yet which row is meant.
#[derive(Default, Serialize)]
struct Merging {
    typed: String,
    reason: String,
    choices: Vec<Choice>,
}

/// A row that may be meant, with the table it is in.
#[derive(Serialize)]
struct Choice {
    table: String,
    row: RowView,
}

/// `/koppelwerkbank/{linkage}/groepen/{groep}`
pub async fn show(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path((id, group)): Path<(String, String)>,
    Wanted(query): Wanted<Query>,
) -> Result<Response, WebError> {
    shown(&caller, &desk, (&id, &group), &query, Merging::default()).await
}

async fn shown(caller: &Caller, desk: &Desk, (id, group): (&str, &str), query: &Query, merging: Merging) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadLinkages)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = ready(&mut tx, &scope, id).await?;
    let mut found = rows::of_entity(&mut tx, &linkage, group, MOST_ROWS + 1).await?;
    if found.is_empty() {
        return Err(WebError::NotFound);
    }
    let more = found.len() as i64 > MOST_ROWS;
    found.truncate(MOST_ROWS as usize);
    let graph = graph(caller, desk, &linkage, &found).await?;
    let views = views(caller, &mut tx, &linkage, &found).await?;
    let events = told(&mut tx, &linkage, group).await?;
    drop(tx);
    let edges = edges(&linkage, &graph, &found);
    let page = GroupPage {
        linkage: Head::of(caller, &linkage, "linkage-tab-groups"),
        here: group_address(linkage.number(), group),
        group: group.to_owned(),
        rows: views,
        more,
        bridges: edges.iter().filter(|edge| edge.bridge).count(),
        weakest: edges.iter().position(|edge| edge.weakest),
        drawing: (2..=MOST_DRAWN).contains(&found.len()).then(|| drawn(found.len(), &edges)),
        edges,
        events,
        previous: previous(&linkage, asked(query, "vorige")),
        merge_missing: asked(query, "geen") == "ja",
        merging,
    };
    noted(caller, &linkage, "groep").await?;
    let status = if page.merging.choices.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    caller.page_with_status(status, "workbench/group.html", &page)
}

async fn views(caller: &Caller, tx: &mut Tx, linkage: &Linkage, found: &[Row]) -> Result<Vec<RowView>, StoreError> {
    let headings = linkage.headings();
    let mut views = Vec::new();
    for row in found {
        views.push(RowView::of(caller, tx, linkage, &headings, row).await?);
    }
    Ok(views)
}

fn previous(linkage: &Linkage, text: &str) -> Option<String> {
    let (a, b) = text.split_once('-')?;
    Some(format!("{}/ongedaan", pair_address(linkage.number(), a.parse().ok()?, b.parse().ok()?)))
}

async fn graph(caller: &Caller, desk: &Desk, linkage: &Linkage, found: &[Row]) -> Result<review::Graph, WebError> {
    let run = desk.runs.of(caller.app().db(), linkage).await.map_err(WebError::internal)?;
    let mut places: Vec<u32> = found.iter().filter_map(|row| run.row(row.nr)).collect();
    Ok(review::graph(&run.run, &mut places, linkage.cut))
}

fn edges(linkage: &Linkage, graph: &review::Graph, found: &[Row]) -> Vec<EdgeView> {
    let place: BTreeMap<&str, usize> = found.iter().enumerate().map(|(place, row)| (row.key.as_str(), place)).collect();
    let edge = |(number, edge): (usize, &review::Edge)| {
        let (left, right) = (*place.get(edge.left.as_str())?, *place.get(edge.right.as_str())?);
        let action = pair_address(linkage.number(), found[left].nr.min(found[right].nr), found[left].nr.max(found[right].nr));
        Some(EdgeView {
            href: action.clone(),
            action,
            left: left + 1,
            right: right + 1,
            bits: edge.bits,
            probability: edge.probability,
            bridge: edge.bridge,
            weakest: graph.weakest == Some(number),
        })
    };
    let kept = |(number, _): &(usize, &review::Edge)| *number < MOST_EDGES || graph.weakest == Some(*number);
    graph.edges.iter().enumerate().filter(kept).filter_map(edge).collect()
}

/// Rows in a circle, in their order. The table beside it says the same.
fn drawn(count: usize, edges: &[EdgeView]) -> Drawn {
    let dot = |number: usize| {
        let angle = TAU * (number - 1) as f64 / count as f64 - TAU / 4.0;
        let round = |value: f64| (value * 10.0).round() / 10.0;
        Dot { x: round(160.0 + 120.0 * angle.cos()), y: round(160.0 + 120.0 * angle.sin()), number }
    };
    let line = |edge: &EdgeView| (dot(edge.left), dot(edge.right), edge.bridge, edge.weakest);
    Drawn { dots: (1..=count).map(dot).collect(), lines: edges.iter().map(line).collect() }
}

/// What happened to this group. Who judged what stands with the pair, for who judged it too.
async fn told(tx: &mut Tx, linkage: &Linkage, group: &str) -> Result<Vec<Told>, StoreError> {
    let mut told = Vec::new();
    for it in linkages::events(tx, linkage, 500).await?.into_iter().filter(|it| it.detail.contains(group)) {
        let detail: Value = serde_json::from_str(&it.detail).unwrap_or_default();
        let events = detail["events"].as_array().cloned().unwrap_or_default();
        for event in events.iter().filter(|event| event.to_string().contains(group)) {
            let others = others(event, group).into_iter().map(|other| (group_address(linkage.number(), &other), other)).collect();
            told.push(Told { at: it.at.0, cause: it.cause.clone(), event: name_of(event, group), others });
        }
    }
    Ok(told)
}

/// The name of an event as this group saw it: of a group that was split, another one may have got rows.
fn name_of(event: &Value, group: &str) -> String {
    let name = event["event"].as_str().unwrap_or_default();
    if name == "split" && event["entity"] != group { "split_from".to_owned() } else { name.to_owned() }
}

/// The other groups of an event, each once.
fn others(event: &Value, group: &str) -> BTreeSet<String> {
    let list = event["from"].as_array().or(event["into"].as_array());
    let names = list.into_iter().flatten().chain([&event["entity"]]).filter_map(Value::as_str);
    names.filter(|name| *name != group).map(str::to_owned).collect()
}

/// `/koppelwerkbank/{linkage}/rijen/{seq}`: to the group of a row, whatever that is called now.
pub async fn of_row(caller: Caller, Path((id, nr)): Path<(String, i64)>, Wanted(query): Wanted<Query>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadLinkages)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = ready(&mut tx, &scope, &id).await?;
    let row = rows::one(&mut tx, &linkage, nr).await?.ok_or(WebError::NotFound)?;
    let address = group_address(linkage.number(), &row.entity);
    let previous = Some(asked(&query, "vorige")).filter(|text| !text.is_empty());
    Ok(see_other(&erf_web::with_parameter(&address, "vorige", previous)))
}

/// `POST /koppelwerkbank/{linkage}/groepen/{groep}/samenvoegen`: the same as judging a row of each to be one.
pub async fn merge(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path((id, group)): Path<(String, String)>,
    Sent(form): Sent<Query>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::JudgeMatches)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = ready(&mut tx, &scope, &id).await?;
    let own = rows::of_entity(&mut tx, &linkage, &group, 1).await?.pop().ok_or(WebError::NotFound)?;
    let meant = meant(&mut tx, &linkage, &group, &form).await?;
    let reason: String = asked(&form, "reden").chars().take(500).collect();
    let other = match meant.as_slice() {
        [] => return Ok(see_other(&format!("{}?geen=ja#samenvoegen", group_address(linkage.number(), &group)))),
        [one] => one,
        several => {
            let choices = choices(&caller, &mut tx, &linkage, several).await?;
            drop(tx);
            let merging = Merging { typed: asked(&form, "andere").to_owned(), reason, choices };
            return shown(&caller, &desk, (&id, &group), &Query::default(), merging).await;
        }
    };
    drop(tx);
    let maker = desk.maker(caller.app().db());
    let merged = merge_groups::merge(maker, &caller.ctx, &linkage, (&own, other), &reason).await.map_err(refused)?;
    let (a, b) = ordered((own.nr, other.nr));
    let there = format!("/koppelwerkbank/{}/rijen/{}?vorige={a}-{b}", linkage.number(), own.nr);
    Ok(caller.go_with(&there, &message(merged)))
}

/// Rows of other groups that somebody may mean: the one that was picked from a list, or all that what was typed fits.
async fn meant(tx: &mut Tx, linkage: &Linkage, group: &str, form: &Query) -> Result<Vec<Row>, StoreError> {
    let mut found = match asked(form, "rij").parse() {
        Ok(nr) => rows::one(tx, linkage, nr).await?.into_iter().collect(),
        Err(_) => rows::named(tx, linkage, asked(form, "andere")).await?,
    };
    found.retain(|row| row.entity != group);
    Ok(found)
}

async fn choices(caller: &Caller, tx: &mut Tx, linkage: &Linkage, found: &[Row]) -> Result<Vec<Choice>, StoreError> {
    let inputs = linkages::inputs(tx, linkage).await?;
    let table = |side: i64| inputs.iter().find(|input| input.side == side).map(|input| input.name.clone()).unwrap_or_default();
    let rows = views(caller, tx, linkage, found).await?;
    Ok(rows.into_iter().zip(found).map(|(row, known)| Choice { table: table(known.side), row }).collect())
}

/// What came of a merge, for the next page.
fn message(merged: Merged) -> Flash {
    match merged {
        Merged::Whole(rows) => Flash::new("flash-linkage-merged").with("n", rows),
        Merged::Partly { rows, elsewhere } => Flash::new("flash-linkage-merged-partly").with("n", rows).with("elders", elsewhere),
        Merged::Apart => Flash::new("flash-linkage-merged-not"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_event_every_other_group_is_named_once() {
        let split = serde_json::json!({ "event": "split", "entity": "e2", "into": ["e1", "e2", "e3"] });
        assert_eq!(others(&split, "e1").into_iter().collect::<Vec<_>>(), ["e2", "e3"]);
        assert_eq!((name_of(&split, "e1"), name_of(&split, "e2")), ("split_from".to_owned(), "split".to_owned()));
        let merged = serde_json::json!({ "event": "merged", "entity": "e1", "from": ["e2"] });
        assert_eq!(others(&merged, "e1").into_iter().collect::<Vec<_>>(), ["e2"]);
    }
}
