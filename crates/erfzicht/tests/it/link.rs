// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `erfzicht link`: two CSVs in, pairs and entities out.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const HEADER: &str = "id,voornaam,tussenvoegsel,achternaam,geboortedatum,straat,huisnummer,postcode,woonplaats,truth";

/// Forty people, of whom ten stand twice in the table, once with a slip of the pen.
fn people(truth: impl Fn(usize) -> String) -> String {
    let (first, last) =
        (["Johan", "Trijntje", "Kees", "Aagje", "Wim", "Fenna"], ["Bakker", "Visser", "Kuiper", "Mulder", "Dekker", "Prins", "Vos"]);
    let line = |id: usize, person: usize, last: &str| {
        let (day, month, year) = (1 + person * 7 % 28, 1 + person * 5 % 12, 1941 + person * 11 % 60);
        let street = ["Dorpsweg", "Kerkstraat", "Achterweg", "Molenpad"][person % 4];
        let (first, number, postcode) = (first[person % 6], 3 + person * 13 % 90, 1000 + person * 17 % 800);
        format!("{id},{first},van der,{last},{year}-{month:02}-{day:02},{street},{number},{postcode}SA,Plevierenkant,{}", truth(person))
    };
    let originals = (0..40).map(|person| line(person, person, last[person % 7]));
    let doubles = (0..10).map(|person| line(100 + person, person, &last[person % 7].replace('k', "kk")));
    std::iter::once(HEADER.to_owned()).chain(originals).chain(doubles).map(|line| line + "\n").collect()
}

fn erfzicht(dir: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_erfzicht")).current_dir(dir).args(words).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn every_row_is_in_one_entity_and_doubles_are_together() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mensen.csv"), people(|person| person.to_string())).unwrap();
    let output = erfzicht(dir.path(), &["link", "dedupe", "mensen.csv", "--threads", "2"]);
    assert!(output.status.success(), "{}", said(&output));
    let read = |name: &str| fs::read_to_string(dir.path().join("mensen.link").join(name)).unwrap();
    assert!(read("pairs.csv").starts_with("id_l,id_r,score,probability\n"));
    let clusters: Vec<(String, String)> =
        read("clusters.csv").lines().skip(1).map(|line| line.split_once(',').unwrap()).map(|(a, b)| (a.into(), b.into())).collect();
    assert_eq!(clusters.len(), 50);
    let entity = |id: &str| clusters.iter().find(|(row, _)| row == id).unwrap().1.clone();
    assert!((0..10).all(|person| entity(&person.to_string()) == entity(&(100 + person).to_string())), "{clusters:?}");
    for name in ["model.json", "run.json", "report.html"] {
        assert!(!read(name).is_empty(), "{name}");
    }
    let measured = erfzicht(dir.path(), &["link", "evaluate", "mensen.csv", "--truth", "truth", "--json"]);
    let about: serde_json::Value = serde_json::from_slice(&measured.stdout).unwrap();
    assert_eq!(about["true_pairs"], 10);
    assert!(about["clusters"]["f1"].as_f64().unwrap() > 0.9, "{about:#}");
}

#[test]
fn the_truth_is_never_compared_and_threads_change_nothing() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("een.csv"), people(|person| person.to_string())).unwrap();
    fs::write(dir.path().join("ander.csv"), people(|person| format!("x{}", person % 3))).unwrap();
    for (file, threads) in [("een.csv", "1"), ("ander.csv", "7")] {
        let output = erfzicht(dir.path(), &["link", "dedupe", file, "--threads", threads]);
        assert!(output.status.success(), "{}", said(&output));
    }
    for name in ["pairs.csv", "clusters.csv", "model.json", "report.html"] {
        let read = |file: &str| fs::read(dir.path().join(file.replace(".csv", ".link")).join(name)).unwrap();
        assert!(read("een.csv") == read("ander.csv"), "{name}");
    }
    let diff = erfzicht(dir.path(), &["link", "diff", "een.link", "ander.link", "--json"]);
    let about: serde_json::Value = serde_json::from_slice(&diff.stdout).unwrap();
    assert_eq!(about["entities_split"], serde_json::json!([]));
}

