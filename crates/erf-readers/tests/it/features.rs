// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Files with shapes: real samples of each kind, and broken ones.

use std::{fs, ops::ControlFlow, path::Path};

use erf_readers::{
    Event, Problem, ReadError,
    features::{self, Feature, FeatureSummary},
    mapping::FeatureMapping,
};
use erf_spatial::Geometry;
use proptest::prelude::*;
use serde_json::json;

use crate::support::{points, shared};

struct Heard {
    features: Vec<Feature>,
    problems: Vec<Problem>,
    summary: FeatureSummary,
}

impl Heard {
    fn codes(&self) -> Vec<(&str, Option<u64>)> {
        self.problems.iter().map(|p| (p.code.as_str(), p.row)).collect()
    }
}

fn read(path: &Path, mapping: &str) -> Result<Heard, ReadError> {
    let mapping = FeatureMapping::from_toml(mapping, "mapping.toml").unwrap();
    let (mut features, mut problems) = (Vec::new(), Vec::new());
    let summary = features::read(path, &mapping, &mut |event| {
        match event {
            Event::Record(_, feature) => features.push(feature),
            Event::Problem(problem) => problems.push(problem),
            Event::Progress { done, total } => assert!(done <= total),
        }
        ControlFlow::Continue(())
    })?;
    assert_eq!(summary.tally.rows_in, summary.tally.accepted + summary.tally.rejected);
    assert_eq!(summary.tally.accepted, features.len() as u64);
    assert_eq!(summary.tally.rejected, problems.iter().filter(|p| p.rejected).count() as u64);
    Ok(Heard { features, problems, summary })
}

fn read_text(name: &str, text: &str, mapping: &str) -> Result<Heard, ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    read(&path, mapping)
}

const MUNICIPALITY: &str = "kind = \"gemeente\"\n[columns]\ncode = \"code\"\nname = \"naam\"\nparent = \"vr_code\"\n";

#[test]
fn municipalities_in_rd_and_in_degrees_agree() {
    let (Some(rd), Some(degrees)) = (shared("nl/nh_gemeenten_2022_rd.geojson"), shared("nl/nh_gemeenten_2022_wgs84.geojson")) else {
        return;
    };
    let (rd, degrees) = (read(&rd, MUNICIPALITY).unwrap(), read(&degrees, MUNICIPALITY).unwrap());
    assert_eq!((rd.features.len(), degrees.features.len()), (32, 32));
    assert!(rd.problems.is_empty() && degrees.problems.is_empty());
    for (one, other) in rd.features.iter().zip(&degrees.features) {
        assert_eq!((&one.code, &one.name, &one.parent), (&other.code, &other.name, &other.parent));
        let (a, b) = (points(&one.geometry), points(&other.geometry));
        assert_eq!(a.len(), b.len());
        // The file in RD has one decimal and was made without the correction grid.
        assert!(a.iter().zip(&b).all(|(a, b)| a.distance(*b) < 0.5), "{}", one.code);
    }
}

#[test]
fn all_municipalities_of_2025_are_read() {
    let Some(path) = shared("nl/gemeenten_2025_wgs84_klein.geojson") else { return };
    let heard = read(&path, MUNICIPALITY).unwrap();
    assert_eq!((heard.features.len(), heard.problems.len()), (342, 0), "{:?}", heard.problems);
}

#[test]
fn crop_fields_from_a_geopackage() {
    let Some(path) = shared("brp/brpgewaspercelen_definitief_2023_100rows.gpkg") else { return };
    let mapping = "kind = \"gewasperceel\"\n[columns]\ncode = \"id\"\nname = \"gewas\"\nyear_from = \"jaar\"\n\
                   [attributes]\ncategorie = { column = \"category\", type = \"text\" }\ngewascode = { column = \"gewascode\", type = \"number\" }\n";
    let heard = read(&path, mapping).unwrap();
    assert_eq!((heard.features.len(), heard.problems.len()), (100, 0), "{:?}", heard.problems);
    let first = &heard.features[0];
    assert_eq!(
        (first.layer.as_str(), first.code.as_str(), first.name.as_deref(), first.year_from),
        ("brp_gewas", "1", Some("Sloot"), Some(2023))
    );
    assert_eq!(first.attributes, [("categorie".to_owned(), json!("Landschapselement")), ("gewascode".to_owned(), json!(343))].into());
    let Geometry::Polygons(polygons) = &first.geometry else { unreachable!("a polygon") };
    assert_eq!(polygons[0].outer.len(), 33, "the closing point is not repeated");
    assert!((polygons[0].outer[0].x - 98_398.06).abs() < 1.0, "{:?}", polygons[0].outer[0]);
    assert_eq!(heard.summary.layers["brp_gewas"], 100);
}

