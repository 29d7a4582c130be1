// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The rule card: what counts for how many points, why, and who signed; and a form for a new version.

use std::collections::BTreeMap;

use axum::{
    extract::{Form as Sent, Query as Wanted},
    http::StatusCode,
    response::Response,
};
use erf_base::{Compartment, Permission, Scope};
use erf_store::{StoreError, Tx};
use erf_web::{Caller, Flash, Form, WebError};
use serde::Serialize;

use super::{
    acts::Pairs,
    view::{Query, asked},
    wizard_area::Choice,
};
use crate::{
    card::{Card, Entry, Variant},
    indicator,
    life::PARTNERS,
    measure,
    sign_card::{self, CardError},
    store::{
        cards::{self, CardRow, KeptCard},
        figures::{self, Spread},
        scans::{COVENANT, MUNICIPAL, variant_code},
    },
};

/// Most points of one indicator.
const MOST_POINTS: i32 = 9;

#[derive(Serialize)]
struct EntryLine {
    code: String,
    name: String,
    points: i32,
    sentence: String,
    /// Of how many of 100 places it holds, of how many, when it holds nearly everywhere.
    little: Option<(i64, i64)>,
}

#[derive(Serialize)]
struct SignatureLine {
    partner: String,
    role: String,
    date: Option<String>,
}

#[derive(Serialize)]
struct CardView {
    id: String,
    name: String,
    variant: &'static str,
    version: u32,
    entries: Vec<EntryLine>,
    /// The most points a place can have.
    most: i32,
    motivation: String,
    signatures: Vec<SignatureLine>,
    usable: bool,
}

#[derive(Serialize)]
struct VersionLine {
    name: String,
    variant: String,
    version: i64,
    at: i64,
    partners: i64,
}

/// An indicator that may be on the card, with its points now.
#[derive(Serialize)]
struct Weight {
    code: String,
    name: String,
    points: String,
}

#[derive(Serialize)]
struct CardPage {
    card: Option<CardView>,
    variants: Vec<&'static str>,
    versions: Vec<VersionLine>,
    choices: Vec<Weight>,
    partners_needed: usize,
    may_sign: bool,
    may_change: bool,
    /// Who can sign.
    partners: Vec<Choice>,
    form: Form,
    fault: Option<String>,
    open_form: &'static str,
}

/// `/rekenkaart`
pub async fn show(caller: Caller, Wanted(query): Wanted<Query>) -> Result<Response, WebError> {
    let variant = variant(asked(&query, "variant"));
    let version = asked(&query, "versie").parse().ok();
    shown(&caller, (variant, version), Back { form: Form::default(), fault: None, open: "", status: StatusCode::OK }).await
}

/// What comes back to the page after a fault.
struct Back {
    form: Form,
    fault: Option<String>,
    open: &'static str,
    status: StatusCode,
}

async fn shown(caller: &Caller, which: (Variant, Option<i64>), back: Back) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadIndicators)?;
    let mut tx = caller.app().db().read().await?;
    let rows = cards::list(&mut tx, &scope).await?;
    let kept = chosen(&mut tx, &scope, &rows, which).await?;
    let told = figures::spreads(&mut tx, &scope).await?;
    let partners = cards::partners(&mut tx).await?;
    drop(tx);
    let variants = if scope.admits_covenant() { vec![MUNICIPAL, COVENANT] } else { vec![MUNICIPAL] };
    let choices = kept.as_ref().map(|kept| weights(&kept.card, &back.form)).unwrap_or_default();
    let page = CardPage {
        card: kept.map(|kept| card_view(kept, &told)),
        variants,
        versions: rows.into_iter().map(version_line).collect(),
        choices,
        partners_needed: PARTNERS,
        may_sign: caller.ctx.permit(Permission::SignCards).is_ok(),
        may_change: caller.ctx.permit(Permission::OrderScans).is_ok(),
        partners: [String::new()].into_iter().chain(partners).map(|name| Choice { value: name.clone(), text: name }).collect(),
        form: back.form,
        fault: back.fault,
        open_form: back.open,
    };
    caller.page_with_status(back.status, "scan/card.html", &page)
}

