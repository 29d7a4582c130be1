// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Fourteen yards in two municipalities, scanned; written straight into the tables.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use erf_base::{Actor, Clock, Ctx, FixedClock, Permission, Purpose, Role};
use erf_store::{Db, Tx, query};
use erf_web::{App, Sessions, Works};
use tower::ServiceExt;

use crate::{
    approve,
    card::Variant,
    life::ScanId,
    model::Order,
    pages::{self, Desk},
    region::Delivery,
    sign_card,
    store::{
        self, cards,
        save::{self, Frame, Frozen},
    },
    tasks::Bench,
    testing::{self, Trial},
    what_if::Matrix,
};

const ENTRIES: &[(&str, i32)] = &[("L01", 3), ("L15", 3), ("L16", 2), ("L02", 1)];
/// One yard a line, in turn of municipality 9901 and 9902; `p` present, `a` absent, `u` unknown.
const YARDS: &[&str] = &["pppp", "pppa", "ppaa", "ppaa", "paaa", "apaa", "aapa", "aapa", "aaap", "aaap", "aaaa", "auaa", "aaaa", "aaaa"];

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

/// The yard on line `n` of the region.
pub fn yard(n: usize) -> String {
    format!("erf-{n:06}")
}

pub fn ctx(id: &str, role: Role) -> Ctx {
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::on(jiff::civil::date(2026, 10, 1)));
    let actor = Actor { id: id.into(), name: id.into(), role, municipality: None };
    Ctx { actor, purpose: Purpose("toets".into()), clock, request_id: "r".into() }
}

impl Reader {
    pub async fn new(db: &Db, id: &str, role: Role, municipality: Option<&str>) -> Self {
        let clock = Arc::new(FixedClock::on(jiff::civil::date(2026, 10, 1)));
        let slices = App::builder(db.clone(), clock, "Markerwaard").slice(erf_places::slice()).slice(erf_accounts::slice());
        let app = slices.slice(pages::slice()).build().unwrap();
        let actor = Actor { id: id.into(), name: id.into(), role, municipality: municipality.map(|m| m.parse().unwrap()) };
        let mut tx = db.begin().await.unwrap();
        let cookie = Sessions::open(&mut tx, &app, &actor, &Purpose("toets".into())).await.unwrap();
        tx.commit().await.unwrap();
        let desk = Desk::new(Arc::new(Bench::new(Arc::new(Works::new(None)))));
        let router = pages::around(pages::routes().and(erf_web::routes()).into_router(app), Arc::new(desk));
        Self { router, cookie: cookie.to_str().unwrap().split(';').next().unwrap().to_owned() }
    }

    /// An adviser of the first municipality.
    pub async fn adviser(db: &Db) -> Self {
        Self::new(db, "aov", Role::SafetyAdviser, Some("9901")).await
    }

