// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the pages share: the points of the scans that were looked at lately, and where scans are made.

use std::{
    collections::HashMap,
    future::Future,
    hash::{BuildHasher, RandomState},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{Extension, Router};
use erf_base::{RdPoint, Scope};
use erf_spatial::Bounds;
use erf_store::{StoreError, Tx};
use erf_web::WebError;
use tokio::sync::OnceCell;

use super::{
    comparison::{self, Changes},
    signs::Signs,
};
use crate::{
    area_figures::{self, AreaFigure},
    card::Variant,
    store::{
        aside, choices, inputs, own,
        scans::{self, Counts, Scan},
        signs,
    },
    tasks::Bench,
};

/// What the pages share.
pub struct Desk {
    /// Turns and threads for scans that are made.
    pub bench: Arc<Bench>,
    signs: Kept<(i64, i64, String), Signs>,
    counts: Kept<(i64, i64), Counts>,
    sizes: Mutex<HashMap<(i64, i64), (i64, i64)>>,
    extent: Kept<i64, Option<Bounds>>,
    areas: Kept<(i64, i64), Vec<AreaFigure>>,
    changes: Kept<(i64, i64, i64), Changes>,
    in_scope: Kept<(i64, Variant), Vec<(RdPoint, i64)>>,
    chance: RandomState,
}

/// Hands the routes what they share.
pub fn around(router: Router, desk: Arc<Desk>) -> Router {
    router.layer(Extension(desk))
}

impl Desk {
    /// A desk without anything remembered yet.
    pub fn new(bench: Arc<Bench>) -> Self {
        Self {
            bench,
            signs: Kept::default(),
            counts: Kept::default(),
            sizes: Mutex::default(),
            extent: Kept::default(),
            areas: Kept::default(),
            changes: Kept::default(),
            in_scope: Kept::default(),
            chance: RandomState::new(),
        }
    }

    /// The seed of the draw for a form. Whoever orders a scan must not be able to choose it, so nothing of it leaves the server
    /// before the scan is made; the same form has the same seed as long as the server runs.
    pub fn seed(&self, actor: &str, form: &str) -> u64 {
        self.chance.hash_one((actor, form)) >> 16
    }

    /// The points of a scan within the scope. A scan never changes but for its state, and loses its places with that.
    pub async fn signs(&self, tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Arc<Signs>, StoreError> {
        let key = (scan.id, own(scope), scan.state.clone());
        self.signs.get(key, async { signs::list(tx, scope, scan).await.map(Signs::new) }).await
    }

    /// The totals of a scan within the scope. They never change, not even when it expires.
    pub async fn counts(&self, tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Arc<Counts>, StoreError> {
        self.counts.get((scan.id, own(scope)), scans::counts(tx, scope, scan)).await
    }

    /// Places of each scan within the scope, and those proposed: never other ones, so each scan is added up once.
    pub async fn sizes(&self, tx: &mut Tx, scope: &Scope, scans: &[Scan]) -> Result<Vec<(i64, i64)>, StoreError> {
        let known = || self.sizes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sizes = Vec::with_capacity(scans.len());
        for scan in scans {
            let key = (scan.id, own(scope));
            let size = known().get(&key).copied();
            let size = match size {
                Some(size) => size,
                None => aside::size(tx, scope, scan).await?,
            };
            known().insert(key, size);
            sizes.push(size);
        }
        Ok(sizes)
    }

    /// The part of the country in which all places lie.
    pub async fn extent(&self, tx: &mut Tx) -> Result<Option<Bounds>, StoreError> {
        let version = inputs::data_version(tx, true).await?;
        self.extent.get(version, choices::extent(tx)).await.map(|found| *found)
    }

    /// Where the places lie that a scan of this variant may list, see [`choices::in_scope`].
    pub async fn in_scope(&self, tx: &mut Tx, variant: Variant) -> Result<Arc<Vec<(RdPoint, i64)>>, StoreError> {
        let version = inputs::data_version(tx, true).await?;
        self.in_scope.get((version, variant), choices::in_scope(tx, variant)).await
    }

    /// What indicators say of every area on a day; not cut to any scope. Reading the region takes seconds, so the answer is kept until the data change.
    pub(crate) async fn areas(&self, tx: &mut Tx, date: i64) -> Result<Arc<Vec<AreaFigure>>, WebError> {
        let version = inputs::data_version(tx, false).await?;
        self.areas.get((version, date), area_figures::all(tx, date)).await
    }

    /// What changed between two scans, within the scope. Neither changes as long as it holds places, so ask whether both do.
    pub(crate) async fn changes(&self, tx: &mut Tx, scope: &Scope, before: &Scan, scan: &Scan) -> Result<Arc<Changes>, WebError> {
        let key = (before.id, scan.id, own(scope));
        self.changes.get(key, comparison::compared(tx, scope, before, scan)).await
    }
}

/// The last few answers to questions that take long, by what they depend on. Whoever asks while an answer is being made waits
/// for it.
struct Kept<K, V>(Mutex<Vec<(K, Answer<V>)>>);

type Answer<V> = Arc<OnceCell<Arc<V>>>;

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

/// Scans that people look at in the same hour, for the region and for its municipalities; some megabytes each at most.
const MOST_KEPT: usize = 40;

impl<K: PartialEq, V> Kept<K, V> {
    async fn get<E>(&self, key: K, make: impl Future<Output = Result<V, E>>) -> Result<Arc<V>, E> {
        let answer = self.answer(key);
        answer.get_or_try_init(|| async { make.await.map(Arc::new) }).await.map(Arc::clone)
    }

    fn answer(&self, key: K) -> Answer<V> {
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The first has not been asked for longest.
        let found = list.iter().position(|(kept, _)| *kept == key).map(|at| list.remove(at).1);
        if found.is_none() && list.len() >= MOST_KEPT {
            list.remove(0);
        }
        let answer = found.unwrap_or_default();
        list.push((key, Arc::clone(&answer)));
        answer
    }
}
