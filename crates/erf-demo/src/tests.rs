// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tests on the whole region.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use calamine::Reader;

use crate::{Options, Summary, world::World, write_region};

/// The folder with sample files beside the repository; `None` with a message when it is absent.
pub(crate) fn shared() -> Option<PathBuf> {
    let path = std::env::var("ERFZICHT_SHARED")
        .map_or_else(|_| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")), PathBuf::from);
    if !path.join("data/nl").exists() {
        eprintln!("overgeslagen: geen ../shared");
        return None;
    }
    Some(path)
}

fn small() -> Options {
    Options { scale: 0.1, ..Options::default() }
}

fn region(options: &Options) -> (tempfile::TempDir, Summary) {
    let dir = tempfile::tempdir().unwrap();
    let summary = write_region(options, dir.path(), &mut |_, _, _| {}).unwrap();
    (dir, summary)
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn deliveries(dir: &Path) -> Vec<toml::Table> {
    let list: toml::Table = fs::read_to_string(dir.join("leveringen.toml")).unwrap().parse().unwrap();
    list["delivery"].as_array().unwrap().iter().map(|d| d.as_table().unwrap().clone()).collect()
}

fn text<'t>(table: &'t toml::Table, key: &str) -> &'t str {
    table.get(key).and_then(toml::Value::as_str).unwrap_or_default()
}

/// The mapping of a delivery, if it has one.
fn mapping(dir: &Path, delivery: &toml::Table) -> Option<toml::Table> {
    let file = delivery.get("mapping")?.as_str()?;
    Some(fs::read_to_string(dir.join(file)).unwrap().parse().unwrap())
}

