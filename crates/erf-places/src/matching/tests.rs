// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The linkage traps, one line each.

use erf_base::{BagId, RdPoint};
use erf_spatial::{Bounds, Geometry, Polygon};

use super::*;

fn id(kind: u64, number: u64) -> BagId {
    format!("9901{kind:02}{number:010}").parse().unwrap()
}

fn at(x: f64, y: f64) -> RdPoint {
    RdPoint::new(140_000.0 + x, 500_000.0 + y)
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> Polygon {
    Bounds { min: at(x, y), max: at(x + width, y + height) }.to_polygon()
}

/// Number, street, house number, letter, suffix, postcode, town, municipality.
type Line = (u64, &'static str, u32, &'static str, &'static str, &'static str, &'static str, u64);

/// Two towns in two municipalities; municipality 9911 Oudmeer became part of 9901.
fn gazetteer() -> Gazetteer {
    let mut builder = GazetteerBuilder::default();
    let addresses: &[Line] = &[
        (11, "Achterweg", 12, "", "", "1391SA", "Meerdorp", 9901),
        (12, "Achterweg", 12, "A", "", "1391SA", "Meerdorp", 9901),
        (13, "Achterweg", 12, "A", "bis", "1391SA", "Meerdorp", 9901),
        (14, "Achterweg", 14, "", "", "1391SA", "Meerdorp", 9901),
        (15, "Achterweg", 23, "", "", "1391SD", "Meerdorp", 9901),
        (16, "Burgemeester van der Veldestraat", 1, "", "", "1392SA", "Meerdorp", 9901),
        (17, "Dorpsstraat", 3, "", "", "1392SD", "Meerdorp", 9901),
        (18, "Dorpsstraat", 3, "", "", "1393SA", "Zuiderkog", 9902),
        (19, "Generaal Spoorlaan", 7, "", "", "1393SD", "Zuiderkog", 9902),
        (20, "1e Dwarsweg", 5, "", "", "1393SS", "Zuiderkog", 9902),
        (21, "Oudmeerderpad", 2, "", "", "1394SA", "Oudmeer", 9901),
        (120, "Kadelaan", 1, "", "", "1395SA", "Meerdorp", 9901),
        (123, "Kadelaan", 4, "", "", "1395SA", "Meerdorp", 9901),
        (31, "Hoekweg", 8, "A", "", "1396SA", "Meerdorp", 9901),
        (32, "Hoekweg", 8, "B", "", "1396SA", "Meerdorp", 9901),
    ];
    for &(number, street, house, letter, suffix, postcode, town, municipality) in addresses {
        builder.add_address(&NewAddress {
            id: id(20, number),
            unit: id(1, number),
            main: true,
            planned: false,
            street,
            number: house,
            letter,
            suffix,
            postcode,
            town,
            municipality: format!("{municipality}").parse().ok(),
            point: at(number as f64 * 100.0, 50.0),
        });
    }
    builder.add_building(id(10, 1), &rectangle(1095.0, 45.0, 10.0, 10.0));
    builder.add_building(id(10, 2), &rectangle(5000.0, 45.0, 30.0, 10.0));
    builder.add_parcel("MKW00 B 00123", &[rectangle(4990.0, 0.0, 100.0, 100.0)]);
    let mut area = |code: &str, kind, name: &'static str, year_to, shape: Geometry| {
        builder.add_area(NewArea { code, kind, name: Some(name), year_to, geometry: shape });
    };
    let square = |x: f64, side: f64| Geometry::Polygons(vec![rectangle(x, -3000.0, side, 6000.0)]);
    area("GM9901", AreaKind::Municipality, "Meerdorp aan Zee", None, square(-5000.0, 15_000.0));
    area("GM9911", AreaKind::Municipality, "Oudmeer", Some(2023), square(2000.0, 1000.0));
    area("GM9902", AreaKind::Municipality, "Kogland", None, square(10_000.0, 5000.0));
    area("BU99010001", AreaKind::Neighbourhood, "Achterveld", None, square(0.0, 1000.0));
    area("W-7", AreaKind::Water, "Ringsloot", None, Geometry::Lines(vec![vec![at(0.0, 500.0), at(6000.0, 500.0)]]));
    area("R-9", AreaKind::Road, "Rijksweg", None, Geometry::Lines(vec![vec![at(0.0, -500.0), at(6000.0, -500.0)]]));
    area("R-8", AreaKind::Road, "Dorpsstraat", None, Geometry::Lines(vec![vec![at(1700.0, 100.0), at(1750.0, 100.0)]]));
    area("K-1", AreaKind::Structure, "Gemaal De Hoop", None, Geometry::Point(at(3000.0, 600.0)));
    area("BT-2", AreaKind::Park, "Haven De Kaaien", None, square(7000.0, 500.0));
    builder.add_former_street("Kerkepad", "Achterweg", "Meerdorp");
    builder.add_parcel_designation("MKW00 B 00123", "MKW07 A 568");
    builder.add_road_section("R-9", "N9901", 1.0, 4.5);
    builder.finish()
}

fn link(row: RowPlace) -> Linked {
    School::new(&gazetteer(), &|_| None).untaught().link(&row)
}

/// `zeker address 11`, `onzeker area GM9901`, `geen`.
fn said(linked: &Linked) -> String {
    let short = |target: &Target| match target {
        Target::Address(id) | Target::Building(id) => format!("{} {}", target.kind(), id.number() % 1000),
        other => other.to_string(),
    };
    match &linked.best {
        Some(best) => format!("{} {}", linked.decision.code(), short(best)),
        None => linked.decision.code().to_owned(),
    }
}

fn check(row: RowPlace, expected: &str) {
    let linked = link(row.clone());
    assert_eq!(said(&linked), expected, "{row:?}\n{linked:#?}");
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Street, number and town in columns of their own.
fn columns(street: &str, number: &str, town: &str) -> RowPlace {
    RowPlace { street: some(street), number: some(number), town: some(town), ..RowPlace::default() }
}

fn cell(address: &str) -> RowPlace {
    RowPlace { address: some(address), ..RowPlace::default() }
}

fn words(text: &str, municipality: &str) -> RowPlace {
    RowPlace { place_text: some(text), municipality: some(municipality), ..RowPlace::default() }
}

#[test]
fn house_numbers_in_all_their_forms() {
    for (number, expected) in [
        ("12", "zeker address 11"),
        ("12-A", "zeker address 12"),
        ("12 a", "zeker address 12"),
        ("12A", "zeker address 12"),
        ("12 A bis", "zeker address 13"),
        ("12-14", "zeker address 11"),
        ("12.0", "zeker address 11"),
        ("12 C", "onzeker address 11"),
        ("t/o 14", "zeker address 14"),
        ("99", "onzeker area GM9901"),
    ] {
        check(columns("Achterweg", number, "Meerdorp"), expected);
    }
    let split = RowPlace { letter: some("a"), suffix: some("bis"), ..columns("Achterweg", "12", "Meerdorp") };
    check(split, "zeker address 13");
    let range = link(columns("Achterweg", "12-14", "Meerdorp"));
    assert!(range.alternatives.iter().any(|(target, _)| *target == Target::Address(id(20, 14))));
}

#[test]
fn streets_as_people_write_them() {
    for (street, number, expected) in [
        ("achterweg", "12", "zeker address 11"),
        ("Achter weg", "12", "zeker address 11"),
        ("Achterwg", "12", "zeker address 11"),
        ("Achtrweg", "12", "zeker address 11"),
        ("Burg. v.d. Veldestr.", "1", "zeker address 16"),
        ("BURG V/D VELDESTRAAT", "1", "zeker address 16"),
        ("Burgemeester van de Veldestraat", "1", "zeker address 16"),
        ("Voorstraat", "12", "onzeker area GM9901"),
        ("nabij Achterweg", "12", "zeker address 11"),
        ("A.weg", "12", "zeker address 11"),
        ("Kerkepad", "14", "zeker address 14"),
    ] {
        check(columns(street, number, "Meerdorp"), expected);
    }
    check(columns("Gen. Spoorlaan", "7", "Zuiderkog"), "zeker address 19");
    check(columns("Eerste Dwarsweg", "5", "Zuiderkog"), "zeker address 20");
}

#[test]
fn one_street_name_in_two_towns() {
    check(columns("Dorpsstraat", "3", "Zuiderkog"), "zeker address 18");
    check(columns("Dorpsstraat", "3", "Meerdrop"), "zeker address 17");
    check(columns("Dorpsstraat", "3", ""), "onzeker address 17");
    check(columns("Dorpsstraat", "3", "Kogland"), "zeker address 18");
    check(columns("Achterweg", "12", ""), "zeker address 11");
    let unsure = link(columns("Dorpsstraat", "3", ""));
    assert_eq!(unsure.alternatives[0].0, Target::Address(id(20, 18)));
}

#[test]
fn postcode_and_number() {
    let row = |postcode: &str, number: &str| RowPlace { postcode: some(postcode), number: some(number), ..RowPlace::default() };
    check(row("1391 SA", "14"), "zeker address 14");
    check(row("1391sa", "12 a"), "zeker address 12");
    check(row("1391SA", "15"), "geen");
    check(RowPlace { street: some("Achterwegg"), ..row("1391SA", "14") }, "zeker address 14");
    check(RowPlace { postcode: some("1391 SD"), ..columns("Achterweg", "14", "Meerdorp") }, "zeker address 14");
    check(RowPlace { postcode: some("9999 XX"), ..columns("Achterweg", "14", "Meerdorp") }, "zeker address 14");
}

#[test]
fn a_whole_address_in_one_cell() {
    for (text, expected) in [
        ("Achterweg 12, 1391 SA Meerdorp", "zeker address 11"),
        ("Achterweg 12 A, 1391SA Meerdorp", "zeker address 12"),
        ("ACHTERWEG 12-A 1391 SA MEERDORP", "zeker address 12"),
        ("Achterweg 12 Meerdorp", "zeker address 11"),
        ("Achterweg 12 te Meerdorp", "zeker address 11"),
        ("Meerdorp, Achterweg 14", "zeker address 14"),
        ("schuur bij Kerkepad 14", "zeker address 14"),
        ("1391SA 14", "zeker address 14"),
        ("1391 SA, 14", "zeker address 14"),
        ("Achterweg 14 1391", "zeker address 14"),
        ("1e Dwarsweg 5, Zuiderkog", "zeker address 20"),
        ("Burg. v.d. Veldestr. 1 (Meerdorp)", "zeker address 16"),
        ("Achtrweg 14, Meerdorp", "zeker address 14"),
        ("Achterweg (t/o nr 14), Meerdorp", "zeker address 14"),
        ("schuur achter Achterweg 14 Meerdorp", "zeker address 14"),
        ("schuur achter nr 14 Achterweg, Meerdorp", "zeker address 14"),
        ("Dorpsstraat ong., Meerdorp", "zeker area R-8"),
        ("Achterweg ong., Meerdorp", "onzeker area GM9901"),
        ("onbekend", "geen"),
    ] {
        check(cell(text), expected);
    }
}

#[test]
fn a_suffix_that_the_row_leaves_out_is_not_guessed() {
    check(columns("Hoekweg", "8", "Meerdorp"), "onzeker address 31");
    check(columns("Hoekweg", "8b", "Meerdorp"), "zeker address 32");
}

#[test]
fn old_municipality_names_still_count() {
    let row = |municipality: &str| RowPlace { municipality: some(municipality), ..columns("Oudmeerderpad", "2", "") };
    check(row("Oudmeer"), "zeker address 21");
    check(row("9911"), "zeker address 21");
    check(row("Gemeente Meerdorp aan Zee"), "zeker address 21");
    let old = link(row("9911"));
    assert!(old.evidence.contributions.iter().any(|c| c.code == "gemeente_vroeger"));
    check(RowPlace { municipality: some("Oudmeer"), ..RowPlace::default() }, "zeker area GM9911");
}

#[test]
fn identifiers_and_what_spreadsheets_do_to_them() {
    let row = |text: &str| RowPlace { address_id: some(text), ..RowPlace::default() };
    check(row("9901200000000123"), "zeker address 123");
    check(row("NL.IMBAG.Nummeraanduiding.9901200000000123"), "zeker address 123");
    check(row("9901200000000999"), "geen");
    check(row("1234"), "geen");
    check(RowPlace { unit_id: some("9901010000000014"), ..RowPlace::default() }, "zeker address 14");
    check(RowPlace { building_id: some("9901100000000002"), ..RowPlace::default() }, "zeker building 2");
    let rounded = RowPlace { address_id: some("9901200000000120"), ..columns("Kadelaan", "4", "Meerdorp") };
    check(rounded, "zeker address 123");
    let round = RowPlace { address_id: some("9901200000000120"), ..columns("Kadelaan", "1", "Meerdorp") };
    check(round, "zeker address 120");
    let shed = RowPlace { building_id: some("9901100000000002"), ..columns("Achterweg", "12", "Meerdorp") };
    check(shed, "zeker building 2");
    let unit = RowPlace { building_id: some("9901100000000001"), ..columns("Achterweg", "12", "Meerdorp") };
    check(unit, "zeker address 11");
    check(RowPlace { parcel_id: some("mkw00-b-123"), ..RowPlace::default() }, "zeker parcel MKW00 B 00123");
}

#[test]
fn coordinates_within_their_precision() {
    let row = |x: f64, y: f64, precision: f64| RowPlace { point: Some(at(x, y)), precision_m: Some(precision), ..RowPlace::default() };
    check(row(5010.0, 50.0, 5.0), "zeker building 2");
    check(row(5040.0, 50.0, 5.0), "zeker parcel MKW00 B 00123");
    check(row(5600.0, 501.0, 10.0), "zeker area W-7");
    check(row(5600.0, 501.0, 25.0), "zeker area GM9901");
    check(row(5600.0, -495.0, 5.0), "zeker area R-9");
    check(row(500.0, 250.0, 5.0), "zeker area BU99010001");
    check(row(90_000.0, 250.0, 5.0), "geen");
}

#[test]
fn the_postcode_of_the_farmhouse_for_a_shed_far_away() {
    let shed = RowPlace { point: Some(at(5010.0, 50.0)), ..columns("Achterweg", "12", "Meerdorp") };
    check(shed, "zeker building 2");
    let house = RowPlace { point: Some(at(1110.0, 50.0)), ..columns("Achterweg", "12", "Meerdorp") };
    check(house, "zeker address 11");
}

#[test]
fn places_in_words() {
    for (text, municipality, expected) in [
        ("slootkant bij Gemaal De Hoop", "", "zeker area K-1"),
        ("slootkant bij het gemaal", "Meerdorp aan Zee", "zeker area GM9901"),
        ("slootkant bij gemaal De Botter", "Meerdorp aan Zee", "onzeker area GM9901"),
        ("polder", "Meerdorp aan Zee", "onzeker area GM9901"),
        ("haventerrein De Kaaien", "", "zeker area BT-2"),
        ("in de Ringsloot ter hoogte van de brug", "9901", "zeker area W-7"),
        ("Haven De Kaaien, achter loods", "", "zeker area BT-2"),
        ("BU99010001", "", "zeker area BU99010001"),
        ("berm Achterweg t.h.v. nr 14", "9901", "zeker address 14"),
        ("bij boerderij Achterweg 23", "", "zeker address 15"),
        ("ergens", "", "geen"),
        ("onbekend", "9901", "onzeker area GM9901"),
        ("N9901 hmp 3.2", "", "zeker area R-9"),
        ("berm langs N9901 t.h.v. hectometerpaal 3,2", "9901", "zeker area R-9"),
        ("perceel MKW07 A 568", "", "zeker parcel MKW00 B 00123"),
        ("weiland MKW07A568", "9901", "zeker parcel MKW00 B 00123"),
        ("berm Dorpsstraat", "9901", "zeker area R-8"),
        ("berm Dorpsstraatt", "9901", "zeker area R-8"),
        ("loods bij nr. 14 Achtterweg", "9901", "zeker address 14"),
        ("bijgebouw 14 ACHTERWEG", "9901", "zeker address 14"),
    ] {
        check(words(text, municipality), expected);
    }
    let number_apart = RowPlace { place_text: some("schuur achter nr 14"), street: some("Achterweg"), ..RowPlace::default() };
    check(number_apart, "zeker address 14");
}

#[test]
fn the_parts_add_up_and_every_link_says_why() {
    for row in [columns("Achtrweg", "12", "Meerdorp"), cell("Achterweg 14"), words("Ringsloot", "9901")] {
        let linked = link(row);
        let sum: f64 = linked.evidence.contributions.iter().map(|c| c.weight).sum();
        assert!((linked.evidence.total() - linked.evidence.prior - sum).abs() < 1e-9);
        assert!(!linked.evidence.contributions.is_empty());
        assert!(linked.alternatives.len() <= MOST_ALTERNATIVES);
        assert!(linked.precision_m.is_some());
    }
}

#[test]
fn streets_that_are_hardly_legible_within_a_named_town() {
    for (street, number, town, expected) in [
        ("Burgemeester van der Feldestraat", "1", "Meerdorp", "zeker address 16"),
        ("Burgemeesterv an der Veldestraat", "1", "Meerdorp", "zeker address 16"),
        ("Kadelaen", "4", "Meerdorp", "zeker address 123"),
        ("Kerkepat", "14", "Meerdorp", "zeker address 14"),
        ("Meerdorp", "14", "Achterweg", "zeker address 14"),
    ] {
        check(columns(street, number, town), expected);
    }
}

#[test]
fn both_ends_of_a_range_are_no_rivals() {
    let linked = link(columns("Achterweg", "12-14", "Meerdorp"));
    let other = linked.alternatives.iter().find(|(target, _)| *target == Target::Address(id(20, 14))).unwrap();
    assert!(linked.decision == Decision::Certain && other.1.contributions.iter().any(|c| c.code == "huisnummer_in_reeks"), "{linked:#?}");
}

/// Names of port grounds and business parks that end in a number are names, not addresses.
#[test]
fn a_name_that_ends_in_a_number() {
    let mut builder = GazetteerBuilder::default();
    for (code, name, x) in [("H-1", "Haven Meerdorp", 0.0), ("H-2", "Haven Meerdorp 2", 1000.0), ("H-3", "Haven Meerdorp 3", 2000.0)] {
        let geometry = Geometry::Polygons(vec![rectangle(x, 0.0, 500.0, 500.0)]);
        builder.add_area(NewArea { code, kind: AreaKind::Park, name: Some(name), year_to: None, geometry });
    }
    let gazetteer = builder.finish();
    let school = School::new(&gazetteer, &|_| None);
    for (text, code) in [
        ("Haven Meerdorp", "H-1"),
        ("Haven Meerdorp 2", "H-2"),
        ("HAVEN MEERDORP 3", "H-3"),
        ("haventerrein Meerdorp 2", "H-2"),
        ("Haven Meerdrop 3", "H-3"),
    ] {
        let linked = school.untaught().link(&words(text, ""));
        assert_eq!(linked.best, Some(Target::Area(code.to_owned())), "{text}: {linked:#?}");
    }
}

/// An address that was issued and of which the unit is not in use yet is still what the row speaks of.
#[test]
fn an_address_that_is_not_in_use_yet() {
    let mut builder = GazetteerBuilder::default();
    builder.add_address(&NewAddress {
        id: id(20, 1),
        unit: id(1, 1),
        main: true,
        planned: true,
        street: "Nieuweweg",
        number: 5,
        letter: "",
        suffix: "",
        postcode: "1391SA",
        town: "Meerdorp",
        municipality: None,
        point: at(0.0, 0.0),
    });
    let gazetteer = builder.finish();
    let linked = School::new(&gazetteer, &|_| None).untaught().link(&columns("Nieuweweg", "5", "Meerdorp"));
    assert_eq!(linked.best, Some(Target::Address(id(20, 1))));
    assert!(linked.evidence.contributions.iter().any(|c| c.code == "adres_nog_niet_in_gebruik"));
}

/// A region that asks more than the matcher leaves to people what it would have linked, and one that asks less does not.
#[test]
fn a_region_chooses_from_which_chance_a_link_is_certain() {
    let gazetteer = gazetteer();
    let school = School::new(&gazetteer, &|_| None);
    let row = columns("Achtrweg", "12 a", "Meerdorp");
    let with = |cut: f64| school.learn(&Patterns::new(), 0, Some(cut)).0.link(&row);
    let chance = with(0.5).evidence.probability();
    assert!(chance > 0.5 && chance < 1.0, "{chance}");
    assert_eq!(with(chance - 0.01).decision, Decision::Certain);
    assert_eq!(with(chance + (1.0 - chance) / 2.0).decision, Decision::Unsure);
}

/// What a delivery teaches does not depend on the order of its rows, and what is linked then does not either.
#[test]
fn the_order_of_rows_does_not_matter() {
    let rows: Vec<RowPlace> = (0..60)
        .map(|k| match k % 4 {
            0 => columns("Achterweg", "14", "Meerdorp"),
            1 => columns("Achtrweg", "12 a", "Meerdorp"),
            2 => columns("Dorpsstraat", "3", ""),
            _ => cell("Kadelaan 1, 1395 SA Meerdorp"),
        })
        .collect();
    let gazetteer = gazetteer();
    let school = School::new(&gazetteer, &|_| None);
    let learn = |rows: &[RowPlace]| {
        let mut patterns = Patterns::new();
        rows.iter().for_each(|row| *patterns.entry(school.untaught().pattern(row)).or_default() += 1);
        let (linker, model) = school.learn(&patterns, rows.len() as u64, None);
        (model, linker.link(&columns("Achterweg", "12", "Meerdorp")))
    };
    let turned: Vec<RowPlace> = rows.iter().rev().cloned().collect();
    assert_eq!(learn(&rows), learn(&turned));
    assert_eq!((learn(&rows).0.rows, learn(&rows).0.converged), (60, true));
}

#[test]
fn an_empty_row_gives_nothing() {
    assert_eq!(link(RowPlace::default()), Linked::nothing());
    let builder = GazetteerBuilder::default();
    let empty = builder.finish();
    let school = School::new(&empty, &|_| None);
    assert_eq!(school.untaught().link(&columns("Achterweg", "12", "Meerdorp")).decision, Decision::None);
    assert_eq!(PlainLinker::new(&empty).link(&columns("Achterweg", "12", "Meerdorp")).decision, Decision::None);
}
