// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! GeoJSON, one feature at a time.

use std::{
    cell::Cell,
    fmt,
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
    rc::Rc,
    sync::Arc,
};

use erf_base::RdPoint;
use erf_spatial::{Geometry, Polygon};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{
    Feature, FeatureSummary,
    build::{Builder, Look, Raw, text_of},
};
use crate::{
    Emit, Event, Position, ReadError, causes,
    error::file_name,
    mapping::{Crs, FeatureMapping, same_heading},
    send,
};

const REPORT_EVERY: u64 = 200;

pub(super) fn read(path: &Path, mapping: &FeatureMapping, emit: Emit<'_, Feature>) -> Result<FeatureSummary, ReadError> {
    let mut head = Head::default();
    // A mistake further on is met again, with its place, when the features are read.
    let _ = parse(path, None, &mut |key, value| head.take(key, value))?;
    if !matches!(head.kind.as_deref(), Some("FeatureCollection" | "Feature") | None) {
        let kind = head.kind.unwrap_or_default();
        return Err(ReadError::format(path, "GeoJSON met objecten", format!("het soort is '{kind}'")));
    }
    let stated = Crs::stated(&head.crs).map_err(|name| ReadError::foreign_crs(&file_name(path), &name))?;
    let crs = stated.or(mapping.crs).unwrap_or(Crs::Wgs84);
    let total = path.metadata().map_or(0, |m| m.len());
    let mut reading = Reading {
        builder: Builder::new(path, mapping, emit, false),
        layer: head.name.unwrap_or_default(),
        crs,
        ordinal: 0,
        total,
        done: Rc::default(),
        stopped: None,
    };
    let outcome = if head.kind.as_deref() == Some("Feature") {
        single(path, &mut reading)?
    } else {
        parse(path, Some(&mut reading), &mut |_, _| {})?
    };
    let Reading { mut builder, ordinal, stopped, .. } = reading;
    match (stopped, outcome) {
        (Some(error), _) => return Err(error),
        (None, Err(error)) if ordinal == 0 && builder.summary.tally.rows_in == 0 => {
            return Err(ReadError::format(path, "GeoJSON-bestand", causes::json(&error)));
        }
        (None, Err(error)) => builder.broken(&Arc::from(file_name(path)), ordinal + 1, &causes::json(&error))?,
        (None, Ok(())) => {}
    }
    Ok(builder.summary)
}

/// What stands beside the features.
#[derive(Default)]
struct Head {
    kind: Option<String>,
    name: Option<String>,
    /// As it stands; empty when nothing does.
    crs: String,
}

impl Head {
    fn take(&mut self, key: &str, value: Value) {
        match key {
            "type" => self.kind = value.as_str().map(str::to_owned),
            "name" => self.name = value.as_str().map(str::to_owned),
            "crs" => {
                let said = value.pointer("/properties/name").or_else(|| value.pointer("/properties/code"));
                self.crs = said.and_then(text_of).unwrap_or_default();
            }
            _ => {}
        }
    }
}

/// The second pass.
struct Reading<'m, 'e> {
    builder: Builder<'m, 'e>,
    layer: String,
    crs: Crs,
    ordinal: u64,
    total: u64,
    done: Rc<Cell<u64>>,
    stopped: Option<ReadError>,
}

impl Reading<'_, '_> {
    fn take(&mut self, feature: &Value) -> Result<(), ReadError> {
        self.ordinal += 1;
        let property = |name: &str| property(feature, name);
        let position = Position { member: self.layer.as_str().into(), ordinal: self.ordinal };
        let shape = shape(feature.get("geometry").unwrap_or(&Value::Null));
        let all = |look: Look<'_>| properties(feature, look);
        self.builder.take(Raw { position, layer: &self.layer, property: &property, all: &all, shape, crs: Some(self.crs) })?;
        if self.ordinal.is_multiple_of(REPORT_EVERY) {
            send(self.builder.emit, Event::Progress { done: self.done.get().min(self.total), total: self.total })?;
        }
        Ok(())
    }
}

/// A property by its name; `id` may also stand beside the properties.
fn property(feature: &Value, name: &str) -> Option<Value> {
    let own = feature.get("properties").and_then(Value::as_object);
    let exact = own.and_then(|own| own.get(name));
    let near = || own.and_then(|own| own.iter().find(|(key, _)| same_heading(key, name)).map(|(_, value)| value));
    let beside = || if name == "id" { feature.get("id") } else { None };
    exact.or_else(near).or_else(beside).filter(|value| !value.is_null()).cloned()
}

/// All properties, also within others, and the `id` that may stand beside them.
fn properties(feature: &Value, look: Look<'_>) {
    let own = feature.get("properties").and_then(Value::as_object);
    own.into_iter().flatten().for_each(|(name, value)| texts(name, value, look));
    feature.get("id").into_iter().for_each(|id| texts("id", id, look));
}

fn texts(name: &str, value: &Value, look: Look<'_>) {
    match value {
        Value::String(text) => look(name, text),
        Value::Number(number) => look(name, &number.to_string()),
        Value::Array(list) => list.iter().for_each(|value| texts(name, value, look)),
        Value::Object(inner) => inner.iter().for_each(|(name, value)| texts(name, value, look)),
        Value::Null | Value::Bool(_) => look(name, ""),
    }
}

