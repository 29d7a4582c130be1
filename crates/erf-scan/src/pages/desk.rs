// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the pages share: the points of the scans that were looked at lately, and where scans are made.

use std::{
    future::Future,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{Extension, Router};
use erf_base::Scope;
use erf_spatial::Bounds;
use erf_store::{StoreError, Tx};
use erf_web::WebError;

use crate::{
    area_figures::{self, AreaFigure},
    store::{
        choices, inputs, own,
        scans::Scan,
        signs::{self, Sign},
    },
    tasks::Bench,
};

/// What the pages share.
pub struct Desk {
    /// Turns and threads for scans that are made.
    pub bench: Arc<Bench>,
    signs: Kept<(i64, i64, String), Vec<Sign>>,
    extent: Kept<i64, Option<Bounds>>,
    areas: Kept<(i64, i64), Vec<AreaFigure>>,
}

/// Hands the routes what they share.
pub fn around(router: Router, desk: Arc<Desk>) -> Router {
    router.layer(Extension(desk))
}

impl Desk {
    /// A desk without anything remembered yet.
    pub fn new(bench: Arc<Bench>) -> Self {
        Self { bench, signs: Kept::default(), extent: Kept::default(), areas: Kept::default() }
    }

    /// The points of a scan within the scope. A scan never changes but for its state, and loses its places with that.
    pub async fn signs(&self, tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Arc<Vec<Sign>>, StoreError> {
        let key = (scan.id, own(scope), scan.state.clone());
        self.signs.get(key, signs::list(tx, scope, scan)).await
    }

    /// The part of the country in which all places lie.
    pub async fn extent(&self, tx: &mut Tx) -> Result<Option<Bounds>, StoreError> {
        let version = inputs::data_version(tx, true).await?;
        self.extent.get(version, choices::extent(tx)).await.map(|found| *found)
    }

    /// What indicators say of every area on a day; not cut to any scope. Reading the region takes seconds, so the answer is kept until the data change.
    pub(crate) async fn areas(&self, tx: &mut Tx, date: i64) -> Result<Arc<Vec<AreaFigure>>, WebError> {
        let version = inputs::data_version(tx, false).await?;
        self.areas.get((version, date), area_figures::all(tx, date)).await
    }
}

/// The last few answers to questions that take long, by what they depend on.
struct Kept<K, V>(Mutex<Vec<(K, Arc<V>)>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

/// Scans that people look at in the same hour, for the region and for some municipalities.
const MOST_KEPT: usize = 12;

impl<K: PartialEq, V> Kept<K, V> {
    async fn get<E>(&self, key: K, make: impl Future<Output = Result<V, E>>) -> Result<Arc<V>, E> {
        let known = self.list().iter().find(|(kept, _)| *kept == key).map(|(_, value)| Arc::clone(value));
        if let Some(known) = known {
            return Ok(known);
        }
        let made = Arc::new(make.await?);
        let mut list = self.list();
        if list.len() >= MOST_KEPT {
            list.remove(0);
        }
        list.push((key, Arc::clone(&made)));
        Ok(made)
    }

    fn list(&self) -> std::sync::MutexGuard<'_, Vec<(K, Arc<V>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
