// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Repository chores: `cargo xtask test` runs every test, `cargo xtask check` everything that needs no test.
//!
//! Only the standard library, anyhow and serde: this crate is compiled before anything else can be checked.

mod check;
mod directions;
mod duplicates;
mod janitor;
mod licences;
mod metadata;
mod packages;
mod postgres;
mod run;
mod server;
mod skips;
mod test;
mod tidy;

use std::{env, process::ExitCode};

use anyhow::{Result, bail};

const HELP: &str = "\
Gebruik: cargo xtask OPDRACHT

  test [--ci] [--rust | --browser]   alle tests, ook met PostgreSQL en in de browser
                                     --ci: een overgeslagen test is een fout
  check                              opmaak, clippy, documentatie, licenties, dubbele versies, huisregels
  pictures                           browsertests, met de beelden in docs/handleiding/beelden
  duplicates                         de regels voor xtask/allowed-duplicates.txt zoals het nu is

Omgeving:
  CI=true              hetzelfde als --ci
  ERFZICHT_SHARED      de map met echte voorbeeldbestanden (anders ../shared)
  ERFZICHT_PICTURES    waar de browsertests hun beelden zetten
";

fn main() -> ExitCode {
    match dispatch(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether everything that was asked for succeeded.
fn dispatch(arguments: &[String]) -> Result<bool> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test", options @ ..] => test::run(&test::Options::parse(options)?),
        ["pictures"] => test::run(&test::Options::pictures()?),
        ["check"] => check::run(),
        ["duplicates"] => duplicates::print().map(|()| true),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(true)
        }
        [other, ..] => bail!("onbekende opdracht {other:?}; zie cargo xtask help"),
    }
}
