// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Signing out: the session ends on the server too. Whoever was not signed in any more gets the same page.

use axum::{
    http::{HeaderMap, header},
    response::Response,
};
use erf_store::audit::{self, Action};
use erf_web::{Flash, Sessions, Visitor, WebError};

/// POST `/afmelden`.
pub(crate) async fn sign_out(visitor: Visitor, headers: HeaderMap) -> Result<Response, WebError> {
    let app = visitor.app();
    let mut tx = app.db().begin().await?;
    let cookie = Sessions::close(&mut tx, app, &headers).await?;
    if let Some(ctx) = visitor.ctx() {
        audit::write(&mut tx, ctx, Action::on("afgemeld", "gebruiker", &ctx.actor.id)).await?;
    }
    tx.commit().await?;
    let mut response = visitor.go_with("/aanmelden", &Flash::new("flash-signed-out"));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
