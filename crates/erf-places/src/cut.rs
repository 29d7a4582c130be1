// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From which chance a match is certain, where a region sets that itself. Where it does not, the matcher chooses per delivery.

use erf_store::{StoreError, Tx, setting};

use crate::matching::LOWEST_CERTAIN;

/// The least the matcher itself asks; for a delivery it may ask more.
pub const OWN: f64 = LOWEST_CERTAIN;
/// Below this one in five links would be wrong: more than anybody would still call certain.
pub const LOWEST: f64 = 0.80;
/// Above this nearly everything is left to people, and the chances are not that exact.
pub const HIGHEST: f64 = 0.995;
/// The cuts that a region may choose, from low to high: those of which is kept what to expect.
pub const SHOWN: [f64; 6] = [LOWEST, 0.90, OWN, 0.97, 0.99, HIGHEST];

const NAME: &str = "koppelgrens";

/// Whether a region may set this.
pub fn allowed(cut: f64) -> bool {
    SHOWN.contains(&cut)
}

/// The cut a region set; nothing when it set none.
pub async fn kept(tx: &mut Tx) -> Result<Option<f64>, StoreError> {
    Ok(setting::get::<f64>(tx, NAME).await?.filter(|cut| allowed(*cut)))
}

/// Keeps the cut of a region.
pub async fn keep(tx: &mut Tx, cut: f64) -> Result<(), StoreError> {
    setting::set(tx, NAME, &cut).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_region_may_set_has_bounds() {
        assert!(allowed(LOWEST) && allowed(HIGHEST) && !allowed(0.5) && !allowed(1.0) && !allowed(f64::NAN));
    }
}
