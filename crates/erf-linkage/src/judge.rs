// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What people decided about pairs of records. A judgement is an edge between two names of rows: it survives every re-run,
//! and taking it away leaves no trace.

use std::collections::{BTreeMap, BTreeSet};

use erf_base::Kappa;
use serde::{Deserialize, Serialize};

use crate::{dataset::Dataset, hash, run::Run};

/// A decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// One entity.
    Same,
    /// Two entities.
    NotSame,
    /// The values do not tell. Changes nothing, and keeps the pair out of the queue.
    Unsure,
}

/// Counts of answers in the order of [`Verdict`]: the first person's in rows, the second's in columns.
pub type Counts = [[u64; 3]; 3];

/// A decision with who, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Name of the one row.
    pub left: String,
    /// Name of the other row.
    pub right: String,
    /// The decision.
    pub verdict: Verdict,
    /// Who decided.
    pub who: String,
    /// When, as the caller writes it; the latest counts.
    pub when: String,
    /// Why.
    pub why: String,
}

/// What became of judgements in a run. Each is counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Heard {
    /// Judgements that were given.
    pub given: usize,
    /// That count.
    pub used: usize,
    /// Of which the same person judged the pair again later.
    pub revised: usize,
    /// About a row that is not there.
    pub unknown: usize,
    /// About a row and itself.
    pub itself: usize,
    /// That contradict those of somebody else, or that other judgements make impossible.
    pub contradicting: usize,
}

impl Heard {
    /// In Dutch, what is zero left out.
    #[must_use]
    pub fn words(&self) -> String {
        let parts = [
            (self.revised, "later herzien"),
            (self.unknown, "over een rij die er niet is"),
            (self.itself, "over een rij en zichzelf"),
            (self.contradicting, "in strijd met een ander oordeel"),
        ];
        let rest: String = parts.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!(", {count} {words}")).collect();
        format!("Oordelen: {} gelezen, {} gebruikt{rest}.", self.given, self.used)
    }
}

/// All decisions. Of one person about one pair the latest counts; when people contradict each other the pair is unsure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgements {
    list: Vec<Judgement>,
}

impl Judgements {
    /// Adds a decision.
    pub fn add(&mut self, judgement: Judgement) {
        self.list.push(judgement);
    }

    /// Takes back what somebody decided about a pair. Whether there was something to take back.
    pub fn undo(&mut self, left: &str, right: &str, who: &str) -> bool {
        let before = self.list.len();
        self.list.retain(|known| pair(known) != ordered(left, right) || known.who != who);
        before != self.list.len()
    }

    /// Every decision, in the order in which they were added.
    #[must_use]
    pub fn all(&self) -> &[Judgement] {
        &self.list
    }

    /// What counts, per pair of names.
    #[must_use]
    pub fn standing(&self) -> BTreeMap<(&str, &str), Verdict> {
        self.standing_by(|judgement| Some(pair(judgement)))
    }

    /// What counts, per whatever a judgement is about; what is about nothing is left out.
    fn standing_by<'a, K: Ord + Copy>(&'a self, about: impl Fn(&'a Judgement) -> Option<K>) -> BTreeMap<K, Verdict> {
        let mut latest: BTreeMap<(K, &str), &Judgement> = BTreeMap::new();
        for judgement in &self.list {
            let Some(key) = about(judgement) else { continue };
            let known = latest.entry((key, judgement.who.as_str())).or_insert(judgement);
            if judgement.when >= known.when {
                *known = judgement;
            }
        }
        let mut standing = BTreeMap::new();
        for ((key, _), judgement) in latest {
            let verdict = standing.entry(key).or_insert(judgement.verdict);
            if *verdict != judgement.verdict {
                *verdict = Verdict::Unsure;
            }
        }
        standing
    }

    /// What counts, per pair of rows of the store, the lower first. Of two tables both may use the same names: what is called left is a row of the
    /// first then, and right one of another. Only where there are no such rows the other way round, or two rows of one table, are meant.
    /// A name that is not there is left alone: its rows may come back.
    #[must_use]
    pub fn on_rows(&self, data: &Dataset) -> BTreeMap<(u32, u32), Verdict> {
        if self.list.is_empty() {
            return BTreeMap::new();
        }
        let rows = Rows::of(data, &self.list);
        self.standing_by(|judgement| rows.meant(judgement))
    }

    /// What became of every decision in a run that was made with them.
    #[must_use]
    pub fn heard(&self, run: &Run) -> Heard {
        let rows = Rows::of(&run.data, &self.list);
        let mut heard = Heard { given: self.list.len(), ..Heard::default() };
        let mut later = BTreeSet::new();
        // The latest first; of equal times the one that was added last, as it counts.
        let mut list: Vec<(usize, &Judgement)> = self.list.iter().enumerate().collect();
        list.sort_by(|one, other| (&other.1.when, other.0).cmp(&(&one.1.when, one.0)));
        for (_, judgement) in list {
            *match rows.meant(judgement) {
                None if rows.knows(judgement) => &mut heard.itself,
                None => &mut heard.unknown,
                Some(pair) if !later.insert((pair, judgement.who.as_str())) => &mut heard.revised,
                Some((a, b)) if impossible(run, judgement.verdict, a, b) => &mut heard.contradicting,
                Some(_) => &mut heard.used,
            } += 1;
        }
        heard
    }

