// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is typed and what comes back: Dutch help, exit codes, an empty folder.

use std::{path::Path, process::Command};

use crate::support::{files, offers};

/// Runs the program on the region in a folder: how it ended, what it said and what it complained of.
pub fn run(dir: &Path, words: &[&str]) -> (i32, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_erfzicht")).args(words).env("ERFZICHT_DIR", dir).env_remove("DATABASE_URL").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn help_is_dutch_for_every_command() {
    let dir = tempfile::tempdir().unwrap();
    for words in [&["-h"][..], &["demo", "-h"], &["import", "-h"], &["import", "bag", "--hulp"], &["config", "user", "add", "-h"]] {
        let (code, help, _) = run(dir.path(), words);
        assert_eq!(code, 0, "{words:?}");
        assert!(help.contains("Gebruik: erfzicht") && help.contains("Toon deze hulp"), "{help}");
        for english in ["Usage", "Options:", "Commands:", "Print help", "Arguments"] {
            assert!(!help.contains(english), "{english:?} in {help}");
        }
    }
}

#[test]
fn wrong_use_is_explained_in_dutch_and_ends_with_2() {
    let dir = tempfile::tempdir().unwrap();
    for (words, says) in [
        (&["demoo"][..], "bestaat niet"),
        (&["demo", "--scle", "1"], "Bedoelde u --scale?"),
        (&["demo", "--scale", "veel"], "past niet bij --scale <GETAL> (Grootte van de regio, 0,1 tot 20 (1 = 60.000 adressen))"),
        (&["config", "user", "add", "--name", "Jan", "--role", "baas"], "(Rol: AOV, ANA, PL, FG, STU of BEH)"),
        (&["scan", "--data", ".", "--out", ".", "--random-share", "alles"], "0 tot 0,5"),
        (&["import", "bag"], "Er ontbreekt iets"),
        (&[], "Kies een opdracht"),
    ] {
        let (code, _, error) = run(dir.path(), words);
        assert_eq!((code, error.contains(says)), (2, true), "{words:?}: {error}");
    }
}

#[test]
fn a_refused_file_ends_with_3_and_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let wrong = dir.path().join("brief.zip");
    std::fs::write(&wrong, "dit is geen zip").unwrap();
    let (code, _, error) = run(dir.path(), &["import", "bag", wrong.to_str().unwrap()]);
    assert_eq!(code, 3);
    assert!(error.contains("brief.zip"), "{error}");
    let rows = dir.path().join("rijen.csv");
    std::fs::write(&rows, "straat\n").unwrap();
    let (code, _, error) = run(dir.path(), &["import", "table", rows.to_str().unwrap(), "--mapping", "/bestaat/niet.toml"]);
    assert_eq!((code, error.contains("het bestaat niet")), (2, true), "{error}");
    assert!(!error.contains("os error"), "{error}");
}

#[test]
fn what_cannot_be_is_wrong_use() {
    let dir = tempfile::tempdir().unwrap();
    let (region, csv, out) = (dir.path().join("regio"), dir.path().join("a.csv"), dir.path().join("uit"));
    std::fs::write(&csv, "id,naam,plaats\n1,Jansen,Dorp\n2,Jansen,Dorp\n").unwrap();
    let borders = files().join("provincie/gemeentegrenzen.geojson");
    assert_eq!(run(&region, &["import", "areas", borders.to_str().unwrap(), "--holder", "Provincie"]).0, 0);
    let (csv, out, data) = (csv.to_str().unwrap(), out.to_str().unwrap(), files().to_str().unwrap().to_owned());
    for (words, says) in [
        (&["demo", "--scale", "50", "--files", out][..], "van 0,1 tot en met 20"),
        (&["demo", "--scale", "nan", "--files", out], "van 0,1 tot en met 20"),
        (&["deliveries", "--problems", "99"], "bestaat niet"),
        (&["deliveries", "--release", "99"], "bestaat niet"),
        (&["link", "dedupe", csv, "--keep", "2"], "--keep is een kans"),
        (&["link", "dedupe", csv, "--id", "nope"], "Kolom nope bestaat niet"),
        (&["link", "dedupe", csv, "--judgements", csv], "verwacht zijn de kolommen"),
        (&["link", "dedupe", csv, "--judgements", "/bestaat/niet"], "het bestaat niet"),
        (&["link", "evaluate", csv, "--truth", "nope"], "kolom \"nope\" staat niet in"),
        (&["link", "explain", csv, "1", "nope"], "rij \"nope\" staat niet in"),
        (&["scan", "--data", &data, "--out", out, "--capacity", "0"], "--capacity moet liggen"),
        (&["scan", "--data", &data, "--out", out, "--threads", "0"], "--threads moet ten minste 1 zijn"),
        (&["scan", "--data", &data, "--out", out, "--area", "/bestaat/niet.geojson"], "zo'n bestand is er niet"),
        (&["scan", "--data", &data, "--out", out, "--area", csv], "het vlak is niet te lezen"),
        (&["scan", "--data", &data, "--out", out, "--date", "1990-01-01"], "--date: 1990-01-01 kan niet"),
        (&["scan", "--data", &data, "--out", &data], "kies een map buiten die van --data"),
        (&["scan", "--data", &data, "--out", &format!("{data}/uit")], "kies een map buiten die van --data"),
        (&["scan", "--data", &data, "--out", out, "--ground", "artikel 4"], "--ground hoort bij een scan onder het convenant"),
    ] {
        let (code, _, error) = run(&region, words);
        assert_eq!((code, error.contains(says)), (2, true), "{words:?}: {error}");
        assert!(!error.contains("os error") && !error.contains(".."), "{error}");
    }
}

