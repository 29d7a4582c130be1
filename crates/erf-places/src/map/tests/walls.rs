// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a viewer may not know is not in the tile, and nothing about the tile gives it away.

use super::*;

#[test]
fn tiles_do_not_depend_on_the_order_of_adding() {
    let (mut rng, mut steps) = (Rng::new(1), region(3));
    let first = built(&steps);
    for _ in 0..3 {
        for k in (1..steps.len()).rev() {
            steps.swap(k, rng.below(k + 1));
        }
        let again = built(&steps);
        for view in [REGION, ANALYST, adviser()] {
            for (zoom, x, y) in (0..=MAX_ZOOM).flat_map(tiles) {
                assert_eq!(first.tile_gzip(view, zoom, x, y).unwrap(), again.tile_gzip(view, zoom, x, y).unwrap(), "{zoom}/{x}/{y}");
            }
        }
    }
}

#[test]
fn without_covenant_no_byte_differs_with_or_without_covenant_rows() {
    let (with, without) = (built(&region(4)), built(&region(0)));
    let (mut same, mut different) = (0, 0);
    for (zoom, x, y) in (0..=MAX_ZOOM).flat_map(tiles) {
        for view in [REGION, adviser()] {
            assert_eq!(with.tile(view, zoom, x, y).unwrap(), without.tile(view, zoom, x, y).unwrap(), "{zoom}/{x}/{y}");
            assert_eq!(with.tile_gzip(view, zoom, x, y).unwrap(), without.tile_gzip(view, zoom, x, y).unwrap());
            same += 1;
        }
        different += usize::from(with.tile(ANALYST, zoom, x, y).unwrap() != without.tile(ANALYST, zoom, x, y).unwrap());
    }
    assert!(same > 100 && different > 20, "the test must look where covenant rows are: {same} {different}");
    let whole = Bounds { min: at(-1e4, -1e4), max: at(2e4, 2e4) };
    assert_eq!(with.counts(REGION, whole), without.counts(REGION, whole));
}

#[test]
fn the_analyst_meets_all_rows_and_others_the_shared_ones() {
    let map = built(&region(4));
    let rows = |view| -> u64 { things(&map, view, 8, "plaats").iter().map(|t| t.get("rows").unwrap().parse::<u64>().unwrap()).sum() };
    assert_eq!(rows(REGION), 2 * (60 + 10 * 2));
    assert_eq!(rows(ANALYST), rows(REGION) + 2 * 4 * (20 + 10));
}

#[test]
fn places_and_addresses_of_another_municipality_are_not_on_the_map() {
    let map = built(&region(0));
    for zoom in [8, 10, 11] {
        for (layer, key) in [("plaats", "id"), ("adres", "label")] {
            let foreign = |t: &Thing| t.get(key).is_some_and(|text| text.contains("9902"));
            assert!(!things(&map, adviser(), zoom, layer).iter().any(foreign), "{layer} {zoom}");
        }
    }
    assert_eq!(things(&map, adviser(), 8, "plaats").len(), 70);
    assert_eq!(things(&map, REGION, 8, "plaats").len(), 140);
    for zoom in 0..=7 {
        let n: u32 = things(&map, adviser(), zoom, "plaats").iter().map(number_of_places).sum();
        assert_eq!(n, 70, "{zoom}");
    }
}

#[test]
fn places_elsewhere_change_no_byte_for_an_adviser() {
    let elsewhere = code("9902");
    let mut steps = region(0);
    let without = built(&steps);
    for k in 0..50 {
        steps.push(Box::new(move |b| {
            let (id, point) = (format!("elders-{k}"), at(4_100.0 + 10.0 * f64::from(k), 300.0));
            let (kind, municipality) = (PlaceKind::Yard, Some(elsewhere));
            b.place(NewPlace { id: &id, kind, name: "Elders", point, municipality, rows_shared: 1, rows_all: 2 });
            b.address(point, "elders", municipality);
        }));
    }
    let with = built(&steps);
    for (zoom, x, y) in (0..=MAX_ZOOM).flat_map(tiles) {
        assert_eq!(with.tile_gzip(adviser(), zoom, x, y).unwrap(), without.tile_gzip(adviser(), zoom, x, y).unwrap(), "{zoom}/{x}/{y}");
    }
}