    /// What one person decided.
    #[must_use]
    pub fn of(&self, who: &str) -> Self {
        Self { list: self.list.iter().filter(|known| known.who == who).cloned().collect() }
    }

    /// How often two people gave each combination of answers about the pairs both judged.
    #[must_use]
    pub fn counts(&self, one: &str, other: &str) -> Counts {
        let (mine, theirs) = (self.of(one), self.of(other));
        let theirs = theirs.standing();
        let mut counts = Counts::default();
        for (pair, verdict) in mine.standing() {
            if let Some(also) = theirs.get(&pair) {
                counts[verdict as usize][*also as usize] += 1;
            }
        }
        counts
    }

    /// How far two people agree beyond chance, over the pairs both judged.
    #[must_use]
    pub fn agreement(&self, one: &str, other: &str) -> Kappa {
        Kappa::of(&self.counts(one, other))
    }
}

/// Rows by name and table.
struct Rows<'a> {
    rows: hash::Map<&'a str, Vec<(u8, u32)>>,
}

impl<'a> Rows<'a> {
    fn of(data: &'a Dataset, judgements: &[Judgement]) -> Self {
        let mut wanted: Vec<&str> = judgements.iter().flat_map(|known| [known.left.as_str(), known.right.as_str()]).collect();
        wanted.sort_unstable();
        let mut rows: hash::Map<&str, Vec<(u8, u32)>> = hash::Map::default();
        for row in 0..data.store.rows() as u32 {
            if wanted.binary_search(&data.id(row)).is_ok() {
                let source = data.store.sources.get(row as usize).copied().unwrap_or_default();
                rows.entry(data.id(row)).or_default().push((source, row));
            }
        }
        rows.values_mut().for_each(|found| found.sort_unstable());
        Self { rows }
    }

    /// Whether there are rows with both names.
    fn knows(&self, judgement: &Judgement) -> bool {
        self.rows.contains_key(judgement.left.as_str()) && self.rows.contains_key(judgement.right.as_str())
    }

    fn meant(&self, judgement: &Judgement) -> Option<(u32, u32)> {
        let (lefts, rights) = (self.rows.get(judgement.left.as_str())?, self.rows.get(judgement.right.as_str())?);
        let all = || lefts.iter().flat_map(|left| rights.iter().map(move |right| (*left, *right)));
        let straight = all().find(|((left, _), (right, _))| *left == 0 && *right > 0);
        let turned = || all().find(|((left, _), (right, _))| left != right);
        let ((_, a), (_, b)) = straight.or_else(turned).or_else(|| all().next())?;
        (a != b).then_some((a.min(b), a.max(b)))
    }
}

/// Whether what somebody decided of two rows is not what came out.
fn impossible(run: &Run, verdict: Verdict, a: u32, b: u32) -> bool {
    let together = run.entities[a as usize] == run.entities[b as usize];
    run.verdict(a, b) != Some(verdict) || (verdict == Verdict::Same && !together)
}

fn ordered<'a>(left: &'a str, right: &'a str) -> (&'a str, &'a str) {
    if left <= right { (left, right) } else { (right, left) }
}

fn pair(judgement: &Judgement) -> (&str, &str) {
    ordered(&judgement.left, &judgement.right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(left: &str, right: &str, verdict: Verdict, who: &str, when: &str) -> Judgement {
        Judgement { left: left.into(), right: right.into(), verdict, who: who.into(), when: when.into(), why: String::new() }
    }

    #[test]
    fn the_latest_of_one_person_counts_whichever_way_round_the_pair_is_written() {
        let mut all = Judgements::default();
        all.add(judged("a", "b", Verdict::Same, "anna", "2026-01-01"));
        all.add(judged("b", "a", Verdict::NotSame, "anna", "2026-01-02"));
        assert_eq!(all.standing()[&("a", "b")], Verdict::NotSame);
    }

    #[test]
    fn people_who_contradict_each_other_decide_nothing() {
        let mut all = Judgements::default();
        all.add(judged("a", "b", Verdict::Same, "anna", "1"));
        all.add(judged("a", "b", Verdict::NotSame, "bert", "2"));
        assert_eq!(all.standing()[&("a", "b")], Verdict::Unsure);
        assert!(all.undo("b", "a", "bert"));
        assert_eq!(all.standing()[&("a", "b")], Verdict::Same);
        assert!(!all.undo("b", "a", "bert"));
    }

    #[test]
    fn agreement_is_counted_beyond_chance() {
        let mut all = Judgements::default();
        for (pair, one, other) in [
            ("1", Verdict::Same, Verdict::Same),
            ("2", Verdict::NotSame, Verdict::NotSame),
            ("3", Verdict::Same, Verdict::NotSame),
            ("4", Verdict::NotSame, Verdict::NotSame),
        ] {
            all.add(judged("x", pair, one, "anna", "1"));
            all.add(judged("x", pair, other, "bert", "1"));
        }
        let found = all.agreement("anna", "bert");
        assert_eq!(found.n, 4);
        assert!((found.value.unwrap() - 0.5).abs() < 1e-9, "{found:?}");
        assert_eq!(all.counts("anna", "bert"), [[1, 1, 0], [0, 2, 0], [0, 0, 0]]);
        assert_eq!(all.agreement("anna", "carla").n, 0);
    }
}
