// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Real files of Dutch sources come in through the front door and are on the map.

use std::path::PathBuf;

use erf_base::Compartment;
use erf_places::model::{Format, Offer};
use erf_store::{Db, query};

use crate::support::{Browser, region_with};

/// A sample nobody here wrote; `None`, and said so, on a machine that has none.
fn sample(path: &str) -> Option<PathBuf> {
    let shared = std::env::var("ERFZICHT_SHARED")
        .map_or_else(|_| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")), PathBuf::from);
    let found = shared.join("data").join(path);
    if !found.exists() {
        eprintln!("overgeslagen: geen ../shared");
        return None;
    }
    Some(found)
}

fn offer(source: &str, format: Format, mapping: Option<&str>) -> Offer {
    Offer {
        source: source.into(),
        name: source.into(),
        holder: "Kadaster".into(),
        file: source.into(),
        format,
        mapping: mapping.map(str::to_owned),
        purpose: "toets".into(),
        legal_basis: "openbare gegevens".into(),
        compartment: Compartment::Open,
        period_from: None,
        period_to: None,
        retention_until: jiff::civil::date(2035, 1, 1),
        retention_by_default: false,
        municipality: None,
    }
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    let mut tx = db.read().await.unwrap();
    query(sql).scalar(&mut tx).await.unwrap()
}

/// `design/data-sources.md`: 10,000 occurrences of 6,233 buildings of Doesburg, of which 5,916 exist.
#[tokio::test(flavor = "multi_thread")]
async fn the_buildings_of_doesburg_are_counted_and_drawn() {
    let Some(path) = sample("bag/0221PND15092020-part1.zip") else { return };
    let dir = tempfile::tempdir().unwrap();
    let region = region_with(&[(offer("bag", Format::Bag, None), path)], dir.path()).await;
    assert_eq!(count(&region.db, "SELECT COUNT(*) FROM bag_building").await, 10_000);
    assert_eq!(count(&region.db, "SELECT COUNT(DISTINCT id) FROM bag_building").await, 6_233);
    assert_eq!(count(&region.db, "SELECT COUNT(*) FROM building").await, 5_916);
    assert_eq!(count(&region.db, "SELECT COUNT(*) FROM bag_building WHERE year IS NULL").await, 2_356);
    assert_eq!(
        count(&region.db, "SELECT COUNT(*) FROM place WHERE municipality = 221").await,
        count(&region.db, "SELECT COUNT(*) FROM place").await
    );
    erf_accounts::create_demo_accounts(&region.db, &region.ctx, "0221".parse().unwrap()).await.unwrap();
    let tile = Browser::of(&region, "Bilal").await.get("/kaart/tegels/10/569/526").await;
    assert!(tile.0.is_success());
    let tiles = drawn(&region).await;
    assert!(tiles > 0, "no building of Doesburg is on the map");
}

/// How many tiles of zoom 10 around Doesburg hold something.
async fn drawn(region: &erfzicht::region::Region) -> usize {
    let browser = Browser::of(region, "Bilal").await;
    let (x, y) = erf_spatial::grid::tile_of(erf_base::RdPoint::new(206_000.0, 447_500.0), 10).unwrap();
    let mut filled = 0;
    for (dx, dy) in (0..3).flat_map(|dx| (0..3).map(move |dy| (dx, dy))) {
        let (status, _, body) = browser.get(&format!("/kaart/tegels/10/{}/{}", x + dx - 1, y + dy - 1)).await;
        filled += usize::from(status.is_success() && body.len() > 200);
    }
    filled
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complete_extract_brings_every_kind_of_object() {
    let Some(path) = sample("bag/BAGNLDL-15092020-small.zip") else { return };
    let dir = tempfile::tempdir().unwrap();
    let region = region_with(&[(offer("bag", Format::Bag, None), path)], dir.path()).await;
    for (sql, n) in [
        ("SELECT COUNT(*) FROM bag_town", 1),
        ("SELECT COUNT(*) FROM bag_street", 201),
        ("SELECT COUNT(DISTINCT id) FROM bag_street", 198),
        ("SELECT COUNT(*) FROM bag_building", 6),
        ("SELECT COUNT(*) FROM bag_town_municipality", 8_504),
        ("SELECT COUNT(*) FROM bag_investigation", 13_538 + 17_996),
    ] {
        assert_eq!(count(&region.db, sql).await, n, "{sql}");
    }
}

/// `data/nl/README.md`: 32 municipalities of 2022 in two coordinate systems, 342 of 2025.
#[tokio::test(flavor = "multi_thread")]
async fn municipalities_come_in_in_either_coordinate_system() {
    let mapping = "kind = \"gemeente\"\n[columns]\ncode = \"code\"\nname = \"naam\"\n";
    for (file, n) in [
        ("nl/nh_gemeenten_2022_rd.geojson", 32),
        ("nl/nh_gemeenten_2022_wgs84.geojson", 32),
        ("nl/gemeenten_2025_wgs84_klein.geojson", 342),
    ] {
        let Some(path) = sample(file) else { return };
        let dir = tempfile::tempdir().unwrap();
        let region = region_with(&[(offer("gemeentegrenzen", Format::GeoJson, Some(mapping)), path)], dir.path()).await;
        assert_eq!(count(&region.db, "SELECT COUNT(*) FROM feature").await, n, "{file}");
    }
}
