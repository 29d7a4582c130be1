// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Who was handed a list, why, and until when: nothing leaves without that.

use axum::{
    extract::{Form as Sent, Path, Query as Wanted},
    http::StatusCode,
    response::Response,
};
use erf_base::{Permission, Scope};
use erf_store::{Tx, audit::Action};
use erf_web::{Args, Caller, Flash, Form, WebError};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;

use super::{
    acts::{Pairs, number},
    view::{self, Disclaimer, Head, People, Query, asked, iso, scan_address},
    wizard_area::Choice,
};
use crate::{
    life::{Format, State, day_number, number_of},
    share::{self, NewRecipient, ShareError},
    store::{
        decisions::{self, KeptBack},
        recipients::{self, Recipient},
        scans::Scan,
    },
};

/// How long somebody keeps a list when nothing else is said.
const USUAL_DAYS: i64 = 90;
/// What a recipient of the list can choose; a letter goes from the dossier.
const FORMATS: [Format; 4] = [Format::Xlsx, Format::Csv, Format::GeoJson, Format::Pdf];

#[derive(Serialize)]
struct Line {
    seq: i64,
    name: String,
    organisation: String,
    purpose: String,
    municipality: Option<String>,
    format: String,
    at: i64,
    actor: String,
    destroy_by: Option<String>,
    overdue: bool,
    destroyed_by: String,
    destroyed_at: Option<i64>,
}

#[derive(Serialize)]
struct Fresh {
    seq: i64,
    name: String,
}

#[derive(Serialize)]
struct RecipientsPage {
    scan: Head,
    disclaimer: Disclaimer,
    recipients: Vec<Line>,
    overdue: usize,
    fresh: Option<Fresh>,
    form: Form,
    form_number: String,
    formats: Vec<Choice>,
    kept_back: KeptBack,
    may_share: bool,
    why_not: Option<&'static str>,
}

/// `/scans/{id}/ontvangers`
pub async fn show(caller: Caller, Path(id): Path<String>, Wanted(query): Wanted<Query>) -> Result<Response, WebError> {
    let fresh = asked(&query, "nieuw").parse().ok();
    shown(&caller, &id, fresh, None, StatusCode::OK).await
}

async fn shown(caller: &Caller, id: &str, fresh: Option<i64>, form: Option<Form>, status: StatusCode) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadScans)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, id).await?;
    let page = page(caller, &mut tx, &scope, &scan, fresh, form).await?;
    drop(tx);
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "ontvangers", scan.number())).await?;
    caller.page_with_status(status, "scan/recipients.html", &page)
}

async fn page(
    caller: &Caller,
    tx: &mut Tx,
    scope: &Scope,
    scan: &Scan,
    fresh: Option<i64>,
    form: Option<Form>,
) -> Result<RecipientsPage, WebError> {
    let people = People::known(tx).await?;
    let today = caller.ctx.clock.today();
    let known = recipients::of_scan(tx, scope, scan).await?;
    let recipients: Vec<Line> = known.into_iter().rev().map(|it| line(caller, it, &people, day_number(today))).collect();
    let newest = recipients.iter().find(|line| Some(line.seq) == fresh && line.destroyed_at.is_none());
    let choice = |format: &Format| {
        let text = caller.text(&format!("format-{format}"), &Args::new())?;
        Ok::<_, WebError>(Choice { value: format.code().to_owned(), text })
    };
    let may_share = caller.ctx.permit(Permission::ShareScans).is_ok();
    let now = caller.ctx.now().0.to_string();
    Ok(RecipientsPage {
        scan: Head::of(caller, scan, "tab-recipients"),
        disclaimer: Disclaimer::of(tx, scope, scan).await?,
        overdue: recipients.iter().filter(|line| line.overdue).count(),
        fresh: newest.map(|line| Fresh { seq: line.seq, name: line.name.clone() }),
        recipients,
        form: form.unwrap_or_else(|| Form::default().with("vernietigen", until(today, scan.expires))),
        form_number: format!("{:x}", number_of(&[&caller.ctx.actor.id, &now, &caller.ctx.request_id])),
        formats: FORMATS.iter().map(choice).collect::<Result<_, _>>()?,
        kept_back: decisions::kept_back(tx, scope, scan).await?,
        may_share,
        why_not: (!scan.state().is_in_use()).then(|| why_nothing_leaves(scan.state())),
    })
}

