// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask check`: everything that can be judged without running the program.

use anyhow::Result;

use crate::{directions, duplicates, licences, metadata, run, tidy};

/// Runs all checks, the quick ones first, and goes on after a failure. The answer is whether all succeeded.
pub fn run() -> Result<bool> {
    let metadata = metadata::load()?;
    let results = [
        told("huisregels", tidy::problems()?),
        told("richting van afhankelijkheden", directions::problems(&metadata)),
        told("licenties van cargo", licences::cargo_problems(&metadata)),
        told("licenties van npm", licences::npm_problems()?),
        told("dubbele versies", duplicates::problems(&metadata)?),
        run::succeeds(run::cargo().args(["fmt", "--all", "--check"]))?,
        run::succeeds(run::cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?,
        run::succeeds(run::cargo().args(["doc", "--workspace", "--no-deps", "--quiet"]).env("RUSTDOCFLAGS", "-D warnings"))?,
    ];
    let success = results.into_iter().all(|result| result);
    println!("{}", if success { "Alle controles geslaagd." } else { "Niet alle controles geslaagd." });
    Ok(success)
}

fn told(subject: &str, problems: Vec<String>) -> bool {
    println!("{subject}: {}", if problems.is_empty() { "goed".to_owned() } else { format!("{} fout(en)", problems.len()) });
    for problem in &problems {
        println!("  {problem}");
    }
    problems.is_empty()
}