#[test]
fn a_geopackage_can_be_read_from_within_a_runtime() {
    let Some(path) = shared("brp/brpgewaspercelen_definitief_2023_100rows.gpkg") else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let heard = runtime.block_on(async { read(&path, "kind = \"gewasperceel\"\n[columns]\ncode = \"id\"\n").unwrap() });
    assert_eq!(heard.features.len(), 100);
}

#[test]
fn what_a_geopackage_does_not_have_is_named() {
    let Some(path) = shared("brp/brpgewaspercelen_definitief_2023_100rows.gpkg") else { return };
    let wrong = read(&path, "kind = \"gewasperceel\"\n[columns]\ncode = \"gewascod\"\n").err().unwrap().to_string();
    assert!(wrong.contains("'gewascod' (lijkt op 'gewascode')"), "{wrong}");
    let wrong = read(&path, "kind = \"weg\"\n[file]\nlayer = \"weg\"\n[columns]\ncode = \"id\"\n").err().unwrap().to_string();
    assert!(wrong.contains("laag 'weg' ontbreekt; wel aanwezig: brp_gewas"), "{wrong}");
}

#[test]
fn parcels_boundaries_and_buildings_from_the_cadastral_map() {
    let Some(path) = shared("brk/kadastralekaart-v5-sample.zip") else { return };
    let mapping = |layer: &str, code: &str| format!("kind = \"perceel\"\n[file]\nlayer = \"{layer}\"\n[columns]\ncode = \"{code}\"\n");
    let parcels = read(
        &path,
        &(mapping("Perceel", "identificatie")
            + "[attributes]\nm2 = { column = \"kadastraleGrootte\", type = \"number\" }\nsectie = { column = \"sectie\", type = \"text\" }\n"),
    )
    .unwrap();
    assert_eq!((parcels.features.len(), parcels.problems.len()), (11, 0), "{:?}", parcels.problems);
    let last = parcels.features.last().unwrap();
    assert_eq!((&last.attributes["m2"], points(&last.geometry).len()), (&json!(967), 9));
    assert!(parcels.features.iter().all(|p| matches!(p.geometry, Geometry::Polygons(_)) && p.code.len() >= 14));
    let boundaries = read(&path, &mapping("KadastraleGrens", "identificatie")).unwrap();
    assert!(boundaries.features.len() == 10 && boundaries.features.iter().all(|b| matches!(b.geometry, Geometry::Lines(_))));
    assert_eq!(read(&path, &mapping("BuildingPart", "lokaalID")).unwrap().features.len(), 22);
    let absent = read(&path, &mapping("Pijpleiding", "identificatie")).err().unwrap().to_string();
    assert!(absent.contains("'Pijpleiding'") && absent.contains("Perceel"), "{absent}");
}

#[test]
fn building_parts_from_the_topographic_map() {
    let Some(path) = shared("bgt/bgt_pand-s.gml") else { return };
    let mapping = "kind = \"bouwwerk\"\n[columns]\ncode = \"lokaalID\"\nparent = \"identificatieBAGPND\"\n\
                   [attributes]\nstatus = { column = \"bgt-status\", type = \"text\" }\n";
    let heard = read(&path, mapping).unwrap();
    assert_eq!((heard.features.len(), heard.problems.len()), (99, 0), "{:?}", heard.problems);
    let first = &heard.features[0];
    assert_eq!((first.code.as_str(), first.parent.as_deref()), ("G0362.0f4256da8c9d4094a2b97e47f0138ea7", Some("0362100001083109")));
    assert_eq!((first.layer.as_str(), &first.attributes["status"], points(&first.geometry).len()), ("BuildingPart", &json!("bestaand"), 4));
    assert!(heard.features.iter().all(|f| matches!(f.geometry, Geometry::Polygons(_))));
}

fn collection(features: &str) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}")
}

fn square(code: &str, x: f64, y: f64, step: f64) -> String {
    let (r, t) = (x + step, y + step);
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{\"code\":{code}}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{x},{y}],[{r},{y}],[{r},{t}],[{x},{y}]]]}}}}"
    )
}

const PLAIN: &str = "kind = \"weg\"\n[columns]\ncode = \"code\"\n";

