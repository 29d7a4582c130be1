// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `places.geojson` (RFC 7946): longitude and latitude as every web map reads them, RD New in the properties.

use std::io::{self, Write};

use erf_base::{MunicipalityCode, RdPoint};
use erf_spatial::rd;
use serde::Serialize;

use crate::model::{Band, Scored};

/// Writes the places as a feature collection, in the order of the scan. A place where RD New is not defined has no position.
/// ETRS89 stands for WGS84, as is usual in the Netherlands (less than a metre apart).
pub fn geojson<'a>(scored: impl IntoIterator<Item = &'a Scored>, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (index, one) in scored.into_iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &feature(one))?;
    }
    out.write_all(b"\n]}\n")
}

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: &'a str,
    geometry: Option<Position>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Position {
    r#type: &'static str,
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    soort: &'a str,
    gemeente: Option<MunicipalityCode>,
    adres: &'a str,
    rd_x: f64,
    rd_y: f64,
    punten: i32,
    band: Band,
    rang: (u32, u32),
    voorgesteld: bool,
    willekeurig: bool,
    redenen: String,
}

fn feature(one: &Scored) -> Feature<'_> {
    Feature {
        r#type: "Feature",
        id: &one.place,
        geometry: position(RdPoint::new(one.x, one.y)),
        properties: Properties {
            soort: &one.kind,
            gemeente: one.municipality,
            adres: &one.name,
            rd_x: round(one.x, 2),
            rd_y: round(one.y, 2),
            punten: one.points,
            band: one.band,
            rang: one.rank,
            voorgesteld: one.proposed,
            willekeurig: one.random,
            redenen: super::reasons(one),
        },
    }
}

/// Seven decimals of a degree are a centimetre.
fn position(point: RdPoint) -> Option<Position> {
    let (latitude, longitude) = rd::to_etrs89(point)?;
    Some(Position { r#type: "Point", coordinates: [round(longitude, 7), round(latitude, 7)] })
}

fn round(number: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (number * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::Trial;

    fn read(scored: &[Scored]) -> Value {
        let mut bytes = Vec::new();
        geojson(scored, &mut bytes).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    /// The tower of Amersfoort, origin of RD: 155000, 463000 is 52.15517 N, 5.38721 E (NSGI).
    #[test]
    fn the_tower_of_amersfoort_lies_where_web_maps_have_it() {
        let mut scored = Trial::new(&[("L01", 3)], &["p", "p"]).run(1, 0.0, 1).scored;
        (scored[0].x, scored[0].y) = (155_000.0, 463_000.0);
        (scored[1].x, scored[1].y) = (f64::INFINITY, 0.0);
        let found = read(&scored);
        let place = &found["features"][0];
        let at = |n: usize| place["geometry"]["coordinates"][n].as_f64().unwrap();
        assert!((at(0) - 5.387_21).abs() < 5e-5 && (at(1) - 52.155_17).abs() < 5e-5, "{place}");
        assert_eq!((&place["properties"]["rd_x"], &place["properties"]["redenen"]), (&json!(155_000.0), &json!("L01:3")));
        assert_eq!((&found["features"][1]["geometry"], &found["features"][1]["properties"]["rd_x"]), (&Value::Null, &Value::Null));
    }

    #[test]
    fn no_places_is_an_empty_collection() {
        assert_eq!(read(&[]), json!({ "type": "FeatureCollection", "features": [] }));
    }
}
