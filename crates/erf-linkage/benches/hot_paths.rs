// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is called millions of times in one run: `cargo bench -p erf-linkage`.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use erf_linkage::{
    distance, hash,
    run::{Options, dedupe},
    standardise::{
        address::{Address, AddressFields, AddressReader},
        person::{Person, PersonFields, PersonReader},
        phonetic,
    },
    table,
};

const NAMES: [&str; 8] = ["jansen", "janssen", "vandijkhorst", "dijkhorst", "kuypermeester", "kuipermeester", "berg", "burg"];

/// Every name against every name.
fn pairs() -> impl Iterator<Item = (&'static [u8], &'static [u8])> {
    NAMES.iter().flat_map(|one| NAMES.iter().map(move |other| (one.as_bytes(), other.as_bytes())))
}

fn distances(c: &mut Criterion) {
    let mut group = c.benchmark_group("64 pairs of names");
    group.throughput(Throughput::Elements(64));
    group.bench_function("within_one", |b| b.iter(|| pairs().filter(|(x, y)| distance::within_one(black_box(x), y)).count()));
    group.bench_function("within_two", |b| b.iter(|| pairs().filter(|(x, y)| distance::within_two(black_box(x), y)).count()));
    group.bench_function("jaro_winkler", |b| b.iter(|| pairs().map(|(x, y)| distance::jaro_winkler(black_box(x), y)).sum::<f32>()));
    group.finish();
}

fn standardisers(c: &mut Criterion) {
    let mut group = c.benchmark_group("standardise");
    let (mut reader, mut kept) = (AddressReader::default(), Address::default());
    let address = AddressFields {
        street: "Burg. van der Meulenstr.",
        number: "12-14 hs",
        postcode: "1234 ab",
        place: "'s-Gravenhage",
        ..AddressFields::default()
    };
    group.bench_function("address", |b| b.iter(|| reader.read(black_box(&address), &mut kept)));
    let (mut reader, mut kept) = (PersonReader::default(), Person::default());
    let person = PersonFields { full_name: "Mevr. dr. J.P. van 't Hof-de Vries", ..PersonFields::default() };
    group.bench_function("person", |b| b.iter(|| reader.read(black_box(&person), &mut kept)));
    group.bench_function("phonetic key", |b| b.iter(|| phonetic::key(black_box("kuypermeester"))));
    group.finish();
}

fn sorting(c: &mut Criterion) {
    let keys: Vec<(u64, u32)> = (0..100_000u32).map(|row| (hash::mix(u64::from(row)), row)).collect();
    c.bench_function("radix sort of 100,000", |b| {
        b.iter_batched_ref(|| keys.clone(), hash::radix_sort, BatchSize::LargeInput);
    });
}

/// A thousand companies, some of them written twice.
fn companies() -> String {
    let mut text = String::from("unique_id,company_name,street,house_number,postcode,city\n");
    for row in 0..1000_u32 {
        let same = if row % 5 == 0 { row.saturating_sub(1) } else { row };
        let suffix = if row % 5 == 0 { "BV" } else { "B.V." };
        let number = same % 97 + 1;
        let name = format!("{}{} {suffix}", NAMES[same as usize % 8], hash::mix(u64::from(same)) % 100_000);
        text += &format!("{row},{name},Dorpsstraat,{number},{} AB,Hoorn\n", 1000 + same % 900);
    }
    text
}

fn whole_run(c: &mut Criterion) {
    let text = companies();
    let mut group = c.benchmark_group("a whole run");
    group.sample_size(20);
    group.bench_function("1,000 companies", |b| {
        b.iter(|| {
            let table = table::read_owned(text.clone().into_bytes(), &table::ReadOptions::default()).expect("a table");
            dedupe(&table, &Options { threads: 1, ..Options::default() }).expect("a run").entities.len()
        });
    });
    group.finish();
}

criterion_group!(benches, distances, standardisers, sorting, whole_run);
criterion_main!(benches);
