// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Right after signing in: why do you look? The choice itself is kept by the shell (`/doel`), where it can be changed on any page.

use std::collections::BTreeMap;

use axum::{extract::Query, response::Response};
use erf_web::{Caller, WebError, safe_target};
use serde::Serialize;

use crate::model::purposes;

#[derive(Serialize)]
struct PurposePage {
    purposes: Vec<String>,
    chosen: String,
    target: String,
}

/// GET `/aanmelden/doel`.
pub(crate) async fn show(caller: Caller, Query(query): Query<BTreeMap<String, String>>) -> Result<Response, WebError> {
    let page = PurposePage {
        purposes: purposes(&caller.ctx.actor).into_iter().map(|purpose| purpose.0).collect(),
        chosen: caller.ctx.purpose.0.clone(),
        target: safe_target(query.get("naar").map_or("/", String::as_str)).to_owned(),
    };
    caller.page("accounts/choose_purpose.html", &page)
}