#[test]
fn two_files_are_linked_with_their_source() {
    let dir = tempfile::tempdir().unwrap();
    let text = people(|person| person.to_string());
    let (left, right) = text.split_once("100,").unwrap();
    fs::write(dir.path().join("links.csv"), left).unwrap();
    fs::write(dir.path().join("rechts.csv"), format!("{HEADER}\n100,{right}")).unwrap();
    let output = erfzicht(dir.path(), &["link", "match", "links.csv", "rechts.csv"]);
    assert!(output.status.success(), "{}", said(&output));
    let clusters = fs::read_to_string(dir.path().join("links.link/clusters.csv")).unwrap();
    assert!(clusters.starts_with("unique_id,cluster_id,source\n"));
    assert_eq!(clusters.lines().count(), 51);
}

#[test]
fn a_row_that_cannot_be_used_is_told_and_a_file_that_cannot_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let text = people(|person| person.to_string());
    fs::write(dir.path().join("rafel.csv"), format!("{text}200,te,weinig\n")).unwrap();
    let output = erfzicht(dir.path(), &["link", "dedupe", "rafel.csv", "--json"]);
    assert_eq!(output.status.code(), Some(0), "a rejected row is not a refusal: {}", said(&output));
    let about: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&about["files"][0]["rows_in"], &about["files"][0]["rejected"]), (&51.into(), &1.into()));
    assert!(fs::read_to_string(dir.path().join("rafel.link/problems.csv")).unwrap().lines().count() > 1);

    fs::write(dir.path().join("dubbel.csv"), format!("{text}{}", text.lines().nth(1).unwrap())).unwrap();
    assert_eq!(erfzicht(dir.path(), &["link", "dedupe", "dubbel.csv"]).status.code(), Some(3), "an id that comes back");
    assert_eq!(erfzicht(dir.path(), &["link", "dedupe", "er-is-niets.csv"]).status.code(), Some(3));
    assert_eq!(erfzicht(dir.path(), &["link", "dedupe"]).status.code(), Some(2));
    assert_eq!(erfzicht(dir.path(), &["link", "dedupe", "rafel.csv", "--preset", "boot"]).status.code(), Some(2));
}

#[test]
fn a_pair_is_explained_and_a_file_described() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mensen.csv"), people(|person| person.to_string())).unwrap();
    let explained = erfzicht(dir.path(), &["link", "explain", "mensen.csv", "3", "103", "--json"]);
    let about: serde_json::Value = serde_json::from_slice(&explained.stdout).unwrap();
    let parts = about["contributions"].as_array().unwrap().iter();
    let bits =
        |part: &serde_json::Value| ["bits", "frequency_bits", "veto_bits"].iter().map(|name| part[*name].as_f64().unwrap()).sum::<f64>();
    let sum = about["prior"].as_f64().unwrap() + parts.map(bits).sum::<f64>() + about["interaction"].as_f64().unwrap();
    assert!((sum - about["total"].as_f64().unwrap()).abs() < 1e-6, "the parts add up to the score");
    for words in [&["link", "profile", "mensen.csv"][..], &["link", "block", "mensen.csv"]] {
        let output = erfzicht(dir.path(), words);
        assert!(output.status.success() && output.stdout.len() > 200, "{}", said(&output));
    }
}

#[test]
fn one_record_that_is_typed_is_found_among_all_rows() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mensen.csv"), people(|person| person.to_string())).unwrap();
    // Row 3 as somebody else would write it, with a letter too many.
    let typed = ["voornaam=Aagje", "achternaam=Mulderr", "geboortedatum=22-4-1974", "straat=molenpad", "huisnummer=42", "postcode=1051 sa"];
    let words = [&["link", "find", "mensen.csv"][..], &typed].concat();
    let found = erfzicht(dir.path(), &[&words[..], &["--json"]].concat());
    let about: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    let best = &about["candidates"][0];
    assert!(["3", "103"].contains(&best["id"].as_str().unwrap()) && best["entity"] == "3" && best["above_cut"] == true, "{about:#}");
    assert_eq!(best["values"]["voornaam"], "Aagje");
    let shown = said(&erfzicht(dir.path(), &words));
    assert!(
        shown.contains("lijken hierop, van 50 rijen") && shown.contains("in de groep van 3") && shown.contains("achternaam: Mulder"),
        "{shown}"
    );
    assert!(!dir.path().join("mensen.link").exists(), "asking leaves nothing behind");
    let nobody = said(&erfzicht(dir.path(), &["link", "find", "mensen.csv", "achternaam=Xerxes", "postcode=9999ZZ"]));
    assert!(nobody.contains("0 rijen lijken hierop"), "{nobody}");
    for (wrong, why) in [("naam=Aagje", "wel: id, voornaam"), ("Aagje", "KOLOM=WAARDE")] {
        let refused = erfzicht(dir.path(), &["link", "find", "mensen.csv", wrong]);
        assert!(refused.status.code() == Some(2) && said(&refused).contains(why), "{}", said(&refused));
    }
}

