// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Offer a file: who sent it, why it may be used and for how long. Without those nothing is taken in.

use std::{collections::BTreeSet, fs::File, io::Write, path::PathBuf, sync::Arc};

use axum::{
    Extension,
    extract::{Multipart, multipart::Field},
    http::StatusCode,
    response::Response,
};
use erf_base::{Compartment, MunicipalityCode, Permission, Scope};
use erf_readers::mapping::{FeatureMapping, TableMapping};
use erf_web::{Caller, Followed, Form, WebError};
use jiff::civil::Date;
use serde::Serialize;
use tempfile::TempDir;

use super::{desk::Desk, tasks::Task};
use crate::{
    model::{DeliveryId, Format, Offer},
    receive::LONGEST_NAME,
    register::Said,
    store::derived,
};

/// The largest file a page takes; larger ones are read on the server itself.
pub const MOST_BYTES: usize = 4 << 30;
/// The longest text a field takes.
const MOST_TEXT: usize = 200_000;
const SOURCES: &str = include_str!("../../../../content/bronnen.csv");

#[derive(Serialize)]
struct Choice {
    value: String,
    text: String,
}

#[derive(Serialize)]
struct UploadPage {
    form: Form,
    sources: Vec<Choice>,
    compartments: Vec<String>,
    municipalities: Vec<Choice>,
    /// What is wrong with the mapping, in the words of the reader of mappings.
    mapping_error: Option<String>,
    today: String,
}

/// A source that partners deliver: code, name and holder.
struct Source {
    code: String,
    name: String,
    holder: String,
}

fn sources() -> Vec<Source> {
    let mut list: Vec<Source> = csv::Reader::from_reader(SOURCES.as_bytes())
        .records()
        .flatten()
        .map(|r| {
            let field = |index| r.get(index).unwrap_or_default().to_owned();
            Source { code: field(0), name: field(1), holder: field(2) }
        })
        .collect();
    list.push(Source { code: "gemeentegrenzen".into(), name: "Gemeentegrenzen".into(), holder: "Kadaster".into() });
    list.sort_by(|a, b| a.name.cmp(&b.name));
    list
}

/// `/leveringen/nieuw`
pub async fn ask(caller: Caller, Extension(desk): Extension<Arc<Desk>>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ManageDeliveries)?;
    let until = caller.ctx.clock.today().checked_add(jiff::Span::new().years(1)).map(|date| date.to_string()).unwrap_or_default();
    let form = Form::default().with("compartiment", "gemeentelijk").with("bewaren_tot", until);
    shown(&caller, &desk, &scope, form, None, StatusCode::OK).await
}