    /// The analyst who made the scans.
    pub async fn analyst(db: &Db) -> Self {
        Self::new(db, "anne", Role::Analyst, None).await
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
        let part = |(name, value): &(&str, &str)| format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        let body: String = parts.iter().map(part).chain(["--X--\r\n".to_owned()]).collect();
        let request = Request::post(address).header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");
        self.send(request.body(Body::from(body)).unwrap()).await
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

/// A database with deliveries and signed cards of both variants, and no scan yet.
pub async fn database() -> Db {
    let db = Db::memory().await.unwrap();
    let all = [erf_web::migrations(), erf_accounts::migrations(), erf_places::migrations(), store::MIGRATIONS];
    db.migrate(&all).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    for (id, compartment) in [(1, "open"), (2, "gemeentelijk"), (3, "convenant")] {
        deliver(&mut tx, id, compartment).await;
    }
    for partner in ["gemeente", "politie"] {
        query("INSERT INTO partner (name, sector, class, role) VALUES ($1, '', '', '')").bind(partner).run(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    for variant in [Variant::Municipal, Variant::Covenant] {
        signed(&db, variant, ENTRIES).await;
    }
    db
}

/// A card that is used from now on.
pub async fn signed(db: &Db, variant: Variant, entries: &[(&str, i32)]) {
    let card = crate::card::Card { variant, name: format!("kaart {}", variant.code()), ..testing::card(entries) };
    let id = sign_card::new_version(db, &ctx("anne", Role::Analyst), &card).await.unwrap();
    for (partner, who) in [("gemeente", "anne"), ("politie", "bob")] {
        sign_card::sign(db, &ctx(who, Role::Analyst), id, partner, "teamchef").await.unwrap();
    }
}

async fn deliver(tx: &mut Tx, id: i64, compartment: &str) {
    query(
        "INSERT INTO delivery (id, source, name, holder, file_name, file_hash, format, purpose, legal_basis, compartment, retention_until, \
         state, state_at, rows_in, accepted, rejected, columns) VALUES ($1, 'leegstand', $2, 'Omgevingsdienst', 'b.csv', $3, 'csv', 'doel', 'wet', \
         $4, 20271001, 'vrijgegeven', $5, 10, 9, 1, '[]')",
    )
    .bind(id)
    .bind(format!("levering {id}"))
    .bind(format!("hash {id}"))
    .bind(compartment)
    .bind(erf_base::At(1_790_000_000_000_000))
    .run(tx)
    .await
    .unwrap();
}

/// A scan as the analyst makes it, frozen and saved.
pub async fn draft(db: &Db, name: &str, variant: Variant) -> ScanId {
    draft_of(db, name, variant, &Trial::new(ENTRIES, YARDS), 0.0).await
}

/// A scan of other yards, by the card in use, with a share drawn at random.
async fn draft_of(db: &Db, name: &str, variant: Variant, trial: &Trial, random_share: f64) -> ScanId {
    let by = ctx("anne", Role::Analyst);
    let outcome = trial.run(3, random_share, 7);
    let scope = by.permit(Permission::OrderScans).unwrap();
    let mut tx = db.begin().await.unwrap();
    let card = cards::newest_usable(&mut tx, &scope, variant).await.unwrap().unwrap();
    let ground = (variant == Variant::Covenant).then(|| "GEHEIM convenant artikel 4".to_owned());
    let order = Order { name: name.into(), variant, ground, ..testing::order(3, random_share, 7) };
    let inputs = [1, 2, 3].into_iter().filter(|id| variant == Variant::Covenant || *id != 3);
    let frozen = Frozen {
        summary: serde_json::to_string(&outcome.summary).unwrap(),
        input_hash: "in".into(),
        result_hash: outcome.hash.clone(),
        matrix: Matrix::of(&outcome, &trial.card).to_bytes(),
        inputs: inputs.map(input).collect(),
        area_name: "de hele regio".into(),
        scored: outcome.scored,
        ..Frozen::default()
    };
    let id = ScanId::of(&[name, variant.code()]);
    let frame = Frame { id, order: &order, card: &card, data_version: 1, corrections: &[], base_rate: None };
    save::save(&mut tx, &by, &frame, &std::sync::Arc::new(frozen)).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A scan that somebody else approved.
pub async fn approved(db: &Db, name: &str, variant: Variant) -> ScanId {
    checked(db, draft(db, name, variant).await).await
}

/// The same of other yards, by the card in use, with a share drawn at random.
pub async fn approved_of(db: &Db, name: &str, variant: Variant, trial: &Trial, random_share: f64) -> ScanId {
    checked(db, draft_of(db, name, variant, trial, random_share).await).await
}

async fn checked(db: &Db, id: ScanId) -> ScanId {
    approve::ask(db, &ctx("anne", Role::Analyst), id).await.unwrap();
    approve::approve(db, &ctx("fg", Role::PrivacyOfficer), id).await.unwrap();
    id
}

fn input(id: i64) -> Delivery {
    let compartment = match id {
        1 => erf_base::Compartment::Open,
        2 => erf_base::Compartment::Municipal,
        _ => erf_base::Compartment::Covenant,
    };
    Delivery {
        id,
        source: "leegstand".into(),
        name: format!("levering {id}"),
        holder: "Omgevingsdienst".into(),
        compartment,
        municipality: None,
        period: (Some(20_210_101), Some(20_260_930)),
        retention_until: 20_271_001,
        hash: format!("hash {id}"),
        purpose: "doel".into(),
        legal_basis: "wet".into(),
        counts: (10, 9, 1),
        matched: (8, 9),
        on_places: 0,
    }
}
