// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! All components on a few made-up pages, to look at: `cargo run -p erf-web --example gallery`.

mod tiles;

use std::{net::SocketAddr, sync::Arc};

use axum::{
    extract::{Form as Sent, Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use erf_base::{Actor, Contribution, Evidence, Figure, FixedClock, Permission, Purpose, Role};
use erf_store::Db;
use erf_web::{
    Access, App, Caller, FigureView, Flash, Form, Lang, Nav, NavPlace, Pager, Routes, Sessions, Slice, Sorting, Unit, Visitor, Waterfall,
    WebError, cached, see_other,
};
use jiff::civil::date;
use serde::Serialize;

#[derive(rust_embed::RustEmbed)]
#[folder = "examples/gallery"]
struct Templates;

type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome {
    let port = std::env::args().nth(1).map_or(Ok(8099), |p| p.parse())?;
    let db = Db::memory().await?;
    db.migrate(&[erf_web::migrations()]).await?;
    let app = App::builder(db, Arc::new(FixedClock::on(date(2026, 10, 1))), "Markerwaard")
        .demo(true)
        .search(Access::SignedIn)
        .purposes(|_| {
            ["voorbereiden bezoekronde Waterdam", "maken van de startfoto", "controle van leveringen"].map(|p| Purpose(p.into())).to_vec()
        })
        .slice(slice())
        .build()?;
    app.name_areas([("9901".parse()?, "Waterdam".to_owned())].into());
    let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).await?;
    println!("http://{}/", listener.local_addr()?);
    Ok(erf_web::serve(app, routes(), listener, std::future::pending()).await?)
}

fn slice() -> Slice {
    let nav = |key, href, icon, order, place| Nav { key, href, icon, access: Access::SignedIn, order, place };
    let words = include_str!("words.ftl");
    Slice::new("gallery")
        .templates::<Templates>()
        .words(Lang::Nl, words)
        .words(Lang::En, words)
        .nav(nav("nav-overview", "/", "home", 10, NavPlace::Area))
        .nav(nav("nav-area", "/gebied", "map", 20, NavPlace::Area))
        .nav(nav("nav-deliveries", "/leveringen", "inbox-arrow-down", 30, NavPlace::Area))
        .nav(nav("nav-review", "/koppelen", "link", 40, NavPlace::Area))
        .nav(nav("nav-partners", "/partners", "users", 50, NavPlace::Area))
        .nav(nav("nav-help", "/hulp", "question-mark-circle", 60, NavPlace::Foot))
        .nav(nav("nav-sources", "/bronnen", "book-open", 70, NavPlace::Foot))
}

fn routes() -> Routes {
    Routes::new()
        .get("/aanmelden", Access::Public, sign_in)
        .post("/aanmelden", Access::Public, signed_in)
        .post("/afmelden", Access::SignedIn, sign_out)
        .get("/", Access::SignedIn, parts)
        .get("/gebied", Access::Permit(Permission::ReadPlaces), places)
        .get("/leveringen", Access::SignedIn, form)
        .post("/leveringen", Access::SignedIn, sent)
        .get("/stuk", Access::SignedIn, broken)
        .get("/kaart/tegels/{z}/{x}/{y}", Access::Permit(Permission::ReadPlaces), tile)
}

#[derive(Serialize)]
struct Nothing {}

async fn sign_in(visitor: Visitor) -> Result<Response, WebError> {
    visitor.page("gallery/signin.html", &Nothing {})
}

async fn signed_in(State(app): State<App>) -> Result<Response, WebError> {
    let municipality = "9901".parse().map_err(WebError::internal)?;
    let actor = Actor { id: "anna".into(), name: "Anna de Vries".into(), role: Role::SafetyAdviser, municipality: Some(municipality) };
    let mut tx = app.db().begin().await?;
    let cookie = Sessions::open(&mut tx, &app, &actor, &Purpose("voorbereiden bezoekronde Waterdam".into())).await?;
    tx.commit().await?;
    let mut response = see_other("/");
    response.headers_mut().append("set-cookie", cookie);
    Ok(response)
}

async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, WebError> {
    let mut tx = app.db().begin().await?;
    let cookie = Sessions::close(&mut tx, &app, &headers).await?;
    tx.commit().await?;
    let mut response = see_other("/aanmelden");
    response.headers_mut().append("set-cookie", cookie);
    Ok(response)
}

#[derive(Serialize)]
struct Delivery {
    name: &'static str,
    holder: &'static str,
    n: u64,
    hits: u64,
    state: &'static str,
}

#[derive(Serialize)]
struct Parts {
    bits: Waterfall,
    share: FigureView,
    nothing: FigureView,
    sorting: Sorting,
    rows: Vec<Delivery>,
    pager: Pager,
}

async fn parts(caller: Caller) -> Result<Response, WebError> {
    let day = date(2026, 10, 1);
    let mut evidence = Evidence::starting_at(-6.4);
    for (code, weight, detail) in [
        ("straat_gelijk", 5.1, "Achterweg"),
        ("huisnummer_gelijk", 7.2, "12, in het bestand 12-A"),
        ("postcode_anders", -2.3, "9901 SA en 9901 SD"),
    ] {
        evidence.contributions.push(Contribution::new(code, weight, detail));
    }
    let row = |name, holder, n, hits, state| Delivery { name, holder, n, hits, state };
    let page = Parts {
        bits: Waterfall::of(&evidence, Unit::Bits),
        share: FigureView::share(&Figure::share(1021, 1208, "Dumpingen 2021-2026", day)),
        nothing: FigureView::share(&Figure::share(0, 0, "Leegstand Nieuwland", day)),
        sorting: Sorting::parse(None, &["-rijen", "naam", "houder"]),
        rows: vec![
            row("BAG 2.0, extract van 1 oktober", "Kadaster", 214_338, 214_338, "vrijgegeven"),
            row("Dumpingen en afvalincidenten", "Omgevingsdienst Markerwaard", 1208, 1021, "vrijgegeven"),
            row("Leegstand Nieuwland", "Gemeente Nieuwland", 0, 0, "wacht op de partner"),
        ],
        pager: Pager::new(4, 50, 1208),
    };
    caller.page("gallery/parts.html", &page)
}

#[derive(Serialize)]
struct MapView {
    bounds: [f64; 4],
    version: u64,
    threshold: u32,
}

#[derive(Serialize)]
struct Places {
    map: MapView,
    places: Vec<tiles::Place>,
}

async fn places(caller: Caller) -> Result<Response, WebError> {
    let map = MapView { bounds: tiles::BOUNDS, version: 1, threshold: 15 };
    caller.page("gallery/places.html", &Places { map, places: tiles::places().into_iter().take(12).collect() })
}

async fn tile(headers: HeaderMap, Path((z, x, y)): Path<(u8, u32, String)>) -> Result<Response, WebError> {
    let y = y.trim_end_matches(".mvt").parse().map_err(|_| WebError::NotFound)?;
    let bytes = tiles::tile(z, x, y).map_err(WebError::internal)?;
    Ok(cached(&headers, "1", "application/vnd.mapbox-vector-tile", || bytes))
}

#[derive(Serialize)]
struct FormPage {
    form: Form,
}

async fn form(caller: Caller) -> Result<Response, WebError> {
    caller.page("gallery/form.html", &FormPage { form: Form::default().with("bron", "kvk") })
}

async fn sent(caller: Caller, Sent(pairs): Sent<Vec<(String, String)>>) -> Result<Response, WebError> {
    let mut form = Form::sent(pairs);
    form.required("naam", "form-name-missing");
    form.required("bestand", "form-file-missing");
    match form.is_right() {
        true => Ok(caller.go_with("/", &Flash::new("flash-purpose"))),
        false => caller.page_with_status(StatusCode::UNPROCESSABLE_ENTITY, "gallery/form.html", &FormPage { form }),
    }
}

async fn broken() -> WebError {
    WebError::internal("een voorbeeld van een storing")
}
