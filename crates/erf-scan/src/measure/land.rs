// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! L18: land near a yard that is no longer declared as a crop.

use erf_base::RdPoint;
use erf_spatial::{Bounds, Geometry, Nearby, Spot};

use super::{
    coverage::NO_VALUE,
    shared::{Shared, is_yard, present_if},
    words::count,
};
use crate::{
    indicator::{Finding, Reading},
    region::{Region, Shape},
};

/// L18: "percelen binnen 300 m van het erf".
const AROUND_M: f64 = 300.0;
/// L18: "2 jaar of langer niet meer als gewas zijn opgegeven".
const GONE_YEARS: i32 = 2;

/// A declared parcel in one year.
#[derive(Debug, Clone, Copy)]
struct Field {
    shape: u32,
    bounds: Bounds,
    year: i32,
    /// A point inside it: when later years have no crop there, it is gone.
    inside: RdPoint,
}

impl Spot for Field {
    fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// To its rectangle.
    fn square_distance(&self, point: RdPoint) -> f64 {
        self.bounds.distance(Bounds::around(point, 0.0)).powi(2)
    }
}

/// Crop parcels of all years.
#[derive(Default)]
pub(super) struct Crops {
    fields: Nearby<Field>,
    /// The last year that was delivered, and how many years were.
    last_year: Option<i32>,
    years: usize,
}

impl Crops {
    pub(super) fn new(region: &Region) -> Self {
        let mut years: Vec<i32> = region.crops.iter().filter_map(|crop| crop.years.0).collect();
        years.sort_unstable();
        years.dedup();
        let fields = region.crops.iter().enumerate().filter_map(|(index, crop)| field(index, crop)).collect();
        Self { fields: Nearby::new(fields), last_year: years.last().copied(), years: years.len() }
    }
}

fn field(index: usize, crop: &Shape) -> Option<Field> {
    let (bounds, inside) = (crop.geometry.bounds()?, crop.geometry.point_on_surface()?);
    Some(Field { shape: index as u32, bounds, year: crop.years.0?, inside })
}

/// L18: within 300 m of the yard land was declared as a crop before, and has not been for 2 years or longer.
pub(super) fn crops_gone(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    if !is_yard(place) {
        return Reading::NotApplicable;
    }
    let used = match shared.check("L18", &["gewaspercelen"], place) {
        Ok(used) => used,
        Err(why) => return Reading::Unknown(why),
    };
    // Without two years after an earlier one nothing can be gone for two years.
    let Some(last) = shared.crops.last_year.filter(|_| shared.crops.years > GONE_YEARS as usize) else { return Reading::Unknown(NO_VALUE) };
    let shape = |field: &Field| &shared.region.crops[field.shape as usize];
    let fields = shared.crops.fields.touching(Bounds::around(place.at, AROUND_M));
    let mut gone: Vec<&Field> = fields
        .filter(|field| field.year <= last - GONE_YEARS && shape(field).geometry.distance_to(place.at) <= AROUND_M)
        .filter(|field| !declared_later(shared, field, last))
        .collect();
    // The same land was declared in several years: its last one stands for it.
    gone.sort_by_key(|field| (std::cmp::Reverse(field.year), shape(field).source));
    let mut named: Vec<&Field> = Vec::new();
    for field in gone {
        if !named.iter().any(|known| holds(&shape(known).geometry, field.inside)) {
            named.push(field);
        }
    }
    let finding = named.first().map(|newest| Finding {
        value: 1.0,
        detail: format!("{} binnen 300 m voor het laatst opgegeven in {}", count(named.len(), "perceel", "percelen"), newest.year),
        ground: used.to_vec(),
        ..Finding::default()
    });
    present_if(finding)
}

fn declared_later(shared: &Shared<'_>, field: &Field, last: i32) -> bool {
    let mut there = shared.crops.fields.touching(Bounds::around(field.inside, 0.0));
    there.any(|other| other.year > last - GONE_YEARS && holds(&shared.region.crops[other.shape as usize].geometry, field.inside))
}

fn holds(geometry: &Geometry, point: RdPoint) -> bool {
    geometry.contains(point)
}
