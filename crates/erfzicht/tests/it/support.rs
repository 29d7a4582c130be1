// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A small fictional region, written once, and a browser without a screen.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use erf_places::{model::Offer, register::Register};
use erf_store::{Arg, Db, assembled};
use erfzicht::{
    import,
    region::Region,
    website::{self, Desks},
};
use tower::ServiceExt;

/// The date of the fictional region.
pub const DATE: jiff::civil::Date = jiff::civil::Date::constant(2026, 10, 1);

/// The files of a region at scale 0.1; written by whichever test comes first.
pub fn files() -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"));
    // A newer program may write other files: each build has its own.
    let built = std::fs::metadata(std::env::current_exe().unwrap()).unwrap();
    let dir = root.join(format!("regio-{}-{}", built.len(), mtime(&built)));
    let lock = File::create(root.join("regio.lock")).unwrap();
    lock.lock().unwrap();
    if !dir.exists() {
        let part = dir.with_extension("part");
        let _ = std::fs::remove_dir_all(&part);
        let options = erf_demo::Options { scale: 0.1, seed: 1, date: DATE };
        erf_demo::write_region(&options, &part, &mut |_, _, _| {}).unwrap();
        std::fs::rename(&part, &dir).unwrap();
    }
    dir
}

fn mtime(about: &std::fs::Metadata) -> u64 {
    about.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}

/// The offers of the register whose source is in `sources`; all when it is empty.
pub fn offers(sources: &[&str]) -> Vec<(Offer, PathBuf)> {
    let register = Register::read(&files().join("leveringen.toml")).unwrap();
    let wanted = |offer: &Offer| sources.is_empty() || sources.contains(&offer.source.as_str());
    register.offers.into_iter().filter(|(offer, _)| wanted(offer)).collect()
}

/// An empty region in a database that vanishes.
pub async fn empty_region(db: Db, dir: &Path) -> Region {
    let mut region = Region::on(db, dir.to_owned(), "toets").await.unwrap();
    region.stand_still(DATE).await.unwrap();
    region
}

/// A region in memory with these offers in use, and the users of the demo.
pub async fn region_with(offers: &[(Offer, PathBuf)], dir: &Path) -> Region {
    let region = empty_region(Db::memory().await.unwrap(), dir).await;
    assert_eq!(import::take_in(&region, offers, true).await.unwrap(), 0, "no file of the region is refused");
    if let Some(municipality) = erf_places::first_municipality(&region.db).await.unwrap() {
        erf_accounts::create_demo_accounts(&region.db, &region.ctx, municipality).await.unwrap();
    }
    region
}

/// A browser without a screen, signed in as one of the users of the demo.
pub struct Browser {
    service: Router,
    cookie: String,
}

impl Browser {
    /// A browser that is not signed in.
    pub async fn nobody(region: &Region) -> Self {
        let app = website::app(region, true).unwrap();
        erf_places::prepare(&app).await.unwrap();
        Self { service: website::service(app, Desks::new(region)), cookie: String::new() }
    }

    /// A browser of the user with this part of a name.
    pub async fn of(region: &Region, name: &str) -> Self {
        let mut browser = Self::nobody(region).await;
        let accounts = {
            let mut tx = region.db.read().await.unwrap();
            erf_accounts::list_accounts(&mut tx).await.unwrap()
        };
        let account = accounts.iter().find(|account| account.name.contains(name)).unwrap();
        let reply = browser.post("/aanmelden/demo", &format!("wie={}&naar=%2F", account.id)).await;
        assert!(reply.0.is_redirection(), "{}", String::from_utf8_lossy(&reply.2));
        let cookies = reply.1.get_all(header::SET_COOKIE);
        browser.cookie = cookies.iter().map(|c| c.to_str().unwrap().split(';').next().unwrap()).collect::<Vec<_>>().join("; ");
        browser
    }

    /// Asks for a page.
    pub async fn get(&self, address: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
        self.ask(Request::get(address).header(header::COOKIE, &self.cookie).body(Body::empty()).unwrap()).await
    }

    /// Sends a form.
    pub async fn post(&self, address: &str, form: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
        let request = Request::post(address)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(form.to_owned()))
            .unwrap();
        self.ask(request).await
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
        let reply = self.service.clone().oneshot(request).await.unwrap();
        let (parts, body) = reply.into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }
}

/// Tables whose content is derived from deliveries or belongs to one. The register line of a delivery that was withdrawn, its
/// history and the audit trail stay: that it was there must be provable.
pub const TABLES: [&str; 20] = [
    "delivery_member",
    "problem",
    "bag_building",
    "bag_unit",
    "bag_address",
    "bag_street",
    "bag_town",
    "bag_town_municipality",
    "bag_investigation",
    "bag_complete",
    "feature",
    "source_row",
    "building",
    "address",
    "place",
    "countryside_cell",
    "link",
    "link_model",
    "judgement",
    "data_version",
];

/// Every row of every table above, as text.
pub async fn dump(db: &Db) -> Vec<(&'static str, Vec<String>)> {
    let mut tables = Vec::new();
    let mut tx = db.read().await.unwrap();
    for table in TABLES {
        let mut rows = Vec::new();
        let take = |row: &erf_store::Row<'_>| {
            let cells: Vec<String> = (0..).map_while(|at| row.cell(at).ok().map(|cell| format!("{cell:?}"))).collect();
            rows.push(cells.join("|"));
            Ok(())
        };
        assembled(format!("SELECT * FROM {table} ORDER BY 1, 2")).each(&mut tx, take).await.unwrap();
        rows.sort();
        tables.push((table, rows));
    }
    tables
}

/// Two dumps are the same; says where they differ, not with a wall of rows.
pub fn assert_same(one: &[(&'static str, Vec<String>)], other: &[(&'static str, Vec<String>)]) {
    for ((table, left), (_, right)) in one.iter().zip(other) {
        assert_eq!(left.len(), right.len(), "{table}: number of rows");
        if let Some((a, b)) = left.iter().zip(right).find(|(a, b)| a != b) {
            panic!("{table}:\n  {}\n  {}", &a[..a.len().min(400)], &b[..b.len().min(400)]);
        }
    }
}

/// The number of a delivery by the code of its source.
pub async fn delivery(db: &Db, source: &str) -> erf_places::model::DeliveryId {
    let mut tx = db.read().await.unwrap();
    let id: i64 =
        assembled("SELECT id FROM delivery WHERE source = $1 ORDER BY id".into()).bind(Arg::from(source)).scalar(&mut tx).await.unwrap();
    erf_places::model::DeliveryId(id)
}

/// Ids of places that a municipality has, or does not have.
pub async fn places(db: &Db, municipality: u16, inside: bool, most: i64) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    assembled("SELECT p.id FROM place p WHERE (p.municipality = $1) = $2 ORDER BY p.id LIMIT $3".into())
        .bind(municipality)
        .bind(inside)
        .bind(most)
        .column(&mut tx)
        .await
        .unwrap()
}

/// Two replies are the same; says where they part, not with a wall of bytes.
pub fn assert_same_reply(address: &str, one: &[u8], other: &[u8]) {
    if one != other {
        let parted = one.iter().zip(other).position(|(a, b)| a != b).unwrap_or(one.len().min(other.len()));
        let around =
            |bytes: &[u8]| String::from_utf8_lossy(&bytes[parted.saturating_sub(200)..(parted + 200).min(bytes.len())]).into_owned();
        panic!("{address} differs at byte {parted}:\n--- one\n{}\n--- other\n{}", around(one), around(other));
    }
}
