// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! In which order matches are judged: first where one answer tells most. Pure.
//!
//! What an answer tells is measured in bits: the entropy of «which of these is it, or none» (C. E. Shannon, "A mathematical
//! theory of communication", 1948). The odds of each possibility are two to the power of its evidence. A match at 94 % that
//! needs 95 % is nearly known already and tells little; one with two equal rivals tells a whole bit, however sure each of
//! them looks by itself.
//!
//! Those bits are multiplied by what rests on them: twice, when the place has no fact yet, so that the answer decides whether
//! it has one at all; and 1 + log2(n) times, when n rows of the delivery say the same of where it was, for who knows one knows
//! the others too. Of equals the lower number of delivery and row goes first, so the order depends on nothing but the data.
//! Cost: n log n.

use std::collections::HashMap;

use crate::model::DeliveryId;

/// How open the question is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Doubt {
    /// What an answer tells.
    pub bits: f64,
    /// How likely the first candidate is, held against its rivals and against none of them.
    pub chance: f64,
    /// How many others are at least a quarter as likely as the first.
    pub rivals: usize,
}

/// Beyond this many bits for or against, nothing is left to doubt.
const SURE_BITS: f64 = 40.0;

/// How open the question is, from the totals in bits of what may be meant, best first.
pub fn doubt(totals: &[f64]) -> Doubt {
    let odds: Vec<f64> = totals.iter().map(|bits| bits.clamp(-SURE_BITS, SURE_BITS).exp2()).collect();
    let all = 1.0 + odds.iter().sum::<f64>();
    let bits: f64 = odds.iter().chain([&1.0]).map(|odds| odds / all).map(|share| -share * share.log2()).sum();
    let first = odds.first().copied().unwrap_or_default();
    let rivals = odds.iter().skip(1).filter(|odds| **odds * 4.0 >= first).count();
    Doubt { bits, chance: first / all, rivals }
}

/// A match that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Waits {
    /// Delivery and row.
    pub row: (DeliveryId, i64),
    /// How open it is.
    pub doubt: Doubt,
    /// Whether the place it may be about has a fact already; `true` as well when there is no place.
    pub has_fact: bool,
    /// A number that is the same for rows that say the same of where it was.
    pub text: u64,
}

/// Why a match stands where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// How open it is.
    pub doubt: Doubt,
    /// Whether the answer decides if the place has a fact at all.
    pub decides: bool,
    /// How many rows of the delivery say the same of where it was, this one included.
    pub alike: usize,
}

impl Reason {
    /// What an answer is worth.
    pub fn worth(&self) -> f64 {
        let rests = if self.decides { 2.0 } else { 1.0 };
        self.doubt.bits * rests * (1.0 + (self.alike.max(1) as f64).log2())
    }
}

/// A match in its place in the queue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// Delivery and row.
    pub row: (DeliveryId, i64),
    /// Why here.
    pub reason: Reason,
}

/// The matches in the order in which they are best judged.
pub fn in_order(waits: &[Waits]) -> Vec<Turn> {
    let mut alike: HashMap<(DeliveryId, u64), usize> = HashMap::new();
    waits.iter().for_each(|wait| *alike.entry((wait.row.0, wait.text)).or_default() += 1);
    let turn = |wait: &Waits| Turn {
        row: wait.row,
        reason: Reason { doubt: wait.doubt, decides: !wait.has_fact, alike: alike[&(wait.row.0, wait.text)] },
    };
    let mut turns: Vec<(f64, Turn)> = waits.iter().map(turn).map(|turn| (turn.reason.worth(), turn)).collect();
    turns.sort_by(|(one, a), (two, b)| two.total_cmp(one).then(a.row.cmp(&b.row)));
    turns.into_iter().map(|(_, turn)| turn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(seq: i64, totals: &[f64], has_fact: bool, text: u64) -> Waits {
        Waits { row: (DeliveryId(1), seq), doubt: doubt(totals), has_fact, text }
    }

    fn check(waits: &[Waits], expected: &[i64]) {
        let order: Vec<i64> = in_order(waits).iter().map(|turn| turn.row.1).collect();
        assert_eq!(order, expected);
        let mut turned = waits.to_vec();
        turned.reverse();
        assert_eq!(in_order(&turned).iter().map(|turn| turn.row.1).collect::<Vec<_>>(), expected, "in whatever order they arrive");
    }

    #[test]
    fn an_even_chance_tells_one_bit_and_certainty_nothing() {
        let even = doubt(&[0.0]);
        assert!((even.bits - 1.0).abs() < 1e-12 && (even.chance - 0.5).abs() < 1e-12 && even.rivals == 0);
        assert!(doubt(&[30.0]).bits < 1e-6 && doubt(&[-30.0]).bits < 1e-6 && doubt(&[]).bits == 0.0);
    }

    #[test]
    fn two_equal_rivals_are_a_coin_toss_however_sure_each_looks() {
        let rivals = doubt(&[20.0, 20.0]);
        assert!((rivals.bits - 1.0).abs() < 1e-4 && (rivals.chance - 0.5).abs() < 1e-4, "{rivals:?}");
        assert_eq!((rivals.rivals, doubt(&[20.0, 17.0]).rivals), (1, 0));
    }

    #[test]
    fn what_is_most_open_comes_first() {
        check(&[waits(1, &[4.0], true, 1), waits(2, &[0.1], true, 2), waits(3, &[-1.5], true, 3)], &[2, 3, 1]);
    }

    #[test]
    fn what_decides_whether_a_place_has_a_fact_goes_before_what_adds_one() {
        check(&[waits(1, &[0.0], true, 1), waits(2, &[1.0], false, 2)], &[2, 1]);
    }

    #[test]
    fn one_answer_for_many_rows_goes_before_one_answer_for_one() {
        let same: Vec<Waits> = (10..14).map(|seq| waits(seq, &[1.0], true, 7)).collect();
        let all: Vec<Waits> = [waits(1, &[0.0], true, 1)].into_iter().chain(same).collect();
        check(&all, &[10, 11, 12, 13, 1]);
        assert_eq!(in_order(&all)[0].reason.alike, 4);
    }

    #[test]
    fn the_same_text_in_another_delivery_does_not_count() {
        let elsewhere = Waits { row: (DeliveryId(2), 5), ..waits(5, &[0.0], true, 7) };
        let order = in_order(&[waits(1, &[0.0], true, 7), elsewhere]);
        assert_eq!(order.iter().map(|turn| (turn.row.0.0, turn.reason.alike)).collect::<Vec<_>>(), [(1, 1), (2, 1)]);
    }
}
