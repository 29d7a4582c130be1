// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What page, letter and report tell of a place agrees, and the letter gives nothing away.

use axum::http::StatusCode;
use erf_base::{Actor, Ctx, Role};
use erf_report::letter::OwnerLetter;
use erf_store::{Db, query};

use super::region::{Reader, approved, approved_of, ctx, database, signed, yard};
use crate::{
    card::Variant,
    indicator, letter_data,
    life::{Format, ScanId},
    report_data,
    share::{self, NewRecipient},
    testing::Trial,
};

/// The adviser of the municipality of the even yards.
fn adviser() -> Ctx {
    let it = ctx("aov", Role::SafetyAdviser);
    Ctx { actor: Actor { municipality: Some("9901".parse().unwrap()), ..it.actor.clone() }, ..it }
}

async fn letter(db: &Db, by: &Ctx, id: ScanId, place: &str) -> OwnerLetter {
    letter_data::owner_letter(db, by, id, place, &Default::default()).await.unwrap()
}

/// What the internal report says would lower the points of a place.
async fn lowers_in_report(db: &Db, id: ScanId, name: &str) -> Vec<String> {
    let by = ctx("anne", Role::Analyst);
    let new = NewRecipient {
        name: "C. de Boer".into(),
        organisation: "gemeente".into(),
        purpose: "gesprekken".into(),
        destroy_by: jiff::civil::date(2026, 12, 31),
        format: Format::Pdf,
        form: "a".into(),
    };
    let seq = share::share(db, &by, id, &new).await.unwrap();
    let report = report_data::internal(db, &by, id, seq, Default::default()).await.unwrap();
    report.places.into_iter().find(|place| place.name == name).unwrap().lowers
}

#[tokio::test]
async fn page_letter_and_report_say_the_same_of_what_would_lower_the_points() {
    type Left = (&'static str, &'static str);
    type Case = (&'static [(&'static str, i32)], &'static str, &'static [Left]);
    let cases: [Case; 3] = [
        (&[("L03", 2), ("L17", 2)], "pp", &[("L03", "blijven er 2 punten over"), ("L17", "blijven er geen punten over")]),
        (&[("L03", 2), ("L18", 1), ("L17", 2)], "ppa", &[("L18", "blijven er geen punten over")]),
        (&[("H05", 3), ("L01", 1), ("L11", 1)], "ppp", &[("H05", "blijven er 2 punten over"), ("L11", "blijven er 3 punten over")]),
    ];
    for (entries, yard_0, expected) in cases {
        let db = database().await;
        signed(&db, Variant::Municipal, entries).await;
        let trial = Trial::new(entries, &[yard_0.to_owned(), "a".repeat(entries.len())]);
        let id = approved_of(&db, "najaar", Variant::Municipal, &trial, 0.0).await;
        let told: Vec<(&str, &str)> = expected.iter().map(|(code, left)| (indicator::find(code).unwrap().name.as_str(), *left)).collect();
        let written: Vec<String> = told.iter().map(|(name, left)| format!("als «{name}» niet meer klopt, dan {left}")).collect();
        assert_eq!(letter(&db, &adviser(), id, &yard(0)).await.lowers, written);
        assert_eq!(lowers_in_report(&db, id, "Achterweg 0").await, written);
        let page = Reader::analyst(&db).await.get(&format!("/scans/{id}/plaatsen/{}", yard(0))).await.text;
        assert_eq!(page.matches("niet meer? Dan ").count(), told.len(), "{page}");
        for (name, left) in told {
            assert!(page.contains(&format!("Klopt «{name}» niet meer? Dan {left} (band")), "{name}: {left}\n{page}");
        }
    }
}

/// A covenant scan of these yards, in a database of its own: the same scan of other facts.
async fn under_covenant(yards: &[&str]) -> (Db, ScanId) {
    const ENTRIES: &[(&str, i32)] = &[("L03", 2), ("L17", 2), ("L09", 5), ("L13", 4)];
    let db = database().await;
    signed(&db, Variant::Covenant, ENTRIES).await;
    let id = approved_of(&db, "convenant", Variant::Covenant, &Trial::new(ENTRIES, yards), 0.5).await;
    (db, id)
}