/// A table as rows of text, in the encoding and dialect its mapping names.
fn rows(dir: &Path, delivery: &toml::Table) -> Vec<Vec<String>> {
    let path = dir.join(text(delivery, "file"));
    if text(delivery, "format") == "xlsx" {
        let mut book = calamine::open_workbook_auto(&path).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        let skipped = range.start().map_or(0, |start| start.0 as usize);
        let rows = range.rows().map(|r| r.iter().map(ToString::to_string).collect());
        return std::iter::repeat_n(Vec::new(), skipped).chain(rows).collect();
    }
    let map = mapping(dir, delivery).unwrap();
    let file = map.get("file").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let bytes = fs::read(&path).unwrap();
    let decoded = if text(&file, "encoding") == "windows-1252" {
        encoding_rs::WINDOWS_1252.decode(&bytes).0
    } else {
        encoding_rs::UTF_8.decode(&bytes).0
    };
    let delimiter = text(&file, "delimiter").bytes().next().unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(decoded.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn is_table(delivery: &toml::Table) -> bool {
    ["csv", "xlsx"].contains(&text(delivery, "format"))
}

#[test]
fn the_same_options_give_the_same_bytes() {
    let ((a, first), (b, second)) = (region(&small()), region(&small()));
    assert_eq!(first, second);
    let (ours, theirs) = (files(a.path()), files(b.path()));
    assert_eq!(ours.len(), theirs.len());
    for (one, other) in ours.iter().zip(&theirs) {
        assert!(fs::read(one).unwrap() == fs::read(other).unwrap(), "{} verschilt", one.display());
    }
}

#[test]
fn another_seed_gives_another_region() {
    let world = |seed| crate::world::build::world(&Options { seed, ..small() }, &mut |_, _, _| {});
    let (one, two): (World, World) = (world(1), world(2));
    assert_ne!(one.municipalities[0].buildings.len(), two.municipalities[0].buildings.len());
}

#[test]
fn the_size_follows_the_scale() {
    let (_dir, s) = region(&small());
    let near = |value: u64, expected: u64| value.abs_diff(expected) * 100 <= expected * 20;
    assert!(near(s.addresses, 6_000) && near(s.buildings, 8_600) && near(s.sheds, 3_000), "{s:?}");
    assert!(
        (12..=72).contains(&s.towns) && s.municipalities == 12 && s.farms > 150 && s.hidden > 15 && (450..=950).contains(&s.companies),
        "{s:?}"
    );
}

#[test]
fn sizes_and_dates_that_cannot_be_are_refused_in_dutch() {
    let dir = tempfile::tempdir().unwrap();
    let wrong = Options { scale: 50.0, ..Options::default() };
    assert_eq!(
        write_region(&wrong, dir.path(), &mut |_, _, _| {}).unwrap_err().to_string(),
        "schaal 50 kan niet: kies een getal van 0,1 tot en met 20"
    );
}

/// Rows of the register of sources.
fn sources() -> Option<Vec<BTreeMap<String, String>>> {
    let mut reader = csv::Reader::from_path(shared()?.join("content/bronnen.csv")).unwrap();
    Some(reader.deserialize().map(Result::unwrap).collect())
}

#[test]
fn every_source_has_a_file_in_its_compartment_and_carries_nothing_forbidden() {
    let Some(sources) = sources() else { return };
    let (dir, _) = region(&small());
    let all = deliveries(dir.path());
    for source in sources {
        let own: Vec<&toml::Table> = all.iter().filter(|d| text(d, "source") == source["bestand"]).collect();
        assert!(!own.is_empty(), "geen bestand voor {}", source["bestand"]);
        for delivery in own {
            assert_eq!(text(delivery, "compartment"), source["compartiment"], "{delivery:?}");
            let headings = headings(dir.path(), delivery);
            for word in source["niet_meeleveren"].split([',', ' ']).filter(|w| w.len() > 3) {
                let found = headings.iter().find(|h| forbidden(h, word));
                assert!(found.is_none(), "{} draagt {found:?}", text(delivery, "file"));
            }
        }
    }
}

/// Whether a heading speaks of what may not be sent. Names of streets and firms are no names of persons, and an address
/// is only forbidden where the register says so.
fn forbidden(heading: &str, word: &str) -> bool {
    let heading = heading.to_lowercase();
    let singular = word.trim_end_matches("en").trim_end_matches('s');
    let harmless = ["straatnaam", "handelsnaam", "buurtnaam", "aantal", "bron bekend", "melding", "vestigingsnummer"];
    !harmless.iter().any(|h| heading.contains(h)) && heading.split([' ', '_', '-', '/']).any(|part| part == word || part == singular)
}

fn headings(dir: &Path, delivery: &toml::Table) -> Vec<String> {
    if !is_table(delivery) {
        let map = mapping(dir, delivery).unwrap_or_default();
        return map.values().filter_map(toml::Value::as_table).flat_map(|t| t.keys().cloned()).collect();
    }
    let map = mapping(dir, delivery).unwrap();
    let row = map.get("file").and_then(|f| f.get("header_row")).and_then(toml::Value::as_integer).unwrap_or(1);
    rows(dir, delivery)[row as usize - 1].iter().map(|h| h.trim_start_matches('\u{feff}').to_owned()).collect()
}

#[test]
fn every_delivery_has_its_file_and_every_mapped_column_a_heading() {
    let (dir, summary) = region(&small());
    let all = deliveries(dir.path());
    assert_eq!(all.len() as u64, summary.deliveries);
    for delivery in &all {
        assert!(dir.path().join(text(delivery, "file")).exists(), "{delivery:?}");
        for key in ["source", "name", "holder", "purpose", "legal_basis", "period_from", "period_to", "retention_until"] {
            assert!(!text(delivery, key).is_empty(), "{key} ontbreekt: {delivery:?}");
        }
        if !is_table(delivery) {
            continue;
        }
        let headings = headings(dir.path(), delivery);
        let map = mapping(dir.path(), delivery).unwrap();
        let columns = map["columns"].as_table().unwrap().values().map(|v| v.as_str().unwrap());
        let attributes = map
            .get("attributes")
            .and_then(toml::Value::as_table)
            .into_iter()
            .flat_map(|t| t.values())
            .map(|v| v["column"].as_str().unwrap());
        for column in columns.chain(attributes) {
            assert!(headings.iter().any(|h| h == column), "{column} staat niet in {}", text(delivery, "file"));
        }
    }
}

#[test]
fn truth_speaks_of_rows_and_things_that_exist() {
    let (dir, summary) = region(&small());
    let heights: BTreeMap<String, u64> = deliveries(dir.path())
        .iter()
        .filter(|d| is_table(d))
        .map(|d| (text(d, "file").to_owned(), rows(dir.path(), d).len() as u64))
        .collect();
    let world = crate::world::build::world(&small(), &mut |_, _, _| {});
    let ids = known(&world);
    let mut reader = csv::Reader::from_path(dir.path().join("truth/links.csv")).unwrap();
    let mut seen = BTreeSet::new();
    for record in reader.records().map(Result::unwrap) {
        let row: u64 = record[2].parse().unwrap();
        assert!(row > 1 && row <= heights[&record[0]], "{record:?}");
        assert!(&record[3] == "none" || ids.contains(&(record[3].to_owned(), record[4].to_owned())), "{record:?}");
        seen.insert((record[0].to_owned(), record[1].to_owned(), record[2].to_owned()));
    }
    assert!(summary.links > 10_000);
    for file in ["same.csv", "yards.csv", "hidden.csv"] {
        let mut reader = csv::Reader::from_path(dir.path().join("truth").join(file)).unwrap();
        for record in reader.records().map(Result::unwrap) {
            let known = match file {
                "same.csv" => seen.contains(&(record[1].to_owned(), record[2].to_owned(), record[3].to_owned())),
                "yards.csv" => ids.contains(&(record[1].to_owned(), record[2].to_owned())),
                _ => ids.contains(&("building".to_owned(), record[0].to_owned())),
            };
            assert!(known, "{file}: {record:?}");
        }
    }
}

/// Everything a row can be about.
fn known(world: &World) -> BTreeSet<(String, String)> {
    let mut ids = BTreeSet::new();
    let each = |kind: &str, all: &mut dyn Iterator<Item = String>| all.map(|id| (kind.to_owned(), id)).collect::<Vec<_>>();
    for m in &world.municipalities {
        ids.extend(each("address", &mut (0..m.addresses.len() as u32).map(|i| format!("{:016}", m.address_id(i)))));
        ids.extend(each("building", &mut (0..m.buildings.len() as u32).map(|i| format!("{:016}", m.building_id(i)))));
        ids.extend(each("parcel", &mut (0..m.parcels.len() as u32).map(|i| m.parcel_id(i))));
        ids.extend(each("area", &mut (0..m.streets.len() as u32).map(|i| crate::sources::road_code(m, i).to_string())));
        ids.extend(each("area", &mut m.neighbourhoods.iter().map(|n| n.code.clone())));
        ids.extend(each("area", &mut m.parks.iter().map(|p| p.code.clone())));
        ids.extend(each("area", &mut m.stations.iter().map(|s| m.local_id(&s.code))));
        ids.extend(each("area", &mut m.waters.iter().map(|w| m.local_id(&w.code))));
        ids.extend(each("area", &mut std::iter::once(format!("GM{}", m.code))));
    }
    ids.extend(each("area", &mut world.roads.iter().map(|r| r.code.to_string())));
    ids
}

#[test]
fn addresses_are_unique_and_postcodes_never_issued() {
    let world = crate::world::build::world(&small(), &mut |_, _, _| {});
    let mut seen = BTreeSet::new();
    for m in &world.municipalities {
        for a in m.addresses.iter().filter(|a| a.exists()) {
            let code = crate::world::ids::postcode(a.postcode);
            assert!(["SA", "SD", "SS"].contains(&&code[4..]));
            assert!(seen.insert((code, a.number, a.letter, a.suffix)), "{} {}", m.name, a.number);
        }
    }
}

#[test]
fn the_mess_is_there() {
    let (dir, _) = region(&Options { scale: 0.3, ..Options::default() });
    let all = deliveries(dir.path());
    let cells: Vec<String> = all.iter().filter(|d| is_table(d)).flat_map(|d| rows(dir.path(), d)).flatten().collect();
    let any = |test: &dyn Fn(&str) -> bool| cells.iter().any(|c| test(c));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    assert!(any(&|c| c.split_once('-').is_some_and(|(a, b)| digits(a) && digits(b) && a.len() < 4 && b.len() < 4)), "12-14");
    assert!(any(&|c| c.split_once('-').is_some_and(|(a, b)| digits(a) && b == "A")), "12-A");
    assert!(any(&|c| c.split_once(' ').is_some_and(|(a, b)| digits(a) && b == "a")), "12 a");
    for words in ["t/o ", "slootkant bij het gemaal", "schuur achter", "ong.", "Totaal", "Tureluurswaard", "str.", "hmp"] {
        assert!(any(&|c| c.contains(words)), "{words}");
    }
}
