// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! RD New, plane geometry, grids and tiles. Everything is in metres in RD New (EPSG:28992). No I/O.

pub mod area_index;
pub mod clip;
pub mod crossing;
pub mod distance;
pub mod geometry;
pub mod grid;
pub mod nearby;
pub mod rd;
pub mod simplify;
pub mod wkb;

pub use area_index::AreaIndex;
pub use geometry::{Bounds, Geometry, Polygon, Ring};
pub use nearby::{Nearby, Spot};

/// Sample files beside the repository, for tests only.
#[cfg(test)]
pub(crate) mod shared {
    /// The bytes of a sample file, or `None` (with a line that CI looks for) when the samples are absent.
    pub fn read(path: &str) -> Option<Vec<u8>> {
        let folder =
            std::env::var("ERFZICHT_SHARED").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
        let bytes = std::fs::read(std::path::Path::new(&folder).join(path)).ok();
        if bytes.is_none() {
            eprintln!("overgeslagen: geen ../shared ({path})");
        }
        bytes
    }
}
