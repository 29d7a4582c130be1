// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What must hold for every scan.

use std::collections::BTreeMap;

use erf_base::Compartment;
use proptest::prelude::*;

use crate::{
    card::{CardFault, Variant},
    freeze,
    model::{Band, Scored},
    region::{Area, Presence},
    rules,
    scan::{self, Correction, Outcome, ScanFault},
    testing::{Trial, by_id, delivery, many, order},
};

const CARD: [(&str, i32); 6] = [("L01", 3), ("L02", 1), ("L03", 2), ("H05", 3), ("L18", 1), ("L15", 3)];

fn bands(outcome: &Outcome) -> BTreeMap<Band, usize> {
    let mut out = BTreeMap::new();
    outcome.scored.iter().for_each(|one| *out.entry(one.band).or_default() += 1);
    out
}

fn codes(parts: &[(crate::model::Counted, String)]) -> Vec<(&str, &str)> {
    parts.iter().map(|(part, reason)| (part.code.as_str(), reason.as_str())).collect()
}

#[test]
fn every_point_is_explained_and_every_silence_too() {
    let outcome = Trial::new(&CARD, &["ppppau", "aaapaa", "aapaaa", "aapapa", "uuuuuu", "------"]).run(2, 0.0, 1);
    let found = by_id(&outcome);
    let first = found["erf-000000"];
    assert_eq!(first.points, 6);
    assert_eq!(first.counted.iter().map(|part| part.code.as_str()).collect::<Vec<_>>(), ["H05", "L03", "L02"]);
    assert_eq!(codes(&first.uncounted), [("L01", rules::LOWER)]);
    assert_eq!(first.unknown, [("L15".to_owned(), "scan-unknown-no-delivery".to_owned())]);
    assert_eq!((found["erf-000002"].points, codes(&found["erf-000002"].uncounted)), (0, vec![("L03", rules::ALONE)]));
    assert_eq!((found["erf-000003"].points, codes(&found["erf-000003"].uncounted)), (1, vec![("L03", rules::ALONE)]));
    assert_eq!((found["erf-000004"].unknown.len(), found["erf-000005"].unknown.len()), (6, 0));
    let vacant = &outcome.summary.indicators[0].answers;
    assert_eq!((vacant.present, vacant.counted, vacant.absent, vacant.unknown, vacant.not_applicable), (1, 0, 3, 1, 1));
}

#[test]
fn a_corrected_fact_does_not_count_nor_keeps_it_company() {
    let trial = Trial::new(&CARD, &["aapaap", "apaaaa"]);
    let corrections = [Correction { place: "erf-000000".into(), code: "L15".into() }];
    let order = order(1, 0.0, 1);
    let outcome = scan::run(scan::Asked { corrections: &corrections, ..trial.asked(&order) }).unwrap();
    let found = by_id(&outcome);
    assert_eq!(codes(&found["erf-000000"].uncounted), [("L03", rules::ALONE), ("L15", rules::CORRECTED)]);
    assert_eq!((found["erf-000000"].points, found["erf-000001"].band), (0, Band::A));
}

#[test]
fn a_place_that_is_only_a_dwelling_is_listed_under_the_covenant_only() {
    let mut trial = Trial::new(&CARD, &["paaaaa"; 4]);
    trial.address(0, true, 99.0);
    trial.address(1, true, 100.0);
    trial.address(2, false, 0.0);
    let municipal = trial.run(5, 0.0, 1);
    assert_eq!(by_id(&municipal).into_keys().collect::<Vec<_>>(), ["erf-000001", "erf-000002", "erf-000003"]);
    assert_eq!(municipal.summary.left_out, BTreeMap::from([("alleen-woning".to_owned(), 1)]));
    let mut order = order(5, 0.0, 1);
    (order.variant, trial.card.variant) = (Variant::Covenant, Variant::Covenant);
    assert_eq!(scan::run(trial.asked(&order)), Err(ScanFault::NoGround));
    order.ground = Some(" ".into());
    assert_eq!(scan::run(trial.asked(&order)), Err(ScanFault::NoGround));
    order.ground = Some("convenant artikel 3".into());
    assert_eq!(scan::run(trial.asked(&order)).unwrap().summary.places, 4);
}

