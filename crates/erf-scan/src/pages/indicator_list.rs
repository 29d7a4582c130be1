// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The indicators: what a scan may look at, and what it never does.

use std::collections::BTreeMap;

use axum::response::Response;
use erf_base::{Compartment, Permission, Scope};
use erf_store::{StoreError, Tx};
use erf_web::{Caller, WebError};
use serde::Serialize;

use crate::{
    card::{Card, Variant},
    indicator::{self, Indicator},
    measure,
    store::cards,
};

/// The groups in the order in which they are shown.
const GROUPS: [&str; 5] = ["gelegenheid", "patroon", "historie", "signaal", "context"];

#[derive(Serialize)]
struct Line {
    code: String,
    name: String,
    sentence: String,
    caveat: String,
    points: Option<i32>,
    computed: bool,
    covenant: bool,
}

#[derive(Serialize)]
struct Group {
    code: &'static str,
    indicators: Vec<Line>,
}

#[derive(Serialize)]
struct IndicatorsPage {
    groups: Vec<Group>,
    never: Vec<Line>,
    /// On a card that is used.
    used: usize,
}

/// `/indicatoren`
pub async fn show(caller: Caller) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadIndicators)?;
    let mut tx = caller.app().db().read().await?;
    let cards = in_use(&mut tx, &scope).await?;
    drop(tx);
    let points = points(&cards);
    let visible =
        |it: &&Indicator| it.compartment.is_none_or(|compartment| scope.admits(compartment) || compartment != Compartment::Covenant);
    let line = |it: &Indicator| line(it, &points);
    let of_group = |code: &'static str| {
        let indicators = indicator::catalogue().iter().filter(visible).filter(|it| it.compartment.is_some() && it.group == code).map(line);
        Group { code, indicators: indicators.collect() }
    };
    let groups: Vec<Group> = GROUPS.into_iter().map(of_group).filter(|group| !group.indicators.is_empty()).collect();
    let never = indicator::catalogue().iter().filter(|it| it.compartment.is_none()).map(line).collect();
    caller.page("scan/indicators.html", &IndicatorsPage { groups, never, used: points.len() })
}

fn line(it: &Indicator, points: &BTreeMap<String, i32>) -> Line {
    Line {
        code: it.code.clone(),
        name: it.name.clone(),
        sentence: it.sentence.clone(),
        caveat: it.caveat.clone(),
        points: points.get(&it.code).copied(),
        computed: measure::is_computed(&it.code),
        covenant: it.compartment == Some(Compartment::Covenant),
    }
}

/// The cards that a new scan would use, as far as somebody may know of them.
pub async fn in_use(tx: &mut Tx, scope: &Scope) -> Result<Vec<Card>, StoreError> {
    let mut found = Vec::new();
    for variant in [Variant::Municipal, Variant::Covenant] {
        if let Some(kept) = cards::newest_usable(tx, scope, variant).await? {
            found.push(kept.card);
        }
    }
    Ok(found)
}

/// The points of each indicator on these cards; on more than one, those of the first.
fn points(cards: &[Card]) -> BTreeMap<String, i32> {
    let entries = cards.iter().rev().flat_map(|card| card.entries.iter());
    entries.map(|entry| (entry.code.clone(), entry.points)).collect()
}
