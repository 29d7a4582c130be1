// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What was typed wrongly changes nothing and leaves nothing behind; what is damaged is told with a way out.

use std::{fs, path::Path};

use crate::{command_line::run, support::files};

/// A region with the borders of its municipalities.
fn region(dir: &Path) {
    let borders = files().join("provincie/gemeentegrenzen.geojson");
    let (code, _, error) = run(dir, &["import", "areas", borders.to_str().unwrap(), "--holder", "Provincie"]);
    assert_eq!(code, 0, "{error}");
}

/// Ends with 2, says this, and leaves a folder that was not there as it was.
fn is_wrong_use(dir: &Path, words: &[&str], says: &str) {
    let there = dir.exists();
    let (code, _, error) = run(dir, words);
    assert_eq!((code, error.contains(says)), (2, true), "{words:?}: {error}");
    assert_eq!(dir.exists(), there, "{words:?} made a folder");
}

#[test]
fn a_delivery_is_not_withdrawn_without_a_reason() {
    let dir = tempfile::tempdir().unwrap();
    region(dir.path());
    let before = run(dir.path(), &["deliveries", "--json"]).1;
    let list: serde_json::Value = serde_json::from_str(&before).unwrap();
    for reason in ["", "  "] {
        is_wrong_use(dir.path(), &["deliveries", "--withdraw", list[0]["id"].as_str().unwrap(), "--reason", reason], "--reason is leeg");
    }
    assert_eq!(run(dir.path(), &["deliveries", "--json"]).1, before);
}

#[test]
fn a_setting_of_a_region_that_is_not_there_begins_none() {
    let dir = tempfile::tempdir().unwrap();
    let typo = dir.path().join("tikfout");
    for words in [
        &["config", "show"][..],
        &["config", "user", "list"],
        &["config", "user", "password", "anna"],
        &["config", "user", "retire", "anna"],
        &["config", "contact", "--name", "Loket", "--email", "loket@regio.example"],
        &["config", "register", "--email", "fg@regio.example"],
    ] {
        is_wrong_use(&typo, words, "staat geen regio");
    }
    is_wrong_use(&typo, &["config", "region", " "], "de naam is leeg");
    is_wrong_use(&typo, &["config", "user", "add", "--name", "  ", "--role", "ANA"], "--name is leeg");
    assert_eq!(run(&typo, &["config", "region", "Waterland"]).0, 0, "a region may begin with its name");
    assert!(run(&typo, &["config", "show"]).1.contains("Waterland"));
    is_wrong_use(&typo, &["config", "user", "password", "niemand"], "geen gebruiker met inlognaam");
    is_wrong_use(&typo, &["config", "user", "retire", "niemand"], "geen gebruiker met inlognaam");
    is_wrong_use(&typo, &["config", "user", "add", "--name", "!!", "--role", "ANA"], "bevat geen letters");
    is_wrong_use(&typo, &["config", "register", "--email", "fg@regio.example", "--status", "Nieuw"], "bestaat niet; kies");
}

#[test]
fn a_file_that_is_not_there_begins_no_region() {
    let dir = tempfile::tempdir().unwrap();
    let (new, nope) = (dir.path().join("nieuw"), dir.path().join("nope.zip"));
    let (code, _, error) = run(&new, &["import", "bag", nope.to_str().unwrap()]);
    assert_eq!((code, error.contains("nope.zip") && error.contains("het bestaat niet"), new.exists()), (3, true, false), "{error}");
    let (code, _, error) = run(&new, &["import", "bag", dir.path().to_str().unwrap()]);
    assert_eq!((code, error.contains("het is een map"), new.exists()), (3, true, false), "{error}");
}

#[test]
fn a_demo_that_cannot_be_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    is_wrong_use(&dir.path().join("nieuw"), &["demo", "--scale", "50", "--evaluate"], "van 0,1 tot en met 20");
    is_wrong_use(&dir.path().join("nieuw"), &["demo", "--date", "1900-01-01", "--evaluate"], "2015 tot en met 2100");
    is_wrong_use(dir.path(), &["demo", "--scale", "50", "--evaluate"], "van 0,1 tot en met 20");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn an_import_says_which_files_it_reads_before_it_asks_for_more() {
    let dir = tempfile::tempdir().unwrap();
    let (new, csv) = (dir.path().join("nieuw"), dir.path().join("ok.csv"));
    fs::write(&csv, "code;naam\n0441;Schagen\n").unwrap();
    is_wrong_use(&new, &["import", "areas", csv.to_str().unwrap()], "GeoJSON (.geojson of .json), GeoPackage (.gpkg) of GML");
    let (word, mapping) = (dir.path().join("rijen.docx"), dir.path().join("m.toml"));
    fs::write(&word, "x").unwrap();
    let words = ["import", "table", word.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()];
    is_wrong_use(&new, &words, ".tsv, .txt of .xlsx");
}

