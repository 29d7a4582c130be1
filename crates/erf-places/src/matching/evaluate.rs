// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How good links are, measured against a truth that no linker has seen.

use std::collections::{BTreeMap, BTreeSet};

use erf_base::figure::wilson_interval;
use serde::Serialize;

use super::{Decision, Target};

/// Which row of which file: as `truth/links.csv` names it.
pub type RowKey = (String, String, u64);

/// A link made for a row.
#[derive(Debug, Clone, PartialEq)]
pub struct MadeLink {
    /// File, sheet (empty for none) and row.
    pub row: RowKey,
    /// How sure.
    pub decision: Decision,
    /// What it was linked to, if to anything.
    pub target: Option<Target>,
    /// How likely that is said to be.
    pub probability: f64,
}

/// What is true of a row. Several lines for one row are each right; `None` says that it cannot be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct TrueLink {
    /// File, sheet and row.
    pub row: RowKey,
    /// What it speaks of.
    pub target: Option<Target>,
}

/// A share with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// Rows that count.
    pub hits: u64,
    /// Rows looked at.
    pub n: u64,
    /// `hits / n`; `None` when `n` is 0, which is unknown and not zero.
    pub value: Option<f64>,
    /// 95 % Wilson interval.
    pub interval: Option<(f64, f64)>,
}

impl Share {
    /// The share of hits.
    pub fn of(hits: u64, n: u64) -> Self {
        Self { hits, n, value: (n > 0).then(|| hits as f64 / n as f64), interval: wilson_interval(hits, n) }
    }
}

/// Quality of the links of one delivery.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quality {
    /// Rows that were linked or tried.
    pub rows: u64,
    /// Rows of which the truth is known.
    pub truth_rows: u64,
    /// Of those, rows that have a true place.
    pub placeable: u64,
    /// Certain links among the rows with truth.
    pub matched: u64,
    /// Certain links that name exactly what is true.
    pub right: u64,
    /// Certain links to the same place as what is true.
    pub right_place: u64,
    /// Rows for a person to judge.
    pub unsure: u64,
    /// Of those, rows whose best proposal is true.
    pub unsure_right: u64,
    /// Right among certain links.
    pub precision: Share,
    /// Right place among certain links.
    pub precision_place: Share,
    /// Right among rows that have a true place.
    pub recall: Share,
    /// Right place among rows that have a true place.
    pub recall_place: Share,
    /// Precision as the links themselves state it: the mean of their probabilities. `None` without certain links.
    pub stated: Option<f64>,
}

/// Precision and recall per delivery. `delivery_of` names the delivery of a file; `place_of` the place that a target belongs
/// to (a building and the address in it are the same place). Rows without truth count as rows only. Cost: n log n.
pub fn evaluate(
    links: &[MadeLink],
    truth: &[TrueLink],
    delivery_of: impl Fn(&str) -> String,
    place_of: impl Fn(&Target) -> Option<String>,
) -> BTreeMap<String, Quality> {
    let mut true_of: BTreeMap<&RowKey, Vec<&Option<Target>>> = BTreeMap::new();
    for line in truth {
        true_of.entry(&line.row).or_default().push(&line.target);
    }
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    for link in links {
        let own = counts.entry(delivery_of(&link.row.0)).or_default();
        own.rows += 1;
        if let Some(targets) = true_of.remove(&link.row) {
            own.add(link, &targets, &place_of);
        }
    }
    for (row, targets) in true_of {
        let own = counts.entry(delivery_of(&row.0)).or_default();
        own.truth_rows += 1;
        own.placeable += u64::from(targets.iter().any(|t| t.is_some()));
    }
    counts.into_iter().map(|(delivery, counts)| (delivery, counts.quality())).collect()
}

#[derive(Default)]
struct Counts {
    rows: u64,
    truth_rows: u64,
    placeable: u64,
    matched: u64,
    right: u64,
    right_place: u64,
    unsure: u64,
    unsure_right: u64,
    stated: f64,
}

impl Counts {
    fn add(&mut self, link: &MadeLink, targets: &[&Option<Target>], place_of: &impl Fn(&Target) -> Option<String>) {
        self.truth_rows += 1;
        self.placeable += u64::from(targets.iter().any(|t| t.is_some()));
        let right = link.target.is_some() && targets.contains(&&link.target);
        match link.decision {
            Decision::Certain => {
                self.matched += 1;
                self.stated += link.probability;
                self.right += u64::from(right);
                self.right_place += u64::from(right || same_place(link, targets, place_of));
            }
            Decision::Unsure => {
                self.unsure += 1;
                self.unsure_right += u64::from(right);
            }
            Decision::None => {}
        }
    }

    fn quality(self) -> Quality {
        Quality {
            rows: self.rows,
            truth_rows: self.truth_rows,
            placeable: self.placeable,
            matched: self.matched,
            right: self.right,
            right_place: self.right_place,
            unsure: self.unsure,
            unsure_right: self.unsure_right,
            precision: Share::of(self.right, self.matched),
            precision_place: Share::of(self.right_place, self.matched),
            recall: Share::of(self.right, self.placeable),
            recall_place: Share::of(self.right_place, self.placeable),
            stated: (self.matched > 0).then(|| self.stated / self.matched as f64),
        }
    }
}

fn same_place(link: &MadeLink, targets: &[&Option<Target>], place_of: &impl Fn(&Target) -> Option<String>) -> bool {
    let places: BTreeSet<String> = targets.iter().filter_map(|t| t.as_ref()).filter_map(place_of).collect();
    link.target.as_ref().and_then(place_of).is_some_and(|place| places.contains(&place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u64) -> RowKey {
        ("dumpingen.xlsx".to_owned(), String::new(), number)
    }

    fn address(number: u64) -> Option<Target> {
        Target::parse("address", &format!("99012000{number:08}"))
    }

    #[test]
    fn precision_counts_certain_links_and_recall_all_rows_with_a_place() {
        let link = |k, decision, target| MadeLink { row: row(k), decision, target, probability: 0.99 };
        let links = [
            link(2, Decision::Certain, address(1)),
            link(3, Decision::Certain, address(2)),
            link(4, Decision::Unsure, address(3)),
            link(5, Decision::None, None),
            link(6, Decision::Certain, address(9)),
            link(7, Decision::Certain, address(7)),
        ];
        let known = |k, target| TrueLink { row: row(k), target };
        let truth = [
            known(2, address(8)),
            known(2, address(1)),
            known(3, address(4)),
            known(4, address(3)),
            known(5, None),
            known(6, None),
            known(8, address(5)),
        ];
        let place =
            |t: &Target| Some(if matches!(t, Target::Address(id) if id.number() % 10 % 2 == 0) { "even" } else { "oneven" }.to_owned());
        let all = evaluate(&links, &truth, |_| "dumpingen".to_owned(), place);
        let quality = &all["dumpingen"];
        assert_eq!((quality.rows, quality.truth_rows, quality.placeable), (6, 6, 4));
        assert_eq!((quality.matched, quality.right, quality.right_place), (3, 1, 2));
        assert_eq!((quality.unsure, quality.unsure_right), (1, 1));
        assert_eq!((quality.recall.hits, quality.recall.n), (1, 4));
        assert_eq!(quality.precision.value, Some(1.0 / 3.0));
        assert!((quality.stated.unwrap() - 0.99).abs() < 1e-9);
        assert_eq!(Share::of(0, 0).value, None);
    }
}
