// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The list of a scan beside its map: for a conversation, never a suspicion.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Extension,
    extract::{Path, Query as Sent},
    response::Response,
};
use erf_base::{Permission, Scope};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, Pager, WebError};
use serde::Serialize;

use super::{
    desk::Desk,
    filters::{self, ChipRow, Offer},
    map::ScanMap,
    view::{self, Disclaimer, Head, Query, asked, dossier_address, page_of, scan_address},
};
use crate::{
    card::Card,
    store::{
        cards, decisions, figures,
        places::{self, Filter, PlaceLine},
        scans::{self, Count, Scan},
    },
};

/// Places on one page.
const PAGE: u64 = 50;
/// Reasons shown with a place.
const MOST_REASONS: usize = 2;

#[derive(Serialize)]
struct Line {
    place: String,
    href: String,
    name: String,
    kind: String,
    municipality: Option<String>,
    x: f64,
    y: f64,
    points: i64,
    band: String,
    reasons: Vec<(String, i32)>,
    /// Reasons that are not shown.
    more: usize,
    proposed: bool,
    random: bool,
    decision: Option<String>,
    paused: bool,
}

#[derive(Serialize)]
struct ListPage {
    scan: Head,
    disclaimer: Disclaimer,
    map_first: bool,
    expired: bool,
    ended: Option<String>,
    /// The address without filters.
    address: String,
    total: i64,
    all: i64,
    proposed: i64,
    decided: i64,
    chips: Vec<ChipRow>,
    search: String,
    neighbourhood: String,
    neighbourhoods: Vec<(String, String)>,
    sort: &'static str,
    sorts: [(&'static str, &'static str); 4],
    kept: Vec<(&'static str, String)>,
    filtered: bool,
    list: Vec<Line>,
    pager: Pager,
    map: Option<ScanMap>,
    may_share: bool,
    why_no_share: &'static str,
}

/// `/scans/{id}/lijst`
pub async fn show(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path(id): Path<String>,
    Sent(query): Sent<Query>,
) -> Result<Response, WebError> {
    shown(&caller, &desk, &id, &query, false).await
}

/// `/scans/{id}/kaart`: the same, with the map in front.
pub async fn show_map(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path(id): Path<String>,
    Sent(query): Sent<Query>,
) -> Result<Response, WebError> {
    shown(&caller, &desk, &id, &query, true).await
}

async fn shown(caller: &Caller, desk: &Desk, id: &str, query: &Query, map_first: bool) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadScans)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, id).await?;
    let page = page(caller, desk, &mut tx, Asked { scope: &scope, scan: &scan, query, map_first }).await?;
    drop(tx);
    let detail = serde_json::json!({ "getoond": page.list.len() });
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "scanlijst", scan.number()).with(detail)).await?;
    caller.page("scan/list.html", &page)
}

struct Asked<'a> {
    scope: &'a Scope,
    scan: &'a Scan,
    query: &'a Query,
    map_first: bool,
}

async fn page(caller: &Caller, desk: &Desk, tx: &mut Tx, it: Asked<'_>) -> Result<ListPage, WebError> {
    let Asked { scope, scan, query, map_first } = it;
    let filter = filters::filter(query);
    let card = cards::lookup(tx, scope, scan.card).await?.ok_or(WebError::NotFound)?.card;
    let (counts, chips) = (desk.counts(tx, scope, scan).await?, figures::chips(tx, scope, scan).await?);
    let total = places::count(tx, scope, scan, &card, &filter).await?;
    let pager = Pager::new(page_of(query), PAGE, total.unsigned_abs());
    let part = (pager.offset() as i64, PAGE as i64);
    let found = places::list(tx, scope, scan, &card, &filter, filters::sort(query), part).await?;
    let signs = desk.signs(tx, scope, scan).await?;
    let may_share = caller.ctx.permit(Permission::ShareScans).is_ok() && scan.state().is_in_use();
    let of_code = match &filter.code {
        Some(code) => Some(scans::counts_of_code(tx, scope, scan, code).await?),
        None => None,
    };
    let left = of_code.as_deref().unwrap_or(&counts.finest);
    let area_name = |code| caller.app().area_name(code);
    let offer = Offer { filter: &filter, counts: left, chips: &chips, address: caller.address(), area_name: &area_name };
    Ok(ListPage {
        scan: Head::of(caller, scan, if map_first { "tab-map" } else { "tab-list" }),
        disclaimer: Disclaimer::of(tx, scope, scan).await?,
        map_first,
        expired: view::is_over(scan),
        ended: scan.ended.clone(),
        address: format!("{}/{}", scan_address(scan.number()), if map_first { "kaart" } else { "lijst" }),
        total,
        all: counts.listed,
        proposed: counts.totals.proposed,
        decided: if view::is_over(scan) { decided_before(tx, scope, scan).await? } else { chips.decided.values().sum() },
        chips: offer.rows(),
        search: filter.text.clone().unwrap_or_default(),
        neighbourhood: filter.neighbourhood.clone().unwrap_or_default(),
        neighbourhoods: neighbourhoods(&counts.names, &counts.finest),
        sort: filters::SORTS.iter().map(|(value, _)| *value).find(|value| *value == asked(query, "sorteer")).unwrap_or("volgorde"),
        sorts: filters::SORTS,
        kept: filters::kept(query),
        filtered: filter != Filter::default(),
        list: found.into_iter().map(|place| line(caller, scope, scan, &card, place)).collect(),
        pager,
        map: ScanMap::of(scan, &counts.totals, &signs),
        may_share,
        why_no_share: if scan.state().is_in_use() { "list-no-share-role" } else { "list-no-share-state" },
    })
}

/// What is left of the decisions about an expired scan: how many there were.
async fn decided_before(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<i64, WebError> {
    Ok(decisions::counts(tx, scope, scan).await?.iter().map(|count| count.n).sum())
}

fn line(caller: &Caller, scope: &Scope, scan: &Scan, card: &Card, place: PlaceLine) -> Line {
    let reasons = place.reasons(card);
    let named = |(code, points): &(&str, i32)| (view::indicator_name(code), *points);
    // Somebody of one municipality knows where all of this lies.
    let elsewhere = place.municipality.filter(|_| scope.municipality().is_none());
    Line {
        href: dossier_address(scan.number(), &place.place),
        municipality: elsewhere.map(|code| caller.app().area_name(code)),
        reasons: reasons.iter().take(MOST_REASONS).map(named).collect(),
        more: reasons.len().saturating_sub(MOST_REASONS),
        place: place.place,
        name: place.name,
        kind: place.kind,
        x: place.x.round(),
        y: place.y.round(),
        points: place.points,
        band: place.band,
        proposed: place.proposed,
        random: place.random,
        decision: place.decision,
        paused: place.paused,
    }
}

/// The neighbourhoods with places on the list, by name.
fn neighbourhoods(names: &BTreeMap<String, String>, counts: &[Count]) -> Vec<(String, String)> {
    let listed = counts.iter().filter(|count| count.listed && !count.neighbourhood.is_empty()).map(|count| count.neighbourhood.clone());
    let mut codes: Vec<String> = listed.collect();
    codes.sort();
    codes.dedup();
    let mut named: Vec<(String, String)> =
        codes.into_iter().map(|code| (code.clone(), names.get(&code).cloned().unwrap_or(code))).collect();
    named.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    named
}