#[test]
fn features_without_code_or_shape_or_out_of_the_country_are_rejected_one_by_one() {
    let features = [
        square("\"a\"", 5.0, 52.0, 0.1),
        square("null", 5.0, 52.0, 0.1),
        square("\"c\"", 0.0, 0.0, 0.1),
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"d\"},\"geometry\":null}".to_owned(),
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"e\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[5,52],[5,52]]]}}"
            .to_owned(),
        "7".to_owned(),
        square("8", 5.0, 52.0, 0.1),
    ];
    let heard = read_text("a.geojson", &collection(&features.join(",")), PLAIN).unwrap();
    assert_eq!(heard.features.iter().map(|f| f.code.as_str()).collect::<Vec<_>>(), ["a", "8"]);
    assert_eq!(
        heard.codes(),
        [
            ("code_ontbreekt", Some(2)),
            ("geometrie_buiten_nederland", Some(3)),
            ("geometrie_onleesbaar", Some(4)),
            ("geometrie_onleesbaar", Some(5)),
            ("code_ontbreekt", Some(6)),
        ]
    );
}

#[test]
fn swapped_axes_and_a_wrong_coordinate_system_are_noticed_once() {
    let swapped = collection(&[square("1", 52.0, 5.0, 0.1), square("2", 52.0, 5.0, 0.1)].join(","));
    let heard = read_text("a.geojson", &swapped, PLAIN).unwrap();
    assert_eq!((heard.features.len(), heard.codes()), (2, vec![("coordinaten_verwisseld", Some(1))]));
    let metres = collection(&square("1", 140_000.0, 500_000.0, 10.0));
    let heard = read_text("a.geojson", &metres, PLAIN).unwrap();
    assert_eq!((heard.features.len(), heard.codes()), (1, vec![("crs_klopt_niet", Some(1))]));
    let said = read_text("a.geojson", &metres, "kind = \"weg\"\n[file]\ncrs = \"EPSG:28992\"\n[columns]\ncode = \"code\"\n").unwrap();
    assert!(said.problems.is_empty());
}

#[test]
fn a_file_that_breaks_off_keeps_what_came_before() {
    let text = collection(&[square("1", 5.0, 52.0, 0.1), square("2", 5.0, 52.0, 0.1)].join(","));
    let heard = read_text("a.geojson", &text[..text.len() - 30], PLAIN).unwrap();
    assert_eq!((heard.features.len(), heard.codes()), (1, vec![("bestand_afgebroken", Some(2))]));
    assert_eq!(heard.summary.incomplete, ["a.geojson"]);
    assert!(read_text("a.geojson", "{\"type\":", PLAIN).err().unwrap().to_string().starts_with("a.geojson: dit is geen GeoJSON"));
    assert!(read_text("a.geojson", "{\"type\":\"Topology\"}", PLAIN).err().unwrap().to_string().contains("'Topology'"));
    assert!(read_text("a.shp", "iets", PLAIN).err().unwrap().to_string().contains("GeoJSON, GeoPackage of GML"));
}

#[test]
fn curves_and_holes_in_gml() {
    let ring = "<gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>140000 500000 140020 500000</gml:posList></gml:LineStringSegment>\
                <gml:Arc><gml:posList>140020 500000 140030 500010 140020 500020</gml:posList></gml:Arc>\
                <gml:LineStringSegment><gml:posList>140020 500020 140000 500020 140000 500000</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>";
    let hole = "<gml:LinearRing><gml:posList>140005 500005 140006 500005 140006 500006 140005 500005</gml:posList></gml:LinearRing>";
    let text = format!(
        "<a:Doc xmlns:gml=\"http://www.opengis.net/gml/3.2\"><a:featureMember><a:Silo gml:id=\"s1\"><a:nr>7 &amp; 8</a:nr><a:vlak>\
         <gml:Surface srsName=\"EPSG:28992\"><gml:patches><gml:PolygonPatch><gml:exterior><gml:Ring><gml:curveMember>{ring}</gml:curveMember></gml:Ring>\
         </gml:exterior><gml:interior>{hole}</gml:interior></gml:PolygonPatch></gml:patches></gml:Surface></a:vlak>\
         <a:punt><gml:Point><gml:pos>140001 500001</gml:pos></gml:Point></a:punt></a:Silo></a:featureMember></a:Doc>"
    );
    let heard = read_text("a.gml", &text, "kind = \"bouwwerk\"\n[columns]\ncode = \"gml:id\"\nname = \"nr\"\n").unwrap();
    assert_eq!((heard.features[0].code.as_str(), heard.features[0].name.as_deref()), ("s1", Some("7 & 8")));
    let Geometry::Polygons(polygons) = &heard.features[0].geometry else { unreachable!("a polygon") };
    let area = polygons[0].area();
    let expected = 400.0 + std::f64::consts::PI * 50.0 - 0.5;
    assert!((area - expected).abs() < 1.0, "{area} {expected}");
    assert_eq!(polygons[0].holes.len(), 1);
}