/// The usual number of days, but not longer than the scan may be used.
fn until(today: Date, expires: i64) -> String {
    let usual = day_number(today.saturating_add(USUAL_DAYS.days()));
    iso(usual.min(expires)).unwrap_or_default()
}

fn line(caller: &Caller, it: Recipient, people: &People, today: i64) -> Line {
    Line {
        seq: it.seq,
        overdue: it.destroyed_at.is_none() && it.destroy_by < today,
        municipality: it.municipality.map(|code| caller.app().area_name(code)),
        actor: people.name(&it.actor),
        destroy_by: iso(it.destroy_by),
        destroyed_by: it.destroyed_by.as_deref().map(|who| people.name(who)).unwrap_or_default(),
        destroyed_at: it.destroyed_at.map(|at| at.0),
        at: it.at.0,
        name: it.name,
        organisation: it.organisation,
        purpose: it.purpose,
        format: it.format,
    }
}

/// `POST /scans/{id}/ontvangers`
pub async fn add(caller: Caller, Path(id): Path<String>, Sent(pairs): Sent<Pairs>) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::ShareScans)?;
    let number = number(&id)?;
    let mut form = Form::sent(pairs);
    let Some(new) = checked(&mut form) else { return shown(&caller, &id, None, Some(form), StatusCode::UNPROCESSABLE_ENTITY).await };
    match share::share(caller.app().db(), &caller.ctx, number, &new).await {
        Ok(seq) => {
            let address = format!("{}/ontvangers?nieuw={seq}", scan_address(number));
            Ok(caller.go_with(&address, &Flash::new("flash-shared")))
        }
        Err(ShareError::DestroyBy(_)) => {
            form.fault("vernietigen", "recipients-until-wrong");
            shown(&caller, &id, None, Some(form), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(refused(error)),
    }
}

fn checked(form: &mut Form) -> Option<NewRecipient> {
    let name = form.required("ontvanger", "recipients-name-missing");
    let organisation = form.required("organisatie", "recipients-organisation-missing");
    let purpose = form.required("doel", "recipients-why-missing");
    let destroy_by = form.value("vernietigen").parse::<Date>().ok();
    if destroy_by.is_none() {
        form.fault("vernietigen", "recipients-until-wrong");
    }
    let format = form.value("vorm").parse::<Format>().ok().filter(|format| FORMATS.contains(format));
    if format.is_none() {
        form.fault("vorm", "recipients-format-missing");
    }
    let marked = form.value("formulier").to_owned();
    let complete = destroy_by.zip(format).filter(|_| form.is_right());
    complete.map(|(destroy_by, format)| NewRecipient { name, organisation, purpose, destroy_by, format, form: marked })
}

/// `POST /scans/{id}/ontvangers/{seq}/vernietigd`
pub async fn destroyed(caller: Caller, Path((id, seq)): Path<(String, i64)>) -> Result<Response, WebError> {
    caller.ctx.permit(Permission::ShareScans)?;
    let number = number(&id)?;
    share::destroyed(caller.app().db(), &caller.ctx, number, seq).await.map_err(refused)?;
    Ok(caller.go_with(&format!("{}/ontvangers", scan_address(number)), &Flash::new("flash-destroyed")))
}

/// Why no list leaves while a scan is not in use: it is over, or nobody approved it yet.
pub fn why_nothing_leaves(state: State) -> &'static str {
    if state == State::Expired { "recipients-not-expired" } else { "recipients-not-approved" }
}

/// What a refusal looks like on a page.
pub fn refused(error: ShareError) -> WebError {
    match error {
        ShareError::NotFound => WebError::NotFound,
        ShareError::NotInUse(state) => WebError::Refused(why_nothing_leaves(state)),
        ShareError::Incomplete => WebError::Invalid("recipients-name-missing"),
        ShareError::DestroyBy(_) => WebError::Invalid("recipients-until-wrong"),
        ShareError::FormUsed => WebError::Refused("recipients-form-sent"),
        ShareError::Over => WebError::Refused("recipients-over"),
        ShareError::Store(error) => error.into(),
    }
}
