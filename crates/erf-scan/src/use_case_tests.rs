// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Stories about scans, on both databases.

mod decisions;
mod ends;
mod life;
mod lists;
mod orders;
mod walls;

use std::sync::Arc;

use erf_base::{Actor, Clock, Ctx, FixedClock, Permission, Purpose, Role, Scope};
use erf_places::model::DeliveryId;
use erf_store::{Db, Tx, query};

use crate::{
    approve,
    card::Variant,
    life::{Format, ScanId},
    model::Order,
    region::Delivery,
    share::{self, NewRecipient},
    sign_card,
    store::{
        cards, corrections,
        save::{self, Frame, Frozen},
        scans::{self, Scan},
    },
    testing::{self, Trial},
    what_if::Matrix,
};

/// The card of these stories.
const ENTRIES: &[(&str, i32)] = &[("L01", 3), ("L15", 3), ("L16", 2), ("L02", 1)];
/// One farmyard a line, in turn of municipality 9901 and 9902; `p` present, `a` absent, `u` unknown.
const YARDS: &[&str] = &["pppp", "pppa", "ppaa", "ppaa", "paaa", "apaa", "aapa", "aapa", "aaap", "aaap", "aaaa", "auaa", "aaaa", "aaaa"];
const MUNICIPAL_DELIVERY: i64 = 2;
const COVENANT_DELIVERY: i64 = 3;

struct World {
    db: Db,
    card: i64,
}

fn ctx(id: &str, role: Role, municipality: Option<&str>) -> Ctx {
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::on(jiff::civil::date(2026, 10, 1)));
    let actor = Actor { id: id.into(), name: id.into(), role, municipality: municipality.map(|code| code.parse().unwrap()) };
    Ctx { actor, purpose: Purpose("toets".into()), clock, request_id: "r".into() }
}

fn analyst() -> Ctx {
    ctx("anne", Role::Analyst, None)
}

fn colleague() -> Ctx {
    ctx("bob", Role::Analyst, None)
}

fn adviser() -> Ctx {
    ctx("aov", Role::SafetyAdviser, Some("9901"))
}

fn officer() -> Ctx {
    ctx("fg", Role::PrivacyOfficer, None)
}

fn on(ctx: Ctx, year: i16, month: i8, day: i8) -> Ctx {
    Ctx { clock: Arc::new(FixedClock::on(jiff::civil::date(year, month, day))), ..ctx }
}

fn reads(ctx: &Ctx) -> Scope {
    ctx.permit(Permission::ReadScans).unwrap()
}

