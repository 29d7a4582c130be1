// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The dossier of a place: why it is on the list, down to the row of the file, and what a person decided.

use std::sync::Arc;

use axum::{Extension, extract::Path, http::StatusCode, response::Response};
use erf_base::{Permission, RdPoint, Scope};
use erf_store::{StoreError, Tx, audit::Action};
use erf_web::{Caller, Form, WebError};
use serde::Serialize;

use super::{
    desk::Desk,
    dossier_people::Handled,
    dossier_view::{Account, Borders},
    map::ScanMap,
    view::{self, Head, People, dossier_address},
};
use crate::{
    life::State,
    store::{
        aside,
        dossier::{self, Dossier},
        places::Neighbour,
        scans::Scan,
    },
};

#[derive(Serialize)]
struct DossierPage {
    scan: Head,
    form: Form,
    open_form: &'static str,
    here: String,
    municipality: Option<String>,
    /// Places in the whole scan; nothing for whoever sees a part of it.
    of: Option<i64>,
    old_facts: i64,
    /// Nobody to call or write to is recorded, so a letter would name nobody.
    nobody_to_call: bool,
    ended: bool,
    previous: Option<String>,
    next: Option<String>,
    map: ScanMap,
    #[serde(flatten)]
    account: Account,
    #[serde(flatten)]
    handled: Handled,
}

/// `/scans/{id}/plaatsen/{place}`
pub async fn show(
    caller: Caller,
    Extension(desk): Extension<Arc<Desk>>,
    Path((id, place)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let about = Back { form: Form::default(), open: "", status: StatusCode::OK };
    shown(&caller, &desk, &id, &place, about).await
}

/// What comes back to the page after a fault: the form, which of the folded forms to open, and the status.
pub struct Back {
    /// The form with what was typed.
    pub form: Form,
    /// `correctie`, `bezwaar` or nothing.
    pub open: &'static str,
    /// The status.
    pub status: StatusCode,
}

/// The page, also after a fault.
pub async fn shown(caller: &Caller, desk: &Desk, id: &str, place: &str, back: Back) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadScans)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, id).await?;
    let found = dossier::of_place(&mut tx, &scope, &scan, place).await?.ok_or(WebError::NotFound)?;
    let (status, object) = (back.status, format!("{}/{}", scan.number(), found.scored.place));
    let detail = serde_json::json!({ "redenen": found.scored.counted.len() });
    let page = page(caller, desk, &mut tx, Found { scope, scan, it: found }, back).await?;
    drop(tx);
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "dossier", object).with(detail)).await?;
    caller.page_with_status(status, "scan/dossier.html", &page)
}

struct Found {
    scope: Scope,
    scan: Scan,
    it: Dossier,
}

async fn page(caller: &Caller, desk: &Desk, tx: &mut Tx, found: Found, back: Back) -> Result<DossierPage, WebError> {
    let Found { scope, scan, it } = found;
    let people = People::known(tx).await?;
    let counts = desk.counts(tx, &scope, &scan).await?;
    let whole = scope.municipality().is_none_or(|own| scan.area == own.to_string());
    let signs = desk.signs(tx, &scope, &scan).await?;
    let at = RdPoint::new(it.scored.x, it.scored.y);
    let beside = |other: &Option<Neighbour>| other.as_ref().map(|other| dossier_address(scan.number(), &other.place));
    Ok(DossierPage {
        scan: Head::of(caller, &scan, "tab-list"),
        here: dossier_address(scan.number(), &it.scored.place),
        municipality: it.scored.municipality.map(|code| caller.app().area_name(code)),
        of: whole.then_some(counts.totals.places),
        old_facts: aside::old_facts(tx, &scan, &it.scored.place).await?,
        nobody_to_call: super::files::nobody_to_call(tx).await?,
        ended: scan.state() == State::Expired,
        previous: beside(&it.around.0),
        next: beside(&it.around.1),
        map: ScanMap::around(&scan, &counts.totals, &signs, (it.scored.place.as_str(), at)),
        account: Account::of(&it, borders(tx, &scan).await?),
        handled: Handled::of(caller, &scan, &it, &people)?,
        open_form: back.open,
        form: back.form,
    })
}

async fn borders(tx: &mut Tx, scan: &Scan) -> Result<Borders, StoreError> {
    let (a, b, most_b, most_c) = aside::borders(tx, scan).await?;
    let points = |points: i64| i32::try_from(points).unwrap_or(i32::MAX);
    Ok(Borders { a: a.map(points), b: b.map(points), most_b: most_b.map(points), most_c: most_c.map(points) })
}
