// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From properties and a shape to a feature, whatever file they came from.

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
    sync::Arc,
};

use erf_base::{MunicipalityCode, RdPoint};
use erf_spatial::{Geometry, Polygon};
use serde_json::Value;

use super::{Feature, FeatureSummary};
use crate::{
    Emit, Event, Position, Problem, ReadError,
    bsn::{self, Suspicion},
    coordinates::Sort,
    error::{file_name, shown},
    mapping::{Attribute, AttributeType, Crs, DateOrder, FeatureMapping},
    send,
    table::json_number,
    values::{self, one_line, plain},
};

const ASK: &str = "Laat de leverancier dit object herstellen; de rest van het bestand is wel gelezen.";

/// One feature as it stood in the file.
pub(super) struct Raw<'a> {
    pub(super) position: Position,
    pub(super) layer: &'a str,
    /// A property by name; text or a JSON value.
    pub(super) property: &'a dyn Fn(&str) -> Option<Value>,
    /// Goes through all properties, also those the mapping does not name: name and text.
    pub(super) all: &'a dyn Fn(Look<'_>),
    /// The shape in the coordinates of the file, or why there is none.
    pub(super) shape: Result<Geometry, String>,
    /// The coordinate system the file says it is in.
    pub(super) crs: Option<Crs>,
}

/// What is called with the name and the text of each property.
pub(super) type Look<'l> = &'l mut dyn FnMut(&str, &str);

/// Makes features and keeps count.
pub(super) struct Builder<'m, 'e> {
    file: String,
    pub(super) mapping: &'m FeatureMapping,
    pub(super) summary: FeatureSummary,
    pub(super) emit: Emit<'e, Feature>,
    /// Whether latitude may come before longitude (as GML writes it).
    pub(super) latitude_first: bool,
    said: BTreeSet<&'static str>,
    suspicions: HashMap<String, Suspicion>,
}

impl<'m, 'e> Builder<'m, 'e> {
    pub(super) fn new(path: &Path, mapping: &'m FeatureMapping, emit: Emit<'e, Feature>, latitude_first: bool) -> Self {
        let (file, summary) = (file_name(path), FeatureSummary::default());
        Self { file, mapping, summary, emit, latitude_first, said: BTreeSet::new(), suspicions: HashMap::new() }
    }

    pub(super) fn take(&mut self, raw: Raw<'_>) -> Result<(), ReadError> {
        self.refuse_bsn(raw.all)?;
        *self.summary.layers.entry(raw.layer.to_owned()).or_default() += 1;
        let position = raw.position.clone();
        match self.feature(raw, position.ordinal) {
            Ok((feature, notes)) => {
                self.summary.tally.accept();
                for note in notes {
                    send(self.emit, Event::Problem(note.at(&position)))?;
                }
                send(self.emit, Event::Record(position, feature))
            }
            Err(problem) => self.reject(problem.at(&position)),
        }
    }

