// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A new scan in two steps: what is asked, and then what will be read, what is not there and how many places it is about.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    Extension,
    extract::{Form as Sent, Multipart},
    http::StatusCode,
    response::Response,
};
use erf_base::{Permission, Scope};
use erf_store::{Db, StoreError, Tx};
use erf_web::{Args, Caller, Followed, Form, WebError};
use serde::Serialize;

use super::{
    acts::Pairs,
    desk::Desk,
    view::{delivery_address, indicator_name, iso, scan_address},
    wizard_area::{self, Areas, Choice, DRAWN},
};
use crate::{
    area::AreaFault,
    card::{Card, Variant},
    compute, indicator,
    life::{MOST_CAPACITY, MOST_RANDOM, day_number, may_look_from, number_of},
    model::Order,
    order::{self, Asked, OrderError},
    region::Delivery,
    store::{
        cards,
        scans::{COVENANT, MUNICIPAL},
    },
    tasks::Task,
};

/// Fields that go from the first step to the second and back.
const KEPT: [&str; 11] =
    ["gebied", "vlak_naam", "vlak", "hoeken", "variant", "grond", "peildatum", "capaciteit", "aselect", "naam", "formulier"];

#[derive(Serialize)]
struct WizardPage {
    form: Form,
    fault: Option<String>,
    check: Option<Check>,
    areas: Vec<Choice>,
    variants: Vec<&'static str>,
    drawn: bool,
    map: Option<DrawMap>,
    kept: Vec<(&'static str, String)>,
}

#[derive(Serialize)]
struct DrawMap {
    bounds: [f64; 4],
    version: &'static str,
}

/// What the scan will be, before it is made.
#[derive(Serialize)]
struct Check {
    area: String,
    variant: &'static str,
    ground: Option<String>,
    date: Option<String>,
    capacity: u32,
    random: u32,
    places: usize,
    card: String,
    signatures: usize,
    inputs: Vec<InputLine>,
    missing: Vec<Missing>,
}

#[derive(Serialize)]
struct InputLine {
    href: String,
    name: String,
    holder: String,
    date: Option<String>,
}

/// An indicator of the card of which a source was not delivered.
#[derive(Serialize)]
struct Missing {
    name: String,
    points: i32,
    source: String,
}

/// `/scans/nieuw`
pub async fn ask(caller: Caller, Extension(desk): Extension<Arc<Desk>>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::OrderScans)?;
    let form = Form::default()
        .with("variant", MUNICIPAL)
        .with("peildatum", caller.ctx.clock.today().to_string())
        .with("capaciteit", "40")
        .with("aselect", "20");
    tokio::spawn(look_ahead(caller.app().db().clone(), Arc::clone(&desk), scope.admits_covenant()));
    asked(&caller, &desk, form, None, StatusCode::OK).await
}

/// The second step counts the places of an area. Of a whole region that takes a second, in which the first step is filled in.
async fn look_ahead(db: Db, desk: Arc<Desk>, covenant: bool) {
    let variants = [Variant::Municipal, Variant::Covenant];
    let allowed = if covenant { &variants[..] } else { &variants[..1] };
    let ahead = async {
        let mut tx = db.read().await?;
        for variant in allowed {
            desk.in_scope(&mut tx, *variant).await?;
        }
        Ok::<(), StoreError>(())
    };
    if let Err(error) = ahead.await {
        tracing::warn!(%error, "places could not be counted ahead");
    }
}

/// `POST /scans/nieuw`: the first step.
pub async fn take(caller: Caller, Extension(desk): Extension<Arc<Desk>>, parts: Multipart) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::OrderScans)?;
    let form = wizard_area::receive(parts).await?;
    // The same form sent twice is the same scan.
    let sent = number_of(&[&caller.ctx.actor.id, &caller.ctx.now().0.to_string(), &caller.ctx.request_id]);
    checked(&caller, &desk, &scope, form.with("formulier", sent.to_string())).await
}

/// `POST /scans/nieuw/terug`: to the first step again, with everything that was filled in.
pub async fn back(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Sent(pairs): Sent<Pairs>) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::OrderScans)?;
    asked(&caller, &desk, Form::sent(pairs), None, StatusCode::OK).await
}

