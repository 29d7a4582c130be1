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
    /// `same`, `near` or `other`: speaks for, says little, speaks against. `none` when there is nothing to compare.
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

/// The level of the engine for a value that one or both rows lack.
const MISSING: &str = "missing";

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
        waterfall: waterfall(&explained),
        probability: explained.probability,
        bits: explained.total,
        cut: linkage.cut,
        sentence: without_chance(&explained.sentence),
    })
}

/// The sum, its total rounded as the parts are: it stands there as a number and in words.
fn waterfall(explained: &Explanation) -> Waterfall {
    let mut drawn = Waterfall::of(&evidence(explained), Unit::Bits);
    // Adding zero makes of minus zero zero.
    drawn.total.weight = (drawn.total.weight * 10.0).round() / 10.0 + 0.0;
    drawn
}

/// The sentence without the chance between brackets: the sum says it too, rounded otherwise.
fn without_chance(sentence: &str) -> String {
    let parts = sentence.split_once(" (kans ").and_then(|(before, rest)| Some((before, rest.split_once(')')?.1)));
    parts.map_or_else(|| sentence.to_owned(), |(before, after)| format!("{before}{after}"))
}

fn line(known: &explain::Contribution) -> Line {
    let bits = known.bits + known.frequency_bits + known.veto_bits;
    let mark = match bits {
        _ if known.level == MISSING => "none",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chance_stands_once_on_a_page() {
        let said = "Dat dit een en dezelfde is, is eerder niet dan wel (kans 45,5 %). Ertegen spreekt: plaats (anders).";
        assert_eq!(without_chance(said), "Dat dit een en dezelfde is, is eerder niet dan wel. Ertegen spreekt: plaats (anders).");
        assert_eq!(without_chance("Een andere zin."), "Een andere zin.");
    }

    #[test]
    fn a_value_that_is_not_there_is_neither_alike_nor_different() {
        let known = |level: &str, bits: f64| explain::Contribution {
            comparison: "phone".into(),
            words: "telefoon".into(),
            left: String::new(),
            right: String::new(),
            level: level.into(),
            level_words: String::new(),
            bits,
            frequency_bits: 0.0,
            veto_bits: 0.0,
        };
        let marks = [known("missing", 0.0), known("equal", 0.2), known("equal", 5.0), known("other", -5.0)].map(|known| line(&known).mark);
        assert_eq!(marks, ["none", "near", "same", "other"]);
    }
}
