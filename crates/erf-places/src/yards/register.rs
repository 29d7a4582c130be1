// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The input put in order, with what every step asks of it: who lies in what, on which parcel, and where.

use erf_base::{BagId, BagKind, RdPoint};
use erf_spatial::{Bounds, Polygon, Ring, distance::rings_within, geometry::ring_contains};

use super::{Address, Area, Building, Input, ParkKind, countryside::Countryside, index::BoxGrid, outlines::Outlines};

/// "None" in packed columns.
pub const NONE: u32 = u32::MAX;
/// How far in metres the point of a unit may lie from the outline of the building it is in.
const POINT_SLACK_M: f64 = 5.0;

/// Lists of numbers per row, in compressed rows.
#[derive(Default)]
pub struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// From pairs (row, item), in order of row; each row keeps the order of its items.
    fn new(rows: usize, pairs: &[(u32, u32)]) -> Self {
        let mut starts = vec![0; rows + 1];
        for &(row, _) in pairs {
            starts[row as usize + 1] += 1;
        }
        for k in 1..starts.len() {
            starts[k] += starts[k - 1];
        }
        Self { starts, items: pairs.iter().map(|&(_, item)| item).collect() }
    }

    pub fn of(&self, row: u32) -> &[u32] {
        &self.items[self.starts[row as usize] as usize..self.starts[row as usize + 1] as usize]
    }
}

pub struct Register {
    pub outlines: Outlines,
    pub buildings: Vec<Building>,
    pub bounds: Vec<Option<Bounds>>,
    /// A point inside each building.
    pub points: Vec<Option<RdPoint>>,
    pub grid: BoxGrid,
    pub addresses: Vec<Address>,
    /// Buildings of each address.
    pub homes: Lists,
    /// Whether the building of an address was found by its point instead of by its unit.
    pub by_point: Vec<bool>,
    /// Addresses of each building.
    pub residents: Lists,
    pub parcels: Vec<Area>,
    pub parcel_of: Vec<u32>,
    pub country: Vec<bool>,
    pub on_park: Vec<bool>,
    pub countryside: Countryside,
}

impl Register {
    pub fn new(mut input: Input) -> Self {
        let outlines = input.outlines;
        sort_once(&mut input.buildings, |b| b.id);
        sort_once(&mut input.addresses, |a| a.id);
        input.parcels.sort_by(|a, b| (&a.code, a.shape).cmp(&(&b.code, b.shape)));
        let bounds: Vec<_> = input.buildings.iter().map(|b| Bounds::of(outlines.outer(b.shape))).collect();
        let points: Vec<_> = input.buildings.iter().map(|b| Polygon::new(outlines.outer(b.shape)).point_on_surface()).collect();
        let grid = BoxGrid::new(&bounds);
        let countryside = Countryside::new(&input.addresses, input.contours);
        let country = points.iter().map(|p| p.is_some_and(|p| countryside.holds(p))).collect();
        let mut register = Self {
            outlines,
            buildings: input.buildings,
            bounds,
            points,
            grid,
            by_point: vec![false; input.addresses.len()],
            addresses: input.addresses,
            homes: Lists::default(),
            residents: Lists::default(),
            parcels: input.parcels,
            parcel_of: Vec::new(),
            country,
            on_park: Vec::new(),
            countryside,
        };
        register.parcel_of = register.find_parcels();
        register.on_park = register.find_parks(&input.parks);
        register.find_homes(input.unit_buildings);
        register
    }

    /// Lets go of what only measuring needs.
    pub fn forget_shapes(&mut self) {
        (self.outlines, self.bounds, self.grid) = (Outlines::default(), Vec::new(), BoxGrid::new(&[]));
    }

    /// The outer ring of a building, in metres.
    pub fn ring(&self, building: u32) -> Ring {
        self.outlines.outer(self.buildings[building as usize].shape)
    }

