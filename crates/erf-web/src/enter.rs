// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The way in and out: who asks is known before the handler, and every failure leaves as a page.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use erf_base::Ctx;
use serde::Serialize;
use tokio::sync::SemaphorePermit;
use tower_http::{CompressionLevel, compression::CompressionLayer, csrf::CsrfLayer};

use crate::{
    App, Lang, Sessions, Visitor, WebError, cookies,
    error::Failed,
    headers,
    own_routes::LANGUAGE,
    page::{FLASH, Flash, not_kept},
    session::{hex, random},
    visitor::Inner,
    with_parameter,
};

/// Puts the shell around the routes. Outermost first: compression, safe headers, who asks, no requests from other sites.
pub(crate) fn around(router: Router<App>, app: App) -> Router<App> {
    // Pages are small and made anew for each reader: a few hundred bytes less are not worth twice the time.
    let compressed = CompressionLayer::new().quality(CompressionLevel::Fastest);
    router.layer(CsrfLayer::new()).layer(middleware::from_fn_with_state(app, enter)).layer(compressed)
}

async fn enter(State(app): State<App>, request: Request, next: Next) -> Response {
    let https = app.https();
    let _turn = turn(&app, request.method()).await;
    let (mut parts, body) = request.into_parts();
    let wants_json = wants_json(&parts.headers);
    let mut response = match visitor(&app, &parts).await {
        Ok(visitor) => {
            parts.extensions.insert(visitor.clone());
            let response = next.run(Request::from_parts(parts, body)).await;
            explained(response, &visitor, wants_json)
        }
        Err(error) => {
            tracing::error!(%error, "geen bezoeker");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    };
    headers::secure(&mut response, https);
    not_kept(&mut response);
    response
}

/// How long a question waits for its turn at most: whatever takes long must not keep others out.
const LONGEST_WAIT: Duration = Duration::from_millis(250);

/// A turn for a question. Answers that are all made at the same time are all late; made a few at a time, in the order in
/// which they were asked, each is ready sooner. What brings a file or changes something does not wait.
async fn turn<'a>(app: &'a App, method: &Method) -> Option<SemaphorePermit<'a>> {
    if *method != Method::GET {
        return None;
    }
    tokio::time::timeout(LONGEST_WAIT, app.turns().acquire()).await.ok()?.ok()
}

async fn visitor(app: &App, parts: &Parts) -> Result<Visitor, WebError> {
    let headers = &parts.headers;
    let request_id = hex(&random::<8>()?);
    // A web file is the same for everybody: the database need not be asked who it is.
    let session = match parts.uri.path().starts_with("/middelen/") {
        true => None,
        false => Sessions::of(app.db(), app, headers).await?,
    };
    let ctx = session.map(|s| Ctx { actor: s.actor, purpose: s.purpose, clock: app.clock().clone(), request_id: request_id.clone() });
    let kept = |name| cookies::read(headers, &cookies::name(name, app.https()));
    Ok(Visitor::new(Inner {
        app: app.clone(),
        ctx,
        lang: kept(LANGUAGE).and_then(|code| Lang::from_code(&code)).unwrap_or_default(),
        method: parts.method.clone(),
        address: parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned(),
        request_id,
        flash: kept(FLASH).and_then(|text| Flash::from_cookie(&text)),
    }))
}

fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accept.contains("application/json") && !accept.contains("text/html")
}

/// What the page of a failure shows.
#[derive(Serialize)]
struct Explanation {
    code: String,
    kind: &'static str,
    reason: Option<&'static str>,
    request_id: Option<String>,
}

/// A failure becomes a page in the reader's language; nobody is shown the way to sign in.
fn explained(response: Response, visitor: &Visitor, wants_json: bool) -> Response {
    let failed = response.extensions().get::<Failed>().cloned();
    let status = response.status();
    let bare = failed.is_none() && (status.is_client_error() || status.is_server_error()) && !is_page(&response);
    if failed.is_none() && !bare {
        return response;
    }
    let error = failed.as_ref().map(|f| f.0.as_ref());
    if let Some(WebError::Internal(source)) = error {
        tracing::error!(request = visitor.request_id(), error = %source, "storing");
    }
    if matches!(error, Some(WebError::NotSignedIn)) && *visitor.method() == Method::GET && !wants_json {
        let target = with_parameter("/aanmelden", "naar", Some(visitor.address()).filter(|a| *a != "/"));
        return headers::see_other(&target);
    }
    let page = Explanation {
        code: format!("E{}", status.as_u16()),
        kind: if matches!(error, Some(WebError::Refused(_))) { "refused" } else { kind(status) },
        reason: error.and_then(WebError::reason),
        request_id: status.is_server_error().then(|| visitor.request_id().to_owned()),
    };
    if wants_json {
        return (status, axum::Json(page)).into_response();
    }
    visitor.page_with_status(status, "error.html", &page).unwrap_or_else(|error| {
        tracing::error!(request = visitor.request_id(), %error, "de foutpagina is niet te maken");
        (status, Body::from(page.code)).into_response()
    })
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/html") || kind.starts_with("application/json")
}

/// Which texts explain a status.
fn kind(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "sign-in",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::CONFLICT => "conflict",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        s if s.is_client_error() => "invalid",
        _ => "failure",
    }
}
