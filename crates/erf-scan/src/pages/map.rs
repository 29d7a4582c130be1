// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The map of a scan: the base map of the region with the places of this scan over it, as far as the reader may see them.

use std::sync::Arc;

use axum::{
    Extension,
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use erf_base::{Permission, RdPoint};
use erf_spatial::Bounds;
use erf_web::{Caller, WebError, cached};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    desk::Desk,
    filters::letter,
    signs::{self, SignError, Signs, TileNumber},
    view::{self, scan_address},
};
use crate::{
    model::Band,
    store::scans::{Scan, Totals},
};

/// Layers of the base map that stay below the places of a scan.
const LAYERS: &str = "gemeente water buitengebied bedrijventerrein perceel weg bouwwerk pand adres scan";

#[derive(Debug, Serialize)]
struct LegendLine {
    band: &'static str,
    count: i64,
}

/// What the map of a scan needs.
#[derive(Debug, Serialize)]
pub struct ScanMap {
    bounds: [f64; 4],
    version: String,
    tiles: String,
    layers: &'static str,
    focus: Option<String>,
    place_address: String,
    legend: Vec<LegendLine>,
    /// Places without points, which are not drawn.
    not_drawn: i64,
    proposed: i64,
}

impl ScanMap {
    /// A map that opens on all places of the list; nothing when there are none.
    pub fn of(scan: &Scan, totals: &Totals, signs: &Signs) -> Option<Self> {
        const AROUND_M: f64 = 300.0;
        Some(Self::on(scan, totals, signs, signs.bounds?.grow(AROUND_M)))
    }

    /// A map around one place, which is pointed out.
    pub fn around(scan: &Scan, totals: &Totals, signs: &Signs, place: (&str, RdPoint)) -> Self {
        const AROUND_M: f64 = 250.0;
        let around = Bounds::around(place.1, AROUND_M);
        Self { focus: Some(place.0.to_owned()), ..Self::on(scan, totals, signs, around) }
    }

    fn on(scan: &Scan, totals: &Totals, signs: &Signs, bounds: Bounds) -> Self {
        let base = scan_address(scan.number());
        let drawn = |band: Band| signs.bands.get(letter(band)).copied().unwrap_or_default();
        let line = |band: Band| LegendLine { band: letter(band), count: drawn(band) };
        Self {
            bounds: [bounds.min.x, bounds.min.y, bounds.max.x, bounds.max.y].map(f64::round),
            version: scan.number().to_string(),
            tiles: format!("{base}/tegels/{{z}}/{{x}}/{{y}}.mvt"),
            layers: LAYERS,
            focus: None,
            place_address: format!("{base}/plaatsen/"),
            not_drawn: totals.bands.get(&Band::D).copied().unwrap_or_default() - drawn(Band::D),
            legend: [Band::A, Band::B, Band::C, Band::D].map(line).into_iter().filter(|line| line.count > 0).collect(),
            proposed: signs.proposed,
        }
    }
}

/// `/scans/{id}/tegels/{z}/{x}/{y}`
pub async fn tile(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path((id, zoom, x, y)): Path<(String, u8, u32, String)>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadScans)?;
    let y: u32 = y.strip_suffix(".mvt").unwrap_or(&y).parse().map_err(|_| WebError::NotFound)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, &id).await?;
    let list = desk.signs(&mut tx, &scope, &scan).await?;
    drop(tx);
    let tile = signs::tile(&list, TileNumber { zoom, x, y }).map_err(|error| match error {
        SignError::OutOfRange => WebError::NotFound,
        other => WebError::internal(other),
    })?;
    let tag = Sha256::digest(&tile).iter().take(8).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let mut response = cached(&headers, &tag, "application/vnd.mapbox-vector-tile", || tile);
    response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("cookie"));
    Ok(response)
}
