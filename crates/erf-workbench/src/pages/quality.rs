// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the linkage says of itself against what people said: per band of probability, with n and interval; and what learning would change.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Extension, extract::Path, response::Response};
use erf_base::{Figure, Permission};
use erf_linkage::{judge::Verdict, refit::ENOUGH, score::probability};
use erf_store::Tx;
use erf_web::{Caller, FigureView, WebError};
use jiff::civil::Date;
use serde::Serialize;

use super::view::{Head, OfHundred, noted, ready};
use crate::{
    compute,
    learn::{self, Preview},
    model::{BANDS, Band, bands, verdict_of},
    store::{judgements, linkages::Linkage, pairs},
    tasks::Desk,
};

#[derive(Serialize)]
struct BandLine {
    from: f64,
    to: f64,
    pairs: u64,
    stated: Option<f64>,
    judged: u64,
    same: u64,
    interval: Option<(f64, f64)>,
    /// Whether what was stated lies in the interval of what was judged; unknown without judgements.
    fits: Option<bool>,
}

#[derive(Serialize)]
struct QualityPage {
    linkage: Head,
    expected: OfHundred,
    at_cut: FigureView,
    bands: Vec<BandLine>,
    judged: u64,
    enough: usize,
    unlinkable: u64,
    unlinkable_share: FigureView,
    rows: i64,
    preview: Option<Preview>,
    learned_from: u64,
}

/// What stands of each pair that was judged.
async fn standing(tx: &mut Tx, linkage: &Linkage) -> Result<BTreeMap<(i64, i64), Verdict>, WebError> {
    let mut found: BTreeMap<(i64, i64), Verdict> = BTreeMap::new();
    for it in judgements::standing(tx, linkage.number()).await? {
        let Some(verdict) = verdict_of(&it.verdict) else { continue };
        let known = found.entry((it.a, it.b)).or_insert(verdict);
        if *known != verdict {
            *known = Verdict::Unsure;
        }
    }
    Ok(found)
}

/// `/koppelwerkbank/{linkage}/kwaliteit`
pub async fn show(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Path(id): Path<String>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadLinkages)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = ready(&mut tx, &scope, &id).await?;
    let told = standing(&mut tx, &linkage).await?;
    let kept = pairs::every(&mut tx, linkage.number()).await?;
    drop(tx);
    let facts = linkage.facts();
    let verdict = |pair: &pairs::Kept| told.get(&(pair.a, pair.b)).copied();
    let found = bands(kept.iter().map(|pair| (probability(pair.bits), verdict(pair))));
    let above = bands(kept.iter().filter(|pair| pair.bits >= linkage.cut).map(|pair| (probability(pair.bits), verdict(pair))));
    let (judged, same) = above.iter().fold((0, 0), |(judged, same), band| (judged + band.judged, same + band.same));
    let all_judged = told.values().filter(|verdict| **verdict != Verdict::Unsure).count() as u64;
    let today = caller.ctx.clock.today();
    let source = caller.text("linkage-source-judged", &erf_web::Args::new())?;
    let rows = caller.text("linkage-source-rows", &erf_web::Args::new())?;
    let page = QualityPage {
        linkage: Head::of(&caller, &linkage, "linkage-tab-quality"),
        expected: OfHundred::of(&compute::expected(&facts, linkage.cut)),
        at_cut: FigureView::share(&Figure::share(same, judged, &source, today)),
        bands: BANDS.iter().zip(&found).map(|((from, to), band)| line(*from, *to, band, today)).collect(),
        judged: all_judged,
        enough: ENOUGH,
        unlinkable: facts.unlinkable,
        unlinkable_share: FigureView::share(&Figure::share(facts.unlinkable, linkage.row_count as u64, &rows, today)),
        rows: linkage.row_count,
        preview: preview(&caller, &desk, &linkage, all_judged).await?,
        learned_from: facts.learned_from,
    };
    noted(&caller, &linkage, "kwaliteit").await?;
    caller.page("workbench/quality.html", &page)
}

fn line(from: f64, to: f64, band: &Band, today: Date) -> BandLine {
    let interval = Figure::share(band.same, band.judged, "", today).interval;
    let stated_judged = (band.judged > 0).then(|| band.stated_judged / band.judged as f64);
    BandLine {
        from,
        to: to.min(1.0),
        pairs: band.pairs,
        stated: (band.pairs > 0).then(|| band.stated / band.pairs as f64),
        judged: band.judged,
        same: band.same,
        interval,
        fits: interval.zip(stated_judged).map(|((low, high), stated)| (low..=high).contains(&stated)),
    }
}

async fn preview(caller: &Caller, desk: &Desk, linkage: &Linkage, judged: u64) -> Result<Option<Preview>, WebError> {
    if judged < ENOUGH as u64 {
        return Ok(None);
    }
    let maker = desk.maker(caller.app().db());
    let run = maker.runs.of(maker.db, linkage).await.map_err(WebError::internal)?;
    let told = learn::told(maker, linkage).await.map_err(super::view::refused)?;
    let work = move || learn::preview(&run, &told).ok();
    tokio::task::spawn_blocking(work).await.map_err(WebError::internal)
}
