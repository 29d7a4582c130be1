// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Real extracts of the municipality of Doesburg, against counts and against what GDAL makes of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use erf_base::{BagKind, RdPoint};
use erf_readers::bag::{BagRecord, Building, ObjectId, ObjectKind, exists_on};
use erf_spatial::Geometry;
use jiff::civil::date;
use serde_json::Value;

use crate::support::{Heard, points, read_bag, shared, unpack};

fn buildings(heard: &Heard) -> Vec<&Building> {
    heard.records.iter().filter_map(|record| if let BagRecord::Building(it) = record { Some(it) } else { None }).collect()
}

#[test]
fn the_buildings_of_doesburg_are_counted_as_designed() {
    let Some(path) = shared("bag/0221PND15092020-part1.zip") else { return };
    let heard = read_bag(&path);
    let all = buildings(&heard);
    assert_eq!((all.len(), heard.problems.len()), (10_000, 0));
    assert_eq!(all.iter().map(|b| b.id).collect::<BTreeSet<_>>().len(), 6_233);
    let open: Vec<_> = all.iter().filter(|b| b.occurrence.to.is_none()).collect();
    assert_eq!(open.len(), 6_232);
    let day = date(2020, 9, 15);
    assert_eq!(heard.summary.extract_date, Some(day));
    assert_eq!(all.iter().filter(|b| exists_on(&b.occurrence, ObjectKind::Building, day)).count(), 5_916);
    assert_eq!(open.iter().filter(|b| b.occurrence.status == "Pand gesloopt").count(), 308);
    assert_eq!(open.iter().filter(|b| b.occurrence.status == "Niet gerealiseerd pand").count(), 8);
    assert_eq!(all.iter().filter(|b| b.year.is_none()).count(), 2_356);
    assert_eq!(open.iter().filter(|b| b.year.is_none()).count(), 19);
    assert_eq!(all.iter().filter_map(|b| b.year).min(), Some(1286));
    let holes = |geometry: &Geometry| if let Geometry::Polygons(p) = geometry { p.iter().map(|p| p.holes.len()).sum() } else { 0 };
    assert_eq!(all.iter().map(|b| holes(&b.geometry)).sum::<usize>(), 21);
    assert!(all.iter().all(|b| !b.occurrence.inactive && !b.occurrence.not_bag));
}

#[test]
fn the_small_extract_holds_all_kinds_and_its_marks() {
    let Some(path) = shared("bag/BAGNLDL-15092020-small.zip") else { return };
    let heard = read_bag(&path);
    let kinds = [
        (ObjectKind::Town, 1, 1),
        (ObjectKind::Street, 201, 198),
        (ObjectKind::Address, 14 + 1, 8 + 1),
        (ObjectKind::Unit, 5, 2),
        (ObjectKind::Berth, 2, 2),
        (ObjectKind::Pitch, 2, 2),
        (ObjectKind::Building, 6, 2),
        (ObjectKind::TownMunicipality, 8_504, 0),
        (ObjectKind::Investigation, 13_538 + 17_996, 0),
    ];
    for (kind, occurrences, objects) in kinds {
        assert_eq!(heard.of_kind(kind), occurrences, "{kind:?}");
        assert_eq!(heard.summary.per_kind[&kind].accepted, occurrences as u64);
        if objects > 0 {
            let ids: BTreeSet<String> = heard.records.iter().filter(|r| r.kind() == kind).map(id_of).collect();
            assert_eq!(ids.len(), objects, "{kind:?}");
        }
    }
    assert_eq!(heard.summary.extract_date, Some(date(2020, 9, 15)));
    assert_eq!(heard.summary.tally.rejected, 0);
    assert!(heard.problems.is_empty(), "{:?}", heard.problems);
    assert!(heard.summary.incomplete.is_empty());
}

fn id_of(record: &BagRecord) -> String {
    match record {
        BagRecord::Town(it) => it.id.to_string(),
        BagRecord::Street(it) => it.id.to_string(),
        BagRecord::Address(it) => it.id.to_string(),
        BagRecord::Unit(it) => it.id.to_string(),
        BagRecord::Berth(it) | BagRecord::Pitch(it) => it.id.to_string(),
        BagRecord::Building(it) => it.id.to_string(),
        BagRecord::TownMunicipality(it) => format!("{}-{}-{}", it.town, it.municipality, it.from),
        BagRecord::Investigation(it) => format!("{:?}", it.id),
    }
}

