// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Small things that several pages show: the head of a linkage, a row of it, names of people, addresses.

use erf_base::{Permission, Scope};
use erf_linkage::threshold::Expected;
use erf_places::model::DeliveryId;
use erf_store::{StoreError, Tx, audit::Action};
use erf_web::{Caller, WebError};
use serde::Serialize;

pub use erf_accounts::People;
pub use erf_web::{Query, asked};

use crate::{
    judge_pair::JudgeError,
    model::{LinkageId, State, day},
    store::{
        linkages::{self, Linkage},
        rows::{self, Row},
    },
};

/// The address of a linkage.
pub fn address(id: LinkageId) -> String {
    format!("/koppelwerkbank/{id}")
}

/// The address of a pair.
pub fn pair_address(id: LinkageId, a: i64, b: i64) -> String {
    format!("/koppelwerkbank/{id}/paren/{a}/{b}")
}

/// The address of a group.
pub fn group_address(id: LinkageId, entity: &str) -> String {
    format!("/koppelwerkbank/{id}/groepen/{entity}")
}

/// A day as ISO text.
pub fn iso(number: i64) -> Option<String> {
    day(number).map(|date| date.to_string())
}

/// A page beside this one.
#[derive(Debug, Serialize)]
struct Tab {
    href: String,
    key: &'static str,
    here: bool,
}

/// What stands above every page of a linkage.
#[derive(Debug, Serialize)]
pub struct Head {
    id: String,
    name: String,
    state: String,
    href: String,
    tabs: Vec<Tab>,
    may_judge: bool,
    may_link: bool,
}

/// Pages of a linkage, with their address below it and who may use them.
const TABS: [(&str, &str, Permission); 6] = [
    ("linkage-tab-overview", "", Permission::ReadLinkages),
    ("linkage-tab-questions", "/vragen", Permission::JudgeMatches),
    ("linkage-tab-groups", "/groepen", Permission::ReadLinkages),
    ("linkage-tab-cut", "/grens", Permission::ReadLinkages),
    ("linkage-tab-agreement", "/overeenstemming", Permission::ReadLinkages),
    ("linkage-tab-quality", "/kwaliteit", Permission::ReadLinkages),
];

impl Head {
    /// The head of a linkage; `here` is the page that is shown.
    pub fn of(caller: &Caller, linkage: &Linkage, here: &str) -> Self {
        let base = address(linkage.number());
        let may = |permission| caller.ctx.permit(permission).is_ok();
        let ready = linkage.state() == State::Ready;
        let tabs = TABS.iter().filter(|(_, end, permission)| may(*permission) && (ready || end.is_empty()));
        Self {
            id: linkage.number().to_string(),
            name: linkage.name.clone(),
            state: linkage.state.clone(),
            tabs: tabs.map(|(key, end, _)| Tab { href: format!("{base}{end}"), key, here: *key == here }).collect(),
            href: base,
            may_judge: may(Permission::JudgeMatches),
            may_link: may(Permission::LinkTables),
        }
    }
}

/// A linkage this reader may meet, in any state.
pub async fn found(tx: &mut Tx, scope: &Scope, id: &str) -> Result<Linkage, WebError> {
    let id: LinkageId = id.parse().map_err(|()| WebError::NotFound)?;
    linkages::lookup(tx, scope, id).await?.ok_or(WebError::NotFound)
}

/// A linkage this reader may meet, that was made.
pub async fn ready(tx: &mut Tx, scope: &Scope, id: &str) -> Result<Linkage, WebError> {
    let linkage = found(tx, scope, id).await?;
    if linkage.state() == State::Ready { Ok(linkage) } else { Err(WebError::NotFound) }
}

/// Notes that a page of a linkage was read.
pub async fn noted(caller: &Caller, linkage: &Linkage, page: &str) -> Result<(), WebError> {
    let action = Action::on("gelezen", "koppelproef", linkage.number()).with(serde_json::json!({ "pagina": page }));
    Ok(caller.app().db().record_reading(&caller.ctx, action).await?)
}

/// Of a hundred links and of a hundred true links, with intervals where the engine gives them.
#[derive(Debug, Serialize)]
pub struct OfHundred {
    bits: f64,
    chance: f64,
    links: u64,
    wrong: Option<f64>,
    wrong_interval: (f64, f64),
    missed: Option<f64>,
    missed_interval: (f64, f64),
}

impl OfHundred {
    /// In whole links of a hundred.
    pub fn of(known: &Expected) -> Self {
        let rest = |(low, high): (f64, f64)| ((1.0 - high) * 100.0, (1.0 - low) * 100.0);
        let any = known.links > 0;
        Self {
            bits: known.bits,
            chance: erf_linkage::score::probability(known.bits),
            links: known.links,
            wrong: any.then_some((1.0 - known.precision) * 100.0),
            wrong_interval: rest(known.precision_interval),
            missed: any.then_some((1.0 - known.recall) * 100.0),
            missed_interval: rest(known.recall_interval),
        }
    }
}

/// A row as pages show it.
#[derive(Debug, Serialize)]
pub struct RowView {
    nr: i64,
    name: String,
    side: i64,
    cells: Vec<(String, String)>,
    group: String,
    row_href: Option<String>,
    place_href: Option<String>,
}

impl RowView {
    /// A row with its headings, and the way to its place when it is matched to one this reader may see.
    pub async fn of(caller: &Caller, tx: &mut Tx, linkage: &Linkage, headings: &[Vec<String>], row: &Row) -> Result<Self, StoreError> {
        let own: &[String] = headings.get(row.side as usize).map_or(&[], Vec::as_slice);
        let cells = own.iter().cloned().zip(row.values()).filter(|(_, value)| !value.is_empty()).collect();
        let (mut row_href, mut place_href) = (None, None);
        if let Ok(scope) = caller.ctx.permit(Permission::ReadPlaces) {
            row_href = row.delivery.zip(row.seq).map(|(delivery, seq)| format!("/rijen/{}/{seq}", DeliveryId(delivery)));
            place_href = rows::place(tx, &scope, row).await?.map(|place| format!("/plaatsen/{place}"));
        }
        let group = group_address(linkage.number(), &row.entity);
        Ok(Self { nr: row.nr, name: row.name.clone(), side: row.side, cells, group, row_href, place_href })
    }
}

/// The letter of a side, as pages and files name it.
pub fn side_letter(side: i64) -> &'static str {
    if side == 0 { "L" } else { "R" }
}

/// What a use case refused, as an answer.
pub fn refused(error: JudgeError) -> WebError {
    match error {
        JudgeError::Denied(error) => error.into(),
        JudgeError::NotFound => WebError::NotFound,
        JudgeError::Meanwhile => WebError::Conflict("linkage-meanwhile"),
        JudgeError::Store(error) => error.into(),
        JudgeError::Kept(error) => WebError::internal(error),
    }
}
