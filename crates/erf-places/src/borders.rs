// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which municipality a match belongs to when what it is about belongs to no place: who may read the row depends on it.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Mutex, PoisonError},
};

use erf_base::{MunicipalityCode, RdPoint};
use erf_spatial::Geometry;

use crate::{
    ground::{Ground, MunicipalityIndex},
    matching::{Gazetteer, RowPlace},
};

/// Coordinates no less precise than this, in metres, say where a row was, before anything else that it says.
const PRECISE_M: f64 = 60.0;
/// A line across a border is followed in steps of so many metres.
const STEP_M: f64 = 25.0;

/// The borders of today, with what was asked of them before.
pub struct Borders {
    index: Mutex<MunicipalityIndex>,
    /// A point inside each municipality: an area that holds it reaches that municipality, however far its own edge is.
    inside: Vec<(MunicipalityCode, RdPoint)>,
    /// The municipalities that an area reaches, by its code.
    reached: Mutex<HashMap<String, BTreeSet<MunicipalityCode>>>,
}

impl Borders {
    /// Those of the present ground.
    pub fn of(ground: &Ground) -> Self {
        let municipalities = ground.municipalities();
        let inside = municipalities.iter().filter_map(|(code, _, shape)| Some((*code, shape.point_on_surface()?))).collect();
        Self { index: Mutex::new(MunicipalityIndex::new(&municipalities)), inside, reached: Mutex::default() }
    }

    /// The municipality that a point lies in.
    pub fn at(&self, point: RdPoint) -> Option<MunicipalityCode> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner).of(point, None)
    }

    /// The municipality of a row that was matched to an area: where the row says it was, within an area that may lie in several;
    /// else that of the middle of the area.
    pub fn of_row(&self, row: &RowPlace, area: &str, middle: Option<MunicipalityCode>, gazetteer: &Gazetteer) -> Option<MunicipalityCode> {
        let point = row.point.and_then(|point| self.at(point));
        if point.is_some() && row.precision_m.is_none_or(|metres| metres <= PRECISE_M) {
            return point;
        }
        let Some(shape) = gazetteer.shape_across_borders(area) else { return middle };
        let reached = self.reached_by(area, shape);
        if reached.len() < 2 {
            return middle;
        }
        let named = gazetteer.municipalities_named(row);
        let said = named.iter().copied().filter(|code| reached.contains(code));
        let said: BTreeSet<MunicipalityCode> = said.collect();
        middle.filter(|code| said.contains(code)).or(said.first().copied()).or(point.filter(|code| reached.contains(code))).or(middle)
    }

    fn reached_by(&self, area: &str, shape: &Geometry) -> BTreeSet<MunicipalityCode> {
        let mut reached = self.reached.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = reached.get(area) {
            return known.clone();
        }
        let around = self.inside.iter().filter(|(_, point)| shape.contains(*point)).map(|(code, _)| *code);
        let found: BTreeSet<MunicipalityCode> = along(shape).into_iter().filter_map(|point| self.at(point)).chain(around).collect();
        reached.insert(area.to_owned(), found.clone());
        found
    }
}

/// Points along the lines or the edges of a shape.
fn along(shape: &Geometry) -> Vec<RdPoint> {
    match shape {
        Geometry::Point(point) => vec![*point],
        Geometry::Lines(lines) => lines.iter().flat_map(|line| steps(line)).collect(),
        Geometry::Polygons(parts) => parts.iter().flat_map(|part| part.rings()).flat_map(|ring| steps(ring)).collect(),
    }
}

fn steps(line: &[RdPoint]) -> Vec<RdPoint> {
    let between = |a: RdPoint, b: RdPoint| {
        let pieces = (a.distance(b) / STEP_M).ceil().max(1.0) as usize;
        let at = move |step: usize| step as f64 / pieces as f64;
        (0..pieces).map(move |step| RdPoint::new(a.x + (b.x - a.x) * at(step), a.y + (b.y - a.y) * at(step)))
    };
    line.windows(2).flat_map(|side| between(side[0], side[1])).chain(line.last().copied()).collect()
}
