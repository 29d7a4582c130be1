// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Import A and B, withdraw B: everything equals importing A alone.

use erf_places::{steps, watch::Unwatched};
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
