// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How fast one record is looked up among all: `cargo run --release -p erf-linkage --example ask -- FILE.csv [QUESTIONS]`
//!
//! Asks records of the file itself, each with one letter of its longest text changed so that nothing is answered from memory.

use std::{error::Error, fs, time::Instant};

use erf_linkage::{
    index::Index,
    run::{Options, dedupe},
    table,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, rest @ ..] = &arguments[..] else { return Err("gebruik: ask BESTAND.csv [VRAGEN]".into()) };
    let questions: usize = rest.first().map_or(Ok(5000), |count| count.parse())?;
    let options = Options { threads: 2, ..Options::default() };
    let table = table::read_owned(fs::read(file)?, &table::ReadOptions::default())?;
    let mut index = Index::new(dedupe(&table, &options)?, &options);
    let (mut times, mut answers) = (Vec::new(), 0);
    for question in 0..questions {
        let row = question * 7919 % table.rows;
        let mut cells: Vec<String> = table.row(row).map(str::to_owned).collect();
        if let Some(longest) = (1..cells.len()).max_by_key(|column| cells[*column].len()) {
            spoil(&mut cells[longest], question);
        }
        let record: Vec<(&str, &str)> = table.columns.iter().map(String::as_str).zip(cells.iter().map(String::as_str)).collect();
        let started = Instant::now();
        answers += index.candidates(&record).len();
        times.push(started.elapsed());
    }
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!("{} rijen, {questions} vragen, {answers} antwoorden", table.rows);
    println!("p50 {:.3} ms, p95 {:.3} ms, p99 {:.3} ms, langste {:.3} ms", at(0.5), at(0.95), at(0.99), at(1.0));
    Ok(())
}

fn spoil(text: &mut String, number: usize) {
    let letters: Vec<char> = text.chars().collect();
    if let Some(place) = number.checked_rem(letters.len()) {
        *text = letters.iter().enumerate().map(|(at, letter)| if at == place { 'x' } else { *letter }).collect();
    }
}
