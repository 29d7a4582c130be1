// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Columns that have nothing to do with who rows are about, such as a case number or the date of a complaint.
//!
//! Two rows about one entity seldom share one, so what is usual for numbers and codes would count against every match. They are known
//! by this: rows that agree about a name, an address or a number agree there no more often than any two rows.

use super::{em::Evidence, level_of, sample::Shares};
use crate::{
    compare::{Comparison, Kind},
    run::PatternCount,
};

/// Pairs that agree elsewhere before it is said of a column that it does not.
const ENOUGH: f64 = 30.0;
/// How many times as often as among strangers is still as often, and how many standard deviations.
const AS_OFTEN: f64 = 1.5;
const DEVIATIONS: f64 = 4.0;
/// This part of the pairs that agree elsewhere agrees by chance of another kind, such as a row that was entered twice.
const BY_CHANCE: f64 = 0.01;

/// The names of comparisons that have nothing to do with what it is known to be about. Where nothing is, no column is left out.
#[must_use]
pub fn unrelated(comparisons: &[Comparison], evidence: &Evidence<'_>) -> Vec<String> {
    let typed: Vec<usize> = (0..comparisons.len()).filter(|number| tells(comparisons, evidence, *number)).collect();
    let open = |number: &usize| matches!(comparisons[*number].kind, Kind::Code | Kind::Text);
    let left_out = |number: &usize| {
        let known: Vec<Met> = typed.iter().map(|other| met(comparisons, evidence, *number, *other)).collect();
        known.iter().any(|met| met.pairs >= ENOUGH) && known.iter().all(Met::by_chance)
    };
    (0..comparisons.len()).filter(open).filter(left_out).map(|number| comparisons[number].name.clone()).collect()
}

/// Whether it is known what a comparison is about, and few strangers agree on it.
fn tells(comparisons: &[Comparison], evidence: &Evidence<'_>, number: usize) -> bool {
    let open = matches!(comparisons[number].kind, Kind::Code | Kind::Text | Kind::Words | Kind::Sex | Kind::LegalForm);
    !open && evidence.random[number].levels.get(1).is_some_and(|share| *share < 0.05)
}

/// Pairs that agree on one comparison and know another, how many of those agree on that too, and how many would by chance.
struct Met {
    pairs: f64,
    both: f64,
    expected: f64,
}

impl Met {
    fn by_chance(&self) -> bool {
        self.both <= AS_OFTEN * self.expected + DEVIATIONS * self.expected.sqrt() + BY_CHANCE * self.pairs.min(1000.0)
    }
}

/// Pairs that no rule brought together are known in number only: those that blocking reaches by the column itself must not make it
/// look as if it went with everything.
fn met(comparisons: &[Comparison], evidence: &Evidence<'_>, number: usize, other: usize) -> Met {
    let alike = 1..=comparisons[number].last_alike();
    let agree = |known: &&PatternCount| level_of(known.pattern, other) == 1 && level_of(known.pattern, number) != 0;
    let counted = |known: &PatternCount| known.count as f64;
    let reached: f64 = evidence.patterns.iter().filter(agree).map(counted).sum();
    let both = evidence.patterns.iter().filter(agree).filter(|known| alike.contains(&level_of(known.pattern, number))).map(counted).sum();
    let [one, two] = [number, other].map(|number| &evidence.random[number]);
    let known = |shares: &Shares| 1.0 - shares.levels[0] / shares.drawn.max(1.0);
    let all = evidence.all_pairs * evidence.rate * two.levels[1] * known(one) * known(two);
    let pairs = reached.max(all);
    Met { pairs, both, expected: pairs * alike.map(|level| one.levels[level]).sum::<f64>() }
}
