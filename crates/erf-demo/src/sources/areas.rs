// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `gemeentegrenzen`, `districten` and `buurten`: areas with the years in which they hold; and the line one municipality drew
//! around its own countryside.

use serde_json::{Map, Value, json};

use crate::{
    DemoError,
    files::{
        geojson::{self, Coordinates, Feature},
        gpkg::{self, Layer, Shape},
        mapping::Mapping,
    },
    names,
    out::{Handover, Out},
    plane::P,
    world::{ENDED, SUCCESSOR, World, build},
};

/// Which municipality decided itself where its countryside begins.
const DECIDED_ITSELF: usize = 4;

/// Writes them.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    municipalities(out)?;
    districts(out)?;
    neighbourhoods(out)?;
    contour(out)
}

/// The countryside as a council drew it: whole neighbourhoods, one after another.
fn contour(out: &mut Out<'_>) -> Result<(), DemoError> {
    let m = &out.world.municipalities[DECIDED_ITSELF];
    let features: Vec<Feature> = m
        .neighbourhoods
        .iter()
        .filter(|n| n.name.starts_with("Buitengebied"))
        .map(|n| {
            let mut map = Map::new();
            map.insert("gemeentecode".into(), m.code.to_string().into());
            map.insert("naam".into(), n.name.as_str().into());
            (map, n.ring.clone())
        })
        .collect();
    let (file, holder) = (format!("gemeente {}/contour buitengebied.geojson", m.name), format!("Gemeente {}", m.name));
    geojson::write(&out.path(&file)?, "buitengebied", Coordinates::Rd, &features)?;
    let mapping = Mapping::new("buitengebied").file("crs", "EPSG:28992").column("code", "gemeentecode").column("name", "naam");
    let name = format!("Contour buitengebied {}", m.name);
    let handover = Handover {
        source: "buitengebied",
        name: &name,
        holder: &holder,
        file: &file,
        format: "geojson",
        municipality: Some(m.code),
        ..Handover::open()
    };
    out.deliver(&handover, Some(("buitengebied", &mapping)))
}

fn properties(code: &str, name: &str, district: &str, from: i16, to: Option<i16>) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("code".into(), code.into());
    map.insert("naam".into(), name.into());
    map.insert("district".into(), district.into());
    map.insert("van".into(), from.into());
    map.insert("tot_en_met".into(), to.map_or(Value::Null, |y| json!(y)));
    map
}

/// Borders with years: the two that merged stand in it before and after.
fn municipalities(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let (rings, joined) = build::rings(world.seed, world.scale);
    let merger = world.merger().year();
    let mut features: Vec<Feature> = Vec::new();
    for m in &world.municipalities {
        let merges = m.index == SUCCESSOR || m.index == ENDED;
        let map = properties(&m.code.to_string(), m.name, names::DISTRICTS[m.district], 2010, merges.then_some(merger - 1));
        features.push((map, rings[m.index].clone()));
    }
    let m = &world.municipalities[SUCCESSOR];
    features.push((properties(&m.code.to_string(), m.name, names::DISTRICTS[m.district], merger, None), joined));
    let file = "provincie/gemeentegrenzen.geojson";
    geojson::write(&out.path(file)?, "gemeentegrenzen", Coordinates::Wgs84, &features)?;
    let mapping = Mapping::new("gemeente")
        .column("code", "code")
        .column("name", "naam")
        .column("year_from", "van")
        .column("year_to", "tot_en_met")
        .column("parent", "district");
    let handover = Handover {
        source: "gemeentegrenzen",
        name: "Gemeentegrenzen",
        holder: "Provincie Markerwaard",
        file,
        format: "geojson",
        ..Handover::open()
    };
    out.deliver(&handover, Some(("gemeentegrenzen", &mapping)))
}

