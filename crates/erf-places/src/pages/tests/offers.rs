// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Files that are offered without a page: what is said of them, and what is refused.

use std::{path::PathBuf, sync::Arc};

use erf_base::{Compartment, Ctx, FixedClock};
use erf_store::Db;
use jiff::civil::date;
use tempfile::TempDir;

use super::region::database;
use crate::{
    model::{DeliveryId, DeliveryState, Format, Offer},
    receive::{ReceiveError, receive},
    steps,
    store::deliveries,
    watch::Unwatched,
};

fn ctx() -> Ctx {
    Ctx::operator(Arc::new(FixedClock::on(date(2026, 10, 1))), "toets")
}

fn offer() -> Offer {
    Offer {
        source: "vergunningen".into(),
        name: "Vergunningen".into(),
        holder: "Omgevingsdienst".into(),
        file: "v.csv".into(),
        format: Format::Csv,
        mapping: Some("kind = \"vergunning\"\n[columns]\nstreet = \"Straat\"\nnumber = \"Nr\"\n".into()),
        purpose: "bezoekronde".into(),
        legal_basis: "AVG artikel 6".into(),
        compartment: Compartment::Municipal,
        period_from: None,
        period_to: None,
        retention_until: date(2027, 10, 1),
        retention_by_default: false,
        municipality: None,
    }
}

/// A folder with the file of the offer.
fn file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v.csv");
    std::fs::write(&path, "Straat;Nr\nAchterweg;12\n").unwrap();
    (folder, path)
}

async fn offered(db: &Db, offer: &Offer) -> Result<DeliveryId, ReceiveError> {
    let (_folder, path) = file();
    receive(db, &ctx(), offer, &path, None, Arc::new(Unwatched)).await.map(|received| received.id)
}

#[tokio::test]
async fn a_register_that_lists_a_file_again_with_another_retention_or_holder_changes_nothing() {
    let db = database(false).await;
    let id = offered(&db, &offer()).await.unwrap();
    let longer = Offer { retention_until: date(2030, 1, 1), ..offer() };
    let other = Offer { holder: "Waterschap".into(), ..offer() };
    for (again, word) in [(longer, "bewaartermijn"), (other, "bronhouder")] {
        let refused = offered(&db, &again).await.unwrap_err();
        assert!(matches!(&refused, ReceiveError::SaidOtherwise { what, .. } if what == &[word]), "{refused}");
    }
    let kept = deliveries::any(&mut db.read().await.unwrap(), id).await.unwrap().unwrap();
    assert_eq!((kept.retention_until, kept.holder.as_str(), kept.state()), (20_271_001, "Omgevingsdienst", DeliveryState::Validated));
    steps::admit(&db, &ctx(), &[id], true, &Unwatched).await.unwrap();
}

#[tokio::test]
async fn an_import_that_was_cut_off_is_read_again_when_the_same_is_offered() {
    let db = database(false).await;
    let id = offered(&db, &offer()).await.unwrap();
    let (_folder, path) = file();
    let again = receive(&db, &ctx(), &offer(), &path, None, Arc::new(Unwatched)).await.unwrap();
    assert_eq!((again.id, again.known, again.counts.accepted), (id, false, 1));
}

#[tokio::test]
async fn a_municipality_that_is_in_no_border_is_refused_by_its_code() {
    let db = database(false).await;
    let nowhere = Offer { municipality: "9999".parse().ok(), ..offer() };
    let refused = offered(&db, &nowhere).await.unwrap_err().to_string();
    assert!(refused.starts_with("v.csv: gemeente 9999 komt in de aangeleverde gemeentegrenzen niet voor"), "{refused}");
    offered(&db, &Offer { municipality: "9902".parse().ok(), ..offer() }).await.unwrap();
}

#[tokio::test]
async fn without_borders_any_municipality_may_be_named() {
    let db = Db::memory().await.unwrap();
    db.migrate(&[crate::migrations(), erf_web::migrations()]).await.unwrap();
    offered(&db, &Offer { municipality: "9999".parse().ok(), ..offer() }).await.unwrap();
}

#[tokio::test]
async fn a_name_of_more_than_two_hundred_signs_is_refused() {
    let db = database(false).await;
    let refused = offered(&db, &Offer { name: "é".repeat(201), ..offer() }).await.unwrap_err().to_string();
    assert!(refused.contains("telt 201 tekens") && refused.contains("ten hoogste 200"), "{refused}");
    offered(&db, &Offer { name: "é".repeat(200), ..offer() }).await.unwrap();
}
