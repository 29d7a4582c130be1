// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The frame as a browser meets it, over an in-process router.

#![expect(clippy::unwrap_used, reason = "a test may stop at what cannot happen")]

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    http::{HeaderMap, Request, StatusCode, header},
    response::Response,
};
use erf_base::{Actor, Contribution, Evidence, Figure, FixedClock, Permission, Purpose, Role};
use erf_store::{Db, job, query};
use erf_web::{
    Access, App, Caller, FigureView, Flash, Followed, Form, Lang, Nav, NavPlace, Pager, Routes, Sessions, Slice, Sorting, Unit, Visitor,
    Waterfall, WebError, job_address, keys::Keys, see_other, start_job,
};
use jiff::civil::{Date, date};
use serde::Serialize;
use tower::ServiceExt;

#[derive(rust_embed::RustEmbed)]
#[folder = "examples/gallery"]
struct Templates;

const DAY: Date = date(2026, 10, 1);

async fn app() -> App {
    let db = Db::memory().await.unwrap();
    db.migrate(&[erf_web::migrations()]).await.unwrap();
    let words = include_str!("../examples/gallery/words.ftl");
    let nav = |key, href, access| Nav { key, href, icon: "home", access, order: 1, place: NavPlace::Area };
    let slice = Slice::new("gallery")
        .templates::<Templates>()
        .words(Lang::Nl, words)
        .words(Lang::En, words)
        .nav(nav("nav-overview", "/", Access::SignedIn))
        .nav(nav("nav-area", "/gebied", Access::Permit(Permission::ReadPlaces)));
    let app = App::builder(db, Arc::new(FixedClock::on(DAY)), "Markerwaard")
        .demo(true)
        .search(Access::SignedIn)
        .purposes(|_| vec![Purpose("rondgang".into()), Purpose("controle".into())])
        .slice(slice)
        .build()
        .unwrap();
    app.name_areas([("9901".parse().unwrap(), "Waterdam".to_owned())].into());
    app
}

fn slices() -> Routes {
    Routes::new()
        .get("/aanmelden", Access::Public, |visitor: Visitor| async move { visitor.page("gallery/signin.html", &Nothing {}) })
        .get("/", Access::SignedIn, parts)
        .get("/formulier", Access::SignedIn, form)
        .post("/formulier", Access::SignedIn, |caller: Caller| async move { caller.go_with("/", &Flash::new("flash-purpose")) })
        .get("/gebied", Access::Permit(Permission::ReadPlaces), || async { "gebied" })
        .get("/erven/{id}", Access::Permit(Permission::ReadPlaces), || async { "erf" })
        .get("/stuk", Access::Public, || async { WebError::internal("geheim") })
        .post("/afmelden", Access::SignedIn, sign_out)
}

fn router(app: &App) -> Router {
    erf_web::routes().and(slices()).into_router(app.clone())
}

#[derive(Serialize)]
struct Nothing {}

#[derive(Serialize)]
struct Parts {
    bits: Waterfall,
    share: FigureView,
    nothing: FigureView,
    sorting: Sorting,
    rows: Vec<Nothing>,
    pager: Pager,
}

async fn parts(caller: Caller) -> Result<Response, WebError> {
    let mut evidence = Evidence::starting_at(-6.4);
    evidence.contributions.push(Contribution::new("straat_gelijk", 5.1, "<Achterweg>"));
    let page = Parts {
        bits: Waterfall::of(&evidence, Unit::Bits),
        share: FigureView::share(&Figure::share(1021, 1208, "Dumpingen", DAY)),
        nothing: FigureView::share(&Figure::share(0, 0, "Leegstand", DAY)),
        sorting: Sorting::parse(None, &["-rijen", "naam", "houder"]),
        rows: Vec::new(),
        pager: Pager::new(4, 50, 1208),
    };
    caller.page("gallery/parts.html", &page)
}

#[derive(Serialize)]
struct FormPage {
    form: Form,
}

