// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which shapes count, when several deliveries hold shapes of one kind.
//!
//! The rule: of every code the newest delivery that holds it decides. A delivery that says it is about one municipality, or whose
//! shapes have no codes, replaces older ones like it as a whole. A border that lies inside one of a newer delivery has been merged
//! into that, and no longer counts. Newer is what speaks of a later day; of the same day, what was received later.

use std::collections::{BTreeSet, HashSet};

use erf_base::{At, MunicipalityCode};
use erf_spatial::{AreaIndex, Geometry};
use erf_store::{StoreError, Tx};

use crate::{ground::GroundFeature, present::day_number, store::derived};

/// Kinds whose codes mean the same thing in every file of the country.
const NATIONAL: [&str; 5] = ["gemeente", "district", "wijk", "buurt", "perceel"];
/// Kinds that divide the country: two of them never lie on top of each other.
const DIVIDING: [&str; 4] = ["gemeente", "district", "wijk", "buurt"];

/// A delivery of shapes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its number.
    pub delivery: i64,
    /// What its shapes are: `gemeente`, `weg`, …
    pub kind: String,
    /// The one municipality it says it is about.
    pub municipality: Option<MunicipalityCode>,
    /// The layer that its mapping reads; the pumping stations of the BGT are no newer version of its other structures.
    pub layer: String,
    /// Whether its shapes have codes of their own.
    pub coded: bool,
    /// The last day it speaks of (20261001), or the first when that is all it says.
    pub period: Option<i64>,
    /// When it was received.
    pub received: At,
}

impl Holder {
    /// The number goes last, so that two files of the same moment give the same answer everywhere.
    fn age(&self) -> (i64, At, i64) {
        (self.period.unwrap_or_else(|| day_number(self.received.date())), self.received, self.delivery)
    }

    fn scope(&self) -> (Option<MunicipalityCode>, &str) {
        (self.municipality, &self.layer)
    }

    /// Whether its shapes divide the country: two of them never lie on top of each other.
    pub fn divides(&self) -> bool {
        DIVIDING.contains(&self.kind.as_str())
    }

    fn is_whole(&self) -> bool {
        self.municipality.is_some() || !self.coded
    }
}

/// Those that count at least in part, by kind, of each kind the newest first.
pub(crate) fn newest_first(mut holders: Vec<Holder>) -> Vec<Holder> {
    holders.sort_by(|a, b| a.kind.cmp(&b.kind).then(b.age().cmp(&a.age())));
    let mut whole = BTreeSet::new();
    holders.retain(|holder| {
        let key = (holder.kind.clone(), holder.municipality, holder.layer.clone(), holder.coded);
        !holder.is_whole() || whole.insert(key)
    });
    holders
}

/// A delivery of shapes, at the end, after the newer ones of its kind, newest first; nothing when it is not among them.
pub(crate) fn down_to(mut holders: Vec<Holder>, delivery: i64) -> Vec<Holder> {
    let Some(own) = holders.iter().find(|holder| holder.delivery == delivery).cloned() else { return Vec::new() };
    holders.retain(|holder| holder.kind == own.kind && holder.age() >= own.age());
    holders.sort_by_key(|holder| std::cmp::Reverse(holder.age()));
    holders
}

/// The deliveries that hold shapes of these kinds and count at least in part, by kind, of each kind the newest first. `usable`
/// says which released deliveries may be read.
pub async fn holders(tx: &mut Tx, kinds: &[&str], usable: impl Fn(i64) -> bool) -> Result<Vec<Holder>, StoreError> {
    let mut all = derived::holders(tx).await?;
    all.retain(|holder| kinds.contains(&holder.kind.as_str()) && usable(holder.delivery));
    Ok(newest_first(all))
}

/// All shapes of these kinds that count, in use now.
pub async fn counting(tx: &mut Tx, kinds: &[&str]) -> Result<Vec<GroundFeature>, StoreError> {
    derived::ground_features(tx, kinds).await
}

/// Says of each shape whether it counts, while the deliveries of [`holders`] are read in their order.
///
/// What is kept is small when there is one delivery of a kind: nothing.
#[derive(Default)]
pub struct Standing {
    kind: String,
    delivery: i64,
    newer: HashSet<Key>,
    own: HashSet<Key>,
    borders: Vec<AreaIndex>,
    own_borders: Vec<Geometry>,
}

type Key = (Option<MunicipalityCode>, String, String);

impl Standing {
    /// Whether this shape counts; `last` when no older delivery of its kind follows.
    pub fn counts(&mut self, holder: &Holder, last: bool, code: &str, geometry: &Geometry) -> bool {
        self.turn_to(holder);
        if !holder.coded {
            return true;
        }
        let key = key(holder, code);
        if self.newer.contains(&key) {
            return false;
        }
        let dividing = holder.divides();
        if dividing && self.is_merged(geometry) {
            return false;
        }
        if !last {
            self.own.insert(key);
            self.own_borders.extend(dividing.then(|| geometry.clone()));
        }
        true
    }

