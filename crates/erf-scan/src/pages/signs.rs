// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The places of a scan as points in vector tiles: what is proposed or in band A or B always by itself, the rest in groups of
//! one band where there is no room. The numbers of all points of a tile add up to the places in it.

use std::{collections::BTreeMap, io::Write};

use erf_base::RdPoint;
use erf_spatial::{
    Bounds, Nearby, Spot,
    grid::{tile_bounds, tile_side},
};
use fast_mvt::{MvtCoord, MvtGeomType, MvtLayerBuilder, MvtResult, MvtValueRef};
use flate2::{Compression, write::GzEncoder};

use crate::store::signs::Sign;

/// The deepest zoom level cut, as for the base map.
const MAX_ZOOM: u8 = 12;
/// Units along a side of a tile.
const UNITS: f64 = 4096.0;
/// Up to this zoom, what is not pointed out stands in groups.
const GROUPS_UP_TO: u8 = 7;
/// More points than this in one tile are grouped too.
const MOST_POINTS: usize = 3_000;
/// Side of the square of a group, in units: 32 pixels.
const GROUP_UNITS: i32 = 256;

/// A tile that cannot be given.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// There is no such tile.
    #[error("deze kaarttegel bestaat niet")]
    OutOfRange,
    /// The tile format refused a value.
    #[error("kaarttegel is niet te schrijven: {0}")]
    Encode(#[from] fast_mvt::MvtError),
    /// Compression failed.
    #[error("kaarttegel is niet in te pakken: {0}")]
    Compress(#[from] std::io::Error),
}

/// Which tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileNumber {
    /// Zoom level.
    pub zoom: u8,
    /// Column.
    pub x: u32,
    /// Row.
    pub y: u32,
}

impl Spot for Sign {
    fn bounds(&self) -> Bounds {
        Bounds::around(RdPoint::new(self.x, self.y), 0.0)
    }

    fn square_distance(&self, point: RdPoint) -> f64 {
        point.square_distance(RdPoint::new(self.x, self.y))
    }
}

/// The points of a scan, with what every map of it says about them.
pub struct Signs {
    near: Nearby<Sign>,
    /// Around all of them.
    pub bounds: Option<Bounds>,
    /// How many there are of each band.
    pub bands: BTreeMap<String, i64>,
    /// How many are proposed for a visit.
    pub proposed: i64,
}

impl Signs {
    /// Counts them and makes them easy to find.
    pub fn new(signs: Vec<Sign>) -> Self {
        let mut bands: BTreeMap<String, i64> = BTreeMap::new();
        signs.iter().for_each(|sign| *bands.entry(sign.band.clone()).or_default() += 1);
        let (bounds, proposed) = (signs.iter().map(Spot::bounds).reduce(Bounds::union), signs.iter().filter(|sign| sign.proposed).count());
        Self { bounds, bands, proposed: proposed as i64, near: Nearby::new(signs) }
    }
}

/// One tile, compressed.
pub fn tile(signs: &Signs, number: TileNumber) -> Result<Vec<u8>, SignError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(2));
    encoder.write_all(&raw(signs, number)?)?;
    Ok(encoder.finish()?)
}

fn raw(signs: &Signs, number: TileNumber) -> Result<Vec<u8>, SignError> {
    let frame = Frame::new(number).ok_or(SignError::OutOfRange)?;
    let near = signs.near.touching(frame.bounds);
    let here: Vec<(&Sign, MvtCoord)> = near.filter_map(|sign| Some((sign, frame.units(RdPoint::new(sign.x, sign.y))?))).collect();
    let alone = |sign: &Sign| sign.proposed || sign.band == "A" || sign.band == "B";
    let grouping = number.zoom <= GROUPS_UP_TO || here.len() > MOST_POINTS;
    let mut layer = MvtLayerBuilder::new("scan")?;
    let mut groups: BTreeMap<(&str, i32, i32), Group> = BTreeMap::new();
    for (sign, at) in here {
        if grouping && !alone(sign) {
            groups.entry((sign.band.as_str(), at.y / GROUP_UNITS, at.x / GROUP_UNITS)).or_default().add(sign, at);
        } else {
            layer = single(layer, sign, at)?;
        }
    }
    for ((band, ..), group) in &groups {
        layer = group.write(layer, band)?;
    }
    Ok(if layer.num_features() == 0 { Vec::new() } else { layer.encode() })
}

