// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One pair as pages show it: two rows, what was compared, and the sum that says how sure it is.

use erf_base::{Contribution, Evidence};
use erf_linkage::explain::{self, Explanation};
use erf_store::Tx;
use erf_web::{Caller, Unit, Waterfall, WebError};
use serde::Serialize;

use super::view::RowView;
use crate::{
    compute::Restored,
    store::{
        linkages::Linkage,
        rows::{self},
    },
};

/// One thing compared, as the engine understood both sides.
#[derive(Debug, Serialize)]
pub struct Line {
    words: String,
    left: String,
    right: String,
    level: String,
    /// `same`, `near` or `other`: speaks for, says little, speaks against.
    mark: &'static str,
}

/// A pair.
#[derive(Debug, Serialize)]
pub struct PairView {
    a: i64,
    b: i64,
    left: RowView,
    right: RowView,
    lines: Vec<Line>,
    waterfall: Waterfall,
    sentence: String,
    probability: f64,
    bits: f64,
    cut: f64,
}

/// Below so many bits a comparison says little.
const LITTLE: f64 = 0.5;

/// Two rows of a linkage and why they may be one.
pub async fn view(caller: &Caller, tx: &mut Tx, linkage: &Linkage, run: &Restored, (a, b): (i64, i64)) -> Result<PairView, WebError> {
    let (left, right) = (rows::one(tx, linkage, a).await?, rows::one(tx, linkage, b).await?);
    let (Some((left, right)), Some((x, y))) = (left.zip(right), run.row(a).zip(run.row(b))) else { return Err(WebError::NotFound) };
    let explained = explain::explain(&run.run, x, y);
    let headings = linkage.headings();
    Ok(PairView {
        a,
        b,
        left: RowView::of(caller, tx, linkage, &headings, &left).await?,
        right: RowView::of(caller, tx, linkage, &headings, &right).await?,
        lines: explained.contributions.iter().map(line).collect(),
        waterfall: Waterfall::of(&evidence(&explained), Unit::Bits),
        probability: explained.probability,
        bits: explained.total,
        cut: linkage.cut,
        sentence: explained.sentence,
    })
}

fn line(known: &explain::Contribution) -> Line {
    let bits = known.bits + known.frequency_bits + known.veto_bits;
    let mark = match bits {
        LITTLE.. => "same",
        bits if bits > -LITTLE => "near",
        _ => "other",
    };
    Line { words: known.words.clone(), left: known.left.clone(), right: known.right.clone(), level: known.level_words.clone(), mark }
}

/// The sum as the product shows all sums: the prior, each comparison, how rare a shared value is, vetoes, and what is taken off because
/// sister companies and neighbours show the same.
fn evidence(explained: &Explanation) -> Evidence {
    let mut evidence = Evidence::starting_at(explained.prior);
    for known in &explained.contributions {
        evidence.contributions.push(Contribution::new("vergelijking", known.bits, format!("{}: {}.", known.words, known.level_words)));
        let mut extra = |code: &str, bits: f64| {
            if bits.abs() >= 0.005 {
                evidence.contributions.push(Contribution::new(code, bits, format!("{}.", known.words)));
            }
        };
        extra("zeldzaamheid", known.frequency_bits);
        extra("veto", known.veto_bits);
    }
    if explained.interaction.abs() >= 0.005 {
        evidence.contributions.push(Contribution::new("samenhang", explained.interaction, ""));
    }
    evidence
}
