// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Copies of a running region.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{fs, path::Path};

use erf_store::{
    Bulk, Db, Migration,
    backup::{backup, check, restore},
    query,
    testing::databases,
};

const YARDS: &[Migration] = &[Migration { name: "yards/1", sql: "CREATE TABLE yard (id bigint PRIMARY KEY, name text)" }];

async fn region(path: &Path) -> Db {
    let db = Db::open_file(path).await.unwrap();
    db.migrate(&[YARDS]).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let mut bulk = Bulk::new("yard", &["id", "name"]);
    for id in 0..5000 {
        bulk.row().int(id).text("Achterweg 12");
    }
    bulk.finish(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    db
}

async fn count(path: &Path) -> i64 {
    let db = Db::open_file(path).await.unwrap();
    let mut tx = db.read().await.unwrap();
    query("SELECT count(*) FROM yard").scalar(&mut tx).await.unwrap()
}

#[tokio::test]
async fn a_copy_made_while_somebody_writes_is_the_last_commit() {
    let folder = tempfile::tempdir().unwrap();
    let db = region(&folder.path().join("regio.sqlite")).await;
    let mut writing = db.begin().await.unwrap();
    query("DELETE FROM yard").run(&mut writing).await.unwrap();
    let copy = folder.path().join("kopie.sqlite");
    let made = backup(&db, &copy).await.unwrap();
    writing.commit().await.unwrap();
    assert_eq!(check(&copy).unwrap(), made);
    let back = folder.path().join("terug.sqlite");
    restore(&copy, &back).unwrap();
    assert_eq!(count(&back).await, 5000);
}

#[tokio::test]
async fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("regio.sqlite");
    let db = region(&path).await;
    let copy = folder.path().join("kopie.sqlite");
    backup(&db, &copy).await.unwrap();
    assert!(backup(&db, &copy).await.unwrap_err().to_string().contains("bestaat al"));
    let mut tx = db.begin().await.unwrap();
    query("DELETE FROM yard").run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    drop(db);
    assert!(restore(&copy, &path).unwrap_err().to_string().contains("bestaat al"));
    assert_eq!(count(&path).await, 0);
}

#[tokio::test]
async fn a_damaged_copy_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let db = region(&folder.path().join("regio.sqlite")).await;
    let copy = folder.path().join("kopie.sqlite");
    backup(&db, &copy).await.unwrap();
    let mut bytes = fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&copy, bytes).unwrap();
    let back = folder.path().join("terug.sqlite");
    assert!(restore(&copy, &back).unwrap_err().to_string().contains("niet meer wat er is weggeschreven"));
    assert!(!back.exists());
}

#[tokio::test]
async fn a_copy_is_one_file_that_can_be_moved() {
    let folder = tempfile::tempdir().unwrap();
    let db = region(&folder.path().join("regio.sqlite")).await;
    let (copy, moved) = (folder.path().join("kopie.sqlite"), folder.path().join("elders.kopie"));
    backup(&db, &copy).await.unwrap();
    let made: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(made.iter().filter(|name| name.starts_with("kopie")).count() == 1, "{made:?}");
    fs::rename(&copy, &moved).unwrap();
    let back = folder.path().join("terug.sqlite");
    restore(&moved, &back).unwrap();
    assert_eq!(count(&back).await, 5000);
}

#[tokio::test]
async fn a_copy_that_is_cut_off_or_something_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("regio.sqlite");
    let db = region(&path).await;
    let copy = folder.path().join("kopie.sqlite");
    backup(&db, &copy).await.unwrap();
    let bytes = fs::read(&copy).unwrap();
    fs::write(&copy, &bytes[..bytes.len() - 1]).unwrap();
    for file in [&copy, &path] {
        assert!(check(file).unwrap_err().to_string().contains("geen hele reservekopie"), "{}", file.display());
    }
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let db = region(&folder.path().join("regio.sqlite")).await;
    backup(&db, &folder.path().join("kopie.sqlite")).await.unwrap();
    for name in ["regio.sqlite", "regio.sqlite-wal", "kopie.sqlite"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn postgres_points_to_its_own_tools() {
    for db in databases().await.unwrap().iter().skip(1) {
        let error = backup(db, Path::new("kopie.dump")).await.unwrap_err();
        assert!(error.to_string().contains("pg_dump"), "{error}");
    }
}
