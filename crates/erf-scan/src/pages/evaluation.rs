// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Is the list better than chance? What visits found where the card pointed and where the draw did, and where people disagreed.

use axum::{extract::Path, response::Response};
use erf_base::{Figure, Permission, Scope};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, FigureView, WebError};
use jiff::civil::Date;
use serde::Serialize;

use super::view::{self, Disclaimer, Head, indicator_name};
use crate::{
    evaluate::{self, Ending, Estimate, Measured, Verdict},
    life::{VisitOutcome, day},
    store::{
        decisions,
        evaluation::{self, OutcomeCount},
        figures,
        scans::{self, Scan},
    },
};

#[derive(Serialize)]
struct Labelled {
    label: &'static str,
    figure: FigureView,
}

#[derive(Serialize)]
struct OutcomeLine {
    part: &'static str,
    /// Nothing, advice, signal, together.
    counts: Vec<i64>,
}

#[derive(Serialize)]
struct DisagreementLine {
    code: String,
    name: String,
    decided: i64,
    disagreed: i64,
    share: FigureView,
}

#[derive(Serialize)]
struct EvaluationPage {
    scan: Head,
    disclaimer: Disclaimer,
    visits: i64,
    says: &'static str,
    figures: Vec<Labelled>,
    outcomes: Vec<OutcomeLine>,
    proposed: i64,
    decided: i64,
    disagreed: i64,
    disagreement: Vec<DisagreementLine>,
}

/// `/scans/{id}/evaluatie`
pub async fn show(caller: Caller, Path(id): Path<String>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadScans)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, &id).await?;
    let page = page(&caller, &mut tx, &scope, &scan).await?;
    drop(tx);
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "scan_evaluatie", scan.number())).await?;
    caller.page("scan/evaluation.html", &page)
}

async fn page(caller: &Caller, tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<EvaluationPage, WebError> {
    let outcomes = evaluation::outcomes(tx, scope, scan).await?;
    let measured = evaluate::measure(&evaluation::visits(tx, scope, scan).await?, Ending::Signal);
    let today = caller.ctx.clock.today();
    let decided = decisions::counts(tx, scope, scan).await?;
    let share = |label, it: &Estimate| {
        let (source, date) = (scan.name.clone(), today);
        let figure = FigureView::share(&Figure { value: it.share, n: it.visits, interval: it.interval, source, date });
        Labelled { label, figure }
    };
    Ok(EvaluationPage {
        scan: Head::of(caller, scan, "tab-evaluation"),
        disclaimer: Disclaimer::of(tx, scope, scan).await?,
        visits: outcomes.iter().map(|count| count.n).sum(),
        says: says(&measured),
        figures: vec![share("evaluation-chosen", &measured.top), share("evaluation-drawn", &measured.all)],
        outcomes: vec![outcome_line("evaluation-part-chosen", &outcomes, false), outcome_line("evaluation-part-drawn", &outcomes, true)],
        proposed: scans::counts(tx, scope, scan).await?.totals.proposed,
        decided: decided.iter().map(|count| count.n).sum(),
        disagreed: decided.iter().filter(|count| count.disagrees).map(|count| count.n).sum(),
        disagreement: disagreement(tx, scope, scan, day(scan.date).unwrap_or(today)).await?,
    })
}

/// The answer, in the words of the rules that measured it.
fn says(measured: &Measured) -> &'static str {
    match measured.verdict {
        _ if measured.all.visits + measured.top.visits == 0 => "evaluation-says-none",
        Verdict::Unknown => "evaluation-says-few",
        Verdict::Better => "evaluation-says-better",
        Verdict::NoDifference => "evaluation-says-same",
        Verdict::Worse => "evaluation-says-worse",
    }
}

fn outcome_line(part: &'static str, outcomes: &[OutcomeCount], random: bool) -> OutcomeLine {
    let of = |outcome: &VisitOutcome| -> i64 {
        outcomes.iter().filter(|it| it.random == random && it.outcome == outcome.code()).map(|it| it.n).sum()
    };
    let mut counts: Vec<i64> = VisitOutcome::ALL.iter().map(of).collect();
    counts.push(counts.iter().sum());
    OutcomeLine { part, counts }
}

/// Per indicator of the card, over all scans this reader may know of: how often people said no where it counted.
async fn disagreement(tx: &mut Tx, scope: &Scope, scan: &Scan, date: Date) -> Result<Vec<DisagreementLine>, WebError> {
    let found = figures::disagreements(tx, scope).await?;
    let line = |(code, it): (String, figures::Disagreement)| DisagreementLine {
        name: indicator_name(&code),
        share: FigureView::share(&Figure::share(it.against.unsigned_abs(), it.decided.unsigned_abs(), &scan.name, date)),
        decided: it.decided,
        disagreed: it.against,
        code,
    };
    let mut lines: Vec<DisagreementLine> = found.into_iter().map(line).collect();
    lines.sort_by(|a, b| b.disagreed.cmp(&a.disagreed).then(a.code.cmp(&b.code)));
    Ok(lines)
}