#[test]
fn a_folder_without_a_region_stays_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let (typo, copy) = (dir.path().join("tikfout"), dir.path().join("kopie.db"));
    let copy = copy.to_str().unwrap();
    for words in [
        &["backup", copy][..],
        &["doctor"],
        &["deliveries"],
        &["match"],
        &["evaluate", "--truth", "x"],
        &["report", "scan", "--area", "regio", "--out", "x.pdf"],
    ] {
        let (code, _, error) = run(&typo, words);
        assert_eq!((code, error.contains("staat geen regio")), (2, true), "{words:?}: {error}");
        assert!(!typo.exists(), "{words:?} made a folder");
    }
    let (code, _, error) = run(&typo, &["restore", copy]);
    assert_eq!((code, error.contains("het bestaat niet"), typo.exists()), (3, true, false), "{error}");
}

#[test]
fn whoever_stops_reading_spoils_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_erfzicht")).arg("-h").stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(program.stdout.take());
    assert!(program.wait().unwrap().success());
    let csv = dir.path().join("a.csv");
    std::fs::write(&csv, "id,naam,plaats\n1,Jansen,Dorp\n2,Jansen,Dorp\n").unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_erfzicht"))
        .args(["link", "profile"])
        .arg(&csv)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    assert!(program.wait().unwrap().success());
}

/// A municipality with this code, as GeoJSON.
fn border(code: &str, name: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{\"code\":{code},\"naam\":\"{name}\"}},\"geometry\":{{\"type\":\"Polygon\",\
         \"coordinates\":[[[4.7,52.7],[4.9,52.7],[4.9,52.9],[4.7,52.7]]]}}}}"
    )
}

fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","))
}

#[test]
fn a_file_that_broke_off_is_read_but_not_put_to_use() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("grenzen.geojson");
    let whole = collection(&[border("\"0441\"", "Schagen"), border("\"1911\"", "Hollands Kroon")]);
    std::fs::write(&file, &whole[..whole.len() - 40]).unwrap();
    let (code, _, error) = run(dir.path(), &["import", "areas", file.to_str().unwrap(), "--holder", "Kadaster"]);
    assert_eq!((code, error.contains("onvolledig (grenzen.geojson")), (3, true), "{error}");
    let list: serde_json::Value = serde_json::from_str(&run(dir.path(), &["deliveries", "--json"]).1).unwrap();
    assert_eq!(list[0]["state"], "gekoppeld");
}

