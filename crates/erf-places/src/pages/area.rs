// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A municipality: its places as a list and on the map, with filters that stay in the address.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, Query},
    response::Response,
};
use erf_base::{MunicipalityCode, Permission};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, Pager, WebError, with_parameter};
use serde::Serialize;

use super::{
    desk::Desk,
    view::{self, MapView, asked, page_of},
};
use crate::{
    derive_places::search_key,
    store::facts::{
        InUse,
        places::{self, Filter, PlaceLine},
        regions::KindCount,
    },
    yards::{self, countryside},
};

/// Places on one page of the list.
const PAGE: u64 = 50;
const KINDS: [&str; 5] = ["erf", "unit", "perceel", "ligplaats", "standplaats"];

/// A filter as a link with a count.
#[derive(Debug, Serialize)]
struct Chip {
    href: String,
    key: String,
    count: Option<i64>,
    on: bool,
}

#[derive(Serialize)]
struct AreaPage {
    code: String,
    name: String,
    places: i64,
    countryside: i64,
    yards: i64,
    with_rows: i64,
    kinds: Vec<Chip>,
    grounds: Vec<Chip>,
    rows: Chip,
    sort: String,
    search: String,
    filtered: bool,
    /// The filters that the search form must not lose.
    kept: Vec<(&'static str, String)>,
    list: Vec<PlaceLine>,
    pager: Pager,
    map: Option<MapView>,
    yard_rule: &'static [&'static str],
    yard_version: &'static str,
    ground_rule: &'static [&'static str],
    ground_version: &'static str,
    threshold: u32,
}

/// `/gebied/{code}`
pub async fn show(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path(code): Path<String>,
    Query(query): Query<view::Query>,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadPlaces)?;
    let code: MunicipalityCode = code.parse().ok().filter(|code| scope.covers(*code)).ok_or(WebError::NotFound)?;
    let mut tx = caller.app().db().read().await?;
    let usable = InUse::of(&mut tx, &scope, caller.ctx.clock.today()).await?;
    let summary = desk.region(&mut tx, &usable).await?;
    let name = summary.names.get(&code).cloned().ok_or(WebError::NotFound)?;
    let kinds = summary.kinds.iter().filter(|k| k.municipality == i64::from(code.number())).cloned().collect();
    let page = page(&caller, &desk, &mut tx, &usable, Asked { code, name, kinds, query }).await?;
    drop(tx);
    let detail = serde_json::json!({ "getoond": page.list.len() });
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "plaatsenlijst", code).with(detail)).await?;
    caller.page("places/area.html", &page)
}

/// What was asked for, found to be in scope.
struct Asked {
    code: MunicipalityCode,
    name: String,
    kinds: Vec<KindCount>,
    query: view::Query,
}

async fn page(caller: &Caller, desk: &Desk, tx: &mut Tx, usable: &InUse, it: Asked) -> Result<AreaPage, WebError> {
    let filter = filter(it.code, &it.query);
    let total = places::count(tx, usable, &filter).await?;
    let pager = Pager::new(page_of(&it.query), PAGE, total as u64);
    let list = places::list(tx, usable, &filter, pager.offset() as i64, PAGE as i64).await?;
    let with_rows = places::with_rows(tx, usable, filter.municipality).await?;
    let version = usable.version(tx).await?;
    let sum = |of: fn(&KindCount) -> i64| it.kinds.iter().map(of).sum::<i64>();
    let (all, rural) = (sum(|k| k.n), sum(|k| k.countryside));
    let address = caller.address();
    Ok(AreaPage {
        code: it.code.to_string(),
        name: it.name,
        places: all,
        countryside: rural,
        yards: it.kinds.iter().filter(|k| k.kind == "erf").map(|k| k.n).sum(),
        with_rows,
        kinds: kind_chips(address, &filter, &it.kinds, all),
        grounds: ground_chips(address, &filter, all, rural),
        rows: chip(address, ("rijen", (!filter.with_rows).then_some("ja")), "filter-with-rows", Some(with_rows), filter.with_rows),
        sort: if filter.most_rows_first { "rijen" } else { "naam" }.to_owned(),
        search: asked(&it.query, "zoek").chars().take(80).collect(),
        filtered: total != all,
        kept: kept(&it.query),
        list,
        pager,
        map: desk_map(caller, desk, version, it.code).await?,
        yard_rule: yards::RULE_TEXT,
        yard_version: yards::RULE,
        ground_rule: countryside::RULE_TEXT,
        ground_version: countryside::RULE,
        threshold: countryside::BUILT_UP,
    })
}

fn kept(query: &view::Query) -> Vec<(&'static str, String)> {
    let filters = ["soort", "buitengebied", "rijen"].into_iter();
    filters.map(|name| (name, asked(query, name).to_owned())).filter(|(_, value)| !value.is_empty()).collect()
}

/// The map opens on the municipality of the page, also for who may see the whole region.
async fn desk_map(caller: &Caller, desk: &Desk, version: i64, code: MunicipalityCode) -> Result<Option<MapView>, WebError> {
    let whole = view::map(caller, desk, version, None).await?;
    let view = crate::map::View { municipality: Some(code), covenant: false };
    let bounds = desk.atlas.map(caller.app().db()).await?.1.bounds(view);
    Ok(whole.map(|map| map.opened_on(bounds)))
}

fn filter(code: MunicipalityCode, query: &view::Query) -> Filter {
    let kind = asked(query, "soort");
    Filter {
        municipality: i64::from(code.number()),
        kind: KINDS.contains(&kind).then(|| kind.to_owned()).unwrap_or_default(),
        countryside: match asked(query, "buitengebied") {
            "ja" => 1,
            "nee" => 0,
            _ => -1,
        },
        with_rows: asked(query, "rijen") == "ja",
        search: search_key(asked(query, "zoek")).chars().take(80).collect(),
        most_rows_first: asked(query, "sorteer") == "rijen",
    }
}

fn chip(address: &str, set: (&str, Option<&str>), key: &str, count: Option<i64>, on: bool) -> Chip {
    let href = with_parameter(&with_parameter(address, "pagina", None), set.0, set.1);
    Chip { href, key: key.to_owned(), count, on }
}

fn kind_chips(address: &str, filter: &Filter, kinds: &[KindCount], all: i64) -> Vec<Chip> {
    let count = |kind: &str| kinds.iter().filter(|k| k.kind == kind).map(|k| k.n).sum::<i64>();
    let mut chips = vec![chip(address, ("soort", None), "filter-all", Some(all), filter.kind.is_empty())];
    let present = KINDS.into_iter().filter(|kind| count(kind) > 0);
    chips.extend(present.map(|kind| chip(address, ("soort", Some(kind)), &format!("kinds-{kind}"), Some(count(kind)), filter.kind == kind)));
    chips
}

fn ground_chips(address: &str, filter: &Filter, all: i64, rural: i64) -> Vec<Chip> {
    vec![
        chip(address, ("buitengebied", None), "filter-everywhere", None, filter.countryside < 0),
        chip(address, ("buitengebied", Some("ja")), "filter-countryside", Some(rural), filter.countryside == 1),
        chip(address, ("buitengebied", Some("nee")), "filter-built-up", Some(all - rural), filter.countryside == 0),
    ]
}
