// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The layers of a tile: what is chosen, and how it is written.

use std::{cmp::Reverse, fmt::Write};

use fast_mvt::{MvtFeatureBuilder, MvtGeomType, MvtLayerBuilder, MvtResult, MvtValueRef};

use super::{
    MapData, View,
    builder::Road,
    draw::{Frame, Pen},
    packed::{Entry, Layer, Word},
};

/// A layer of the tile; the order is that of the tile, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LayerName {
    /// Municipalities.
    Gemeente,
    /// Water.
    Water,
    /// Countryside cells.
    Buitengebied,
    /// Business parks.
    Bedrijventerrein,
    /// Parcels.
    Perceel,
    /// Roads.
    Weg,
    /// Structures that are no building.
    Bouwwerk,
    /// Buildings.
    Pand,
    /// Places.
    Plaats,
    /// Addresses.
    Adres,
}

/// When a tile is too large, these layers give way, the first one first. Addresses, parcels and countryside cells go as a
/// whole, for half of them would read as "there are none here"; of the others the largest or most important stay. Places
/// are never left out: they are drawn together as groups that say how many they are.
pub const DROP_ORDER: [LayerName; 9] = [
    LayerName::Adres,
    LayerName::Perceel,
    LayerName::Bouwwerk,
    LayerName::Pand,
    LayerName::Buitengebied,
    LayerName::Bedrijventerrein,
    LayerName::Weg,
    LayerName::Water,
    LayerName::Gemeente,
];

/// From this zoom a building can be pointed at and carries its id and place; further out it is a speck.
const BUILDING_IDS: u8 = 9;

impl LayerName {
    pub(super) const ALL: [Self; 10] = [
        Self::Gemeente,
        Self::Water,
        Self::Buitengebied,
        Self::Bedrijventerrein,
        Self::Perceel,
        Self::Weg,
        Self::Bouwwerk,
        Self::Pand,
        Self::Plaats,
        Self::Adres,
    ];

    /// The name in the tile.
    pub fn code(self) -> &'static str {
        match self {
            Self::Gemeente => "gemeente",
            Self::Water => "water",
            Self::Buitengebied => "buitengebied",
            Self::Bedrijventerrein => "bedrijventerrein",
            Self::Perceel => "perceel",
            Self::Weg => "weg",
            Self::Bouwwerk => "bouwwerk",
            Self::Pand => "pand",
            Self::Plaats => "plaats",
            Self::Adres => "adres",
        }
    }

    fn first_zoom(self) -> u8 {
        match self {
            Self::Gemeente | Self::Water | Self::Weg | Self::Plaats => 0,
            Self::Bedrijventerrein => 4,
            Self::Buitengebied => 5,
            Self::Pand => 8,
            Self::Perceel | Self::Bouwwerk => 9,
            Self::Adres => 10,
        }
    }

    /// How many at most, so that cutting stays fast; more would not fit in the budget either.
    pub(super) fn limit(self, zoom: u8) -> usize {
        match self {
            Self::Gemeente | Self::Bedrijventerrein | Self::Plaats => 2_000,
            Self::Pand if zoom < BUILDING_IDS => 12_000,
            Self::Pand | Self::Perceel => 7_000,
            Self::Weg if zoom < 8 => 3_000,
            Self::Adres | Self::Buitengebied | Self::Water | Self::Bouwwerk => 4_000,
            Self::Weg => 6_000,
        }
    }

    /// Whether it is drawn whole or not at all.
    pub(super) fn is_indivisible(self) -> bool {
        matches!(self, Self::Adres | Self::Perceel | Self::Buitengebied)
    }
}

/// One layer of one tile, written.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// A part of a tile by itself; empty when the layer is.
    pub bytes: Vec<u8>,
    /// How many things are drawn.
    pub shown: usize,
    /// How many there are to draw.
    pub total: usize,
}

/// Which things of a layer to draw.
struct Picked {
    entries: Vec<Entry>,
    total: usize,
}

impl MapData {
    /// Writes one layer with at most `limit` things in it.
    pub(super) fn chunk(&self, name: LayerName, view: View, frame: &Frame, limit: usize) -> MvtResult<Chunk> {
        if frame.zoom < name.first_zoom() {
            return Ok(Chunk::default());
        }
        let sheet = Sheet { name, frame, limit };
        match name {
            LayerName::Gemeente => sheet.shapes(
                &self.municipalities,
                |_| Some(0),
                |feature, m| {
                    feature.tag_ref("code", MvtValueRef::String(&m.code.to_string()))?;
                    self.word(feature, "naam", Some(m.name))
                },
            ),
            LayerName::Water => sheet.shapes(&self.waters, |_| Some(0), |feature, w| self.word(feature, "naam", w.name)),
            LayerName::Bedrijventerrein => sheet.shapes(&self.parks, |_| Some(0), |feature, p| self.word(feature, "naam", p.name)),
            LayerName::Buitengebied => sheet.shapes(
                &self.cells,
                |_| Some(0),
                |feature, cell| {
                    feature.tag_ref("density", MvtValueRef::Double(f64::from(cell.tenths) / 10.0))?;
                    feature.tag_ref("inside", MvtValueRef::Bool(cell.inside)).map(drop)
                },
            ),
            LayerName::Perceel => sheet.shapes(&self.parcels, |_| Some(0), |_, _| Ok(())),
            LayerName::Bouwwerk => sheet.shapes(&self.structures, |_| Some(0), |_, _| Ok(())),
            LayerName::Weg => {
                let rank = |road: Road| (frame.zoom >= road.kind.first_zoom()).then_some(road.kind as u8);
                sheet.shapes(&self.roads, rank, |feature, road| {
                    self.word(feature, "naam", road.name)?;
                    feature.tag_ref("soort", MvtValueRef::String(road.kind.code())).map(drop)
                })
            }
            LayerName::Pand => self.buildings(view, &sheet),
            LayerName::Plaats => self.place_chunk(view, frame, limit),
            LayerName::Adres => self.address_chunk(view, &sheet),
        }
    }

