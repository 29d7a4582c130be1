// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! GML: BGT (IMGeo), Kadastrale Kaart, and whatever else puts features in members. Also in a zip.

use std::{
    io::{BufReader, Read},
    path::Path,
    sync::Arc,
};

use erf_spatial::Geometry;
use quick_xml::{
    Reader,
    events::{BytesStart, Event as Xml},
};
use serde_json::Value;

use super::{
    Feature, FeatureSummary,
    build::{Builder, Look, Raw},
    gml_shape::ShapeBuilder,
};
use crate::{
    Emit, Event, Position, Problem, ReadError,
    archive::{self, Meter, Visitor, WHOLE},
    causes,
    error::shown,
    mapping::{Crs, FeatureMapping, same_heading},
    send, xml,
};

const REPORT_EVERY: u64 = 500;
/// Elements within elements; deeper than this is no GML.
const DEEPEST: usize = 200;

pub(super) fn read(path: &Path, mapping: &FeatureMapping, emit: Emit<'_, Feature>) -> Result<FeatureSummary, ReadError> {
    let mut delivery = Delivery { builder: Builder::new(path, mapping, emit, true), others: Vec::new() };
    archive::walk(path, &mut delivery)?;
    let Delivery { builder, mut others } = delivery;
    if builder.summary.tally.rows_in == 0 {
        others.sort();
        others.dedup();
        let wanted = mapping.layer.as_deref().map_or("objecten".to_owned(), |layer| format!("objecten van de soort '{layer}'"));
        let cause =
            format!("er zitten geen {wanted} in; wel aanwezig: {}", if others.is_empty() { "niets".to_owned() } else { others.join(", ") });
        return Err(ReadError::format(path, "GML zoals afgesproken", cause));
    }
    Ok(builder.summary)
}

struct Delivery<'m, 'e> {
    builder: Builder<'m, 'e>,
    /// Feature types that the mapping does not ask for.
    others: Vec<String>,
}

impl Visitor for Delivery<'_, '_> {
    fn wants(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        lower.ends_with(".gml") || lower.ends_with(".xml")
    }

    fn member(&mut self, name: &Arc<str>, reader: &mut dyn Read, meter: &Meter) -> Result<(), ReadError> {
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, reader));
        let mut member =
            Member { name, delivery: self, meter, stack: Vec::new(), text: String::new(), feature: None, foreign: None, ordinal: 0 };
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let cause = match reader.read_event_into(&mut buffer) {
                Ok(Xml::Eof) if member.stack.is_empty() => return Ok(()),
                Ok(Xml::Eof) => "het bestand houdt op".to_owned(),
                Ok(event) => {
                    member.event(&event)?;
                    if member.stack.len() <= DEEPEST {
                        continue;
                    }
                    "elementen zitten te diep in elkaar".to_owned()
                }
                Err(error) => causes::xml(&error),
            };
            let ordinal = member.ordinal + 1;
            return self.builder.broken(name, ordinal, &cause);
        }
    }

    fn lost(&mut self, name: &str, cause: &str) -> Result<(), ReadError> {
        self.builder.broken(&Arc::from(name), 1, cause)
    }

    fn skipped(&mut self, name: &str) -> Result<(), ReadError> {
        let problem = Problem::note("lid_overgeslagen", "Dit bestand is geen GML en is niet gelezen.", "Er hoeft niets te gebeuren.");
        send(self.builder.emit, Event::Problem(Problem { sheet: Some(name.to_owned()), ..problem }))
    }
}

/// A feature that is being read.
#[derive(Default)]
struct Open {
    kind: String,
    /// How many elements were open when it began, itself included.
    depth: usize,
    /// Path within the feature, and text.
    properties: Vec<(String, String)>,
    shapes: ShapeBuilder,
    best: Option<(u8, Result<Geometry, String>)>,
    crs: Option<Crs>,
    foreign: Option<String>,
}

impl Open {
    /// A property by its name: the name of the element that holds the text, its path, or the name of an element around it. Of
    /// several inside, a `waarde` or `lokaalID` is meant.
    fn property(&self, name: &str) -> Option<Value> {
        let leaf = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
        let within = |path: &str| path.split('/').any(|part| same_heading(part, name));
        let exact = self.properties.iter().find(|(path, _)| same_heading(path, name));
        let own = || self.properties.iter().find(|(path, _)| same_heading(&leaf(path), name));
        let meant = || self.properties.iter().find(|(path, _)| within(path) && matches!(leaf(path).as_str(), "waarde" | "lokaalID"));
        let any = || self.properties.iter().find(|(path, _)| within(path));
        exact.or_else(own).or_else(meant).or_else(any).map(|(_, text)| Value::String(text.clone()))
    }
}

