// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Extracts with something wrong: in one object, in the XML, in the zip.

use std::{fs, ops::ControlFlow, path::Path};

use erf_readers::{
    ReadError,
    bag::{self, BagRecord},
};
use proptest::prelude::*;

use crate::support::{Heard, read_bag, zipped};

/// One building; the pieces that tests spoil are parameters.
fn building(id: &str, from: &str, coordinates: &str) -> String {
    format!(
        "<sl:stand><s:bagObject><O:Pand><O:identificatie domein=\"NL.IMBAG.Pand\">{id}</O:identificatie><O:geometrie>\
         <gml:Polygon srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\"><gml:exterior><gml:LinearRing>\
         <gml:posList count=\"4\">{coordinates}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></O:geometrie>\
         <O:oorspronkelijkBouwjaar>1970</O:oorspronkelijkBouwjaar><O:status>Pand in gebruik</O:status><O:voorkomen><H:Voorkomen>\
         <H:voorkomenidentificatie>1</H:voorkomenidentificatie><H:beginGeldigheid>{from}</H:beginGeldigheid>\
         </H:Voorkomen></O:voorkomen></O:Pand></s:bagObject></sl:stand>\n"
    )
}

const SQUARE: &str = "140000 500000 0.0 140010 500000 0.0 140010 500010 0.0 140000 500000 0.0";

fn good(n: u32) -> String {
    building(&format!("99011000000000{n:02}"), "2010-01-01", SQUARE)
}

fn extract(objects: &str) -> String {
    format!("<?xml version=\"1.0\"?><s:bagStand xmlns:O=\"o\"><sl:standBestand>{objects}</sl:standBestand></s:bagStand>")
}

fn read_text(name: &str, text: &[u8]) -> Heard {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    read_bag(&path)
}

fn codes(heard: &Heard) -> Vec<(&str, Option<u64>)> {
    heard.problems.iter().map(|p| (p.code.as_str(), p.row)).collect()
}

#[test]
fn a_bad_object_is_rejected_with_its_place_and_the_rest_is_kept() {
    let swapped = "500000 140000 0 500000 140010 0 500010 140010 0 500000 140000 0";
    let objects = [
        good(1),
        building("990110000000000", "2010-01-01", SQUARE),
        building("9901200000000003", "2010-01-01", SQUARE),
        building("9901100000000004", "2010-02-30", SQUARE),
        building("9901100000000005", "2010-01-01", "140000 x 0"),
        building("9901100000000006", "2010-01-01", swapped),
        building("9901100000000007", "2010-01-01", "140000 500000 0 140000 500000 0"),
        good(8),
    ];
    let heard = read_text("a.xml", extract(&objects.concat()).as_bytes());
    assert_eq!(
        codes(&heard),
        [
            ("identificatie_onleesbaar", Some(2)),
            ("gegeven_ontbreekt", Some(3)),
            ("datum_onleesbaar", Some(4)),
            ("geometrie_onleesbaar", Some(5)),
            ("geometrie_buiten_nederland", Some(6)),
            ("geometrie_onleesbaar", Some(7)),
        ]
    );
    assert_eq!(heard.records.len(), 2);
    assert!(heard.problems[2].reason.starts_with("9901100000000004: "));
}

#[test]
fn xml_that_breaks_halfway_keeps_what_is_good_before_and_behind() {
    let text = extract(&[good(1), good(2), good(3)].concat());
    let broken = text.replacen("<O:status>Pand in gebruik</O:status>", "<O:status>Pand in gebruik</O:stat", 2).replacen(
        "</O:stat",
        "</O:status>",
        1,
    );
    let heard = read_text("a.xml", broken.as_bytes());
    assert_eq!((heard.records.len(), codes(&heard)), (2, vec![("xml_beschadigd", Some(2))]));
    assert_eq!(heard.summary.incomplete, ["a.xml"]);

    let cut = &text[..text.rfind("<O:status>").unwrap()];
    let heard = read_text("a.xml", cut.as_bytes());
    assert_eq!((heard.records.len(), codes(&heard)), (2, vec![("xml_beschadigd", Some(3))]));
}

#[test]
fn the_older_way_of_writing_identifiers_is_read() {
    let old = good(1).replace("9901100000000001", "<D:namespace>NL.IMBAG.Pand</D:namespace><D:lokaalID>9901100000000001</D:lokaalID>");
    let full = good(2).replace("9901100000000002", "NL.IMBAG.Pand.9901100000000002");
    let heard = read_text("a.xml", extract(&(old + &full)).as_bytes());
    assert_eq!((heard.records.len(), heard.problems.len()), (2, 0));
}

