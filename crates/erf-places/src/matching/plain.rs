// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The plain linker: hand-set weights and a fixed margin. It is kept as the measure for the fitted one.

use super::{
    Decision, Linked, Linker, MOST_ALTERNATIVES, RowPlace,
    candidates::{Candidates, HandSet},
    gazetteer::Gazetteer,
    ground::Found,
    weights as w,
};

/// From this probability a link is certain, if no rival is near.
const CERTAIN: f64 = 0.95;
/// A rival within this many bits makes a link unsure.
const MARGIN: f64 = 3.0;

/// Links rows to what is in a gazetteer, by hand-set weights.
pub struct PlainLinker<'a> {
    candidates: Candidates<'a, HandSet>,
}

impl<'a> PlainLinker<'a> {
    /// A linker over a gazetteer.
    pub fn new(gazetteer: &'a Gazetteer) -> Self {
        Self { candidates: Candidates { gazetteer, weighing: HandSet } }
    }
}

impl Linker for PlainLinker<'_> {
    fn link(&self, row: &RowPlace) -> Linked {
        decide(self.candidates.of(row), row)
    }
}

/// Chooses the heaviest; unsure when a rival is near or the chance too small.
fn decide(mut found: Vec<Found>, row: &RowPlace) -> Linked {
    found.sort_by(|a, b| b.1.total().total_cmp(&a.1.total()));
    let Some(best) = found.first() else { return Linked::nothing() };
    let probability = best.1.probability();
    if probability < w::LOWEST {
        let alternatives = found.into_iter().take(MOST_ALTERNATIVES).map(|(target, evidence, _)| (target, evidence)).collect();
        return Linked { alternatives, ..Linked::nothing() };
    }
    let rival = found[1..].iter().filter(|other| rivals(best, other)).map(|other| best.1.total() - other.1.total()).next();
    let clear = rival.is_none_or(|margin| margin >= MARGIN);
    let decision = if probability >= CERTAIN && clear { Decision::Certain } else { Decision::Unsure };
    let precision_m = Some(best.2.max(row.precision_m.unwrap_or(0.0)));
    let mut found = found.into_iter().map(|(target, evidence, _)| (target, evidence));
    let (best, evidence) = found.next().expect("there is a first");
    Linked { decision, best: Some(best), evidence, alternatives: found.take(MOST_ALTERNATIVES).collect(), precision_m }
}

/// Whether both cannot be meant: two addresses, two buildings, two areas of one name. A building and the parcel under it
/// can, and so can a water and the municipality around a point.
fn rivals(one: &Found, two: &Found) -> bool {
    let around_point = |found: &Found| found.1.contributions.iter().any(|c| c.code == w::IN_AREA.code || c.code == w::ALONG.code);
    one.0.kind() == two.0.kind() && !around_point(one)
}