    /// Refuses a file with citizen service numbers as soon as that is plain: after the first feature when a name or a text says so,
    /// after a handful when the values do. Nothing that was handed on by then is kept by the caller.
    fn refuse_bsn(&mut self, all: &dyn Fn(Look<'_>)) -> Result<(), ReadError> {
        let mut found = None;
        all(&mut |name, text| {
            if !self.suspicions.contains_key(name) {
                if bsn::is_announced(name) {
                    found = Some((name.to_owned(), "de naam zegt het".to_owned()));
                }
                self.suspicions.insert(name.to_owned(), Suspicion::default());
            }
            if let Some(suspicion) = self.suspicions.get_mut(name)
                && suspicion.look(text)
                && let Some(cause) = suspicion.confirmed(name)
            {
                found = Some((name.to_owned(), cause));
            }
        });
        found.map_or(Ok(()), |(column, cause)| Err(ReadError::Bsn { file: self.file.clone(), column: shown(&column), cause }))
    }

    pub(super) fn reject(&mut self, problem: Problem) -> Result<(), ReadError> {
        self.summary.tally.reject();
        send(self.emit, Event::Problem(problem))
    }

    /// Why the file is refused: its coordinates are in a system that is not read.
    pub(super) fn foreign(&self, crs: &str) -> ReadError {
        ReadError::foreign_crs(&self.file, crs)
    }

    /// The rest of a file, or of a file in a zip, is lost.
    pub(super) fn broken(&mut self, member: &Arc<str>, ordinal: u64, cause: &str) -> Result<(), ReadError> {
        self.summary.incomplete.push(member.to_string());
        let reason = format!("Het bestand is vanaf hier beschadigd: {cause}. Minstens één object ontbreekt.");
        let problem = Problem::rejection("bestand_afgebroken", reason, "Download het bestand opnieuw of vraag een nieuwe levering.");
        self.reject(problem.at(&Position { member: Arc::clone(member), ordinal }))
    }

    fn feature(&mut self, raw: Raw<'_>, ordinal: u64) -> Result<(Feature, Vec<Problem>), Box<Problem>> {
        let own = &self.mapping.columns;
        let text = |column: &Option<String>| column.as_deref().and_then(raw.property).and_then(|value| text_of(&value));
        let code = match &own.code {
            Some(column) => text(&own.code).ok_or_else(|| {
                Problem::rejection("code_ontbreekt", "Het object heeft geen code en is daardoor niet terug te vinden.", ASK)
                    .about(column, "")
            })?,
            None => ordinal.to_string(),
        };
        let code = if self.mapping.kind == "gemeente" { municipality(&code)? } else { code };
        let (name, parent) = (text(&own.name), text(&own.parent));
        let (from, to) = (text(&own.year_from), text(&own.year_to));
        let mut notes = Vec::new();
        let mut attributes = std::collections::BTreeMap::new();
        for (name, attribute) in &self.mapping.attributes {
            match (raw.property)(&attribute.column).map(|value| (typed(attribute, &value), value)) {
                Some((Some(typed), _)) => drop(attributes.insert(name.clone(), typed)),
                Some((None, value)) if text_of(&value).is_some() => notes.push(unreadable(attribute, &value)),
                _ => {}
            }
        }
        let year = |text: Option<String>| text.as_deref().and_then(year);
        let shape = raw.shape.map_err(|cause| {
            let reason = format!("{code}: de vorm is niet te lezen: {cause}.");
            Problem::rejection("geometrie_onleesbaar", reason, ASK)
        })?;
        let geometry = self.placed(shape, raw.crs, &code, &mut notes)?;
        let layer = raw.layer.to_owned();
        Ok((Feature { layer, code, name, year_from: year(from), year_to: year(to), parent, attributes, geometry }, notes))
    }

    /// Brings a shape to RD. What its first point looks like goes before what the file says.
    fn placed(&mut self, shape: Geometry, crs: Option<Crs>, code: &str, notes: &mut Vec<Problem>) -> Result<Geometry, Box<Problem>> {
        let outside = |point: Option<RdPoint>| {
            let value = point.map_or(String::new(), |p| format!("{} {}", p.x, p.y));
            let reason = format!("{code}: het object ligt buiten Nederland, of het coördinatenstelsel klopt niet.");
            Problem::rejection("geometrie_buiten_nederland", reason, ASK).about("geometrie", value)
        };
        let first = first_point(&shape);
        let sort = first.and_then(|p| Sort::of(p.x, p.y)).ok_or_else(|| outside(first))?;
        self.remark(sort, crs, notes);
        let shape = mapped(shape, &|p| sort.to_rd(p.x, p.y).filter(|p| is_near(*p))).ok_or_else(|| outside(first))?;
        let sliver = || Problem::rejection("geometrie_onleesbaar", format!("{code}: de omtrek heeft minder dan drie punten."), ASK);
        Ok(closed(shape).ok_or_else(sliver)?)
    }

    /// Says once per file when the coordinates are not what the file says they are.
    fn remark(&mut self, sort: Sort, crs: Option<Crs>, notes: &mut Vec<Problem>) {
        let degrees = matches!(sort, Sort::LonLat | Sort::LatLon);
        let contradicts = crs.is_some_and(|crs| (crs == Crs::Wgs84) != degrees);
        let swapped = sort == Sort::RdSwapped || (sort == Sort::LatLon && !self.latitude_first);
        let (code, reason) = match (contradicts, swapped) {
            (true, _) => ("crs_klopt_niet", format!("De coördinaten zijn {}, en dat is niet wat het bestand zegt.", sort.name())),
            (false, true) => ("coordinaten_verwisseld", format!("De coördinaten zijn {}; ze zijn omgedraaid.", sort.name())),
            (false, false) => return,
        };
        if self.said.insert(code) {
            notes.push(Problem::note(code, reason, "Controleer op de kaart of het bestand goed ligt."));
        }
    }
}

/// The code of a municipality as it stands, with the zeros that a number has lost; one that cannot be a code is refused, as its
/// border would be found nowhere.
fn municipality(code: &str) -> Result<String, Box<Problem>> {
    let (letters, digits) = code.split_at(if code.starts_with("GM") { 2 } else { 0 });
    let padded = format!("{letters}{digits:0>4}");
    match padded.parse::<MunicipalityCode>() {
        Ok(_) => Ok(padded),
        Err(_) => {
            let reason = "De code is geen gemeentecode van vier cijfers (0441 of GM0441).";
            Err(Box::new(Problem::rejection("gemeentecode_onbekend", reason, ASK).about("code", code)))
        }
    }
}

fn unreadable(attribute: &Attribute, value: &Value) -> Problem {
    let reason = "De waarde past niet bij het soort gegeven dat de indeling noemt; ze is leeg gelaten.";
    let problem = Problem::note("waarde_onleesbaar", reason, "Controleer de indeling of laat de leverancier de waarde verbeteren.");
    problem.about(&attribute.column, text_of(value).unwrap_or_default())
}

pub(super) fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => one_line(text),
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), plain),
        Value::Bool(yes) => if *yes { "ja" } else { "nee" }.to_owned(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn typed(attribute: &Attribute, value: &Value) -> Option<Value> {
    let text = text_of(value)?;
    match attribute.kind {
        AttributeType::Text => Some(Value::String(text)),
        AttributeType::Number => values::number(&text, '.').map(json_number),
        AttributeType::Date => values::day(&text, DateOrder::Dmy).map(|day| Value::String(day.iso())),
        AttributeType::YesNo => values::yes_no(&text).map(Value::Bool),
    }
}

/// The first four digits: of a year, or of a date that begins with one.
fn year(text: &str) -> Option<i16> {
    let year: i16 = text.get(..4)?.parse().ok()?;
    (1800..=2200).contains(&year).then_some(year)
}

/// Shapes may reach into the sea, but not far.
fn is_near(point: RdPoint) -> bool {
    (-50_000.0..=330_000.0).contains(&point.x) && (250_000.0..=700_000.0).contains(&point.y)
}

fn first_point(shape: &Geometry) -> Option<RdPoint> {
    match shape {
        Geometry::Point(point) => Some(*point),
        Geometry::Lines(lines) => lines.first()?.first().copied(),
        Geometry::Polygons(polygons) => polygons.first()?.outer.first().copied(),
    }
}

fn mapped(shape: Geometry, change: &dyn Fn(RdPoint) -> Option<RdPoint>) -> Option<Geometry> {
    let line = |points: Vec<RdPoint>| points.into_iter().map(change).collect::<Option<Vec<_>>>();
    Some(match shape {
        Geometry::Point(point) => Geometry::Point(change(point)?),
        Geometry::Lines(lines) => Geometry::Lines(lines.into_iter().map(line).collect::<Option<_>>()?),
        Geometry::Polygons(polygons) => {
            let polygon =
                |p: Polygon| Some(Polygon { outer: line(p.outer)?, holes: p.holes.into_iter().map(line).collect::<Option<_>>()? });
            Geometry::Polygons(polygons.into_iter().map(polygon).collect::<Option<_>>()?)
        }
    })
}

/// Drops the repeated last point of rings, and holes without an area; `None` when an outline is none.
fn closed(shape: Geometry) -> Option<Geometry> {
    let close = |mut ring: Vec<RdPoint>| {
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        (ring.len() >= 3).then_some(ring)
    };
    Some(match shape {
        Geometry::Polygons(polygons) => {
            let polygon = |p: Polygon| Some(Polygon { outer: close(p.outer)?, holes: p.holes.into_iter().filter_map(close).collect() });
            Geometry::Polygons(polygons.into_iter().map(polygon).collect::<Option<_>>()?)
        }
        Geometry::Lines(lines) if lines.iter().any(|line| line.len() < 2) => return None,
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_from_years_and_dates() {
        assert_eq!(year("2022"), Some(2022));
        assert_eq!(year("2022-01-01"), Some(2022));
        assert_eq!(year("heden"), None);
    }

    #[test]
    fn the_code_of_a_municipality_gets_its_zeros_back_or_is_refused() {
        assert_eq!(municipality("441").unwrap(), "0441");
        assert_eq!(municipality("GM441").unwrap(), "GM0441");
        assert_eq!(municipality("GM0441").unwrap(), "GM0441");
        for wrong in ["XX", "0", "12345", "Schagen", "441.5"] {
            assert!(municipality(wrong).unwrap_err().rejected, "{wrong}");
        }
    }

    #[test]
    fn rings_lose_their_last_point_and_slivers_are_refused() {
        let p = |x: f64, y: f64| RdPoint::new(x, y);
        let ring = vec![p(0.0, 0.0), p(1.0, 0.0), p(1.0, 1.0), p(0.0, 0.0)];
        let polygon = Polygon { outer: ring.clone(), holes: vec![ring[..2].to_vec()] };
        let Some(Geometry::Polygons(found)) = closed(Geometry::Polygons(vec![polygon])) else { unreachable!("a polygon") };
        assert_eq!((found[0].outer.len(), found[0].holes.len()), (3, 0));
        assert_eq!(closed(Geometry::Lines(vec![vec![p(0.0, 0.0)]])), None);
    }
}
