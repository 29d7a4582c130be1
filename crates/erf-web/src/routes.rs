// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which addresses there are and who may use each. The list can be inspected, so a test can walk all of it.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    handler::Handler,
    http::Method,
    middleware::{self, Next},
    response::Response,
    routing::{MethodFilter, MethodRouter, on},
};
use erf_base::{Ctx, Permission};

use crate::{App, Visitor, WebError, enter};

/// Who may use an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Anybody who is signed in.
    SignedIn,
    /// Whoever has this permission, in the whole region or the own municipality.
    Permit(Permission),
}

impl Access {
    /// Whether this visitor gets in.
    pub fn admits(self, ctx: Option<&Ctx>) -> bool {
        match self {
            Self::Public => true,
            Self::SignedIn => ctx.is_some(),
            Self::Permit(permission) => ctx.is_some_and(|ctx| ctx.permit(permission).is_ok()),
        }
    }
}

/// One address with one method.
#[derive(Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The address, in axum's notation: `/erven/{id}`.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// What it does.
    pub handler: MethodRouter<App>,
}

/// The addresses of a slice, or of all of them.
#[derive(Clone, Default)]
pub struct Routes(Vec<Route>);

impl Routes {
    /// No addresses yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// An address that shows something.
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with(Method::GET, path, access, on(MethodFilter::GET, handler))
    }

    /// An address that changes something.
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with(Method::POST, path, access, on(MethodFilter::POST, handler))
    }

    /// An address that takes a file of at most `bytes`.
    pub fn upload<H, T>(self, path: &'static str, access: Access, bytes: usize, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let limited = on(MethodFilter::POST, handler).layer(DefaultBodyLimit::max(bytes));
        self.with(Method::POST, path, access, limited)
    }

    /// The addresses of another list too.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// All addresses in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Route> {
        self.0.iter()
    }

    /// The service: each address behind its own check, all of them behind the shell.
    pub fn into_router(self, app: App) -> Router {
        let mut router = Router::new();
        for route in self.0 {
            let guarded = route.handler.layer(middleware::from_fn_with_state(Guard { access: route.access, path: route.path }, guard));
            router = router.route(route.path, guarded);
        }
        enter::around(router.fallback(not_found), app.clone()).with_state(app)
    }

    fn with(mut self, method: Method, path: &'static str, access: Access, handler: MethodRouter<App>) -> Self {
        self.0.push(Route { method, path, access, handler });
        self
    }
}

async fn not_found() -> WebError {
    WebError::NotFound
}

#[derive(Clone, Copy)]
struct Guard {
    access: Access,
    path: &'static str,
}

/// The check before the handler. It refuses by role only; how far a permission reaches is for the handler's `permit`.
async fn guard(State(guard): State<Guard>, visitor: Visitor, request: Request, next: Next) -> Result<Response, WebError> {
    match visitor.ctx() {
        ctx if guard.access.admits(ctx) => Ok(next.run(request).await),
        None => Err(WebError::NotSignedIn),
        // An address about one thing would tell that the thing exists.
        Some(_) if guard.path.contains('{') => Err(WebError::NotFound),
        Some(_) => Err(WebError::NotAllowed),
    }
}