#[test]
fn a_municipal_scan_refuses_a_region_with_covenant_data() {
    let mut trial = Trial::new(&CARD, &["paaaaa"]);
    trial.region.deliveries.push(delivery("leegstand", Compartment::Municipal));
    assert_eq!(trial.run(1, 0.0, 1).summary.places, 1);
    trial.region.deliveries.push(delivery("vondsten_adres", Compartment::Covenant));
    let order = order(1, 0.0, 1);
    assert_eq!(scan::run(trial.asked(&order)), Err(ScanFault::CovenantData("vondsten_adres".into())));
}

#[test]
fn berths_and_pitches_are_never_listed() {
    let mut trial = Trial::new(&CARD, &["pppppp"; 5]);
    for (place, kind) in trial.region.places.iter_mut().zip(["erf", "unit", "perceel", "ligplaats", "standplaats"]) {
        place.kind = kind.into();
    }
    let outcome = trial.run(5, 0.5, 1);
    assert_eq!(outcome.summary.per_kind.keys().collect::<Vec<_>>(), ["erf", "perceel", "unit"]);
    assert_eq!(outcome.summary.left_out, BTreeMap::from([("andere-soort".to_owned(), 2)]));
}

#[test]
fn an_area_holds_its_own_places_only() {
    let mut trial = Trial::new(&CARD, &many(20, 6));
    let count = |trial: &Trial| trial.run(5, 0.2, 1).summary.places;
    trial.area = Area::Municipality("9901".parse().unwrap());
    assert_eq!(count(&trial), 10);
    trial.area = Area::District("D1".into(), vec!["9901".parse().unwrap(), "9902".parse().unwrap()]);
    assert_eq!(count(&trial), 20);
    trial.area = Area::Drawn("hoek".into(), vec![erf_spatial::Bounds::around(trial.region.places[3].at, 1.5).to_polygon()]);
    assert_eq!(count(&trial), 3);
    trial.area = Area::Drawn("leeg".into(), vec![]);
    let empty = trial.run(5, 0.2, 1);
    assert_eq!((empty.scored.len(), empty.summary.chance, empty.summary.per_band.len()), (0, 0.0, 4));
}

#[test]
fn orders_and_cards_that_do_not_fit_are_refused() {
    let mut trial = Trial::new(&CARD, &["aaaaaa"]);
    let mut wrong = order(1, 0.2, 1);
    for share in [-0.1, 1.1, f64::NAN] {
        wrong.random_share = share;
        assert_eq!(scan::run(trial.asked(&wrong)), Err(ScanFault::Share));
    }
    let fine = order(1, 0.2, 1);
    assert_eq!(
        scan::run(trial.asked(&crate::model::Order { date: 1, ..fine.clone() })),
        Err(ScanFault::Date { region: 20_261_001, order: 1 })
    );
    let covenant = crate::model::Order { variant: Variant::Covenant, ..fine.clone() };
    assert!(matches!(scan::run(trial.asked(&covenant)), Err(ScanFault::Variant { .. })));
    trial.card.entries[0].code = "L99".into();
    assert_eq!(scan::run(trial.asked(&fine)), Err(ScanFault::NotMeasured("L99".into())));
    trial.card.entries.clear();
    assert_eq!(scan::run(trial.asked(&fine)), Err(ScanFault::Card(vec![CardFault::Empty])));
}

#[test]
fn a_border_through_equals_is_drawn_and_shown() {
    let outcome = Trial::new(&[("L01", 3), ("L02", 1)], &["pp", "pa", "pa", "pa", "ap", "aa"]).run(2, 0.0, 5);
    let [first, second] = &outcome.summary.borders[..] else { panic!("{:?}", outcome.summary.borders) };
    assert_eq!((first.points, first.next, first.equals, first.drawn_in), (3, 3, 3, 1));
    assert_eq!((second.points, second.next, second.equals, second.drawn_in), (3, 1, 3, 3));
    let drawn: Vec<i32> = outcome.scored.iter().filter(|one| one.drawn).map(|one| one.points).collect();
    assert_eq!((drawn, bands(&outcome)), (vec![3; 3], BTreeMap::from([(Band::A, 2), (Band::B, 2), (Band::C, 1), (Band::D, 1)])));
    let one_in_a = |seed| Trial::new(&[("L01", 3)], &["p", "p"]).run(1, 0.0, seed).scored[0].place.clone();
    let firsts: std::collections::BTreeSet<String> = (0..20).map(one_in_a).collect();
    assert_eq!(firsts.len(), 2, "another seed draws otherwise");
}

