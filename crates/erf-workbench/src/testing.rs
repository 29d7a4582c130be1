// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A list of companies of which some stand in it twice, and people who link and judge it.

use std::{fmt::Write as _, sync::Arc};

use erf_base::{Actor, Clock, Ctx, FixedClock, Permission, Purpose, Rng, Role, Scope};
use erf_places::watch::Unwatched;
use erf_store::{Db, query};

use crate::{
    intake,
    judge_pair::Maker,
    kept::Runs,
    model::LinkageId,
    order::{self, Asked},
    run_linkage,
    store::{
        self,
        linkages::{self, Linkage},
        rows::{self, Row},
    },
};

const WORDS: [&str; 16] = [
    "Loonbedrijf",
    "Melkveehouderij",
    "Transport",
    "Bouwbedrijf",
    "Kwekerij",
    "Garage",
    "Bakkerij",
    "Installatie",
    "Grondverzet",
    "Pluimvee",
    "Opslag",
    "Manege",
    "Zuivel",
    "Metaal",
    "Houthandel",
    "Camping",
];
const NAMES: [&str; 24] = [
    "Jansen",
    "Brouwer",
    "Hoekstra",
    "Smit",
    "Visser",
    "Mulder",
    "Dekker",
    "Kuipers",
    "Postma",
    "Bakker",
    "Vos",
    "Peters",
    "Hendriks",
    "Kok",
    "Schouten",
    "Willems",
    "Prins",
    "Blom",
    "Huisman",
    "Kramer",
    "Wolters",
    "Driessen",
    "Maas",
    "Verhoeven",
];
const STREETS: [&str; 12] = [
    "Achterweg",
    "Dorpsstraat",
    "Molenweg",
    "Kerkpad",
    "Zeedijk",
    "Parallelweg",
    "Hoofdstraat",
    "Lageweg",
    "Polderweg",
    "Stationsweg",
    "Veenkade",
    "Noorderdwarsweg",
];

/// A table of companies; every fourth stands in it again, written otherwise.
pub fn companies(count: usize) -> String {
    let mut rng = Rng::new(7);
    let mut text = String::from("id,bedrijfsnaam,straat,huisnummer,postcode,plaats,telefoon\n");
    let mut number = 0;
    for company in 0..count {
        let word = WORDS[rng.below(16)];
        let name = NAMES[rng.below(24)];
        let (street, house) = (STREETS[rng.below(12)], rng.below(180) + 1);
        let postcode =
            format!("{} {}{}", 1200 + rng.below(60), char::from(b'A' + rng.below(20) as u8), char::from(b'A' + rng.below(20) as u8));
        let phone = format!("0{}", 220_000_000 + rng.below(9_000_000));
        let mut line = |name: &str, street: &str, postcode: &str, phone: &str| {
            number += 1;
            let _ = writeln!(text, "c{number},{name},{street},{house},{postcode},Waterdam,{phone}");
        };
        line(&format!("{word} {name} B.V."), street, &postcode, &phone);
        if company % 4 == 0 {
            let (other, tight) = (format!("{name} {word} BV"), postcode.replace(' ', ""));
            match company % 3 {
                0 => line(&other, street, &tight, ""),
                1 => line(&format!("{word} {name}"), &street.replace("weg", "wg"), &postcode, &phone),
                _ => line(&format!("{word} {name}s"), street, &tight, &phone),
            }
        }
    }
    text
}

/// Somebody at work on the first of October.
pub fn ctx(id: &str, role: Role, municipality: Option<&str>) -> Ctx {
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::on(jiff::civil::date(2026, 10, 1)));
    let actor = Actor { id: id.into(), name: id.into(), role, municipality: municipality.map(|m| m.parse().unwrap()) };
    Ctx { actor, purpose: Purpose("toets".into()), clock, request_id: "r".into() }
}

/// The analyst.
pub fn analyst() -> Ctx {
    ctx("bilal", Role::Analyst, None)
}

/// Another analyst.
pub fn second() -> Ctx {
    ctx("bea", Role::Analyst, None)
}

/// What is said of the tables.
pub fn asked(name: &str) -> Asked {
    Asked {
        name: name.into(),
        holder: "Gemeente Waterdam".into(),
        purpose: "dubbele bedrijven vinden".into(),
        legal_basis: "Gemeentewet".into(),
        until: jiff::civil::date(2026, 12, 31),
        one_to_one: false,
    }
}

/// A database and what is kept in memory.
pub struct World {
    pub db: Db,
    pub runs: Runs,
}