/// The address of each of the forty people, as a list of addresses has it.
fn addresses() -> String {
    let lines = people(|_| String::new());
    let of = |line: &str| line.split(',').skip(5).take(4).collect::<Vec<_>>().join(",");
    let rows = lines.lines().skip(1).take(40).enumerate().map(|(number, line)| format!("01112000{number:08},{}\n", of(line)));
    std::iter::once("nummeraanduiding,straat,huisnummer,postcode,woonplaats\n".to_owned()).chain(rows).collect()
}

#[test]
fn addresses_are_looked_up_in_a_list() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mensen.csv"), people(|person| person.to_string())).unwrap();
    fs::write(dir.path().join("adressen.csv"), addresses()).unwrap();
    let words = ["mensen.csv", "--addresses", "adressen.csv", "--json"];
    for command in ["dedupe", "profile"] {
        let output = erfzicht(dir.path(), &[&["link", command], &words[..]].concat());
        let about: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
        let found = if command == "dedupe" { &about["addresses"]["found"] } else { &about["addresses"] };
        assert_eq!((&found["addresses"], &found["by_postcode"]), (&40.into(), &50.into()), "{about:#}");
    }
    let report = fs::read_to_string(dir.path().join("mensen.link/report.html")).unwrap();
    assert!(report.contains("Opgezocht in 40 adressen: 50 rijen gevonden"));
}

#[test]
fn a_list_that_names_no_addresses_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mensen.csv"), people(|person| person.to_string())).unwrap();
    fs::write(dir.path().join("adressen.csv"), "straat,huisnummer\nKerkweg,3\n").unwrap();
    let output = erfzicht(dir.path(), &["link", "dedupe", "mensen.csv", "--addresses", "adressen.csv"]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("adressenlijst mist een kolom met het nummer van elk adres"), "{}", said(&output));
}

#[test]
fn the_outcome_of_two_files_is_measured_and_explained_with_both() {
    let dir = tempfile::tempdir().unwrap();
    let text = people(|person| person.to_string());
    let (left, right) = text.split_once("100,").unwrap();
    // Both number their rows from 0, so a bare number names two rows.
    let right: String = format!("100,{right}").lines().enumerate().map(|(row, line)| format!("{row}{}\n", &line[3..])).collect();
    fs::write(dir.path().join("links.csv"), left).unwrap();
    fs::write(dir.path().join("rechts.csv"), format!("{HEADER}\n{right}")).unwrap();
    let run = |words: &[&str]| erfzicht(dir.path(), &[&["link"], words].concat());
    assert!(run(&["match", "links.csv", "rechts.csv", "--out", "uit"]).status.success());
    let measured = run(&["evaluate", "links.csv", "rechts.csv", "--truth", "truth", "--out", "uit", "--json"]);
    let about: serde_json::Value = serde_json::from_slice(&measured.stdout).unwrap_or_else(|_| panic!("{}", said(&measured)));
    assert_eq!(about["true_pairs"], 10);
    assert!(about["clusters"]["f1"].as_f64().unwrap() > 0.9, "{about:#}");
    let explained = run(&["explain", "links.csv", "rechts.csv", "3", "3", "--json"]);
    let about: serde_json::Value = serde_json::from_slice(&explained.stdout).unwrap_or_else(|_| panic!("{}", said(&explained)));
    assert!(about["probability"].as_f64().unwrap() > 0.5, "{about:#}");
    for words in [&["evaluate", "links.csv", "--truth", "truth", "--out", "uit"][..], &["explain", "links.csv", "3", "4", "--out", "uit"]] {
        let refused = run(words);
        assert!(!refused.status.success() && said(&refused).contains("twee bestanden"), "{}", said(&refused));
    }
}

