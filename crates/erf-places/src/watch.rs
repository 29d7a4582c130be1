// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Somebody who watches long work: a bar in a terminal, a page, or nobody.

/// Is told how far long work is.
pub trait Watch: Send + Sync {
    /// A new part of the work begins; the name is a text key.
    fn phase(&self, name: &str);
    /// `done` of `total`, in a unit only the worker knows.
    fn progress(&self, done: u64, total: u64);
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn phase(&self, _: &str) {}
    fn progress(&self, _: u64, _: u64) {}
}

impl Watch for erf_web::Progress {
    fn phase(&self, name: &str) {
        self.begin(name);
    }

    fn progress(&self, done: u64, total: u64) {
        self.at(done, total);
    }
}
