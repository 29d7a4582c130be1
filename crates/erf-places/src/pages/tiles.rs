// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tiles of the map: only what the reader may see, kept by the browser as long as nothing changed.

use std::sync::Arc;

use axum::{
    Extension,
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use erf_base::Permission;
use erf_web::{Caller, WebError, cached};
use sha2::{Digest, Sha256};

use super::{desk::Desk, view};
use crate::{
    map::{MapData, TileError, TileKey},
    present::day_number,
};

/// `/kaart/tegels/{z}/{x}/{y}`
pub async fn show(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path((zoom, x, y)): Path<(u8, u32, String)>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::ReadRegion)?;
    let y: u32 = y.strip_suffix(".mvt").unwrap_or(&y).parse().map_err(|_| WebError::NotFound)?;
    let (version, map) = desk.atlas.map(caller.app().db(), day_number(caller.ctx.clock.today())).await?;
    let key = TileKey { version: version as u64, view: view::view_of(&caller), zoom, x, y };
    let tile = match desk.atlas.tiles().get(&key) {
        Some(kept) => kept,
        None => made(Arc::clone(&desk), map, key).await?,
    };
    // The tag says what is in the tile and nothing else: a number of all data would change with what may not be seen.
    let tag = Sha256::digest(&tile).iter().take(8).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let mut response = cached(&headers, &tag, "application/vnd.mapbox-vector-tile", || tile.to_vec());
    response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("cookie"));
    Ok(response)
}

/// Cutting a tile takes milliseconds: not on the threads that answer others.
async fn made(desk: Arc<Desk>, map: Arc<MapData>, key: TileKey) -> Result<Arc<[u8]>, WebError> {
    let turn = Arc::clone(&desk);
    let _turn = turn.atlas.turn_to_cut().await;
    let cut = move || desk.atlas.tiles().get_or_make(key, || map.tile_gzip(key.view, key.zoom, key.x, key.y));
    match tokio::task::spawn_blocking(cut).await {
        Ok(Ok(tile)) => Ok(tile),
        Ok(Err(TileError::OutOfRange { .. })) => Err(WebError::NotFound),
        Ok(Err(error)) => Err(WebError::internal(error)),
        Err(error) => Err(WebError::internal(error)),
    }
}