fn number_of_places(thing: &Thing) -> u32 {
    thing.get("n").map_or(1, |n| n.parse().unwrap())
}

#[test]
fn buildings_elsewhere_are_drawn_without_their_place() {
    let map = built(&region(0));
    let buildings = things(&map, adviser(), 9, "pand");
    let (own, foreign): (Vec<_>, Vec<_>) = buildings.iter().partition(|t| t.get("id").unwrap()[8..].contains("9901"));
    assert!(own.len() >= 80 && foreign.len() >= 80, "{} {}", own.len(), foreign.len());
    assert!(own.iter().all(|t| t.get("place").is_some()));
    assert!(foreign.iter().all(|t| t.get("place").is_none() && t.get("id").unwrap().len() == 16));
}

#[test]
fn a_place_without_municipality_is_for_the_region_only() {
    let mut builder = MapBuilder::default();
    let (kind, name, point) = (PlaceKind::Unit, "Los", at(0.0, 0.0));
    builder.place(NewPlace { id: "u", kind, name, point, municipality: None, rows_shared: 0, rows_all: 0 });
    let map = builder.finish();
    let everywhere = Bounds::around(point, 10.0);
    assert_eq!((map.counts(REGION, everywhere).units, map.counts(adviser(), everywhere).units), (1, 0));
    assert_eq!(map.bounds(adviser()), None);
}

#[test]
fn every_place_is_in_exactly_one_tile_at_every_zoom() {
    let map = built(&region(0));
    for zoom in 0..=9 {
        let n: u32 = things(&map, REGION, zoom, "plaats").iter().map(number_of_places).sum();
        assert_eq!(n, 140, "{zoom}");
    }
}

proptest::proptest! {
    #[test]
    fn counting_by_squares_equals_counting_one_by_one(x in -500.0..9_000.0_f64, y in -500.0..4_500.0_f64, w in 0.0..9_000.0_f64, h in 0.0..2_000.0_f64) {
        static MAP: std::sync::LazyLock<MapData> = std::sync::LazyLock::new(|| built(&region(0)));
        let map = &MAP;
        let bounds = Bounds { min: at(x, y), max: at(x + w, y + h) };
        let farms = |west: f64| (0..10).filter(|k| bounds.contains(at(west + 350.0 * f64::from(*k) + 20.0, 1_010.0))).count() as u32;
        let houses = |west: f64| (0..60).filter(|k| bounds.contains(at(west + 40.0 * f64::from(*k) + 8.0, 208.0))).count() as u32;
        let all = map.counts(ANALYST, bounds);
        proptest::prop_assert_eq!((all.yards, all.parcels), (farms(0.0) + farms(4_000.0), houses(0.0) + houses(4_000.0)));
        let own = map.counts(adviser(), bounds);
        proptest::prop_assert_eq!((own.yards, own.addresses), (farms(0.0), houses(0.0)));
        // A page may send corners the wrong way round.
        let turned = Bounds { min: bounds.max, max: bounds.min };
        proptest::prop_assert_eq!(map.counts(ANALYST, turned), all);
    }
}

#[test]
fn the_first_view_is_the_own_municipality() {
    let map = built(&region(0));
    let own = map.bounds(adviser()).unwrap();
    assert!(own.min.distance(at(0.0, 0.0)) < 0.02 && own.max.distance(at(4_000.0, 4_000.0)) < 0.02);
    assert!(map.bounds(REGION).unwrap().max.distance(at(8_000.0, 4_000.0)) < 0.02);
}
