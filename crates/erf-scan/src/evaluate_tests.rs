// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
use super::*;
use crate::{
    region::{Target, Value},
    testing::Trial as Small,
};

fn places(numbers: &[usize]) -> BTreeSet<String> {
    numbers.iter().map(|n| format!("erf-{n:06}")).collect()
}

/// By hand: municipality 9901 has the even places 0, 2, 4, 6, municipality 9902 the odd ones. Points 0 and 1: yes, others no.
/// Places 0, 1 and 7 hide something. One visit each: the card finds 0 and 1, chance 1/4 and 2/4.
#[test]
fn finds_by_hand() {
    let outcome = Small::new(&[("L01", 3)], &["p", "p", "a", "a", "a", "a", "a", "a"]).run(2, 0.2, 1);
    let incidents = BTreeMap::from([("erf-000002".to_owned(), 4), ("erf-000007".to_owned(), 1), ("erf-000003".to_owned(), 0)]);
    let truth = places(&[0, 1, 7]);
    let asked = Contest { scored: &outcome.scored, truth: &truth, incidents: &incidents, visits: 1, random_share: 0.0, seed: 1 };
    let trials = contest(&asked);
    let found = |pick: fn(&Trial) -> Finds| trials.iter().map(|trial| pick(trial).found).collect::<Vec<_>>();
    assert_eq!(
        trials.iter().map(|trial| (trial.places, trial.hidden, trial.visits)).collect::<Vec<_>>(),
        [(4, 1, 1), (4, 2, 1), (8, 3, 2)]
    );
    assert_eq!(found(|trial| trial.card), [1.0, 1.0, 2.0]);
    assert_eq!(found(|trial| trial.proposal), [1.0, 1.0, 2.0]);
    assert_eq!(found(|trial| trial.incidents), [0.0, 1.0, 1.0]);
    assert_eq!(found(|trial| trial.random), [0.25, 0.5, 0.75]);
    assert!(trials.iter().map(|trial| trial.by_chance).zip([0.25, 0.5, 0.125]).all(|(is, hand)| (is - hand).abs() < 1e-12));
    assert!(trials.iter().all(|trial| trial.card.found + trial.card.nothing == trial.visits as f64));
    assert_eq!(trials[2].random.interval, (0.0, 2.0));
}

/// Newcombe (1998), table I: 15 of 148 gives 0.0624 to 0.1605.
#[test]
fn chosen_visits_have_the_interval_of_wilson() {
    let finds = Finds::chosen(15, 148);
    assert!((finds.interval.0 / 148.0 - 0.0624).abs() < 5e-5 && (finds.interval.1 / 148.0 - 0.1605).abs() < 5e-5);
    assert_eq!(Finds::chosen(0, 0).interval, (0.0, 0.0));
}

#[test]
fn more_visits_than_places_find_everything() {
    let outcome = Small::new(&[("L01", 3)], &["p", "a", "a", "u"]).run(2, 0.2, 1);
    let (truth, incidents) = (places(&[0, 3, 99]), BTreeMap::new());
    let asked = Contest { scored: &outcome.scored, truth: &truth, incidents: &incidents, visits: 100, random_share: 0.2, seed: 1 };
    let all = contest(&asked).pop().unwrap();
    assert_eq!([all.card.found, all.proposal.found, all.random.found, all.incidents.found], [2.0; 4]);
    assert_eq!((all.visits, all.random.interval, all.by_chance), (4, (2.0, 2.0), 1.0));
    assert_eq!(out_of_scope(&outcome.scored, &truth), 1);
}

