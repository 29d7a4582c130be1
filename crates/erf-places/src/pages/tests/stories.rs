// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2

use axum::http::StatusCode;
use erf_base::Role;
use erf_store::{Db, audit};

use super::region::{DUMPS, ELSEWHERE, FINDS, PRESENCE, Reader, YARD, database, fill, id};

async fn adviser(db: &Db) -> Reader {
    Reader::new(db, Role::SafetyAdviser, Some("9901")).await
}

/// Every page an adviser can open.
fn pages() -> Vec<String> {
    let (dumps, presence) = (id(DUMPS), id(PRESENCE));
    let own = ["/", "/gebied", "/gebied/9901", "/gebied/9901?rijen=ja&sorteer=rijen&zoek=achterweg&soort=erf&buitengebied=ja"];
    let lists = ["/leveringen", "/leveringen?staat=vrijgegeven&bron=dumpingen", "/koppelen", "/partners", "/zoeken", "/zoeken?q=a"];
    let searches = ["/zoeken?q=achterweg", "/zoeken?q=1234sa+12", "/zoeken?q=waterdam+achterweg", "/zoeken?q=geheim", "/zoeken?q=12345678"];
    let mut all: Vec<String> = own.into_iter().chain(lists).chain(searches).map(str::to_owned).collect();
    all.push(format!("/plaatsen/{YARD}"));
    all.push("/kaart/tegels/8/121/93.mvt?v=1".to_owned());
    for delivery in [dumps.as_str(), presence.as_str(), "0000000002"] {
        all.push(format!("/leveringen/{delivery}"));
        all.push(format!("/leveringen/{delivery}/rijen"));
    }
    all.push(format!("/leveringen/{presence}/problemen?oorzaak=datum_onleesbaar"));
    all.push(format!("/rijen/{dumps}/1"));
    all.push(format!("/rijen/{dumps}/2"));
    all.push(format!("/koppelen/{presence}/1"));
    all.push(format!("/koppelen?levering={presence}&vorige={presence}-1"));
    all.push(format!("/koppelen?soort=twijfel&na={presence}-1&kaart=ja"));
    all.push(format!("/koppelen/{presence}/1?kaart=ja"));
    for page in ["?soort=tweede", "?soort=controle", "/overeenstemming", "/kwaliteit", "/drempel"] {
        all.push(format!("/koppelen{page}"));
    }
    all.push(format!("/koppelen/kwaliteit/{presence}"));
    all
}

#[tokio::test]
async fn every_page_of_an_adviser_opens_in_both_languages_on_both_engines() {
    for db in erf_store::testing::databases().await.unwrap() {
        fill(&db, true).await;
        let reader = adviser(&db).await;
        for address in pages() {
            for page in [reader.get(&address).await, reader.in_english().get(&address).await] {
                assert_eq!(page.status, StatusCode::OK, "{address}\n{}", page.text);
            }
        }
        let (place, presence) = (format!("/plaatsen/{YARD}"), id(PRESENCE));
        let answer = "oordeel=zelfde&doel_soort=address&doel=9901200000000012&stand=0.0";
        reader.post(&format!("/koppelen/{presence}/1"), answer).await;
        assert!(reader.get(&place).await.text.contains("Aanwezigheid op een adres"));
    }
}

#[tokio::test]
async fn without_the_covenant_no_page_has_a_trace_of_its_rows() {
    let (with, without) = (database(true).await, database(false).await);
    let (with, without) = (adviser(&with).await, adviser(&without).await);
    for address in pages() {
        let (seen, expected) = (with.get(&address).await, without.get(&address).await);
        assert!(!seen.text.contains("GEHEIM"), "{address}");
        assert_eq!((seen.status, seen.text), (expected.status, expected.text), "{address}");
    }
    let finds = id(FINDS);
    let hidden =
        [format!("/leveringen/{finds}"), format!("/leveringen/{finds}/rijen"), format!("/rijen/{finds}/1"), format!("/koppelen/{finds}/2")]
            .into_iter()
            .chain([format!("/koppelen/kwaliteit/{finds}")]);
    for address in hidden {
        let (seen, expected) = (with.get(&address).await, without.get(&address).await);
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(seen.text, expected.text, "{address}");
    }
}

