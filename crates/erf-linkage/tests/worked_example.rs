// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Figures that were worked out by hand: weights, the third kind of pair, and estimation on patterns of known chances.

use erf_linkage::{
    compare::{Comparison, Kind},
    model::{
        ComparisonChances, HOUSEHOLDS, LevelChances, Model, Training, VERSION,
        em::{self, Evidence},
        level_of,
        sample::Shares,
    },
    run::PatternCount,
    score::{add_logs, bits, probability},
    store::{Slot, Store},
};

#[test]
fn two_agreements_and_a_disagreement_add_up() {
    // Of 1,000 pairs one is a match: prior log2(1/999) = -9.9643. Equal name, m 0.9 and u 0.01: log2(90) = 6.4919.
    // Equal date, m 0.8 and u 0.001: log2(800) = 9.6439. Other phone, m 0.1 and u 0.9: log2(1/9) = -3.1699.
    // Together 3.0014 bits, which is odds of 8.008 and a chance of 0.8890.
    let total = (1.0f64 / 999.0).log2() + 90f64.log2() + 800f64.log2() + (1.0f64 / 9.0).log2();
    assert!((total - 3.0014).abs() < 0.0001, "{total}");
    assert!((probability(total) - 0.8890).abs() < 0.0001);
    assert!((bits(probability(total)) - total).abs() < 1e-9);
}

#[test]
fn the_weights_of_a_model_are_logs_of_its_chances() {
    let level = |m, h, u| LevelChances { code: "exact".into(), m, h: [h; HOUSEHOLDS], u, veto: false };
    let model = Model {
        version: VERSION,
        preset: "person".into(),
        matches: 0.25,
        households: [0.125; HOUSEHOLDS],
        comparisons: vec![ComparisonChances { name: "phone".into(), kind: Kind::Phone, levels: vec![level(0.5, 0.25, 0.125)] }],
        training: Training::default(),
        refit: None,
    };
    let weights = model.weights();
    assert_eq!(weights.prior, [-2.0, -3.0, -3.0, -1.0]);
    assert_eq!(weights.levels[0][1], [-1.0, -2.0, -2.0, -3.0]);
    assert_eq!(weights.levels[0][0], [0.0; 4], "missing is evidence of nothing");
    let back: Model = serde_json::from_str(&serde_json::to_string(&model).unwrap()).unwrap();
    assert_eq!(back, model);
}

#[test]
fn logs_are_added_without_overflow() {
    assert!((add_logs(3.0, 3.0) - 4.0).abs() < 1e-12);
    assert_eq!(add_logs(-2000.0, 5.0), 5.0);
    assert_eq!(add_logs(5.0, f64::NEG_INFINITY), 5.0);
}

/// Three columns of which the chances are known; the counts of all patterns follow from them exactly.
#[test]
fn estimation_finds_the_chances_that_made_the_patterns() {
    let mut store = Store::new(vec![Slot::Phone, Slot::Email, Slot::Other(0)]);
    store.push(&[1, 1, 1], None);
    let comparisons: Vec<Comparison> = [Kind::Phone, Kind::Email, Kind::Code]
        .iter()
        .map(|kind| Comparison::bind(*kind, (*kind == Kind::Code).then_some(Slot::Other(0)), &kind.code(), &store).unwrap())
        .collect();
    // Chances per level (missing first) of matches and of strangers.
    let m = [vec![0.0, 0.90, 0.07, 0.03], vec![0.0, 0.80, 0.05, 0.03, 0.12], vec![0.0, 0.95, 0.03, 0.005, 0.015]];
    let u = [vec![0.0, 0.001, 0.009, 0.99], vec![0.0, 0.002, 0.008, 0.01, 0.98], vec![0.0, 0.001, 0.004, 0.005, 0.99]];
    let (matches, strangers) = (20_000.0, 80_000_000.0);
    let chance = |table: &[Vec<f64>; 3], pattern: u64| (0..3).map(|number| table[number][level_of(pattern, number)]).product::<f64>();
    let mut patterns = Vec::new();
    for (a, b, c) in (1..4u64).flat_map(|a| (1..5u64).flat_map(move |b| (1..5u64).map(move |c| (a, b, c)))) {
        let pattern = a | b << 4 | c << 8;
        let count = matches * chance(&m, pattern) + strangers * chance(&u, pattern);
        patterns.push(PatternCount { pattern, count: count.round() as u64, example: (0, 0) });
    }
    patterns.sort_unstable();
    let all = matches + strangers;
    let levels = |k: usize| m[k].iter().zip(&u[k]).map(|(m, u)| (matches * m + strangers * u) / all).collect();
    let random: Vec<Shares> = (0..3).map(|k| Shares { levels: levels(k), without_matches: false, drawn: 1.0, by_parts: None }).collect();
    let evidence = Evidence { patterns: &patterns, rate: 1.0, all_pairs: all, random: &random, random_pairs: 1000, records: 12_650 };
    let model = em::train("test", &comparisons, &evidence);
    assert!((model.matches * all / matches - 1.0).abs() < 0.01, "{}", model.matches * all);
    for (number, comparison) in model.comparisons.iter().enumerate() {
        for (level, known) in comparison.levels.iter().enumerate() {
            assert!((known.m - m[number][level + 1]).abs() < 0.01, "{} {} {}", comparison.name, known.code, known.m);
            assert!((known.u - u[number][level + 1]).abs() < 0.001, "{} {} {}", comparison.name, known.code, known.u);
        }
    }
}