fn single(layer: MvtLayerBuilder, sign: &Sign, at: MvtCoord) -> MvtResult<MvtLayerBuilder> {
    let mut feature = layer.feature_of(MvtGeomType::Point);
    feature.points([at])?;
    feature.tag_ref("id", MvtValueRef::String(&sign.place))?;
    feature.tag_ref("kind", MvtValueRef::String(&sign.kind))?;
    feature.tag_ref("name", MvtValueRef::String(&sign.name))?;
    feature.tag_ref("band", MvtValueRef::String(&sign.band))?;
    feature.tag_ref("points", MvtValueRef::UInt(sign.points.unsigned_abs()))?;
    feature.tag_ref("proposed", MvtValueRef::Bool(sign.proposed))?;
    Ok(feature.end())
}

/// Places of one band drawn together, in their middle.
#[derive(Default)]
struct Group<'l> {
    first: Option<(&'l Sign, MvtCoord)>,
    n: i32,
    sum: (i64, i64),
}

impl<'l> Group<'l> {
    fn add(&mut self, sign: &'l Sign, at: MvtCoord) {
        self.first.get_or_insert((sign, at));
        self.n += 1;
        self.sum = (self.sum.0 + i64::from(at.x), self.sum.1 + i64::from(at.y));
    }

    fn write(&self, layer: MvtLayerBuilder, band: &str) -> MvtResult<MvtLayerBuilder> {
        if let (1, Some((sign, at))) = (self.n, self.first) {
            return single(layer, sign, at);
        }
        let n = i64::from(self.n.max(1));
        let mut feature = layer.feature_of(MvtGeomType::Point);
        feature.points([MvtCoord { x: (self.sum.0 / n) as i32, y: (self.sum.1 / n) as i32 }])?;
        feature.tag_ref("kind", MvtValueRef::String("groep"))?;
        feature.tag_ref("band", MvtValueRef::String(band))?;
        feature.tag_ref("n", MvtValueRef::UInt(n as u64))?;
        Ok(feature.end())
    }
}

/// Where a tile lies.
struct Frame {
    bounds: Bounds,
    units_per_metre: f64,
}

impl Frame {
    fn new(number: TileNumber) -> Option<Self> {
        let bounds = tile_bounds(number.zoom, number.x, number.y).filter(|_| number.zoom <= MAX_ZOOM)?;
        Some(Self { bounds, units_per_metre: UNITS / tile_side(number.zoom) })
    }

    /// Units of a point that lies in this tile and no other.
    fn units(&self, at: RdPoint) -> Option<MvtCoord> {
        let (x, y) = ((at.x - self.bounds.min.x) * self.units_per_metre, (self.bounds.max.y - at.y) * self.units_per_metre);
        let own = |v: f64| (0.0..UNITS).contains(&v);
        (own(x) && own(y)).then_some(MvtCoord { x: x as i32, y: y as i32 })
    }
}

#[cfg(test)]
mod tests {
    use erf_spatial::grid::tile_of;
    use fast_mvt::{MvtFeatureRef, MvtReaderRef};

    use super::*;

    fn place(nth: u32, band: &str) -> Sign {
        let (kind, name) = ("erf".to_owned(), format!("Achterweg {nth}"));
        let (x, points, band) = (140_000.0 + f64::from(nth), 3, band.to_owned());
        Sign { place: format!("erf-{nth}"), kind, name, x, y: 500_000.0, points, band, proposed: false }
    }

    /// Each sign of a tile: its kind and for how many places it stands.
    fn signs(tile: &[u8]) -> Vec<(String, u64)> {
        let reader = MvtReaderRef::new(tile).unwrap();
        let layer = reader.layers().next().unwrap();
        let sign = |feature: MvtFeatureRef<'_>| {
            let (mut kind, mut n) = (String::new(), 1);
            for (key, value) in feature.properties().map(|p| p.unwrap()) {
                match (key, value) {
                    ("kind", MvtValueRef::String(text)) => kind = text.to_owned(),
                    ("n", MvtValueRef::UInt(count)) => n = count,
                    _ => {}
                }
            }
            (kind, n)
        };
        layer.features().map(sign).collect()
    }

    #[test]
    fn what_is_proposed_stands_by_itself_and_the_rest_adds_up() {
        let places: Vec<Sign> = (0..50).map(|nth| place(nth, if nth == 0 { "A" } else { "C" })).collect();
        let (x, y) = tile_of(RdPoint::new(140_000.0, 500_000.0), 4).unwrap();
        let tile = raw(&Signs::new(places), TileNumber { zoom: 4, x, y }).unwrap();
        assert_eq!(signs(&tile), [("erf".to_owned(), 1), ("groep".to_owned(), 49)]);
    }

    #[test]
    fn there_is_no_tile_beyond_the_grid() {
        assert!(matches!(raw(&Signs::new(Vec::new()), TileNumber { zoom: 13, x: 0, y: 0 }), Err(SignError::OutOfRange)));
    }
}