#[test]
fn a_file_of_which_nothing_is_left_is_refused_with_the_causes() {
    let dir = tempfile::tempdir().unwrap();
    let (table, mapping) = (dir.path().join("leeg.csv"), dir.path().join("m.toml"));
    std::fs::write(&table, "Zaaknr;Straat\n").unwrap();
    std::fs::write(&mapping, "kind = \"dumping\"\n[columns]\nrow_id = \"Zaaknr\"\nstreet = \"Straat\"\n").unwrap();
    let about = ["--holder", "Omgevingsdienst", "--purpose", "bezoekronde", "--legal-basis", "AVG 6.1.e"];
    let words = ["import", "table", table.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()];
    let (code, _, error) = run(dir.path(), &[&words[..], &about].concat());
    assert_eq!((code, error.contains("hooguit koppen")), (3, true), "{error}");

    let file = dir.path().join("niets.geojson");
    std::fs::write(&file, collection(&[border("null", "Schagen")])).unwrap();
    let (code, _, error) = run(dir.path(), &["import", "areas", file.to_str().unwrap(), "--holder", "Kadaster"]);
    assert_eq!((code, error.contains("1 × Het object heeft geen code")), (3, true), "{error}");
    assert_eq!(run(dir.path(), &["deliveries", "--json"]).1.trim(), "[]", "nothing of them is in the register");
}

#[test]
fn every_municipality_is_accounted_for_however_its_code_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("grenzen.geojson");
    std::fs::write(&file, collection(&[border("\"GM1911\"", "Hollands Kroon"), border("441", "Schagen"), border("\"XX\"", "?")])).unwrap();
    let (code, said, error) = run(dir.path(), &["import", "areas", file.to_str().unwrap(), "--holder", "Provincie"]);
    assert_eq!((code, said.contains("3 rijen = 2 opgenomen + 1 afgewezen")), (0, true), "{said}{error}");

    let file = dir.path().join("cbs.geojson");
    let cbs = collection(&[border("\"GM0441\"", "Schagen")]).replace("\"code\"", "\"statcode\"").replace("\"naam\"", "\"statnaam\"");
    std::fs::write(&file, cbs).unwrap();
    let (code, said, error) = run(dir.path(), &["import", "areas", file.to_str().unwrap(), "--holder", "CBS", "--period-to", "2026-12-31"]);
    assert_eq!((code, said.contains("1 rij = 1 opgenomen")), (0, true), "{said}{error}");
}

#[test]
fn a_mapping_may_say_who_sent_the_file_and_why_it_may_be_used() {
    let dir = tempfile::tempdir().unwrap();
    let (table, mapping) = (dir.path().join("d.csv"), dir.path().join("m.toml"));
    std::fs::write(&table, "Zaaknr;Straat\n1;Dorpsweg\n").unwrap();
    let plain = "kind = \"dumping\"\n[columns]\nrow_id = \"Zaaknr\"\nstreet = \"Straat\"\n";
    let said = |purpose: &str| format!("{plain}[delivery]\nholder = \"OD\"\npurpose = \"{purpose}\"\nlegal_basis = \"AVG 6.1.e\"\n");
    let words = ["import", "table", table.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()];
    std::fs::write(&mapping, plain).unwrap();
    let (code, _, error) = run(dir.path(), &words);
    assert_eq!((code, error.contains("--legal-basis")), (2, true), "{error}");
    std::fs::write(&mapping, said("bezoekronde")).unwrap();
    let (code, _, error) = run(dir.path(), &[&words[..], &["--retention-until", "2020-01-01"]].concat());
    assert_eq!((code, error.contains("al voorbij")), (2, true), "{error}");
    assert_eq!(run(dir.path(), &words).0, 0);
    assert_eq!(run(dir.path(), &words).0, 0, "the same again changes nothing");

    std::fs::write(&mapping, said("iets anders")).unwrap();
    let (code, _, error) = run(dir.path(), &words);
    assert_eq!((code, error.contains("andere doelomschrijving") && error.contains("--withdraw")), (3, true), "{error}");
}

