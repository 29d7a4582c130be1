// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Similarities of two values that were already looked at.

use crate::hash;

const SIZE: usize = 1 << 16;

/// Bits of a number of a text that is kept; there are never that many texts.
const NUMBER: u32 = 28;

/// A small table in which a newer pair takes the place of an older one. The answer never depends on what is in it.
/// An entry is one number, so that the table fits in the processor's own cache: two texts, the task and the answer.
#[derive(Debug, Clone)]
pub struct SimCache {
    entries: Vec<u64>,
}

impl Default for SimCache {
    fn default() -> Self {
        Self { entries: vec![0; SIZE] }
    }
}

impl SimCache {
    /// What `work` says of two different values, at most 15; `work` must not care which comes first. There are seven tasks, from one on.
    #[inline]
    pub fn get(&mut self, task: u8, a: u32, b: u32, work: impl FnOnce() -> u8) -> u8 {
        debug_assert!((1..8).contains(&task), "an empty entry is task zero");
        let (low, high) = (a.min(b), a.max(b));
        if high >> NUMBER != 0 {
            return work();
        }
        let key = u64::from(low) << (NUMBER + 7) | u64::from(high) << 7 | u64::from(task) << 4;
        let entry = &mut self.entries[hash::mix(key) as usize & (SIZE - 1)];
        if *entry & !15 != key {
            *entry = key | u64::from(work());
        }
        *entry as u8 & 15
    }
}