/// How many places a proposal holds: those that the lot drew, and with points as many as still fit.
fn fits(scored: &[Scored], capacity: u32) -> u32 {
    let count = |yes: fn(&Scored) -> bool| scored.iter().filter(|one| yes(one)).count() as u32;
    let drawn = count(|one| one.random);
    drawn + count(|one| one.points > 0 && !one.random).min(capacity - drawn)
}

#[test]
fn capacities_and_shares_at_their_ends() {
    let trial = Trial::new(&CARD, &many(30, 6));
    for capacity in [0, 1, 29, 30, 31, u32::MAX] {
        for share in [0.0, 0.2, 1.0] {
            let Outcome { scored, summary, .. } = trial.run(capacity, share, 3);
            let count = |yes: fn(&Scored) -> bool| scored.iter().filter(|one| yes(one)).count() as u32;
            let proposed = fits(&scored, capacity);
            assert_eq!((count(|one| one.proposed), summary.proposed), (proposed, proposed));
            assert_eq!(summary.random, ((f64::from(capacity) * share).round() as u32).min(30));
            assert!((summary.chance * 30.0 - f64::from(summary.random)).abs() < 1e-9);
            assert_eq!(count(|one| one.band == Band::A), capacity.min(count(|one| one.points > 0)));
        }
    }
}

/// Each place in turn is drawn as often as its stored chance says: over 2,000 seeds within 4.5 standard errors for each place,
/// and together a chi-square that is neither too large (uneven) nor too small (not random).
#[test]
fn over_two_thousand_seeds_each_place_is_drawn_as_often_as_its_chance_says() {
    const SEEDS: u64 = 2_000;
    for (places, capacity, share) in [(60, 15, 0.2), (40, 10, 0.5), (25, 30, 0.2)] {
        let trial = Trial::new(&CARD, &many(places, 6));
        let (mut times, mut chance) = (BTreeMap::<String, u64>::new(), 0.0);
        for seed in 0..SEEDS {
            let outcome = trial.run(capacity, share, seed);
            chance = outcome.scored[0].chance;
            assert!(outcome.scored.iter().all(|one| one.chance == chance && (!one.random || one.proposed)));
            assert_eq!(outcome.summary.proposed, fits(&outcome.scored, capacity));
            outcome.scored.iter().filter(|one| one.random).for_each(|one| *times.entry(one.place.clone()).or_default() += 1);
        }
        let (mean, error) = (SEEDS as f64 * chance, (SEEDS as f64 * chance * (1.0 - chance)).sqrt());
        assert_eq!(times.len(), places);
        let far = |count: &u64| (*count as f64 - mean) / error;
        assert!(times.values().all(|count| far(count).abs() < 4.5), "{times:?}");
        // The counts add up to a fixed sum, which makes the spread a little smaller: n - 1 degrees of freedom.
        let freedom = places as f64 - 1.0;
        let chi: f64 = times.values().map(|count| far(count).powi(2)).sum::<f64>() * freedom / places as f64;
        let spread = 4.5 * (2.0 * freedom).sqrt();
        assert!((chi - freedom).abs() < spread, "{chi} bij {freedom} vrijheidsgraden");
    }
}

#[test]
fn the_number_of_threads_and_the_order_of_the_places_change_nothing() {
    let trial = Trial::new(&CARD, &many(5_000, 6));
    let order = order(300, 0.2, 9);
    let once = scan::run(trial.asked(&order)).unwrap();
    for threads in [2, 3, 7, 64] {
        assert_eq!(scan::run(scan::Asked { threads, ..trial.asked(&order) }).unwrap(), once);
    }
    let small = Trial::new(&CARD, &many(200, 6));
    let ranks =
        |outcome: &Outcome| -> Vec<_> { outcome.scored.iter().map(|one| (one.place.clone(), one.band, one.rank, one.random)).collect() };
    let straight = ranks(&small.run(30, 0.2, 9));
    for by in [1, 77, 150] {
        assert_eq!(ranks(&small.turned(by).run(30, 0.2, 9)), straight);
    }
}