#[test]
fn a_file_in_a_coordinate_system_that_is_not_read_is_refused_by_name() {
    let refusal = |name: &str, text: &str| read_text(name, text, PLAIN).err().map(|error| error.to_string()).unwrap_or_default();
    let stating = |crs: &str| collection(&square("1", 150_000.0, 500_000.0, 10.0)).replacen('{', &format!("{{\"crs\":{crs},"), 1);
    let named = |name: &str| stating(&format!("{{\"type\":\"name\",\"properties\":{{\"name\":\"{name}\"}}}}"));
    for text in [named("urn:ogc:def:crs:EPSG::31370"), stating("{\"type\":\"EPSG\",\"properties\":{\"code\":31370}}")] {
        let refusal = refusal("a.geojson", &text);
        assert!(refusal.contains("31370") && refusal.contains("RD (EPSG:28992) of WGS84 (EPSG:4326)"), "{refusal}");
    }
    for fine in [
        named("urn:ogc:def:crs:EPSG::7415"),
        named("Amersfoort / RD New"),
        named("urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709"),
        named(""),
        stating("null"),
    ] {
        assert_eq!(refusal("a.geojson", &fine), "");
    }
    let place = "<g:Point srsName='SRS'><g:pos>150000 500000</g:pos></g:Point>";
    let gml = format!("<a:Doc><a:featureMember><a:Weg><a:code>1</a:code><a:plek>{place}</a:plek></a:Weg></a:featureMember></a:Doc>");
    assert!(refusal("a.gml", &gml.replace("SRS", "EPSG:31370")).contains("'EPSG:31370'"));
    assert_eq!(refusal("a.gml", &gml.replace("SRS", "http://www.opengis.net/def/crs/EPSG/0/28992")), "");
    let around =
        gml.replace(" srsName='SRS'", "").replace("<a:Doc>", "<a:Doc><g:boundedBy><g:Envelope srsName='EPSG:31370'/></g:boundedBy>");
    assert!(refusal("a.gml", &around).contains("'EPSG:31370'"));
}

/// A GeoPackage with one point, and what its table of coordinate systems says.
fn geopackage(path: &Path, srs: i64, systems: &str) -> rusqlite::Connection {
    let db = rusqlite::Connection::open(path).unwrap();
    db.execute_batch(&format!(
        "PRAGMA application_id = 1196444487; CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);
         INSERT INTO gpkg_geometry_columns VALUES ('weg', 'geom', {srs}); CREATE TABLE weg (geom BLOB, code TEXT); {systems}"
    ))
    .unwrap();
    let (x, y) = (150_000_f64.to_le_bytes(), 500_000_f64.to_le_bytes());
    let point = [b"GP\0\x01\0\0\0\0\x01\x01\0\0\0".as_slice(), &x, &y].concat();
    db.execute("INSERT INTO weg VALUES (?1, '1')", [point]).unwrap();
    db
}

#[test]
fn a_geopackage_says_its_coordinate_system_by_number_or_in_its_own_table() {
    let systems = |organization: &str, code: i64| {
        format!(
            "CREATE TABLE gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id);
                 INSERT INTO gpkg_spatial_ref_sys VALUES ('een stelsel', 100000, '{organization}', {code});"
        )
    };
    for (srs, systems, wrong) in [
        (31370, String::new(), "31370"),
        (100_000, systems("epsg", 31370), "31370"),
        (100_000, systems("epsg", 28992), ""),
        (100_000, systems("NONE", 0), ""),
        (28992, String::new(), ""),
        (0, String::new(), ""),
        (-1, String::new(), ""),
    ] {
        let folder = tempfile::tempdir().unwrap();
        drop(geopackage(&folder.path().join("a.gpkg"), srs, &systems));
        match read(&folder.path().join("a.gpkg"), PLAIN) {
            Ok(heard) => assert_eq!((heard.features.len(), heard.codes(), wrong), (1, vec![], "")),
            Err(refusal) => assert!(!wrong.is_empty() && refusal.to_string().contains(wrong), "{refusal}"),
        }
    }
}

#[test]
fn a_geopackage_that_is_still_open_elsewhere_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let db = geopackage(&path, 28992, "");
    db.execute_batch("PRAGMA journal_mode = WAL; INSERT INTO weg SELECT * FROM weg;").unwrap();
    let refusal = read(&path, PLAIN).err().unwrap().to_string();
    assert!(refusal.contains("sluit het bestand eerst") && refusal.contains("QGIS"), "{refusal}");
    drop(db);
    assert_eq!(read(&path, PLAIN).unwrap().features.len(), 2, "closed, it is whole");
}

