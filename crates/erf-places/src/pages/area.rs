// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A municipality: its places as a list and on the map, with filters that stay in the address.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    Extension,
    extract::{Path, Query},
    response::Response,
};
use erf_base::{MunicipalityCode, Permission};
use erf_spatial::Bounds;
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, Pager, WebError, with_parameter};
use serde::Serialize;

use super::{
    desk::{Desk, KINDS, Mark, PlaceList},
    view::{self, MapView, asked, page_of},
};
use crate::{
    derive_places::search_key,
    store::facts::{
        InUse,
        places::{self, PlaceLine},
        regions::KindCount,
    },
    yards::{self, countryside},
};

/// Places on one page of the list.
const PAGE: u64 = 50;

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
    let page = page(&caller, &desk, &mut tx, &usable, Asked { code, name, kinds, bounds: summary.bounds(Some(code)), query }).await?;
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
    bounds: Option<Bounds>,
    query: view::Query,
}

async fn page(caller: &Caller, desk: &Desk, tx: &mut Tx, usable: &InUse, it: Asked) -> Result<AreaPage, WebError> {
    let sum = |of: fn(&KindCount) -> i64| it.kinds.iter().map(of).sum::<i64>();
    let (all, rural) = (sum(|k| k.n), sum(|k| k.countryside));
    let yards = it.kinds.iter().filter(|k| k.kind == "erf").map(|k| k.n).sum();
    let filter = Filter::of(&it.query, yards > 0);
    let municipality = i64::from(it.code.number());
    let known = desk.places(tx, usable, municipality).await?;
    let by_address: BTreeSet<String> = match filter.search.is_empty() {
        true => BTreeSet::new(),
        false => places::with_address(tx, municipality, &filter.search).await?.into_iter().collect(),
    };
    let (pager, list) = part(&filter, &known, &by_address, page_of(&it.query));
    let with_rows = known.marks.iter().filter(|mark| mark.has_rows).count() as i64;
    let version = usable.version(tx).await?;
    let address = caller.address();
    Ok(AreaPage {
        code: it.code.to_string(),
        places: all,
        countryside: rural,
        yards,
        with_rows,
        kinds: kind_chips(address, &filter, &it.kinds, all),
        grounds: ground_chips(address, &filter, all, rural),
        rows: chip(address, ("rijen", (!filter.with_rows).then_some("ja")), "filter-with-rows", Some(with_rows), filter.with_rows),
        sort: if filter.most_rows_first { "rijen" } else { "naam" }.to_owned(),
        search: asked(&it.query, "zoek").chars().take(80).collect(),
        filtered: pager.total as i64 != all,
        kept: kept(&it.query),
        list,
        pager,
        map: it.bounds.map(|bounds| MapView::on(bounds, version)),
        name: it.name,
        yard_rule: yards::RULE_TEXT,
        yard_version: yards::RULE,
        ground_rule: countryside::RULE_TEXT,
        ground_version: countryside::RULE,
        threshold: countryside::BUILT_UP,
    })
}

/// The places of one page. Without a search they are counted first and only those of the page are looked up.
fn part(filter: &Filter, known: &PlaceList, by_address: &BTreeSet<String>, page: u64) -> (Pager, Vec<PlaceLine>) {
    let of_page = |pager: &Pager| (pager.offset() as usize, PAGE as usize);
    if filter.search.is_empty() && !filter.most_rows_first {
        let pager = Pager::new(page, PAGE, known.marks.iter().filter(|mark| filter.takes(mark)).count() as u64);
        let (skip, take) = of_page(&pager);
        let marked = known.marks.iter().zip(&known.lines).filter(|(mark, _)| filter.takes(mark));
        let list = marked.map(|(_, place)| place.clone()).skip(skip).take(take).collect();
        return (pager, list);
    }
    let mut found = filter.of_list(known, by_address);
    if filter.most_rows_first {
        found.sort_by_key(|place| -place.facts);
    }
    let pager = Pager::new(page, PAGE, found.len() as u64);
    let (skip, take) = of_page(&pager);
    let list = found.into_iter().skip(skip).take(take).cloned().collect();
    (pager, list)
}

fn kept(query: &view::Query) -> Vec<(&'static str, String)> {
    let filters = ["soort", "buitengebied", "rijen"].into_iter();
    filters.map(|name| (name, asked(query, name).to_owned())).filter(|(_, value)| !value.is_empty()).collect()
}

/// Which places to list.
struct Filter {
    /// Only this kind, as its position in [`KINDS`].
    kind: Option<u8>,
    /// Only in the countryside, or only outside it.
    countryside: Option<bool>,
    with_rows: bool,
    /// Search key of a name or address; all when empty.
    search: String,
    most_rows_first: bool,
}

impl Filter {
    /// Yards are what people come for: without a choice they are shown, unless somebody searches.
    fn of(query: &view::Query, has_yards: bool) -> Self {
        let (kind, search) = (asked(query, "soort"), search_key(asked(query, "zoek")));
        let kind = match kind {
            "" if has_yards && search.is_empty() => "erf",
            kind => kind,
        };
        Self {
            kind: KINDS.iter().position(|known| *known == kind).map(|at| at as u8),
            countryside: match asked(query, "buitengebied") {
                "ja" => Some(true),
                "nee" => Some(false),
                _ => None,
            },
            with_rows: asked(query, "rijen") == "ja",
            search: search.chars().take(80).collect(),
            most_rows_first: asked(query, "sorteer") == "rijen",
        }
    }

    fn takes(&self, mark: &Mark) -> bool {
        self.kind.is_none_or(|kind| kind == mark.kind)
            && self.countryside.is_none_or(|rural| rural == mark.countryside)
            && (!self.with_rows || mark.has_rows)
    }

    fn of_list<'l>(&self, list: &'l PlaceList, by_address: &BTreeSet<String>) -> Vec<&'l PlaceLine> {
        let marked = list.marks.iter().zip(&list.lines).filter(|(mark, _)| self.takes(mark)).map(|(_, place)| place);
        let fits =
            |place: &&PlaceLine| self.search.is_empty() || by_address.contains(&place.id) || search_key(&place.name).contains(&self.search);
        marked.filter(fits).collect()
    }
}

fn chip(address: &str, set: (&str, Option<&str>), key: &str, count: Option<i64>, on: bool) -> Chip {
    let href = with_parameter(&with_parameter(address, "pagina", None), set.0, set.1);
    Chip { href, key: key.to_owned(), count, on }
}

fn kind_chips(address: &str, filter: &Filter, kinds: &[KindCount], all: i64) -> Vec<Chip> {
    let count = |kind: &str| kinds.iter().filter(|k| k.kind == kind).map(|k| k.n).sum::<i64>();
    let mut chips = vec![chip(address, ("soort", Some("alle")), "filter-all", Some(all), filter.kind.is_none())];
    let present = (0..).zip(KINDS).filter(|(_, kind)| count(kind) > 0);
    chips.extend(present.map(|(at, kind)| {
        let on = filter.kind == Some(at);
        chip(address, ("soort", Some(kind)), &format!("kinds-{kind}"), Some(count(kind)), on)
    }));
    chips
}

fn ground_chips(address: &str, filter: &Filter, all: i64, rural: i64) -> Vec<Chip> {
    vec![
        chip(address, ("buitengebied", None), "filter-everywhere", None, filter.countryside.is_none()),
        chip(address, ("buitengebied", Some("ja")), "filter-countryside", Some(rural), filter.countryside == Some(true)),
        chip(address, ("buitengebied", Some("nee")), "filter-built-up", Some(all - rural), filter.countryside == Some(false)),
    ]
}
