// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What waits for a person, in the order in which it is best judged. Three kinds of question: what the program doubts, a second
//! look at what a colleague judged, and a check on what the program was certain of.
//!
//! What costs much depends only on how rows were matched and is kept until that changes ([`Base`]); what people judged since
//! is laid over it, so that the next question after a judgement does not wait for a count over all rows.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Mutex, PoisonError},
};

use erf_base::Scope;
use erf_store::{StoreError, Tx};

use crate::{
    model::DeliveryId,
    opinions::{lot, waits_for_second},
    queue::{Turn, Waits, in_order},
    store::facts::{
        InUse,
        matches::{self, AllJudged, Drawn, Judged, Open, RowId},
    },
};

/// A kind of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// What the program doubts.
    Doubt,
    /// A second look at what somebody else judged.
    Second,
    /// A check on what the program was certain of.
    Check,
}

impl Sort {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Doubt, Self::Second, Self::Check];

    /// The word in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Doubt => "twijfel",
            Self::Second => "tweede",
            Self::Check => "controle",
        }
    }

    /// Back from an address; anything else is doubt.
    pub fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.code() == code).unwrap_or(Self::Doubt)
    }
}

/// The certain links that are drawn, by delivery.
pub type Sample = BTreeMap<DeliveryId, Vec<Drawn>>;

/// What never changes until rows are matched anew.
#[derive(Debug)]
pub struct Base {
    open: Vec<Open>,
    /// Facts of each place, without those of rows that were judged when this was made.
    facts: HashMap<Box<str>, i64>,
    judged: BTreeSet<RowId>,
    /// The place that the matcher itself gave to rows that were judged later, as far as that was a fact.
    given: Mutex<BTreeMap<RowId, Option<String>>>,
}

impl Base {
    /// Reads it. Cost: every row that waits, and a count over all rows.
    pub async fn read(tx: &mut Tx, scope: &Scope, usable: &InUse) -> Result<Self, StoreError> {
        let all = matches::judged(tx, scope, usable).await?;
        let mut facts = matches::facts_of_places(tx, usable).await?;
        all.list.iter().filter_map(fact_of).for_each(|place| add(&mut facts, place, -1));
        Ok(Self { open: matches::open(tx, scope).await?, facts, judged: all.touched, given: Mutex::default() })
    }

    /// Facts of places, as they are after what people judged.
    async fn facts_now(&self, tx: &mut Tx, all: &AllJudged) -> Result<HashMap<Box<str>, i64>, StoreError> {
        let mut change: HashMap<Box<str>, i64> = HashMap::new();
        all.list.iter().filter_map(fact_of).for_each(|place| add(&mut change, place, 1));
        self.learn(tx, all).await?;
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        given.values().flatten().for_each(|place| add(&mut change, place, -1));
        Ok(change)
    }

    /// Asks once what the matcher said of a row that was judged since.
    async fn learn(&self, tx: &mut Tx, all: &AllJudged) -> Result<(), StoreError> {
        let fresh: Vec<&Judged> = {
            let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
            all.list.iter().filter(|j| !self.judged.contains(&j.row) && !given.contains_key(&j.row)).collect()
        };
        let counted: BTreeSet<RowId> = fresh.iter().filter(|j| j.may_be_fact && j.automatic == "zeker").map(|j| j.row).collect();
        let mut proposals = matches::proposals(tx, &counted).await?;
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        for judged in fresh {
            given.insert(judged.row, proposals.remove(&judged.row).and_then(|proposal| proposal.place));
        }
        Ok(())
    }
}

fn fact_of(judged: &Judged) -> Option<&str> {
    judged.place.as_deref().filter(|_| judged.is_fact)
}

fn add(facts: &mut HashMap<Box<str>, i64>, place: &str, n: i64) {
    *facts.entry(place.into()).or_default() += n;
}

/// What waits, as far as somebody may judge it.
#[derive(Debug, Default)]
pub struct Queues {
    doubt: Vec<Turn>,
    /// With who judged first.
    second: Vec<(RowId, String)>,
    check: Vec<RowId>,
    names: BTreeMap<i64, String>,
}

