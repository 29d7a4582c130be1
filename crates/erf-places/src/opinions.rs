// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What several people together say of one match, and who should look as well. Pure.
//!
//! Of one person the judgements count in their order. Two people are two voices: the later does not overrule the earlier.
//! Where they contradict each other, nobody knows, so the row stays out of use until they have talked and one of them has
//! given the answer that ends it. That answer goes before everything else, and can be taken back like any other.

use std::collections::BTreeSet;

use erf_base::Rng;

use crate::verdict::Verdict;

/// What a person said of a match, and who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Who.
    pub by: String,
    /// What.
    pub verdict: Verdict,
    /// Whether it is the answer that ended a difference of opinion.
    pub ends: bool,
}

/// What one person holds, all judgements of that person together.
#[derive(Debug, Default, PartialEq, Eq)]
struct Stance {
    same: Option<(String, String)>,
    not: BTreeSet<(String, String)>,
    /// The last thing said was «cannot say».
    unsure: bool,
}

impl Stance {
    fn of<'o>(verdicts: impl IntoIterator<Item = &'o Verdict>) -> Self {
        let mut stance = Self::default();
        for verdict in verdicts {
            stance.hear(verdict);
        }
        stance
    }

    fn hear(&mut self, verdict: &Verdict) {
        self.unsure = *verdict == Verdict::Unsure;
        let target = verdict.target().map(|(kind, id)| (kind.to_owned(), id.to_owned()));
        match (verdict, target) {
            (Verdict::Same { .. }, Some(target)) => {
                self.not.remove(&target);
                self.same = Some(target);
            }
            (_, Some(target)) => {
                self.same = None;
                self.not.insert(target);
            }
            (_, None) => self.same = None,
        }
    }

    /// Whether both cannot be true. «Cannot say» contradicts nobody.
    fn contradicts(&self, other: &Self) -> bool {
        let different = self.same.is_some() && other.same.is_some() && self.same != other.same;
        let denies = |one: &Self, two: &Self| one.same.as_ref().is_some_and(|target| two.not.contains(target));
        different || denies(self, other) || denies(other, self)
    }
}

/// Who said something, in the order in which they first did; answers that end a difference are not among them.
pub fn people(opinions: &[Opinion]) -> Vec<&str> {
    let mut people: Vec<&str> = Vec::new();
    for opinion in opinions.iter().filter(|opinion| !opinion.ends) {
        if !people.contains(&opinion.by.as_str()) {
            people.push(&opinion.by);
        }
    }
    people
}

fn said_by<'o>(opinions: &'o [Opinion], who: &'o str) -> impl Iterator<Item = &'o Verdict> {
    opinions.iter().filter(move |opinion| !opinion.ends && opinion.by == who).map(|opinion| &opinion.verdict)
}

fn stances(opinions: &[Opinion]) -> Vec<Stance> {
    people(opinions).into_iter().map(|who| Stance::of(said_by(opinions, who))).collect()
}

/// Whether people contradict each other, ended or not.
pub fn contradict(opinions: &[Opinion]) -> bool {
    let stances = stances(opinions);
    stances.iter().enumerate().any(|(at, one)| stances[at + 1..].iter().any(|other| one.contradicts(other)))
}

/// Whether somebody ended the difference.
pub fn ended(opinions: &[Opinion]) -> bool {
    opinions.iter().any(|opinion| opinion.ends)
}

/// What all of it comes down to, as judgements of one person would stand there: what [`crate::verdict::settle`] takes.
pub fn together(opinions: &[Opinion]) -> Vec<Verdict> {
    if ended(opinions) {
        return opinions.iter().filter(|opinion| opinion.ends).map(|opinion| opinion.verdict.clone()).collect();
    }
    if people(opinions).len() < 2 {
        return opinions.iter().map(|opinion| opinion.verdict.clone()).collect();
    }
    if contradict(opinions) {
        return vec![Verdict::Unsure];
    }
    agreed(&stances(opinions))
}

