// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Signing in and out, and reading the trail, through the pages themselves.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use erf_accounts::{create_account, create_demo_accounts, renew_password, retire_account, set_password};
use erf_base::{At, Clock, Ctx, Role};
use erf_store::{
    Db,
    audit::{self, Filter},
    testing::databases,
};
use erf_web::App;
use tower::ServiceExt;

/// A clock that is moved by hand.
struct Hand(Mutex<At>);

impl Hand {
    fn turn(&self, seconds: i64) {
        let mut at = self.0.lock().unwrap();
        *at = at.plus_seconds(seconds);
    }
}

impl Clock for Hand {
    fn now(&self) -> At {
        *self.0.lock().unwrap()
    }
}

struct Office {
    db: Db,
    clock: Arc<Hand>,
    ctx: Ctx,
    pages: Router,
}

async fn office(db: Db, demo: bool) -> Office {
    // a page that cannot be made says why in the log only
    let _ = tracing_subscriber::fmt().with_test_writer().try_init();
    db.migrate(&[erf_web::migrations(), erf_accounts::migrations()]).await.unwrap();
    let clock = Arc::new(Hand(Mutex::new(At::start_of(jiff::civil::date(2026, 10, 1)))));
    let ctx = Ctx::operator(clock.clone(), "toets");
    let app = App::builder(db.clone(), clock.clone(), "Markerwaard").demo(demo).purposes(erf_accounts::purposes);
    let pages = erf_accounts::routes().and(erf_web::routes()).into_router(app.slice(erf_accounts::slice()).build().unwrap());
    Office { db, clock, ctx, pages }
}

async fn offices(demo: bool) -> Vec<Office> {
    let mut all = Vec::new();
    for db in databases().await.unwrap() {
        all.push(office(db, demo).await);
    }
    all
}

struct Reply {
    status: StatusCode,
    goes_to: String,
    cookie: String,
    text: String,
}