/// Districts in RD, as the police unit sends them.
fn districts(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let lattice = crate::world::geography::Lattice::new(world.seed, world.scale);
    let features: Vec<Feature> = (0..3)
        .map(|district| {
            let row = 2 - district;
            let code = format!("D{}", district + 1);
            (properties(&code, names::DISTRICTS[district], "", 2010, None), lattice.ring(row, 0, 3))
        })
        .collect();
    let file = "politie/districten.geojson";
    geojson::write(&out.path(file)?, "districten", Coordinates::Rd, &features)?;
    let mapping =
        Mapping::new("district").file("crs", "EPSG:28992").column("code", "code").column("name", "naam").column("year_from", "van");
    let handover = Handover {
        source: "districten",
        name: "Politiedistricten",
        holder: "Politie-eenheid Markerwaard",
        file,
        format: "geojson",
        ..Handover::open()
    };
    out.deliver(&handover, Some(("districten", &mapping)))
}

fn neighbourhoods(out: &mut Out<'_>) -> Result<(), DemoError> {
    let world = out.world;
    let file = "cbs/wijken_en_buurten.gpkg";
    let columns = [("wijkcode", "TEXT(8)"), ("wijknaam", "TEXT(60)"), ("gemeentecode", "TEXT(6)"), ("jaar", "MEDIUMINT")];
    let towns = Layer { table: "wijken", geometry: "POLYGON", columns: &columns, rows: Box::new(town_rows(world)) };
    let small =
        [("buurtcode", "TEXT(10)"), ("buurtnaam", "TEXT(60)"), ("wijkcode", "TEXT(8)"), ("gemeentecode", "TEXT(6)"), ("jaar", "MEDIUMINT")];
    let pieces = Layer { table: "buurten", geometry: "POLYGON", columns: &small, rows: Box::new(rows(world)) };
    gpkg::write(&out.path(file)?, world.date, vec![towns, pieces])?;
    let handover = Handover { holder: "CBS", file, format: "gpkg", ..Handover::open() };
    let mapping =
        Mapping::new("wijk").file("layer", "wijken").column("code", "wijkcode").column("name", "wijknaam").column("parent", "gemeentecode");
    out.deliver(&Handover { source: "wijken", name: "Wijken", ..handover }, Some(("wijken", &mapping)))?;
    let mapping =
        Mapping::new("buurt").file("layer", "buurten").column("code", "buurtcode").column("name", "buurtnaam").column("parent", "wijkcode");
    out.deliver(&Handover { source: "buurten", name: "Buurten", ..handover }, Some(("buurten", &mapping)))
}

/// The code of a municipality today in the form of the statistics office.
fn today(world: &World, index: usize) -> String {
    format!("GM{}", world.today(index).code)
}

fn town_rows(world: &World) -> impl Iterator<Item = (Shape, Vec<gpkg::Value>)> + Send + '_ {
    let year = i64::from(world.date.year());
    world.municipalities.iter().flat_map(move |m| {
        m.towns.iter().enumerate().filter(|(_, t)| t.ring.len() >= 3).map(move |(index, town)| {
            let code = format!("WK{}{:02}", m.code, index + 1);
            shape(
                &town.ring,
                vec![code.as_str().into(), town.name.as_str().into(), today(world, m.index).as_str().into(), gpkg::Value::Whole(year)],
            )
        })
    })
}

fn rows(world: &World) -> impl Iterator<Item = (Shape, Vec<gpkg::Value>)> + Send + '_ {
    let year = i64::from(world.date.year());
    world.municipalities.iter().flat_map(move |m| {
        m.neighbourhoods.iter().map(move |n| {
            let parent = format!("WK{}", &n.code[2..8]);
            let municipality = today(world, m.index);
            let values = [n.code.as_str(), n.name.as_str(), parent.as_str(), municipality.as_str()].into_iter().map(gpkg::Value::from);
            shape(&n.ring, values.chain([gpkg::Value::Whole(year)]).collect())
        })
    })
}

fn shape(ring: &[P], values: Vec<gpkg::Value>) -> (Shape, Vec<gpkg::Value>) {
    (Shape::Polygon(ring.to_vec()), values)
}
