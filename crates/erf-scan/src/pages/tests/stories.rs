// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2

use axum::http::StatusCode;
use erf_base::Role;
use erf_store::{audit, query};

use super::region::{Reader, approved, database, draft, yard};
use crate::{card::Variant, life::ScanId};

/// Every page of a scan with places, and those that belong to no scan.
fn pages(id: ScanId) -> Vec<String> {
    let of_scan = [
        "",
        "/lijst",
        "/lijst?band=A&voorstel=ja&soort=erf",
        "/lijst?zoek=qqq",
        "/lijst?besluit=open&sorteer=naam",
        "/kaart",
        "/wat-als",
        "/wat-als?code=L01&punten=9",
        "/vergelijk",
        "/ontvangers",
        "/evaluatie",
        "/tegels/4/7/5.mvt",
    ];
    let mut all: Vec<String> = of_scan.iter().map(|end| format!("/scans/{id}{end}")).collect();
    all.push(format!("/scans/{id}/plaatsen/{}", yard(0)));
    // This one has no points: it is not on the list, and has a dossier.
    all.push(format!("/scans/{id}/plaatsen/{}", yard(12)));
    all.extend(
        [
            "/scans",
            "/indicatoren",
            "/indicatoren/L01",
            "/indicatoren/L17",
            "/indicatoren/N01",
            "/rekenkaart",
            "/rekenkaart/algoritme",
            "/rekenkaart/algoritme.pdf",
        ]
        .map(str::to_owned),
    );
    all
}

#[tokio::test]
async fn every_page_opens_in_both_languages_for_those_who_may() {
    let db = database().await;
    let first = approved(&db, "voorjaar", Variant::Municipal).await;
    let second = approved(&db, "najaar", Variant::Municipal).await;
    for reader in [Reader::analyst(&db).await, Reader::adviser(&db).await, Reader::new(&db, "fg", Role::PrivacyOfficer, None).await] {
        for address in pages(second).into_iter().chain(pages(first)) {
            for page in [reader.get(&address).await, reader.in_english().get(&address).await] {
                assert_eq!(page.status, StatusCode::OK, "{address}\n{}", page.text);
            }
        }
    }
}

#[tokio::test]
async fn a_list_always_says_that_it_is_for_a_conversation() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let reader = Reader::adviser(&db).await;
    for end in ["", "/lijst", "/kaart", "/wat-als", "/vergelijk", "/ontvangers", "/evaluatie"] {
        let page = reader.get(&format!("/scans/{id}{end}")).await;
        assert!(page.text.contains("Lijst voor een gesprek, geen verdenking"), "{end}");
        assert!(page.text.contains("van de 100 bezoeken"), "{end}");
    }
}

