// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The partners of the programme.

use axum::{extract::Query, response::Response};
use erf_base::Permission;
use erf_web::{Caller, WebError};
use serde::Serialize;

use super::view::{self, asked};
use crate::store::facts::search::{self, Partner};

#[derive(Serialize)]
struct PartnersPage {
    partners: Vec<Partner>,
    all: usize,
    classes: Vec<(String, usize)>,
    class: String,
}

/// `/partners`
pub async fn show(caller: Caller, Query(query): Query<view::Query>) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::ReadPartners)?;
    let mut tx = caller.app().db().read().await?;
    let known = search::partners(&mut tx).await?;
    drop(tx);
    let class = asked(&query, "klasse").to_owned();
    let mut classes: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    known.iter().for_each(|p| *classes.entry(p.class.as_str()).or_default() += 1);
    let page = PartnersPage {
        classes: classes.into_iter().map(|(class, n)| (class.to_owned(), n)).collect(),
        all: known.len(),
        partners: known.into_iter().filter(|p| class.is_empty() || p.class == class).collect(),
        class,
    };
    caller.page("places/partners.html", &page)
}
