// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The linkages: what each links, how far it is and what it is expected to be worth.

use axum::response::Response;
use erf_base::Permission;
use erf_store::audit::Action;
use erf_web::{Caller, WebError};
use serde::Serialize;

use super::view::{OfHundred, address, iso};
use crate::{
    compute,
    model::State,
    store::linkages::{self, Linkage},
};

#[derive(Serialize)]
struct Line {
    href: String,
    name: String,
    holder: String,
    at: i64,
    state: String,
    rows: i64,
    groups: i64,
    pairs: i64,
    expected: Option<OfHundred>,
    until: Option<String>,
}

#[derive(Serialize)]
struct ListPage {
    linkages: Vec<Line>,
    may_link: bool,
}

/// `/koppelwerkbank`
pub async fn show(caller: Caller) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadLinkages)?;
    let mut tx = caller.app().db().read().await?;
    let linkages: Vec<Line> = linkages::list(&mut tx, &scope).await?.iter().map(line).collect();
    drop(tx);
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "koppelproeven", "lijst")).await?;
    caller.page("workbench/list.html", &ListPage { linkages, may_link: caller.ctx.permit(Permission::LinkTables).is_ok() })
}

fn line(linkage: &Linkage) -> Line {
    let ready = linkage.state() == State::Ready;
    Line {
        href: address(linkage.number()),
        name: linkage.name.clone(),
        holder: linkage.holder.clone(),
        at: linkage.at.0,
        state: linkage.state.clone(),
        rows: linkage.row_count,
        groups: linkage.entities,
        pairs: linkage.pairs,
        expected: ready.then(|| OfHundred::of(&compute::expected(&linkage.facts(), linkage.cut))),
        until: iso(linkage.retention_until),
    }
}
