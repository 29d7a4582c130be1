// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What can go wrong on the way to a page: seven kinds, each with a code that never changes.

use std::sync::Arc;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use erf_base::Denied;

/// A page that cannot be shown. The shell turns it into a page that says what happened, what was kept and what to do.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// Nobody is signed in.
    #[error("niet aangemeld")]
    NotSignedIn,
    /// The role may not use this page, and that it exists is no secret.
    #[error("niet toegestaan")]
    NotAllowed,
    /// It does not exist, or saying that it exists would tell too much.
    #[error("niet gevonden")]
    NotFound,
    /// The request cannot be understood; the text with this key says why.
    #[error("ongeldig verzoek: {0}")]
    Invalid(&'static str),
    /// Somebody else was first; the text with this key says what happened.
    #[error("botsing: {0}")]
    Conflict(&'static str),
    /// A rule of the work says no, to this person or at this moment; the text with this key says why, and with `-title` behind it what the rule is.
    #[error("afgewezen: {0}")]
    Refused(&'static str),
    /// The program failed.
    #[error("storing: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl WebError {
    /// A failure of the program.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::NotAllowed => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) | Self::Refused(_) => StatusCode::CONFLICT,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The key of the text that says why, where one was given.
    pub fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Invalid(key) | Self::Conflict(key) | Self::Refused(key) => Some(key),
            _ => None,
        }
    }
}

/// Being denied looks like not being there.
impl From<Denied> for WebError {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

impl From<erf_store::StoreError> for WebError {
    fn from(error: erf_store::StoreError) -> Self {
        Self::internal(error)
    }
}

impl From<minijinja::Error> for WebError {
    fn from(error: minijinja::Error) -> Self {
        Self::internal(format!("{error:#}"))
    }
}

impl From<crate::WordsError> for WebError {
    fn from(error: crate::WordsError) -> Self {
        Self::internal(error)
    }
}

/// Travels with a bare response to the shell, which knows the language and the reader.
#[derive(Clone)]
pub(crate) struct Failed(pub(crate) Arc<WebError>);

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}