#[test]
fn what_is_not_bag_and_what_is_investigated_is_told_apart() {
    let Some(path) = shared("bag/BAGNLDL-15092020-small.zip") else { return };
    let heard = read_bag(&path);
    let not_bag: Vec<_> = heard.records.iter().filter(|r| r.occurrence().is_some_and(|o| o.not_bag)).collect();
    assert_eq!(not_bag.iter().map(|r| id_of(r)).collect::<Vec<_>>(), ["0221200000328545"]);
    let marks = |wanted| {
        let of_kind =
            |r: &&BagRecord| matches!(r, BagRecord::Investigation(it) if matches!(it.id, ObjectId::Object(id) if id.kind() == wanted));
        heard.records.iter().filter(of_kind).count()
    };
    assert_eq!((marks(BagKind::Unit), marks(BagKind::Building)), (13_538, 17_996));
}

#[test]
fn properties_of_each_kind_arrive() {
    let Some(path) = shared("bag/BAGNLDL-15092020-small.zip") else { return };
    let heard = read_bag(&path);
    let with_sides = heard.records.iter().find_map(|r| match r {
        BagRecord::Unit(it) if !it.side_addresses.is_empty() => Some(it),
        _ => None,
    });
    let unit = with_sides.unwrap();
    assert_eq!(unit.side_addresses.iter().map(ToString::to_string).collect::<Vec<_>>(), ["0221200000330998", "0221200000330999"]);
    assert_eq!(
        (unit.buildings[0].to_string().as_str(), unit.uses.as_slice()),
        ("0221100000311191", ["overige gebruiksfunctie".to_owned()].as_slice())
    );
    let short = heard.records.iter().find_map(|r| match r {
        BagRecord::Street(it) => it.short_name.as_ref().map(|short| (it.name.as_str(), short.as_str(), it.town)),
        _ => None,
    });
    assert_eq!(short.map(|(_, short, town)| (short, town)), Some(("Sbn Doormansingel", 2142)));
    let town = heard.records.iter().find_map(|r| if let BagRecord::Town(it) = r { Some(it) } else { None }).unwrap();
    assert_eq!((town.id, town.name.as_str(), points(&town.geometry).len()), (2142, "Doesburg", 752));
}

#[test]
fn a_nested_zip_equals_the_plain_folder() {
    let Some(path) = shared("bag/BAGNLDL-15092020-small.zip") else { return };
    let folder = tempfile::tempdir().unwrap();
    unpack(fs::read(&path).unwrap(), folder.path());
    assert_eq!(read_bag(&path), read_bag(folder.path()));
}

/// The points of a GeoJSON geometry, as longitude and latitude, without the closing point of rings.
fn oracle_points(value: &Value, found: &mut Vec<(f64, f64)>) {
    let Some(list) = value.as_array() else { return };
    if let [Value::Number(lon), Value::Number(lat), ..] = &list[..] {
        return found.push((lon.as_f64().unwrap(), lat.as_f64().unwrap()));
    }
    let is_ring = list.first().and_then(|p| p.get(0)).is_some_and(Value::is_number);
    let closing = usize::from(is_ring && list.len() > 1);
    list[..list.len() - closing].iter().for_each(|inner| oracle_points(inner, found));
}