/// `POST /scans/nieuw/bevestig`: the second step starts the work.
pub async fn confirm(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Sent(pairs): Sent<Pairs>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::OrderScans)?;
    let mut form = Form::sent(pairs);
    let mut tx = caller.app().db().read().await?;
    let areas = Areas::known(&mut tx, &caller).await?;
    drop(tx);
    let Some(order) = order_of(&caller, &desk, &scope, &areas, &mut form) else {
        return asked(&caller, &desk, form, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let wanted = Asked { order, card: None };
    let id = match order::check(caller.app().db(), &caller.ctx, &wanted).await {
        Ok(id) => id,
        Err(OrderError::NotFound) => return Err(WebError::NotFound),
        Err(OrderError::Store(error)) => return Err(error.into()),
        Err(error) => return asked(&caller, &desk, form, Some(error.to_string()), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let followed = Followed { title: "job-scan".into(), subject: wanted.order.name.clone(), result: scan_address(id) };
    erf_web::ask(&caller, &desk.bench, followed, Task::Order { id, asked: Box::new(wanted) }).await
}

async fn asked(caller: &Caller, desk: &Desk, form: Form, fault: Option<String>, status: StatusCode) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::OrderScans)?;
    let mut tx = caller.app().db().read().await?;
    let areas = Areas::known(&mut tx, caller).await?;
    let map = draw_map(desk, &mut tx).await?;
    drop(tx);
    let drawn = form.value("gebied") == DRAWN;
    let fault = fault.or_else(|| crossing(caller, &form));
    let page =
        WizardPage { fault, check: None, areas: areas.choices(caller)?, variants: variants(&scope), drawn, map, kept: Vec::new(), form };
    caller.page_with_status(status, "scan/wizard.html", &page)
}

async fn checked(caller: &Caller, desk: &Desk, scope: &Scope, mut form: Form) -> Result<Response, WebError> {
    let mut tx = caller.app().db().read().await?;
    let areas = Areas::known(&mut tx, caller).await?;
    let order = order_of(caller, desk, scope, &areas, &mut form);
    let card = match &order {
        Some(order) => cards::newest_usable(&mut tx, scope, order.variant).await?.map(|kept| kept.card),
        None => None,
    };
    let (Some(order), Some(card)) = (order, card) else {
        drop(tx);
        let fault = form.is_right().then(|| OrderError::NoCard.to_string());
        return asked(caller, desk, form, fault, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let check = check(caller, desk, &mut tx, &areas, &order, &card).await?;
    drop(tx);
    let kept = KEPT.into_iter().map(|name| (name, form.value(name).to_owned())).collect();
    let page = WizardPage { form, fault: None, check: Some(check), areas: Vec::new(), variants: Vec::new(), drawn: false, map: None, kept };
    caller.page("scan/wizard.html", &page)
}

async fn check(caller: &Caller, desk: &Desk, tx: &mut Tx, areas: &Areas, order: &Order, card: &Card) -> Result<Check, WebError> {
    let covenant = order.variant == Variant::Covenant;
    let read = compute::would_read(tx, order).await?;
    let drawn = f64::from(order.capacity) * order.random_share;
    let named = areas.name(&order.area, caller).unwrap_or_default();
    let all = desk.in_scope(tx, order.variant).await?;
    Ok(Check {
        area: if order.area == DRAWN { order.name.clone() } else { named },
        variant: if covenant { COVENANT } else { MUNICIPAL },
        ground: order.ground.clone(),
        date: iso(order.date),
        capacity: order.capacity,
        random: drawn.round() as u32,
        places: areas.count(&all, &order.area, order.shape.as_deref()),
        card: card.name.clone(),
        signatures: card.signatures.len(),
        missing: missing(card, &read),
        inputs: read.into_iter().map(input_line).collect(),
    })
}

fn input_line(it: Delivery) -> InputLine {
    InputLine { href: delivery_address(it.id), name: it.name, holder: it.holder, date: it.period.1.and_then(iso) }
}

fn missing(card: &Card, read: &[Delivery]) -> Vec<Missing> {
    let delivered: BTreeSet<&str> = read.iter().map(|it| it.source.as_str()).collect();
    let of_entry = |entry: &crate::card::Entry| {
        let declared = indicator::find(&entry.code)?;
        let absent: Vec<&str> = declared.files.iter().map(String::as_str).filter(|file| !delivered.contains(file)).collect();
        (!absent.is_empty()).then(|| Missing { name: indicator_name(&entry.code), points: entry.points, source: absent.join(", ") })
    };
    card.entries.iter().filter_map(of_entry).collect()
}

fn variants(scope: &Scope) -> Vec<&'static str> {
    if scope.admits_covenant() { vec![MUNICIPAL, COVENANT] } else { vec![MUNICIPAL] }
}

/// A map of all places to draw on.
async fn draw_map(desk: &Desk, tx: &mut Tx) -> Result<Option<DrawMap>, WebError> {
    const AROUND_M: f64 = 500.0;
    let bounds = desk.extent(tx).await?.map(|it| it.grow(AROUND_M));
    Ok(bounds.map(|it| DrawMap { bounds: [it.min.x, it.min.y, it.max.x, it.max.y].map(f64::round), version: "w" }))
}

/// The order, with every fault noted at its field.
fn order_of(caller: &Caller, desk: &Desk, scope: &Scope, areas: &Areas, form: &mut Form) -> Option<Order> {
    let area = form.required("gebied", "wizard-area-missing");
    let named = areas.name(&area, caller);
    if !area.is_empty() && named.is_none() {
        form.fault("gebied", "wizard-area-missing");
    }
    let shape = if area == DRAWN { drawn_shape(form) } else { None };
    let (variant, ground) = variant(scope, form);
    let today = caller.ctx.clock.today();
    let date = form.value("peildatum").parse::<jiff::civil::Date>().ok();
    let date = date.filter(|date| may_look_from(day_number(*date), day_number(today)));
    let date = noted(form, date, "peildatum", "wizard-date-wrong");
    let capacity = form.value("capaciteit").parse::<u32>().ok().filter(|n| (1..=MOST_CAPACITY).contains(n));
    let capacity = noted(form, capacity, "capaciteit", "wizard-capacity-wrong");
    let share = form.value("aselect").replace(',', ".").parse::<f64>().ok().map(|percent| percent / 100.0);
    let share = noted(form, share.filter(|share| (0.0..=MOST_RANDOM).contains(share)), "aselect", "wizard-random-wrong");
    let complete = named.zip(date).zip(capacity).zip(share).filter(|_| form.is_right());
    complete.map(|(((named, date), capacity), random_share)| Order {
        name: name(caller, form, &area, &named, date),
        area,
        shape,
        variant,
        ground,
        date: day_number(date),
        capacity,
        random_share,
        seed: desk.seed(&caller.ctx.actor.id, form.value("formulier")),
    })
}

/// The value, or a fault at its field.
fn noted<T>(form: &mut Form, value: Option<T>, field: &str, key: &'static str) -> Option<T> {
    if value.is_none() {
        form.fault(field, key);
    }
    value
}

/// The variant, with the ground that the covenant asks for.
fn variant(scope: &Scope, form: &mut Form) -> (Variant, Option<String>) {
    match form.value("variant") {
        COVENANT if scope.admits_covenant() => (Variant::Covenant, Some(form.required("grond", "wizard-ground-missing"))),
        given => {
            // Another word is no choice: a scan under the covenant must not become one without it by itself.
            if given != MUNICIPAL {
                form.fault("variant", "wizard-variant-wrong");
            }
            (Variant::Municipal, None)
        }
    }
}

/// Where a shape that was drawn crosses itself: with hundreds of corners nobody finds it.
fn crossing(caller: &Caller, form: &Form) -> Option<String> {
    let shape = (form.value("gebied") == DRAWN).then(|| wizard_area::shape(form))?;
    let Err(AreaFault::Crosses(x, y)) = shape else { return None };
    let mut args = Args::new();
    args.set("oost", x.to_string());
    args.set("noord", y.to_string());
    caller.text("wizard-shape-crosses-at", &args).ok()
}

fn drawn_shape(form: &mut Form) -> Option<String> {
    match wizard_area::shape(form) {
        Ok(shape) => Some(shape),
        Err(fault) => {
            let key = match fault {
                AreaFault::Outside => "wizard-shape-outside",
                AreaFault::Empty => "wizard-shape-empty",
                AreaFault::TooFine => "wizard-shape-fine",
                AreaFault::Crosses(..) => "wizard-shape-crosses",
                AreaFault::Unknown | AreaFault::Unreadable => "wizard-shape-unreadable",
            };
            form.fault("hoeken", key);
            None
        }
    }
}

/// The name that was given, or else the area with the day.
fn name(caller: &Caller, form: &Form, area: &str, named: &str, date: jiff::civil::Date) -> String {
    let of_area = match (area, form.value("vlak_naam")) {
        (DRAWN, given) if !given.is_empty() => given,
        _ => named,
    };
    match form.value("naam") {
        "" => {
            let mut args = Args::new();
            args.set("gebied", of_area.to_owned());
            args.set("datum", erf_web::short_date(date, caller.lang()));
            caller.text("wizard-name-made", &args).unwrap_or_else(|_| of_area.to_owned())
        }
        given => given.to_owned(),
    }
}