impl Queues {
    /// Lays what people judged over what was read.
    pub async fn read(tx: &mut Tx, scope: &Scope, usable: &InUse, base: &Base, sample: &Sample) -> Result<Self, StoreError> {
        let all = matches::judged(tx, scope, usable).await?;
        let change = base.facts_now(tx, &all).await?;
        let again: BTreeSet<RowId> = all.list.iter().filter(|judged| judged.decision == "twijfel").map(|judged| judged.row).collect();
        let again = matches::open_among(tx, scope, &again).await?;
        let untouched = base.open.iter().filter(|open| !all.touched.contains(&open.row));
        let facts = |place: &str| base.facts.get(place).unwrap_or(&0) + change.get(place).unwrap_or(&0);
        let waits: Vec<Waits> = untouched.chain(&again).map(|open| waits(open, facts)).collect();
        let mut queues =
            Self { doubt: in_order(&waits), second: second(&all.list), check: check(sample, &all, usable.own), names: BTreeMap::new() };
        let ids: BTreeSet<DeliveryId> = Sort::ALL.into_iter().flat_map(|sort| queues.list(sort, "")).map(|(id, _)| id).collect();
        queues.names = matches::delivery_names(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
        Ok(queues)
    }

    /// The rows of one kind of question for somebody, the next one first.
    fn list<'q>(&'q self, sort: Sort, who: &'q str) -> Box<dyn Iterator<Item = RowId> + 'q> {
        match sort {
            Sort::Doubt => Box::new(self.doubt.iter().map(|turn| turn.row)),
            Sort::Second => Box::new(self.second.iter().filter(move |(_, first)| first != who).map(|(row, _)| *row)),
            Sort::Check => Box::new(self.check.iter().copied()),
        }
    }

    /// How many of one kind wait for somebody.
    pub fn count(&self, sort: Sort, who: &str) -> i64 {
        self.list(sort, who).count() as i64
    }

    /// How many, by delivery with its name; most first.
    pub fn by_delivery(&self, sort: Sort, who: &str) -> Vec<(DeliveryId, String, i64)> {
        let mut counts: BTreeMap<DeliveryId, i64> = BTreeMap::new();
        self.list(sort, who).for_each(|(id, _)| *counts.entry(id).or_default() += 1);
        let name = |id: DeliveryId| self.names.get(&id.0).cloned().unwrap_or_default();
        let mut found: Vec<_> = counts.into_iter().map(|(id, n)| (id, name(id), n)).collect();
        found.sort_by(|(a, a_name, a_n), (b, b_name, b_n)| (b_n, a_name, a).cmp(&(a_n, b_name, b)));
        found
    }

    /// The one to judge next, of one delivery or of all: the first, or the first after one that was put off. After the last
    /// it begins again.
    pub fn next(&self, sort: Sort, who: &str, only: Option<DeliveryId>, after: Option<RowId>) -> Option<RowId> {
        let wanted = |row: &RowId| only.is_none_or(|only| only == row.0);
        let mut rest = self.list(sort, who).filter(wanted);
        let passed = after.is_some_and(|after| rest.any(|row| row == after));
        let next = if passed { rest.next() } else { None };
        next.or_else(|| self.list(sort, who).find(wanted))
    }

    /// Where a doubtful match stands, counted from 1, and why.
    pub fn turn(&self, row: RowId) -> Option<(usize, Turn)> {
        self.doubt.iter().enumerate().find(|(_, turn)| turn.row == row).map(|(at, turn)| (at + 1, *turn))
    }
}

fn waits(open: &Open, facts: impl Fn(&str) -> i64) -> Waits {
    Waits { row: open.row, doubt: open.doubt, has_fact: open.place.as_deref().is_none_or(|place| facts(place) > 0), text: open.text }
}

/// Judged rows that wait for another person, in an order that says nothing of what was judged.
fn second(judged: &[Judged]) -> Vec<(RowId, String)> {
    let first = |j: &Judged| waits_for_second(j.row.0.0, j.row.1, &j.opinions).map(|first| (j.row, first.to_owned()));
    let mut found: Vec<(RowId, String)> = judged.iter().filter_map(first).collect();
    found.sort_by_key(|((id, seq), _)| (lot(id.0, *seq), *id, *seq));
    found
}

/// Drawn rows that nobody judged yet, those of all deliveries in turn.
fn check(sample: &Sample, all: &AllJudged, own: i64) -> Vec<RowId> {
    let judged: BTreeSet<RowId> = all.list.iter().filter(|j| !j.opinions.is_empty()).map(|j| j.row).collect();
    let mine = |drawn: &&Drawn| own == 0 || drawn.municipality == Some(own);
    let rows = sample.iter().flat_map(|(id, rows)| rows.iter().filter(mine).enumerate().map(|(at, drawn)| (at, *id, drawn.seq)));
    let mut found: Vec<(usize, DeliveryId, i64)> = rows.filter(|(_, id, seq)| !judged.contains(&(*id, *seq))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id, seq)| (id, seq)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::doubt;

    const DUMPS: DeliveryId = DeliveryId(2);
    const FINDS: DeliveryId = DeliveryId(1);

    fn queues(rows: &[RowId]) -> Queues {
        let open = |(at, row): (usize, &RowId)| Waits { row: *row, doubt: doubt(&[at as f64]), has_fact: true, text: at as u64 };
        let names = [(1, "Vondsten"), (2, "Dumpingen"), (3, "Aanwezigheid")].map(|(id, name)| (id, name.to_owned()));
        let waits: Vec<Waits> = rows.iter().enumerate().map(open).collect();
        Queues { doubt: in_order(&waits), names: names.into(), ..Queues::default() }
    }

    #[test]
    fn what_waits_most_stands_first_and_each_delivery_has_its_own_next() {
        let waiting = queues(&[(DUMPS, 5), (FINDS, 9), (DUMPS, 1), (DeliveryId(3), 4)]);
        let listed = waiting.by_delivery(Sort::Doubt, "anna");
        let names: Vec<(&str, i64)> = listed.iter().map(|(_, name, n)| (name.as_str(), *n)).collect();
        assert_eq!(names, [("Dumpingen", 2), ("Aanwezigheid", 1), ("Vondsten", 1)]);
        let next = |only| waiting.next(Sort::Doubt, "anna", only, None);
        assert_eq!((waiting.count(Sort::Doubt, "anna"), next(None), next(Some(FINDS))), (4, Some((DUMPS, 5)), Some((FINDS, 9))));
        assert_eq!(next(Some(DeliveryId(7))), None);
    }

    #[test]
    fn what_is_put_off_comes_back_after_the_last() {
        let waiting = queues(&[(DUMPS, 5), (FINDS, 9), (DUMPS, 1)]);
        let after = |row, only| waiting.next(Sort::Doubt, "anna", only, Some(row));
        assert_eq!(after((DUMPS, 5), None), Some((FINDS, 9)));
        assert_eq!(after((DUMPS, 5), Some(DUMPS)), Some((DUMPS, 1)));
        assert_eq!(after((DUMPS, 1), None), Some((DUMPS, 5)), "it begins again");
        assert_eq!(after((DUMPS, 77), None), Some((DUMPS, 5)), "what is gone holds nobody up");
    }

    #[test]
    fn nobody_is_their_own_second() {
        let waiting = Queues { second: vec![((DUMPS, 1), "anna".into()), ((DUMPS, 2), "bilal".into())], ..Queues::default() };
        assert_eq!(waiting.next(Sort::Second, "anna", None, None), Some((DUMPS, 2)));
        assert_eq!((waiting.count(Sort::Second, "anna"), waiting.count(Sort::Second, "carla")), (1, 2));
    }

    #[test]
    fn the_check_goes_through_all_deliveries_in_turn_and_stays_in_the_own_municipality() {
        let drawn = |seq, municipality| Drawn { seq, municipality: Some(municipality) };
        let sample: Sample = [(FINDS, vec![drawn(4, 9901), drawn(2, 9901)]), (DUMPS, vec![drawn(8, 9902), drawn(9, 9901)])].into();
        assert_eq!(check(&sample, &AllJudged::default(), 0), [(FINDS, 4), (DUMPS, 8), (FINDS, 2), (DUMPS, 9)]);
        assert_eq!(check(&sample, &AllJudged::default(), 9901), [(FINDS, 4), (DUMPS, 9), (FINDS, 2)]);
    }
}
