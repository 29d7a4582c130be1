// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What an indicator answered over many places: counted in the pass that scores them, because reading twice costs twice.

use serde::{Deserialize, Serialize};

use crate::indicator::Reading;

/// One indicator over places in scope.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// It is so.
    pub present: u32,
    /// It is not so.
    pub absent: u32,
    /// Nobody told us.
    pub unknown: u32,
    /// Places where it is so and a find is known of.
    pub with_find: u32,
    /// Places it is about of which a find is known.
    pub finds: u32,
    /// What was found where it is so.
    pub values: Vec<f64>,
}

impl Tally {
    /// Counts what it says of a place, of which a find is known or not.
    pub fn count(&mut self, reading: &Reading, find: bool) {
        match reading {
            Reading::NotApplicable => return,
            Reading::Unknown(_) => self.unknown += 1,
            Reading::Absent => self.absent += 1,
            Reading::Present(finding) => {
                self.present += 1;
                self.with_find += u32::from(find);
                self.values.push(finding.value);
            }
        }
        self.finds += u32::from(find);
    }

    /// Adds what was counted at later places.
    pub fn add(&mut self, later: Self) {
        self.present += later.present;
        self.absent += later.absent;
        self.unknown += later.unknown;
        self.with_find += later.with_find;
        self.finds += later.finds;
        self.values.extend(later.values);
    }

    /// Puts the values in order, so that the order of the places does not show.
    pub fn sort(&mut self) {
        self.values.sort_by(f64::total_cmp);
    }

    /// Places it is about.
    pub fn applicable(&self) -> u32 {
        self.present + self.absent + self.unknown
    }
}
