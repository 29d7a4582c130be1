// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From files to a scan: on the command line, and what becomes of a scan when something it rests on is taken back.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use erf_places::{steps, watch::Unwatched};
use erf_store::assembled;
use erfzicht::demo_scans;

use crate::support::{delivery, files, offers, region_with};

const HEADER: &str = "place_id,kind,municipality,x,y,address,points,band,rank_low,rank_high,proposed,random,reasons";

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let (path, goal) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy(&path, &goal) } else { fs::copy(&path, &goal).map(drop).unwrap() }
    }
}

/// The region without its covenant deliveries in the register.
fn without_covenant(dir: &Path) -> PathBuf {
    let data = dir.join("zonder");
    copy(&files(), &data);
    let register = fs::read_to_string(data.join("leveringen.toml")).unwrap();
    let mut parts = register.split("[[delivery]]");
    let head = parts.next().unwrap().to_owned();
    let kept = parts.filter(|part| !part.contains("compartment = \"convenant\"")).map(|part| format!("[[delivery]]{part}"));
    fs::write(data.join("leveringen.toml"), head + &kept.collect::<String>()).unwrap();
    data
}

fn scan(data: &Path, out: &Path, threads: &str) {
    let words = ["--area", "9910", "--capacity", "25", "--seed", "7", "--threads", threads];
    let mut command = Command::new(env!("CARGO_BIN_EXE_erfzicht"));
    let output = command.arg("scan").arg("--data").arg(data).arg("--out").arg(out).args(words).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_municipal_scan_is_the_same_without_covenant_files_and_for_any_number_of_threads() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (dir.path().join("een"), dir.path().join("ander"));
    scan(&files(), &one, "1");
    scan(&without_covenant(dir.path()), &other, "3");
    for name in ["places.csv", "places.geojson", "problems.csv", "report.pdf"] {
        assert!(fs::read(one.join(name)).unwrap() == fs::read(other.join(name)).unwrap(), "{name}");
    }
    let table = fs::read_to_string(one.join("places.csv")).unwrap();
    assert!(table.starts_with(HEADER), "{}", table.lines().next().unwrap());
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let (mut places, mut proposed) = (0, 0);
    for row in rows.records().map(Result::unwrap) {
        let parts = row[12].split_whitespace().map(|part| part.split_once(':').unwrap().1.parse::<i64>().unwrap());
        assert_eq!(parts.sum::<i64>(), row[6].parse::<i64>().unwrap(), "{row:?}");
        places += 1;
        proposed += u64::from(&row[10] == "true");
    }
    let summary: serde_json::Value = serde_json::from_slice(&fs::read(one.join("summary.json")).unwrap()).unwrap();
    assert_eq!((summary["places"].as_u64(), proposed), (Some(places), 25));
    let accounted = |file: &serde_json::Value| {
        file["rows_in"].as_i64().unwrap() == file["accepted"].as_i64().unwrap() + file["rejected"].as_i64().unwrap()
    };
    assert!(summary["files"].as_array().unwrap().iter().all(accounted));
    assert!(summary["not_read"].as_array().unwrap().iter().any(|file| file.as_str().unwrap().contains("truth")));
    assert!(fs::read(one.join("report.pdf")).unwrap().starts_with(b"%PDF-"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_is_over_when_a_delivery_it_used_is_withdrawn() {
    let dir = tempfile::tempdir().unwrap();
    let sources = ["bag", "gemeentegrenzen", "buurten", "percelen", "handelsregister", "leegstand", "woz_gebruik", "dumpingen"];
    let region = region_with(&offers(&sources), dir.path()).await;
    let home = erf_places::first_municipality(&region.db).await.unwrap().unwrap();
    demo_scans::round(&region, home, &Unwatched).await.unwrap();
    let count = async |sql: &str| -> i64 {
        let mut tx = region.db.read().await.unwrap();
        assembled(sql.into()).scalar(&mut tx).await.unwrap()
    };
    let per_place = "SELECT (SELECT COUNT(*) FROM scan_place) + (SELECT COUNT(*) FROM scan_reason) + (SELECT COUNT(*) FROM scan_matrix)";
    assert!(count(per_place).await > 0);
    steps::withdraw(&region.db, &region.ctx, delivery(&region.db, "dumpingen").await, "toets", &Unwatched).await.unwrap();
    assert_eq!(count(per_place).await, 0, "nothing per place is left");
    assert_eq!(count("SELECT COUNT(*) FROM scan WHERE state = 'vervallen' AND result_hash <> ''").await, 2, "that they were there stays");
}
