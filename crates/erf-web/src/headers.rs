// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Headers that keep pages safe and replies fresh.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Nothing may come from elsewhere, no script or style may stand in a page, no frame, no form to another site.
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
     font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Adds what every reply carries.
pub(crate) fn secure(response: &mut Response, https: bool) {
    let fixed = [
        ("content-security-policy", CONTENT_SECURITY_POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ];
    let headers = response.headers_mut();
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        headers.insert("strict-transport-security", HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
}

/// To another address of ours after a change.
pub fn see_other(address: &str) -> Response {
    let target = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response()
}

/// A reply that a browser may keep for itself and ask after by its tag (tiles): 304 when it has it already.
pub fn cached(request: &HeaderMap, tag: &str, content_type: &'static str, body: impl FnOnce() -> Vec<u8>) -> Response {
    let quoted = format!("\"{tag}\"");
    let known = request.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    let has_it = known.is_some_and(|list| list.split(',').any(|t| t.trim().trim_start_matches("W/") == quoted));
    let mut response = match has_it {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => ([(header::CONTENT_TYPE, content_type)], body()).into_response(),
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&quoted) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        let mut request = HeaderMap::new();
        assert_eq!(cached(&request, "v1", "text/plain", || b"x".to_vec()).status(), StatusCode::OK);
        request.insert(header::IF_NONE_MATCH, HeaderValue::from_static("W/\"v1\""));
        assert_eq!(cached(&request, "v1", "text/plain", || unreachable!("not made")).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(cached(&request, "v2", "text/plain", || b"y".to_vec()).status(), StatusCode::OK);
    }
}
