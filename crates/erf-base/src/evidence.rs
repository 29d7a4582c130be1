// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Evidence that adds up: a sum of named contributions, each with a sentence a citizen can read.

use serde::{Deserialize, Serialize};

/// One named part of a sum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// Stable code, such as `huisnummer_gelijk`; the words belonging to it live in the text files.
    pub code: String,
    /// What it adds, in the unit of the sum (bits for a link, points for a rule card).
    pub weight: f64,
    /// What was seen: the two values compared, or the row behind it. May be empty.
    pub detail: String,
}

impl Contribution {
    /// A contribution with what was seen.
    pub fn new(code: &str, weight: f64, detail: impl Into<String>) -> Self {
        Self { code: code.to_owned(), weight, detail: detail.into() }
    }
}

/// A sum in bits (base-2 logarithm of odds) with its parts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// Where the sum starts, before anything is seen.
    pub prior: f64,
    /// The parts, in the order they are shown.
    pub contributions: Vec<Contribution>,
}

impl Evidence {
    /// A sum that starts at `prior` bits.
    pub fn starting_at(prior: f64) -> Self {
        Self { prior, contributions: Vec::new() }
    }

    /// The prior and all parts together, in bits.
    pub fn total(&self) -> f64 {
        self.prior + self.contributions.iter().map(|c| c.weight).sum::<f64>()
    }

    /// The total as a probability between 0 and 1.
    pub fn probability(&self) -> f64 {
        1.0 / (1.0 + (-self.total()).exp2())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_add_up_to_the_probability() {
        let mut evidence = Evidence::starting_at(-2.0);
        assert!((evidence.probability() - 0.2).abs() < 1e-12);
        evidence.contributions.push(Contribution::new("straat_gelijk", 2.0, "Achterweg"));
        assert_eq!(evidence.total(), 0.0);
        assert_eq!(evidence.probability(), 0.5);
    }
}
