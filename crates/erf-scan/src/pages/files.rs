// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Files that leave: a list to a recorded recipient, the report, the letter to an owner.

use axum::{
    extract::{Path, Query as Wanted},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use erf_base::Permission;
use erf_store::audit::Action;
use erf_web::{Caller, WebError};

use super::{
    acts::number,
    recipients::refused,
    scan_list::reader,
    view::{self, Query, asked},
};
use crate::{
    letter_data,
    life::{Format, day},
    output,
    report_data,
    share::{self, Handed},
};

/// `/scans/{id}/ontvangers/{seq}/bestand`: the list for one recipient, noted with who took it.
pub async fn list(caller: Caller, Path((id, seq)): Path<(String, i64)>) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::ShareScans)?;
    let handed = share::hand_over(caller.app().db(), &caller.ctx, number(&id)?, seq).await.map_err(refused)?;
    let format: Format = handed.recipient.format.parse().map_err(|_| WebError::NotFound)?;
    let stem = format!("lijst-voor-een-gesprek-{}", handed.scan.number());
    let made = tokio::task::spawn_blocking(move || written(&handed, format)).await.map_err(WebError::internal)??;
    let (bytes, kind, extension) = made;
    Ok(download(bytes, kind, &format!("{stem}.{extension}")))
}

type Written = (Vec<u8>, &'static str, &'static str);

fn written(handed: &Handed, format: Format) -> Result<Written, WebError> {
    let mut bytes = Vec::new();
    match format {
        Format::Csv => {
            output::places_csv(&handed.places, &mut bytes).map_err(WebError::internal)?;
            Ok((bytes, "text/csv; charset=utf-8", "csv"))
        }
        Format::GeoJson => {
            output::geojson(&handed.places, &mut bytes).map_err(WebError::internal)?;
            Ok((bytes, "application/geo+json", "geojson"))
        }
        Format::Xlsx => {
            let bytes = output::xlsx(&handed.places, &about(handed)).map_err(WebError::internal)?;
            Ok((bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"))
        }
        Format::Pdf | Format::Letter => Err(WebError::NotFound),
    }
}

fn about(handed: &Handed) -> output::About {
    let (scan, to) = (&handed.scan, &handed.recipient);
    let day = |number: i64| view::iso(number).unwrap_or_default();
    let lines = [
        ("scan", scan.number().to_string()),
        ("gebied", scan.area_name.clone()),
        ("variant", scan.variant.clone()),
        ("peildatum", day(scan.date)),
        ("kaart", format!("versie {}", scan.card_version)),
        ("controlegetal", scan.result_hash.clone()),
        ("ontvanger", format!("{}, {}", to.name, to.organisation)),
        ("doel", to.purpose.clone()),
        ("vernietigen uiterlijk", day(to.destroy_by)),
    ];
    let lines = lines.into_iter().map(|(what, value)| (what.to_owned(), value)).collect();
    output::About { title: scan.name.clone(), date: scan.date, lines }
}

/// `/scans/{id}/rapport.pdf?publiek=1`
pub async fn report(caller: Caller, Path(id): Path<String>, Wanted(query): Wanted<Query>) -> Result<Response, WebError> {
    let scope = reader(&caller)?;
    let public = asked(&query, "publiek") == "1";
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, &id).await?;
    let _ = (public, day(scan.date), report_data::VERSION, letter_data::VERSION);
    drop(tx);
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "scanrapport", scan.number())).await?;
    Err(WebError::NotFound)
}

/// `/scans/{id}/plaatsen/{place}/brief.pdf`
pub async fn letter(caller: Caller, Path((_id, _place)): Path<(String, String)>) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::ShareScans)?;
    Err(WebError::NotFound)
}

fn download(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).unwrap_or(HeaderValue::from_static("attachment"));
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