#[test]
fn an_empty_answer_is_no_answer() {
    let dir = tempfile::tempdir().unwrap();
    let (new, table, mapping) = (dir.path().join("nieuw"), dir.path().join("d.csv"), dir.path().join("m.toml"));
    fs::write(&table, "Zaaknr;Straat\n1;Dorpsweg\n").unwrap();
    let plain = "kind = \"dumping\"\n[columns]\nrow_id = \"Zaaknr\"\nstreet = \"Straat\"\n";
    fs::write(&mapping, format!("{plain}[delivery]\nholder = \"OD\"\npurpose = \" \"\nlegal_basis = \"AVG 6.1.e\"\n")).unwrap();
    let words = ["import", "table", table.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()];
    is_wrong_use(&new, &words, "er ontbreekt --purpose");
    is_wrong_use(&new, &[&words[..], &["--purpose", ""]].concat(), "--purpose is leeg");
    is_wrong_use(&new, &[&words[..], &["--purpose", "bezoekronde", "--holder", " "]].concat(), "--holder is leeg");
    let borders = files().join("provincie/gemeentegrenzen.geojson");
    is_wrong_use(&new, &["import", "areas", borders.to_str().unwrap(), "--legal-basis", ""], "--legal-basis is leeg");
}

#[test]
fn a_copy_goes_in_a_new_file_and_back_in_an_empty_folder() {
    let dir = tempfile::tempdir().unwrap();
    let (home, copy, other) = (dir.path().join("regio"), dir.path().join("d.kopie"), dir.path().join("elders"));
    region(&home);
    let copy = copy.to_str().unwrap();
    assert_eq!(run(&home, &["backup", copy]).0, 0);
    is_wrong_use(&home, &["backup", copy], "bestaat al");
    is_wrong_use(&other, &["restore", copy, "--database-url", "postgres://nergens/regio"], "pg_restore");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("notities.txt"), "van iemand anders").unwrap();
    is_wrong_use(&other, &["restore", copy], "notities.txt");
    assert_eq!(fs::read_dir(&other).unwrap().count(), 1);
    fs::remove_file(other.join("notities.txt")).unwrap();
    assert_eq!(run(&other, &["restore", copy]).0, 0);
    is_wrong_use(&other, &["restore", copy], "erfzicht.db");
}

#[test]
fn a_damaged_database_is_told_with_a_way_out() {
    let dir = tempfile::tempdir().unwrap();
    region(dir.path());
    let database = dir.path().join("erfzicht.db");
    let whole = fs::read(&database).unwrap();
    // Of a page that no command reads only a look at all pages tells.
    let spoiled = |from: usize| [&whole[..from], &vec![0x5a; whole.len() - from]].concat();
    for damaged in [spoiled(4096), spoiled(whole.len() - 4096), b"dit is een brief en geen database\n".repeat(99)] {
        fs::write(&database, damaged).unwrap();
        let (code, _, error) = run(dir.path(), &["doctor"]);
        assert_eq!((code, error.contains("beschadigd") && error.contains("erfzicht restore KOPIE --dir")), (3, true), "{error}");
        assert!(!error.contains("malformed") && !error.contains("not a database"), "{error}");
    }
}

#[test]
fn an_empty_database_is_not_healthy() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("erfzicht.db");
    fs::write(&database, "").unwrap();
    let (code, said, error) = run(dir.path(), &["doctor"]);
    assert_eq!((code, error.contains("erfzicht.db is leeg") && error.contains("erfzicht restore KOPIE --dir")), (3, true), "{said}{error}");
    assert_eq!(fs::metadata(&database).unwrap().len(), 0, "looking does not fill it");
}

#[test]
fn numbers_are_written_as_on_the_website() {
    let dir = tempfile::tempdir().unwrap();
    let csv = dir.path().join("a.csv");
    fs::write(&csv, "id,naam,plaats,wie\n1,Jansen,Dorp,a\n2,Jansen,Dorp,a\n3,Pietersen,Stad,b\n").unwrap();
    let csv = csv.to_str().unwrap();
    assert_eq!(run(dir.path(), &["link", "dedupe", csv]).0, 0);
    for words in [&["link", "evaluate", csv, "--truth", "wie"][..], &["link", "explain", csv, "1", "2"]] {
        let said = run(dir.path(), words).1;
        let points = said.split_whitespace().filter(|word| word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit()));
        assert_eq!(points.filter(|word| !word.ends_with('.')).collect::<Vec<_>>(), Vec::<&str>::new(), "{said}");
        assert!(said.contains(','), "{said}");
    }
}
