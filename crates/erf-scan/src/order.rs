// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A scan is ordered, computed and frozen; and computed again, to see whether it still says the same.

use std::{collections::BTreeSet, sync::Arc};

use erf_base::{Ctx, Denied, Permission, Scope};
use erf_places::watch::Watch;
use erf_store::{Db, StoreError, Tx, audit};
use serde::{Deserialize, Serialize};

use crate::{
    area::{self, AreaFault},
    card::Variant,
    compute::{self, Corrected, Question},
    life::{MOST_CAPACITY, MOST_RANDOM, ScanId, State, day, day_number, may_look_from},
    model::Order,
    parallel, sign_card,
    store::{
        cards::KeptCard,
        corrections, evaluation, inputs, load,
        save::{self, Frame},
        scans::{self, variant_code},
    },
};

/// An order with the card to use: the newest that is signed when none is named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// What is asked.
    pub order: Order,
    /// Number of the card.
    pub card: Option<i64>,
}

/// Why there is no scan.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// Not allowed, or no such scan in scope: the same answer, so that nothing is told.
    #[error("deze scan is er niet (meer)")]
    NotFound,
    /// A scan has a name.
    #[error("geef de scan een naam")]
    NoName,
    /// The area cannot be used.
    #[error(transparent)]
    Area(#[from] AreaFault),
    /// Under the covenant a ground must be recorded.
    #[error("leg de grondslag vast: een scan met convenantgegevens kan niet zonder")]
    NoGround,
    /// A number of visits that cannot be.
    #[error("kies 1 tot en met {MOST_CAPACITY} bezoeken")]
    Capacity,
    /// A share that cannot be.
    #[error("kies voor het willekeurige deel 0 tot en met 50 procent")]
    Share,
    /// No date, a day ahead, or one too long ago.
    #[error("kies een datum van de laatste vijf jaar, niet in de toekomst")]
    Date,
    /// No card that may be used.
    #[error("er is geen kaart die door ten minste twee partners is ondertekend")]
    NoCard,
    /// There are no places.
    #[error("er zijn nog geen plekken. Neem eerst BAG en grenzen in gebruik")]
    NoPlaces,
    /// Deliveries were taken back while it was computed.
    #[error("er is tijdens het rekenen een levering ingetrokken. Maak de scan opnieuw")]
    InputGone,
    /// The rules refused.
    #[error("{0}")]
    Refused(String),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Denied> for OrderError {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

/// Looks whether a scan can be made, and gives the number it will have. The same question by the same person about the same data
/// is the same scan, so a form sent twice makes one.
pub async fn check(db: &Db, ctx: &Ctx, asked: &Asked) -> Result<ScanId, OrderError> {
    let scope = permit(ctx, asked.order.variant)?;
    shape_faults(ctx, &asked.order)?;
    let mut tx = db.read().await?;
    let card = sign_card::usable(&mut tx, &scope, asked.order.variant, asked.card).await?.ok_or(OrderError::NoCard)?;
    compute::check_area(&mut tx, &asked.order).await?;
    let version = inputs::data_version(&mut tx, asked.order.variant == Variant::Covenant).await?;
    number(&mut tx, ctx, &scope, asked, &card, version).await
}

/// Covenant scans can be ordered only by whoever meets covenant data.
fn permit(ctx: &Ctx, variant: Variant) -> Result<Scope, Denied> {
    let scope = ctx.permit(Permission::OrderScans)?;
    if variant == Variant::Municipal || scope.admits_covenant() { Ok(scope) } else { Err(Denied) }
}

fn shape_faults(ctx: &Ctx, order: &Order) -> Result<(), OrderError> {
    if order.name.trim().is_empty() {
        return Err(OrderError::NoName);
    }
    if order.variant == Variant::Covenant && order.ground.as_deref().is_none_or(|ground| ground.trim().is_empty()) {
        return Err(OrderError::NoGround);
    }
    if !(1..=MOST_CAPACITY).contains(&order.capacity) {
        return Err(OrderError::Capacity);
    }
    if !(0.0..=MOST_RANDOM).contains(&order.random_share) {
        return Err(OrderError::Share);
    }
    if day(order.date).is_none() || !may_look_from(order.date, day_number(ctx.clock.today())) {
        return Err(OrderError::Date);
    }
    if order.area == "vlak" {
        area::shape(order.shape.as_deref().unwrap_or_default())?;
    }
    Ok(())
}

/// Scans with the same question that are over do not count: then it is a new one.
async fn number(tx: &mut Tx, ctx: &Ctx, scope: &Scope, asked: &Asked, card: &KeptCard, version: i64) -> Result<ScanId, OrderError> {
    let order = serde_json::to_string(&asked.order).expect("texts and numbers are always JSON");
    let rate = evaluation::base_rate(tx, asked.order.variant).await?;
    let rate = serde_json::to_string(&rate).expect("numbers are always JSON");
    for attempt in 0_u32.. {
        let id = ScanId::of(&[&order, &card.hash, &ctx.actor.id, &version.to_string(), &rate, &attempt.to_string()]);
        let known = scans::lookup(tx, scope, id).await?;
        if known.is_none_or(|scan| scan.state() != State::Expired) {
            return Ok(id);
        }
    }
    Err(OrderError::NotFound)
}

/// Checks and makes a scan in one go, for the command line.
pub async fn make(db: &Db, ctx: &Ctx, asked: &Asked, threads: usize, watch: &dyn Watch) -> Result<ScanId, OrderError> {
    let id = check(db, ctx, asked).await?;
    run(db, ctx, id, asked, threads, watch).await
}

/// Makes a scan under the number [`check`] gave; one that is there already is left as it is. Computing happens outside the
/// transaction that writes.
pub async fn run(db: &Db, ctx: &Ctx, id: ScanId, asked: &Asked, threads: usize, watch: &dyn Watch) -> Result<ScanId, OrderError> {
    let scope = permit(ctx, asked.order.variant)?;
    shape_faults(ctx, &asked.order)?;
    let covenant = asked.order.variant == Variant::Covenant;
    watch.phase("scan-read");
    let mut readers = db.read_together(load::readers()).await?;
    let tx = &mut readers[0];
    if scans::lookup(tx, &scope, id).await?.is_some() {
        return Ok(id);
    }
    let card = sign_card::usable(tx, &scope, asked.order.variant, asked.card).await?.ok_or(OrderError::NoCard)?;
    let data_version = inputs::data_version(tx, covenant).await?;
    let corrected = corrected(tx, covenant).await?;
    let base_rate = evaluation::base_rate(tx, asked.order.variant).await?;
    let (region, tx) = compute::load(readers, &asked.order, None).await?;
    drop(tx);
    if region.places.is_empty() {
        return Err(OrderError::NoPlaces);
    }
    watch.phase("scan-compute");
    let numbers: Vec<i64> = corrected.iter().map(|one| one.id).collect();
    let question = Question { order: asked.order.clone(), card: card.clone(), corrected, base_rate, threads };
    let frozen = Arc::new(compute::freeze(region, question).await?);
    watch.phase("scan-save");
    let mut tx = db.begin().await?;
    if scans::lookup(&mut tx, &scope, id).await?.is_some() {
        return Ok(id);
    }
    let in_use: BTreeSet<i64> = inputs::in_use(&mut tx, covenant).await?.into_iter().collect();
    if !frozen.inputs.iter().all(|input| in_use.contains(&input.id)) {
        return Err(OrderError::InputGone);
    }
    let frame = Frame { id, order: &asked.order, card: &card, data_version, corrections: &numbers, base_rate };
    match save::save(&mut tx, ctx, &frame, &frozen).await {
        // Somebody saved the same scan in the same moment.
        Err(error) if error.is_duplicate() => return Ok(id),
        saved => saved?,
    }
    let detail =
        serde_json::json!({ "variant": variant_code(asked.order.variant), "gebied": asked.order.area, "hash": frozen.result_hash });
    audit::write(&mut tx, ctx, audit::Action::on("gemaakt", "scan", id).with(detail)).await?;
    tx.commit().await?;
    parallel::let_go(frozen);
    Ok(id)
}

async fn corrected(tx: &mut Tx, covenant: bool) -> Result<Vec<Corrected>, StoreError> {
    let holding = corrections::holding(tx, covenant).await?;
    Ok(holding.into_iter().map(|(id, place, code)| Corrected { id, place, code }).collect())
}

/// What computing again showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rerun {
    /// To the last byte.
    Same,
    /// These deliveries are no longer there.
    Gone(Vec<String>),
    /// The deliveries are there, but what follows from them is not the same any more: matches were judged, places made anew.
    Changed,
    /// The same went in and something else came out: another version of the program.
    Different,
}

impl Rerun {
    /// The word in the database.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Same => "gelijk",
            Self::Gone(_) => "ontbreekt",
            Self::Changed => "gewijzigd",
            Self::Different => "anders",
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Gone(names) => names.join(", "),
            _ => String::new(),
        }
    }
}

