// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Nanoseconds per call of what is called millions of times: `cargo bench -p erf-linkage`.
//!
//! Without a framework: the median of twenty rounds, so that a busy moment of the machine does not count.

use std::{hint::black_box, time::Instant};

use erf_linkage::{distance, hash, standardise};

const ROUNDS: usize = 20;

fn measure(name: &str, calls: usize, mut work: impl FnMut(usize)) {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            (0..calls).for_each(&mut work);
            start.elapsed().as_nanos() as f64 / calls as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    println!("{name:28} {:9.1} ns", rounds[ROUNDS / 2]);
}

fn main() {
    let names = ["jansen", "janssen", "vandijkhorst", "dijkhorst", "kuypermeester", "kuipermeester", "berg", "burg"];
    let pair = |number: usize| (names[number % 8].as_bytes(), names[(number / 8) % 8].as_bytes());
    measure("within_one", 100_000, |number| {
        let (a, b) = pair(number);
        black_box(distance::within_one(black_box(a), black_box(b)));
    });
    measure("within_two", 100_000, |number| {
        let (a, b) = pair(number);
        black_box(distance::within_two(black_box(a), black_box(b)));
    });
    measure("jaro_winkler", 100_000, |number| {
        let (a, b) = pair(number);
        black_box(distance::jaro_winkler(black_box(a), black_box(b)));
    });
    measure("hash of a text", 100_000, |number| {
        black_box(hash::text(black_box(names[number % 8].as_bytes())));
    });
    measure("phonetic key", 20_000, |number| {
        black_box(standardise::phonetic::key(black_box(names[number % 8])));
    });
    measure("radix sort of 100,000", 1, |_| {
        let mut pairs: Vec<(u64, u32)> = (0..100_000u32).map(|row| (hash::mix(u64::from(row)), row)).collect();
        hash::radix_sort(&mut pairs);
        black_box(pairs);
    });
}