#[test]
fn finds_on_the_place_and_drug_dumps_near_it_are_incidents_and_rubble_is_not() {
    let mut small = Small::new(&[("L01", 3)], &["p", "a", "a"]);
    let at = small.region.places[0].at;
    let of = |category: &str, kind, seq, at| Fact {
        delivery: 0,
        seq,
        kind,
        target: Target::Place,
        date: Some(20_240_101),
        end: None,
        at,
        precision: None,
        values: [("category", Value::Text(category.into()))].into_iter().collect(),
    };
    let fact = |kind, seq, at| of("drugsafval", kind, seq, at);
    small.region.places[2].at = RdPoint::new(at.x + 5_000.0, at.y);
    small.region.facts = vec![fact(Kind::Find, 1, None), fact(Kind::Dump, 2, Some(at)), fact(Kind::Case, 3, None)];
    small.region.places[0].facts = 0..3;
    small.region.area_facts = vec![fact(Kind::Dump, 2, Some(at)), fact(Kind::Dump, 4, Some(RdPoint::new(at.x - 499.0, at.y)))];
    // The same dump, written down by another service, and tyres.
    small.region.area_facts.push(fact(Kind::Dump, 5, Some(RdPoint::new(at.x, at.y + 50.0))));
    small.region.area_facts.push(of("autobanden", Kind::Dump, 6, Some(at)));
    let found = incidents(&small.region, 500.0);
    assert_eq!(found, BTreeMap::from([("erf-000000".to_owned(), 3), ("erf-000001".to_owned(), 2)]));
}

fn visits(random: bool, chance: f64, found: usize, nothing: usize) -> Vec<Visit> {
    let ending = |n| if n < found { Ending::Signal } else { Ending::Nothing };
    (0..found + nothing).map(|n| Visit { random, chance, ending: ending(n) }).collect()
}

/// Newcombe (1998): 81 of 263, and the difference 56/70 - 48/80 with 0.0524 to 0.3339.
#[test]
fn with_equal_chances_the_estimate_is_the_plain_share() {
    let found = measure(&visits(true, 0.01, 81, 182), Ending::Signal);
    let (low, high) = found.all.interval.unwrap();
    assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5);
    assert_eq!((found.verdict, found.top), (Verdict::Unknown, Estimate::default()));
    let both = [visits(true, 0.01, 48, 32), visits(false, 0.0, 56, 14)].concat();
    let found = measure(&both, Ending::Signal);
    let (_, (low, high)) = found.difference.unwrap();
    assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5);
    assert_eq!(found.verdict, Verdict::Better);
    assert_eq!(base_rate(&both, Ending::Signal), Some(BaseRate { random: (48, 80), top: Some((56, 70)), seen: None }));
}

/// By hand: 2 visits with chance 0.1 (one found), 4 with chance 0.4 (none): 10 / (20 + 10) = 1/3, and
/// 30² / (2 x 100 + 4 x 6.25) = 4 effective visits.
#[test]
fn other_chances_weigh_by_hand() {
    let both = [visits(true, 0.1, 1, 1), visits(true, 0.4, 0, 4)].concat();
    let found = measure(&both, Ending::Advice);
    assert!((found.all.share.unwrap() - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(found.all.interval, wilson(found.all.share.unwrap(), 4.0));
    assert_eq!((found.all.visits, found.all.found), (6, 1));
}

/// The estimate has no bias: over all 126 samples of 4 out of 9 places its mean is the true share.
#[test]
fn the_mean_over_all_samples_is_the_truth() {
    let hides = [true, false, false, true, false, false, true, false, true];
    let samples: Vec<u32> = (0..1_u32 << 9).filter(|sample| sample.count_ones() == 4).collect();
    let share = |sample: &u32| {
        let drawn = (0..9).filter(|n| sample >> n & 1 == 1);
        let ending = |n: usize| if hides[n] { Ending::Signal } else { Ending::Nothing };
        let visits: Vec<Visit> = drawn.map(|n| Visit { random: true, chance: 4.0 / 9.0, ending: ending(n) }).collect();
        measure(&visits, Ending::Signal).all.share.unwrap()
    };
    let mean = samples.iter().map(share).sum::<f64>() / samples.len() as f64;
    assert_eq!(samples.len(), 126);
    assert!((mean - 4.0 / 9.0).abs() < 1e-12);
}

#[test]
fn without_random_visits_nothing_is_known_of_all() {
    let found = measure(&visits(false, 0.0, 3, 7), Ending::Signal);
    assert_eq!((found.all.share, found.top.share, found.verdict), (None, Some(0.3), Verdict::Unknown));
    assert_eq!(base_rate(&visits(false, 0.0, 3, 7), Ending::Signal), None);
}
