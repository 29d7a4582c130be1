// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Rows about land that belongs to no place: the municipality in which it lies reads them, and no other.

use std::sync::Arc;

use axum::http::StatusCode;
use erf_base::{Compartment, Ctx, FixedClock, RdPoint, Role};
use erf_spatial::{Geometry, wkb};
use erf_store::{Bulk, Db, Tx, query};

use super::region::{DUMPS, Reader, delivery, fill, id, row, square};
use crate::{steps, watch::Unwatched};

const PARCELS: i64 = 0x80;
const ROADS: i64 = 0x81;
const LAND: &str = "WTD01B77";
/// In the other municipality.
const OVER_THERE: &str = "ZWO01C88";

async fn shapes(tx: &mut Tx, number: i64, kind: &str, list: &[(&str, &str, Geometry)]) {
    delivery(tx, number, kind, Compartment::Open).await;
    query("INSERT INTO delivery_member (delivery, member, name) VALUES ($1, 0, 'a.gpkg')").bind(number).run(tx).await.unwrap();
    let mut rows = Bulk::new("feature", &["delivery", "seq", "member", "ordinal", "kind", "code", "name", "attributes", "shape"]);
    for (seq, (code, about, shape)) in (1_i64..).zip(list) {
        let shape = wkb::encode(shape);
        rows.row().int(number).int(seq).int(0).int(seq).text(kind).text(*code).text(*code).text(*about).blob(shape.as_slice());
    }
    rows.finish(tx).await.unwrap();
}

fn plot(x: f64) -> Geometry {
    Geometry::Polygons(vec![square(x, 500_100.0, 80.0)])
}

/// Land without buildings in both municipalities, and a road of which the middle lies in the second.
async fn land(db: &Db) {
    fill(db, false).await;
    let mut tx = db.begin().await.unwrap();
    for table in ["DELETE FROM source_row", "DELETE FROM link"] {
        query(table).run(&mut tx).await.unwrap();
    }
    shapes(&mut tx, PARCELS, "perceel", &[(LAND, "{}", plot(140_100.0)), (OVER_THERE, "{}", plot(142_600.0))]).await;
    let line = Geometry::Lines(vec![vec![RdPoint::new(141_000.0, 500_900.0), RdPoint::new(143_900.0, 500_900.0)]]);
    shapes(&mut tx, ROADS, "weg", &[("N9903-5", r#"{"wegnummer":"N9903","km_van":5.0,"km_tot":8.0}"#, line)]).await;
    tx.commit().await.unwrap();
}

async fn dumps(db: &Db, rows: &[&str]) {
    let mut tx = db.begin().await.unwrap();
    for (seq, fields) in (1..).zip(rows) {
        row(&mut tx, DUMPS, seq, "dumping", 20_260_301, fields, "zeker").await;
    }
    tx.commit().await.unwrap();
    let ctx = Ctx::operator(Arc::new(FixedClock::on(jiff::civil::date(2026, 10, 1))), "toets");
    steps::rebuild(db, &ctx, &Unwatched).await.unwrap();
}

/// Kind of target and municipality of every row.
async fn found(db: &Db) -> Vec<(String, Option<i64>)> {
    let sql = "SELECT COALESCE(target_kind, ''), municipality FROM link ORDER BY seq";
    query(sql).all(&mut db.read().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_row_about_land_without_a_place_is_read_by_the_municipality_in_which_the_land_lies() {
    for db in erf_store::testing::databases().await.unwrap() {
        land(&db).await;
        dumps(&db, &[r#"{"parcel_id":"WTD01B77"}"#, r#"{"parcel_id":"ZWO01C88"}"#]).await;
        assert_eq!(found(&db).await, [("parcel".to_owned(), Some(9901)), ("parcel".to_owned(), Some(9902))]);
        let adviser = Reader::new(&db, Role::SafetyAdviser, Some("9901")).await;
        assert_eq!(adviser.get(&format!("/rijen/{}/1", id(DUMPS))).await.status, StatusCode::OK);
        assert_eq!(adviser.get(&format!("/rijen/{}/2", id(DUMPS))).await.status, StatusCode::NOT_FOUND);
        let page = adviser.get(&format!("/leveringen/{}", id(DUMPS))).await.text;
        assert!(page.contains("1 over een adres, gebouw of perceel dat bij geen plek hoort"), "{page}");
    }
}

#[tokio::test]
async fn a_parcel_without_a_place_has_a_page_for_who_may_see_the_land() {
    for db in erf_store::testing::databases().await.unwrap() {
        land(&db).await;
        dumps(&db, &[]).await;
        let adviser = Reader::new(&db, Role::SafetyAdviser, Some("9901")).await;
        let page = adviser.get(&format!("/objecten/perceel/{LAND}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("geen plek die het programma kent") && !page.text.contains("/plaatsen/"), "{}", page.text);
        assert_eq!(adviser.get(&format!("/objecten/perceel/{OVER_THERE}")).await.status, StatusCode::NOT_FOUND);
        let analyst = Reader::named(&db, "u2", Role::Analyst, None).await;
        for code in [LAND, OVER_THERE] {
            assert_eq!(analyst.get(&format!("/objecten/perceel/{code}")).await.status, StatusCode::OK);
        }
        assert_eq!(analyst.get("/objecten/perceel/ZWO01C89").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_row_about_a_road_through_two_municipalities_belongs_to_the_one_where_it_was() {
    let db = Db::memory().await.unwrap();
    land(&db).await;
    let rows = [
        r#"{"place_text":"N9903 hmp 5.3","x":"141300","y":"500900","municipality":"Zeewolde-Oost"}"#,
        r#"{"place_text":"N9903 hmp 5.3","municipality":"Waterdam"}"#,
        r#"{"place_text":"N9903 hmp 5.3","municipality":"9901"}"#,
        r#"{"place_text":"N9903 hmp 5.3","municipality":"Nergenshuizen"}"#,
        r#"{"place_text":"N9903 hmp 5.3"}"#,
        r#"{"place_text":"N9903 hmp 5.3","x":"141300","y":"500900","precision_m":"500","municipality":"Zeewolde-Oost"}"#,
        r#"{"place_text":"N9903 hmp 5.3","x":"141300","y":"500900","precision_m":"500"}"#,
    ];
    dumps(&db, &rows).await;
    let expected = [9901, 9901, 9901, 9902, 9902, 9902, 9901].map(|code| ("area".to_owned(), Some(code)));
    assert_eq!(found(&db).await, expected);
}

#[tokio::test]
async fn a_road_that_stays_in_one_municipality_is_not_moved_by_what_a_row_names() {
    let db = Db::memory().await.unwrap();
    land(&db).await;
    let mut tx = db.begin().await.unwrap();
    let line = Geometry::Lines(vec![vec![RdPoint::new(142_400.0, 500_900.0), RdPoint::new(143_900.0, 500_900.0)]]);
    query("UPDATE feature SET shape = $1 WHERE delivery = $2").bind(wkb::encode(&line)).bind(ROADS).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    dumps(&db, &[r#"{"place_text":"N9903 hmp 5.3","municipality":"Waterdam"}"#]).await;
    let found: Vec<_> = found(&db).await.into_iter().map(|(_, municipality)| municipality).collect();
    assert_eq!(found, [Some(9902)]);
}
