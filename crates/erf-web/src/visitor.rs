// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Who asks, in which language, for which address.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{Method, request::Parts},
};
use erf_base::Ctx;

use crate::{App, Args, Lang, WebError, page::Flash};

/// Whoever sent a request: perhaps nobody that we know. Made once per request by the shell.
#[derive(Clone)]
pub struct Visitor(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) app: App,
    pub(crate) ctx: Option<Ctx>,
    pub(crate) lang: Lang,
    pub(crate) method: Method,
    pub(crate) address: String,
    pub(crate) request_id: String,
    pub(crate) flash: Option<Flash>,
}

impl Visitor {
    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// What every request shares.
    pub fn app(&self) -> &App {
        &self.0.app
    }

    /// The context of who is signed in.
    pub fn ctx(&self) -> Option<&Ctx> {
        self.0.ctx.as_ref()
    }

    /// The language of the reader.
    pub fn lang(&self) -> Lang {
        self.0.lang
    }

    /// Path and query of the request.
    pub fn address(&self) -> &str {
        &self.0.address
    }

    /// The number of this request, for logs.
    pub fn request_id(&self) -> &str {
        &self.0.request_id
    }

    /// A text in the language of the reader.
    pub fn text(&self, key: &str, args: &Args<'_>) -> Result<String, WebError> {
        Ok(self.0.app.words().text(self.0.lang, key, args)?)
    }

    pub(crate) fn method(&self) -> &Method {
        &self.0.method
    }

    pub(crate) fn flash(&self) -> Option<&Flash> {
        self.0.flash.as_ref()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebError> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| WebError::internal("een adres zonder omlijsting"))
    }
}

/// A visitor who is signed in: what most handlers take.
#[derive(Clone)]
pub struct Caller {
    /// The first argument of every use case.
    pub ctx: Ctx,
    visitor: Visitor,
}

impl std::ops::Deref for Caller {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let ctx = visitor.ctx().cloned().ok_or(WebError::NotSignedIn)?;
        Ok(Self { ctx, visitor })
    }
}

/// What everybody may use: the app, where only that is needed.
impl FromRequestParts<App> for App {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(app.clone())
    }
}

/// An address of ours to go to after an act; anything else becomes the start page, so a link cannot lead elsewhere. Browsers
/// leave tabs and line ends out of an address, so `/<tab>/evil.test` is another host to them.
pub fn safe_target(address: &str) -> &str {
    let own = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\') && !address.contains(char::is_control);
    if own { address } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_addresses_are_followed() {
        for (asked, followed) in [
            ("/a?b=c", "/a?b=c"),
            ("//evil.test", "/"),
            ("https://evil.test", "/"),
            ("/\\evil.test", "/"),
            ("/\t/evil.test", "/"),
            ("", "/"),
        ] {
            assert_eq!(safe_target(asked), followed);
        }
    }
}