#[test]
fn an_unknown_building_year_and_status_do_not_lose_the_building() {
    let odd = good(1).replace(">1970<", ">9999<").replace("Pand in gebruik", "Pand weggewaaid");
    let heard = read_text("a.xml", extract(&odd).as_bytes());
    assert_eq!(codes(&heard), [("status_onbekend", Some(1))]);
    assert!(matches!(&heard.records[0], BagRecord::Building(it) if it.year.is_none()));
}

#[test]
fn zips_are_read_by_name_and_junk_is_not_a_problem() {
    let inner = zipped(&[("9901PND-000002.xml", extract(&good(2)).as_bytes()), ("9901PND-000001.xml", extract(&good(1)).as_bytes())]);
    let outer = zipped(&[("9999PND.zip", &inner), ("__MACOSX/._x.xml", b"junk"), (".DS_Store", b"junk"), ("lees mij.pdf", b"%PDF")]);
    let heard = read_text("a.zip", &outer);
    let ids: Vec<_> =
        heard.records.iter().map(|r| if let BagRecord::Building(it) = r { it.id.to_string() } else { String::new() }).collect();
    assert_eq!(ids, ["9901100000000001", "9901100000000002"]);
    assert_eq!(codes(&heard), [("lid_overgeslagen", None)]);
}

#[test]
fn a_broken_inner_zip_is_counted_and_named() {
    let outer = zipped(&[("9999NUM.zip", b"PK\x03\x04 no more"), ("9999PND.xml", extract(&good(1)).as_bytes())]);
    let heard = read_text("a.zip", &outer);
    assert_eq!((heard.records.len(), codes(&heard)), (1, vec![("zip_onleesbaar", None)]));
    assert_eq!(heard.summary.incomplete, ["9999NUM.zip"]);
}

fn refused(path: &Path) -> ReadError {
    bag::read(path, &mut |_| ControlFlow::Continue(())).unwrap_err()
}

#[test]
fn zips_too_deep_or_too_large_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("matroesjka.zip");
    let mut zip = zipped(&[("a.xml", extract(&good(1)).as_bytes())]);
    for _ in 0..5 {
        zip = zipped(&[("dieper.zip", &zip)]);
    }
    fs::write(&path, &zip).unwrap();
    assert!(refused(&path).to_string().contains("te diep"));

    let mut bomb = extract(&good(1)).into_bytes();
    bomb.resize(80 << 20, b' ');
    fs::write(&path, zipped(&[("a.xml", &bomb)])).unwrap();
    assert!(refused(&path).to_string().contains("zipbom"));
}

#[test]
fn what_is_no_extract_is_refused_and_mutations_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("iets.xml");
    fs::write(&path, "<a>geen BAG</a>").unwrap();
    assert!(refused(&path).to_string().starts_with("iets.xml: dit is geen BAG 2.0-extract"));
    assert!(refused(&folder.path().join("weg.zip")).to_string().contains("het bestaat niet"));
    let mutations = extract(&good(1)).replace("s:bagStand", "s:bagMutaties");
    let heard = read_text("m.xml", mutations.as_bytes());
    assert_eq!((heard.records.len(), codes(&heard)), (0, vec![("mutatiebestand", None)]));
}

#[test]
fn the_reader_stops_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xml");
    fs::write(&path, extract(&(good(1) + &good(2)))).unwrap();
    let mut heard = 0;
    let outcome = bag::read(&path, &mut |_| {
        heard += 1;
        ControlFlow::Break(())
    });
    assert_eq!((outcome, heard), (Err(ReadError::Stopped), 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens to the bytes: no panic, and every object is accounted for (asserted in `read_bag`).
    #[test]
    fn mutated_extracts_are_accounted_for(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..12)) {
        let mut bytes = extract(&(1..6).map(good).collect::<String>()).into_bytes();
        for (index, byte, way) in changes {
            let at = index.index(bytes.len());
            match way {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xml");
        fs::write(&path, bytes).unwrap();
        // A mutation may hit the very first bytes, so that the file is refused; else `read_bag` checks the sums.
        if bag::read(&path, &mut |_| ControlFlow::Continue(())).is_ok() {
            read_bag(&path);
        }
    }
}
