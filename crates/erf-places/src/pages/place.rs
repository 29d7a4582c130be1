// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A place: what it is, why it is one place, and what rows say about it.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Extension, extract::Path, response::Response};
use erf_base::{Permission, RdPoint};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, WebError};
use serde::Serialize;

use super::{
    desk::Desk,
    elsewhere::{About, Elsewhere},
    view::{self, FactGroup, MapView},
};
use crate::{
    ground::label,
    store::facts::{
        InUse,
        places::{self, AddressRow, BuildingRow, PlaceRow},
        rows,
    },
};

/// Buildings, addresses and facts that one page shows at most.
const MOST: i64 = 100;
const MOST_NEIGHBOURS: i64 = 12;

#[derive(Serialize)]
struct BuildingView {
    id: String,
    year: Option<i64>,
    status: String,
    area: f64,
    addresses: i64,
    why: Why,
}

#[derive(Serialize)]
struct AddressView {
    id: String,
    label: String,
    postcode: Option<String>,
    town: String,
    kind: String,
    uses: Vec<String>,
    area: Option<i64>,
    side: bool,
    why: Why,
}

/// Why something belongs to a place: a reason with a sentence, and what the sentence speaks of.
#[derive(Serialize)]
struct Why {
    reason: String,
    via: Option<String>,
    distance: Option<f64>,
    parcel: Option<String>,
}

#[derive(Serialize)]
struct Neighbour {
    href: String,
    name: String,
    kind: String,
}

#[derive(Serialize)]
struct PlacePage {
    id: String,
    name: String,
    kind: String,
    municipality: Option<String>,
    municipality_href: Option<String>,
    countryside: bool,
    x: f64,
    y: f64,
    building_count: i64,
    address_count: i64,
    shed_area: f64,
    parcel: Option<String>,
    rule: String,
    rule_text: &'static [&'static str],
    reasons: Vec<(String, usize)>,
    buildings: Vec<BuildingView>,
    addresses: Vec<AddressView>,
    neighbours: Vec<Neighbour>,
    facts: Vec<FactGroup>,
    fact_shown: usize,
    fact_count: i64,
    old_count: i64,
    context: Vec<FactGroup>,
    context_shown: usize,
    context_count: i64,
    quarter: Option<String>,
    map: MapView,
    about: Vec<About>,
}

/// `/plaatsen/{id}`
pub async fn show(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    elsewhere: Option<Extension<Elsewhere>>,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadPlaces)?;
    let mut tx = caller.app().db().read().await?;
    let usable = InUse::of(&mut tx, &scope, caller.ctx.clock.today()).await?;
    let place = places::lookup(&mut tx, &usable, &id).await?.ok_or(WebError::NotFound)?;
    let mut page = page(&caller, &desk, &mut tx, &usable, place).await?;
    drop(tx);
    if let Some(Extension(elsewhere)) = elsewhere {
        page.about = (elsewhere.about)(caller.clone(), page.id.clone()).await?;
    }
    let detail = serde_json::json!({ "feiten": page.fact_count, "omgeving": page.context_count });
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "plaats", &page.id).with(detail)).await?;
    caller.page("places/place.html", &page)
}

async fn page(caller: &Caller, desk: &Desk, tx: &mut Tx, usable: &InUse, place: PlaceRow) -> Result<PlacePage, WebError> {
    let at = RdPoint::new(place.x, place.y);
    let buildings: Vec<_> = places::buildings(tx, &place.id, MOST).await?.into_iter().map(building).collect();
    let addresses: Vec<_> = places::addresses(tx, &place.id, MOST).await?.into_iter().map(address).collect();
    let facts = rows::of_place(tx, usable, &place.id, MOST).await?;
    let (fact_count, old_count) = rows::counts_of_place(tx, usable, &place.id).await?;
    let quarter = desk.quarter(tx, caller.ctx.clock.as_ref(), at).await?;
    let around = desk.context(tx, usable, areas(&place, quarter.as_ref())).await?;
    let (context, context_count) = (&around.0, around.1);
    let version = usable.version(tx).await?;
    Ok(PlacePage {
        municipality: place.municipality.map(|code| caller.app().area_name(code)),
        municipality_href: place.municipality.map(|code| format!("/gebied/{code}")),
        reasons: reasons(&buildings, &addresses),
        neighbours: neighbours(tx, usable, &place).await?,
        facts: view::grouped(caller, &facts),
        fact_shown: facts.len(),
        context: view::grouped(caller, context),
        context_shown: context.len(),
        context_count,
        quarter: quarter.map(|(_, name)| name),
        map: MapView::around(&place.id, at, version),
        about: Vec::new(),
        rule_text: crate::yards::RULE_TEXT,
        buildings,
        addresses,
        fact_count,
        old_count,
        id: place.id,
        name: place.name,
        kind: place.kind,
        countryside: place.countryside,
        x: place.x,
        y: place.y,
        building_count: place.buildings,
        address_count: place.addresses,
        shed_area: place.shed_area,
        parcel: place.parcel,
        rule: place.rule,
    })
}

/// The areas around a place that rows may speak of.
fn areas(place: &PlaceRow, quarter: Option<&(String, String)>) -> Vec<String> {
    let codes = place.municipality.into_iter().flat_map(|code| [format!("GM{code}"), code.to_string()]);
    codes.chain(quarter.map(|(code, _)| code.clone())).collect()
}

async fn neighbours(tx: &mut Tx, usable: &InUse, place: &PlaceRow) -> Result<Vec<Neighbour>, WebError> {
    if place.parcel.is_none() {
        return Ok(Vec::new());
    }
    let found = places::on_parcel(tx, usable, place, MOST_NEIGHBOURS).await?;
    Ok(found.into_iter().map(|p| Neighbour { href: format!("/plaatsen/{}", p.id), name: p.name, kind: p.kind }).collect())
}

fn why(reason: String, detail: &str) -> Why {
    let about = view::object(detail);
    let text = |key: &str| about.get(key).and_then(|v| v.as_str()).map(str::to_owned);
    Why { reason, via: text("via"), distance: about.get("distance_m").and_then(|v| v.as_f64()), parcel: text("parcel") }
}

fn building(row: BuildingRow) -> BuildingView {
    let why = why(row.reason, &row.detail);
    BuildingView { id: row.id.to_string(), year: row.year, status: row.status, area: row.area, addresses: row.addresses, why }
}

fn address(row: AddressRow) -> AddressView {
    AddressView {
        label: label(&row.street, row.number, row.letter.as_deref(), row.suffix.as_deref()),
        why: why(row.reason, &row.detail),
        id: row.id.to_string(),
        postcode: row.postcode,
        town: row.town,
        kind: row.kind,
        uses: row.uses.split('|').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        area: row.area,
        side: row.side,
    }
}

/// The reasons that made this one place, each with how many members it brought.
fn reasons(buildings: &[BuildingView], addresses: &[AddressView]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for why in buildings.iter().map(|b| &b.why).chain(addresses.iter().map(|a| &a.why)) {
        *counts.entry(why.reason.as_str()).or_default() += 1;
    }
    counts.into_iter().map(|(reason, n)| (reason.to_owned(), n)).collect()
}