    /// Metres wall to wall when at most `limit`.
    pub fn gap(&self, one: u32, two: u32, limit: f64) -> Option<f64> {
        self.bounds_gap(one, two).filter(|&least| least <= limit)?;
        rings_within(&self.ring(one), &self.ring(two), limit)
    }

    /// Metres between the rectangles of two buildings: never more than wall to wall.
    pub fn bounds_gap(&self, one: u32, two: u32) -> Option<f64> {
        Some(self.bounds[one as usize]?.distance(self.bounds[two as usize]?))
    }

    pub fn has_address(&self, building: u32) -> bool {
        !self.residents.of(building).is_empty()
    }

    /// The smallest parcel under each building.
    fn find_parcels(&self) -> Vec<u32> {
        let mut found = vec![NONE; self.buildings.len()];
        for (k, parcel) in self.parcels.iter().enumerate() {
            self.each_inside(parcel, |building| {
                let best = &mut found[building as usize];
                if *best == NONE || parcel.area_m2 < self.parcels[*best as usize].area_m2 {
                    *best = k as u32;
                }
            });
        }
        found
    }

    fn find_parks(&self, parks: &[(ParkKind, Area)]) -> Vec<bool> {
        let mut found = vec![false; self.buildings.len()];
        for (_, park) in parks {
            self.each_inside(park, |building| found[building as usize] = true);
        }
        found
    }

    fn each_inside(&self, area: &Area, mut visit: impl FnMut(u32)) {
        let Some(bounds) = self.outlines.bounds(area.shape) else { return };
        let mut near = Vec::new();
        self.grid.near(&bounds, &mut near);
        near.retain(|&b| self.points[b as usize].is_some_and(|p| bounds.contains(p)));
        if near.is_empty() {
            return;
        }
        let rings: Vec<Ring> = self.outlines.rings(area.shape).collect();
        for building in near {
            let inside = |p: RdPoint| rings.iter().filter(|ring| ring_contains(ring, p)).count() % 2 == 1;
            if self.points[building as usize].is_some_and(inside) {
                visit(building);
            }
        }
    }

    fn find_homes(&mut self, mut unit_buildings: Vec<(BagId, BagId)>) {
        unit_buildings.sort_unstable();
        unit_buildings.dedup();
        let mut pairs = Vec::with_capacity(self.addresses.len());
        for k in 0..self.addresses.len() {
            let before = pairs.len();
            let unit = self.addresses[k].unit;
            let from = unit_buildings.partition_point(|&(u, _)| u < unit);
            let known = unit_buildings[from..].iter().take_while(|&&(u, _)| u == unit).filter_map(|&(_, b)| self.building(b));
            pairs.extend(known.map(|b| (k as u32, b)));
            if pairs.len() == before
                && unit.kind() == BagKind::Unit
                && let Some(building) = self.building_at(self.addresses[k].point)
            {
                self.by_point[k] = true;
                pairs.push((k as u32, building));
            }
        }
        self.homes = Lists::new(self.addresses.len(), &pairs);
        let mut turned: Vec<(u32, u32)> = pairs.into_iter().map(|(address, building)| (building, address)).collect();
        turned.sort_unstable();
        self.residents = Lists::new(self.buildings.len(), &turned);
    }

    fn building(&self, id: BagId) -> Option<u32> {
        self.buildings.binary_search_by_key(&id, |b| b.id).ok().map(|k| k as u32)
    }

    /// The building that holds the point, or else the nearest one against it.
    fn building_at(&self, point: RdPoint) -> Option<u32> {
        let mut near = Vec::new();
        self.grid.near(&Bounds::around(point, POINT_SLACK_M), &mut near);
        let distances = near.into_iter().map(|b| (Polygon::new(self.ring(b)).distance_to(point), b));
        distances.filter(|(d, _)| *d <= POINT_SLACK_M).min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, b)| b)
    }
}

/// Sorts and keeps one of each id.
fn sort_once<T>(items: &mut Vec<T>, id: impl Fn(&T) -> BagId) {
    items.sort_by_key(&id);
    items.dedup_by_key(|item| id(item));
}
