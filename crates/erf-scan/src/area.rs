// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which part of the region a scan is about: a word of the order becomes an area.

use erf_base::{MunicipalityCode, RdPoint};
use erf_spatial::{Polygon, Ring, crossing::crossing, rd};
use serde_json::Value;

use crate::{
    model::Order,
    region::{Area, Region},
};

/// More corners than anybody draws.
const MOST_CORNERS: usize = 20_000;

/// Why an area cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AreaFault {
    /// No such municipality or district here.
    #[error("dit gebied is er niet. Kies de regio, een gemeente, een district of teken een vlak")]
    Unknown,
    /// Not GeoJSON with at least one polygon.
    #[error("het vlak is niet te lezen. Lever GeoJSON met een Polygon of MultiPolygon, in RD (EPSG:28992) of in graden")]
    Unreadable,
    /// Outside the Netherlands.
    #[error("het vlak ligt buiten Nederland. Gebruik RD (EPSG:28992) of graden (lengte, breedte)")]
    Outside,
    /// No area at all.
    #[error("het vlak heeft geen oppervlakte")]
    Empty,
    /// The outline crosses itself, at these metres east and north.
    #[error("het vlak kruist zichzelf bij RD {0} {1}. Teken de lijn zo dat zij zichzelf nergens kruist")]
    Crosses(i64, i64),
    /// Too many corners.
    #[error("het vlak heeft te veel hoekpunten; vereenvoudig het")]
    TooFine,
}

/// The area of an order in a region, with what it is called.
pub fn resolve(order: &Order, region: &Region) -> Result<(Area, String), AreaFault> {
    match order.area.as_str() {
        "regio" => Ok((Area::Region, "de hele regio".to_owned())),
        "vlak" => {
            let parts = shape(order.shape.as_deref().unwrap_or_default())?;
            Ok((Area::Drawn(order.name.clone(), parts), "een getekend vlak".to_owned()))
        }
        code => municipality(code, region).or_else(|| district(code, region)).ok_or(AreaFault::Unknown),
    }
}

fn municipality(code: &str, region: &Region) -> Option<(Area, String)> {
    let code: MunicipalityCode = code.parse().ok()?;
    let known = region.places.iter().any(|place| place.municipality == Some(code));
    let shape = region.municipalities.iter().find(|shape| shape.code.parse() == Ok(code));
    let name = shape.map_or_else(|| code.to_string(), |shape| shape.name.clone());
    known.then_some((Area::Municipality(code), name))
}

/// Municipalities name their district by its name or by its code.
fn district(code: &str, region: &Region) -> Option<(Area, String)> {
    let shape = region.districts.iter().find(|shape| shape.code == code)?;
    let inside = |parent: &str| parent == shape.code || parent == shape.name;
    let within = region.municipalities.iter().filter(|one| one.parent.as_deref().is_some_and(inside));
    let codes: Vec<MunicipalityCode> = within.filter_map(|one| one.code.parse().ok()).collect();
    (!codes.is_empty()).then(|| (Area::District(shape.code.clone(), codes), shape.name.clone()))
}

/// The polygons of GeoJSON text, in RD; degrees are recognised by their size.
pub fn shape(text: &str) -> Result<Vec<Polygon>, AreaFault> {
    let json: Value = serde_json::from_str(text).map_err(|_| AreaFault::Unreadable)?;
    let mut parts = Vec::new();
    collect(&json, &mut parts, 0)?;
    let corners: usize = parts.iter().flat_map(Polygon::rings).map(Vec::len).sum();
    if parts.is_empty() {
        return Err(AreaFault::Unreadable);
    }
    if corners > MOST_CORNERS {
        return Err(AreaFault::TooFine);
    }
    // Before the area: the loops of a bow tie take each other away.
    if let Some(at) = parts.iter().find_map(crossing) {
        return Err(AreaFault::Crosses(at.x.round() as i64, at.y.round() as i64));
    }
    if parts.iter().map(Polygon::area).sum::<f64>() < 1.0 { Err(AreaFault::Empty) } else { Ok(parts) }
}

