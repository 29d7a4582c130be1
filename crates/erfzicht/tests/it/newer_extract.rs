// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A newer extract of the BAG closes what it no longer holds; nothing of the older one is deleted.

use std::{
    fs::File,
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
};

use erf_places::{model::Offer, steps, watch::Unwatched};
use erf_store::{Arg, Db, assembled};
use erfzicht::{import, region::Region};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::support::{Browser, assert_same, delivery, dump, empty_region, offers, region_with};

/// Every file of an archive, archives inside it included, through `change`.
fn rewrite(bytes: &[u8], change: &dyn Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).unwrap();
        let (name, mut content) = (member.name().unwrap().into_owned(), Vec::new());
        member.read_to_end(&mut content).unwrap();
        let content = if name.ends_with(".zip") {
            rewrite(&content, change)
        } else {
            change(&name, String::from_utf8(content).unwrap()).into_bytes()
        };
        written.start_file(name, SimpleFileOptions::default()).unwrap();
        written.write_all(&content).unwrap();
    }
    written.finish().unwrap().into_inner()
}

/// The text without the objects that hold `id`.
fn without(text: &str, id: &str) -> String {
    const END: &str = "</sl:stand>";
    let whole = |part: &&str| !(part.contains("<Objecten:Pand>") && part.contains(id));
    text.split_inclusive(END).map(|part| if whole(&part) { part.to_owned() } else { around(part) }).collect()
}

/// The text with only the objects that may stay.
fn only(text: &str, stays: &dyn Fn(&str) -> bool) -> String {
    let part = |part: &str| if !part.contains("<sl:stand>") || stays(part) { part.to_owned() } else { around(part) };
    text.split_inclusive("</sl:stand>").map(part).collect()
}

/// What stands before an object in its part of the text.
fn around(part: &str) -> String {
    part[..part.find("<sl:stand>").unwrap()].to_owned()
}

/// The extract of the region twice: as it was in July, and as it is in October without one building.
fn extracts(dir: &Path, gone: &str) -> [(Offer, PathBuf); 2] {
    let (offer, path) = offers(&["bag"]).remove(0);
    let bytes = std::fs::read(path).unwrap();
    let july = |_: &str, text: String| text.replace("Datum>2026-10-01<", "Datum>2026-07-01<");
    let october = |_: &str, text: String| if text.contains(gone) { without(&text, gone) } else { text };
    let made = [("juli.zip", rewrite(&bytes, &july)), ("oktober.zip", rewrite(&bytes, &october))];
    made.map(|(name, bytes)| {
        let path = dir.join(name);
        File::create(&path).unwrap().write_all(&bytes).unwrap();
        (Offer { file: name.to_owned(), name: name.to_owned(), ..offer.clone() }, path)
    })
}

/// The extract of the region, a quarter later, after `change`.
fn later(dir: &Path, change: &dyn Fn(String) -> String) -> (Offer, PathBuf) {
    let (offer, path) = offers(&["bag"]).remove(0);
    let later = |_: &str, text: String| change(text.replace("Datum>2026-10-01<", "Datum>2026-12-31<"));
    let (bytes, path) = (rewrite(&std::fs::read(path).unwrap(), &later), dir.join("later.zip"));
    std::fs::write(&path, bytes).unwrap();
    (Offer { file: "later.zip".into(), name: "later".into(), ..offer }, path)
}

/// Buildings and addresses that exist today.
async fn standing(region: &Region) -> (i64, i64) {
    let mut tx = region.db.read().await.unwrap();
    let sql = "SELECT (SELECT COUNT(*) FROM building), (SELECT COUNT(*) FROM address)";
    assembled(sql.into()).one(&mut tx).await.unwrap()
}

async fn count(region: &Region, table: &str, id: i64) -> i64 {
    let mut tx = region.db.read().await.unwrap();
    assembled(format!("SELECT COUNT(*) FROM {table} WHERE id = $1")).bind(Arg::from(id)).scalar(&mut tx).await.unwrap()
}

/// A building without address, so that nothing else in the extract speaks of it.
async fn some_shed(region: &Region) -> i64 {
    let mut tx = region.db.read().await.unwrap();
    assembled("SELECT MIN(id) FROM building WHERE addresses = 0".into()).scalar(&mut tx).await.unwrap()
}

