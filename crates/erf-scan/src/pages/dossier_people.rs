// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The part of a dossier that people write: decisions, what a visit found, corrections and objections, and who may add to them.

use erf_base::Permission;
use erf_web::{Args, Caller, WebError};
use serde::Serialize;

use super::{
    view::{People, indicator_name, iso},
    wizard_area::Choice,
};
use crate::{
    letter_data::may_write,
    life::{self, State, ToldBy, VisitOutcome},
    store::{
        corrections::Correction,
        decisions::{Decision, Objection, Visit},
        dossier::Dossier,
        scans::Scan,
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

/// What people said of a place in a scan, and what this reader may say.
#[derive(Serialize)]
pub struct Handled {
    decisions: Vec<DecisionLine>,
    /// Number of the last decision, taken back or not.
    turn: i64,
    /// Number of the decision that holds, 0 when there is none.
    current: i64,
    paused: bool,
    outcome: Option<VisitLine>,
    outcomes: Vec<Choice>,
    corrections: Vec<CorrectionLine>,
    correctable: Vec<Choice>,
    tellers: Vec<Choice>,
    objection: Option<ObjectionLine>,
    #[serde(flatten)]
    may: May,
}

/// What this reader may do, and why not.
#[derive(Serialize)]
struct May {
    may_decide: bool,
    why_not_decide: &'static str,
    may_undo: bool,
    may_note_visit: bool,
    /// A person decided not to go there: a visit is noted after another decision only.
    decided_not: bool,
    may_correct: bool,
    may_object: bool,
    may_letter: bool,
    why_no_letter: &'static str,
}

impl Handled {
    /// As it stands for this reader.
    pub fn of(caller: &Caller, scan: &Scan, it: &Dossier, people: &People) -> Result<Self, WebError> {
        let may = May::of(caller, scan, it);
        let choice = |value: &str, key: String| {
            let text = caller.text(&key, &Args::new())?;
            Ok::<_, WebError>(Choice { value: value.to_owned(), text })
        };
        Ok(Self {
            decisions: it.decisions.iter().rev().map(|it| decision_line(it, people)).collect(),
            turn: it.turn(),
            current: it.decision().map_or(0, |decision| decision.turn),
            paused: it.paused().is_some(),
            outcome: it.visit.as_ref().map(visit_line),
            outcomes: VisitOutcome::ALL.iter().map(|it| choice(it.code(), format!("visit-{it}"))).collect::<Result<_, _>>()?,
            corrections: it.corrections.iter().map(|it| correction_line(it, may.may_correct)).collect(),
            correctable: correctable(it),
            tellers: ToldBy::ALL.iter().map(|it| choice(it.code(), format!("told-by-{it}"))).collect::<Result<_, _>>()?,
            objection: it.paused().map(objection_line),
            may,
        })
    }
}

impl May {
    fn of(caller: &Caller, scan: &Scan, it: &Dossier) -> Self {
        let may = |permission| caller.ctx.permit(permission).is_ok();
        let (decides, shares) = (may(Permission::DecidePlaces), may(Permission::ShareScans));
        let writes = caller.ctx.permit(Permission::ShareScans).is_ok_and(|scope| may_write(&scope, scan.variant()));
        let (in_use, over) = (scan.state().is_in_use(), scan.state() == State::Expired);
        Self {
            may_decide: decides && in_use,
            why_not_decide: if decides { "dossier-decide-state" } else { "dossier-decide-role" },
            may_undo: decides && in_use && it.decision().is_some(),
            may_note_visit: decides && in_use && it.ordinal.is_some(),
            decided_not: it.decision().is_some_and(|decision| decision.choice == life::Choice::Not.code()),
            may_correct: decides && !over,
            may_object: decides && !over,
            may_letter: writes && in_use,
            why_no_letter: match (shares, writes) {
                (_, true) => "dossier-no-letter-state",
                (true, false) => "dossier-no-letter-region",
                (false, false) => "dossier-no-letter-role",
            },
        }
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

fn visit_line(it: &Visit) -> VisitLine {
    VisitLine { outcome: it.outcome.clone(), visited: iso(it.visited) }
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