/// Numbers of nine digits that pass the test for citizen service numbers; none of them need belong to anybody.
fn passing(count: usize) -> Vec<u32> {
    let sum = |n: u32| (1..9).map(|place| (n / 10_u32.pow(place) % 10) as i64 * i64::from(place + 1)).sum::<i64>() - i64::from(n % 10);
    (900_000_000..).step_by(7).filter(|n| sum(*n) % 11 == 0).take(count).collect()
}

/// The same features as GeoJSON, as GML and as GeoPackage, each with one more property.
fn in_every_format(property: &str, values: &[String]) -> Vec<Result<Heard, ReadError>> {
    let folder = tempfile::tempdir().unwrap();
    let feature = |value: &String| square_of(1).replace("\"code\":1", &format!("\"code\":1,\"{property}\":\"{value}\""));
    fs::write(folder.path().join("a.geojson"), collection(&values.iter().map(feature).collect::<Vec<_>>().join(","))).unwrap();
    let vlak = "<g:Polygon><g:exterior><g:LinearRing><g:posList>140000 500000 140010 500000 140010 500010 140000 500000</g:posList></g:LinearRing></g:exterior></g:Polygon>";
    let member = |value: &String| {
        format!(
            "<a:featureMember><a:Weg><a:code>1</a:code><a:{property}>{value}</a:{property}><a:vlak>{vlak}</a:vlak></a:Weg></a:featureMember>"
        )
    };
    fs::write(folder.path().join("a.gml"), format!("<a:Doc>{}</a:Doc>", values.iter().map(member).collect::<String>())).unwrap();
    let db = rusqlite::Connection::open(folder.path().join("a.gpkg")).unwrap();
    db.execute_batch(&format!(
        "PRAGMA application_id = 1196444487; CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);
         INSERT INTO gpkg_geometry_columns VALUES ('weg', 'geom', 28992); CREATE TABLE weg (geom BLOB, code TEXT, {property} TEXT);"
    ))
    .unwrap();
    for value in values {
        db.execute("INSERT INTO weg VALUES (x'00', '1', ?1)", [value]).unwrap();
    }
    drop(db);
    ["a.geojson", "a.gml", "a.gpkg"].map(|name| read(&folder.path().join(name), PLAIN)).into()
}

#[test]
fn citizen_service_numbers_in_a_property_nobody_asked_for_refuse_the_file() {
    let values = |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>();
    for (property, values, cause) in [
        ("eigenaar_bsn", values(&[1]), "de naam zegt het"),
        ("klantnummer", values(&passing(15)), "7 van de 7"),
        ("opmerking", vec!["Eigenaar BSN 123456782 gebeld".to_owned()], "in een cel staat het woord"),
    ] {
        for outcome in in_every_format(property, &values) {
            let refusal = outcome.err().map(|error| error.to_string()).unwrap_or_default();
            assert!(refusal.contains(property) && refusal.contains(cause), "{property}: {refusal}");
            assert!(!refusal.contains(&values[0]) || values[0] == "1", "the message shows no value");
        }
    }
    for (property, values) in [("rsin", values(&passing(30))), ("klantnummer", values(&passing(5)))] {
        assert!(in_every_format(property, &values).iter().all(Result::is_ok), "{property}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens to the bytes: no panic, and every feature is accounted for (asserted in `read`).
    #[test]
    fn mutated_shapes_are_accounted_for(gml in any::<bool>(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..10)) {
        let square = "<g:Polygon><g:exterior><g:LinearRing><g:posList>140000 500000 140010 500000 140010 500010 140000 500000</g:posList></g:LinearRing></g:exterior></g:Polygon>";
        let member = format!("<a:featureMember><a:Weg g:id='w'><a:code>1</a:code><a:vlak>{square}</a:vlak></a:Weg></a:featureMember>");
        let text = if gml { format!("<a:Doc>{}</a:Doc>", member.repeat(4)) } else { collection(&[square_of(1), square_of(2), square_of(3)].join(",")) };
        let mut bytes = text.into_bytes();
        for (index, byte, way) in changes {
            let at = index.index(bytes.len());
            match way {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bestand");
        fs::write(&path, bytes).unwrap();
        // A change may make it no file with shapes at all; that is an answer too.
        let _ = read(&path, PLAIN);
    }
}

fn square_of(code: u8) -> String {
    square(&code.to_string(), 5.0, 52.0, 0.1)
}
