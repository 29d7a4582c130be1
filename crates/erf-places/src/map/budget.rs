// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A tile that stays within its budget, and says what it left out for that.

use std::io::Write;

use fast_mvt::{MvtGeomType, MvtLayerBuilder, MvtResult, MvtValueRef};
use flate2::{Compression, write::GzEncoder};

use super::{
    MapData, TileError, View,
    draw::Frame,
    layers::{Chunk, DROP_ORDER, LayerName},
};

/// Bytes a compressed tile may have.
pub const TILE_BUDGET: usize = 200 * 1024;

/// What is aimed at when a tile must shrink: estimates are off by a little.
const AIM: usize = TILE_BUDGET * 95 / 100;

/// How hard to compress: the step after which more time gives little.
const LEVEL: u32 = 2;

/// A tile that fits.
struct Cut {
    raw: Vec<u8>,
    /// Compressed, when that had to be known.
    packed: Option<Vec<u8>>,
}

impl MapData {
    /// The vector tile, uncompressed. Nothing to draw gives no bytes, which is a valid tile.
    pub fn tile(&self, view: View, zoom: u8, x: u32, y: u32) -> Result<Vec<u8>, TileError> {
        self.cut(view, zoom, x, y).map(|cut| cut.raw)
    }

    /// The vector tile as a gzip stream of at most [`TILE_BUDGET`] bytes.
    pub fn tile_gzip(&self, view: View, zoom: u8, x: u32, y: u32) -> Result<Vec<u8>, TileError> {
        let Cut { raw, packed } = self.cut(view, zoom, x, y)?;
        packed.map_or_else(|| Ok(gzip(&raw)?), Ok)
    }

    fn cut(&self, view: View, zoom: u8, x: u32, y: u32) -> Result<Cut, TileError> {
        let frame = Frame::new(zoom, x, y)?;
        let mut draft = Draft::new(self, view, &frame)?;
        let mut cut = draft.finish()?;
        for name in DROP_ORDER {
            while draft.shown(name) > 0 {
                let Some(excess) = cut.excess() else { return Ok(cut) };
                draft.shrink(name, excess, cut.raw.len())?;
                cut = draft.finish()?;
            }
        }
        if cut.excess().is_some() {
            draft.group_places()?;
            cut = draft.finish()?;
        }
        Ok(cut)
    }
}

/// A tile being brought within its budget.
struct Draft<'a> {
    map: &'a MapData,
    view: View,
    frame: &'a Frame,
    /// In the order of [`LayerName::ALL`].
    chunks: Vec<Chunk>,
}

impl Cut {
    fn excess(&self) -> Option<Excess> {
        let packed = self.packed.as_ref()?.len();
        (packed > TILE_BUDGET).then(|| Excess { packed, over: packed - AIM })
    }
}

/// By how much a tile is too large, and how large it is.
#[derive(Clone, Copy)]
struct Excess {
    packed: usize,
    over: usize,
}

impl<'a> Draft<'a> {
    fn new(map: &'a MapData, view: View, frame: &'a Frame) -> MvtResult<Self> {
        let chunks = LayerName::ALL.iter().map(|name| map.chunk(*name, view, frame, name.limit(frame.zoom))).collect::<MvtResult<_>>()?;
        Ok(Self { map, view, frame, chunks })
    }

    fn shown(&self, name: LayerName) -> usize {
        self.chunks[name as usize].shown
    }

    fn finish(&self) -> Result<Cut, TileError> {
        let mut raw = self.chunks.iter().map(|chunk| chunk.bytes.as_slice()).collect::<Vec<_>>().concat();
        raw.extend(self.shortened()?);
        // Small enough as it is: compressed it is smaller still.
        let packed = if raw.len() > AIM { Some(gzip(&raw)?) } else { None };
        Ok(Cut { raw, packed })
    }

    /// Makes one layer smaller: away when that is not enough or it cannot be halved, else by its share of the excess.
    fn shrink(&mut self, name: LayerName, excess: Excess, raw: usize) -> MvtResult<()> {
        let chunk = &self.chunks[name as usize];
        let share = chunk.bytes.len() * excess.packed / raw.max(1);
        let kept = if name.is_indivisible() || share <= excess.over { 0 } else { chunk.shown * (share - excess.over) / share };
        let total = chunk.total;
        self.chunks[name as usize] = match kept {
            0 => Chunk { total, ..Chunk::default() },
            _ => self.map.chunk(name, self.view, self.frame, kept)?,
        };
        Ok(())
    }

    /// The last resort: all places in groups.
    fn group_places(&mut self) -> MvtResult<()> {
        self.chunks[LayerName::Plaats as usize] = self.map.chunk(LayerName::Plaats, self.view, self.frame, 0)?;
        Ok(())
    }

    /// Tells which layers are not complete.
    fn shortened(&self) -> MvtResult<Vec<u8>> {
        let mut layer = MvtLayerBuilder::new("ingekort")?;
        for (name, chunk) in LayerName::ALL.iter().zip(&self.chunks).filter(|(_, chunk)| chunk.shown < chunk.total) {
            let mut feature = layer.feature_of(MvtGeomType::Point);
            feature.points([self.frame.middle()])?;
            feature.tag_ref("laag", MvtValueRef::String(name.code()))?;
            feature.tag_ref("getoond", MvtValueRef::UInt(chunk.shown as u64))?;
            feature.tag_ref("totaal", MvtValueRef::UInt(chunk.total as u64))?;
            layer = feature.end();
        }
        Ok(if layer.num_features() == 0 { Vec::new() } else { layer.encode() })
    }
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3 + 64), Compression::new(LEVEL));
    encoder.write_all(bytes)?;
    encoder.finish()
}
