// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2

use erf_base::{Compartment, Role};
use erf_store::Db;

use super::region::{DUMPS, FINDS, PRESENCE, Reader, database, delivery, fill, id, row};
use crate::derive_places::search_key;

/// Another address on the yard at Achterweg 12.
async fn beside(db: &Db, number: i64, letter: &str, suffix: &str) {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let hyphen = if suffix.is_empty() { "" } else { "-" };
    let mut tx = db.begin().await.unwrap();
    erf_store::query(
        "INSERT INTO address (id, unit, delivery, seq, municipality, cell, x, y, street, number, letter, suffix, postcode, town, \
         kind, uses, area, side, search_key, place, reason, detail) SELECT (SELECT MAX(id) + 1 FROM address), unit, delivery, seq, \
         municipality, cell, x, y, street, $1, $2, $3, postcode, town, kind, uses, area, side, $4, place, reason, detail FROM address WHERE id = $5",
    )
    .bind(number)
    .bind(some(letter))
    .bind(some(suffix))
    .bind(search_key(&format!("Achterweg {number}{letter}{hyphen}{suffix} Waterdam")))
    .bind(9_901_200_000_000_012_i64)
    .run(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn sent_by(db: &Db, delivery: i64, holder: &str) {
    let mut tx = db.begin().await.unwrap();
    erf_store::query("UPDATE delivery SET holder = $2 WHERE id = $1").bind(delivery).bind(holder).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn analyst(db: &Db) -> Reader {
    Reader::new(db, Role::Analyst, None).await
}

async fn page(reader: &Reader, question: &str) -> String {
    let question: String = question.bytes().map(|byte| format!("%{byte:02X}")).collect();
    reader.get(&format!("/zoeken?q={question}")).await.text.replace("&#x2f;", "/")
}

/// The addresses found, in their order.
async fn found(reader: &Reader, question: &str) -> Vec<String> {
    let page = page(reader, question).await;
    let Some((_, section)) = page.split_once("aria-labelledby=\"adressen\"") else { return Vec::new() };
    let section = section.split("</section>").next().unwrap();
    let names = section.split("erf-places__name\"").skip(1);
    names.map(|name| name.split(['>', '<']).nth(1).unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_complete_address_is_found_however_it_is_written() {
    for db in erf_store::testing::databases().await.unwrap() {
        fill(&db, false).await;
        beside(&db, 14, "", "").await;
        let reader = analyst(&db).await;
        let whole = ["Achterweg 12, 1234 SA Waterdam", "Achterweg 12 1234SA", "1234 SA Achterweg 12", "achterweg12, 1234sa"];
        let towns = ["Achterweg 12 Waterdam", "Waterdam, Achterweg 12", "Achterweg Waterdam 12", "12 achterweg waterdam"];
        for question in whole.into_iter().chain(towns) {
            assert_eq!(found(&reader, question).await, ["Achterweg 12"], "{question}");
        }
        assert_eq!(found(&reader, "Achterweg 1234 SA").await, ["Achterweg 12", "Achterweg 14"]);
        assert!(found(&reader, "Kade 12, 1234 SA").await.is_empty());
    }
}

#[tokio::test]
async fn town_and_municipality_narrow() {
    let db = database(false).await;
    let reader = analyst(&db).await;
    assert_eq!(found(&reader, "1234 SA").await, ["Achterweg 12", "Kade 1"]);
    for question in ["1234SA Zeewolde-Oost", "Kade 1 Zeewolde-Oost", "Kade 1, Oosthaven", "kade zeewolde", "1234 SA 1 Oosthaven"] {
        assert_eq!(found(&reader, question).await, ["Kade 1"], "{question}");
    }
    assert!(found(&reader, "Kade 1 Waterdam").await.is_empty());
}

#[tokio::test]
async fn a_letter_or_addition_narrows() {
    let db = database(false).await;
    for (letter, suffix) in [("A", ""), ("A", "2"), ("B", ""), ("", "hs")] {
        beside(&db, 12, letter, suffix).await;
    }
    let reader = analyst(&db).await;
    for question in ["1234SA 12a", "1234 SA 12-A", "achterweg12a", "Achterweg 12 a", "Achterweg 12A, 1234 SA Waterdam"] {
        assert_eq!(found(&reader, question).await, ["Achterweg 12A", "Achterweg 12A-2"], "{question}");
    }
    assert_eq!(found(&reader, "1234SA 12 hs").await, ["Achterweg 12-hs"]);
    assert_eq!(found(&reader, "1234SA 12").await.len(), 5);
}

#[tokio::test]
async fn a_letter_that_is_not_there_is_said_with_what_is_near() {
    let db = database(false).await;
    let reader = analyst(&db).await;
    for question in ["1234SA 12c", "Achterweg 12c", "achterweg 12 c waterdam"] {
        assert_eq!(found(&reader, question).await, ["Achterweg 12"], "{question}");
        assert!(page(&reader, question).await.contains("Nummer 12c vonden wij niet."), "{question}");
    }
    assert!(!page(&reader, "Achterweg 12").await.contains("vonden wij niet."));
}

#[tokio::test]
async fn a_street_may_be_one_letter_wrong_and_a_postcode_old() {
    let db = database(false).await;
    let reader = analyst(&db).await;
    for question in ["Achterwg 12", "Achtreweg 12", "achter weg 12", "Achterwegg 12 Waterdam", "achterwig"] {
        assert_eq!(found(&reader, question).await, ["Achterweg 12"], "{question}");
        assert!(page(&reader, question).await.contains("Een straat met precies deze naam vonden wij niet."), "{question}");
    }
    assert!(found(&reader, "Agterwg 12").await.is_empty());
    assert_eq!(found(&reader, "Achterweg 12, 4321 ZZ").await, ["Achterweg 12"]);
    assert!(page(&reader, "Achterweg 12, 4321 ZZ").await.contains("Met postcode 4321ZZ vonden wij dit adres niet."));
}

#[tokio::test]
async fn another_municipality_is_not_found_by_any_form_of_an_address() {
    let db = database(false).await;
    let other = Reader::new(&db, Role::SafetyAdviser, Some("9902")).await;
    for question in ["Achterwg 12", "Achterweg 12, 1234 SA", "Achterweg 12c", "1234SA 12", "Achterweg 12 Waterdam", "Achterweg 12, 4321 ZZ"]
    {
        let page = page(&other, question).await;
        assert!(page.contains("Niets gevonden") && !page.contains("vonden wij dit"), "{question}");
    }
    assert_eq!(found(&other, "1234 SA").await, ["Kade 1"]);
}

#[tokio::test]
async fn a_company_is_found_with_and_without_dots_in_its_legal_form() {
    let db = database(false).await;
    let mut tx = db.begin().await.unwrap();
    row(&mut tx, DUMPS, 3, "dumping", 20260301, r#"{"name":"Webwinkel Noordzoet B.V.","kvk":"00100005"}"#, "zeker").await;
    row(&mut tx, DUMPS, 4, "dumping", 20260301, r#"{"name":"VOF Vollegrond","kvk":"00100022"}"#, "zeker").await;
    tx.commit().await.unwrap();
    let reader = analyst(&db).await;
    for question in ["Webwinkel Noordzoet BV", "webwinkel noordzoet b.v.", "B.V. Webwinkel", "noordzoet b v"] {
        assert!(page(&reader, question).await.contains("Webwinkel Noordzoet B.V."), "{question}");
    }
    assert!(page(&reader, "V.O.F. Vollegrond").await.contains("VOF Vollegrond"));
}

#[tokio::test]
async fn who_sent_deliveries_is_found_with_the_way_to_them() {
    let db = database(false).await;
    sent_by(&db, PRESENCE, "Gemeente Waterdam").await;
    let reader = analyst(&db).await;
    let one = page(&reader, "gemeente waterdam").await;
    assert!(one.contains(&format!("href=\"/leveringen/{}\">Gemeente Waterdam", id(PRESENCE))) && one.contains("stuurde één levering"));
    let more = page(&reader, "omgevingsdienst").await;
    assert!(more.contains("href=\"/leveringen?houder=Omgevingsdienst\">Omgevingsdienst") && more.contains("stuurde 2 leveringen"));
    let list = reader.get("/leveringen?houder=Omgevingsdienst").await.text;
    let shown = |delivery| list.contains(&format!("href=\"/leveringen/{}\"", id(delivery)));
    assert!(shown(DUMPS) && !shown(PRESENCE), "the list holds the deliveries of this sender only");
    let other = Reader::new(&db, Role::SafetyAdviser, Some("9902")).await;
    assert!(!page(&other, "gemeente waterdam").await.contains("stuurde"), "that delivery is about another municipality");
    let steering = Reader::new(&db, Role::SteeringGroup, None).await;
    assert!(!page(&steering, "omgevingsdienst").await.contains("stuurde"), "who may open no delivery finds no sender");
}

#[tokio::test]
async fn senders_under_the_covenant_leave_no_trace() {
    let db = database(true).await;
    let mut tx = db.begin().await.unwrap();
    delivery(&mut tx, 0x41, "meldingen", Compartment::Covenant).await;
    tx.commit().await.unwrap();
    sent_by(&db, FINDS, "Politie Markerwaard").await;
    let (analyst, adviser) = (analyst(&db).await, Reader::new(&db, Role::SafetyAdviser, Some("9901")).await);
    assert!(page(&analyst, "politie").await.contains("stuurde één levering"));
    assert!(page(&adviser, "politie").await.contains("Niets gevonden"));
    // Two of the deliveries of this sender are open to both; a third is not.
    assert!(page(&analyst, "omgevingsdienst").await.contains("stuurde 4 leveringen"));
    assert!(page(&adviser, "omgevingsdienst").await.contains("stuurde 3 leveringen"));
}

#[tokio::test]
async fn the_heading_says_when_there_is_more() {
    let db = database(false).await;
    for number in 100..118 {
        beside(&db, number, "", "").await;
    }
    let reader = analyst(&db).await;
    assert!(page(&reader, "achterweg").await.contains("20 resultaten voor"), "19 addresses and their yard");
    beside(&db, 118, "", "").await;
    beside(&db, 119, "", "").await;
    assert!(page(&reader, "achterweg").await.contains("Meer dan 21 resultaten voor"));
}

#[tokio::test]
async fn a_reader_without_the_covenant_gets_the_page_that_is_there_without_it() {
    let (with, without) = (database(true).await, database(false).await);
    let with = Reader::new(&with, Role::SafetyAdviser, Some("9901")).await;
    let without = Reader::new(&without, Role::SafetyAdviser, Some("9901")).await;
    for question in ["omgevingsdienst", "geheim bv", "Geheim B.V.", "Achterwg 12", "Achterweg 12c", "Achterweg 12, 4321 ZZ"] {
        assert_eq!(page(&with, question).await, page(&without, question).await, "{question}");
    }
}
