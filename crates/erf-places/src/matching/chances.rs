// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is seen between strangers: how often two addresses of this region agree by chance.
//!
//! Equal values need no drawing of pairs: the share of pairs that agree is the sum of the squares of how often each value
//! occurs. Likeness is so rare between strangers that pairs drawn at random would hardly show it; there the known share
//! moves along with that of equality.

use std::collections::BTreeMap;

use super::{
    codes::postcode_digits,
    gazetteer::{Address, Gazetteer, NONE},
    levels::{self, Table},
};

/// In a region much smaller than this, chance is not what it seems: the usual shares of a region hold there.
const SMALL: f64 = 2_000.0;
/// The size of the region for which weights were set by hand, in bits.
const USUAL_SIZE: f64 = 16.0;

/// How often strangers agree in one region.
#[derive(Debug, Clone)]
pub struct Chances {
    /// Per comparison and level.
    pub u: Table,
    /// How many addresses there are, in bits.
    pub size: f64,
    /// Extra bits for a street by how common its name is, by street.
    pub street_frequency: Vec<f32>,
    /// The share of the addresses in each town.
    pub town_share: Vec<f64>,
}

impl Chances {
    /// Counts them. Cost: a few passes over the addresses.
    pub fn of(gazetteer: &Gazetteer) -> Self {
        let addresses = &gazetteer.addresses;
        let n = addresses.len() as f64;
        let share = |of: &dyn Fn(&Address) -> u32| agreement(addresses, of);
        let street = street_agreement(gazetteer);
        let (postcode, digits) = (share(&|a| a.postcode), share(&|a| if a.postcode == NONE { NONE } else { postcode_digits(a.postcode) }));
        let town = share(&|a| gazetteer.streets[a.street as usize].town);
        let mut u = levels::table(|level| level.u);
        // What no register knows is typed as often in a small region as in a large one.
        let unknown = u[0][6];
        equal(&mut u[0], n, street, 1);
        u[0][6] = unknown;
        equal(&mut u[1], n, share(&|a| a.number), 1);
        tails(&mut u[2], gazetteer, n);
        equal(&mut u[3], n, postcode, 1);
        u[3][1] = blend(n, (digits - postcode).max(0.0), u[3][1]);
        equal(&mut u[4], n, town, 1);
        equal(&mut u[5], n, share(&|a| u32::from(a.municipality)), 1);
        u.iter_mut().for_each(|levels| normalise(levels));
        Self { street_frequency: frequencies(gazetteer, n, street), town_share: town_shares(gazetteer), size: size(n), u }
    }
}

/// The chance that two addresses have the same value.
fn agreement(addresses: &[Address], of: &dyn Fn(&Address) -> u32) -> f64 {
    let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
    for value in addresses.iter().map(of).filter(|value| *value != NONE) {
        *counts.entry(value).or_default() += 1;
    }
    squares(counts.into_values())
}

fn squares(counts: impl Iterator<Item = u64>) -> f64 {
    let (sum, squares) = counts.fold((0.0, 0.0), |(sum, squares), n| (sum + n as f64, squares + (n as f64).powi(2)));
    if sum > 0.0 { squares / (sum * sum) } else { 0.0 }
}

/// Addresses by the key of their street.
fn by_key(gazetteer: &Gazetteer) -> impl Iterator<Item = (std::ops::Range<u32>, u64)> + '_ {
    gazetteer.keys.iter().map(|&(from, to)| {
        let streets = &gazetteer.streets[from as usize..to as usize];
        (from..to, streets.iter().map(|street| u64::from(street.to - street.from)).sum())
    })
}

fn street_agreement(gazetteer: &Gazetteer) -> f64 {
    squares(by_key(gazetteer).map(|(_, addresses)| addresses))
}

fn frequencies(gazetteer: &Gazetteer, n: f64, usual: f64) -> Vec<f32> {
    let mut bits = vec![0.0; gazetteer.streets.len()];
    for (streets, addresses) in by_key(gazetteer).filter(|(_, addresses)| *addresses > 0) {
        let rarer = (usual * n / addresses as f64).log2().clamp(-4.0, 4.0) * trust(n);
        streets.for_each(|street| bits[street as usize] = (rarer * 100.0).round() as f32 / 100.0);
    }
    bits
}

fn town_shares(gazetteer: &Gazetteer) -> Vec<f64> {
    let of = |town: &super::gazetteer::Town| {
        let streets = town.streets.iter().map(|&street| &gazetteer.streets[street as usize]);
        streets.map(|street| f64::from(street.to - street.from)).sum::<f64>() / gazetteer.addresses.len().max(1) as f64
    };
    gazetteer.towns.iter().map(of).collect()
}

/// How far the counts of a region of this size are trusted.
fn trust(n: f64) -> f64 {
    n * n / (n * n + SMALL * SMALL)
}

fn blend(n: f64, seen: f64, believed: f64) -> f64 {
    trust(n) * seen + (1.0 - trust(n)) * believed
}

/// Fills in how often values are equal; levels between that and "other" move along.
fn equal(levels: &mut [f64], n: f64, seen: f64, first: usize) {
    let known = blend(n, seen, levels[0]).max(1e-7);
    let ratio = known / levels[0];
    levels[0] = known;
    let last = levels.len() - 1;
    levels[first..last].iter_mut().for_each(|like| *like *= ratio);
}

fn tails(levels: &mut [f64], gazetteer: &Gazetteer, n: f64) {
    let same = agreement(&gazetteer.addresses, &|a| a.tail);
    let bare = gazetteer.addresses.iter().filter(|a| gazetteer.tail(a).is_empty()).count() as f64 / n.max(1.0);
    let (none, one_bare) = (bare * bare, bare * (1.0 - bare));
    for (level, seen) in levels.iter_mut().zip([same - none, none, one_bare, one_bare, (1.0 - same - 2.0 * one_bare).max(0.001)]) {
        *level = blend(n, seen, *level);
    }
}

/// "Other" is what is left.
fn normalise(levels: &mut [f64]) {
    let last = levels.len() - 1;
    let rest: f64 = levels[..last].iter().sum();
    levels[last] = (1.0 - rest).max(0.01);
}

fn size(n: f64) -> f64 {
    blend(n, n.max(1.0).log2(), USUAL_SIZE)
}