#[test]
fn outlines_equal_the_stored_oracle_within_five_centimetres() {
    let (Some(path), Some(oracle)) = (shared("bag/BAGNLDL-15092020-small.zip"), shared("bag/gdal-geojson-oracle")) else { return };
    let heard = read_bag(&path);
    let mut compared = 0;
    for (file, kind) in [
        ("WPL", ObjectKind::Town),
        ("PND", ObjectKind::Building),
        ("VBO", ObjectKind::Unit),
        ("LIG", ObjectKind::Berth),
        ("STA", ObjectKind::Pitch),
    ] {
        let json: Value = serde_json::from_slice(&fs::read(oracle.join(format!("{file}.json"))).unwrap()).unwrap();
        let records = heard.records.iter().filter(|r| r.kind() == kind);
        for (record, feature) in records.zip(json["features"].as_array().unwrap()) {
            let mut degrees = Vec::new();
            oracle_points(&feature["geometry"]["coordinates"], &mut degrees);
            let ours = points_of(record);
            assert_eq!(ours.len(), degrees.len(), "{file}");
            for (point, (lon, lat)) in ours.iter().zip(degrees) {
                assert!(point.distance(erf_spatial::rd::from_etrs89(lat, lon).unwrap()) < 0.05, "{file} {point:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 750, "{compared}");
}

fn points_of(record: &BagRecord) -> Vec<RdPoint> {
    match record {
        BagRecord::Unit(it) => vec![it.point],
        BagRecord::Town(it) => points(&it.geometry),
        BagRecord::Berth(it) | BagRecord::Pitch(it) => points(&it.geometry),
        BagRecord::Building(it) => points(&it.geometry),
        _ => Vec::new(),
    }
}

/// Points of each object and version; in files of tests a version may stand more than once.
type Shapes = BTreeMap<(String, u64), Vec<Vec<(f64, f64)>>>;

/// The shapes according to GDAL's own driver, without reprojection.
fn gdal(xml: &Path) -> Option<Shapes> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.json");
    // GeoJSON by the older rules keeps the coordinates of the file.
    let ran = Command::new("ogr2ogr")
        .args(["-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=6", "-lco", "RFC7946=NO", "-oo", "LEGACY_ID=YES"])
        .arg(&out)
        .arg(xml)
        .output();
    let Ok(ran) = ran else {
        eprintln!("overgeslagen: geen ogr2ogr");
        return None;
    };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let json: Value = serde_json::from_slice(&fs::read(out).unwrap()).unwrap();
    let mut found = Shapes::new();
    for feature in json["features"].as_array().unwrap() {
        let (mut shape, properties) = (Vec::new(), &feature["properties"]);
        oracle_points(&feature["geometry"]["coordinates"], &mut shape);
        let id = properties["identificatie"].as_str().unwrap().rsplit('.').next().unwrap().to_owned();
        found.entry((id, properties["voorkomenIdentificatie"].as_u64().unwrap())).or_default().push(shape);
    }
    Some(found)
}

/// Compares every object with a shape under a folder with what GDAL makes of it; gives the number of objects.
fn compare_with_gdal(xml: &Path) -> Option<usize> {
    let theirs = gdal(xml)?;
    let heard = read_bag(xml);
    let mut compared = 0;
    for record in &heard.records {
        let key = (id_of(record), u64::from(record.occurrence().unwrap().number));
        let (ours, shapes) = (points_of(record), &theirs[&key]);
        let close = |shape: &Vec<(f64, f64)>| {
            shape.len() == ours.len() && shape.iter().zip(&ours).all(|((x, y), p)| (p.x - x).abs() < 0.001 && (p.y - y).abs() < 0.001)
        };
        assert!(shapes.iter().any(close), "{key:?}");
        compared += 1;
    }
    Some(compared)
}

#[test]
fn outlines_equal_gdal_without_reprojection_within_a_millimetre() {
    let (Some(small), Some(doesburg)) = (shared("bag/BAGNLDL-15092020-small.zip"), shared("bag/0221PND15092020-part1.zip")) else { return };
    let folder = tempfile::tempdir().unwrap();
    unpack(fs::read(small).unwrap(), folder.path());
    unpack(fs::read(doesburg).unwrap(), folder.path());
    for (file, objects) in [
        ("0221PND15092020-000001.xml", 10_000),
        ("9999PND15092020.zip/0221PND15092020-000001.xml", 6),
        ("9999VBO15092020.zip/0221VBO15092020-000001.xml", 5),
        ("9999LIG15092020.zip/0221LIG15092020-000001.xml", 2),
        ("9999STA15092020.zip/0221STA15092020-000001.xml", 2),
        ("9999WPL15092020.zip/0221WPL15092020-000001.xml", 1),
    ] {
        let Some(compared) = compare_with_gdal(&folder.path().join(file)) else { return };
        assert_eq!(compared, objects, "{file}");
    }
}
