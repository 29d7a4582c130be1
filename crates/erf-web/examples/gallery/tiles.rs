// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A made-up polder of three kilometres, cut into tiles of the Dutch grid.

use erf_base::Rng;
use fast_mvt::{MvtCoord, MvtGeomType, MvtResult, MvtTileBuilder};
use serde::Serialize;

/// West, south, east, north.
pub const BOUNDS: [f64; 4] = [146_000.0, 505_000.0, 149_000.0, 507_500.0];
const SIDE: f64 = 880_803.84;
const ORIGIN: (f64, f64) = (-285_401.92, 903_401.92);

#[derive(Serialize, Clone)]
pub struct Place {
    pub id: u32,
    pub name: String,
    pub kind: &'static str,
    pub rows: u32,
    pub x: f64,
    pub y: f64,
}

pub fn places() -> Vec<Place> {
    let mut rng = Rng::new(7);
    (0..214)
        .map(|id| Place {
            id,
            name: format!("Achterweg {}", id * 2 + 1),
            kind: ["erf", "erf", "erf", "unit", "perceel"][rng.below(5)],
            rows: [0, 0, 1, 3][rng.below(4)],
            x: BOUNDS[0] + f64::from(id % 15) * 200.0 + 60.0 + 60.0 * rng.unit(),
            y: BOUNDS[1] + f64::from(id / 15) * 170.0 + 30.0 + 60.0 * rng.unit(),
        })
        .collect()
}

struct Cut {
    scale: f64,
    left: f64,
    top: f64,
}

impl Cut {
    fn at(&self, x: f64, y: f64) -> MvtCoord {
        MvtCoord { x: ((x - self.left) * self.scale) as i32, y: ((self.top - y) * self.scale) as i32 }
    }

    fn rectangle(&self, x: f64, y: f64, w: f64, h: f64) -> [MvtCoord; 4] {
        [self.at(x, y), self.at(x + w, y), self.at(x + w, y + h), self.at(x, y + h)]
    }
}

pub fn tile(z: u8, x: u32, y: u32) -> MvtResult<Vec<u8>> {
    let side = SIDE / f64::from(1_u32 << z);
    let cut = Cut { scale: 4096.0 / side, left: ORIGIN.0 + f64::from(x) * side, top: ORIGIN.1 - f64::from(y) * side };
    let builder = ground(&cut, MvtTileBuilder::new())?;
    Ok(buildings(&cut, builder)?.encode())
}

fn ground(cut: &Cut, tile: MvtTileBuilder) -> MvtResult<MvtTileBuilder> {
    let mut rural = tile.layer("buitengebied")?.feature_of(MvtGeomType::Polygon);
    rural.ring(cut.rectangle(BOUNDS[0], BOUNDS[1], 2000.0, 2500.0), true)?;
    rural.tag("inside", true)?;
    let mut water = rural.end().layer("water")?.feature_of(MvtGeomType::Polygon);
    water.ring(cut.rectangle(BOUNDS[0] - 2000.0, BOUNDS[3], 8000.0, 900.0), true)?;
    let mut park = water.end().layer("bedrijventerrein")?.feature_of(MvtGeomType::Polygon);
    park.ring(cut.rectangle(148_200.0, 505_300.0, 700.0, 900.0), true)?;
    let mut roads = park.end().layer("weg")?;
    for i in 0..16 {
        let mut road = roads.feature_of(MvtGeomType::LineString);
        let x = BOUNDS[0] + 200.0 * f64::from(i) + 20.0;
        road.line([cut.at(x, BOUNDS[1]), cut.at(x, BOUNDS[3])])?;
        road.tag("soort", if i % 5 == 0 { "provinciale weg" } else { "straat" })?.tag("naam", format!("Kavelweg {i}"))?;
        roads = road.end();
    }
    let mut border = roads.layer("gemeente")?.feature_of(MvtGeomType::Polygon);
    border.ring(cut.rectangle(BOUNDS[0], BOUNDS[1], 3000.0, 2500.0), true)?;
    border.tag("naam", "Waterdam")?;
    Ok(border.end().end())
}

fn buildings(cut: &Cut, tile: MvtTileBuilder) -> MvtResult<MvtTileBuilder> {
    let places = places();
    let mut layer = tile.layer("perceel")?;
    for place in &places {
        let mut parcel = layer.feature_of(MvtGeomType::Polygon);
        parcel.ring(cut.rectangle(place.x - 45.0, place.y - 40.0, 120.0, 110.0), true)?;
        layer = parcel.end();
    }
    let mut layer = layer.layer("pand")?;
    for place in &places {
        for (kind, dx, dy, w, h) in [("met_adres", -14.0, -10.0, 18.0, 12.0), ("zonder_adres", 12.0, 4.0, 24.0, 40.0)] {
            let mut building = layer.feature_of(MvtGeomType::Polygon);
            building.ring(cut.rectangle(place.x + dx, place.y + dy, w, h), true)?;
            building.tag("kind", kind)?;
            layer = building.end();
        }
    }
    let mut layer = layer.layer("plaats")?;
    for place in &places {
        let mut point = layer.feature_of(MvtGeomType::Point);
        point.points([cut.at(place.x, place.y)])?;
        point
            .tag("id", place.id.to_string())?
            .tag("kind", place.kind)?
            .tag("name", place.name.as_str())?
            .tag_uint("rows", place.rows.into())?;
        layer = point.end();
    }
    let mut layer = layer.layer("adres")?;
    for place in &places {
        let mut point = layer.feature_of(MvtGeomType::Point);
        point.points([cut.at(place.x - 6.0, place.y - 4.0)])?;
        point.tag("label", (place.id * 2 + 1).to_string())?;
        layer = point.end();
    }
    let mut name = layer.layer("plaatsnaam")?.feature_of(MvtGeomType::Point);
    name.points([cut.at(147_300.0, 506_400.0)])?;
    name.tag("naam", "Waterdam")?;
    Ok(name.end().end())
}