/// `POST /leveringen/nieuw`
pub async fn take(caller: Caller, Extension(desk): Extension<Arc<Desk>>, parts: Multipart) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ManageDeliveries)?;
    let Sent { mut form, file } = receive(parts).await?;
    let known = derived::municipality_codes(&mut caller.app().db().read().await?).await?;
    let checked = check(&caller, &scope, &mut form, file.as_ref().map(|file| file.name.as_str()), &known);
    let (offer, mapping_error) = match checked {
        Ok(offer) => (offer, None),
        Err(error) => (None, Some(error)),
    };
    match (offer, file) {
        (Some(offer), Some(file)) if form.is_right() => begin(&caller, &desk, offer, file).await,
        _ => shown(&caller, &desk, &scope, form, mapping_error, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

/// The file moves to the job, which removes it with its folder when it is read.
async fn begin(caller: &Caller, desk: &Arc<Desk>, offer: Offer, file: Waiting) -> Result<Response, WebError> {
    let path = file.path.clone();
    let hash = tokio::task::spawn_blocking(move || erf_readers::file_hash(&path)).await.map_err(WebError::internal)?;
    let id = DeliveryId::of(&hash.map_err(WebError::internal)?, &offer);
    let followed = Followed { title: "job-receive".into(), subject: offer.name.clone(), result: format!("/leveringen/{id}") };
    let asked = erf_web::ask(caller, desk, followed, Task::Receive { offer: Box::new(offer), path: file.path }).await?;
    // From here the job removes it; when nobody took it on, it goes now.
    let _kept = file.folder.keep();
    Ok(asked)
}

async fn shown(
    caller: &Caller,
    desk: &Desk,
    scope: &Scope,
    form: Form,
    mapping_error: Option<String>,
    status: StatusCode,
) -> Result<Response, WebError> {
    let mut tx = caller.app().db().read().await?;
    let usable = crate::store::facts::InUse::of(&mut tx, scope, caller.ctx.clock.today()).await?;
    let summary = desk.region(&mut tx, &usable).await?;
    drop(tx);
    let municipality = |(code, name): (&MunicipalityCode, &String)| Choice { value: code.to_string(), text: name.clone() };
    let none = caller.text("upload-municipality-none", &erf_web::Args::new())?;
    let choose = caller.text("upload-source-choose", &erf_web::Args::new())?;
    let mut municipalities = vec![Choice { value: String::new(), text: none }];
    municipalities.extend(summary.names.iter().map(municipality));
    let mut choices = vec![Choice { value: String::new(), text: choose }];
    choices.extend(sources().into_iter().map(|s| Choice { text: format!("{} ({})", s.name, s.holder), value: s.code }));
    let admitted = Compartment::ALL.into_iter().filter(|c| scope.admits(*c));
    let page = UploadPage {
        form,
        sources: choices,
        compartments: admitted.map(|c| c.code().to_owned()).collect(),
        municipalities,
        mapping_error,
        today: caller.ctx.clock.today().to_string(),
    };
    caller.page_with_status(status, "places/upload.html", &page)
}

/// What a browser sent: the fields, and the file.
struct Sent {
    form: Form,
    file: Option<Waiting>,
}

/// A file on disk in a folder of its own, under the name it had: messages of the readers name it.
struct Waiting {
    name: String,
    folder: TempDir,
    path: PathBuf,
}

impl Waiting {
    fn new(name: String) -> std::io::Result<(Self, File)> {
        let folder = TempDir::with_prefix("erfzicht-levering-")?;
        let plain = |c: char| if c.is_alphanumeric() || "._- ()".contains(c) { c } else { '_' };
        let safe: String = name.trim_start_matches('.').chars().map(plain).take(80).collect();
        let path = folder.path().join(if safe.is_empty() { "bestand" } else { &safe });
        let file = File::create_new(&path)?;
        Ok((Self { name, folder, path }, file))
    }
}

async fn receive(mut parts: Multipart) -> Result<Sent, WebError> {
    let broken = |_| WebError::Invalid("upload-broken");
    let (mut pairs, mut file) = (Vec::new(), None);
    while let Some(field) = parts.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let sent_name = field.file_name().map(|n| n.rsplit(['/', '\\']).next().unwrap_or_default().to_owned());
        match (name.as_str(), sent_name) {
            (_, Some(sent)) if sent.is_empty() => {}
            ("bestand", Some(sent)) => file = Some(to_disk(sent, field).await?),
            ("indeling_bestand", Some(_)) => pairs.push(("indeling".to_owned(), limited(field).await?)),
            _ => pairs.push((name, limited(field).await?)),
        }
    }
    // A mapping that was sent as a file comes after the empty text field and counts: the last value is kept.
    let typed = pairs.iter().any(|(name, value)| name == "indeling" && !value.trim().is_empty());
    pairs.retain(|(name, value)| name != "indeling" || !typed || !value.trim().is_empty());
    Ok(Sent { form: Form::sent(pairs), file })
}

async fn to_disk(name: String, mut field: Field<'_>) -> Result<Waiting, WebError> {
    let (waiting, mut file) = Waiting::new(name).map_err(WebError::internal)?;
    while let Some(chunk) = field.chunk().await.map_err(|_| WebError::Invalid("upload-broken"))? {
        file.write_all(&chunk).map_err(WebError::internal)?;
    }
    file.flush().map_err(WebError::internal)?;
    Ok(waiting)
}

async fn limited(mut field: Field<'_>) -> Result<String, WebError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| WebError::Invalid("upload-broken"))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MOST_TEXT {
            return Err(WebError::Invalid("upload-text-long"));
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Checks everything at once. The error is about the mapping, in words that name the line.
fn check(
    caller: &Caller,
    scope: &Scope,
    form: &mut Form,
    file: Option<&str>,
    known: &BTreeSet<MunicipalityCode>,
) -> Result<Option<Offer>, String> {
    let listed = sources().into_iter().find(|source| source.code == form.value("bron"));
    if listed.is_none() {
        form.fault("bron", "upload-source-missing");
    }
    let format = format(form, listed.as_ref(), file);
    let name = filled(form, "naam", listed.as_ref().map(|s| s.name.as_str()));
    if name.chars().count() > LONGEST_NAME {
        form.fault("naam", "upload-name-long");
    }
    let holder = filled(form, "houder", listed.as_ref().map(|s| s.holder.as_str()));
    let purpose = form.required("doel", "upload-purpose-missing");
    let legal_basis = form.required("grondslag", "upload-basis-missing");
    let compartment: Option<Compartment> = form.value("compartiment").parse().ok().filter(|c| scope.admits(*c));
    if compartment.is_none() {
        form.fault("compartiment", "upload-compartment-missing");
    }
    if compartment.zip(format).is_some_and(|(compartment, format)| !format.admits(compartment)) {
        form.fault("compartiment", "upload-compartment-ground");
    }
    let retention = form.value("bewaren_tot").parse::<Date>().ok().filter(|until| *until > caller.ctx.clock.today());
    if retention.is_none() {
        form.fault("bewaren_tot", "upload-retention-wrong");
    }
    let period_from = optional_date(form, "periode_van");
    let period_to = optional_date(form, "periode_tot");
    if let (Some(from), Some(to)) = (period_from, period_to)
        && from > to
    {
        form.fault("periode_tot", "upload-period-order");
    }
    let municipality = municipality(form, known);
    let mapping = mapping(form, format)?;
    let complete = listed.zip(format).zip(compartment).zip(retention);
    Ok(complete.map(|(((source, format), compartment), retention_until)| Offer {
        source: source.code,
        name,
        holder,
        file: file.unwrap_or_default().to_owned(),
        format,
        mapping,
        purpose,
        legal_basis,
        compartment,
        period_from,
        period_to,
        retention_until,
        retention_by_default: false,
        municipality,
    }))
}

/// One that the borders know; without borders any.
fn municipality(form: &mut Form, known: &BTreeSet<MunicipalityCode>) -> Option<MunicipalityCode> {
    let typed = form.value("gemeente");
    let code = typed.parse().ok().filter(|code| known.is_empty() || known.contains(code));
    if code.is_none() && !typed.is_empty() {
        form.fault("gemeente", "upload-municipality-wrong");
    }
    code
}

fn filled(form: &Form, field: &str, otherwise: Option<&str>) -> String {
    let typed = form.value(field);
    if typed.is_empty() { otherwise.unwrap_or_default().to_owned() } else { typed.to_owned() }
}

fn optional_date(form: &mut Form, field: &str) -> Option<Date> {
    let text = form.value(field);
    let date = text.parse().ok();
    if date.is_none() && !text.is_empty() {
        form.fault(field, "upload-date-wrong");
    }
    date
}

/// How the file is read, from its name; an extract of the BAG is a zip.
fn format(form: &mut Form, source: Option<&Source>, file: Option<&str>) -> Option<Format> {
    let Some(file) = file else {
        form.fault("bestand", "upload-file-missing");
        return None;
    };
    let bag = source.is_some_and(|s| s.code == "bag") && file.to_ascii_lowercase().ends_with(".zip");
    let format = if bag { Some(Format::Bag) } else { Format::of_name(file) };
    if format.is_none() {
        form.fault("bestand", "upload-format-unknown");
    }
    format
}

fn mapping(form: &mut Form, format: Option<Format>) -> Result<Option<String>, String> {
    let Some(format) = format.filter(|format| *format != Format::Bag) else { return Ok(None) };
    if form.value("indeling").is_empty() {
        form.fault("indeling", "upload-mapping-missing");
        return Ok(None);
    }
    // What the mapping says of the delivery was asked on this page.
    let (text, _) = Said::take(form.value("indeling"), "kolomindeling").map_err(|error| {
        form.fault("indeling", "upload-mapping-wrong");
        error.to_string()
    })?;
    let checked = match format.is_table() {
        true => TableMapping::from_toml(&text, "kolomindeling").map(drop),
        false => FeatureMapping::from_toml(&text, "kolomindeling").map(drop),
    };
    checked.map_err(|error| {
        form.fault("indeling", "upload-mapping-wrong");
        error.to_string()
    })?;
    Ok(Some(text))
}