/// Both databases, with three deliveries in use and a signed card of each variant.
async fn worlds() -> Vec<World> {
    erf_places::steps::when_ended(crate::expire::deliveries_ended);
    let mut worlds = Vec::new();
    for db in erf_store::testing::databases().await.unwrap() {
        db.migrate(&[erf_accounts::migrations(), erf_places::migrations(), super::store::MIGRATIONS]).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        for (id, compartment) in [(1, "open"), (MUNICIPAL_DELIVERY, "gemeentelijk"), (COVENANT_DELIVERY, "convenant")] {
            deliver(&mut tx, id, compartment).await;
        }
        for partner in ["gemeente", "LTO", "politie", "waterschap"] {
            query("INSERT INTO partner (name, sector, class, role) VALUES ($1, '', '', '')").bind(partner).run(&mut tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        let card = signed_card(&db, Variant::Municipal).await;
        signed_card(&db, Variant::Covenant).await;
        worlds.push(World { db, card });
    }
    worlds
}

async fn deliver(tx: &mut Tx, id: i64, compartment: &str) {
    query(
        "INSERT INTO delivery (id, source, name, holder, file_name, file_hash, format, purpose, legal_basis, compartment, retention_until, \
         state, state_at, rows_in, accepted, rejected, columns) VALUES ($1, 'bron', $2, 'houder', 'b.csv', $3, 'csv', 'doel', 'wet', $4, \
         20271001, 'vrijgegeven', $5, 10, 9, 1, '[]')",
    )
    .bind(id)
    .bind(format!("levering {id}"))
    .bind(format!("hash {id}"))
    .bind(compartment)
    .bind(analyst().now())
    .run(tx)
    .await
    .unwrap();
}

async fn signed_card(db: &Db, variant: Variant) -> i64 {
    let card = crate::card::Card { variant, name: format!("kaart {}", variant.code()), ..testing::card(ENTRIES) };
    let id = sign_card::new_version(db, &analyst(), &card).await.unwrap();
    assert!(!sign_card::sign(db, &analyst(), id, "gemeente", "burgemeester").await.unwrap(), "one partner is not enough");
    assert!(sign_card::sign(db, &colleague(), id, "politie", "teamchef").await.unwrap());
    id
}

impl World {
    /// A scan as the analyst would make it, frozen and saved.
    async fn draft(&self, name: &str, variant: Variant) -> ScanId {
        self.draft_of(name, variant, &analyst()).await
    }

    async fn draft_of(&self, name: &str, variant: Variant, ctx: &Ctx) -> ScanId {
        let trial = Trial::new(ENTRIES, YARDS);
        let outcome = trial.run(3, 0.0, 7);
        let scope = ctx.permit(Permission::OrderScans).unwrap();
        let mut tx = self.db.begin().await.unwrap();
        let card = cards::newest_usable(&mut tx, &scope, variant).await.unwrap().unwrap();
        let ground = (variant == Variant::Covenant).then(|| "convenant artikel 4".to_owned());
        let order = Order { name: name.into(), variant, ground, ..testing::order(3, 0.0, 7) };
        let inputs =
            [1, MUNICIPAL_DELIVERY, COVENANT_DELIVERY].into_iter().filter(|id| variant == Variant::Covenant || *id != COVENANT_DELIVERY);
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
        let holding = corrections::holding(&mut tx, variant == Variant::Covenant).await.unwrap();
        let numbers: Vec<i64> = holding.into_iter().map(|(id, ..)| id).collect();
        let frame = Frame { id, order: &order, card: &card, data_version: 1, corrections: &numbers, base_rate: None };
        save::save(&mut tx, ctx, &frame, &std::sync::Arc::new(frozen)).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A scan that was checked and approved by somebody else.
    async fn approved(&self, name: &str, variant: Variant) -> ScanId {
        let id = self.draft(name, variant).await;
        approve::ask(&self.db, &analyst(), id).await.unwrap();
        approve::approve(&self.db, &officer(), id).await.unwrap();
        id
    }

    async fn scan(&self, ctx: &Ctx, id: ScanId) -> Option<Scan> {
        let mut tx = self.db.read().await.unwrap();
        scans::lookup(&mut tx, &reads(ctx), id).await.unwrap()
    }

    async fn recipient(&self, ctx: &Ctx, id: ScanId) -> i64 {
        share::share(&self.db, ctx, id, &recipient("f1")).await.unwrap()
    }
}

fn recipient(form: &str) -> NewRecipient {
    NewRecipient {
        name: "C. de Boer".into(),
        organisation: "gemeente Waterdam".into(),
        purpose: "gesprekken voeren".into(),
        destroy_by: jiff::civil::date(2026, 12, 31),
        format: Format::Xlsx,
        form: form.into(),
    }
}

fn input(id: i64) -> Delivery {
    let compartment = match id {
        1 => erf_base::Compartment::Open,
        COVENANT_DELIVERY => erf_base::Compartment::Covenant,
        _ => erf_base::Compartment::Municipal,
    };
    Delivery {
        id,
        source: "bron".into(),
        name: format!("levering {id}"),
        holder: "houder".into(),
        compartment,
        municipality: None,
        period: (Some(20_210_101), Some(20_260_930)),
        retention_until: 20_271_001,
        hash: format!("hash {id}"),
        purpose: "doel".into(),
        legal_basis: "wet".into(),
        counts: (10, 9, 1),
        matched: (8, 9),
        on_places: 7,
    }
}

/// The farmyard on line `n` of [`YARDS`].
fn yard(n: usize) -> String {
    format!("erf-{n:06}")
}

async fn withdraw(db: &Db, delivery: i64) {
    let id = DeliveryId(delivery);
    erf_places::steps::withdraw(db, &analyst(), id, "teruggevraagd", &erf_places::watch::Unwatched).await.unwrap();
}