fn variant(word: &str) -> Variant {
    if word == COVENANT { Variant::Covenant } else { Variant::Municipal }
}

/// The version that was asked for, or else the one a new scan would use, or else the newest.
async fn chosen(
    tx: &mut Tx,
    scope: &Scope,
    rows: &[CardRow],
    (variant, version): (Variant, Option<i64>),
) -> Result<Option<KeptCard>, StoreError> {
    let of_variant = || rows.iter().filter(|row| row.variant == variant_code(variant));
    let asked = version.and_then(|version| of_variant().find(|row| row.version == version));
    if let Some(row) = asked {
        return cards::lookup(tx, scope, row.id).await;
    }
    if let Some(usable) = cards::newest_usable(tx, scope, variant).await? {
        return Ok(Some(usable));
    }
    match of_variant().next() {
        Some(row) => cards::lookup(tx, scope, row.id).await,
        None => Ok(None),
    }
}

fn card_view(kept: KeptCard, told: &BTreeMap<String, Spread>) -> CardView {
    let usable = kept.is_usable();
    let Card { name, variant, version, entries, motivation, signatures } = kept.card;
    CardView {
        id: kept.id.to_string(),
        most: entries.iter().map(|entry| entry.points).sum(),
        entries: entries.into_iter().map(|entry| entry_line(entry, told)).collect(),
        signatures: signatures
            .into_iter()
            .map(|it| SignatureLine { partner: it.partner, role: it.role, date: Some(it.date).filter(|date| !date.is_empty()) })
            .collect(),
        variant: variant_code(variant),
        name,
        version,
        motivation,
        usable,
    }
}

fn entry_line(entry: Entry, told: &BTreeMap<String, Spread>) -> EntryLine {
    let declared = indicator::find(&entry.code);
    EntryLine {
        name: declared.map(|it| it.name.clone()).unwrap_or_default(),
        sentence: declared.map(|it| it.sentence.clone()).unwrap_or_default(),
        little: told.get(&entry.code).and_then(|spread| spread.nearly_everywhere()),
        code: entry.code,
        points: entry.points,
    }
}

fn version_line(row: CardRow) -> VersionLine {
    VersionLine { name: row.name, variant: row.variant, version: row.version, at: row.at.0, partners: row.partners }
}

/// Every indicator that may be on a card of this variant, with what was typed or else what it counts now.
fn weights(card: &Card, form: &Form) -> Vec<Weight> {
    let now: BTreeMap<&str, i32> = card.entries.iter().map(|entry| (entry.code.as_str(), entry.points)).collect();
    let allowed = indicator::catalogue().iter().filter(|it| may_count(it, card.variant));
    let weight = |it: &indicator::Indicator| {
        let typed = form.value(&format!("punten-{}", it.code));
        let points = if typed.is_empty() { now.get(it.code.as_str()).map(i32::to_string).unwrap_or_default() } else { typed.to_owned() };
        Weight { code: it.code.clone(), name: it.name.clone(), points }
    };
    allowed.map(weight).collect()
}

/// Computed, with points of its own, and of a regime that the variant admits.
fn may_count(it: &indicator::Indicator, variant: Variant) -> bool {
    let admitted = it.compartment.is_some_and(|compartment| compartment != Compartment::Covenant || variant == Variant::Covenant);
    admitted && it.group != "context" && measure::computed().contains(&it.code.as_str())
}

