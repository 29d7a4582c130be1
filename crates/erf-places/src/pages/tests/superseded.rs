// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which of two files counts, and what the page of the older one says of it.

use erf_base::{Compartment, RdPoint, Role};
use erf_spatial::{Geometry, wkb};
use erf_store::{Bulk, Tx, query};

use super::region::{Reader, delivery, fill, id};
use crate::store::derived;

const OLD: i64 = 0x50;
const NEW: i64 = 0x51;
const SECRET: i64 = 0x52;
const OLD_BAG: i64 = 0x60;
const NEW_BAG: i64 = 0x61;

async fn roads(tx: &mut Tx, number: i64, compartment: Compartment, until: i64, codes: &[&str]) {
    shapes(tx, number, "weg", compartment, until, codes).await;
}

/// Shapes of a file about everything up to a day, each with a code of its own.
async fn shapes(tx: &mut Tx, number: i64, kind: &str, compartment: Compartment, until: i64, codes: &[&str]) {
    delivery(tx, number, "wegen", compartment).await;
    let about = "UPDATE delivery SET mapping = $2, period_to = $3, name = $4 WHERE id = $1";
    let name = format!("Wegen {until}");
    query(about).bind(number).bind("[columns]\ncode = 'code'").bind(until).bind(name).run(tx).await.unwrap();
    let line = wkb::encode(&Geometry::Lines(vec![vec![RdPoint::new(140_000.0, 500_000.0), RdPoint::new(140_100.0, 500_000.0)]]));
    let mut rows = Bulk::new("feature", &["delivery", "seq", "member", "ordinal", "kind", "code", "name", "attributes", "shape"]);
    for (seq, code) in (1..).zip(codes) {
        rows.row().int(number).int(seq).int(0).int(seq).text(kind).text(*code).text(*code).text("{}").blob(line.as_slice());
    }
    rows.finish(tx).await.unwrap();
}

async fn streets(tx: &mut Tx, number: i64, day: i64, ids: &[i64]) {
    delivery(tx, number, "bag", Compartment::Open).await;
    let about = "UPDATE delivery SET format = 'bag', extract_date = $2, name = $3 WHERE id = $1";
    query(about).bind(number).bind(day).bind(format!("BAG {day}")).run(tx).await.unwrap();
    for (seq, id) in (1_i64..).zip(ids) {
        query(
            "INSERT INTO bag_street (delivery, seq, member, ordinal, id, occurrence, valid_from, valid_to, status, live, name) \
             VALUES ($1, $2, 1, $2, $3, 1, 20100101, NULL, 'Naamgeving uitgegeven', $4, 'Kade')",
        )
        .bind(number)
        .bind(seq)
        .bind(*id)
        .bind(true)
        .run(tx)
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn an_older_file_says_how_much_of_it_a_newer_one_replaced() {
    for db in erf_store::testing::databases().await.unwrap() {
        fill(&db, true).await;
        let mut tx = db.begin().await.unwrap();
        roads(&mut tx, OLD, Compartment::Open, 20_250_101, &["a", "b", "c"]).await;
        roads(&mut tx, NEW, Compartment::Open, 20_260_101, &["a", "b", "d"]).await;
        streets(&mut tx, OLD_BAG, 20_250_101, &[9_901_300_000_000_001, 9_901_300_000_000_002]).await;
        streets(&mut tx, NEW_BAG, 20_260_101, &[9_901_300_000_000_001]).await;
        let counting = derived::ground_features(&mut tx, &["weg"]).await.unwrap();
        let mut told: Vec<(i64, String)> = counting.into_iter().map(|road| (road.source.0, road.code)).collect();
        told.sort();
        assert_eq!(told, [(OLD, "c"), (NEW, "a"), (NEW, "b"), (NEW, "d")].map(|(from, code)| (from, code.to_owned())));
        roads(&mut tx, SECRET, Compartment::Covenant, 20_260_601, &["c"]).await;
        shapes(&mut tx, 0x70, "gewasperceel", Compartment::Open, 20_250_101, &["a"]).await;
        shapes(&mut tx, 0x71, "gewasperceel", Compartment::Open, 20_260_101, &["a"]).await;
        tx.commit().await.unwrap();
        let analyst = Reader::named(&db, "u2", Role::Analyst, None).await;
        let leader = Reader::named(&db, "u3", Role::ProgrammeLeader, None).await;
        let old = leader.get(&format!("/leveringen/{}", id(OLD))).await.text;
        assert!(old.contains("2 van de 3 objecten zijn vervangen") && old.contains("Wegen 20260101"), "{old}");
        assert!(!old.contains("Wegen 20260601"), "of what is under the covenant nothing is told");
        let old = analyst.get(&format!("/leveringen/{}", id(OLD))).await.text;
        assert!(old.contains("3 van de 3 objecten zijn vervangen") && old.contains("Wegen 20260601"), "{old}");
        assert!(!leader.get(&format!("/leveringen/{}", id(NEW))).await.text.contains("vervangen door"));
        let crops = leader.get(&format!("/leveringen/{}", id(0x70))).await.text;
        assert!(!crops.contains("vervangen door"), "fields of two years stand beside each other");
        let old = leader.get(&format!("/leveringen/{}", id(OLD_BAG))).await.text;
        assert!(old.contains("Eén van de 2 objecten is vervangen") && old.contains("BAG 20260101"), "{old}");
    }
}