#[tokio::test]
async fn a_covenant_scan_leaves_no_trace_for_an_adviser() {
    let (with, without) = (database().await, database().await);
    for db in [&with, &without] {
        approved(db, "najaar", Variant::Municipal).await;
    }
    let secret = approved(&with, "GEHEIM", Variant::Covenant).await;
    let seen_id = ScanId::of(&["najaar", Variant::Municipal.code()]);
    let (with, without) = (Reader::adviser(&with).await, Reader::adviser(&without).await);
    for address in pages(seen_id) {
        let (seen, expected) = (with.get(&address).await, without.get(&address).await);
        assert!(!seen.text.contains("GEHEIM"), "{address}");
        // The number of a form says when it was made and for whom, not what there is.
        let plain = |text: &str| text.lines().filter(|line| !line.contains("name=\"formulier\"")).collect::<String>();
        assert_eq!((seen.status, plain(&seen.text)), (expected.status, plain(&expected.text)), "{address}");
    }
    for address in pages(secret).into_iter().filter(|address| address.contains(&secret.to_string())) {
        assert_eq!(with.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn an_adviser_meets_places_of_the_own_municipality_only() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let reader = Reader::adviser(&db).await;
    let (own, other) = (yard(0), yard(1));
    let list = reader.get(&format!("/scans/{id}/lijst")).await.text;
    assert!(list.contains(&own) && !list.contains(&other));
    assert_eq!(reader.get(&format!("/scans/{id}/plaatsen/{own}")).await.status, StatusCode::OK);
    assert_eq!(reader.get(&format!("/scans/{id}/plaatsen/{other}")).await.status, StatusCode::NOT_FOUND);
    let posted = reader.post(&format!("/scans/{id}/plaatsen/{other}/besluit"), "besluit=bezoeken&reden=x&beurt=0").await;
    assert_eq!(posted.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_filter_on_an_indicator_is_named_above_the_list_and_can_be_switched_off() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let reader = Reader::adviser(&db).await;
    let here = format!("/scans/{id}/lijst");
    let page = reader.get(&format!("{here}?kenmerk=L01&band=A")).await.text;
    assert!(page.contains("Administratief leeg") && page.contains("lijst?band=A#lijst\" aria-current"), "{page}");
    assert!(!reader.get(&here).await.text.contains("?kenmerk="), "no chip for what was not asked");
    let counted: Vec<&str> = page.split("erf-chip__count erf-number\">").skip(1).take(1).collect();
    assert!(counted[0].starts_with('2'), "of the two own places in band A both have it: {}", counted[0]);
}

#[tokio::test]
async fn an_indicator_that_holds_nearly_everywhere_says_that_it_tells_little_apart() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let mut tx = db.begin().await.unwrap();
    for (code, present) in [("L02", 84), ("L01", 20)] {
        erf_store::query(
            "INSERT INTO indicator_figure (scan, code, version, variant, date, area, applicable, present, absent, unknown, histogram, data_version) \
             VALUES ($1, $2, 1, 'gemeentelijk', 20261001, 'regio', 100, $3, $4, 0, '[]', 1)",
        )
        .bind(id.0)
        .bind(code)
        .bind(present)
        .bind(100 - present)
        .run(&mut tx)
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    let reader = Reader::adviser(&db).await;
    let warning = "onderscheidt weinig: het geldt voor 84 van de 100 plekken";
    assert!(reader.get("/indicatoren/L02").await.text.contains(warning));
    assert!(!reader.get("/indicatoren/L01").await.text.contains("onderscheidt weinig"));
    let card = reader.get("/rekenkaart").await.text;
    assert_eq!(card.matches("Onderscheidt weinig: geldt voor 84 van de 100 (n = 100)").count(), 1, "{card}");
}

#[tokio::test]
async fn an_indicator_of_areas_shows_an_adviser_the_own_municipality_only() {
    let db = database().await;
    let mut tx = db.begin().await.unwrap();
    let square =
        erf_spatial::Bounds { min: erf_base::RdPoint::new(140_000.0, 500_000.0), max: erf_base::RdPoint::new(141_000.0, 501_000.0) };
    let shape = erf_spatial::wkb::encode(&erf_spatial::Geometry::Polygons(vec![square.to_polygon()]));
    for (seq, code, name) in [(1, "9901", "Eiderwaard"), (2, "9902", "Zwanenkoog")] {
        erf_store::query(
            "INSERT INTO feature (delivery, seq, member, ordinal, kind, code, name, attributes, shape) \
             VALUES (1, $1, 1, $1, 'gemeente', $2, $3, '{}', $4)",
        )
        .bind(seq)
        .bind(code)
        .bind(name)
        .bind(shape.as_slice())
        .run(&mut tx)
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    let table = async |reader: Reader| reader.get("/indicatoren/G03").await.text.split("id=\"gebieden\"").nth(1).unwrap().to_owned();
    let (whole, own) = (table(Reader::analyst(&db).await).await, table(Reader::adviser(&db).await).await);
    assert!(whole.contains("Eiderwaard") && whole.contains("Zwanenkoog") && whole.contains("2 gebieden"), "{whole}");
    assert!(own.contains("Eiderwaard") && !own.contains("Zwanenkoog") && own.contains("niet geleverd"), "{own}");
}

#[tokio::test]
async fn the_dossier_shows_every_point_and_what_would_lower_it() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let page = Reader::analyst(&db).await.get(&format!("/scans/{id}/plaatsen/{}", yard(0))).await.text;
    for said in [
        "9 punten",
        "Volgens de registraties gebruikt niemand dit adres.",
        "+3",
        "+2",
        "+1",
        "Kan ook onschuldig zijn",
        "Wat zou dit verlagen?",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(page.contains("blijven er 6 punten over"), "without L01 six of nine points are left\n{page}");
}

#[tokio::test]
async fn a_dossier_warns_before_a_letter_that_names_nobody_to_call() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let address = format!("/scans/{id}/plaatsen/{}", yard(0));
    let reader = Reader::adviser(&db).await;
    let warning = "nog niet vastgelegd wie een eigenaar kan bellen";
    let region = Reader::analyst(&db).await.get(&address).await.text;
    assert!(region.contains("haar adviseur maakt hem") && !region.contains("brief.pdf"), "{region}");
    assert!(reader.get(&address).await.text.contains(warning));
    let contact = erf_report::scan::Contact { phone: "0320 000 000".into(), ..Default::default() };
    let mut tx = db.begin().await.unwrap();
    erf_store::setting::set(&mut tx, crate::report_data::CONTACT_SETTING, &contact).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!reader.get(&address).await.text.contains(warning));
}

#[tokio::test]
async fn a_decision_needs_a_reason_is_shown_and_can_be_taken_back() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let reader = Reader::adviser(&db).await;
    let here = format!("/scans/{id}/plaatsen/{}", yard(0));
    let refused = reader.post(&format!("{here}/besluit"), "besluit=niet&reden=+&beurt=0").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Geef een reden"));
    let kept = reader.post(&format!("{here}/besluit"), "besluit=niet&reden=net+bezocht&beurt=0").await;
    assert_eq!(kept.to.as_deref(), Some(format!("{here}#besluit").as_str()), "{}", kept.text);
    let shown = reader.get(&here).await.text;
    assert!(shown.contains("net bezocht") && shown.contains("anders dan de kaart"));
    let late = reader.post(&format!("{here}/besluit"), "besluit=bezoeken&reden=toch&beurt=0").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "somebody else decided in the meantime");
    assert!(late.text.contains("Iemand anders besliste"));
    let list = reader.get(&format!("/scans/{id}/lijst?besluit=niet")).await.text;
    assert!(list.contains(&yard(0)) && !list.contains(&yard(2)));
    reader.post(&format!("{here}/besluit/ongedaan"), "beurt=1").await;
    assert!(reader.get(&here).await.text.contains("teruggenomen door"));
}