/// Computes a scan again from what it was made of, and compares hashes. The outcome is noted; the scan stays as it is.
pub async fn again(db: &Db, ctx: &Ctx, id: ScanId, threads: usize, watch: &dyn Watch) -> Result<Rerun, OrderError> {
    let scope = ctx.permit(Permission::ReadScans)?;
    if scope.municipality().is_some() {
        return Err(OrderError::NotFound);
    }
    watch.phase("scan-read");
    let mut readers = db.read_together(load::readers()).await?;
    let tx = &mut readers[0];
    let scan = scans::lookup(tx, &scope, id).await?.ok_or(OrderError::NotFound)?;
    let gone = inputs::gone(tx, id).await?;
    let outcome = if gone.is_empty() {
        let order = scan.order().ok_or(OrderError::NotFound)?;
        let card = crate::store::cards::lookup(tx, &scope, scan.card).await?.ok_or(OrderError::NotFound)?;
        let used: BTreeSet<i64> = inputs::list(tx, &scope, &scan).await?.into_iter().map(|input| input.delivery).collect();
        let noted = corrections::of_scan(tx, &scope, &scan).await?;
        let corrected = noted.into_iter().map(|one| Corrected { id: one.id, place: one.place, code: one.code }).collect();
        let (region, tx) = compute::load(readers, &order, Some(&used)).await?;
        drop(tx);
        watch.phase("scan-compute");
        let question = Question { order, card, corrected, base_rate: scan.base_rate(), threads };
        let frozen = compute::freeze(region, question).await?;
        match (frozen.input_hash == scan.input_hash, frozen.result_hash == scan.result_hash) {
            (true, true) => Rerun::Same,
            (true, false) => Rerun::Different,
            (false, _) => Rerun::Changed,
        }
    } else {
        drop(readers);
        Rerun::Gone(gone)
    };
    let mut tx = db.begin().await?;
    scans::add_rerun(&mut tx, ctx, id, outcome.code(), &outcome.detail()).await?;
    let detail = serde_json::json!({ "uitkomst": outcome.code() });
    audit::write(&mut tx, ctx, audit::Action::on("herhaald", "scan", id).with(detail)).await?;
    tx.commit().await?;
    Ok(outcome)
}