#[test]
fn what_an_earlier_run_left_is_not_taken_for_the_outcome_of_this_one() {
    let dir = tempfile::tempdir().unwrap();
    let there = |name: &str| dir.path().join("uit").join(name).exists();
    let link = |words: &[&str]| {
        let output = erfzicht(dir.path(), &[&["link"], words, &["--out", "uit"]].concat());
        assert!(output.status.success(), "{}", said(&output));
    };
    fs::write(dir.path().join("een.csv"), people(|_| String::new())).unwrap();
    fs::write(dir.path().join("ander.csv"), people(|_| String::new()).replace("Bakker", "Bakhuis")).unwrap();
    // Training, scoring and grouping of one file fill one folder, with the model given or not.
    link(&["train", "een.csv"]);
    link(&["score", "een.csv"]);
    link(&["cluster", "een.csv", "--model", "uit/model.json"]);
    assert!(there("model.json") && there("pairs.csv") && there("clusters.csv") && there("report.html"));
    // Of another file they say nothing; what is not ours stays.
    fs::write(dir.path().join("uit/notities.txt"), "van mij").unwrap();
    link(&["score", "ander.csv", "--model", "uit/model.json"]);
    assert!(there("model.json"), "the model was given");
    assert!(there("pairs.csv") && there("notities.txt") && !there("clusters.csv") && !there("report.html"));
    link(&["cluster", "een.csv"]);
    assert!(there("clusters.csv") && !there("pairs.csv") && !there("model.json"));
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("een.csv"), people(|_| String::new())).unwrap();
    fs::write(dir.path().join("pairs.csv"), "van mij").unwrap();
    let output = erfzicht(dir.path(), &["link", "cluster", "een.csv", "--out", "."]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fs::read_to_string(dir.path().join("pairs.csv")).unwrap(), "van mij");
}

#[test]
fn a_file_with_a_header_and_no_rows_is_named_with_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("leeg.csv"), "id,naam,plaats\n").unwrap();
    let output = erfzicht(dir.path(), &["link", "dedupe", "leeg.csv"]);
    assert_eq!(output.status.code(), Some(3));
    let said = said(&output);
    assert!(said.contains("leeg.csv") && said.contains("geen rijen") && said.contains("Zet de rijen onder de kopregel"), "{said}");
}

#[test]
fn an_explanation_shows_what_was_typed_and_every_step() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mensen.csv"), people(|person| person.to_string())).unwrap();
    let output = erfzicht(dir.path(), &["link", "explain", "mensen.csv", "3", "103"]);
    let text = said(&output);
    assert!(text.contains("Rij 103: wat er staat en wat wij vergelijken"), "{text}");
    assert!(
        text.contains("voornaam (voornamen): \"Aagje\" → aagje") && text.contains("Hoofdletters, accenten en leestekens weggehaald"),
        "{text}"
    );
    let about: serde_json::Value =
        serde_json::from_slice(&erfzicht(dir.path(), &["link", "explain", "mensen.csv", "3", "103", "--json"]).stdout).unwrap();
    assert_eq!(about["values"]["left"][0]["typed"], "Aagje");
    assert!(!about["values"]["right"][0]["steps"].as_array().unwrap().is_empty(), "{about:#}");
}

#[test]
fn what_is_not_taken_over_from_splink_is_named_everywhere() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mensen.csv"), people(|_| String::new())).unwrap();
    let level = |column: &str, m: f64, u: f64| {
        serde_json::json!({ "output_column_name": column, "comparison_levels": [
            { "sql_condition": format!("\"{column}_l\" = \"{column}_r\""), "m_probability": m, "u_probability": u },
            { "sql_condition": "ELSE", "m_probability": 1.0 - m, "u_probability": 1.0 - u } ] })
    };
    let model = serde_json::json!({ "probability_two_random_records_match": 0.01,
        "comparisons": [level("achternaam", 0.9, 0.1), level("postcode", 0.9, 0.01), level("straat", 0.9, 0.1), level("haarkleur", 0.9, 0.2)] });
    fs::write(dir.path().join("splink.json"), model.to_string()).unwrap();
    let output = erfzicht(dir.path(), &["link", "dedupe", "mensen.csv", "--model", "splink.json"]);
    let read = |name: &str| fs::read_to_string(dir.path().join("mensen.link").join(name)).unwrap();
    for text in [said(&output), read("run.json"), read("report.html")] {
        assert!(text.contains("haarkleur van het model is niet overgenomen"), "{text}");
        assert!(text.contains("De kansen van postcode, straat zijn daarvoor vermenigvuldigd"), "{text}");
    }
}

/// A file of judgements.
fn judgements(lines: &[&str]) -> String {
    std::iter::once("left,right,verdict,who,when,why").chain(lines.iter().copied()).map(|line| format!("{line}\n")).collect()
}