/// `POST /rekenkaart`
pub async fn new_version(caller: Caller, Sent(pairs): Sent<Pairs>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::OrderScans)?;
    let mut form = Form::sent(pairs);
    let variant = variant(form.value("variant"));
    let mut tx = caller.app().db().read().await?;
    let rows = cards::list(&mut tx, &scope).await?;
    let kept = chosen(&mut tx, &scope, &rows, (variant, None)).await?.ok_or(WebError::NotFound)?;
    drop(tx);
    let motivation = form.required("motivering", "card-motivation-missing");
    let card = Card { entries: entries(&mut form, variant), motivation, signatures: Vec::new(), ..kept.card };
    if !form.is_right() {
        let back = Back { form, fault: None, open: "nieuw", status: StatusCode::UNPROCESSABLE_ENTITY };
        return shown(&caller, (variant, None), back).await;
    }
    match sign_card::new_version(caller.app().db(), &caller.ctx, &card).await {
        Ok(id) => {
            let mut tx = caller.app().db().read().await?;
            let version = cards::lookup(&mut tx, &scope, id).await?.map_or(card.version, |kept| kept.card.version);
            let address = format!("/rekenkaart?variant={}&versie={version}", variant_code(variant));
            Ok(caller.go_with(&address, &Flash::new("flash-card-new")))
        }
        Err(CardError::Faults(faults)) => {
            let back = Back { form, fault: Some(faults.join(" ")), open: "nieuw", status: StatusCode::UNPROCESSABLE_ENTITY };
            shown(&caller, (variant, None), back).await
        }
        Err(error) => Err(refused(error)),
    }
}

/// What was filled in with more than no points. What is no number of points is a fault: nothing leaves a card by a slip.
fn entries(form: &mut Form, variant: Variant) -> Vec<Entry> {
    let mut entries = Vec::new();
    for it in indicator::catalogue().iter().filter(|it| may_count(it, variant)) {
        let field = format!("punten-{}", it.code);
        match form.value(&field).parse::<i32>() {
            Ok(points @ 1..=MOST_POINTS) => entries.push(Entry { code: it.code.clone(), version: it.version, points }),
            Ok(0) => {}
            Err(_) if form.value(&field).is_empty() => {}
            _ => form.fault(&field, "card-points-wrong"),
        }
    }
    entries
}

/// `POST /rekenkaart/tekenen`
pub async fn sign(caller: Caller, Sent(pairs): Sent<Pairs>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::SignCards)?;
    let mut form = Form::sent(pairs);
    let id: i64 = form.value("kaart").parse().map_err(|_| WebError::NotFound)?;
    let mut tx = caller.app().db().read().await?;
    let kept = cards::lookup(&mut tx, &scope, id).await?.ok_or(WebError::NotFound)?;
    drop(tx);
    let which = (kept.card.variant, Some(i64::from(kept.card.version)));
    let (partner, role) = (form.required("partner", "card-partner-missing"), form.required("rol", "card-role-missing"));
    if !form.is_right() {
        let back = Back { form, fault: None, open: "tekenen", status: StatusCode::UNPROCESSABLE_ENTITY };
        return shown(&caller, which, back).await;
    }
    match sign_card::sign(caller.app().db(), &caller.ctx, id, &partner, &role).await {
        Err(error @ (CardError::UnknownPartner(_) | CardError::SignedBefore(_))) => {
            let back = Back { form, fault: Some(error.to_string()), open: "tekenen", status: StatusCode::UNPROCESSABLE_ENTITY };
            return shown(&caller, which, back).await;
        }
        signed => signed.map_err(refused)?,
    };
    let address = format!("/rekenkaart?variant={}&versie={}#handtekeningen", variant_code(which.0), kept.card.version);
    Ok(caller.go_with(&address, &Flash::new("flash-card-signed")))
}

fn refused(error: CardError) -> WebError {
    match error {
        CardError::NotFound => WebError::NotFound,
        CardError::Faults(_) => WebError::Invalid("card-faulty"),
        CardError::Incomplete | CardError::UnknownPartner(_) | CardError::SignedBefore(_) => WebError::Invalid("card-partner-missing"),
        CardError::Store(error) => error.into(),
    }
}