#[tokio::test]
async fn a_letter_is_the_same_whether_partners_shared_something_of_a_place_or_not() {
    let (with, id) = under_covenant(&["paap", "ppap", "aapa", "papp", "apaa", "aaaa", "aaau"]).await;
    let (without, same) = under_covenant(&["paaa", "ppaa", "aaaa", "paaa", "apaa", "aaaa", "aaaa"]).await;
    assert_eq!(id, same);
    let by = ctx("anne", Role::Analyst);
    for n in 0..7 {
        let (one, other) = (letter(&with, &by, id, &yard(n)).await, letter(&without, &by, id, &yard(n)).await);
        assert_eq!(one, other, "yard {n}");
        assert_eq!(erf_report::letter::build(&one).unwrap(), erf_report::letter::build(&other).unwrap(), "yard {n}");
    }
    let ended = letter(&with, &by, id, &yard(0)).await;
    assert!(ended.facts.is_empty() && ended.lowers.is_empty(), "{ended:?}");
    assert!(ended.not_counted[0].contains("dit telt nooit alleen"), "{:?}", ended.not_counted);
    let mut tx = without.read().await.unwrap();
    let random = "SELECT COUNT(*) FROM scan_place WHERE scan = $1 AND random";
    assert!(query(random).bind(id.0).scalar::<i64>(&mut tx).await.unwrap() > 0, "some were chosen by lot");
}

#[tokio::test]
async fn a_reason_without_a_day_has_that_of_its_delivery_on_the_page_and_in_the_letter() {
    let db = database().await;
    let entries = &[("L01", 3), ("L02", 1)];
    signed(&db, Variant::Municipal, entries).await;
    let id = approved_of(&db, "najaar", Variant::Municipal, &Trial::new(entries, &["ag", "aa"]), 0.0).await;
    let facts = letter(&db, &adviser(), id, &yard(0)).await.facts;
    assert_eq!((facts[0].code.as_str(), facts[0].date), ("L02", Some(jiff::civil::date(2026, 9, 30))));
    let page = Reader::analyst(&db).await.get(&format!("/scans/{id}/plaatsen/{}", yard(0))).await.text;
    assert!(page.contains("datetime=\"2026-09-30\""), "{page}");
}

#[tokio::test]
async fn a_field_with_a_citizen_service_number_says_that_nothing_was_kept() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let reader = Reader::adviser(&db).await;
    let here = format!("/scans/{id}/plaatsen/{}", yard(0));
    let named = "BSN+123456782+J.+Jansen";
    for (end, form) in [
        ("besluit", format!("besluit=niet&beurt=0&reden={named}")),
        ("correctie", format!("kenmerk=L01&van=eigenaar&toelichting={named}")),
        ("bezwaar", format!("bezwaar={named}")),
    ] {
        let refused = reader.post(&format!("{here}/{end}"), &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{end}");
        assert!(refused.text.contains("Er is niets vastgelegd"), "{end}\n{}", refused.text);
    }
    assert!(!reader.get(&here).await.text.contains("123456782"));
}

#[tokio::test]
async fn after_not_visiting_is_decided_the_page_asks_for_a_new_decision_before_a_visit() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let reader = Reader::adviser(&db).await;
    let here = format!("/scans/{id}/plaatsen/{}", yard(0));
    assert!(reader.get(&here).await.text.contains("name=\"uitkomst\""));
    reader.post(&format!("{here}/besluit"), "besluit=niet&reden=net+bezocht&beurt=0").await;
    let page = reader.get(&here).await.text;
    assert!(page.contains("Neem eerst een nieuw besluit") && !page.contains("name=\"uitkomst\""), "{page}");
    let refused = reader.post(&format!("{here}/bezoek"), "bezocht=2026-10-01&uitkomst=signaal").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("Neem eerst een nieuw besluit"), "{}", refused.text);
    let recipients = reader.get(&format!("/scans/{id}/ontvangers")).await.text;
    assert!(recipients.contains("bezwaar 0, besloten «niet bezoeken» 1"), "{recipients}");
}

