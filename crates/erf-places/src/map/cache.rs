// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Compressed tiles that were asked for lately.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, RandomState},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::View;

/// Which tile, of which data, for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TileKey {
    /// Changes when the data do; tiles of an older version fall out by themselves.
    pub version: u64,
    /// What the viewer may see: tiles are never shared between views.
    pub view: View,
    /// Zoom level.
    pub zoom: u8,
    /// Column.
    pub x: u32,
    /// Row.
    pub y: u32,
}

/// Readers that do not wait for each other: more than there are cores.
const SHARDS: usize = 16;

/// What a tile costs beside its bytes.
const OVERHEAD: usize = 256;

/// Keeps the tiles asked for most recently, up to a number of bytes.
#[derive(Debug)]
pub struct TileCache {
    shards: [Mutex<Shard>; SHARDS],
    hasher: RandomState,
    bytes_per_shard: usize,
}

#[derive(Debug, Default)]
struct Shard {
    tiles: HashMap<TileKey, (u64, Arc<[u8]>)>,
    /// When each tile was last asked for, longest ago first.
    asked: BTreeMap<u64, TileKey>,
    clock: u64,
    bytes: usize,
}

impl TileCache {
    /// A cache of at most this many bytes, bookkeeping included.
    pub fn new(bytes: usize) -> Self {
        Self { shards: Default::default(), hasher: RandomState::new(), bytes_per_shard: bytes / SHARDS }
    }

    /// The tile, if it is kept.
    pub fn get(&self, key: &TileKey) -> Option<Arc<[u8]>> {
        self.shard(key).get(key)
    }

    /// Keeps a tile. One that is larger than a shard is not kept.
    pub fn put(&self, key: TileKey, tile: Arc<[u8]>) {
        self.shard(&key).put(key, tile, self.bytes_per_shard);
    }

    /// The tile from the cache, else made and kept. The lock is not held while it is made.
    pub fn get_or_make<E>(&self, key: TileKey, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Arc<[u8]>, E> {
        if let Some(tile) = self.get(&key) {
            return Ok(tile);
        }
        let tile: Arc<[u8]> = make()?.into();
        self.put(key, Arc::clone(&tile));
        Ok(tile)
    }

    /// Bytes kept at the moment, bookkeeping included.
    pub fn bytes(&self) -> usize {
        self.shards.iter().map(|shard| lock(shard).bytes).sum()
    }

    fn shard(&self, key: &TileKey) -> MutexGuard<'_, Shard> {
        lock(&self.shards[self.hasher.hash_one(key) as usize % SHARDS])
    }
}

/// A shard is whole between its calls, so one that a panic left locked can be used.
fn lock(shard: &Mutex<Shard>) -> MutexGuard<'_, Shard> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shard {
    fn get(&mut self, key: &TileKey) -> Option<Arc<[u8]>> {
        let (asked, tile) = self.tiles.get_mut(key)?;
        self.clock += 1;
        self.asked.remove(asked);
        self.asked.insert(self.clock, *key);
        *asked = self.clock;
        Some(Arc::clone(tile))
    }

    fn put(&mut self, key: TileKey, tile: Arc<[u8]>, limit: usize) {
        let cost = tile.len() + OVERHEAD;
        if cost > limit {
            return;
        }
        self.remove(&key);
        while self.bytes + cost > limit {
            let Some((_, oldest)) = self.asked.first_key_value() else { break };
            let oldest = *oldest;
            self.remove(&oldest);
        }
        self.clock += 1;
        self.asked.insert(self.clock, key);
        self.tiles.insert(key, (self.clock, tile));
        self.bytes += cost;
    }

    fn remove(&mut self, key: &TileKey) {
        if let Some((asked, tile)) = self.tiles.remove(key) {
            self.asked.remove(&asked);
            self.bytes -= tile.len() + OVERHEAD;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(x: u32) -> TileKey {
        TileKey { version: 1, view: View { municipality: None, covenant: false }, zoom: 9, x, y: 0 }
    }

    #[test]
    fn the_tile_asked_for_longest_ago_goes_first() {
        let mut shard = Shard::default();
        let limit = 3 * (100 + OVERHEAD);
        for x in 0..3 {
            shard.put(key(x), vec![0; 100].into(), limit);
        }
        assert!(shard.get(&key(0)).is_some());
        shard.put(key(3), vec![0; 100].into(), limit);
        assert_eq!([0, 1, 2, 3].map(|x| shard.get(&key(x)).is_some()), [true, false, true, true]);
        assert_eq!(shard.bytes, limit);
    }

    #[test]
    fn the_limit_holds_whatever_is_put_in() {
        let cache = TileCache::new(64 * 1024);
        for x in 0..500 {
            cache.put(key(x), vec![0; (x as usize * 37) % 5_000].into());
            assert!(cache.bytes() <= 64 * 1024);
        }
        cache.put(key(1_000), vec![0; 10_000].into());
        assert!(cache.get(&key(1_000)).is_none(), "larger than a shard");
    }

    #[test]
    fn views_and_versions_do_not_share_tiles() {
        let cache = TileCache::new(1 << 20);
        cache.put(key(1), vec![1].into());
        let covenant = TileKey { view: View { municipality: None, covenant: true }, ..key(1) };
        assert!(cache.get(&covenant).is_none());
        assert!(cache.get(&TileKey { version: 2, ..key(1) }).is_none());
        let made = cache.get_or_make(covenant, || Ok::<_, ()>(vec![2])).unwrap();
        assert_eq!((&*made, &*cache.get(&key(1)).unwrap()), (&[2][..], &[1][..]));
        assert!(cache.get_or_make(covenant, || Err("must not be made again")).is_ok());
    }
}
