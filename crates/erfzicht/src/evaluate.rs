// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `evaluate`: hold the matches, and the cards, against a folder that says what is true.

use std::path::Path;

use anyhow::Result;
use erf_places::evaluation::{self, BeforeAndNow, Share};

use crate::say::{decimal, say};
use crate::{contest, region::Region, wrong_use::WrongUse};

/// Prints precision and recall per delivery, and what visits by each card would find; with n and interval.
pub async fn run(region: &Region, truth: &Path, json: bool) -> Result<()> {
    let path = truth.join("links.csv");
    let text = std::fs::read_to_string(&path)
        .map_err(|cause| WrongUse::error(format!("--truth: {} is niet te lezen, {}", path.display(), erf_base::io_cause(&cause))))?;
    let mut tx = region.db.read().await?;
    let scores = evaluation::evaluate(&mut tx, region.ctx.clock.today(), &text).await?;
    drop(tx);
    let visits = contest::run(region, truth).await?;
    if json {
        say!("{}", serde_json::to_string_pretty(&serde_json::json!({ "matching": scores, "visits": visits }))?);
    } else {
        say!("Gevonden van te vinden en juiste plaats van zeker: eerst met vaste gewichten, dan zoals gekoppeld met geleerde gewichten");
        say!(
            "{:<52} {:>6} {:>11} {:<57} {:<57} {:<15}",
            "levering",
            "rijen",
            "twijfel",
            "juiste plaats van zeker",
            "gevonden van te vinden",
            "gesteld"
        );
        scores.iter().for_each(|(file, quality)| print(file, quality));
        contest::print(&visits);
    }
    Ok(())
}

fn print(file: &str, BeforeAndNow { before, now, .. }: &BeforeAndNow) {
    say!(
        "{file:<52} {:>6} {:>4} → {:>4} {:<27} → {:<27} {:<27} → {:<27} {}",
        now.truth_rows,
        before.unsure,
        now.unsure,
        share(&before.precision_place),
        share(&now.precision_place),
        share(&before.recall_place),
        share(&now.recall_place),
        now.stated.map_or("onbekend".to_owned(), |stated| format!("{} %", decimal(stated * 100.0, 1))),
    );
}

fn share(share: &Share) -> String {
    match (share.value, share.interval) {
        (Some(value), Some((low, high))) => {
            let percent = |part: f64| decimal(part * 100.0, 1);
            format!("{} % [{}-{}] n={}", percent(value), percent(low), percent(high), share.n)
        }
        _ => "onbekend".to_owned(),
    }
}