/// People who do not contradict each other: what any of them excluded, then what any of them recognised.
fn agreed(stances: &[Stance]) -> Vec<Verdict> {
    let not: BTreeSet<&(String, String)> = stances.iter().flat_map(|stance| &stance.not).collect();
    let mut verdicts: Vec<Verdict> =
        not.into_iter().cloned().map(|(target_kind, target_id)| Verdict::NotSame { target_kind, target_id }).collect();
    if let Some((target_kind, target_id)) = stances.iter().find_map(|stance| stance.same.clone()) {
        verdicts.push(Verdict::Same { target_kind, target_id });
    } else if stances.iter().all(|stance| stance.unsure) {
        verdicts.push(Verdict::Unsure);
    }
    verdicts
}

/// What somebody answers to the question whether the proposal of the program is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// It is this.
    Right,
    /// It is something else, or nothing.
    Wrong,
    /// Cannot say.
    Unknown,
}

impl Answer {
    /// The answers in the order of a table of agreement.
    pub const ALL: [Self; 3] = [Self::Right, Self::Wrong, Self::Unknown];

    fn of(stance: &Stance, proposal: (&str, &str)) -> Self {
        let is = |target: &(String, String)| (target.0.as_str(), target.1.as_str()) == proposal;
        match &stance.same {
            Some(target) if is(target) => Self::Right,
            Some(_) => Self::Wrong,
            None if stance.not.iter().any(is) => Self::Wrong,
            None => Self::Unknown,
        }
    }
}

/// What the first two people answered to the same question; nothing when fewer than two did.
pub fn first_two(opinions: &[Opinion], proposal: (&str, &str)) -> Option<(Answer, Answer)> {
    let stances = stances(opinions);
    let (one, two) = (stances.first()?, stances.get(1)?);
    Some((Answer::of(one, proposal), Answer::of(two, proposal)))
}

/// What all judgements together say of the proposal.
pub fn answer(opinions: &[Opinion], proposal: (&str, &str)) -> Answer {
    Answer::of(&Stance::of(&together(opinions)), proposal)
}

/// One in so many judged rows is offered to a second person.
const SECOND_ONE_IN: u64 = 10;

/// A number that is the same for a row whatever happened, and says nothing about it: for drawing rows by chance.
pub fn lot(delivery: i64, seq: i64) -> u64 {
    let mut rng = Rng::new(delivery as u64);
    let first = rng.bits();
    Rng::new(first ^ (seq as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)).bits()
}

/// Whether a row, once judged, is offered to a second person.
pub fn drawn_for_second(delivery: i64, seq: i64) -> bool {
    lot(delivery, seq).is_multiple_of(SECOND_ONE_IN)
}

/// Who judged a row that now waits for a second person; nobody when it does not.
pub fn waits_for_second(delivery: i64, seq: i64, opinions: &[Opinion]) -> Option<&str> {
    let only = match people(opinions).as_slice() {
        [only] => *only,
        _ => return None,
    };
    (drawn_for_second(delivery, seq) && !ended(opinions)).then_some(only)
}