fn collect(json: &Value, parts: &mut Vec<Polygon>, depth: usize) -> Result<(), AreaFault> {
    let list = |name: &str| json[name].as_array().ok_or(AreaFault::Unreadable);
    match json["type"].as_str() {
        _ if depth > 4 => Err(AreaFault::Unreadable),
        Some("FeatureCollection") => list("features")?.iter().try_for_each(|feature| collect(feature, parts, depth + 1)),
        Some("GeometryCollection") => list("geometries")?.iter().try_for_each(|part| collect(part, parts, depth + 1)),
        Some("Feature") => collect(&json["geometry"], parts, depth + 1),
        Some("Polygon") => {
            parts.push(polygon(&json["coordinates"])?);
            Ok(())
        }
        Some("MultiPolygon") => list("coordinates")?.iter().try_for_each(|rings| {
            parts.push(polygon(rings)?);
            Ok(())
        }),
        _ => Err(AreaFault::Unreadable),
    }
}

fn polygon(rings: &Value) -> Result<Polygon, AreaFault> {
    let rings = rings.as_array().ok_or(AreaFault::Unreadable)?;
    let mut rings = rings.iter().map(ring).collect::<Result<Vec<Ring>, AreaFault>>()?.into_iter();
    let outer = rings.next().ok_or(AreaFault::Unreadable)?;
    Ok(Polygon { outer, holes: rings.collect() })
}

fn ring(points: &Value) -> Result<Ring, AreaFault> {
    let points = points.as_array().ok_or(AreaFault::Unreadable)?;
    let mut ring = points.iter().map(point).collect::<Result<Ring, AreaFault>>()?;
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    if ring.len() < 3 { Err(AreaFault::Empty) } else { Ok(ring) }
}

fn point(pair: &Value) -> Result<RdPoint, AreaFault> {
    let number = |index: usize| pair.get(index).and_then(Value::as_f64).filter(|number| number.is_finite()).ok_or(AreaFault::Unreadable);
    let (x, y) = (number(0)?, number(1)?);
    let degrees = (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y);
    let at = if degrees { rd::from_etrs89(y, x) } else { Some(RdPoint::new(x, y)) };
    let inside = |at: &RdPoint| (-10_000.0..=300_000.0).contains(&at.x) && (290_000.0..=640_000.0).contains(&at.y);
    at.filter(inside).ok_or(AreaFault::Outside)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str =
        r#"{"type":"Polygon","coordinates":[[[140000,500000],[141000,500000],[141000,501000],[140000,501000],[140000,500000]]]}"#;

    #[test]
    fn a_drawn_square_kilometre_is_a_square_kilometre() {
        let parts = shape(SQUARE).unwrap();
        assert!((parts[0].area() - 1e6).abs() < 1e-6);
        let feature = format!(r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{SQUARE}}}]}}"#);
        assert_eq!(shape(&feature), Ok(parts));
    }

    #[test]
    fn degrees_become_rd() {
        let text = r#"{"type":"Polygon","coordinates":[[[5.2,52.5],[5.3,52.5],[5.3,52.6],[5.2,52.6],[5.2,52.5]]]}"#;
        let parts = shape(text).unwrap();
        assert!((140_000.0..150_000.0).contains(&parts[0].outer[0].x), "{:?}", parts[0].outer[0]);
    }

    #[test]
    fn what_is_no_area_is_refused_with_what_to_do() {
        assert_eq!(shape("hallo"), Err(AreaFault::Unreadable));
        assert_eq!(shape(r#"{"type":"Point","coordinates":[1,2]}"#), Err(AreaFault::Unreadable));
        assert_eq!(shape(&SQUARE.replace("50", "90")), Err(AreaFault::Outside));
        let line = r#"{"type":"Polygon","coordinates":[[[140000,500000],[141000,500000],[140000,500000]]]}"#;
        assert_eq!(shape(line), Err(AreaFault::Empty));
        let bow = r#"{"type":"Polygon","coordinates":[[[140000,500000],[141000,501000],[141000,500000],[140000,501000]]]}"#;
        assert_eq!(shape(bow), Err(AreaFault::Crosses(140_500, 500_500)));
        let deep = (0..8).fold(SQUARE.to_owned(), |inner, _| format!(r#"{{"type":"Feature","geometry":{inner}}}"#));
        assert_eq!(shape(&deep), Err(AreaFault::Unreadable));
    }
}
