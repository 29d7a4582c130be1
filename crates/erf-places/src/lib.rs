// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

pub mod atlas;
mod borders;
pub mod cut;
mod derive_places;
pub mod evaluation;
pub mod ground;
pub mod judge;
mod link_rows;
pub mod map;
pub mod matching;
pub mod model;
pub mod opinions;
pub mod overview;
pub mod pages;
mod present;
pub mod queue;
pub mod receive;
mod refusal;
pub mod register;
pub mod shapes;
pub mod steps;
mod store;
mod superseded;
pub mod verdict;
pub mod watch;
pub mod window;
pub mod yards;

use std::sync::Arc;

use erf_base::MunicipalityCode;
use erf_store::{Db, Migration, StoreError, Tx};
use erf_web::{App, Routes, Slice};

pub use store::partners::seed as seed_partners;

/// The tables of this slice.
pub fn migrations() -> &'static [Migration] {
    store::MIGRATIONS
}

/// The addresses of this slice.
pub fn routes() -> Routes {
    pages::routes()
}

/// Templates, words and links of this slice.
pub fn slice() -> Slice {
    pages::slice()
}

/// Tells the app what the municipalities are called; call it before serving and after the data change.
pub async fn prepare(app: &App) -> Result<(), StoreError> {
    let mut tx = app.db().read().await?;
    let year = present::day_number(app.clock().today()) / 10_000;
    app.name_areas(store::facts::regions::names(&mut tx, year).await?);
    Ok(())
}

/// After the website opened: prepares the map and what else takes long before anybody asks for it, and does what was asked
/// before a restart.
pub async fn start_up(app: App, desk: Arc<pages::Desk>) {
    pages::warm(&app, &desk).await;
    erf_web::take_up(app, desk).await;
}

/// Whether anything was ever delivered.
pub async fn any_delivery(tx: &mut Tx) -> Result<bool, StoreError> {
    Ok(!store::deliveries::every(tx).await?.is_empty())
}

/// Municipalities with places, by name.
pub async fn municipalities(db: &Db) -> Result<Vec<(MunicipalityCode, String)>, StoreError> {
    let mut tx = db.read().await?;
    let names = store::derived::municipality_names(&mut tx).await?;
    let with_places = store::derived::municipalities_with_places(&mut tx).await?;
    let mut named: Vec<_> = with_places.into_iter().map(|code| (names.get(&code).cloned().unwrap_or_default(), code)).collect();
    named.sort();
    Ok(named.into_iter().map(|(name, code)| (code, name)).collect())
}

/// The first of [`municipalities`]: where the safety adviser of the demo works.
pub async fn first_municipality(db: &Db) -> Result<Option<MunicipalityCode>, StoreError> {
    Ok(municipalities(db).await?.first().map(|(code, _)| *code))
}