/// Whether somebody would judge as the second person, and may therefore not see what the first said.
pub fn blind(delivery: i64, seq: i64, opinions: &[Opinion], who: &str) -> bool {
    waits_for_second(delivery, seq, opinions).is_some_and(|first| first != who)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{Candidate, Decision, settle};

    fn same(id: &str) -> Verdict {
        Verdict::Same { target_kind: "address".into(), target_id: id.into() }
    }

    fn not(id: &str) -> Verdict {
        Verdict::NotSame { target_kind: "address".into(), target_id: id.into() }
    }

    fn by(who: &str, verdict: Verdict) -> Opinion {
        Opinion { by: who.into(), verdict, ends: false }
    }

    fn end(who: &str, verdict: Verdict) -> Opinion {
        Opinion { ends: true, ..by(who, verdict) }
    }

    fn check(opinions: &[Opinion], decision: Decision, target: Option<&str>) {
        let candidate = |id: &str| Candidate {
            target_kind: "address".into(),
            target_id: id.into(),
            label: id.into(),
            place: None,
            municipality: None,
            evidence: erf_base::Evidence::default(),
        };
        let candidates = [candidate("a"), candidate("b")];
        let (found, chosen) = settle(Decision::Unsure, &candidates, &together(opinions));
        assert_eq!((found, chosen.map(|c| c.target_id.as_str())), (decision, target), "{opinions:?}");
    }

    #[test]
    fn what_two_people_say_alike_holds() {
        check(&[by("anna", same("a")), by("bilal", same("a"))], Decision::Confirmed, Some("a"));
        check(&[by("anna", not("a")), by("bilal", not("a"))], Decision::Unsure, Some("b"));
        check(&[by("anna", not("a")), by("bilal", not("b"))], Decision::Rejected, None);
        check(&[by("anna", not("a")), by("bilal", same("b"))], Decision::Confirmed, Some("b"));
    }

    #[test]
    fn people_who_contradict_each_other_decide_nothing_whoever_was_last() {
        let (anna, bilal) = (by("anna", same("a")), by("bilal", not("a")));
        check(&[anna.clone(), bilal.clone()], Decision::Undecided, Some("a"));
        check(&[bilal.clone(), anna.clone()], Decision::Undecided, Some("a"));
        check(&[anna.clone(), by("bilal", same("b"))], Decision::Undecided, Some("a"));
        check(&[anna, bilal, by("carla", same("a"))], Decision::Undecided, Some("a"));
    }

    #[test]
    fn who_cannot_say_contradicts_nobody() {
        check(&[by("anna", same("a")), by("bilal", Verdict::Unsure)], Decision::Confirmed, Some("a"));
        check(&[by("anna", Verdict::Unsure), by("bilal", same("b"))], Decision::Confirmed, Some("b"));
        check(&[by("anna", Verdict::Unsure), by("bilal", Verdict::Unsure)], Decision::Undecided, Some("a"));
    }

    #[test]
    fn one_person_may_change_their_mind() {
        check(&[by("anna", same("a")), by("anna", same("b"))], Decision::Confirmed, Some("b"));
        check(&[by("anna", same("a")), by("bilal", same("b")), by("bilal", same("a"))], Decision::Confirmed, Some("a"));
    }

    #[test]
    fn the_answer_after_the_talk_goes_before_everything_and_can_be_taken_back() {
        let apart = [by("anna", same("a")), by("bilal", same("b"))];
        let mut talked = apart.to_vec();
        talked.push(end("bilal", same("b")));
        check(&talked, Decision::Confirmed, Some("b"));
        talked.push(by("carla", same("a")));
        check(&talked, Decision::Confirmed, Some("b"));
        assert!(contradict(&talked) && ended(&talked));
        talked.retain(|opinion| !opinion.ends);
        check(&talked, Decision::Undecided, Some("a"));
    }

    #[test]
    fn agreement_is_about_the_proposal() {
        let proposal = ("address", "a");
        let two = |one, other| first_two(&[by("anna", one), by("bilal", other)], proposal);
        assert_eq!(two(same("a"), same("a")), Some((Answer::Right, Answer::Right)));
        assert_eq!(two(same("b"), not("a")), Some((Answer::Wrong, Answer::Wrong)));
        assert_eq!(two(Verdict::Unsure, not("b")), Some((Answer::Unknown, Answer::Unknown)));
        assert_eq!(first_two(&[by("anna", same("a")), by("anna", not("a"))], proposal), None);
    }

    #[test]
    fn one_in_ten_judged_rows_waits_for_another_person() {
        let drawn = (0..10_000).filter(|seq| drawn_for_second(7, *seq)).count();
        assert!((900..1100).contains(&drawn), "{drawn}");
        let seq = (0..).find(|seq| drawn_for_second(7, *seq)).unwrap();
        let judged = [by("anna", same("a"))];
        assert!(blind(7, seq, &judged, "bilal") && !blind(7, seq, &judged, "anna"));
        assert!(!blind(7, seq, &[], "bilal"), "nobody judged yet");
        assert!(!blind(7, seq, &[by("anna", same("a")), by("carla", not("a"))], "bilal"), "two did");
        assert!(!blind(7, seq, &[by("anna", same("a")), end("anna", same("a"))], "bilal"), "it was ended");
        let other = (0..).find(|seq| !drawn_for_second(7, *seq)).unwrap();
        assert!(!blind(7, other, &judged, "bilal"), "not drawn");
    }
}
