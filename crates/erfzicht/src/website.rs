// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The website: the only list of slices.

use std::{net::SocketAddr, sync::Arc};

use anyhow::{Context, Result};
use axum::{Extension, Router};
use erf_base::Ctx;
use erf_places::{
    atlas::Atlas,
    pages::{About, Card, Elsewhere, Found, Lost},
};
use erf_web::{Access, App, Caller, Routes};
use tokio::net::TcpListener;

use crate::region::{Region, end_what_is_over};
use crate::say::say;

/// The addresses of all slices.
pub fn routes() -> Routes {
    erf_places::routes().and(erf_scan::pages::routes()).and(erf_workbench::pages::routes()).and(erf_accounts::routes())
}

/// The app of a region, with all slices.
pub fn app(region: &Region, demo: bool) -> Result<App> {
    let app = App::builder(region.db.clone(), region.ctx.clock.clone(), &region.name)
        .demo(demo)
        .search(Access::SignedIn)
        .purposes(erf_accounts::purposes)
        .slice(erf_places::slice())
        .slice(erf_scan::pages::slice())
        .slice(erf_workbench::pages::slice())
        .slice(erf_accounts::slice())
        .build()?;
    Ok(app)
}

/// What the pages of each slice share.
#[derive(Clone)]
pub struct Desks {
    places: Arc<erf_places::pages::Desk>,
    scans: Arc<erf_scan::pages::Desk>,
    linkages: Arc<erf_workbench::tasks::Desk>,
}

impl Desks {
    /// Desks with nothing remembered yet.
    pub fn new(region: &Region) -> Self {
        let places = erf_places::pages::Desk::new(Arc::new(Atlas::default()), region.works.clone(), region.program.clone());
        let bench = erf_scan::tasks::Bench::new(region.works.clone());
        let linkages = erf_workbench::tasks::Desk::new(region.works.clone());
        Self { places: Arc::new(places), scans: Arc::new(erf_scan::pages::Desk::new(Arc::new(bench))), linkages: Arc::new(linkages) }
    }
}

/// Everything that can be asked of the website.
pub fn service(app: App, desks: Desks) -> Router {
    let router = erf_web::routes().and(routes()).into_router(app).layer(Extension(ELSEWHERE));
    let router = erf_scan::pages::around(erf_places::pages::around(router, desks.places), desks.scans);
    erf_workbench::pages::around(router, desks.linkages)
}

/// What scans bring to the start page and to the page of a place.
const ELSEWHERE: Elsewhere = Elsewhere { cards: scan_cards, about: scan_pages, lost: scan_losses };

fn scan_cards(caller: Caller) -> Found<Vec<Card>> {
    Box::pin(async move {
        let mut tx = caller.app().db().read().await?;
        let waiting = erf_scan::pages::waiting(&caller, &mut tx).await?;
        Ok(waiting.into_iter().map(|it| Card { key: it.key, icon: it.icon, n: it.n, name: it.name, date: None, href: it.href }).collect())
    })
}

fn scan_pages(caller: Caller, place: String) -> Found<Vec<About>> {
    Box::pin(async move {
        let mut tx = caller.app().db().read().await?;
        let dossier = erf_scan::pages::dossier_of(&caller, &mut tx, &place).await?;
        Ok(dossier.into_iter().map(|href| About { key: "dossier-of-place", href }).collect())
    })
}

fn scan_losses(caller: Caller, delivery: i64) -> Found<Lost> {
    Box::pin(async move {
        let mut tx = caller.app().db().read().await?;
        erf_scan::pages::lost(&caller, &mut tx, delivery).await
    })
}

/// Listens until Ctrl-C; prints the address when it is open.
pub async fn open(region: Region, listen: SocketAddr, demo: bool) -> Result<()> {
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("op {listen} kan niet worden geluisterd; is er al een ander programma? Kies een andere poort"))?;
    let address = listener.local_addr()?;
    let app = app(&region, demo)?;
    erf_places::prepare(&app).await?;
    let desks = Desks::new(&region);
    let router = service(app.clone(), desks.clone());
    tokio::spawn(start_up(app, desks));
    say!("Erfzicht is open op http://{address}  (stoppen met Ctrl-C)");
    let daily = tokio::spawn(keep_retention(region.db.clone(), region.works.clone(), region.ctx.clone()));
    axum::serve(listener, router).with_graceful_shutdown(stop()).await?;
    daily.abort();
    Ok(())
}

/// After the website opened: what each slice prepares, and what was asked before a restart.
async fn start_up(app: App, desks: Desks) {
    erf_places::start_up(app.clone(), desks.places).await;
    erf_web::take_up(app.clone(), desks.scans.bench.clone()).await;
    erf_web::take_up(app, desks.linkages).await;
}

/// Once an hour: whatever is past its retention date or its term goes.
async fn keep_retention(db: erf_store::Db, works: Arc<erf_web::Works>, ctx: Ctx) {
    let mut hourly = tokio::time::interval(std::time::Duration::from_secs(3600));
    loop {
        hourly.tick().await;
        let Ok(_turn) = works.turn().await else { continue };
        if let Err(error) = end_what_is_over(&db, &ctx).await {
            tracing::error!(error = format!("{error:#}"), "What is past its retention date or its term could not all be ended.");
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