#[tokio::test]
async fn an_objection_pauses_the_proposal() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let reader = Reader::adviser(&db).await;
    let here = format!("/scans/{id}/plaatsen/{}", yard(0));
    reader.post(&format!("{here}/bezwaar"), "bezwaar=de+schuur+is+verhuurd").await;
    assert!(reader.get(&here).await.text.contains("Het voorstel staat stil"));
    let refused = reader.post(&format!("{here}/besluit"), "besluit=bezoeken&reden=toch&beurt=0").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    reader.post(&format!("{here}/bezwaar/af"), "afhandeling=niet+gegrond").await;
    assert!(!reader.get(&here).await.text.contains("Het voorstel staat stil"));
}

#[tokio::test]
async fn the_author_cannot_approve_and_no_list_leaves_before_somebody_else_did() {
    let db = database().await;
    let id = draft(&db, "najaar", Variant::Municipal).await;
    let (author, officer) = (Reader::analyst(&db).await, Reader::new(&db, "fg", Role::PrivacyOfficer, None).await);
    let form = "ontvanger=C.+de+Boer&organisatie=gemeente&doel=gesprekken&vernietigen=2026-12-31&vorm=csv&formulier=a";
    assert_eq!(author.post(&format!("/scans/{id}/ontvangers"), form).await.status, StatusCode::CONFLICT);
    author.post(&format!("/scans/{id}/toets"), "").await;
    let own = author.post(&format!("/scans/{id}/vaststellen"), "oordeel=ja").await;
    assert_eq!(own.status, StatusCode::CONFLICT);
    assert!(own.text.contains("Iemand anders dan de maker stelt een scan vast") && !own.text.contains("Iemand was u voor"), "{}", own.text);
    let sent_back = officer.post(&format!("/scans/{id}/vaststellen"), "oordeel=nee&toelichting=").await;
    assert_eq!(sent_back.status, StatusCode::UNPROCESSABLE_ENTITY, "to send back asks for a reason");
    officer.post(&format!("/scans/{id}/vaststellen"), "oordeel=ja&toelichting=buurten+bekeken").await;
    assert!(officer.get(&format!("/scans/{id}")).await.text.contains("buurten bekeken"));
    let shared = author.post(&format!("/scans/{id}/ontvangers"), form).await;
    assert_eq!(shared.to.as_deref(), Some(format!("/scans/{id}/ontvangers?nieuw=1").as_str()), "{}", shared.text);
    let file = author.get(&format!("/scans/{id}/ontvangers/1/bestand")).await;
    assert!(file.text.starts_with("place_id,kind,municipality"), "{}", file.text);
    assert_eq!(file.text.lines().count(), 11, "a heading and ten places with points");
    author.post(&format!("/scans/{id}/ontvangers/1/vernietigd"), "").await;
    assert_eq!(author.get(&format!("/scans/{id}/ontvangers/1/bestand")).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_reads_totals_sees_approved_scans_and_no_place() {
    let db = database().await;
    let open = draft(&db, "nog niet", Variant::Municipal).await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let reader = Reader::new(&db, "stu", Role::SteeringGroup, None).await;
    let scans = reader.get("/scans").await;
    assert!(scans.status == StatusCode::OK && scans.text.contains("najaar") && !scans.text.contains("nog niet"));
    assert_eq!(reader.get(&format!("/scans/{open}")).await.status, StatusCode::NOT_FOUND);
    let totals = reader.get(&format!("/scans/{id}")).await;
    assert!(totals.status == StatusCode::OK && !totals.text.contains("erf-0"));
    let seed = "Getal van de loting";
    assert!(totals.text.contains(">1–4<") && !totals.text.contains(seed), "{}", totals.text);
    let adviser = Reader::analyst(&db).await.get(&format!("/scans/{id}")).await.text;
    assert!(!adviser.contains(">1–4<") && adviser.contains(seed));
    for end in ["lijst".to_owned(), "kaart".to_owned(), format!("plaatsen/{}", yard(0)), "tegels/4/7/5.mvt".to_owned()] {
        assert_eq!(reader.get(&format!("/scans/{id}/{end}")).await.status, StatusCode::NOT_FOUND, "{end}");
    }
}

#[tokio::test]
async fn of_a_scan_of_a_few_places_no_totals_are_told() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let mut tx = db.begin().await.unwrap();
    query("UPDATE scan SET places = 9 WHERE id = $1").bind(id.0).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let reader = Reader::new(&db, "stu", Role::SteeringGroup, None).await;
    assert!(!reader.get("/scans").await.text.contains("najaar"));
    assert_eq!(reader.get(&format!("/scans/{id}")).await.status, StatusCode::NOT_FOUND);
    let report = Reader::analyst(&db).await.get(&format!("/scans/{id}/rapport.pdf?publiek=1")).await;
    assert_eq!(report.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_adviser_sees_that_somebody_has_the_list_of_the_own_municipality() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let analyst = Reader::analyst(&db).await;
    let form = "ontvanger=A.+Jansen&organisatie=politie&doel=bezoekronde&vorm=csv&vernietigen=2026-12-01&formulier=1";
    analyst.post(&format!("/scans/{id}/ontvangers"), form).await;
    assert!(analyst.get(&format!("/scans/{id}/ontvangers")).await.text.contains("A. Jansen"));
    let adviser = Reader::adviser(&db).await;
    assert!(adviser.get(&format!("/scans/{id}/ontvangers")).await.text.contains("A. Jansen"));
    assert_eq!(adviser.get(&format!("/scans/{id}/ontvangers/1/bestand")).await.status, StatusCode::NOT_FOUND, "it holds more than theirs");
}

#[tokio::test]
async fn the_wizard_keeps_what_was_filled_in_and_names_every_fault() {
    let db = database().await;
    let reader = Reader::analyst(&db).await;
    assert_eq!(reader.get("/scans/nieuw").await.status, StatusCode::OK);
    let wrong = [
        ("gebied", "vlak"),
        ("hoeken", "1 2\n3 4"),
        ("variant", "convenant"),
        ("grond", ""),
        ("peildatum", "2030-01-01"),
        ("capaciteit", "0"),
        ("aselect", "90"),
        ("naam", "Proefronde"),
    ];
    let page = reader.upload("/scans/nieuw", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "ten minste drie hoekpunten",
        "Leg de grond vast",
        "niet in de toekomst",
        "van 1 tot en met 5.000",
        "van 0 tot en met 50",
        "Proefronde",
    ] {
        assert!(page.text.contains(said), "{said}\n{}", page.text);
    }
    let right = [("gebied", "regio"), ("variant", "gemeentelijk"), ("peildatum", "2026-10-01"), ("capaciteit", "40"), ("aselect", "20")];
    let check = reader.upload("/scans/nieuw", &right).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text);
    assert!(check.text.contains("Klopt dit?") && check.text.contains("levering 2") && !check.text.contains("levering 3"));
    let adviser = Reader::adviser(&db).await;
    assert_eq!(adviser.get("/scans/nieuw").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_second_step_refuses_what_the_first_cannot_have_sent() {
    let db = database().await;
    let reader = Reader::analyst(&db).await;
    let bow = "gebied=vlak&hoeken=140000+500000%0A141000+501000%0A141000+500000%0A140000+501000";
    for (sent, said) in [
        ("gebied=regio&variant=foo&peildatum=2026-10-01", "Kies een variant uit de lijst"),
        ("gebied=regio&variant=gemeentelijk&peildatum=1990-01-01", "niet langer dan vijf jaar geleden"),
        (&format!("{bow}&variant=gemeentelijk&peildatum=2026-10-01"), "kruist zichzelf bij 140500 oost, 500500 noord"),
    ] {
        let page = reader.post("/scans/nieuw/bevestig", &format!("{sent}&capaciteit=40&aselect=20")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(page.text.contains(said), "{said}\n{}", page.text);
    }
}

#[tokio::test]
async fn a_new_card_is_refused_with_what_to_change_and_kept_when_it_can_be() {
    let db = database().await;
    let reader = Reader::analyst(&db).await;
    let without = reader.post("/rekenkaart", "variant=gemeentelijk&punten-L01=3&motivering=").await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = reader.post("/rekenkaart", "variant=gemeentelijk&punten-L01=4&punten-L15=2&motivering=anders").await;
    assert_eq!(kept.to.as_deref(), Some("/rekenkaart?variant=gemeentelijk&versie=2"), "{}", kept.text);
    let page = reader.get("/rekenkaart?variant=gemeentelijk&versie=2").await.text;
    assert!(page.contains("ten minste 2 partners moeten tekenen"));
    assert!(reader.get("/rekenkaart").await.text.contains("versie 1"), "the signed one stays in use");
}

#[tokio::test]
async fn every_reading_of_a_list_or_dossier_is_noted() {
    let db = database().await;
    let id = approved(&db, "najaar", Variant::Municipal).await;
    let reader = Reader::adviser(&db).await;
    reader.get(&format!("/scans/{id}/lijst")).await;
    reader.get(&format!("/scans/{id}/plaatsen/{}", yard(0))).await;
    let mut tx = db.read().await.unwrap();
    let rows = audit::list(&mut tx, &audit::Filter::default(), 50, 0).await.unwrap();
    let read: Vec<&str> = rows.iter().filter(|row| row.action == "gelezen").map(|row| row.object_kind.as_str()).collect();
    assert!(read.contains(&"scanlijst") && read.contains(&"dossier"), "{read:?}");
}