#[test]
fn twice_the_same_hash_and_another_for_anything_else() {
    let trial = Trial::new(&CARD, &many(100, 6));
    let (one, region) = (order(10, 0.2, 1), freeze::of_region(&trial.region, 1));
    let hash = |trial: &Trial, order: &crate::model::Order| freeze::of_inputs(&trial.asked(order), &region);
    let first = hash(&trial, &one);
    assert_eq!(first, hash(&trial, &one));
    let mut others = vec![hash(&trial, &order(10, 0.2, 2)), hash(&trial, &order(11, 0.2, 1)), hash(&trial, &order(10, 0.3, 1))];
    let mut changed = Trial::new(&CARD, &many(100, 6));
    changed.area = Area::Municipality("9901".parse().unwrap());
    others.push(hash(&changed, &one));
    changed.area = Area::Region;
    changed.card.entries[0].points = 4;
    others.push(hash(&changed, &one));
    changed.card = trial.card.clone();
    changed.card.entries[0].version = 2;
    others.push(hash(&changed, &one));
    let corrections = [Correction { place: "erf-000000".into(), code: "L01".into() }];
    others.push(freeze::of_inputs(&scan::Asked { corrections: &corrections, ..trial.asked(&one) }, &region));
    others.push(freeze::of_inputs(&trial.asked(&one), "other"));
    let distinct: std::collections::BTreeSet<&String> = others.iter().chain([&first]).collect();
    assert_eq!(distinct.len(), others.len() + 1);
    let threads = scan::Asked { threads: 8, ..trial.asked(&one) };
    assert_eq!(freeze::of_inputs(&threads, &region), first);
}

#[test]
fn a_region_has_another_hash_when_anything_in_it_changes() {
    let mut trial = Trial::new(&CARD, &many(9_000, 1));
    let hash = |trial: &Trial| freeze::of_region(&trial.region, 1);
    let mut hashes = vec![hash(&trial)];
    assert_eq!(freeze::of_region(&trial.region, 5), hashes[0]);
    trial.region.places[8_999].shed_area = 1.0;
    hashes.push(hash(&trial));
    trial.region.places[4_096].name.push('x');
    hashes.push(hash(&trial));
    trial.address(0, true, 0.0);
    hashes.push(hash(&trial));
    trial.region.addresses[0].industry = true;
    hashes.push(hash(&trial));
    trial.region.since += 1;
    hashes.push(hash(&trial));
    trial.region.presence.push(Presence { address: 0, delivery: 0, seq: 1, used: None });
    hashes.push(hash(&trial));
    trial.region.presence[0].used = Some(false);
    hashes.push(hash(&trial));
    assert_eq!(hashes.iter().collect::<std::collections::BTreeSet<_>>().len(), 8);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn contributions_add_up_and_bands_follow_the_order(
        by_place in proptest::collection::vec("[paau-]{6}", 0..60),
        capacity in 0_u32..40,
        share in 0.0_f64..=1.0,
        seed: u64,
    ) {
        let outcome = Trial::new(&CARD, &by_place).run(capacity, share, seed);
        for (position, one) in outcome.scored.iter().enumerate() {
            prop_assert_eq!(one.counted.iter().map(|part| part.points).sum::<i32>(), one.points);
            prop_assert!(one.chance.is_finite() && one.x.is_finite());
            let rank = position as u32 + 1;
            prop_assert!(one.rank.0 <= rank && rank <= one.rank.1 && one.rank.1 <= outcome.summary.places);
            prop_assert_eq!(one.band == Band::D, one.points == 0);
        }
        prop_assert!(outcome.scored.is_sorted_by_key(|one| (std::cmp::Reverse(one.points), one.band)));
        prop_assert_eq!(outcome.summary.proposed, fits(&outcome.scored, capacity));
        prop_assert!(outcome.scored.iter().all(|one| one.random || !one.proposed || one.points > 0), "only the lot proposes a place without points");
        prop_assert_eq!(outcome.summary.per_band.values().sum::<u32>(), outcome.summary.places);
        prop_assert_eq!(outcome.summary.points.values().sum::<u32>(), outcome.summary.places);
    }
}

#[test]
fn the_totals_come_back_from_json_as_they_were() {
    let outcome = Trial::new(&CARD, &many(300, 6)).run(40, 0.25, 2);
    let text = serde_json::to_string(&outcome).unwrap();
    assert_eq!(serde_json::from_str::<Outcome>(&text).unwrap(), outcome);
}