async fn form(caller: Caller) -> Result<Response, WebError> {
    let mut form = Form::sent([("bron".to_owned(), "kvk".to_owned()), ("reden".to_owned(), "omdat \"wij\" <b>".to_owned())]);
    form.required("naam", "form-name-missing");
    caller.page_with_status(StatusCode::UNPROCESSABLE_ENTITY, "gallery/form.html", &FormPage { form })
}

async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, WebError> {
    let mut tx = app.db().begin().await?;
    let cookie = Sessions::close(&mut tx, &app, &headers).await?;
    tx.commit().await?;
    let mut response = see_other("/aanmelden");
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// A browser that keeps its cookies.
struct Browser {
    app: App,
    cookies: Vec<(String, String)>,
}

struct Page {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Page {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

impl Browser {
    fn new(app: &App) -> Self {
        Self { app: app.clone(), cookies: Vec::new() }
    }

    async fn signed_in(app: &App, role: Role, municipality: Option<&str>) -> Self {
        let actor = Actor { id: "anna".into(), name: "Anna".into(), role, municipality: municipality.map(|m| m.parse().unwrap()) };
        let mut tx = app.db().begin().await.unwrap();
        let cookie = Sessions::open(&mut tx, app, &actor, &Purpose("rondgang".into())).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = Self::new(app);
        browser.keep(cookie.to_str().unwrap());
        browser
    }

    fn keep(&mut self, set: &str) {
        let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
        self.cookies.retain(|(known, _)| known != name);
        if !set.contains("Max-Age=0") {
            self.cookies.push((name.into(), value.into()));
        }
    }

    async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn post(&mut self, path: &str, body: &str) -> Page {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.header("sec-fetch-site", "same-origin").body(Body::from(body.to_owned())).unwrap()).await
    }

    async fn send(&mut self, mut request: Request<Body>) -> Page {
        let all = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
        request.headers_mut().insert(header::COOKIE, all.parse().unwrap());
        let (head, body) = router(&self.app).oneshot(request).await.unwrap().into_parts();
        for cookie in head.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Page { status: head.status, headers: head.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

#[tokio::test]
async fn nobody_is_shown_the_way_to_sign_in_and_comes_back_afterwards() {
    let app = app().await;
    let page = Browser::new(&app).get("/gebied?x=1").await;
    assert_eq!((page.status, page.header("location")), (StatusCode::SEE_OTHER, "/aanmelden?naar=%2Fgebied%3Fx%3D1"));
    assert_eq!(Browser::new(&app).post("/formulier", "").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn another_role_is_told_no_but_never_that_a_thing_exists() {
    let app = app().await;
    let mut reader = Browser::signed_in(&app, Role::SteeringGroup, None).await;
    assert_eq!(reader.get("/gebied").await.status, StatusCode::FORBIDDEN);
    let (closed, absent) = (reader.get("/erven/1").await, reader.get("/bestaat-niet").await);
    assert_eq!((closed.status, absent.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert!(!reader.get("/").await.text.contains("/gebied\""), "an area that cannot be opened is not offered");
    let mut adviser = Browser::signed_in(&app, Role::SafetyAdviser, Some("9901")).await;
    assert_eq!(adviser.get("/erven/1").await.text, "erf");
    assert!(adviser.get("/").await.text.contains("u ziet alleen gemeente Waterdam"));
}

#[tokio::test]
async fn every_reply_is_safe_and_pages_are_not_kept() {
    let app = app().await;
    let mut browser = Browser::signed_in(&app, Role::Analyst, None).await;
    for path in ["/", "/bestaat-niet", "/stuk", "/aanmelden", "/favicon.ico"] {
        let page = browser.get(path).await;
        assert!(page.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        let inline = ["<style", " style=", "<script>", " onclick=", "javascript:"];
        assert!(!inline.iter().any(|word| page.text.contains(word)), "{path}: the policy forbids what stands in the page");
    }
    assert_eq!(browser.get("/").await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_request_from_another_site_changes_nothing() {
    let app = app().await;
    let mut browser = Browser::signed_in(&app, Role::Analyst, None).await;
    let foreign = Request::post("/formulier").header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
    let page = browser.send(foreign).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text.contains("E403"));
}

#[tokio::test]
async fn a_failure_says_what_happened_and_hides_what_is_inside() {
    let app = app().await;
    let page = Browser::new(&app).get("/stuk").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    for words in ["Er ging bij ons iets mis", "Wat is bewaard", "Wat u kunt doen", "E500"] {
        assert!(page.text.contains(words), "{words}");
    }
    assert!(!page.text.contains("geheim"));
    let json = Request::get("/stuk").header("accept", "application/json").body(Body::empty()).unwrap();
    assert!(Browser::new(&app).send(json).await.text.starts_with("{\"code\":\"E500\""));
}

#[tokio::test]
async fn pages_are_read_in_the_chosen_language() {
    let app = app().await;
    let mut browser = Browser::signed_in(&app, Role::Analyst, None).await;
    assert!(browser.get("/").await.text.contains("<html lang=\"nl\">"));
    let chosen = browser.get("/taal/en?naar=//elders.test").await;
    assert_eq!((chosen.status, chosen.header("location")), (StatusCode::SEE_OTHER, "/"));
    let page = browser.get("/").await;
    assert!(page.text.contains("<html lang=\"en\">") && page.text.contains("Rows 151 to 200 of 1,208"));
    assert_eq!(browser.get("/taal/xx").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn components_write_what_people_typed_as_text() {
    let app = app().await;
    let mut browser = Browser::signed_in(&app, Role::Analyst, None).await;
    let page = browser.get("/").await.text;
    assert!(page.contains("&lt;Achterweg&gt;") && !page.contains("<Achterweg>"));
    assert!(page.contains("Rij 151 tot en met 200 van 1.208") && page.contains("95%-interval 82") && page.contains("onbekend"));
    let form = browser.get("/formulier").await;
    assert_eq!(form.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(form.text.contains("omdat &quot;wij&quot; &lt;b&gt;"), "input is kept");
    assert!(form.text.contains("Er is één ding dat nog niet klopt") && form.text.contains("autofocus"));
}

#[tokio::test]
async fn a_message_is_shown_once() {
    let app = app().await;
    let mut browser = Browser::signed_in(&app, Role::Analyst, None).await;
    assert_eq!(browser.post("/formulier", "").await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/").await.text.contains("Uw doel is gewijzigd"));
    assert!(!browser.get("/").await.text.contains("Uw doel is gewijzigd"));
}

#[tokio::test]
async fn a_purpose_is_chosen_from_the_list_and_leaves_a_trace() {
    let app = app().await;
    let mut browser = Browser::signed_in(&app, Role::Analyst, None).await;
    assert_eq!(browser.post("/doel", "doel=nieuwsgierig&naar=/").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.post("/doel", "doel=controle&naar=/").await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/").await.text.contains("<strong>controle</strong>"));
    let mut tx = app.db().read().await.unwrap();
    let traces: i64 =
        query("SELECT count(*) FROM audit WHERE action = 'gekozen' AND object_id = 'controle'").scalar(&mut tx).await.unwrap();
    assert_eq!(traces, 1);
}

#[tokio::test]
async fn a_session_ends_by_signing_out_and_by_itself() {
    let app = app().await;
    let mut browser = Browser::signed_in(&app, Role::Analyst, None).await;
    let stolen = browser.cookies.clone();
    browser.post("/afmelden", "").await;
    browser.cookies = stolen;
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER, "the secret is worth nothing any more");
    let mut late = Browser::signed_in(&app, Role::Analyst, None).await;
    let mut tx = app.db().begin().await.unwrap();
    query("UPDATE web_session SET expires = $1").bind(app.clock().now()).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(late.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_is_the_same_on_both_databases() {
    for db in erf_store::testing::databases().await.unwrap() {
        db.migrate(&[erf_web::migrations()]).await.unwrap();
        let app = App::builder(db, Arc::new(FixedClock::on(DAY)), "Markerwaard").build().unwrap();
        let browser = Browser::signed_in(&app, Role::SafetyAdviser, Some("9901")).await;
        let headers: HeaderMap =
            [(header::COOKIE, format!("{}={}", browser.cookies[0].0, browser.cookies[0].1).parse().unwrap())].into_iter().collect();
        let session = Sessions::of(app.db(), &app, &headers).await.unwrap().unwrap();
        assert_eq!((session.actor.name.as_str(), session.purpose.0.as_str()), ("Anna", "rondgang"));
        let mut tx = app.db().begin().await.unwrap();
        assert_eq!(Sessions::close_all_of(&mut tx, "anna").await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_job_is_followed_by_whoever_asked_for_it() {
    let app = app().await;
    let mut browser = Browser::signed_in(&app, Role::Analyst, None).await;
    let ctx = erf_base::Ctx {
        actor: Actor { id: "anna".into(), name: "Anna".into(), role: Role::Analyst, municipality: None },
        purpose: Purpose("rondgang".into()),
        clock: app.clock().clone(),
        request_id: "r".into(),
    };
    let followed = |n: i64| Followed { title: "nav-overview".into(), subject: format!("levering {n}"), result: "/gebied".into() };
    let mut tx = app.db().begin().await.unwrap();
    let own = start_job(&mut tx, &ctx, "import", followed(1), serde_json::Map::new()).await.unwrap();
    let mut other = ctx.clone();
    other.actor.id = "bram".into();
    let foreign = start_job(&mut tx, &other, "import", followed(2), serde_json::Map::new()).await.unwrap();
    job::progress(&mut tx, own, 1200, 9000, "").await.unwrap();
    tx.commit().await.unwrap();

    assert!(browser.get(&job_address(own)).await.text.contains("1.200 van 9.000"));
    assert_eq!(browser.get(&job_address(foreign)).await.status, StatusCode::NOT_FOUND);
    let json = Request::get(job_address(own)).header("accept", "application/json").body(Body::empty()).unwrap();
    assert!(browser.send(json).await.text.contains("\"state\":\"running\""));
    let mut tx = app.db().begin().await.unwrap();
    job::finish(&mut tx, own, Ok(()), ctx.now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(browser.get(&job_address(own)).await.header("location"), "/gebied");
}

#[tokio::test]
async fn a_page_without_a_map_stays_within_its_budget() {
    let app = app().await;
    let mut browser = Browser::signed_in(&app, Role::Analyst, None).await;
    let packed = |path: &str| Request::get(path).header("accept-encoding", "gzip").body(Body::empty()).unwrap();
    let page = browser.get("/").await.text;
    let style = page.split('"').find(|part| part.starts_with("/middelen/app-")).unwrap().to_owned();
    let mut bytes = 0;
    for path in ["/", &style] {
        let reply = router(&app).oneshot({
            let mut request = packed(path);
            let cookie = format!("{}={}", browser.cookies[0].0, browser.cookies[0].1);
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
            request
        });
        let reply = reply.await.unwrap();
        assert_eq!(reply.headers()["content-encoding"], "gzip");
        bytes += to_bytes(reply.into_body(), usize::MAX).await.unwrap().len();
    }
    assert!(bytes < 60_000, "{bytes} bytes of HTML and CSS");
    assert_eq!(browser.get(&style).await.header("cache-control"), "public, max-age=31536000, immutable");
}

#[test]
fn every_address_says_who_may_use_it() {
    let all = erf_web::routes().and(slices());
    let public: Vec<&str> = all.iter().filter(|r| r.access == Access::Public).map(|r| r.path).collect();
    assert_eq!(public, ["/middelen/{bestand}", "/favicon.ico", "/taal/{taal}", "/aanmelden", "/stuk"]);
}

#[test]
fn every_text_that_is_used_is_there_in_both_languages() {
    let mut keys = Keys::default();
    keys.read_crate(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert_eq!(keys.problems(), Vec::<String>::new());
}
