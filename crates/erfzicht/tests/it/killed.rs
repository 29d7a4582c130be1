// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A process that is killed midway leaves the old state or the new, and the next one goes on.

use std::{
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

use erf_places::{receive, watch::Unwatched};
use erf_store::Db;
use erfzicht::{import, region::Region};

use crate::support::{assert_same, dump, empty_region, files, offers};

fn erfzicht(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_erfzicht"));
    command.arg("--dir").arg(dir).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

async fn state(dir: &Path) -> Vec<(&'static str, Vec<String>)> {
    dump(&Db::open_file(&dir.join("erfzicht.db")).await.unwrap()).await
}

/// Kills an import as soon as it has begun to write, a little later each time, and then lets it finish.
#[tokio::test(flavor = "multi_thread")]
async fn killing_an_import_leaves_nothing_half_done() {
    let region = tempfile::tempdir().unwrap();
    let borders = files().join("provincie/gemeentegrenzen.geojson");
    let bag = bag_file();
    assert!(erfzicht(region.path()).args(["import", "areas", "--holder", "Kadaster"]).arg(borders).status().unwrap().success());
    let old = state(region.path()).await;
    for bytes in [0, 1_000_000, 8_000_000] {
        let mut child = erfzicht(region.path()).args(["import", "bag"]).arg(&bag).spawn().unwrap();
        wait_for_writing(region.path(), bytes, &mut child);
        child.kill().unwrap();
        child.wait().unwrap();
        // Opening the region cleans up what was cut off.
        assert!(erfzicht(region.path()).arg("doctor").status().unwrap().success());
    }
    let after = state(region.path()).await;
    let finished = after.iter().any(|(table, rows)| *table == "building" && !rows.is_empty());
    if !finished {
        assert_same(&old, &after);
    }
    assert!(erfzicht(region.path()).args(["import", "bag"]).arg(&bag).status().unwrap().success());
    let buildings = state(region.path()).await.into_iter().find(|(table, _)| *table == "building").unwrap().1;
    assert!(buildings.len() > 1_000);
}

/// Killed after the last row was read and before the first was matched: nothing is left, and the same file is taken in anew.
#[tokio::test(flavor = "multi_thread")]
async fn an_import_cut_off_before_its_rows_were_matched_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let region = empty_region(Db::memory().await.unwrap(), folder.path()).await;
    let old = dump(&region.db).await;
    let offered = offers(&["gemeentegrenzen"]);
    let (offer, path) = &offered[0];
    let cut_off = || receive::receive(&region.db, &region.ctx, offer, path, None, Arc::new(Unwatched));
    cut_off().await.unwrap();
    assert_eq!(import::take_in(&region, &offered, true).await.unwrap(), 0);
    assert!(dump(&region.db).await.iter().any(|(table, rows)| *table == "feature" && !rows.is_empty()));

    let other = empty_region(Db::memory().await.unwrap(), folder.path()).await;
    receive::receive(&other.db, &other.ctx, offer, path, None, Arc::new(Unwatched)).await.unwrap();
    let opened = Region::on(other.db, folder.path().to_owned(), "toets").await.unwrap();
    assert_same(&old, &dump(&opened.db).await);
}

/// Until the journal has grown by so many bytes, or the work is done.
fn wait_for_writing(dir: &Path, bytes: u64, child: &mut std::process::Child) {
    let journal = dir.join("erfzicht.db-wal");
    let size = || std::fs::metadata(&journal).map_or(0, |about| about.len());
    while size() <= bytes && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
}

fn bag_file() -> std::path::PathBuf {
    let found = crate::support::offers(&["bag"]);
    found.into_iter().next().unwrap().1
}