#[test]
fn what_people_said_is_counted_and_told_beside_the_score() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mensen.csv"), people(|_| String::new())).unwrap();
    let told = judgements(&[
        "3,103,not_same,anna,2026-10-01,",
        "20,20,same,anna,2026-10-01,",
        "20,nergens,same,anna,2026-10-01,",
        "21,22,same,anna,2026-10-01,",
        "21,22,not_same,bert,2026-10-01,",
        "4,5,same,anna,2026-10-01,",
        "4,5,not_same,anna,2026-10-02,",
    ]);
    fs::write(dir.path().join("oordelen.csv"), told).unwrap();
    let run = |words: &[&str]| said(&erfzicht(dir.path(), &[&["link"], words, &["--judgements", "oordelen.csv"]].concat()));
    let words = "Oordelen: 7 gelezen, 2 gebruikt, 1 later herzien, 1 over een rij die er niet is, 1 over een rij en zichzelf, \
                 2 in strijd met een ander oordeel.";
    let text = run(&["dedupe", "mensen.csv"]);
    assert!(text.contains(words), "{text}");
    let about: serde_json::Value = serde_json::from_str(&fs::read_to_string(dir.path().join("mensen.link/run.json")).unwrap()).unwrap();
    let given = &about["files"][1];
    assert_eq!(
        (&given["kind"], &given["judgements"]["used"], &given["judgements"]["unknown"]),
        (&"judgements".into(), &2.into(), &1.into())
    );
    assert_eq!(given["sha256"].as_str().map(str::len), Some(64), "{given}");
    let text = run(&["explain", "mensen.csv", "3", "103"]);
    assert!(text.contains("Een mens oordeelde: niet dezelfde; dat gaat voor."), "{text}");
    let about: serde_json::Value = serde_json::from_str(&run(&["explain", "mensen.csv", "103", "3", "--json"])).unwrap();
    assert_eq!((&about["judged"], &about["linked"]), (&"not_same".into(), &false.into()));
}

#[test]
fn a_given_model_is_named_with_its_hash_and_is_no_second_table() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mensen.csv"), people(|person| person.to_string())).unwrap();
    let run = |words: &[&str]| erfzicht(dir.path(), &[&["link"], words].concat());
    assert!(run(&["train", "mensen.csv"]).status.success());
    assert!(run(&["dedupe", "mensen.csv", "--model", "mensen.link/model.json", "--out", "uit"]).status.success());
    let about: serde_json::Value = serde_json::from_str(&fs::read_to_string(dir.path().join("uit/run.json")).unwrap()).unwrap();
    assert_eq!(about["files"][1]["kind"], "model");
    assert_eq!(about["files"][1]["sha256"].as_str().map(str::len), Some(64));
    assert!(run(&["evaluate", "mensen.csv", "--truth", "truth", "--out", "uit"]).status.success());
}

#[test]
fn an_outcome_is_not_held_against_another_file() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("een.csv"), people(|person| person.to_string())).unwrap();
    fs::write(dir.path().join("ander.csv"), people(|person| format!("x{person}"))).unwrap();
    let run = |words: &[&str]| erfzicht(dir.path(), &[&["link"], words, &["--out", "uit"]].concat());
    assert!(run(&["dedupe", "een.csv"]).status.success());
    assert!(run(&["evaluate", "een.csv", "--truth", "truth"]).status.success());
    let refused = run(&["evaluate", "ander.csv", "--truth", "truth"]);
    assert_eq!(refused.status.code(), Some(3), "{}", said(&refused));
    assert!(said(&refused).contains("uit is niet van ander.csv"), "{}", said(&refused));
}

#[test]
fn a_table_in_which_nothing_can_be_compared_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let rows: String = (0..300).map(|row| format!("{row},{:x}\n", (row as u64 + 77).wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    fs::write(dir.path().join("codes.csv"), format!("id,code\n{rows}")).unwrap();
    let text = said(&erfzicht(dir.path(), &["link", "dedupe", "codes.csv"]));
    assert!(text.contains("Niet herkend: geen kolom is een naam") && !text.contains("Herkend als"), "{text}");
    assert!(text.contains("Let op: Er is niets vergeleken, want") && !text.contains("Er zijn geen koppelingen."), "{text}");
    let chosen = said(&erfzicht(dir.path(), &["link", "dedupe", "codes.csv", "--preset", "company"]));
    assert!(chosen.contains("Gekozen: company"), "{chosen}");
}

#[test]
fn no_cores_at_all_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mensen.csv"), people(|_| String::new())).unwrap();
    let output = erfzicht(dir.path(), &["link", "dedupe", "mensen.csv", "--threads", "0"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}
