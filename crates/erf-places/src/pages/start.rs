// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The start page: what waits for whoever signs in, and the region below it.

use std::{collections::HashMap, sync::Arc};

use axum::{Extension, response::Response};
use erf_base::Permission;
use erf_store::{StoreError, Tx};
use erf_web::{Caller, WebError, see_other};
use jiff::ToSpan;
use serde::Serialize;

use super::{
    desk::Desk,
    elsewhere::{Card, Elsewhere},
    queues::Sort,
    region::{self, RegionView},
};
use crate::{
    model::DeliveryState,
    present::day_number,
    store::{
        deliveries::{self, Delivery},
        facts::{InUse, regions},
    },
};

/// More would be a list, not a day.
const MOST_CARDS: usize = 5;
/// How many days before the end of a retention period it is told.
const TOLD_BEFORE_DAYS: i64 = 30;

#[derive(Serialize)]
struct StartPage {
    cards: Vec<Card>,
    /// Cards that did not fit.
    more: usize,
    empty: bool,
    today: String,
    may_deliver: bool,
    region: Option<RegionView>,
}

/// `/`
pub async fn show(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    elsewhere: Option<Extension<Elsewhere>>,
) -> Result<Response, WebError> {
    // Who keeps the program running sees no content; deliveries are their start.
    let Ok(scope) = caller.ctx.permit(Permission::ReadRegion) else { return Ok(see_other("/leveringen")) };
    // Before the reading begins: who holds one reader and waits for another can wait for ever.
    let mut cards = match elsewhere {
        Some(Extension(elsewhere)) => (elsewhere.cards)(caller.clone()).await?,
        None => Vec::new(),
    };
    let mut tx = caller.app().db().read().await?;
    let empty = regions::is_empty(&mut tx).await?;
    cards.extend(own_cards(&caller, &desk, &mut tx).await?);
    let more = cards.len().saturating_sub(MOST_CARDS);
    cards.truncate(MOST_CARDS);
    let region = if empty { None } else { Some(region::view(&caller, &desk, &mut tx, &scope).await?) };
    drop(tx);
    let may_deliver = caller.ctx.permit(Permission::ManageDeliveries).is_ok();
    caller.page("places/start.html", &StartPage { cards, more, empty, today: caller.ctx.clock.today().to_string(), may_deliver, region })
}

async fn own_cards(caller: &Caller, desk: &Desk, tx: &mut Tx) -> Result<Vec<Card>, StoreError> {
    let mut cards = Vec::new();
    if let Ok(scope) = caller.ctx.permit(Permission::JudgeMatches) {
        let usable = InUse::of(tx, &scope, caller.ctx.clock.today()).await?;
        let queues = desk.queues(tx, &scope, &usable).await?;
        cards.extend(to_judge(queues.count(Sort::Doubt, &caller.ctx.actor.id)));
    }
    if let Ok(scope) = caller.ctx.permit(Permission::ReadDeliveries) {
        let known = deliveries::visible(tx, &scope).await?;
        let manages = caller.ctx.permit(Permission::ManageDeliveries).is_ok();
        if manages {
            cards.extend(waiting(&known));
        }
        if manages || caller.ctx.permit(Permission::ReadAudit).is_ok() {
            cards.extend(ending(&known, caller.ctx.clock.today()));
        }
        if manages || caller.ctx.permit(Permission::ReadProblems).is_ok() {
            let totals = deliveries::lines_with_totals(tx).await?;
            cards.extend(with_problems(&known, &totals));
        }
    }
    Ok(cards)
}

fn to_judge(n: i64) -> Option<Card> {
    let card = Card { key: "card-judge", icon: "scale", n, name: String::new(), date: None, href: "/koppelen".into() };
    (n > 0).then_some(card)
}

fn waiting(known: &[Delivery]) -> Vec<Card> {
    let ready = |d: &&Delivery| matches!(d.state(), DeliveryState::Linked | DeliveryState::Validated);
    known.iter().filter(ready).map(|d| card("card-release", "inbox-arrow-down", d, d.accepted)).collect()
}

/// Deliveries that must be gone soon, the first one first.
fn ending(known: &[Delivery], today: jiff::civil::Date) -> Vec<Card> {
    let soon = day_number(today.saturating_add(TOLD_BEFORE_DAYS.days()));
    let held = |d: &&Delivery| !matches!(d.state(), DeliveryState::Withdrawn | DeliveryState::Expired);
    let mut found: Vec<&Delivery> = known.iter().filter(held).filter(|d| d.retention_until <= soon).collect();
    found.sort_by_key(|d| (d.retention_until, d.id));
    found.into_iter().map(|d| card("card-retention", "clock", d, 0)).collect()
}

/// Deliveries of which rows were lost, lines with totals aside: one card, whether it is one delivery or many.
fn with_problems(known: &[Delivery], totals: &HashMap<i64, i64>) -> Option<Card> {
    const ICON: &str = "exclamation-triangle";
    let lost = |d: &Delivery| d.rejected - totals.get(&d.id).copied().unwrap_or_default();
    let found: Vec<&Delivery> = known.iter().filter(|d| lost(d) > 0).collect();
    match found.as_slice() {
        [] => None,
        [only] => Some(card("card-problems", ICON, only, lost(only))),
        several => Some(Card {
            key: "card-problems-several",
            icon: ICON,
            n: several.iter().map(|d| lost(d)).sum(),
            name: several.len().to_string(),
            date: None,
            href: "/leveringen?problemen=ja".into(),
        }),
    }
}

fn card(key: &'static str, icon: &'static str, d: &Delivery, n: i64) -> Card {
    let date = super::view::iso(d.retention_until);
    Card { key, icon, n, name: d.name.clone(), date, href: format!("/leveringen/{}", d.number()) }
}
