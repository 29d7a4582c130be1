// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A region of two municipalities with a handful of places and rows, written straight into the tables.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use erf_base::{Actor, BagId, Compartment, Contribution, Evidence, FixedClock, Purpose, RdPoint, Role};
use erf_spatial::{Geometry, Polygon, grid::cell, wkb};
use erf_store::{Bulk, Db, Tx};
use erf_web::{App, Sessions, Works};
use tower::ServiceExt;

use crate::{
    atlas::Atlas,
    derive_places::{CELL_M, search_key},
    model::DeliveryId,
    pages::{self, Desk},
    verdict::Candidate,
};

pub const YARD: &str = "erf-9901200000000012";
pub const ELSEWHERE: &str = "unit-9902200000000001";
pub const DUMPS: i64 = 0x30;
pub const PRESENCE: i64 = 0x31;
pub const FINDS: i64 = 0x40;

/// The pages over a database, and somebody who is signed in.
pub struct Reader {
    router: Router,
    cookie: String,
}

/// A page as a browser gets it.
pub struct Page {
    pub status: StatusCode,
    pub text: String,
    pub to: Option<String>,
}

impl Reader {
    pub async fn new(db: &Db, role: Role, municipality: Option<&str>) -> Self {
        Self::named(db, "u1", role, municipality).await
    }

    /// Somebody who is not the one that [`Reader::new`] makes.
    pub async fn named(db: &Db, id: &str, role: Role, municipality: Option<&str>) -> Self {
        let clock = Arc::new(FixedClock::on(jiff::civil::date(2026, 10, 1)));
        let app = App::builder(db.clone(), clock, "Markerwaard").slice(pages::slice()).build().unwrap();
        let actor = Actor { id: id.into(), name: "Anna".into(), role, municipality: municipality.map(|m| m.parse().unwrap()) };
        let mut tx = db.begin().await.unwrap();
        let cookie = Sessions::open(&mut tx, &app, &actor, &Purpose("toets".into())).await.unwrap();
        tx.commit().await.unwrap();
        pages::desk::name_areas(&app, db).await.unwrap();
        let desk = Desk::new(Arc::new(Atlas::default()), Arc::new(Works::new(None)), None);
        let routes = pages::routes().and(erf_web::routes());
        let router = pages::around(routes.into_router(app.clone()), Arc::new(desk));
        let cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        Self { router, cookie }
    }

    /// The same reader, who prefers English.
    pub fn in_english(&self) -> Self {
        Self { router: self.router.clone(), cookie: format!("{}; erf_taal=en", self.cookie) }
    }

