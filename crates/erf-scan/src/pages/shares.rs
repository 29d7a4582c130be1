// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Does the proposal fall more often on one kind of place or neighbourhood than its share of all places?

use std::collections::BTreeMap;

use erf_base::Figure;
use erf_web::FigureView;
use jiff::civil::Date;
use serde::Serialize;

use crate::statistics::{Distribution, holm};

/// How often a difference may be called one by chance alone, over all lines of a table.
const LEVEL: f64 = 0.05;

/// A group of places: its share of all places and of the proposal.
#[derive(Debug, Serialize)]
pub struct ShareLine {
    kind: String,
    name: String,
    places: i64,
    proposed: i64,
    all: FigureView,
    part: FigureView,
    says: &'static str,
}

/// What a group is called: a kind has a text of its own, a neighbourhood a name.
pub enum Named {
    /// Kind of place.
    Kind(String),
    /// Name of a neighbourhood; empty when it is not known.
    Name(String),
}

/// One line a group: those that differ first, then the largest. A difference is named only when it stands after an exact test that is corrected for
/// the number of lines: of a hundred equal groups five would seem to differ.
pub fn lines(groups: &BTreeMap<String, (i64, i64)>, date: Date, name: impl Fn(&str) -> Named) -> Vec<ShareLine> {
    let (all, proposed) = groups.values().fold((0, 0), |(all, part), (places, chosen)| (all + places, part + chosen));
    let chance = |(places, chosen): &(i64, i64)| {
        let draw = Distribution::hypergeometric(all.unsigned_abs(), places.unsigned_abs(), proposed.unsigned_abs());
        draw.two_sided(chosen.unsigned_abs())
    };
    let stands = holm(&groups.values().map(chance).collect::<Vec<_>>(), LEVEL);
    let each = groups.iter().zip(stands);
    let mut lines: Vec<(bool, ShareLine)> =
        each.map(|((code, pair), stands)| (stands, line(name(code), *pair, Whole { all, proposed, date }, stands))).collect();
    lines.sort_by(|(stands, a), (other, b)| {
        other.cmp(stands).then(b.places.cmp(&a.places)).then(a.name.cmp(&b.name)).then(a.kind.cmp(&b.kind))
    });
    lines.into_iter().map(|(_, line)| line).collect()
}

#[derive(Clone, Copy)]
struct Whole {
    all: i64,
    proposed: i64,
    date: Date,
}

fn line(named: Named, (places, chosen): (i64, i64), whole: Whole, stands: bool) -> ShareLine {
    let share = |hits: i64, n: i64| Figure::share(hits.unsigned_abs(), n.unsigned_abs(), "", whole.date);
    let (of_all, of_proposal) = (share(places, whole.all), share(chosen, whole.proposed));
    let says = match of_proposal.value.zip(of_all.value) {
        None => "scan-share-none",
        Some((part, all)) if stands && part > all => "scan-share-more",
        Some(_) if stands => "scan-share-less",
        Some(_) => "scan-share-same",
    };
    let (kind, name) = match named {
        Named::Kind(kind) => (kind, String::new()),
        Named::Name(name) => (String::new(), name),
    };
    ShareLine { kind, name, places, proposed: chosen, all: FigureView::share(&of_all), part: FigureView::share(&of_proposal), says }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(groups: &[(&str, i64, i64)]) -> Vec<(String, &'static str)> {
        let groups = groups.iter().map(|(code, places, chosen)| ((*code).to_owned(), (*places, *chosen))).collect();
        let lines = lines(&groups, jiff::civil::date(2026, 10, 1), |code| Named::Kind(code.to_owned()));
        lines.into_iter().map(|line| (line.kind, line.says)).collect()
    }

    #[test]
    fn a_group_that_is_proposed_more_often_than_its_share_is_named() {
        let found = said(&[("erf", 100, 38), ("unit", 900, 2)]);
        assert_eq!(found, [("unit".into(), "scan-share-less"), ("erf".into(), "scan-share-more")]);
    }

    #[test]
    fn a_difference_that_chance_explains_is_none_and_without_a_proposal_nothing_is_said() {
        assert_eq!(said(&[("erf", 100, 5), ("unit", 100, 4)])[0].1, "scan-share-same");
        assert_eq!(said(&[("erf", 100, 0)])[0].1, "scan-share-none");
    }
}
