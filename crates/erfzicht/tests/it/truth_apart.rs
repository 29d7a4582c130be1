// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The program never reads the truth, and shares nothing with the generator that writes it.

use std::process::Command;

use crate::support::{assert_same, dump, files, region_with};

#[tokio::test(flavor = "multi_thread")]
async fn with_the_truth_deleted_everything_is_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("regio");
    assert!(Command::new("cp").args(["-r"]).arg(files()).arg(&copy).status().unwrap().success());
    std::fs::remove_dir_all(copy.join("truth")).unwrap();
    let register = erf_places::register::Register::read(&copy.join("leveringen.toml")).unwrap();
    let without = region_with(&register.offers, dir.path()).await;
    let with = region_with(&crate::support::offers(&[]), dir.path()).await;
    assert_same(&dump(&with.db).await, &dump(&without.db).await);
}

#[test]
fn the_generator_and_the_matcher_share_no_crate_but_the_vocabulary_and_the_coordinates() {
    let output = Command::new(env!("CARGO")).args(["metadata", "--format-version=1", "--no-deps", "--offline"]).output().unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let ours = |package: &str| -> Vec<String> {
        let found = metadata["packages"].as_array().unwrap().iter().find(|p| p["name"] == package).unwrap();
        let names = found["dependencies"].as_array().unwrap().iter().map(|d| d["name"].as_str().unwrap().to_owned());
        names.filter(|name| name.starts_with("erf")).collect()
    };
    let allowed = ["erf-base", "erf-spatial"];
    assert!(ours("erf-demo").iter().all(|name| allowed.contains(&name.as_str())), "{:?}", ours("erf-demo"));
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        assert!(name == "erfzicht" || !ours(name).contains(&"erf-demo".to_owned()), "{name} uses the generator");
    }
}