#[tokio::test]
async fn the_analyst_sees_what_the_adviser_does_not() {
    let db = database(true).await;
    let analyst = Reader::new(&db, Role::Analyst, None).await;
    assert!(analyst.get(&format!("/plaatsen/{YARD}")).await.text.contains("GEHEIM"));
    assert!(analyst.get("/zoeken?q=geheim").await.text.contains("GEHEIM BV"));
    for address in pages() {
        assert_eq!(analyst.get(&address).await.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn another_municipality_is_not_there() {
    let db = database(true).await;
    let own = adviser(&db).await;
    let other = Reader::new(&db, Role::SafetyAdviser, Some("9902")).await;
    for address in [format!("/plaatsen/{ELSEWHERE}"), "/gebied/9902".to_owned()] {
        assert_eq!(own.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(other.get(&address).await.status, StatusCode::OK, "{address}");
    }
    // How many places there are is told of all; how well the rows of another municipality fit is not.
    assert!(own.get("/gebied").await.text.contains("alleen voor die gemeente"));
    let (dumps, presence) = (id(DUMPS), id(PRESENCE));
    for address in [format!("/plaatsen/{YARD}"), format!("/rijen/{dumps}/1"), format!("/koppelen/{presence}/1")] {
        assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(other.post(&format!("/koppelen/{presence}/1"), "oordeel=weet_niet&stand=0.0").await.status, StatusCode::NOT_FOUND);
    assert!(!other.get("/zoeken?q=achterweg").await.text.contains(YARD));
}

#[tokio::test]
async fn values_of_refused_rows_are_shown_when_the_file_is_about_the_own_municipality() {
    let db = database(false).await;
    let (own, analyst) = (adviser(&db).await, Reader::new(&db, Role::Analyst, None).await);
    for (delivery, own_sees) in [(id(PRESENCE), true), (id(DUMPS), false)] {
        let (page, problems) = (format!("/leveringen/{delivery}"), format!("/leveringen/{delivery}/problemen"));
        assert_eq!(own.get(&page).await.text.contains("32-13-2026"), own_sees);
        assert_eq!(own.get(&problems).await.status == StatusCode::OK, own_sees);
        assert!(analyst.get(&problems).await.text.contains("32-13-2026"));
    }
}

#[tokio::test]
async fn who_reads_totals_opens_no_place() {
    let db = database(true).await;
    for role in [Role::ProgrammeLeader, Role::SteeringGroup, Role::PrivacyOfficer] {
        let reader = Reader::new(&db, role, None).await;
        assert_eq!(reader.get("/").await.status, StatusCode::OK, "{role:?}");
        assert_eq!(reader.get("/gebied").await.status, StatusCode::OK, "{role:?}");
        assert_eq!(reader.get(&format!("/plaatsen/{YARD}")).await.status, StatusCode::NOT_FOUND, "{role:?}");
        let found = reader.get("/zoeken?q=achterweg").await;
        assert!(found.status == StatusCode::OK && !found.text.contains(YARD), "{role:?}");
    }
    let operator = Reader::new(&db, Role::Operator, None).await;
    assert_eq!(operator.get("/").await.to.as_deref(), Some("/leveringen"));
}

#[tokio::test]
async fn a_place_that_is_found_is_told_with_its_town_and_municipality() {
    let db = database(false).await;
    let analyst = Reader::new(&db, Role::Analyst, None).await;
    assert!(analyst.get("/zoeken?q=achterweg+12").await.text.contains("Waterdam · erf"));
    assert!(analyst.get("/zoeken?q=kade+1").await.text.contains("Oosthaven, Zeewolde-Oost · "));
}

#[tokio::test]
async fn addresses_of_a_place_stand_as_in_the_street() {
    for db in erf_store::testing::databases().await.unwrap() {
        fill(&db, false).await;
        let mut tx = db.begin().await.unwrap();
        for (at, (letter, suffix)) in [("", "10"), ("", "2"), ("", "1"), ("a", ""), ("", "11")].into_iter().enumerate() {
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            erf_store::query(
                "INSERT INTO address (id, unit, delivery, seq, municipality, cell, x, y, street, number, letter, suffix, postcode, town, \
                 kind, uses, area, side, search_key, place, reason, detail) SELECT $1, unit, delivery, seq, municipality, cell, x, y, street, \
                 number, $2, $3, postcode, town, kind, uses, area, side, search_key, place, reason, detail FROM address WHERE id = $4",
            )
            .bind(9_901_200_000_000_100 + at as i64)
            .bind(some(letter))
            .bind(some(suffix))
            .bind(9_901_200_000_000_012_i64)
            .run(&mut tx)
            .await
            .unwrap();
        }
        let found = crate::store::facts::places::addresses(&mut tx, YARD, 10).await.unwrap();
        let tails: Vec<String> =
            found.into_iter().map(|a| format!("{}{}", a.letter.unwrap_or_default(), a.suffix.unwrap_or_default())).collect();
        assert_eq!(tails, ["", "1", "2", "10", "11", "a"]);
    }
}

#[tokio::test]
async fn old_facts_are_counted_and_not_shown() {
    let db = database(false).await;
    let page = adviser(&db).await.get(&format!("/plaatsen/{YARD}")).await;
    assert!(page.text.contains("vaten") && !page.text.contains("oude vaten"));
    assert!(page.text.contains("Telt niet mee: één feit ouder dan vijf jaar."));
}

#[tokio::test]
async fn a_judgement_changes_the_place_at_once_and_can_be_taken_back() {
    let db = database(false).await;
    let reader = adviser(&db).await;
    let (place, presence) = (format!("/plaatsen/{YARD}"), id(PRESENCE));
    let before = reader.get(&place).await.text;
    let answer = "oordeel=zelfde&doel_soort=address&doel=9901200000000012&stand=0.0&reden=gebeld";
    let judged = reader.post(&format!("/koppelen/{presence}/1"), answer).await;
    assert_eq!(judged.to, Some(format!("/koppelen?vorige={presence}-1-1")));
    let after = reader.get(&place).await.text;
    assert!(after.contains("Aanwezigheid op een adres") && !before.contains("Aanwezigheid op een adres"));
    assert!(reader.get(&format!("/rijen/{presence}/1")).await.text.contains("gebeld"));
    let undone = reader.post(&format!("/koppelen/{presence}/1/ongedaan"), "beurt=1").await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    let restored = reader.get(&place).await.text;
    assert_eq!(without_version(&restored), without_version(&before));
}

/// The address of the tiles tells that something was judged and undone.
fn without_version(page: &str) -> String {
    page.lines().map(|line| if line.contains("data-tiles") { "" } else { line }).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn after_a_judgement_the_map_is_as_if_it_were_drawn_anew() {
    let db = database(true).await;
    let (reader, analyst) = (adviser(&db).await, Reader::new(&db, Role::Analyst, None).await);
    let tile = |zoom: u8| {
        let (x, y) = erf_spatial::grid::tile_of(erf_base::RdPoint::new(140_500.0, 500_500.0), zoom).unwrap();
        format!("/kaart/tegels/{zoom}/{x}/{y}.mvt?v=1")
    };
    let tiles = [tile(5), tile(8), tile(12)];
    let mut seen = Vec::new();
    for judged in [false, true] {
        if judged {
            reader
                .post(&format!("/koppelen/{}/1", id(PRESENCE)), "oordeel=zelfde&doel_soort=address&doel=9901200000000012&stand=0.0")
                .await;
        }
        for tile in &tiles {
            for (kept, fresh) in [(&reader, adviser(&db).await), (&analyst, Reader::new(&db, Role::Analyst, None).await)] {
                let tile_kept = kept.get(tile).await.text;
                assert_eq!(tile_kept, fresh.get(tile).await.text, "{tile} {judged}");
                seen.push(tile_kept);
            }
        }
    }
    assert_ne!(seen[..6], seen[6..], "the row that was judged counts on the map");
}

#[tokio::test]
async fn who_comes_second_is_told_that_a_match_was_judged() {
    let db = database(false).await;
    let reader = adviser(&db).await;
    let address = format!("/koppelen/{}/1", id(PRESENCE));
    reader.post(&address, "oordeel=weet_niet&stand=0.0").await;
    let second = reader.post(&address, "oordeel=zelfde&doel_soort=address&doel=9901200000000012&stand=0.0").await;
    assert_eq!(second.to.as_deref(), Some(address.as_str()));
    assert!(reader.get(&address).await.text.contains("onbeslist"));
}

#[tokio::test]
async fn each_reading_of_a_place_row_or_match_is_noted_with_its_purpose() {
    let db = database(false).await;
    let reader = adviser(&db).await;
    let (dumps, presence) = (id(DUMPS), id(PRESENCE));
    for address in [format!("/plaatsen/{YARD}"), format!("/rijen/{dumps}/1"), format!("/koppelen/{presence}/1")] {
        reader.get(&address).await;
    }
    let mut tx = db.read().await.unwrap();
    let trail = audit::list(&mut tx, &audit::Filter::default(), 10, 0).await.unwrap();
    let noted: Vec<(&str, &str)> = trail.iter().rev().map(|e| (e.object_kind.as_str(), e.object_id.as_str())).collect();
    assert_eq!(noted, [("plaats", YARD), ("rij", &*format!("{dumps}/1")), ("koppeling", &*format!("{presence}/1"))]);
    assert!(trail.iter().all(|entry| entry.purpose == "toets" && entry.actor == "u1"));
}

#[tokio::test]
async fn the_upload_form_keeps_what_was_filled_in() {
    let db = database(false).await;
    let analyst = Reader::new(&db, Role::Analyst, None).await;
    assert_eq!(analyst.get("/leveringen/nieuw").await.status, StatusCode::OK);
    let parts = [
        ("bron", "dumpingen"),
        ("naam", "Dumpingen 2026"),
        ("doel", "bezoekronde"),
        ("compartiment", "gemeentelijk"),
        ("bewaren_tot", "2020-01-01"),
    ];
    let page = analyst.upload("/leveringen/nieuw", &parts).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["Dumpingen 2026", "bezoekronde", "2020-01-01", "Kies een bestand.", "Kies een datum na vandaag.", "op welke grondslag"] {
        assert!(page.text.contains(kept), "{kept}\n{}", page.text);
    }
}

const OFFER: [(&str, &str); 6] = [
    ("bron", "vergunningen"),
    ("doel", "bezoekronde"),
    ("grondslag", "AVG artikel 6"),
    ("compartiment", "gemeentelijk"),
    ("bewaren_tot", "2027-10-01"),
    ("indeling", "kind = \"vergunning\"\n[columns]\nstreet = \"Straat\"\nnumber = \"Nr\"\n"),
];

#[tokio::test]
async fn a_file_that_is_offered_becomes_a_delivery_that_waits_for_release() {
    let db = database(false).await;
    let analyst = Reader::new(&db, Role::Analyst, None).await;
    let page = analyst.upload_file("/leveringen/nieuw", &OFFER, ("v.csv", "Straat;Nr\nAchterweg;12\nKade;1\n")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Milieuvergunningen veehouderij") && page.text.contains("Wacht op vrijgave."), "{}", page.text);
    assert!(analyst.get("/").await.text.contains("wacht op vrijgave"));
}

#[tokio::test]
async fn a_file_that_is_offered_twice_leads_to_the_delivery_it_became() {
    let db = database(false).await;
    let analyst = Reader::new(&db, Role::Analyst, None).await;
    for _ in 0..2 {
        let page = analyst.upload_file("/leveringen/nieuw", &OFFER, ("v.csv", "Straat;Nr\nAchterweg;12\nKade;1\n")).await;
        assert_eq!((page.status, page.text.contains("Wacht op vrijgave.")), (StatusCode::OK, true), "{}", page.text);
    }
}

#[tokio::test]
async fn a_double_click_withdraws_once_and_is_no_failure() {
    let db = database(false).await;
    let analyst = Reader::new(&db, Role::Analyst, None).await;
    let address = format!("/leveringen/{}/intrekken", id(DUMPS));
    let form = "reden=verkeerd+bestand&naam=Levering+dumpingen";
    let (one, other) = (analyst.post(&address, form).await, analyst.post(&address, form).await);
    for asked in [one, other] {
        let page = analyst.follow(asked).await;
        assert_eq!((page.status, page.text.contains("ngetrokken")), (StatusCode::OK, true), "{}", page.text);
    }
}

#[tokio::test]
async fn a_file_with_citizen_numbers_is_refused_by_name_and_nothing_is_kept() {
    let db = database(false).await;
    let analyst = Reader::new(&db, Role::Analyst, None).await;
    let before = analyst.get("/leveringen").await.text;
    let page = analyst.upload_file("/leveringen/nieuw", &OFFER, ("v.csv", "Straat;Nr;BSN\nAchterweg;12;123456782\n")).await;
    assert!(page.text.contains("v.csv") && page.text.contains("BSN"), "{}", page.text);
    assert_eq!(analyst.get("/leveringen").await.text, before);
}

#[tokio::test]
async fn a_municipality_that_is_in_no_border_and_a_name_without_end_are_refused_in_the_form() {
    let db = database(false).await;
    let analyst = Reader::new(&db, Role::Analyst, None).await;
    let name = "n".repeat(201);
    let wrong = [&OFFER[..], &[("gemeente", "9999"), ("naam", name.as_str())]].concat();
    let page = analyst.upload_file("/leveringen/nieuw", &wrong, ("v.csv", "Straat;Nr\nAchterweg;12\n")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for fault in ["Kies een gemeente uit de lijst", "hoogstens 200 tekens"] {
        assert!(page.text.contains(fault), "{fault}\n{}", page.text);
    }
    let right = [&OFFER[..], &[("gemeente", "9901"), ("naam", &name[1..])]].concat();
    let page = analyst.upload_file("/leveringen/nieuw", &right, ("v.csv", "Straat;Nr\nAchterweg;12\n")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
}

#[tokio::test]
async fn nobody_offers_a_file_in_a_compartment_they_may_not_meet() {
    let db = database(false).await;
    let leader = Reader::new(&db, Role::ProgrammeLeader, None).await;
    assert!(!leader.get("/leveringen/nieuw").await.text.contains("value=\"convenant\""));
    let page = leader.upload("/leveringen/nieuw", &[("compartiment", "convenant")]).await;
    assert!(page.text.contains("Kies een compartiment waarmee u mag werken."));
}

#[tokio::test]
async fn shapes_cannot_be_offered_under_the_covenant_because_everybody_sees_the_map() {
    let db = database(false).await;
    let analyst = Reader::new(&db, Role::Analyst, None).await;
    let offer = [("bron", "gemeentegrenzen"), ("compartiment", "convenant")];
    let page = analyst.upload_file("/leveringen/nieuw", &offer, ("vorm.geojson", "{}")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("ziet iedereen, dus die kan niet onder het convenant"), "{}", page.text);
}

#[tokio::test]
async fn an_adviser_meets_no_delivery_about_another_municipality() {
    let db = database(false).await;
    let mut tx = db.begin().await.unwrap();
    erf_store::query("UPDATE delivery SET municipality = 9902 WHERE id = $1").bind(DUMPS).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let (own, elsewhere) = (adviser(&db).await, Reader::new(&db, Role::Analyst, None).await);
    let address = format!("/leveringen/{}", id(DUMPS));
    assert!(elsewhere.get("/leveringen").await.text.contains(&address));
    assert!(!own.get("/leveringen").await.text.contains(&address));
    assert_eq!(own.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn withdrawing_asks_for_the_name_and_says_what_is_lost() {
    let db = database(false).await;
    let analyst = Reader::new(&db, Role::Analyst, None).await;
    let address = format!("/leveringen/{}/intrekken", id(DUMPS));
    assert!(analyst.get(&address).await.text.contains("feiten bij één plek"));
    let page = analyst.post(&address, "reden=verkeerd+bestand&naam=iets").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("verkeerd bestand") && page.text.contains("De naam is niet gelijk"));
    let asked = analyst.post(&address, "reden=verkeerd+bestand&naam=Levering+dumpingen").await;
    assert!(asked.to.is_some_and(|to| to.starts_with("/taken/")));
    assert_eq!(adviser(&db).await.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_empty_region_says_what_will_be_here_and_how_to_begin() {
    let db = Db::memory().await.unwrap();
    db.migrate(&[erf_accounts::migrations(), crate::migrations(), erf_web::migrations()]).await.unwrap();
    let analyst = Reader::new(&db, Role::Analyst, None).await;
    let page = analyst.get("/").await;
    assert!(page.text.contains("erfzicht import bag") && page.text.contains("/leveringen/nieuw"));
    for address in ["/gebied", "/leveringen", "/koppelen", "/partners", "/zoeken?q=achterweg"] {
        assert_eq!(analyst.get(address).await.status, StatusCode::OK, "{address}");
    }
}