struct Member<'a, 'm, 'e> {
    name: &'a Arc<str>,
    delivery: &'a mut Delivery<'m, 'e>,
    meter: &'a Meter,
    stack: Vec<String>,
    text: String,
    feature: Option<Open>,
    /// A coordinate system that is not read, named for all features.
    foreign: Option<String>,
    ordinal: u64,
}

/// Whether features stand directly in this element.
fn is_member(name: &str) -> bool {
    name.ends_with("member") || name.ends_with("Member") || name.ends_with("Members")
}

impl Member<'_, '_, '_> {
    fn event(&mut self, event: &Xml<'_>) -> Result<(), ReadError> {
        match event {
            Xml::Start(start) => self.start(start),
            Xml::Empty(start) => {
                self.start(start);
                self.end()?;
            }
            Xml::End(_) => self.end()?,
            Xml::Text(text) => self.text.push_str(text),
            Xml::CData(text) => self.text.push_str(text),
            Xml::GeneralRef(reference) => xml::push_reference(reference, &mut self.text),
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name().as_ref().to_owned();
        self.text.clear();
        match &mut self.feature {
            Some(feature) => feature.shapes.start(&name, start),
            None if self.stack.last().is_some_and(|outer| is_member(outer)) => self.open(&name, start),
            None => {
                if let Some(Err(name)) = xml::attribute(start, "srsName").map(Crs::stated) {
                    self.foreign = Some(name);
                }
            }
        }
        self.stack.push(name);
    }

    fn open(&mut self, kind: &str, start: &BytesStart<'_>) {
        let mapping = self.delivery.builder.mapping;
        if mapping.layer.as_deref().is_some_and(|layer| !same_heading(layer, kind)) {
            if !self.delivery.others.iter().any(|other| *other == shown(kind)) {
                self.delivery.others.push(shown(kind));
            }
            return;
        }
        let id = xml::attribute(start, "id").map(|id| ("gml:id".to_owned(), id.to_owned()));
        let depth = self.stack.len() + 1;
        self.feature = Some(Open { kind: kind.to_owned(), depth, properties: id.into_iter().collect(), ..Open::default() });
    }

    fn end(&mut self) -> Result<(), ReadError> {
        let depth = self.stack.len();
        let Some(name) = self.stack.pop() else { return Ok(()) };
        if let Some(feature) = &mut self.feature {
            if depth == feature.depth {
                self.close()?;
            } else {
                feature.shapes.end(&name, &self.text);
                let text = self.text.trim();
                if !text.is_empty() && !matches!(name.as_str(), "posList" | "pos" | "coordinates") {
                    let mut path = self.stack[feature.depth..].join("/");
                    path.push_str(if path.is_empty() { "" } else { "/" });
                    feature.properties.push((path + &name, text.to_owned()));
                }
                if depth == feature.depth + 1 {
                    keep_widest(feature);
                }
            }
        }
        self.text.clear();
        Ok(())
    }

    fn close(&mut self) -> Result<(), ReadError> {
        let Some(mut feature) = self.feature.take() else { return Ok(()) };
        self.ordinal += 1;
        let position = Position { member: Arc::clone(self.name), ordinal: self.ordinal };
        let builder = &mut self.delivery.builder;
        let around = self.foreign.as_ref().filter(|_| feature.crs.is_none());
        if let Some(crs) = feature.foreign.as_ref().or(around) {
            return Err(builder.foreign(crs));
        }
        let shape = feature.best.take().map_or_else(|| Err("er is geen geometrie".to_owned()), |(_, shape)| shape);
        let property = |name: &str| feature.property(name);
        let crs = feature.crs.or(builder.mapping.crs);
        let all = |look: Look<'_>| feature.properties.iter().for_each(|(path, text)| look(path, text));
        builder.take(Raw { position, layer: &feature.kind, property: &property, all: &all, shape, crs })?;
        if self.ordinal.is_multiple_of(REPORT_EVERY) {
            send(builder.emit, Event::Progress { done: self.meter.done(), total: WHOLE })?;
        }
        Ok(())
    }
}

/// At the end of a property: its shape, when wider than what the feature already has.
fn keep_widest(feature: &mut Open) {
    let mut shapes = std::mem::take(&mut feature.shapes);
    let (crs, foreign) = (shapes.crs, shapes.foreign.take());
    if let Some((rank, shape)) = shapes.finish()
        && feature.best.as_ref().is_none_or(|(best, _)| rank > *best)
    {
        feature.best = Some((rank, shape));
        feature.crs = crs.or(feature.crs);
        feature.foreign = foreign;
    }
}