#[test]
fn one_can_start_empty_with_a_bag_file_a_border_and_a_table() {
    let dir = tempfile::tempdir().unwrap();
    let bag = offers(&["bag"]).remove(0).1;
    let borders = files().join("provincie/gemeentegrenzen.geojson");
    let (code, _, error) = run(dir.path(), &["import", "areas", borders.to_str().unwrap()]);
    assert_eq!(code, 0, "{error}");
    let known = run(dir.path(), &["deliveries", "--json"]).1;
    assert!(known.contains("onbekend (niet opgegeven)"), "nobody said who sent the borders: {known}");
    let (code, said, error) = run(dir.path(), &["import", "bag", bag.to_str().unwrap()]);
    assert_eq!(code, 0, "{error}");
    assert!(said.contains("opgenomen"), "{said}");
    let (offer, table) = offers(&["vergunningen"]).remove(0);
    let mapping = dir.path().join("m.toml");
    std::fs::write(&mapping, offer.mapping.unwrap()).unwrap();
    let (table, mapping) = (table.to_str().unwrap().to_owned(), mapping.to_str().unwrap().to_owned());
    let (code, _, error) = run(dir.path(), &["import", "table", &table, "--mapping", &mapping]);
    assert_eq!((code, error.contains("--purpose")), (2, true), "a table without purpose and basis is refused: {error}");
    let about = ["--holder", "Omgevingsdienst", "--purpose", "bezoekronde", "--legal-basis", "AVG 6.1.e", "--source", "vergunningen"];
    let (code, _, error) = run(dir.path(), &[&["import", "table", &table, "--mapping", &mapping][..], &about].concat());
    assert_eq!(code, 0, "{error}");
    let (_, list, _) = run(dir.path(), &["deliveries", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    for line in list.as_array().unwrap() {
        assert_eq!(line["state"], "vrijgegeven");
        assert_eq!(line["rows_in"].as_i64(), Some(line["accepted"].as_i64().unwrap() + line["rejected"].as_i64().unwrap()));
    }
    let (code, said, _) = run(dir.path(), &["config", "user", "add", "--name", "Anna de Vries", "--role", "ANA"]);
    assert_eq!((code, said.contains("Wachtwoord:")), (0, true), "{said}");
    let (code, said, _) = run(dir.path(), &["config", "user", "password", "anna.de.vries"]);
    assert_eq!((code, said.contains("Wachtwoord:")), (0, true), "{said}");
    assert_eq!(run(dir.path(), &["config", "user", "retire", "anna.de.vries"]).0, 0);
    assert!(run(dir.path(), &["config", "user", "list"]).1.contains("uit gebruik"));
    assert_eq!(run(dir.path(), &["config", "contact", "--name", "Loket", "--email", "loket@regio.example"]).0, 0);
    assert_eq!(run(dir.path(), &["config", "register", "--email", "fg@regio.example", "--status", "Nieuw"]).0, 2);
    assert_eq!(run(dir.path(), &["config", "register", "--email", "fg@regio.example"]).0, 0);
    let (_, said, _) = run(dir.path(), &["config", "show"]);
    assert!(said.contains("loket@regio.example") && said.contains("fg@regio.example"), "{said}");
    let (code, said, _) = run(dir.path(), &["doctor"]);
    assert_eq!((code, said.contains("keten klopt")), (0, true), "{said}");
}

#[test]
fn a_backup_of_a_region_can_be_put_back_in_an_empty_folder() {
    let dir = tempfile::tempdir().unwrap();
    let (copy, other) = (dir.path().join("kopie.db"), dir.path().join("elders"));
    let region = dir.path().join("regio");
    let borders = files().join("provincie/gemeentegrenzen.geojson");
    assert_eq!(run(&region, &["import", "areas", borders.to_str().unwrap(), "--holder", "Provincie"]).0, 0);
    assert_eq!(run(&region, &["backup", copy.to_str().unwrap()]).0, 0);
    let moved = dir.path().join("verhuisd.db");
    std::fs::rename(&copy, &moved).unwrap();
    let copy = moved;
    assert_eq!(run(&other, &["restore", copy.to_str().unwrap()]).0, 0, "the one file is all there is");
    assert_eq!(run(&region, &["deliveries", "--json"]).1, run(&other, &["deliveries", "--json"]).1);
    assert_eq!(run(&other, &["restore", copy.to_str().unwrap()]).0, 2, "never over what is there");
}

#[test]
fn what_the_demo_measures_can_be_read_by_a_program() {
    let dir = tempfile::tempdir().unwrap();
    let (code, answer, told) = run(&dir.path().join("demo"), &["demo", "--scale", "0.1", "--evaluate", "--json"]);
    assert_eq!(code, 0, "{told}");
    let about: serde_json::Value = serde_json::from_str(&answer).expect("standard output is the answer and nothing else");
    assert!(about["matching"].is_object() && about["visits"].is_array(), "{answer}");
    assert!(told.contains("rijen = "), "how far it was is told beside it: {told}");
}
