// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The algorithm card: what the Dutch algorithm register asks of a rule card, as a page and as JSON.

use axum::{
    Json,
    extract::Query as Wanted,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use erf_base::Permission;
use erf_store::setting;
use erf_web::{Caller, WebError};
use serde::Serialize;
use serde_json::Value;

use super::{
    files::{PDF, download},
    view::{Query, asked, iso},
};
use crate::{
    algorithm_card::{AlgorithmCard, PUBLISHER_SETTING, Publisher},
    card::Variant,
    indicator,
    life::day_number,
    store::{
        cards,
        scans::{COVENANT, variant_code},
    },
};

#[derive(Serialize)]
struct AlgorithmPage {
    variant: &'static str,
    short: String,
    /// Names of the standard with their text; what is not filled in is left out.
    fields: Vec<(String, String)>,
    /// What keeps it from being published.
    faults: Vec<String>,
}

/// `/rekenkaart/algoritme`
pub async fn show(caller: Caller, Wanted(query): Wanted<Query>) -> Result<Response, WebError> {
    let (variant, card) = made(&caller, asked(&query, "variant")).await?;
    let faults = card.check().err().unwrap_or_default().iter().map(ToString::to_string).collect();
    let short = card.description_short.clone();
    caller.page("scan/algorithm.html", &AlgorithmPage { variant: variant_code(variant), short, fields: fields(&card), faults })
}

/// `/rekenkaart/algoritme.json`
pub async fn json(caller: Caller, Wanted(query): Wanted<Query>) -> Result<Response, WebError> {
    let (_, card) = made(&caller, asked(&query, "variant")).await?;
    let mut response = Json(card).into_response();
    let name = HeaderValue::from_static("attachment; filename=\"algoritmekaart.json\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// `/rekenkaart/algoritme.pdf`
pub async fn pdf(caller: Caller, Wanted(query): Wanted<Query>) -> Result<Response, WebError> {
    let (variant, card) = made(&caller, asked(&query, "variant")).await?;
    let work = move || erf_report::card::build(&card.sheet());
    let bytes = tokio::task::spawn_blocking(work).await.map_err(WebError::internal)?.map_err(WebError::internal)?;
    Ok(download(bytes, PDF, &format!("algoritmekaart-{}.pdf", variant_code(variant))))
}

async fn made(caller: &Caller, word: &str) -> Result<(Variant, AlgorithmCard), WebError> {
    let scope = caller.ctx.permit(Permission::ReadIndicators)?;
    let variant = if word == COVENANT { Variant::Covenant } else { Variant::Municipal };
    let mut tx = caller.app().db().read().await?;
    let kept = cards::newest_usable(&mut tx, &scope, variant).await?.ok_or(WebError::NotFound)?;
    let known: Option<Publisher> = setting::get(&mut tx, PUBLISHER_SETTING).await?;
    drop(tx);
    let since = iso(day_number(kept.at.date())).map(|day| day[..7].to_owned()).unwrap_or_default();
    let organization = caller.app().region().to_owned();
    let otherwise = Publisher { organization, status: "In gebruik".into(), begin_date: since, ..Publisher::default() };
    Ok((variant, AlgorithmCard::of(&kept.card, indicator::catalogue(), &known.unwrap_or(otherwise))))
}

/// The fields in the order of the standard; texts only, links by their title.
fn fields(card: &AlgorithmCard) -> Vec<(String, String)> {
    let Ok(Value::Object(all)) = serde_json::to_value(card) else { return Vec::new() };
    let words = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().filter_map(|it| it.as_str().or_else(|| it["title"].as_str())).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    };
    ORDER.iter().filter_map(|name| Some(((*name).to_owned(), words(all.get(*name)?)))).filter(|(_, text)| !text.is_empty()).collect()
}

/// The fields that people read, in the order of the standard.
const ORDER: [&str; 22] = [
    "name",
    "description_short",
    "organization",
    "status",
    "contact_email",
    "publication_category",
    "category",
    "begin_date",
    "end_date",
    "website",
    "goal",
    "proportionality",
    "human_intervention",
    "risks",
    "lawful_basis",
    "impacttoetsen_grouping",
    "source_data",
    "methods_and_models",
    "provider",
    "standard_version",
    "source_id",
    "tags",
];
