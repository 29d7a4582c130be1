// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Similarities of two values that were already looked at.

use crate::hash;

const SIZE: usize = 1 << 16;

/// A small table in which a newer pair takes the place of an older one. The answer never depends on what is in it.
#[derive(Debug, Clone)]
pub struct SimCache {
    entries: Vec<(u64, u8)>,
}

impl Default for SimCache {
    fn default() -> Self {
        Self { entries: vec![(0, 0); SIZE] }
    }
}

impl SimCache {
    /// What `work` says of two different values; `work` must not care which comes first.
    #[inline]
    pub fn get(&mut self, task: u8, a: u32, b: u32, work: impl FnOnce() -> u8) -> u8 {
        let key = (u64::from(a.min(b)) << 32 | u64::from(a.max(b))) ^ (u64::from(task) << 61);
        let entry = &mut self.entries[hash::mix(key) as usize & (SIZE - 1)];
        if entry.0 != key {
            *entry = (key, work());
        }
        entry.1
    }
}
