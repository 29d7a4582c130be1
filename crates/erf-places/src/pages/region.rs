// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The region: a map with its municipalities, and the list that says the same.

use std::sync::Arc;

use axum::{Extension, response::Response};
use erf_base::{Permission, Scope};
use erf_store::{StoreError, Tx};
use erf_web::{Caller, WebError};
use serde::Serialize;

use super::{
    desk::{Desk, RegionSummary},
    view::MapView,
};
use crate::store::facts::InUse;

/// A municipality in the list.
#[derive(Debug, Serialize)]
pub struct MunicipalityLine {
    code: String,
    name: String,
    /// Where it leads; nothing when its places are not for this reader.
    href: Option<String>,
    yards: i64,
    units: i64,
    parcels: i64,
    places: i64,
    countryside: i64,
    /// Whether this reader may know how well its rows are matched.
    told: bool,
    rows: i64,
    matched: i64,
}

/// The region as a map and a list.
#[derive(Debug, Serialize)]
pub struct RegionView {
    pub(super) map: Option<MapView>,
    pub(super) municipalities: Vec<MunicipalityLine>,
    pub(super) yards: i64,
    pub(super) places: i64,
    /// Rows that were placed in no municipality, and all rows.
    rows_nowhere: i64,
    rows: i64,
}

/// `/gebied`
pub async fn show(caller: Caller, Extension(desk): Extension<Arc<Desk>>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadRegion)?;
    let mut tx = caller.app().db().read().await?;
    let page = view(&caller, &desk, &mut tx, &scope).await?;
    drop(tx);
    caller.page("places/region.html", &page)
}

/// The region as this reader may see it.
pub async fn view(caller: &Caller, desk: &Desk, tx: &mut Tx, scope: &Scope) -> Result<RegionView, StoreError> {
    let usable = InUse::of(tx, scope, caller.ctx.clock.today()).await?;
    let summary = desk.region(tx, &usable).await?;
    let places = caller.ctx.permit(Permission::ReadPlaces).ok();
    let municipalities = lines(&summary, places.as_ref());
    let version = usable.version(tx).await?;
    let whole = places.is_none_or(|scope| scope.municipality().is_none());
    Ok(RegionView {
        map: summary.bounds(None).map(|bounds| MapView::on(bounds, version)),
        yards: municipalities.iter().map(|m| m.yards).sum(),
        places: municipalities.iter().map(|m| m.places).sum(),
        rows_nowhere: whole.then(|| summary.matches.get(&0)).flatten().map_or(0, |(rows, _)| *rows),
        rows: if whole { summary.matches.values().map(|(rows, _)| rows).sum() } else { municipalities.iter().map(|m| m.rows).sum() },
        municipalities,
    })
}

fn lines(summary: &RegionSummary, places: Option<&Scope>) -> Vec<MunicipalityLine> {
    let mut lines: Vec<MunicipalityLine> = summary
        .names
        .iter()
        .map(|(code, name)| {
            let number = i64::from(code.number());
            let kinds = || summary.kinds.iter().filter(|k| k.municipality == number);
            let of = |kind: &str| kinds().filter(|k| k.kind == kind).map(|k| k.n).sum();
            // How well the files of a municipality fit is told to whoever may see that municipality.
            let told = places.is_none_or(|scope| scope.covers(*code));
            let (rows, matched) = summary.matches.get(&number).copied().filter(|_| told).unwrap_or_default();
            MunicipalityLine {
                href: places.is_some_and(|scope| scope.covers(*code)).then(|| format!("/gebied/{code}")),
                code: code.to_string(),
                name: name.clone(),
                yards: of("erf"),
                units: of("unit"),
                parcels: of("perceel"),
                places: kinds().map(|k| k.n).sum(),
                countryside: kinds().map(|k| k.countryside).sum(),
                told,
                rows,
                matched,
            }
        })
        .collect();
    lines.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    lines
}
