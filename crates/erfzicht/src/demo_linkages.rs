// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Linkages of the demo region: the safety adviser looks for establishments that stand in the trade register twice and links the register
//! with permits, and judges some pairs; the analyst judges part of those too. Everything through the same use cases as the pages.

use std::sync::Arc;

use anyhow::{Context, Result};
use erf_base::{Ctx, Permission, Rng};
use erf_linkage::judge::Verdict;
use erf_places::watch::Unwatched;
use erf_workbench::{
    judge_pair::{self, Maker},
    kept::Runs,
    model::LinkageId,
    order::{self, Asked},
    run_linkage,
    store::{linkages, pairs, rows},
};
use jiff::ToSpan;

use crate::{demo_scans, region::Region};

/// Pairs the adviser judges, and how many of those the analyst judges too.
const JUDGED: (usize, usize) = (14, 9);

/// Makes the linkages of the demo.
pub async fn fill(region: &Region) -> Result<()> {
    let people = demo_scans::people(region).await?;
    let today = region.ctx.clock.today();
    let (adviser, analyst) = (demo_scans::ctx(region, &people.adviser, today), demo_scans::ctx(region, &people.analyst, today));
    let runs = Runs::default();
    let maker = Maker { db: &region.db, runs: &runs, threads: std::thread::available_parallelism().map_or(1, usize::from) };
    made(region, &adviser, "Handelsregister met vergunningen", &["vestiging", "vergunning"]).await?;
    let twice = made(region, &adviser, "Dubbele vestigingen in het handelsregister", &["vestiging"]).await?;
    judged(maker, &adviser, &analyst, twice).await
}

async fn made(region: &Region, ctx: &Ctx, name: &str, kinds: &[&str]) -> Result<LinkageId> {
    let scope = ctx.permit(Permission::LinkTables)?;
    let mut tx = region.db.read().await?;
    let offered = rows::offered(&mut tx, &scope).await?;
    drop(tx);
    let of = |kind: &&str| offered.iter().find(|delivery| delivery.kind == **kind).context("de demo mist een levering met bedrijven");
    let chosen = kinds.iter().map(of).collect::<Result<Vec<_>>>()?;
    let asked = Asked {
        name: name.to_owned(),
        holder: chosen[0].holder.clone(),
        purpose: "bedrijven op één erf bij elkaar brengen voor de bezoekronde".to_owned(),
        legal_basis: chosen[0].legal_basis.clone(),
        until: ctx.clock.today().saturating_add(3.months()),
        one_to_one: false,
    };
    let ids: Vec<i64> = chosen.iter().map(|delivery| delivery.id).collect();
    let id = order::of_deliveries(&region.db, ctx, &asked, &ids).await?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    run_linkage::run(&region.db, ctx, id, None, threads, Arc::new(Unwatched)).await?;
    Ok(id)
}

/// What people say is drawn near what the linkage says, not taken from what the demo knows: people err too.
async fn judged(maker: Maker<'_>, adviser: &Ctx, analyst: &Ctx, id: LinkageId) -> Result<()> {
    let (mut rng, mut told) = (Rng::new(4), Vec::new());
    for _ in 0..JUDGED.0 {
        let mut tx = maker.db.read().await?;
        let linkage = linkages::lookup(&mut tx, &adviser.permit(Permission::ReadLinkages)?, id).await?.context("de koppelproef is weg")?;
        let Some(pair) = pairs::next(&mut tx, &linkage).await? else { break };
        drop(tx);
        let same = erf_linkage::score::probability(pair.bits) > rng.unit();
        let (verdict, reason) = match rng.below(7) {
            0 => (Verdict::Unsure, "Het adres klopt, de naam zegt te weinig"),
            _ if same => (Verdict::Same, "Zelfde naam, anders geschreven"),
            _ => (Verdict::NotSame, "Twee bedrijven op één adres"),
        };
        judge_pair::judge(maker, adviser, id, (pair.a, pair.b), verdict, reason).await?;
        told.push(((pair.a, pair.b), verdict));
    }
    for (pair, verdict) in told.into_iter().take(JUDGED.1) {
        let own = if rng.below(5) == 0 { Verdict::Unsure } else { verdict };
        judge_pair::judge(maker, analyst, id, pair, own, "").await?;
    }
    Ok(())
}
