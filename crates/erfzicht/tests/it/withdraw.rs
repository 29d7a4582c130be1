// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Import A and B, withdraw B: everything equals importing A alone.

use std::path::{Path, PathBuf};

use erf_places::{model::Offer, steps, watch::Unwatched};
use erf_store::testing;
use erfzicht::import;

use crate::support::{Browser, assert_same, assert_same_reply, delivery, dump, empty_region, offers, places, region_with};

const A: [&str; 6] = ["bag", "gemeentegrenzen", "buurten", "percelen", "wegen", "dumpingen"];

async fn check(b: &str) {
    let dir = tempfile::tempdir().unwrap();
    let alone = region_with(&offers(&A), dir.path()).await;
    let both = region_with(&[offers(&A), offers(&[b])].concat(), dir.path()).await;
    steps::withdraw(&both.db, &both.ctx, delivery(&both.db, b).await, "toets", &Unwatched).await.unwrap();
    assert_same(&dump(&alone.db).await, &dump(&both.db).await);
    let (one, other) = (Browser::of(&alone, "Bilal").await, Browser::of(&both, "Bilal").await);
    let mut addresses = vec!["/gebied".to_owned(), "/gebied/9901".to_owned(), "/zoeken?q=weg".to_owned(), "/kaart/tegels/6/0/0".to_owned()];
    addresses.extend(places(&alone.db, 9901, true, 25).await.into_iter().map(|id| format!("/plaatsen/{id}")));
    for address in addresses {
        assert_same_reply(&address, &one.get(&address).await.2, &other.get(&address).await.2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_table_leaves_no_trace() {
    check("handelsregister").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_table_of_the_covenant_leaves_no_trace() {
    check("vondsten_adres").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawn_ground_leaves_no_trace() {
    check("bedrijventerreinen").await;
}

/// On both databases, in either order of arrival.
#[tokio::test(flavor = "multi_thread")]
async fn the_order_of_arrival_leaves_no_trace() {
    let (ground, rest) = (["bag", "gemeentegrenzen", "percelen"], ["dumpingen", "vergunningen"]);
    for db in testing::databases().await.unwrap() {
        let dir = tempfile::tempdir().unwrap();
        let first = region_with(&[offers(&ground), offers(&rest)].concat(), dir.path()).await;
        let second = empty_region(db, dir.path()).await;
        import::take_in(&second, &offers(&rest), true).await.unwrap();
        import::take_in(&second, &offers(&ground), true).await.unwrap();
        let (one, other) = (dump(&first.db).await, dump(&second.db).await);
        if second.db.engine() == first.db.engine() {
            assert_same(&one, &other);
        } else {
            let sizes = |dump: &[(&'static str, Vec<String>)]| dump.iter().map(|(table, rows)| (*table, rows.len())).collect::<Vec<_>>();
            assert_eq!(sizes(&one), sizes(&other));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_again_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let region = region_with(&offers(&A), dir.path()).await;
    let before = dump(&region.db).await;
    import::take_in(&region, &offers(&A), true).await.unwrap();
    assert_same(&before, &dump(&region.db).await);
}

/// How many cells with addresses are countryside, in the municipality that drew its own line and elsewhere.
async fn countryside(region: &erfzicht::region::Region) -> (i64, i64) {
    let mut tx = region.db.read().await.unwrap();
    let sql = "SELECT COALESCE(SUM(CASE WHEN municipality = 9905 THEN 1 ELSE 0 END), 0), \
        COALESCE(SUM(CASE WHEN municipality <> 9905 THEN 1 ELSE 0 END), 0) FROM place WHERE countryside";
    erf_store::assembled(sql.into()).one(&mut tx).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_municipality_decides_where_its_own_countryside_begins_and_nowhere_else() {
    let dir = tempfile::tempdir().unwrap();
    let region = region_with(&offers(&["bag", "gemeentegrenzen"]), dir.path()).await;
    let by_rule = countryside(&region).await;
    assert_eq!(import::take_in(&region, &offers(&["buitengebied"]), true).await.unwrap(), 0);
    let by_council = countryside(&region).await;
    assert_eq!(by_rule.1, by_council.1, "other municipalities keep the rule");
    assert_ne!(by_rule.0, by_council.0);
}

/// A square municipality as its own file; received in the order of a list.
fn border(dir: &Path, code: &str, name: &str, west: f64) -> (Offer, PathBuf) {
    let (offer, _) = offers(&["gemeentegrenzen"]).remove(0);
    let path = dir.join(format!("{code}-{name}.geojson"));
    let east = west + 0.2;
    let feature = serde_json::json!({ "type": "Feature", "properties": { "code": code, "naam": name }, "geometry": {
        "type": "Polygon", "coordinates": [[[west, 52.7], [east, 52.7], [east, 52.9], [west, 52.9], [west, 52.7]]] } });
    std::fs::write(&path, serde_json::json!({ "type": "FeatureCollection", "features": [feature] }).to_string()).unwrap();
    let mapping = Some("kind = \"gemeente\"\n[columns]\ncode = \"code\"\nname = \"naam\"\n".to_owned());
    (Offer { file: format!("{code}.geojson"), name: name.to_owned(), mapping, period_from: None, period_to: None, ..offer }, path)
}

async fn municipalities(region: &erfzicht::region::Region) -> Vec<String> {
    let app = erfzicht::website::app(region, true).unwrap();
    erf_places::prepare(&app).await.unwrap();
    ["0441", "1911"].map(|code| app.area_name(code.parse().unwrap())).into()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_files_with_each_a_municipality_are_both_used_and_either_can_be_withdrawn() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (border(dir.path(), "0441", "Schagen", 4.7), border(dir.path(), "1911", "Hollands Kroon", 4.9));
    let newer = border(dir.path(), "0441", "Schagen nieuw", 4.7);
    let newer = (Offer { period_to: Some(jiff::civil::date(2027, 1, 1)), ..newer.0 }, newer.1);
    let alone = region_with(&[one.clone(), other.clone()], dir.path()).await;
    assert_eq!(municipalities(&alone).await, ["Schagen", "Hollands Kroon"]);
    for files in [[one.clone(), other.clone(), newer.clone()], [newer, other, one]] {
        let all = region_with(&files, dir.path()).await;
        assert_eq!(municipalities(&all).await, ["Schagen nieuw", "Hollands Kroon"]);
        let sql = "SELECT id FROM delivery WHERE name = 'Schagen nieuw'";
        let id = erf_store::assembled(sql.into()).scalar(&mut all.db.read().await.unwrap()).await.unwrap();
        steps::withdraw(&all.db, &all.ctx, erf_places::model::DeliveryId(id), "toets", &Unwatched).await.unwrap();
        assert_same(&dump(&alone.db).await, &dump(&all.db).await);
        assert_eq!(municipalities(&all).await, ["Schagen", "Hollands Kroon"]);
    }
}
