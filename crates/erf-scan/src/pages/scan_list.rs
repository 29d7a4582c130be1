// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The scans: what each is about, how far it is, and who waits for whom.

use std::sync::Arc;

use axum::{Extension, response::Response};
use erf_base::{Permission, Scope};
use erf_store::{StoreError, Tx};
use erf_web::{Caller, WebError};
use serde::Serialize;

use super::{
    desk::Desk,
    view::{iso, scan_address},
};
use crate::{
    life::{State, day_number},
    store::{
        aside,
        scans::{self, Scan},
    },
};

#[derive(Serialize)]
struct Line {
    href: String,
    name: String,
    area: String,
    variant: String,
    date: Option<String>,
    state: String,
    waits: &'static str,
    until: Option<String>,
    places: i64,
    proposed: i64,
    decided: i64,
    in_use: bool,
    expired: bool,
    may_list: bool,
}

#[derive(Serialize)]
struct ScansPage {
    scans: Vec<Line>,
    /// How many wait for this reader.
    waiting: usize,
    may_order: bool,
}

/// `/scans`
pub async fn show(caller: Caller, Extension(desk): Extension<Arc<Desk>>) -> Result<Response, WebError> {
    let scope = reader(&caller)?;
    let mut tx = caller.app().db().read().await?;
    let short = aside::in_short(&mut tx, &scope, day_number(caller.ctx.clock.today())).await?;
    let known = visible(&caller, &mut tx, &scope).await?;
    let sizes = desk.sizes(&mut tx, &scope, &known).await?;
    drop(tx);
    let open = |scan: &Scan| short.get(&scan.id).map_or(0, |short| short.open);
    let lines: Vec<Line> = known.iter().zip(sizes).map(|(scan, size)| line(&caller, scan, size, open(scan))).collect();
    let mine = |line: &&Line| matches!(line.waits, "scan-waits-you-ask" | "scan-waits-you-approve" | "scan-waits-you-decide");
    let may_order = caller.ctx.permit(Permission::OrderScans).is_ok();
    caller.page("scan/scans.html", &ScansPage { waiting: lines.iter().filter(mine).count(), scans: lines, may_order })
}

/// How far this reader sees: places of scans, or else only totals.
pub fn reader(caller: &Caller) -> Result<Scope, WebError> {
    Ok(caller.ctx.permit(Permission::ReadScans).or_else(|_| caller.ctx.permit(Permission::ReadScanTotals))?)
}

/// The scans this reader may know of; who reads totals learns of a scan when it is approved.
pub async fn visible(caller: &Caller, tx: &mut Tx, scope: &Scope) -> Result<Vec<Scan>, StoreError> {
    match caller.ctx.permit(Permission::ReadScans) {
        Ok(_) => scans::list(tx, scope).await,
        Err(_) => scans::approved(tx, scope).await,
    }
}

fn line(caller: &Caller, scan: &Scan, (places, proposed): (i64, i64), open: i64) -> Line {
    let in_use = scan.state().is_in_use();
    Line {
        href: scan_address(scan.number()),
        name: scan.name.clone(),
        area: scan.area_name.clone(),
        variant: scan.variant.clone(),
        date: iso(scan.date),
        state: scan.state.clone(),
        waits: waits(caller, scan, open),
        until: in_use.then(|| iso(scan.expires)).flatten(),
        places,
        proposed,
        decided: proposed - open,
        in_use,
        expired: scan.state() == State::Expired,
        may_list: caller.ctx.permit(Permission::ReadScans).is_ok(),
    }
}

/// Who waits for whom: the key of a sentence, with a word of its own when it is the reader.
pub fn waits(caller: &Caller, scan: &Scan, open: i64) -> &'static str {
    let may = |permission| caller.ctx.permit(permission).is_ok();
    let own = scan.author == caller.ctx.actor.id;
    match scan.state() {
        State::Draft if own => "scan-waits-you-ask",
        State::Draft => "scan-waits-ask",
        State::Check if !own && may(Permission::ApproveScans) => "scan-waits-you-approve",
        State::Check => "scan-waits-approve",
        State::Expired => "scan-waits-expired",
        State::Approved | State::Shared if open > 0 && may(Permission::DecidePlaces) => "scan-waits-you-decide",
        State::Approved | State::Shared if open > 0 => "scan-waits-decide",
        State::Approved | State::Shared => "scan-waits-nobody",
    }
}
