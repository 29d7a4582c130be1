// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What lies at a point.

use erf_base::{Evidence, RdPoint};
use erf_spatial::{
    Bounds, Geometry, Polygon,
    distance::to_segment,
    geometry::{ring_contains, sides},
};

use super::{
    Target,
    gazetteer::{AreaKind, Gazetteer},
    score::add,
    weights::{self as w, Weight},
};

/// Precision in metres of coordinates whose row does not say.
pub const USUAL_PRECISION_M: f64 = 10.0;
/// Coordinates less precise than this, in metres, do not point at a building, parcel, road or water.
const COARSE_M: f64 = 60.0;
/// Coordinates less precise than this, in metres, say which road or water is near, not which one is meant.
const PRECISE_M: f64 = 10.0;
/// Slack in metres around an outline, for measuring errors.
const SLACK_M: f64 = 2.0;
/// Metres from the middle of a road to the far side of its verge.
const VERGE_M: f64 = 8.0;

/// A candidate with the metres within which it places the row.
pub type Found = (Target, Evidence, f64);

/// What lies at the point, the most likely first: a building around it, a road or water along it, a building within the
/// precision, the parcel, and at last the smallest area.
pub fn at_point(gazetteer: &Gazetteer, point: RdPoint, precision: Option<f64>) -> Vec<Found> {
    let precision = precision.unwrap_or(USUAL_PRECISION_M);
    let mut found = Vec::new();
    if precision <= COARSE_M {
        found.extend(building_at(gazetteer, point, precision));
        found.extend(structure_at(gazetteer, point, precision));
        found.extend(strip_at(gazetteer, point, precision));
        found.extend(parcel_at(gazetteer, point, precision));
    }
    found.extend(area_at(gazetteer, point, precision));
    found
}

fn building_at(gazetteer: &Gazetteer, point: RdPoint, precision: f64) -> Option<Found> {
    let reach = SLACK_M.max(precision);
    let mut near = Vec::new();
    gazetteer.building_grid.near(&Bounds::around(point, reach), &mut near);
    let distance = |b: u32| Polygon::new(gazetteer.outlines.outer(gazetteer.buildings[b as usize].1)).distance_to(point);
    let measured = near.into_iter().map(|b| (distance(b), b)).filter(|(d, _)| *d <= reach);
    let (metres, building) = measured.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    let weight = if metres <= SLACK_M { w::IN_BUILDING } else { w::BY_BUILDING };
    Some(found(Target::Building(gazetteer.buildings[building as usize].0), w::PRIOR, weight, format!("{metres:.0} m"), precision))
}

/// The nearest road or water when the point lies on it or in its verge.
fn strip_at(gazetteer: &Gazetteer, point: RdPoint, precision: f64) -> Option<Found> {
    let mut near = Vec::new();
    gazetteer.area_grid.near(&Bounds::around(point, VERGE_M + precision), &mut near);
    let reach = |kind: AreaKind| match kind {
        AreaKind::Road => Some(VERGE_M),
        AreaKind::Water | AreaKind::Quay => Some(SLACK_M),
        _ => None,
    };
    let measured = near.into_iter().filter_map(|k| {
        let area = &gazetteer.areas[k as usize];
        let reach = reach(area.kind).filter(|_| area.year_to.is_none() && !area.name.is_empty())?;
        let beyond = area.geometry.distance_to(point) - reach;
        (beyond <= precision.min(SLACK_M)).then_some((beyond, k))
    });
    let (beyond, k) = measured.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    let area = &gazetteer.areas[k as usize];
    let detail = format!("{}, {:.0} m", area.name, (beyond + VERGE_M).max(0.0));
    let weight = if precision <= PRECISE_M { w::ALONG } else { w::BESIDE };
    Some(found(Target::Area(area.code.to_string()), w::AREA_PRIOR, weight, detail, precision))
}

/// The nearest named structure, such as a pumping station, when precise coordinates lie at it.
fn structure_at(gazetteer: &Gazetteer, point: RdPoint, precision: f64) -> Option<Found> {
    let reach = precision + SLACK_M;
    let mut near = Vec::new();
    gazetteer.area_grid.near(&Bounds::around(point, reach), &mut near);
    let measured = near.into_iter().filter(|_| precision <= PRECISE_M).filter_map(|k| {
        let area = &gazetteer.areas[k as usize];
        let named = area.kind == AreaKind::Structure && area.year_to.is_none() && !area.name.is_empty();
        named.then(|| (area.geometry.distance_to(point), k)).filter(|(metres, _)| *metres <= reach)
    });
    let (metres, k) = measured.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    let area = &gazetteer.areas[k as usize];
    Some(found(Target::Area(area.code.to_string()), w::AREA_PRIOR, w::AT_STRUCTURE, format!("{}, {metres:.0} m", area.name), precision))
}

fn parcel_at(gazetteer: &Gazetteer, point: RdPoint, precision: f64) -> Option<Found> {
    let mut near = Vec::new();
    gazetteer.parcel_grid.near(&Bounds::around(point, 0.0), &mut near);
    let inside =
        |p: &u32| gazetteer.outlines.rings(gazetteer.parcels[*p as usize].1).filter(|ring| ring_contains(ring, point)).count() % 2 == 1;
    let size = |p: u32| gazetteer.outlines.bounds(gazetteer.parcels[p as usize].1).map_or(0.0, |b| b.width() * b.height());
    let parcel = near.into_iter().filter(inside).min_by(|&a, &b| size(a).total_cmp(&size(b)).then(a.cmp(&b)))?;
    let code = &gazetteer.parcels[parcel as usize].0;
    Some(found(Target::Parcel(code.to_string()), w::PRIOR, w::IN_PARCEL, String::new(), precision))
}

/// The smallest area that holds the point; for coarse coordinates one whose border is farther away than their precision.
fn area_at(gazetteer: &Gazetteer, point: RdPoint, precision: f64) -> Option<Found> {
    let mut near = Vec::new();
    gazetteer.area_grid.near(&Bounds::around(point, 0.0), &mut near);
    let holds = |k: &u32| {
        let area = &gazetteer.areas[*k as usize];
        area.year_to.is_none() && area.kind != AreaKind::Structure && is_within(&area.geometry, point, precision)
    };
    let reach = |k: u32| gazetteer.areas[k as usize].reach;
    let k = near.into_iter().filter(holds).min_by(|&a, &b| reach(a).total_cmp(&reach(b)).then(a.cmp(&b)))?;
    let area = &gazetteer.areas[k as usize];
    Some(found(Target::Area(area.code.to_string()), w::AREA_PRIOR, w::IN_AREA, area.name.to_string(), precision))
}

fn is_within(geometry: &Geometry, point: RdPoint, precision: f64) -> bool {
    let Geometry::Polygons(parts) = geometry else { return false };
    let far_from_border = |part: &Polygon| {
        let mut rings = part.rings().flat_map(|ring| sides(ring));
        precision <= COARSE_M || rings.all(|(a, b)| to_segment(point, a, b) >= precision)
    };
    parts.iter().any(|part| part.contains(point) && far_from_border(part))
}

fn found(target: Target, prior: f64, weight: Weight, detail: String, precision: f64) -> Found {
    let mut evidence = Evidence::starting_at(prior);
    add(&mut evidence, weight, detail);
    (target, evidence, precision)
}
