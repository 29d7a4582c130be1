// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Links two CSVs: `cargo run --release -p erf-linkage --example link_two_files -- LEFT.csv RIGHT.csv > pairs.csv`

use std::{error::Error, fs, io};

use erf_linkage::{
    output,
    run::{Options, link},
    table::{ReadOptions, read_owned},
};

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let [left, right] = &files[..] else { return Err("gebruik: link_two_files LINKS.csv RECHTS.csv".into()) };
    let left = read_owned(fs::read(left)?, &ReadOptions::default())?;
    let right = read_owned(fs::read(right)?, &ReadOptions::default())?;
    let run = link(&left, &right, &Options { threads: 2, ..Options::default() })?;
    eprintln!("{}", run.cut.words());
    output::pairs(&run, &mut io::stdout().lock())?;
    Ok(())
}
