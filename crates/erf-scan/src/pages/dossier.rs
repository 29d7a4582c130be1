// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The dossier of a place: why it is on the list, down to the row of the file, and what a person decided.

use std::sync::Arc;

use axum::{Extension, extract::Path, http::StatusCode, response::Response};
use erf_base::{Permission, RdPoint, Scope};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, Form, Waterfall, WebError};
use serde::Serialize;

use super::{
    desk::Desk,
    dossier_view::{self, Borders, Lower, Reason, Unanswered},
    filters::letter,
    map::ScanMap,
    view::{self, Head, People, dossier_address, indicator_name, iso},
    wizard_area::Choice,
};
use crate::{
    life::{State, VisitOutcome},
    model::Band,
    store::{
        aside,
        corrections::Correction,
        decisions::{Decision, Objection},
        dossier::{self, Dossier},
        scans::{self, Scan, Totals},
    },
};

#[derive(Serialize)]
struct DecisionLine {
    choice: String,
    reason: String,
    disagrees: bool,
    actor: String,
    at: i64,
    undone_by: String,
    undone_at: Option<i64>,
    turn: i64,
}

#[derive(Serialize)]
struct CorrectionLine {
    id: i64,
    name: String,
    note: String,
    reason: String,
    state: &'static str,
    at: i64,
    may_judge: bool,
}

#[derive(Serialize)]
struct ObjectionLine {
    reason: String,
    at: i64,
}

#[derive(Serialize)]
struct VisitLine {
    outcome: String,
    visited: Option<String>,
}

#[derive(Serialize)]
struct DossierPage {
    scan: Head,
    form: Form,
    open_form: &'static str,
    here: String,
    place: String,
    name: String,
    kind: String,
    municipality: Option<String>,
    band: &'static str,
    points: i32,
    rank_low: u32,
    rank_high: u32,
    /// Places in the whole scan; nothing for whoever sees a part of it.
    of: Option<i64>,
    drawn: bool,
    proposed: bool,
    random: bool,
    chance: f64,
    short: String,
    waterfall: Option<Waterfall>,
    reasons: Vec<Reason>,
    uncounted: Vec<Reason>,
    unknown: Vec<Unanswered>,
    old_facts: i64,
    innocent: Vec<String>,
    lowers: Vec<Lower>,
    /// From how many points on band A begins, when this place is not in it.
    to_a: Option<i32>,
    paused: bool,
    ended: bool,
    decisions: Vec<DecisionLine>,
    /// Number of the last decision, taken back or not.
    turn: i64,
    /// Number of the decision that holds, 0 when there is none.
    current: i64,
    may_decide: bool,
    why_not_decide: &'static str,
    may_undo: bool,
    may_note_visit: bool,
    outcome: Option<VisitLine>,
    outcomes: Vec<Choice>,
    may_letter: bool,
    why_no_letter: &'static str,
    corrections: Vec<CorrectionLine>,
    correctable: Vec<Choice>,
    tellers: Vec<Choice>,
    may_correct: bool,
    may_object: bool,
    objection: Option<ObjectionLine>,
    previous: Option<String>,
    next: Option<String>,
    map: Option<ScanMap>,
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
    let status = back.status;
    let page = page(caller, desk, &mut tx, Found { scope, scan, it: found }, back).await?;
    drop(tx);
    let object = format!("{}/{}", page.scan_id(), page.place);
    let detail = serde_json::json!({ "redenen": page.reasons.len() });
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
    let (a, b) = aside::borders(tx, &scan).await?;
    let borders = Borders { a: a.map(|points| points as i32), b: b.map(|points| points as i32) };
    let totals = Totals::of(&scans::counts(tx, &scope, &scan).await?);
    let old_facts = aside::old_facts(tx, &scan, &it.scored.place).await?;
    let signs = desk.signs(tx, &scope, &scan).await?;
    let at = RdPoint::new(it.scored.x, it.scored.y);
    let map = ScanMap::around(&scan, &totals, &signs, (it.scored.place.as_str(), at));
    let whole = scope.municipality().is_none_or(|own| scan.area == own.to_string());
    let may = Allowed::of(caller);
    let text = |key: &str| caller.text(key, &erf_web::Args::new());
    let choice = |value: &str, key: String| Ok::<_, WebError>(Choice { value: value.to_owned(), text: text(&key)? });
    let beside =
        |neighbour: &Option<crate::store::places::Neighbour>| neighbour.as_ref().map(|other| dossier_address(scan.number(), &other.place));
    let scored = &it.scored;
    Ok(DossierPage {
        scan: Head::of(caller, &scan, "tab-list"),
        here: dossier_address(scan.number(), &scored.place),
        municipality: scored.municipality.map(|code| caller.app().area_name(code)),
        band: letter(scored.band),
        rank_low: scored.rank.0,
        rank_high: scored.rank.1,
        of: whole.then_some(totals.places),
        short: dossier_view::short(scored),
        waterfall: dossier_view::waterfall(scored),
        reasons: dossier_view::reasons(&it),
        uncounted: dossier_view::uncounted(&it),
        unknown: dossier_view::unknown(scored),
        old_facts,
        innocent: dossier_view::innocent(scored),
        lowers: dossier_view::lowers(&it, borders),
        to_a: borders.a.filter(|_| scored.band != Band::A),
        paused: it.paused().is_some(),
        ended: scan.state() == State::Expired,
        turn: it.turn(),
        current: it.decision().map_or(0, |decision| decision.turn),
        may_decide: may.decide && scan.state().is_in_use(),
        why_not_decide: if may.decide { "dossier-decide-state" } else { "dossier-decide-role" },
        may_undo: may.decide && scan.state().is_in_use() && it.decision().is_some(),
        may_note_visit: may.decide && scan.state().is_in_use() && it.ordinal.is_some(),
        outcome: it.visit.as_ref().map(|visit| VisitLine { outcome: visit.outcome.clone(), visited: iso(visit.visited) }),
        outcomes: VisitOutcome::ALL.iter().map(|it| choice(it.code(), format!("visit-{it}"))).collect::<Result<_, _>>()?,
        may_letter: may.share && scan.state().is_in_use(),
        why_no_letter: if may.share { "dossier-no-letter-state" } else { "dossier-no-letter-role" },
        corrections: it.corrections.iter().map(|it| correction_line(it, may.decide)).collect(),
        correctable: correctable(&it),
        tellers: crate::life::ToldBy::ALL.iter().map(|it| choice(it.code(), format!("told-by-{it}"))).collect::<Result<_, _>>()?,
        may_correct: may.decide && scan.state() != State::Expired,
        may_object: may.decide && scan.state() != State::Expired,
        objection: it.paused().map(objection_line),
        previous: beside(&it.around.0),
        next: beside(&it.around.1),
        decisions: it.decisions.iter().rev().map(|it| decision_line(it, &people)).collect(),
        map: Some(map),
        open_form: back.open,
        form: back.form,
        drawn: scored.drawn,
        proposed: scored.proposed,
        random: scored.random,
        chance: scored.chance,
        points: scored.points,
        name: scored.name.clone(),
        kind: scored.kind.clone(),
        place: scored.place.clone(),
    })
}

