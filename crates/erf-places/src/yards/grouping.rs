// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Steps 2, 3 and 4 of rule `erf-1`: which buildings are one group.

use std::collections::BTreeMap;

use super::{
    CHAIN_M, REACH_COUNTRY_M, REACH_TOWN_M, ROUNDS, Reason, TOUCH_M, TOWN_SHEDS,
    register::{NONE, Register},
};

/// The shortest connection that brought a building into its group.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    pub via: u32,
    pub distance: f32,
    pub how: Reason,
}

pub struct Groups {
    /// Smallest building of the group of each building.
    pub root: Vec<u32>,
    /// Why each building is in its group, if there is another in it.
    pub links: Vec<Option<Link>>,
}

/// Groups all buildings. Cost: linear in the buildings, times those near each.
pub fn group(register: &Register) -> Groups {
    let mut maker = Maker { register, sets: Sets::new(register.buildings.len()), links: vec![None; register.buildings.len()] };
    maker.join_units();
    maker.join_parcels();
    maker.join_touching();
    maker.join_sheds();
    let root = (0..register.buildings.len() as u32).map(|b| maker.sets.find(b)).collect();
    Groups { root, links: maker.links }
}

struct Maker<'a> {
    register: &'a Register,
    sets: Sets,
    links: Vec<Option<Link>>,
}

impl Maker<'_> {
    fn join_units(&mut self) {
        for address in 0..self.register.addresses.len() as u32 {
            for pair in self.register.homes.of(address).windows(2) {
                self.sets.join(pair[0], pair[1]);
            }
        }
    }

    fn join_parcels(&mut self) {
        let mut order: Vec<u32> = (0..self.register.buildings.len() as u32).collect();
        order.retain(|&b| self.register.parcel_of[b as usize] != NONE && self.register.bounds[b as usize].is_some());
        let west = |b: u32| self.register.bounds[b as usize].map_or(0.0, |bounds| bounds.min.x);
        order.sort_by(|&a, &b| {
            let parcel = |b: u32| self.register.parcel_of[b as usize];
            parcel(a).cmp(&parcel(b)).then(west(a).total_cmp(&west(b))).then(a.cmp(&b))
        });
        for same in order.chunk_by(|&a, &b| self.register.parcel_of[a as usize] == self.register.parcel_of[b as usize]) {
            self.chain(same);
        }
    }

    /// Joins neighbours on one parcel; the buildings come from west to east.
    fn chain(&mut self, buildings: &[u32]) {
        for (k, &one) in buildings.iter().enumerate() {
            let Some(east) = self.register.bounds[one as usize].map(|b| b.max.x + CHAIN_M) else { continue };
            for &two in &buildings[k + 1..] {
                if self.register.bounds[two as usize].is_some_and(|b| b.min.x > east) {
                    break;
                }
                self.try_pair(one, two, CHAIN_M, Reason::SameParcel);
            }
        }
    }

    fn join_touching(&mut self) {
        let mut near = Vec::new();
        for one in 0..self.register.buildings.len() as u32 {
            let apart = |b: u32| self.register.parcel_of[b as usize] == NONE && self.register.country[b as usize];
            let Some(bounds) = self.register.bounds[one as usize].filter(|_| apart(one)) else { continue };
            self.register.grid.near(&bounds.grow(TOUCH_M), &mut near);
            for &two in near.iter().filter(|&&two| two > one && apart(two)) {
                self.try_pair(one, two, TOUCH_M, Reason::Near);
            }
        }
    }

    /// Joins two buildings when near enough, and keeps the shortest connection of each. Pairs that can change neither are
    /// not measured.
    fn try_pair(&mut self, one: u32, two: u32, limit: f64, how: Reason) {
        let Some(least) = self.register.bounds_gap(one, two) else { return };
        let known = |link: &Option<Link>| link.is_some_and(|l| f64::from(l.distance) <= least);
        let settled = known(&self.links[one as usize]) && known(&self.links[two as usize]);
        if settled && self.sets.find(one) == self.sets.find(two) {
            return;
        }
        let Some(distance) = self.register.gap(one, two, limit) else { return };
        self.sets.join(one, two);
        for (a, b) in [(one, two), (two, one)] {
            let distance = distance as f32;
            if self.links[a as usize].is_none_or(|link| (distance, b) < (link.distance, link.via)) {
                self.links[a as usize] = Some(Link { via: b, distance, how });
            }
        }
    }

    /// Groups without address join the nearest group with one, in rounds.
    fn join_sheds(&mut self) {
        let mut served = vec![false; self.register.buildings.len()];
        for building in 0..self.register.buildings.len() as u32 {
            served[self.sets.find(building) as usize] |= self.register.has_address(building);
        }
        for round in 0..ROUNDS {
            let joins = self.find_joins(&served, round);
            if joins.is_empty() {
                break;
            }
            for (shed, link) in joins {
                self.sets.join(shed, link.via);
                served[self.sets.find(shed) as usize] = true;
                self.links[shed as usize] = Some(link);
            }
        }
    }

    /// For every group without address: the building and connection by which it joins, all judged on the same state.
    fn find_joins(&mut self, served: &[bool], round: usize) -> Vec<(u32, Link)> {
        let mut orphans: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for building in 0..self.register.buildings.len() as u32 {
            let root = self.sets.find(building);
            if !served[root as usize] {
                orphans.entry(root).or_default().push(building);
            }
        }
        orphans.values().filter_map(|group| self.nearest_served(group, served, round)).collect()
    }

    fn nearest_served(&mut self, group: &[u32], served: &[bool], round: usize) -> Option<(u32, Link)> {
        let mut best: Option<(u32, Link)> = None;
        let mut near = Vec::new();
        for &shed in group {
            let in_town = !self.register.country[shed as usize];
            if in_town && (round > 0 || group.len() > TOWN_SHEDS) {
                continue;
            }
            let Some(bounds) = self.register.bounds[shed as usize] else { continue };
            let reach = if in_town { REACH_TOWN_M } else { REACH_COUNTRY_M };
            self.register.grid.near(&bounds.grow(reach), &mut near);
            near.retain(|&other| served[self.sets.find(other) as usize]);
            for &other in &near {
                let limit = best.map_or(reach, |(_, link)| reach.min(f64::from(link.distance) + TIE_M));
                let Some(distance) = self.register.gap(shed, other, limit).map(|d| d as f32) else { continue };
                let found = (shed, Link { via: other, distance, how: Reason::Joined });
                if best.is_none_or(|best| self.rank(found) < self.rank(best)) {
                    best = Some(found);
                }
            }
        }
        best
    }

    /// Nearest wall first, in steps of a decimetre; among equals (a shed on the border of two gardens) the nearest middle.
    fn rank(&self, (shed, link): (u32, Link)) -> (i64, i64, u32) {
        let middles = self.register.points[shed as usize].zip(self.register.points[link.via as usize]);
        let apart = middles.map_or(0.0, |(a, b)| a.distance(b));
        ((f64::from(link.distance) / TIE_M).round() as i64, (apart / TIE_M).round() as i64, link.via)
    }
}

/// Gaps that differ less than this, in metres, count as equal.
const TIE_M: f64 = 0.1;

/// Disjoint sets whose name is their smallest member.
struct Sets(Vec<u32>);

impl Sets {
    fn new(n: usize) -> Self {
        Self((0..n as u32).collect())
    }

    fn find(&mut self, mut item: u32) -> u32 {
        while self.0[item as usize] != item {
            let above = self.0[self.0[item as usize] as usize];
            self.0[item as usize] = above;
            item = above;
        }
        item
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}
