// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From metres to the whole units of one tile: clip, simplify, round.

use erf_base::RdPoint;
use erf_spatial::{
    Bounds,
    clip::{clip_line, clip_ring},
    grid::{tile_bounds, tile_side},
    simplify::{simplify_line, simplify_ring},
};
use fast_mvt::{MvtCoord, MvtFeatureBuilder, MvtGeomType, MvtResult};

use super::{
    TileError,
    packed::{Extent, Shape},
};

/// The deepest zoom level cut: 215 m a tile, 5 cm a unit. The page enlarges these tiles to come closer.
pub const MAX_ZOOM: u8 = 12;

/// Units along a side of a tile.
const UNITS: f64 = 4096.0;

/// Units drawn beyond the edge, 8 pixels, so that strokes join.
const BUFFER: f64 = 64.0;

/// Units of half a pixel of a tile shown at 512 pixels.
const HALF_PIXEL: f64 = 4.0;

/// Where a tile lies and how fine it is.
pub(super) struct Frame {
    pub zoom: u8,
    pub x: u32,
    pub y: u32,
    /// The tile itself, in metres.
    bounds: Bounds,
    /// The tile with its buffer.
    buffered: Bounds,
    /// The same in centimetres.
    pub extent: Extent,
    /// Half a pixel, in centimetres.
    pub half_pixel: i32,
    units_per_metre: f64,
    tolerance: f64,
}

impl Frame {
    pub fn new(zoom: u8, x: u32, y: u32) -> Result<Self, TileError> {
        let bounds = tile_bounds(zoom, x, y).filter(|_| zoom <= MAX_ZOOM).ok_or(TileError::OutOfRange { zoom, x, y })?;
        let metres_per_unit = tile_side(zoom) / UNITS;
        let half_pixel = HALF_PIXEL * metres_per_unit;
        // The deepest tiles are enlarged on screen, so they keep every corner.
        let tolerance = if zoom == MAX_ZOOM { 0.0 } else { half_pixel };
        let buffered = bounds.grow(BUFFER * metres_per_unit);
        let (extent, units_per_metre) = (Extent::of(buffered), 1.0 / metres_per_unit);
        Ok(Self { zoom, x, y, bounds, buffered, extent, half_pixel: (half_pixel * 100.0) as i32, units_per_metre, tolerance })
    }

    /// Units from the upper left corner.
    pub fn units(&self, p: RdPoint) -> MvtCoord {
        let unit = |metres: f64| (metres * self.units_per_metre).round() as i32;
        MvtCoord { x: unit(p.x - self.bounds.min.x), y: unit(self.bounds.max.y - p.y) }
    }

    /// Units of a point that lies in this tile and no other; `None` when it lies in another.
    pub fn own_point(&self, p: RdPoint) -> Option<MvtCoord> {
        let Bounds { min, max } = self.bounds;
        let own = (min.x..max.x).contains(&p.x) && p.y > min.y && p.y <= max.y;
        let last = UNITS as i32 - 1;
        own.then(|| self.units(p)).map(|c| MvtCoord { x: c.x.min(last), y: c.y.min(last) })
    }

    pub fn middle(&self) -> MvtCoord {
        MvtCoord { x: UNITS as i32 / 2, y: UNITS as i32 / 2 }
    }
}

/// Draws one shape after the other; keeps its buffers.
#[derive(Default)]
pub(super) struct Pen {
    points: Vec<RdPoint>,
    coords: Vec<MvtCoord>,
    /// Where each part ends in `coords`, and whether it is a hole.
    parts: Vec<(usize, bool)>,
}

impl Pen {
    /// Brings a shape to the units of the tile; `None` when nothing of it is left to draw.
    pub fn trace(&mut self, frame: &Frame, extent: Extent, mut shape: Shape<'_>) -> Option<MvtGeomType> {
        self.coords.clear();
        self.parts.clear();
        let whole = frame.extent.holds(extent);
        if shape.is_line {
            while shape.next_part(&mut self.points).is_some() {
                self.line(frame, whole);
            }
            return (!self.parts.is_empty()).then_some(MvtGeomType::LineString);
        }
        let mut outline_drawn = false;
        while let Some(is_hole) = shape.next_part(&mut self.points) {
            if is_hole && !outline_drawn {
                continue;
            }
            let drawn = self.ring(frame, whole, is_hole);
            outline_drawn = is_hole || drawn;
        }
        (!self.parts.is_empty()).then_some(MvtGeomType::Polygon)
    }

    /// Hands over what was traced.
    pub fn put(&self, feature: &mut MvtFeatureBuilder, kind: MvtGeomType) -> MvtResult<()> {
        let mut start = 0;
        for &(end, is_hole) in &self.parts {
            let coords = self.coords[start..end].iter().copied();
            match kind {
                MvtGeomType::Polygon => feature.ring(coords, !is_hole)?,
                MvtGeomType::LineString | MvtGeomType::Point => feature.line(coords)?,
            };
            start = end;
        }
        Ok(())
    }

    fn line(&mut self, frame: &Frame, whole: bool) {
        let points = std::mem::take(&mut self.points);
        if whole {
            self.open(frame, &points);
        } else {
            clip_line(&points, &frame.buffered).iter().for_each(|part| self.open(frame, part));
        }
        self.points = points;
    }

    fn open(&mut self, frame: &Frame, line: &[RdPoint]) {
        let start = self.coords.len();
        if line.len() > 2 && frame.tolerance > 0.0 {
            self.round(frame, &simplify_line(line, frame.tolerance));
        } else {
            self.round(frame, line);
        }
        self.close(start, 2, false);
    }

    fn ring(&mut self, frame: &Frame, whole: bool, is_hole: bool) -> bool {
        let points = std::mem::take(&mut self.points);
        let start = self.coords.len();
        if whole {
            self.closed(frame, &points);
        } else if let Some(ring) = clip_ring(&points, &frame.buffered) {
            self.closed(frame, &ring);
        }
        self.points = points;
        if twice_area(&self.coords[start..]) == 0 {
            self.coords.truncate(start);
        }
        self.close(start, 3, is_hole)
    }

    fn closed(&mut self, frame: &Frame, ring: &[RdPoint]) {
        let start = self.coords.len();
        // A ring of four corners cannot lose one and remain the building it was.
        if ring.len() > 4 && frame.tolerance > 0.0 {
            self.round(frame, &simplify_ring(ring, frame.tolerance).unwrap_or_default());
        } else {
            self.round(frame, ring);
        }
        while self.coords.len() > start + 1 && self.coords[start] == self.coords[self.coords.len() - 1] {
            self.coords.pop();
        }
    }

    /// Adds points in units, one for those that fall together.
    fn round(&mut self, frame: &Frame, points: &[RdPoint]) {
        let start = self.coords.len();
        for &p in points {
            let c = frame.units(p);
            if self.coords.len() == start || self.coords.last() != Some(&c) {
                self.coords.push(c);
            }
        }
    }

    /// Keeps the part that began at `start` when it has enough points.
    fn close(&mut self, start: usize, least: usize, is_hole: bool) -> bool {
        let enough = self.coords.len() - start >= least;
        if enough {
            self.parts.push((self.coords.len(), is_hole));
        } else {
            self.coords.truncate(start);
        }
        enough
    }
}

fn twice_area(ring: &[MvtCoord]) -> i64 {
    let Some(o) = ring.first() else { return 0 };
    let from_o = |c: &MvtCoord| (i64::from(c.x - o.x), i64::from(c.y - o.y));
    ring.windows(2).map(|w| (from_o(&w[0]), from_o(&w[1]))).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}
