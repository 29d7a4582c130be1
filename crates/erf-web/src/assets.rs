// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The built web files: named by their content, so a browser may keep them for ever.

use std::{borrow::Cow, collections::BTreeMap};

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

use crate::{App, WebError};

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/web"]
struct Built;

/// From the name a template uses (`app.css`) to the name with the hash of its content.
pub(crate) struct Assets {
    names: BTreeMap<String, String>,
}

impl Assets {
    /// Reads the list that the build wrote.
    pub(crate) fn load() -> Result<Self, String> {
        let list = Built::get("manifest.json").ok_or("manifest.json ontbreekt")?;
        let names: BTreeMap<String, String> = serde_json::from_slice(&list.data).map_err(|e| e.to_string())?;
        match names.values().find(|name| Built::get(name).is_none()) {
            Some(missing) => Err(format!("{missing} ontbreekt")),
            None => Ok(Self { names }),
        }
    }

    /// The address of a web file.
    pub(crate) fn address(&self, name: &str) -> Option<String> {
        self.names.get(name).map(|hashed| format!("/middelen/{hashed}"))
    }
}

/// Serves a web file; its name changes with its content.
pub(crate) async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, WebError> {
    let mut response = file(&name, &headers).ok_or(WebError::NotFound)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}

/// Browsers ask for this name without being told.
pub(crate) async fn favicon(State(app): State<App>, headers: HeaderMap) -> Result<Response, WebError> {
    let name = app.assets().names.get("favicon.svg").ok_or(WebError::NotFound)?;
    let mut response = file(name, &headers).ok_or(WebError::NotFound)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    Ok(response)
}

/// The file as it is, or as it was compressed at build time when the browser takes that.
fn file(name: &str, headers: &HeaderMap) -> Option<Response> {
    let takes_gzip = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("gzip"));
    let packed = takes_gzip.then(|| Built::get(&format!("{name}.gz"))).flatten();
    let (found, encoding) = match packed {
        Some(packed) => (packed, Some("gzip")),
        None => (Built::get(name)?, None),
    };
    let body = match found.data {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    let mut response = body.into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Some(response)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
