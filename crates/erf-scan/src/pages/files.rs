// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Files that leave: a list to a recorded recipient, the report, the letter to an owner.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use erf_base::Permission;
use erf_report::scan::{Audience, Contact, ScanReport};
use erf_store::{StoreError, Tx, audit::Action, setting};
use erf_web::{Args, Caller, WebError};

use super::{
    acts::number,
    recipients::{refused, why_nothing_leaves},
    scan_list::reader,
    view,
};
use crate::{
    card::Variant,
    decide,
    letter_data::{self, LetterError, Sender},
    life::{Format, ScanId},
    output,
    report_data::{self, CONTACT_SETTING, ReportDataError},
    share::{self, Handed},
    store::{recipients, scans},
};

/// `/scans/{id}/ontvangers/{seq}/bestand`: the list for one recipient, noted with who took it.
pub async fn list(caller: Caller, Path((id, seq)): Path<(String, i64)>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ShareScans)?;
    let number = number(&id)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, &id).await?;
    let recipient = recipients::one(&mut tx, &scope, &scan, seq).await?.ok_or(WebError::NotFound)?;
    drop(tx);
    let format: Format = recipient.format.parse().map_err(|_| WebError::NotFound)?;
    if format == Format::Pdf {
        return internal_report(&caller, number, seq).await;
    }
    let handed = share::hand_over(caller.app().db(), &caller.ctx, number, seq).await.map_err(refused)?;
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
        ("weggelaten na bezwaar", handed.kept_back.objected.to_string()),
        ("weggelaten na besluit «niet bezoeken»", handed.kept_back.decided_not.to_string()),
        ("ontvanger", format!("{}, {}", to.name, to.organisation)),
        ("doel", to.purpose.clone()),
        ("vernietigen uiterlijk", day(to.destroy_by)),
    ];
    let lines = lines.into_iter().map(|(what, value)| (what.to_owned(), value)).collect();
    output::About { title: scan.name.clone(), date: scan.date, lines }
}

/// `/scans/{id}/rapport.pdf?publiek=1`: the public report, without places. The one with places goes to a recorded recipient.
pub async fn report(caller: Caller, Path(id): Path<String>) -> Result<Response, WebError> {
    let scope = reader(&caller)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, &id).await?;
    if scan.approved_at.is_some() && !scan.is_public() {
        return Err(WebError::Refused("scan-report-small"));
    }
    let contact = contact(&mut tx).await?;
    drop(tx);
    let made = report_data::public(caller.app().db(), &caller.ctx, scan.number(), contact).await.map_err(unreported)?;
    // The part of one municipality may be small where the scan is not.
    if made.places_in_scope < scans::FEWEST_PUBLIC.unsigned_abs() {
        return Err(WebError::Refused("scan-report-small"));
    }
    let bytes = typeset(made, Audience::Public).await?;
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "scanrapport", scan.number())).await?;
    Ok(download(bytes, PDF, &format!("scan-{}-openbaar.pdf", scan.number())))
}

/// The report with places, for one recipient.
async fn internal_report(caller: &Caller, id: ScanId, recipient: i64) -> Result<Response, WebError> {
    let mut tx = caller.app().db().read().await?;
    let contact = contact(&mut tx).await?;
    drop(tx);
    let made = report_data::internal(caller.app().db(), &caller.ctx, id, recipient, contact).await.map_err(unreported)?;
    let bytes = typeset(made, Audience::Internal).await?;
    Ok(download(bytes, PDF, &format!("scan-{id}-met-plekken.pdf")))
}

/// What a PDF is called on the way.
pub const PDF: &str = "application/pdf";

/// Typesetting takes a second: not on the threads that answer others.
async fn typeset(report: ScanReport, audience: Audience) -> Result<Vec<u8>, WebError> {
    let work = move || erf_report::scan::build(&report, audience);
    tokio::task::spawn_blocking(work).await.map_err(WebError::internal)?.map_err(WebError::internal)
}

async fn contact(tx: &mut Tx) -> Result<Contact, StoreError> {
    Ok(setting::get(tx, CONTACT_SETTING).await?.unwrap_or_default())
}

/// Whether no telephone number and no address is recorded for questions.
pub async fn nobody_to_call(tx: &mut Tx) -> Result<bool, StoreError> {
    let contact = contact(tx).await?;
    Ok(contact.phone.is_empty() && contact.email.is_empty())
}

fn unreported(error: ReportDataError) -> WebError {
    match error {
        ReportDataError::NotFound => WebError::NotFound,
        ReportDataError::NotInUse(state) => WebError::Refused(why_nothing_leaves(state)),
        ReportDataError::Share(error) => refused(error),
        ReportDataError::Store(error) => error.into(),
        ReportDataError::Stopped(error) => WebError::internal(error),
    }
}

/// `/scans/{id}/plaatsen/{place}/brief.pdf`
pub async fn letter(caller: Caller, Path((id, place)): Path<(String, String)>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ShareScans)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, &id).await?;
    let about = decide::of_scan(&mut tx, &scope, &scan, &place).await?.ok_or(WebError::NotFound)?;
    let contact = contact(&mut tx).await?;
    drop(tx);
    let municipality = || about.municipality.map_or_else(|| scan.area_name.clone(), |code| caller.app().area_name(code));
    let name = match scan.variant() {
        Variant::Municipal => format!("de gemeente {}", municipality()),
        Variant::Covenant => format!("het programma Veilig Buitengebied {}", caller.app().region()),
    };
    let signed_by = vec![caller.ctx.actor.name.clone(), caller.text(&format!("role-{}", caller.ctx.actor.role.code()), &Args::new())?];
    let sender = Sender { name, contact, signed_by, ..Sender::default() };
    let letter = letter_data::owner_letter(caller.app().db(), &caller.ctx, scan.number(), &place, &sender).await.map_err(unwritten)?;
    let work = move || erf_report::letter::build(&letter);
    let bytes = tokio::task::spawn_blocking(work).await.map_err(WebError::internal)?.map_err(WebError::internal)?;
    Ok(download(bytes, PDF, &format!("brief-{place}.pdf")))
}

fn unwritten(error: LetterError) -> WebError {
    match error {
        LetterError::NotFound => WebError::NotFound,
        LetterError::NotInUse(_) => WebError::Refused("dossier-no-letter-state"),
        LetterError::OfMunicipality => WebError::Refused("dossier-no-letter-region"),
        LetterError::Store(error) => error.into(),
    }
}

/// A file to keep, named so that it is found again.
pub fn download(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).unwrap_or(HeaderValue::from_static("attachment"));
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
