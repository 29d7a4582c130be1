// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The map: everything drawable in memory, cut into vector tiles in RD New.
//!
//! A [`MapBuilder`] is filled from the database, in any order; [`MapBuilder::finish`] gives an immutable [`MapData`] that
//! any number of readers share. Its tiles depend on what was added and on the [`View`], never on the order of adding.
//!
//! | layer | properties | from zoom |
//! |---|---|---|
//! | `gemeente` | code, naam | 0 |
//! | `water` | naam | 0 |
//! | `weg` | naam, soort (autosnelweg, provinciale weg, straat, pad) | 0 motorways, 4 main roads, 7 streets, 9 paths |
//! | `bedrijventerrein` | naam | 4 |
//! | `buitengebied` | density, inside | 5 |
//! | `plaats` | id, kind, name, rows; a group has kind `groep`, n, rows | 0 |
//! | `pand` | kind; from zoom 9 also id and place | 8 |
//! | `perceel` | | 9 |
//! | `bouwwerk` | | 9 |
//! | `adres` | label | 10 |
//! | `ingekort` | laag, getoond, totaal | when something was left out |
//!
//! The grid is that of the *Nederlandse richtlijn tiling*: zoom 8 is 3,441 m a tile, zoom 12 (the deepest, see
//! [`MAX_ZOOM`]) 215 m. Lines lose detail under half a pixel of a 512 pixel tile, shapes smaller than that are not drawn.
//! A tile never exceeds [`TILE_BUDGET`] bytes compressed; what is left out for it, and in which order, is written at
//! [`DROP_ORDER`] and told in the layer `ingekort`.
//!
//! What a viewer may not see is not in the tile: places and addresses outside the own municipality are left out, as is
//! `place` on buildings there, and without covenant `rows` counts shared rows only. The base map is open data and the same
//! for everybody.

mod budget;
mod builder;
mod cache;
mod data;
mod draw;
mod layers;
mod packed;
mod places;
mod roads;
mod squares;
#[cfg(test)]
mod tests;

use erf_base::MunicipalityCode;

pub use budget::TILE_BUDGET;
pub use builder::{MapBuilder, NewPlace};
pub use cache::{TileCache, TileKey};
pub use data::{Counts, MapData, Rows};
pub use draw::MAX_ZOOM;
pub use layers::{DROP_ORDER, LayerName};
pub use roads::RoadKind;

/// What kind of place a point on the map is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// *Erf*: a yard with farm or business buildings.
    Yard,
    /// A unit on a business park or in a building that is split.
    Unit,
    /// A parcel with its buildings where there is no yard.
    Parcel,
}

impl PlaceKind {
    /// The word used in tiles.
    pub fn code(self) -> &'static str {
        match self {
            Self::Yard => "erf",
            Self::Unit => "unit",
            Self::Parcel => "perceel",
        }
    }
}

/// What the one who looks may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct View {
    /// The only municipality of which places and addresses are shown; `None` for the whole region.
    pub municipality: Option<MunicipalityCode>,
    /// Whether covenant rows count.
    pub covenant: bool,
}

impl View {
    /// Whether places and addresses in this municipality may be shown. Those of an unknown municipality (0) are shown to
    /// viewers of the whole region only.
    fn sees(self, municipality: u16) -> bool {
        self.municipality.is_none_or(|own| own.number() == municipality)
    }
}

/// A tile that cannot be given.
#[derive(Debug, thiserror::Error)]
pub enum TileError {
    /// There is no such tile in the grid, or it lies deeper than is drawn.
    #[error("kaarttegel {zoom}/{x}/{y} bestaat niet; het diepste niveau is {MAX_ZOOM}")]
    OutOfRange {
        /// Zoom level asked for.
        zoom: u8,
        /// Column asked for.
        x: u32,
        /// Row asked for.
        y: u32,
    },
    /// The tile format refused a value.
    #[error("kaarttegel is niet te schrijven: {0}")]
    Encode(#[from] fast_mvt::MvtError),
    /// Compression failed.
    #[error("kaarttegel is niet in te pakken: {0}")]
    Compress(#[from] std::io::Error),
}