    fn buildings(&self, view: View, sheet: &Sheet<'_>) -> MvtResult<Chunk> {
        let mut id = String::with_capacity(16);
        sheet.shapes(
            &self.buildings,
            |_| Some(0),
            |feature, building| {
                if sheet.frame.zoom >= BUILDING_IDS {
                    id.clear();
                    write!(id, "{}", building.id).expect("writing to a string cannot fail");
                    feature.tag_ref("id", MvtValueRef::String(&id))?;
                    self.word(feature, "place", building.place.filter(|_| view.sees(building.municipality)))?;
                }
                let kind = if building.has_address { "met_adres" } else { "zonder_adres" };
                feature.tag_ref("kind", MvtValueRef::String(kind)).map(drop)
            },
        )
    }

    fn address_chunk(&self, view: View, sheet: &Sheet<'_>) -> MvtResult<Chunk> {
        let wanted = |e: &Entry| view.sees(self.addresses.attribute(*e).municipality) && sheet.frame.own_point(e.point()).is_some();
        let mut entries = sheet.found(&self.addresses);
        entries.retain(wanted);
        let picked = sheet.pick(entries, |_| 0);
        let mut layer = MvtLayerBuilder::new(sheet.name.code())?;
        for entry in &picked.entries {
            let mut feature = layer.feature_of(MvtGeomType::Point);
            feature.points(sheet.frame.own_point(entry.point()))?;
            self.word(&mut feature, "label", Some(self.addresses.attribute(*entry).label))?;
            layer = feature.end();
        }
        Ok(Chunk::of(layer, picked.total))
    }

    /// Gives a feature a word, when there is one.
    pub(super) fn word(&self, feature: &mut MvtFeatureBuilder, key: &str, word: Option<Word>) -> MvtResult<()> {
        match word {
            Some(word) => feature.tag_ref(key, MvtValueRef::String(self.words.text(word))).map(drop),
            None => Ok(()),
        }
    }
}

impl Chunk {
    pub fn of(layer: MvtLayerBuilder, total: usize) -> Self {
        match layer.num_features() {
            0 => Self { total, ..Self::default() },
            shown => Self { bytes: layer.encode(), shown, total },
        }
    }
}

/// A layer of one tile being written.
struct Sheet<'a> {
    name: LayerName,
    frame: &'a Frame,
    limit: usize,
}

impl Sheet<'_> {
    /// Writes shapes large enough to see. `rank` says what matters most (0) and what is not drawn at this zoom.
    fn shapes<A: Copy>(
        &self,
        layer: &Layer<A>,
        rank: impl Fn(A) -> Option<u8>,
        mut tag: impl FnMut(&mut MvtFeatureBuilder, A) -> MvtResult<()>,
    ) -> MvtResult<Chunk> {
        let mut entries = self.found(layer);
        let least = self.least_size();
        entries.retain(|e| e.extent.size() >= least && rank(layer.attribute(*e)).is_some());
        let picked = self.pick(entries, |e| rank(layer.attribute(*e)).unwrap_or(u8::MAX));
        let mut pen = Pen::default();
        let mut written = MvtLayerBuilder::new(self.name.code())?;
        let mut vanished = 0;
        for entry in &picked.entries {
            let Some(kind) = pen.trace(self.frame, entry.extent, layer.shape(*entry)) else {
                vanished += 1;
                continue;
            };
            let mut feature = written.feature_of(kind);
            pen.put(&mut feature, kind)?;
            tag(&mut feature, layer.attribute(*entry))?;
            written = feature.end();
        }
        Ok(Chunk::of(written, picked.total - vanished))
    }

    /// The smallest shape drawn, in centimetres: half a pixel, and two pixels for water and parks in an overview. Roads come
    /// in short stretches that make a long one, so they are not held to that.
    fn least_size(&self) -> i32 {
        match self.name {
            LayerName::Water | LayerName::Bedrijventerrein if self.frame.zoom < 8 => self.frame.half_pixel * 4,
            _ => self.frame.half_pixel,
        }
    }

    /// What touches the tile and its buffer.
    fn found<A>(&self, layer: &Layer<A>) -> Vec<Entry> {
        layer.tree.locate_in_envelope_intersecting(self.frame.extent.envelope()).copied().collect()
    }

    /// The most important `limit` things, then the largest, in the order of the layer.
    fn pick(&self, mut entries: Vec<Entry>, rank: impl Fn(&Entry) -> u8) -> Picked {
        let total = entries.len();
        if total > self.limit && self.name.is_indivisible() {
            entries.clear();
        } else if total > self.limit {
            entries.select_nth_unstable_by_key(self.limit, |e| (rank(e), Reverse(e.extent.size()), e.index));
            entries.truncate(self.limit);
        }
        entries.sort_unstable_by_key(|e| e.index);
        Picked { entries, total }
    }
}