impl DossierPage {
    fn scan_id(&self) -> &str {
        self.scan.id()
    }
}

/// What this reader may do with places of this scan.
struct Allowed {
    decide: bool,
    share: bool,
}

impl Allowed {
    fn of(caller: &Caller) -> Self {
        let may = |permission| caller.ctx.permit(permission).is_ok();
        Self { decide: may(Permission::DecidePlaces), share: may(Permission::ShareScans) }
    }
}

fn decision_line(it: &Decision, people: &People) -> DecisionLine {
    DecisionLine {
        choice: it.choice.clone(),
        reason: it.reason.clone(),
        disagrees: it.disagrees,
        actor: people.name(&it.actor),
        at: it.at.0,
        undone_by: it.undone_by.as_deref().map(|who| people.name(who)).unwrap_or_default(),
        undone_at: it.undone_at.map(|at| at.0),
        turn: it.turn,
    }
}

fn correction_line(it: &Correction, may_judge: bool) -> CorrectionLine {
    let state = match it.accepted {
        None => "open",
        Some(true) => "ja",
        Some(false) => "nee",
    };
    CorrectionLine {
        id: it.id,
        name: indicator_name(&it.code),
        note: it.note.clone(),
        reason: it.reason.clone(),
        state,
        at: it.at.0,
        may_judge: may_judge && it.accepted.is_none(),
    }
}

fn objection_line(it: &Objection) -> ObjectionLine {
    ObjectionLine { reason: it.reason.clone(), at: it.at.0 }
}

/// The indicators found here, about which somebody may say that they are wrong.
fn correctable(it: &Dossier) -> Vec<Choice> {
    let found = it.scored.counted.iter().chain(it.scored.uncounted.iter().map(|(counted, _)| counted));
    found.map(|counted| Choice { value: counted.code.clone(), text: indicator_name(&counted.code) }).collect()
}