    fn turn_to(&mut self, holder: &Holder) {
        if self.kind != holder.kind {
            *self = Self { kind: holder.kind.clone(), delivery: holder.delivery, ..Self::default() };
        } else if self.delivery != holder.delivery {
            self.delivery = holder.delivery;
            self.newer.extend(self.own.drain());
            self.borders.push(AreaIndex::new(std::mem::take(&mut self.own_borders)));
        }
    }

    fn is_merged(&mut self, geometry: &Geometry) -> bool {
        if self.borders.is_empty() {
            return false;
        }
        geometry.point_on_surface().is_some_and(|point| self.borders.iter_mut().any(|newer| newer.at(point).is_some()))
    }
}

fn key(holder: &Holder, code: &str) -> Key {
    if NATIONAL.contains(&holder.kind.as_str()) {
        return (None, String::new(), code.to_owned());
    }
    let (municipality, layer) = holder.scope();
    (municipality, layer.to_owned(), code.to_owned())
}

#[cfg(test)]
mod tests {
    use erf_base::RdPoint;
    use erf_spatial::Polygon;

    use super::*;

    fn holder(delivery: i64, kind: &str) -> Holder {
        let received = At::start_of(jiff::civil::date(2026, 10, 1));
        Holder { delivery, kind: kind.into(), municipality: None, layer: String::new(), coded: true, period: None, received }
    }

    fn later(delivery: i64, kind: &str) -> Holder {
        Holder { received: At::start_of(jiff::civil::date(2026, 11, 1)), ..holder(delivery, kind) }
    }

    fn square(x: f64) -> Geometry {
        let p = |dx: f64, dy: f64| RdPoint::new(100_000.0 + x + dx, 500_000.0 + dy);
        Geometry::Polygons(vec![Polygon { outer: vec![p(0.0, 0.0), p(900.0, 0.0), p(900.0, 900.0), p(0.0, 900.0)], holes: Vec::new() }])
    }

    /// Which shapes count, as delivery and code, of deliveries with their codes and where those lie.
    fn check(given: &[(Holder, &[(&str, f64)])], expected: &[(i64, &str)]) {
        let holders = newest_first(given.iter().map(|(holder, _)| holder.clone()).collect());
        let (mut standing, mut found) = (Standing::default(), Vec::new());
        for (at, holder) in holders.iter().enumerate() {
            let last = holders.get(at + 1).is_none_or(|next| next.kind != holder.kind);
            let (_, shapes) = given.iter().find(|(one, _)| one == holder).unwrap();
            let counting = shapes.iter().filter(|(code, x)| standing.counts(holder, last, code, &square(*x)));
            found.extend(counting.map(|(code, _)| (holder.delivery, *code)));
        }
        found.sort_unstable();
        assert_eq!(found, expected);
    }

    #[test]
    fn two_files_with_each_another_municipality_both_count() {
        check(&[(holder(9, "gemeente"), &[("0441", 0.0)]), (later(1, "gemeente"), &[("1911", 1000.0)])], &[(1, "1911"), (9, "0441")]);
    }

    #[test]
    fn the_later_file_decides_about_a_code_whatever_its_number() {
        let shapes: &[(&str, f64)] = &[("0441", 0.0)];
        check(&[(holder(9, "gemeente"), shapes), (later(1, "gemeente"), shapes)], &[(1, "0441")]);
        check(&[(later(1, "gemeente"), shapes), (holder(9, "gemeente"), shapes)], &[(1, "0441")]);
    }

    #[test]
    fn a_file_about_a_later_day_is_newer_than_one_that_was_received_later() {
        let next_year = Holder { period: Some(20_270_101), ..holder(1, "buurt") };
        check(&[(next_year, &[("BU1", 0.0)]), (later(2, "buurt"), &[("BU1", 0.0)])], &[(1, "BU1")]);
    }

    #[test]
    fn a_municipality_that_was_merged_into_another_no_longer_counts() {
        check(&[(holder(1, "gemeente"), &[("0416", 0.0)]), (later(2, "gemeente"), &[("1980", 10.0)])], &[(2, "1980")]);
    }

    #[test]
    fn a_file_about_one_municipality_replaces_the_older_one_as_a_whole() {
        let about = |holder: Holder| Holder { municipality: "0441".parse().ok(), ..holder };
        let (old, new) = (about(holder(1, "bedrijventerrein")), about(later(2, "bedrijventerrein")));
        check(&[(old, &[("a", 0.0), ("b", 0.0)]), (new, &[("a", 0.0)])], &[(2, "a")]);
    }

    #[test]
    fn shapes_without_a_code_are_replaced_as_a_whole_and_layers_stand_apart() {
        let crops = |holder: Holder| Holder { coded: false, ..holder };
        check(&[(crops(holder(1, "weg")), &[("1", 0.0), ("2", 0.0)]), (crops(later(2, "weg")), &[("1", 0.0)])], &[(2, "1")]);
        let layer = |holder: Holder, layer: &str| Holder { layer: layer.into(), ..holder };
        let (silos, pumps) = (layer(holder(1, "bouwwerk"), "silo"), layer(later(2, "bouwwerk"), "pomp"));
        check(&[(silos, &[("1", 0.0)]), (pumps, &[("1", 0.0)])], &[(1, "1"), (2, "1")]);
    }
}