#[tokio::test]
async fn an_expired_scan_has_no_list_to_leave_as_it_is() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let mut tx = db.begin().await.unwrap();
    crate::store::end::bury(&mut tx, &ctx("anne", Role::Analyst), id, "termijn", "de termijn is voorbij").await.unwrap();
    tx.commit().await.unwrap();
    let reader = Reader::analyst(&db).await;
    for end in ["", "?code=L01&punten=9"] {
        let page = reader.get(&format!("/scans/{id}/wat-als{end}")).await.text;
        assert!(page.contains("er is geen lijst meer") && !page.contains("De lijst blijft zoals hij is"), "{page}");
    }
}

/// A figure of L01 on a day.
async fn figure(db: &Db, id: ScanId, area: &str, variant: &str) {
    let mut tx = db.begin().await.unwrap();
    query(
        "INSERT INTO indicator_figure (scan, code, version, variant, date, area, applicable, present, absent, unknown, histogram, data_version) \
         VALUES ($1, 'L01', 1, $3, 20261001, $2, 100, 20, 60, 20, '[]', 1)",
    )
    .bind(id.0)
    .bind(area)
    .bind(variant)
    .run(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn areas_with_one_scan_are_named_where_nothing_can_have_changed_yet() {
    let db = database().await;
    let (first, second) = (approved(&db, "voorjaar", Variant::Municipal).await, approved(&db, "najaar", Variant::Municipal).await);
    let drawn = approved(&db, "vlak", Variant::Municipal).await;
    figure(&db, first, "regio", "gemeentelijk").await;
    let alone = Reader::analyst(&db).await.get("/indicatoren/L01").await.text;
    assert!(alone.contains("nog maar één scan") && alone.contains("Onbekend, van de plekken waarvoor het kan gelden"), "{alone}");
    figure(&db, second, "regio", "gemeentelijk").await;
    figure(&db, drawn, "vlak", "gemeentelijk").await;
    let both = Reader::analyst(&db).await.get("/indicatoren/L01").await.text;
    assert!(!both.contains("nog maar één scan") && both.contains("Scans van een eigen vlak staan hier niet"), "{both}");
}

#[tokio::test]
async fn the_wizard_lists_what_a_scan_of_one_municipality_reads() {
    let db = database().await;
    let mut tx = db.begin().await.unwrap();
    let square =
        erf_spatial::Bounds { min: erf_base::RdPoint::new(140_000.0, 500_000.0), max: erf_base::RdPoint::new(141_000.0, 501_000.0) };
    let shape = erf_spatial::wkb::encode(&erf_spatial::Geometry::Polygons(vec![square.to_polygon()]));
    let area = "INSERT INTO feature (delivery, seq, member, ordinal, kind, code, name, attributes, shape) \
                VALUES (1, 1, 1, 1, 'gemeente', '9901', 'Eiderwaard', '{}', $1)";
    query(area).bind(shape.as_slice()).run(&mut tx).await.unwrap();
    let place = "INSERT INTO place (id, kind, name, municipality, cell, x, y, buildings, addresses, shed_area, countryside, parcel, rule) \
                 VALUES ($1, 'erf', 'Achterweg 0', 9901, 1, 140500, 500500, 0, 0, 200, $2, NULL, 'erf-1')";
    query(place).bind(yard(0)).bind(true).run(&mut tx).await.unwrap();
    let row = "INSERT INTO source_row (delivery, seq, sheet, row_number, kind, event_date, raw, fields, attributes) \
               VALUES (2, 1, 'Blad1', 2, 'zaak', 20260301, '[]', '{}', '{}')";
    query(row).run(&mut tx).await.unwrap();
    query("UPDATE delivery SET municipality = 9902 WHERE id = 2").run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let reader = Reader::analyst(&db).await;
    for (area, said) in [("9901", "één levering"), ("regio", "2 leveringen")] {
        let order = [("gebied", area), ("variant", "gemeentelijk"), ("peildatum", "2026-10-01"), ("capaciteit", "4"), ("aselect", "20")];
        let check = reader.upload("/scans/nieuw", &order).await;
        assert!(check.text.contains(&format!("Dit wordt gelezen: {said}")), "{area}\n{}", check.text);
        assert_eq!(check.text.contains("levering 2<"), area == "regio", "another municipality delivered it about itself");
    }
}
