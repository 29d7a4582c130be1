// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The website: the only list of slices.

use std::{net::SocketAddr, sync::Arc};

use anyhow::{Context, Result};
use axum::Router;
use erf_base::Ctx;
use erf_places::{atlas::Atlas, pages::Desk};
use erf_web::{Access, App, Routes};
use tokio::net::TcpListener;

use crate::region::Region;

/// The addresses of all slices.
pub fn routes() -> Routes {
    erf_places::routes().and(erf_accounts::routes())
}

/// The app of a region, with all slices.
pub fn app(region: &Region, demo: bool) -> Result<App> {
    let app = App::builder(region.db.clone(), region.ctx.clock.clone(), &region.name)
        .demo(demo)
        .search(Access::SignedIn)
        .purposes(erf_accounts::purposes)
        .slice(erf_places::slice())
        .slice(erf_accounts::slice())
        .build()?;
    Ok(app)
}

/// Everything that can be asked of the website.
pub fn service(app: App, desk: Arc<Desk>) -> Router {
    erf_places::pages::around(erf_web::routes().and(routes()).into_router(app), desk)
}

/// Listens until Ctrl-C; prints the address when it is open.
pub async fn open(region: Region, listen: SocketAddr, demo: bool) -> Result<()> {
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("op {listen} kan niet worden geluisterd; is er al een ander programma? Kies een andere poort"))?;
    let address = listener.local_addr()?;
    let app = app(&region, demo)?;
    erf_places::prepare(&app).await?;
    let desk = Arc::new(Desk::new(Arc::new(Atlas::default()), region.works.clone(), region.program.clone()));
    let router = service(app.clone(), desk.clone());
    tokio::spawn(erf_places::start_up(app, desk));
    println!("Erfzicht is open op http://{address}  (stoppen met Ctrl-C)");
    let daily = tokio::spawn(keep_retention(region.db.clone(), region.works.clone(), region.ctx.clone()));
    axum::serve(listener, router).with_graceful_shutdown(stop()).await?;
    daily.abort();
    Ok(())
}

/// Once an hour: whatever is past its retention date goes.
async fn keep_retention(db: erf_store::Db, works: Arc<erf_places::work::Works>, ctx: Ctx) {
    let mut hourly = tokio::time::interval(std::time::Duration::from_secs(3600));
    loop {
        hourly.tick().await;
        let Ok(_turn) = works.turn().await else { continue };
        if let Err(error) = erf_places::steps::expire(&db, &ctx, &erf_places::watch::Unwatched).await {
            tracing::error!(%error, "Expired deliveries could not be removed.");
        }
    }
}

async fn stop() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).ok();
    let terminated = async {
        match terminate.as_mut() {
            Some(signal) => signal.recv().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}
