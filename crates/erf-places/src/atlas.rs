// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The map of the data in use, kept in memory and made anew when the data change.

use std::sync::{Arc, PoisonError, RwLock};

use erf_base::Scope;
use erf_store::{Db, StoreError};
use tokio::sync::{Mutex, Semaphore, SemaphorePermit};

use crate::{
    cut,
    map::{MapData, TileCache, View},
    store::{atlas, deliveries, derived},
};

/// How many bytes of finished tiles are kept.
const KEPT_TILES: usize = 64 << 20;

/// Which ground a map shows: where each delivery stands, and the cut by which rows were matched. Judgements do not change it.
type Ground = (i64, u64);

struct Current {
    version: i64,
    ground: Ground,
    map: Arc<MapData>,
}

/// The present map, shared by all readers.
pub struct Atlas {
    current: RwLock<Option<Current>>,
    making: Mutex<()>,
    tiles: TileCache,
    cutting: Semaphore,
}

impl Default for Atlas {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self { current: RwLock::new(None), making: Mutex::new(()), tiles: TileCache::new(KEPT_TILES), cutting: Semaphore::new(cores) }
    }
}

impl Atlas {
    /// The map of the data in use, with the version of those data.
    pub async fn map(&self, db: &Db, today: i64) -> Result<(i64, Arc<MapData>), StoreError> {
        let mut tx = db.read().await?;
        let version = derived::version(&mut tx).await?;
        if let Some(known) = self.known(version) {
            return Ok((version, known));
        }
        // One reader makes the new map; the others wait for it.
        let _making = self.making.lock().await;
        if let Some(known) = self.known(version) {
            return Ok((version, known));
        }
        let ground: Ground = (deliveries::standing(&mut tx).await?, cut::kept(&mut tx).await?.map_or(0, f64::to_bits));
        let map = Arc::new(match self.of_ground(ground) {
            Some(known) => known.with_rows(&atlas::rows_of_places(&mut tx, today).await?),
            None => atlas::load(&mut tx, today).await?,
        });
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(Current { version, ground, map: map.clone() });
        Ok((version, map))
    }

    /// Finished tiles.
    pub fn tiles(&self) -> &TileCache {
        &self.tiles
    }

    /// A turn to cut a tile: more at once than there are cores makes all of them late.
    pub async fn turn_to_cut(&self) -> Option<SemaphorePermit<'_>> {
        self.cutting.acquire().await.ok()
    }

    fn known(&self, version: i64) -> Option<Arc<MapData>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().filter(|known| known.version == version).map(|known| known.map.clone())
    }

    /// The map of this ground, with the rows of another moment.
    fn of_ground(&self, ground: Ground) -> Option<Arc<MapData>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().filter(|known| known.ground == ground).map(|known| known.map.clone())
    }
}

/// What somebody may see of the map.
pub fn view(scope: &Scope) -> View {
    View { municipality: scope.municipality(), covenant: scope.admits_covenant() }
}
