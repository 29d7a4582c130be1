// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `evaluate`: hold the matches against a folder that says what is true.

use std::path::Path;

use anyhow::{Context, Result};
use erf_places::evaluation::{self, Score};

use crate::region::Region;

/// Prints precision and recall per delivery, with n and interval.
pub async fn run(region: &Region, truth: &Path, json: bool) -> Result<()> {
    let path = truth.join("links.csv");
    let text = std::fs::read_to_string(&path).with_context(|| format!("{} is niet te lezen", path.display()))?;
    let mut tx = region.db.read().await?;
    let scores = evaluation::evaluate(&mut tx, &text).await?;
    if json {
        println!("{}", serde_json::to_string_pretty(&scores)?);
    } else {
        print(&scores);
    }
    Ok(())
}

fn print(scores: &[Score]) {
    println!("{:<58} {:>7} {:>8}  {:<26} {:<26}", "levering", "rijen", "gekoppeld", "juist van gekoppeld", "gevonden van wat te vinden was");
    for score in scores {
        println!(
            "{:<58} {:>7} {:>8}  {:<26} {:<26}",
            score.file, score.rows, score.matched, share(&score.precision), share(&score.recall)
        );
    }
}

fn share(figure: &erf_base::Figure) -> String {
    match (figure.value, figure.interval) {
        (Some(value), Some((low, high))) => {
            format!("{:.1} % [{:.1}-{:.1}] n={}", value * 100.0, low * 100.0, high * 100.0, figure.n)
        }
        _ => "onbekend".to_owned(),
    }
}