fn single(path: &Path, reading: &mut Reading<'_, '_>) -> Result<serde_json::Result<()>, ReadError> {
    let value: serde_json::Result<Value> = serde_json::from_reader(open(path, Rc::default())?);
    Ok(match value {
        Ok(feature) => {
            reading.take(&feature)?;
            Ok(())
        }
        Err(error) => Err(error),
    })
}

/// Counts bytes, and skips a byte order mark.
struct Counting {
    inner: BufReader<File>,
    done: Rc<Cell<u64>>,
}

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.done.set(self.done.get() + n as u64);
        Ok(n)
    }
}

fn open(path: &Path, done: Rc<Cell<u64>>) -> Result<BufReader<Counting>, ReadError> {
    let mut inner = BufReader::new(File::open(path).map_err(|e| ReadError::io(path, &e))?);
    let marked = io::BufRead::fill_buf(&mut inner).map_err(|e| ReadError::io(path, &e))?.starts_with(b"\xef\xbb\xbf");
    if marked {
        io::BufRead::consume(&mut inner, 3);
    }
    Ok(BufReader::with_capacity(1 << 16, Counting { inner, done }))
}

/// Goes through the outer object: its features to `reading` when there is one, all else to `other`.
fn parse<'r>(
    path: &Path,
    reading: Option<&mut Reading<'_, '_>>,
    other: &'r mut dyn FnMut(&str, Value),
) -> Result<serde_json::Result<()>, ReadError> {
    let done = reading.as_ref().map(|reading| Rc::clone(&reading.done)).unwrap_or_default();
    let mut json = serde_json::Deserializer::from_reader(open(path, done)?);
    let outcome = Outer { reading, other }.deserialize(&mut json);
    Ok(outcome.and_then(|()| json.end()))
}

struct Outer<'a, 'm, 'e, 'r> {
    reading: Option<&'a mut Reading<'m, 'e>>,
    other: &'r mut dyn FnMut(&str, Value),
}

impl<'de> DeserializeSeed<'de> for Outer<'_, '_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Outer<'_, '_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("een GeoJSON-object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match (key.as_str(), self.reading.as_deref_mut()) {
                ("features", Some(reading)) => map.next_value_seed(Features(reading))?,
                ("features" | "geometry" | "properties", _) => drop(map.next_value::<IgnoredAny>()?),
                (key, _) => (self.other)(key, map.next_value()?),
            }
        }
        Ok(())
    }
}

struct Features<'a, 'm, 'e>(&'a mut Reading<'m, 'e>);

impl<'de> DeserializeSeed<'de> for Features<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("een lijst van objecten")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(feature) = list.next_element::<Value>()? {
            if let Err(error) = self.0.take(&feature) {
                self.0.stopped = Some(error);
                return Err(de::Error::custom("gestopt"));
            }
        }
        Ok(())
    }
}

/// A GeoJSON geometry, in the coordinates of the file.
fn shape(geometry: &Value) -> Result<Geometry, String> {
    let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
    let kind = geometry.get("type").and_then(Value::as_str).unwrap_or_default();
    let found = match kind {
        "Point" => point(coordinates).map(Geometry::Point),
        "MultiPoint" => coordinates.as_array().filter(|all| all.len() == 1).and_then(|all| point(&all[0])).map(Geometry::Point),
        "LineString" => line(coordinates).map(|line| Geometry::Lines(vec![line])),
        "MultiLineString" => all(coordinates, line).map(Geometry::Lines),
        "Polygon" => polygon(coordinates).map(|polygon| Geometry::Polygons(vec![polygon])),
        "MultiPolygon" => all(coordinates, polygon).map(Geometry::Polygons),
        "GeometryCollection" => return collection(geometry),
        "" => return Err("er is geen geometrie".to_owned()),
        other => return Err(format!("de soort '{other}' wordt niet gelezen")),
    };
    found.ok_or_else(|| format!("de coördinaten van de {kind} kloppen niet"))
}

/// Only when all parts are polygons: they become one shape of several.
fn collection(geometry: &Value) -> Result<Geometry, String> {
    let parts = geometry.get("geometries").and_then(Value::as_array).ok_or("de verzameling is leeg")?;
    let mut polygons = Vec::new();
    for part in parts {
        match shape(part)? {
            Geometry::Polygons(more) => polygons.extend(more),
            _ => return Err("een verzameling van verschillende vormen wordt niet gelezen".to_owned()),
        }
    }
    if polygons.is_empty() { Err("de verzameling is leeg".to_owned()) } else { Ok(Geometry::Polygons(polygons)) }
}

fn all<T>(value: &Value, one: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array().filter(|list| !list.is_empty())?.iter().map(one).collect()
}

fn point(value: &Value) -> Option<RdPoint> {
    let list = value.as_array()?;
    Some(RdPoint::new(list.first()?.as_f64()?, list.get(1)?.as_f64()?))
}

fn line(value: &Value) -> Option<Vec<RdPoint>> {
    all(value, point)
}

fn polygon(value: &Value) -> Option<Polygon> {
    let mut rings = all(value, line)?.into_iter();
    Some(Polygon { outer: rings.next()?, holes: rings.collect() })
}
