// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The map of the report: outlines, roads and water made simple, squares with counts, and the places of the list.

use std::collections::BTreeMap;

use erf_base::{MunicipalityCode, RdPoint};
use erf_report::{
    map::{self, LineKind, MapCell, MapData, MapLine, MapPoint, Outline},
    scan::Part,
};
use erf_spatial::{
    Bounds, Geometry, Polygon, grid,
    simplify::{simplify_line, simplify_ring},
};

use super::{From, report_band};
use crate::{
    model::Band,
    region::{Area, Shape, Value},
};

/// Side of a square in metres.
const SQUARE: f64 = 500.0;
/// A line may be off by this part of the width of the map: less than a tenth of a millimetre in print.
const FINENESS: f64 = 1.0 / 1_500.0;
/// Above this width in metres local roads and ditches only make a map grey.
const WIDE: f64 = 15_000.0;

pub(super) fn of(from: &From<'_>) -> Part<MapData> {
    let shapes = outlines(from);
    let listed = from.leaving().filter(|place| place.band != Band::D || place.proposed);
    let points: Vec<RdPoint> = listed.clone().map(|place| RdPoint::new(place.x, place.y)).collect();
    let around = shapes.iter().flat_map(|(_, parts)| parts.iter().filter_map(Polygon::bounds)).reduce(Bounds::union);
    let Some(bounds) = around.or_else(|| Bounds::of(points)) else {
        return Part::Absent("Er zijn geen grenzen en geen plekken om te tekenen.".to_owned());
    };
    let bounds = bounds.grow(SQUARE);
    let tolerance = bounds.width().max(bounds.height()) * FINENESS;
    let ring = |ring: &Vec<RdPoint>| simplify_ring(ring, tolerance).map(pairs);
    let shown = |place: &&crate::model::Scored| matches!(place.band, Band::A | Band::B) || place.proposed;
    Part::Present(MapData {
        bounds: map::Bounds { min_x: bounds.min.x, min_y: bounds.min.y, max_x: bounds.max.x, max_y: bounds.max.y },
        outlines: shapes
            .iter()
            .map(|(name, parts)| Outline { name: name.clone(), rings: parts.iter().flat_map(Polygon::rings).filter_map(ring).collect() })
            .collect(),
        lines: lines(from, &bounds, tolerance),
        cells: cells(from),
        points: listed
            .filter(shown)
            .map(|place| MapPoint { x: place.x, y: place.y, band: report_band(place.band), random: place.random })
            .collect(),
    })
}

fn pairs(points: Vec<RdPoint>) -> Vec<(f64, f64)> {
    points.into_iter().map(|point| (point.x, point.y)).collect()
}

pub(super) fn outlines(from: &From<'_>) -> Vec<(String, Vec<Polygon>)> {
    if let Area::Drawn(name, parts) = from.area {
        return vec![(name.clone(), parts.clone())];
    }
    let inside = |shape: &&Shape| match (from.area, shape.code.parse::<MunicipalityCode>()) {
        (Area::Municipality(own), Ok(code)) => *own == code,
        (Area::District(_, within), Ok(code)) => within.contains(&code),
        (Area::Region, Ok(_)) => true,
        _ => false,
    };
    let polygons = |shape: &Shape| match &shape.geometry {
        Geometry::Polygons(parts) => Some((shape.name.clone(), parts.clone())),
        _ => None,
    };
    from.region.municipalities.iter().filter(inside).filter_map(polygons).collect()
}

/// Square metres of the area, from its outlines.
pub(super) fn square_metres(from: &From<'_>) -> f64 {
    outlines(from).iter().flat_map(|(_, parts)| parts).map(Polygon::area).sum()
}

fn lines(from: &From<'_>, bounds: &Bounds, tolerance: f64) -> Vec<MapLine> {
    let wide = bounds.width().max(bounds.height()) > WIDE;
    let roads = from.region.roads.iter().map(|road| (if is_main(road) { LineKind::MainRoad } else { LineKind::Road }, &road.geometry));
    let water = from.water.iter().map(|shape| (LineKind::Water, shape));
    let drawn = water.chain(roads).filter(|(kind, shape)| !wide || *kind == LineKind::MainRoad || is_large(shape, tolerance));
    let near = drawn.filter(|(_, shape)| shape.bounds().is_some_and(|inside| inside.intersects(*bounds)));
    near.flat_map(|(kind, shape)| simple(shape, tolerance).into_iter().map(move |points| MapLine { kind, points })).collect()
}

/// Roads of the state and the province go through.
fn is_main(road: &Shape) -> bool {
    let text = |name: &str| match road.values.get(name) {
        Some(Value::Text(text)) => text.to_lowercase(),
        _ => String::new(),
    };
    let (owner, kind) = (text("beheerder"), text("soort"));
    owner.contains("rijk")
        || owner.contains("provincie")
        || kind.contains("doorgaand")
        || kind.contains("snelweg")
        || kind.contains("autoweg")
}

/// A lake is worth drawing on a wide map, a ditch is not.
fn is_large(shape: &Geometry, tolerance: f64) -> bool {
    matches!(shape, Geometry::Polygons(_)) && shape.area() > (tolerance * 20.0).powi(2)
}

fn simple(shape: &Geometry, tolerance: f64) -> Vec<Vec<(f64, f64)>> {
    match shape {
        Geometry::Point(_) => Vec::new(),
        Geometry::Lines(lines) => lines.iter().map(|line| pairs(simplify_line(line, tolerance))).filter(|line| line.len() > 1).collect(),
        Geometry::Polygons(parts) => {
            let closed = |mut ring: Vec<RdPoint>| {
                ring.extend(ring.first().copied());
                pairs(ring)
            };
            parts.iter().filter_map(|part| simplify_ring(&part.outer, tolerance)).map(closed).collect()
        }
    }
}

/// Squares with places in bands A to C and the number of addresses, of the places in scope.
fn cells(from: &From<'_>) -> Vec<MapCell> {
    let mut cells: BTreeMap<i64, (u64, u64)> = BTreeMap::new();
    for place in from.scored {
        let own = cells.entry(grid::cell(RdPoint::new(place.x, place.y), SQUARE)).or_default();
        own.0 += u64::from(place.band != Band::D);
    }
    for address in &from.region.addresses {
        if let Some(own) = cells.get_mut(&grid::cell(address.at, SQUARE)) {
            own.1 += 1;
        }
    }
    let cell = |(number, (value, addresses)): (i64, (u64, u64))| {
        let bounds = grid::cell_bounds(number, SQUARE);
        MapCell { x: bounds.min.x, y: bounds.min.y, size: SQUARE, value: Some(value), addresses }
    };
    cells.into_iter().map(cell).collect()
}
