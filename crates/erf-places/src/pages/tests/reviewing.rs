// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2

use axum::http::StatusCode;
use erf_base::Role;
use erf_store::{Db, audit};

use super::region::{DUMPS, FINDS, PRESENCE, Reader, YARD, database, fill, id, row, row_at};
use crate::opinions::drawn_for_second;

const HERE: &str = "oordeel=zelfde&doel_soort=address&doel=9901200000000012";
const NOT_HERE: &str = "oordeel=niet_zelfde&doel_soort=address&doel=9901200000000012";

async fn anna(db: &Db) -> Reader {
    Reader::named(db, "anna", Role::SafetyAdviser, Some("9901")).await
}

async fn bilal(db: &Db) -> Reader {
    Reader::named(db, "bilal", Role::Analyst, None).await
}

/// A row that waits for judgement and is drawn for a second one, and its address.
async fn drawn(db: &Db) -> (i64, String) {
    waiting(db, true).await
}

async fn waiting(db: &Db, second: bool) -> (i64, String) {
    let seq = (10..).find(|seq| drawn_for_second(PRESENCE, *seq) == second).unwrap();
    let mut tx = db.begin().await.unwrap();
    row(&mut tx, PRESENCE, seq, "aanwezigheid", 20260902, r#"{"category":"leeg","street":"Dijk"}"#, "twijfel").await;
    tx.commit().await.unwrap();
    (seq, format!("/koppelen/{}/{seq}", id(PRESENCE)))
}

async fn decision(db: &Db, seq: i64) -> String {
    let mut tx = db.read().await.unwrap();
    erf_store::query("SELECT decision FROM link WHERE delivery = $1 AND seq = $2").bind(PRESENCE).bind(seq).scalar(&mut tx).await.unwrap()
}

#[tokio::test]
async fn the_second_reviewer_does_not_see_what_the_first_said() {
    for db in erf_store::testing::databases().await.unwrap() {
        fill(&db, false).await;
        let (seq, address) = drawn(&db).await;
        let (anna, bilal) = (anna(&db).await, bilal(&db).await);
        let unjudged = bilal.get(&format!("/rijen/{}/{seq}", id(PRESENCE))).await.text;
        assert!(!bilal.get("/koppelen?soort=tweede").await.text.contains(&address));
        anna.post(&address, &format!("{NOT_HERE}&stand=0.0&reden=gebeld")).await;
        assert!(anna.get(&address).await.text.contains("gebeld") && !anna.get("/koppelen?soort=tweede").await.text.contains(&address));
        assert!(bilal.get("/koppelen?soort=tweede").await.text.contains(&format!("action=\"{address}\"")));
        for page in [address.clone(), format!("/rijen/{}/{seq}", id(PRESENCE))] {
            let seen = bilal.get(&page).await.text;
            assert!(
                seen.contains("Een collega") && !seen.contains("gebeld") && !seen.contains("anna") && !seen.contains("hoort nergens bij"),
                "{seen}"
            );
            assert!(seen.contains("Achterweg 12"), "what the program proposed stays");
        }
        assert!(unjudged.contains("Achterweg 12"));
        assert_eq!(bilal.post(&format!("{address}/ongedaan"), "beurt=1").await.status, StatusCode::CONFLICT);
        bilal.post(&address, &format!("{NOT_HERE}&stand=1.0")).await;
        assert!(bilal.get(&address).await.text.contains("gebeld"));
        assert_eq!(decision(&db, seq).await, "verworpen");
    }
}

#[tokio::test]
async fn people_who_contradict_each_other_keep_a_row_out_of_use_until_one_ends_it() {
    let db = database(false).await;
    let (seq, address) = drawn(&db).await;
    let (anna, bilal) = (anna(&db).await, bilal(&db).await);
    anna.post(&address, &format!("{HERE}&stand=0.0")).await;
    assert_eq!(decision(&db, seq).await, "bevestigd");
    bilal.post(&address, &format!("{NOT_HERE}&stand=1.0")).await;
    assert_eq!(decision(&db, seq).await, "onbeslist");
    let page = anna.get("/koppelen/overeenstemming").await.text;
    assert!(
        page.contains("Eén rij waarover mensen elkaar tegenspreken") && page.contains(&format!("Levering leegstand, rij {seq}")),
        "{page}"
    );
    let question = anna.get(&address).await.text;
    assert!(question.contains("name=\"eind\" value=\"ja\"") && question.contains("spreken elkaar"), "{question}");
    let without_reason = anna.post(&address, &format!("{HERE}&stand=2.0&eind=ja")).await;
    assert!(without_reason.status.is_client_error() && decision(&db, seq).await == "onbeslist");
    anna.post(&address, &format!("{HERE}&stand=2.0&eind=ja&reden=samen+bekeken")).await;
    assert_eq!(decision(&db, seq).await, "bevestigd");
    let page = anna.get("/koppelen/overeenstemming").await.text;
    assert!(page.contains("Niemand spreekt een ander tegen") && page.contains("is al een eindoordeel"), "{page}");
    anna.post(&format!("{address}/ongedaan"), "beurt=3").await;
    assert_eq!(decision(&db, seq).await, "onbeslist");
    assert!(bilal.post(&format!("{address}/ongedaan"), "beurt=2").await.status == StatusCode::SEE_OTHER);
    assert_eq!(decision(&db, seq).await, "bevestigd", "each takes back their own");
}

#[tokio::test]
async fn a_second_click_on_undo_leaves_the_judgement_of_a_colleague() {
    let db = database(false).await;
    let (seq, address) = waiting(&db, false).await;
    let (anna, bilal) = (anna(&db).await, bilal(&db).await);
    anna.post(&address, &format!("{HERE}&stand=0.0")).await;
    bilal.post(&address, &format!("{HERE}&stand=1.0")).await;
    let row = bilal.get(&format!("/rijen/{}/{seq}", id(PRESENCE))).await.text;
    assert!(row.contains("name=\"beurt\" value=\"2\""), "{row}");
    for _click in 0..2 {
        let undone = bilal.post(&format!("{address}/ongedaan"), "beurt=2").await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(decision(&db, seq).await, "bevestigd");
}

#[tokio::test]
async fn a_final_answer_needs_a_difference() {
    let db = database(false).await;
    let (seq, address) = drawn(&db).await;
    let refused = anna(&db).await.post(&address, &format!("{HERE}&stand=0.0&eind=ja&reden=zomaar")).await;
    assert_eq!((refused.status, decision(&db, seq).await.as_str()), (StatusCode::CONFLICT, "twijfel"));
}

#[tokio::test]
async fn agreement_is_counted_over_rows_that_were_judged_blind() {
    let db = database(false).await;
    let (_, address) = drawn(&db).await;
    let (anna, bilal) = (anna(&db).await, bilal(&db).await);
    assert!(bilal.get("/koppelen/overeenstemming").await.text.contains("is onbekend"));
    let open = format!("/koppelen/{}/1", id(PRESENCE));
    assert!(!drawn_for_second(PRESENCE, 1), "the test needs a row that is not drawn");
    for (address, first, second) in [(&address, HERE, HERE), (&open, HERE, HERE)] {
        anna.post(address, &format!("{first}&stand=0.0")).await;
        bilal.post(address, &format!("{second}&stand=1.0")).await;
    }
    let page = bilal.get("/koppelen/overeenstemming").await.text;
    assert!(page.contains("Dit rust op één rij") && page.contains("Levering leegstand"), "{page}");
}

#[tokio::test]
async fn what_an_answer_tells_most_about_comes_first_and_says_why() {
    let db = database(false).await;
    let mut tx = db.begin().await.unwrap();
    let rows = [(20, -12.0, "Dijk"), (21, -17.0, "Kade"), (22, -10.0, "Weg"), (23, -10.5, "Weg"), (24, -10.5, "Weg"), (25, -10.5, "Weg")];
    for (seq, prior, street) in rows {
        let fields = format!(r#"{{"street":"{street}"}}"#);
        row_at(&mut tx, PRESENCE, seq, ("aanwezigheid", 20260902, &fields, "twijfel"), prior).await;
    }
    tx.commit().await.unwrap();
    let bilal = bilal(&db).await;
    let first = bilal.get("/koppelen").await.text;
    assert!(first.contains(&format!("action=\"/koppelen/{}/21\"", id(PRESENCE))), "{first}");
    assert!(first.contains("Deze rij komt eerst omdat het programma er niet uitkomt."), "{first}");
    let later = bilal.get(&format!("/koppelen?na={}-21", id(PRESENCE))).await.text;
    assert!(later.contains(&format!("action=\"/koppelen/{}/1\"", id(PRESENCE))) && later.contains("op plaats 2 omdat"), "{later}");
    let many = bilal.get(&format!("/koppelen/{}/23", id(PRESENCE))).await.text;
    assert!(many.contains("4 rijen in deze levering dezelfde plek noemen"), "{many}");
    let judged = bilal.post(&format!("/koppelen/{}/21", id(PRESENCE)), "oordeel=weet_niet&stand=0.0&soort=twijfel&kaart=ja").await;
    assert_eq!(judged.to, Some(format!("/koppelen?vorige={}-21-1&kaart=ja", id(PRESENCE))));
    assert!(bilal.get("/koppelen").await.text.contains(&format!("action=\"/koppelen/{}/1\"", id(PRESENCE))));
}

#[tokio::test]
async fn rows_under_the_covenant_do_not_change_the_order_for_who_may_not_meet_them() {
    let mut seen = Vec::new();
    for with_covenant in [true, false] {
        let db = database(with_covenant).await;
        let mut tx = db.begin().await.unwrap();
        // Only a row under the covenant says anything of the yard.
        erf_store::query("DELETE FROM link WHERE delivery = $1").bind(DUMPS).run(&mut tx).await.unwrap();
        for (seq, prior) in [(20, -16.4), (21, -17.0)] {
            row_at(&mut tx, PRESENCE, seq, ("aanwezigheid", 20260902, "{}", "twijfel"), prior).await;
        }
        tx.commit().await.unwrap();
        let anna = anna(&db).await;
        seen.push([anna.get("/koppelen").await.text, anna.get("/koppelen/kwaliteit").await.text, anna.get("/koppelen/drempel").await.text]);
        let own = bilal(&db).await.get(&format!("/koppelen/{}/20", id(PRESENCE))).await.text;
        assert_eq!(own.contains("de plek nog geen enkel feit heeft"), !with_covenant, "the analyst meets that row");
    }
    assert!(seen[0][0].contains("de plek nog geen enkel feit heeft"));
    assert_eq!(seen[0], seen[1]);
    let leader = Reader::new(&database(true).await, Role::ProgrammeLeader, None).await;
    let page = leader.get("/koppelen/kwaliteit").await.text;
    assert!(page.contains("Levering leegstand") && !page.contains("vondsten"), "{page}");
    assert_eq!(leader.get(&format!("/koppelen/kwaliteit/{}", id(FINDS))).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn certain_links_are_checked_by_lot_and_the_share_that_is_right_is_unknown_before() {
    let db = database(false).await;
    let (anna, other) = (anna(&db).await, Reader::new(&db, Role::SafetyAdviser, Some("9902")).await);
    let before = anna.get(&format!("/koppelen/kwaliteit/{}", id(DUMPS))).await.text;
    assert!(before.contains("2 geloot: 0 goed, 0 fout, 0 weet ik niet.") && before.contains("onbekend"), "{before}");
    let question = anna.get("/koppelen?soort=controle").await.text;
    assert!(question.contains(&format!("action=\"/koppelen/{}/", id(DUMPS))) && question.contains("is geloot"), "{question}");
    anna.post(&format!("/koppelen/{}/1", id(DUMPS)), &format!("{HERE}&stand=0.0&soort=controle")).await;
    anna.post(&format!("/koppelen/{}/2", id(DUMPS)), &format!("{NOT_HERE}&stand=0.0&soort=controle")).await;
    let after = anna.get(&format!("/koppelen/kwaliteit/{}", id(DUMPS))).await.text;
    assert!(after.contains("2 geloot: 1 goed, 1 fout, 0 weet ik niet.") && after.contains("50\u{a0}%"), "{after}");
    assert!(anna.get("/koppelen?soort=controle").await.text.contains("Alles wat is geloot, is beoordeeld."));
    for address in ["/koppelen/kwaliteit", "/koppelen/drempel", "/koppelen?soort=controle"] {
        assert!(!other.get(address).await.text.contains("Levering dumpingen"), "another municipality is not counted: {address}");
    }
    assert_eq!(other.get(&format!("/koppelen/kwaliteit/{}", id(DUMPS))).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_question_says_in_one_sentence_why_and_shows_the_place_on_a_map_when_asked() {
    let db = database(false).await;
    let address = format!("/koppelen/{}/1", id(PRESENCE));
    let anna = anna(&db).await;
    let page = anna.get(&address).await.text;
    assert!(
        page.contains("Het kan dezelfde plek zijn, of niet (kans 67\u{a0}%):") && page.contains("de straat verschilt één letter"),
        "{page}"
    );
    assert!(!page.contains("data-map ") && page.contains("kaart=ja"));
    let with_map = anna.get(&format!("{address}?kaart=ja")).await.text;
    assert!(with_map.contains("data-map ") && with_map.contains(&format!("data-focus=\"{YARD}\"")));
}

#[tokio::test]
async fn who_may_see_and_who_may_set() {
    let db = database(false).await;
    let status = |role, address: &'static str| {
        let db = db.clone();
        async move { Reader::new(&db, role, Some("9901")).await.get(address).await.status }
    };
    for role in [Role::SafetyAdviser, Role::Analyst, Role::ProgrammeLeader, Role::PrivacyOfficer] {
        assert_eq!(status(role, "/koppelen/kwaliteit").await, StatusCode::OK, "{role:?}");
        assert_eq!(status(role, "/koppelen/drempel").await, StatusCode::OK, "{role:?}");
    }
    for role in [Role::SteeringGroup, Role::Operator] {
        assert!(status(role, "/koppelen/kwaliteit").await.is_client_error(), "{role:?}");
    }
    for role in [Role::ProgrammeLeader, Role::PrivacyOfficer, Role::SteeringGroup] {
        assert!(status(role, "/koppelen/overeenstemming").await.is_client_error(), "{role:?}");
    }
    let adviser = anna(&db).await;
    assert!(adviser.post("/koppelen/drempel", "grens=0.99&reden=proef").await.status.is_client_error());
    let leader = Reader::new(&db, Role::ProgrammeLeader, None).await;
    for (form, said) in [
        ("grens=0.99&reden=", "Schrijf op waarom"),
        ("grens=0.5&reden=proef", "Kies een grens tussen"),
        ("grens=x&reden=y", "Kies een grens"),
    ] {
        let page = leader.post("/koppelen/drempel", form).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.text.contains(said), "{form} {}", page.text);
    }
    let asked = leader.post("/koppelen/drempel", "grens=0.99&reden=proef").await;
    assert!(asked.to.is_some_and(|to| to.starts_with("/taken/")));
}

#[tokio::test]
async fn the_page_says_which_cut_the_region_chose() {
    for db in erf_store::testing::databases().await.unwrap() {
        fill(&db, false).await;
        let mut tx = db.begin().await.unwrap();
        crate::cut::keep(&mut tx, 0.97).await.unwrap();
        tx.commit().await.unwrap();
        let page = Reader::new(&db, Role::ProgrammeLeader, None).await.get("/koppelen/drempel").await.text;
        assert!(page.contains("Vanaf 97 % kans") && page.contains("Deze grens heeft de regio gekozen."), "{page}");
    }
}

#[tokio::test]
async fn setting_the_cut_is_noted_with_its_reason() {
    let db = database(false).await;
    let clock = std::sync::Arc::new(erf_base::FixedClock::on(jiff::civil::date(2026, 10, 1)));
    let mut ctx = erf_base::Ctx::operator(clock, "toets");
    assert!(crate::steps::set_cut(&db, &ctx, 0.99, "proef", &crate::watch::Unwatched).await.is_err(), "an operator does not set it");
    ctx.actor.role = Role::ProgrammeLeader;
    assert!(crate::steps::set_cut(&db, &ctx, 0.5, "proef", &crate::watch::Unwatched).await.is_err());
    assert!(crate::steps::set_cut(&db, &ctx, 0.99, " ", &crate::watch::Unwatched).await.is_err());
    crate::steps::set_cut(&db, &ctx, 0.99, "vier van vijftig fout", &crate::watch::Unwatched).await.unwrap();
    let mut tx = db.read().await.unwrap();
    assert_eq!(crate::cut::kept(&mut tx).await.unwrap(), Some(0.99));
    let trail = audit::list(&mut tx, &audit::Filter::default(), 1, 0).await.unwrap();
    assert!(trail[0].action == "koppelgrens_gezet" && format!("{:?}", trail[0]).contains("vier van vijftig fout"), "{:?}", trail[0]);
}

#[tokio::test]
async fn a_judged_row_that_lies_in_no_municipality_is_of_nobody_in_particular() {
    for db in erf_store::testing::databases().await.unwrap() {
        fill(&db, false).await;
        let anna = anna(&db).await;
        anna.post(&format!("/koppelen/{}/2", id(DUMPS)), &format!("{HERE}&stand=0.0")).await;
        let mut tx = db.begin().await.unwrap();
        erf_store::query("UPDATE link SET municipality = NULL WHERE delivery = $1 AND seq = 2").bind(DUMPS).run(&mut tx).await.unwrap();
        crate::store::derived::set_version(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        for page in ["/koppelen", "/koppelen?soort=tweede", "/koppelen/overeenstemming", "/koppelen/kwaliteit"] {
            assert_eq!(anna.get(page).await.status, StatusCode::OK, "{page}");
        }
    }
}