    pub async fn get(&self, address: &str) -> Page {
        self.send(Request::get(address).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, address: &str, form: &str) -> Page {
        let request = Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    pub async fn upload(&self, address: &str, parts: &[(&str, &str)]) -> Page {
        let mut body = String::new();
        for (name, value) in parts {
            body.push_str(&format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
        }
        body.push_str("--X--\r\n");
        let request = Request::post(address).header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends a form with a file, and waits for the work it starts; gives the page where that ends, or the form that came back.
    pub async fn upload_file(&self, address: &str, parts: &[(&str, &str)], (name, content): (&str, &str)) -> Page {
        let mut body = String::new();
        for (part, value) in parts {
            body.push_str(&format!("--X\r\nContent-Disposition: form-data; name=\"{part}\"\r\n\r\n{value}\r\n"));
        }
        body.push_str(&format!(
            "--X\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"{name}\"\r\n\r\n{content}\r\n--X--\r\n"
        ));
        let request = Request::post(address).header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");
        let asked = self.send(request.body(Body::from(body)).unwrap()).await;
        self.follow(asked).await
    }

    /// The page where a task that was asked for ends.
    pub async fn follow(&self, asked: Page) -> Page {
        let Some(job) = asked.to.clone() else { return asked };
        loop {
            let page = self.get(&job).await;
            match page.to {
                Some(result) => return self.get(&result).await,
                None if page.text.contains("utrecht-alert--error") => return page,
                None => tokio::task::yield_now().await,
            }
        }
    }

    async fn send(&self, mut request: Request<Body>) -> Page {
        request.headers_mut().insert(header::COOKIE, self.cookie.parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let to = response.headers().get(header::LOCATION).map(|v| v.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap();
        Page { status, text: String::from_utf8_lossy(&bytes).into_owned(), to }
    }
}

/// The region in memory; with rows under the covenant or without any trace of them.
pub async fn database(with_covenant: bool) -> Db {
    let db = Db::memory().await.unwrap();
    fill(&db, with_covenant).await;
    db
}

/// Writes the region into an empty database.
pub async fn fill(db: &Db, with_covenant: bool) {
    db.migrate(&[erf_accounts::migrations(), crate::migrations(), erf_web::migrations()]).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    borders(&mut tx).await;
    ground(&mut tx).await;
    delivery(&mut tx, DUMPS, "dumpingen", Compartment::Municipal).await;
    delivery(&mut tx, PRESENCE, "leegstand", Compartment::Municipal).await;
    row(&mut tx, DUMPS, 1, "dumping", 20260301, r#"{"category":"vaten","street":"Achterweg","number":"12"}"#, "zeker").await;
    row(&mut tx, DUMPS, 2, "dumping", 20200301, r#"{"category":"oude vaten"}"#, "zeker").await;
    row(&mut tx, PRESENCE, 1, "aanwezigheid", 20260901, r#"{"category":"leeg","street":"Achterwg","number":"12-A"}"#, "twijfel").await;
    if with_covenant {
        delivery(&mut tx, FINDS, "vondsten_adres", Compartment::Covenant).await;
        row(&mut tx, FINDS, 1, "vondst", 20260501, r#"{"category":"GEHEIM","name":"GEHEIM BV","kvk":"12345678"}"#, "zeker").await;
        row(&mut tx, FINDS, 2, "vondst", 20260502, r#"{"category":"GEHEIM"}"#, "twijfel").await;
    }
    crate::store::derived::set_version(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

pub fn square(x: f64, y: f64, side: f64) -> Polygon {
    let corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)];
    Polygon::new(corners.into_iter().map(|(x, y)| RdPoint::new(x, y)).collect())
}

pub async fn delivery(tx: &mut Tx, id: i64, source: &str, compartment: Compartment) {
    erf_store::query(
        "INSERT INTO delivery (id, source, name, holder, file_name, file_hash, format, mapping, purpose, legal_basis, compartment, \
         period_from, period_to, retention_until, municipality, extract_date, state, state_at, rows_in, accepted, rejected, columns) \
         VALUES ($1, $2, $3, 'Omgevingsdienst', 'a.csv', 'x', 'csv', 'kvk', 'bezoekronde', 'AVG', $4, 20210101, 20261001, 20271001, \
         $6, NULL, 'vrijgegeven', $5, 3, 2, 1, '[]')",
    )
    .bind(id)
    .bind(source)
    .bind(format!("Levering {source}"))
    .bind(compartment)
    .bind(erf_base::At(1_790_000_000_000_000))
    .bind((id == PRESENCE).then_some(9901_i64))
    .run(tx)
    .await
    .unwrap();
    erf_store::query(
        "INSERT INTO problem (delivery, seq, sheet, row_number, column_name, value, code, reason, action, rejected) \
         VALUES ($1, 1, NULL, 9, 'Datum', '32-13-2026', 'datum_onleesbaar', 'Deze datum bestaat niet.', 'Vraag de datum na.', $2)",
    )
    .bind(id)
    .bind(true)
    .run(tx)
    .await
    .unwrap();
    erf_store::query("INSERT INTO delivery_step (delivery, seq, at, actor, state, reason) VALUES ($1, 1, $2, 'u1', 'vrijgegeven', '')")
        .bind(id)
        .bind(erf_base::At(1_790_000_000_000_000))
        .run(tx)
        .await
        .unwrap();
}

async fn borders(tx: &mut Tx) {
    delivery(tx, 2, "gemeentegrenzen", Compartment::Open).await;
    let mut features = Bulk::new("feature", &["delivery", "seq", "member", "ordinal", "kind", "code", "name", "attributes", "shape"]);
    for (seq, code, name, x) in [(1, "GM9901", "Waterdam", 140_000.0), (2, "GM9902", "Zeewolde-Oost", 142_000.0)] {
        let shape = wkb::encode(&Geometry::Polygons(vec![square(x, 500_000.0, 2_000.0)]));
        features.row().int(2).int(seq).int(0).int(seq).text("gemeente").text(code).text(name).text("{}").blob(shape.as_slice());
    }
    features.finish(tx).await.unwrap();
}

async fn ground(tx: &mut Tx) {
    let mut places = Bulk::new(
        "place",
        &["id", "kind", "name", "municipality", "cell", "x", "y", "buildings", "addresses", "shed_area", "countryside", "parcel", "rule"],
    );
    for (id, kind, name, code, x) in [(YARD, "erf", "Achterweg 12", 9901, 140_500.0), (ELSEWHERE, "unit", "Kade 1", 9902, 142_500.0)] {
        let at = RdPoint::new(x, 500_500.0);
        let row = places.row().text(id).text(kind).text(name).int(code).int(cell(at, CELL_M)).real(at.x).real(at.y);
        row.int(1).int(1).real(200.0).bool(true).text("WTD01A123").text("erf-1");
    }
    places.finish(tx).await.unwrap();
    let mut buildings = Bulk::new(
        "building",
        &["id", "delivery", "seq", "municipality", "cell", "x", "y", "year", "status", "area", "addresses", "place", "reason", "detail"],
    );
    let mut addresses = Bulk::new(
        "address",
        &[
            "id",
            "unit",
            "delivery",
            "seq",
            "municipality",
            "cell",
            "x",
            "y",
            "street",
            "number",
            "letter",
            "suffix",
            "postcode",
            "town",
            "kind",
            "uses",
            "area",
            "side",
            "search_key",
            "place",
            "reason",
            "detail",
        ],
    );
    for (place, code, street, number, x, town) in
        [(YARD, 9901, "Achterweg", 12, 140_500.0, "Waterdam"), (ELSEWHERE, 9902, "Kade", 1, 142_500.0, "Oosthaven")]
    {
        let at = RdPoint::new(x, 500_500.0);
        let id = |kind: i64| code * 1_000_000_000_000 + kind * 10_000_000_000 + number;
        let row = buildings.row().int(id(10)).int(1).int(1).int(code).int(cell(at, CELL_M)).real(at.x).real(at.y).null();
        row.text("Pand in gebruik").real(200.0).int(1).text(place).text("adres_in_gebouw").text("{}");
        let row = addresses.row().int(id(20)).int(id(1)).int(1).int(1).int(code).int(cell(at, CELL_M)).real(at.x).real(at.y);
        let row = row.text(street).int(number).null().null().text("1234SA").text(town).text("verblijfsobject");
        let key = search_key(&format!("{street} {number} {town}"));
        row.text("industriefunctie").int(180).bool(false).text(key.as_str()).text(place).text("ligt_in_gebouw").text("{}");
    }
    buildings.finish(tx).await.unwrap();
    addresses.finish(tx).await.unwrap();
}

/// The address of the yard as the matcher would propose it.
fn candidate() -> Candidate {
    let id: BagId = "9901200000000012".parse().unwrap();
    let mut evidence = Evidence::starting_at(-16.0);
    evidence.contributions.push(Contribution::new("straat_lijkt", 8.0, "Achterwg / Achterweg"));
    evidence.contributions.push(Contribution::new("nog_nooit_gezien", 9.0, ""));
    Candidate {
        target_kind: "address".into(),
        target_id: id.to_string(),
        label: "Achterweg 12".into(),
        place: Some(YARD.into()),
        municipality: Some("9901".parse().unwrap()),
        evidence,
    }
}

/// A row that the matcher proposes the yard for.
pub async fn row(tx: &mut Tx, delivery: i64, seq: i64, kind: &str, day: i64, fields: &str, decision: &str) {
    row_at(tx, delivery, seq, (kind, day, fields, decision), -16.0).await;
}

/// The same, starting at so many bits: 17 bits speak for the yard.
pub async fn row_at(tx: &mut Tx, delivery: i64, seq: i64, (kind, day, fields, decision): (&str, i64, &str, &str), prior: f64) {
    let mut rows =
        Bulk::new("source_row", &["delivery", "seq", "sheet", "row_number", "kind", "event_date", "raw", "fields", "attributes"]);
    let row = rows.row().int(delivery).int(seq).text("").int(seq + 1).text(kind).int(day);
    row.text(r#"["Achterweg","12"]"#).text(fields).text(r#"{"bron_bekend":true}"#);
    rows.finish(tx).await.unwrap();
    let mut candidate = candidate();
    candidate.evidence.prior = prior;
    let compartment = if delivery == FINDS { "convenant" } else { "gemeentelijk" };
    let mut links = Bulk::new(
        "link",
        &[
            "delivery",
            "seq",
            "compartment",
            "automatic",
            "decision",
            "target_kind",
            "target_id",
            "place",
            "municipality",
            "probability",
            "precision_m",
            "last_day",
            "evidence",
            "candidates",
        ],
    );
    let row = links.row().int(delivery).int(seq).text(compartment).text(decision).text(decision).text("address");
    let row = row.text(candidate.target_id.as_str()).text(YARD).int(9901).real(candidate.evidence.probability()).null().int(day);
    let evidence = serde_json::to_string(&candidate.evidence).unwrap();
    row.text(evidence.as_str()).text(serde_json::to_string(&[candidate]).unwrap().as_str());
    links.finish(tx).await.unwrap();
}

/// A delivery as it is written in addresses.
pub fn id(delivery: i64) -> String {
    DeliveryId(delivery).to_string()
}