impl Office {
    async fn ask(&self, request: Request<Body>) -> Reply {
        let reply = self.pages.clone().oneshot(request).await.unwrap();
        let all = |name| reply.headers().get_all(name).iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>();
        let cookies: Vec<&str> = all(header::SET_COOKIE).into_iter().filter_map(|cookie| cookie.split(';').next()).collect();
        let cookie = cookies.into_iter().find(|cookie| cookie.starts_with("erf_sessie=")).unwrap_or_default().to_owned();
        let (status, goes_to) = (reply.status(), all(header::LOCATION).concat());
        let bytes = to_bytes(reply.into_body(), 1 << 20).await.unwrap();
        Reply { status, goes_to, cookie, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    async fn get(&self, address: &str, cookie: &str) -> Reply {
        self.ask(Request::get(address).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, address: &str, cookie: &str, body: &str) -> Reply {
        let request =
            Request::post(address).header(header::COOKIE, cookie).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    async fn sign_in(&self, login: &str, password: &str) -> Reply {
        self.post("/aanmelden", "", &format!("naam={login}&wachtwoord={password}&naar=%2Flogboek")).await
    }

    async fn trail(&self) -> Vec<String> {
        let mut tx = self.db.read().await.unwrap();
        let rows = audit::list(&mut tx, &Filter::default(), 100, 0).await.unwrap();
        assert!(audit::verify(&mut tx).await.unwrap().is_whole());
        rows.into_iter().rev().map(|row| format!("{} {} {}", row.actor, row.action, row.object_id)).collect()
    }
}

#[tokio::test]
async fn the_officer_signs_in_chooses_a_purpose_reads_the_trail_and_signs_out() {
    for office in offices(false).await {
        let created = create_account(&office.db, &office.ctx, "Daan Visser", Role::PrivacyOfficer, None).await.unwrap();
        assert_eq!(created.login, "daan.visser");
        let welcome = office.sign_in("Daan.Visser", &created.passphrase).await;
        assert_eq!((welcome.status, welcome.goes_to.as_str()), (StatusCode::SEE_OTHER, "/aanmelden/doel?naar=%2Flogboek"));
        let choice = office.get(&welcome.goes_to, &welcome.cookie).await;
        assert!(choice.text.contains("Een klacht of verzoek van een betrokkene behandelen"));
        let chosen =
            office.post("/doel", &welcome.cookie, "doel=Een+klacht+of+verzoek+van+een+betrokkene+behandelen&naar=%2Flogboek").await;
        assert_eq!(chosen.goes_to, "/logboek");
        let trail = office.get("/logboek?van=2026-10-01&tot=2026-10-01", &welcome.cookie).await;
        assert_eq!(trail.status, StatusCode::OK);
        assert!(trail.text.contains("Daan Visser") && trail.text.contains("aangemeld"), "{}", trail.text);
        let check = office.get("/logboek/controle", &welcome.cookie).await;
        assert!(check.text.contains("Het logboek is heel"));
        let out = office.post("/afmelden", &welcome.cookie, "").await;
        assert_eq!((out.goes_to.as_str(), out.cookie.as_str()), ("/aanmelden", "erf_sessie="));
        assert_eq!(office.get("/logboek", &welcome.cookie).await.status, StatusCode::SEE_OTHER, "the session ended on the server too");
        let expected = [
            "opdrachtregel toegevoegd m1",
            "m1 aangemeld m1",
            "m1 gekozen Een klacht of verzoek van een betrokkene behandelen",
            "m1 gelezen 1",
            "m1 gecontroleerd 4",
            "m1 afgemeld m1",
        ];
        assert_eq!(office.trail().await, expected);
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_page() {
    for office in offices(false).await {
        create_account(&office.db, &office.ctx, "Anna de Vries", Role::Analyst, None).await.unwrap();
        let wrong = office.sign_in("anna.de.vries", "verkeerd-wachtwoord").await;
        let unknown = office.sign_in("niet.bestaand", "verkeerd-wachtwoord").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.text.replace("anna.de.vries", "X"), unknown.text.replace("niet.bestaand", "X"));
        assert!(!wrong.text.contains("verkeerd-wachtwoord"), "a password never returns");
        assert_eq!(office.trail().await[1..], ["aanmeldpagina aanmelden mislukt m1", "aanmeldpagina aanmelden mislukt onbekend"]);
    }
}

#[tokio::test]
async fn guessing_has_to_wait_per_name_even_with_the_right_password() {
    for office in offices(false).await {
        let created = create_account(&office.db, &office.ctx, "Anna de Vries", Role::Analyst, None).await.unwrap();
        let other = create_account(&office.db, &office.ctx, "Anna de Vries", Role::Analyst, None).await.unwrap();
        assert_eq!(other.login, "anna.de.vries2");
        for _ in 0..5 {
            assert_eq!(office.sign_in(&created.login, "mis").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(office.sign_in(&created.login, &created.passphrase).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(office.sign_in(&other.login, &other.passphrase).await.status, StatusCode::SEE_OTHER);
        office.clock.turn(61);
        assert_eq!(office.sign_in(&created.login, &created.passphrase).await.status, StatusCode::SEE_OTHER);
        assert_eq!(office.sign_in(&created.login, "mis").await.status, StatusCode::UNPROCESSABLE_ENTITY, "the count starts again");
    }
}

#[tokio::test]
async fn signing_in_again_ends_the_earlier_session_of_this_browser() {
    for office in offices(false).await {
        let created = create_account(&office.db, &office.ctx, "Daan Visser", Role::PrivacyOfficer, None).await.unwrap();
        let first = office.sign_in(&created.login, &created.passphrase).await;
        let body = format!("naam={}&wachtwoord={}", created.login, created.passphrase);
        let second = office.post("/aanmelden", &first.cookie, &body).await;
        assert_ne!(first.cookie, second.cookie);
        assert_eq!(office.get("/logboek", &first.cookie).await.status, StatusCode::SEE_OTHER);
        assert_eq!(office.get("/logboek", &second.cookie).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_new_password_or_a_retired_account_ends_every_session() {
    for office in offices(false).await {
        let created = create_account(&office.db, &office.ctx, "Daan Visser", Role::PrivacyOfficer, None).await.unwrap();
        let before = office.sign_in(&created.login, &created.passphrase).await;
        assert!(set_password(&office.db, &office.ctx, &created.login, "kort").await.is_err());
        let renewed = renew_password(&office.db, &office.ctx, &created.login).await.unwrap();
        assert_eq!(office.get("/logboek", &before.cookie).await.status, StatusCode::SEE_OTHER);
        assert_eq!(office.sign_in(&created.login, &created.passphrase).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let after = office.sign_in(&created.login, &renewed.passphrase).await;
        retire_account(&office.db, &office.ctx, &created.login).await.unwrap();
        assert_eq!(office.get("/logboek", &after.cookie).await.status, StatusCode::SEE_OTHER);
        assert_eq!(office.sign_in(&created.login, &renewed.passphrase).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_demo_user_gets_in_with_a_button_in_the_demo_only() {
    let municipality = "9901".parse().unwrap();
    for office in offices(true).await {
        create_demo_accounts(&office.db, &office.ctx, municipality).await.unwrap();
        create_demo_accounts(&office.db, &office.ctx, municipality).await.unwrap();
        let page = office.get("/aanmelden?naar=%2Flogboek", "").await;
        assert_eq!(page.text.matches("class=\"erf-person\"").count(), 5);
        let officer = office.post("/aanmelden/demo", "", "wie=4&naar=%2Flogboek").await;
        assert_eq!((officer.status, officer.goes_to.as_str()), (StatusCode::SEE_OTHER, "/logboek"));
        assert_eq!(office.get("/logboek", &officer.cookie).await.status, StatusCode::OK);
        let adviser = office.post("/aanmelden/demo", "", "wie=1&naar=%2F%2Fevil.test").await;
        assert_eq!(adviser.goes_to, "/");
        assert_eq!(office.get("/logboek", &adviser.cookie).await.status, StatusCode::FORBIDDEN);
        assert_eq!(office.post("/aanmelden/demo", "", "wie=99").await.status, StatusCode::NOT_FOUND);
        let real = self::office(office.db.clone(), false).await;
        assert!(!real.get("/aanmelden", "").await.text.contains("Anna de Vries"));
        assert_eq!(real.post("/aanmelden/demo", "", "wie=1").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn every_page_reads_in_both_languages() {
    for office in offices(true).await {
        let empty = office.get("/aanmelden", "").await;
        assert!(empty.text.contains("erfzicht config user add"));
        create_demo_accounts(&office.db, &office.ctx, "9901".parse().unwrap()).await.unwrap();
        let officer = office.post("/aanmelden/demo", "", "wie=4").await;
        for address in ["/aanmelden", "/aanmelden/doel", "/logboek", "/logboek?wie=m4&handeling=x&van=morgen&pagina=9", "/logboek/controle"]
        {
            for lang in ["nl", "en"] {
                let reply = office.get(address, &format!("{}; erf_taal={lang}", officer.cookie)).await;
                assert_eq!(reply.status, StatusCode::OK, "{address} {lang}: {}", reply.text);
                assert!(reply.text.contains(&format!("<html lang=\"{lang}\">")));
            }
        }
    }
}
