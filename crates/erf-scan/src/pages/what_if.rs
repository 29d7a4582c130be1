// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What if an indicator counted more or less: which places would be in another band.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, Query as Sent},
    response::Response,
};
use erf_base::{Permission, Scope};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, WebError};
use serde::Serialize;

use super::{
    filters::letter,
    view::{self, Disclaimer, Head, Query, asked, dossier_address, indicator_name},
};
use crate::{
    model::Band,
    store::{
        cards, figures,
        places::{self, PlaceLine},
        scans::Scan,
    },
    what_if::{Matrix, Moved},
};

/// Places shown; the rest is counted.
const MOST: usize = 100;
/// Most points an indicator can have.
const MOST_POINTS: i32 = 9;

#[derive(Serialize)]
struct EntryLine {
    code: String,
    name: String,
    points: i32,
    less: u32,
    more: u32,
}

#[derive(Serialize)]
struct Chosen {
    code: String,
    name: String,
    points: i32,
    moved: i32,
}

#[derive(Serialize)]
struct MovedLine {
    href: String,
    name: String,
    points: i64,
    from: &'static str,
    to: &'static str,
}

#[derive(Serialize)]
struct Crossing {
    from: &'static str,
    to: &'static str,
    n: u32,
}

#[derive(Serialize)]
struct WhatIfPage {
    scan: Head,
    disclaimer: Disclaimer,
    entries: Vec<EntryLine>,
    chosen: Option<Chosen>,
    points: i32,
    moved: usize,
    places: Vec<MovedLine>,
    crossings: Vec<Crossing>,
    expired: bool,
}

/// `/scans/{id}/wat-als`
pub async fn show(caller: Caller, Path(id): Path<String>, Sent(query): Sent<Query>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadScans)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, &id).await?;
    let page = page(&caller, &mut tx, &scope, &scan, &query).await?;
    drop(tx);
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "scan_wat_als", scan.number())).await?;
    caller.page("scan/what_if.html", &page)
}

async fn page(caller: &Caller, tx: &mut Tx, scope: &Scope, scan: &Scan, query: &Query) -> Result<WhatIfPage, WebError> {
    let disclaimer = Disclaimer::of(tx, scope, scan).await?;
    let card = cards::lookup(tx, scope, scan.card).await?.ok_or(WebError::NotFound)?.card;
    let bytes = figures::matrix(tx, scan).await?;
    let code = asked(query, "code").to_owned();
    let entry = card.entries.iter().find(|entry| entry.code == code);
    let points = asked(query, "punten").parse().unwrap_or_else(|_| entry.map_or(1, |entry| entry.points + 1)).clamp(0, MOST_POINTS);
    let question = entry.map(|entry| (entry.code.clone(), points - entry.points));
    let answer = match bytes {
        Some(bytes) => Some(answered(bytes, question).await?),
        None => None,
    };
    let (sensitivity, moved) = answer.unwrap_or_default();
    let visible = within(tx, scope, scan, &moved).await?;
    let changes = |code: &str| sensitivity.get(code).copied().unwrap_or_default();
    let line = |entry: &crate::card::Entry| {
        let (less, more) = changes(&entry.code);
        EntryLine { name: indicator_name(&entry.code), code: entry.code.clone(), points: entry.points, less, more }
    };
    Ok(WhatIfPage {
        scan: Head::of(caller, scan, "tab-what-if"),
        disclaimer,
        entries: card.entries.iter().map(line).collect(),
        chosen: entry.map(|it| Chosen { name: indicator_name(&it.code), code: it.code.clone(), points: it.points, moved: points }),
        points,
        moved: visible.len(),
        crossings: crossings(&visible),
        places: visible.iter().take(MOST).map(|(place, moved)| moved_line(scan, place, moved)).collect(),
        expired: view::is_over(scan),
    })
}

type Answer = (BTreeMap<String, (u32, u32)>, Vec<Moved>);

/// A pass over all places for each weight: not on the threads that answer others.
async fn answered(bytes: Vec<u8>, question: Option<(String, i32)>) -> Result<Answer, WebError> {
    let work = move || {
        let matrix = Matrix::from_bytes(&bytes)?;
        let sensitivity = matrix.sensitivity().into_iter().map(|it| (it.code, (it.less, it.more))).collect();
        let moved = question.map(|(code, delta)| matrix.move_weight(&code, delta)).unwrap_or_default();
        Ok::<Answer, crate::what_if::MatrixFault>((sensitivity, moved))
    };
    tokio::task::spawn_blocking(work).await.map_err(WebError::internal)?.map_err(WebError::internal)
}

/// The places that move and lie within the scope, in the order of the scan.
async fn within<'m>(tx: &mut Tx, scope: &Scope, scan: &Scan, moved: &'m [Moved]) -> Result<Vec<(PlaceLine, &'m Moved)>, WebError> {
    if moved.is_empty() {
        return Ok(Vec::new());
    }
    let by_ordinal: BTreeMap<i64, &Moved> = moved.iter().map(|it| (i64::from(it.place_index) + 1, it)).collect();
    let ordinals: Vec<i64> = by_ordinal.keys().copied().collect();
    let lines = places::at_ordinals(tx, scope, scan, &ordinals).await?;
    Ok(lines.into_iter().filter_map(|line| by_ordinal.get(&line.ordinal).map(|it| (line, *it))).collect())
}

fn crossings(moved: &[(PlaceLine, &Moved)]) -> Vec<Crossing> {
    let mut counts: BTreeMap<(Band, Band), u32> = BTreeMap::new();
    for (_, it) in moved {
        *counts.entry((it.from, it.to)).or_default() += 1;
    }
    counts.into_iter().map(|((from, to), n)| Crossing { from: letter(from), to: letter(to), n }).collect()
}

fn moved_line(scan: &Scan, place: &PlaceLine, moved: &Moved) -> MovedLine {
    MovedLine {
        href: dossier_address(scan.number(), &place.place),
        name: place.name.clone(),
        points: place.points,
        from: letter(moved.from),
        to: letter(moved.to),
    }
}
