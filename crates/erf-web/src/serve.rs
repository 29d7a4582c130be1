// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Listening, until told to stop.

use std::{future::Future, io};

use tokio::net::TcpListener;

use crate::{App, Routes, routes};

/// Serves the routes and those of the shell until `stop` is ready; then finishes what was asked and returns.
pub async fn serve(app: App, slices: Routes, listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
    let router = routes().and(slices).into_router(app);
    axum::serve(listener, router).with_graceful_shutdown(stop).await
}
