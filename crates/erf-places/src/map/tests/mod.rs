// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A small made-up region, and what its tiles must and must not hold.

mod drawing;
mod walls;

use std::{collections::BTreeMap, io::Read};

use erf_base::{BagId, MunicipalityCode, RdPoint, Rng};
use erf_spatial::{
    Bounds, Geometry, Polygon,
    grid::{TILE_ORIGIN, TILE_SIDE, tile_of},
};
use fast_mvt::{MvtGeometry, MvtReaderRef, MvtValueRef};

use super::*;

const REGION: View = View { municipality: None, covenant: false };
const ANALYST: View = View { municipality: None, covenant: true };

fn code(text: &str) -> MunicipalityCode {
    text.parse().unwrap()
}

fn adviser() -> View {
    View { municipality: Some(code("9901")), covenant: false }
}

fn at(x: f64, y: f64) -> RdPoint {
    RdPoint::new(150_000.0 + x, 500_000.0 + y)
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> Polygon {
    Bounds { min: at(x, y), max: at(x + width, y + height) }.to_polygon()
}

fn building_id(number: i64) -> BagId {
    BagId::from_number(9_901_100_000_000_000 + number).unwrap()
}

/// One thing to add, so that things can be added in any order.
type Step = Box<dyn Fn(&mut MapBuilder)>;

/// Two municipalities side by side, 4 km each; in each a street of houses and some farms.
fn region(covenant_rows: u32) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (west, municipality) in [(0.0, "9901"), (4_000.0, "9902")] {
        let own = code(municipality);
        steps.push(Box::new(move |b| b.municipality(own, &format!("Gemeente {own}"), &[rectangle(west, 0.0, 4_000.0, 4_000.0)])));
        steps.push(Box::new(move |b| b.park("De Kaai", &[rectangle(west + 3_000.0, 3_000.0, 600.0, 500.0)])));
        steps.push(Box::new(move |b| b.structure(&[rectangle(west + 30.0, 1_050.0, 12.0, 12.0)])));
        for k in 0..60 {
            steps.push(house(west, k, own, covenant_rows));
        }
        for k in 0..10 {
            steps.push(farm(west, k, own, covenant_rows));
        }
    }
    steps.push(Box::new(|b| b.road(Some("A999"), "autosnelweg", &Geometry::Lines(vec![vec![at(-5e3, 2e3), at(12e3, 2_100.0)]]))));
    steps.push(Box::new(|b| b.water(Some("Vaart"), &Geometry::Lines(vec![vec![at(0.0, 50.0), at(3_000.0, 90.0)]]))));
    steps.push(Box::new(|b| b.cell(rectangle(0.0, 0.0, 500.0, 500.0).bounds().unwrap(), 123.44, true)));
    steps
}

fn house(west: f64, k: i64, own: MunicipalityCode, covenant_rows: u32) -> Step {
    let (x, y) = (west + 40.0 * k as f64, 200.0);
    let number = i64::from(own.number()) * 1_000 + k;
    Box::new(move |b| {
        let id = format!("perceel-{number}");
        b.parcel(&rectangle(x, y, 38.0, 60.0));
        b.building(building_id(number), &rectangle(x + 5.0, y + 5.0, 10.0, 12.0), Some(&id), Some(own), true);
        b.address(at(x + 8.0, y + 8.0), &format!("adres {number}"), Some(own));
        let (name, point) = (format!("Dijk {k}"), at(x + 8.0, y + 8.0));
        let rows_all = 1 + if k % 3 == 0 { covenant_rows } else { 0 };
        b.place(NewPlace { id: &id, kind: PlaceKind::Parcel, name: &name, point, municipality: Some(own), rows_shared: 1, rows_all });
    })
}

fn farm(west: f64, k: i64, own: MunicipalityCode, covenant_rows: u32) -> Step {
    let (x, y) = (west + 350.0 * k as f64, 1_000.0);
    let number = i64::from(own.number()) * 1_000 + 500 + 2 * k;
    Box::new(move |b| {
        let id = format!("erf-{number}");
        b.building(building_id(number), &rectangle(x, y, 20.0, 45.0), Some(&id), Some(own), true);
        b.building(building_id(number + 1), &rectangle(x + 40.0, y, 15.0, 30.0), Some(&id), Some(own), false);
        let (name, point) = (format!("Erf {k}"), at(x + 20.0, y + 10.0));
        let rows_all = 2 + covenant_rows;
        b.place(NewPlace { id: &id, kind: PlaceKind::Yard, name: &name, point, municipality: Some(own), rows_shared: 2, rows_all });
    })
}

fn built(steps: &[Step]) -> MapData {
    let mut builder = MapBuilder::default();
    steps.iter().for_each(|step| step(&mut builder));
    builder.finish()
}

/// The tiles of a zoom level that hold the region, and some around it.
fn tiles(zoom: u8) -> Vec<(u8, u32, u32)> {
    let (left, top) = tile_of(at(-300.0, 4_300.0), zoom).unwrap();
    let (right, bottom) = tile_of(at(8_300.0, -300.0), zoom).unwrap();
    let all = (left..=right).flat_map(|x| (top..=bottom).map(move |y| (zoom, x, y)));
    // The deepest levels have thousands: the south-west has houses and farms enough.
    all.filter(|(_, x, y)| zoom < 10 || (*x < left + 8 && *y + 8 > bottom)).collect()
}

/// A thing in a decoded tile.
#[derive(Debug)]
struct Thing {
    geometry: MvtGeometry,
    properties: BTreeMap<String, String>,
}

impl Thing {
    fn get(&self, key: &str) -> Option<&str> {
        self.properties.get(key).map(String::as_str)
    }
}

type Layers = BTreeMap<String, Vec<Thing>>;

fn decode(bytes: &[u8]) -> Layers {
    let reader = MvtReaderRef::new(bytes).unwrap();
    let feature = |f: fast_mvt::MvtFeatureRef<'_>| Thing {
        geometry: f.geometry().unwrap(),
        properties: f.properties().map(|p| p.unwrap()).map(|(key, value)| (key.to_owned(), text(value))).collect(),
    };
    reader.layers().map(|layer| (layer.name().to_owned(), layer.features().map(feature).collect())).collect()
}

fn text(value: MvtValueRef<'_>) -> String {
    match value {
        MvtValueRef::String(text) => text.to_owned(),
        MvtValueRef::UInt(n) => n.to_string(),
        MvtValueRef::Bool(yes) => yes.to_string(),
        MvtValueRef::Double(x) => x.to_string(),
        other => panic!("no such value is written: {other:?}"),
    }
}

fn layers(map: &MapData, view: View, (zoom, x, y): (u8, u32, u32)) -> Layers {
    decode(&map.tile(view, zoom, x, y).unwrap())
}

/// All things of one layer over all tiles of a zoom level.
fn things(map: &MapData, view: View, zoom: u8, layer: &str) -> Vec<Thing> {
    tiles(zoom).into_iter().flat_map(|tile| layers(map, view, tile).remove(layer).unwrap_or_default()).collect()
}

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut raw = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut raw).unwrap();
    raw
}

/// Back from the units of a tile to metres.
fn metres((zoom, x, y): (u8, u32, u32), unit: (i32, i32)) -> RdPoint {
    let side = TILE_SIDE / f64::from(1 << zoom);
    let east = TILE_ORIGIN.x + (f64::from(x) + f64::from(unit.0) / 4096.0) * side;
    RdPoint::new(east, TILE_ORIGIN.y - (f64::from(y) + f64::from(unit.1) / 4096.0) * side)
}