impl World {
    pub async fn new() -> Self {
        let db = Db::memory().await.unwrap();
        let all = [erf_web::migrations(), erf_accounts::migrations(), erf_places::migrations(), store::MIGRATIONS];
        db.migrate(&all).await.unwrap();
        Self { db, runs: Runs::default() }
    }

    pub fn maker(&self) -> Maker<'_> {
        Maker { db: &self.db, runs: &self.runs, threads: 2 }
    }

    /// A linkage of these tables, made.
    pub async fn linked(&self, ctx: &Ctx, name: &str, tables: &[&str]) -> LinkageId {
        let sides = tables.iter().enumerate().map(|(n, text)| intake::read(&format!("tabel {n}.csv"), text.as_bytes().to_vec()).unwrap());
        let id = order::of_tables(&self.db, ctx, &asked(name), sides.collect()).await.unwrap();
        run_linkage::run(&self.db, ctx, id, None, 2, Arc::new(Unwatched)).await.unwrap();
        id
    }

    pub async fn linkage(&self, ctx: &Ctx, id: LinkageId) -> Option<Linkage> {
        let mut tx = self.db.read().await.unwrap();
        linkages::lookup(&mut tx, &reads(ctx), id).await.unwrap()
    }

    pub async fn rows(&self, id: LinkageId) -> Vec<Row> {
        let mut tx = self.db.read().await.unwrap();
        rows::every(&mut tx, id).await.unwrap()
    }

    /// The group of every row, as it stands in the database.
    pub async fn groups(&self, id: LinkageId) -> Vec<String> {
        self.rows(id).await.into_iter().map(|row| row.entity).collect()
    }

    /// Two rows of one group of two or more, the first there is.
    pub async fn together(&self, id: LinkageId) -> (i64, i64) {
        let groups = self.groups(id).await;
        let first = |b: usize| groups[..b].iter().position(|group| *group == groups[b]);
        (0..groups.len()).find_map(|b| first(b).map(|a| (a as i64, b as i64))).unwrap()
    }

    /// Two rows of two groups.
    pub async fn apart(&self, id: LinkageId) -> (i64, i64) {
        let groups = self.groups(id).await;
        (0, groups.iter().position(|group| *group != groups[0]).unwrap() as i64)
    }

    /// How many rows a table holds.
    pub async fn count(&self, table: &str) -> i64 {
        let mut tx = self.db.read().await.unwrap();
        erf_store::assembled(format!("SELECT COUNT(*) FROM {table}")).scalar(&mut tx).await.unwrap()
    }

    /// A released delivery with companies; each row matched to a place of a municipality.
    pub async fn deliver(&self, id: i64, compartment: &str, municipality: i64, companies: &[(&str, &str)]) {
        let mut tx = self.db.begin().await.unwrap();
        query(
            "INSERT INTO delivery (id, source, name, holder, file_name, file_hash, format, purpose, legal_basis, compartment, retention_until, \
             state, state_at, rows_in, accepted, rejected, columns) VALUES ($1, 'handelsregister', $2, 'KVK', 'b.csv', $3, 'csv', 'doel', 'wet', \
             $4, 20271001, 'vrijgegeven', $5, 10, 9, 1, '[]')",
        )
        .bind(id)
        .bind(format!("levering {id}"))
        .bind(format!("hash {id}"))
        .bind(compartment)
        .bind(erf_base::At(1_790_000_000_000_000))
        .run(&mut tx)
        .await
        .unwrap();
        for (seq, (name, house)) in companies.iter().enumerate() {
            let fields =
                serde_json::json!({ "name": name, "street": "Achterweg", "number": house, "postcode": "1234AB", "town": "Waterdam" });
            query(
                "INSERT INTO source_row (delivery, seq, sheet, row_number, kind, raw, fields, attributes) \
                 VALUES ($1, $2, '', $2, 'vestiging', '[]', $3, '{}')",
            )
            .bind(id)
            .bind(seq as i64)
            .bind(fields.to_string())
            .run(&mut tx)
            .await
            .unwrap();
            query(
                "INSERT INTO link (delivery, seq, compartment, automatic, decision, probability, evidence, candidates, place, municipality) \
                 VALUES ($1, $2, $5, 'zeker', 'zeker', 1.0, '{}', '[]', $3, $4)",
            )
            .bind(id)
            .bind(seq as i64)
            .bind(format!("erf-{seq:06}"))
            .bind(municipality)
            .bind(compartment)
            .run(&mut tx)
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
    }
}

/// How far somebody reads linkages.
pub fn reads(ctx: &Ctx) -> Scope {
    ctx.permit(Permission::ReadLinkages).unwrap()
}