async fn region_of(dir: &Path, files: &[(Offer, PathBuf)]) -> Region {
    let region = empty_region(Db::memory().await.unwrap(), dir).await;
    for file in files {
        assert_eq!(import::take_in(&region, std::slice::from_ref(file), true).await.unwrap(), 0);
    }
    region
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_extract_closes_what_it_no_longer_holds_and_deletes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let shed = some_shed(&region_of(dir.path(), &[offers(&["gemeentegrenzen"]), offers(&["bag"])].concat()).await).await;
    let [old, new] = extracts(dir.path(), &shed.to_string());
    let borders = offers(&["gemeentegrenzen"]).remove(0);

    let region = region_of(dir.path(), &[borders.clone(), old.clone()]).await;
    let before = dump(&region.db).await;
    assert_eq!(count(&region, "building", shed).await, 1);

    let newer = delivery_after(&region, &new).await;
    assert_eq!(count(&region, "building", shed).await, 0, "the newest extract no longer holds the building");
    assert!(count(&region, "bag_building", shed).await > 0, "what the older extract said is still there");

    let other_order = region_of(dir.path(), &[new, old, borders]).await;
    assert_same(&dump(&region.db).await, &dump(&other_order.db).await);

    steps::withdraw(&region.db, &region.ctx, newer, "toets", &Unwatched).await.unwrap();
    assert_same(&before, &dump(&region.db).await);
}

/// Takes one more file in; its number.
async fn delivery_after(region: &Region, file: &(Offer, PathBuf)) -> erf_places::model::DeliveryId {
    let older = delivery(&region.db, "bag").await;
    assert_eq!(import::take_in(region, std::slice::from_ref(file), true).await.unwrap(), 0);
    other_than(region, older).await
}

async fn other_than(region: &Region, older: erf_places::model::DeliveryId) -> erf_places::model::DeliveryId {
    let mut tx = region.db.read().await.unwrap();
    let sql = "SELECT id FROM delivery WHERE source = 'bag' AND id <> $1";
    erf_places::model::DeliveryId(assembled(sql.into()).bind(Arg::from(older.0)).scalar(&mut tx).await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_extract_of_buildings_only_leaves_every_address() {
    let dir = tempfile::tempdir().unwrap();
    let region = region_of(dir.path(), &offers(&["bag"])).await;
    let (before, shed) = (standing(&region).await, some_shed(&region).await.to_string());
    let buildings = |text: String| only(&text, &|object| object.contains("<Objecten:Pand>") && !object.contains(&shed));
    delivery_after(&region, &later(dir.path(), &buildings)).await;
    assert_eq!(standing(&region).await, (before.0 - 1, before.1));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_of_here_in_the_newer_extract_of_a_neighbour_leaves_the_rest() {
    let dir = tempfile::tempdir().unwrap();
    let region = region_of(dir.path(), &offers(&["bag"])).await;
    let (before, shed) = (standing(&region).await, some_shed(&region).await.to_string());
    let neighbour = |text: String| {
        let elsewhere = text.replace("GemeenteIdentificatie>99", "GemeenteIdentificatie>02");
        only(&elsewhere, &|object| object.contains("<Objecten:Pand>") && object.contains(&shed))
    };
    delivery_after(&region, &later(dir.path(), &neighbour)).await;
    assert_eq!(standing(&region).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_extract_that_broke_off_waits_for_a_person_and_demolishes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let region = region_with(&offers(&["bag", "gemeentegrenzen"]), dir.path()).await;
    let (before, older) = (standing(&region).await, delivery(&region.db, "bag").await);
    let half = |text: String| if text.contains("<Objecten:Pand>") { text.chars().take(text.len() / 2).collect() } else { text };
    let damaged = later(dir.path(), &half);
    for _ in 0..2 {
        assert_eq!(import::take_in(&region, std::slice::from_ref(&damaged), true).await.unwrap(), 1, "not put to use by itself");
    }
    let newer = other_than(&region, older).await;
    let page = String::from_utf8(Browser::of(&region, "Bilal").await.get(&format!("/leveringen/{newer}")).await.2).unwrap();
    assert!(page.contains("Dit bestand is onvolledig"), "{page}");

    steps::release(&region.db, &region.ctx, newer, &Unwatched).await.unwrap();
    assert_eq!(standing(&region).await, before, "what was lost on the way is not gone");
    assert_eq!(import::take_in(&region, std::slice::from_ref(&damaged), true).await.unwrap(), 0, "a person decided");
}
